//! Time of the passes at 100, 1,000 and 10,000 components.

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::analysis::review::{self, ReviewCx};
use skydraft::analysis::{analyse, cost, path, traffic};
use skydraft::model::{
    Component, Connection, Container, ContainerKind, Demand, DemandRate, Design, Id, Point, Rect,
};
use skydraft::pricing::Catalogue;
use std::hint::black_box;
use std::sync::Arc;

fn id(text: &str) -> Id {
    Id::new(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Cells of users -> balancer -> two servers -> database, until there are `count` components; two connections each.
fn design(count: usize) -> Design {
    let mut design = Design::default();
    let mut frame = |name: &str, kind: ContainerKind, parent: Option<&str>, code: Option<&str>| {
        let container = Container {
            kind,
            parent: parent.map(id),
            frame: Rect::new(0.0, 0.0, 100.0, 100.0),
            code: code.map(str::to_owned),
            ..Container::default()
        };
        design.containers.insert(id(name), Arc::new(container));
    };
    frame("seoul", ContainerKind::Region, None, Some("ap-northeast-2"));
    frame("vpc", ContainerKind::Vpc, Some("seoul"), None);
    frame(
        "a",
        ContainerKind::AvailabilityZone,
        Some("vpc"),
        Some("ap-northeast-2a"),
    );
    frame(
        "c",
        ContainerKind::AvailabilityZone,
        Some("vpc"),
        Some("ap-northeast-2c"),
    );
    for cell in 0..count / 5 {
        let name = |part: &str| format!("{part}-{cell}");
        let mut put = |part: &str, kind: &str, parent: Option<&str>| {
            let mut component = Component::new(kind, parent.map(id), Point::new(0.0, 0.0));
            if part == "users" {
                let rate = DemandRate::RequestsPerSecond(10.0);
                component.demand = Some(Demand {
                    rate,
                    peak_factor: 2.0,
                    hourly_profile: Vec::new(),
                });
            }
            design
                .components
                .insert(id(&name(part)), Arc::new(component));
        };
        put("users", "users", None);
        put("alb", "application_load_balancer", Some("vpc"));
        put("web1", "instance", Some("a"));
        put("web2", "instance", Some("c"));
        put("db", "db_instance", Some("a"));
        let links = [
            ("users", "alb"),
            ("alb", "web1"),
            ("alb", "web2"),
            ("web1", "db"),
            ("web2", "db"),
        ];
        for (from, to) in links.iter().chain(&links) {
            let base = format!("{}-{}", name(from), name(to));
            let key = design.fresh_id(&base);
            design.connections.insert(
                key,
                Arc::new(Connection::new(id(&name(from)), id(&name(to)))),
            );
        }
    }
    design
}

fn passes(criterion: &mut Criterion) {
    let catalogue = Catalogue::embedded();
    for count in [100, 1_000, 10_000] {
        let design = design(count);
        let flows = traffic::solve(&design);
        let paths = path::classify(&design, &flows);
        let mut group = criterion.benchmark_group(format!("{count} components"));
        group.sample_size(20);
        group.bench_function("traffic", |b| b.iter(|| traffic::solve(black_box(&design))));
        group.bench_function("path", |b| {
            b.iter(|| path::classify(black_box(&design), &flows))
        });
        group.bench_function("cost", |b| {
            b.iter(|| cost::estimate(black_box(&design), &flows, &paths, catalogue))
        });
        let cost = cost::estimate(&design, &flows, &paths, catalogue);
        let cx = ReviewCx {
            design: &design,
            catalogue,
            traffic: &flows,
            paths: &paths,
            cost: &cost,
        };
        group.bench_function("review", |b| b.iter(|| review::check(black_box(&cx))));
        group.bench_function("all passes", |b| {
            b.iter(|| analyse(black_box(&design), catalogue))
        });
        group.finish();
    }
}

criterion_group!(benches, passes);
criterion_main!(benches);
