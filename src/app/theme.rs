//! From colour tokens to egui: styles of both themes, and access to the tokens from any widget.
//!
//! Widgets never name a colour; they ask [`tokens`] for the set of the style they are drawn in.

use egui::style::{
    HandleShape, ImeComposition, Interaction, ScrollStyle, Selection, Spacing, TextCursorStyle,
    WidgetVisuals, Widgets,
};
use egui::{
    Color32, Context, CornerRadius, Id, Margin, Shadow, Stroke, Style, TextStyle, Ui, Visuals, vec2,
};

use crate::app::fonts;
use crate::scene::tokens::{Color, SeveritySlot, Tokens};

/// Which theme the user asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the desktop says; light when it does not say.
    #[default]
    System,
}

/// Everything about looks that the user can set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Look {
    /// Light, dark or as the desktop.
    pub theme: Theme,
    /// Stronger outlines and hints, no tile shadows.
    pub increase_contrast: bool,
    /// No transitions, no moving pulses.
    pub reduce_motion: bool,
}

/// Control corner radius, points.
pub const RADIUS_CONTROL: u8 = 6;
/// Tile, frame and card corner radius, points.
pub const RADIUS_CARD: u8 = 8;
/// Menu and floating card corner radius, points.
pub const RADIUS_MENU: u8 = 10;
/// Height of a control, points.
pub const CONTROL_HEIGHT: f32 = 28.0;
/// Height of a small control, points.
pub const CONTROL_HEIGHT_SMALL: f32 = 24.0;
/// Height of a control in a dialog, points.
pub const CONTROL_HEIGHT_DIALOG: f32 = 32.0;
/// Height of a table row, points.
pub const TABLE_ROW: f32 = 31.0;
/// Height of a row in a dense table, points.
pub const TABLE_ROW_DENSE: f32 = 26.0;
/// Height of an inspector row, points.
pub const PROPERTY_ROW: f32 = 31.0;
/// Height of a menu row, points.
pub const MENU_ROW: f32 = 26.0;

impl From<Color> for Color32 {
    fn from(c: Color) -> Self {
        Color32::from_rgba_unmultiplied(c.r, c.g, c.b, c.a)
    }
}

/// Installs the fonts and both styles, once at start; then [`apply`] follows the settings.
pub fn install(ctx: &Context, look: Look) {
    ctx.set_fonts(fonts::definitions());
    apply(ctx, look);
}

/// Makes `look` the looks of the window from the next frame on.
pub fn apply(ctx: &Context, look: Look) {
    ctx.set_theme(match look.theme {
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
        Theme::System => egui::ThemePreference::System,
    });
    ctx.options_mut(|o| {
        o.fallback_theme = egui::Theme::Light;
        // Those keys zoom the drawing; the scale of the interface is a setting.
        o.zoom_with_keyboard = false;
    });
    ctx.data_mut(|d| d.insert_temp(look_id(), look));
    for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
        ctx.set_style_of(theme, style(Tokens::of(dark, look.increase_contrast), look));
    }
}

/// The looks in force.
pub fn look(ctx: &Context) -> Look {
    ctx.data(|d| d.get_temp(look_id())).unwrap_or_default()
}

/// The colours of the style `ui` is drawn in.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    Tokens::of(ui.visuals().dark_mode, look(ui.ctx()).increase_contrast)
}

/// The colours of the window's current theme, where there is no `Ui` at hand.
pub fn tokens_of(ctx: &Context) -> &'static Tokens {
    Tokens::of(
        ctx.theme() == egui::Theme::Dark,
        look(ctx).increase_contrast,
    )
}

/// Length of a transition in seconds: `seconds`, or 0 when the user asked for less motion.
pub fn motion(ctx: &Context, seconds: f32) -> f32 {
    if look(ctx).reduce_motion {
        0.0
    } else {
        seconds
    }
}

/// Shadow of menus, minimap and hover cards.
pub fn shadow_float(t: &Tokens) -> Shadow {
    Shadow {
        offset: [0, 8],
        blur: 24,
        spread: 0,
        color: t.shadow_float.into(),
    }
}

/// Shadow of a component tile.
pub fn shadow_tile(t: &Tokens) -> Shadow {
    Shadow {
        offset: [0, 1],
        blur: 2,
        spread: 0,
        color: t.shadow_tile.into(),
    }
}

fn look_id() -> Id {
    Id::new("skydraft.look")
}

fn style(t: &Tokens, look: Look) -> Style {
    Style {
        text_styles: [
            (TextStyle::Heading, fonts::semibold(18.0)),
            (TextStyle::Body, fonts::regular(13.0)),
            (TextStyle::Button, fonts::regular(12.0)),
            (TextStyle::Small, fonts::regular(11.0)),
            (TextStyle::Monospace, egui::FontId::monospace(12.0)),
        ]
        .into(),
        spacing: spacing(),
        interaction: Interaction {
            selectable_labels: false,
            tooltip_delay: 0.35,
            ..Interaction::default()
        },
        visuals: visuals(t),
        animation_time: if look.reduce_motion { 0.0 } else { 0.12 },
        scroll_animation: if look.reduce_motion {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::default()
        },
        ..Style::default()
    }
}

fn spacing() -> Spacing {
    Spacing {
        item_spacing: vec2(8.0, 4.0),
        button_padding: vec2(10.0, 5.0),
        interact_size: vec2(24.0, CONTROL_HEIGHT),
        icon_width: 16.0,
        icon_spacing: 6.0,
        menu_margin: Margin::same(4),
        menu_spacing: 4.0,
        window_margin: Margin::same(12),
        indent: 12.0,
        combo_width: 80.0,
        text_edit_width: 160.0,
        tooltip_width: 320.0,
        scroll: ScrollStyle {
            bar_width: 6.0,
            floating_width: 4.0,
            bar_inner_margin: 2.0,
            bar_outer_margin: 2.0,
            handle_min_length: 24.0,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.0,
            dormant_handle_opacity: 0.18,
            active_handle_opacity: 0.35,
            interact_handle_opacity: 0.55,
            ..ScrollStyle::floating()
        },
        ..Spacing::default()
    }
}

fn visuals(t: &Tokens) -> Visuals {
    let line = |c: Color, width: f32| Stroke::new(width, Color32::from(c));
    let base = if t.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    Visuals {
        override_text_color: None,
        weak_text_color: Some(t.text_3.into()),
        widgets: widgets(t),
        selection: Selection {
            bg_fill: t.accent_soft.into(),
            stroke: line(t.accent, 1.0),
        },
        ime_composition: ImeComposition {
            active_underline_stroke: line(t.accent, 2.0),
            inactive_underline_stroke: line(t.accent, 1.0),
            ..base.ime_composition
        },
        hyperlink_color: t.accent.into(),
        faint_bg_color: t.subtle.into(),
        extreme_bg_color: t.subtle.into(),
        text_edit_bg_color: Some(t.subtle.into()),
        code_bg_color: t.subtle.into(),
        warn_fg_color: t.severity(SeveritySlot::High).ink.into(),
        error_fg_color: t.severity(SeveritySlot::Critical).ink.into(),
        window_corner_radius: CornerRadius::same(RADIUS_MENU),
        window_shadow: shadow_float(t),
        window_fill: t.panel.into(),
        window_stroke: line(t.border, 1.0),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(RADIUS_MENU),
        panel_fill: t.panel.into(),
        popup_shadow: shadow_float(t),
        text_cursor: TextCursorStyle {
            stroke: line(t.accent, 2.0),
            ..base.text_cursor
        },
        button_frame: true,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        striped: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        image_loading_spinners: false,
        disabled_alpha: 0.45,
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let state = |fill: Color, outline: Color, ink: Color| WidgetVisuals {
        bg_fill: fill.into(),
        weak_bg_fill: fill.into(),
        bg_stroke: Stroke::new(1.0, Color32::from(outline)),
        corner_radius: CornerRadius::same(RADIUS_CONTROL),
        fg_stroke: Stroke::new(1.0, Color32::from(ink)),
        // No state may change a widget's size: everything beside it would wobble.
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(t.panel, t.border, t.text_2),
        inactive: state(t.panel, t.strong, t.text_1),
        hovered: state(t.hover, t.strong, t.text_1),
        active: state(t.accent_soft, t.accent, t.text_1),
        open: state(t.hover, t.strong, t.text_1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widgets_read_the_tokens_of_their_own_style() {
        let ctx = Context::default();
        for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
            install(
                &ctx,
                Look {
                    theme,
                    ..Look::default()
                },
            );
            let mut seen = None;
            ctx.run_ui(egui::RawInput::default(), |ui| seen = Some(tokens(ui)))
                .drop_without_applying_deltas();
            assert_eq!(seen, Some(Tokens::of(dark, false)));
            assert_eq!(tokens_of(&ctx), Tokens::of(dark, false));
        }
    }

    #[test]
    fn no_state_changes_the_size_of_a_widget() {
        for t in [Tokens::light(), Tokens::dark()] {
            let w = widgets(t);
            for state in [w.noninteractive, w.inactive, w.hovered, w.active, w.open] {
                assert_eq!(state.expansion.to_bits(), 0.0_f32.to_bits());
                assert_eq!(state.corner_radius, CornerRadius::same(6));
            }
        }
    }

    #[test]
    fn contrast_and_motion_settings_take_effect() {
        let ctx = Context::default();
        apply(
            &ctx,
            Look {
                theme: Theme::Dark,
                increase_contrast: true,
                reduce_motion: true,
            },
        );
        assert_eq!(tokens_of(&ctx), Tokens::of(true, true));
        assert_eq!(motion(&ctx, 0.12).to_bits(), 0.0_f32.to_bits());
        assert_eq!(
            ctx.style_of(egui::Theme::Dark).animation_time.to_bits(),
            0.0_f32.to_bits()
        );
    }
}
