//! Inside a Region: zones, load balancers, databases. Cross-zone transfer is $0.01 a GB at each side that pays.

use super::*;

#[test]
fn inside_a_zone_nothing_is_billed() {
    near(
        all_transfer(&costs(&pair(&["private-a"], &["private-a"]))),
        0.0,
    );
}

#[test]
fn across_zones_both_sides_pay_both_directions() {
    // (1,000 + 500) GB × 2 sides × $0.01 = $30.
    let costs = costs(&pair(&["private-a"], &["private-c"]));
    near(transfer(&costs, "web-api"), 30.0);
}

#[test]
fn over_two_zones_half_crosses() {
    let both = ["private-a", "private-c"];
    // 1 - (1/2 × 1/2 + 1/2 × 1/2) = 1/2: 750 GB × 2 × $0.01 = $15.
    near(transfer(&costs(&pair(&both, &both)), "web-api"), 15.0);
}

#[test]
fn over_three_zones_two_thirds_cross() {
    let all = ["private-a", "private-b", "private-c"];
    let mut sketch = pair(&all, &all);
    third_zone(&mut sketch);
    // 1 - 3 × 1/9 = 2/3: 1,000 GB × 2 × $0.01 = $20.
    near(transfer(&costs(&sketch), "web-api"), 20.0);
}

#[test]
fn uneven_instances_cross_by_their_numbers() {
    let both = ["private-a", "private-c"];
    let mut sketch = pair(&both, &both);
    sketch.count("web", &[3, 1]);
    sketch.count("api", &[1, 3]);
    // 1 - (3/4 × 1/4 + 1/4 × 3/4) = 5/8: 937.5 GB × 2 × $0.01 = $18.75.
    near(transfer(&costs(&sketch), "web-api"), 18.75);
}

#[test]
fn affinity_keeps_calls_in_their_zone_where_there_is_a_target() {
    let both = ["private-a", "private-c"];
    let mut sketch = pair(&both, &both);
    sketch.connect("web", "api", 1.0, 0.5).zone_affinity = true;
    near(transfer(&costs(&sketch), "web-api"), 0.0);
    let mut sketch = pair(&["private-a", "private-b", "private-c"], &both);
    third_zone(&mut sketch);
    sketch.connect("web", "api", 1.0, 0.5).zone_affinity = true;
    // The third zone has no target, so its third of the calls crosses: 500 GB × 2 × $0.01 = $10.
    near(transfer(&costs(&sketch), "web-api"), 10.0);
}

/// Users -> load balancer over both zones -> `web`: 1,000 GB in, 500 GB out.
fn balanced(kind: &str, web: &[&str]) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.demand("users", "users", 1_000.0 * PER_GB);
    sketch.put("lb", kind, &["vpc"]);
    sketch.put("web", "instance", web);
    sketch.connect("users", "lb", 1.0, 0.5);
    sketch.connect("lb", "web", 1.0, 0.5);
    sketch
}

#[test]
fn an_application_load_balancer_reaches_other_zones_free() {
    for kind in ["application_load_balancer", "classic_load_balancer"] {
        for web in [&["private-a"][..], &["private-a", "private-c"]] {
            let costs = costs(&balanced(kind, web));
            near(transfer(&costs, "lb-web"), 0.0);
            // The answers leave for the internet: 500 GB × $0.126 = $63.
            near(transfer(&costs, "users-lb"), 63.0);
        }
    }
}

#[test]
fn a_network_load_balancer_pays_across_zones_when_it_crosses_them() {
    let mut sketch = balanced("network_load_balancer", &["private-a", "private-c"]);
    near(transfer(&costs(&sketch), "lb-web"), 0.0);
    sketch.set("lb", "enable_cross_zone_load_balancing", true);
    // Half of 1,500 GB × 2 sides × $0.01 = $15.
    near(transfer(&costs(&sketch), "lb-web"), 15.0);
}

#[test]
fn nodes_of_a_network_load_balancer_without_targets_get_no_traffic() {
    let mut sketch = balanced("network_load_balancer", &["private-a"]);
    assert_eq!(classes(&sketch, "lb-web"), [PathClass::SameZone]);
    near(transfer(&costs(&sketch), "lb-web"), 0.0);
    sketch.set("lb", "enable_cross_zone_load_balancing", true);
    near(transfer(&costs(&sketch), "lb-web"), 15.0);
    // A balancer in one zone with its targets in the other reaches nothing.
    let mut apart = Sketch::new();
    apart.demand("users", "users", PER_GB);
    apart.put("lb", "network_load_balancer", &["public-c"]);
    apart.put("web", "instance", &["private-a"]);
    apart.connect("users", "lb", 1.0, 0.5);
    apart.connect("lb", "web", 1.0, 0.5);
    assert_eq!(classes(&apart, "lb-web"), [PathClass::NoRoute]);
}

#[test]
fn capacity_units_of_both_balancers() {
    // 1,500 GB / 730 h are the largest dimension of both: 1,500 LCU-hours × $0.008 = $12, 1,500 NLCU-hours × $0.006 = $9;
    // the classic one takes 1,500 GB × $0.008 = $12.
    let web = &["private-a"][..];
    let of = |kind: &str, key: &str| line(&costs(&balanced(kind, web)), "lb", key);
    let rate = 1_000.0 * PER_GB / (730.0 * 3600.0);
    // 399 requests/s over connections of 10 requests each: 39.9 new a second are 1.596 LCU, below 2.055 of bytes.
    assert!(rate / 10.0 / 25.0 < 1_500.0 / 730.0);
    near(of("application_load_balancer", "capacity"), 12.0);
    near(of("network_load_balancer", "capacity"), 9.0);
    near(of("classic_load_balancer", "data"), 12.0);
}

#[test]
fn towards_a_managed_database_only_the_server_pays() {
    for kind in [
        "db_instance",
        "rds_cluster",
        "elasticache_replication_group",
    ] {
        let costs = costs(&pair_of(&["private-a"], kind, &["private-c"]));
        // 1,500 GB × 1 side × $0.01 = $15.
        near(transfer(&costs, "web-api"), 15.0);
    }
}

#[test]
fn a_standby_takes_no_calls_and_its_replication_is_free() {
    let mut sketch = pair_of(&["private-a"], "db_instance", &["private-a", "private-c"]);
    sketch.set("api", "deployment", "multi-az");
    let found = costs(&sketch);
    near(transfer(&found, "web-api"), 0.0);
    near(line(&found, "api", "standby_replication"), 0.0);
    // From the standby's zone all calls go to the primary: $15.
    let mut other = pair_of(&["private-c"], "db_instance", &["private-a", "private-c"]);
    other.set("api", "deployment", "multi-az");
    near(transfer(&costs(&other), "web-api"), 15.0);
    // Drawn as two databases, the replication between them is free as well.
    let mut drawn = Sketch::new();
    drawn.put("main", "db_instance", &["private-a"]);
    drawn.put("copy", "db_instance", &["private-c"]);
    let link = drawn.connect("main", "copy", 1.0, 0.0);
    (link.kind, link.gb_per_month) = (ConnectionKind::Replication, Some(800.0));
    assert_eq!(classes(&drawn, "main-copy"), [PathClass::CrossZone]);
    near(all_transfer(&costs(&drawn)), 0.0);
}

#[test]
fn reads_go_to_the_replica_in_the_other_zone() {
    let tiles = ["private-a", "private-c"];
    let mut sketch = pair_of(&["private-a"], "db_instance", &tiles);
    sketch.set("api", "read_replicas", 1.0);
    // 80% of the calls read: 1,200 GB × 1 side × $0.01 = $12.
    near(transfer(&costs(&sketch), "web-api"), 12.0);
}

#[test]
fn affinity_spares_the_reads_but_not_the_writes() {
    let tiles = ["private-a", "private-c"];
    let mut sketch = pair_of(&["private-c"], "rds_cluster", &tiles);
    sketch.connect("web", "api", 1.0, 0.5).zone_affinity = true;
    // The reader stands beside the caller; 20% write, in the writer's zone: 300 GB × $0.01 = $3.
    near(transfer(&costs(&sketch), "web-api"), 3.0);
}

#[test]
fn shards_take_calls_in_every_zone() {
    let tiles = ["private-a", "private-c"];
    let mut sketch = pair_of(&["private-a"], "elasticache_replication_group", &tiles);
    sketch.set("api", "num_node_groups", 2.0);
    // Half of 1,500 GB × 1 side × $0.01 = $7.50.
    near(transfer(&costs(&sketch), "web-api"), 7.5);
    let search = pair_of(&["private-a"], "opensearch_domain", &tiles);
    near(transfer(&costs(&search), "web-api"), 7.5);
}

#[test]
fn a_file_system_is_mounted_in_the_servers_own_zone() {
    let both = ["private-a", "private-c"];
    let sketch = pair_of(&both, "efs_file_system", &both);
    near(transfer(&costs(&sketch), "web-api"), 0.0);
    // Without a mount target in its zone, the server pays: half of 1,500 GB × $0.01 = $7.50.
    let one = pair_of(&both, "efs_file_system", &["private-a"]);
    near(transfer(&costs(&one), "web-api"), 7.5);
}
