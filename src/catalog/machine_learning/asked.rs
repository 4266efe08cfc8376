//! What the AI services share that are asked and paid by what a request brings: a feature, the size of a request, the
//! billed units of a month, and their one charge.

use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};

/// How one of these services is charged.
pub(super) struct Asked {
    /// Key and name of the charge.
    pub(super) charge: (&'static str, Bilingual),
    /// Service of the price rows.
    pub(super) service: &'static str,
    /// What is asked of it.
    pub(super) feature: &'static Property,
    /// Values of the feature with the item of their price rows, the default first.
    pub(super) priced_as: &'static [(&'static str, &'static str)],
    /// Size of a request.
    pub(super) size: &'static Property,
    /// Billed units of a request of that size.
    pub(super) billed: fn(f64) -> f64,
    /// Billed units of the month.
    pub(super) month: &'static Property,
}

/// What its kinds have in common.
pub(super) const KIND: Kind = Kind {
    category: Category::MachineLearning,
    spend: Spend::Other,
    scope: Scope::Regional,
    network: Network::PublicService,
    port: Some(443),
    validate: user_price::ask_for_source,
    ..Kind::DEFAULT
};

/// Length of a text in characters.
pub(super) const CHARACTERS_EACH: Property = Property::number(
    "characters_per_request",
    both("Characters per request", "요청당 글자 수"),
    units::CHARACTERS,
    500.0,
    0.0,
    1e9,
)
.doc("Length of one text.", "텍스트 하나의 길이입니다.");

/// Characters of a month.
pub(super) const CHARACTERS: Property = Property::usage(
    "characters",
    both("Characters", "글자 수"),
    units::CHARACTERS,
)
.doc(
    "Characters in a month. Derived from incoming requests.",
    "월 글자 수입니다. 들어오는 요청에서 계산합니다.",
);

/// Requests are billed as large as they are.
pub(super) fn as_it_is(size: f64) -> f64 {
    size
}

impl Asked {
    /// The feature that is chosen.
    pub(super) fn key_fact(&self, item: &Item<'_>, language: Language) -> String {
        item.chosen(self.feature, language).to_owned()
    }

    /// Charges the units of a month: requests times the billed units of each, or what the user typed.
    pub(super) fn bill(&self, cx: &BillCx<'_>, bill: &mut Bill) {
        let item = &cx.item;
        let feature = item.text(self.feature);
        let priced = self.priced_as.iter().find(|(value, _)| *value == feature);
        let Some((_, priced_as)) = priced.or(self.priced_as.first()) else {
            return;
        };
        let derived = cx.flows.requests() * (self.billed)(item.number(self.size));
        let (key, name) = self.charge;
        bill.usage(
            key,
            name,
            cx.usage(self.month, derived),
            self.month.unit,
            Query::new(self.service, priced_as),
        )
        .or_user_price(item);
    }
}
