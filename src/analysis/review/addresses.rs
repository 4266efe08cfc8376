//! IPv4 address ranges of networks: reading, size, overlap. AWS assigns IPv6 ranges, so that those never overlap.

use crate::model::Source;
use std::net::Ipv4Addr;

/// Addresses from the first to the last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    first: u32,
    last: u32,
}

impl Range {
    /// Reads `10.0.0.0/16`; none for IPv6 and for texts that are no range.
    pub fn parse(text: &str) -> Option<Range> {
        let (address, prefix) = text.trim().split_once('/')?;
        let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let prefix = prefix.parse::<u32>().ok().filter(|prefix| *prefix <= 32)?;
        let host = u32::MAX.checked_shr(prefix).unwrap_or(0);
        let first = address & !host;
        Some(Range {
            first,
            last: first | host,
        })
    }
    /// How many addresses it has.
    pub fn size(self) -> f64 {
        f64::from(self.last) - f64::from(self.first) + 1.0
    }
    /// Whether the ranges have an address in common.
    pub fn overlaps(self, other: Range) -> bool {
        self.first <= other.last && other.first <= self.last
    }
    /// First address, for sorting.
    pub fn first(self) -> u32 {
        self.first
    }
    /// Last address.
    pub fn last(self) -> u32 {
        self.last
    }
}

/// The range of a source that is one.
pub fn of_source(source: &Source) -> Option<Range> {
    match source {
        Source::Cidr(text) => Range::parse(text),
        Source::Group(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_compared() {
        let range = |text| Range::parse(text).unwrap();
        assert_eq!(range("10.0.0.0/24").size(), 256.0);
        assert_eq!(range("0.0.0.0/0").size(), 4_294_967_296.0);
        assert_eq!(range("10.0.0.7/32").size(), 1.0);
        assert!(range("10.0.0.0/16").overlaps(range("10.0.255.0/24")));
        assert!(!range("10.0.0.0/16").overlaps(range("10.1.0.0/16")));
        for text in ["10.0.0.0", "10.0.0.0/33", "fd00::/8", "nonsense"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }
}
