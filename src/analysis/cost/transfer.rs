//! Data transfer as charges of the connection that causes it.

use super::ledger::{Charged, Ledger, Owner, usable};
use super::listing::Listing;
use super::{CostLine, ItemCost, LinePrice, Lines, Total};
use crate::analysis::path::{PathPart, Transfer, TransferCharge};
use crate::catalog::amount::units::GB;
use crate::catalog::networking::dx_connection;
use crate::catalog::{Amount, Item, Spend, UsageSource};
use crate::model::{Code, Design, Id};
use crate::pricing::{Catalogue, Query};
use crate::text::{Bilingual, both};
use crate::units::{Gigabytes, Usd};
use smallvec::SmallVec;

/// What transfer is booked by: kind, Region, receiving Region, line.
type Key<'a> = (Transfer, Code, Option<Code>, Option<&'a Id>);

/// GB by what they are booked as, in order.
type Sums<'a> = SmallVec<[(Key<'a>, Gigabytes); 4]>;

/// Adds up what parts are booked as.
fn sum_up<'a>(parts: &'a [PathPart], sums: &mut Sums<'a>) {
    for part in parts {
        for charge in &part.charges {
            let key = key_of(charge);
            match sums.iter_mut().find(|(known, _)| *known == key) {
                Some((_, gb)) => *gb += charge.gb,
                None => sums.push((key, charge.gb)),
            }
        }
    }
    if sums.len() > 1 {
        sums.sort_by_key(|(key, _)| *key);
    }
}

/// The one thing that parts are booked as, with all its GB, as a rule; none where there are several, or nothing.
fn only(parts: &[PathPart]) -> Option<(Key<'_>, Gigabytes)> {
    let mut only = None;
    for charge in parts.iter().flat_map(|part| part.charges.as_slice()) {
        let key = key_of(charge);
        match &mut only {
            None => only = Some((key, charge.gb)),
            Some((known, gb)) if *known == key => *gb += charge.gb,
            Some(_) => return None,
        }
    }
    only
}

fn key_of(charge: &TransferCharge) -> Key<'_> {
    (
        charge.transfer,
        charge.region,
        charge.to_region,
        charge.line.as_ref(),
    )
}

/// What each part of a connection costs a month: its share, by GB, of the lines that the parts were booked as. None for
/// a part with a line that has no price.
pub fn cost_of_parts(parts: &[PathPart], cost: &ItemCost) -> Vec<Option<Usd>> {
    let mut sums = Sums::new();
    sum_up(parts, &mut sums);
    if sums.len() != cost.lines.len() {
        return vec![None; parts.len()];
    }
    let share = |charge: &TransferCharge| {
        let key = key_of(charge);
        // One line for each sum, in the same order.
        let place = sums.iter().position(|(known, _)| *known == key)?;
        let usd = cost.lines[place].monthly?;
        let all = sums[place].1.0;
        Some(if all > 0.0 {
            usd.0 * charge.gb.0 / all
        } else {
            0.0
        })
    };
    parts
        .iter()
        .map(|part| part.charges.iter().map(share).sum::<Option<f64>>().map(Usd))
        .collect()
}

/// What the parts of a connection are billed, one line for each kind of transfer and pair of Regions; none where it is
/// nothing.
pub(super) fn cost(
    ledger: &mut Ledger,
    owner: Owner,
    design: &Design,
    parts: &[PathPart],
    catalogue: &Catalogue,
) -> Option<ItemCost> {
    let over = |(key, _): &(Key<'_>, Gigabytes)| Item::of(design, key.3?);
    if let Some(sum) = only(parts)
        && over(&sum).is_none()
    {
        let (price, monthly) = book(ledger, (owner, 0), &sum, catalogue);
        let mut total = Total::default();
        let lines = match (price, monthly) {
            (LinePrice::Listed(listing), Some(usd)) => {
                total.usd += usd;
                Lines::moved(sum.0.0, listing)
            }
            (price, monthly) => {
                let line = of_transfer(sum.0.0, usable(sum.1.0), price, monthly);
                total.add_line(&line);
                vec![line].into()
            }
        };
        return Some(ItemCost { lines, total });
    }
    let mut sums = Sums::new();
    sum_up(parts, &mut sums);
    if sums.is_empty() {
        return None;
    }
    let mut lines = Vec::with_capacity(sums.len());
    for sum in &sums {
        let ((transfer, region, ..), gb) = sum;
        let line = if let Some(over) = over(sum) {
            let mut charge = dx_connection::transfer_out(&over, *gb, region.as_str());
            let spend = charge.spend.unwrap_or(Spend::DataTransfer);
            ledger.line(
                owner,
                (*region, SERVICE, spend),
                &mut charge,
                catalogue,
                lines.len(),
            )
        } else {
            let (price, monthly) = book(ledger, (owner, lines.len()), sum, catalogue);
            of_transfer(*transfer, usable(gb.0), price, monthly)
        };
        lines.push(line);
    }
    let mut cost = ItemCost {
        lines: lines.into(),
        total: Total::default(),
    };
    cost.sum();
    Some(cost)
}

/// Books a sum as a line of its owner.
fn book(
    ledger: &mut Ledger,
    (owner, number): (Owner, usize),
    ((transfer, region, to_region, _), gb): &(Key<'_>, Gigabytes),
    catalogue: &Catalogue,
) -> (LinePrice, Option<Usd>) {
    let asked = || query(*transfer, *to_region);
    let charged = Charged {
        row: ledger.carried((*transfer, *region, *to_region), asked, catalogue),
        quantity: usable(gb.0),
        meters: 0.0,
        factor: 1.0,
    };
    let wanted = || format!("{} in {region}", asked().key());
    ledger.book(owner, number, charged, None, wanted)
}

/// The line of a transfer whose price has no tiers.
pub(super) fn line(transfer: Transfer, listing: &Listing) -> CostLine {
    let price = LinePrice::Listed(listing.clone());
    of_transfer(transfer, listing.quantity, price, listing.monthly())
}

fn of_transfer(transfer: Transfer, gb: f64, price: LinePrice, monthly: Option<Usd>) -> CostLine {
    let (key, name) = label(transfer);
    CostLine {
        key,
        name: name.into(),
        amount: Amount::plain(gb, GB),
        price,
        monthly,
        commitment: None,
        source: UsageSource::Derived,
        spend: Spend::DataTransfer,
        service: SERVICE,
    }
}

/// What transfer is called among the services.
const SERVICE: &str = crate::catalog::DATA_TRANSFER;

fn label(transfer: Transfer) -> (&'static str, Bilingual) {
    match transfer {
        Transfer::InterZone => ("inter_zone", both("Cross-zone transfer", "AZ 간 전송")),
        Transfer::InternetEgress => ("internet_egress", both("Internet egress", "인터넷 송신")),
        Transfer::InterRegion => (
            "inter_region",
            both("Transfer to another Region", "다른 리전으로 전송"),
        ),
        Transfer::NatProcessing => (
            "nat_processing",
            both("NAT gateway processing", "NAT 게이트웨이 처리"),
        ),
        Transfer::TransitGatewayProcessing => (
            "transit_gateway_processing",
            both("Transit Gateway processing", "Transit Gateway 처리"),
        ),
        Transfer::DirectConnect => (
            "direct_connect",
            both("Transfer over Direct Connect", "Direct Connect 전송"),
        ),
        Transfer::EndpointProcessing => (
            "endpoint_processing",
            both(
                "Interface endpoint processing",
                "인터페이스 엔드포인트 처리",
            ),
        ),
    }
}

fn query(transfer: Transfer, to_region: Option<Code>) -> Query {
    match transfer {
        Transfer::InterZone => {
            Query::new("data_transfer", "inter_az_gb").with("direction", "each-way")
        }
        Transfer::InternetEgress => Query::new("data_transfer", "internet_egress_gb"),
        Transfer::InterRegion => Query::new("data_transfer", "inter_region_egress_gb")
            .with("to_region", to_region.map_or("", Code::as_str)),
        Transfer::NatProcessing => Query::new("nat_gateway", "data_processed_gb"),
        Transfer::TransitGatewayProcessing => {
            Query::new("transit_gateway", "data_processed_gb").with("attachment", "vpc")
        }
        // The location of the line decides the price; without a line nobody knows it.
        Transfer::DirectConnect => Query::new("direct_connect", "datatransfer_outbound"),
        Transfer::EndpointProcessing => {
            Query::new("vpc_endpoint", "data_processed_gb").with("type", "interface")
        }
    }
}
