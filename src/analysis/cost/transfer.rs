//! Data transfer as charges of the connection that causes it.

use super::ledger::{Charged, Ledger, Owner, usable};
use super::{CostLine, ItemCost};
use crate::analysis::path::{PathPart, Transfer, TransferCharge};
use crate::catalog::amount::units::GB;
use crate::catalog::networking::dx_connection;
use crate::catalog::{Amount, Item, Spend, UsageSource};
use crate::model::{Design, Id};
use crate::pricing::{Catalogue, Query};
use crate::text::{Bilingual, both};
use crate::units::{Gigabytes, Usd};
use smallvec::SmallVec;

/// What transfer is booked by: kind, Region, receiving Region, line.
type Key<'a> = (Transfer, &'a str, Option<&'a str>, Option<&'a Id>);

/// GB by what they are booked as, in order.
type Sums<'a> = SmallVec<[(Key<'a>, Gigabytes); 4]>;

fn sums(parts: &[PathPart]) -> Sums<'_> {
    let mut sums: Sums<'_> = SmallVec::new();
    for charge in parts.iter().flat_map(|part| &part.charges) {
        let key = key_of(charge);
        match sums.iter_mut().find(|(known, _)| *known == key) {
            Some((_, gb)) => *gb += charge.gb,
            None => sums.push((key, charge.gb)),
        }
    }
    sums.sort_by_key(|(key, _)| *key);
    sums
}

fn key_of(charge: &TransferCharge) -> Key<'_> {
    (
        charge.transfer,
        charge.region.as_str(),
        charge.to_region.as_deref(),
        charge.line.as_ref(),
    )
}

/// What each part of a connection costs a month: its share, by GB, of the lines that the parts were booked as. None for
/// a part with a line that has no price.
pub fn cost_of_parts(parts: &[PathPart], cost: &ItemCost) -> Vec<Option<Usd>> {
    let sums = sums(parts);
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

/// Lines for what the parts of a connection are billed, one for each kind of transfer and pair of Regions.
pub(super) fn lines(
    ledger: &mut Ledger,
    owner: Owner,
    design: &Design,
    parts: &[PathPart],
    catalogue: &Catalogue,
) -> Vec<CostLine> {
    let sums = sums(parts);
    let mut lines = Vec::with_capacity(sums.len());
    for ((transfer, region, to_region, over), gb) in sums {
        let line = if let Some(over) = over.and_then(|id| Item::of(design, id)) {
            let charge = dx_connection::transfer_out(&over, gb, region);
            let spend = charge.spend.unwrap_or(Spend::DataTransfer);
            ledger.line(
                owner,
                (region, SERVICE, spend),
                charge,
                catalogue,
                lines.len(),
            )
        } else {
            let (key, name) = label(transfer);
            let asked = || query(transfer, to_region);
            let row = ledger.carried((transfer, region, to_region), asked, catalogue);
            let charged = Charged {
                row,
                quantity: usable(gb.0),
                meters: 0.0,
                factor: 1.0,
            };
            let wanted = || format!("{} in {region}", query(transfer, to_region).key());
            let (price, monthly) = ledger.book(owner, lines.len(), charged, None, wanted);
            CostLine {
                key,
                name: name.into(),
                amount: Amount::plain(charged.quantity, GB),
                price,
                monthly,
                commitment: None,
                source: UsageSource::Derived,
                spend: Spend::DataTransfer,
                service: SERVICE,
            }
        };
        lines.push(line);
    }
    lines
}

/// What transfer is called among the services.
const SERVICE: &str = "Data transfer";

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

fn query(transfer: Transfer, to_region: Option<&str>) -> Query {
    match transfer {
        Transfer::InterZone => {
            Query::new("data_transfer", "inter_az_gb").with("direction", "each-way")
        }
        Transfer::InternetEgress => Query::new("data_transfer", "internet_egress_gb"),
        Transfer::InterRegion => Query::new("data_transfer", "inter_region_egress_gb")
            .with("to_region", to_region.unwrap_or_default()),
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
