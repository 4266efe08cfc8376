//! Short texts that are kept once for as long as the program runs: ids, codes of Regions and zones.
//!
//! A design has some thousands of them, and every result names some. A kept text is as small as a pointer, cloning copies
//! it, and equal texts are the same pointer.

use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

/// A kept text.
#[derive(Clone, Copy)]
pub(super) struct Kept(&'static Text);

/// The text with its length, so that a pointer to it is thin.
struct Text {
    text: &'static str,
    /// Its first bytes as a number whose order is that of the texts: it tells most texts apart without reading them.
    head: u128,
}

/// The first 16 bytes, the first one in the highest place; zeros after the end.
fn head(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(16);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// All kept texts, found by what they say.
static TEXTS: LazyLock<Mutex<FxHashSet<ByText>>> = LazyLock::new(Mutex::default);

struct ByText(Kept);

impl PartialEq for ByText {
    fn eq(&self, other: &ByText) -> bool {
        self.0.text() == other.0.text()
    }
}
impl Eq for ByText {}
impl Hash for ByText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text().hash(state);
    }
}
impl std::borrow::Borrow<str> for ByText {
    fn borrow(&self) -> &str {
        self.0.text()
    }
}

impl Kept {
    /// Keeps a text, or finds it among those that are kept.
    pub(super) fn of(text: &str) -> Kept {
        // A thread that panicked while it held the lock left the set whole.
        let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ByText(known)) = texts.get(text) {
            return *known;
        }
        let text: &'static str = Box::leak(Box::from(text));
        let head = head(text);
        let kept = Kept(Box::leak(Box::new(Text { text, head })));
        texts.insert(ByText(kept));
        kept
    }
    #[inline]
    pub(super) fn text(self) -> &'static str {
        self.0.text
    }
    /// Where it is kept.
    #[inline]
    pub(super) fn address(self) -> usize {
        std::ptr::from_ref(self.0).addr()
    }
    /// A hash of the address: it differs from run to run.
    #[inline]
    pub(super) fn hash_code(self) -> u64 {
        let address = self.address() as u64;
        // The upper half of the product depends on all bits of the address.
        let product = u128::from(address) * 0x9E37_79B9_7F4A_7C15;
        product as u64 ^ (product >> 64) as u64
    }
}

impl PartialEq for Kept {
    #[inline]
    fn eq(&self, other: &Kept) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for Kept {}
impl PartialOrd for Kept {
    #[inline]
    fn partial_cmp(&self, other: &Kept) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Kept {
    #[inline]
    fn cmp(&self, other: &Kept) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        let heads = self.0.head.cmp(&other.0.head);
        heads.then_with(|| self.text().cmp(other.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_the_same_and_others_are_in_order() {
        let made = String::from("zone-") + "a";
        assert!(Kept::of("zone-a") == Kept::of(&made));
        assert!(std::ptr::eq(
            Kept::of("zone-a").text(),
            Kept::of(&made).text()
        ));
        assert!(Kept::of("zone-a") < Kept::of("zone-b"));
        assert!(Kept::of("zone-b") != Kept::of("zone-a"));
        let texts = [
            "",
            "a",
            "a\0",
            "ab",
            "a-text-of-16-char",
            "a-text-of-16-chars",
            "a-text-of-16-chars-and-more",
            "가",
            "가나",
            "\u{10ffff}",
        ];
        for (one, other) in texts.iter().flat_map(|one| texts.map(|other| (one, other))) {
            let order = Kept::of(one).cmp(&Kept::of(other));
            assert_eq!(order, one.cmp(&other), "{one} {other}");
        }
        let hash = Kept::of("zone-a").hash_code();
        assert_eq!(hash, Kept::of(&made).hash_code());
        assert_ne!(hash, Kept::of("zone-b").hash_code());
    }
}
