//! AWS Elemental MediaLive: hours of inputs and outputs of a running channel.
//!
//! Semantics: AWS Elemental MediaLive pricing page, on-demand: inputs by codec, resolution and bitrate; outputs by codec,
//! resolution, frame rate and, for AVC, bitrate; a standard channel has two pipelines.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Class.
pub static CLASS: Property = Property::choice(
    "channel_class",
    both("Channel class", "채널 클래스"),
    "STANDARD",
    &[
        choice_in(
            "STANDARD",
            "Standard, two pipelines",
            "표준(파이프라인 2개)",
        ),
        choice_in("SINGLE_PIPELINE", "Single pipeline", "단일 파이프라인"),
    ],
)
.doc(
    "Two pipelines in different zones, or one at less cost that fails with its zone.",
    "서로 다른 가용 영역의 파이프라인 두 개 또는 더 저렴하지만 가용 영역 장애에 멈추는 하나입니다.",
);

/// Codec.
pub static CODEC: Property = Property::choice(
    "codec",
    both("Codec", "코덱"),
    "avc",
    &[choice("avc", "AVC (H.264)"), choice("hevc", "HEVC (H.265)")],
)
.doc("Codec of input and outputs.", "입력과 출력의 코덱입니다.");

/// Resolution of the input.
pub static INPUT_RESOLUTION: Property = Property::choice(
    "input_resolution",
    both("Input resolution", "입력 해상도"),
    "hd",
    &[choice("sd", "SD"), choice("hd", "HD"), choice("uhd", "UHD")],
)
.doc("Resolution that comes in.", "들어오는 해상도입니다.");

/// Bitrate.
pub static BITRATE: Property = Property::choice(
    "maximum_bitrate",
    both("Bitrate", "비트레이트"),
    "10",
    &[
        choice_in("10", "Up to 10 Mbit/s", "10Mbps 이하"),
        choice_in("20", "10 to 20 Mbit/s", "10Mbps 초과 20Mbps 이하"),
        choice_in("50", "20 to 50 Mbit/s", "20Mbps 초과 50Mbps 이하"),
    ],
)
.doc(
    "Largest bitrate of input and AVC outputs.",
    "입력과 AVC 출력의 최대 비트레이트입니다.",
);

/// Frame rate.
pub static FRAME_RATE: Property = Property::choice(
    "frame_rate",
    both("Frames per second", "초당 프레임"),
    "30",
    &[
        choice_in("30", "Up to 30", "30 이하"),
        choice_in("60", "30 to 60", "30~60"),
    ],
)
.doc("Frame rate of the outputs.", "출력의 프레임 속도입니다.");

/// Running hours.
pub static HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which the channel runs; all of the month if empty.",
    "채널이 실행되는 월 시간입니다. 비워 두면 한 달 내내입니다.",
);

const fn outputs(name: &'static str, en: &'static str, ko: &'static str, default: f64) -> Property {
    Property::count(name, both(en, ko), units::OUTPUTS, default, 0.0, 50.0)
        .doc("Renditions of this size.", "이 크기의 출력 수입니다.")
}

/// SD outputs.
pub static SD: Property = outputs("sd_outputs", "SD outputs", "SD 출력", 2.0);
/// HD outputs.
pub static HD: Property = outputs("hd_outputs", "HD outputs", "HD 출력", 1.0);

fn is_standard(item: &Item<'_>) -> bool {
    item.text(&CLASS) == "STANDARD"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(item.number(&SD) + item.number(&HD), 0);
    match language {
        Language::English => format!("{count} outputs"),
        Language::Korean => format!("출력 {count}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let hours = item
        .typed(&HOURS)
        .map_or(cx.hours, |hours| hours.min(cx.hours));
    let pipeline = if is_standard(item) {
        "standard"
    } else {
        "single"
    };
    let codec = item.text(&CODEC);
    let query = |what, resolution: &str| {
        Query::new("medialive", what)
            .with("codec", codec)
            .with("pipeline", pipeline)
            .with("resolution", resolution)
    };
    bill.charge(
        "input",
        both("Input", "입력"),
        Amount::plain(hours, units::HOURS),
        query("input_hour", item.text(&INPUT_RESOLUTION)).with("mbps", item.text(&BITRATE)),
    );
    for (key, name, resolution, property) in [
        ("sd", both("SD outputs", "SD 출력"), "sd", &SD),
        ("hd", both("HD outputs", "HD 출력"), "hd", &HD),
    ] {
        let count = item.number(property);
        if count == 0.0 {
            continue;
        }
        let mut query = query("output_hour", resolution).with("fps", item.text(&FRAME_RATE));
        if codec == "avc" {
            query = query.with("mbps", item.text(&BITRATE));
        }
        bill.charge(
            key,
            name,
            Amount::hours(count, units::OUTPUTS, hours),
            query,
        );
    }
}

/// MediaLive channel.
pub static KIND: Kind = Kind {
    name: "medialive_channel",
    title: both(
        "AWS Elemental MediaLive channel",
        "AWS Elemental MediaLive 채널",
    ),
    short: both("MediaLive", "MediaLive"),
    doc: both(
        "Encodes live video for broadcast and streaming. One pays for the hours of inputs and outputs while it runs.",
        "방송과 스트리밍용 라이브 영상을 인코딩합니다. 실행되는 동안 입력과 출력의 시간에 요금을 냅니다.",
    ),
    category: Category::Media,
    service: "AWS Elemental MediaLive",
    spend: Spend::Other,
    glyph: glyph::VIDEO_CAMERA,
    monogram: "EML",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_medialive_channel"],
    cloudformation: &["AWS::MediaLive::Channel"],
    drawio: "elemental_medialive",
    keywords: &["live", "video", "encode", "broadcast", "라이브", "방송"],
    properties: &[
        &CLASS,
        &CODEC,
        &INPUT_RESOLUTION,
        &BITRATE,
        &FRAME_RATE,
        &HOURS,
        &SD,
        &HD,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn inputs_and_outputs_by_the_hour() {
        let lines = Bench::new("medialive_channel")
            .with("running_hours", 100.0)
            .with("sd_outputs", 0.0)
            .lines();
        // HD AVC up to 10 Mbit/s in Seoul: input 100 h x 0.312 $, output up to 30 frames 100 h x 0.93 $.
        near(lines.usd("input"), 31.2);
        near(lines.usd("hd"), 93.0);
    }

    #[test]
    fn one_pipeline_is_cheaper() {
        let of = |class: &str| {
            let bench = Bench::new("medialive_channel").with("channel_class", class);
            let lines = bench.lines();
            assert!(lines.missing().is_empty());
            lines.total()
        };
        assert!(of("SINGLE_PIPELINE") < of("STANDARD"));
    }
}
