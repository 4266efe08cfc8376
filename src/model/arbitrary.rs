//! Random designs and edits for tests. Designs keep all invariants: every reference exists, no frame stands in itself, all
//! numbers are finite.

use super::edit::{Edit, TileRef};
use super::scenario::ComponentPatch;
use super::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Currency, Demand, DemandRate,
    Design, Id, LocalText, Placement, Point, PortRange, Protocol, Rect, Scenario, SecurityGroup,
    SecurityRule, Settings, Side, Silence, Source, Value,
};
use super::{ReviewProfile, SecurityProfile};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::Arc;

/// Any text, with quotes, line breaks, control characters and Hangul.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z ]{1,12}",
        "[가-힣]{1,6}",
        any::<String>().prop_map(|text| text.chars().take(12).collect()),
        Just("\"quoted\" \\ back\nnew\r\ttab\u{0}\u{feff}".to_owned()),
    ]
}

fn words() -> impl Strategy<Value = LocalText> {
    prop_oneof![
        text().prop_map(LocalText::Plain),
        (text(), text()).prop_map(|(en, ko)| LocalText::Each { en, ko }),
    ]
}

/// Any number that is not negative.
fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0_u32..2_000_000).prop_map(f64::from),
        0.0..1e9,
        Just(1e-12),
        Just(123_456_789_012_345.0),
    ]
}

fn coordinate() -> impl Strategy<Value = f32> {
    prop_oneof![(-4000_i16..4000).prop_map(f32::from), -1e6_f32..1e6]
}

fn point() -> impl Strategy<Value = Point> {
    (coordinate(), coordinate()).prop_map(|(x, y)| Point::new(x, y))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        (-1e300..1e300).prop_map(Value::Number),
        amount().prop_map(Value::Number),
        text().prop_map(Value::Text),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| vec(inner, 0..3).prop_map(Value::List))
}

fn settings() -> impl Strategy<Value = Settings> {
    let optional = || option::of(amount());
    (
        select(vec!["ap-northeast-2", "us-east-1", "eu-west-1"]),
        1.0..=744.0,
        any::<bool>(),
        select(Currency::ALL.to_vec()),
        option::of(0.5..5000.0),
        (
            optional(),
            optional(),
            optional(),
            option::of(0.0..=100.0),
            optional(),
            optional(),
        ),
        (
            optional(),
            any::<bool>(),
            any::<bool>(),
            vec(select(vec!["us-west-2", "ap-northeast-1"]), 0..3),
        ),
        btree_map("[A-Z]{3}[0-9]{3}", amount(), 0..3),
    )
        .prop_map(
            |(region, hours, free_tier, currency, rate, optional, wishes, thresholds)| Settings {
                region: region.to_owned(),
                hours_per_month: hours,
                free_tier,
                currency,
                currency_rate: rate,
                monthly_budget_usd: optional.0,
                target_rto_minutes: optional.1,
                target_rpo_minutes: optional.2,
                target_availability_percent: optional.3,
                target_region_rto_minutes: optional.4,
                target_region_rpo_minutes: optional.5,
                security_profile: if free_tier {
                    SecurityProfile::Strict
                } else {
                    SecurityProfile::Standard
                },
                review_profile: if free_tier {
                    ReviewProfile::Classroom
                } else {
                    ReviewProfile::All
                },
                horizon_months: wishes.0,
                accepts_zone_outage: wishes.1,
                require_tags: wishes.2,
                allowed_regions: wishes.3.into_iter().map(str::to_owned).collect(),
                thresholds,
            },
        )
}

fn demand() -> impl Strategy<Value = Demand> {
    let rate = prop_oneof![
        amount().prop_map(DemandRate::RequestsPerSecond),
        amount().prop_map(DemandRate::RequestsPerMonth),
        (amount(), amount()).prop_map(|(users, requests_per_user)| DemandRate::MonthlyUsers {
            users,
            requests_per_user,
        }),
        (amount(), amount()).prop_map(|(users, requests_per_user)| DemandRate::DailyUsers {
            users,
            requests_per_user,
        }),
    ];
    let profile = prop_oneof![Just(Vec::new()), vec(amount(), 24)];
    (rate, 1.0..100.0, profile).prop_map(|(rate, peak_factor, hourly_profile)| Demand {
        rate,
        peak_factor,
        hourly_profile,
    })
}

/// The `index`th of the names, if there is any.
fn pick(index: &Index, names: &[Id]) -> Option<Id> {
    (!names.is_empty()).then(|| index.get(names).clone())
}

fn frame(at: Point, w: u16, h: u16) -> Rect {
    Rect::new(at.x, at.y, f32::from(w), f32::from(h))
}

/// Kind, name, parent, place, size, code and address range, collapsed.
type RawContainer = (
    ContainerKind,
    LocalText,
    Option<Index>,
    Rect,
    Option<String>,
    bool,
);

fn raw_container() -> impl Strategy<Value = RawContainer> {
    let mut kinds = ContainerKind::KNOWN.to_vec();
    kinds.retain(|kind| !matches!(kind, ContainerKind::Region | ContainerKind::SecurityGroup));
    kinds.push(ContainerKind::Unknown("moon_base".to_owned()));
    let rect = (point(), any::<u16>(), any::<u16>()).prop_map(|(at, w, h)| frame(at, w, h));
    (
        select(kinds),
        words(),
        option::of(any::<Index>()),
        rect,
        option::of("[a-z0-9-]{1,9}"),
        any::<bool>(),
    )
}

fn component() -> impl Strategy<Value = (Component, Vec<Option<Index>>, Vec<Index>)> {
    let placement = (point(), option::of(0_u32..99), option::of(any::<Index>()));
    (
        "unknown_[a-z]{1,8}",
        words(),
        vec(placement, 1..4),
        btree_map("[a-z_]{1,8}", value(), 0..4),
        vec(any::<Index>(), 0..2),
        option::of(demand()),
        btree_map(text(), text(), 0..3),
        words(),
        any::<bool>(),
    )
        .prop_map(
            |(kind, name, places, properties, groups, demand, tags, note, locked)| {
                let parents = places.iter().map(|(_, _, parent)| *parent).collect();
                let placements = places
                    .into_iter()
                    .map(|(at, instances, _)| Placement {
                        parent: None,
                        at,
                        instances,
                    })
                    .collect();
                let component = Component {
                    kind: String::into(kind),
                    name,
                    placements,
                    properties: properties.into(),
                    security_groups: Vec::new(),
                    demand,
                    tags,
                    note,
                    locked,
                };
                (component, parents, groups)
            },
        )
}

fn connection() -> impl Strategy<Value = (Connection, Index, Index)> {
    let stub = |name| Id::new(name).unwrap();
    let sides = vec![Side::Top, Side::Right, Side::Bottom, Side::Left];
    let sizes = (amount(), amount(), amount(), 0.0..=1.0);
    (
        (any::<Index>(), any::<Index>()),
        select(ConnectionKind::ALL.to_vec()),
        words(),
        option::of(text()),
        option::of(any::<u16>()),
        sizes,
        (
            option::of(amount()),
            option::of(amount()),
            option::of(amount()),
        ),
        any::<bool>(),
        (option::of(select(sides.clone())), option::of(select(sides))),
        vec(point(), 0..3),
    )
        .prop_map(
            move |(ends, kind, name, protocol, port, sizes, typed, affinity, sides, bends)| {
                let connection = Connection {
                    kind,
                    name,
                    protocol,
                    port,
                    calls_per_request: sizes.0,
                    weight: typed.2,
                    request_kb: sizes.1,
                    response_kb: sizes.2,
                    read_share: sizes.3,
                    requests_per_month: typed.0,
                    gb_per_month: typed.1,
                    zone_affinity: affinity,
                    timeout_ms: typed.1,
                    retries: typed.0.map(|count| count.min(1_000.0)),
                    deferrable: affinity,
                    strong_reads: !affinity,
                    from_side: sides.0,
                    to_side: sides.1,
                    bends,
                    ..Connection::new(stub("from"), stub("to"))
                };
                (connection, ends.0, ends.1)
            },
        )
}

fn rule() -> impl Strategy<Value = (SecurityRule, Option<Index>)> {
    let protocols = vec![Protocol::Tcp, Protocol::Udp, Protocol::Icmp, Protocol::All];
    (
        select(protocols),
        (any::<u16>(), any::<u16>()),
        select(vec!["0.0.0.0/0", "10.0.0.0/8", "2001:db8::/32"]),
        text(),
        option::of(any::<Index>()),
    )
        .prop_map(|(protocol, (a, b), range, description, group)| {
            let rule = SecurityRule {
                protocol,
                ports: PortRange {
                    first: a.min(b),
                    last: a.max(b),
                },
                source: Source::Cidr(range.to_owned()),
                description,
            };
            (rule, group)
        })
}

type RawGroup = (
    LocalText,
    Vec<(SecurityRule, Option<Index>)>,
    Vec<(SecurityRule, Option<Index>)>,
);

fn group() -> impl Strategy<Value = RawGroup> {
    (words(), vec(rule(), 0..3), vec(rule(), 0..2))
}

fn names(stem: &str, count: usize) -> Vec<Id> {
    (0..count)
        .map(|number| Id::new(&format!("{stem}-{number}")).unwrap())
        .collect()
}

fn ruled(rules: Vec<(SecurityRule, Option<Index>)>, groups: &[Id]) -> Vec<SecurityRule> {
    let named = |(mut rule, group): (SecurityRule, Option<Index>)| {
        if let Some(id) = group.and_then(|index| pick(&index, groups)) {
            rule.source = Source::Group(id);
        }
        rule
    };
    rules.into_iter().map(named).collect()
}

/// A valid design with up to a dozen items of each sort.
pub fn design() -> impl Strategy<Value = Design> {
    (
        (words(), words(), settings()),
        vec(raw_container(), 0..8),
        vec(component(), 0..8),
        vec(connection(), 0..8),
        vec(group(), 0..4),
        vec(
            ("[A-Z]{3}[0-9]{3}", option::of(any::<Index>()), text()),
            0..3,
        ),
        option::of((
            words(),
            option::of(amount()),
            any::<Index>(),
            any::<Index>(),
        )),
    )
        .prop_map(
            |(head, containers, components, connections, groups, silenced, scenario)| {
                let mut design = Design {
                    name: head.0,
                    description: head.1,
                    settings: head.2,
                    ..Design::default()
                };
                put_places(&mut design, containers, groups);
                put_traffic(&mut design, components, connections);
                let mut items: Vec<Id> = design.components.keys().cloned().collect();
                for (rule, item, reason) in silenced {
                    let item = item.and_then(|index| pick(&index, &items));
                    if !design
                        .silenced
                        .iter()
                        .any(|s: &Silence| s.rule == rule && s.item == item)
                    {
                        design.silenced.push_back(Silence {
                            rule,
                            item,
                            reason,
                            until: None,
                        });
                    }
                }
                if let Some((name, demand_factor, changed, removed)) = scenario {
                    let mut scenario = Scenario {
                        name,
                        demand_factor,
                        ..Scenario::default()
                    };
                    if let Some(id) = pick(&changed, &items) {
                        let patch = ComponentPatch::adding(&design.components[&id]);
                        scenario.components.insert(id.clone(), patch);
                        scenario.demand_factors.insert(id, 2.5);
                    }
                    items.extend(design.connections.keys().cloned());
                    scenario.removed.extend(pick(&removed, &items));
                    design
                        .scenarios
                        .insert(names("plan", 1)[0].clone(), Arc::new(scenario));
                }
                design
            },
        )
}

fn put_places(design: &mut Design, containers: Vec<RawContainer>, groups: Vec<RawGroup>) {
    let frames = names("frame", containers.len());
    for (number, (kind, name, parent, frame, code, collapsed)) in containers.into_iter().enumerate()
    {
        // Only earlier frames are parents, so there are no cycles.
        let parent = parent.and_then(|index| pick(&index, &frames[..number]));
        let container = Container {
            kind,
            name,
            parent,
            frame,
            code,
            cidr: collapsed.then(|| "10.0.0.0/16".to_owned()),
            auto_assign_public_ip: number % 3 == 1,
            collapsed,
        };
        design
            .containers
            .insert(frames[number].clone(), Arc::new(container));
    }
    let ids = names("sg", groups.len());
    for (number, (name, ingress, egress)) in groups.into_iter().enumerate() {
        let group = SecurityGroup {
            description: name.clone(),
            name,
            ingress: ruled(ingress, &ids),
            egress: ruled(egress, &ids),
        };
        design
            .security_groups
            .insert(ids[number].clone(), Arc::new(group));
    }
}

fn put_traffic(
    design: &mut Design,
    components: Vec<(Component, Vec<Option<Index>>, Vec<Index>)>,
    connections: Vec<(Connection, Index, Index)>,
) {
    let frames: Vec<Id> = design.containers.keys().cloned().collect();
    let groups: Vec<Id> = design.security_groups.keys().cloned().collect();
    let ids = names("part", components.len());
    for (number, (mut component, parents, guards)) in components.into_iter().enumerate() {
        for (placement, parent) in component.placements.iter_mut().zip(parents) {
            placement.parent = parent.and_then(|index| pick(&index, &frames));
        }
        component.security_groups = guards
            .iter()
            .filter_map(|index| pick(index, &groups))
            .collect();
        design
            .components
            .insert(ids[number].clone(), Arc::new(component));
    }
    let ends: Vec<Id> = ids.iter().chain(&frames).cloned().collect();
    let lines = names("line", connections.len());
    for (number, (mut connection, from, to)) in connections.into_iter().enumerate() {
        if let (Some(from), Some(to)) = (pick(&from, &ends), pick(&to, &ends))
            && from != to
        {
            (connection.from, connection.to) = (from, to);
            design
                .connections
                .insert(lines[number].clone(), Arc::new(connection));
        }
    }
}

/// Figures from which [`edit_of`] makes an edit.
pub type RawEdit = (u8, Index, Index, Point, LocalText, Value, bool);

/// The raw material of an edit.
pub fn raw_edit() -> impl Strategy<Value = RawEdit> {
    (
        0_u8..14,
        any::<Index>(),
        any::<Index>(),
        point(),
        words(),
        value(),
        any::<bool>(),
    )
}

/// An edit of that design; it may be refused.
pub fn edit_of(design: &Design, raw: &RawEdit) -> Edit {
    let (choice, one, two, at, name, value, flag) = raw.clone();
    let frames: Vec<Id> = design.containers.keys().cloned().collect();
    let parts: Vec<Id> = design.components.keys().cloned().collect();
    let mut all = [frames.clone(), parts.clone()].concat();
    all.extend(
        design
            .connections
            .keys()
            .chain(design.security_groups.keys())
            .cloned(),
    );
    let fallback = Id::new("nothing").unwrap();
    let any = pick(&one, &all).unwrap_or(fallback.clone());
    let other = pick(&two, &all).unwrap_or(fallback.clone());
    let part = pick(&one, &parts).unwrap_or(fallback.clone());
    let outer = pick(&one, &frames).unwrap_or(fallback);
    let parent = pick(&two, &frames).filter(|_| flag);
    let tile = TileRef {
        component: part.clone(),
        placement: usize::from(flag),
    };
    match choice {
        0 => Edit::SetName(name),
        1 => Edit::PutContainer(
            design.fresh_id("frame"),
            Container {
                frame: frame(at, 300, 200),
                parent,
                ..Container::default()
            },
        ),
        2 => Edit::PutComponent(design.fresh_id("part"), Component::new("kind", parent, at)),
        3 => Edit::PutConnection(design.fresh_id("line"), Connection::new(any, other)),
        4 => Edit::SetProperty {
            id: part,
            property: "p".to_owned(),
            value: flag.then_some(value),
        },
        5 => Edit::Rename(any, name),
        6 => Edit::Move {
            tiles: vec![tile],
            containers: vec![outer],
            dx: at.x,
            dy: at.y,
        },
        7 => Edit::Place { tile, parent, at },
        8 => Edit::PlaceContainer(outer, pick(&two, &frames)),
        9 => Edit::Resize(outer, frame(at, 100, 50)),
        10 | 11 => Edit::Remove {
            ids: [any, other].into_iter().collect(),
            with_members: flag,
        },
        12 => Edit::Silence(Silence {
            rule: "REL001".to_owned(),
            item: flag.then_some(any),
            reason: "so be it".to_owned(),
            until: flag.then(|| "2027-03-31".to_owned()),
        }),
        _ => Edit::Batch(vec![
            Edit::Unsilence("REL001".to_owned(), None),
            Edit::PutSecurityGroup(other, SecurityGroup::default()),
        ]),
    }
}
