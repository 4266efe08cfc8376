//! Codes of Regions and Availability Zones, and names of kinds.

use super::kept::Kept;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// Code of a Region or an Availability Zone, for example `ap-northeast-2a`, or name of a kind. As small as a pointer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(Kept);

impl Code {
    /// A code of that text.
    pub fn new(text: &str) -> Code {
        Code(Kept::of(text))
    }
    /// A hash for tables in memory; it differs from run to run.
    #[inline]
    pub fn hash_code(self) -> u64 {
        self.0.hash_code()
    }
    /// A number that no other code has; it differs from run to run.
    #[inline]
    pub fn address(self) -> usize {
        self.0.address()
    }
    /// The code as text.
    #[inline]
    pub fn as_str(self) -> &'static str {
        self.0.text()
    }
}

impl Default for Code {
    fn default() -> Code {
        Code::new("")
    }
}
impl Deref for Code {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}
impl From<&str> for Code {
    fn from(text: &str) -> Code {
        Code::new(text)
    }
}
impl From<String> for Code {
    fn from(text: String) -> Code {
        Code::new(&text)
    }
}
impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
// The hash of the text, as `Borrow<str>` demands.
impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl std::borrow::Borrow<str> for Code {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
