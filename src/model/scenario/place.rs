//! Single differences of a scenario: for marks in the window, and to be taken back one by one.

use super::Scenario;
use crate::model::Id;

/// One difference of a scenario from its base.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The Region.
    Region,
    /// The factor on all demand.
    DemandFactor,
    /// The factor on the demand of an entry.
    EntryFactor(Id),
    /// A setting, by its name.
    Setting(&'static str),
    /// A whole item: its patch, or that it is taken away.
    Item(Id),
    /// A property of a component.
    Property(Id, String),
    /// Another field of an item, by its name.
    Field(Id, &'static str),
    /// An accepted finding: rule code and item.
    Silence(String, Option<Id>),
}

impl Spot {
    /// The item that it is about.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Spot::EntryFactor(id) | Spot::Item(id) | Spot::Property(id, _) | Spot::Field(id, _) => {
                Some(id)
            }
            Spot::Silence(_, item) => item.as_ref(),
            Spot::Region | Spot::DemandFactor | Spot::Setting(_) => None,
        }
    }
}

impl Scenario {
    /// All differences, items in the order of their ids. An item that is added or taken away is one difference.
    pub fn spots(&self) -> Vec<Spot> {
        let mut out = Vec::new();
        out.extend(self.region.as_ref().map(|_| Spot::Region));
        out.extend(self.demand_factor.map(|_| Spot::DemandFactor));
        out.extend(self.demand_factors.keys().cloned().map(Spot::EntryFactor));
        out.extend(self.settings.fields().into_iter().map(Spot::Setting));
        let mut items: Vec<Spot> = Vec::new();
        let mut put = |id: &Id, adds: bool, fields: Vec<&'static str>| {
            if adds {
                items.push(Spot::Item(id.clone()));
            } else {
                items.extend(
                    fields
                        .into_iter()
                        .map(|field| Spot::Field(id.clone(), field)),
                );
            }
        };
        for (id, patch) in &self.containers {
            put(id, patch.made().is_some(), patch.fields());
        }
        for (id, patch) in &self.security_groups {
            put(id, false, patch.fields());
        }
        for (id, patch) in &self.connections {
            put(id, patch.made().is_some(), patch.fields());
        }
        for (id, patch) in &self.components {
            let adds = patch.made().is_some();
            put(id, adds, patch.fields());
        }
        for (id, patch) in &self.components {
            if patch.made().is_none() {
                let names = patch.properties.keys().cloned();
                items.extend(names.map(|name| Spot::Property(id.clone(), name)));
            }
        }
        items.extend(self.removed.iter().cloned().map(Spot::Item));
        items.sort();
        out.extend(items);
        let silences = self
            .silenced
            .iter()
            .map(|s| (s.rule.clone(), s.item.clone()));
        let silences = silences.chain(self.unsilenced.iter().cloned());
        out.extend(silences.map(|(rule, item)| Spot::Silence(rule, item)));
        out
    }
    /// Whether the scenario says something about that property of a component.
    pub fn changes_property(&self, id: &Id, property: &str) -> bool {
        let patch = self.components.get(id);
        patch.is_some_and(|patch| patch.properties.contains_key(property))
    }
    /// Whether the scenario says something about that item.
    pub fn changes_item(&self, id: &Id) -> bool {
        self.containers.contains_key(id)
            || self.components.contains_key(id)
            || self.connections.contains_key(id)
            || self.security_groups.contains_key(id)
            || self.demand_factors.contains_key(id)
            || self.removed.contains(id)
    }
    /// The scenario without that difference.
    #[must_use]
    pub fn without(&self, spot: &Spot) -> Scenario {
        let mut next = self.clone();
        match spot {
            Spot::Region => next.region = None,
            Spot::DemandFactor => next.demand_factor = None,
            Spot::EntryFactor(id) => drop(next.demand_factors.remove(id)),
            Spot::Setting(name) => next.settings.reset(name),
            Spot::Item(id) => next.forget(id),
            Spot::Property(id, name) => {
                if let Some(patch) = next.components.get_mut(id) {
                    patch.properties.remove(name);
                }
            }
            Spot::Field(id, field) => {
                if let Some(patch) = next.components.get_mut(id) {
                    patch.reset(field);
                }
                if let Some(patch) = next.containers.get_mut(id) {
                    patch.reset(field);
                }
                if let Some(patch) = next.connections.get_mut(id) {
                    patch.reset(field);
                }
                if let Some(patch) = next.security_groups.get_mut(id) {
                    patch.reset(field);
                }
            }
            Spot::Silence(rule, item) => {
                next.silenced.retain(|s| s.rule != *rule || s.item != *item);
                next.unsilenced
                    .retain(|(own, on)| own != rule || on != item);
            }
        }
        next.components.retain(|_, patch| !patch.is_empty());
        next.containers.retain(|_, patch| !patch.is_empty());
        next.connections.retain(|_, patch| !patch.is_empty());
        next.security_groups.retain(|_, patch| !patch.is_empty());
        next
    }
}
