//! AWS Systems Manager parameter: standard ones are free, advanced ones by the hour, calls at higher throughput by
//! the call.
//!
//! Semantics: AWS Systems Manager pricing page; `pricing/systems_manager.csv`. Calls of advanced parameters are
//! billed at any throughput, calls of standard parameters only with higher throughput switched on.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const TIERS: &[Choice] = &[
    choice_in("Standard", "Standard", "표준"),
    choice_in("Advanced", "Advanced", "고급"),
    choice("Intelligent-Tiering", "Intelligent-Tiering"),
];

const THROUGHPUTS: &[Choice] = &[
    choice_in("standard", "Standard", "표준"),
    choice_in("higher", "Higher", "더 높음"),
];

const TYPES: &[Choice] = &[
    choice("String", "String"),
    choice("StringList", "StringList"),
    choice("SecureString", "SecureString"),
];

/// Tier.
pub static TIER: Property = Property::choice("tier", both("Tier", "티어"), "Standard", TIERS).doc(
    "Advanced parameters hold up to 8 KB and can have policies. Intelligent-Tiering makes \
     them advanced only where needed; it is counted as standard.",
    "고급 파라미터는 8KB까지 저장하고 정책을 붙일 수 있습니다. Intelligent-Tiering은 필요할 \
     때만 고급으로 만들며 표준으로 계산합니다.",
);

/// Parameters.
pub static PARAMETERS: Property = Property::count(
    "parameters",
    both("Parameters", "파라미터"),
    units::PARAMETERS,
    1.0,
    1.0,
    100000.0,
)
.doc(
    "How many parameters the tile stands for.",
    "이 타일이 나타내는 파라미터 수입니다.",
);

/// Throughput.
pub static THROUGHPUT: Property = Property::choice(
    "throughput",
    both("Throughput", "처리량"),
    "standard",
    THROUGHPUTS,
)
.doc(
    "Higher throughput is switched on for the Region; then calls are billed.",
    "리전에서 더 높은 처리량을 켜면 호출이 과금됩니다.",
);

/// API interactions.
pub static CALLS: Property = Property::usage(
    "api_interactions",
    both("API interactions", "API 상호 작용"),
    units::CALLS,
)
.doc(
    "Parameters read or written in a month. Derived: the requests of incoming connections.",
    "한 달에 읽거나 쓰는 파라미터 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Hours stored.
pub static HOURS: Property = Property::optional(
    "storage_hours",
    both("Hours stored", "저장 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours that each parameter exists in a month; left out: the whole month.",
    "파라미터가 한 달에 존재하는 시간입니다. 비워 두면 한 달 내내입니다.",
)
.when(is_advanced)
.secondary();

/// Type.
pub static TYPE: Property = Property::choice("type", both("Type", "유형"), "String", TYPES)
    .doc(
        "A `SecureString` is encrypted with a KMS key.",
        "`SecureString`은 KMS 키로 암호화됩니다.",
    )
    .secondary();

fn is_advanced(item: &Item<'_>) -> bool {
    item.text(&TIER) == "Advanced"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&PARAMETERS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 parameter".to_owned(),
        Language::English => format!("{figure} parameters"),
        Language::Korean => format!("파라미터 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let count = item.number(&PARAMETERS);
    let parameters = both("Parameters", "파라미터");
    if is_advanced(item) {
        let hours = item.typed(&HOURS).unwrap_or(cx.hours);
        bill.charge(
            "parameters",
            parameters,
            Amount::hours(count, units::PARAMETERS, hours),
            Query::new("systems_manager", "advanced_parameter"),
        );
    } else {
        let reason = both("standard parameters are free", "표준 파라미터는 무료입니다");
        bill.free(
            "parameters",
            parameters,
            Amount::plain(count, units::PARAMETERS),
            reason,
        );
    }
    let price = match (item.text(&THROUGHPUT), is_advanced(item)) {
        ("higher", _) => "parameter_higher_throughputper_api_request",
        (_, true) => "advanced_parameter_standard_throughput_per_api_request",
        _ => return,
    };
    bill.usage(
        "calls",
        CALLS.title,
        cx.usage(&CALLS, cx.flows.requests()),
        units::CALLS,
        Query::new("systems_manager", price),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // The usage file has `standard`, `advanced` and `higher`; the last two are one setting at AWS.
    if let Some(limit) = resource.usage().text("api_throughput_limit") {
        match limit.to_ascii_lowercase().as_str() {
            "standard" => draft.set(&THROUGHPUT, "standard"),
            "advanced" | "higher" => draft.set(&THROUGHPUT, "higher"),
            _ => draft.refuse(
                "api_throughput_limit",
                format!("`api_throughput_limit` is `{limit}`, expected one of `standard`, `advanced`, `higher`"),
            ),
        }
    }
}

/// Systems Manager parameter.
pub static KIND: Kind = Kind {
    name: "ssm_parameter",
    title: both(
        "AWS Systems Manager parameter",
        "AWS Systems Manager 파라미터",
    ),
    short: both("Parameter", "파라미터"),
    doc: both(
        "Configuration values and secrets by name. Standard parameters are free; advanced \
         ones and calls at higher throughput are billed.",
        "이름으로 찾는 설정 값과 비밀 값입니다. 표준 파라미터는 무료이며, 고급 파라미터와 \
         높은 처리량의 호출이 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::SLIDERS_HORIZONTAL,
    monogram: "SSM",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_ssm_parameter"],
    imports: &[Import::of("aws_ssm_parameter")
        .usage(&[
            ("monthly_api_interactions", &CALLS),
            ("parameter_storage_hrs", &HOURS),
        ])
        .read(read)],
    cloudformation: &["AWS::SSM::Parameter"],
    drawio: "parameter_store",
    keywords: &[
        "parameter store",
        "configuration",
        "secret",
        "파라미터 스토어",
        "설정",
    ],
    endpoint_service: "ssm",
    port: Some(443),
    properties: &[&TIER, &PARAMETERS, &THROUGHPUT, &CALLS, &TYPE, &HOURS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn standard_is_free_advanced_is_billed_by_the_hour() {
        let bench = || {
            Bench::new("ssm_parameter")
                .with("parameters", 10.0)
                .incoming("instance", 1e6, 1.0, 1.0)
        };
        assert_eq!(bench().lines().total(), 0.0);
        let lines = bench().with("tier", "Advanced").lines();
        // 10 x 730 h x $0.00007; 1,000,000 x $0.000005.
        near(lines.usd("parameters"), 0.511);
        near(lines.usd("calls"), 5.0);
        // Higher throughput is billed for standard parameters too.
        near(bench().with("throughput", "higher").lines().total(), 5.0);
    }
}
