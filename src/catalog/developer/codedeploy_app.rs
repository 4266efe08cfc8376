//! AWS CodeDeploy: free for EC2, Lambda and ECS; a price for each update of an on-premises server.
//!
//! Semantics: AWS CodeDeploy pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Where it deploys.
pub static PLATFORM: Property = Property::choice(
    "compute_platform",
    both("Compute platform", "컴퓨팅 플랫폼"),
    "Server",
    &[
        choice_in("Server", "EC2 or on-premises", "EC2 또는 온프레미스"),
        choice_in("Lambda", "Lambda", "Lambda"),
        choice_in("ECS", "ECS", "ECS"),
    ],
)
.doc(
    "Where new versions are deployed to.",
    "새 버전을 배포하는 곳입니다.",
);

/// Updates of on-premises servers.
pub static UPDATES: Property = Property::usage(
    "on_premises_updates",
    both("On-premises updates", "온프레미스 업데이트"),
    units::OPERATIONS,
)
.doc(
    "Updates of on-premises servers in a month: deployments times servers. Nothing derives it.",
    "월 온프레미스 서버 업데이트 수(배포 횟수 × 서버 수)입니다. 직접 입력합니다.",
)
.when(|item| item.text(&PLATFORM) == "Server");

/// Way of deploying.
pub static STRATEGY: Property = Property::choice(
    "deployment_type",
    both("Deployment type", "배포 유형"),
    "IN_PLACE",
    &[
        choice_in("IN_PLACE", "In place", "현재 위치"),
        choice_in("BLUE_GREEN", "Blue/green", "블루/그린"),
        choice_in("CANARY", "Canary", "카나리"),
        choice_in("ALL_AT_ONCE", "All at once", "한 번에 모두"),
    ],
)
.doc(
    "How a new version takes over. Blue/green and canary can go back at once.",
    "새 버전으로 바꾸는 방식입니다. 블루/그린과 카나리는 즉시 되돌릴 수 있습니다.",
)
.secondary();

/// Rollback.
pub static ROLLBACK: Property = Property::flag(
    "auto_rollback",
    both("Automatic rollback", "자동 롤백"),
    false,
)
.doc(
    "A failed deployment or an alarm brings the last version back.",
    "배포 실패나 경보 발생 시 이전 버전으로 되돌립니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    match item.text(&PLATFORM) {
        "Server" => "EC2".to_owned(),
        other => other.to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let updates = cx.usage(&UPDATES, 0.0);
    bill.free(
        "deployments",
        both("Deployments", "배포"),
        Amount::plain(1.0, units::NONE),
        both(
            "no charge for EC2, Lambda and ECS",
            "EC2, Lambda, ECS 배포는 무료입니다",
        ),
    );
    if updates.value > 0.0 && item_is_server(&cx.item) {
        bill.usage(
            "on_premises",
            both("On-premises updates", "온프레미스 업데이트"),
            updates,
            units::OPERATIONS,
            Query::new("codedeploy", "on_premises"),
        )
        .or_user_price(&cx.item);
    }
}

fn item_is_server(item: &Item<'_>) -> bool {
    (UPDATES.applies)(item)
}

/// CodeDeploy application.
pub static KIND: Kind = Kind {
    name: "codedeploy_app",
    title: both("AWS CodeDeploy application", "AWS CodeDeploy 애플리케이션"),
    short: both("CodeDeploy", "CodeDeploy"),
    doc: both(
        "Deploys new versions to servers, functions and containers. Free on AWS; updates of on-premises servers are billed.",
        "서버, 함수, 컨테이너에 새 버전을 배포합니다. AWS에서는 무료이고 온프레미스 서버 업데이트는 과금됩니다.",
    ),
    category: Category::Developer,
    service: "AWS CodeDeploy",
    spend: Spend::Other,
    glyph: glyph::ROCKET_LAUNCH,
    monogram: "CD",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_codedeploy_app"],
    cloudformation: &["AWS::CodeDeploy::Application"],
    drawio: "codedeploy",
    keywords: &["deploy", "blue green", "canary", "rollback", "배포", "롤백"],
    properties: &[
        &PLATFORM,
        &UPDATES,
        &user_price::PRICE,
        &user_price::SOURCE,
        &STRATEGY,
        &ROLLBACK,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn only_on_premises_updates_cost() {
        let app = || Bench::new("codedeploy_app");
        near(app().lines().total(), 0.0);
        // 50 x 0.02 $; nothing on Lambda.
        near(app().with("on_premises_updates", 50.0).lines().total(), 1.0);
        let lambda = app()
            .with("on_premises_updates", 50.0)
            .with("compute_platform", "Lambda");
        near(lambda.lines().total(), 0.0);
    }
}
