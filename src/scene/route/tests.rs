use super::*;
use crate::scene::sample::{Sample, grid, id, remember};
use crate::scene::{Scene, SceneOptions, build, reroute};

fn scene(sample: &Sample) -> Scene {
    build(&sample.design, &sample.report, &SceneOptions::default())
}

/// Every run upright or level; none through a tile that is not an end, none back into its own end.
fn assert_clear(scene: &Scene) {
    for route in &scene.routes {
        assert!(route.points.len() >= 2, "{:?}", route.connections);
        for pair in route.points.windows(2) {
            assert!(
                pair[0].x == pair[1].x || pair[0].y == pair[1].y,
                "{route:?}"
            );
            for tile in &scene.tiles {
                assert!(
                    !obstacle::crosses(pair[0], pair[1], tile.rect),
                    "{:?} crosses {} at {pair:?}",
                    route.connections,
                    tile.component
                );
            }
        }
    }
}

fn assert_labels_apart(scene: &Scene) {
    let labels: Vec<Rect> = scene
        .routes
        .iter()
        .filter_map(|route| route.label.as_ref().map(|label| label.rect))
        .collect();
    for (number, label) in labels.iter().enumerate() {
        for tile in &scene.tiles {
            assert!(!label.intersects(tile.rect) && !label.intersects(tile.pill_rect));
        }
        for frame in &scene.frames {
            assert!(!label.intersects(frame.title.icon.union(frame.title.text_rect)));
        }
        for other in &labels[number + 1..] {
            assert!(!label.intersects(*other));
        }
    }
}

#[test]
fn the_sample_is_clear() {
    let scene = scene(&remember());
    assert_clear(&scene);
    assert_labels_apart(&scene);
}

#[test]
fn generated_designs_are_clear() {
    for seed in 0..20 {
        let sample = grid(seed, 6, 5, (72.0, 48.0), 40);
        let scene = scene(&sample);
        assert_clear(&scene);
        assert_labels_apart(&scene);
    }
}

#[test]
fn the_same_design_gives_the_same_routes() {
    let sample = grid(3, 6, 5, (72.0, 48.0), 60);
    assert_eq!(scene(&sample).routes, scene(&sample).routes);
}

#[test]
fn aligned_neighbours_are_joined_by_a_straight_line() {
    let scene = scene(&remember());
    let id = id("c02");
    let route = scene.routes_of(&id).next().unwrap();
    assert_eq!(
        route.points,
        [Point::new(140.0, 260.0), Point::new(284.0, 260.0)]
    );
}

#[test]
fn moving_nothing_keeps_all_routes() {
    let sample = grid(5, 6, 5, (72.0, 48.0), 60);
    let before = scene(&sample);
    let options = SceneOptions::default();
    let again = reroute(
        &before,
        &sample.design,
        &sample.report,
        &options,
        &BTreeSet::new(),
    );
    assert_eq!(before.routes, again.routes);
}

/// Times routing of 1,000 connections; run with `--ignored --nocapture`.
#[test]
#[ignore = "measures"]
fn timing() {
    let sample = grid(11, 24, 21, (72.0, 48.0), 1000);
    let start = std::time::Instant::now();
    let before = scene(&sample);
    println!("{} routes: {:?}", before.routes.len(), start.elapsed());
    let start = std::time::Instant::now();
    let options = SceneOptions::default();
    let _ = reroute(
        &before,
        &sample.design,
        &sample.report,
        &options,
        &BTreeSet::new(),
    );
    println!("reroute: {:?}", start.elapsed());
}
