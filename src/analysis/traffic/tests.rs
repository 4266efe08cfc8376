use super::*;
use crate::analysis::testing::Sketch;
use crate::model::{Component, Connection, Demand, DemandRate, Point};
use proptest::prelude::*;
use std::sync::Arc;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// Components of an unknown kind, which pass everything on; `entry` has 100 req/s with peak factor 3.
fn design(edges: &[(&str, &str, f64)]) -> Design {
    let mut design = Design::default();
    for (from, to, calls) in edges {
        for end in [from, to] {
            let mut component = Component::new("test", None, Point::default());
            if *end == "entry" {
                component.demand = Some(Demand {
                    rate: DemandRate::RequestsPerSecond(100.0),
                    peak_factor: 3.0,
                    hourly_profile: Vec::new(),
                });
            }
            design.components.insert(id(end), Arc::new(component));
        }
        let mut connection = Connection::new(id(from), id(to));
        connection.calls_per_request = *calls;
        connection.request_kb = 2.0;
        connection.response_kb = 10.0;
        design
            .connections
            .insert(id(&format!("{from}-{to}")), Arc::new(connection));
    }
    design
}

#[test]
fn rates_multiply_along_a_diamond() {
    let traffic = solve(&design(&[
        ("entry", "a", 1.0),
        ("a", "b", 2.0),
        ("a", "c", 0.5),
        ("b", "d", 1.0),
        ("c", "d", 4.0),
    ]));
    // 100 -> a; 200 -> b; 50 -> c; d gets 200 + 4 x 50 = 400.
    assert_eq!(traffic.of(&id("d")).average(), PerSecond(400.0));
    assert_eq!(traffic.of(&id("d")).peak(), PerSecond(1200.0));
    let flow = &traffic.connections[&id("entry-a")];
    // 100 req/s x 730 h x 3,600 s = 262.8 M requests; x 10 KB / 1,048,576 KB = 2,506.256 GB.
    assert_eq!(flow.requests, 262_800_000.0);
    assert!((flow.response_gb.0 - 2_506.256_103).abs() < 1e-5);
    assert!(traffic.loops.is_empty());
}

fn near(left: f64, right: f64) {
    assert!(
        (left - right).abs() <= 1e-9 * right.abs().max(1.0),
        "{left} is not {right}"
    );
}

#[test]
fn a_retry_loop_of_gain_one_half_doubles() {
    // b sends half of what it gets back to a: a = 100 + 0.5 a = 200.
    let traffic = solve(&design(&[
        ("entry", "a", 1.0),
        ("a", "b", 1.0),
        ("b", "a", 0.5),
        ("b", "c", 0.1),
    ]));
    assert_eq!(traffic.loops.len(), 1);
    assert_eq!(traffic.loops[0].members, [id("a"), id("b")]);
    near(traffic.loops[0].gain, 0.5);
    assert!(!traffic.loops[0].runs_away);
    near(traffic.connections[&id("a-b")].average.0, 200.0);
    near(traffic.connections[&id("b-a")].average.0, 100.0);
    near(traffic.of(&id("c")).average().0, 20.0);
    // The entry's peak factor of 3 holds inside the loop.
    near(traffic.of(&id("c")).peak().0, 60.0);
}

#[test]
fn a_loop_of_gain_one_is_named_and_ends() {
    let traffic = solve(&design(&[
        ("entry", "a", 1.0),
        ("a", "b", 2.0),
        ("b", "c", 0.5),
        ("c", "a", 1.0),
        ("c", "d", 1.0),
    ]));
    let found = &traffic.loops[0];
    assert_eq!(found.members, [id("a"), id("b"), id("c")]);
    near(found.gain, 1.0);
    assert!(found.runs_away);
    // What enters goes around once: 100 to b twice, half of that to c and on.
    near(traffic.of(&id("b")).average().0, 200.0);
    near(traffic.of(&id("d")).average().0, 100.0);
}

#[test]
fn loops_that_run_away_only_together_are_found() {
    // Two loops of gain 0.6 through a: a = 100 + 0.6 a + 0.6 a has no solution.
    let edges = [
        ("entry", "a", 1.0),
        ("a", "b", 1.0),
        ("b", "a", 0.6),
        ("a", "c", 1.0),
        ("c", "a", 0.6),
    ];
    let traffic = solve(&design(&edges));
    assert!(traffic.loops[0].runs_away, "{:?}", traffic.loops);
    // The largest eigenvalue: x^2 = 0.6 + 0.6.
    near(traffic.loops[0].gain, 1.2_f64.sqrt());
    // With 0.3 each: a = 100 / (1 - 0.6) = 250.
    let mut calm = edges;
    calm[2].2 = 0.3;
    calm[4].2 = 0.3;
    near(solve(&design(&calm)).of(&id("a")).average().0, 250.0);
}

#[test]
fn a_large_loop_is_solved_too() {
    let names: Vec<String> = (0..200).map(|n| format!("n{n:03}")).collect();
    let mut edges = vec![("entry", names[0].as_str(), 1.0)];
    for pair in names.windows(2) {
        edges.push((&pair[0], &pair[1], 1.0));
    }
    edges.push((&names[199], &names[0], 0.75));
    // 100 / (1 - 0.75) = 400 all the way round.
    let traffic = solve(&design(&edges));
    near(traffic.of(&id("n123")).average().0, 400.0);
}

#[test]
fn calls_with_weights_are_alternatives() {
    let mut design = design(&[
        ("entry", "a", 1.0),
        ("a", "b", 1.0),
        ("a", "c", 2.0),
        ("a", "d", 1.0),
    ]);
    for (name, weight) in [("a-b", Some(3.0)), ("a-c", None), ("a-d", Some(0.0))] {
        let mut connection = Connection::clone(&design.connections[&id(name)]);
        connection.weight = weight;
        design.connections.insert(id(name), Arc::new(connection));
    }
    let traffic = solve(&design);
    // 3 : 1 : 0 of 100; c is called twice each time.
    near(traffic.of(&id("b")).average().0, 75.0);
    near(traffic.of(&id("c")).average().0, 50.0);
    near(traffic.of(&id("d")).average().0, 0.0);
}

#[test]
fn a_profile_gives_every_hour_its_rate_and_a_queue_levels_it() {
    let mut design = design(&[("entry", "sqs_queue", 1.0), ("sqs_queue", "worker", 1.0)]);
    let mut entry = Component::clone(&design.components[&id("entry")]);
    let mut profile = vec![1.0; 24];
    profile[12] = 25.0; // mean 2
    entry.demand = Some(Demand {
        rate: DemandRate::RequestsPerSecond(100.0),
        peak_factor: 1.0,
        hourly_profile: profile,
    });
    design.components.insert(id("entry"), Arc::new(entry));
    let mut queue = Component::clone(&design.components[&id("sqs_queue")]);
    queue.kind = "sqs_queue".into();
    design.components.insert(id("sqs_queue"), Arc::new(queue));
    let traffic = solve(&design);
    let hours = traffic.of(&id("sqs_queue")).hourly().unwrap();
    near(hours[0], 50.0);
    near(hours[12], 1250.0);
    near(hours.iter().sum::<f64>() / 24.0, 100.0);
    near(traffic.of(&id("sqs_queue")).peak().0, 1250.0);
    let worker = traffic.of(&id("worker"));
    near(worker.average().0, 100.0);
    near(worker.peak().0, 100.0);
    assert!(
        worker
            .hourly()
            .unwrap()
            .iter()
            .all(|rate| (rate - 100.0).abs() < 1e-9)
    );
}

#[test]
fn typed_figures_override() {
    let mut design = design(&[("entry", "a", 1.0)]);
    let mut connection = Connection::new(id("entry"), id("a"));
    connection.kind = ConnectionKind::LogShipping;
    connection.gb_per_month = Some(100.0);
    connection.requests_per_month = Some(2_628_000.0);
    design
        .connections
        .insert(id("entry-a"), Arc::new(connection));
    let traffic = solve(&design);
    let flow = &traffic.connections[&id("entry-a")];
    assert_eq!(flow.request_gb, Gigabytes(100.0));
    // 2,628,000 / (730 x 3,600) = 1 req/s, with the entry's peak factor.
    assert_eq!((flow.average, flow.peak), (PerSecond(1.0), PerSecond(3.0)));
}

/// Graphs of eight components with calls of up to 0.6 per request, and the demand of the first.
fn graphs() -> impl Strategy<Value = (Vec<(usize, usize, f64)>, f64)> {
    let edge = (0..8_usize, 0..8_usize, 0.0..0.6);
    (proptest::collection::vec(edge, 1..20), 1.0..1e4)
}

fn drawn(edges: &[(usize, usize, f64)], demand: f64, reversed: bool) -> Design {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let mut list: Vec<(&str, &str, f64)> = edges
        .iter()
        .filter(|(from, to, _)| from != to)
        .map(|&(from, to, calls)| (names[from], names[to], calls))
        .collect();
    // A pair of components is joined once.
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|(from, to, _)| seen.insert((*from, *to)));
    if reversed {
        list.reverse();
    }
    let mut design = design(&list);
    let mut first = Component::new("test", None, Point::default());
    first.demand = Some(Demand {
        rate: DemandRate::RequestsPerSecond(demand),
        peak_factor: 2.0,
        hourly_profile: Vec::new(),
    });
    design.components.insert(id("a"), Arc::new(first));
    design
}

proptest! {
    #[test]
    fn the_rates_solve_the_equations((edges, demand) in graphs()) {
        let design = drawn(&edges, demand, false);
        let traffic = solve(&design);
        prop_assume!(traffic.runaways().next().is_none());
        for (name, connection) in &design.connections {
            let load = traffic.of(&connection.from).average().0
                + if connection.from == id("a") { demand } else { 0.0 };
            let flow = &traffic.connections[name];
            let expected = load * connection.calls_per_request;
            prop_assert!((flow.average.0 - expected).abs() <= 1e-6 * expected.max(1.0));
            prop_assert!((flow.peak.0 - 2.0 * expected).abs() <= 1e-6 * expected.max(1.0));
            prop_assert!(flow.average.0 >= 0.0 && flow.request_gb.0 >= 0.0);
        }
    }

    #[test]
    fn the_rates_are_linear_in_demand_and_know_no_order((edges, demand) in graphs()) {
        let once = solve(&drawn(&edges, demand, false));
        let again = solve(&drawn(&edges, 3.0 * demand, true));
        for (name, flow) in &once.connections {
            let other = &again.connections[name];
            prop_assert!((3.0 * flow.average.0 - other.average.0).abs() <= 1e-6 * other.average.0.max(1.0));
        }
    }
}

/// Two stores that replicate each other, written by an application on either side: 30 and 10 writes a second.
fn two_primaries() -> Sketch {
    let mut sketch = Sketch::new();
    for (app, store, rate) in [("app-1", "db-1", 30.0), ("app-2", "db-2", 10.0)] {
        sketch.users(app, rate);
        sketch.put(store, "db_instance", &["private-a"]);
        sketch.connect(app, store, 1.0, 1.0).read_share = 0.0;
    }
    sketch.connect("db-1", "db-2", 1.0, 0.0).kind = ConnectionKind::Replication;
    sketch.connect("db-2", "db-1", 1.0, 0.0).kind = ConnectionKind::Replication;
    sketch
}

#[test]
fn stores_that_replicate_each_other_send_no_copy_back() {
    let mut sketch = two_primaries();
    let traffic = solve(&sketch.design);
    let rate = |traffic: &Traffic, name: &str| traffic.connections[&id(name)].average.0;
    near(rate(&traffic, "db-1-db-2"), 30.0);
    near(rate(&traffic, "db-2-db-1"), 10.0);
    assert!(traffic.loops.is_empty(), "{:?}", traffic.loops);
    // A third one gets each write once, a replica behind it all of them.
    sketch.put("db-3", "db_instance", &["private-c"]);
    for (from, to) in [
        ("db-1", "db-3"),
        ("db-3", "db-1"),
        ("db-2", "db-3"),
        ("db-3", "db-2"),
    ] {
        sketch.connect(from, to, 1.0, 0.0).kind = ConnectionKind::Replication;
    }
    sketch.put("copy", "db_instance", &["private-c"]);
    sketch.connect("db-3", "copy", 1.0, 0.0).kind = ConnectionKind::Replication;
    let traffic = solve(&sketch.design);
    near(rate(&traffic, "db-1-db-3"), 30.0);
    near(rate(&traffic, "db-2-db-3"), 10.0);
    near(rate(&traffic, "db-3-db-1"), 0.0);
    near(rate(&traffic, "db-3-copy"), 40.0);
    assert!(traffic.loops.is_empty(), "{:?}", traffic.loops);
}

#[test]
fn a_copy_that_makes_new_writes_still_feeds_itself() {
    let mut sketch = two_primaries();
    // What arrives at the second store is written to the first again by a function.
    sketch.put("work", "lambda_function", &["seoul"]);
    sketch.connect("db-2", "work", 1.0, 0.0).kind = ConnectionKind::Stream;
    sketch.connect("work", "db-1", 1.0, 0.0).read_share = 0.0;
    let traffic = solve(&sketch.design);
    let found = traffic.runaways().next().unwrap();
    assert_eq!(found.members.len(), 3, "{found:?}");
    // Half of the calls, and it ends.
    sketch.connect("db-2", "work", 1.0, 0.0).calls_per_request = 0.5;
    let traffic = solve(&sketch.design);
    assert!(traffic.runaways().next().is_none());
    let rate = |name: &str| traffic.connections[&id(name)].average.0;
    // New writes at the first: 30 + w; with 10 of its own the second has 40 + w, of which w is half: w = 40.
    near(rate("db-2-work"), 40.0);
    near(rate("db-1-db-2"), 70.0);
    near(rate("db-2-db-1"), 10.0);
}
