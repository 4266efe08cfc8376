//! Components: what does the work, and where it stands.

use super::{Code, Id, LocalText, Point, Properties, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One tile of a component: the frame it stands in and its place on the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The innermost frame around the tile.
    pub parent: Option<Id>,
    /// Top left corner of the tile.
    pub at: Point,
    /// How many of the component's instances run here; none: an even share.
    pub instances: Option<u32>,
}

/// A component. A kind that runs in several zones is one component with one placement for each zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Name of its kind in [`crate::catalog`]; a name that this version does not know is kept.
    pub kind: Code,
    /// What the tile says; the kind's title where empty.
    pub name: LocalText,
    /// Where it stands; never empty.
    pub placements: Vec<Placement>,
    /// Typed properties, only those that differ from their default; unknown ones are kept.
    pub properties: Properties,
    /// Ids of the security groups that guard it.
    pub security_groups: Vec<Id>,
    /// Requests that start here, for entry kinds.
    pub demand: Option<Demand>,
    /// Cost allocation tags.
    pub tags: BTreeMap<String, String>,
    /// Free text.
    pub note: LocalText,
    /// Cannot be moved or deleted in the window.
    pub locked: bool,
}

impl Component {
    /// A component of that kind with one placement.
    pub fn new(kind: impl Into<Code>, parent: Option<Id>, at: Point) -> Component {
        Component {
            kind: kind.into(),
            name: LocalText::default(),
            placements: vec![Placement {
                parent,
                at,
                instances: None,
            }],
            properties: Properties::default(),
            security_groups: Vec::new(),
            demand: None,
            tags: BTreeMap::new(),
            note: LocalText::default(),
            locked: false,
        }
    }
    /// The frame of its first tile.
    #[inline]
    pub fn parent(&self) -> Option<&Id> {
        self.placements
            .first()
            .and_then(|placement| placement.parent.as_ref())
    }
    /// Value of a property, if it is set.
    #[inline]
    pub fn property(&self, name: &str) -> Option<&Value> {
        self.properties.get(name)
    }
    /// Whether another component has the same properties, and as many tiles that state the same numbers of instances.
    pub fn is_set_like(&self, other: &Component) -> bool {
        let tiles = || self.placements.iter().zip(&other.placements);
        self.properties == other.properties
            && self.placements.len() == other.placements.len()
            && tiles().all(|(one, other)| one.instances == other.instances)
    }
    /// The same with a property set; for building designs in code.
    pub fn with(mut self, property: &str, value: impl Into<Value>) -> Component {
        self.properties.insert(property.to_owned(), value.into());
        self
    }
}

/// How much demand an entry has; the average over the month.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandRate {
    /// Requests per second, averaged over the month.
    RequestsPerSecond(f64),
    /// Requests in a month.
    RequestsPerMonth(f64),
    /// Monthly active users and what each requests in a month.
    MonthlyUsers {
        /// Users active in a month.
        users: f64,
        /// Requests of one user in a month.
        requests_per_user: f64,
    },
    /// Daily active users and what each requests in a day.
    DailyUsers {
        /// Users active on a day.
        users: f64,
        /// Requests of one user on a day.
        requests_per_user: f64,
    },
}

/// Requests that start at an entry component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Average rate.
    pub rate: DemandRate,
    /// Peak rate divided by average rate, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub peak_factor: f64,
    /// Weight of each hour of the day (24 values, any scale); empty: the peak factor alone says what is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hourly_profile: Vec<f64>,
}

fn one() -> f64 {
    1.0
}
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_one(value: &f64) -> bool {
    *value == 1.0
}

impl Demand {
    /// Average requests per second in a month of `hours` hours (a day is 24 hours).
    pub fn requests_per_second(&self, hours: f64) -> f64 {
        let seconds = hours * 3600.0;
        match self.rate {
            DemandRate::RequestsPerSecond(rate) => rate,
            DemandRate::RequestsPerMonth(count) if seconds > 0.0 => count / seconds,
            DemandRate::MonthlyUsers {
                users,
                requests_per_user,
            } if seconds > 0.0 => users * requests_per_user / seconds,
            DemandRate::DailyUsers {
                users,
                requests_per_user,
            } => users * requests_per_user / 86_400.0,
            DemandRate::RequestsPerMonth(_) | DemandRate::MonthlyUsers { .. } => 0.0,
        }
    }
    /// Rate of each hour of the day divided by the average; none where no profile is given, or one without weight.
    pub fn shape(&self) -> Option<[f64; 24]> {
        let sum: f64 = self.hourly_profile.iter().sum();
        if self.hourly_profile.len() != 24 || !(sum.is_finite() && sum > 0.0) {
            return None;
        }
        let mut shape = [0.0; 24];
        for (rate, weight) in shape.iter_mut().zip(&self.hourly_profile) {
            *rate = weight * 24.0 / sum;
        }
        Some(shape)
    }
    /// Peak divided by average: the larger of the peak factor and the profile's highest hour over its mean.
    pub fn peak(&self) -> f64 {
        let sum: f64 = self.hourly_profile.iter().sum();
        let mean = sum / self.hourly_profile.len().max(1) as f64;
        let top = self.hourly_profile.iter().copied().fold(0.0, f64::max);
        let from_profile = if mean > 0.0 { top / mean } else { 1.0 };
        self.peak_factor.max(from_profile).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demand_becomes_a_rate() {
        let demand = |rate| Demand {
            rate,
            peak_factor: 3.0,
            hourly_profile: Vec::new(),
        };
        // 1.2 M users x 700 requests / (730 h x 3,600 s) = 319.6 req/s.
        let monthly = demand(DemandRate::MonthlyUsers {
            users: 1.2e6,
            requests_per_user: 700.0,
        });
        assert!((monthly.requests_per_second(730.0) - 319.634_703).abs() < 1e-5);
        // 864,000 users x 10 requests / 86,400 s = 100 req/s.
        let daily = demand(DemandRate::DailyUsers {
            users: 864_000.0,
            requests_per_user: 10.0,
        });
        assert_eq!(daily.requests_per_second(730.0), 100.0);
        assert_eq!(daily.peak(), 3.0);
    }

    #[test]
    fn the_profile_can_raise_the_peak() {
        let mut profile = vec![1.0; 24];
        profile[14] = 25.0; // mean 2, highest hour 12.5 times the mean
        let demand = Demand {
            rate: DemandRate::RequestsPerSecond(1.0),
            peak_factor: 2.0,
            hourly_profile: profile,
        };
        assert_eq!(demand.peak(), 12.5);
    }
}
