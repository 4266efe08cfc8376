//! AWS Certificate Manager certificate: public ones are free, private ones are billed by the private CA that issues
//! them.
//!
//! Semantics: ACM and AWS Private CA pricing pages; `pricing/private_ca.csv`. The price of exportable public
//! certificates is in no source here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice_in("public", "Public", "공인"),
    choice_in("private", "From a private CA", "사설 CA 발급"),
    choice_in("imported", "Imported", "가져온 인증서"),
];

const VALIDATIONS: &[Choice] = &[
    choice("DNS", "DNS"),
    choice_in("EMAIL", "Mail", "이메일"),
    choice("HTTP", "HTTP"),
    choice_in("NONE", "None", "없음"),
];

/// Certificate.
pub static TYPE: Property = Property::choice(
    "certificate_type",
    both("Certificate", "인증서"),
    "public",
    TYPES,
)
.doc(
    "Public certificates are free; a private CA bills each one that it issues.",
    "공인 인증서는 무료이며, 사설 CA는 발급할 때마다 과금합니다.",
);

/// Certificates.
pub static CERTIFICATES: Property = Property::count(
    "certificates",
    both("Certificates", "인증서 수"),
    units::CERTIFICATES,
    1.0,
    1.0,
    1000000.0,
)
.doc(
    "How many certificates the tile stands for; private ones are billed when they are issued \
     or renewed.",
    "이 타일이 나타내는 인증서 수입니다. 사설 인증서는 발급하거나 갱신할 때 과금됩니다.",
);

/// Exportable.
pub static EXPORTABLE: Property =
    Property::flag("exportable", both("Exportable", "내보내기 가능"), false)
        .doc(
            "The private key may leave ACM, for servers of your own; AWS charges for each name.",
            "개인 키를 내보내 자체 서버에서 사용할 수 있습니다. 이름마다 요금이 듭니다.",
        )
        .when(is_public);

/// Domain name.
pub static DOMAIN: Property = Property::text("domain_name", both("Domain name", "도메인 이름"), "")
    .doc(
        "Name that the certificate is for, for example `*.example.com`.",
        "인증서의 도메인 이름입니다. 예: `*.example.com`.",
    )
    .secondary();

/// Validation.
pub static VALIDATION: Property = Property::choice(
    "validation_method",
    both("Validation", "검증 방법"),
    "DNS",
    VALIDATIONS,
)
.doc(
    "Certificates validated by DNS renew themselves.",
    "DNS로 검증한 인증서는 자동으로 갱신됩니다.",
)
.when(is_public)
.secondary();

fn is_public(item: &Item<'_>) -> bool {
    item.text(&TYPE) == "public"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&TYPE);
    let chosen = TYPES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let name = both("Certificates", "인증서");
    let amount = Amount::plain(item.number(&CERTIFICATES), units::CERTIFICATES);
    match item.text(&TYPE) {
        "private" => {
            bill.charge(
                "certificate",
                name,
                amount,
                Query::new("private_ca", "certificate_issued"),
            );
        }
        "imported" => {
            let reason = both(
                "imported certificates are free",
                "가져온 인증서는 무료입니다",
            );
            bill.free("certificate", name, amount, reason);
        }
        _ if item.flag(&EXPORTABLE) => {
            bill.missing("certificate", name, amount, "acm exportable_certificate");
        }
        _ => {
            let reason = both("public certificates are free", "공인 인증서는 무료입니다");
            bill.free("certificate", name, amount, reason);
        }
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.has("certificate_authority_arn")
        || resource.references("certificate_authority_arn") > 0
    {
        draft.set(&TYPE, "private");
    } else if resource.has("certificate_body") {
        draft.set(&TYPE, "imported");
    }
    draft.set(
        &EXPORTABLE,
        resource.text("options.export") == Some("ENABLED"),
    );
}

/// Certificate Manager certificate.
pub static KIND: Kind = Kind {
    name: "acm_certificate",
    title: both(
        "AWS Certificate Manager certificate",
        "AWS Certificate Manager 인증서",
    ),
    short: both("Certificate", "인증서"),
    doc: both(
        "TLS certificate for load balancers, CloudFront and API Gateway. Public ones are free \
         and renew themselves; private ones are billed when a private CA issues them.",
        "로드 밸런서, CloudFront, API Gateway용 TLS 인증서입니다. 공인 인증서는 무료로 자동 \
         갱신되며, 사설 인증서는 사설 CA가 발급할 때 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS Certificate Manager",
    spend: Spend::Other,
    glyph: glyph::CERTIFICATE,
    monogram: "ACM",
    scope: Scope::Regional,
    terraform: &["aws_acm_certificate"],
    imports: &[Import::of("aws_acm_certificate").read(read)],
    cloudformation: &["AWS::CertificateManager::Certificate"],
    drawio: "certificate_manager_3",
    keywords: &["tls", "ssl", "https", "acm", "보안 인증서"],
    properties: &[&TYPE, &CERTIFICATES, &EXPORTABLE, &DOMAIN, &VALIDATION],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn public_is_free_private_is_billed_when_issued() {
        let bench = || Bench::new("acm_certificate").with("certificates", 2.0);
        assert_eq!(bench().lines().total(), 0.0);
        // 2 x $0.75.
        near(
            bench().with("certificate_type", "private").lines().total(),
            1.5,
        );
        assert_eq!(
            bench().with("certificate_type", "imported").lines().total(),
            0.0
        );
        assert_eq!(
            bench().with("exportable", true).lines().missing(),
            ["certificate"]
        );
    }
}
