//! A level axis of money.

use super::layout::{Align, Sheet};
use crate::model::Point;
use crate::text::number::Money;
use crate::units::Usd;

/// Points between two lines of the axis, at least.
const APART: f32 = 64.0;
/// Most steps.
const STEPS: f32 = 6.0;

/// US dollars along a stretch of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Axis {
    pub(super) fn x(&self, usd: f64) -> f32 {
        let span = self.to - self.from;
        let share = if span > 0.0 {
            (usd - self.from) / span
        } else {
            0.0
        };
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0) as f32
    }
    /// The step between lines, in US dollars: 1, 2 or 5 of a power of ten in the currency that is shown.
    fn step(&self, money: Money) -> f64 {
        let most = ((self.right - self.left) / APART).clamp(1.0, STEPS);
        nice((self.to - self.from) * money.rate / f64::from(most)) / money.rate
    }
    /// Amounts at which a line stands, and what it says.
    pub(super) fn ticks(&self, money: Money) -> Vec<(f64, String)> {
        let step = self.step(money);
        if !(step.is_finite() && step > 0.0) {
            return Vec::new();
        }
        let decimals = if step * money.rate >= 1.0 {
            0
        } else {
            money.decimals
        };
        let short = Money { decimals, ..money };
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        (first..=last.min(first + 20))
            .map(|n| {
                let usd = n as f64 * step;
                (usd, short.amount(Usd(usd)))
            })
            .collect()
    }
    /// Moves the beginning down to a line.
    pub(super) fn rounded(self, money: Money) -> Axis {
        let step = self.step(money);
        let from = if step > 0.0 {
            (self.from / step).floor() * step
        } else {
            self.from
        };
        Axis { from, ..self }
    }
    /// Draws the lines from `top` to `bottom`, with their amounts below.
    pub(super) fn draw(&self, sheet: &mut Sheet, money: Money, top: f32, bottom: f32) {
        let (line, ink) = (sheet.tokens.border, sheet.tokens.text_3);
        let face = sheet.small(ink);
        let mut end = f32::NEG_INFINITY;
        for (usd, text) in self.ticks(money) {
            let x = self.x(usd);
            sheet.line((x, top), (x, bottom), 1.0, line);
            let half = face.width(&text) / 2.0;
            // Where there is no room for it at all, it begins at the left.
            let at = x.min(sheet.body.right() - half).max(sheet.body.x + half);
            if at - half > end {
                sheet.text(&text, Point::new(at, bottom + 11.0), face, Align::Center);
                end = at + half + 8.0;
            }
        }
    }
}

/// The next larger of 1, 2 and 5 times a power of ten.
fn nice(value: f64) -> f64 {
    if !(value.is_finite() && value > 0.0) {
        return 0.0;
    }
    let power = 10f64.powf(value.log10().floor());
    let lead = value / power;
    let lead = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|n| lead <= n * (1.0 + 1e-9))
        .unwrap_or(10.0);
    lead * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_at_round_amounts_of_the_currency_that_is_shown() {
        let axis = Axis {
            from: 0.0,
            to: 1_180.0,
            left: 0.0,
            right: 600.0,
        };
        let texts = |money| {
            let ticks = axis.ticks(money).into_iter();
            ticks.map(|(_, text)| text).collect::<Vec<_>>()
        };
        let dollars = ["$0", "$200", "$400", "$600", "$800", "$1,000"];
        assert_eq!(texts(Money::USD), dollars);
        let won = Money {
            sign: "₩",
            decimals: 0,
            rate: 1_000.0,
        };
        assert_eq!(texts(won)[1], "₩200,000");
        assert!((axis.x(590.0) - 300.0).abs() < 1e-3);
    }

    #[test]
    fn nothing_to_show_has_no_lines() {
        for (from, to) in [(0.0, 0.0), (5.0, 5.0), (0.0, f64::NAN)] {
            let axis = Axis {
                from,
                to,
                left: 0.0,
                right: 100.0,
            };
            assert!(axis.ticks(Money::USD).is_empty());
        }
    }
}
