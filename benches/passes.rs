//! Time of the passes at 100, 1,000 and 10,000 components with twice as many connections. Budget on one core: traffic,
//! paths and costs together 1 ms at 1,000 and 10 ms at 10,000; costs alone 1 ms at 1,000; a component dragged into another
//! zone 2 ms at 10,000.
//!
//! Measured by `cargo bench` with one thread (`RAYON_NUM_THREADS=1`) of a quiet machine, two runs: at 1,000 traffic 0.15, paths
//! 0.19, costs 0.53 ms, all three 0.79 to 0.81 ms; at 10,000 2.5, 3.0, 5.5 ms and 8.4 to 9.0 ms (each by itself looks the
//! design up, all three do it once); a dragged component 0.03 and 0.28 ms. All budgets hold. Without optimisation at link
//! time (profile `quick`) all three take 1.08 and 10.9 ms. From 2,000 components on, a design is looked up on two threads
//! where there are two.
//!
//! What it took to get there, all three passes, measured in the same turns as what was before: components billed kind by kind,
//! so that costs do not meet a cold cache of instructions at nearly every item, 8 % at 1,000 and 6 % at 10,000; then charges
//! that are not moved about, and queries that do not compare their first key with an empty text (an empty text has a made-up
//! address, and reading no byte there takes a processor hundreds of cycles, which no count of instructions shows), 5 to 20 %
//! from turn to turn (the least of six at 10,000: 13.2 before, 10.9 ms).
//!
//! Traffic, paths and costs take 10.0 million instructions at 1,000 and 90 million at 10,000 (callgrind, profile `quick`, one
//! thread): nearly half of them are costs, a fifth paths, a fifth traffic, a tenth looking the design up. At 10,000 a first
//! cache of 32 KB misses 107,000 instructions, a second one of 512 KB 1.27 million reads and writes. About 1,600 lines are
//! booked at 1,000. No function takes a tenth of them.
//!
//! The review has a budget of 0.6 ms at 1,000 and 6 ms at 10,000. Two threads take 0.53 to 0.55 and 5.1 to 5.7 ms for what is
//! looked up already, as it always is after the figures ("review of what is looked up"): that holds. With a look-up of its own it
//! takes 0.65 to 0.71 and 6.8 to 7.2 ms. Profile `quick`: 0.70 and 6.2, 0.84 and 7.9 ms; one thread 1.18 and 11.5, 1.21 and
//! 14.0 ms. It is linear: 10.8 million instructions at 1,000 and 94 million at 10,000 (`valgrind --tool=callgrind`, profile
//! `quick`, one thread, without what the first of several reviews looks up for the others; 2,266 and 22,627 findings), of which
//! looking the design up takes 1.1 and 10.9 million. Indices that rules share take 20 million at 10,000; no rule takes more
//! than 6 million.
//! From 400 components on threads share it out. `benches/rules.rs` says which rules take most of it, `benches/check.rs`
//! measures `skydraft check` as a whole process.

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::analysis::review::{self, ReviewCx};
use skydraft::analysis::view::View;
use skydraft::analysis::{analyse, cost, costs, figures, figures_again, path, traffic};
use skydraft::catalog::generate;
use skydraft::model::{Design, Frames, Id};
use skydraft::pricing::Catalogue;
use std::hint::black_box;
use std::sync::Arc;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The design with a server of the first workload moved from its second zone into its first one.
fn dragged(design: &Design) -> Design {
    let id = Id::new("w0-web2").unwrap_or_else(|error| panic!("{error}"));
    let mut moved = design.clone();
    if let Some(component) = design.component(&id) {
        let mut component = component.clone();
        component.placements[1].parent = component.placements[0].parent.clone();
        moved.components.insert(id, Arc::new(component));
    }
    moved
}

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
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        group.bench_function("review of what is looked up", |b| {
            b.iter(|| review::check_view(black_box(&cx), &view))
        });
        group.bench_function("traffic, paths and costs", |b| {
            b.iter(|| costs(black_box(&design), catalogue))
        });
        group.bench_function("all passes", |b| {
            b.iter(|| analyse(black_box(&design), catalogue))
        });
        let designs = [dragged(&design), design.clone()];
        let mut report = figures(&design, catalogue);
        let mut turn = 0;
        group.bench_function("one component dragged", |b| {
            b.iter(|| {
                let former = std::mem::take(&mut report);
                report = figures_again(former, black_box(&designs[turn % 2]), catalogue);
                turn += 1;
            });
        });
        group.finish();
    }
}

criterion_group!(benches, passes);
criterion_main!(benches);
