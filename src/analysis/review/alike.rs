//! Items that are set alike: one kind, the same properties, the same Region, as many tiles with the same numbers of
//! instances. What only asks for these has one answer for all of them, and a large design has far fewer settings than
//! items. Tags, connections, places and traffic are not among them. Most of what is asked does not look at the Region
//! either: settings that differ in nothing else are of one sort.

use super::quick::QuickMap;
use crate::catalog::Item;

/// The settings of the items of one kind, in the order of their list.
#[derive(Default)]
pub(super) struct Alike {
    /// Number of the settings of each item.
    settings: Vec<u32>,
    /// Place of the first item of each settings.
    firsts: Vec<u32>,
    /// Number of the sort of each settings.
    sorts: Vec<u32>,
    /// Number of the first settings of each sort.
    first_settings: Vec<u32>,
}

impl Alike {
    pub(super) fn of(list: &[Item<'_>]) -> Alike {
        let mut known: QuickMap<u64, u32> = QuickMap::default();
        let mut firsts: Vec<u32> = Vec::new();
        let mut settings: Vec<u32> = Vec::with_capacity(list.len());
        for (place, item) in list.iter().enumerate() {
            let mut key = item.settings_hash();
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
        let mut alike = Alike {
            settings,
            firsts,
            sorts: Vec::new(),
            first_settings: Vec::new(),
        };
        alike.sort_out(list);
        alike
    }
    /// Finds the sorts.
    fn sort_out(&mut self, list: &[Item<'_>]) {
        // A kind has few of them, unless nearly every item is set in its own way: then looking for them does not pay.
        let most = 2 + self.settings.len() / 16;
        for (number, first) in self.firsts.iter().enumerate() {
            let item = &list[*first as usize];
            let of_sort = |settings: &u32| &list[self.firsts[*settings as usize] as usize];
            let mut known = self.first_settings.iter().take(most);
            let sort = known.position(|settings| of_sort(settings).is_set_like(item));
            let sort = sort.unwrap_or_else(|| {
                self.first_settings.push(number as u32);
                self.first_settings.len() - 1
            });
            self.sorts.push(sort as u32);
        }
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
        let firsts = self.first_settings.iter();
        let so = |settings: &u32| is_so(self.firsts[*settings as usize] as usize);
        let sorts: Vec<bool> = firsts.map(so).collect();
        if !sorts.contains(&true) {
            return Vec::new();
        }
        self.sorts
            .iter()
            .map(|sort| sorts[*sort as usize])
            .collect()
    }
}

fn are_alike(one: &Item<'_>, other: &Item<'_>) -> bool {
    one.region_code() == other.region_code() && one.is_set_like(other)
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
        let numbers = alike.settings();
        for (one, other) in list.iter().enumerate().flat_map(|(a, one)| {
            let others = list.iter().enumerate();
            others.map(move |(b, other)| ((a, one), (b, other)))
        }) {
            assert_eq!(
                numbers[one.0] == numbers[other.0],
                are_alike(one.1, other.1),
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
        assert_eq!(Alike::of(&list).firsts().len(), regions.len() + 2);
    }
}
