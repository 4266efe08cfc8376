//! Ids: short, stable names of items.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Name of an item in a design: 1 to 255 characters, letters and digits of any script and `-`, `_`, `.`, `/`, `:`,
/// `[`, `]` (so that Terraform addresses fit). Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

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
            Ok(Id(text.into()))
        } else {
            Err(InvalidId(text.chars().take(60).collect()))
        }
    }
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
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
    let first = Id(clean.as_str().into());
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
        let id = Id(format!("{base}-{number}").into());
        if !taken(&id) {
            return id;
        }
        number += 1;
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}
impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
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
