//! The design: what the user drew, as a value.
//!
//! It knows no AWS service: a component is the name of a kind and properties, and [`crate::catalog`] gives them meaning.
//! Unknown kinds and properties are therefore kept, shown and written back. Items live in persistent ordered maps, so a
//! clone is cheap and an undo step is simply the former design.

#[cfg(test)]
pub mod arbitrary;
pub mod change;
pub mod code;
pub mod component;
pub mod connection;
pub mod container;
pub mod edit;
pub mod frames;
pub mod geometry;
pub mod id;
mod kept;
pub mod properties;
pub mod scenario;
pub mod security_group;
pub mod settings;
pub mod slots;
pub mod text;
pub mod value;

pub use crate::text::Language;
pub use code::Code;
pub use component::{Component, Demand, DemandRate, Placement};
pub use connection::{Connection, ConnectionKind, Side};
pub use container::{Container, ContainerKind};
pub use frames::{Frames, Place};
pub use geometry::{Point, Rect, Size};
pub use id::{Id, InvalidId};
pub use properties::Properties;
pub use scenario::{Scenario, Scenarios};
pub use security_group::{PortRange, Protocol, SecurityGroup, SecurityRule, Source};
pub use settings::{Currency, ReviewProfile, SecurityProfile, Settings};
pub use text::LocalText;
pub use value::Value;

use imbl::OrdMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A design. Ids of containers, components, connections and security groups share one name space.
///
/// Changed only through [`edit::apply`]; cloning costs a few pointer copies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Design {
    /// Title of the design.
    pub name: LocalText,
    /// What it shows and what its figures assume.
    pub description: LocalText,
    /// Region, month, currency, targets.
    pub settings: Settings,
    /// Frames: accounts, Regions, VPCs, zones, subnets, groups.
    pub containers: OrdMap<Id, Arc<Container>>,
    /// What does the work.
    pub components: OrdMap<Id, Arc<Component>>,
    /// Who calls whom.
    pub connections: OrdMap<Id, Arc<Connection>>,
    /// Security groups, named by components.
    pub security_groups: OrdMap<Id, Arc<SecurityGroup>>,
    /// Findings that the user has accepted, with the reason.
    pub silenced: imbl::Vector<Silence>,
    /// Named sets of changes on the base design, in the order in which they are shown.
    pub scenarios: Scenarios,
}

/// A finding that the user has accepted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// Code of the rule, for example `REL001`, or [`Silence::EVERY`].
    pub rule: String,
    /// The item it is accepted for; none means the whole design.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// Why.
    pub reason: String,
    /// Last day on which it is accepted, as `YYYY-MM-DD`; none means for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Silence {
    /// Stands for every rule in [`Silence::rule`].
    pub const EVERY: &'static str = "*";
    /// Whether it is about findings of that rule.
    pub fn is_about(&self, code: &str) -> bool {
        self.rule == code || self.rule == Silence::EVERY
    }
}

impl Design {
    /// The component of that id.
    pub fn component(&self, id: &Id) -> Option<&Component> {
        self.components.get(id).map(AsRef::as_ref)
    }
    /// The container of that id.
    pub fn container(&self, id: &Id) -> Option<&Container> {
        self.containers.get(id).map(AsRef::as_ref)
    }
    /// The connection of that id.
    pub fn connection(&self, id: &Id) -> Option<&Connection> {
        self.connections.get(id).map(AsRef::as_ref)
    }
    /// Whether anything has that id.
    pub fn contains(&self, id: &Id) -> bool {
        self.containers.contains_key(id)
            || self.components.contains_key(id)
            || self.connections.contains_key(id)
            || self.security_groups.contains_key(id)
    }
    /// Whether all of `ids` are there. Many are walked along beside the design, in the order of both: that takes a tenth of
    /// the time of looking each of them up.
    pub fn contains_all(&self, ids: &BTreeSet<Id>) -> bool {
        let items = self.components.len() + self.connections.len();
        if ids.len() < items / 16 {
            return ids.iter().all(|id| self.contains(id));
        }
        let left = id::beside(ids.iter(), self.components.iter());
        let left = left.filter_map(|(id, known)| known.is_none().then_some(id));
        let mut left = id::beside(left, self.connections.iter());
        left.all(|(id, known)| known.is_some() || self.contains(id))
    }
    /// A free id made from `stem`: the stem itself, else `stem-2`, `stem-3` ...
    pub fn fresh_id(&self, stem: &str) -> Id {
        id::fresh(stem, |id| self.contains(id))
    }
    /// The containers around `inner`, from the innermost out. Stops at an unknown id and at a cycle.
    pub fn ancestors(&self, inner: Option<&Id>) -> Ancestors<'_> {
        let next = inner
            .and_then(|id| self.containers.get_key_value(id))
            .map(|(id, _)| id);
        Ancestors {
            design: self,
            next,
            left: self.containers.len() + 1,
        }
    }
    /// The innermost container of kind `kind` around `inner` (or `inner` itself).
    pub fn enclosing(&self, inner: Option<&Id>, kind: ContainerKind) -> Option<(&Id, &Container)> {
        self.ancestors(inner)
            .find(|(_, container)| container.kind == kind)
    }
    /// Region code of a place: the enclosing Region frame's, else the design's own Region.
    pub fn region_of(&self, inner: Option<&Id>) -> &str {
        self.enclosing(inner, ContainerKind::Region)
            .and_then(|(_, container)| container.code.as_deref())
            .unwrap_or(&self.settings.region)
    }
    /// Availability Zone of a place, for example `ap-northeast-2a`, if a zone frame (with a name) stands around it.
    pub fn zone_of(&self, inner: Option<&Id>) -> Option<&str> {
        self.enclosing(inner, ContainerKind::AvailabilityZone)
            .and_then(|(_, container)| container.code.as_deref())
    }
    /// Whether `inner` stands in `outer`, at any depth, or is it.
    pub fn is_inside(&self, inner: Option<&Id>, outer: &Id) -> bool {
        self.ancestors(inner).any(|(id, _)| id == outer)
    }
}

/// Iterator of [`Design::ancestors`].
pub struct Ancestors<'a> {
    design: &'a Design,
    next: Option<&'a Id>,
    left: usize,
}

impl<'a> Iterator for Ancestors<'a> {
    type Item = (&'a Id, &'a Container);
    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let (id, container) = self.design.containers.get_key_value(self.next?)?;
        self.next = container.parent.as_ref();
        Some((id, container))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_ids_are_known_alike() {
        let id = |text: String| Id::new(&text).unwrap_or_else(|error| panic!("{error}"));
        let mut design = Design::default();
        let component = Arc::new(Component::new("instance", None, Point::default()));
        for n in 0..100 {
            let id = id(format!("c{n:02}"));
            design.components.insert(id, component.clone());
        }
        let group = Arc::new(SecurityGroup::default());
        design.security_groups.insert(id("group".into()), group);
        let known: BTreeSet<Id> = design.components.keys().cloned().collect();
        let with = |more: &str| {
            let mut ids = known.clone();
            ids.insert(id(more.into()));
            ids
        };
        assert!(design.contains_all(&known));
        assert!(design.contains_all(&with("group")));
        for stranger in ["a", "c50x", "z"] {
            assert!(!design.contains_all(&with(stranger)), "{stranger}");
            let few = BTreeSet::from([id("c07".into()), id(stranger.into())]);
            assert!(!design.contains_all(&few), "{stranger}");
        }
        let few = BTreeSet::from([id("c07".into()), id("group".into())]);
        assert!(design.contains_all(&few) && design.contains_all(&BTreeSet::new()));
    }
}
