//! Texts that may exist in both languages.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// A name or description: one text for all languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LocalText {
    /// The same in every language.
    Plain(String),
    /// One for each.
    Each {
        /// English.
        en: String,
        /// Korean.
        ko: String,
    },
}

impl Default for LocalText {
    fn default() -> LocalText {
        LocalText::Plain(String::new())
    }
}

impl LocalText {
    /// The text in `language`; the other language where that one is empty.
    pub fn get(&self, language: Language) -> &str {
        match (self, language) {
            (LocalText::Plain(text), _) => text,
            (LocalText::Each { en, ko }, Language::English) => {
                if en.is_empty() {
                    ko
                } else {
                    en
                }
            }
            (LocalText::Each { en, ko }, Language::Korean) => {
                if ko.is_empty() {
                    en
                } else {
                    ko
                }
            }
        }
    }
    /// The text with its version in `language` replaced; a plain text stays plain.
    pub fn with(&self, language: Language, text: &str) -> LocalText {
        match (self, language) {
            (LocalText::Plain(_), _) => LocalText::Plain(text.to_owned()),
            (LocalText::Each { ko, .. }, Language::English) => LocalText::Each {
                en: text.to_owned(),
                ko: ko.clone(),
            },
            (LocalText::Each { en, .. }, Language::Korean) => LocalText::Each {
                en: en.clone(),
                ko: text.to_owned(),
            },
        }
    }
    /// A text, not empty, that both have in some language, in any case.
    pub fn shared<'a>(&'a self, other: &LocalText) -> Option<&'a str> {
        let languages = [Language::English, Language::Korean];
        let own = languages.map(|language| self.get(language).trim());
        let taken = languages.map(|language| other.get(language).trim().to_lowercase());
        let hit = |text: &&str| !text.is_empty() && taken.contains(&text.to_lowercase());
        own.into_iter().find(hit)
    }
    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.get(Language::English).is_empty()
    }
}

impl From<&str> for LocalText {
    fn from(text: &str) -> LocalText {
        LocalText::Plain(text.to_owned())
    }
}
