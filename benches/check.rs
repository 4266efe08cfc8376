//! `skydraft check` on Terraform plans as a whole process: start, reading, all passes, quick fixes with their price, table.
//! Budget for 2,400 resources: 0.15 s and 80 MB (`/usr/bin/time -v` says how much memory; the bench leaves the plan in the
//! folder for temporary files as `skydraft-plan-2400.json`). It takes 473 million instructions, half of them for reading,
//! and 63 MB; 1,140 findings, each with its fix and its price.

#[path = "../tests/support/plan.rs"]
mod plan;

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::io::terraform::{self, Source, UsageFile};
use skydraft::pricing::Catalogue;
use std::hint::black_box;
use std::process::Command;

fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check a plan");
    group.sample_size(10);
    for resources in [600, 2_400] {
        let text = plan::text(resources);
        let source = Source {
            name: "plan.json",
            text: &text,
        };
        let usage = UsageFile::default();
        let catalogue = Catalogue::embedded();
        group.bench_function(format!("{resources} resources, reading"), |b| {
            b.iter(|| {
                terraform::read(black_box(source), &usage, "", "us-east-1", catalogue).is_ok()
            });
        });
        let path = std::env::temp_dir().join(format!("skydraft-plan-{resources}.json"));
        if let Err(error) = std::fs::write(&path, &text) {
            panic!("{}: {error}", path.display());
        }
        group.bench_function(format!("{resources} resources, whole process"), |b| {
            b.iter(|| {
                let run = Command::new(env!("CARGO_BIN_EXE_skydraft"))
                    .arg("check")
                    .arg(&path)
                    .output();
                assert!(run.is_ok_and(|run| run.status.success()));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
