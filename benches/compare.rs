//! Comparing designs. Budgets: 8 scenarios of a design of 200 components in 10 ms, passes included; one design in all
//! Regions in 60 ms once their prices are loaded.
//!
//! Measured on 2 cores, thin LTO: 9.6 ms for 8 scenarios, 4.1 ms for the Regions.

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::analysis::compare::{Side, compare, regions};
use skydraft::analysis::{Report, analyse_all};
use skydraft::model::scenario::ComponentPatch;
use skydraft::model::{
    Component, Connection, Container, ContainerKind, Demand, DemandRate, Design, Id, Point, Rect,
    Scenario,
};
use skydraft::pricing::Catalogue;
use std::hint::black_box;
use std::sync::Arc;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn id(text: &str) -> Id {
    Id::new(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Cells of users -> balancer -> servers -> database and cache in two zones: 200 components.
fn design() -> Design {
    let mut design = Design::default();
    let frames = [
        ("seoul", ContainerKind::Region, None, Some("ap-northeast-2")),
        ("vpc", ContainerKind::Vpc, Some("seoul"), None),
        (
            "a",
            ContainerKind::AvailabilityZone,
            Some("vpc"),
            Some("ap-northeast-2a"),
        ),
        (
            "c",
            ContainerKind::AvailabilityZone,
            Some("vpc"),
            Some("ap-northeast-2c"),
        ),
    ];
    for (name, kind, parent, code) in frames {
        let container = Container {
            kind,
            parent: parent.map(id),
            frame: Rect::new(0.0, 0.0, 100.0, 100.0),
            code: code.map(str::to_owned),
            ..Container::default()
        };
        design.containers.insert(id(name), Arc::new(container));
    }
    for cell in 0..40 {
        let parts = [
            ("users", "users", None),
            ("alb", "application_load_balancer", Some("vpc")),
            ("web", "instance", Some("a")),
            ("db", "db_instance", Some("c")),
            ("cache", "elasticache_replication_group", Some("a")),
        ];
        for (part, kind, parent) in parts {
            let mut component = Component::new(kind, parent.map(id), Point::new(0.0, 0.0));
            if kind == "users" {
                component.demand = Some(Demand {
                    rate: DemandRate::RequestsPerSecond(10.0),
                    peak_factor: 2.0,
                    hourly_profile: Vec::new(),
                });
            }
            design
                .components
                .insert(id(&format!("{part}-{cell}")), Arc::new(component));
        }
        for (from, to) in [
            ("users", "alb"),
            ("alb", "web"),
            ("web", "db"),
            ("web", "cache"),
        ] {
            let ends = (id(&format!("{from}-{cell}")), id(&format!("{to}-{cell}")));
            let name = id(&format!("{from}-{to}-{cell}"));
            design
                .connections
                .insert(name, Arc::new(Connection::new(ends.0, ends.1)));
        }
    }
    design
}

/// The base and seven scenarios: more demand, other classes, without caches ...
fn plans(design: &Design) -> Vec<Scenario> {
    let mut plans = Vec::new();
    for number in 0..8 {
        let mut plan = Scenario::default();
        if number > 0 {
            plan.demand_factor = Some(f64::from(number));
        }
        for name in design
            .components
            .keys()
            .filter(|name| number > 3 && name.as_str().starts_with("db"))
        {
            let mut patch = ComponentPatch::default();
            patch
                .properties
                .insert("deployment".to_owned(), Some("multi-az".into()));
            plan.components.insert(name.clone(), patch);
        }
        if number == 7 {
            let caches = design
                .components
                .keys()
                .filter(|name| name.as_str().starts_with("cache"));
            plan.removed.extend(caches.cloned());
        }
        plans.push(plan);
    }
    plans
}

fn comparing(criterion: &mut Criterion) {
    let catalogue = Catalogue::embedded();
    let design = design();
    let plans = plans(&design);
    criterion.bench_function("compare 8 scenarios of 200 components", |bencher| {
        bencher.iter(|| {
            let designs: Vec<Design> = plans.iter().map(|plan| design.with(plan)).collect();
            let reports: Vec<Report> = analyse_all(&designs, catalogue);
            let both = designs.iter().zip(&reports);
            let sides: Vec<Side<'_>> = both
                .map(|(design, report)| Side { design, report })
                .collect();
            black_box(compare(&sides, 0))
        });
    });
    let priced = catalogue
        .regions()
        .iter()
        .filter(|region| region.has_prices);
    let codes: Vec<&str> = priced.map(|region| region.code.as_str()).collect();
    black_box(regions(&design, catalogue, &codes));
    let name = format!("200 components in {} Regions", codes.len());
    criterion.bench_function(&name, |bencher| {
        bencher.iter(|| black_box(regions(&design, catalogue, &codes)));
    });
}

criterion_group!(benches, comparing);
criterion_main!(benches);
