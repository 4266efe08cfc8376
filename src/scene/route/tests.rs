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

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn no_route_crosses_a_tile_and_no_label_covers_anything(
        seed in 0_u64..10_000,
        gap_x in 3_u8..14,
        gap_y in 4_u8..10,
        links in 5_usize..40,
    ) {
        let gap = (f32::from(gap_x) * 8.0, f32::from(gap_y) * 8.0);
        let scene = scene(&grid(seed, 5, 4, gap, links));
        assert_clear(&scene);
        assert_labels_apart(&scene);
    }
}

#[test]
fn parallel_lines_keep_apart() {
    for seed in 0..10 {
        let scene = scene(&grid(seed, 6, 5, (96.0, 64.0), 24));
        let mut inner: Vec<(usize, Point, Point)> = Vec::new();
        for (number, route) in scene.routes.iter().enumerate() {
            let runs: Vec<_> = route.points.windows(2).collect();
            for pair in runs.iter().skip(1).take(runs.len().saturating_sub(2)) {
                inner.push((number, pair[0], pair[1]));
            }
        }
        for (i, (route, a, b)) in inner.iter().enumerate() {
            for (other, c, d) in &inner[i + 1..] {
                let both_upright = a.x == b.x && c.x == d.x && a.x == c.x;
                let beside = a.y.min(b.y) + 8.0 < c.y.max(d.y) && c.y.min(d.y) + 8.0 < a.y.max(b.y);
                assert!(
                    route == other || !(both_upright && beside),
                    "seed {seed}: {a:?} {b:?} and {c:?} {d:?} lie on each other"
                );
            }
        }
    }
}

#[test]
fn upright_lines_jump_over_level_ones() {
    use crate::model::ConnectionKind;
    let mut s = Sample::default();
    for (key, x, y) in [
        ("w", 0.0, 200.0),
        ("e", 600.0, 200.0),
        ("n", 300.0, 0.0),
        ("s", 300.0, 400.0),
    ] {
        s.tile(key, "x", (key, key), &[(None, x, y)], None);
    }
    s.link("c1", ("w", "e"), ConnectionKind::Call, None);
    s.link("c2", ("n", "s"), ConnectionKind::Call, None);
    let scene = scene(&s);
    assert!(scene.routes[0].jumps.is_empty());
    // The level line runs in the middle of its tiles, at 228.
    assert_eq!(
        scene.routes[1].jumps,
        [Jump {
            segment: 0,
            from: 223.0,
            to: 233.0
        }]
    );
}

#[test]
fn a_collapsed_frame_is_a_card_that_takes_over_the_connections_of_its_members() {
    use crate::model::edit::Edit;
    let mut sample = remember();
    let asg = sample.design.container(&id("asg")).unwrap().clone();
    let mut collapsed = asg;
    collapsed.collapsed = true;
    let edit = Edit::PutContainer(id("asg"), collapsed);
    sample.design = crate::model::edit::apply(&sample.design, &edit).unwrap();
    let scene = scene(&sample);
    assert!(scene.tiles_of(&id("app")).next().is_none());
    let card = scene.frame(&id("asg")).unwrap();
    // No wider than the frame, which is 152 wide.
    assert_eq!((card.rect.w, card.rect.h), (152.0, 46.0));
    assert_eq!(card.collapsed.as_deref(), Some("1 item · $495.88"));
    assert_eq!(card.badge.map(|badge| badge.count), Some(2));
    let log = id("c07");
    let route = scene.routes_of(&log).next().unwrap();
    assert_eq!(route.from, RouteEnd::Frame(id("asg")));
    assert_clear(&scene);
}

#[test]
fn bends_set_by_hand_are_kept() {
    let mut sample = remember();
    let mut connection = sample.design.connection(&id("c02")).unwrap().clone();
    connection.bends = vec![
        Point::new(180.0, 260.0),
        Point::new(180.0, 300.0),
        Point::new(220.0, 300.0),
    ];
    sample
        .design
        .connections
        .insert(id("c02"), std::sync::Arc::new(connection.clone()));
    let key = id("c02");
    let scene = scene(&sample);
    let route = scene.routes_of(&key).next().unwrap();
    for bend in &connection.bends {
        let on = route
            .points
            .windows(2)
            .any(|pair| Rect::from_corners(pair[0], pair[1]).contains(*bend));
        assert!(on, "{bend:?} is not on {:?}", route.points);
    }
}

#[test]
fn moving_a_tile_reroutes_what_it_touches_and_keeps_clear() {
    use crate::model::edit::Edit;
    use crate::model::edit::{TileRef, apply};
    let sample = grid(9, 6, 5, (96.0, 64.0), 40);
    let before = scene(&sample);
    let tile = TileRef {
        component: id("t2-2"),
        placement: 0,
    };
    let edit = Edit::Move {
        tiles: vec![tile],
        containers: vec![],
        dx: 56.0,
        dy: 40.0,
    };
    let design = apply(&sample.design, &edit).unwrap();
    let options = SceneOptions::default();
    let moved = BTreeSet::from([id("t2-2")]);
    let after = reroute(&before, &design, &sample.report, &options, &moved);
    assert_clear(&after);
    let same = before
        .routes
        .iter()
        .filter(|route| after.routes.contains(route))
        .count();
    assert!(
        same * 2 > before.routes.len(),
        "{same} of {} are kept",
        before.routes.len()
    );
}

#[test]
fn absurd_coordinates_do_no_harm() {
    use crate::model::ConnectionKind;
    let mut s = Sample::default();
    s.tile("a", "x", ("a", "a"), &[(None, f32::NAN, 0.0)], None);
    s.tile("b", "x", ("b", "b"), &[(None, f32::INFINITY, -1e30)], None);
    s.tile("c", "x", ("c", "c"), &[(None, 0.0, 0.0)], None);
    s.link("c1", ("a", "b"), ConnectionKind::Call, None);
    s.link("c2", ("a", "a"), ConnectionKind::Call, None);
    s.link("c3", ("a", "c"), ConnectionKind::Call, None);
    let scene = scene(&s);
    assert!(scene.bounds.is_valid());
    assert_eq!(scene.routes.len(), 3);
}

/// Searches, held against all ways that there are.
mod searching {
    use super::*;
    use crate::model::Side;
    use lines::Lines;
    use port::{Port, away, heading};
    use search::{Rules, Search};
    use shape::BEND;
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    const STUB: f32 = 16.0;

    fn boxes(dice: &mut impl FnMut(u32) -> u32, count: u32) -> Vec<Obstacle> {
        let mut side = |most: u32, least: u32| (dice(most) + least) as f32 * 8.0;
        (0..count)
            .map(|_| Obstacle {
                solid: Rect::new(side(80, 0), side(60, 0), side(16, 2), side(8, 2)),
                clearance: 8.0,
            })
            .collect()
    }

    fn ports(tile: Rect) -> Vec<Port> {
        let node = Node {
            rect: tile,
            is_frame: false,
            spans: [
                (tile.x, tile.right()),
                (tile.y, tile.bottom()),
                (tile.x, tile.right()),
                (tile.y, tile.bottom()),
            ],
        };
        [Side::Right, Side::Top]
            .into_iter()
            .map(|side| node.floating(side, tile.center(), false))
            .collect()
    }

    /// The least cost between two ports, by steps from crossing to crossing of the lines along all edges and stubs.
    fn least(from: &Port, to: &Port, obstacles: &Obstacles) -> Option<f32> {
        let (start, goal) = (away(from, STUB), away(to, STUB));
        let clear = obstacles.all().iter().map(|obstacle| obstacle.clear(8.0));
        let (mut xs, mut ys) = (vec![start.x, goal.x], vec![start.y, goal.y]);
        for clear in clear {
            xs.extend([clear.x, clear.right()]);
            ys.extend([clear.y, clear.bottom()]);
        }
        for axis in [&mut xs, &mut ys] {
            axis.sort_by(f32::total_cmp);
            axis.dedup();
        }
        let find = |axis: &[f32], at: f32| axis.iter().position(|v| *v == at).unwrap();
        let mut best = vec![f32::INFINITY; xs.len() * ys.len() * 4];
        let key = |x: usize, y: usize, way: usize| (y * xs.len() + x) * 4 + way;
        // Lengths are multiples of 4, so integers carry them.
        let mut heap = BinaryHeap::from([Reverse((
            0_u32,
            find(&xs, start.x),
            find(&ys, start.y),
            heading(from) as usize,
        ))]);
        let blocked = |a, b| obstacles.blocks(a, b, 8.0);
        if blocked(start, start) || blocked(goal, goal) {
            return None;
        }
        let into = heading(to).back() as usize;
        while let Some(Reverse((cost, x, y, way))) = heap.pop() {
            let at = Point::new(xs[x], ys[y]);
            let cost = cost as f32;
            if cost >= best[key(x, y, way)] {
                continue;
            }
            best[key(x, y, way)] = cost;
            for next in (0..4).filter(|next| *next != (way + 2) % 4) {
                let (i, j) = match next {
                    0 => (x + 1, y),
                    1 => (x, y + 1),
                    2 => (x.wrapping_sub(1), y),
                    _ => (x, y.wrapping_sub(1)),
                };
                let (Some(i_at), Some(j_at)) = (xs.get(i), ys.get(j)) else {
                    continue;
                };
                let point = Point::new(*i_at, *j_at);
                if !blocked(at, point) {
                    let bend = if next == way { 0.0 } else { BEND };
                    let cost = cost + at.distance(point) + bend;
                    heap.push(Reverse((cost as u32, i, j, next)));
                }
            }
        }
        let (x, y) = (find(&xs, goal.x), find(&ys, goal.y));
        (0..4)
            .filter(|way| *way != (into + 2) % 4)
            .map(|way| best[key(x, y, way)] + if way == into { 0.0 } else { BEND })
            .reduce(f32::min)
            .filter(|cost| cost.is_finite())
            .map(|cost| cost + 2.0 * STUB)
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
        #[test]
        fn no_way_is_cheaper_than_the_one_that_is_found(seed in 0_u64..1_000_000, count in 1_u32..24) {
            let mut state = seed.wrapping_mul(2).wrapping_add(1);
            let mut dice = |most: u32| {
                state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
                ((state >> 33) as u32) % most
            };
            let mut all = boxes(&mut dice, count);
            let mut tile = || Rect::new((dice(80) * 8) as f32, (dice(60) * 8) as f32, 64.0, 32.0);
            let tiles = [tile(), tile()];
            proptest::prop_assume!(!tiles[0].expand(STUB).intersects(tiles[1].expand(STUB)));
            all.extend(tiles.map(|solid| Obstacle { solid, clearance: 8.0 }));
            let obstacles = Obstacles::new(all);
            let lines = Lines::new(&obstacles, 8.0, Rect::new(-1e4, -1e4, 2e4, 2e4));
            let (from, to) = (ports(tiles[0]), ports(tiles[1]));
            // From a stub that ends on an edge all ways but those across the stub itself may be blocked, which the search
            // does not take and the count of all ways does.
            let touches = |port: &Port| {
                let at = away(port, STUB);
                obstacles.all().iter().map(|obstacle| obstacle.clear(8.0)).any(|clear| {
                    let (x, y) = (clear.x..=clear.right(), clear.y..=clear.bottom());
                    let is_on = [clear.x, clear.right()].contains(&at.x) || [clear.y, clear.bottom()].contains(&at.y);
                    is_on && x.contains(&at.x) && y.contains(&at.y)
                })
            };
            proptest::prop_assume!(!from.iter().chain(&to).any(touches));
            let rules = Rules { stub: STUB, limit: 8.0, most: f32::INFINITY };
            let found = Search::default().run(&from, &to, (&lines, &obstacles), rules);
            let pairs = from.iter().flat_map(|p| to.iter().map(move |q| (p, q)));
            let expected = pairs.filter_map(|(p, q)| least(p, q, &obstacles)).reduce(f32::min);
            assert_eq!(found.as_ref().map(|way| way.cost), expected);
            if let Some(way) = found {
                let inner = &way.points;
                let length: f32 = inner.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
                let bends = inner.len().saturating_sub(2) as f32 * BEND;
                assert_eq!(length + bends, way.cost, "{inner:?}");
                assert_eq!(inner[0], from[way.ports.0].at);
                assert_eq!(inner[inner.len() - 1], to[way.ports.1].at);
                let clear = inner.windows(2).all(|pair| {
                    !obstacles.blocks(pair[0], pair[1], 0.0)
                });
                let stub_blocked = [(&from, way.ports.0), (&to, way.ports.1)].iter().any(|(ports, i)| {
                    obstacles.blocks(ports[*i].at, away(&ports[*i], STUB), 0.0)
                });
                assert!(clear || stub_blocked, "{inner:?}");
            }
        }
    }
}
