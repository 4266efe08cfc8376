//! AWS AppSync API: GraphQL operations, real-time updates and connection minutes, hours of a cache.
//!
//! Semantics: AWS AppSync pricing page. Updates are billed in steps of 5 KB; the memory sizes of the cache are those of
//! the price rows.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Step in KB that real-time updates are billed in.
const UPDATE_KB: f64 = 5.0;
const MINUTES_PER_HOUR: f64 = 60.0;

const AUTHENTICATION: &[Choice] = &[
    choice_in("API_KEY", "API key", "API 키"),
    choice("AWS_IAM", "AWS IAM"),
    choice("AMAZON_COGNITO_USER_POOLS", "Amazon Cognito"),
    choice("OPENID_CONNECT", "OpenID Connect"),
    choice("AWS_LAMBDA", "AWS Lambda"),
];
const CACHES: &[Choice] = &[
    choice_in("NONE", "None", "없음"),
    choice("SMALL", "SMALL (1.55 GiB)"),
    choice("MEDIUM", "MEDIUM (3.22 GiB)"),
    choice("LARGE", "LARGE (12.3 GiB)"),
    choice("XLARGE", "XLARGE (25.05 GiB)"),
    choice("LARGE_2X", "LARGE_2X (50.47 GiB)"),
    choice("LARGE_4X", "LARGE_4X (101.38 GiB)"),
    choice("LARGE_8X", "LARGE_8X (203.26 GiB)"),
    choice("LARGE_12X", "LARGE_12X (317.77 GiB)"),
];

/// Default way to authorise callers.
pub static AUTHENTICATION_TYPE: Property = Property::choice(
    "authentication_type",
    both("Authorisation", "권한 부여"),
    "AMAZON_COGNITO_USER_POOLS",
    AUTHENTICATION,
)
.doc(
    "How callers prove who they are; an API key is the same for everybody and meant for trials.",
    "호출자를 확인하는 방식입니다. API 키는 모두가 공유하므로 시험용입니다.",
);

/// Queries and mutations.
pub static OPERATIONS: Property = Property::usage(
    "operations",
    both("Operations", "작업"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Queries and mutations in a month. Derived from incoming connections.",
    "월 쿼리와 변경 작업 수입니다. 들어오는 연결로 계산합니다.",
);

/// Clients with an open connection.
pub static CONNECTIONS: Property = Property::number(
    "realtime_connections",
    both("Open connections", "열린 연결"),
    units::CONNECTIONS,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Clients that are connected for subscriptions on average, billed by the minute.",
    "구독을 위해 평균적으로 연결된 클라이언트 수이며 분 단위로 과금됩니다.",
);

/// Updates pushed to clients.
pub static UPDATES: Property = Property::number(
    "realtime_updates",
    both("Real-time updates", "실시간 업데이트"),
    units::MESSAGES,
    0.0,
    0.0,
    1e15,
)
.doc(
    "Messages pushed to subscribed clients in a month: each client counts.",
    "구독 중인 클라이언트에 보내는 월 메시지 수이며 클라이언트마다 셉니다.",
);

/// Size of an update.
pub static UPDATE_SIZE: Property = Property::number(
    "realtime_update_kb",
    both("Update size", "업데이트 크기"),
    units::KB,
    1.0,
    0.001,
    240.0,
)
.doc(
    "Average size of a pushed message, billed in steps of 5 KB.",
    "보내는 메시지의 평균 크기이며 5KB 단위로 과금됩니다.",
)
.secondary();

/// Cache in front of the data sources.
pub static CACHE: Property = Property::choice("cache_type", both("Cache", "캐시"), "NONE", CACHES)
    .doc(
        "Server-side cache of the API, billed by the hour by its memory.",
        "API의 서버 측 캐시이며 메모리 크기에 따라 시간당 과금됩니다.",
    );

/// X-Ray tracing.
pub static TRACING: Property =
    Property::flag("xray_enabled", both("X-Ray tracing", "X-Ray 추적"), false)
        .doc(
            "Sampled requests are traced through services.",
            "표본으로 뽑은 요청을 서비스 전반에서 추적합니다.",
        )
        .secondary();

/// Logs of fields.
pub static LOGS: Property = Property::choice(
    "field_log_level",
    both("Logging", "로깅"),
    "NONE",
    &[
        choice_in("NONE", "Off", "끔"),
        choice_in("ERROR", "Errors", "오류"),
        choice_in("ALL", "All fields", "모든 필드"),
    ],
)
.doc(
    "What goes to CloudWatch Logs; draw the log group to bill it.",
    "CloudWatch Logs로 보내는 내용입니다. 로그 그룹을 그리면 비용에 포함됩니다.",
)
.secondary();

/// Memory of a cache as the price rows write it.
fn cache_memory(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "SMALL" => "1.55",
        "MEDIUM" => "3.22",
        "LARGE" => "12.3",
        "XLARGE" => "25.05",
        "LARGE_2X" => "50.47",
        "LARGE_4X" => "101.38",
        "LARGE_8X" => "203.26",
        "LARGE_12X" => "317.77",
        _ => return None,
    })
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let chosen = item.text(&AUTHENTICATION_TYPE);
    AUTHENTICATION
        .iter()
        .find(|option| option.value == chosen)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&UPDATES) > 0.0 && item.number(&CONNECTIONS) == 0.0 {
        problems.push(Problem::of(
            &CONNECTIONS,
            "updates go to connected clients: without an open connection nobody gets them",
            "업데이트는 연결된 클라이언트에만 전달됩니다. 열린 연결이 없으면 받을 클라이언트가 없습니다",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.usage(
        "operations",
        both("Queries and mutations", "쿼리와 변경 작업"),
        cx.usage(&OPERATIONS, cx.flows.requests()),
        units::REQUESTS,
        Query::new("appsync", "query_operation"),
    );
    let updates = item.number(&UPDATES);
    if updates > 0.0 {
        let steps = (item.number(&UPDATE_SIZE) / UPDATE_KB).ceil().max(1.0);
        bill.charge(
            "updates",
            both("Real-time updates", "실시간 업데이트"),
            Amount::product(
                units::MESSAGES,
                &[(updates, units::MESSAGES), (steps, units::NONE)],
            ),
            Query::new("appsync", "realtime_update"),
        );
    }
    let connections = item.number(&CONNECTIONS);
    if connections > 0.0 {
        bill.charge(
            "connections",
            both("Connection minutes", "연결 시간(분)"),
            Amount::product(
                units::CONNECTION_MINUTES,
                &[
                    (connections, units::CONNECTIONS),
                    (cx.hours * MINUTES_PER_HOUR, units::MINUTES),
                ],
            ),
            Query::new("appsync", "realtime_connection_minute"),
        );
    }
    if let Some(memory) = cache_memory(item.text(&CACHE)) {
        bill.charge(
            "cache",
            both("Cache hours", "캐시 시간"),
            Amount::plain(cx.hours, units::HOURS),
            Query::new("appsync", "cache_hour").with("memory_gb", memory),
        )
        .named(Phrase::new(
            format!("Cache hours, {} GiB", number_of(memory)),
            format!("캐시 시간, {}GiB", number_of(memory)),
        ));
    }
}

fn number_of(memory: &str) -> String {
    memory
        .parse::<f64>()
        .map_or_else(|_| memory.to_owned(), |gib| number::short(gib, 2))
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let caches = resource.referring("aws_appsync_api_cache", "api_id");
    if let Some(cache) = caches.first() {
        draft.copy(cache, "type", &CACHE);
    }
}

/// AppSync API.
pub static KIND: Kind = Kind {
    name: "appsync_graphql_api",
    endpoint_service: "appsync-api",
    title: both("AWS AppSync API", "AWS AppSync API"),
    short: both("AppSync", "AppSync"),
    doc: both(
        "GraphQL API over functions and tables that also pushes changes to clients. One pays for operations, pushed updates and \
         minutes of open connections.",
        "함수와 테이블을 잇는 GraphQL API이며 변경 내용을 클라이언트에 실시간으로 보냅니다. 작업, 업데이트, 연결 시간(분)에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "AWS AppSync",
    spend: Spend::Networking,
    glyph: glyph::GRAPH,
    monogram: "GQL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_appsync_graphql_api"],
    cloudformation: &["AWS::AppSync::GraphQLApi"],
    imports: &[Import::of("aws_appsync_graphql_api")
        .attributes(&[("log_config.field_log_level", &LOGS)])
        .read(read)],
    drawio: "appsync",
    keywords: &[
        "graphql",
        "api",
        "subscription",
        "realtime",
        "실시간",
        "구독",
    ],
    port: Some(443),
    properties: &[
        &AUTHENTICATION_TYPE,
        &OPERATIONS,
        &CONNECTIONS,
        &UPDATES,
        &UPDATE_SIZE,
        &CACHE,
        &TRACING,
        &LOGS,
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
    fn operations_updates_and_connections() {
        let lines = Bench::new("appsync_graphql_api")
            .with("realtime_updates", 1e6)
            .with("realtime_update_kb", 6.0)
            .with("realtime_connections", 1_000.0)
            .with("cache_type", "LARGE")
            .incoming("mobile_app", 5e6, 1.0, 4.0)
            .lines();
        // 5,000,000 × $0.000004 = $20.
        near(lines.usd("operations"), 20.0);
        // 1,000,000 × 2 steps of 5 KB × $0.000002 = $4.
        near(lines.usd("updates"), 4.0);
        // 1,000 × 43,800 min × $0.00000008 = $3.504.
        near(lines.usd("connections"), 3.504);
        // 730 h × $0.298 = $217.54.
        near(lines.usd("cache"), 217.54);
    }

    #[test]
    fn nothing_is_pushed_to_nobody() {
        let quiet = Bench::new("appsync_graphql_api");
        assert_eq!(quiet.lines().keys(), ["operations"]);
        assert_eq!(quiet.key_fact(), "Amazon Cognito");
        let pushing = quiet.with("realtime_updates", 10.0);
        assert_eq!(pushing.problems()[0].property, Some("realtime_connections"));
    }
}
