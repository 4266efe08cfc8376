//! Amazon Rekognition: images or minutes of video that are looked at.
//!
//! Semantics: Amazon Rekognition pricing page: group 1 APIs compare and search faces, group 2 APIs find labels, text, faces and unsafe content.

use super::asked::{self, Asked};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "api",
    both("Analysis", "분석"),
    "labels",
    &[
        choice_in("labels", "Labels, text, moderation", "레이블, 텍스트, 조정"),
        choice_in("faces", "Face search and comparison", "얼굴 검색과 비교"),
        choice_in("video", "Stored video", "저장된 비디오"),
    ],
)
.doc("What is looked for. Faces that are compared or searched are API group 1, labels, text and moderation group 2.", "분석할 내용입니다. 얼굴 비교와 검색은 API 그룹 1, 레이블, 텍스트, 조정은 그룹 2입니다.");

/// Size of a request.
pub static EACH: Property = Property::number(
    "units_per_request",
    both("Images or minutes per request", "요청당 이미지 또는 분"),
    units::UNITS,
    1.0,
    0.0,
    1e9,
)
.doc(
    "Images, or minutes of video, that one request looks at.",
    "요청 하나가 분석하는 이미지 수 또는 비디오 분입니다.",
);

/// Billed units of the month.
pub static UNITS: Property = Property::usage(
    "units",
    both("Images or minutes", "이미지 또는 분"),
    units::UNITS,
)
.doc(
    "Images, or minutes of video, in a month. Derived from incoming requests.",
    "월 이미지 수 또는 비디오 분입니다. 들어오는 요청에서 계산합니다.",
);

static ASKED: Asked = Asked {
    charge: (
        "analysis",
        both("Images or minutes analysed", "이미지 또는 분 분석"),
    ),
    service: "rekognition",
    feature: &FEATURE,
    priced_as: &[
        (
            "labels",
            "rekognition_image_api_per_images_processed_group2",
        ),
        ("faces", "rekognition_image_api_per_images_processed_group1"),
        ("video", "archived_content_per_minutes_processed"),
    ],
    size: &EACH,
    billed: asked::as_it_is,
    month: &UNITS,
};

fn key_fact(item: &Item<'_>, language: Language) -> String {
    ASKED.key_fact(item, language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    ASKED.bill(cx, bill);
}

/// Rekognition.
pub static KIND: Kind = Kind {
    name: "rekognition",
    title: both("Amazon Rekognition", "Amazon Rekognition"),
    short: both("Rekognition", "Rekognition"),
    doc: both(
        "Finds objects, faces, text and unsafe content in images and videos. One pays by the image or the minute.",
        "이미지와 비디오에서 사물, 얼굴, 텍스트, 유해 콘텐츠를 찾습니다. 이미지 또는 분마다 요금을 냅니다.",
    ),
    service: "Amazon Rekognition",
    glyph: glyph::SCAN_SMILEY,
    monogram: "REK",
    terraform: &["aws_rekognition_collection"],
    cloudformation: &["AWS::Rekognition::Collection"],
    drawio: "rekognition_2",
    keywords: &["image", "face", "vision", "moderation", "이미지", "얼굴"],
    endpoint_service: "rekognition",
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
    fn images_and_minutes() {
        let images = |count: f64| {
            Bench::new("rekognition").region("us-east-1").incoming(
                "lambda_function",
                count,
                1.0,
                1.0,
            )
        };
        // 1 M x 0.001 $ and 2 M x 0.0008 $.
        near(images(3e6).lines().total(), 2_600.0);
        let video = images(100.0)
            .with("api", "video")
            .with("units_per_request", 10.0);
        // 1,000 min x 0.10 $.
        near(video.lines().total(), 100.0);
    }
}
