//! What a finding is known by from one run to the next: its rule and its items, not their numbers or places.

use crate::analysis::review::Finding;
use serde_json::Value;
use std::collections::BTreeMap;

/// Name of the fingerprint in SARIF files.
pub(super) const NAME: &str = "skydraft/v1";

/// Sixteen hexadecimal digits of the rule and the items (FNV-1a, 64 bits); a second finding of the same rule at the same
/// items has `:2` behind it.
pub(super) fn fingerprint(
    finding: &Finding,
    items: &[&str],
    seen: &mut BTreeMap<u64, usize>,
) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    };
    for part in std::iter::once(finding.code).chain(items.iter().copied()) {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    let times = seen.entry(hash).or_default();
    *times += 1;
    format!("{hash:016x}:{times}")
}

/// Fingerprints of a former result, JSON or SARIF; none where it is no such result.
pub fn baseline(value: &Value) -> Option<Vec<String>> {
    let list = value["findings"].as_array();
    let runs = value["runs"].as_array();
    let prints: Vec<&Value> = match (list, runs) {
        (Some(list), _) => list.iter().map(|f| &f["fingerprint"]).collect(),
        (None, Some(runs)) => {
            let results = runs.iter().filter_map(|run| run["results"].as_array());
            let prints = results.flatten().map(|r| &r["partialFingerprints"][NAME]);
            prints.collect()
        }
        (None, None) => return None,
    };
    let texts = prints.iter().map(|print| print.as_str().map(str::to_owned));
    texts.collect()
}
