//! AWS Elemental MediaPackage: GB taken in, GB packaged and sent.
//!
//! Semantics: AWS Elemental MediaPackage pricing page; delivery to CloudFront is free, to others like other transfer.

use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Taken in.
pub static INGEST: Property = Property::usage(
    "ingest_gb",
    both("Video taken in", "수집 영상"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of live video that arrive in a month. Derived from incoming connections.",
    "한 달에 들어오는 라이브 영상의 GB입니다. 들어오는 연결에서 계산합니다.",
);

/// Packaged.
pub static PACKAGED: Property = Property::usage(
    "packaged_gb",
    both("Video packaged", "패키징 영상"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that are packaged and handed to players or a CDN in a month. Derived from the answers to callers.",
    "한 달에 패키징하여 플레이어나 CDN에 전달하는 GB입니다. 호출자에게 보내는 응답에서 계산합니다.",
);

/// Price of packaging.
pub static PACKAGING_PRICE: Property = user_price::price(
    "packaging_price_usd",
    both("Own price of packaging", "직접 입력한 패키징 요금"),
    units::USD_PER_GB,
);

fn key_fact(_: &Item<'_>, language: Language) -> String {
    both("by GB", "GB 과금").get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.usage(
        "ingest",
        both("Ingest", "수집"),
        cx.usage(&INGEST, cx.flows.gb_in().0),
        units::GB,
        Query::new("mediapackage", "ingest"),
    )
    .or_user_price(item);
    bill.usage(
        "packaging",
        both("Origination and packaging", "오리진 및 패키징"),
        cx.usage(&PACKAGED, cx.flows.gb_out().0),
        units::GB,
        Query::new("mediapackage", "origination_and_packaging"),
    )
    .or_user(item, &PACKAGING_PRICE, 1.0);
}

/// MediaPackage channel.
pub static KIND: Kind = Kind {
    name: "media_package_channel",
    title: both(
        "AWS Elemental MediaPackage channel",
        "AWS Elemental MediaPackage 채널",
    ),
    short: both("MediaPackage", "MediaPackage"),
    doc: both(
        "Packages live video for players and protects it. One pays for GB in and for GB packaged.",
        "라이브 영상을 플레이어 형식으로 패키징하고 보호합니다. 들어오는 GB와 패키징한 GB에 요금을 냅니다.",
    ),
    category: Category::Media,
    service: "AWS Elemental MediaPackage",
    spend: Spend::Other,
    glyph: glyph::PACKAGE,
    monogram: "EMP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_media_package_channel"],
    cloudformation: &["AWS::MediaPackage::Channel"],
    drawio: "elemental_mediapackage",
    keywords: &["live", "hls", "dash", "drm", "origin", "라이브", "스트리밍"],
    port: Some(443),
    properties: &[
        &INGEST,
        &PACKAGED,
        &user_price::PRICE,
        &PACKAGING_PRICE,
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
    fn gb_in_and_gb_packaged() {
        let lines = Bench::new("media_package_channel")
            .with("ingest_gb", 100.0)
            // 1 GB of segments.
            .incoming("cloudfront_distribution", 1024.0, 0.0, 1024.0)
            .lines();
        // 100 GB x 0.04 $; 1 GB x 0.055 $ in Seoul.
        near(lines.usd("ingest"), 4.0);
        near(lines.usd("packaging"), 0.055);
    }
}
