//! A finding: which rule is broken, and by what. There may be a hundred thousand of them in a large design, so that one is
//! a few words long; its evidence is made when someone asks for it.

use super::rule::Rule;
use crate::model::{Id, Silence};
use crate::text::Phrase;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Something that breaks a rule. Reads as its [`Rule`]: `finding.code`, `finding.severity`, `finding.title()`.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The offending items, in id order: components, connections, containers or security groups.
    pub items: Items,
    /// Where the rule makes this finding again.
    pub(super) mark: Mark,
    pub(super) accepted: Option<Box<Accepted>>,
    /// What was seen, once it has been asked for.
    told: OnceLock<Arc<Phrase>>,
}

/// The place of a finding among those of its rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Number of the item that the rule looked at; none for rules on the design as a whole.
    pub item: Option<u32>,
    /// Number of the finding among those that it makes there; of the pair of kind and property, for an expectation.
    pub number: u32,
}

/// What the user has accepted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Accepted {
    /// The finding, for this reason.
    Silenced(String),
    /// It was, until a day that is over: the finding counts again.
    Lapsed(Silence),
}

impl Finding {
    /// A finding of a rule at some items.
    pub fn new<'a>(rule: &'static Rule, items: impl IntoIterator<Item = &'a Id>) -> Finding {
        Finding::marked(rule, items.into_iter().collect(), Mark::default())
    }
    /// The same with its place among those of the rule.
    #[inline]
    pub(super) fn marked(rule: &'static Rule, items: Items, mark: Mark) -> Finding {
        Finding {
            rule,
            items,
            mark,
            accepted: None,
            told: OnceLock::new(),
        }
    }
    /// Whether the rule has a quick fix; [`super::fix_of`] makes it, where there is one for this finding.
    pub fn fixable(&self) -> bool {
        self.rule.has_fix()
    }
    /// Whether the user has accepted it.
    pub fn is_silenced(&self) -> bool {
        self.silenced().is_some()
    }
    /// Reason, if the user has accepted the finding.
    pub fn silenced(&self) -> Option<&str> {
        match self.accepted.as_deref()? {
            Accepted::Silenced(reason) => Some(reason),
            Accepted::Lapsed(_) => None,
        }
    }
    /// A silence that has run out: the finding counts again.
    pub fn lapsed(&self) -> Option<&Silence> {
        match self.accepted.as_deref()? {
            Accepted::Silenced(_) => None,
            Accepted::Lapsed(silence) => Some(silence),
        }
    }
    /// Whether [`Finding::told`] has been called.
    pub(super) fn is_told(&self) -> bool {
        self.told.get().is_some()
    }
    /// What was seen: numbers with units, names. `make` is called the first time.
    pub(super) fn told(&self, make: impl FnOnce() -> Phrase) -> &Phrase {
        self.told.get_or_init(|| Arc::new(make()))
    }
}

// Whether its evidence has been asked for makes no difference.
impl PartialEq for Finding {
    fn eq(&self, other: &Finding) -> bool {
        self.code == other.code && self.items == other.items && self.accepted == other.accepted
    }
}

impl Deref for Finding {
    type Target = Rule;
    fn deref(&self) -> &Rule {
        self.rule
    }
}

/// Ids of a finding, sorted, each once. Reads as a slice.
#[derive(Clone)]
pub struct Items(List);

/// Nearly all findings name one item.
#[derive(Clone)]
enum List {
    One(Id),
    Many(Arc<[Id]>),
}

impl Items {
    /// Just one.
    #[inline]
    pub(super) fn one(id: &Id) -> Items {
        Items(List::One(id.clone()))
    }
}

impl<'a> FromIterator<&'a Id> for Items {
    fn from_iter<I: IntoIterator<Item = &'a Id>>(iter: I) -> Items {
        let mut ids = iter.into_iter();
        let (first, second) = (ids.next(), ids.next());
        if let (Some(only), None) = (first, second) {
            return Items::one(only);
        }
        let all = first.into_iter().chain(second).chain(ids);
        let mut all: Vec<Id> = all.cloned().collect();
        all.sort();
        all.dedup();
        Items(List::Many(all.into()))
    }
}

impl Deref for Items {
    type Target = [Id];
    fn deref(&self) -> &[Id] {
        match &self.0 {
            List::One(id) => std::slice::from_ref(id),
            List::Many(ids) => ids,
        }
    }
}

impl<'a> IntoIterator for &'a Items {
    type Item = &'a Id;
    type IntoIter = std::slice::Iter<'a, Id>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Items {
    fn eq(&self, other: &Items) -> bool {
        **self == **other
    }
}
impl Eq for Items {}
impl PartialOrd for Items {
    fn partial_cmp(&self, other: &Items) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Items {
    fn cmp(&self, other: &Items) -> Ordering {
        (**self).cmp(&**other)
    }
}
impl Hash for Items {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
