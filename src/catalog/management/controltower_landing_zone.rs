//! AWS Control Tower landing zone: free itself; what it switches on is billed by its own service.
//!
//! Semantics: AWS Control Tower pricing page: Config, CloudTrail, Service Catalog, VPCs and buckets that it makes
//! are billed.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Accounts governed.
pub static ACCOUNTS: Property = Property::count(
    "governed_accounts",
    both("Accounts governed", "관리 계정"),
    units::ACCOUNTS,
    3.0,
    1.0,
    10000.0,
)
.doc(
    "Accounts under its controls; each records configuration items with AWS Config.",
    "제어를 적용하는 계정 수입니다. 계정마다 AWS Config가 구성 항목을 기록합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&ACCOUNTS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 account".to_owned(),
        Language::English => format!("{figure} accounts"),
        Language::Korean => format!("계정 {figure}개"),
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "landing_zone",
        both("Landing zone", "랜딩 존"),
        Amount::plain(1.0, units::ITEMS),
        both(
            "Control Tower is free; draw the Config recorders and trails that it switches on",
            "Control Tower는 무료입니다. 함께 켜지는 Config 레코더와 추적은 따로 그리세요",
        ),
    );
}

/// Control Tower.
pub static KIND: Kind = Kind {
    name: "controltower_landing_zone",
    title: both("AWS Control Tower", "AWS Control Tower"),
    short: both("Control Tower", "Control Tower"),
    doc: both(
        "Sets up accounts with guardrails, logging and sign-in. Free; the services that it \
         switches on are billed.",
        "가드레일, 로깅, 로그인을 갖춘 계정을 구성합니다. 자체는 무료이며 함께 켜지는 \
         서비스가 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Control Tower",
    spend: Spend::Other,
    glyph: glyph::STEERING_WHEEL,
    monogram: "CT",
    scope: Scope::Global,
    terraform: &["aws_controltower_landing_zone"],
    imports: &[Import::of("aws_controltower_landing_zone")],
    cloudformation: &["AWS::ControlTower::LandingZone"],
    drawio: "control_tower",
    keywords: &[
        "landing zone",
        "guardrail",
        "accounts",
        "랜딩 존",
        "가드레일",
    ],
    properties: &[&ACCOUNTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn the_landing_zone_is_free() {
        let bench = Bench::new("controltower_landing_zone");
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "3 accounts");
    }
}
