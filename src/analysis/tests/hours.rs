//! The day of the demand: capacity units and fleets hour by hour.

use super::*;
use crate::model::{Demand, DemandRate};

/// Demand of `average` requests/s, all in the first twelve hours of the day or all in the last twelve.
fn half_day(sketch: &mut Sketch, name: &str, average: f64, morning: bool) {
    let weight = |hour: usize| f64::from(u8::from((hour < 12) == morning));
    sketch.put(name, "users", &[""]).demand = Some(Demand {
        rate: DemandRate::RequestsPerSecond(average),
        peak_factor: 1.0,
        hourly_profile: (0..24).map(weight).collect(),
    });
}

#[test]
fn capacity_units_are_the_largest_dimension_of_each_hour() {
    let mut sketch = Sketch::new();
    // Mornings: 1,000 small requests/s, 100 new connections/s: 4 LCU. Evenings: 2 large ones of 1,024 KB.
    half_day(&mut sketch, "readers", 500.0, true);
    half_day(&mut sketch, "viewers", 1.0, false);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.connect("readers", "lb", 0.0, 0.0);
    sketch.connect("viewers", "lb", 0.0, 1024.0);
    let found = costs(&sketch);
    // Mornings 1,000 / 10 / 25 = 4 LCU (the connections of all clients count evenly over requests, open ones 100 × 60 s /
    // 3,000 = 2); evenings 2 × 3,600 × 1,024 KB = 7.03125 GB/h. The mean is (4 + 7.03125) / 2 = 5.515625 LCU × 730 h.
    near(quantity(&found, "lb", "capacity"), 5.515_625 * 730.0);
    // An average of the month would take 3.515625 GB/h: 3.515625 LCU.
    assert!(quantity(&found, "lb", "capacity") > 3.515_625 * 730.0);
}

#[test]
fn a_fleet_follows_the_hours() {
    let mut sketch = Sketch::new();
    half_day(&mut sketch, "users", 100.0, true);
    sketch.put("web", "autoscaling_group", &["private-a"]);
    sketch.connect("users", "web", 1.0, 1.0);
    let sizes = [
        ("min_size", 1.0),
        ("desired_capacity", 2.0),
        ("max_size", 10.0),
    ];
    for (name, value) in sizes
        .into_iter()
        .chain([("requests_per_second_per_instance", 50.0)])
    {
        sketch.set("web", name, value);
    }
    let found = costs(&sketch);
    // Twelve hours of 200 req/s / (50 × 60%) = 6.67, so 7; twelve hours of none, so the smallest size 1: 4 on average.
    near(quantity(&found, "web", "instance"), 4.0 * 730.0);
}
