//! Layout and routes. Budget: automatic layout and the routes of the drawing that it makes in 0.1 s at 1,000 components
//! and in 2 s at 10,000, on 2 cores.
//!
//! Measured on 2 cores, thin LTO: 82 ms at 1,000 components with 2,000 connections (3,315 routes; 9 ms of it the layout) and
//! 0.95 s at ten times that (0.10 s). Processor time is 133 ms and 1.6 s, of which more than a half is shared out over the
//! cores. `skydraft bench layout` times the same and counts routes through tiles.

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::analysis::analyse;
use skydraft::catalog::generate;
use skydraft::model::Id;
use skydraft::model::edit::{Edit, TileRef, apply};
use skydraft::pricing::Catalogue;
use skydraft::scene::layout::{Scope, arrange, arranged};
use skydraft::scene::{SceneOptions, build, reroute};
use std::collections::BTreeSet;
use std::hint::black_box;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn layout(criterion: &mut Criterion) {
    let options = SceneOptions::default();
    for count in [100, 1_000, 10_000] {
        let by_hand = generate::design(count);
        let design = arranged(&by_hand);
        let report = analyse(&design, Catalogue::embedded());
        let mut group = criterion.benchmark_group(format!("{count} components"));
        group.sample_size(10);
        group.bench_function("layout", |b| {
            b.iter(|| arrange(black_box(&by_hand), Scope::All));
        });
        group.bench_function("routes of an automatic layout", |b| {
            b.iter(|| build(black_box(&design), &report, &options));
        });
        group.bench_function("routes of a drawing by hand", |b| {
            b.iter(|| build(black_box(&by_hand), &report, &options));
        });
        let before = build(&by_hand, &report, &options);
        let id = Id::new("w0-web2").unwrap_or_else(|error| panic!("{error}"));
        let tile = TileRef {
            component: id.clone(),
            placement: 0,
        };
        let drag = Edit::Move {
            tiles: vec![tile],
            containers: Vec::new(),
            dx: 24.0,
            dy: 8.0,
        };
        let dragged = apply(&by_hand, &drag).unwrap_or_else(|error| panic!("{error}"));
        let moved = BTreeSet::from([id]);
        group.bench_function("routes while a tile is dragged", |b| {
            b.iter(|| reroute(&before, black_box(&dragged), &report, &options, &moved));
        });
        group.finish();
    }
}

criterion_group!(benches, layout);
criterion_main!(benches);
