//! Data transfer as an item of its own: GB out to the internet, to other Regions and between zones that no drawn connection carries.
//!
//! Semantics: Amazon EC2 On-Demand pricing page, "Data Transfer". Volumes to the internet go through tiers that count over the account
//! and Region. Between zones each GB is billed out at the sender and in at the receiver.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// To the internet.
pub static INTERNET: Property = Property::usage("internet_gb", both("To the internet", "인터넷 송신"), units::GB_PER_MONTH).doc("GB out to the internet in the month. Not derived: drawn connections carry their own transfer.", "한 달 동안 인터넷으로 보내는 데이터입니다. 그려진 연결은 각자 전송 요금을 가지므로 여기서 계산하지 않습니다.");

/// To other Regions.
pub static REGIONS: Property = Property::usage(
    "other_regions_gb",
    both("To other Regions", "다른 리전 송신"),
    units::GB_PER_MONTH,
)
.doc(
    "GB out to other Regions in the month.",
    "한 달 동안 다른 리전으로 보내는 데이터입니다.",
);

/// Destination Region.
pub static TO_REGION: Property = Property::text("to_region", both("Destination Region", "대상 리전"), "").doc("Region that receives; decides the price. If empty, the price that the Region has towards most others.", "받는 리전으로 요금을 결정합니다. 비워 두면 대부분의 리전에 적용되는 요금을 사용합니다.");

/// Between zones.
pub static ZONES: Property = Property::usage(
    "inter_zone_gb",
    both("Between zones", "가용 영역 간"),
    units::GB_PER_MONTH,
)
.doc(
    "GB between zones of the Region in the month, each counted once; both sides are billed.",
    "한 달 동안 가용 영역 사이를 오가는 데이터로 한 번만 셉니다. 양쪽에 과금됩니다.",
);

/// Between us-east-1 and us-east-2.
pub static US_EAST: Property = Property::usage(
    "us_east_gb",
    both(
        "Between us-east-1 and us-east-2",
        "us-east-1과 us-east-2 간",
    ),
    units::GB_PER_MONTH,
)
.doc(
    "GB to the other Region of the United States East pair, which has a price of its own.",
    "미국 동부의 다른 리전으로 보내는 데이터로 별도 요금이 적용됩니다.",
)
.when(in_us_east);

/// The other Region of the United States East pair.
fn us_east_pair(region: &str) -> Option<&'static str> {
    match region {
        "us-east-1" => Some("us-east-2"),
        "us-east-2" => Some("us-east-1"),
        _ => None,
    }
}

fn in_us_east(item: &Item<'_>) -> bool {
    us_east_pair(item.region()).is_some()
}

/// Region towards which a Region has the price that it has towards most others.
fn usual_destination(region: &str) -> &'static str {
    if region == "us-west-2" {
        "us-east-1"
    } else {
        "us-west-2"
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if us_east_pair(resource.region()).is_none() && draft.number(&US_EAST).is_some() {
        draft.unset(&US_EAST);
        draft.note("`monthly_outbound_us_east_to_us_east_gb` applies to `us-east-1` and `us-east-2` only and is left out");
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let gb = |property| cx.usage(property, 0.0);
    let region = item.region();
    let others = gb(&REGIONS);
    let zones = gb(&ZONES);
    let pair = us_east_pair(region).map(|to| (to, gb(&US_EAST)));
    let to = |region: &str| {
        Query::new("data_transfer", "inter_region_egress_gb").with("to_region", region)
    };
    let internet = gb(&INTERNET);
    let quiet = others.value + zones.value + pair.map_or(0.0, |(_, usage)| usage.value) <= 0.0;
    if internet.value > 0.0 || quiet {
        bill.usage(
            "internet",
            INTERNET.title,
            internet,
            units::GB,
            Query::new("data_transfer", "internet_egress_gb"),
        );
    }
    if others.value > 0.0 {
        let destination = match item.text(&TO_REGION) {
            "" => usual_destination(region),
            typed => typed,
        };
        bill.usage(
            "other_regions",
            REGIONS.title,
            others,
            units::GB,
            to(destination),
        );
    }
    if zones.value > 0.0 {
        let amount = Amount::product(
            units::GB,
            &[(zones.value, units::GB), (2.0, units::DIRECTIONS)],
        );
        bill.charge(
            "inter_zone",
            ZONES.title,
            amount,
            Query::new("data_transfer", "inter_az_gb").with("direction", "each-way"),
        )
        .from(zones.source);
    }
    if let Some((destination, usage)) = pair
        && usage.value > 0.0
    {
        bill.usage("us_east", US_EAST.title, usage, units::GB, to(destination));
    }
}
/// AWS data transfer.
pub static KIND: Kind = Kind {
    name: "data_transfer",
    title: both("AWS data transfer", "AWS 데이터 전송"),
    short: both("Data transfer", "데이터 전송"),
    doc: both(
        "Transfer that is known by its volume and not drawn as connections. Billed for each GB by where it goes.",
        "연결로 그리지 않고 용량만 아는 데이터 전송입니다. 대상에 따라 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Data Transfer",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_OUT_SIMPLE,
    monogram: "DT",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_data_transfer"],
    imports: &[Import::of("aws_data_transfer")
        .usage(&[
            ("monthly_outbound_internet_gb", &INTERNET),
            ("monthly_outbound_other_regions_gb", &REGIONS),
            ("monthly_intra_region_gb", &ZONES),
            ("monthly_outbound_us_east_to_us_east_gb", &US_EAST),
        ])
        .read(read)],
    keywords: &["egress", "bandwidth", "traffic", "송신", "트래픽"],
    properties: &[&INTERNET, &REGIONS, &TO_REGION, &ZONES, &US_EAST],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn tiers_regions_and_zones() {
        let lines = Bench::new("data_transfer")
            .with("internet_gb", 157_000.0)
            .with("other_regions_gb", 750.0)
            .with("inter_zone_gb", 1000.0)
            .lines();
        assert_eq!(lines.query("internet"), "data_transfer internet_egress_gb");
        // 10,240 × $0.126 + 40,960 × $0.122 + 102,400 × $0.117 + 3,400 × $0.108 = $18,635.36.
        near(lines.usd("internet"), 18_635.36);
        // 750 × $0.08 = $60; 1,000 × 2 × $0.01 = $20.
        near(lines.usd("other_regions"), 60.0);
        near(lines.usd("inter_zone"), 20.0);
        assert_eq!(Bench::new("data_transfer").lines().keys(), ["internet"]);
        near(Bench::new("data_transfer").lines().total(), 0.0);
    }

    #[test]
    fn the_us_east_pair_has_its_own_price() {
        let east = Bench::new("data_transfer")
            .region("us-east-1")
            .with("us_east_gb", 500.0)
            .with("other_regions_gb", 100.0)
            .lines();
        // 500 × $0.01 = $5; 100 × $0.02 = $2.
        near(east.usd("us_east"), 5.0);
        near(east.usd("other_regions"), 2.0);
        assert!(
            Bench::new("data_transfer")
                .with("us_east_gb", 500.0)
                .lines()
                .find("us_east")
                .is_none()
        );
    }
}
