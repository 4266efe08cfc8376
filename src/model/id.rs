//! Ids: short, stable names of items.

use super::kept::Kept;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Name of an item in a design: 1 to 255 characters, letters and digits of any script and `-`, `_`, `.`, `/`, `:`,
/// `[`, `]` (so that Terraform addresses fit).
///
/// As small as a pointer, and cloning copies it: every result of every pass names items.
#[derive(Clone, PartialEq, Eq)]
pub struct Id(Kept);

/// A text that cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a valid id: use 1 to 255 letters, digits, `-`, `_`, `.`, `/`, `:`, `[` or `]`"
)]
pub struct InvalidId(pub String);

impl Id {
    /// Checks and makes an id.
    ///
    /// # Errors
    /// [`InvalidId`] if the text is empty, too long or holds another character.
    pub fn new(text: &str) -> Result<Id, InvalidId> {
        let valid = |c: char| c.is_alphanumeric() || "-_./:[]".contains(c);
        let length = text.chars().count();
        if (1..=255).contains(&length) && text.chars().all(valid) {
            Ok(Id::of(text))
        } else {
            Err(InvalidId(text.chars().take(60).collect()))
        }
    }
    fn of(text: &str) -> Id {
        Id(Kept::of(text))
    }
    /// The id as text.
    #[inline]
    pub fn as_str(&self) -> &'static str {
        self.0.text()
    }
    /// A hash for tables in memory; it differs from run to run. Equal ids have equal ones.
    #[inline]
    pub fn hash_code(&self) -> u64 {
        self.0.hash_code()
    }
}

/// A free id made from `stem` (characters that an id cannot hold become `-`): the stem itself, else `stem-2`, `stem-3` ...
pub fn fresh(stem: &str, taken: impl Fn(&Id) -> bool) -> Id {
    let mut clean: String = stem
        .trim()
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_./:[]".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(200)
        .collect();
    if clean.is_empty() {
        clean.push_str("item");
    }
    let first = Id::of(&clean);
    if !taken(&first) {
        return first;
    }
    // `web-2` taken counts on from `web`, so copies of copies stay short.
    let base = match clean.rsplit_once('-') {
        Some((base, digits))
            if !base.is_empty()
                && !digits.is_empty()
                && digits.chars().all(|c| c.is_ascii_digit()) =>
        {
            base
        }
        _ => clean.as_str(),
    };
    let mut number = 2_u64;
    loop {
        let id = Id::of(&format!("{base}-{number}"));
        if !taken(&id) {
            return id;
        }
        number += 1;
    }
}

impl PartialOrd for Id {
    #[inline]
    fn partial_cmp(&self, other: &Id) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Id {
    #[inline]
    fn cmp(&self, other: &Id) -> Ordering {
        self.0.cmp(&other.0)
    }
}
// The hash of the text, as `Borrow<str>` demands.
impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}
impl TryFrom<String> for Id {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Id, InvalidId> {
        Id::new(&text)
    }
}
impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::new(&text).map_err(serde::de::Error::custom)
    }
}

/// Each of `ids` with what bears it among `things`; both are in the order of their ids. Walking along both takes less time than
/// looking many ids up, each of which is somewhere else in memory.
pub fn beside<'i, 't, T: 't>(
    ids: impl Iterator<Item = &'i Id>,
    things: impl Iterator<Item = (&'t Id, T)>,
) -> impl Iterator<Item = (&'i Id, Option<T>)> {
    let mut things = things.peekable();
    ids.map(move |id| {
        while things.next_if(|(known, _)| *known < id).is_some() {}
        let same = things.next_if(|(known, _)| *known == id);
        (id, same.map(|(_, thing)| thing))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_ids_count_on() {
        let taken = |id: &Id| ["web", "web-2"].contains(&id.as_str());
        assert_eq!(fresh("db", taken).as_str(), "db");
        assert_eq!(fresh("web", taken).as_str(), "web-3");
        assert_eq!(fresh("web-2", taken).as_str(), "web-3");
        assert_eq!(fresh("  ", taken).as_str(), "item");
        assert_eq!(fresh("a b", taken).as_str(), "a-b");
    }

    #[test]
    fn invalid_ids_are_refused() {
        assert!(Id::new("").is_err());
        assert!(Id::new("a b").is_err());
        assert!(Id::new(&"x".repeat(256)).is_err());
        assert!(Id::new("서버-1").is_ok());
        assert!(Id::new("module.web[0].aws_instance.a").is_ok());
    }
}
