//! Items that are set alike: one kind, the same properties, the same Region, as many tiles with the same numbers of
//! instances. What only asks for these has one answer for all of them, and a large design has far fewer settings than
//! items. Tags, connections, places and traffic are not among them.

use super::quick::{QuickHasher, QuickMap};
use crate::catalog::Item;
use crate::model::{Component, Value};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// The settings of the items of a list that goes kind by kind.
#[derive(Default)]
pub(super) struct Alike {
    /// Number of the settings of each item. They are counted on in the order of the list, so that those of one kind
    /// follow each other.
    settings: Vec<u32>,
    /// Place of the first item of each settings.
    firsts: Vec<u32>,
}

impl Alike {
    pub(super) fn of(list: &[Item<'_>]) -> Alike {
        let mut known: QuickMap<usize, u32> = QuickMap::default();
        let mut firsts: Vec<u32> = Vec::new();
        let mut settings: Vec<u32> = Vec::with_capacity(list.len());
        for (place, item) in list.iter().enumerate() {
            let mut key = hash(item);
            let number = loop {
                let next = firsts.len() as u32;
                let number = *known.entry(key).or_insert(next);
                if number == next {
                    firsts.push(place as u32);
                    break number;
                }
                if are_alike(&list[firsts[number as usize] as usize], item) {
                    break number;
                }
                key = key.wrapping_add(1);
            };
            settings.push(number);
        }
        Alike { settings, firsts }
    }
    /// Number of the settings of the item at a place.
    pub(super) fn at(&self, place: usize) -> usize {
        self.settings
            .get(place)
            .map_or(0, |number| *number as usize)
    }
    /// Settings of the items at these places, all items of one kind, each with the place of its first item.
    pub(super) fn within(&self, places: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let before = |place: &usize| {
            self.firsts
                .partition_point(|first| (*first as usize) < *place)
        };
        let numbers = before(&places.start)..before(&places.end);
        numbers.map(|number| (number, self.firsts[number] as usize))
    }
}

fn hash(item: &Item<'_>) -> usize {
    let mut hasher = QuickHasher::default();
    hasher.write_usize(std::ptr::from_ref(item.kind) as usize);
    hasher.write_usize(item.component.placements.len());
    for (name, value) in &item.component.properties {
        // Names of a kind seldom agree in length and value.
        hasher.write_usize(name.len());
        match value {
            Value::Bool(value) => hasher.write_u8(u8::from(*value)),
            Value::Number(value) => hasher.write_usize(value.to_bits() as usize),
            Value::Text(text) => text.hash(&mut hasher),
            Value::List(values) => hasher.write_usize(values.len()),
        }
    }
    hasher.finish() as usize
}

/// What tiles say of their instances.
fn instances(component: &Component) -> impl Iterator<Item = Option<u32>> {
    component.placements.iter().map(|tile| tile.instances)
}

fn are_alike(one: &Item<'_>, other: &Item<'_>) -> bool {
    std::ptr::eq(one.kind, other.kind)
        && one.region_code() == other.region_code()
        && instances(one.component).eq(instances(other.component))
        && one.component.properties == other.component.properties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::generate;
    use crate::model::Id;
    use std::collections::BTreeSet;

    #[test]
    fn items_share_settings_where_all_that_is_set_agrees() {
        let mut design = generate::design(400);
        // One of the queues, all set alike in a Region, gets a property, another one more tiles.
        let id = Id::new("w0-queue1").unwrap();
        let queue = design.component(&id).unwrap().clone();
        let set = queue.clone().with("visibility_timeout_seconds", 90.0);
        design.components.insert(id, set.into());
        let id = Id::new("w0-queue2").unwrap();
        let mut wide = queue.clone();
        wide.placements.push(queue.placements[0].clone());
        design.components.insert(id, wide.into());

        let mut list: Vec<Item<'_>> = Item::all(&design).collect();
        list.sort_by_key(|item| item.kind.name);
        let alike = Alike::of(&list);
        for (one, other) in list.iter().enumerate().flat_map(|(a, one)| {
            let others = list.iter().enumerate();
            others.map(move |(b, other)| ((a, one), (b, other)))
        }) {
            let same = alike.at(one.0) == alike.at(other.0);
            assert_eq!(
                same,
                are_alike(one.1, other.1),
                "{} {}",
                one.1.id,
                other.1.id
            );
        }
        let queues = list.iter().position(|item| item.kind.name == "sqs_queue");
        let count = list.iter().filter(|item| item.kind.name == "sqs_queue");
        let queues = queues.unwrap()..queues.unwrap() + count.count();
        let regions: BTreeSet<&str> = list[queues.clone()].iter().map(Item::region).collect();
        assert_eq!(alike.within(queues.clone()).count(), regions.len() + 2);
        assert!(alike.within(0..list.len()).count() < list.len());
        for (number, first) in alike.within(queues.clone()) {
            assert_eq!(alike.at(first), number);
        }
    }
}
