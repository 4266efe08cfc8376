//! Items by number, found by their ids without comparing texts.

use super::Id;

/// Numbers of items by id. Open addressing by the hash of the ids: number + 1, 0 where free.
#[derive(Clone, Debug)]
pub struct Slots(Vec<u32>);

impl Slots {
    /// Numbers the ids in their order; `count` is how many they are.
    pub fn of<'a>(count: usize, ids: impl Iterator<Item = &'a Id>) -> Slots {
        let mut slots = vec![0; (count * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, id) in ids.enumerate() {
            let mut slot = id.hash_code() as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number as u32 + 1;
        }
        Slots(slots)
    }
    /// The number that `is_it` of those with the hash of the id.
    #[inline]
    pub fn find(&self, id: &Id, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.0.len() - 1;
        let mut slot = id.hash_code() as usize & mask;
        loop {
            let number = (self.0[slot] as usize).checked_sub(1)?;
            if is_it(number) {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }
}
