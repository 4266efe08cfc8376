//! Properties of components: what is typed of them, shared by those that are set alike.
//!
//! A large design repeats a few sorts of servers and stores, and the passes ask each of them the same: which properties are
//! there, whether two components are set alike. The answers stand beside the values, and components that were read or
//! generated alike have the same body ([`Alike`]), so that they are compared by address and read from one place.

use super::Value;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hasher;
use std::ops::Index;
use std::sync::{Arc, LazyLock};

/// Values by name, in the order of the names, read like a map. Cloning copies a pointer; a change leaves others that share the values as they were.
#[derive(Clone)]
pub struct Properties(Arc<Body>);

#[derive(Default)]
struct Body {
    values: Box<[(String, Value)]>,
    hash: u64,
    names: u64,
}

impl Body {
    /// Of values in the order of their names.
    fn of(values: Box<[(String, Value)]>) -> Body {
        let mut hasher = FxHasher::default();
        let mut names = 0;
        for (name, value) in &values {
            names |= bit_of(name);
            hasher.write(name.as_bytes());
            hash(value, &mut hasher);
        }
        Body {
            values,
            hash: hasher.finish(),
            names,
        }
    }
}

/// Adds a value to a hash: equal values add the same.
pub fn hash(value: &Value, hasher: &mut FxHasher) {
    match value {
        Value::Bool(value) => hasher.write_u8(u8::from(*value)),
        // Zero has two signs that are equal.
        Value::Number(value) => hasher.write_u64((value + 0.0).to_bits()),
        Value::Text(value) => hasher.write(value.as_bytes()),
        Value::List(values) => {
            hasher.write_usize(values.len());
            for value in values {
                hash(value, hasher);
            }
        }
    }
}

/// One of 64 bits for the name of a property. Several names share one: a bit that is not set says that none of them is
/// there.
#[inline]
pub const fn bit_of(name: &str) -> u64 {
    let text = name.as_bytes();
    let [.., last] = text else { return 1 };
    let (first, middle) = (text[0] as usize, text[text.len() / 2] as usize);
    let mixed = text.len() * 29 + first * 7 + middle * 13 + *last as usize;
    1 << (mixed % 64)
}

impl Properties {
    /// A hash of names and values: equal properties have equal ones.
    #[inline]
    pub fn hash_code(&self) -> u64 {
        self.0.hash
    }
    /// Where the values stand: those with one address are equal, as long as they are there.
    #[inline]
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
    /// The bits of all names ([`bit_of`]).
    #[inline]
    pub fn names(&self) -> u64 {
        self.0.names
    }
    /// The value of that name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Value> {
        // They are few.
        let found = self.0.values.iter().find(|(have, _)| have == name);
        found.map(|(_, value)| value)
    }
    /// Whether there is a value of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
    /// Names and values.
    pub fn iter(&self) -> Entries<'_> {
        self.into_iter()
    }
    /// Names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.values.iter().map(|(name, _)| name)
    }
    /// Values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.values.iter().map(|(_, value)| value)
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.values.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values.is_empty()
    }
    /// Sets a value; gives the former one.
    pub fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        self.change(|values| values.insert(name, value))
    }
    /// Takes a value away, if there is one of that name.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        if !self.contains_key(name) {
            return None;
        }
        self.change(|values| values.remove(name))
    }
    /// Takes all values away.
    pub fn clear(&mut self) {
        *self = Properties::default();
    }
    /// Sets some values.
    pub fn set_all<'v>(&mut self, more: impl Iterator<Item = (&'v str, &'v Value)>) {
        let mut values = self.0.values.to_vec();
        for (name, value) in more {
            match values.binary_search_by(|(have, _)| have.as_str().cmp(name)) {
                Ok(at) => values[at].1 = value.clone(),
                Err(at) => values.insert(at, (name.to_owned(), value.clone())),
            }
        }
        if !values.is_empty() {
            *self = Properties(Arc::new(Body::of(values.into())));
        }
    }
    /// Changes the values as a map.
    pub fn change<T>(&mut self, change: impl FnOnce(&mut BTreeMap<String, Value>) -> T) -> T {
        let mut values = self.0.values.iter().cloned().collect();
        let result = change(&mut values);
        *self = values.into();
        result
    }
}

impl Default for Properties {
    fn default() -> Properties {
        static NONE: LazyLock<Properties> = LazyLock::new(|| Properties(Arc::default()));
        NONE.clone()
    }
}
impl Index<&str> for Properties {
    type Output = Value;
    fn index(&self, name: &str) -> &Value {
        match self.get(name) {
            Some(value) => value,
            None => panic!("no property `{name}`"),
        }
    }
}
impl PartialEq for Properties {
    #[inline]
    fn eq(&self, other: &Properties) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.hash == other.0.hash && self.0.values == other.0.values)
    }
}
impl From<BTreeMap<String, Value>> for Properties {
    fn from(values: BTreeMap<String, Value>) -> Properties {
        if values.is_empty() {
            return Properties::default();
        }
        Properties(Arc::new(Body::of(values.into_iter().collect())))
    }
}
impl Extend<(String, Value)> for Properties {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, more: I) {
        self.change(|values| values.extend(more));
    }
}
impl<'a> IntoIterator for &'a Properties {
    type Item = (&'a String, &'a Value);
    type IntoIter = Entries<'a>;
    fn into_iter(self) -> Entries<'a> {
        Entries(self.0.values.iter())
    }
}
impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Iterator of [`Properties`].
#[derive(Clone, Debug)]
pub struct Entries<'a>(std::slice::Iter<'a, (String, Value)>);

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a String, &'a Value);
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name, value))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
impl ExactSizeIterator for Entries<'_> {}

/// Properties that were seen while a design is read or made, so that equal ones become the same.
///
/// It lives no longer than that: nothing is kept of what edits set later, and properties that an edit makes equal to others
/// are compared by their hash and their values.
#[derive(Debug, Default)]
pub struct Alike(FxHashMap<u64, Properties>);

impl Alike {
    /// The same properties: those that were seen first, if any were equal.
    pub fn one(&mut self, properties: impl Into<Properties>) -> Properties {
        let properties = properties.into();
        let known = self.0.entry(properties.hash_code());
        let known = known.or_insert_with(|| properties.clone());
        if *known == properties {
            return known.clone();
        }
        properties
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(values: &[(&str, Value)]) -> Properties {
        let values = values.iter().cloned();
        let values = values.map(|(name, value)| (name.to_owned(), value));
        values.collect::<BTreeMap<String, Value>>().into()
    }

    #[test]
    fn equal_properties_are_equal_however_they_came_about() {
        let made = set(&[("a", 1.0.into()), ("b", "x".into())]);
        let mut grown = Properties::default();
        grown.insert("b".to_owned(), "y".into());
        grown.insert("a".to_owned(), 1.0.into());
        assert_ne!(made, grown);
        assert_eq!(grown.insert("b".to_owned(), "x".into()), Some("y".into()));
        assert_eq!((&made, made.hash_code()), (&grown, grown.hash_code()));
        assert_eq!(made.names(), bit_of("a") | bit_of("b"));
        let mut set_at_once = set(&[("a", 2.0.into())]);
        let values: [Value; 2] = ["x".into(), 1.0.into()];
        set_at_once.set_all(["b", "a"].into_iter().zip(&values));
        assert_eq!(set_at_once, made);
        let zeros = [0.0, -0.0].map(|zero| set(&[("a", zero.into())]));
        assert_eq!(zeros[0], zeros[1]);
        assert_ne!(set(&[("a", true.into())]), set(&[("b", true.into())]));
    }

    #[test]
    fn a_change_of_one_leaves_what_it_shares_with_others() {
        let before = set(&[("a", 1.0.into()), ("b", 2.0.into())]);
        let mut after = before.clone();
        assert_eq!(after.remove("c"), None);
        assert!(Arc::ptr_eq(&before.0, &after.0));
        assert_eq!(after.remove("a"), Some(1.0.into()));
        assert_eq!(before.len(), 2);
        assert_eq!((after.names(), after.len()), (bit_of("b"), 1));
        after.clear();
        assert_eq!(after, Properties::default());
        assert_eq!(after.names(), 0);
    }

    #[test]
    fn those_that_are_read_alike_are_the_same() {
        let mut alike = Alike::default();
        let first = alike.one(set(&[("a", 1.0.into())]));
        let again = alike.one(set(&[("a", 1.0.into())]));
        let other = alike.one(set(&[("a", 2.0.into())]));
        assert!(Arc::ptr_eq(&first.0, &again.0));
        assert_ne!(first, other);
        assert_eq!(other, set(&[("a", 2.0.into())]));
    }
}
