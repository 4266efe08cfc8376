//! Frames and tiles: where they are and what they say.

use super::note;
use super::text::{Elide, Weight, elide, elide_mode, width};
use super::tokens::CategorySlot;
use super::{
    Badge, CARD_H, CARD_W, Frame, Pill, SceneOptions, TEXT_W, TILE_H, TILE_W, TITLE, Tile, Title,
    TitleCost, TitlePlace,
};
use crate::analysis::Report;
use crate::analysis::cost::{ItemCost, LinePrice, Total};
use crate::catalog::{Category, Item};
use crate::glyph;
use crate::model::{
    Component, Container, ContainerKind, Design, Id, Language, Placement, Point, Rect,
};
use crate::text::both;
use crate::text::number::{self, Money};
use crate::units::Usd;
use std::collections::BTreeMap;

/// Frames and tiles of a design.
#[derive(Default)]
pub(super) struct Boxes {
    pub(super) frames: Vec<Frame>,
    pub(super) tiles: Vec<Tile>,
    /// Container or placement that is hidden, with the collapsed frame that stands for it.
    pub(super) hidden_in: BTreeMap<Id, Id>,
}

/// The narrowest card of a collapsed frame.
const CARD_LEAST: f32 = 112.0;
/// Coordinates beyond this are moved to it, so that no arithmetic overflows.
const FAR: f32 = 1e6;
/// More zones than this stand side by side, with their titles on top.
const MAX_LANES: usize = 4;

/// Lays out all frames and tiles.
pub(super) fn lay_out(design: &Design, report: &Report, options: &SceneOptions) -> Boxes {
    let cx = Cx {
        design,
        report,
        options,
        badges: badges(report),
        sums: report.cost.by_container(design),
        lanes: lane_counts(design),
    };
    let mut boxes = Boxes {
        hidden_in: hidden(design),
        ..Boxes::default()
    };
    for (id, container) in &design.containers {
        if !boxes.hidden_in.contains_key(id) {
            boxes
                .frames
                .push(frame(&cx, id, container, &boxes.hidden_in));
        }
    }
    // Groups that lie across other frames are painted over them, outermost first within each.
    boxes.frames.sort_by_key(|frame| {
        let text = frame.kind.is_text();
        (text, lies_across(design, &frame.id), frame.depth)
    });
    for (id, component) in &design.components {
        for (index, placement) in component.placements.iter().enumerate() {
            let parent = placement.parent.as_ref();
            if shown_as(&boxes.hidden_in, design, parent).is_none() {
                boxes.tiles.push(tile(&cx, id, component, index, placement));
            }
        }
    }
    boxes
}

/// The collapsed frame that stands for everything whose innermost frame is `parent`, if there is one.
pub(super) fn shown_as<'a>(
    hidden_in: &'a BTreeMap<Id, Id>,
    design: &'a Design,
    parent: Option<&'a Id>,
) -> Option<&'a Id> {
    let parent = parent?;
    hidden_in
        .get(parent)
        .or_else(|| design.container(parent)?.collapsed.then_some(parent))
}

/// Whether the frame, or one around it, groups items across subnets and zones.
fn lies_across(design: &Design, id: &Id) -> bool {
    let mut around = design.ancestors(Some(id));
    around.any(|(_, container)| container.kind.lies_across())
}

pub(super) struct Cx<'a> {
    pub(super) design: &'a Design,
    report: &'a Report,
    pub(super) options: &'a SceneOptions,
    badges: BTreeMap<&'a Id, Badge>,
    sums: BTreeMap<Id, Total>,
    /// Zone frames by the frame around them.
    lanes: BTreeMap<Option<&'a Id>, usize>,
}

/// Containers inside a collapsed one, each with the outermost collapsed frame around it.
pub(super) fn hidden(design: &Design) -> BTreeMap<Id, Id> {
    let mut hidden = BTreeMap::new();
    if !design
        .containers
        .values()
        .any(|container| container.collapsed)
    {
        return hidden;
    }
    for (id, container) in &design.containers {
        let outermost = design
            .ancestors(container.parent.as_ref())
            .filter(|(_, outer)| outer.collapsed)
            .last();
        if let Some((outer, _)) = outermost
            && outer != id
        {
            hidden.insert(id.clone(), outer.clone());
        }
    }
    hidden
}

fn badges(report: &Report) -> BTreeMap<&Id, Badge> {
    let mut badges: BTreeMap<&Id, Badge> = BTreeMap::new();
    for finding in report.review.open() {
        for item in &finding.items {
            let badge = badges.entry(item).or_insert(Badge {
                severity: finding.severity,
                count: 0,
            });
            badge.severity = badge.severity.min(finding.severity);
            badge.count += 1;
        }
    }
    badges
}

fn lane_counts(design: &Design) -> BTreeMap<Option<&Id>, usize> {
    let mut lanes = BTreeMap::new();
    for container in design.containers.values() {
        if container.kind == ContainerKind::AvailabilityZone {
            *lanes.entry(container.parent.as_ref()).or_default() += 1;
        }
    }
    lanes
}

pub(super) fn finite(point: Point) -> Point {
    let one = |v: f32| {
        if v.is_finite() {
            v.clamp(-FAR, FAR)
        } else {
            0.0
        }
    };
    Point::new(one(point.x), one(point.y))
}

/// A sum as text: `$12.50`, `≥ $12.50` where some prices are missing, `no price` where there is nothing else.
pub fn amount_text(total: Total, money: Money, language: Language) -> String {
    let sum = money.amount(total.usd);
    match total.missing {
        0 => sum,
        // Less than the smallest coin and something unknown says nothing.
        _ if total.usd.0 == 0.0 || sum.starts_with('<') => no_price(language).to_owned(),
        _ => format!("≥ {sum}"),
    }
}

fn total_text(total: Total, options: &SceneOptions) -> Option<String> {
    let says_something = total.usd.0 != 0.0 || total.missing > 0;
    says_something.then(|| amount_text(total, options.money, options.language))
}

pub(super) fn no_price(language: Language) -> &'static str {
    both("no price", "가격 없음").get(language)
}

pub(super) fn free(language: Language) -> &'static str {
    both("free", "무료").get(language)
}

/// The card of a folded frame, in the corner of its outline: not wider than that, so that it covers no neighbour.
pub fn card_rect(frame: Rect) -> Rect {
    let width = CARD_W.min(frame.w).max(CARD_LEAST);
    Rect::new(frame.x, frame.y, width, CARD_H)
}

/// Where the frame of a container is, or the card of a collapsed one.
pub(super) fn outline(container: &Container) -> Rect {
    let at = finite(container.frame.min());
    let size = finite(Point::new(container.frame.w, container.frame.h));
    let rect = Rect::new(at.x, at.y, size.x.max(TITLE), size.y.max(TITLE));
    if container.collapsed && !container.kind.is_text() {
        return card_rect(rect);
    }
    rect
}

fn frame(cx: &Cx<'_>, id: &Id, container: &Container, hidden_in: &BTreeMap<Id, Id>) -> Frame {
    let rect = outline(container);
    let total = cx.sums.get(id).copied().unwrap_or_default();
    let sum = total_text(total, cx.options);
    if container.kind.is_text() {
        return note::frame(id, container, rect, cx);
    }
    let place = if container.collapsed {
        TitlePlace::Card
    } else if container.kind != ContainerKind::AvailabilityZone {
        TitlePlace::Tab
    } else if cx.lanes.get(&container.parent.as_ref()).copied() > Some(MAX_LANES) {
        TitlePlace::BandTop
    } else {
        TitlePlace::BandLeft
    };
    let (collapsed, badge) = if container.collapsed {
        card(cx, id, sum.clone(), hidden_in, rect.w)
    } else {
        (None, cx.badges.get(id).copied())
    };
    let cost = sum
        .as_ref()
        .filter(|_| in_title(place))
        .map(|text| title_cost(text, rect, badge))
        .filter(|cost| {
            // The name comes before the sum.
            let text = title_text(cx, id, container);
            let name = text.split(" · ").next().unwrap_or_default();
            width(name, 11.0, Weight::SemiBold) <= cost.rect.x - 12.0 - rect.x - 26.0
        });
    let badge_rect = match badge {
        Some(badge) if in_title(place) => title_badge_rect(rect, badge),
        Some(badge) => badge_rect(rect, badge),
        None => Rect::default(),
    };
    Frame {
        id: id.clone(),
        kind: container.kind.clone(),
        rect,
        depth: cx.design.ancestors(container.parent.as_ref()).count(),
        parent: container.parent.clone(),
        title: title(
            cx,
            id,
            container,
            place,
            rect,
            title_room(rect, cost.as_ref(), badge),
        ),
        cost,
        badge,
        badge_rect,
        collapsed,
        note: None,
    }
}

/// Whether sum and badge of a frame stand in one row with its title; the badge sits on the corner otherwise.
fn in_title(place: TitlePlace) -> bool {
    matches!(place, TitlePlace::Tab | TitlePlace::BandTop)
}

/// The sum at the right of a title, left of the badge where there is one.
fn title_cost(text: &str, rect: Rect, badge: Option<Badge>) -> TitleCost {
    let w = width(text, 11.0, Weight::Regular);
    let right = match badge {
        Some(badge) => title_badge_rect(rect, badge).x - 4.0,
        None => rect.right() - 8.0,
    };
    TitleCost {
        text: text.to_owned(),
        rect: Rect::new(right - w, rect.y, w, TITLE),
    }
}

/// Right edge of what a title may take: left of the sum, else of the badge.
fn title_room(rect: Rect, cost: Option<&TitleCost>, badge: Option<Badge>) -> f32 {
    match (cost, badge) {
        (Some(cost), _) => cost.rect.x - 12.0,
        (None, Some(badge)) => title_badge_rect(rect, badge).x - 4.0,
        (None, None) => rect.right() - 8.0,
    }
}

/// Second line of a collapsed card, and the findings of all it hides.
fn card(
    cx: &Cx<'_>,
    id: &Id,
    sum: Option<String>,
    hidden_in: &BTreeMap<Id, Id>,
    room: f32,
) -> (Option<String>, Option<Badge>) {
    let mut badge = cx.badges.get(id).copied();
    let mut add = |other: Option<&Badge>| {
        if let Some(other) = other {
            let sum = badge.get_or_insert(Badge {
                severity: other.severity,
                count: 0,
            });
            sum.severity = sum.severity.min(other.severity);
            sum.count += other.count;
        }
    };
    for (inner, _) in hidden_in.iter().filter(|(_, outer)| *outer == id) {
        add(cx.badges.get(inner));
    }
    let mut members = 0;
    for (inner, component) in &cx.design.components {
        let inside = |placement: &Placement| {
            shown_as(hidden_in, cx.design, placement.parent.as_ref()) == Some(id)
        };
        if component.placements.iter().any(inside) {
            members += 1;
            add(cx.badges.get(inner));
        }
    }
    let line = card_line(members, sum.as_deref(), cx.options.language, room - 38.0);
    (Some(line), badge)
}

/// What a card says of its members: the fullest of a few forms that fits, and in the narrowest card the amount alone. An
/// amount is cut only where not even that fits.
fn card_line(members: usize, sum: Option<&str>, language: Language, room: f32) -> String {
    let count = number::count(members);
    let counts = match language {
        Language::English if members == 1 => ["1 component".to_owned(), "1 item".to_owned()],
        Language::English => [format!("{count} components"), format!("{count} items")],
        Language::Korean => [format!("컴포넌트 {count}개"), format!("{count}개")],
    };
    let [_, least] = counts.clone();
    let mut forms: Vec<String> = match sum {
        Some(sum) => counts
            .iter()
            .map(|count| format!("{count} · {sum}"))
            .collect(),
        None => counts.to_vec(),
    };
    forms.extend(sum.map(str::to_owned));
    let fits = |form: &&String| width(form, 11.0, Weight::Regular) <= room;
    if let Some(form) = forms.iter().find(fits) {
        return form.clone();
    }
    let last = forms.pop().unwrap_or(least);
    elide(&last, 11.0, Weight::Regular, room, Elide::End).into_owned()
}

fn title(
    cx: &Cx<'_>,
    id: &Id,
    container: &Container,
    place: TitlePlace,
    rect: Rect,
    right: f32,
) -> Title {
    let full_text = title_text(cx, id, container);
    let measure = |text: &str| width(text, 11.0, Weight::SemiBold);
    let shorten = |room: f32| {
        let mode = elide_mode(&full_text);
        elide(&full_text, 11.0, Weight::SemiBold, room.max(0.0), mode).into_owned()
    };
    let (text, icon, text_rect, clear) = match place {
        TitlePlace::Tab | TitlePlace::BandTop => {
            let text = shorten(right - rect.x - 26.0);
            let w = measure(&text);
            let clear = if place == TitlePlace::Tab {
                Rect::new(rect.x, rect.y, 26.0 + w, TITLE)
            } else {
                Rect::new(rect.x, rect.y, rect.w, TITLE)
            };
            let icon = Rect::new(rect.x, rect.y, TITLE, TITLE);
            (
                text,
                icon,
                Rect::new(rect.x + 26.0, rect.y, w, TITLE),
                clear,
            )
        }
        TitlePlace::BandLeft => {
            let text = shorten(rect.h - 16.0 - 20.0);
            let w = measure(&text);
            let top = rect.y + 9.0;
            let icon = Rect::new(rect.x + 2.0, top + w + 4.0, 16.0, 16.0);
            let text_rect = Rect::new(rect.x, top, TITLE, w);
            (
                text,
                icon,
                text_rect,
                Rect::new(rect.x, rect.y, TITLE, rect.h),
            )
        }
        TitlePlace::Card | TitlePlace::Text => {
            let text = shorten(rect.w - 54.0 - 12.0);
            let w = measure(&text);
            let icon = Rect::new(rect.x + 27.0, rect.y + 5.0, TITLE, TITLE);
            (
                text,
                icon,
                Rect::new(rect.x + 54.0, rect.y + 5.0, w, TITLE),
                rect,
            )
        }
    };
    Title {
        text,
        full_text,
        glyph: container_glyph(&container.kind),
        place,
        icon,
        text_rect,
        rect: clear,
    }
}

fn title_text(cx: &Cx<'_>, id: &Id, container: &Container) -> String {
    let name = container.name.get(cx.options.language);
    let mut text = if name.is_empty() {
        container.code.as_deref().unwrap_or(id.as_str()).to_owned()
    } else {
        name.to_owned()
    };
    let second = match container.kind {
        ContainerKind::Region => container.code.as_deref(),
        ContainerKind::Vpc => container.cidr.as_deref(),
        _ => None,
    };
    if let Some(second) = second
        && !text.contains(second)
    {
        text = format!("{text} · {second}");
    }
    text
}

/// Pictogram of a container kind, in the regular icon face.
pub fn container_glyph(kind: &ContainerKind) -> char {
    match kind {
        ContainerKind::Account => glyph::CUBE,
        ContainerKind::Region => glyph::MAP_PIN,
        ContainerKind::Vpc | ContainerKind::OtherCloud => glyph::CLOUD,
        ContainerKind::AvailabilityZone | ContainerKind::OnPremises => glyph::BUILDINGS,
        ContainerKind::PublicSubnet => glyph::LOCK_SIMPLE_OPEN,
        ContainerKind::PrivateSubnet | ContainerKind::IsolatedSubnet => glyph::LOCK_SIMPLE,
        ContainerKind::SecurityGroup => glyph::SHIELD_CHECK,
        ContainerKind::AutoScalingGroup => glyph::ARROWS_OUT_SIMPLE,
        ContainerKind::Cluster => glyph::CIRCLES_THREE,
        ContainerKind::Group | ContainerKind::Unknown(_) => glyph::SELECTION,
        ContainerKind::Note => glyph::NOTE,
        ContainerKind::Label => glyph::TEXT_T,
    }
}

fn tile(cx: &Cx<'_>, id: &Id, component: &Component, index: usize, placement: &Placement) -> Tile {
    let language = cx.options.language;
    let item = Item::of(cx.design, id);
    let own = component.name.get(language);
    let full_name = match &item {
        _ if !own.is_empty() => own,
        Some(item) => item.kind.short.get(language),
        None => component.kind.as_str(),
    }
    .to_owned();
    let full_fact = match &item {
        Some(item) => (item.kind.key_fact)(item, language),
        None if own.is_empty() => id.as_str().to_owned(),
        None => component.kind.to_string(),
    };
    let at = finite(placement.at);
    let rect = Rect::new(at.x, at.y, TILE_W, TILE_H);
    let siblings = component.placements.len();
    let cost = cx.report.cost.component(id);
    let pill = pill(
        cost,
        siblings,
        item.map(|item| item.kind.category),
        cx.options,
    );
    let badge = cx.badges.get(id).copied().filter(|_| index == 0);
    let share = cost.map_or(0.0, |cost| cost.total.usd.0) / siblings as f64;
    let total = cx.report.cost.total.usd.0;
    Tile {
        component: id.clone(),
        placement: index,
        siblings,
        parent: placement.parent.clone(),
        kind: component.kind.to_string(),
        known: item.is_some(),
        rect,
        glyph: item.map_or(glyph::QUESTION, |item| item.kind.glyph),
        category: item.map_or(CategorySlot::External, |item| {
            CategorySlot::from(item.kind.category)
        }),
        monogram: item.map_or("", |item| item.kind.monogram),
        name: elide(
            &full_name,
            12.0,
            Weight::SemiBold,
            TEXT_W,
            elide_mode(&full_name),
        )
        .into_owned(),
        fact: elide(&full_fact, 11.0, Weight::Regular, TEXT_W, Elide::End).into_owned(),
        full_name,
        full_fact,
        pill_rect: pill_rect(rect, &pill),
        pill,
        badge,
        badge_rect: badge.map_or(Rect::default(), |badge| badge_rect(rect, badge)),
        locked: component.locked,
        cost_share: if total > 0.0 { share / total } else { 0.0 },
    }
}

/// What one of `siblings` tiles says of the cost of its component: an even share.
fn pill(
    cost: Option<&ItemCost>,
    siblings: usize,
    category: Option<Category>,
    options: &SceneOptions,
) -> Pill {
    let Some(cost) = cost else { return Pill::None };
    if cost.lines.is_empty() && category == Some(Category::External) {
        return Pill::None;
    }
    let is_free = |price: &LinePrice| matches!(price, LinePrice::Free(_));
    if cost.lines.iter().all(|line| is_free(&line.price)) {
        return Pill::Free(free(options.language).to_owned());
    }
    if cost
        .lines
        .iter()
        .all(|line| line.monthly.is_none() || is_free(&line.price))
    {
        return Pill::NoPrice(no_price(options.language).to_owned());
    }
    let usd = Usd(cost.total.usd.0 / siblings.max(1) as f64);
    let share = Total { usd, ..cost.total };
    let partial = cost.total.missing > 0;
    let text = amount_text(share, options.money, options.language);
    Pill::Amount { text, usd, partial }
}

fn pill_rect(tile: Rect, pill: &Pill) -> Rect {
    let text = pill.text();
    if text.is_empty() {
        return Rect::default();
    }
    let w = (width(text, 11.0, Weight::SemiBold) + 16.0).ceil();
    Rect::new(tile.right() - 6.0 - w, tile.bottom() - 9.0, w, 18.0)
}

fn badge_width(badge: Badge) -> f32 {
    let digits = width(&number::count(badge.count), 10.5, Weight::SemiBold);
    (6.0 + 12.0 + 3.0 + digits + 6.0).ceil()
}

/// A badge on the corner of a tile, card or lane.
fn badge_rect(owner: Rect, badge: Badge) -> Rect {
    let w = badge_width(badge);
    Rect::new(owner.right() + 3.0 - w, owner.y - 8.0, w, 18.0)
}

/// A badge at the end of a title.
fn title_badge_rect(owner: Rect, badge: Badge) -> Rect {
    let w = badge_width(badge);
    Rect::new(
        owner.right() - w - 3.0,
        owner.y + (TITLE - 18.0) * 0.5,
        w,
        18.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::review::Severity;
    use crate::scene::build;
    use crate::scene::sample::Sample;

    #[test]
    fn title_sum_and_badge_stand_in_one_row_and_the_name_comes_first() {
        let titled = |wide: f32| {
            let mut sample = Sample::default();
            let subnet = ContainerKind::PrivateSubnet;
            let rect = Rect::new(0.0, 0.0, wide, 200.0);
            sample.frame("app", subnet, None, ("app-2a", "app-2a"), rect);
            let places = [(Some("app"), 16.0, 40.0)];
            sample.tile("web", "ec2", ("web", "web"), &places, Some(243.74));
            sample.finding("app", Severity::High);
            let scene = build(&sample.design, &sample.report, &SceneOptions::default());
            let frame = scene.frames.into_iter().next().unwrap();
            assert_eq!(frame.title.text, "app-2a");
            assert!(frame.rect.contains_rect(frame.badge_rect), "{frame:?}");
            assert!(
                frame.title.text_rect.right() + 4.0 <= frame.badge_rect.x,
                "{frame:?}"
            );
            frame
        };
        let wide = titled(240.0);
        let sum = wide.cost.unwrap();
        assert_eq!(sum.text, "$243.74");
        assert!(wide.title.text_rect.right() < sum.rect.x);
        assert!(sum.rect.right() < wide.badge_rect.x);
        // In a narrow one the sum goes, not the name.
        assert_eq!(titled(156.0).cost, None);
    }

    #[test]
    fn a_card_never_cuts_an_amount_that_would_fit_without_the_count() {
        let line = |members, sum, room| card_line(members, Some(sum), Language::English, room);
        assert_eq!(line(9, "$2,239.80", 158.0), "9 components · $2,239.80");
        assert_eq!(line(1, "$495.82", 114.0), "1 item · $495.82");
        assert_eq!(line(12, "≥ $12,239.80", 74.0), "≥ $12,239.80");
        let korean = |sum, room| card_line(12, Some(sum), Language::Korean, room);
        assert_eq!(korean("₩3,090,924", 114.0), "12개 · ₩3,090,924");
        assert_eq!(card_line(3, None, Language::English, 114.0), "3 components");
        for members in [1, 40, 900] {
            for sum in ["$0.50", "$99,999.99", "₩136,824,550", "≥ $1,234,567.89"] {
                for language in [Language::English, Language::Korean] {
                    for room in [74.0_f32, 90.0, 114.0, 158.0] {
                        let line = card_line(members, Some(sum), language, room);
                        let wide = width(&line, 11.0, Weight::Regular);
                        assert!(wide <= room, "{line}");
                        let alone = width(sum, 11.0, Weight::Regular) <= room;
                        assert_eq!(line.ends_with(sum), alone, "{line} in {room}");
                    }
                }
            }
        }
    }
}
