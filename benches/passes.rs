//! Time of the passes at 100, 1,000 and 10,000 components with twice as many connections. Budget on one core: traffic,
//! paths and costs together 1 ms at 1,000 and 10 ms at 10,000; costs alone 1 ms at 1,000.

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::analysis::review::{self, ReviewCx};
use skydraft::analysis::{analyse, cost, costs, path, traffic};
use skydraft::catalog::generate;
use skydraft::pricing::Catalogue;
use std::hint::black_box;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn passes(criterion: &mut Criterion) {
    let catalogue = Catalogue::embedded();
    for count in [100, 1_000, 10_000] {
        let design = generate::design(count);
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
        group.bench_function("traffic, paths and costs", |b| {
            b.iter(|| costs(black_box(&design), catalogue))
        });
        group.bench_function("all passes", |b| {
            b.iter(|| analyse(black_box(&design), catalogue))
        });
        group.finish();
    }
}

criterion_group!(benches, passes);
criterion_main!(benches);
