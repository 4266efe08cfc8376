//! Amazon Lightsail instances: hours by bundle and operating system, snapshots.
//!
//! Semantics: Amazon Lightsail pricing page (billed by the hour up to the bundle's monthly price; each bundle includes an
//! allowance of transfer out). Bundle ids: Lightsail API, `GetBundles`.

use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::server;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Names of the meters of a bundle: with a public IPv4 address or without, on Linux or Windows; the second of each pair
/// has the smaller allowance of transfer that Mumbai and Sydney give.
struct Bundle {
    size: &'static str,
    linux: [&'static str; 2],
    windows: [&'static str; 2],
    linux_ipv6: [&'static str; 2],
    windows_ipv6: [&'static str; 2],
}

macro_rules! bundle {
    ($size:literal, $gb:literal, $disk:literal, $windows:literal, $vcpu:literal, $quota:literal, $small:literal) => {
        Bundle {
            size: $size,
            linux: bundle!(@ $gb, "linux", $disk, $vcpu, $quota, $small),
            windows: bundle!(@ $gb, "windows", $windows, $vcpu, $quota, $small),
            linux_ipv6: bundle!(@ $gb, "ipv6_linux", $disk, $vcpu, $quota, $small),
            windows_ipv6: bundle!(@ $gb, "ipv6_windows", $windows, $vcpu, $quota, $small),
        }
    };
    (@ $gb:literal, $os:literal, $disk:literal, $vcpu:literal, $quota:literal, $small:literal) => {
        [
            bundle!(= $gb, $os, $disk, $vcpu, $quota),
            bundle!(= $gb, $os, $disk, $vcpu, $small),
        ]
    };
    (= $gb:literal, $os:literal, $disk:literal, $vcpu:literal, $quota:literal) => {
        concat!(
            "lightsail_instance_bundle_", $gb, "_", $os, "_", $disk, "gb_storage_", $vcpu,
            "_vcpu_", $gb, "_memory_", $quota, "_quota"
        )
    };
}

const BUNDLES: [Bundle; 8] = [
    bundle!("nano", "0_5gb", "20", "30", "2", "1tb", "0_5tb"),
    bundle!("micro", "1gb", "40", "40", "2", "2tb", "1tb"),
    bundle!("small", "2gb", "60", "60", "2", "3tb", "1_5tb"),
    bundle!("medium", "4gb", "80", "80", "2", "4tb", "2tb"),
    bundle!("large", "8gb", "160", "160", "2", "5tb", "2_5tb"),
    bundle!("xlarge", "16gb", "320", "320", "4", "6tb", "3tb"),
    bundle!("2xlarge", "32gb", "640", "640", "8", "7tb", "3_5tb"),
    bundle!("4xlarge", "64gb", "1280", "1280", "16", "8tb", "4tb"),
];

/// Transfer out that a size includes in most Regions, for the label of its choice.
const SIZES: &[Choice] = &[
    choice("nano", "Nano: 0.5 GB, 2 vCPU, 20 GB SSD"),
    choice("micro", "Micro: 1 GB, 2 vCPU, 40 GB SSD"),
    choice("small", "Small: 2 GB, 2 vCPU, 60 GB SSD"),
    choice("medium", "Medium: 4 GB, 2 vCPU, 80 GB SSD"),
    choice("large", "Large: 8 GB, 2 vCPU, 160 GB SSD"),
    choice("xlarge", "Xlarge: 16 GB, 4 vCPU, 320 GB SSD"),
    choice("2xlarge", "2Xlarge: 32 GB, 8 vCPU, 640 GB SSD"),
    choice("4xlarge", "4Xlarge: 64 GB, 16 vCPU, 1,280 GB SSD"),
];

/// Size of the bundle.
pub static SIZE: Property = Property::choice("bundle_size", both("Bundle", "번들"), "small", SIZES)
    .doc(
        "Memory, vCPU, SSD and an allowance of transfer out at one price.",
        "메모리, vCPU, SSD와 송신 전송 허용량이 하나의 요금에 포함됩니다.",
    );

/// Operating system.
pub static SYSTEM: Property = Property::choice(
    "operating_system",
    both("Operating system", "운영 체제"),
    "linux",
    &[choice("linux", "Linux/Unix"), choice("windows", "Windows")],
)
.doc(
    "Windows bundles include the licence.",
    "Windows 번들에는 라이선스가 포함됩니다.",
);

/// Addresses of the instance.
pub static ADDRESS: Property = Property::choice(
    "ip_address_type",
    both("Addresses", "주소 유형"),
    "dualstack",
    &[
        choice_in("dualstack", "IPv4 and IPv6", "IPv4 및 IPv6"),
        choice_in("ipv6", "IPv6 only", "IPv6만"),
    ],
)
.doc(
    "Bundles without a public IPv4 address are cheaper.",
    "퍼블릭 IPv4 주소가 없는 번들이 더 저렴합니다.",
);

/// Number of instances.
pub static COUNT: Property = Property::count(
    "instance_count",
    both("Instances", "인스턴스 수"),
    units::INSTANCES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "How many equal instances the component stands for.",
    "이 컴포넌트가 나타내는 동일한 인스턴스의 수입니다.",
);

/// Snapshots kept.
pub static SNAPSHOTS: Property = Property::number(
    "snapshot_gb",
    both("Snapshots", "스냅샷"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data kept in snapshots, automatic ones included; all instances together.",
    "자동 스냅샷을 포함하여 스냅샷에 보관하는 데이터의 합계입니다.",
);

/// Price row of the bundle of an item.
fn meter(item: &Item<'_>) -> Option<&'static [&'static str; 2]> {
    let size = item.text(&SIZE);
    let bundle = BUNDLES.iter().find(|bundle| bundle.size == size)?;
    Some(match (item.text(&SYSTEM), item.text(&ADDRESS)) {
        ("windows", "ipv6") => &bundle.windows_ipv6,
        ("windows", _) => &bundle.windows,
        (_, "ipv6") => &bundle.linux_ipv6,
        _ => &bundle.linux,
    })
}

/// The transfer allowance is part of the row's key, as `transfer=3TB`.
fn query(meter: &'static str) -> Query {
    let quota = meter
        .trim_end_matches("_quota")
        .rsplit("_memory_")
        .next()
        .unwrap_or_default();
    let quota = quota.trim_end_matches("tb").replace('_', ".");
    Query::new("lightsail", meter).with("transfer", format!("{quota}TB"))
}

fn instances(item: &Item<'_>) -> f64 {
    server::count(item, &COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&SIZE))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.text(&SYSTEM) == "windows" && item.text(&SIZE) == "nano" {
        problems.push(Problem::of(
            &SIZE,
            "0.5 GB is little for Windows: Lightsail advises at least the small bundle",
            "Windows에는 0.5 GB가 부족합니다. Lightsail은 small 번들 이상을 권장합니다",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let Some(meters) = meter(item) else {
        return;
    };
    let known = |meter: &&&'static str| {
        cx.catalogue
            .price(item.region(), &query(meter))
            .rate()
            .is_some()
    };
    let meter = meters.iter().find(known).unwrap_or(&meters[0]);
    let size = item.text(&SIZE);
    bill.charge(
        "instance",
        both("Bundle hours", "번들 시간"),
        Amount::hours(item.instances(), units::INSTANCES, cx.hours),
        query(meter),
    )
    .named(Phrase::new(
        format!("Bundle hours, {size}"),
        format!("번들 시간, {size}"),
    ));
    let snapshots = item.number(&SNAPSHOTS);
    if snapshots > 0.0 {
        bill.charge(
            "snapshot",
            both("Snapshots", "스냅샷"),
            Amount::plain(snapshots, units::GB_MONTHS),
            Query::new("lightsail", "lightsail_instance_snapshot_per_gb_mo"),
        )
        .spend(Spend::Storage);
    }
}

/// A bundle id is a size, marks, and a generation: `small_win_2_0`, `nano_ipv6_3_0`.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let Some(id) = resource.text("bundle_id") else {
        return;
    };
    let mut parts = id.split('_');
    let size = parts.next().unwrap_or_default();
    if !SIZES.iter().any(|choice| choice.value == size) {
        draft.refuse(
            "bundle_id",
            format!("`{id}` is no Lightsail bundle known here"),
        );
        return;
    }
    draft.set(&SIZE, size);
    for part in parts {
        match part {
            "win" => draft.set(&SYSTEM, "windows"),
            "ipv6" => draft.set(&ADDRESS, "ipv6"),
            _ => {}
        }
    }
}

/// Lightsail instance.
pub static KIND: Kind = Kind {
    name: "lightsail_instance",
    title: both("Amazon Lightsail instance", "Amazon Lightsail 인스턴스"),
    short: both("Lightsail", "Lightsail"),
    doc: both(
        "Virtual server with SSD, address and transfer allowance at one monthly price. Transfer out beyond the allowance \
         is billed by the GB.",
        "SSD, 주소, 전송 허용량을 하나의 월 요금으로 제공하는 가상 서버입니다. 허용량을 넘는 송신 전송은 GB당 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon Lightsail",
    spend: Spend::Compute,
    glyph: glyph::SAILBOAT,
    monogram: "LS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lightsail_instance"],
    imports: &[Import::of("aws_lightsail_instance").read(read)],
    cloudformation: &["AWS::Lightsail::Instance"],
    drawio: "lightsail",
    keywords: &["vps", "server", "wordpress", "라이트세일", "서버"],
    port: Some(80),
    properties: &[&SIZE, &SYSTEM, &ADDRESS, &COUNT, &SNAPSHOTS],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::{ADDRESS, SIZES, SYSTEM};
    use crate::catalog::Shape;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_bundle_is_billed_by_the_hour() {
        let bench = Bench::new("lightsail_instance")
            .region("us-east-1")
            .with("instance_count", 2.0)
            .with("snapshot_gb", 40.0);
        assert_eq!(bench.key_fact(), "2 × small");
        let lines = bench.lines();
        // 2 × 730 h × $0.01612 = $23.5352; 40 GB × $0.05 = $2.
        near(lines.usd("instance"), 23.5352);
        near(lines.usd("snapshot"), 2.0);
    }

    #[test]
    fn every_bundle_has_a_price_where_lightsail_is_offered() {
        let values = |property: &crate::catalog::Property| match property.shape {
            Shape::Choice { options, .. } => options.iter().map(|choice| choice.value).collect(),
            _ => Vec::new(),
        };
        // Mumbai gives half the transfer for the same money.
        for region in ["us-east-1", "ap-northeast-2", "ap-south-1"] {
            for size in SIZES {
                for system in values(&SYSTEM) {
                    for address in values(&ADDRESS) {
                        let bench = Bench::new("lightsail_instance")
                            .region(region)
                            .with("bundle_size", size.value)
                            .with("operating_system", system)
                            .with("ip_address_type", address);
                        let lines = bench.lines();
                        assert!(
                            lines.missing().is_empty() && lines.total() > 3.0,
                            "{region} {} {system} {address}: {}",
                            size.value,
                            lines.query("instance")
                        );
                    }
                }
            }
        }
    }
}
