//! Wording that rules share, so that evidence and buttons read alike.

use crate::catalog::{Item, Property, Shape};
use crate::model::{Language, LocalText, Value};
use crate::text::Phrase;
use crate::text::number::short;
use std::borrow::Borrow;

/// A phrase made by one function for each language.
pub fn each(make: impl Fn(Language) -> String) -> Phrase {
    Phrase::new(make(Language::English), make(Language::Korean))
}

/// Evidence made by one function for each language, when someone asks for it.
pub fn seen(make: impl Fn(Language) -> String) -> impl FnOnce() -> Phrase {
    move || each(make)
}

/// `db-1 (2 × db.m6g.large)`: what an item is called, and its most decisive fact.
pub fn named(item: &Item<'_>, language: Language) -> String {
    let fact = (item.kind.key_fact)(item, language);
    let name = item.name(language);
    if fact.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({fact})")
    }
}

/// What is known of an item: `db-1 (db.m6g.large): 240 req/s`.
pub fn about(item: &Item<'_>, english: impl AsRef<str>, korean: impl AsRef<str>) -> Phrase {
    each(|language| {
        let fact = match language {
            Language::English => english.as_ref(),
            Language::Korean => korean.as_ref(),
        };
        format!("{}: {fact}", named(item, language))
    })
}

/// Names of items: all of them up to four, else the first three and how many more.
pub fn names<'a, I: Borrow<Item<'a>>>(
    items: impl IntoIterator<Item = I>,
    language: Language,
) -> String {
    let items = items.into_iter();
    let names: Vec<&str> = items.map(|item| item.borrow().name(language)).collect();
    shorten(&names, language)
}

/// `a, b, c`: all up to four, else the first three and how many more.
pub fn shorten(names: &[&str], language: Language) -> String {
    if names.len() <= 4 {
        return names.join(", ");
    }
    let rest = names.len() - 3;
    let head = names[..3].join(", ");
    match language {
        Language::English => format!("{head} and {rest} more"),
        Language::Korean => format!("{head} 외 {rest}개"),
    }
}

/// `1 instance`, `3 instances`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Whether a name has one of the `words` (in lower case) in either language, however it is written.
pub fn mentions(name: &LocalText, words: &[&str]) -> bool {
    let texts =
        [Language::English, Language::Korean].map(|language| name.get(language).to_lowercase());
    words
        .iter()
        .any(|word| texts.iter().any(|text| text.contains(word)))
}

/// A value of a property as people read it: with its unit, on or off, the title of the choice.
pub fn value_of(property: &Property, value: &Value, language: Language) -> String {
    match (&property.shape, value) {
        (_, Value::Bool(on)) => match (on, language) {
            (true, Language::English) => "on".to_owned(),
            (false, Language::English) => "off".to_owned(),
            (true, Language::Korean) => "켜짐".to_owned(),
            (false, Language::Korean) => "꺼짐".to_owned(),
        },
        (_, Value::Number(number)) => {
            let unit = property.unit.get(language);
            let text = short(*number, 2);
            if unit.is_empty() {
                text
            } else {
                format!("{text} {unit}")
            }
        }
        (Shape::Choice { options, .. }, Value::Text(text)) => {
            let option = options.iter().find(|option| option.value == text);
            option.map_or_else(|| text.clone(), |o| o.title.get(language).to_owned())
        }
        _ => value.to_string(),
    }
}

/// How a property stands: `Storage encryption: off`.
fn state(item: &Item<'_>, property: &Property, language: Language) -> String {
    format!(
        "{}: {}",
        property.title.get(language),
        now(item, property, language)
    )
}

/// The value of a property as it stands, typed or default.
pub fn now(item: &Item<'_>, property: &Property, language: Language) -> String {
    let value = match property.shape {
        Shape::Flag { .. } => Value::Bool(item.flag(property)),
        Shape::Number { .. } | Shape::Usage { .. } => Value::Number(item.number(property)),
        _ => Value::from(item.text(property)),
    };
    value_of(property, &value, language)
}

/// Evidence of a rule on one property: the item with its decisive fact, and how the property stands.
pub fn property_of(item: &Item<'_>, property: &Property) -> Phrase {
    each(|language| {
        format!(
            "{}; {}",
            named(item, language),
            state(item, property, language)
        )
    })
}

/// Label of a quick fix that sets a property: `Turn on deletion protection`, `Set retention to 30 days`.
pub fn set(property: &Property, value: &Value) -> Phrase {
    each(|language| {
        let title = property.title.get(language);
        match (value, language) {
            (Value::Bool(true), Language::English) => format!("Turn on {}", inner(title)),
            (Value::Bool(false), Language::English) => format!("Turn off {}", inner(title)),
            (Value::Bool(true), Language::Korean) => format!("{title} 켜기"),
            (Value::Bool(false), Language::Korean) => format!("{title} 끄기"),
            (_, Language::English) => {
                let value = value_of(property, value, language);
                format!("Set {} to {value}", inner(title))
            }
            (_, Language::Korean) => {
                format!(
                    "{title}: {}(으)로 변경",
                    value_of(property, value, language)
                )
            }
        }
    })
}

/// An English title inside a sentence: without its capital, unless the first word is a name or an abbreviation.
fn inner(title: &str) -> String {
    let first = title.split(' ').next().unwrap_or(title);
    let mut letters = title.chars();
    match letters.next() {
        Some(letter)
            if !first
                .chars()
                .skip(1)
                .any(|c| c.is_uppercase() || c.is_ascii_digit()) =>
        {
            letter.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_inside_a_sentence_keeps_names_and_abbreviations() {
        assert_eq!(inner("Deletion protection"), "deletion protection");
        assert_eq!(inner("Multi-AZ"), "Multi-AZ");
        assert_eq!(inner("TLS required"), "TLS required");
        assert_eq!(inner("Public IPv4 address"), "public IPv4 address");
        assert_eq!(inner(""), "");
    }
}
