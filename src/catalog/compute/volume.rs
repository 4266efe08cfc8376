//! Amazon EBS volumes of servers: their properties, limits and charges, shared by all kinds that run EC2 instances.
//!
//! In: type, size, IOPS and throughput of the volume that each instance has; out: charges for all of them. Semantics:
//! Amazon EBS pricing page; figures included in gp3 and limits: service-facts rows "EBS gp3", "EBS io1", "EBS io2"
//! (boto/botocore, 2026-08-07).

use super::server::own;
use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::property::choice;
use crate::catalog::{Bill, BillCx, Choice, Item, Problem, Property, Spend};
use crate::pricing::Query;
use crate::text::both;

/// IOPS that every gp3 volume includes.
const GP3_IOPS: f64 = 3000.0;
/// MiB/s that every gp3 volume includes.
const GP3_THROUGHPUT: f64 = 125.0;
/// MiB/s in the GiB/s that the catalogue prices.
const MIB_PER_GIB: f64 = 1024.0;

const TYPES: &[Choice] = &[
    choice("gp3", "General Purpose SSD (gp3)"),
    choice("gp2", "General Purpose SSD (gp2)"),
    choice("io1", "Provisioned IOPS SSD (io1)"),
    choice("io2", "Provisioned IOPS SSD (io2)"),
    choice("st1", "Throughput Optimized HDD (st1)"),
    choice("sc1", "Cold HDD (sc1)"),
    choice("standard", "Magnetic (standard)"),
];

/// Volume type; gp3 is the type that AWS advises for most uses.
pub static TYPE: Property = Property::choice(
    "volume_type",
    both("Volume type", "볼륨 유형"),
    "gp3",
    TYPES,
)
.doc(
    "Type of the EBS volume of each instance. gp3 is cheaper than gp2 and includes 3,000 IOPS and 125 MiB/s.",
    "인스턴스마다 연결된 EBS 볼륨의 유형입니다. gp3는 gp2보다 저렴하고 3,000 IOPS와 125 MiB/s를 포함합니다.",
);

/// Size of the volume.
pub static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    30.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of the EBS volumes of each instance together, root volume included. Billed whether the instance runs or is \
     stopped; 0 for instances that only use instance store.",
    "루트 볼륨을 포함한 인스턴스별 EBS 볼륨의 총 크기입니다. 인스턴스가 중지되어 있어도 과금됩니다. 인스턴스 스토어만 쓰면 0으로 둡니다.",
);

/// Provisioned IOPS.
pub static IOPS: Property = Property::optional_count(
    "volume_iops",
    both("Volume IOPS", "볼륨 IOPS"),
    units::IOPS,
    100.0,
    256_000.0,
)
.doc(
    "Provisioned IOPS of each volume. gp3 includes 3,000 and bills what is above; io1 and io2 bill all of it and need a \
     figure.",
    "볼륨별 프로비저닝된 IOPS입니다. gp3는 3,000을 포함하고 초과분만 과금되며, io1과 io2는 전체가 과금되므로 값을 입력해야 합니다.",
)
.when(has_iops)
.if_empty(|item| is_gp3(item).then_some(GP3_IOPS));

/// Provisioned throughput.
pub static THROUGHPUT: Property = Property::optional_count(
    "volume_throughput",
    both("Volume throughput", "볼륨 처리량"),
    units::MIB_PER_SECOND,
    125.0,
    2000.0,
)
.doc(
    "Provisioned throughput of each gp3 volume; 125 MiB/s are included.",
    "gp3 볼륨별 프로비저닝된 처리량입니다. 125 MiB/s는 포함되어 있습니다.",
)
.when(is_gp3)
.if_empty(|item| is_gp3(item).then_some(GP3_THROUGHPUT));

/// I/O requests to magnetic volumes.
pub static IO_REQUESTS: Property = Property::usage(
    "monthly_standard_io_requests",
    both("Magnetic I/O requests", "마그네틱 I/O 요청"),
    units::IO_REQUESTS,
)
.doc(
    "Reads and writes of magnetic (standard) volumes in the month, which are billed one by one.",
    "마그네틱(standard) 볼륨의 월 읽기 및 쓰기 요청 수로, 요청마다 과금됩니다.",
)
.when(is_magnetic)
.secondary();

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
    "Data kept in EBS snapshots in the standard tier, all instances together; snapshots are incremental.",
    "표준 계층의 EBS 스냅샷에 보관하는 데이터의 합계입니다. 스냅샷은 증분 방식으로 저장됩니다.",
);

/// Whether the volumes are encrypted.
pub static ENCRYPTED: Property =
    Property::flag("encrypted", both("Volumes encrypted", "볼륨 암호화"), true)
        .doc(
            "EBS encryption is free of charge.",
            "EBS 암호화에는 추가 요금이 없습니다.",
        )
        .secondary();

fn has_iops(item: &Item<'_>) -> bool {
    has_volume(item) && matches!(item.text(own(item, &TYPE)), "gp3" | "io1" | "io2")
}
fn is_gp3(item: &Item<'_>) -> bool {
    has_volume(item) && item.text(own(item, &TYPE)) == "gp3"
}
fn is_magnetic(item: &Item<'_>) -> bool {
    has_volume(item) && item.text(own(item, &TYPE)) == "standard"
}
fn has_volume(item: &Item<'_>) -> bool {
    item.number(own(item, &SIZE)) > 0.0
}

/// Sizes, IOPS and throughput that EBS does not offer.
pub(in crate::catalog) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let size = item.number(own(item, &SIZE));
    if size <= 0.0 {
        return;
    }
    let iops = item.typed(&IOPS);
    match item.text(own(item, &TYPE)) {
        // 500 IOPS for each GiB, at most 80,000; 0.25 MiB/s for each IOPS.
        "gp3" => {
            let top = (size * 500.0).clamp(GP3_IOPS, 80_000.0);
            most(&IOPS, iops, top, "IOPS", problems);
            let iops = iops.unwrap_or(GP3_IOPS).max(GP3_IOPS);
            most(
                &THROUGHPUT,
                item.typed(&THROUGHPUT),
                iops * 0.25,
                "MiB/s",
                problems,
            );
        }
        // 50 IOPS for each GiB, at most 64,000.
        "io1" => needs(iops, (size * 50.0).min(64_000.0), problems),
        // 1,000 IOPS for each GiB, at most 256,000.
        "io2" => needs(iops, (size * 1000.0).min(256_000.0), problems),
        _ => {}
    }
}

fn needs(iops: Option<f64>, top: f64, problems: &mut Vec<Problem>) {
    if iops.is_none() {
        problems.push(Problem::of(
            &IOPS,
            "volumes with provisioned IOPS need a figure for `volume_iops`",
            "프로비저닝된 IOPS 볼륨에는 `volume_iops` 값이 필요합니다",
        ));
    }
    most(&IOPS, iops, top, "IOPS", problems);
}

fn most(
    property: &Property,
    value: Option<f64>,
    top: f64,
    unit: &str,
    problems: &mut Vec<Problem>,
) {
    if value.is_some_and(|value| value > top) {
        problems.push(Problem::of(
            property,
            format!("a volume of this type and size has at most {top} {unit}"),
            format!("이 유형과 크기의 볼륨은 최대 {top} {unit}까지 설정할 수 있습니다"),
        ));
    }
}

/// Charges of the volumes of `count` instances, and of the snapshots kept.
pub(in crate::catalog) fn bill(cx: &BillCx<'_>, count: f64, bill: &mut Bill) {
    volumes(cx, count, units::INSTANCES, bill);
    let snapshots = cx.item.number(&SNAPSHOTS);
    if snapshots > 0.0 {
        bill.charge(
            "snapshot",
            both("EBS snapshots", "EBS 스냅샷"),
            Amount::plain(snapshots, units::GB_MONTHS),
            Query::new("ebs", "snapshot_gb_month").with("tier", "standard"),
        )
        .spend(Spend::Storage);
    }
}

/// Charges of `count` equal volumes, counted in `of`.
pub(in crate::catalog) fn volumes(cx: &BillCx<'_>, count: f64, of: Unit, bill: &mut Bill) {
    let item = &cx.item;
    let size = item.number(own(item, &SIZE));
    let kind = item.text(own(item, &TYPE));
    if size > 0.0 {
        bill.charge(
            "volume",
            both("EBS storage", "EBS 스토리지"),
            Amount::product(units::GB_MONTHS, &[(count, of), (size, units::GIB)]),
            Query::new("ebs", "storage_gb_month").with("volume_type", kind),
        )
        .spend(Spend::Storage);
        performance(item, kind, (count, of), bill);
    }
    if is_magnetic(item) {
        let requests = cx.usage(&IO_REQUESTS, 0.0);
        bill.usage(
            "volume_io",
            both("Magnetic I/O requests", "마그네틱 I/O 요청"),
            requests,
            units::IO_REQUESTS,
            Query::new("ebs", "io_request").with("volume_type", kind),
        )
        .spend(Spend::Storage);
    }
}

fn performance(item: &Item<'_>, kind: &str, count: (f64, Unit), bill: &mut Bill) {
    let included = if kind == "gp3" { GP3_IOPS } else { 0.0 };
    let iops = item.typed(&IOPS).unwrap_or(included);
    if has_iops(item) && iops > included {
        let amount = Amount::product(units::IOPS_MONTHS, &[count, (iops - included, units::IOPS)]);
        let charge = bill
            .charge(
                "volume_iops",
                both("EBS provisioned IOPS", "EBS 프로비저닝된 IOPS"),
                if included > 0.0 {
                    amount.because(both("above the 3,000 included", "포함된 3,000 초과분"))
                } else {
                    amount
                },
                Query::new("ebs", "iops_month").with("volume_type", kind),
            )
            .spend(Spend::Storage);
        // The tiers of io2 are those of one volume, not of the account.
        charge.meters = count.0;
    }
    let throughput = item.typed(&THROUGHPUT).unwrap_or(GP3_THROUGHPUT);
    if is_gp3(item) && throughput > GP3_THROUGHPUT {
        bill.charge(
            "volume_throughput",
            both("EBS provisioned throughput", "EBS 프로비저닝된 처리량"),
            Amount::product(
                units::MIB_PER_SECOND_MONTHS,
                &[count, (throughput - GP3_THROUGHPUT, units::MIB_PER_SECOND)],
            )
            .because(both("above the 125 included", "포함된 125 초과분")),
            Query::new("ebs", "throughput_gibps_month").with("volume_type", kind),
        )
        .priced_by(1.0 / MIB_PER_GIB)
        .spend(Spend::Storage);
    }
}
