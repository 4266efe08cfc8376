//! S3 directory bucket (class S3 Express One Zone): GB-months, requests, GB uploaded and read.
//!
//! Semantics: Amazon S3 pricing page, S3 Express One Zone.

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
    100.0,
    0.0,
    1e12,
)
.doc(
    "Data in the bucket, averaged over the month.",
    "버킷의 월평균 데이터입니다.",
);

/// PUT, COPY, POST, LIST.
pub static PUT_REQUESTS: Property = Property::usage(
    "put_requests",
    both("PUT and LIST requests", "PUT·LIST 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "PUT, COPY, POST and LIST in a month. Derived: writes over incoming connections.",
    "월 PUT, COPY, POST, LIST 요청입니다. 들어오는 연결의 쓰기로 계산합니다.",
);

/// GET and all others.
pub static GET_REQUESTS: Property = Property::usage(
    "get_requests",
    both("GET requests", "GET 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "GET and all other requests in a month. Derived: reads over incoming connections.",
    "월 GET 및 기타 요청입니다. 들어오는 연결의 읽기로 계산합니다.",
);

/// GB uploaded.
pub static UPLOAD_GB: Property =
    Property::usage("upload_gb", both("Uploaded", "업로드"), units::GB_PER_MONTH).doc(
        "GB written in a month. Derived from the GB of the requests.",
        "한 달에 쓰는 GB입니다. 요청의 GB로 계산합니다.",
    );

/// GB read.
pub static RETRIEVAL_GB: Property =
    Property::usage("retrieval_gb", both("Read", "읽기"), units::GB_PER_MONTH).doc(
        "GB read in a month. Derived from the GB of the answers.",
        "한 달에 읽는 GB입니다. 응답의 GB로 계산합니다.",
    );

fn row(item: &'static str) -> Query {
    Query::new("s3", item).with("class", "express-one-zone")
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    format!("{} GB", number::compact(item.number(&STORAGE_GB), language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(cx.item.number(&STORAGE_GB), units::GB_MONTHS),
        row("storage_gb_month"),
    );
    let puts = cx.usage(&PUT_REQUESTS, cx.flows.writes());
    let name = PUT_REQUESTS.title;
    bill.usage(
        "put_requests",
        name,
        puts,
        units::REQUESTS,
        row("request_tier1"),
    );
    let gets = cx.usage(&GET_REQUESTS, cx.flows.reads());
    let name = GET_REQUESTS.title;
    bill.usage(
        "get_requests",
        name,
        gets,
        units::REQUESTS,
        row("request_tier2"),
    );
    let uploaded = cx.usage(&UPLOAD_GB, cx.flows.gb_in().0);
    let query = Query::new("s3", "object_upload_in_express_one_zone_per_gb");
    bill.usage("upload", UPLOAD_GB.title, uploaded, units::GB, query);
    let read = cx.usage(&RETRIEVAL_GB, cx.flows.gb_out().0);
    let name = RETRIEVAL_GB.title;
    bill.usage("retrieval", name, read, units::GB, row("retrieval_gb"));
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.figures(
        resource,
        &[
            ("storage_gb", &STORAGE_GB),
            ("monthly_tier_1_requests", &PUT_REQUESTS),
            ("monthly_tier_2_requests", &GET_REQUESTS),
        ],
    );
}

/// S3 Express One Zone.
pub static KIND: Kind = Kind {
    name: "s3_directory_bucket",
    title: both(
        "Amazon S3 directory bucket (Express One Zone)",
        "Amazon S3 디렉터리 버킷(Express One Zone)",
    ),
    short: both("S3 Express", "S3 Express"),
    doc: both(
        "Object storage in one zone with answers in milliseconds. One pays more for GB kept than in S3 Standard, less for \
         requests, and for each GB uploaded and read.",
        "한 가용 영역에서 밀리초 안에 응답하는 객체 스토리지입니다. S3 Standard보다 저장은 비싸고 요청은 저렴하며, 업로드하고 읽는 GB에도 요금을 \
         냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon S3",
    spend: Spend::Storage,
    glyph: glyph::CYLINDER,
    monogram: "S3X",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_s3_directory_bucket"],
    imports: &[Import::of("aws_s3_directory_bucket").read(read)],
    cloudformation: &["AWS::S3Express::DirectoryBucket"],
    drawio: "bucket",
    keywords: &[
        "express",
        "one zone",
        "directory bucket",
        "디렉터리 버킷",
        "저지연",
    ],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &STORAGE_GB,
        &PUT_REQUESTS,
        &GET_REQUESTS,
        &UPLOAD_GB,
        &RETRIEVAL_GB,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_requests_and_gb() {
        let lines = Bench::new("s3_directory_bucket")
            .region("us-east-1")
            .incoming("instance", 1_048_576.0, 1.0, 100.0)
            .lines();
        // 100 GB x 0.11 $; 20 % writes x 0.00000113 $; 80 % reads x 0.00000003 $; 1 GB in x 0.0032 $; 100 GB out x 0.0006 $.
        near(lines.usd("storage"), 11.0);
        near(lines.usd("put_requests"), 209_715.2 * 0.000_001_13);
        near(lines.usd("get_requests"), 838_860.8 * 0.000_000_03);
        near(lines.usd("upload"), 0.0032);
        near(lines.usd("retrieval"), 0.06);
    }

    #[test]
    fn nothing_typed_nothing_flows() {
        let lines = Bench::new("s3_directory_bucket")
            .region("us-east-1")
            .with("storage_gb", 0.0)
            .lines();
        near(lines.total(), 0.0);
    }
}
