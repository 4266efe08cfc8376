//! Scenarios: what they name must be in the base or added by them, and what they add must be whole.

use super::{Convert, Sort};
use crate::diag::{Diagnostic, did_you_mean};
use crate::io::ron::position::Path;
use crate::io::ron::schema::{
    Entries, FileComponentPatch, FileConnectionPatch, FileContainerPatch, FilePlacementPatch,
    FileScenario, FileSecurityGroupPatch, FileSettings, FileSilence, Given,
};
use crate::model::scenario::{
    ComponentPatch, ConnectionPatch, ContainerPatch, PlacementPatch, SecurityGroupPatch,
    SettingsPatch,
};
use crate::model::{
    ContainerKind, Id, Point, Rect, Scenario, Scenarios, SecurityRule, Settings, Silence,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A component of a scenario whose properties stand in the short form: scenario and component.
pub(in crate::io::ron) type ShortForm = BTreeSet<(Id, Id)>;

impl Convert<'_> {
    pub(super) fn scenarios(&mut self, entries: Entries<FileScenario>) -> (Scenarios, ShortForm) {
        let mut scenarios = Scenarios::default();
        let mut short = ShortForm::new();
        let mut times: HashMap<String, usize> = HashMap::new();
        for (name, file) in entries.0 {
            let path = Path::of(["scenarios", &name]);
            let count = times.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 {
                let message = format!("scenario `{name}` is defined twice");
                let twice = Diagnostic::error("duplicate-id", message)
                    .help("give one of them another id, or remove it");
                self.problems.key(path.clone(), *count - 1, twice);
            }
            let mut in_short = Vec::new();
            let base = self.known.clone();
            let scenario = self.scenario(&name, file, &path, &mut in_short);
            self.known = base;
            self.name_of_its_own(&scenarios, &scenario, &path);
            if let Some(id) = self.id(&name, &path) {
                short.extend(in_short.into_iter().map(|item| (id.clone(), item)));
                scenarios.insert(id, Arc::new(scenario));
            }
        }
        (scenarios, short)
    }

    fn name_of_its_own(&mut self, before: &Scenarios, scenario: &Scenario, path: &Path) {
        for (other, earlier) in before.iter() {
            if let Some(name) = scenario.name.shared(&earlier.name) {
                let message = format!("two scenarios are called `{name}`");
                let diagnostic = Diagnostic::error("duplicate-name", message)
                    .label(format!("`{other}` has that name too"));
                self.problems.value(path.then("name"), diagnostic);
                return;
            }
        }
    }

    fn scenario(
        &mut self,
        name: &str,
        file: FileScenario,
        path: &Path,
        short: &mut Vec<Id>,
    ) -> Scenario {
        let owner = format!("scenario `{name}`");
        if let Some(region) = &file.region {
            self.region(region, &path.then("region"));
        }
        if let Some(factor) = file.demand_factor {
            let path = path.then("demand_factor");
            self.number(factor, &path, "demand_factor", 0.0, 1e15, "");
        }
        self.adopt(&file, path, &owner);
        let mut demand_factors = BTreeMap::new();
        let path_of = |section: &str, id: &str| path.then(section).then(id);
        for (id, factor) in self.map(file.demand_factors, &path.then("demand_factors"), &owner) {
            let path = path_of("demand_factors", &id);
            self.number(factor, &path, "demand_factors", 0.0, 1e15, "");
            if let Some(id) = self.component_key(&id, &path, &owner) {
                demand_factors.insert(id, factor);
            }
        }
        let settings = self.settings_patch(file.settings, &path.then("settings"));
        let mut containers = BTreeMap::new();
        for (id, item) in self.map(file.containers, &path.then("containers"), &owner) {
            let path = path_of("containers", &id);
            if let Some(key) = self.item_key(&id, &path, Sort::Container, &owner) {
                containers.insert(key, self.container_patch(&id, item, &path));
            }
        }
        let mut security_groups = BTreeMap::new();
        for (id, item) in self.map(file.security_groups, &path.then("security_groups"), &owner) {
            let path = path_of("security_groups", &id);
            if let Some(key) = self.item_key(&id, &path, Sort::SecurityGroup, &owner) {
                security_groups.insert(key, self.security_group_patch(&id, item, &path));
            }
        }
        let mut components: BTreeMap<Id, ComponentPatch> = BTreeMap::new();
        for (id, item) in self.map(file.components, &path.then("components"), &owner) {
            let path = path_of("components", &id);
            if let Some(key) = self.item_key(&id, &path, Sort::Component, &owner) {
                components.insert(key, self.component_patch(&id, item, &path));
            }
        }
        for (id, set) in self.map(file.properties, &path.then("properties"), &owner) {
            let path = path_of("properties", &id);
            let set = self.map(set, &path, &owner);
            let Some(id) = self.component_key(&id, &path, &owner) else {
                continue;
            };
            let patch = components.entry(id.clone()).or_default();
            if patch.properties.is_empty() {
                short.push(id.clone());
            }
            for (name, value) in set {
                if patch.properties.contains_key(&name) {
                    let message = format!("`{name}` of component `{id}` is set twice");
                    let twice = Diagnostic::error("duplicate-key", message)
                        .help("set it either in `properties` or in `components` of the scenario");
                    self.problems.key(path.then(&name), 0, twice);
                }
                patch.properties.insert(name, value);
            }
        }
        let mut connections = BTreeMap::new();
        for (id, item) in self.map(file.connections, &path.then("connections"), &owner) {
            let path = path_of("connections", &id);
            if let Some(key) = self.item_key(&id, &path, Sort::Connection, &owner) {
                connections.insert(key, self.connection_patch(&id, item, &path));
            }
        }
        let removed = file.removed.iter().enumerate();
        let removed = removed
            .filter_map(|(index, id)| {
                self.reference(id, &path.then("removed").at(index), &Sort::ALL, &owner)
            })
            .collect();
        Scenario {
            name: file.name.0,
            description: file.description.0,
            region: file.region,
            demand_factor: file.demand_factor,
            demand_factors,
            settings,
            containers,
            components,
            connections,
            security_groups,
            removed,
            silenced: self.silences(file.silenced, &path.then("silenced")),
            unsilenced: (file.unsilenced.into_iter().enumerate())
                .filter_map(|(index, own)| {
                    let path = path.then("unsilenced").at(index);
                    let item = self.maybe_item(own.item, &path, &owner)?;
                    Some((own.rule, item))
                })
                .collect(),
        }
    }

    /// Makes the items known that the scenario adds, and refuses patches of items that are not there and not whole.
    fn adopt(&mut self, file: &FileScenario, path: &Path, owner: &str) {
        for (id, item) in &file.containers.0 {
            let whole = item.kind.is_some() && item.frame.is_some();
            let needs = "an added container needs `kind` and `frame`";
            self.adopt_one(id, Sort::Container, whole, (path, owner, needs));
        }
        for (id, _) in &file.security_groups.0 {
            self.adopt_one(id, Sort::SecurityGroup, true, (path, owner, ""));
        }
        for (id, item) in &file.components.0 {
            let tile = |tile: &FilePlacementPatch| tile.at.is_some();
            let placed = item.at.is_some()
                || item
                    .placements
                    .as_ref()
                    .is_some_and(|all| !all.is_empty() && all.iter().all(tile));
            let needs = "an added component needs `kind` and a place: `at: (x, y)`";
            self.adopt_one(
                id,
                Sort::Component,
                item.kind.is_some() && placed,
                (path, owner, needs),
            );
        }
        for (id, item) in &file.connections.0 {
            let whole = item.from.is_some() && item.to.is_some();
            let needs = "an added connection needs `from` and `to`";
            self.adopt_one(id, Sort::Connection, whole, (path, owner, needs));
        }
    }

    fn adopt_one(&mut self, id: &str, sort: Sort, whole: bool, at: (&Path, &str, &str)) {
        let (path, owner, needs) = at;
        if self.known.contains_key(id) {
            return;
        }
        if whole || self.is_fragment {
            self.known.insert(id.to_owned(), sort);
            return;
        }
        let (section, noun) = (sort.section(), sort.noun());
        let known = self.known.iter().filter(|(_, own)| **own == sort);
        let message = format!("unknown {noun} `{id}` in {owner}");
        let mut diagnostic = Diagnostic::error("unknown-id", message).label(needs);
        diagnostic.help = did_you_mean(id, known.map(|(name, _)| name.as_str()));
        self.problems
            .key(path.then(section).then(id), 0, diagnostic);
    }

    /// A key of a section, which is that of an item of that sort. Unknown ones are reported already.
    fn item_key(&mut self, id: &str, path: &Path, sort: Sort, owner: &str) -> Option<Id> {
        let found = *self.known.get(id)?;
        if found == sort {
            return self.id(id, path);
        }
        let (found, noun) = (found.noun(), sort.noun());
        let message = format!("`{id}` in {owner} is a {found}, expected a {noun}");
        let diagnostic = Diagnostic::error("wrong-sort", message);
        self.problems.key(path.clone(), 0, diagnostic);
        None
    }

    /// A key that names a component.
    fn component_key(&mut self, id: &str, path: &Path, owner: &str) -> Option<Id> {
        if self.known.contains_key(id) {
            return self.item_key(id, path, Sort::Component, owner);
        }
        let message = format!("unknown component `{id}` in {owner}");
        let mut diagnostic = Diagnostic::error("unknown-id", message);
        let known = self.known.iter();
        let known = known.filter(|(_, own)| **own == Sort::Component);
        diagnostic.help = did_you_mean(id, known.map(|(name, _)| name.as_str()));
        self.problems.key(path.clone(), 0, diagnostic);
        None
    }

    fn settings_patch(&mut self, file: FileSettings, path: &Path) -> SettingsPatch {
        let patch = SettingsPatch {
            region: file.region,
            hours_per_month: file.hours_per_month,
            free_tier: file.free_tier,
            monthly_budget_usd: file.monthly_budget_usd.0,
            target_rto_minutes: file.target_rto_minutes.0,
            target_rpo_minutes: file.target_rpo_minutes.0,
            target_region_rto_minutes: file.target_region_rto_minutes.0,
            target_region_rpo_minutes: file.target_region_rpo_minutes.0,
            target_availability_percent: file.target_availability_percent.0,
            security_profile: file.security_profile,
            horizon_months: file.horizon_months.0,
            accepts_zone_outage: file.accepts_zone_outage,
            require_tags: file.require_tags,
            allowed_regions: file.allowed_regions,
            thresholds: file.thresholds,
        };
        let mut whole = Settings::default();
        patch.apply(&mut whole);
        self.settings(&whole, path);
        patch
    }

    fn container_patch(
        &mut self,
        id: &str,
        file: FileContainerPatch,
        path: &Path,
    ) -> ContainerPatch {
        let owner = format!("container `{id}`");
        let kind = file.kind.map(ContainerKind::from);
        if let Some(kind) = &kind {
            self.container_kind(kind, &owner, path);
        }
        let code = file.code.0;
        match (&kind, code.as_ref().and_then(Option::as_ref)) {
            (Some(ContainerKind::Region), Some(code)) => self.region(code, &path.then("code")),
            (Some(ContainerKind::SecurityGroup), Some(code)) => {
                self.reference(code, &path.then("code"), &[Sort::SecurityGroup], &owner);
            }
            _ => {}
        }
        let cidr = file.cidr.0;
        if let Some(range) = cidr.as_ref().and_then(Option::as_ref) {
            self.cidr(range, &path.then("cidr"), &owner);
        }
        ContainerPatch {
            kind,
            name: file.name.map(|name| name.0),
            parent: self.given_parent(file.parent, path, &owner),
            frame: file.frame.map(|(x, y, w, h)| {
                let frame = Rect::new(x, y, w, h);
                self.frame(frame, path, &owner);
                frame
            }),
            code,
            cidr,
            auto_assign_public_ip: file.auto_assign_public_ip,
            collapsed: file.collapsed,
        }
    }

    fn given_parent(
        &mut self,
        parent: Given<String>,
        path: &Path,
        owner: &str,
    ) -> Option<Option<Id>> {
        let parent = parent.0?;
        Some(self.parent(parent.as_deref(), path, owner))
    }

    fn component_patch(
        &mut self,
        id: &str,
        file: FileComponentPatch,
        path: &Path,
    ) -> ComponentPatch {
        let owner = format!("component `{id}`");
        let single = FilePlacementPatch {
            parent: file.parent,
            at: file.at,
            instances: file.instances,
        };
        let is_single =
            single.parent.0.is_some() || single.at.is_some() || single.instances.0.is_some();
        let placements = match file.placements {
            Some(_) if is_single => {
                self.two_places(path, &owner);
                None
            }
            Some(tiles) if tiles.is_empty() => {
                self.no_places(path, &owner);
                None
            }
            Some(tiles) => {
                let tiles = tiles.into_iter().enumerate();
                let place = |(index, tile)| {
                    self.placement_patch(tile, &path.then("placements").at(index), &owner)
                };
                Some(tiles.map(place).collect())
            }
            None => is_single.then(|| vec![self.placement_patch(single, path, &owner)]),
        };
        let security_groups = file.security_groups.map(|groups| {
            let groups = groups.iter().enumerate();
            let group = |(index, group): (usize, &String)| {
                let path = path.then("security_groups").at(index);
                self.reference(group, &path, &[Sort::SecurityGroup], &owner)
            };
            groups.filter_map(group).collect()
        });
        if let Some(Some(demand)) = &file.demand.0 {
            self.demand(demand, &path.then("demand"));
        }
        ComponentPatch {
            kind: file.kind,
            name: file.name.map(|name| name.0),
            placements,
            properties: self.map(file.properties, &path.then("properties"), &owner),
            security_groups,
            demand: file.demand.0,
            tags: self.map(file.tags, &path.then("tags"), &owner),
            note: file.note.map(|note| note.0),
            locked: file.locked,
        }
    }

    fn placement_patch(
        &mut self,
        file: FilePlacementPatch,
        path: &Path,
        owner: &str,
    ) -> PlacementPatch {
        PlacementPatch {
            parent: self.given_parent(file.parent, path, owner),
            at: file.at.map(|at| self.point(at, &path.then("at"), owner)),
            instances: file.instances.0,
        }
    }

    fn connection_patch(
        &mut self,
        id: &str,
        file: FileConnectionPatch,
        path: &Path,
    ) -> ConnectionPatch {
        let owner = format!("connection `{id}`");
        let ends = [Sort::Component, Sort::Container];
        let mut end = |name: &str, end: Option<&String>| {
            self.reference(end?, &path.then(name), &ends, &owner)
        };
        let from = end("from", file.from.as_ref());
        let to = end("to", file.to.as_ref());
        if from.is_some() && from == to {
            self.same_ends(&owner, file.to.as_deref().unwrap_or_default(), path);
        }
        self.flow(
            path,
            &[
                ("calls_per_request", file.calls_per_request),
                ("weight", file.weight.0.flatten()),
                ("request_kb", file.request_kb),
                ("response_kb", file.response_kb),
                ("read_share", file.read_share),
                ("requests_per_month", file.requests_per_month.0.flatten()),
                ("gb_per_month", file.gb_per_month.0.flatten()),
                ("timeout_ms", file.timeout_ms.0.flatten()),
                ("retries", file.retries.0.flatten()),
            ],
        );
        let bends = file.bends.map(|bends| {
            let bends = bends.iter().enumerate();
            let bends =
                bends.map(|(index, at)| self.point(*at, &path.then("bends").at(index), &owner));
            bends.collect::<Vec<Point>>()
        });
        ConnectionPatch {
            from,
            to,
            kind: file.kind,
            name: file.name.map(|name| name.0),
            protocol: file.protocol.0,
            port: file.port.0,
            calls_per_request: file.calls_per_request,
            weight: file.weight.0,
            request_kb: file.request_kb,
            response_kb: file.response_kb,
            read_share: file.read_share,
            requests_per_month: file.requests_per_month.0,
            gb_per_month: file.gb_per_month.0,
            zone_affinity: file.zone_affinity,
            timeout_ms: file.timeout_ms.0,
            retries: file.retries.0,
            deferrable: file.deferrable,
            strong_reads: file.strong_reads,
            from_side: file.from_side.0,
            to_side: file.to_side.0,
            bends,
        }
    }

    fn security_group_patch(
        &mut self,
        id: &str,
        file: FileSecurityGroupPatch,
        path: &Path,
    ) -> SecurityGroupPatch {
        let owner = format!("security group `{id}`");
        let mut rules = |rules: Option<Vec<_>>, section: &str| {
            let rules = rules?.into_iter().enumerate();
            let rules = rules.filter_map(|(index, rule)| {
                let path = path.then(section).at(index);
                self.rule(rule, &path, &owner, section == "ingress")
            });
            Some(rules.collect::<Vec<SecurityRule>>())
        };
        SecurityGroupPatch {
            name: file.name.map(|name| name.0),
            description: file.description.map(|text| text.0),
            ingress: rules(file.ingress, "ingress"),
            egress: rules(file.egress, "egress"),
        }
    }

    /// The item that an accepted finding names; outer none where it is unknown.
    fn maybe_item(&mut self, item: Option<String>, path: &Path, owner: &str) -> Option<Option<Id>> {
        match item {
            Some(item) => self
                .reference(&item, &path.then("item"), &Sort::ALL, owner)
                .map(Some),
            None => Some(None),
        }
    }

    /// Accepted findings, without those that name an unknown item.
    pub(super) fn silences<C: FromIterator<Silence>>(
        &mut self,
        all: Vec<FileSilence>,
        path: &Path,
    ) -> C {
        let all = all.into_iter().enumerate();
        all.filter_map(|(index, silence)| {
            let path = path.at(index);
            let item = self.maybe_item(silence.item, &path, "silenced")?;
            if let Some(day) = &silence.until {
                self.day(day, path.then("until"));
            }
            Some(Silence {
                rule: silence.rule,
                item,
                reason: silence.reason,
                until: silence.until,
            })
        })
        .collect()
    }
}
