//! Finding kinds and frames by what people type, in either language.

use crate::app::action::NewItem;
use crate::catalog::{self, Kind};
use crate::model::{ContainerKind, Language};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Kinds and frames that match, the best first.
pub fn find(query: &str) -> Vec<NewItem> {
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(u32, NewItem)> = Vec::new();
    for kind in catalog::kinds() {
        let score = rank(
            &pattern,
            &mut matcher,
            query,
            &names_of(kind),
            kind.keywords,
        );
        if let Some(score) = score {
            found.push((score, NewItem::Component(kind.name)));
        }
    }
    for kind in ContainerKind::KNOWN {
        let key = super::frame_key(&kind);
        let words =
            [Language::English, Language::Korean].map(|language| crate::text::get(language, key));
        let words: Vec<&str> = words
            .iter()
            .map(AsRef::as_ref)
            .chain([kind.as_str()])
            .collect();
        if let Some(score) = rank(&pattern, &mut matcher, query, &words, &[]) {
            found.push((score, NewItem::Frame(kind)));
        }
    }
    // Of equal matches the shorter name is the plainer thing: a key before an external key.
    found.sort_by_key(|(score, item)| (std::cmp::Reverse(*score), length(item)));
    // Far worse than the best one is no match but a coincidence of letters.
    let top = found.first().map_or(0, |(score, _)| *score);
    found
        .into_iter()
        .filter(|(score, _)| score * 2 >= top)
        .map(|(_, item)| item)
        .collect()
}

/// Length of the name in files.
fn length(item: &NewItem) -> usize {
    match item {
        NewItem::Component(name) => name.len(),
        NewItem::Frame(kind) => kind.as_str().len(),
    }
}

fn names_of(kind: &'static Kind) -> Vec<&'static str> {
    let names = [kind.short, kind.title].map(|name| [name.en, name.ko]);
    let names = names.into_iter().flatten();
    names
        .chain([kind.name, kind.monogram])
        .filter(|word| !word.is_empty())
        .collect()
}

/// Names count more than keywords, and a name that is just what was typed the most.
fn rank(
    pattern: &Pattern,
    matcher: &mut Matcher,
    query: &str,
    names: &[&str],
    keywords: &[&str],
) -> Option<u32> {
    let bonus = |words: &[&str], exact: u32, start: u32| {
        let query = query.to_lowercase();
        let each = words.iter().map(|word| match word.to_lowercase() {
            word if word == query => exact,
            word if word.starts_with(&query) => start,
            _ => 0,
        });
        each.max().unwrap_or(0)
    };
    let name = best(pattern, matcher, names).map(|score| score + bonus(names, 120, 30) + 10);
    let keyword = best(pattern, matcher, keywords).map(|score| score + bonus(keywords, 60, 5));
    name.max(keyword)
}

/// Score of the best matching word.
pub fn best(pattern: &Pattern, matcher: &mut Matcher, words: &[&str]) -> Option<u32> {
    let mut buffer = Vec::new();
    words
        .iter()
        .filter_map(|word| pattern.score(Utf32Str::new(word, &mut buffer), matcher))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_and_typing_errors_of_omission_find() {
        for query in ["kms", "Key Management", "subnet", "서브넷", "vpc"] {
            assert!(!find(query).is_empty(), "{query}");
        }
        let first = |query| find(query).into_iter().next();
        assert_eq!(first("vpc"), Some(NewItem::Frame(ContainerKind::Vpc)));
        assert_eq!(first("kms"), Some(NewItem::Component("kms_key")));
        assert!(find("zzzzqq").is_empty());
    }
}
