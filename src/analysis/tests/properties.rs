//! What holds for every design.

use super::*;
use crate::analysis::path::Transfer;
use crate::analysis::transfers;
use crate::catalog::{Item, Onward};
use crate::model::{Demand, DemandRate, Design};
use proptest::collection::vec;
use proptest::prelude::*;

/// Kinds of all sorts of networks, with whether they stand in subnets.
const KINDS: [(&str, bool); 16] = [
    ("instance", true),
    ("autoscaling_group", true),
    ("ecs_service", true),
    ("network_load_balancer", true),
    ("application_load_balancer", true),
    ("db_instance", true),
    ("rds_cluster", true),
    ("elasticache_replication_group", true),
    ("opensearch_domain", true),
    ("efs_file_system", true),
    ("s3_bucket", false),
    ("dynamodb_table", false),
    ("sqs_queue", false),
    ("lambda_function", false),
    ("cloudfront_distribution", false),
    ("external_service", false),
];
const PLACES: [&str; 4] = ["private-a", "private-c", "public-a", "private-far"];

#[derive(Clone, Debug)]
struct Drawn {
    /// Kind and tiles of every component.
    components: Vec<(usize, Vec<usize>)>,
    /// Caller, called, KB there and back, calls, read share, affinity.
    connections: Vec<(usize, usize, f64, f64, f64, f64, bool)>,
    /// Which ways out there are.
    ways: (bool, bool, bool),
    requests: f64,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let component = (0..KINDS.len(), vec(0..PLACES.len(), 1..3));
    let connection = (
        0..7_usize,
        0..7_usize,
        0.0..50.0,
        0.0..50.0,
        0.0..1.5,
        0.0..1.0,
        any::<bool>(),
    );
    let ways = (any::<bool>(), any::<bool>(), any::<bool>());
    (vec(component, 7), vec(connection, 1..14), ways, 1e3..1e8).prop_map(
        |(components, connections, ways, requests)| Drawn {
            components,
            connections,
            ways,
            requests,
        },
    )
}

/// The design; calls go from lower to higher numbers, so that there are no loops. `reversed` inserts everything backwards.
fn design(drawn: &Drawn, factor: f64, reversed: bool) -> Design {
    let mut sketch = Sketch::new();
    sketch.frame("far", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.frame("vpc-far", ContainerKind::Vpc, Some("far"), None);
    let zone = ContainerKind::AvailabilityZone;
    sketch.frame("zone-far", zone, Some("vpc-far"), Some("ap-northeast-1a"));
    let subnet = ContainerKind::PrivateSubnet;
    sketch.frame("private-far", subnet, Some("zone-far"), None);
    let in_order = |count: usize| -> Vec<usize> {
        let all = 0..count;
        if reversed {
            all.rev().collect()
        } else {
            all.collect()
        }
    };
    for index in in_order(drawn.components.len()) {
        let (kind, tiles) = &drawn.components[index];
        let (kind, zonal) = KINDS[*kind];
        let mut places: Vec<&str> = tiles.iter().map(|place| PLACES[*place]).collect();
        if !zonal {
            places = vec!["seoul"];
        }
        // One component stands in one VPC.
        if places.contains(&"private-far") {
            places = vec!["private-far"];
        }
        sketch.put(&format!("c{index}"), kind, &places);
    }
    sketch.put("users", "users", &[""]).demand = Some(Demand {
        rate: DemandRate::RequestsPerMonth(drawn.requests * factor),
        peak_factor: 2.0,
        hourly_profile: Vec::new(),
    });
    sketch.connect("users", "c0", 2.0, 20.0);
    for index in in_order(drawn.connections.len()) {
        let (a, b, there, back, calls, reads, near) = drawn.connections[index];
        if a == b {
            continue;
        }
        let (from, to) = (format!("c{}", a.min(b)), format!("c{}", a.max(b)));
        let mut link = Connection::new(id(&from), id(&to));
        (link.request_kb, link.response_kb) = (there, back);
        (link.calls_per_request, link.read_share) = (calls, reads);
        link.zone_affinity = near;
        let name = id(&format!("link-{index}"));
        sketch.design.connections.insert(name, Arc::new(link));
    }
    let (nat, gateway, interface) = drawn.ways;
    if nat {
        sketch.put("nat", "nat_gateway", &["public-a"]);
    }
    if gateway {
        sketch.put("gateway", "vpc_endpoint_gateway", &["vpc"]);
    }
    if interface {
        sketch.put("interface", "vpc_endpoint_interface", &["vpc"]);
        sketch.set("interface", "service", "sqs");
    }
    sketch.design
}

fn alike(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * left.abs().max(right.abs()).max(1e-3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn parts_make_up_their_connection(drawn in drawn()) {
        let design = design(&drawn, 1.0, false);
        let traffic = traffic::solve(&design);
        let paths = path::classify(&design, &traffic);
        for (name, flow) in &traffic.connections {
            let parts = paths.of(name);
            let sum = |of: &dyn Fn(&path::PathPart) -> f64| parts.iter().map(of).sum::<f64>();
            prop_assert!(alike(sum(&|part| part.share), 1.0), "{name}: {parts:?}");
            prop_assert!(alike(sum(&|part| part.request_gb.0), flow.request_gb.0));
            prop_assert!(alike(sum(&|part| part.response_gb.0), flow.response_gb.0));
            for part in parts {
                prop_assert!(part.share > 0.0 && part.request_gb.0 >= 0.0 && part.response_gb.0 >= 0.0);
                prop_assert!(part.charges.iter().all(|charge| charge.gb.0 > 0.0 && charge.gb.0.is_finite()));
                let both = (part.request_gb + part.response_gb).0;
                // At most twice across zones to a NAT gateway and twice behind it.
                prop_assert!(part.billed(Transfer::InterZone).0 <= 4.0 * both * (1.0 + 1e-9));
                prop_assert!(part.billed(Transfer::InternetEgress).0 <= both * (1.0 + 1e-9));
            }
        }
    }

    #[test]
    fn every_way_of_summing_up_gives_the_same(drawn in drawn()) {
        let design = design(&drawn, 1.0, false);
        let paths = path::classify(&design, &traffic::solve(&design));
        let costs = crate::analysis::costs(&design, Catalogue::embedded());
        let connections: f64 = costs.connections.values().map(|cost| cost.total.usd.0).sum();
        let gb: f64 = paths.connections.values().flatten().map(|part| (part.request_gb + part.response_gb).0).sum();
        let by_connection = transfers::by_connection(&paths, &costs);
        let by_class = transfers::by_class(&paths, &costs);
        let matrix = transfers::zone_matrix(&paths, &costs);
        let sums = [
            (by_connection.values().map(|m| m.usd.0).sum::<f64>(), by_connection.values().map(|m| m.gb.0).sum::<f64>()),
            (by_class.values().map(|m| m.usd.0).sum::<f64>(), by_class.values().map(|m| m.gb.0).sum::<f64>()),
            (matrix.cells().map(|cell| cell.2.usd.0).sum::<f64>(), matrix.cells().map(|cell| cell.2.gb.0).sum::<f64>()),
        ];
        for (usd, moved) in sums {
            prop_assert!(alike(usd, connections), "{usd} is not {connections}");
            prop_assert!(alike(moved, gb), "{moved} is not {gb}");
        }
        let items = costs.components.values().chain(costs.connections.values()).chain([&costs.account]);
        let lines: f64 = items.flat_map(|item| &item.lines).filter_map(|line| line.monthly).map(|usd| usd.0).sum();
        prop_assert!(alike(lines, costs.total.usd.0));
    }

    #[test]
    fn gb_are_linear_in_demand(drawn in drawn()) {
        let of = |factor| {
            let design = design(&drawn, factor, false);
            path::classify(&design, &traffic::solve(&design))
        };
        let (once, thrice) = (of(1.0), of(3.0));
        for (name, parts) in &once.connections {
            for (part, more) in parts.iter().zip(thrice.of(name)) {
                prop_assert_eq!(part.class, more.class);
                for (charge, larger) in part.charges.iter().zip(&more.charges) {
                    prop_assert!(alike(charge.gb.0 * 3.0, larger.gb.0));
                }
            }
        }
    }

    #[test]
    fn the_order_of_drawing_does_not_matter(drawn in drawn()) {
        let (one, other) = (design(&drawn, 1.0, false), design(&drawn, 1.0, true));
        let of = |design: &Design| crate::analysis::costs(design, Catalogue::embedded());
        let (one, other) = (of(&one), of(&other));
        prop_assert_eq!(one.components, other.components);
        prop_assert_eq!(one.connections, other.connections);
        prop_assert_eq!(one.total, other.total);
    }

    #[test]
    fn what_goes_in_comes_out_or_stays(drawn in drawn()) {
        let design = design(&drawn, 1.0, false);
        let traffic = traffic::solve(&design);
        for item in Item::all(&design) {
            let flows = traffic.of(item.id);
            let arrives = flows.requests() + flows.demand_requests;
            let balanced: f64 = flows.outgoing.iter().map(|flow| {
                let calls = design.connection(&flow.connection).map_or(1.0, |c| c.calls_per_request);
                if calls > 0.0 { flow.requests / calls } else { 0.0 }
            }).sum();
            // A load balancer hands on what arrives; what it has no target for stays.
            if item.kind.balances {
                prop_assert!(balanced <= arrives * (1.0 + 1e-9), "{}", item.id);
                let all = flows.outgoing.iter().all(|flow| flow.requests > 0.0);
                if all && !flows.outgoing.is_empty() {
                    prop_assert!(alike(balanced, arrives), "{}: {balanced} of {arrives}", item.id);
                }
            }
            // Everybody else sends each connection its share of what arrives.
            for flow in flows.outgoing.iter().filter(|_| !item.kind.balances) {
                let connection = design.connection(&flow.connection).unwrap();
                let onward = Onward { kind: connection.kind, called: flow.called };
                let expected = arrives * (item.kind.forward)(&item, onward) * connection.calls_per_request;
                prop_assert!(alike(flow.requests, expected));
            }
            // GB follow from requests and their sizes, on both ends alike.
            for flow in &flows.outgoing {
                let peer = traffic.of(&flow.to);
                let there = peer.incoming.iter().find(|other| other.connection == flow.connection).unwrap();
                prop_assert_eq!(there.request_gb, flow.request_gb);
                prop_assert_eq!(there.response_gb, flow.response_gb);
                prop_assert!(alike(flow.request_gb.0, flow.requests * flow.request_kb / PER_GB));
            }
        }
    }
}
