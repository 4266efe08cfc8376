//! AWS License Manager: counts licences in use. Free.
//!
//! Semantics: AWS License Manager pricing: no additional charge.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice("vCPU", "vCPU"),
    choice_in("Core", "Core", "코어"),
    choice_in("Socket", "Socket", "소켓"),
    choice_in("Instance", "Instance", "인스턴스"),
];

/// Licences.
pub static COUNT: Property = Property::optional_count(
    "license_count",
    both("Licences", "라이선스 수"),
    units::ITEMS,
    0.0,
    10000000.0,
)
.doc(
    "Licences that may be in use.",
    "사용할 수 있는 라이선스 수입니다.",
);

/// Counted by.
pub static TYPE: Property = Property::choice(
    "license_counting_type",
    both("Counted by", "계산 기준"),
    "vCPU",
    TYPES,
)
.doc("What a licence counts.", "라이선스를 세는 기준입니다.");

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&TYPE);
    let chosen = TYPES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "license_configuration",
        both("License configuration", "라이선스 구성"),
        Amount::plain(1.0, units::ITEMS),
        both("License Manager is free", "License Manager는 무료입니다"),
    );
}

/// License Manager.
pub static KIND: Kind = Kind {
    name: "licensemanager_license_configuration",
    title: both("AWS License Manager", "AWS License Manager"),
    short: both("Licences", "라이선스"),
    doc: both(
        "Watches how many licences of other vendors are in use. Free.",
        "다른 업체의 라이선스가 얼마나 사용 중인지 감시합니다. 무료입니다.",
    ),
    category: Category::Management,
    service: "AWS License Manager",
    spend: Spend::Other,
    glyph: glyph::IDENTIFICATION_CARD,
    monogram: "LIC",
    scope: Scope::Regional,
    terraform: &["aws_licensemanager_license_configuration"],
    imports: &[Import::of("aws_licensemanager_license_configuration")],
    cloudformation: &["AWS::LicenseManager::License"],
    keywords: &["license", "byol", "oracle", "라이선스", "사용권"],
    properties: &[&TYPE, &COUNT],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn counting_is_free() {
        let bench = Bench::new("licensemanager_license_configuration").with("license_count", 16.0);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "vCPU");
    }
}
