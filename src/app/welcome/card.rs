//! A card of the welcome screen: the picture of a design, its name, size, cost and findings.

use super::gallery::Source;
use crate::analysis::cost::Total;
use crate::analysis::review::Severity;
use crate::app::cx::Cx;
use crate::app::dialogs::outside;
use crate::app::fonts::{self, Elide, Type};
use crate::app::keeper;
use crate::app::theme::{RADIUS_CARD, tokens};
use crate::app::thumbnail::thumbnail;
use crate::app::widgets::button::Button;
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::LocalText;
use crate::scene::Scene;
use crate::scene::tokens::{SeveritySlot, Tokens};
use crate::text::number::Money;
use egui::{Align2, CornerRadius, Rect, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2};
use std::collections::BTreeMap;

/// Height of the picture.
const PICTURE: f32 = 112.0;
/// Height of the text below.
const TEXT: f32 = 56.0;

/// What is known of a card's design.
#[derive(Clone, Debug, Default)]
pub enum Face {
    /// It is being read.
    #[default]
    Reading,
    /// The file is gone.
    Missing,
    /// The file cannot be read as a design.
    Broken,
    /// What it holds.
    Ready(Box<Picture>),
}

/// What a design holds, for its card.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// Title.
    pub name: LocalText,
    /// What it is about.
    pub description: LocalText,
    /// How many components it has.
    pub components: usize,
    /// What it costs.
    pub total: Total,
    /// Open findings by severity.
    pub severities: BTreeMap<Severity, usize>,
    /// When its file was changed last, seconds since 1970.
    pub edited: Option<u64>,
}

impl Face {
    /// Whether title or description, in either language, hold the (lower-case) words.
    pub fn says(&self, words: &str) -> bool {
        let Face::Ready(picture) = self else {
            return false;
        };
        let texts = [&picture.name, &picture.description];
        let languages = [
            crate::model::Language::English,
            crate::model::Language::Korean,
        ];
        let mut all = texts
            .iter()
            .flat_map(|text| languages.map(|l| text.get(l).to_lowercase()));
        all.any(|text| text.contains(words))
    }
}

/// What was done with a card.
#[derive(Clone, Copy, Debug, Default)]
pub struct CardResponse {
    /// Open the design.
    pub open: bool,
    /// Take the file off the list.
    pub forget: bool,
}

/// Draws a card.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, source: &Source, face: &Face, width: f32) -> CardResponse {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(width, PICTURE + TEXT));
    let id = ui.id().with(("card", source));
    let missing = matches!(face, Face::Missing);
    let sense = if missing {
        Sense::hover()
    } else {
        Sense::click()
    };
    let response = ui.interact(rect, id, sense);
    let rect = paint::snap(ui.painter(), rect);
    let hover = paint::hover_share(ui, &response);
    let name = name_of(cx, source, face);
    let (second, amount) = facts(cx, source, face);
    let said = [name.as_str(), &second, &amount];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    let said = said.join(", ");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, !missing, &said));

    let line = t.border.mix(t.accent, hover * 0.8);
    paint::boxed(
        ui.painter(),
        rect,
        f32::from(RADIUS_CARD),
        t.panel,
        paint::hairline(line),
    );
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), PICTURE)).shrink(1.0);
    let round = CornerRadius {
        nw: RADIUS_CARD - 1,
        ne: RADIUS_CARD - 1,
        sw: 0,
        se: 0,
    };
    ui.painter()
        .rect_filled(top, round, t.canvas.mix(t.subtle, 0.4));
    paint::hline(
        ui.painter(),
        rect.left() + 1.0,
        rect.right() - 1.0,
        top.bottom(),
        t.border,
    );
    picture(ui, cx, face, top, t);
    text(ui, t, rect, (&name, &second, &amount), face);
    paint::focus_ring(ui, &response, rect, f32::from(RADIUS_CARD));

    let mut out = CardResponse {
        open: response.clicked(),
        forget: false,
    };
    if missing {
        let place =
            Rect::from_center_size(top.center() + vec2(0.0, 26.0), vec2(width - 40.0, 24.0));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(place).layout(
            egui::Layout::centered_and_justified(egui::Direction::LeftToRight),
        ));
        let forget = cx.text("recent-forget");
        let said = format!("{forget}: {name}");
        let button = Button::secondary(&forget).small().name(&said);
        out.forget = inner.add(button).clicked();
    } else {
        response
            .clone()
            .on_hover_cursor(egui::CursorIcon::PointingHand);
    }
    let hint = match (source, face) {
        (Source::File(path), _) => path.display().to_string(),
        (Source::Sample(_), Face::Ready(picture)) => {
            picture.description.get(cx.language).to_owned()
        }
        (Source::Sample(_), _) => String::new(),
    };
    if !hint.is_empty() {
        tip(response, &hint);
    }
    out
}

fn name_of(cx: &Cx<'_>, source: &Source, face: &Face) -> String {
    match (source, face) {
        (Source::File(path), _) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            name.to_string_lossy().into_owned()
        }
        (Source::Sample(_), Face::Ready(picture)) => picture.name.get(cx.language).to_owned(),
        (Source::Sample(name), _) => (*name).to_owned(),
    }
}

/// The second line, and what the design costs.
fn facts(cx: &Cx<'_>, source: &Source, face: &Face) -> (String, String) {
    match face {
        Face::Reading => (String::new(), String::new()),
        Face::Missing => {
            // The picture says that it is missing; where it was helps to find it.
            let folder = match source {
                Source::File(path) => path.parent().map(|folder| folder.display().to_string()),
                Source::Sample(_) => None,
            };
            (folder.unwrap_or_default(), String::new())
        }
        Face::Broken => (cx.text("recent-broken").into_owned(), String::new()),
        Face::Ready(picture) => {
            let mut line = cx.text_with("status-components", "count", picture.components);
            if let (Source::File(_), Some(edited)) = (source, picture.edited) {
                let since = keeper::seconds().saturating_sub(edited);
                line = format!("{line} · {}", outside::ago(cx, since));
            }
            let mut amount = Money::USD.amount(picture.total.usd);
            if picture.total.missing > 0 {
                amount = format!("≥ {amount}");
            }
            (line, amount)
        }
    }
}

fn text(ui: &Ui, t: &'static Tokens, rect: Rect, words: (&str, &str, &str), face: &Face) {
    let (name, second, amount) = words;
    let painter = ui.painter();
    let (left, right) = (rect.left() + 12.0, rect.right() - 12.0);
    let (first, below) = (rect.bottom() - 38.0, rect.bottom() - 18.0);
    let mut edge = right;
    if let Face::Ready(picture) = face {
        // The two gravest sorts, as on the canvas: shape and count.
        for (severity, count) in picture.severities.iter().take(2).rev() {
            let slot = SeveritySlot::from(*severity);
            let ink = t.severity(slot).ink;
            let count = count.to_string();
            let font = Type::Small.strong();
            let at = pos2(edge, first);
            let count = fonts::text(painter, at, Align2::RIGHT_CENTER, &count, font, ink);
            let at = pos2(count.left() - 9.0, first);
            fonts::glyph(painter, at, slot.glyph(), fonts::icon_fill(13.0), ink);
            edge = count.left() - 22.0;
        }
    }
    let missing = matches!(face, Face::Missing);
    let ink = if missing { t.text_3 } else { t.text_1 };
    let room = (edge - left).max(20.0);
    let font = Type::Body.strong();
    let anchor = Align2::LEFT_CENTER;
    fonts::elided_text(
        painter,
        pos2(left, first),
        anchor,
        name,
        font,
        ink,
        room,
        Elide::End,
    );
    let mut edge = right;
    if !amount.is_empty() {
        let font = Type::Small.strong();
        let at = pos2(right, below);
        edge = fonts::text(painter, at, Align2::RIGHT_CENTER, amount, font, t.text_1).left() - 8.0;
    }
    let (at, font) = (pos2(left, below), Type::Small.font());
    let room = (edge - left).max(20.0);
    fonts::elided_text(
        painter,
        at,
        anchor,
        second,
        font,
        t.text_2,
        room,
        Elide::End,
    );
}

fn picture(ui: &Ui, cx: &Cx<'_>, face: &Face, rect: Rect, t: &'static Tokens) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let (c, key) = match face {
        Face::Ready(picture) => {
            thumbnail(&painter, rect.shrink(10.0), &picture.scene, t);
            return;
        }
        Face::Reading => return,
        Face::Missing => (glyph::FILE_MAGNIFYING_GLASS, "recent-missing"),
        Face::Broken => (glyph::WARNING_CIRCLE, "recent-broken"),
    };
    let at = rect.center() - vec2(0.0, 22.0);
    fonts::glyph(&painter, at, c, fonts::icon(24.0), t.text_3);
    let at = rect.center() + vec2(0.0, 2.0);
    let font = Type::Small.font();
    fonts::text(
        &painter,
        at,
        Align2::CENTER_CENTER,
        &cx.text(key),
        font,
        t.text_3,
    );
}
