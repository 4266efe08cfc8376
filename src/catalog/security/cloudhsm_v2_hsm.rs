//! AWS CloudHSM: hardware security modules by the hour.
//!
//! Semantics: AWS CloudHSM pricing page; `pricing/cloudhsm.csv`. A cluster wants two modules in different zones at
//! least.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const TYPES: &[Choice] = &[
    choice("hsm1.medium", "hsm1.medium"),
    choice("hsm2m.medium", "hsm2m.medium"),
];

/// HSMs.
pub static HSMS: Property =
    Property::count("hsms", both("HSMs", "HSM 수"), units::HSMS, 1.0, 1.0, 28.0).doc(
        "Modules that the tile stands for; two in different zones survive the loss of one.",
        "이 타일이 나타내는 모듈 수입니다. 서로 다른 영역에 두 개를 두면 하나를 잃어도 동작합니다.",
    );

/// Hours on.
pub static HOURS: Property = Property::optional(
    "monthly_hours",
    both("Hours on", "가동 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours that each module runs in a month; left out: the whole month.",
    "모듈이 한 달에 가동되는 시간입니다. 비워 두면 한 달 내내입니다.",
);

/// HSM type.
pub static TYPE: Property = Property::choice(
    "hsm_type",
    both("HSM type", "HSM 유형"),
    "hsm2m.medium",
    TYPES,
)
.doc(
    "Type of the modules; both have the same price.",
    "모듈의 유형입니다. 두 유형의 요금은 같습니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&HSMS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 HSM".to_owned(),
        Language::English => format!("{figure} HSMs"),
        Language::Korean => format!("HSM {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let hours = cx.item.typed(&HOURS).unwrap_or(cx.hours);
    bill.charge(
        "hsm",
        both("HSM hours", "HSM 시간"),
        Amount::hours(cx.item.number(&HSMS), units::HSMS, hours),
        Query::new("cloudhsm", "cloudhsm_hourly"),
    );
}

/// CloudHSM.
pub static KIND: Kind = Kind {
    name: "cloudhsm_v2_hsm",
    title: both("AWS CloudHSM", "AWS CloudHSM"),
    short: both("CloudHSM", "CloudHSM"),
    doc: both(
        "Hardware that keeps keys which AWS cannot read, in your VPC. Billed by the hour for \
         each module.",
        "AWS도 읽을 수 없는 키를 보관하는 VPC 안의 하드웨어입니다. 모듈마다 시간 단위로 \
         과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS CloudHSM",
    spend: Spend::Other,
    glyph: glyph::VAULT,
    monogram: "HSM",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_cloudhsm_v2_hsm"],
    imports: &[Import::of("aws_cloudhsm_v2_hsm").usage(&[("monthly_hrs", &HOURS)])],
    cloudformation: &["AWS::CloudHSM::Hsm"],
    drawio: "cloudhsm",
    keywords: &["hsm", "hardware", "key", "하드웨어 보안 모듈", "키"],
    properties: &[&HSMS, &HOURS, &TYPE],
    instances: |item| item.number(&HSMS),
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_modules_in_seoul() {
        let bench = Bench::new("cloudhsm_v2_hsm").with("hsms", 2.0);
        // 2 x 730 h x $1.54.
        near(bench.lines().total(), 2248.4);
        assert_eq!(bench.key_fact(), "2 HSMs");
        // A hundred hours each.
        near(bench.with("monthly_hours", 100.0).lines().total(), 308.0);
    }
}
