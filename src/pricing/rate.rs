//! What a price is: unit, tiers, and where and when it was read.

use std::fmt;
use std::str::FromStr;

/// A calendar day, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Day of the newest prices in the program: the day that a catalogue is meant for unless told otherwise.
    pub const PRICES: Date = Date {
        year: 2026,
        month: 10,
        day: 1,
    };

    /// Days since 1970-01-01; the difference of two is the time between them.
    pub fn days(self) -> i64 {
        // Years that begin in March, so that the leap day is the last one.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468
    }

    /// The day of a number of seconds after 1970-01-01 00:00 UTC, up to the year 9999.
    ///
    /// ```
    /// use skydraft::pricing::Date;
    /// assert_eq!(Date::from_unix(1_748_736_000).map(|day| day.to_string()).as_deref(), Some("2025-06-01"));
    /// ```
    pub fn from_unix(seconds: u64) -> Option<Self> {
        let mut days = seconds / 86_400;
        // Day 0 of the 400-year cycle that starts on 0000-03-01.
        days = days.checked_add(719_468)?;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Self::new(
            u16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// A day of the Gregorian calendar; `None` when there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=last).contains(&day) && year <= 9999).then_some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The text is not a day of the form `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a date like `2025-12-06`, found `{0}`")]
pub struct DateError(pub String);

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parse = || {
            let (year, rest) = text.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            let digits = |part: &str, width: usize| {
                part.len() == width && part.bytes().all(|b| b.is_ascii_digit())
            };
            if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
                return None;
            }
            Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        };
        parse().ok_or_else(|| DateError(text.to_owned()))
    }
}

/// How sure a price is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Read as it stands in the source.
    #[default]
    Quoted,
    /// Price and rate code are AWS's, the name was inferred by matching a known price of another Region.
    LabelInferred,
    /// Computed from other rows (EC2 Windows = Linux + licence uplift).
    Derived,
    /// The user's own price or discount.
    Own,
}

impl Basis {
    /// The word used in source files and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::LabelInferred => "label-inferred",
            Self::Derived => "derived",
            Self::Own => "own",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One step of a tiered price; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Quantity from which on this price holds, in billed units.
    pub from: f64,
    /// USD for one unit.
    pub usd: f64,
}

/// A list price in one Region, before tax, discounts, credits and free tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Unit as AWS writes it (`Hrs`, `GB-Mo`, `Requests`); empty where the source states none.
    pub unit: String,
    /// At least one tier, the first from 0, in rising order.
    pub tiers: Vec<Tier>,
    /// Where the last tier ends, if it does: free allowances (`free_tier=1`) end, and of a few prices the source
    /// knows only the first tiers. Ask [`Rate::covers`] before [`Rate::cost`].
    pub upto: Option<f64>,
    /// AWS Price List SKU where the source gives one.
    pub sku: Option<String>,
    /// Day for which the price was quoted.
    pub as_of: Date,
    /// Where the price was read.
    pub source: String,
    /// How sure the row is.
    pub basis: Basis,
}

/// The share of a quantity that falls into one tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TierPart {
    /// Where the tier begins.
    pub from: f64,
    /// Where it ends, if it does.
    pub to: Option<f64>,
    /// Units in this tier.
    pub quantity: f64,
    /// USD for one unit in this tier.
    pub unit_usd: f64,
    /// USD for the units in this tier.
    pub usd: f64,
}

impl Rate {
    /// USD for a unit of the first tier; 0 only where the first tier is free.
    pub fn first_usd(&self) -> f64 {
        self.tiers.first().map_or(f64::NAN, |tier| tier.usd)
    }

    /// Whether there is a price for all of a quantity; where not, the rest is missing, not free.
    pub fn covers(&self, quantity: f64) -> bool {
        self.upto.is_none_or(|end| quantity <= end)
    }

    /// Splits a quantity over the tiers. Tiers that are not reached are left out, and so is what lies beyond `upto`; a quantity that is negative or not
    /// finite gives no parts.
    ///
    /// ```
    /// use skydraft::pricing::{Basis, Date, Rate, Tier};
    /// let rate = Rate {
    ///     unit: "GB".into(),
    ///     tiers: vec![Tier { from: 0.0, usd: 0.5 }, Tier { from: 10.0, usd: 0.25 }],
    ///     upto: None,
    ///     sku: None,
    ///     as_of: "2025-12-06".parse()?,
    ///     source: "example".into(),
    ///     basis: Basis::Quoted,
    /// };
    /// assert_eq!(rate.cost(14.0), 10.0 * 0.5 + 4.0 * 0.25);
    /// # Ok::<(), skydraft::pricing::DateError>(())
    /// ```
    pub fn split(&self, quantity: f64) -> Vec<TierPart> {
        self.parts(quantity).collect()
    }

    /// USD for a quantity, summed over the tiers.
    pub fn cost(&self, quantity: f64) -> f64 {
        self.parts(quantity).map(|part| part.usd).sum()
    }

    fn parts(&self, quantity: f64) -> impl Iterator<Item = TierPart> + '_ {
        let quantity = if quantity.is_finite() { quantity } else { -1.0 };
        self.tiers
            .iter()
            .enumerate()
            .filter_map(move |(index, tier)| {
                let to = self
                    .tiers
                    .get(index + 1)
                    .map(|next| next.from)
                    .or(self.upto);
                let part = to.map_or(quantity, |to| quantity.min(to)) - tier.from;
                let reached = part > 0.0 || (index == 0 && quantity == 0.0);
                reached.then_some(TierPart {
                    from: tier.from,
                    to,
                    quantity: part,
                    unit_usd: tier.usd,
                    usd: part * tier.usd,
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(tiers: &[(f64, f64)]) -> Rate {
        Rate {
            unit: "GB".to_owned(),
            tiers: tiers
                .iter()
                .map(|&(from, usd)| Tier { from, usd })
                .collect(),
            upto: None,
            sku: None,
            as_of: Date::new(2025, 12, 6).unwrap(),
            source: String::new(),
            basis: Basis::Quoted,
        }
    }

    #[test]
    fn days_are_counted_both_ways() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-10-01", 20_727),
        ] {
            let day: Date = text.parse().unwrap();
            assert_eq!(day.days(), days);
            let seconds = u64::try_from(days).unwrap() * 86_400;
            assert_eq!(Date::from_unix(seconds), Some(day));
        }
    }

    #[test]
    fn a_quantity_is_split_over_the_tiers_it_reaches() {
        let rate = rate(&[(0.0, 0.126), (10_240.0, 0.122), (51_200.0, 0.117)]);
        let parts = rate.split(12_240.0);
        let seen: Vec<_> = parts
            .iter()
            .map(|p| (p.from, p.to, p.quantity, p.unit_usd))
            .collect();
        assert_eq!(
            seen,
            [
                (0.0, Some(10_240.0), 10_240.0, 0.126),
                (10_240.0, Some(51_200.0), 2_000.0, 0.122)
            ]
        );
        assert_eq!(rate.cost(12_240.0), 10_240.0 * 0.126 + 2_000.0 * 0.122);
    }

    #[test]
    fn nothing_used_costs_nothing_and_keeps_one_part() {
        let parts = rate(&[(0.0, 0.5)]).split(0.0);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].usd, 0.0);
    }

    #[test]
    fn absurd_quantities_have_no_parts() {
        for quantity in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(
                rate(&[(0.0, 0.5), (10.0, 0.25)]).split(quantity).is_empty(),
                "{quantity}"
            );
        }
    }

    #[test]
    fn dates_are_checked() {
        for (text, good) in [
            ("2025-12-06", true),
            ("2024-02-29", true),
            ("2025-02-29", false),
            ("2025-13-01", false),
            ("2025-1-01", false),
            ("", false),
            ("+025-01-01", false),
        ] {
            assert_eq!(text.parse::<Date>().is_ok(), good, "{text}");
        }
        assert_eq!(
            "2025-12-06".parse::<Date>().unwrap().to_string(),
            "2025-12-06"
        );
    }
}
