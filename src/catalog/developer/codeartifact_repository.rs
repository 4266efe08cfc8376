//! AWS CodeArtifact: packages kept, and requests for them.
//!
//! Semantics: AWS CodeArtifact pricing page. The first 2 GB and 100,000 requests of a month are free once per account, not here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Storage.
pub static STORAGE: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    10.0,
    0.0,
    1e6,
)
.doc(
    "GB of packages, those fetched from public repositories included.",
    "공개 리포지토리에서 가져온 것을 포함한 패키지의 GB입니다.",
);

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests for packages in a month. Derived from incoming connections.",
    "월 패키지 요청입니다. 들어오는 연결에서 계산합니다.",
);

/// Price of storage.
pub static STORAGE_PRICE: Property = user_price::price(
    "storage_price_usd",
    both("Own price of storage", "직접 입력한 스토리지 요금"),
    units::USD_PER_GB_MONTH,
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&STORAGE), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORAGE), units::GB_MONTHS),
        Query::new("codeartifact", "storage"),
    )
    .or_user(item, &STORAGE_PRICE, 1.0);
    bill.usage(
        "requests",
        both("Requests", "요청"),
        cx.usage(&REQUESTS, cx.flows.requests()),
        units::REQUESTS,
        Query::new("codeartifact", "request"),
    )
    .or_user_price(item);
}

/// CodeArtifact repository.
pub static KIND: Kind = Kind {
    name: "codeartifact_repository",
    title: both("AWS CodeArtifact repository", "AWS CodeArtifact 리포지토리"),
    short: both("CodeArtifact", "CodeArtifact"),
    doc: both(
        "Keeps packages (npm, Maven, PyPI and others) for builds. One pays for GB kept and requests.",
        "빌드에 쓰는 패키지(npm, Maven, PyPI 등)를 보관합니다. 저장 GB와 요청에 요금을 냅니다.",
    ),
    category: Category::Developer,
    service: "AWS CodeArtifact",
    spend: Spend::Other,
    glyph: glyph::PACKAGE,
    monogram: "CA",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_codeartifact_repository"],
    cloudformation: &["AWS::CodeArtifact::Repository"],
    drawio: "codeartifact",
    keywords: &["npm", "maven", "pypi", "package", "패키지"],
    endpoint_service: "codeartifact.repositories",
    port: Some(443),
    properties: &[
        &STORAGE,
        &REQUESTS,
        &STORAGE_PRICE,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_and_requests() {
        let packages = |region| {
            Bench::new("codeartifact_repository")
                .region(region)
                .incoming("codebuild_project", 1e6, 1.0, 100.0)
        };
        // 10 GB x 0.05 $; 1 M x 0.000005 $.
        let lines = packages("us-east-1").lines();
        near(lines.usd("storage"), 0.5);
        near(lines.usd("requests"), 5.0);
        // Not offered in Seoul: nothing is guessed.
        let missing = packages("ap-northeast-2").lines().missing();
        assert_eq!(missing, ["storage", "requests"]);
    }
}
