//! Patches: what differs in an item, field by field.

use crate::model::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Demand, Id, LocalText,
    Placement, Point, Properties, Rect, SecurityGroup, SecurityProfile, SecurityRule, Settings,
    Side, Value,
};
use std::collections::BTreeMap;

/// A patch whose fields are those of an item, each optional.
macro_rules! patch {
    (
        $(#[$doc:meta])*
        $name:ident of $item:ident {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<$type>,)*
        }
        impl $name {
            /// Names of all fields, as in files.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field),)*];
            /// What turns `base` into `new`.
            pub fn between(base: &$item, new: &$item) -> $name {
                $name {
                    $($field: (base.$field != new.$field).then(|| new.$field.clone()),)*
                }
            }
            /// Lays the patch over an item.
            pub fn apply(&self, item: &mut $item) {
                $(if let Some(value) = &self.$field { item.$field.clone_from(value); })*
            }
            /// Whether it changes nothing.
            pub fn is_empty(&self) -> bool {
                *self == $name::default()
            }
            /// Names of the fields that it changes.
            pub fn fields(&self) -> Vec<&'static str> {
                let mut fields = Vec::new();
                $(if self.$field.is_some() { fields.push(stringify!($field)); })*
                fields
            }
            /// No longer changes that field.
            pub fn reset(&mut self, field: &str) {
                $(if field == stringify!($field) { self.$field = None; })*
            }
        }
    };
}

patch! {
    /// Settings that differ. How figures and findings are shown (currency, rate, review profile) stays the design's.
    SettingsPatch of Settings {
        /// Region of everything outside a Region frame.
        region: String,
        /// Hours in a month.
        hours_per_month: f64,
        /// Whether always-free amounts are subtracted.
        free_tier: bool,
        /// Monthly budget in US dollars.
        monthly_budget_usd: Option<f64>,
        /// Recovery time that the owner asks for, in minutes.
        target_rto_minutes: Option<f64>,
        /// Data loss that the owner accepts, in minutes.
        target_rpo_minutes: Option<f64>,
        /// Recovery time after the loss of a Region, in minutes.
        target_region_rto_minutes: Option<f64>,
        /// Data loss at the loss of a Region, in minutes.
        target_region_rpo_minutes: Option<f64>,
        /// Availability that the owner asks for, in percent.
        target_availability_percent: Option<f64>,
        /// How strict the review is about defence in depth.
        security_profile: SecurityProfile,
        /// Months for which the design will run.
        horizon_months: Option<f64>,
        /// Whether the owner accepts that everything stops with one zone.
        accepts_zone_outage: bool,
        /// Whether every component with a price must carry tags.
        require_tags: bool,
        /// Regions that are allowed besides the design's own.
        allowed_regions: Vec<String>,
        /// Thresholds of rules by code.
        thresholds: BTreeMap<String, f64>,
    }
}

patch! {
    /// A frame that differs, or is added: then `kind` and `frame` are there.
    ContainerPatch of Container {
        /// What it stands for.
        kind: ContainerKind,
        /// Its title.
        name: LocalText,
        /// The frame around it.
        parent: Option<Id>,
        /// Where it is drawn.
        frame: Rect,
        /// Region code, zone name or id of the security group.
        code: Option<String>,
        /// Address range.
        cidr: Option<String>,
        /// Instances get a public address.
        auto_assign_public_ip: bool,
        /// Drawn as a small card.
        collapsed: bool,
    }
}

patch! {
    /// A security group that differs or is added.
    SecurityGroupPatch of SecurityGroup {
        /// What it is called.
        name: LocalText,
        /// What it is for.
        description: LocalText,
        /// What may come in.
        ingress: Vec<SecurityRule>,
        /// What may go out.
        egress: Vec<SecurityRule>,
    }
}

patch! {
    /// A connection that differs, or is added: then `from` and `to` are there.
    ConnectionPatch of Connection {
        /// Who calls.
        from: Id,
        /// Who is called.
        to: Id,
        /// What kind of flow it is.
        kind: ConnectionKind,
        /// Text on the line.
        name: LocalText,
        /// Protocol name.
        protocol: Option<String>,
        /// Port at the called side.
        port: Option<u16>,
        /// Requests of the called per request of the caller.
        calls_per_request: f64,
        /// Share among the alternatives of the caller.
        weight: Option<f64>,
        /// Size of one request in KB.
        request_kb: f64,
        /// Size of one response in KB.
        response_kb: f64,
        /// Share of the requests that only read.
        read_share: f64,
        /// Requests per month, if typed.
        requests_per_month: Option<f64>,
        /// GB per month, if typed.
        gb_per_month: Option<f64>,
        /// Callers prefer targets in their own zone.
        zone_affinity: bool,
        /// Milliseconds after which the caller gives up waiting.
        timeout_ms: Option<f64>,
        /// How often the caller tries again.
        retries: Option<f64>,
        /// What is sent may be handled later.
        deferrable: bool,
        /// Reads must see every write before them.
        strong_reads: bool,
        /// Side at the caller.
        from_side: Option<Side>,
        /// Side at the called.
        to_side: Option<Side>,
        /// Bends set by hand.
        bends: Vec<Point>,
    }
}

impl ContainerPatch {
    /// The frame that the patch adds to a base without it; none where it lacks what a frame needs.
    pub fn made(&self) -> Option<Container> {
        self.kind.as_ref().zip(self.frame)?;
        let mut made = Container::default();
        self.apply(&mut made);
        Some(made)
    }
    /// The patch that adds a frame.
    pub fn adding(item: &Container) -> ContainerPatch {
        ContainerPatch {
            kind: Some(item.kind.clone()),
            frame: Some(item.frame),
            ..ContainerPatch::between(&Container::default(), item)
        }
    }
}

impl SecurityGroupPatch {
    /// The security group that the patch adds to a base without it.
    pub fn made(&self) -> Option<SecurityGroup> {
        let mut made = SecurityGroup::default();
        self.apply(&mut made);
        Some(made)
    }
    /// The patch that adds a security group. It names the group even where the name is empty: a patch that says nothing
    /// would add nothing.
    pub fn adding(item: &SecurityGroup) -> SecurityGroupPatch {
        SecurityGroupPatch {
            name: Some(item.name.clone()),
            ..SecurityGroupPatch::between(&SecurityGroup::default(), item)
        }
    }
}

impl ConnectionPatch {
    /// The connection that the patch adds to a base without it; none where it lacks an end.
    pub fn made(&self) -> Option<Connection> {
        let mut made = Connection::new(self.from.clone()?, self.to.clone()?);
        self.apply(&mut made);
        Some(made)
    }
    /// The patch that adds a connection.
    pub fn adding(item: &Connection) -> ConnectionPatch {
        let plain = Connection::new(item.from.clone(), item.to.clone());
        ConnectionPatch {
            from: Some(item.from.clone()),
            to: Some(item.to.clone()),
            ..ConnectionPatch::between(&plain, item)
        }
    }
}

/// A tile that differs, or is added: then `at` is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacementPatch {
    /// The frame that it stands in.
    pub parent: Option<Option<Id>>,
    /// Its top left corner.
    pub at: Option<Point>,
    /// How many instances run here.
    pub instances: Option<Option<u32>>,
}

impl PlacementPatch {
    fn between(base: &Placement, new: &Placement) -> PlacementPatch {
        PlacementPatch {
            parent: (base.parent != new.parent).then(|| new.parent.clone()),
            at: (base.at != new.at).then_some(new.at),
            instances: (base.instances != new.instances).then_some(new.instances),
        }
    }
    fn adding(new: &Placement) -> PlacementPatch {
        PlacementPatch {
            at: Some(new.at),
            ..PlacementPatch::between(&Placement::default(), new)
        }
    }
    /// The tile over that of the base; none where there is neither.
    fn over(&self, base: Option<&Placement>) -> Option<Placement> {
        let mut tile = match (base, self.at) {
            (Some(base), _) => base.clone(),
            (None, Some(_)) => Placement::default(),
            (None, None) => return None,
        };
        if let Some(parent) = &self.parent {
            tile.parent.clone_from(parent);
        }
        tile.at = self.at.unwrap_or(tile.at);
        tile.instances = self.instances.unwrap_or(tile.instances);
        Some(tile)
    }
}

/// A component that differs, or is added: then `kind` and the place of its tiles are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComponentPatch {
    /// Name of its kind. Where it differs from that of the base, the properties of the base do not count.
    pub kind: Option<String>,
    /// What the tile says.
    pub name: Option<LocalText>,
    /// Its tiles, over those of the base one by one; their number is the component's.
    pub placements: Option<Vec<PlacementPatch>>,
    /// Properties that differ; none takes one back to its default.
    pub properties: BTreeMap<String, Option<Value>>,
    /// Its security groups.
    pub security_groups: Option<Vec<Id>>,
    /// Requests that start here; inner none: no entry.
    pub demand: Option<Option<Demand>>,
    /// Tags that differ; none takes one away.
    pub tags: BTreeMap<String, Option<String>>,
    /// Free text.
    pub note: Option<LocalText>,
    /// Cannot be moved or deleted.
    pub locked: Option<bool>,
}

/// What turns one map into another.
fn entries<T: Clone + PartialEq>(
    base: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
) -> BTreeMap<String, Option<T>> {
    let set = new
        .iter()
        .filter(|(key, value)| base.get(*key) != Some(value))
        .map(|(key, value)| (key.clone(), Some(value.clone())));
    let gone = base.keys().filter(|key| !new.contains_key(*key));
    set.chain(gone.map(|key| (key.clone(), None))).collect()
}

fn map(properties: &Properties) -> BTreeMap<String, Value> {
    let entries = properties.iter();
    entries
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn lay<T: Clone>(over: &BTreeMap<String, Option<T>>, base: &mut BTreeMap<String, T>) {
    for (key, value) in over {
        match value {
            Some(value) => drop(base.insert(key.clone(), value.clone())),
            None => drop(base.remove(key)),
        }
    }
}

impl ComponentPatch {
    /// What turns `base` into `new`.
    pub fn between(base: &Component, new: &Component) -> ComponentPatch {
        let other = base.kind != new.kind;
        let properties = if other {
            entries(&BTreeMap::new(), &map(&new.properties))
        } else if base.properties == new.properties {
            BTreeMap::new()
        } else {
            entries(&map(&base.properties), &map(&new.properties))
        };
        ComponentPatch {
            kind: other.then(|| new.kind.to_string()),
            name: (base.name != new.name).then(|| new.name.clone()),
            placements: (base.placements != new.placements).then(|| {
                let tiles = new.placements.iter().enumerate();
                let over = |(at, tile)| match base.placements.get(at) {
                    Some(base) => PlacementPatch::between(base, tile),
                    None => PlacementPatch::adding(tile),
                };
                tiles.map(over).collect()
            }),
            properties,
            security_groups: (base.security_groups != new.security_groups)
                .then(|| new.security_groups.clone()),
            demand: (base.demand != new.demand).then(|| new.demand.clone()),
            tags: entries(&base.tags, &new.tags),
            note: (base.note != new.note).then(|| new.note.clone()),
            locked: (base.locked != new.locked).then_some(new.locked),
        }
    }
    /// The patch that adds a component.
    pub fn adding(new: &Component) -> ComponentPatch {
        let mut plain = Component::new(new.kind, None, Point::default());
        plain.placements.clear();
        ComponentPatch {
            kind: Some(new.kind.to_string()),
            ..ComponentPatch::between(&plain, new)
        }
    }
    /// Lays the patch over a component.
    pub fn apply(&self, item: &mut Component) {
        if let Some(kind) = self.kind.as_deref().filter(|kind| item.kind != *kind) {
            item.kind = kind.into();
            item.properties.clear();
        }
        if !self.properties.is_empty() {
            item.properties
                .change(|values| lay(&self.properties, values));
        }
        lay(&self.tags, &mut item.tags);
        if let Some(name) = &self.name {
            item.name.clone_from(name);
        }
        if let Some(tiles) = &self.placements {
            let over = |(at, tile): (usize, &PlacementPatch)| tile.over(item.placements.get(at));
            let tiles: Vec<Placement> = tiles.iter().enumerate().filter_map(over).collect();
            if !tiles.is_empty() {
                item.placements = tiles;
            }
        }
        if let Some(groups) = &self.security_groups {
            item.security_groups.clone_from(groups);
        }
        if let Some(demand) = &self.demand {
            item.demand.clone_from(demand);
        }
        if let Some(note) = &self.note {
            item.note.clone_from(note);
        }
        item.locked = self.locked.unwrap_or(item.locked);
    }
    /// The component that the patch adds to a base without it; none where it lacks what a component needs.
    pub fn made(&self) -> Option<Component> {
        let mut made = Component::new(self.kind.clone()?, None, Point::default());
        made.placements.clear();
        self.apply(&mut made);
        (!made.placements.is_empty()).then_some(made)
    }
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == ComponentPatch::default()
    }
    /// Whether it changes nothing but properties.
    pub fn is_properties(&self) -> bool {
        let rest = ComponentPatch {
            properties: BTreeMap::new(),
            ..self.clone()
        };
        !self.properties.is_empty() && rest.is_empty()
    }
    /// Names of the fields that it changes, as in files, without the properties.
    pub fn fields(&self) -> Vec<&'static str> {
        let all = [
            ("kind", self.kind.is_some()),
            ("name", self.name.is_some()),
            ("placements", self.placements.is_some()),
            ("security_groups", self.security_groups.is_some()),
            ("demand", self.demand.is_some()),
            ("tags", !self.tags.is_empty()),
            ("note", self.note.is_some()),
            ("locked", self.locked.is_some()),
        ];
        let set = all.into_iter().filter(|(_, set)| *set);
        set.map(|(name, _)| name).collect()
    }
    /// No longer changes that field.
    pub fn reset(&mut self, field: &str) {
        match field {
            "kind" => {
                self.kind = None;
                // They belong to the other kind.
                self.properties.clear();
            }
            "name" => self.name = None,
            "placements" => self.placements = None,
            "security_groups" => self.security_groups = None,
            "demand" => self.demand = None,
            "tags" => self.tags.clear(),
            "note" => self.note = None,
            "locked" => self.locked = None,
            _ => {}
        }
    }
}
