//! Parts of all connections in one block: tens of thousands of them are made and dropped at every run.

use super::{PathClass, PathPart};
use crate::analysis::by_id::ById;
use crate::model::Id;

/// Parts by connection, in the order of the connections' ids.
#[derive(Clone, Debug, Default)]
pub struct PathTable {
    stretches: ById<Stretch>,
    /// The parts of each connection side by side; also parts of before a change, which no stretch names.
    parts: Vec<PathPart>,
}

/// Where the parts of a connection stand.
#[derive(Clone, Copy, Debug, Default)]
struct Stretch {
    start: u32,
    length: u32,
    /// Bits of their classes, [`VIA`] and [`CHARGED`].
    marks: u32,
}

/// Set of connections of which a part goes through something, beside [`PathClass::bit`].
pub const VIA: u32 = 1 << 31;

/// Set of connections of which a part is billed.
pub const CHARGED: u32 = 1 << 30;

impl PathClass {
    /// The bit of a class among the marks of a connection.
    #[inline]
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl PathTable {
    pub(super) fn with_capacity(connections: usize) -> PathTable {
        PathTable {
            stretches: ById::with_capacity(connections),
            parts: Vec::with_capacity(2 * connections),
        }
    }
    /// Adds the parts of a connection that comes after all others.
    pub(super) fn push(&mut self, id: &Id, add: impl FnOnce(&mut Vec<PathPart>)) {
        let start = self.parts.len();
        add(&mut self.parts);
        self.stretches.push(id, Stretch::new(start, &self.parts));
    }
    /// Sets the parts of a connection.
    pub fn insert(&mut self, id: Id, parts: Vec<PathPart>) {
        let stretch = self.append(parts);
        self.stretches.insert(id, stretch);
    }
    /// Sets the parts of the connection at a place.
    pub(in crate::analysis) fn replace(&mut self, place: usize, parts: Vec<PathPart>) {
        let stretch = self.append(parts);
        if let Some(known) = self.stretches.at_mut(place) {
            *known = stretch;
        }
        let used: usize = self.stretches.values().map(|it| it.length as usize).sum();
        if self.parts.len() > 2 * used + 64 {
            self.compact();
        }
    }
    fn append(&mut self, parts: Vec<PathPart>) -> Stretch {
        let start = self.parts.len();
        self.parts.extend(parts);
        Stretch::new(start, &self.parts)
    }
    /// Leaves out what no connection has any more.
    fn compact(&mut self) {
        let former = std::mem::take(&mut self.parts);
        for place in 0..self.stretches.len() {
            if let Some(stretch) = self.stretches.at_mut(place) {
                let start = self.parts.len();
                self.parts.extend_from_slice(stretch.of(&former));
                *stretch = Stretch::new(start, &self.parts);
            }
        }
    }
    /// Parts of a connection.
    pub fn get(&self, id: &Id) -> Option<&[PathPart]> {
        Some(self.stretches.get(id)?.of(&self.parts))
    }
    /// Connections with one of these marks (bits of classes, [`VIA`], [`CHARGED`]) in id order: place, all its marks, id and
    /// all parts. The others' parts are not looked at.
    pub fn marked(&self, marks: u32) -> impl Iterator<Item = (usize, u32, &Id, &[PathPart])> {
        let all = self.stretches.iter().enumerate();
        let those = all.filter(move |(_, (_, stretch))| stretch.marks & marks != 0);
        those.map(|(place, (id, stretch))| (place, stretch.marks, id, stretch.of(&self.parts)))
    }
    /// Parts of the connection at a place in id order.
    pub fn at(&self, place: usize) -> Option<&[PathPart]> {
        Some(self.stretches.at(place)?.of(&self.parts))
    }
    /// The place of a connection in id order.
    pub fn place_of(&self, id: &Id) -> Option<usize> {
        self.stretches.place_of(id)
    }
    /// The connection at a place in id order.
    pub fn id_at(&self, place: usize) -> Option<&Id> {
        self.stretches.id_at(place)
    }
    /// Connections and their parts, in id order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Id, &[PathPart])> {
        self.into_iter()
    }
    /// The parts of each connection, in id order.
    pub fn values(&self) -> impl Iterator<Item = &[PathPart]> {
        self.iter().map(|(_, parts)| parts)
    }
    /// Number of connections.
    pub fn len(&self) -> usize {
        self.stretches.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }
}

impl Stretch {
    /// From `start` to the last part.
    #[inline]
    fn new(start: usize, parts: &[PathPart]) -> Stretch {
        let own = &parts[start..];
        Stretch {
            start: start as u32,
            length: own.len() as u32,
            marks: own.iter().fold(0, |marks, part| {
                let via = if part.via.is_some() { VIA } else { 0 };
                let is_free = part.charges.is_empty();
                let charged = if is_free { 0 } else { CHARGED };
                marks | via | charged | part.class.bit()
            }),
        }
    }
    fn of(self, parts: &[PathPart]) -> &[PathPart] {
        let start = self.start as usize;
        parts
            .get(start..start + self.length as usize)
            .unwrap_or(&[])
    }
}

impl PartialEq for PathTable {
    fn eq(&self, other: &PathTable) -> bool {
        self.iter().eq(other.iter())
    }
}

/// Iterator of [`PathTable`].
pub struct Entries<'a> {
    stretches: crate::analysis::by_id::Entries<'a, Stretch>,
    parts: &'a [PathPart],
}

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a Id, &'a [PathPart]);
    fn next(&mut self) -> Option<Self::Item> {
        let (id, stretch) = self.stretches.next()?;
        Some((id, stretch.of(self.parts)))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stretches.size_hint()
    }
}
impl ExactSizeIterator for Entries<'_> {}

impl<'a> IntoIterator for &'a PathTable {
    type Item = (&'a Id, &'a [PathPart]);
    type IntoIter = Entries<'a>;
    fn into_iter(self) -> Entries<'a> {
        Entries {
            stretches: self.stretches.iter(),
            parts: &self.parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::path::PathClass;
    use crate::text::both;
    use crate::units::Gigabytes;

    fn parts(shares: &[f64]) -> Vec<PathPart> {
        let part = |share: &f64| PathPart {
            class: PathClass::SameZone,
            from_zone: None,
            to_zone: None,
            share: *share,
            request_gb: Gigabytes(0.0),
            response_gb: Gigabytes(0.0),
            via: None,
            charges: Default::default(),
            reason: const { &both("", "") },
        };
        shares.iter().map(part).collect()
    }

    #[test]
    fn what_is_replaced_often_equals_what_was_made_at_once() {
        let id = |name: &str| Id::new(name).unwrap();
        let mut table = PathTable::default();
        table.insert(id("b"), parts(&[1.0]));
        table.insert(id("a"), parts(&[0.5, 0.5]));
        for number in 0..200 {
            let share = f64::from(number);
            table.replace(0, parts(&[share, share, share]));
        }
        assert!(table.parts.len() < 80, "{}", table.parts.len());
        let mut other = PathTable::default();
        other.push(&id("a"), |to| to.extend(parts(&[199.0, 199.0, 199.0])));
        other.push(&id("b"), |to| to.extend(parts(&[1.0])));
        assert_eq!(table, other);
        assert_eq!(table.get(&id("b")), Some(&parts(&[1.0])[..]));
        assert_eq!(table.get(&id("c")), None);
        other.insert(id("b"), parts(&[2.0]));
        assert_ne!(table, other);
    }
}
