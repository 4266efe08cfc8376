//! AWS Amplify Hosting: build minutes, GB kept, GB served, and requests that the server renders.
//!
//! Semantics: AWS Amplify pricing page, hosting; server-side rendering by the request and GB-second.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MS_PER_SECOND: f64 = 1000.0;

/// Builds.
pub static BUILD_MINUTES: Property = Property::number(
    "build_minutes",
    both("Build minutes", "빌드 시간(분)"),
    units::MINUTES,
    100.0,
    0.0,
    1e7,
)
.doc(
    "Minutes of all builds in a month.",
    "한 달 동안 모든 빌드의 분입니다.",
);

/// Storage.
pub static STORED: Property = Property::number(
    "stored_gb",
    both("Storage", "스토리지"),
    units::GB,
    1.0,
    0.0,
    1e6,
)
.doc("GB of the deployed app.", "배포된 앱의 GB입니다.");

/// Served.
pub static SERVED: Property = Property::usage(
    "served_gb",
    both("Data served", "전송 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB sent to viewers in a month. Derived from incoming connections.",
    "한 달에 사용자에게 보내는 GB입니다. 들어오는 연결에서 계산합니다.",
);

/// Share of rendered requests.
pub static RENDERED: Property = Property::number(
    "server_rendered_share",
    both("Rendered on the server", "서버 렌더링 비율"),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of requests that the server renders (Next.js and others); static files are not.",
    "서버가 렌더링하는 요청의 비율입니다(Next.js 등). 정적 파일은 제외합니다.",
);

/// Time of a rendering.
pub static RENDER_MS: Property = Property::number(
    "render_ms",
    both("Time of a rendering", "렌더링 시간"),
    units::MILLISECONDS,
    200.0,
    0.0,
    30_000.0,
)
.doc(
    "Time of one rendering with 1 GB of memory.",
    "메모리 1GB로 한 번 렌더링하는 시간입니다.",
)
.when(|item| item.number(&RENDERED) > 0.0);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let minutes = number::short(item.number(&BUILD_MINUTES), 0);
    match language {
        Language::English => format!("{minutes} build min"),
        Language::Korean => format!("빌드 {minutes}분"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let amplify = |what| Query::new("amplify", what);
    bill.charge(
        "builds",
        both("Build minutes", "빌드 시간"),
        Amount::plain(item.number(&BUILD_MINUTES), units::MINUTES),
        amplify("build_minutes"),
    );
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORED), units::GB_MONTHS),
        amplify("per_stored_gigabytes"),
    );
    bill.usage(
        "served",
        both("Data served", "전송 데이터"),
        cx.usage(&SERVED, cx.flows.gb_out().0),
        units::GB,
        amplify("per_served_gigabytes"),
    );
    let share = item.number(&RENDERED) / 100.0;
    if share > 0.0 {
        let rendered = cx.usage(&RENDERED_REQUESTS, cx.flows.requests() * share);
        bill.usage(
            "rendered",
            both("Rendered requests", "서버 렌더링 요청"),
            rendered,
            units::REQUESTS,
            amplify("hostingcomputerequestcount"),
        );
        let amount = Amount::product(
            units::GB_SECONDS,
            &[
                (rendered.value, units::REQUESTS),
                (item.number(&RENDER_MS) / MS_PER_SECOND, units::SECONDS),
            ],
        );
        bill.charge(
            "rendering",
            both("Rendering time", "렌더링 시간"),
            amount,
            amplify("hostingcomputerequestduration"),
        )
        .from(rendered.source);
    }
}

/// Rendered requests.
pub static RENDERED_REQUESTS: Property = Property::usage(
    "rendered_requests",
    both("Rendered requests", "서버 렌더링 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests that the server renders in a month. Derived from incoming requests and the share.",
    "한 달에 서버가 렌더링하는 요청입니다. 들어오는 요청과 비율에서 계산합니다.",
)
.when(|item| item.number(&RENDERED) > 0.0);

/// Amplify app.
pub static KIND: Kind = Kind {
    name: "amplify_app",
    title: both("AWS Amplify app", "AWS Amplify 앱"),
    short: both("Amplify", "Amplify"),
    doc: both(
        "Builds and serves web apps from a repository. One pays for build minutes, GB kept and GB served.",
        "리포지토리에서 웹 앱을 빌드하고 제공합니다. 빌드 분, 저장 GB, 전송 GB에 요금을 냅니다.",
    ),
    category: Category::FrontEnd,
    service: "AWS Amplify",
    spend: Spend::Networking,
    glyph: glyph::BROWSER,
    monogram: "AMP",
    scope: Scope::Regional,
    network: Network::Edge,
    terraform: &["aws_amplify_app"],
    cloudformation: &["AWS::Amplify::App"],
    drawio: "amplify",
    keywords: &[
        "web",
        "hosting",
        "react",
        "next.js",
        "frontend",
        "웹",
        "호스팅",
    ],
    port: Some(443),
    properties: &[
        &BUILD_MINUTES,
        &STORED,
        &SERVED,
        &RENDERED,
        &RENDERED_REQUESTS,
        &RENDER_MS,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn builds_storage_and_data() {
        let lines = Bench::new("amplify_app")
            .with("stored_gb", 10.0)
            .with("served_gb", 100.0)
            .lines();
        // 100 min x 0.01 $; 10 GB x 0.023 $; 100 GB x 0.15 $.
        near(lines.usd("builds"), 1.0);
        near(lines.usd("storage"), 0.23);
        near(lines.usd("served"), 15.0);
        assert!(lines.find("rendered").is_none());
    }

    #[test]
    fn rendering_is_billed_by_request_and_time() {
        let lines = Bench::new("amplify_app")
            .with("server_rendered_share", 50.0)
            .incoming("users", 2e6, 1.0, 0.0)
            .lines();
        // 1 M x 0.0000003 $; 1 M x 0.2 s x 1 GB x 0.0000555556 $.
        near(lines.usd("rendered"), 0.3);
        near(lines.usd("rendering"), 200_000.0 * 0.000_055_555_6);
    }
}
