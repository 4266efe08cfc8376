//! Amazon S3 Glacier vault (the service of its own, before the S3 classes): GB-months, retrievals, early deletion.
//!
//! Semantics: Amazon S3 Glacier pricing page. Uploads have no row of their own in the prices and are said to be missing.

use super::s3_bucket::SPEEDS;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Data kept.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    1_000.0,
    0.0,
    1e12,
)
.doc(
    "Archives in the vault, averaged over the month.",
    "볼트의 월평균 아카이브입니다.",
);

/// GB retrieved.
pub static RETRIEVAL_GB: Property = Property::usage(
    "retrieval_gb",
    both("Retrieved", "검색량"),
    units::GB_PER_MONTH,
)
.doc("GB retrieved in a month.", "한 달에 검색하는 GB입니다.");

/// Retrieval jobs.
pub static RETRIEVAL_REQUESTS: Property = Property::usage(
    "retrieval_requests",
    both("Retrieval requests", "검색 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Retrieval jobs in a month, one for each archive.",
    "월 검색 작업 수이며 아카이브마다 하나입니다.",
);

/// Speed.
pub static RETRIEVAL_SPEED: Property = Property::choice(
    "retrieval_speed",
    both("Retrieval speed", "검색 속도"),
    "standard",
    SPEEDS,
)
.doc(
    "How fast archives can be read.",
    "아카이브를 읽을 수 있게 되는 속도입니다.",
);

/// Uploads.
pub static UPLOAD_REQUESTS: Property = Property::usage(
    "upload_requests",
    both("Upload requests", "업로드 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Archives and parts uploaded in a month.",
    "한 달에 업로드하는 아카이브와 조각의 수입니다.",
);

/// Deleted early: within 90 days (service-facts: minimum duration of S3 Glacier Flexible Retrieval).
pub static EARLY_DELETE_GB: Property = Property::usage(
    "early_delete_gb",
    both("Deleted early", "조기 삭제"),
    units::GB_MONTHS,
)
.doc(
    "GB-months that remain of 90 days for archives deleted before.",
    "90일 전에 삭제한 아카이브의 남은 GB-월입니다.",
)
.secondary();

/// Provisioned capacity.
pub static PROVISIONED_CAPACITY: Property = Property::count(
    "provisioned_capacity_units",
    both("Provisioned capacity", "프로비저닝된 용량"),
    units::UNITS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Units that guarantee expedited retrievals, billed by the month.",
    "신속 검색을 보장하는 단위이며 월마다 과금됩니다.",
)
.secondary();

/// Lock.
pub static LOCK: Property = Property::flag("vault_lock", both("Vault Lock", "볼트 잠금"), false)
    .doc(
        "A policy that nobody can change forbids deletion.",
        "아무도 바꿀 수 없는 정책이 삭제를 막습니다.",
    )
    .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    format!("{} GB", number::compact(item.number(&STORAGE_GB), language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        Query::new("glacier", "storage_amazon_glacier_standard"),
    );
    let (per_gb, per_request) = match item.text(&RETRIEVAL_SPEED) {
        "expedited" => ("expedited_retrieval_per_gb", "api_request_expedited"),
        "bulk" => ("bulk_retrieval_per_gb", "api_request_bulk"),
        _ => ("standard_retrieval_per_gb", "api_request_standard"),
    };
    let gb = Query::new("glacier", per_gb);
    bill.typed(cx, "retrieval", &RETRIEVAL_GB, units::GB, || gb);
    let requests = Query::new("glacier", per_request);
    bill.typed(
        cx,
        "retrieval_requests",
        &RETRIEVAL_REQUESTS,
        units::REQUESTS,
        || requests,
    );
    let uploads = cx.usage(&UPLOAD_REQUESTS, cx.flows.writes());
    if uploads.value > 0.0 {
        bill.missing(
            "uploads",
            UPLOAD_REQUESTS.title,
            Amount::plain(uploads.value, units::REQUESTS),
            "glacier upload request",
        )
        .from(uploads.source);
    }
    let early = Query::new("glacier", "earlydelete_per_gb_mo");
    bill.typed(
        cx,
        "early_delete",
        &EARLY_DELETE_GB,
        units::GB_MONTHS,
        || early,
    );
    let capacity = item.number(&PROVISIONED_CAPACITY);
    if capacity > 0.0 {
        bill.charge(
            "provisioned_capacity",
            PROVISIONED_CAPACITY.title,
            Amount::plain(capacity, units::UNITS),
            Query::new("glacier", "provisioned_capacity_per_units"),
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.figures(resource, &[("storage_gb", &STORAGE_GB)]);
}

/// Glacier vault.
pub static KIND: Kind = Kind {
    name: "glacier_vault",
    title: both("Amazon S3 Glacier vault", "Amazon S3 Glacier 볼트"),
    short: both("Glacier", "Glacier"),
    doc: both(
        "Archive vaults of the older Glacier service; new archives go to the Glacier classes of S3. One pays for GB kept and for \
         retrievals.",
        "이전 Glacier 서비스의 아카이브 볼트입니다. 새 아카이브에는 S3의 Glacier 클래스를 씁니다. 저장 GB와 검색에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon S3 Glacier",
    spend: Spend::Storage,
    glyph: glyph::SNOWFLAKE,
    monogram: "GLC",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_glacier_vault"],
    imports: &[Import::of("aws_glacier_vault").read(read)],
    cloudformation: &[],
    drawio: "glacier",
    keywords: &["archive", "vault", "cold", "아카이브", "볼트"],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &STORAGE_GB,
        &RETRIEVAL_GB,
        &RETRIEVAL_REQUESTS,
        &RETRIEVAL_SPEED,
        &UPLOAD_REQUESTS,
        &EARLY_DELETE_GB,
        &PROVISIONED_CAPACITY,
        &LOCK,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_and_retrieval() {
        let bench = Bench::new("glacier_vault")
            .with("retrieval_gb", 100.0)
            .with("retrieval_requests", 1_000.0);
        // 1,000 GB x 0.0045 $ + 100 GB x 0.011 $ + 1,000 x 0.00003258 $.
        near(bench.lines().total(), 4.5 + 1.1 + 0.032_58);
        // Bulk retrieval costs nothing.
        let slow = bench.with("retrieval_speed", "bulk");
        near(slow.lines().total(), 4.5);
        let fast = slow.with("retrieval_speed", "expedited");
        // 100 GB x 0.033 $ + 1,000 x 0.011 $.
        near(fast.lines().total(), 4.5 + 3.3 + 11.0);
    }

    #[test]
    fn uploads_have_no_known_price() {
        let lines = Bench::new("glacier_vault")
            .with("upload_requests", 1_000.0)
            .lines();
        assert_eq!(lines.missing(), ["uploads"]);
    }
}
