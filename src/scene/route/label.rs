//! Labels: what stands on routes, and where there is room for it.

use super::obstacle::{Obstacle, Obstacles};
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
                room.boxes.insert(solid(label.rect));
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
    /// Tiles, titles and the labels that have been placed.
    boxes: Obstacles,
    /// Lines as thin boxes.
    lines: Obstacles,
    /// The route that each line belongs to.
    owners: Vec<usize>,
    /// Outlines of frames.
    frames: Vec<Rect>,
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
        let mut room = Room {
            boxes: Obstacles::new(all.into_iter().map(solid).collect()),
            lines: Obstacles::default(),
            owners: Vec::new(),
            frames: boxes.frames.iter().map(|frame| frame.rect).collect(),
        };
        for (number, route) in routes.iter().enumerate() {
            for pair in route.points.windows(2) {
                room.lines
                    .insert(solid(Rect::from_corners(pair[0], pair[1]).expand(1.0)));
                room.owners.push(number);
            }
        }
        room
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
                let cost = cost + self.disturbs(rect, number);
                if best.is_none_or(|(least, _, _)| cost < least) {
                    best = Some((cost, number, rect));
                }
            }
        }
        best.map(|(_, number, rect)| (number, rect))
    }
    /// What a patch at `rect` would hide of other lines and of outlines of frames.
    fn disturbs(&self, rect: Rect, owner: usize) -> f32 {
        let lines = self
            .lines
            .numbers_near(rect)
            .into_iter()
            .filter(|line| self.owners.get(*line) != Some(&owner))
            .count();
        let outlines = self
            .frames
            .iter()
            .filter(|frame| frame.intersects(rect) && !frame.expand(-1.0).contains_rect(rect))
            .count();
        lines as f32 * 30.0 + outlines as f32 * 10.0
    }
    fn is_taken(&self, rect: Rect) -> bool {
        let near = self.boxes.near(rect);
        near.iter().any(|other| other.solid.intersects(rect))
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
