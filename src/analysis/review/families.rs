//! Families and sizes of instance types, and which type would do the same work for less.
//!
//! A name is `m6i.large`, `db.r6g.large`, `cache.t4g.micro`, `r6g.large.search`: letters, generation, attributes, size.
//! Graviton families carry `g` as the first attribute (Amazon EC2 user guide, "Instance type naming conventions").

use super::cx::{Cx, address};
use crate::catalog::property::InstanceTypes;
use crate::catalog::{Item, Kind, Property, Shape};
use crate::model::{Code, Value};
use crate::pricing::{Catalogue, InstanceSpec, Query};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::rc::Rc;

/// An instance type taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// `db.` or `cache.`, else empty.
    pub prefix: &'a str,
    /// `m`, `c`, `r`, `t`, `inf`.
    pub letters: &'a str,
    /// `6`.
    pub generation: u32,
    /// `i`, `g`, `gd`, else empty.
    pub attributes: &'a str,
    /// `.large`, `.large.search`.
    pub size: &'a str,
}

impl<'a> Name<'a> {
    /// Takes a name apart; none for names of another form.
    pub fn of(name: &'a str) -> Option<Name<'a>> {
        let prefix = ["db.", "cache."]
            .into_iter()
            .find(|prefix| name.starts_with(prefix))
            .map_or("", |prefix| &name[..prefix.len()]);
        let rest = &name[prefix.len()..];
        let (family, size) = rest.split_at(rest.find('.')?);
        let digit = family.find(|c: char| c.is_ascii_digit())?;
        let (letters, tail) = family.split_at(digit);
        let end = tail
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (generation, attributes) = tail.split_at(end);
        Some(Name {
            prefix,
            letters,
            generation: generation.parse().ok()?,
            attributes,
            size,
        })
    }
    /// Whether the processor is AWS's own (Arm).
    pub fn is_graviton(&self) -> bool {
        self.attributes.starts_with('g') || (self.letters == "a" && self.generation == 1)
    }
    /// The same size in another family.
    pub fn in_family(&self, letters: &str, generation: u32, attributes: &str) -> String {
        // Many are asked for in every review; formatting takes longer.
        let mut name = String::with_capacity(24);
        name.push_str(self.prefix);
        name.push_str(letters);
        match u8::try_from(generation) {
            Ok(digit @ 0..=9) => name.push(char::from(b'0' + digit)),
            _ => name.push_str(&generation.to_string()),
        }
        name.push_str(attributes);
        name.push_str(self.size);
        name
    }
    /// Attributes that do the same work: Intel was unmarked up to the fifth generation and is `i` from the sixth on.
    fn alike(&self) -> &'static [&'static str] {
        match self.attributes {
            "" | "i" => &["", "i"],
            "g" => &["g"],
            "a" => &["a"],
            "d" | "id" => &["d", "id"],
            "gd" => &["gd"],
            "ad" => &["ad"],
            "n" | "in" => &["n", "in"],
            "gn" => &["gn"],
            _ => &[],
        }
    }
}

/// Generations looked at above an instance's own.
const AHEAD: u32 = 4;

/// Types of the same letters, attributes and size in newer generations that the program knows, newest first.
pub fn newer(catalogue: &Catalogue, name: &str) -> Vec<String> {
    let Some(own) = Name::of(name) else {
        return Vec::new();
    };
    let generations = (own.generation + 1..=own.generation + AHEAD).rev();
    let all = generations.flat_map(|generation| {
        let alike = own.alike().iter();
        alike.map(move |attributes| own.in_family(own.letters, generation, attributes))
    });
    all.filter(|name| catalogue.spec(name).is_some()).collect()
}

/// Graviton types of the same size: the same generation first, then the next ones.
pub fn graviton(catalogue: &Catalogue, name: &str) -> Vec<String> {
    let Some(own) = Name::of(name).filter(|own| !own.is_graviton()) else {
        return Vec::new();
    };
    // The first Graviton families: t4g, and m6g, c6g, r6g.
    let first = if own.letters == "t" { 4 } else { 6 };
    let start = own.generation.max(first);
    let attributes = match own.attributes {
        "d" | "id" | "ad" => "gd",
        "n" | "in" => "gn",
        _ => "g",
    };
    let all = (start..=start + 2).map(|it| own.in_family(own.letters, it, attributes));
    all.filter(|name| catalogue.spec(name).is_some()).collect()
}

/// Types of the same family and architecture with fewer vCPU, the largest of them first.
pub fn smaller(catalogue: &Catalogue, name: &str) -> Vec<String> {
    let (Some(own), Some(spec)) = (Name::of(name), catalogue.spec(name)) else {
        return Vec::new();
    };
    let family = own.in_family(own.letters, own.generation, own.attributes);
    let family = &family[..family.len() - own.size.len()];
    let ending = own.size.strip_suffix(".search").map_or("", |_| ".search");
    let fits = |other: &&InstanceSpec| {
        let rest = other.name.strip_prefix(family);
        rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(ending))
            && other.memory_gib < spec.memory_gib
            && other.vcpu <= spec.vcpu
    };
    let mut found: Vec<&InstanceSpec> = catalogue.specs().iter().filter(fits).collect();
    found.sort_by(|a, b| b.memory_gib.total_cmp(&a.memory_gib));
    found.into_iter().map(|spec| spec.name.clone()).collect()
}

/// What a property of instance types offers for an item.
pub fn offer(item: &Item<'_>, property: &Property) -> Option<InstanceTypes> {
    let Shape::InstanceType { offer, .. } = property.shape else {
        return None;
    };
    Some(offer(item))
}

/// On-Demand US dollars of an hour of a type.
pub fn hour(cx: &Cx<'_>, region: &str, types: &InstanceTypes, name: &str) -> Option<f64> {
    let fixed = types.fixed.iter();
    let fixed = fixed.map(|(key, value)| (*key, value.as_str()));
    let mut words: SmallVec<[(&'static str, &str); 8]> = SmallVec::new();
    words.push((types.attribute, name));
    words.extend(fixed);
    // Queries are made fastest in the order of their keys.
    words.sort_by_key(|(key, _)| *key);
    let query = Query::new(types.service, types.item);
    let query = words
        .into_iter()
        .fold(query, |query, (key, value)| query.with(key, value));
    let price = cx.catalogue.price(region, &query);
    price.rate().map(|rate| rate.first_usd())
}

/// A cheaper type for an item.
pub struct Better<'a> {
    /// The item.
    pub item: Item<'a>,
    /// Its type.
    pub name: &'a str,
    /// The type instead.
    pub other: Rc<str>,
    /// On-Demand US dollars of an hour of its type.
    pub hour: f64,
    /// The same of the other one.
    pub other_hour: f64,
}

/// Kinds, each with the property that holds the type of its instances.
pub type Types = &'static [(&'static Kind, &'static Property)];

/// What makes the price of a type; items that agree in all of it have the same answer.
type Likeness<'a> = (usize, &'a str, Code, [Option<&'a str>; 4]);

/// A type that would do, the present price of an hour and that of the other.
type Answer = Option<(Rc<str>, f64, f64)>;

/// How a better type is looked for.
#[derive(Clone, Copy)]
pub struct Search {
    /// Whether an item is looked at; decided by its settings alone ([`Cx::set_so`]).
    pub looks_at: fn(&Item<'_>, &Property) -> bool,
    /// Types that may take the place of one.
    pub candidates: fn(&Catalogue, &str) -> Vec<String>,
    /// The most that the other type may cost, as a multiple of the present hour.
    pub most: f64,
}

impl Search {
    /// Items of some kinds that have a better type, kind by kind. Every kind of instance is looked at once, whatever the
    /// number of items.
    pub fn all<'a>(&self, cx: &Cx<'a>, types: Types) -> Vec<Better<'a>> {
        let mut known: FxHashMap<Likeness<'a>, Answer> = FxHashMap::default();
        let mut candidates: FxHashMap<&'a str, Vec<String>> = FxHashMap::default();
        let mut found = Vec::new();
        let (kinds, list) = cx.kinds();
        for (kind, property) in types {
            let Some(number) = kinds.iter().position(|(own, _)| own == kind) else {
                continue;
            };
            let (items, alike) = (&list[kinds[number].1.clone()], cx.alike(number));
            let answers: Vec<Answer> = alike
                .firsts()
                .map(|first| {
                    let item = &items[first];
                    if !(self.looks_at)(item, property) {
                        return None;
                    }
                    let name = item.text(property);
                    let others = candidates.entry(name);
                    let others = others.or_insert_with(|| (self.candidates)(cx.catalogue, name));
                    if others.is_empty() {
                        return None;
                    }
                    let answer = known.entry(likeness(item, property));
                    let make = || self.answer(cx, item, property, others);
                    answer.or_insert_with(make).clone()
                })
                .collect();
            if answers.iter().all(Option::is_none) {
                continue;
            }
            for (item, settings) in items.iter().zip(alike.settings()) {
                if let Some(answer) = &answers[*settings as usize] {
                    found.push(better(*item, property, answer));
                }
            }
        }
        found
    }
    /// A better type for one item.
    pub fn one<'a>(&self, cx: &Cx<'a>, item: Item<'a>, property: &Property) -> Option<Better<'a>> {
        let others = (self.candidates)(cx.catalogue, item.text(property));
        let answer = self.answer(cx, &item, property, &others)?;
        Some(better(item, property, &answer))
    }
    fn answer(
        &self,
        cx: &Cx<'_>,
        item: &Item<'_>,
        property: &Property,
        others: &[String],
    ) -> Answer {
        let (name, region) = (item.text(property), item.region());
        let types = offer(item, property).filter(|_| !others.is_empty())?;
        let own = hour(cx, region, &types, name)?;
        others.iter().find_map(|other| {
            let price = hour(cx, region, &types, other)?;
            (price <= own * self.most).then(|| (other.as_str().into(), own, price))
        })
    }
}

fn likeness<'a>(item: &Item<'a>, property: &Property) -> Likeness<'a> {
    let word = |key: &str| item.stated(key).and_then(Value::as_text);
    let rest = ["engine", "operating_system", "deployment", "tenancy"].map(word);
    (
        address(item.kind),
        item.text(property),
        item.region_code(),
        rest,
    )
}

fn better<'a>(
    item: Item<'a>,
    property: &Property,
    (other, hour, other_hour): &(Rc<str>, f64, f64),
) -> Better<'a> {
    Better {
        item,
        name: item.text(property),
        other: other.clone(),
        hour: *hour,
        other_hour: *other_hour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let name = |text| Name::of(text).map(|n| (n.prefix, n.letters, n.generation, n.attributes));
        assert_eq!(name("m6i.large"), Some(("", "m", 6, "i")));
        assert_eq!(name("db.r6g.large"), Some(("db.", "r", 6, "g")));
        assert_eq!(name("c5.9xlarge"), Some(("", "c", 5, "")));
        assert_eq!(name("r6g.large.search"), Some(("", "r", 6, "g")));
        assert_eq!(name("large"), None);
        assert_eq!(name("metal.large"), None);
    }

    #[test]
    fn newer_generations_and_graviton_of_the_same_size() {
        let catalogue = Catalogue::embedded();
        let newer = newer(catalogue, "m5.large");
        assert!(newer.contains(&"m6i.large".to_owned()), "{newer:?}");
        let is_arm = |name: &String| Name::of(name).is_some_and(|name| name.is_graviton());
        assert!(!newer.iter().any(is_arm), "{newer:?}");
        let arm = graviton(catalogue, "m5.large");
        assert_eq!(arm.first().map(String::as_str), Some("m6g.large"));
        assert!(graviton(catalogue, "m6g.large").is_empty());
        assert_eq!(
            graviton(catalogue, "t3.medium").first().map(String::as_str),
            Some("t4g.medium")
        );
    }

    #[test]
    fn the_next_smaller_size_keeps_the_family() {
        let smaller = smaller(Catalogue::embedded(), "m6i.2xlarge");
        assert_eq!(smaller.first().map(String::as_str), Some("m6i.xlarge"));
    }
}
