//! Fleets of servers, tasks and nodes: how many run, how many may run, what they can serve.

use super::cx::Cx;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function, scaling, server};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::networking::{
    application_load_balancer, classic_load_balancer, network_load_balancer,
};
use crate::catalog::{Item, Kind, Network, purchase};
use crate::units::Usd;

/// Kinds whose number of instances can follow the demand.
pub const GROUPS: &[&Kind] = &[
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
];

/// Load balancers with targets of the customer's.
pub const BALANCERS: &[&Kind] = &[
    &application_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &network_load_balancer::KIND,
];

/// The sizes of a group, or of a fixed set of servers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fleet {
    /// Instances that run at least.
    pub min: f64,
    /// Instances that run at most.
    pub max: f64,
    /// Instances that run without a change in demand.
    pub desired: f64,
    /// Instances that run on average over the month, if the user says so.
    pub average: Option<f64>,
    /// Requests a second that one instance serves, if that is known.
    pub capacity: Option<f64>,
    /// Share of that capacity that scaling aims at, 0 to 1.
    pub target: f64,
    /// Whether a policy changes the size within its limits.
    pub follows_demand: bool,
}

impl Fleet {
    /// The fleet that an item is; none for other kinds.
    pub fn of(item: &Item<'_>) -> Option<Fleet> {
        let own = |property: &crate::catalog::Property| item.typed(property);
        if *item.kind == instance::KIND {
            let count = item.instances();
            return Some(Fleet {
                min: count,
                max: count,
                desired: count,
                average: None,
                capacity: own(&instance::CAPACITY),
                target: 1.0,
                follows_demand: false,
            });
        }
        let (min, max, average, capacity, weight) = if *item.kind == autoscaling_group::KIND {
            let weight = item.number(&autoscaling_group::WEIGHT).max(1.0);
            let (min, max) = (&autoscaling_group::MIN, &autoscaling_group::MAX);
            (
                min,
                max,
                &autoscaling_group::AVERAGE,
                &instance::CAPACITY,
                weight,
            )
        } else if *item.kind == ecs_service::KIND {
            let (min, max) = (&ecs_service::MIN, &ecs_service::MAX);
            (min, max, &ecs_service::AVERAGE, &ecs_service::CAPACITY, 1.0)
        } else if *item.kind == eks_node_group::KIND {
            let (min, max) = (&eks_node_group::MIN, &eks_node_group::MAX);
            (min, max, &eks_node_group::AVERAGE, &instance::CAPACITY, 1.0)
        } else {
            return None;
        };
        let (min, max) = (item.number(min) / weight, item.number(max) / weight);
        Some(Fleet {
            min,
            max,
            desired: item.instances() / weight,
            average: own(average).map(|count| count / weight),
            capacity: own(capacity),
            target: item.number(&scaling::TARGET) / 100.0,
            follows_demand: max > min && item.text(&scaling::POLICY) != "none",
        })
    }
    /// Instances that run at a rate, in req/s: what the policy starts for it within the limits, the fixed size without a
    /// policy. None where a policy decides and the capacity of one instance is not known.
    pub fn at(&self, rate: f64) -> Option<f64> {
        if !self.follows_demand {
            return Some(self.desired);
        }
        let needed = (rate / (self.capacity? * self.target.max(0.01)) - 1e-9).ceil();
        Some(needed.min(self.max).max(self.min))
    }
}

/// Instances at the present size that are not Spot instances, and those that are.
pub fn on_demand_and_spot(item: &Item<'_>) -> (f64, f64) {
    let count = item.instances();
    let steady = if *item.kind == autoscaling_group::KIND {
        autoscaling_group::on_demand(item, count)
    } else if *item.kind == ecs_service::KIND {
        let share = item.number(&ecs_service::fargate::SPOT_SHARE) / 100.0;
        let applies = (ecs_service::fargate::SPOT_SHARE.applies)(item);
        if applies {
            count * (1.0 - share)
        } else {
            count
        }
    } else if *item.kind == eks_node_group::KIND {
        let is_spot = item.text(&eks_node_group::CAPACITY_TYPE) == "SPOT";
        if is_spot { 0.0 } else { count }
    } else if *item.kind == instance::KIND && purchase::is_spot(item) {
        0.0
    } else {
        count
    };
    (steady, count - steady)
}

/// Rate of requests at the daily peak, req/s.
pub fn peak(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    cx.arrivals(item).peak().0
}

/// Rate of requests on average, req/s.
pub fn average(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    cx.arrivals(item).average().0
}

/// What one instance costs in a month: the item's bill, divided by the instances that it is for. None where nothing is
/// billed.
pub fn usd_for_each(cx: &Cx<'_>, item: &Item<'_>) -> Option<Usd> {
    let total = cx.cost_of(item)?.total.usd;
    let fleet = Fleet::of(item)?;
    let billed = fleet
        .average
        .or_else(|| fleet.at(average(cx, item)))
        .unwrap_or(fleet.desired);
    (billed > 0.0 && total.0 > 0.0).then(|| Usd(total.0 / billed))
}

/// Executions of a function at the same time, at the daily peak: rate × duration.
pub fn concurrency(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    peak(cx, item) * item.number(&lambda_function::DURATION) / 1000.0
}

/// Whether an item is a load balancer that shares requests out over targets.
pub fn is_balancer(item: &Item<'_>) -> bool {
    item.kind.balances
        && matches!(
            item.kind.network,
            Network::LoadBalancer | Network::NetworkLoadBalancer
        )
}

/// Load balancers that send requests to an item, in the order of the connections.
pub fn balancers<'s, 'a: 's>(
    cx: &'s Cx<'a>,
    item: &Item<'a>,
) -> impl Iterator<Item = Item<'a>> + use<'s, 'a> {
    cx.callers(item)
        .map(|(caller, _)| caller)
        .filter(is_balancer)
}

/// What an item that runs on servers keeps: whether `property` (sessions, files) says that it is on the server itself.
pub fn keeps_locally(item: &Item<'_>, property: &'static crate::catalog::Property) -> bool {
    item.text(property) == "local" && item.kind.property(property.name).is_some()
}

/// Whether more than one server, task or node may run.
pub fn is_scaled_out(item: &Item<'_>) -> bool {
    item.instances() > 1.0 || Fleet::of(item).is_some_and(|fleet| fleet.max > 1.0)
}

/// Whether the servers of an item run a data store of their own, and which.
pub fn own_store<'a>(item: &Item<'a>) -> Option<&'a str> {
    let software = item.text(&server::SOFTWARE);
    let runs_software = || item.kind.property(server::SOFTWARE.name).is_some();
    (software != "application" && runs_software()).then_some(software)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Sketch, id};

    fn group(properties: &[(&str, f64)]) -> Sketch {
        let mut sketch = Sketch::new();
        sketch.put("web", "autoscaling_group", &["private-a", "private-c"]);
        for (name, value) in properties {
            sketch.set("web", name, *value);
        }
        sketch
    }

    fn web(sketch: &Sketch) -> Item<'_> {
        Item::of(&sketch.design, &id("web")).unwrap()
    }

    #[test]
    fn a_group_runs_what_the_rate_needs_within_its_limits() {
        let sketch = group(&[
            ("min_size", 2.0),
            ("max_size", 8.0),
            ("requests_per_second_per_instance", 50.0),
        ]);
        let fleet = Fleet::of(&web(&sketch)).unwrap();
        // 50 req/s × 60% = 30 req/s an instance.
        assert_eq!(fleet.at(100.0), Some(4.0));
        assert_eq!(fleet.at(90.0), Some(3.0));
        assert_eq!(fleet.at(10.0), Some(2.0));
        assert_eq!(fleet.at(1_000.0), Some(8.0));
    }

    #[test]
    fn a_fixed_size_stays_and_an_unknown_capacity_gives_no_answer() {
        let sketch = group(&[
            ("min_size", 3.0),
            ("desired_capacity", 3.0),
            ("max_size", 3.0),
        ]);
        let fleet = Fleet::of(&web(&sketch)).unwrap();
        assert!(!fleet.follows_demand);
        assert_eq!(fleet.at(1_000.0), Some(3.0));
        let sketch = group(&[("max_size", 8.0)]);
        assert_eq!(Fleet::of(&web(&sketch)).unwrap().at(1_000.0), None);
    }

    #[test]
    fn sizes_in_units_are_divided_by_the_weight() {
        let sketch = group(&[
            ("min_size", 4.0),
            ("desired_capacity", 8.0),
            ("max_size", 16.0),
            ("weighted_capacity", 4.0),
        ]);
        let fleet = Fleet::of(&web(&sketch)).unwrap();
        assert_eq!((fleet.min, fleet.desired, fleet.max), (1.0, 2.0, 4.0));
    }

    #[test]
    fn the_base_of_a_mixed_group_is_on_demand() {
        let sketch = group(&[
            ("desired_capacity", 10.0),
            ("max_size", 10.0),
            ("on_demand_base_capacity", 2.0),
            ("on_demand_percentage_above_base_capacity", 25.0),
        ]);
        // 2 + 25% of the other 8.
        assert_eq!(on_demand_and_spot(&web(&sketch)), (4.0, 6.0));
    }
}
