//! Amazon Textract: pages that are read.
//!
//! Semantics: Amazon Textract pricing page: by the page and what is taken from it; tiers at a million pages a month.

use super::asked::{self, Asked};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "feature",
    both("Feature", "기능"),
    "text",
    &[
        choice_in("text", "Text", "텍스트"),
        choice_in("tables", "Tables", "표"),
        choice_in("forms", "Forms", "양식"),
        choice_in("queries", "Queries", "질의"),
        choice_in("layout", "Layout", "레이아웃"),
        choice_in("signatures", "Signatures", "서명"),
        choice_in("expense", "Invoices and receipts", "청구서와 영수증"),
        choice_in("id", "Identity documents", "신분증"),
    ],
)
.doc(
    "What is taken from a page.",
    "페이지에서 추출하는 내용입니다.",
);

/// Size of a request.
pub static EACH: Property = Property::number(
    "pages_per_request",
    both("Pages per request", "요청당 페이지"),
    units::PAGES,
    1.0,
    0.0,
    1e9,
)
.doc("Pages of one document.", "문서 하나의 페이지 수입니다.");

/// Billed units of the month.
pub static UNITS: Property = Property::usage("pages", both("Pages", "페이지"), units::PAGES).doc(
    "Pages in a month. Derived from incoming requests.",
    "월 페이지 수입니다. 들어오는 요청에서 계산합니다.",
);

static ASKED: Asked = Asked {
    charge: ("pages", both("Pages read", "읽은 페이지")),
    service: "textract",
    feature: &FEATURE,
    priced_as: &[
        ("text", "detectdocumenttext_api_text"),
        ("tables", "analyzedocument_api_tables"),
        ("forms", "analyzedocument_api_forms"),
        ("queries", "analyzedocument_api_queries"),
        ("layout", "analyzedocument_layout_api_layout"),
        ("signatures", "analyzedocument_signatures_api_signatures"),
        ("expense", "analyzeexpense_analyzeexpense_api_expense"),
        ("id", "analyze_id_analyzeid_api_id"),
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

/// Textract.
pub static KIND: Kind = Kind {
    name: "textract",
    title: both("Amazon Textract", "Amazon Textract"),
    short: both("Textract", "Textract"),
    doc: both(
        "Reads text, tables and forms from scanned documents. One pays by the page.",
        "스캔한 문서에서 텍스트, 표, 양식을 추출합니다. 페이지마다 요금을 냅니다.",
    ),
    service: "Amazon Textract",
    glyph: glyph::FILE_MAGNIFYING_GLASS,
    monogram: "OCR",
    drawio: "textract",
    keywords: &["ocr", "document", "scan", "문서", "스캔"],
    endpoint_service: "textract",
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
    fn pages_in_tiers() {
        let pages = |count: f64| {
            Bench::new("textract")
                .region("us-east-1")
                .incoming("lambda_function", count, 1.0, 1.0)
        };
        // 1 M x 0.0015 $ and 0.5 M x 0.0006 $.
        near(pages(1.5e6).lines().total(), 1_800.0);
        // 1,000 x 0.05 $.
        near(
            pages(1_000.0).with("feature", "forms").lines().total(),
            50.0,
        );
    }
}
