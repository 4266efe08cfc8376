//! What is asked of the catalogue.

use super::pack;

/// What is asked: service, item and attributes; the Region is given at lookup.
///
/// `pricing/README.md` lists the words for every service.
///
/// ```
/// use skydraft::pricing::Query;
/// let query = Query::new("ec2", "instance_hour")
///     .with("tenancy", "shared")
///     .with("os", "linux")
///     .with("instance_type", "m6i.large");
/// assert_eq!(query.key(), "ec2 instance_hour instance_type=m6i.large;os=linux;tenancy=shared");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Service: `rds`.
    pub service: &'static str,
    /// What is billed: `instance_hour`.
    pub item: &'static str,
    attributes: Attributes,
    /// Whether to look at the prices that are the same in every Region (`global`).
    pub global: bool,
}

/// Bytes of attributes that most queries do not go beyond.
const ROOM: usize = 64;

/// Attributes as the source files write them, sorted by key, each key once: `os=linux;tenancy=shared`. One text in place,
/// because bills make and compare thousands of queries.
#[derive(Clone, Debug)]
struct Attributes {
    /// The text, as long as there is room for it.
    bytes: [u8; ROOM],
    length: usize,
    /// The last key.
    last: &'static str,
    /// The text where there is not.
    long: Option<Box<str>>,
}

impl Attributes {
    /// No attributes.
    const NONE: Attributes = Attributes {
        bytes: [0; ROOM],
        length: 0,
        last: "",
        long: None,
    };
    #[inline]
    fn bytes(&self) -> &[u8] {
        match &self.long {
            Some(text) => text.as_bytes(),
            None => self.bytes.get(..self.length).unwrap_or_default(),
        }
    }
    fn text(&self) -> &str {
        // All that was written is whole texts.
        str::from_utf8(self.bytes()).unwrap_or_default()
    }
    fn set(&mut self, key: &'static str, value: &str) {
        // Most say them in order. There is nothing before the first: to compare a key with no text at all costs as much as
        // hundreds of instructions (an empty text has no address, and memory is asked for it all the same).
        let is_behind = self.length == 0 || self.last < key;
        if self.long.is_none() && is_behind && self.append(key, value) {
            self.last = key;
        } else {
            self.insert(key, value);
        }
    }
    /// Adds an attribute behind the others, if there is room for it.
    fn append(&mut self, key: &str, value: &str) -> bool {
        let between = usize::from(self.length > 0);
        let length = self.length + between + key.len() + 1 + value.len();
        let Some(mut free) = self.bytes.get_mut(self.length..length) else {
            return false;
        };
        if between > 0
            && let [separator, rest @ ..] = free
        {
            *separator = b';';
            free = rest;
        }
        let (name, free) = free.split_at_mut(key.len());
        name.copy_from_slice(key.as_bytes());
        if let [equals, free @ ..] = free {
            *equals = b'=';
            free.copy_from_slice(value.as_bytes());
        }
        self.length = length;
        true
    }
    /// Adds an attribute in its place among the others, or replaces the one of the same key.
    #[cold]
    fn insert(&mut self, key: &'static str, value: &str) {
        let former = std::mem::replace(self, Attributes::NONE);
        let mut is_open = true;
        for (have, known) in pairs(former.text()) {
            if is_open && key <= have {
                self.add(key, value);
                is_open = false;
            }
            if have != key {
                self.add(have, known);
            }
        }
        if is_open {
            self.add(key, value);
        }
        self.last = former.last.max(key);
    }
    /// Adds an attribute behind the others.
    fn add(&mut self, key: &str, value: &str) {
        if self.long.is_none() && self.append(key, value) {
            return;
        }
        let others = self.text();
        let between = if others.is_empty() { "" } else { ";" };
        self.long = Some(format!("{others}{between}{key}={value}").into());
    }
}

impl PartialEq for Attributes {
    fn eq(&self, other: &Attributes) -> bool {
        self.bytes() == other.bytes()
    }
}
impl Eq for Attributes {}

/// Keys and values of attributes.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(';').filter_map(|pair| pair.split_once('='))
}

impl Query {
    /// Asks for an item without attributes.
    #[inline]
    pub fn new(service: &'static str, item: &'static str) -> Self {
        Self {
            service,
            item,
            attributes: Attributes::NONE,
            global: false,
        }
    }

    /// Adds an attribute, or replaces the one of the same key.
    #[must_use]
    #[inline]
    pub fn with(mut self, key: &'static str, value: impl AsRef<str>) -> Self {
        self.attributes.set(key, value.as_ref());
        self
    }

    /// Attributes as text: `os=linux;tenancy=shared`.
    pub fn text(&self) -> &str {
        self.attributes.text()
    }
    /// The same in bytes, which are quicker to compare.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        self.attributes.bytes()
    }
    /// Keys and values of the attributes, sorted by key.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(self.text())
    }

    /// Asks for another item with the same attributes.
    #[must_use]
    pub fn item(mut self, item: &'static str) -> Self {
        self.item = item;
        self
    }

    /// Asks for the price row of the pseudo Region `global`.
    #[must_use]
    pub fn global(mut self) -> Self {
        self.global = true;
        self
    }

    /// The key as text: service, item and attributes as they stand in the source files.
    pub fn key(&self) -> String {
        pack::key_text(self.service, self.item, self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_attributes_does_not_matter() {
        let one = Query::new("ec2", "instance_hour")
            .with("os", "linux")
            .with("instance_type", "m6i.large");
        let two = Query::new("ec2", "instance_hour")
            .with("instance_type", "m6i.large")
            .with("os", "linux");
        assert_eq!(one, two);
    }

    #[test]
    fn a_repeated_attribute_replaces() {
        let query = Query::new("s3", "storage_gb_month")
            .with("class", "standard")
            .with("class", "glacier");
        assert_eq!(query.key(), "s3 storage_gb_month class=glacier");
        let query = Query::new("rds", "instance_hour")
            .with("license", "byol")
            .with("engine", "oracle")
            .with("license", "included")
            .with("deployment", "multi")
            .with("size", "large");
        let key = "rds instance_hour deployment=multi;engine=oracle;license=included;size=large";
        assert_eq!(query.key(), key);
        assert_eq!(query.attributes().count(), 4);
        let long = "x".repeat(ROOM);
        let query = query.with("storage", &long).with("version", "16");
        assert_eq!(query.key(), format!("{key};storage={long};version=16"));
        assert_eq!(query, query.clone().with("engine", "oracle"));
        let short = query.with("storage", "gp3");
        assert_eq!(short.key(), format!("{key};storage=gp3;version=16"));
        let query = Query::new("rds", "instance_hour").with("size", &long);
        assert_eq!(query.key(), format!("rds instance_hour size={long}"));
        let query = query.with("engine", "oracle").with("size", "large");
        assert_eq!(query.key(), "rds instance_hour engine=oracle;size=large");
    }
}
