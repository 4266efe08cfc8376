//! The shape of a design file, as serde reads it. Ids stay texts here: they are checked afterwards, all at once and with
//! their position.

mod scenario;

pub(super) use scenario::{
    FileComponentPatch, FileConnectionPatch, FileContainerPatch, FilePlacementPatch, FileScenario,
    FileSecurityGroupPatch, FileSettings, Given,
};

use crate::model::{ConnectionKind, Demand, LocalText, Protocol, Settings, Side, Value};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A whole file. A fragment (clipboard) has the same shape.
#[derive(Default, Deserialize)]
#[serde(rename = "Design", default, deny_unknown_fields)]
pub(super) struct FileDesign {
    pub format: Option<u32>,
    pub name: Words,
    pub description: Words,
    pub settings: Settings,
    pub containers: Entries<FileContainer>,
    pub components: Entries<FileComponent>,
    pub connections: Entries<FileConnection>,
    pub security_groups: Entries<FileSecurityGroup>,
    pub silenced: Vec<FileSilence>,
    pub scenarios: Entries<FileScenario>,
}

/// Only the format number, to tell a newer file from a broken one.
#[derive(Deserialize)]
#[serde(rename = "Design")]
pub(super) struct FileFormat {
    pub format: u32,
}

#[derive(Deserialize)]
#[serde(rename = "Container", deny_unknown_fields)]
pub(super) struct FileContainer {
    pub kind: String,
    #[serde(default)]
    pub name: Words,
    #[serde(default, rename = "in")]
    pub parent: Option<String>,
    /// Laid out where none.
    #[serde(default)]
    pub frame: Option<(f32, f32, f32, f32)>,
    #[serde(default)]
    pub code: Option<String>,
    #[serde(default)]
    pub cidr: Option<String>,
    #[serde(default)]
    pub auto_assign_public_ip: bool,
    #[serde(default)]
    pub collapsed: bool,
}

#[derive(Deserialize)]
#[serde(rename = "Component", deny_unknown_fields)]
pub(super) struct FileComponent {
    pub kind: String,
    #[serde(default)]
    pub name: Words,
    #[serde(default, rename = "in")]
    pub parent: Option<String>,
    #[serde(default)]
    pub at: Option<(f32, f32)>,
    #[serde(default)]
    pub instances: Option<u32>,
    #[serde(default)]
    pub placements: Option<Vec<FilePlacement>>,
    #[serde(default)]
    pub properties: Entries<Value>,
    #[serde(default)]
    pub security_groups: Vec<String>,
    #[serde(default)]
    pub demand: Option<Demand>,
    #[serde(default)]
    pub tags: Entries<String>,
    #[serde(default)]
    pub note: Words,
    #[serde(default)]
    pub locked: bool,
}

#[derive(Deserialize)]
#[serde(rename = "Placement", deny_unknown_fields)]
pub(super) struct FilePlacement {
    #[serde(default, rename = "in")]
    pub parent: Option<String>,
    /// Laid out where none.
    #[serde(default)]
    pub at: Option<(f32, f32)>,
    #[serde(default)]
    pub instances: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename = "Connection", deny_unknown_fields)]
pub(super) struct FileConnection {
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub kind: ConnectionKind,
    #[serde(default)]
    pub name: Words,
    #[serde(default)]
    pub protocol: Option<String>,
    #[serde(default)]
    pub port: Option<u16>,
    #[serde(default)]
    pub calls_per_request: Option<f64>,
    #[serde(default)]
    pub weight: Option<f64>,
    #[serde(default)]
    pub request_kb: Option<f64>,
    #[serde(default)]
    pub response_kb: Option<f64>,
    #[serde(default)]
    pub read_share: Option<f64>,
    #[serde(default)]
    pub requests_per_month: Option<f64>,
    #[serde(default)]
    pub gb_per_month: Option<f64>,
    #[serde(default)]
    pub zone_affinity: bool,
    #[serde(default)]
    pub timeout_ms: Option<f64>,
    #[serde(default)]
    pub retries: Option<f64>,
    #[serde(default)]
    pub deferrable: bool,
    #[serde(default)]
    pub strong_reads: bool,
    #[serde(default)]
    pub from_side: Option<Side>,
    #[serde(default)]
    pub to_side: Option<Side>,
    #[serde(default)]
    pub bends: Vec<(f32, f32)>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "SecurityGroup", default, deny_unknown_fields)]
pub(super) struct FileSecurityGroup {
    pub name: Words,
    pub description: Words,
    pub ingress: Vec<FileRule>,
    pub egress: Vec<FileRule>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "Rule", default, deny_unknown_fields)]
pub(super) struct FileRule {
    pub protocol: Protocol,
    pub ports: Ports,
    pub from: Option<String>,
    pub from_group: Option<String>,
    pub to: Option<String>,
    pub to_group: Option<String>,
    pub description: String,
}

#[derive(Deserialize)]
#[serde(rename = "Silence", deny_unknown_fields)]
pub(super) struct FileSilence {
    pub rule: String,
    #[serde(default)]
    pub item: Option<String>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub until: Option<String>,
}

/// A map as it stands in the file: in its order, with keys that occur twice.
pub(super) struct Entries<T>(pub Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map `{ \"id\": .. }`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

/// A text in one or both languages.
#[derive(Default)]
pub(super) struct Words(pub LocalText);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or one for each language: `(en: \"..\", ko: \"..\")`")
            }
            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                Ok(Words(LocalText::Plain(text.to_owned())))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                const LANGUAGES: &[&str] = &["en", "ko"];
                let (mut en, mut ko) = (None::<String>, None::<String>);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "en" if en.is_none() => en = Some(map.next_value()?),
                        "ko" if ko.is_none() => ko = Some(map.next_value()?),
                        "en" => return Err(A::Error::duplicate_field("en")),
                        "ko" => return Err(A::Error::duplicate_field("ko")),
                        _ => return Err(A::Error::unknown_field(&key, LANGUAGES)),
                    }
                }
                Ok(Words(LocalText::Each {
                    en: en.unwrap_or_default(),
                    ko: ko.unwrap_or_default(),
                }))
            }
        }
        deserializer.deserialize_any(WordsVisitor)
    }
}

/// Ports of a rule: `"443"`, `"8000-8999"`, `"all"`, or a bare number.
pub(super) struct Ports(pub String);

impl Default for Ports {
    fn default() -> Ports {
        Ports("all".to_owned())
    }
}

impl<'de> Deserialize<'de> for Ports {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ports, D::Error> {
        struct PortsVisitor;
        impl Visitor<'_> for PortsVisitor {
            type Value = Ports;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("ports: \"443\", \"8000-8999\" or \"all\"")
            }
            fn visit_str<E>(self, text: &str) -> Result<Ports, E> {
                Ok(Ports(text.to_owned()))
            }
            fn visit_u64<E>(self, port: u64) -> Result<Ports, E> {
                Ok(Ports(port.to_string()))
            }
        }
        deserializer.deserialize_any(PortsVisitor)
    }
}
