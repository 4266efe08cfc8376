//! Codes of the catalogue that no rule has: what the model cannot decide, each with its reason.

/// Code and reason, by code.
pub fn left_out() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("left_out.csv").lines().skip(1);
    lines.filter_map(|line| {
        let (code, reason) = line.split_once(',')?;
        Some((code, reason.trim().trim_matches('"')))
    })
}
