//! What is asked of the catalogue.

use super::pack;
use smallvec::SmallVec;
use smol_str::SmolStr;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Query {
    /// Service: `rds`.
    pub service: &'static str,
    /// What is billed: `instance_hour`.
    pub item: &'static str,
    /// Attributes, sorted by key, each key once.
    pub attributes: SmallVec<[(&'static str, SmolStr); 4]>,
    /// Whether to look at the prices that are the same in every Region (`global`).
    pub global: bool,
}

impl Query {
    /// Asks for an item without attributes.
    pub fn new(service: &'static str, item: &'static str) -> Self {
        Self {
            service,
            item,
            attributes: SmallVec::new(),
            global: false,
        }
    }

    /// Adds an attribute, or replaces the one of the same key.
    #[must_use]
    #[inline]
    pub fn with(mut self, key: &'static str, value: impl Into<SmolStr>) -> Self {
        self.set(key, value.into());
        self
    }
    fn set(&mut self, key: &'static str, value: SmolStr) {
        // Most say them in order.
        if self.attributes.last().is_none_or(|(last, _)| *last < key) {
            self.attributes.push((key, value));
            return;
        }
        let place = self
            .attributes
            .binary_search_by(|(have, _)| (*have).cmp(key));
        match place {
            Ok(index) => self.attributes[index].1 = value,
            Err(index) => self.attributes.insert(index, (key, value)),
        }
    }

    /// Asks for the price row of the pseudo Region `global`.
    #[must_use]
    pub fn global(mut self) -> Self {
        self.global = true;
        self
    }

    /// The key as text: service, item and attributes as they stand in the source files.
    pub fn key(&self) -> String {
        let attributes: Vec<String> = self
            .attributes
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        pack::key_text(self.service, self.item, &attributes.join(";"))
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
    }
}
