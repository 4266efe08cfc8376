//! What arrives at each component, added up once for all rules: most of them ask for the sums and not for single flows.

use super::cx::{At, Cx};
use crate::catalog::Flows;
use crate::units::{Gigabytes, PerSecond};

/// Sums over the flows that arrive at a component. The methods are those of [`Flows`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrivals {
    requests: f64,
    reads: f64,
    average: PerSecond,
    peak: PerSecond,
    gb_in: Gigabytes,
    gb_out: Gigabytes,
    has_hours: bool,
}

impl Arrivals {
    /// Adds the flows of a component up.
    pub(super) fn of(flows: &Flows<'_>) -> Arrivals {
        Arrivals {
            requests: flows.requests(),
            reads: flows.reads(),
            average: flows.average(),
            peak: flows.peak(),
            gb_in: flows.gb_in(),
            gb_out: flows.gb_out(),
            has_hours: flows.incoming.iter().any(|flow| flow.hourly.is_some()),
        }
    }
    /// Requests that arrive in the month.
    pub fn requests(&self) -> f64 {
        self.requests
    }
    /// Requests that arrive in the month and only read.
    pub fn reads(&self) -> f64 {
        self.reads
    }
    /// Requests that arrive in the month and write.
    pub fn writes(&self) -> f64 {
        self.requests - self.reads
    }
    /// Average rate of arrival.
    pub fn average(&self) -> PerSecond {
        self.average
    }
    /// Rate of arrival at the daily peak.
    pub fn peak(&self) -> PerSecond {
        self.peak
    }
    /// GB that arrive in the month from callers.
    pub fn gb_in(&self) -> Gigabytes {
        self.gb_in
    }
    /// GB sent back to callers in the month.
    pub fn gb_out(&self) -> Gigabytes {
        self.gb_out
    }
}

/// Rate of arrival at a component in each hour of the day, req/s; none where nothing has a profile.
pub fn hourly(cx: &Cx<'_>, at: impl At) -> Option<[f64; 24]> {
    if !cx.arrivals(&at).has_hours {
        return None;
    }
    cx.flows(at).hourly()
}
