//! Results by id: a sorted list that is built in order and read like a map.

use crate::model::{Id, id};
use std::collections::BTreeSet;
use std::ops::Index;
use std::sync::OnceLock;

/// Values by id, in id order.
#[derive(Clone, Debug)]
pub struct ById<T> {
    entries: Vec<(Id, T)>,
    /// Open addressing by the hash of the ids: place + 1, 0 where free. Made by the first look-up.
    slots: OnceLock<Vec<u32>>,
}

impl<T: PartialEq> PartialEq for ById<T> {
    fn eq(&self, other: &ById<T>) -> bool {
        self.entries == other.entries
    }
}

impl<T> Default for ById<T> {
    fn default() -> ById<T> {
        ById {
            entries: Vec::new(),
            slots: OnceLock::new(),
        }
    }
}

impl<T> ById<T> {
    pub(super) fn with_capacity(count: usize) -> ById<T> {
        ById {
            entries: Vec::with_capacity(count),
            slots: OnceLock::new(),
        }
    }
    /// Of values that are in the order of their ids, each id once.
    pub(super) fn sorted(entries: Vec<(Id, T)>) -> ById<T> {
        debug_assert!(entries.is_sorted_by(|a, b| a.0 < b.0));
        ById {
            entries,
            slots: OnceLock::new(),
        }
    }
    /// Adds the value of an id that comes after all others.
    #[inline]
    pub(super) fn push(&mut self, id: &Id, value: T) {
        debug_assert!(self.entries.last().is_none_or(|(last, _)| last < id));
        if self.slots.get().is_some() {
            self.slots.take();
        }
        self.entries.push((id.clone(), value));
    }
    /// The value of an id.
    pub fn get(&self, id: &Id) -> Option<&T> {
        let slots = self.slots.get_or_init(|| self.slots());
        let mask = slots.len() - 1;
        let mut slot = id.hash_code() as usize & mask;
        loop {
            let (have, value) = self.entries.get((slots[slot] as usize).checked_sub(1)?)?;
            if have == id {
                return Some(value);
            }
            slot = (slot + 1) & mask;
        }
    }
    fn slots(&self) -> Vec<u32> {
        // At least one is free, where a search for what is not there ends.
        let mut slots = vec![0; (self.entries.len() * 2 + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, (id, _)) in self.entries.iter().enumerate() {
            let mut slot = id.hash_code() as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number as u32 + 1;
        }
        slots
    }
    /// Hands over the values of these ids, in their order.
    pub fn each_of<'v>(&'v self, ids: &BTreeSet<Id>, take: impl FnMut(&'v T)) {
        if ids.len() < self.len() / 16 {
            ids.iter().filter_map(|id| self.get(id)).for_each(take);
            return;
        }
        let found = id::beside(ids.iter(), self.iter());
        found.filter_map(|(_, value)| value).for_each(take);
    }
    /// The value at a place in id order.
    pub fn at(&self, place: usize) -> Option<&T> {
        self.entries.get(place).map(|(_, value)| value)
    }
    /// The same, to be changed.
    pub fn at_mut(&mut self, place: usize) -> Option<&mut T> {
        self.entries.get_mut(place).map(|(_, value)| value)
    }
    /// The place of an id in id order.
    pub fn place_of(&self, id: &Id) -> Option<usize> {
        self.find(id).ok()
    }
    /// The id at a place in id order.
    pub fn id_at(&self, place: usize) -> Option<&Id> {
        self.entries.get(place).map(|(id, _)| id)
    }
    /// Removes the value of an id.
    pub fn remove(&mut self, id: &Id) -> Option<T> {
        let at = self.find(id).ok()?;
        self.slots.take();
        Some(self.entries.remove(at).1)
    }
    /// Whether there is a value of that id.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.get(id).is_some()
    }
    /// Sets the value of an id.
    pub fn insert(&mut self, id: Id, value: T) {
        match self.find(&id) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => {
                self.entries.insert(at, (id, value));
                self.slots.take();
            }
        }
    }
    /// Ids and values in id order.
    pub fn iter(&self) -> Entries<'_, T> {
        self.into_iter()
    }
    /// Ids in order.
    pub fn keys(&self) -> impl Iterator<Item = &Id> {
        self.entries.iter().map(|(id, _)| id)
    }
    /// Values in id order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }
    /// The values alone, in id order.
    pub fn into_values(self) -> impl Iterator<Item = T> {
        self.entries.into_iter().map(|(_, value)| value)
    }
    /// Number of values.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    fn find(&self, id: &Id) -> Result<usize, usize> {
        self.entries.binary_search_by(|(have, _)| have.cmp(id))
    }
}

impl<T> FromIterator<(Id, T)> for ById<T> {
    /// Of two values of one id the last one counts.
    fn from_iter<I: IntoIterator<Item = (Id, T)>>(iter: I) -> ById<T> {
        let mut entries: Vec<(Id, T)> = iter.into_iter().collect();
        if !entries.is_sorted_by(|a, b| a.0 < b.0) {
            let mut sorted = ById::default();
            for (id, value) in entries {
                sorted.insert(id, value);
            }
            return sorted;
        }
        entries.shrink_to_fit();
        ById {
            entries,
            slots: OnceLock::new(),
        }
    }
}

impl<T> Index<&Id> for ById<T> {
    type Output = T;
    fn index(&self, id: &Id) -> &T {
        match self.get(id) {
            Some(value) => value,
            None => panic!("no value of `{id}`"),
        }
    }
}

/// Iterator of [`ById`].
pub struct Entries<'a, T>(std::slice::Iter<'a, (Id, T)>);

impl<'a, T> Iterator for Entries<'a, T> {
    type Item = (&'a Id, &'a T);
    fn next(&mut self) -> Option<(&'a Id, &'a T)> {
        self.0.next().map(|(id, value)| (id, value))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
impl<T> ExactSizeIterator for Entries<'_, T> {}

impl<'a, T> IntoIterator for &'a ById<T> {
    type Item = (&'a Id, &'a T);
    type IntoIter = Entries<'a, T>;
    fn into_iter(self) -> Entries<'a, T> {
        Entries(self.entries.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_order() {
        let id = |text: &str| Id::new(text).unwrap();
        let map: ById<u32> = [("b", 1), ("a", 2), ("b", 3)]
            .into_iter()
            .map(|(name, value)| (id(name), value))
            .collect();
        assert_eq!(map.keys().map(Id::as_str).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(map[&id("b")], 3);
        assert_eq!(map.get(&id("c")), None);
        assert_eq!(map.iter().count(), map.len());
    }

    #[test]
    fn what_is_removed_after_a_look_up_is_gone() {
        let id = |text: &str| Id::new(text).unwrap();
        let names = ["a", "b", "c"].into_iter();
        let mut map: ById<usize> = names.enumerate().map(|(at, name)| (id(name), at)).collect();
        assert_eq!(map.get(&id("c")), Some(&2));
        assert_eq!(map.remove(&id("a")), Some(0));
        assert_eq!(map.get(&id("a")), None);
        assert_eq!(map.get(&id("c")), Some(&2));
    }

    #[test]
    fn few_and_many_ids_are_found_alike() {
        let ids: Vec<Id> = (0..200)
            .map(|n| Id::new(&format!("i{n:03}")).unwrap())
            .collect();
        let even = ids.iter().cloned().zip(0..).filter(|(_, n)| n % 2 == 0);
        let map: ById<u32> = even.collect();
        for step in [1, 3, 50] {
            let wanted: BTreeSet<Id> = ids.iter().step_by(step).cloned().collect();
            let mut found = Vec::new();
            map.each_of(&wanted, |value| found.push(*value));
            let each: Vec<u32> = wanted
                .iter()
                .filter_map(|id| map.get(id).copied())
                .collect();
            assert_eq!(found, each, "every {step}th");
        }
    }
}
