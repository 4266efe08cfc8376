//! What the kinds of Amazon API Gateway share: facts about authorisation, throttling and logs, and the count of requests.

use crate::catalog::access_logs;
use crate::catalog::amount::units;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{Item, Problem, Property};
use crate::model::Language;
use crate::text::{Phrase, both};

/// Requests in the month.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Calls in the month. Derived: the requests of incoming connections.",
    "한 달의 호출 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Who may call.
pub static AUTHORIZER: Property = Property::choice(
    "authorizer",
    both("Authorisation", "권한 부여"),
    "none",
    &[
        choice_in("none", "None", "없음"),
        choice("iam", "IAM"),
        choice("cognito", "Amazon Cognito"),
        choice("jwt", "JWT"),
        choice_in("lambda", "Lambda authoriser", "Lambda 권한 부여자"),
        choice_in("api_key", "API key", "API 키"),
    ],
)
.doc(
    "What decides who may call the API.",
    "API 호출 권한을 결정하는 방법입니다.",
)
.secondary();

/// Throttling. An account has 10,000 requests a second by default (service-facts: API Gateway quota).
pub static THROTTLE: Property = Property::optional(
    "throttling_rate_limit",
    both("Throttle", "스로틀링"),
    units::REQUESTS_PER_SECOND,
    0.0,
    1e7,
)
.doc(
    "Requests a second that the stage lets through; the account's limit (10,000 by default) if empty.",
    "스테이지가 허용하는 초당 요청 수입니다. 비워 두면 계정 한도(기본 10,000)를 따릅니다.",
)
.secondary();

/// Requests that may come at once. The account's bucket holds 5,000 and is not settable (service-facts: API Gateway
/// quota).
pub static THROTTLE_BURST: Property = Property::optional_count(
    "throttling_burst_limit",
    both("Throttling burst", "스로틀링 버스트"),
    units::REQUESTS,
    0.0,
    1e6,
)
.doc(
    "Requests that may arrive at once above the rate; the account's bucket of 5,000 if empty.",
    "요청률을 넘어 한꺼번에 도착할 수 있는 요청 수입니다. 비워 두면 계정의 버킷(5,000)을 따릅니다.",
)
.secondary();

/// KB of the largest payload: 10 MB (service-facts: API Gateway limit).
const PAYLOAD_KB: f64 = 10_240.0;

/// Calls that are larger than an API takes.
pub(in crate::catalog) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.largest_message() > PAYLOAD_KB {
        problems.push(Problem {
            property: None,
            message: Phrase::new(
                "requests and responses of an API have at most 10 MB",
                "API의 요청과 응답은 최대 10MB입니다",
            ),
        });
    }
}

/// Access logs.
pub static ACCESS_LOGS: Property = Property::flag(
    "access_logs",
    both("Access logs", "액세스 로그"),
    false,
)
.doc(
    "Every call is logged to CloudWatch Logs, billed here unless the log connection is drawn (to a log group, to Firehose).",
    "모든 호출을 CloudWatch Logs에 기록하며 여기서 과금합니다. 로그 연결(로그 그룹, Firehose)을 그리면 그곳에서 과금합니다.",
)
.secondary();

/// Its access logs.
pub(in crate::catalog) const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::API_ENTRY,
    target: access_logs::Target::LogGroup,
    unit: units::REQUESTS,
};

/// X-Ray tracing.
pub static TRACING: Property =
    Property::flag("tracing", both("X-Ray tracing", "X-Ray 추적"), false)
        .doc(
            "Sampled requests are traced through services.",
            "표본으로 뽑은 요청을 서비스 전반에서 추적합니다.",
        )
        .secondary();

/// What the tile says: who may call.
pub(in crate::catalog) fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.text(&AUTHORIZER), language) {
        ("none", Language::English) => "no authorisation".to_owned(),
        ("none", Language::Korean) => "권한 부여 없음".to_owned(),
        ("iam", _) => "IAM".to_owned(),
        ("cognito", _) => "Cognito".to_owned(),
        ("jwt", _) => "JWT".to_owned(),
        ("lambda", _) => "Lambda".to_owned(),
        (_, Language::English) => "API key".to_owned(),
        (_, Language::Korean) => "API 키".to_owned(),
    }
}
