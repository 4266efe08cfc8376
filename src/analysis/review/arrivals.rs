//! What arrives at each component, added up once for all rules: most of them ask for the sums and not for single flows.

use super::cx::{At, Cx};
use crate::analysis::traffic::FlowTable;
use crate::catalog::{Flow, Flows, Sums};
use crate::model::Id;
use std::ops::Deref;

/// Sums over the flows that arrive at a component.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arrivals {
    sums: Sums,
    /// GB received and sent in the month, also over the calls that start there, if every hour were like the peak.
    at_peak: (f64, f64),
    has_hours: bool,
}

/// GB of the requests and responses of a flow in the month, if every hour were like the peak.
pub fn gb_at_peak(flow: &Flow) -> (f64, f64) {
    // As much more flows as requests come.
    let factor = if flow.average.0 > 0.0 {
        flow.peak.0 / flow.average.0
    } else {
        1.0
    };
    (flow.request_gb.0 * factor, flow.response_gb.0 * factor)
}

impl Arrivals {
    /// Adds the flows of a component up.
    pub(super) fn of(flows: &Flows<'_>) -> Arrivals {
        let mut all = Arrivals::default();
        flows.incoming.iter().for_each(|flow| all.arrives(flow));
        flows.outgoing.iter().for_each(|flow| all.leaves(flow));
        all
    }
    /// Adds up what flows between components, read once in its order: `ends` are connections in that order with the
    /// numbers of caller and called. None where they are others than those of the flows.
    pub(super) fn of_all<'d>(
        components: usize,
        flows: &FlowTable,
        mut ends: impl Iterator<Item = (&'d Id, usize, usize)>,
    ) -> Option<Vec<Arrivals>> {
        let mut all = vec![Arrivals::default(); components];
        for flow in flows.values() {
            let (id, from, to) = ends.next()?;
            if flow.connection != *id {
                return None;
            }
            all.get_mut(to)?.arrives(flow);
            all.get_mut(from)?.leaves(flow);
        }
        ends.next().is_none().then_some(all)
    }
    fn arrives(&mut self, flow: &Flow) {
        self.sums.add(flow);
        let (request, response) = gb_at_peak(flow);
        self.at_peak.0 += request;
        self.at_peak.1 += response;
        self.has_hours |= flow.hourly.is_some();
    }
    fn leaves(&mut self, flow: &Flow) {
        let (request, response) = gb_at_peak(flow);
        self.at_peak.0 += response;
        self.at_peak.1 += request;
    }
    /// GB in the month in the busier direction, with the calls that start there, if every hour were like the peak. The
    /// last digits depend on the order of adding up.
    pub fn busier_at_peak(&self) -> f64 {
        f64::max(self.at_peak.0, self.at_peak.1)
    }
}

impl Deref for Arrivals {
    type Target = Sums;
    fn deref(&self) -> &Sums {
        &self.sums
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
    use crate::analysis::view::View;
    use crate::catalog::generate;
    use crate::model::Frames;

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

    #[test]
    fn flows_read_in_their_order_add_up_alike() {
        let design = generate::design(200);
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        let traffic = traffic::solve(&design);
        let joints = view.connections.iter();
        let ends = joints.map(|joint| (joint.id, joint.from().unwrap(), joint.to().unwrap()));
        let (count, flows) = (design.components.len(), &traffic.connections);
        assert!(Arrivals::of_all(count, flows, ends.clone().skip(1)).is_none());
        let all = Arrivals::of_all(count, flows, ends).unwrap();
        for (id, sums) in design.components.keys().zip(all) {
            let own = Arrivals::of(&traffic.of(id));
            let (one, other) = (own.busier_at_peak(), sums.busier_at_peak());
            assert!((one - other).abs() <= 1e-9 * one, "{id}: {one} {other}");
            let at_peak = own.at_peak;
            assert_eq!(own, Arrivals { at_peak, ..sums });
        }
    }
}
