//! What an open line says: quantity, price and formula of each design, and which part of the difference is whose.

use super::words;
use crate::analysis::compare::LineRow;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::widgets::sides::{Head, PAD, SideRow, badge_at};
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use egui::{Align2, pos2};

/// Height of the line of a design, points.
pub(super) const ROW: f32 = 26.0;
/// Height of the line of a reason, points.
const REASON: f32 = 20.0;

/// Height of what says where the difference comes from, points.
pub(super) fn why_height(line: &LineRow) -> f32 {
    let reasons = line.why.iter().flatten().count();
    reasons as f32 * REASON + 12.0
}

/// One design: its quantity, price and formula.
pub(super) fn side(
    cx: &Cx<'_>,
    cells: &mut SideRow<'_>,
    line: &LineRow,
    side: usize,
    heads: &[Head],
) {
    let t = cells.tokens();
    let rect = cells.rect();
    let painter = cells.whole_painter();
    painter.rect_filled(rect, 0.0, t.canvas);
    let y = rect.center().y;
    let head = heads.get(side);
    let (mark, title) = head.map_or(("", ""), |head| (head.mark.as_str(), head.title.as_str()));
    let mut x = rect.left() + PAD + 18.0;
    badge_at(&painter, t, pos2(x + 8.0, y), mark, side == line.reference);
    x += 24.0;
    let left = Align2::LEFT_CENTER;
    let font = Type::Small.font();
    let room = (cells.first().right() - x - 8.0).max(40.0);
    fonts::elided_text(
        &painter,
        pos2(x, y),
        left,
        title,
        font.clone(),
        t.text_2,
        room,
        Elide::End,
    );
    cells.say(mark);
    cells.say(title);
    let mut x = cells.first().right() + PAD;
    let Some(cell) = line.cells.get(side).and_then(Option::as_ref) else {
        let text = cx.text("compare-absent");
        fonts::text(&painter, pos2(x, y), left, &text, font, t.text_3);
        cells.say(&text);
        return;
    };
    let amount = match cell.monthly {
        Some(usd) => cx.amount(usd),
        None => cx.text("no-price").into_owned(),
    };
    let ink = match cell.monthly {
        Some(_) => t.text_1,
        None => t.severity(SeveritySlot::High).ink,
    };
    let at = pos2(x + 84.0, y);
    fonts::tabular_number(
        &painter,
        at,
        Align2::RIGHT_CENTER,
        &amount,
        &Type::Small.strong(),
        ink,
    );
    x += 96.0;
    let quantity = format!(
        "{} {}",
        number::short(cell.quantity, 4),
        cell.unit.get(cx.language)
    );
    let price = cell
        .unit_usd
        .map_or_else(|| "?".to_owned(), |usd| cx.money.unit_price(usd));
    let product = format!("= {quantity} × {price}");
    let placed = fonts::text(&painter, pos2(x, y), left, &product, font.clone(), t.text_2);
    x = placed.right() + 16.0;
    let formula = cell.formula.get(cx.language);
    let room = rect.right() - x - PAD;
    if !formula.is_empty() && room > 60.0 {
        fonts::elided_text(
            &painter,
            pos2(x, y),
            left,
            formula,
            font,
            t.text_3,
            room,
            Elide::End,
        );
    }
    for words in [&amount, &product] {
        cells.say(words);
    }
    cells.say(formula);
    let wanted = cell.wanted.clone();
    cells.explain(rect, || {
        let all = [product.as_str(), formula, wanted.as_str()];
        let all: Vec<&str> = all.into_iter().filter(|text| !text.is_empty()).collect();
        all.join("\n")
    });
}

/// Where the differences come from: so much by quantity, so much by price.
pub(super) fn why(cx: &Cx<'_>, cells: &mut SideRow<'_>, line: &LineRow, heads: &[Head]) {
    let t = cells.tokens();
    let rect = cells.rect();
    let painter = cells.whole_painter();
    painter.rect_filled(rect, 0.0, t.canvas);
    let base = heads
        .get(line.reference)
        .map_or("", |head| head.mark.as_str());
    let mut y = rect.top() + REASON * 0.5;
    let x = cells.first().right() + PAD;
    for (side, why) in line.why.iter().enumerate() {
        let Some(why) = why else {
            continue;
        };
        let mark = heads.get(side).map_or("", |head| head.mark.as_str());
        let mut text = format!("{base} → {mark}  {}", words::why(cx, *why));
        if let Some(delta) = line.delta(side) {
            text = format!("{text}  {}", cx.money.delta(delta));
        }
        if let Some((quantity, price)) = line.parts(side) {
            let args = [
                ("quantity", cx.money.delta(quantity).into()),
                ("price", cx.money.delta(price).into()),
            ];
            let parts = crate::text::format(cx.language, "compare-parts", &args);
            text = format!("{text}: {parts}");
        }
        fonts::text(
            &painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            &text,
            Type::Small.font(),
            t.text_2,
        );
        cells.say(&text);
        y += REASON;
    }
    cells.underline(t.border);
}
