//! A hash for ids: short texts from the user's own file, looked up hundreds of thousands of times in one review.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by short text. Never iterated over: its order means nothing.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// Takes eight bytes at a time (the multiplication of FxHash). Not made for keys that an enemy chooses.
#[derive(Default)]
pub(super) struct QuickHasher(u64);

impl QuickHasher {
    fn eat(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        // The map takes its place from the low bits, where the multiplication mixes least.
        self.0 ^ (self.0 >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.eat(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        if !rest.is_empty() {
            self.eat(u64::from_le_bytes(last));
        }
    }
    fn write_u8(&mut self, byte: u8) {
        self.eat(u64::from(byte));
    }
    fn write_u32(&mut self, word: u32) {
        self.eat(u64::from(word));
    }
    fn write_usize(&mut self, word: usize) {
        self.eat(word as u64);
    }
}
