//! Numbers, money and units as people read them (interface specification, "Text rules").
//!
//! True minus (U+2212); thousands with commas; a unit after a space. Korean counts large quantities in 만 and 억.

use super::Language;
use crate::units::Usd;

/// Minus sign.
pub const MINUS: char = '\u{2212}';

/// `value` with `decimals` digits after the point and commas between thousands.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, fraction)| {
            (whole, Some(fraction))
        });
    let mut out = String::with_capacity(text.len() + 8);
    // A value that rounds to nothing has no sign.
    if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `value` with at most `decimals` digits after the point, without trailing zeros.
pub fn short(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A share in percent, without its sign: `23.4`, `< 0.1` where it is more than nothing.
pub fn percent(share: f64) -> String {
    match share {
        s if s > 0.0 && s < 0.05 => "< 0.1".to_owned(),
        s => fixed(s, 1),
    }
}

/// How many: with commas between thousands.
pub fn count(number: usize) -> String {
    fixed(number as f64, 0)
}

/// A count in few characters: `4,500`, `48 k`, `420 M`, `1.2 G`; Korean `4,500`, `4.8만`, `4.2억`.
pub fn compact(value: f64, language: Language) -> String {
    let size = value.abs();
    let (divisor, unit) = match language {
        Language::English if size >= 1e9 => (1e9, " G"),
        Language::English if size >= 1e6 => (1e6, " M"),
        Language::English if size >= 1e4 => (1e3, " k"),
        Language::Korean if size >= 1e12 => (1e12, "조"),
        Language::Korean if size >= 1e8 => (1e8, "억"),
        Language::Korean if size >= 1e4 => (1e4, "만"),
        _ => (1.0, ""),
    };
    let scaled = value / divisor;
    let decimals = match scaled.abs() {
        s if s >= 100.0 => 0,
        s if s >= 10.0 => 1,
        _ => 2,
    };
    format!("{}{unit}", short(scaled, decimals))
}

/// A currency for display: its sign, digits after the point and units for one US dollar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    /// Sign before the amount.
    pub sign: &'static str,
    /// Digits after the point.
    pub decimals: usize,
    /// Units for one US dollar.
    pub rate: f64,
}

impl Money {
    /// US dollars.
    pub const USD: Money = Money {
        sign: "$",
        decimals: 2,
        rate: 1.0,
    };

    /// An amount: `$1,234.56`, `₩1,690,000`. An amount above zero that would round to nothing reads `< $0.01`.
    pub fn amount(self, usd: Usd) -> String {
        let value = usd.0 * self.rate;
        let smallest = 10f64.powi(-i32::try_from(self.decimals).unwrap_or(0));
        if value > 0.0 && value < smallest / 2.0 {
            return format!("< {}{}", self.sign, fixed(smallest, self.decimals));
        }
        let text = fixed(value, self.decimals);
        match text.strip_prefix(MINUS) {
            Some(rest) => format!("{MINUS}{}{rest}", self.sign),
            None => format!("{}{text}", self.sign),
        }
    }
    /// A difference: always with its sign, `+$229.22`, `−$153.01`; no change is `$0.00`.
    pub fn delta(self, usd: Usd) -> String {
        let text = fixed(usd.0 * self.rate, self.decimals);
        match text.strip_prefix(MINUS) {
            Some(rest) => format!("{MINUS}{}{rest}", self.sign),
            None if text.chars().all(|c| matches!(c, '0' | '.')) => format!("{}{text}", self.sign),
            None => format!("+{}{text}", self.sign),
        }
    }
    /// An amount per month: `$1,234.56/mo`, Korean `월 $1,234.56`.
    pub fn per_month(self, usd: Usd, language: Language) -> String {
        match language {
            Language::English => format!("{}/mo", self.amount(usd)),
            Language::Korean => format!("월 {}", self.amount(usd)),
        }
    }
    /// A unit price with up to six digits after the point, at least two: `$0.627`, `$0.24`, `$0.0000002`.
    pub fn unit_price(self, usd: f64) -> String {
        let value = usd * self.rate;
        let decimals = match value.abs() {
            v if v == 0.0 || v >= 0.01 => 6,
            v if v >= 1e-6 => 8,
            _ => 12,
        };
        let text = short(value, decimals);
        let digits = text
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let padded = if digits < self.decimals {
            fixed(value, self.decimals)
        } else {
            text
        };
        format!("{}{padded}", self.sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_people_write_it() {
        assert_eq!(Money::USD.amount(Usd(1234.555)), "$1,234.56");
        assert_eq!(Money::USD.amount(Usd(0.001)), "< $0.01");
        assert_eq!(Money::USD.amount(Usd(0.0)), "$0.00");
        assert_eq!(Money::USD.delta(Usd(-153.01)), "\u{2212}$153.01");
        assert_eq!(Money::USD.delta(Usd(229.22)), "+$229.22");
        assert_eq!(Money::USD.delta(Usd(-0.001)), "$0.00");
        let won = Money {
            sign: "₩",
            decimals: 0,
            rate: 1380.0,
        };
        assert_eq!(
            won.per_month(Usd(852.75), Language::Korean),
            "월 ₩1,176,795"
        );
        assert_eq!(Money::USD.unit_price(0.627), "$0.627");
        assert_eq!(Money::USD.unit_price(0.000_000_2), "$0.0000002");
        assert_eq!(Money::USD.unit_price(0.5), "$0.50");
    }

    #[test]
    fn a_small_share_is_not_nothing() {
        let shares = [0.0, 0.049, 0.05, 23.44, 100.0].map(percent);
        assert_eq!(shares, ["0.0", "< 0.1", "0.1", "23.4", "100.0"]);
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!(count(999), "999");
        assert_eq!(count(4416), "4,416");
        assert_eq!(count(1_000_000), "1,000,000");
    }

    #[test]
    fn counts_are_short() {
        assert_eq!(compact(420e6, Language::English), "420 M");
        assert_eq!(compact(420e6, Language::Korean), "4.2억");
        assert_eq!(compact(4500.0, Language::English), "4,500");
        assert_eq!(compact(f64::NAN, Language::English), "?");
    }
}
