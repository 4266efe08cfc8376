//! Items by number, found by their ids without comparing texts.

use super::Id;

/// Numbers of items by id. Open addressing by the hash of the ids, which stand beside the numbers: a look-up reads one
/// place in memory.
#[derive(Clone, Debug)]
pub struct Slots(Vec<Option<(Id, u32)>>);

impl Slots {
    /// Numbers the ids in their order; `count` is how many they are.
    pub fn of<'a>(count: usize, ids: impl Iterator<Item = &'a Id>) -> Slots {
        let mut slots = Slots::with_room(count);
        for (number, id) in ids.enumerate() {
            slots.add(id, number);
        }
        slots
    }
    /// No numbers yet, with room for so many.
    pub fn with_room(count: usize) -> Slots {
        Slots(vec![None; (count * 2).next_power_of_two()])
    }
    /// Numbers an id; it must not have a number yet, and there must be room for it.
    pub fn add(&mut self, id: &Id, number: usize) {
        let mask = self.0.len() - 1;
        let mut slot = id.hash_code() as usize & mask;
        while self.0[slot].is_some() {
            slot = (slot + 1) & mask;
        }
        self.0[slot] = Some((id.clone(), number as u32));
    }
    /// The number of an id.
    #[inline]
    pub fn find(&self, id: &Id) -> Option<usize> {
        let mask = self.0.len() - 1;
        let mut slot = id.hash_code() as usize & mask;
        loop {
            let (known, number) = self.0[slot].as_ref()?;
            if known == id {
                return Some(*number as usize);
            }
            slot = (slot + 1) & mask;
        }
    }
}
