//! The interface's texts by key, in Fluent files that are compiled in.

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::OnceLock;

type Bundle = FluentBundle<FluentResource>;

const ENGLISH: &str = include_str!("../../assets/text/en.ftl");
const KOREAN: &str = include_str!("../../assets/text/ko.ftl");

fn build(source: &str, language: unic_langid::LanguageIdentifier) -> Bundle {
    // A syntax error in one message leaves the others usable; the test below refuses any.
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    let _ = bundle.add_resource(resource);
    bundle
}

/// Whole numbers with commas between thousands; all other values as Fluent writes them.
fn grouped<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number)
            if number.value.fract() == 0.0 && number.options.use_grouping =>
        {
            Some(super::number::fixed(number.value, 0))
        }
        _ => None,
    }
}

fn bundle(language: Language) -> &'static Bundle {
    static EN: OnceLock<Bundle> = OnceLock::new();
    static KO: OnceLock<Bundle> = OnceLock::new();
    match language {
        Language::English => EN.get_or_init(|| build(ENGLISH, "en".parse().unwrap_or_default())),
        Language::Korean => KO.get_or_init(|| build(KOREAN, "ko".parse().unwrap_or_default())),
    }
}

/// The text of `key`; the key itself if there is none.
pub fn get(language: Language, key: &'static str) -> Cow<'static, str> {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return Cow::Borrowed(key);
    };
    bundle.format_pattern(pattern, None, &mut Vec::new())
}

/// The text of `key` with its variables (`{ $name }`) filled in. Numbers choose plural forms.
pub fn format(
    language: Language,
    key: &'static str,
    args: &[(&'static str, FluentValue<'_>)],
) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut fluent = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    bundle
        .format_pattern(pattern, Some(&fluent), &mut Vec::new())
        .into_owned()
}

/// All keys of a language, sorted.
pub fn keys(language: Language) -> Vec<String> {
    let source = match language {
        Language::English => ENGLISH,
        Language::Korean => KOREAN,
    };
    let mut keys: Vec<String> = source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
        .collect();
    keys.sort();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys_and_no_syntax_error() {
        assert_eq!(keys(Language::English), keys(Language::Korean));
        for source in [ENGLISH, KOREAN] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
        let keys = keys(Language::English);
        let mut unique = keys.clone();
        unique.dedup();
        assert_eq!(keys, unique, "a key is defined twice");
    }

    #[test]
    fn counts_in_texts_have_commas() {
        let many = |count: usize| {
            format(
                Language::English,
                "status-components",
                &[("count", count.into())],
            )
        };
        assert_eq!(many(1), "1 component");
        assert_eq!(many(12_500), "12,500 components");
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(get(Language::Korean, "untitled"), "제목 없음");
        assert_eq!(get(Language::English, "no-such-key"), "no-such-key");
    }
}
