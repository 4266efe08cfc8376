//! Amazon Cognito user pool: a tiered price for each monthly active user.
//!
//! Semantics: Amazon Cognito pricing page; `pricing/README.md`, Cognito rows. The prices of the Essentials and Plus plans
//! are in no source, so users of these plans come out as missing.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::{Demand, DemandRate, Language};
use crate::pricing::Query;
use crate::text::both;

const PLANS: &[Choice] = &[
    choice("LITE", "Lite"),
    choice("ESSENTIALS", "Essentials"),
    choice("PLUS", "Plus"),
];
const MFA: &[Choice] = &[
    choice_in("OFF", "Off", "끔"),
    choice_in("OPTIONAL", "Optional", "선택"),
    choice_in("ON", "Required", "필수"),
];

/// Feature plan.
pub static TIER: Property = Property::choice(
    "user_pool_tier",
    both("Feature plan", "기능 플랜"),
    "LITE",
    PLANS,
)
.doc(
    "Lite is priced as user pools have been all along; Essentials and Plus add sign-in pages, passwordless and threat protection.",
    "Lite는 기존 사용자 풀과 같은 요금입니다. Essentials와 Plus는 로그인 페이지, 암호 없는 로그인, 위협 보호를 더합니다.",
);

/// Monthly active users. A pool holds 40 million users by default (service-facts: Cognito quota).
pub static MAU: Property = Property::usage(
    "monthly_active_users",
    both("Monthly active users", "월간 활성 사용자"),
    units::USERS,
)
.doc(
    "Users with any sign-in, sign-up or token refresh in the month. Derived: the monthly users of the entries that call the \
     pool, else of all entries of the design.",
    "한 달 동안 로그인, 가입, 토큰 갱신을 한 사용자입니다. 풀을 호출하는 진입점의 월간 사용자로 계산하고, 없으면 설계의 모든 진입점을 \
     사용합니다.",
);

/// Users that come through SAML or OIDC.
pub static FEDERATED: Property = Property::count(
    "federated_users",
    both("SAML or OIDC users", "SAML·OIDC 사용자"),
    units::USERS,
    0.0,
    0.0,
    40_000_000.0,
)
.doc(
    "Monthly active users that sign in through an enterprise identity provider; billed at a price of their own.",
    "기업 자격 증명 공급자로 로그인하는 월간 활성 사용자입니다. 별도 요금이 적용됩니다.",
);

/// Multi-factor authentication.
pub static MFA_CONFIGURATION: Property = Property::choice(
    "mfa_configuration",
    both("MFA", "다중 인증(MFA)"),
    "OFF",
    MFA,
)
.doc(
    "A second factor at sign-in. Text messages for it are billed by SNS.",
    "로그인할 때 두 번째 인증 요소를 요구합니다. 문자 메시지는 SNS 요금으로 과금됩니다.",
)
.secondary();

/// Threat protection.
pub static ADVANCED_SECURITY: Property = Property::flag(
    "advanced_security",
    both("Threat protection", "위협 보호"),
    false,
)
.doc(
    "Detects leaked passwords and risky sign-ins. Part of the Plus plan; pools of the Lite plan pay for each active user.",
    "유출된 암호와 위험한 로그인을 감지합니다. Plus 플랜에 포함되며 Lite 플랜은 활성 사용자마다 과금됩니다.",
)
.secondary();

/// Guests in the identity pool.
pub static GUESTS: Property = Property::flag(
    "allow_unauthenticated",
    both("Guests admitted", "게스트 허용"),
    false,
)
.doc(
    "An identity pool behind it gives AWS credentials to users who have not signed in.",
    "연결된 자격 증명 풀이 로그인하지 않은 사용자에게 AWS 자격 증명을 줍니다.",
)
.secondary();

/// Deletion protection.
pub static DELETION_PROTECTION: Property = Property::flag(
    "deletion_protection",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "The pool cannot be deleted until it is switched off.",
    "끄기 전에는 풀을 삭제할 수 없습니다.",
)
.secondary();

fn monthly_users(demand: Option<&Demand>) -> f64 {
    match demand.map(|demand| demand.rate) {
        Some(DemandRate::MonthlyUsers { users, .. }) => users,
        _ => 0.0,
    }
}

fn derived_users(cx: &BillCx<'_>) -> f64 {
    let design = cx.item.design;
    let mut callers: Vec<_> = cx.flows.incoming.iter().map(|flow| &flow.from).collect();
    callers.sort_unstable();
    callers.dedup();
    let of_callers: f64 = callers
        .iter()
        .filter_map(|id| design.component(id))
        .map(|caller| monthly_users(caller.demand.as_ref()))
        .sum();
    if of_callers > 0.0 {
        return of_callers;
    }
    let entries = design.components.values();
    entries
        .map(|entry| monthly_users(entry.demand.as_ref()))
        .sum()
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let plan = item.text(&TIER);
    PLANS
        .iter()
        .find(|option| option.value == plan)
        .map_or_else(String::new, |option| option.title.en.to_owned())
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let plan = match cx.item.text(&TIER) {
        "ESSENTIALS" => "essentials",
        "PLUS" => "plus",
        _ => "legacy-user-pool",
    };
    let federated = cx.item.number(&FEDERATED);
    let mut users = cx.usage(&MAU, derived_users(cx));
    let all = users.value.max(federated);
    users.value = (users.value - federated).max(0.0);
    bill.usage(
        "users",
        both("Monthly active users", "월간 활성 사용자"),
        users,
        units::USERS,
        Query::new("cognito", "mau").with("plan", plan),
    );
    if federated > 0.0 {
        bill.charge(
            "federated_users",
            both("SAML or OIDC users", "SAML·OIDC 사용자"),
            Amount::plain(federated, units::USERS),
            Query::new("cognito", "mau").with("plan", "saml-oidc-federation"),
        );
    }
    if cx.item.flag(&ADVANCED_SECURITY) && cx.item.text(&TIER) == "LITE" {
        bill_threat_protection(bill, all);
    }
}

/// Users that pay the first price of threat protection (the price row says "first 50,000"). The prices of the tiers up to
/// 10 million users are in no source.
const FIRST_TIER: f64 = 50_000.0;

/// Line for threat protection of a Lite pool; the Plus plan includes it.
fn bill_threat_protection(bill: &mut Bill, users: f64) {
    bill.charge(
        "threat_protection",
        ADVANCED_SECURITY.title,
        Amount::plain(users.min(FIRST_TIER), units::USERS),
        Query::new("cognito", "asf_mau_frist_50000_per_requests"),
    );
    if users > FIRST_TIER {
        bill.missing(
            "threat_protection_tiers",
            both(
                "Threat protection beyond 50,000 users",
                "5만 명을 넘는 사용자의 위협 보호",
            ),
            Amount::plain(users - FIRST_TIER, units::USERS),
            "threat protection of Cognito beyond 50,000 users",
        );
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<crate::catalog::Problem>) {
    if item
        .typed(&MAU)
        .is_some_and(|users| users < item.number(&FEDERATED))
    {
        problems.push(crate::catalog::Problem::of(
            &FEDERATED,
            "more federated users than monthly active users",
            "SAML·OIDC 사용자가 월간 활성 사용자보다 많습니다",
        ));
    }
}

/// Cognito user pool.
pub static KIND: Kind = Kind {
    name: "cognito_user_pool",
    bills_the_design: true,
    title: both("Amazon Cognito user pool", "Amazon Cognito 사용자 풀"),
    short: both("Cognito", "Cognito"),
    doc: both(
        "Sign-up and sign-in for an application's users. One pays for each user that is active in a month.",
        "애플리케이션 사용자의 가입과 로그인을 처리합니다. 한 달 동안 활동한 사용자마다 요금을 냅니다.",
    ),
    category: Category::Security,
    service: "Amazon Cognito",
    spend: Spend::Other,
    glyph: glyph::IDENTIFICATION_CARD,
    monogram: "",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_cognito_user_pool"],
    cloudformation: &["AWS::Cognito::UserPool"],
    drawio: "cognito",
    keywords: &[
        "login",
        "sign-in",
        "oauth",
        "jwt",
        "user pool",
        "로그인",
        "인증",
    ],
    endpoint_service: "cognito-idp",
    port: Some(443),
    is_data_store: true,
    properties: &[
        &TIER,
        &MAU,
        &FEDERATED,
        &MFA_CONFIGURATION,
        &ADVANCED_SECURITY,
        &GUESTS,
        &DELETION_PROTECTION,
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
    fn threat_protection_has_a_price_for_each_user() {
        let bench = || Bench::new("cognito_user_pool").with("advanced_security", true);
        let lines = bench().with("monthly_active_users", 1000.0).lines();
        // 1,000 x 0.05 $.
        near(lines.usd("threat_protection"), 50.0);
        let many = bench().with("monthly_active_users", 60_000.0).lines();
        near(many.usd("threat_protection"), 2500.0);
        assert_eq!(many.missing().len(), 1);
    }

    #[test]
    fn users_are_priced_in_tiers() {
        let bench = Bench::new("cognito_user_pool").with("monthly_active_users", 60_000.0);
        // 50,000 x 0.0055 $ + 10,000 x 0.0046 $ = 275 $ + 46 $.
        near(bench.lines().total(), 321.0);
        // 1,000 of them federated: 50,000 x 0.0055 $ + 9,000 x 0.0046 $ + 1,000 x 0.015 $.
        let federated = bench.with("federated_users", 1_000.0).lines();
        near(federated.total(), 275.0 + 41.4 + 15.0);
    }

    #[test]
    fn plans_without_a_known_price_are_missing() {
        let lines = Bench::new("cognito_user_pool")
            .with("user_pool_tier", "PLUS")
            .with("monthly_active_users", 10.0)
            .lines();
        assert_eq!(lines.missing(), ["users"]);
    }
}
