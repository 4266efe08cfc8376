//! Resources of a Terraform plan, with what they refer to and the usage figures that belong to them.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A place in the usage file, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// Usage figures of one resource. Numbers are finite and at least 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usage {
    /// Figures by key; nested keys are objects.
    pub values: Map<String, Value>,
    /// Where a figure stands, by its whole key (`standard.storage_gb`).
    pub places: BTreeMap<String, Place>,
}

impl Usage {
    /// The figure of a key; `.` separates nested keys.
    pub fn value(&self, key: &str) -> Option<&Value> {
        find(&self.values, key)
    }
    /// The number of a key.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.value(key).and_then(Value::as_f64)
    }
    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(Value::as_str)
    }
    /// Keys and values below a key, in the order of the file: the parts of the world of `monthly_https_requests`.
    pub fn entries(&self, key: &str) -> impl Iterator<Item = (&str, &Value)> {
        let map = self.value(key).and_then(Value::as_object);
        map.into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }
    /// Whether any figure is given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// A resource as the plan states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Whole address, for example `module.shop.aws_instance.web[0]`.
    pub address: String,
    /// Type, for example `aws_instance`.
    pub kind: String,
    /// Name within its module, for example `web`.
    pub name: String,
    /// Address of its module; empty for the root.
    pub module: String,
    /// What stands in brackets at the end of the address: `0`, `"eu"`; empty where there is nothing.
    pub index: String,
    /// Region code.
    pub region: String,
    /// Planned values.
    pub values: Map<String, Value>,
    /// What expressions refer to, by attribute: whole resource addresses without index where the expression has none.
    pub references: BTreeMap<String, Vec<String>>,
    /// Usage figures.
    pub usage: Usage,
}

/// All managed resources of a plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Sorted by address: references are searched in it.
    entries: Vec<Entry>,
    index: OnceLock<Index>,
}

/// Places of resources in the plan, so that no look at one goes through all of them.
#[derive(Clone, Debug, Default)]
struct Index {
    by_kind: FxHashMap<String, Vec<usize>>,
    /// Resources that refer to an address, as it stands in their references.
    referring: FxHashMap<String, Vec<usize>>,
}

impl Plan {
    /// A plan of resources that are sorted by address.
    pub fn of(entries: Vec<Entry>) -> Plan {
        Plan {
            entries,
            index: OnceLock::new(),
        }
    }
    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (place, entry) in self.entries.iter().enumerate() {
                let kind = index.by_kind.entry(entry.kind.clone()).or_default();
                kind.push(place);
                for target in entry.references.values().flatten() {
                    let all = index.referring.entry(target.clone()).or_default();
                    if all.last() != Some(&place) {
                        all.push(place);
                    }
                }
            }
            index
        })
    }
    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = Resource<'_>> {
        let entries = places.into_iter().flatten();
        let entries = entries.filter_map(|place| self.entries.get(*place));
        entries.map(|entry| Resource { plan: self, entry })
    }
    /// All resources.
    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        let of = |entry| Resource { plan: self, entry };
        self.entries.iter().map(of)
    }
    /// Resources whose address starts with `prefix`.
    fn starting_with(&self, prefix: &str) -> impl Iterator<Item = Resource<'_>> {
        let start = self
            .entries
            .partition_point(|entry| entry.address.as_str() < prefix);
        let all = self.entries.iter().skip(start);
        all.take_while(move |entry| entry.address.starts_with(prefix))
            .map(|entry| Resource { plan: self, entry })
    }
}

/// One resource in its plan.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'p> {
    plan: &'p Plan,
    entry: &'p Entry,
}

/// A block of a resource, for example one `ebs_block_device`.
#[derive(Clone, Copy, Debug)]
pub struct Block<'p> {
    values: &'p Map<String, Value>,
}

/// The value at a path: object keys and list positions separated by `.`; of a list without a position, the first.
fn find<'v>(values: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut parts = path.split('.');
    let mut value = values.get(parts.next()?)?;
    for part in parts {
        if let Value::Array(list) = value {
            match part.parse::<usize>() {
                Ok(position) => {
                    value = list.get(position)?;
                    continue;
                }
                Err(_) => value = list.first()?,
            }
        }
        value = value.as_object()?.get(part)?;
    }
    if let Value::Array(list) = value
        && let [only] = list.as_slice()
        && !only.is_object()
    {
        value = only;
    }
    (!value.is_null()).then_some(value)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

/// A number, also where it is written as text (`"20"`).
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
    .filter(|number: &f64| number.is_finite())
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => None,
    }
}

macro_rules! accessors {
    () => {
        /// The value at a path; none where it is unset, null or unknown before the plan is applied.
        pub fn value(&self, path: &str) -> Option<&'p Value> {
            find(self.values(), path)
        }
        /// The text at a path; none where it is empty.
        pub fn text(&self, path: &str) -> Option<&'p str> {
            self.value(path).and_then(text)
        }
        /// The number at a path, also where it is written as text.
        pub fn number(&self, path: &str) -> Option<f64> {
            self.value(path).and_then(number)
        }
        /// The truth value at a path.
        pub fn flag(&self, path: &str) -> Option<bool> {
            self.value(path).and_then(flag)
        }
        /// The blocks at a path, in order.
        pub fn blocks(&self, path: &str) -> Vec<Block<'p>> {
            let block = |value: &'p Value| value.as_object().map(|values| Block { values });
            match self.value(path) {
                Some(Value::Array(list)) => list.iter().filter_map(block).collect(),
                Some(value) => block(value).into_iter().collect(),
                None => Vec::new(),
            }
        }
        /// How many elements the list at a path has; a single value counts as one.
        pub fn count(&self, path: &str) -> usize {
            match self.value(path) {
                None => 0,
                Some(Value::Array(list)) => list.len(),
                Some(_) => 1,
            }
        }
    };
}

/// Whether a value is something other than an empty list, block or text.
fn is_something(value: &Value) -> bool {
    match value {
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    }
}

impl<'p> Block<'p> {
    fn values(&self) -> &'p Map<String, Value> {
        self.values
    }
    accessors!();

    /// Whether something other than an empty list, block or text stands at a path.
    pub fn has(&self, path: &str) -> bool {
        self.value(path).is_some_and(is_something)
    }
}

impl<'p> Resource<'p> {
    fn values(&self) -> &'p Map<String, Value> {
        &self.entry.values
    }
    accessors!();

    /// Whether something other than an empty list, block or text stands at a path, or will when the plan is applied: the
    /// attribute refers to another resource (the key of an encryption, the topic of an alarm).
    pub fn has(&self, path: &str) -> bool {
        self.value(path)
            .map_or(self.references(path) > 0, is_something)
    }
    /// Whole address.
    pub fn address(&self) -> &'p str {
        &self.entry.address
    }
    /// Type, for example `aws_instance`.
    pub fn kind(&self) -> &'p str {
        &self.entry.kind
    }
    /// Region code.
    pub fn region(&self) -> &'p str {
        &self.entry.region
    }
    /// Its usage figures.
    pub fn usage(&self) -> &'p Usage {
        &self.entry.usage
    }
    /// Resources that the expression of an attribute (and of everything in it) refers to. Of a resource with count or
    /// for_each the instance with the same index, if there is one, else all.
    pub fn referred(&self, attribute: &str) -> Vec<Resource<'p>> {
        let mut found: Vec<Resource<'p>> = Vec::new();
        for (path, targets) in &self.entry.references {
            let inside = path
                .strip_prefix(attribute)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if !inside {
                continue;
            }
            for target in targets {
                let named = |other: &Resource<'p>| {
                    other
                        .address()
                        .strip_prefix(target.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
                };
                let mut all: Vec<Resource<'p>> =
                    self.plan.starting_with(target).filter(named).collect();
                let same = |other: &Resource<'p>| other.entry.index == self.entry.index;
                if !self.entry.index.is_empty() && all.iter().any(same) {
                    all.retain(same);
                }
                for other in all {
                    if !found.iter().any(|have| have.address() == other.address()) {
                        found.push(other);
                    }
                }
            }
        }
        found
    }
    /// How many different resources the expression of an attribute names, whether the plan has them or not.
    pub fn references(&self, attribute: &str) -> usize {
        self.entry.references.get(attribute).map_or(0, Vec::len)
    }
    /// Resources of a type whose attribute refers to this one.
    pub fn referring(&self, kind: &str, attribute: &str) -> Vec<Resource<'p>> {
        // A reference names the resource itself, or all that `count` or `for_each` makes of it.
        let own = self.address();
        let names = own.match_indices('[').map(|(end, _)| &own[..end]);
        let index = self.plan.index();
        let mut found: Vec<Resource<'p>> = std::iter::once(own)
            .chain(names)
            .flat_map(|name| self.plan.at(index.referring.get(name)))
            .filter(|other| other.kind() == kind && other.address() != own)
            .collect();
        found.sort_by(|a, b| a.address().cmp(b.address()));
        found.dedup_by(|a, b| a.address() == b.address());
        found.retain(|other| {
            let targets = other.referred(attribute);
            targets.iter().any(|target| target.address() == own)
        });
        found
    }
    /// All other resources of a type.
    pub fn others(&self, kind: &str) -> Vec<Resource<'p>> {
        let all = self.plan.at(self.plan.index().by_kind.get(kind));
        all.filter(|other| other.address() != self.address())
            .collect()
    }
}
