//! A chart of the shared module in the window: a sharp picture that is drawn again only when something about it changed,
//! with the exact value of what lies under the pointer or has been reached with the arrow keys, and a menu to export or
//! copy it.

use crate::app::action::{Actions, ChartRequest, ExportFormat, FileAction, Select, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::menu::{MenuItem, context_menu, menu, separator};
use crate::app::widgets::paint;
use crate::app::widgets::tip::{tip_at, tip_ui, written};
use crate::chart::{self, Chart, ChartStyle, Heading, Layout, Mark};
use crate::glyph;
use crate::scene::tokens::Tokens;
use egui::text::LayoutJob;
use egui::{
    Color32, ColorImage, CursorIcon, EventFilter, Key, Modifiers, PointerButton, Rect, Response,
    Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, WidgetType,
    pos2, vec2,
};
use std::hash::Hash;
use std::sync::Arc;

/// Values that the accessible name says.
const SAID: usize = 24;
/// Width of an exported chart at least, points.
const EXPORTED: f32 = 720.0;
/// Width of a line of a tooltip, points.
const TIP: f32 = 320.0;
/// Width of the menu, points.
const MENU: f32 = 220.0;

/// What a chart is shown with.
#[derive(Clone, Copy, Debug)]
pub struct ChartSpec<'a> {
    /// What the chart shows: the accessible name, and the title of an exported picture.
    pub title: &'a str,
    /// Below the title of an exported picture.
    pub detail: &'a str,
    /// Stands for the data: another key, and the chart is made anew. Theme, language, currency, size and scale are watched
    /// by the chart itself.
    pub key: u64,
    /// Width, and the height for a chart that takes what there is.
    pub room: Vec2,
}

/// A number that stands for data: the same data, the same number.
pub fn key_of(data: impl Hash) -> u64 {
    use std::hash::BuildHasher as _;
    rustc_hash::FxBuildHasher.hash_one(data)
}

/// What a chart shows, and what of it is on screen.
struct Made {
    key: u64,
    language: crate::model::Language,
    chart: Chart,
    drawn: Option<Drawn>,
}

struct Drawn {
    style: ChartStyle,
    scale: f32,
    layout: Arc<Layout>,
    texture: TextureHandle,
}

/// A chart of the window with what is only on screen: its picture, and the mark that the keyboard has reached.
#[derive(Default)]
pub struct ChartView {
    made: Option<Made>,
    at: Option<usize>,
}

impl std::fmt::Debug for ChartView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChartView").field("at", &self.at).finish()
    }
}

/// What came of a chart.
#[derive(Debug, Default)]
pub struct Shown {
    /// The chart as a control; none where there is nothing to show, and nothing was drawn.
    pub response: Option<Response>,
    /// The mark that was clicked, or chosen with Enter.
    pub clicked: Option<Mark>,
}

impl ChartView {
    /// Shows the chart that `make` makes of the data; it is asked only when the key of the data or the language changed.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        spec: ChartSpec<'_>,
        make: impl FnOnce() -> Chart,
        out: &mut Actions,
    ) -> Shown {
        let Some((layout, texture)) = self.picture(ui, cx, spec, make) else {
            return Shown::default();
        };
        let size = vec2(layout.width, layout.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let rect = paint::snap(ui.painter(), rect);
        if ui.is_rect_visible(rect) {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture, rect, whole, Color32::WHITE);
        }
        self.walk(ui, &response, layout.marks.len());
        let pointed = hit(ui, &response, &layout, rect);
        self.tell(ui, cx, &response, &layout, rect, pointed);
        self.name(&response, spec.title, &layout);
        paint::focus_ring(ui, &response, rect.shrink(3.0), 4.0);
        context_menu(&response, MENU, |ui| self.items(ui, cx, spec, out));
        let chosen = if response.clicked_by(PointerButton::Primary) {
            pointed
        } else if response.clicked() {
            self.at
        } else {
            None
        };
        let clicked = chosen.and_then(|mark| layout.marks.get(mark)).cloned();
        Shown {
            response: Some(response),
            clicked,
        }
    }

    /// A button with the menu of the chart, for those who do not look for it behind the secondary button.
    pub fn menu_button(&self, ui: &mut Ui, cx: &Cx<'_>, spec: ChartSpec<'_>, out: &mut Actions) {
        let name = cx.text("chart-menu");
        let enabled = self.made.is_some();
        let button = Button::icon(glyph::EXPORT, &name).small().enabled(enabled);
        let button = ui.add(button);
        menu(&button, MENU, |ui| self.items(ui, cx, spec, out));
    }

    /// The picture, made anew where anything about it changed; none where there is nothing to show.
    fn picture(
        &mut self,
        ui: &Ui,
        cx: &Cx<'_>,
        spec: ChartSpec<'_>,
        make: impl FnOnce() -> Chart,
    ) -> Option<(Arc<Layout>, egui::TextureId)> {
        let current = |made: &Made| (made.key, made.language) == (spec.key, cx.language);
        if !self.made.as_ref().is_some_and(current) {
            self.at = None;
            self.made = Some(Made {
                key: spec.key,
                language: cx.language,
                chart: make(),
                drawn: None,
            });
        }
        let made = self.made.as_mut()?;
        let scale = ui.ctx().pixels_per_point();
        let style = style(
            cx,
            tokens(ui),
            &made.chart,
            spec.room.max(vec2(120.0, 60.0)),
        );
        let fits = |drawn: &Drawn| drawn.style == style && drawn.scale == scale;
        if !made.drawn.as_ref().is_some_and(fits) {
            let layout = Arc::new(made.chart.layout(&style));
            let picture = chart::render(&layout, scale).ok()?;
            let size = [picture.width as usize, picture.height as usize];
            let image = ColorImage::from_rgb(size, &picture.rgb);
            // One of its own: what is drawn with a texture never changes.
            let options = TextureOptions::LINEAR;
            let texture = ui.ctx().load_texture("chart", image, options);
            made.drawn = Some(Drawn {
                style,
                scale,
                layout,
                texture,
            });
        }
        let drawn = made.drawn.as_ref()?;
        (!drawn.layout.is_empty).then(|| (drawn.layout.clone(), drawn.texture.id()))
    }

    /// The arrow keys go from mark to mark while the chart has the focus.
    fn walk(&mut self, ui: &Ui, response: &Response, count: usize) {
        if !response.has_focus() || count == 0 {
            self.at = None;
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let last = count - 1;
        let next = self.at.map_or(0, |at| (at + 1).min(last));
        if pressed(Key::ArrowDown) || pressed(Key::ArrowRight) {
            self.at = Some(next);
        } else if pressed(Key::ArrowUp) || pressed(Key::ArrowLeft) {
            self.at = Some(self.at.map_or(last, |at| at.saturating_sub(1).min(last)));
        } else if pressed(Key::Home) {
            self.at = Some(0);
        } else if pressed(Key::End) {
            self.at = Some(last);
        }
    }

    /// Outlines the mark that is looked at, and says its value.
    fn tell(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        response: &Response,
        layout: &Layout,
        rect: Rect,
        pointed: Option<usize>,
    ) {
        let Some(number) = pointed.or(self.at) else {
            return;
        };
        let Some(mark) = layout.marks.get(number) else {
            return;
        };
        let place = place(mark, rect);
        let t = tokens(ui);
        let outline = Stroke::new(1.5, Color32::from(t.text_1));
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect_stroke(place, 2.0, outline, StrokeKind::Inside);
        let content = |ui: &mut Ui| {
            ui.label(tip_text(cx, tokens(ui), mark));
        };
        let id = response.id.with(("mark", number));
        if pointed.is_some() {
            let over = ui.interact(place, id, Sense::hover());
            let over = if mark.items.is_empty() {
                over
            } else {
                over.on_hover_cursor(CursorIcon::PointingHand)
            };
            tip_ui(over, content);
        } else {
            tip_at(ui, id, place, content);
        }
    }

    fn name(&self, response: &Response, title: &str, layout: &Layout) {
        let at = self.at.and_then(|at| layout.marks.get(at));
        response.widget_info(|| {
            let name = format!("{title}. {}", layout.words(SAID));
            let mut info = WidgetInfo::labeled(WidgetType::Image, true, name);
            info.current_text_value = at.map(|mark| mark.words(true));
            info
        });
    }

    /// The rows of the menu.
    fn items(&self, ui: &mut Ui, cx: &Cx<'_>, spec: ChartSpec<'_>, out: &mut Actions) {
        let formats = [
            (ExportFormat::Png, glyph::FILE_PNG),
            (ExportFormat::Svg, glyph::FILE_SVG),
        ];
        for (format, c) in formats {
            let text = cx.text(match format {
                ExportFormat::Svg => "chart-save-svg",
                ExportFormat::Png => "chart-save-png",
            });
            if ui.add(MenuItem::new(&text).glyph(c)).clicked()
                && let Some(request) = self.request(ui, cx, spec, format)
            {
                out.file(FileAction::Chart(request));
            }
        }
        separator(ui);
        for (format, _) in formats {
            let text = cx.text(match format {
                ExportFormat::Svg => "cmd-copy-svg",
                ExportFormat::Png => "cmd-copy-png",
            });
            if ui.add(MenuItem::new(&text).glyph(glyph::COPY)).clicked()
                && let Some(request) = self.request(ui, cx, spec, format)
            {
                out.file(FileAction::CopyChart(request));
            }
        }
    }

    /// The chart as a picture of its own: with its title, and not narrower than is good to read.
    fn request(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        spec: ChartSpec<'_>,
        format: ExportFormat,
    ) -> Option<ChartRequest> {
        let made = self.made.as_ref()?;
        let heading = Heading {
            title: spec.title.to_owned(),
            detail: spec.detail.to_owned(),
        };
        let room = spec.room.max(vec2(EXPORTED, EXPORTED * 0.5));
        let style = ChartStyle {
            heading: Some(heading),
            ..style(cx, tokens(ui), &made.chart, room)
        };
        let height = made.chart.height(&style).unwrap_or(style.height);
        let style = style.high(height);
        Some(ChartRequest {
            layout: Arc::new(made.chart.layout(&style)),
            format,
            name: made.chart.name(),
        })
    }
}

fn style(cx: &Cx<'_>, t: &Tokens, chart: &Chart, room: Vec2) -> ChartStyle {
    let style = ChartStyle {
        dark: t.dark,
        contrast: t.border == t.outline_contrast,
        language: cx.language,
        money: cx.money,
        ..ChartStyle::new(room.x.floor(), room.y.floor())
    };
    let height = match (chart.least(&style), chart.height(&style)) {
        (Some(least), Some(most)) => style.height.max(least).min(most),
        _ => style.height,
    };
    style.high(height.ceil())
}

fn place(mark: &Mark, rect: Rect) -> Rect {
    let (at, size) = (
        vec2(mark.rect.x, mark.rect.y),
        vec2(mark.rect.w, mark.rect.h),
    );
    Rect::from_min_size(rect.min + at, size)
}

/// The mark under the pointer.
fn hit(ui: &Ui, response: &Response, layout: &Layout, rect: Rect) -> Option<usize> {
    if !response.hovered() && !response.clicked_by(PointerButton::Primary) {
        return None;
    }
    let pointer = ui.input(|i| i.pointer.interact_pos())?;
    let at = pointer - rect.min;
    layout.hit(at.x, at.y)
}

/// Name, value and what else is to be known.
fn tip_text(cx: &Cx<'_>, t: &Tokens, mark: &Mark) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = TIP;
    job.append(&mark.name, 0.0, written(Type::Control.font(), t.on_tooltip));
    job.append("  ", 0.0, written(Type::Control.font(), t.on_tooltip));
    job.append(
        &mark.value,
        0.0,
        written(Type::Control.strong(), t.on_tooltip),
    );
    let hint = || written(Type::Small.font(), t.tooltip_hint);
    for detail in &mark.details {
        job.append(&format!("\n{detail}"), 0.0, hint());
    }
    if !mark.items.is_empty() {
        job.append(&format!("\n{}", cx.text("chart-pick")), 0.0, hint());
    }
    job
}

/// Selects what a mark stands for in the shown design; a single item is brought into view.
pub fn select(mark: &Mark, cx: &Cx<'_>, out: &mut Actions) {
    let design = cx.design();
    let known =
        |id: &&crate::model::Id| design.component(id).is_some() || design.connection(id).is_some();
    let items: std::collections::BTreeSet<_> = mark.items.iter().filter(known).cloned().collect();
    match (items.len(), items.first()) {
        (1, Some(id)) => out.view(View::Reveal(id.clone())),
        (0, _) => {}
        _ => out.select(Select::These(items)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, View as Show};
    use crate::app::files;
    use crate::app::jobs::Progress;
    use crate::app::shell::Shell;
    use crate::app::testing::{look_at, sample_window};
    use crate::app::theme::Theme;
    use crate::app::view::PanelTab;
    use crate::model::Language;
    use egui::accesskit::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    /// The window with its charts.
    fn charts(language: Language, theme: Theme) -> Harness<'static, Shell> {
        let mut h = sample_window(language, theme, [1440.0, 900.0]);
        let tab = Action::View(Show::Panel(PanelTab::Charts));
        h.state_mut().state.apply(tab);
        h.run_steps(8);
        h
    }

    /// The chart as a control: its place and what it says.
    fn chart(h: &Harness<'_, Shell>, title: &str) -> (Rect, String, Option<String>) {
        let nodes = h.get_all_by_role(Role::Image);
        let node = nodes.into_iter().find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|l| l.starts_with(title))
        });
        let node = node.unwrap();
        let access = node.accesskit_node();
        (node.rect(), access.label().unwrap(), access.value())
    }

    #[test]
    fn the_values_are_said_and_reached_with_the_keyboard() {
        let mut h = charts(Language::English, Theme::Light);
        let report = h.state().state.report.clone();
        let rows = crate::chart::by_service(&report, Language::English);
        let (_, name, value) = chart(&h, "Cost by service");
        for row in &rows {
            assert!(name.contains(&row.label), "{name}");
        }
        let dearest = crate::scene::amount_text(
            rows[0].total,
            crate::text::number::Money::USD,
            Language::English,
        );
        assert!(
            name.contains(&format!("{}: {dearest}", rows[0].label)),
            "{name}"
        );
        assert_eq!(value, None);
        h.get_by_label_contains("Cost by service").focus();
        h.run_steps(4);
        for _ in 0..2 {
            h.key_press(Key::ArrowDown);
            h.run_steps(4);
        }
        let (_, _, value) = chart(&h, "Cost by service");
        let value = value.unwrap();
        assert!(
            value.starts_with(&format!("{}: ", rows[1].label)),
            "{value}"
        );
        assert!(value.contains("% of the total"), "{value}");
        h.get_by_label_contains(&format!("{}  ", rows[1].label));
        h.key_press(Key::Enter);
        h.run_steps(8);
        assert_eq!(*h.state().state.selection.items, rows[1].items);
    }

    #[test]
    fn the_pointer_reads_a_value_and_a_click_selects_what_it_stands_for() {
        for (language, theme, treemap, title) in [
            (
                Language::English,
                Theme::Light,
                "Treemap",
                "Cost by category and component",
            ),
            (
                Language::Korean,
                Theme::Dark,
                "트리맵",
                "분류와 컴포넌트별 비용",
            ),
        ] {
            let mut h = charts(language, theme);
            h.get_by_label(treemap).click();
            h.run_steps(8);
            let (rect, ..) = chart(&h, title);
            let state = &h.state().state;
            let tree =
                crate::chart::tree(&state.design, &state.report, Default::default(), language);
            // The dearest component of the dearest category begins at the left, below its name.
            let leaf = tree.branches[0].leaves[0].clone();
            let at = rect.min + vec2(40.0, 60.0);
            h.hover_at(at);
            h.run_steps(60);
            let tip = format!("{} · {}", tree.branches[0].name, leaf.name);
            h.get_by_label_contains(&format!("{tip}  $"));
            for pressed in [true, false] {
                h.event(egui::Event::PointerButton {
                    pos: at,
                    button: PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
                h.run_steps(1);
            }
            h.run_steps(8);
            assert_eq!(*h.state().state.selection.items, leaf.items, "{tip}");
            look_at(&mut h, &format!("chart-{language:?}"));
        }
    }

    #[test]
    fn the_menu_copies_the_chart_and_exports_it_with_its_title() {
        let mut h = charts(Language::English, Theme::Light);
        h.get_by_label("Export or copy the chart").click();
        h.run_steps(4);
        h.get_by_label("Copy as SVG").click();
        let mut copied = None;
        for _ in 0..400 {
            h.step();
            let commands = &h.output().platform_output.commands;
            copied = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if copied.is_some() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let text = copied.unwrap();
        assert!(text.starts_with("<svg "), "{text}");
        assert!(text.contains("Cost by service") && text.contains("Remember · $"));

        let layout = Chart::Bars(crate::chart::by_service(
            &h.state().state.report,
            Language::English,
        ))
        .layout(&ChartStyle::fit(8, 400.0));
        let folder = tempfile::tempdir().unwrap();
        for (format, start) in [
            (ExportFormat::Svg, &b"<svg "[..]),
            (ExportFormat::Png, &b"\x89PNG"[..]),
        ] {
            let request = ChartRequest {
                layout: Arc::new(layout.clone()),
                format,
                name: "bars",
            };
            let purpose = crate::app::action::PathFor::Chart(request.clone());
            let asked = files::question(&h.state().state, purpose);
            assert_eq!(asked.name, format!("remember-bars.{}", format.extension()));
            let path = folder.path().join("chart");
            let end = files::chart_work(request, &path)(&Progress::default());
            end(&mut h.state_mut().state);
            let written = std::fs::read(path.with_extension(format.extension())).unwrap();
            assert!(written.starts_with(start));
        }
        assert_eq!(h.state().state.written.len(), 2);
    }

    #[test]
    fn the_picture_is_kept_until_something_about_it_changes() {
        let mut h = charts(Language::English, Theme::Light);
        let pictures = |h: &Harness<'_, Shell>| {
            let manager = h.ctx.tex_manager();
            let manager = manager.read();
            let all = manager.allocated();
            all.filter(|(_, meta)| meta.name == "chart")
                .map(|(_, meta)| meta.size)
                .collect::<Vec<_>>()
        };
        let before = pictures(&h);
        assert_eq!(before.len(), 1);
        h.run_steps(10);
        assert_eq!(pictures(&h), before);
        h.set_pixels_per_point(2.0);
        h.run_steps(8);
        let sharp = pictures(&h);
        assert_eq!(sharp.len(), 1, "the former picture is gone");
        assert_eq!(sharp[0][1], before[0][1] * 2);
    }
}
