//! Where the resources of a plan stand in its file.

use super::{Imported, Source};
use crate::diag::Location;
use crate::model::Id;
use std::collections::{BTreeMap, HashMap};

/// The key that a plan gives each resource's address under.
const KEY: &str = "\"address\"";

/// Where the components of an imported plan stand, by id: the first place that gives the address of their resource.
pub fn places(plan: Source<'_>, imported: &Imported) -> BTreeMap<Id, Location> {
    let found = addresses(plan);
    let origins = imported.origins.iter();
    origins
        .filter_map(|(id, origin)| Some((id.clone(), found.get(&origin.address)?.clone())))
        .collect()
}

/// First place of each address. One walk over the text, which may be a single long line.
fn addresses(plan: Source<'_>) -> HashMap<String, Location> {
    let text = plan.text;
    let mut found = HashMap::new();
    let (mut line, mut column, mut counted) = (1, 1, 0);
    for (at, _) in text.match_indices(KEY) {
        let after = text.get(at + KEY.len()..).unwrap_or_default();
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(address) = value.and_then(string) else {
            continue;
        };
        for character in text.get(counted..at).unwrap_or_default().chars() {
            if character == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
        counted = at;
        let location = || Location {
            file: plan.name.to_owned(),
            line,
            column,
            length: KEY.len(),
        };
        found.entry(address).or_insert_with(location);
    }
    found
}

/// The JSON string at the start of a text.
fn string(text: &str) -> Option<String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    values.next()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_long_and_in_short_lines() {
        let text = "{\"a\": \"é\",\n \"address\": \"aws_x.a[\\\"k\\\"]\"}{\"address\":\"aws_x.b\",\"address\": 3}";
        let found = addresses(Source {
            name: "p.json",
            text,
        });
        let place = |address: &str| {
            let location = found.get(address)?;
            Some((location.line, location.column))
        };
        assert_eq!(place("aws_x.a[\"k\"]"), Some((2, 2)));
        assert_eq!(place("aws_x.b"), Some((2, 31)));
        assert_eq!(found.len(), 2);
    }
}
