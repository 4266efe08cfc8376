//! AWS Systems Manager activation of servers outside AWS: the standard tier is free, the advanced tier by the hour.
//!
//! Semantics: AWS Systems Manager pricing page; `pricing/systems_manager.csv`. The standard tier takes 1,000
//! servers in an account and Region.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Problem, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const TIERS: &[Choice] = &[
    choice_in("standard", "Standard", "표준"),
    choice_in("advanced", "Advanced", "고급"),
];

/// Instance tier.
pub static TIER: Property = Property::choice(
    "instance_tier",
    both("Instance tier", "인스턴스 티어"),
    "standard",
    TIERS,
)
.doc(
    "The advanced tier is for more than 1,000 servers and for Session Manager on them.",
    "고급 티어는 1,000대가 넘거나 Session Manager로 접속할 때 필요합니다.",
);

/// Managed servers.
pub static INSTANCES: Property = Property::count(
    "instances",
    both("Managed servers", "관리형 서버"),
    units::INSTANCES,
    1.0,
    0.0,
    100000.0,
)
.doc(
    "Servers and devices outside AWS that are registered.",
    "등록한 AWS 외부 서버와 디바이스 수입니다.",
);

/// Registration limit.
pub static LIMIT: Property = Property::optional_count(
    "registration_limit",
    both("Registration limit", "등록 한도"),
    units::INSTANCES,
    1.0,
    100000.0,
)
.doc(
    "Servers that may register with the activation; more than 1,000 need the advanced tier.",
    "이 활성화로 등록할 수 있는 서버 수입니다. 1,000대를 넘으면 고급 티어가 필요합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&INSTANCES);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 server".to_owned(),
        Language::English => format!("{figure} servers"),
        Language::Korean => format!("서버 {figure}대"),
    }
}

/// Whether the servers are billed: the tier, or more of them than the standard tier takes.
fn is_advanced(item: &Item<'_>) -> bool {
    item.text(&TIER) == "advanced" || item.number(&LIMIT) > STANDARD_MOST
}

/// Most servers of the standard tier.
const STANDARD_MOST: f64 = 1000.0;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let count = cx.item.number(&INSTANCES);
    let name = both("Managed servers", "관리형 서버");
    if is_advanced(&cx.item) {
        let amount = Amount::hours(count, units::INSTANCES, cx.hours);
        let price = Query::new("systems_manager", "instance_advanced_per_hrs");
        bill.charge("instances", name, amount, price);
    } else {
        let reason = both("the standard tier is free", "표준 티어는 무료입니다");
        bill.free(
            "instances",
            name,
            Amount::plain(count, units::INSTANCES),
            reason,
        );
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if !is_advanced(item) && item.number(&INSTANCES) > STANDARD_MOST {
        problems.push(Problem::of(
            &INSTANCES,
            "the standard tier takes 1,000 servers: set `instance_tier` to `advanced`",
            "표준 티어는 1,000대까지입니다. `instance_tier`를 `advanced`로 설정하세요",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if let Some(tier) = resource.usage().text("instance_tier") {
        match tier.to_ascii_lowercase().as_str() {
            known @ ("standard" | "advanced") => draft.set(&TIER, known),
            _ => draft.refuse(
                "instance_tier",
                format!("`instance_tier` is `{tier}`, expected `standard` or `advanced`"),
            ),
        }
    }
    // How many servers register is usage; the resource does not say it.
    draft.set(
        &INSTANCES,
        resource.usage().number("instances").unwrap_or(0.0),
    );
}

/// Systems Manager activation.
pub static KIND: Kind = Kind {
    name: "ssm_activation",
    title: both(
        "AWS Systems Manager activation",
        "AWS Systems Manager 활성화",
    ),
    short: both("Activation", "활성화"),
    doc: both(
        "Registers servers outside AWS with Systems Manager. Free in the standard tier, by \
         the hour in the advanced tier.",
        "AWS 외부 서버를 Systems Manager에 등록합니다. 표준 티어는 무료이며 고급 티어는 시간 \
         단위로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::DESKTOP_TOWER,
    monogram: "SSM",
    scope: Scope::Regional,
    terraform: &["aws_ssm_activation"],
    imports: &[Import::of("aws_ssm_activation").read(read)],
    drawio: "systems_manager",
    keywords: &[
        "hybrid",
        "on-premises",
        "managed instance",
        "하이브리드",
        "온프레미스",
    ],
    properties: &[&TIER, &INSTANCES, &LIMIT],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_hundred_servers_in_both_tiers() {
        let bench = || Bench::new("ssm_activation").with("instances", 100.0);
        assert_eq!(bench().lines().total(), 0.0);
        // 100 x 730 h x $0.00695.
        near(
            bench().with("instance_tier", "advanced").lines().total(),
            507.35,
        );
        near(
            bench().with("registration_limit", 1001.0).lines().total(),
            507.35,
        );
        near(
            bench().with("registration_limit", 1000.0).lines().total(),
            0.0,
        );
    }

    #[test]
    fn the_standard_tier_ends_at_a_thousand() {
        let problems = |count: f64| {
            Bench::new("ssm_activation")
                .with("instances", count)
                .problems()
                .len()
        };
        assert_eq!([problems(1000.0), problems(1001.0)], [0, 1]);
    }
}
