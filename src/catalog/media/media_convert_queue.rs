//! AWS Elemental MediaConvert: minutes of output by codec, resolution, frame rate and quality.
//!
//! Semantics: AWS Elemental MediaConvert pricing page, on-demand: each output by its own minutes; the basic tier has AVC only.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Tier.
pub static TIER: Property = Property::choice(
    "pricing_tier",
    both("Tier", "요금 등급"),
    "basic",
    &[
        choice_in("basic", "Basic", "기본"),
        choice_in("professional", "Professional", "프로페셔널"),
    ],
)
.doc(
    "The professional tier has HEVC, AV1, 4K features, captions and audio processing.",
    "프로페셔널은 HEVC, AV1, 고급 자막과 오디오 처리를 제공합니다.",
);

/// Codec.
pub static CODEC: Property = Property::choice(
    "codec",
    both("Codec", "코덱"),
    "avc",
    &[
        choice("avc", "AVC (H.264)"),
        choice("hevc", "HEVC (H.265)"),
        choice("av1", "AV1"),
    ],
)
.doc(
    "Codec of the outputs. Newer ones need fewer GB and cost more by the minute.",
    "출력 코덱입니다. 새 코덱은 용량이 작지만 분당 요금이 더 높습니다.",
);

/// Frame rate.
pub static FRAME_RATE: Property = Property::choice(
    "frame_rate",
    both("Frames per second", "초당 프레임"),
    "30",
    &[
        choice_in("30", "Up to 30", "30 이하"),
        choice_in("60", "30 to 60", "30~60"),
        choice_in("120", "60 to 120", "60~120"),
    ],
)
.doc("Frame rate of the outputs.", "출력의 프레임 속도입니다.");

/// Quality.
pub static QUALITY: Property = Property::choice(
    "quality",
    both("Encoding", "인코딩"),
    "single",
    &[
        choice_in("single", "Single pass", "단일 패스"),
        choice_in("single-hq", "Single pass HQ", "단일 패스 HQ"),
        choice_in("multi-hq", "Multi-pass HQ", "다중 패스 HQ"),
    ],
)
.doc(
    "More passes give a better picture at the same size and cost more.",
    "패스가 많을수록 같은 크기에서 화질이 좋고 더 비쌉니다.",
);

/// Content.
pub static MINUTES_PER_JOB: Property = Property::number(
    "minutes_per_job",
    both("Length of a video", "영상 길이"),
    units::MINUTES,
    10.0,
    0.0,
    1e5,
)
.doc(
    "Minutes of one video that is converted.",
    "변환하는 영상 하나의 분입니다.",
);

/// Content of the month.
pub static CONTENT: Property = Property::usage(
    "content_minutes",
    both("Content converted", "변환한 콘텐츠"),
    units::MINUTES,
)
.doc(
    "Minutes of video in a month, before the number of outputs. Derived from incoming requests (each starts a job).",
    "출력 수를 곱하기 전 월 영상 분입니다. 들어오는 요청(요청마다 작업 하나)에서 계산합니다.",
);

const fn outputs(name: &'static str, en: &'static str, ko: &'static str, default: f64) -> Property {
    Property::count(name, both(en, ko), units::OUTPUTS, default, 0.0, 50.0).doc(
        "Renditions of this size that each video is converted to.",
        "영상마다 만드는 이 크기의 출력 수입니다.",
    )
}

/// SD outputs.
pub static SD: Property = outputs("sd_outputs", "SD outputs", "SD 출력", 2.0);
/// HD outputs.
pub static HD: Property = outputs("hd_outputs", "HD outputs", "HD 출력", 2.0);
/// 4K outputs.
pub static UHD: Property = outputs("uhd_outputs", "4K outputs", "4K 출력", 0.0);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    item.chosen(&CODEC, language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived = cx.flows.requests() * item.number(&MINUTES_PER_JOB);
    let content = cx.usage(&CONTENT, derived);
    let sizes = [
        ("sd", both("SD outputs", "SD 출력"), "sd", &SD),
        ("hd", both("HD outputs", "HD 출력"), "hd", &HD),
        ("uhd", both("4K outputs", "4K 출력"), "4k", &UHD),
    ];
    for (key, name, resolution, property) in sizes {
        let count = item.number(property);
        if count == 0.0 {
            continue;
        }
        let amount = Amount::product(
            units::MINUTES,
            &[(content.value, units::MINUTES), (count, units::OUTPUTS)],
        );
        let query = Query::new("mediaconvert", "transcode_minute")
            .with("codec", item.text(&CODEC))
            .with("fps", item.text(&FRAME_RATE))
            .with("pass", item.text(&QUALITY))
            .with("resolution", resolution)
            .with("tier", item.text(&TIER));
        bill.charge(key, name, amount, query).from(content.source);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let (codec, quality) = (item.text(&CODEC), item.text(&QUALITY));
    let basic = item.text(&TIER) == "basic";
    if basic && codec != "avc" {
        problems.push(Problem::of(
            &TIER,
            "the basic tier has AVC only",
            "기본 등급은 AVC만 지원합니다",
        ));
    }
    if basic && quality == "multi-hq" {
        problems.push(Problem::of(
            &TIER,
            "multi-pass encoding needs the professional tier",
            "다중 패스 인코딩은 프로페셔널 등급이 필요합니다",
        ));
    }
    if codec == "av1" && quality != "single-hq" {
        problems.push(Problem::of(
            &QUALITY,
            "AV1 is encoded in a single pass of high quality",
            "AV1은 단일 패스 HQ로만 인코딩합니다",
        ));
    }
}

/// MediaConvert queue.
pub static KIND: Kind = Kind {
    name: "media_convert_queue",
    title: both(
        "AWS Elemental MediaConvert queue",
        "AWS Elemental MediaConvert 대기열",
    ),
    short: both("MediaConvert", "MediaConvert"),
    doc: both(
        "Converts video files for all devices. One pays for each minute of output by codec, size and quality.",
        "영상 파일을 모든 기기에 맞게 변환합니다. 코덱, 크기, 품질별로 출력 분마다 요금을 냅니다.",
    ),
    category: Category::Media,
    service: "AWS Elemental MediaConvert",
    spend: Spend::Other,
    glyph: glyph::FILM_STRIP,
    monogram: "EMC",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_media_convert_queue"],
    cloudformation: &["AWS::MediaConvert::Queue"],
    drawio: "elemental_mediaconvert",
    keywords: &["video", "transcode", "vod", "hls", "영상", "트랜스코딩"],
    port: Some(443),
    properties: &[
        &TIER,
        &CODEC,
        &QUALITY,
        &FRAME_RATE,
        &MINUTES_PER_JOB,
        &CONTENT,
        &SD,
        &HD,
        &UHD,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_output_pays_for_its_minutes() {
        let lines = Bench::new("media_convert_queue")
            .incoming("lambda_function", 100.0, 1.0, 1.0)
            .lines();
        // 1,000 min x 2 x 0.0085 $ in SD and x 2 x 0.017 $ in HD (Seoul).
        near(lines.usd("sd"), 17.0);
        near(lines.usd("hd"), 34.0);
        assert!(lines.find("uhd").is_none());
    }

    #[test]
    fn better_codecs_need_the_professional_tier() {
        let hevc = || {
            Bench::new("media_convert_queue")
                .region("us-east-1")
                .with("codec", "hevc")
                .with("sd_outputs", 0.0)
                .with("content_minutes", 500.0)
        };
        assert_eq!(hevc().problems().len(), 1);
        assert_eq!(hevc().lines().missing(), ["hd"]);
        let professional = hevc().with("pricing_tier", "professional");
        assert!(professional.problems().is_empty());
        // 500 min x 2 x 0.048 $.
        near(professional.lines().total(), 48.0);
    }
}
