//! Prices of the catalogue as lines use them: the row, and the line's share of its tiers.

use crate::model::Code;
use crate::pricing::{Query, Rate, TierPart};
use crate::units::Usd;
use smallvec::SmallVec;
use std::sync::{Arc, OnceLock};

/// A quantity's parts by tier; one as a rule.
pub type TierParts = SmallVec<[TierPart; 1]>;

/// A price row that lines of a design use; they share it.
#[derive(Debug)]
pub struct PriceRow {
    /// Unit, tiers, SKU, day, source.
    pub rate: Arc<Rate>,
    /// Region of the row (`global` for global rows).
    pub region: Code,
    /// What was asked.
    pub(super) query: Arc<Query>,
    /// Written when somebody reads it.
    pub(super) key: OnceLock<Box<str>>,
    /// Place in the ledger.
    pub(super) number: u32,
    /// What the whole account uses at a price with tiers.
    pub(super) account: Option<Account>,
}

/// The quantity of the whole account and Region at a price with tiers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Account {
    pub(super) quantity: f64,
    pub(super) parts: TierParts,
}

impl Account {
    /// Share of a quantity in that of the account.
    fn share(&self, quantity: f64) -> f64 {
        if self.quantity > 0.0 {
            quantity / self.quantity
        } else {
            0.0
        }
    }
}

impl PartialEq for PriceRow {
    fn eq(&self, other: &PriceRow) -> bool {
        (Arc::ptr_eq(&self.rate, &other.rate) || self.rate == other.rate)
            && self.region == other.region
            && self.query == other.query
            && self.account == other.account
    }
}

impl PriceRow {
    /// Key of the row in the catalogue.
    pub fn key(&self) -> &str {
        self.key.get_or_init(|| self.query.key().into())
    }
    /// Whether one price holds for any quantity.
    pub(super) fn is_plain(rate: &Rate) -> bool {
        rate.tiers.len() == 1 && rate.upto.is_none()
    }
}

/// How a quantity meets the tiers of its price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Split {
    /// All of it at the price of the first tier.
    First,
    /// It bears its share of every tier that the account reached.
    Account,
    /// So many equal meters go through the tiers on their own.
    Meters(f64),
}

/// A line's price by a row of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The row.
    pub row: Arc<PriceRow>,
    /// Factor on the row's price.
    pub factor: f64,
    pub(super) quantity: f64,
    pub(super) split: Split,
}

impl Listing {
    /// The line's share of each tier that was reached.
    pub fn parts(&self) -> TierParts {
        let rate = &self.row.rate;
        let own: TierParts;
        let (parts, scale): (&[TierPart], f64) = match (self.split, &self.row.account) {
            (Split::Meters(meters), _) => {
                own = rate.split(self.quantity / meters).into();
                (&own, meters)
            }
            (Split::Account, Some(account)) => (&account.parts, account.share(self.quantity)),
            (Split::Account, None) | (Split::First, _) => {
                let unit_usd = rate.first_usd();
                return smallvec::smallvec![TierPart {
                    from: 0.0,
                    to: None,
                    quantity: self.quantity,
                    unit_usd,
                    usd: self.quantity * unit_usd * self.factor,
                }];
            }
        };
        let scaled = |part: &TierPart| TierPart {
            quantity: part.quantity * scale,
            usd: part.usd * scale * self.factor,
            ..*part
        };
        parts.iter().map(scaled).collect()
    }
    /// US dollars a month; none where the row has no price for so much.
    pub(super) fn monthly(&self) -> Option<Usd> {
        let rate = &self.row.rate;
        let whole = match (self.split, &self.row.account) {
            (Split::First, _) => {
                return Some(Usd(self.quantity * rate.first_usd() * self.factor));
            }
            (Split::Meters(meters), _) => self.quantity / meters,
            (Split::Account, account) => account.as_ref().map_or(0.0, |account| account.quantity),
        };
        if !rate.covers(whole) {
            return None;
        }
        // What the parts cost, in their order.
        let usd = match (self.split, &self.row.account) {
            (Split::Account, Some(account)) => {
                let scale = account.share(self.quantity);
                let parts = account.parts.iter();
                parts.map(|part| part.usd * scale * self.factor).sum()
            }
            _ => self.parts().iter().map(|part| part.usd).sum(),
        };
        Some(Usd(usd))
    }
}
