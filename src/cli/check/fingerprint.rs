//! What a finding is known by from one run to the next: its rule and its items, not their numbers or places.

use super::super::{Error, input};
use crate::analysis::review::Finding;
use crate::diag::Diagnostic;
use crate::io::file;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

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

/// Fingerprints of a former result, JSON or SARIF of `check`.
pub(super) fn baseline(path: &Path) -> Result<Vec<String>, Error> {
    let text = input::source(&file::load(path)?);
    let name = path.display();
    let bad = |message: String, help: &str| Error::Input {
        diagnostics: vec![Diagnostic::error("baseline", message).help(help)],
        text: String::new(),
    };
    let help = "write one with `skydraft check INPUT --format json --out FILE`";
    let value: Value = serde_json::from_str(&text)
        .map_err(|error| bad(format!("cannot read the baseline `{name}`: {error}"), help))?;
    let list = value["findings"].as_array();
    let runs = value["runs"].as_array();
    let found: Option<Vec<&Value>> = match (list, runs) {
        (Some(list), _) => Some(list.iter().map(|f| &f["fingerprint"]).collect()),
        (None, Some(runs)) => {
            let results = runs.iter().filter_map(|run| run["results"].as_array());
            let prints = results.flatten().map(|r| &r["partialFingerprints"][NAME]);
            Some(prints.collect())
        }
        (None, None) => None,
    };
    let prints = found.and_then(|all| {
        let texts = all.iter().map(|print| print.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>()
    });
    prints.ok_or_else(|| {
        let message = format!("`{name}` is no result of `skydraft check`");
        bad(message, help)
    })
}
