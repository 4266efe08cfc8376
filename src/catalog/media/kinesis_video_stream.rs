//! Amazon Kinesis Video Streams: GB taken in, kept and read.
//!
//! Semantics: Amazon Kinesis Video Streams pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};
use crate::units::HOURS_PER_MONTH;

/// Retention: none to ten years.
pub static RETENTION: Property = Property::count(
    "data_retention_in_hours",
    both("Retention", "보존 기간"),
    units::HOURS,
    24.0,
    0.0,
    87_600.0,
)
.doc(
    "Hours for which video is kept; 0 keeps nothing.",
    "영상을 보관하는 시간입니다. 0이면 보관하지 않습니다.",
);

/// Taken in.
pub static INGESTED: Property = Property::usage(
    "ingested_gb",
    both("Video taken in", "수집 영상"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of video in a month. Derived from incoming connections.",
    "월 영상 GB입니다. 들어오는 연결에서 계산합니다.",
);

/// Read.
pub static CONSUMED: Property = Property::usage(
    "consumed_gb",
    both("Video read", "읽은 영상"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that applications read in a month. Derived from the answers to callers.",
    "애플리케이션이 한 달에 읽는 GB입니다. 호출자에게 보내는 응답에서 계산합니다.",
);

/// Price of storage.
pub static STORAGE_PRICE: Property = user_price::price(
    "storage_price_usd",
    both("Own price of storage", "직접 입력한 스토리지 요금"),
    units::USD_PER_GB_MONTH,
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let hours = number::short(item.number(&RETENTION), 0);
    format!("{hours} {}", units::HOURS.get(language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let ingested = cx.usage(&INGESTED, cx.flows.gb_in().0);
    bill.usage(
        "ingested",
        both("Video taken in", "수집 영상"),
        ingested,
        units::GB,
        Query::new(
            "kinesis_video",
            "data_ingested_into_kinesis_video_streams_per_gb",
        ),
    )
    .or_user_price(item);
    bill.usage(
        "consumed",
        both("Video read", "읽은 영상"),
        cx.usage(&CONSUMED, cx.flows.gb_out().0),
        units::GB,
        Query::new(
            "kinesis_video",
            "data_consumed_from_kinesis_video_streams_per_gb",
        ),
    )
    .or_user_price(item);
    let months = item.number(&RETENTION) / HOURS_PER_MONTH;
    if months > 0.0 {
        bill.charge(
            "storage",
            both("Storage", "스토리지"),
            Amount::product(
                units::GB_MONTHS,
                &[(ingested.value, units::GB), (months, units::MONTHS)],
            ),
            Query::new(
                "kinesis_video",
                "per_gb_month_of_data_stored_in_kinesis_video_streams_per_gb_month",
            ),
        )
        .from(ingested.source)
        .or_user(item, &STORAGE_PRICE, 1.0);
    }
}

/// Kinesis video stream.
pub static KIND: Kind = Kind {
    name: "kinesis_video_stream",
    title: both(
        "Amazon Kinesis video stream",
        "Amazon Kinesis 비디오 스트림",
    ),
    short: both("Video stream", "비디오 스트림"),
    doc: both(
        "Takes video from cameras and devices for playback and analysis. One pays for GB in, GB kept and GB read.",
        "카메라와 디바이스의 영상을 받아 재생과 분석에 사용합니다. 수집, 보관, 읽기 GB에 요금을 냅니다.",
    ),
    category: Category::Media,
    service: "Amazon Kinesis Video Streams",
    spend: Spend::Messaging,
    glyph: glyph::VIDEO,
    monogram: "KVS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kinesis_video_stream"],
    cloudformation: &["AWS::KinesisVideo::Stream"],
    drawio: "kinesis_video_streams",
    keywords: &["camera", "video", "cctv", "webrtc", "카메라", "영상"],
    port: Some(443),
    properties: &[
        &RETENTION,
        &INGESTED,
        &CONSUMED,
        &user_price::PRICE,
        &STORAGE_PRICE,
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
    fn video_in_kept_and_read() {
        let lines = Bench::new("kinesis_video_stream")
            .with("ingested_gb", 1_000.0)
            .with("consumed_gb", 500.0)
            .with("data_retention_in_hours", 73.0)
            .lines();
        // Seoul: 1,000 x 0.0104 $; 500 x 0.0104 $; 1,000 GB x 73 / 730 months x 0.025 $.
        near(lines.usd("ingested"), 10.4);
        near(lines.usd("consumed"), 5.2);
        near(lines.usd("storage"), 2.5);
    }

    #[test]
    fn nothing_kept_is_no_line() {
        let bench = Bench::new("kinesis_video_stream").with("data_retention_in_hours", 0.0);
        assert!(bench.lines().find("storage").is_none());
    }
}
