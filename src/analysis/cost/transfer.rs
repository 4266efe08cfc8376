//! Data transfer as charges of the connection that causes it.

use super::{Booked, ItemCost};
use crate::analysis::path::{PathPart, Transfer, TransferCharge};
use crate::catalog::amount::units::GB;
use crate::catalog::networking::dx_connection;
use crate::catalog::{Amount, Charge, Item, Spend, Tariff, UsageSource};
use crate::model::{Design, Id};
use crate::pricing::Query;
use crate::text::{Bilingual, both};
use crate::units::{Gigabytes, Usd};
use std::collections::BTreeMap;

/// What transfer is booked by: kind, Region, receiving Region, line.
type Key<'a> = (Transfer, &'a str, Option<&'a str>, Option<&'a Id>);

fn sums(parts: &[PathPart]) -> BTreeMap<Key<'_>, Gigabytes> {
    let mut sums: BTreeMap<Key<'_>, Gigabytes> = BTreeMap::new();
    for charge in parts.iter().flat_map(|part| &part.charges) {
        *sums.entry(key_of(charge)).or_default() += charge.gb;
    }
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
    // One line for each sum, in the same order.
    let monthly: BTreeMap<Key<'_>, Option<Usd>> = sums
        .keys()
        .zip(&cost.lines)
        .map(|(key, line)| (*key, line.monthly))
        .collect();
    let share = |charge: &TransferCharge| {
        let key = key_of(charge);
        let all = sums.get(&key).map_or(0.0, |gb| gb.0);
        let usd = monthly.get(&key).copied().flatten()?;
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

/// Books what the parts of a connection are billed, one line for each kind of transfer and pair of Regions.
pub(super) fn book<'a>(design: &Design, parts: &'a [PathPart], charges: &mut Vec<Booked<'a>>) {
    for ((transfer, region, to_region, line), gb) in sums(parts) {
        let (key, name) = label(transfer);
        let line = line.and_then(|id| Item::of(design, id));
        let over_line = line.map(|line| dx_connection::transfer_out(&line, gb, region));
        let charge = over_line.unwrap_or_else(|| Charge {
            key,
            name: name.into(),
            amount: Amount::plain(gb.0, GB),
            tariff: Tariff::List {
                query: query(transfer, to_region),
                region: None,
                factor: 1.0,
            },
            source: UsageSource::Derived,
            spend: None,
            meters: 0.0,
            fallback: None,
            commitment: None,
        });
        charges.push(Booked {
            region,
            service: "Data transfer",
            spend: Spend::DataTransfer,
            charge,
        });
    }
}

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
