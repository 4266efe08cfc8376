//! Scenarios: named sets of changes on the base design.
//!
//! A scenario holds patches: what differs from the base, field by field. [`Design::with`](crate::model::Design::with) lays it over the base, so a change
//! of the base shows through wherever the scenario says nothing; [`between`] finds the patches from a design that was
//! edited; [`edit`] does both, so that an edit in a scenario changes the scenario and nothing else.

mod apply;
mod difference;
mod list;
mod patch;
mod place;

pub use difference::{between, edit, promote};
pub use list::Scenarios;
pub use patch::{
    ComponentPatch, ConnectionPatch, ContainerPatch, PlacementPatch, SecurityGroupPatch,
    SettingsPatch,
};
pub use place::Spot;

use super::{Id, LocalText, Silence};
use crate::text::Language;
use std::collections::{BTreeMap, BTreeSet};

/// A named set of changes on the base design. Patches of items that the base has change them; the others add items, and
/// then they say all that an item needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// What it is called; the id where empty.
    pub name: LocalText,
    /// What it shows.
    pub description: LocalText,
    /// Region that everything of the home Region moves to: the setting, Region frames and their zones.
    pub region: Option<String>,
    /// Factor on the demand of every entry.
    pub demand_factor: Option<f64>,
    /// Factor on the demand of single entries, instead of [`Scenario::demand_factor`].
    pub demand_factors: BTreeMap<Id, f64>,
    /// Settings that differ.
    pub settings: SettingsPatch,
    /// Frames that differ or are added.
    pub containers: BTreeMap<Id, ContainerPatch>,
    /// Components that differ or are added.
    pub components: BTreeMap<Id, ComponentPatch>,
    /// Connections that differ or are added.
    pub connections: BTreeMap<Id, ConnectionPatch>,
    /// Security groups that differ or are added.
    pub security_groups: BTreeMap<Id, SecurityGroupPatch>,
    /// Items that are taken away. A frame takes along what stands in it, a component its connections.
    pub removed: BTreeSet<Id>,
    /// Findings that are accepted here.
    pub silenced: Vec<Silence>,
    /// Findings that the base accepts and the scenario does not: rule code and item.
    pub unsilenced: Vec<(String, Option<Id>)>,
}

impl Scenario {
    /// A scenario of that name without changes.
    pub fn named(name: impl Into<LocalText>) -> Scenario {
        Scenario {
            name: name.into(),
            ..Scenario::default()
        }
    }
    /// Its name in `language`, else its id.
    pub fn title<'a>(&'a self, id: &'a Id, language: Language) -> &'a str {
        match self.name.get(language) {
            "" => id.as_str(),
            name => name,
        }
    }
    /// Whether it is the base under another name.
    pub fn changes_nothing(&self) -> bool {
        let bare = Scenario {
            name: self.name.clone(),
            description: self.description.clone(),
            ..Scenario::default()
        };
        *self == bare
    }
    /// Takes out every patch of that item.
    pub fn forget(&mut self, id: &Id) {
        self.demand_factors.remove(id);
        self.containers.remove(id);
        self.components.remove(id);
        self.connections.remove(id);
        self.security_groups.remove(id);
        self.removed.remove(id);
    }
}

#[cfg(test)]
mod tests;
