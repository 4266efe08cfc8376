//! What a drop on the card of a folded frame does, said beside the pointer while something is dragged over it.

use super::CanvasState;
use super::card;
use super::controller::Gesture;
use crate::app::action::NewItem;
use crate::app::cx::Cx;
use crate::app::folded::{self, Refusal};
use crate::app::fonts::{self, Elide, Type};
use crate::app::place;
use crate::app::theme::{self, tokens};
use crate::glyph;
use crate::model::Id;
use crate::scene::tokens::SeveritySlot;
use egui::{Align2, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// Widest hint.
const WIDEST: f32 = 420.0;
const PADDING: f32 = 10.0;
const HEIGHT: f32 = 32.0;

/// What is held over a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// The folded frame.
    pub frame: Id,
    /// What is called so is held.
    pub item: String,
    /// Why the frame does not take it in.
    pub refusal: Option<Refusal>,
}

/// What is held over the card of a folded frame; none while nothing is.
pub fn over(cx: &Cx<'_>, state: &CanvasState) -> Option<Over> {
    if let Some((item, frame)) = &state.ghost_over {
        return Some(Over {
            frame: frame.clone(),
            item: place::title_of(item, cx.language),
            refusal: folded::refuses_new(cx.design(), frame, item),
        });
    }
    let Gesture::Move(moving) = &state.controller.gesture else {
        return None;
    };
    let frame = moving.folded.clone()?;
    let what = moving.entering();
    let refused = folded::refused(cx.design(), &frame, &what);
    Some(Over {
        item: refused.map_or(String::new(), |(id, _)| cx.name_of(id)),
        refusal: refused.map(|(_, why)| why),
        frame,
    })
}

/// Keeps what is dragged from the palette and held over a card.
pub fn hold(state: &mut CanvasState, held: Option<(&NewItem, &Id)>) {
    state.ghost_over = held.map(|(item, frame)| (item.clone(), frame.clone()));
}

/// Draws the hint.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, state: &CanvasState) {
    let Some(over) = over(cx, state) else {
        return;
    };
    let Some(pointer) = ui.input(|i| i.pointer.latest_pos()) else {
        return;
    };
    let args = [
        ("item", over.item.clone().into()),
        ("name", cx.name_of(&over.frame).into()),
    ];
    let key = match over.refusal {
        Some(_) => "folded-refuses",
        None => "folded-drop",
    };
    let text = crate::text::format(cx.language, key, &args);
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let font = Type::Control.strong();
    let lead = PADDING + 22.0;
    let width = fonts::width(&painter, &text, font.clone()) + lead + PADDING;
    let size = vec2(width.min(WIDEST).ceil(), HEIGHT);
    let rect = card::beside(view, pointer, size, vec2(18.0, 22.0), vec2(14.0, 18.0));
    let response = ui.interact(rect, ui.id().with("folded drop"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &text));
    card::paint(&painter, t, rect, theme::RADIUS_CARD);
    let (c, ink) = match over.refusal {
        Some(_) => (
            glyph::WARNING_CIRCLE,
            t.severity(SeveritySlot::Critical).ink,
        ),
        None => (glyph::FOLDER_OPEN, t.accent),
    };
    let y = rect.center().y;
    let at = pos2(rect.left() + PADDING + 8.0, y);
    fonts::glyph(&painter, at, c, fonts::icon(16.0), ink);
    let room = rect.width() - lead - PADDING;
    let at = pos2(rect.left() + lead, y);
    let anchor = Align2::LEFT_CENTER;
    fonts::elided_text(
        &painter,
        at,
        anchor,
        &text,
        font,
        t.text_1,
        room,
        Elide::End,
    );
}

#[cfg(test)]
mod tests {
    use crate::app::action::NewItem;
    use crate::app::canvas::tests::{
        Journey, at, carry, drag, id, key, lift, open, parent, press, selected, slide, steps,
        two_zones,
    };
    use crate::app::testing::look_at;
    use crate::app::theme::Theme;
    use crate::catalog::{self, Scope};
    use crate::model::edit::{self, Edit};
    use crate::model::{ContainerKind, Design, Language, Point};
    use egui::{Key, Modifiers, PointerButton};
    use egui_kittest::kittest::Queryable as _;

    /// Two zones with a frame folded to its card.
    fn folded(frame: &str) -> Design {
        let design = two_zones();
        let mut container = design.container(&id(frame)).unwrap().clone();
        container.collapsed = true;
        edit::apply(&design, &Edit::PutContainer(id(frame), container)).unwrap()
    }

    fn window(language: Language, design: &Design) -> Journey {
        let mut h = open(design.clone(), [900.0, 600.0], Theme::Light);
        h.state_mut().state.prefs.language = language;
        h.run_steps(2);
        h
    }

    fn said(h: &Journey) -> String {
        let notices = &h.state().state.notices;
        let all = notices
            .iter()
            .map(|own| format!("{} {}", own.text, own.strong));
        all.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    #[test]
    fn a_tile_dropped_on_a_folded_frame_goes_in_and_undo_is_exact() {
        for (language, hint, told) in [
            (
                Language::English,
                "Drop to put into app-2c",
                "Put into app-2c: web",
            ),
            (
                Language::Korean,
                "놓으면 app-2c 안으로 이동",
                "app-2c에 넣음: web",
            ),
        ] {
            let before = folded("app-2c");
            let mut h = window(language, &before);
            carry(&mut h, (180.0, 150.0), (200.0, 335.0));
            look_at(&mut h, "canvas-folded-drop");
            h.get_by_label(hint);
            let folded = super::over(
                &crate::app::cx::Cx::new(&h.state().state),
                &h.state().canvas,
            );
            assert_eq!(folded.map(|over| over.frame), Some(id("app-2c")));
            lift(&mut h, 200.0, 335.0, PointerButton::Primary);
            assert_eq!(parent(&h, "web"), Some(id("app-2c")));
            // The frame's corner is (96, 312): below its title, inside its border, on the grid of 8.
            assert_eq!(at(&h, "web"), Point::new(104.0, 344.0));
            assert_eq!(said(&h), told);
            assert_eq!(steps(&h), 1);
            key(&mut h, Modifiers::COMMAND, Key::Z);
            assert_eq!(h.state().state.design, before);
        }
    }

    #[test]
    fn esc_over_the_card_takes_the_drag_back() {
        let before = folded("app-2c");
        let mut h = window(Language::English, &before);
        carry(&mut h, (180.0, 150.0), (200.0, 335.0));
        key(&mut h, Modifiers::NONE, Key::Escape);
        lift(&mut h, 200.0, 335.0, PointerButton::Primary);
        assert_eq!(h.state().state.design, before);
        assert!(h.query_by_label("Drop to put into app-2c").is_none());
    }

    /// Drags an item of the palette to a place and drops it there.
    fn drop(h: &mut Journey, item: NewItem, to: (f32, f32)) {
        press(h, 880.0, 590.0, PointerButton::Middle, Modifiers::NONE);
        h.state_mut().drop = Some(item);
        slide(h, (880.0, 590.0), to);
        h.state_mut().drop = None;
        lift(h, to.0, to.1, PointerButton::Middle);
        h.run_steps(2);
    }

    #[test]
    fn a_kind_dropped_from_the_palette_on_a_folded_frame_goes_in() {
        let before = folded("vpc");
        let mut h = window(Language::English, &before);
        // The card of the VPC stands in its corner, (40, 40).
        drop(&mut h, NewItem::Component("instance"), (120.0, 60.0));
        let design = &h.state().state.design;
        let mut new = design.components.keys().filter(|id| !before.contains(id));
        let new = new.next().unwrap().clone();
        let own = design.component(&new).unwrap();
        assert_eq!(own.parent(), Some(&id("vpc")));
        // Two zones leave 32 between them and none beside: it stands below, and nothing else moved.
        assert!(own.placements[0].at.y >= 504.0, "{:?}", own.placements);
        assert_eq!(selected(&h), [new.to_string()]);
        assert!(said(&h).starts_with("Put into vpc:"), "{}", said(&h));
        key(&mut h, Modifiers::COMMAND, Key::Z);
        assert_eq!(h.state().state.design, before);
    }

    #[test]
    fn what_a_folded_frame_does_not_take_in_stays_and_is_told_why() {
        let spans = catalog::kinds().find(|kind| kind.scope == Scope::Vpc);
        let spans = NewItem::Component(spans.unwrap().name);
        let cases = [
            (
                "vpc",
                NewItem::Frame(ContainerKind::Region),
                (120.0, 60.0),
                "Region cannot stand in vpc. Accounts hold",
            ),
            (
                "app-2c",
                spans,
                (200.0, 335.0),
                "spans Availability Zones, so it cannot stand in app-2c",
            ),
        ];
        for (frame, item, to, why) in cases {
            let before = folded(frame);
            let mut h = window(Language::English, &before);
            drop(&mut h, item, to);
            assert_eq!(h.state().state.design, before);
            assert!(said(&h).contains(why), "{}", said(&h));
        }
        // A zone of its own dragged onto the card of a subnet goes back.
        let before = folded("app-2a");
        let mut h = window(Language::English, &before);
        drag(&mut h, (66.0, 480.0), (150.0, 100.0));
        assert_eq!(h.state().state.design, before);
        assert!(said(&h).contains("cannot stand in app-2a"), "{}", said(&h));
        assert_eq!(steps(&h), 0);
    }
}
