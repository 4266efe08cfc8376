//! Amazon Managed Grafana workspace: a price a month for each active user.
//!
//! Semantics: Amazon Managed Grafana pricing page; `pricing/grafana.csv`. A workspace has one editor or
//! administrator at least.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Editors and administrators.
pub static EDITORS: Property = Property::count(
    "editors",
    both("Editors and administrators", "편집자 및 관리자"),
    units::USERS,
    1.0,
    0.0,
    100000.0,
)
.doc(
    "Users who edit or administer in a month.",
    "한 달에 편집하거나 관리하는 사용자 수입니다.",
);

/// Viewers.
pub static VIEWERS: Property = Property::count(
    "viewers",
    both("Viewers", "뷰어"),
    units::USERS,
    0.0,
    0.0,
    1000000.0,
)
.doc(
    "Users who only look in a month.",
    "한 달에 보기만 하는 사용자 수입니다.",
);

/// Enterprise plugins.
pub static PLUGINS: Property = Property::flag(
    "enterprise_plugins",
    both("Enterprise plugins", "엔터프라이즈 플러그인"),
    false,
)
.doc(
    "Plugins for other vendors' data: a price for each user on top.",
    "다른 업체의 데이터를 위한 플러그인입니다. 사용자마다 요금이 더해집니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let users = item.number(&EDITORS) + item.number(&VIEWERS);
    let figure = number::short(users, 0);
    match language {
        Language::English if users == 1.0 => "1 user".to_owned(),
        Language::English => format!("{figure} users"),
        Language::Korean => format!("사용자 {figure}명"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    // Somebody administers a workspace.
    let (editors, viewers) = (cx.item.number(&EDITORS).max(1.0), cx.item.number(&VIEWERS));
    let mut users = |key, name, count, price| {
        bill.charge(
            key,
            name,
            Amount::plain(count, units::USERS),
            Query::new("grafana", price),
        );
    };
    users(
        "editors",
        both("Editors and administrators", "편집자 및 관리자"),
        editors,
        "user_fees_editor",
    );
    if viewers > 0.0 {
        users(
            "viewers",
            both("Viewers", "뷰어"),
            viewers,
            "user_fees_viewer",
        );
    }
    if cx.item.flag(&PLUGINS) {
        let name = both("Enterprise plugins", "엔터프라이즈 플러그인");
        users(
            "plugins",
            name,
            editors + viewers,
            "user_fees_enterprise_plugins_user",
        );
    }
}

/// Managed Grafana.
pub static KIND: Kind = Kind {
    name: "grafana_workspace",
    title: both("Amazon Managed Grafana", "Amazon Managed Grafana"),
    short: both("Grafana", "Grafana"),
    doc: both(
        "Dashboards over metrics, logs and traces of many sources. One pays a month for each \
         active user.",
        "여러 소스의 지표, 로그, 추적을 보여 주는 대시보드입니다. 활성 사용자마다 월 요금을 \
         냅니다.",
    ),
    category: Category::Management,
    service: "Amazon Managed Grafana",
    spend: Spend::Observability,
    glyph: glyph::CHART_LINE,
    monogram: "",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_grafana_workspace"],
    imports: &[Import::of("aws_grafana_workspace").usage(&[
        ("editors_administrator_licenses", &EDITORS),
        ("viewer_licenses", &VIEWERS),
    ])],
    cloudformation: &["AWS::Grafana::Workspace"],
    drawio: "managed_service_for_grafana",
    keywords: &["dashboard", "visualization", "대시보드", "시각화"],
    port: Some(443),
    properties: &[&EDITORS, &VIEWERS, &PLUGINS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn editors_viewers_and_plugins() {
        let bench = || {
            Bench::new("grafana_workspace")
                .with("editors", 2.0)
                .with("viewers", 3.0)
        };
        // 2 x $9 + 3 x $5 = $33.
        near(bench().lines().total(), 33.0);
        // 5 x $45 on top.
        near(
            bench().with("enterprise_plugins", true).lines().total(),
            258.0,
        );
        let alone = Bench::new("grafana_workspace").with("editors", 0.0).lines();
        assert_eq!((alone.keys(), alone.total()), (vec!["editors"], 9.0));
        assert_eq!(bench().key_fact(), "5 users");
    }
}
