//! Loading a Region and asking for prices. Budget: 15 ms to load a Region, 0.5 us for a query.
//!
//! Measured on 2 cores, one used, thin LTO, beside other work (the least of many runs): 2.8 ms to load a Region, 0.2 us for a
//! query.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use skydraft::pricing::{Catalogue, Query};

fn instance() -> Query {
    Query::new("ec2", "instance_hour")
        .with("instance_type", "m6i.large")
        .with("os", "linux")
        .with("tenancy", "shared")
}

fn pricing(criterion: &mut Criterion) {
    let query = instance();
    for region in ["us-east-1", "ap-northeast-2"] {
        criterion.bench_function(&format!("load {region} and ask once"), |bencher| {
            bencher.iter_with_large_drop(|| {
                let catalogue = Catalogue::fresh();
                black_box(catalogue.price(region, &query));
                catalogue
            });
        });
    }
    let catalogue = Catalogue::embedded();
    criterion.bench_function("query", |bencher| {
        bencher.iter(|| black_box(catalogue.price("ap-northeast-2", black_box(&query))));
    });
    let unknown = instance().with("os", "plan9");
    criterion.bench_function("query a missing price", |bencher| {
        bencher.iter(|| black_box(catalogue.price("ap-northeast-2", black_box(&unknown))));
    });
    criterion.bench_function("instance types of an engine", |bencher| {
        let fixed = [("engine", "mysql"), ("deployment", "multi-az")];
        bencher.iter(|| {
            black_box(catalogue.values(
                "ap-northeast-2",
                "rds",
                "instance_hour",
                "instance_type",
                &fixed,
            ))
        });
    });
}

criterion_group!(benches, pricing);
criterion_main!(benches);
