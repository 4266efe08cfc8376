//! From the file's shape to the model: ids, references, addresses, ports and numbers are checked here, all of them.

mod scenario;

pub(super) use scenario::ShortForm;

use super::position::Path;
use super::problem::{Problems, list};
use super::schema::{
    Entries, FileComponent, FileConnection, FileContainer, FileDesign, FilePlacement, FileRule,
    FileSecurityGroup,
};
use crate::diag::{Diagnostic, did_you_mean};
use crate::model::edit::TileRef;
use crate::model::properties::Alike;
use crate::model::{
    Component, Connection, Container, ContainerKind, Demand, DemandRate, Design, Id, Placement,
    Point, PortRange, Rect, SecurityGroup, SecurityRule, Settings, Source, connection,
};
use crate::pricing::Date;
use crate::scene::layout::Unplaced;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

/// Sorts of items that an id can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Container,
    Component,
    Connection,
    SecurityGroup,
}

impl Sort {
    const ALL: [Sort; 4] = [
        Sort::Container,
        Sort::Component,
        Sort::Connection,
        Sort::SecurityGroup,
    ];
    fn section(self) -> &'static str {
        match self {
            Sort::Container => "containers",
            Sort::Component => "components",
            Sort::Connection => "connections",
            Sort::SecurityGroup => "security_groups",
        }
    }
    fn noun(self) -> &'static str {
        match self {
            Sort::Container => "container",
            Sort::Component => "component",
            Sort::Connection => "connection",
            Sort::SecurityGroup => "security group",
        }
    }
}

/// Makes the design, and says where scenarios state properties in the short form and what has no place. In a fragment
/// (`is_fragment`) items may name what is not part of it.
pub(super) fn design(
    file: FileDesign,
    is_fragment: bool,
    problems: &mut Problems,
) -> (Design, ShortForm, Unplaced) {
    let known = known(&file, problems);
    let unplaced = unplaced(&file);
    let mut cx = Convert {
        known,
        is_fragment,
        problems,
        alike: Alike::default(),
    };
    cx.settings(&file.settings, &Path::of(["settings"]));
    let containers = cx.containers(file.containers);
    let components = cx.section(file.components, Sort::Component, Convert::component);
    let connections = cx.section(file.connections, Sort::Connection, Convert::connection);
    let security_groups = cx.section(
        file.security_groups,
        Sort::SecurityGroup,
        Convert::security_group,
    );
    let silenced = cx.silences(file.silenced, &Path::of(["silenced"]));
    let (scenarios, short) = cx.scenarios(file.scenarios);
    let design = Design {
        name: file.name.0,
        description: file.description.0,
        settings: file.settings,
        containers: containers
            .into_iter()
            .map(|(id, item)| (id, Arc::new(item)))
            .collect(),
        components,
        connections,
        security_groups,
        silenced,
        scenarios,
    };
    (design, short, unplaced)
}

/// Tiles and frames that the file gives no place; they stand at the origin until they are laid out.
fn unplaced(file: &FileDesign) -> Unplaced {
    let mut unplaced = Unplaced::default();
    for (name, component) in &file.components.0 {
        let Ok(id) = Id::new(name) else { continue };
        let places: Vec<bool> = match &component.placements {
            Some(placements) => placements.iter().map(|place| place.at.is_some()).collect(),
            None => vec![component.at.is_some()],
        };
        for (placement, _) in places.into_iter().enumerate().filter(|(_, placed)| !placed) {
            unplaced.tiles.insert(TileRef {
                component: id.clone(),
                placement,
            });
        }
    }
    for (name, container) in &file.containers.0 {
        if container.frame.is_none()
            && let Ok(id) = Id::new(name)
        {
            unplaced.frames.insert(id);
        }
    }
    unplaced
}

/// All ids with their sort; reports those that occur twice.
fn known(file: &FileDesign, problems: &mut Problems) -> BTreeMap<String, Sort> {
    let mut known: BTreeMap<String, Sort> = BTreeMap::new();
    let mut times: HashMap<(&str, &str), usize> = HashMap::new();
    let names = [
        (Sort::Container, keys(&file.containers)),
        (Sort::Component, keys(&file.components)),
        (Sort::Connection, keys(&file.connections)),
        (Sort::SecurityGroup, keys(&file.security_groups)),
    ];
    for (sort, names) in names {
        for name in names {
            let count = times.entry((sort.section(), name)).or_default();
            *count += 1;
            let path = Path::of([sort.section(), name]);
            match known.get(name) {
                Some(first) if *first == sort => problems.key(
                    path,
                    *count - 1,
                    Diagnostic::error("duplicate-id", format!("{} `{name}` is defined twice", sort.noun()))
                        .help("give one of them another id, or remove it"),
                ),
                Some(first) => problems.key(
                    path,
                    *count - 1,
                    Diagnostic::error(
                        "duplicate-id",
                        format!("`{name}` names both a {} and a {}", first.noun(), sort.noun()),
                    )
                    .help("containers, components, connections and security groups share their ids; give one another id"),
                ),
                None => {
                    known.insert(name.to_owned(), sort);
                }
            }
        }
    }
    known
}

fn keys<T>(entries: &Entries<T>) -> Vec<&str> {
    entries.0.iter().map(|(key, _)| key.as_str()).collect()
}

struct Convert<'a> {
    known: BTreeMap<String, Sort>,
    is_fragment: bool,
    problems: &'a mut Problems,
    alike: Alike,
}

impl Convert<'_> {
    fn section<F, T>(
        &mut self,
        entries: Entries<F>,
        sort: Sort,
        convert: fn(&mut Self, &str, F, &Path) -> Option<T>,
    ) -> imbl::OrdMap<Id, Arc<T>>
    where
        T: Clone,
    {
        let mut items = imbl::OrdMap::new();
        for (name, item) in entries.0 {
            let path = Path::of([sort.section(), &name]);
            let id = self.id(&name, &path);
            if let (Some(id), Some(item)) = (id, convert(self, &name, item, &path)) {
                items.insert(id, Arc::new(item));
            }
        }
        items
    }

    /// A key as an id.
    fn id(&mut self, text: &str, path: &Path) -> Option<Id> {
        match Id::new(text) {
            Ok(id) => Some(id),
            Err(error) => {
                self.problems.key(
                    path.clone(),
                    0,
                    Diagnostic::error("invalid-id", error.to_string()),
                );
                None
            }
        }
    }

    /// Reports a text that is no day.
    fn day(&mut self, text: &str, path: Path) {
        if text.parse::<Date>().is_err() {
            let message = format!("`{text}` is not a day");
            let diagnostic = Diagnostic::error("invalid-day", message);
            self.problems
                .value(path, diagnostic.label("expected `YYYY-MM-DD`"));
        }
    }

    /// A text that names an item of one of the sorts.
    fn reference(&mut self, text: &str, path: &Path, sorts: &[Sort], owner: &str) -> Option<Id> {
        let Ok(id) = Id::new(text) else {
            let error = Id::new(text).err().map(|error| error.to_string());
            self.problems.value(
                path.clone(),
                Diagnostic::error("invalid-id", error.unwrap_or_default()),
            );
            return None;
        };
        let found = self.known.get(text).copied();
        if found.is_some_and(|sort| sorts.contains(&sort)) || (found.is_none() && self.is_fragment)
        {
            return Some(id);
        }
        let nouns: Vec<&str> = sorts.iter().map(|sort| sort.noun()).collect();
        let nouns = if sorts.len() == Sort::ALL.len() {
            "item".to_owned()
        } else {
            nouns.join(" or ")
        };
        let candidates = || {
            self.known
                .iter()
                .filter(|(_, sort)| sorts.contains(sort))
                .map(|(name, _)| name.as_str())
        };
        let mut diagnostic = match found {
            Some(sort) => Diagnostic::error(
                "wrong-sort",
                format!(
                    "`{text}` in {owner} is a {}, expected a {nouns}",
                    sort.noun()
                ),
            ),
            None => Diagnostic::error("unknown-id", format!("unknown {nouns} `{text}` in {owner}")),
        };
        diagnostic = diagnostic.label(match list(candidates(), 5) {
            Some(names) => format!("defined here are {names}"),
            None => format!("no {nouns} is defined"),
        });
        diagnostic.help = did_you_mean(text, candidates());
        self.problems.value(path.clone(), diagnostic);
        None
    }

    fn number(&mut self, value: f64, path: &Path, name: &str, min: f64, max: f64, unit: &str) {
        if value.is_finite() && (min..=max).contains(&value) {
            return;
        }
        let unit = if unit.is_empty() {
            String::new()
        } else {
            format!(" {unit}")
        };
        let expected = if max >= 1e15 {
            format!("a number of at least {min}{unit}")
        } else {
            format!("a number from {min} to {max}{unit}")
        };
        let code = if value.is_finite() {
            "out-of-range"
        } else {
            "not-finite"
        };
        self.problems.value(
            path.clone(),
            Diagnostic::error(code, format!("`{name}` is {value}, expected {expected}"))
                .label(format!("expected {expected}")),
        );
    }

    fn settings(&mut self, settings: &Settings, path: &Path) {
        self.region(&settings.region, &path.then("region"));
        let largest = 1e15;
        let mut check = |name: &str, value: Option<f64>, min: f64, max: f64, unit: &str| {
            if let Some(value) = value {
                self.number(value, &path.then(name), name, min, max, unit);
            }
        };
        check(
            "hours_per_month",
            Some(settings.hours_per_month),
            1.0,
            744.0,
            "h",
        );
        check(
            "currency_rate",
            settings.currency_rate,
            1e-6,
            largest,
            "per US dollar",
        );
        check(
            "monthly_budget_usd",
            settings.monthly_budget_usd,
            0.0,
            largest,
            "US dollars",
        );
        check(
            "target_rto_minutes",
            settings.target_rto_minutes,
            0.0,
            largest,
            "minutes",
        );
        check(
            "target_rpo_minutes",
            settings.target_rpo_minutes,
            0.0,
            largest,
            "minutes",
        );
        check(
            "target_region_rto_minutes",
            settings.target_region_rto_minutes,
            0.0,
            largest,
            "minutes",
        );
        check(
            "target_region_rpo_minutes",
            settings.target_region_rpo_minutes,
            0.0,
            largest,
            "minutes",
        );
        check(
            "target_availability_percent",
            settings.target_availability_percent,
            0.0,
            100.0,
            "%",
        );
        check(
            "horizon_months",
            settings.horizon_months,
            0.0,
            largest,
            "months",
        );
        for (index, code) in settings.allowed_regions.iter().enumerate() {
            let path = path.then("allowed_regions").then(&index.to_string());
            self.region(code, &path);
        }
        for (code, value) in &settings.thresholds {
            let path = path.then("thresholds").then(code);
            self.finite(*value, &path, code);
        }
    }

    fn region(&mut self, code: &str, path: &Path) {
        let catalogue = crate::pricing::Catalogue::embedded();
        if catalogue.region(code).is_some() {
            return;
        }
        let codes = || {
            catalogue
                .regions()
                .iter()
                .map(|region| region.code.as_str())
        };
        let mut diagnostic =
            Diagnostic::error("unknown-region", format!("unknown Region `{code}`"))
                .label("expected a Region code such as `ap-northeast-2`");
        diagnostic.help = did_you_mean(code, codes());
        self.problems.value(path.clone(), diagnostic);
    }

    fn finite(&mut self, value: f64, path: &Path, name: &str) -> bool {
        if !value.is_finite() {
            self.problems.value(
                path.clone(),
                Diagnostic::error(
                    "not-finite",
                    format!("`{name}` is {value}, expected a finite number"),
                ),
            );
        }
        value.is_finite()
    }

    fn containers(&mut self, entries: Entries<FileContainer>) -> BTreeMap<Id, Container> {
        let mut containers = BTreeMap::new();
        for (name, file) in entries.0 {
            let path = Path::of(["containers", &name]);
            if let (Some(id), Some(container)) =
                (self.id(&name, &path), self.container(&name, file, &path))
            {
                containers.insert(id, container);
            }
        }
        self.cycles(&containers);
        containers
    }

    fn container(&mut self, name: &str, file: FileContainer, path: &Path) -> Option<Container> {
        let owner = format!("container `{name}`");
        let parent = self.parent(file.parent.as_deref(), path, &owner);
        let (x, y, w, h) = file.frame.unwrap_or_default();
        let frame = Rect::new(x, y, w, h);
        self.frame(frame, path, &owner);
        if let Some(cidr) = &file.cidr {
            self.cidr(cidr, &path.then("cidr"), &owner);
        }
        let kind = ContainerKind::from(file.kind);
        match (&kind, &file.code) {
            (ContainerKind::Region, Some(code)) => self.region(code, &path.then("code")),
            (ContainerKind::SecurityGroup, Some(code)) => {
                self.reference(code, &path.then("code"), &[Sort::SecurityGroup], &owner);
            }
            (kind, _) if matches!(kind, ContainerKind::Unknown(_)) => {
                self.container_kind(kind, &owner, path);
            }
            _ => {}
        }
        Some(Container {
            kind,
            name: file.name.0,
            parent,
            frame,
            code: file.code,
            cidr: file.cidr,
            auto_assign_public_ip: file.auto_assign_public_ip,
            collapsed: file.collapsed,
        })
    }

    fn frame(&mut self, frame: Rect, path: &Path, owner: &str) {
        if frame.is_valid() {
            return;
        }
        let Rect { x, y, w, h } = frame;
        let expected = "four finite numbers: left, top, width and height, the size not negative";
        self.problems.value(
            path.then("frame"),
            Diagnostic::error(
                "bad-frame",
                format!("the frame of {owner} is ({x}, {y}, {w}, {h}), expected {expected}"),
            ),
        );
    }

    fn container_kind(&mut self, kind: &ContainerKind, owner: &str, path: &Path) {
        if let ContainerKind::Unknown(kind) = kind {
            let known = ContainerKind::KNOWN;
            let mut diagnostic = Diagnostic::warning(
                "unknown-kind",
                format!("unknown kind `{kind}` of {owner}; it is kept and drawn as a group"),
            );
            diagnostic.help = did_you_mean(kind, known.iter().map(ContainerKind::as_str));
            self.problems.value(path.then("kind"), diagnostic);
        }
    }

    fn parent(&mut self, text: Option<&str>, path: &Path, owner: &str) -> Option<Id> {
        self.reference(text?, &path.then("in"), &[Sort::Container], owner)
    }

    /// Reports every ring of containers once.
    fn cycles(&mut self, containers: &BTreeMap<Id, Container>) {
        let mut done: HashMap<&Id, usize> = HashMap::new();
        for (round, start) in containers.keys().enumerate() {
            let mut chain: Vec<&Id> = Vec::new();
            let mut next = Some(start);
            while let Some(id) = next {
                match done.get(id) {
                    Some(seen) if *seen == round => {
                        let from = chain.iter().position(|other| *other == id).unwrap_or(0);
                        let ring = chain.get(from..).unwrap_or_default();
                        let mut names: Vec<String> =
                            ring.iter().take(8).map(|id| format!("`{id}`")).collect();
                        names.push(format!("`{id}`"));
                        self.problems.value(
                            Path::of(["containers", id.as_str(), "in"]),
                            Diagnostic::error(
                                "cyclic-containers",
                                format!(
                                    "containers stand inside each other: {}",
                                    names.join(" in ")
                                ),
                            )
                            .help("take one of them out: remove its `in`"),
                        );
                        break;
                    }
                    Some(_) => break,
                    None => {}
                }
                done.insert(id, round);
                chain.push(id);
                next = containers.get(id).and_then(|item| item.parent.as_ref());
            }
        }
    }

    fn cidr(&mut self, text: &str, path: &Path, owner: &str) {
        let valid = text
            .trim()
            .split_once('/')
            .is_some_and(|(address, prefix)| {
                let most = match address.parse::<IpAddr>() {
                    Ok(IpAddr::V4(_)) => 32,
                    Ok(IpAddr::V6(_)) => 128,
                    Err(_) => return false,
                };
                prefix.parse::<u8>().is_ok_and(|prefix| prefix <= most)
            });
        if !valid {
            self.problems.value(
                path.clone(),
                Diagnostic::error(
                    "bad-cidr",
                    format!("`{text}` in {owner} is not an address range"),
                )
                .label("expected an address and a prefix length such as `10.0.0.0/16`"),
            );
        }
    }

    fn component(&mut self, name: &str, file: FileComponent, path: &Path) -> Option<Component> {
        let owner = format!("component `{name}`");
        let single = file.at.is_some() || file.parent.is_some() || file.instances.is_some();
        let placements = match file.placements {
            Some(_) if single => {
                self.two_places(path, &owner);
                return None;
            }
            Some(placements) => placements
                .into_iter()
                .enumerate()
                .map(|(index, file)| {
                    self.placement(file, &path.then("placements").at(index), &owner)
                })
                .collect(),
            None => {
                let file_placement = FilePlacement {
                    parent: file.parent,
                    at: file.at,
                    instances: file.instances,
                };
                vec![self.placement(file_placement, path, &owner)]
            }
        };
        if placements.is_empty() {
            self.no_places(path, &owner);
        }
        let security_groups = file
            .security_groups
            .iter()
            .enumerate()
            .filter_map(|(index, group)| {
                let path = path.then("security_groups").at(index);
                self.reference(group, &path, &[Sort::SecurityGroup], &owner)
            })
            .collect();
        if let Some(demand) = &file.demand {
            self.demand(demand, &path.then("demand"));
        }
        let properties = self.map(file.properties, &path.then("properties"), &owner);
        Some(Component {
            kind: file.kind.into(),
            name: file.name.0,
            placements,
            properties: self.alike.one(properties),
            security_groups,
            demand: file.demand,
            tags: self.map(file.tags, &path.then("tags"), &owner),
            note: file.note.0,
            locked: file.locked,
        })
    }

    fn two_places(&mut self, path: &Path, owner: &str) {
        let message = format!("{owner} has both `placements` and `in`, `at` or `instances`");
        self.problems.value(
            path.then("placements"),
            Diagnostic::error("two-places", message)
                .help("keep `placements` for several tiles, `in` and `at` for one"),
        );
    }

    fn no_places(&mut self, path: &Path, owner: &str) {
        let message = format!("`placements` of {owner} is empty");
        self.problems.value(
            path.then("placements"),
            Diagnostic::error("empty-placements", message)
                .label("expected at least one place: `(at: (x, y))`"),
        );
    }

    /// A map whose keys must differ.
    fn map<T>(&mut self, entries: Entries<T>, path: &Path, owner: &str) -> BTreeMap<String, T> {
        let mut map = BTreeMap::new();
        let mut times: HashMap<String, usize> = HashMap::new();
        for (key, value) in entries.0 {
            let count = times.entry(key.clone()).or_default();
            *count += 1;
            if *count > 1 {
                self.problems.key(
                    path.then(&key),
                    *count - 1,
                    Diagnostic::error("duplicate-key", format!("`{key}` of {owner} is set twice"))
                        .help("remove one of the two"),
                );
            }
            map.insert(key, value);
        }
        map
    }

    fn placement(&mut self, file: FilePlacement, path: &Path, owner: &str) -> Placement {
        Placement {
            parent: self.parent(file.parent.as_deref(), path, owner),
            at: self.point(file.at.unwrap_or_default(), &path.then("at"), owner),
            instances: file.instances,
        }
    }

    fn point(&mut self, (x, y): (f32, f32), path: &Path, owner: &str) -> Point {
        let point = Point::new(x, y);
        if !point.is_finite() {
            self.problems.value(
                path.clone(),
                Diagnostic::error(
                    "not-finite",
                    format!("place ({x}, {y}) of {owner}, expected finite numbers"),
                ),
            );
        }
        point
    }

    fn demand(&mut self, demand: &Demand, path: &Path) {
        let rate = path.then("rate");
        let largest = 1e15;
        match demand.rate {
            DemandRate::RequestsPerSecond(value) => {
                self.number(value, &rate.at(0), "requests_per_second", 0.0, largest, "");
            }
            DemandRate::RequestsPerMonth(value) => {
                self.number(value, &rate.at(0), "requests_per_month", 0.0, largest, "");
            }
            DemandRate::MonthlyUsers {
                users,
                requests_per_user,
            }
            | DemandRate::DailyUsers {
                users,
                requests_per_user,
            } => {
                self.number(users, &rate.then("users"), "users", 0.0, largest, "");
                let path = rate.then("requests_per_user");
                self.number(
                    requests_per_user,
                    &path,
                    "requests_per_user",
                    0.0,
                    largest,
                    "",
                );
            }
        }
        self.number(
            demand.peak_factor,
            &path.then("peak_factor"),
            "peak_factor",
            1.0,
            1e6,
            "",
        );
        let profile = path.then("hourly_profile");
        if !matches!(demand.hourly_profile.len(), 0 | 24) {
            let count = demand.hourly_profile.len();
            self.problems.value(
                profile.clone(),
                Diagnostic::error(
                    "bad-profile",
                    format!("`hourly_profile` has {count} values, expected 24, one an hour"),
                ),
            );
        }
        for (index, weight) in demand.hourly_profile.iter().enumerate() {
            let path = profile.at(index);
            self.number(*weight, &path, "hourly_profile", 0.0, largest, "");
        }
    }

    fn connection(&mut self, name: &str, file: FileConnection, path: &Path) -> Option<Connection> {
        let owner = format!("connection `{name}`");
        let ends = [Sort::Component, Sort::Container];
        let from = self.reference(&file.from, &path.then("from"), &ends, &owner);
        let to = self.reference(&file.to, &path.then("to"), &ends, &owner);
        if file.from == file.to {
            self.same_ends(&owner, &file.to, path);
        }
        self.flow(
            path,
            &[
                ("calls_per_request", file.calls_per_request),
                ("weight", file.weight),
                ("request_kb", file.request_kb),
                ("response_kb", file.response_kb),
                ("read_share", file.read_share),
                ("requests_per_month", file.requests_per_month),
                ("gb_per_month", file.gb_per_month),
                ("timeout_ms", file.timeout_ms),
                ("retries", file.retries),
            ],
        );
        let bends = file.bends.iter().enumerate();
        let bends = bends
            .map(|(index, at)| self.point(*at, &path.then("bends").at(index), &owner))
            .collect();
        Some(Connection {
            from: from?,
            to: to?,
            kind: file.kind,
            name: file.name.0,
            protocol: file.protocol,
            port: file.port,
            calls_per_request: file.calls_per_request.unwrap_or(1.0),
            weight: file.weight,
            request_kb: file.request_kb.unwrap_or(1.0),
            response_kb: file.response_kb.unwrap_or(1.0),
            read_share: file.read_share.unwrap_or(connection::DEFAULT_READ_SHARE),
            requests_per_month: file.requests_per_month,
            gb_per_month: file.gb_per_month,
            zone_affinity: file.zone_affinity,
            timeout_ms: file.timeout_ms,
            retries: file.retries,
            deferrable: file.deferrable,
            strong_reads: file.strong_reads,
            from_side: file.from_side,
            to_side: file.to_side,
            bends,
        })
    }

    fn same_ends(&mut self, owner: &str, end: &str, path: &Path) {
        let message = format!("{owner} goes from `{end}` to itself");
        let diagnostic = Diagnostic::error("same-ends", message);
        self.problems.value(
            path.then("to"),
            diagnostic.label("expected two different items"),
        );
    }

    /// Checks the figures of a connection, by name.
    fn flow(&mut self, path: &Path, figures: &[(&str, Option<f64>)]) {
        for (name, value) in figures {
            let (max, unit) = match *name {
                "read_share" => (1.0, ""),
                "retries" => (1_000.0, ""),
                "request_kb" | "response_kb" => (1e15, "KB"),
                "gb_per_month" => (1e15, "GB"),
                "timeout_ms" => (1e15, "ms"),
                _ => (1e15, ""),
            };
            if let Some(value) = value {
                self.number(*value, &path.then(name), name, 0.0, max, unit);
            }
        }
    }

    fn security_group(
        &mut self,
        name: &str,
        file: FileSecurityGroup,
        path: &Path,
    ) -> Option<SecurityGroup> {
        let owner = format!("security group `{name}`");
        let mut rules = |rules: Vec<FileRule>, section: &str| {
            let rules = rules.into_iter().enumerate();
            rules
                .filter_map(|(index, rule)| {
                    let path = path.then(section).at(index);
                    self.rule(rule, &path, &owner, section == "ingress")
                })
                .collect()
        };
        Some(SecurityGroup {
            name: file.name.0,
            description: file.description.0,
            ingress: rules(file.ingress, "ingress"),
            egress: rules(file.egress, "egress"),
        })
    }

    fn rule(
        &mut self,
        file: FileRule,
        path: &Path,
        owner: &str,
        is_ingress: bool,
    ) -> Option<SecurityRule> {
        let (range, group, words, wrong) = if is_ingress {
            let wrong = file.to.is_some() || file.to_group.is_some();
            (file.from, file.from_group, ["from", "from_group"], wrong)
        } else {
            let wrong = file.from.is_some() || file.from_group.is_some();
            (file.to, file.to_group, ["to", "to_group"], wrong)
        };
        let ports = PortRange::parse(&file.ports.0);
        if ports.is_none() {
            self.problems.value(
                path.then("ports"),
                Diagnostic::error(
                    "bad-ports",
                    format!("`{}` in {owner} is not a range of ports", file.ports.0),
                )
                .label("expected `443`, `8000-8999` (0 to 65535) or `all`"),
            );
        }
        let source = match (range, group) {
            (Some(range), None) if !wrong => {
                self.cidr(&range, &path.then(words[0]), owner);
                Some(Source::Cidr(range))
            }
            (None, Some(group)) if !wrong => {
                let path = path.then(words[1]);
                self.reference(&group, &path, &[Sort::SecurityGroup], owner)
                    .map(Source::Group)
            }
            _ => {
                let [address, member] = words;
                self.problems.value(
                    path.clone(),
                    Diagnostic::error(
                        "bad-rule",
                        format!("a rule of {owner} needs either `{address}` or `{member}`"),
                    )
                    .help(format!(
                        "write `{address}: \"10.0.0.0/16\"` or `{member}: \"id\"`"
                    )),
                );
                None
            }
        };
        Some(SecurityRule {
            protocol: file.protocol,
            ports: ports?,
            source: source?,
            description: file.description,
        })
    }
}
