//! Amazon Transcribe: seconds of speech.
//!
//! Semantics: Amazon Transcribe pricing page: by the second, at least 15 a request; tiers by the account and month.

use super::asked::{self, Asked};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Least that a request is billed for, in seconds.
const LEAST_SECONDS: f64 = 15.0;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "mode",
    both("Mode", "방식"),
    "batch",
    &[
        choice_in("batch", "Batch", "배치"),
        choice_in("streaming", "Streaming", "스트리밍"),
        choice_in("medical", "Medical", "의료"),
    ],
)
.doc(
    "Recorded files, a live stream, or medical dictation.",
    "녹음 파일, 실시간 스트림, 의료 받아쓰기 중 하나입니다.",
);

/// Size of a request.
pub static EACH: Property = Property::number(
    "seconds_per_request",
    both("Seconds per request", "요청당 초"),
    units::SECONDS,
    60.0,
    0.0,
    1e9,
)
.doc(
    "Length of one recording; at least 15 seconds are billed.",
    "녹음 하나의 길이이며 최소 15초가 과금됩니다.",
);

/// Billed units of the month.
pub static UNITS: Property = Property::usage(
    "audio_seconds",
    both("Seconds of speech", "음성 초"),
    units::SECONDS,
)
.doc(
    "Seconds in a month. Derived from incoming requests.",
    "월 음성 초입니다. 들어오는 요청에서 계산합니다.",
);

static ASKED: Asked = Asked {
    charge: ("audio", both("Speech transcribed", "음성 변환")),
    service: "transcribe",
    feature: &FEATURE,
    priced_as: &[
        ("batch", "transcription_job_audio_to_text_per_second"),
        ("streaming", "streaming_stream_to_text_per_second"),
        ("medical", "transcription_job_medical_per_seconds"),
    ],
    size: &EACH,
    billed: |seconds| seconds.max(LEAST_SECONDS),
    month: &UNITS,
};

fn key_fact(item: &Item<'_>, language: Language) -> String {
    ASKED.key_fact(item, language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    ASKED.bill(cx, bill);
}

/// Transcribe.
pub static KIND: Kind = Kind {
    name: "transcribe",
    title: both("Amazon Transcribe", "Amazon Transcribe"),
    short: both("Transcribe", "Transcribe"),
    doc: both(
        "Turns speech into text. One pays by the second.",
        "음성을 텍스트로 변환합니다. 초마다 요금을 냅니다.",
    ),
    service: "Amazon Transcribe",
    glyph: glyph::MICROPHONE,
    monogram: "STT",
    terraform: &["aws_transcribe_vocabulary"],
    drawio: "transcribe",
    keywords: &["speech", "subtitle", "caption", "음성", "자막"],
    endpoint_service: "transcribe",
    properties: &[
        &FEATURE,
        &EACH,
        &UNITS,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    bill,
    ..asked::KIND
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn seconds_in_tiers() {
        let of = |seconds: f64| {
            Bench::new("transcribe")
                .with("seconds_per_request", seconds)
                .incoming("lambda_function", 1e6, 1.0, 1.0)
                .lines()
        };
        // 20 M s: 15 M x 0.0004 $ and 5 M x 0.00025 $.
        near(of(20.0).total(), 7_250.0);
        // Five seconds count as 15: 15 M x 0.0004 $.
        near(of(5.0).total(), 6_000.0);
    }
}
