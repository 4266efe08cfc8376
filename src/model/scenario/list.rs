//! The scenarios of a design, in the order in which they are shown.

use super::Scenario;
use crate::model::{Design, Id, Language, LocalText};
use std::sync::Arc;

/// Scenarios with their ids, in the order of the file. Cloning costs a few pointer copies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenarios {
    items: imbl::Vector<(Id, Arc<Scenario>)>,
}

impl Scenarios {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }
    /// Ids and scenarios, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Id, &Arc<Scenario>)> {
        self.items.iter().map(|(id, scenario)| (id, scenario))
    }
    /// Ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Id> {
        self.items.iter().map(|(id, _)| id)
    }
    /// Scenarios, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<Scenario>> {
        self.items.iter().map(|(_, scenario)| scenario)
    }
    /// Place of a scenario in the order.
    pub fn position(&self, id: &Id) -> Option<usize> {
        self.items.iter().position(|(own, _)| own == id)
    }
    /// The scenario of that id.
    pub fn get(&self, id: &Id) -> Option<&Arc<Scenario>> {
        self.get_key(id).map(|(_, scenario)| scenario)
    }
    /// The id as the list has it, and its scenario.
    pub fn get_key(&self, id: &Id) -> Option<(&Id, &Arc<Scenario>)> {
        self.iter().find(|(own, _)| *own == id)
    }
    /// Whether there is a scenario of that id.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.position(id).is_some()
    }
    /// The scenario that `text` means: its id, or its name in either language, in any case.
    pub fn find(&self, text: &str) -> Option<(&Id, &Arc<Scenario>)> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let named = |scenario: &Scenario| {
            let names =
                [Language::English, Language::Korean].map(|language| scenario.name.get(language));
            !lower.is_empty() && names.iter().any(|name| name.to_lowercase() == lower)
        };
        self.iter()
            .find(|(id, _)| id.as_str() == text)
            .or_else(|| self.iter().find(|(_, scenario)| named(scenario)))
    }
    /// Puts a scenario in its place, or at the end if it has none.
    pub fn insert(&mut self, id: Id, scenario: Arc<Scenario>) {
        match self.position(&id) {
            Some(at) => drop(self.items.set(at, (id, scenario))),
            None => self.items.push_back((id, scenario)),
        }
    }
    /// Puts a scenario at that place; at the end where there is no such place.
    pub fn insert_at(&mut self, at: usize, id: Id, scenario: Arc<Scenario>) {
        self.remove(&id);
        let at = at.min(self.items.len());
        self.items.insert(at, (id, scenario));
    }
    /// Takes a scenario out.
    pub fn remove(&mut self, id: &Id) -> Option<Arc<Scenario>> {
        let at = self.position(id)?;
        Some(self.items.remove(at).1)
    }
    /// The scenario with a name that no other one has: its own, else with a number behind.
    pub fn with_free_name(&self, scenario: &Scenario) -> Scenario {
        let taken = |name: &LocalText| self.values().any(|own| own.name.shared(name).is_some());
        let mut free = scenario.clone();
        let mut number = 2;
        while taken(&free.name) {
            let numbered = |text: &str| format!("{text} {number}");
            free.name = match &scenario.name {
                LocalText::Plain(text) => LocalText::Plain(numbered(text)),
                LocalText::Each { en, ko } => LocalText::Each {
                    en: numbered(en),
                    ko: numbered(ko),
                },
            };
            number += 1;
        }
        free
    }
    /// A free id made from `stem`.
    pub fn fresh_id(&self, stem: &str) -> Id {
        crate::model::id::fresh(stem, |id| self.contains_key(id))
    }
}

impl Design {
    /// The design with one scenario more, under a free id and name.
    #[must_use]
    pub fn with_new_scenario(&self, scenario: &Scenario) -> Design {
        let mut next = self.clone();
        let scenario = next.scenarios.with_free_name(scenario);
        let stem = scenario.name.get(Language::English).to_lowercase();
        let id = next.scenarios.fresh_id(&stem.replace(',', ""));
        next.scenarios.insert(id, Arc::new(scenario));
        next
    }
}

impl FromIterator<(Id, Arc<Scenario>)> for Scenarios {
    fn from_iter<I: IntoIterator<Item = (Id, Arc<Scenario>)>>(items: I) -> Scenarios {
        let mut all = Scenarios::default();
        for (id, scenario) in items {
            all.insert(id, scenario);
        }
        all
    }
}
