//! The shape of a scenario: the fields of the items, each of which may be left out, so that the base's shows through.

use super::{Entries, FileRule, FileSilence, Words};
use crate::model::{ConnectionKind, Demand, SecurityProfile, Side, Value};
use serde::Deserialize;
use serde::de::Deserializer;
use std::collections::BTreeMap;

/// A scenario.
#[derive(Default, Deserialize)]
#[serde(rename = "Scenario", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileScenario {
    pub name: Words,
    pub description: Words,
    pub region: Option<String>,
    pub demand_factor: Option<f64>,
    pub demand_factors: Entries<f64>,
    pub settings: FileSettings,
    pub containers: Entries<FileContainerPatch>,
    pub components: Entries<FileComponentPatch>,
    pub connections: Entries<FileConnectionPatch>,
    pub security_groups: Entries<FileSecurityGroupPatch>,
    /// Properties of components, where nothing else of them differs.
    pub properties: Entries<Entries<Option<Value>>>,
    pub removed: Vec<String>,
    pub silenced: Vec<FileSilence>,
    pub unsilenced: Vec<FileUnsilenced>,
}

/// A field that may be left out, and that `None` empties where it is there.
pub(in crate::io::ron) struct Given<T>(pub Option<Option<T>>);

impl<T> Default for Given<T> {
    fn default() -> Given<T> {
        Given(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Given<T>, D::Error> {
        Option::deserialize(deserializer).map(|value| Given(Some(value)))
    }
}

#[derive(Default, Deserialize)]
#[serde(rename = "Settings", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileSettings {
    pub region: Option<String>,
    pub hours_per_month: Option<f64>,
    pub free_tier: Option<bool>,
    pub monthly_budget_usd: Given<f64>,
    pub target_rto_minutes: Given<f64>,
    pub target_rpo_minutes: Given<f64>,
    pub target_region_rto_minutes: Given<f64>,
    pub target_region_rpo_minutes: Given<f64>,
    pub target_availability_percent: Given<f64>,
    pub security_profile: Option<SecurityProfile>,
    pub horizon_months: Given<f64>,
    pub accepts_zone_outage: Option<bool>,
    pub require_tags: Option<bool>,
    pub allowed_regions: Option<Vec<String>>,
    pub thresholds: Option<BTreeMap<String, f64>>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "Container", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileContainerPatch {
    pub kind: Option<String>,
    pub name: Option<Words>,
    #[serde(rename = "in")]
    pub parent: Given<String>,
    pub frame: Option<(f32, f32, f32, f32)>,
    pub code: Given<String>,
    pub cidr: Given<String>,
    pub auto_assign_public_ip: Option<bool>,
    pub collapsed: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "Component", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileComponentPatch {
    pub kind: Option<String>,
    pub name: Option<Words>,
    #[serde(rename = "in")]
    pub parent: Given<String>,
    pub at: Option<(f32, f32)>,
    pub instances: Given<u32>,
    pub placements: Option<Vec<FilePlacementPatch>>,
    pub properties: Entries<Option<Value>>,
    pub security_groups: Option<Vec<String>>,
    pub demand: Given<Demand>,
    pub tags: Entries<Option<String>>,
    pub note: Option<Words>,
    pub locked: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "Placement", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FilePlacementPatch {
    #[serde(rename = "in")]
    pub parent: Given<String>,
    pub at: Option<(f32, f32)>,
    pub instances: Given<u32>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "Connection", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileConnectionPatch {
    pub from: Option<String>,
    pub to: Option<String>,
    pub kind: Option<ConnectionKind>,
    pub name: Option<Words>,
    pub protocol: Given<String>,
    pub port: Given<u16>,
    pub calls_per_request: Option<f64>,
    pub weight: Given<f64>,
    pub request_kb: Option<f64>,
    pub response_kb: Option<f64>,
    pub read_share: Option<f64>,
    pub requests_per_month: Given<f64>,
    pub gb_per_month: Given<f64>,
    pub zone_affinity: Option<bool>,
    pub timeout_ms: Given<f64>,
    pub retries: Given<f64>,
    pub deferrable: Option<bool>,
    pub strong_reads: Option<bool>,
    pub from_side: Given<Side>,
    pub to_side: Given<Side>,
    pub bends: Option<Vec<(f32, f32)>>,
}

#[derive(Default, Deserialize)]
#[serde(rename = "SecurityGroup", default, deny_unknown_fields)]
pub(in crate::io::ron) struct FileSecurityGroupPatch {
    pub name: Option<Words>,
    pub description: Option<Words>,
    pub ingress: Option<Vec<FileRule>>,
    pub egress: Option<Vec<FileRule>>,
}

#[derive(Deserialize)]
#[serde(rename = "Unsilenced", deny_unknown_fields)]
pub(in crate::io::ron) struct FileUnsilenced {
    pub rule: String,
    #[serde(default)]
    pub item: Option<String>,
}
