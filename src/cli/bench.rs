//! `skydraft bench`: how long the program takes for what people wait for.

use super::args::{BenchArgs, BenchCommand};
use super::{Error, Outcome, json};
use crate::analysis;
use crate::catalog::generate;
use crate::model::edit::{self, Edit};
use crate::pricing::Catalogue;
use crate::scene::layout::{Scope, arrange};
use crate::scene::{self, SceneOptions};
use std::time::Instant;

/// Most components and runs that are measured.
const MOST: (usize, usize) = (100_000, 100);

pub(super) fn run(args: &BenchArgs) -> Result<Outcome, Error> {
    match args.command {
        BenchCommand::Layout { components, runs } => {
            layout(components.clamp(1, MOST.0), runs.clamp(1, MOST.1))
        }
        // With a window the program does it itself.
        BenchCommand::Canvas { .. } => Err(Error::usage("this build has no window", None)),
    }
}

fn layout(components: usize, runs: usize) -> Result<Outcome, Error> {
    let design = generate::design(components);
    let report = analysis::analyse(&design, Catalogue::embedded());
    let (mut layouts, mut routes) = (Vec::new(), Vec::new());
    let mut first = None;
    let mut same = true;
    let mut scene = scene::Scene::default();
    for _ in 0..runs {
        let start = Instant::now();
        let arrangement = arrange(&design, Scope::All);
        layouts.push(start.elapsed().as_secs_f64() * 1e3);
        same &= first.get_or_insert_with(|| arrangement.clone()) == &arrangement;
        let after = edit::apply(&design, &Edit::Arrange(arrangement))
            .map_err(|error| Error::Output(error.to_string()))?;
        let start = Instant::now();
        let next = scene::build(&after, &report, &SceneOptions::default());
        routes.push(start.elapsed().as_secs_f64() * 1e3);
        same &= scene.routes.is_empty() || scene.routes == next.routes;
        scene = next;
    }
    let middle = |list: &mut Vec<f64>| {
        list.sort_by(f64::total_cmp);
        list.get(list.len() / 2).copied().unwrap_or_default()
    };
    let least = |list: &[f64]| list.iter().copied().fold(f64::INFINITY, f64::min);
    let best = least(&layouts) + least(&routes);
    let (layout_ms, routes_ms) = (middle(&mut layouts), middle(&mut routes));
    let round = |ms: f64| (ms * 100.0).round() / 100.0;
    let text = json(&serde_json::json!({
        "components": components,
        "connections": design.connections.len(),
        "frames": scene.frames.len(),
        "tiles": scene.tiles.len(),
        "routes": scene.routes.len(),
        "layout_ms": round(layout_ms),
        "routes_ms": round(routes_ms),
        "total_ms": round(layout_ms + routes_ms),
        "best_total_ms": round(best),
        "through_tiles": scene.routes_through_tiles(),
        "deterministic": same,
    }))?;
    Ok(Outcome::text(text))
}
