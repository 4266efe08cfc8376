//! AWS Storage Gateway: GB written to AWS, storage of volumes and tapes, hours of the FSx File Gateway.
//!
//! Semantics: AWS Storage Gateway pricing page: a GB written costs 0.01 $ up to 125 $ a gateway and month, what is above is
//! free (the prices have a second row of 0 for it); files of an S3 File Gateway are objects of the bucket, billed there;
//! snapshots are EBS snapshots.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice_in("FILE_S3", "S3 File Gateway", "S3 파일 게이트웨이"),
    choice_in("FILE_FSX_SMB", "FSx File Gateway", "FSx 파일 게이트웨이"),
    choice_in("CACHED", "Volume Gateway, cached", "볼륨 게이트웨이(캐시)"),
    choice_in("STORED", "Volume Gateway, stored", "볼륨 게이트웨이(저장)"),
    choice_in("VTL", "Tape Gateway", "테이프 게이트웨이"),
];
/// GB written in a month that reach the most one gateway is billed: 125 $ at 0.01 $ (AWS Storage Gateway pricing page).
const BILLED_GB: f64 = 12_500.0;

/// Type.
pub static GATEWAY_TYPE: Property = Property::choice(
    "gateway_type",
    both("Gateway type", "게이트웨이 유형"),
    "FILE_S3",
    TYPES,
)
.doc(
    "What applications see: file shares, volumes or tapes.",
    "애플리케이션에 보이는 형태(파일 공유, 볼륨, 테이프)입니다.",
);

/// GB written.
pub static WRITTEN_GB: Property = Property::usage(
    "written_gb",
    both("Written to AWS", "AWS에 쓴 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that the gateway uploads in a month. Derived from the GB of the requests.",
    "게이트웨이가 한 달에 업로드하는 GB입니다. 요청의 GB로 계산합니다.",
)
.when(is_by_gb);

/// Volumes and virtual tapes.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Volumes or virtual tapes", "볼륨 또는 가상 테이프"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB in cached volumes, or on virtual tapes in the library.",
    "캐시 볼륨 또는 라이브러리의 가상 테이프에 있는 GB입니다.",
)
.when(has_storage);

/// Snapshots.
pub static SNAPSHOT_GB: Property = Property::number(
    "snapshot_gb",
    both("Volume snapshots", "볼륨 스냅샷"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc("EBS snapshots of the volumes.", "볼륨의 EBS 스냅샷입니다.")
.when(has_volumes);

/// Tapes in the archive.
pub static ARCHIVE_GB: Property = Property::number(
    "archive_gb",
    both("Tapes in the archive", "아카이브의 테이프"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB on tapes moved to the archive (S3 Glacier Flexible Retrieval).",
    "아카이브(S3 Glacier Flexible Retrieval)로 옮긴 테이프의 GB입니다.",
)
.when(has_tapes);

/// Tape retrievals.
pub static RETRIEVAL_GB: Property = Property::usage(
    "retrieval_gb",
    both("Retrieved from the archive", "아카이브 검색량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of tapes brought back in a month.",
    "한 달에 되가져오는 테이프의 GB입니다.",
)
.when(has_tapes);

fn is_fsx(item: &Item<'_>) -> bool {
    item.text(&GATEWAY_TYPE) == "FILE_FSX_SMB"
}
fn is_by_gb(item: &Item<'_>) -> bool {
    !is_fsx(item)
}
fn has_tapes(item: &Item<'_>) -> bool {
    item.text(&GATEWAY_TYPE) == "VTL"
}
fn has_volumes(item: &Item<'_>) -> bool {
    matches!(item.text(&GATEWAY_TYPE), "CACHED" | "STORED")
}
fn has_storage(item: &Item<'_>) -> bool {
    matches!(item.text(&GATEWAY_TYPE), "CACHED" | "VTL")
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&GATEWAY_TYPE);
    TYPES
        .iter()
        .find(|option| option.value == value)
        .map(|option| option.title.get(language).to_owned())
        .unwrap_or_default()
}

fn row(item: &'static str) -> Query {
    Query::new("storage_gateway", item)
}

fn bill_written(cx: &BillCx<'_>, bill: &mut Bill) {
    let written = cx.usage(&WRITTEN_GB, cx.flows.gb_in().0);
    let billed = written.value.min(BILLED_GB);
    bill.charge(
        "written",
        WRITTEN_GB.title,
        Amount::plain(billed, units::GB),
        row("storagegateway_uploadedbytes_tier_1"),
    )
    .from(written.source);
    if written.value > BILLED_GB {
        bill.charge(
            "written_above",
            both("Written above the most billed", "최대 과금량을 넘는 쓰기"),
            Amount::plain(written.value - BILLED_GB, units::GB),
            row("storagegateway_uploadedbytes_tier_2"),
        )
        .from(written.source);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if is_fsx(item) {
        bill.charge(
            "gateway",
            both("FSx File Gateway", "FSx 파일 게이트웨이"),
            Amount::hours(1.0, units::GATEWAYS, cx.hours),
            row("fsx_file_gateway_per_hrs"),
        );
        return;
    }
    bill_written(cx, bill);
    let mut stored = |key, property: &Property, query| {
        let gb = item.number(property);
        if gb > 0.0 {
            let amount = Amount::plain(gb, units::GB_MONTHS);
            bill.charge(key, property.title, amount, query);
        }
    };
    if has_storage(item) {
        let name = if has_tapes(item) {
            "storagegateway_standard_virtual_tape_in_library"
        } else {
            "storagegateway_standard_volume_cached"
        };
        stored("storage", &STORAGE_GB, row(name));
    }
    if has_volumes(item) {
        let snapshot = Query::new("ebs", "snapshot_gb_month").with("tier", "standard");
        stored("snapshots", &SNAPSHOT_GB, snapshot);
    }
    if has_tapes(item) {
        stored(
            "archive",
            &ARCHIVE_GB,
            row("storagegateway_glacier_archive"),
        );
        let query = row("storagegateway_fee_glacier_tape_retrieval_current");
        bill.typed(cx, "retrieval", &RETRIEVAL_GB, units::GB, || query);
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // What Terraform takes when the type is left out.
    if !resource.has("gateway_type") {
        draft.set(&GATEWAY_TYPE, "STORED");
    }
}

/// Storage Gateway.
pub static KIND: Kind = Kind {
    name: "storagegateway_gateway",
    title: both("AWS Storage Gateway", "AWS Storage Gateway"),
    short: both("Storage Gateway", "Storage Gateway"),
    doc: both(
        "Brings S3, FSx, volumes or virtual tapes to servers on premises. One pays for GB written to AWS, at most a fixed sum for \
         each gateway, and for what is stored.",
        "온프레미스 서버에 S3, FSx, 볼륨, 가상 테이프를 제공합니다. AWS에 쓰는 GB(게이트웨이마다 상한 있음)와 저장량에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "AWS Storage Gateway",
    spend: Spend::Storage,
    glyph: glyph::WAREHOUSE,
    monogram: "SGW",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_storagegateway_gateway"],
    imports: &[Import::of("aws_storagegateway_gateway").read(read)],
    cloudformation: &[],
    drawio: "storage_gateway",
    keywords: &[
        "hybrid",
        "tape",
        "file gateway",
        "volume",
        "온프레미스",
        "테이프",
        "게이트웨이",
    ],
    endpoint_service: "storagegateway",
    port: Some(443),
    properties: &[
        &GATEWAY_TYPE,
        &WRITTEN_GB,
        &STORAGE_GB,
        &SNAPSHOT_GB,
        &ARCHIVE_GB,
        &RETRIEVAL_GB,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn gateway(kind: &str) -> Bench {
        Bench::new("storagegateway_gateway").with("gateway_type", kind)
    }

    #[test]
    fn what_is_written_has_a_ceiling() {
        // 1,000 GB x 0.01 $; of 20,000 GB the first 12,500 make 125 $, the rest is free.
        let files = gateway("FILE_S3").with("written_gb", 1_000.0);
        near(files.lines().total(), 10.0);
        near(files.with("written_gb", 20_000.0).lines().total(), 125.0);
    }

    #[test]
    fn volumes_and_tapes_are_stored() {
        let volumes = gateway("CACHED")
            .with("storage_gb", 1_000.0)
            .with("snapshot_gb", 100.0);
        // 1,000 GB x 0.025 $ + 100 GB x 0.05 $.
        near(volumes.lines().total(), 30.0);
        let tapes = gateway("VTL")
            .with("storage_gb", 1_000.0)
            .with("archive_gb", 1_000.0)
            .with("retrieval_gb", 100.0);
        // 1,000 GB x 0.025 $ + 1,000 GB x 0.0045 $ + 100 GB x 0.01 $.
        near(tapes.lines().total(), 25.0 + 4.5 + 1.0);
    }

    #[test]
    fn the_fsx_gateway_runs_by_the_hour() {
        // 730 h x 0.69 $.
        near(gateway("FILE_FSX_SMB").lines().total(), 503.7);
    }
}
