//! Time of each rule by itself at 1,000 and 10,000 components, those that take longest at 10,000 first, with the number
//! of their findings and how much longer ten times as many components take. `cargo bench --bench rules [most]` shows so
//! many of them (default 40), the sums of all first. The indices that rules share are made before.

use skydraft::analysis::review::{Cx, ReviewCx, Rule, engine, rules};
use skydraft::analysis::{cost, path, traffic};
use skydraft::catalog::generate;
use skydraft::pricing::Catalogue;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs of a rule, of which the shortest counts: what else the machine does makes the others longer.
const RUNS: usize = 7;

/// Makes an index.
type Make<'m> = &'m dyn Fn(&Cx<'_>);

struct Measured {
    rule: &'static Rule,
    findings: usize,
    time: Duration,
}

fn measure(components: usize) -> Vec<Measured> {
    let design = generate::design(components);
    let traffic = traffic::solve(&design);
    let paths = path::classify(&design, &traffic);
    let catalogue = Catalogue::embedded();
    let cost = cost::estimate(&design, &traffic, &paths, catalogue);
    let base = ReviewCx {
        design: &design,
        catalogue,
        traffic: &traffic,
        paths: &paths,
        cost: &cost,
    };
    let shared = |make: Make<'_>| {
        let run = |_| {
            Cx::with(&base, |cx| {
                let start = Instant::now();
                make(cx);
                start.elapsed()
            })
        };
        (0..RUNS).map(run).min().map_or(0.0, micros)
    };
    let start = Instant::now();
    let looked_up = (0..RUNS).map(|_| {
        let start = Instant::now();
        Cx::with(&base, |cx| black_box(cx.items().count()));
        start.elapsed()
    });
    let looked_up = looked_up.min().unwrap_or(start.elapsed());
    println!(
        "{components} components: looking up {:.0} us",
        micros(looked_up)
    );
    let first = design.components.keys().next();
    let group = design.containers.keys().next();
    let indices: [(&str, Make<'_>); 8] = [
        ("connections by end", &|cx| {
            black_box(first.map(|id| cx.incoming(id).len()));
        }),
        ("frames around", &|cx| {
            black_box(cx.ancestors(group).count());
        }),
        ("arrivals", &|cx| {
            black_box(first.map(|id| cx.arrivals(id)));
        }),
        ("ways", &|cx| {
            black_box(cx.passing().len());
        }),
        ("graph", &|cx| {
            black_box(cx.graph().entries().len());
        }),
        ("tiers, with graph and connections by end", &|cx| {
            black_box(cx.tiers().len());
        }),
        ("places", &|cx| {
            black_box(cx.places().sites.len());
        }),
        ("fronts, with connections by end", &|cx| {
            black_box(cx.fronts().len());
        }),
    ];
    for (name, make) in indices {
        println!("    {name}: {:.0} us", shared(make));
    }
    Cx::with(&base, |cx| {
        let of_rule = |rule: &&'static Rule| {
            let once = || {
                let start = Instant::now();
                let found = black_box(engine::run(cx, rule));
                let time = start.elapsed();
                (time, found.len())
            };
            let (first, findings) = once();
            let runs = if first.as_millis() > 50 { 1 } else { RUNS };
            let time = (0..runs).map(|_| once().0).min();
            Measured {
                rule,
                findings,
                time: time.unwrap_or(first),
            }
        };
        rules().iter().map(of_rule).collect()
    })
}

fn main() {
    let most = std::env::args().find_map(|text| text.parse().ok());
    let (small, large) = (measure(1_000), measure(10_000));
    let sum = |all: &[Measured]| all.iter().map(|one| one.time).sum::<Duration>();
    let findings = |all: &[Measured]| all.iter().map(|one| one.findings).sum::<usize>();
    println!(
        "{} rules: {:.0} us at 1,000 ({} findings), {:.0} us at 10,000 ({} findings)",
        small.len(),
        micros(sum(&small)),
        findings(&small),
        micros(sum(&large)),
        findings(&large)
    );
    let mut pairs: Vec<(Measured, Measured)> = small.into_iter().zip(large).collect();
    pairs.sort_by_key(|(_, large)| std::cmp::Reverse(large.time));
    for (small, large) in pairs.into_iter().take(most.unwrap_or(40)) {
        println!(
            "{} {:>10.1} us {:>11.1} us  x{:<6.1} {:>6} findings  {}",
            small.rule.code,
            micros(small.time),
            micros(large.time),
            large.time.as_secs_f64() / small.time.as_secs_f64().max(1e-9),
            large.findings,
            small.rule.file()
        );
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
