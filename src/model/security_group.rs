//! Security groups: which traffic components admit.

use super::{Id, LocalText};
use std::fmt;

/// A security group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityGroup {
    /// What it is called; the id where empty.
    pub name: LocalText,
    /// What it is for.
    pub description: LocalText,
    /// What may come in. Everything else is refused.
    pub ingress: Vec<SecurityRule>,
    /// What may go out; empty means everything (the AWS default).
    pub egress: Vec<SecurityRule>,
}

/// Protocol of a rule.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// TCP.
    #[default]
    Tcp,
    /// UDP.
    Udp,
    /// ICMP.
    Icmp,
    /// Every protocol.
    All,
}

/// Ports from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    /// Lowest port.
    pub first: u16,
    /// Highest port.
    pub last: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: PortRange = PortRange {
        first: 0,
        last: u16::MAX,
    };
    /// One port.
    pub const fn one(port: u16) -> PortRange {
        PortRange {
            first: port,
            last: port,
        }
    }
    /// Whether `port` is in the range.
    pub fn covers(self, port: u16) -> bool {
        (self.first..=self.last).contains(&port)
    }
    /// How many ports the range has.
    pub fn count(self) -> u32 {
        u32::from(self.last) - u32::from(self.first) + 1
    }
    /// Reads `443`, `8000-8999` or `all`.
    pub fn parse(text: &str) -> Option<PortRange> {
        let text = text.trim();
        if text == "all" {
            return Some(PortRange::ALL);
        }
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let range = PortRange {
            first: first.trim().parse().ok()?,
            last: last.trim().parse().ok()?,
        };
        (range.first <= range.last).then_some(range)
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == PortRange::ALL {
            f.write_str("all")
        } else if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// Where traffic of a rule comes from (or goes to).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// An address range in CIDR notation.
    Cidr(String),
    /// Members of another (or the same) security group.
    Group(Id),
}

impl Source {
    /// Whether the range is the whole internet (`0.0.0.0/0`, `::/0`) or wider than /8.
    pub fn is_open(&self) -> bool {
        let Source::Cidr(text) = self else {
            return false;
        };
        let Some((address, prefix)) = text.trim().split_once('/') else {
            return false;
        };
        let Ok(prefix) = prefix.parse::<u8>() else {
            return false;
        };
        // A private range such as 10.0.0.0/8 is not the internet; /8 itself is still one organisation.
        if address.contains(':') {
            prefix < 16
        } else {
            prefix < 8
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Cidr(text) => f.write_str(text),
            Source::Group(id) => write!(f, "{id}"),
        }
    }
}

/// One rule of a security group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityRule {
    /// Protocol.
    pub protocol: Protocol,
    /// Ports.
    pub ports: PortRange,
    /// Who.
    pub source: Source,
    /// Why the rule exists.
    pub description: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read_and_written() {
        for text in ["443", "8000-8999", "all"] {
            assert_eq!(PortRange::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(PortRange::parse("9-1"), None);
        assert_eq!(PortRange::parse("70000"), None);
        assert_eq!(PortRange::ALL.count(), 65_536);
    }

    #[test]
    fn open_means_wider_than_slash_eight() {
        let cidr = |text: &str| Source::Cidr(text.to_owned()).is_open();
        assert!(cidr("0.0.0.0/0") && cidr("::/0") && cidr("0.0.0.0/1"));
        assert!(!cidr("10.0.0.0/8") && !cidr("203.0.113.0/24") && !cidr("nonsense"));
    }
}
