//! Units that people choose for flows: how often something is asked, and how much data passes.

use super::{Language, number};
use serde::{Deserialize, Serialize};

/// Seconds in an hour.
const HOUR: f64 = 3_600.0;

/// Unit of rates of requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateUnit {
    /// Requests per second, per minute or per day, whichever says more.
    #[default]
    Readable,
    /// Requests in the month of the design, as AWS bills them.
    PerMonth,
}

/// Unit of amounts of data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataUnit {
    /// GB in the month of the design, as AWS bills them.
    #[default]
    GbPerMonth,
    /// Megabits per second on average, as networks are measured.
    MbitPerSecond,
}

/// Units of flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Units {
    /// Of rates of requests.
    pub rate: RateUnit,
    /// Of amounts of data.
    pub data: DataUnit,
}

impl Units {
    /// A rate given in requests/s: `320 req/s`, `4 req/min`, `841 M req/mo`. `hours`: length of the month.
    pub fn rate(self, per_second: f64, hours: f64, language: Language) -> String {
        let say = |value: f64, en: &str, ko: &str| {
            let value = if value >= 10_000.0 {
                number::compact(value, language)
            } else if value >= 100.0 {
                number::short(value, 0)
            } else {
                number::short(value, 1)
            };
            format!("{value} {}", unit(language, en, ko))
        };
        match self.rate {
            RateUnit::PerMonth => say(per_second * HOUR * hours, "req/mo", "요청/월"),
            RateUnit::Readable if per_second >= 0.95 => say(per_second, "req/s", "요청/초"),
            RateUnit::Readable if per_second * 60.0 >= 0.95 => {
                say(per_second * 60.0, "req/min", "요청/분")
            }
            RateUnit::Readable => say(per_second * 24.0 * HOUR, "req/day", "요청/일"),
        }
    }

    /// An amount given in GB/month: `412 GB`, `1.25 Mbit/s`; what is tiny is `< 0.01` of the unit. The month is not named.
    /// `hours`: its length.
    pub fn data(self, gb: f64, hours: f64, language: Language) -> String {
        let (value, unit) = match self.data {
            DataUnit::GbPerMonth => (gb, "GB"),
            // 1 GB = 8,000 Mbit.
            DataUnit::MbitPerSecond if hours > 0.0 => (gb * 8_000.0 / (hours * HOUR), "Mbit/s"),
            DataUnit::MbitPerSecond => (0.0, "Mbit/s"),
        };
        if value > 0.0 && value < 0.01 {
            format!("< 0.01 {unit}")
        } else {
            format!("{} {unit}", number::compact(value, language))
        }
    }
}

fn unit<'a>(language: Language, en: &'a str, ko: &'a str) -> &'a str {
    match language {
        Language::English => en,
        Language::Korean => ko,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_data_in_every_unit() {
        let (usual, other) = (
            Units::default(),
            Units {
                rate: RateUnit::PerMonth,
                data: DataUnit::MbitPerSecond,
            },
        );
        let en = |units: Units, rate: f64| units.rate(rate, 730.0, Language::English);
        assert_eq!(en(usual, 320.0), "320 req/s");
        assert_eq!(en(usual, 0.1), "6 req/min");
        assert_eq!(en(usual, 0.001), "86.4 req/day");
        // 320 x 3,600 x 730 = 840,960,000.
        assert_eq!(en(other, 320.0), "841 M req/mo");
        assert_eq!(other.rate(320.0, 730.0, Language::Korean), "8.41억 요청/월");
        let data = |units: Units, gb: f64| units.data(gb, 730.0, Language::English);
        assert_eq!(data(usual, 412.0), "412 GB");
        assert_eq!(data(usual, 0.001), "< 0.01 GB");
        // 412 x 8,000 / (730 x 3,600) = 1.254.
        assert_eq!(data(other, 412.0), "1.25 Mbit/s");
        assert_eq!(other.data(1.0, 0.0, Language::English), "0 Mbit/s");
    }
}
