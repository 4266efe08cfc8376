//! Items that are set alike: one kind, the same properties, the same Region, as many tiles with the same numbers of
//! instances. What only asks for these has one answer for all of them, and a large design has far fewer settings than
//! items. Tags, connections, places and traffic are not among them. Most of what is asked does not look at the Region
//! either: settings that differ in nothing else are of one sort.

use super::cx::address;
use crate::catalog::Item;
use crate::model::Code;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// The settings of the items of one kind, in the order of their list.
#[derive(Default)]
pub(super) struct Alike {
    /// Number of the settings of each item.
    settings: Vec<u32>,
    /// Place of the first item of each settings.
    firsts: Vec<u32>,
    /// Number of the sort of each settings.
    sorts: Vec<u32>,
    /// Place of the first item of each sort.
    first_of_sorts: Vec<u32>,
}

impl Alike {
    /// Of some items, of one kind as a rule; `addresses` are those of the properties of all components.
    pub(super) fn of(list: &[Item<'_>], addresses: &[usize]) -> Alike {
        let mut alike = Alike {
            settings: Vec::with_capacity(list.len()),
            ..Alike::default()
        };
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        // Sorts of the items with one tile, by the address of their properties: nearly all are found so.
        let mut by_address: FxHashMap<(usize, usize), u32> = FxHashMap::default();
        let mut last = None;
        // Settings of each sort, by Region.
        let mut regions: Vec<SmallVec<[(Code, u32); 4]>> = Vec::new();
        for (place, item) in list.iter().enumerate() {
            let mut sort_of = || {
                let mut key = item.settings_hash();
                loop {
                    let next = regions.len() as u32;
                    let sort = *known.entry(key).or_insert(next);
                    if sort == next {
                        regions.push(SmallVec::new());
                        alike.first_of_sorts.push(place as u32);
                        return sort;
                    }
                    let first = alike.first_of_sorts[sort as usize];
                    if list[first as usize].is_set_like(item) {
                        return sort;
                    }
                    key = key.wrapping_add(1);
                }
            };
            let own = item.place().and_then(|number| addresses.get(number));
            let own = own.filter(|_| !item.is_spread());
            let sort = match (own.map(|own| (*own, address(item.kind))), last) {
                (Some(own), Some((known, sort))) if known == own => sort,
                (Some(own), _) => {
                    let sort = *by_address.entry(own).or_insert_with(sort_of);
                    last = Some((own, sort));
                    sort
                }
                (None, _) => sort_of(),
            };
            let region = item.region_code();
            let regions = &mut regions[sort as usize];
            let number = match regions.iter().find(|(code, _)| *code == region) {
                Some((_, number)) => *number,
                None => {
                    let number = alike.firsts.len() as u32;
                    regions.push((region, number));
                    alike.firsts.push(place as u32);
                    alike.sorts.push(sort);
                    number
                }
            };
            alike.settings.push(number);
        }
        alike
    }
    /// Number of the settings of each item.
    pub(super) fn settings(&self) -> &[u32] {
        &self.settings
    }
    /// Place of the first item of each settings.
    pub(super) fn firsts(&self) -> impl ExactSizeIterator<Item = usize> {
        self.firsts.iter().map(|first| *first as usize)
    }
    /// What holds of items wherever they are, by the number of their settings: `is_so` is asked for one item of each
    /// sort, by its place. Empty if it holds of none.
    pub(super) fn of_sorts(&self, is_so: impl Fn(usize) -> bool) -> Vec<bool> {
        let firsts = self.first_of_sorts.iter();
        let sorts: Vec<bool> = firsts.map(|first| is_so(*first as usize)).collect();
        if !sorts.contains(&true) {
            return Vec::new();
        }
        self.sorts
            .iter()
            .map(|sort| sorts[*sort as usize])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::view::View;
    use crate::catalog::generate;
    use crate::model::{Frames, Id};
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
        let alike = Alike::of(&list, &[]);
        let numbers = alike.settings();
        // Found by the address of the properties they are the same.
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        let mut looked_up: Vec<Item<'_>> = view.items.iter().flatten().copied().collect();
        looked_up.sort_by_key(|item| item.kind.name);
        assert_eq!(
            Alike::of(&looked_up, &view.settings).settings(),
            Alike::of(&looked_up, &[]).settings()
        );
        assert_eq!(Alike::of(&looked_up, &view.settings).settings(), numbers);
        for (one, other) in list.iter().enumerate().flat_map(|(a, one)| {
            let others = list.iter().enumerate();
            others.map(move |(b, other)| ((a, one), (b, other)))
        }) {
            assert_eq!(
                numbers[one.0] == numbers[other.0],
                one.1.region() == other.1.region() && one.1.is_set_like(other.1),
                "{} {}",
                one.1.id,
                other.1.id
            );
        }
        assert!(alike.firsts().len() < list.len());
        for (number, first) in alike.firsts().enumerate() {
            assert_eq!(numbers[first] as usize, number);
        }
        let is_wide = |place: usize| list[place].component.placements.len() > 1;
        let wide = alike.of_sorts(is_wide);
        for (place, number) in numbers.iter().enumerate() {
            assert_eq!(wide[*number as usize], is_wide(place));
        }
        assert!(alike.of_sorts(|_| false).is_empty());
        list.retain(|item| item.kind.name == "sqs_queue");
        let regions: BTreeSet<&str> = list.iter().map(Item::region).collect();
        assert_eq!(Alike::of(&list, &[]).firsts().len(), regions.len() + 2);
    }
}
