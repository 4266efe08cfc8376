//! Texts in English and Korean.
//!
//! Texts of the window and the command line stand by key in `assets/text/*.ftl` (Fluent); texts that belong to one
//! thing (a kind, a property, a rule) stand beside it as [`Bilingual`];
//! texts made at run time are a [`Phrase`]. [`number`] writes numbers, money and units.

mod fluent;
pub mod number;
pub mod units;

pub use fluent::{format, get, keys};

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A language of the interface and of texts in a design.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Korean.
    #[serde(rename = "ko")]
    Korean,
}

/// A constant text in both languages, beside the thing it describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Bilingual {
    /// English.
    pub en: &'static str,
    /// Korean.
    pub ko: &'static str,
}

/// A constant text in both languages.
pub const fn both(en: &'static str, ko: &'static str) -> Bilingual {
    Bilingual { en, ko }
}

impl Bilingual {
    /// The text in `language`.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Korean => self.ko,
        }
    }
}

/// A text in both languages that was made at run time (evidence of a finding, how a figure came about).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Phrase {
    /// English.
    pub en: Cow<'static, str>,
    /// Korean.
    pub ko: Cow<'static, str>,
}

impl Phrase {
    /// A phrase of two texts.
    pub fn new(en: impl Into<Cow<'static, str>>, ko: impl Into<Cow<'static, str>>) -> Phrase {
        Phrase {
            en: en.into(),
            ko: ko.into(),
        }
    }
    /// The same text in both languages (names, codes).
    pub fn same(text: impl Into<Cow<'static, str>>) -> Phrase {
        let text = text.into();
        Phrase {
            en: text.clone(),
            ko: text,
        }
    }
    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Korean => &self.ko,
        }
    }
}

impl From<Bilingual> for Phrase {
    fn from(text: Bilingual) -> Phrase {
        Phrase::new(text.en, text.ko)
    }
}
