//! What the figures of a comparison read like.

use crate::analysis::compare::{Figure, Row, Section, Why};
use crate::app::cx::Cx;
use crate::app::widgets::paint::Tone;
use crate::text::number;
use crate::units::Usd;

/// The letter of a column: A to Z, then AA.
pub(super) fn mark(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at {
        0..26 => letter(at).to_string(),
        _ => format!("{}{}", letter(at / 26 - 1), letter(at)),
    }
}

/// A figure as it stands in the table.
pub(super) fn figure(cx: &Cx<'_>, figure: &Figure) -> String {
    match figure {
        Figure::Absent => "—".to_owned(),
        Figure::Money(usd, missing) => at_least(cx, *usd, *missing),
        Figure::NoPrice => cx.text("no-price").into_owned(),
        Figure::Difference(usd) => cx.money.delta(*usd),
        Figure::Share(share) => percent(*share),
        Figure::Count(count) => number::fixed(*count as f64, 0),
        Figure::Gb(gb) => number::fixed(gb.0, 1),
        Figure::Text(text) => text.clone(),
    }
}

/// An amount, and that it is at least that where prices are missing.
pub(super) fn at_least(cx: &Cx<'_>, usd: Usd, missing: usize) -> String {
    let amount = cx.amount(usd);
    if missing > 0 {
        format!("≥ {amount}")
    } else {
        amount
    }
}

/// A share with its sign: `+15.8 %`, `−4.0 %`.
pub(super) fn percent(share: f64) -> String {
    let text = number::fixed(share * 100.0, 1);
    match text.as_str() {
        "0.0" => "0.0 %".to_owned(),
        _ if share > 0.0 => format!("+{text} %"),
        _ => format!("{text} %"),
    }
}

/// How much more than the base, with its sign; nothing where it is alike or cannot be said.
pub(super) fn delta(cx: &Cx<'_>, row: &Row, side: usize) -> String {
    let Some(delta) = row.delta(side).filter(|_| row.differs_at(side)) else {
        return String::new();
    };
    let signed = |text: String| {
        if delta > 0.0 {
            format!("+{text}")
        } else {
            text
        }
    };
    match row.values.get(side) {
        Some(Figure::Count(_)) => signed(number::fixed(delta, 0)),
        Some(Figure::Gb(_)) => signed(number::fixed(delta, 1)),
        _ if row.section == Section::Transfer => signed(number::fixed(delta, 1)),
        _ => cx.money.delta(Usd(delta)),
    }
}

/// Whether more is worse: the colour of a difference. Counts of things and texts are neither good nor bad.
pub(super) fn tone(row: &Row, side: usize) -> Tone {
    use crate::analysis::compare::RowKey;
    if matches!(row.key, RowKey::Count | RowKey::Region) {
        return Tone::Neutral;
    }
    let delta = match row.values.get(side) {
        Some(Figure::Difference(usd)) => Some(usd.0),
        Some(Figure::Share(share)) => Some(*share),
        _ => row.delta(side).filter(|_| row.differs_at(side)),
    };
    match delta {
        Some(delta) if delta > 0.0 => Tone::Increase,
        Some(delta) if delta < 0.0 => Tone::Saving,
        _ => Tone::Neutral,
    }
}

/// A figure in full, for the tooltip.
pub(super) fn exact(cx: &Cx<'_>, row: &Row, side: usize) -> String {
    let own = match row.values.get(side) {
        Some(Figure::Money(usd, missing)) => {
            let text = format!(
                "{}{}",
                cx.money.sign,
                number::short(usd.0 * cx.money.rate, 8)
            );
            match missing {
                0 => text,
                count => format!(
                    "≥ {text}, {}",
                    cx.text_with("compare-missing", "count", *count)
                ),
            }
        }
        Some(Figure::Gb(gb)) => format!("{} GB", number::short(gb.0, 6)),
        Some(Figure::Absent) => cx.text("compare-absent").into_owned(),
        Some(Figure::Difference(usd)) => {
            let sign = if usd.0 > 0.0 { "+" } else { "" };
            let amount = number::short(usd.0 * cx.money.rate, 8);
            format!("{sign}{amount} {}", cx.money.sign)
        }
        Some(Figure::Share(share)) => {
            let sign = if *share > 0.0 { "+" } else { "" };
            format!("{sign}{} %", number::short(share * 100.0, 6))
        }
        Some(own) => figure(cx, own),
        None => String::new(),
    };
    let Some(delta) = row.delta(side).filter(|_| row.differs_at(side)) else {
        return own;
    };
    let base = row
        .values
        .get(row.reference)
        .and_then(Figure::number)
        .unwrap_or(0.0);
    let share = if base > 0.0 {
        format!(" ({})", percent(delta / base))
    } else {
        String::new()
    };
    let sign = if delta > 0.0 { "+" } else { "" };
    let scaled = match row.section {
        Section::Severities | Section::Findings | Section::Transfer => delta,
        _ => delta * cx.money.rate,
    };
    let text = format!("{sign}{}{share}", number::short(scaled, 8));
    format!(
        "{own}\n{}",
        cx.text_with("compare-against-base", "delta", text)
    )
}

/// Why a line differs, in a word.
pub(super) fn why(cx: &Cx<'_>, why: Why) -> String {
    cx.text(match why {
        Why::Presence => "compare-why-presence",
        Why::Quantity => "compare-why-quantity",
        Why::Price => "compare-why-price",
        Why::QuantityAndPrice => "compare-why-both",
        Why::Unknown => "compare-why-unknown",
    })
    .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let marks: Vec<String> = [0, 1, 25, 26, 27].map(mark).to_vec();
        assert_eq!(marks, ["A", "B", "Z", "AA", "AB"]);
    }

    #[test]
    fn shares_have_signs() {
        assert_eq!(percent(0.158), "+15.8 %");
        assert_eq!(percent(-0.04), "\u{2212}4.0 %");
        assert_eq!(percent(0.0001), "0.0 %");
    }
}
