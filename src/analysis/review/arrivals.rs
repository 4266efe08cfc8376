//! What arrives at each component, added up once for all rules: most of them ask for the sums and not for single flows.

use super::cx::{At, Cx};
use crate::catalog::Flows;
use crate::units::{Gigabytes, PerSecond};

/// Sums over the flows that arrive at a component. The methods are those of [`Flows`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
        let mut all = Arrivals::default();
        for flow in &flows.incoming {
            all.requests += flow.requests;
            all.reads += flow.reads();
            all.average += flow.average;
            all.peak += flow.peak;
            all.gb_in += flow.request_gb;
            all.gb_out += flow.response_gb;
            all.has_hours |= flow.hourly.is_some();
        }
        all
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::traffic;
    use crate::catalog::generate;

    #[test]
    fn sums_are_those_of_the_flows() {
        let design = generate::design(200);
        let traffic = traffic::solve(&design);
        for id in design.components.keys() {
            let flows = traffic.of(id);
            let sums = Arrivals::of(&flows);
            assert_eq!(sums.requests(), flows.requests());
            assert_eq!(
                (sums.reads(), sums.writes()),
                (flows.reads(), flows.writes())
            );
            assert_eq!(
                (sums.average(), sums.peak()),
                (flows.average(), flows.peak())
            );
            assert_eq!(
                (sums.gb_in(), sums.gb_out()),
                (flows.gb_in(), flows.gb_out())
            );
            assert_eq!(sums.has_hours, flows.hourly().is_some());
        }
    }
}
