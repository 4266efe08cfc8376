//! AWS Private CA: a price a month for the authority, a price for each certificate, and for answers about
//! revocation (OCSP).
//!
//! Semantics: AWS Private CA pricing page; `pricing/private_ca.csv`. Tiers of certificates count over account and
//! Region.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const MODES: &[Choice] = &[
    choice_in("GENERAL_PURPOSE", "General purpose", "범용"),
    choice_in(
        "SHORT_LIVED_CERTIFICATE",
        "Short-lived certificates",
        "단기 인증서",
    ),
];

const TYPES: &[Choice] = &[
    choice_in("ROOT", "Root", "루트"),
    choice_in("SUBORDINATE", "Subordinate", "하위"),
];

/// Mode.
pub static MODE: Property =
    Property::choice("usage_mode", both("Mode", "모드"), "GENERAL_PURPOSE", MODES).doc(
        "An authority for certificates of at most seven days costs an eighth a month.",
        "7일 이하 인증서만 발급하는 CA는 월 요금이 8분의 1입니다.",
    );

/// Certificates issued.
pub static CERTIFICATES: Property = Property::usage(
    "monthly_certificates",
    both("Certificates issued", "발급 인증서"),
    units::CERTIFICATES,
)
.doc(
    "Certificates that the authority issues in a month.",
    "CA가 한 달에 발급하는 인증서 수입니다.",
);

/// OCSP answers.
pub static OCSP: Property = Property::flag("ocsp", both("OCSP answers", "OCSP 응답"), false).doc(
    "AWS answers whether a certificate is revoked; billed by certificates and queries.",
    "인증서 폐지 여부를 AWS가 응답합니다. 인증서 수와 쿼리로 과금됩니다.",
);

/// Certificates with OCSP.
pub static OCSP_CERTIFICATES: Property = Property::usage(
    "ocsp_certificates",
    both("Certificates with OCSP", "OCSP 인증서"),
    units::CERTIFICATES,
)
.doc(
    "Certificates that OCSP answered for in a month.",
    "한 달에 OCSP가 응답한 인증서 수입니다.",
)
.when(|item| item.flag(&OCSP));

/// OCSP queries.
pub static OCSP_QUERIES: Property = Property::usage(
    "ocsp_queries",
    both("OCSP queries", "OCSP 쿼리"),
    units::QUERIES,
)
.doc(
    "Questions to OCSP in a month.",
    "한 달의 OCSP 쿼리 수입니다.",
)
.when(|item| item.flag(&OCSP));

/// Authority.
pub static TYPE: Property =
    Property::choice("type", both("Authority", "인증 기관"), "SUBORDINATE", TYPES)
        .doc(
            "A root should sign only subordinate authorities.",
            "루트 CA는 하위 CA만 서명하는 것이 좋습니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&MODE);
    let chosen = MODES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

static OCSP_METERS: &[Meter] = &[
    Meter::of(
        "ocsp_certificates",
        &OCSP_CERTIFICATES,
        "private_ca",
        "ocsp_response",
    ),
    Meter::of("ocsp_queries", &OCSP_QUERIES, "private_ca", "ocsp_query"),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let short = cx.item.text(&MODE) == "SHORT_LIVED_CERTIFICATE";
    let (authority, certificate) = if short {
        (
            "short_lived_certificate_authority",
            "short_lived_certificate_issued",
        )
    } else {
        ("certificate_authority_paid", "certificate_issued")
    };
    bill.charge(
        "authority",
        both("Private certificate authority", "사설 인증 기관"),
        Amount::plain(1.0, units::MONTHS),
        Query::new("private_ca", authority),
    );
    bill.usage(
        "certificates",
        CERTIFICATES.title,
        cx.usage(&CERTIFICATES, 0.0),
        units::CERTIFICATES,
        Query::new("private_ca", certificate),
    );
    if cx.item.flag(&OCSP) {
        meter::bill(cx, bill, OCSP_METERS);
    }
}

/// Private Certificate Authority.
pub static KIND: Kind = Kind {
    name: "acmpca_certificate_authority",
    title: both(
        "AWS Private Certificate Authority",
        "AWS Private Certificate Authority",
    ),
    short: both("Private CA", "Private CA"),
    doc: both(
        "Certificate authority of your own, for certificates inside the company. One pays a \
         month for the authority and for each certificate that it issues.",
        "사내 인증서를 발급하는 자체 인증 기관입니다. CA마다 월 요금을, 발급하는 인증서마다 \
         요금을 냅니다.",
    ),
    category: Category::Security,
    service: "AWS Private Certificate Authority",
    spend: Spend::Other,
    glyph: glyph::SEAL_CHECK,
    monogram: "PCA",
    scope: Scope::Regional,
    terraform: &["aws_acmpca_certificate_authority"],
    imports: &[Import::of("aws_acmpca_certificate_authority")
        .usage(&[("monthly_requests", &CERTIFICATES)])],
    cloudformation: &["AWS::ACMPCA::CertificateAuthority"],
    drawio: "private_certificate_authority",
    keywords: &[
        "private ca",
        "pki",
        "certificate",
        "사설 인증서",
        "인증 기관",
    ],
    properties: &[
        &MODE,
        &CERTIFICATES,
        &OCSP,
        &OCSP_CERTIFICATES,
        &OCSP_QUERIES,
        &TYPE,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn certificates_in_tiers() {
        let bench = || Bench::new("acmpca_certificate_authority");
        // $400 + 1,000 x $0.75 + 9,000 x $0.35 + 10,000 x $0.001 = $4,310.
        near(
            bench()
                .with("monthly_certificates", 20_000.0)
                .lines()
                .total(),
            4310.0,
        );
        let short = bench()
            .with("usage_mode", "SHORT_LIVED_CERTIFICATE")
            .with("monthly_certificates", 100.0);
        // $50 + 100 x $0.058.
        near(short.lines().total(), 55.8);
        assert_eq!(short.key_fact(), "Short-lived certificates");
    }

    #[test]
    fn answers_about_revocation() {
        let lines = Bench::new("acmpca_certificate_authority")
            .with("ocsp", true)
            .with("ocsp_certificates", 10.0)
            .with("ocsp_queries", 1e6)
            .lines();
        // 10 x $0.06; 1,000,000 x $0.000002.
        near(lines.usd("ocsp_certificates"), 0.6);
        near(lines.usd("ocsp_queries"), 2.0);
    }
}
