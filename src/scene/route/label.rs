//! Labels: what stands on routes, and where there is room for it.

use super::bands::{Bands, Line, between};
use super::obstacle::{Cells, Obstacle, Obstacles};
use super::{LABEL_LINE, Label, LabelLine, LabelRole, Route};
use crate::analysis::Report;
use crate::analysis::cost::Total;
use crate::analysis::path::PathClass;
use crate::model::{Design, Id, Language, Point, Rect};
use crate::scene::boxes::{self, Boxes, amount_text, no_price};
use crate::scene::text::{Elide, Weight, elide, width};
use crate::scene::tokens::PathSlot;
use crate::scene::{Labels, SceneOptions};
use crate::text::units::DataUnit;

/// Patch around the text.
const PAD: (f32, f32) = (4.0, 1.0);
/// Shortest level run that takes a label.
const SHORTEST: f32 = 60.0;
/// Widest label.
const WIDEST: f32 = 176.0;

/// Class of the dearest part of connections.
pub(super) fn path_slot(report: &Report, connections: &[Id]) -> Option<PathSlot> {
    connections
        .iter()
        .flat_map(|id| report.paths.of(id))
        .filter_map(|part| slot(part.class))
        .max_by_key(|slot| rank(*slot))
}

/// The colour slot of a class; none where AWS carries nothing.
pub fn slot(class: PathClass) -> Option<PathSlot> {
    match class {
        PathClass::Outside => None,
        PathClass::SameZone
        | PathClass::Peering
        | PathClass::InternetIn
        | PathClass::GatewayEndpoint
        | PathClass::Regional => Some(PathSlot::Free),
        PathClass::CrossZone | PathClass::PublicAddress => Some(PathSlot::CrossAz),
        PathClass::CrossRegion => Some(PathSlot::CrossRegion),
        PathClass::InternetOut | PathClass::Edge | PathClass::Vpn | PathClass::DirectConnect => {
            Some(PathSlot::Internet)
        }
        PathClass::NatGateway | PathClass::InterfaceEndpoint | PathClass::TransitGateway => {
            Some(PathSlot::Nat)
        }
        PathClass::NoRoute => Some(PathSlot::NoRoute),
    }
}

fn rank(slot: PathSlot) -> u8 {
    match slot {
        PathSlot::Free => 0,
        PathSlot::CrossAz => 1,
        PathSlot::Internet => 2,
        PathSlot::Nat => 3,
        PathSlot::CrossRegion => 4,
        PathSlot::NoRoute => 5,
    }
}

/// Sum of connections in US dollars a month; none where one is not estimated or has no price.
pub(super) fn usd(report: &Report, connections: &[Id]) -> Option<f64> {
    let mut sum = 0.0;
    for id in connections {
        let Some(cost) = report.cost.connection(id) else {
            // What is not billed has no entry; what has no path is not estimated.
            if report.paths.of(id).is_empty() {
                return None;
            }
            continue;
        };
        let total = cost.total;
        if total.missing > 0 {
            return None;
        }
        sum += total.usd.0;
    }
    Some(sum)
}

/// Average requests per second of connections together.
pub(super) fn rate(report: &Report, connections: &[Id]) -> Option<f64> {
    let rates: Vec<f64> = connections
        .iter()
        .filter_map(|id| report.traffic.connections.get(id))
        .map(|flow| flow.average.0)
        .collect();
    (!rates.is_empty()).then(|| rates.iter().sum())
}

/// GB in the month of connections together, both directions.
pub(super) fn gb(report: &Report, connections: &[Id]) -> Option<f64> {
    let flows: Vec<f64> = connections
        .iter()
        .filter_map(|id| report.traffic.connections.get(id))
        .map(|flow| flow.request_gb.0 + flow.response_gb.0)
        .collect();
    (!flows.is_empty()).then(|| flows.iter().sum())
}

/// Puts labels on routes. The dearest and busiest connections choose first; a label that finds no room loses its second
/// line, then its first, then becomes a dot.
pub(super) fn place(
    design: &Design,
    report: &Report,
    options: &SceneOptions,
    boxes: &Boxes,
    routes: &mut [Route],
) {
    if options.labels == Labels::None {
        return;
    }
    let mut room = Room::new(boxes, routes);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for number in 0..routes.len() {
        match groups.last_mut() {
            Some(group) if routes[group[0]].connections == routes[number].connections => {
                group.push(number);
            }
            _ => groups.push(vec![number]),
        }
    }
    groups.sort_by(|a, b| {
        let weight = |group: &[usize]| routes[group[0]].usd.unwrap_or(0.0);
        weight(b).total_cmp(&weight(a)).then(a[0].cmp(&b[0]))
    });
    for group in groups {
        let Some(first) = group.first().and_then(|number| routes.get(*number)) else {
            continue;
        };
        let lines = lines(design, report, options, first);
        if lines.is_empty() {
            continue;
        }
        let mut candidates = vec![lines.clone()];
        if lines.len() > 1 {
            candidates.extend(lines.iter().map(|line| vec![line.clone()]));
        }
        let found = candidates.into_iter().find_map(|lines| {
            let (number, rect) = room.find(&group, routes, &lines)?;
            Some((number, Label { rect, lines }))
        });
        match found {
            Some((number, label)) => {
                room.placed.insert(label.rect);
                routes[number].label = Some(label);
            }
            None => {
                if let Some((number, dot)) = room.dot(&group, routes) {
                    routes[number].dot = Some(dot);
                }
            }
        }
    }
}

fn lines(
    design: &Design,
    report: &Report,
    options: &SceneOptions,
    route: &Route,
) -> Vec<LabelLine> {
    let language = options.language;
    let line = |text: String, role| LabelLine { text, role };
    let mut lines = Vec::new();
    let merged = route.connections.len();
    let name = match route.connections.as_slice() {
        [one] => design
            .connection(one)
            .map(|connection| connection.name.get(language))
            .unwrap_or_default()
            .to_owned(),
        _ => match language {
            Language::English => format!("{merged} connections"),
            Language::Korean => format!("연결 {merged}개"),
        },
    };
    let rate = match (options.labels, route.rate) {
        (Labels::Gb | Labels::Cost | Labels::Names | Labels::None, _) | (_, None) => String::new(),
        (_, Some(rate)) if rate > 0.0 => {
            let hours = design.settings.hours_per_month;
            options.units.rate(rate, hours, language)
        }
        (Labels::RateAndGb, Some(_)) => String::new(),
        (Labels::RateAndCost | Labels::Rate, Some(_)) => {
            data_text(design, options, route).unwrap_or_default()
        }
    };
    let first: Vec<&str> = [name.as_str(), rate.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !first.is_empty() {
        let text = first.join(" · ");
        let text = elide(&text, 11.0, Weight::Regular, WIDEST, Elide::End).into_owned();
        lines.push(line(text, LabelRole::Rate));
    }
    match options.labels {
        Labels::RateAndCost | Labels::Cost => lines.extend(cost_line(report, options, route)),
        Labels::RateAndGb => {
            if let Some(text) = data_text(design, options, route) {
                lines.push(line(text, LabelRole::Cost));
            }
        }
        Labels::Gb => {
            if let Some(text) = data_text(design, options, route) {
                let text = match options.units.data {
                    DataUnit::GbPerMonth => format!("{text}{}", both_str(language, "/mo", "/월")),
                    DataUnit::MbitPerSecond => text,
                };
                lines.push(line(text, LabelRole::Cost));
            }
        }
        Labels::Rate | Labels::Names | Labels::None => {}
    }
    lines
}

/// GB in the month in both directions, in the unit that was chosen; none where nothing flows.
fn data_text(design: &Design, options: &SceneOptions, route: &Route) -> Option<String> {
    let gb = route.gb.filter(|gb| *gb > 0.0)?;
    let hours = design.settings.hours_per_month;
    Some(options.units.data(gb, hours, options.language))
}

fn both_str<'a>(language: Language, en: &'a str, ko: &'a str) -> &'a str {
    match language {
        Language::English => en,
        Language::Korean => ko,
    }
}

fn cost_line(report: &Report, options: &SceneOptions, route: &Route) -> Option<LabelLine> {
    let costs: Vec<_> = route
        .connections
        .iter()
        .filter_map(|id| report.cost.connection(id))
        .collect();
    let mut total = Total::default();
    for cost in &costs {
        total.add(cost.total);
    }
    let flows = route.rate.is_some_and(|rate| rate > 0.0) || !costs.is_empty();
    let text = amount_text(total, options.money, options.language);
    let (text, role) = if total.missing > 0 && text == no_price(options.language) {
        (text, LabelRole::NoPrice)
    } else if total.missing > 0 || total.usd.0 > 0.0 {
        (text, LabelRole::Cost)
    } else if flows {
        (boxes::free(options.language).to_owned(), LabelRole::Free)
    } else {
        return None;
    };
    Some(LabelLine { text, role })
}

/// Size of the patch of some lines.
fn size(lines: &[LabelLine]) -> (f32, f32) {
    let w = lines
        .iter()
        .map(|line| {
            let weight = match line.role {
                LabelRole::Rate => Weight::Regular,
                LabelRole::Cost | LabelRole::Free | LabelRole::NoPrice => Weight::SemiBold,
            };
            width(&line.text, 11.0, weight)
        })
        .fold(0.0, f32::max);
    (
        (w + 2.0 * PAD.0).ceil(),
        lines.len() as f32 * LABEL_LINE + 2.0 * PAD.1,
    )
}

/// What labels keep off: tiles, titles, other labels; and, if possible, other lines.
struct Room {
    /// Tiles and titles.
    boxes: Obstacles,
    /// Labels that have been placed.
    placed: Placed,
    /// Level lines and upright ones, and the routes that they belong to.
    lines: [(Bands, Vec<usize>); 2],
    /// Outlines of frames.
    frames: Vec<Rect>,
    /// Their four sides in turn, as thin boxes.
    outlines: Obstacles,
}

/// Labels in the cells that they cover.
struct Placed {
    cells: Cells,
    labels: Vec<Vec<Rect>>,
}

impl Placed {
    fn insert(&mut self, label: Rect) {
        for cell in self.cells.of(label) {
            self.labels[cell].push(label);
        }
    }
    fn covers(&self, rect: Rect) -> bool {
        let mut cells = self.cells.of(rect);
        cells.any(|cell| self.labels[cell].iter().any(|label| label.intersects(rect)))
    }
}

fn solid(rect: Rect) -> Obstacle {
    Obstacle {
        solid: rect,
        clearance: 0.0,
    }
}

impl Room {
    fn new(boxes: &Boxes, routes: &[Route]) -> Room {
        let mut all: Vec<Rect> = Vec::new();
        for tile in &boxes.tiles {
            all.extend([tile.rect, tile.pill_rect, tile.badge_rect]);
        }
        for frame in &boxes.frames {
            if frame.collapsed.is_some() {
                all.push(frame.rect);
            }
            all.push(frame.title.icon.union(frame.title.text_rect));
            all.extend(frame.cost.iter().map(|cost| cost.rect));
            all.push(frame.badge_rect);
        }
        all.retain(|rect| rect.w > 0.0 && rect.h > 0.0);
        let corners = routes.iter().flat_map(|route| &route.points);
        let around = corners
            .map(|point| Rect::new(point.x, point.y, 0.0, 0.0))
            .reduce(Rect::union);
        let cells = Cells::over(around.unwrap_or_default(), routes.len());
        let frames: Vec<Rect> = boxes.frames.iter().map(|frame| frame.rect).collect();
        let sides = frames.iter().flat_map(|frame| {
            let (x, y, right, bottom) = (frame.x, frame.y, frame.right(), frame.bottom());
            [
                Rect::new(x, y, frame.w, 1.0),
                Rect::new(x, bottom - 1.0, frame.w, 1.0),
                Rect::new(x, y, 1.0, frame.h),
                Rect::new(right - 1.0, y, 1.0, frame.h),
            ]
        });
        Room {
            boxes: Obstacles::new(all.into_iter().map(solid).collect()),
            placed: Placed {
                labels: vec![Vec::new(); cells.count()],
                cells,
            },
            lines: [lines_of(routes, true), lines_of(routes, false)],
            outlines: Obstacles::new(sides.map(solid).collect()),
            frames,
        }
    }
    /// A place for a label on one of the routes: on the longest level run first, in its middle first, then along it;
    /// upright runs last. Places on other lines and on outlines of frames are taken only if there is no better one.
    fn find(
        &self,
        group: &[usize],
        routes: &[Route],
        lines: &[LabelLine],
    ) -> Option<(usize, Rect)> {
        let (w, h) = size(lines);
        let mut runs: Vec<(bool, f32, usize, Point, Point)> = Vec::new();
        for &number in group {
            let Some(route) = routes.get(number) else {
                continue;
            };
            for pair in route.points.windows(2) {
                let length = pair[0].distance(pair[1]);
                let is_level = pair[0].y == pair[1].y;
                let needed = if is_level {
                    SHORTEST.max(w + 12.0)
                } else {
                    h + 24.0
                };
                if length >= needed {
                    runs.push((!is_level, length, number, pair[0], pair[1]));
                }
            }
        }
        runs.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut best: Option<(f32, usize, Rect)> = None;
        for (order, (is_upright, length, number, a, b)) in runs.into_iter().enumerate() {
            let extent = if is_upright { h } else { w };
            let slack = (length - extent - 12.0).max(0.0) / 2.0;
            let base = if is_upright { 12.0 } else { 0.0 } + order as f32 * 3.0;
            for share in [0.0, -0.33, 0.33, -0.66, 0.66, -1.0, 1.0_f32] {
                let cost = base + 4.0 * share.abs();
                if best.is_some_and(|(least, _, _)| least <= cost) {
                    continue;
                }
                let t = 0.5 + share * slack / length;
                let (x, y) = (a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
                let rect = Rect::new((x - w / 2.0).round(), (y - h / 2.0).round(), w, h);
                if self.is_taken(rect) {
                    continue;
                }
                let most = best.map_or(f32::INFINITY, |(least, _, _)| least);
                if let Some(cost) = self.disturbs(rect, number, cost, most) {
                    best = Some((cost, number, rect));
                }
            }
        }
        best.map(|(_, number, rect)| (number, rect))
    }
    /// `cost` and what a patch at `rect` would hide of other lines and of outlines of frames; none if that is `most` or
    /// more.
    fn disturbs(&self, rect: Rect, owner: usize, cost: f32, most: f32) -> Option<f32> {
        let mut hidden = 0.0;
        let mut last = None;
        for side in self.outlines.numbers_near(rect) {
            let number = side / 4;
            let frame = self.frames[number];
            if last != Some(number)
                && frame.intersects(rect)
                && !frame.expand(-1.0).contains_rect(rect)
            {
                hidden += 10.0;
            }
            last = Some(number);
        }
        let rect = rect.expand(1.0);
        let along = [(rect.x, rect.right()), (rect.y, rect.bottom())];
        let across = [along[1], along[0]];
        for (((bands, owners), along), across) in self.lines.iter().zip(along).zip(across) {
            let range = bands.range(along.0, along.1);
            for band in range.clone() {
                for (number, line) in between(bands.band(band), across.0, across.1) {
                    // A line of several bands counts in the first of them.
                    let first = bands.range(line.lo, line.hi).start.max(range.start) == band;
                    let touches = line.lo <= along.1 && along.0 <= line.hi;
                    if touches && first && owners[*number as usize] != owner {
                        hidden += 30.0;
                        if cost + hidden >= most {
                            return None;
                        }
                    }
                }
            }
        }
        let cost = cost + hidden;
        (cost < most).then_some(cost)
    }
    fn is_taken(&self, rect: Rect) -> bool {
        let boxes = &self.boxes;
        boxes.any_near(rect, |_, other| other.solid.intersects(rect)) || self.placed.covers(rect)
    }
    /// Middle of the longest run that is not covered.
    fn dot(&self, group: &[usize], routes: &[Route]) -> Option<(usize, Point)> {
        let mut best: Option<(f32, usize, Point)> = None;
        for &number in group {
            for pair in routes.get(number)?.points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let middle = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
                let patch = Rect::new(middle.x - 4.0, middle.y - 4.0, 8.0, 8.0);
                let length = a.distance(b);
                if !self.is_taken(patch) && best.is_none_or(|(most, _, _)| length > most) {
                    best = Some((length, number, middle));
                }
            }
        }
        best.map(|(_, number, point)| (number, point))
    }
}

/// The level or the upright lines of routes, with the numbers of the routes.
fn lines_of(routes: &[Route], is_level: bool) -> (Bands, Vec<usize>) {
    let mut lines: Vec<(Line, usize)> = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        for pair in route.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y == b.y) != is_level {
                continue;
            }
            let (at, from, to) = if is_level {
                (a.y, a.x, b.x)
            } else {
                (a.x, a.y, b.y)
            };
            let (lo, hi) = (from.min(to), from.max(to));
            lines.push((Line { at, lo, hi }, number));
        }
    }
    lines.sort_by(|a, b| a.0.at.total_cmp(&b.0.at));
    let (lines, owners): (Vec<Line>, Vec<usize>) = lines.into_iter().unzip();
    (Bands::new(&lines), owners)
}
