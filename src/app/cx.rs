//! What panels and canvas read while they draw: the state by shared reference, with shortcuts to what everybody needs.

use super::state::State;
use crate::model::{Design, Id, Language};
use crate::pricing::Catalogue;
use crate::text::number::Money;
use crate::units::Usd;
use std::borrow::Cow;

/// The context of a frame. Nothing can be changed through it; changes are pushed as actions.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The whole state.
    pub state: &'a State,
    /// Language of the interface.
    pub language: Language,
    /// How figures are shown.
    pub money: Money,
}

impl<'a> Cx<'a> {
    /// The context of `state`.
    pub fn new(state: &'a State) -> Cx<'a> {
        Cx {
            state,
            language: state.prefs.language,
            money: state.money(),
        }
    }
    /// The design.
    pub fn design(&self) -> &'a Design {
        &self.state.design
    }
    /// Prices.
    pub fn catalogue(&self) -> &'static Catalogue {
        self.state.catalogue
    }
    /// The text of a key.
    pub fn text(&self, key: &'static str) -> Cow<'static, str> {
        crate::text::get(self.language, key)
    }
    /// The text of a key with one variable.
    pub fn text_with(
        &self,
        key: &'static str,
        name: &'static str,
        value: impl Into<Arg>,
    ) -> String {
        let value = match value.into() {
            Arg::Count(n) => fluent_bundle::FluentValue::from(n),
            Arg::Text(s) => fluent_bundle::FluentValue::from(s),
        };
        crate::text::format(self.language, key, &[(name, value)])
    }
    /// An amount a month: `$1,234.56`.
    pub fn amount(&self, usd: Usd) -> String {
        self.money.amount(usd)
    }
    /// What an item is called.
    pub fn name_of(&self, id: &Id) -> String {
        self.state.name_of(id)
    }
}

/// A variable of a text.
pub enum Arg {
    /// A number, which chooses the plural form.
    Count(usize),
    /// Anything else.
    Text(String),
}

impl From<usize> for Arg {
    fn from(n: usize) -> Arg {
        Arg::Count(n)
    }
}
impl From<&str> for Arg {
    fn from(s: &str) -> Arg {
        Arg::Text(s.to_owned())
    }
}
impl From<String> for Arg {
    fn from(s: String) -> Arg {
        Arg::Text(s)
    }
}
