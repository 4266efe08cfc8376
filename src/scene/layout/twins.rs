//! What corresponds in zones that stand side by side: tiles of one component, subnets of one tier, likely pairs.

use super::tree::Wanted;
use crate::model::{Design, Id, Language};
use std::collections::{BTreeSet, HashMap};

/// One item of each zone, or none.
pub(super) type Twin<T> = Vec<Option<T>>;

/// Frames of the zones, paired.
pub(super) fn frames<'a>(wanted: &Wanted<'a>, zones: &[Vec<&'a Id>]) -> Vec<Twin<&'a Id>> {
    if let [one] = zones {
        return one.iter().map(|id| vec![Some(*id)]).collect();
    }
    let components = |id: &'a Id| -> BTreeSet<&'a Id> {
        let inside = wanted.inside.get(&Some(id));
        inside
            .map(|inside| inside.tiles.iter().map(|(id, _)| *id).collect())
            .unwrap_or_default()
    };
    let score = |a: &'a Id, b: &'a Id| {
        let (Some(x), Some(y)) = (wanted.design.container(a), wanted.design.container(b)) else {
            return 0;
        };
        if x.kind != y.kind {
            return 0;
        }
        let shared = components(a).intersection(&components(b)).count();
        let same_id = plain(a.as_str()) == plain(b.as_str());
        let same_name = !x.name.is_empty()
            && plain(x.name.get(Language::English)) == plain(y.name.get(Language::English));
        1 + 8 * shared + if same_id { 4 } else { 0 } + if same_name { 4 } else { 0 }
    };
    pair(zones, score)
}

/// Tiles of the zones, paired.
pub(super) fn tiles<'a>(
    design: &'a Design,
    zones: &[&[(&'a Id, usize)]],
) -> Vec<Twin<(&'a Id, usize)>> {
    if let [one] = zones {
        return one.iter().map(|tile| vec![Some(*tile)]).collect();
    }
    let zones: Vec<Vec<(&'a Id, usize)>> = zones.iter().map(|zone| zone.to_vec()).collect();
    let score = |a: (&'a Id, usize), b: (&'a Id, usize)| {
        let kind = |id: &Id| {
            design
                .component(id)
                .map(|component| component.kind.as_str())
        };
        let many = |id: &Id| {
            design
                .component(id)
                .map_or(0, |component| component.placements.len())
        };
        if a.0 == b.0 {
            16
        } else if kind(a.0) != kind(b.0) || many(a.0) > 1 || many(b.0) > 1 {
            // A component of several zones waits for its own tiles.
            0
        } else if plain(a.0.as_str()) == plain(b.0.as_str()) {
            4
        } else {
            1
        }
    };
    pair(&zones, score)
}

/// Takes zone after zone; every item joins the pair it fits best, or starts one.
fn pair<T: Copy>(zones: &[Vec<T>], score: impl Fn(T, T) -> usize) -> Vec<Twin<T>> {
    let mut twins: Vec<Twin<T>> = Vec::new();
    for (zone, items) in zones.iter().enumerate() {
        let mut offers: Vec<(usize, usize, usize)> = Vec::new();
        for (number, item) in items.iter().enumerate() {
            for (place, twin) in twins.iter().enumerate() {
                let best = twin
                    .iter()
                    .flatten()
                    .map(|other| score(*other, *item))
                    .max();
                if let Some(best) = best.filter(|best| *best > 0) {
                    offers.push((best, number, place));
                }
            }
        }
        offers.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken: HashMap<usize, usize> = HashMap::new();
        for (_, number, place) in offers {
            let free = twins.get(place).is_some_and(|twin| twin[zone].is_none());
            if free && !taken.contains_key(&number) {
                taken.insert(number, place);
                twins[place][zone] = items.get(number).copied();
            }
        }
        for (number, item) in items.iter().enumerate() {
            if !taken.contains_key(&number) {
                let mut twin = vec![None; zones.len()];
                twin[zone] = Some(*item);
                twins.push(twin);
            }
        }
    }
    twins
}

/// A name without what tells zones apart: `app-2a` and `app-2c` are `app`, `private1` and `private2` are `private`.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let kept = words.filter_map(|word| {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let letters = stem.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_zone = letters.len() <= 1 || matches!(letters, "az" | "zone");
        (!is_zone).then(|| letters.to_owned())
    });
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_zone() {
        for (one, other) in [
            ("app-2a", "app-2c"),
            ("private1", "private2"),
            (
                "subnet-public1-ap-northeast-2a",
                "subnet-public2-ap-northeast-2b",
            ),
            ("web-az1", "web-az2"),
            ("db_a", "db_b"),
        ] {
            assert_eq!(plain(one), plain(other));
            assert!(!plain(one).is_empty());
        }
        assert_ne!(plain("app-2a"), plain("data-2a"));
    }

    #[test]
    fn every_item_is_in_one_pair() {
        let zones = vec![vec![1, 2, 3], vec![3, 1], vec![4, 3]];
        let twins = pair(&zones, |a, b| usize::from(a == b));
        assert_eq!(
            twins,
            [
                vec![Some(1), Some(1), None],
                vec![Some(2), None, None],
                vec![Some(3), Some(3), Some(3)],
                vec![None, None, Some(4)],
            ]
        );
    }
}
