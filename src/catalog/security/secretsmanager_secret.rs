//! AWS Secrets Manager: a price a month for each secret and a price for each API call.
//!
//! Semantics: AWS Secrets Manager pricing page; `pricing/README.md`, Secrets Manager rows.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Number of secrets.
pub static SECRETS: Property = Property::count(
    "secrets",
    both("Secrets", "보안 암호 수"),
    units::SECRETS,
    1.0,
    1.0,
    500_000.0,
)
.doc(
    "How many secrets the tile stands for.",
    "이 타일이 나타내는 보안 암호의 수입니다.",
);

/// Copies in other Regions.
pub static REPLICA_REGIONS: Property = Property::count(
    "replica_regions",
    both("Replica Regions", "복제 리전 수"),
    units::NONE,
    0.0,
    0.0,
    30.0,
)
.doc(
    "Each replica of a secret is billed as a secret.",
    "보안 암호의 복제본은 각각 보안 암호 하나로 과금됩니다.",
);

/// Whether callers keep the value.
pub static CLIENT_CACHE: Property = Property::flag(
    "client_cache",
    both("Callers keep the value", "호출자가 값을 보관"),
    true,
)
.doc(
    "With AWS's caching client each caller instance asks once an hour (its default); without it every request asks.",
    "AWS 캐싱 클라이언트를 쓰면 호출 인스턴스마다 한 시간에 한 번(기본값)만 호출하고, 쓰지 않으면 요청마다 호출합니다.",
);

/// API calls in the month.
pub static API_CALLS: Property = Property::usage(
    "api_requests",
    both("API calls", "API 호출"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Derived from incoming connections: one an hour for each instance of a caller, at most one for each request.",
    "들어오는 연결로 계산합니다. 호출자의 인스턴스마다 한 시간에 한 번이며, 요청 수를 넘지 않습니다.",
);

/// Automatic rotation.
pub static ROTATION: Property =
    Property::flag("rotation", both("Automatic rotation", "자동 교체"), false)
        .doc(
            "A function changes the password on a schedule.",
            "함수가 일정에 따라 암호를 바꿉니다.",
        )
        .secondary();

/// Days in which a deleted secret can be brought back (service-facts: 30, 7 at least).
pub static RECOVERY_WINDOW: Property = Property::count(
    "recovery_window_in_days",
    both("Recovery window", "복구 기간"),
    units::DAYS,
    30.0,
    0.0,
    30.0,
)
.doc(
    "Days in which a deleted secret can be restored: 7 to 30, or 0 to delete at once.",
    "삭제한 보안 암호를 복원할 수 있는 기간입니다. 7~30일이며, 0이면 즉시 삭제됩니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&SECRETS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 secret".to_owned(),
        Language::English => format!("{figure} secrets"),
        Language::Korean => format!("보안 암호 {figure}개"),
    }
}

fn derived_calls(cx: &BillCx<'_>) -> f64 {
    let cached = cx.item.flag(&CLIENT_CACHE);
    let calls = cx.flows.incoming.iter().map(|flow| {
        if !cached {
            return flow.requests;
        }
        let instances =
            Item::of(cx.item.design, &flow.from).map_or(1.0, |peer| peer.instances().max(1.0));
        flow.requests.min(instances * cx.hours)
    });
    calls.sum()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let secrets = cx.item.number(&SECRETS);
    let replicas = cx.item.number(&REPLICA_REGIONS);
    let amount = if replicas > 0.0 {
        Amount::product(
            units::SECRETS,
            &[(secrets, units::SECRETS), (1.0 + replicas, units::NONE)],
        )
    } else {
        Amount::plain(secrets, units::SECRETS)
    };
    bill.charge(
        "secrets",
        both("Secrets", "보안 암호"),
        amount,
        Query::new("secrets_manager", "secret_month"),
    );
    bill.usage(
        "api_calls",
        both("API calls", "API 호출"),
        cx.usage(&API_CALLS, derived_calls(cx)),
        units::REQUESTS,
        Query::new("secrets_manager", "api_request"),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<crate::catalog::Problem>) {
    let days = item.number(&RECOVERY_WINDOW);
    if days > 0.0 && days < 7.0 {
        problems.push(crate::catalog::Problem::of(
            &RECOVERY_WINDOW,
            "the recovery window is 0 or 7 to 30 days",
            "복구 기간은 0일이거나 7~30일입니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&REPLICA_REGIONS, resource.blocks("replica").len() as f64);
    let rotations = resource.referring("aws_secretsmanager_secret_rotation", "secret_id");
    draft.set(&ROTATION, !rotations.is_empty());
}

/// Secrets Manager secret.
pub static KIND: Kind = Kind {
    name: "secretsmanager_secret",
    endpoint_service: "secretsmanager",
    title: both(
        "AWS Secrets Manager secret",
        "AWS Secrets Manager 보안 암호",
    ),
    short: both("Secret", "보안 암호"),
    doc: both(
        "Passwords and API keys kept out of code, with rotation. One pays for each secret a month and for API calls.",
        "암호와 API 키를 코드 밖에 보관하고 교체합니다. 보안 암호마다 월 요금과 API 호출 요금을 냅니다.",
    ),
    category: Category::Security,
    service: "AWS Secrets Manager",
    spend: Spend::Other,
    glyph: glyph::PASSWORD,
    monogram: "",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_secretsmanager_secret"],
    imports: &[Import::of("aws_secretsmanager_secret")
        .usage(&[("monthly_requests", &API_CALLS)])
        .read(read)],
    cloudformation: &["AWS::SecretsManager::Secret"],
    drawio: "secrets_manager",
    keywords: &["password", "credential", "rotation", "암호", "자격 증명"],
    port: Some(443),
    properties: &[
        &SECRETS,
        &REPLICA_REGIONS,
        &CLIENT_CACHE,
        &API_CALLS,
        &ROTATION,
        &RECOVERY_WINDOW,
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
    fn callers_that_keep_the_value_ask_once_an_hour() {
        let bench = Bench::new("secretsmanager_secret")
            .with("secrets", 3.0)
            .incoming("db_instance", 1e6, 1.0, 1.0);
        let lines = bench.lines();
        // 3 x 0.40 $; one instance x 730 h x 0.000005 $.
        near(lines.usd("secrets"), 1.2);
        near(lines.usd("api_calls"), 730.0 * 0.000_005);
        // 1,000,000 calls x 0.000005 $ = 5 $.
        near(
            bench.with("client_cache", false).lines().usd("api_calls"),
            5.0,
        );
    }

    #[test]
    fn the_recovery_window_is_a_week_or_none() {
        let window = |days: f64| {
            let bench = Bench::new("secretsmanager_secret");
            bench.with("recovery_window_in_days", days).problems().len()
        };
        assert_eq!([window(0.0), window(3.0), window(7.0)], [0, 1, 0]);
    }
}
