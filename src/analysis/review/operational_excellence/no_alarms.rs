//! OPS001: No alarms on the path that users depend on.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, lambda_function};
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::integration::sqs_queue;
use crate::catalog::management::cloudwatch_metric_alarm;
use crate::catalog::networking::application_load_balancer;
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ConnectionKind, Point};

rule! {
    /// No alarms on the path that users depend on
    ///
    /// **Why.** The signs stand in the figures of servers, databases and caches before users complain; without alarms
    /// nobody looks.
    ///
    /// **Fix.** Alarm on the key signals: load balancer errors and latency, CPU, connections and free storage of databases,
    /// evictions, errors and throttles of functions, age of the oldest message.
    ///
    /// **When to silence it.** Another tool watches these components.
    ///
    /// **References.** OPS08-BP04; REL06-BP01; REL06-BP03; REL11-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    ///     "web": (kind: "autoscaling_group", at: (150, 0)), // finding
    ///     "users": (kind: "users", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (0, 0), properties: {"standard_alarms": 4}),
    ///     "db": (kind: "db_instance", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    ///     "users": (kind: "users", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS001",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "사용자가 의존하는 경로에 경보가 없음",
            why: "사용자가 불평하기 전에 서버, 데이터베이스, 캐시 지표에 징후가 나타납니다. 경보가 없으면 아무도 보지 않습니다.",
            fix: "핵심 신호에 경보를 둡니다. 로드 밸런서 오류와 지연 시간, CPU, 데이터베이스의 연결 수와 남은 스토리지, 캐시 제거, 함수 오류와 스로틀, 가장 오래된 메시지의 대기 시간입니다.",
            silence: "다른 도구가 이 컴포넌트들을 관찰하는 경우입니다.",
        },
    };
}

/// Kinds that want alarms, with how many make the standard set (one for each signal that the rule names).
const WATCHED: &[(&Kind, u32)] = &[
    (&application_load_balancer::KIND, 2),
    (&autoscaling_group::KIND, 1),
    (&db_instance::KIND, 3),
    (&rds_cluster::KIND, 2),
    (&elasticache_replication_group::KIND, 2),
    (&lambda_function::KIND, 2),
    (&sqs_queue::KIND, 1),
];

fn standard_set(kind: &Kind) -> u32 {
    let mut kinds = WATCHED.iter();
    kinds
        .find(|(watched, _)| *watched == kind)
        .map_or(0, |(_, count)| *count)
}

/// Items that want alarms and have none. An alarm that is connected to none of them watches all.
fn unwatched<'a>(cx: &Cx<'a>) -> Vec<&'a Item<'a>> {
    let watches_all = |alarm: &Item<'_>| {
        let mut others = cx.neighbours(alarm);
        !others.any(|other| standard_set(other.kind) > 0)
    };
    if cx
        .of_kind(&cloudwatch_metric_alarm::KIND)
        .iter()
        .any(watches_all)
    {
        return Vec::new();
    }
    let has_alarms = !cx.of_kind(&cloudwatch_metric_alarm::KIND).is_empty();
    cx.items_of(|kind| standard_set(kind) > 0)
        .filter(|item| {
            cx.graph().serves_an_entry(item)
                && in_production(cx, item)
                && !(has_alarms && cx.is_watched(item))
        })
        .collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let items = unwatched(cx);
    if items.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let (count, names) = (items.len(), phrase::names(items.iter().copied(), language));
        match language {
            Language::English => {
                let count = phrase::count(count, "component", "components");
                format!("0 alarms on {count} that users depend on: {names}")
            }
            Language::Korean => {
                format!("사용자가 의존하는 컴포넌트 {count}개에 경보 0개: {names}")
            }
        }
    });
    out.add(items.iter().map(|item| item.id), evidence);
}

/// One alarm component with the standard set for all of them, connected to a topic if one is drawn.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let items: Vec<Item<'_>> = finding.items.iter().filter_map(|id| cx.item(id)).collect();
    let count: u32 = items.iter().map(|item| standard_set(item.kind)).sum();
    let tiles = cx.design.components.values().flat_map(|c| &c.placements);
    let bottom = tiles.map(|tile| tile.at.y).fold(0.0, f32::max);
    let at = Point::new(0.0, bottom + SPACE);
    let alarms = Component::new(cloudwatch_metric_alarm::KIND.name, None, at).with(
        cloudwatch_metric_alarm::STANDARD_ALARMS.name,
        f64::from(count),
    );
    let id = cx.design.fresh_id("alarms");
    let mut edits = vec![Edit::PutComponent(id.clone(), alarms)];
    if let Some(topic) = cx.items().find(|item| item.kind.name == "sns_topic") {
        let mut call = Connection::new(id, topic.id.clone());
        call.kind = ConnectionKind::AsyncEvent;
        edits.push(Edit::PutConnection(
            cx.design.fresh_id("alarms-notify"),
            call,
        ));
    }
    Some(Fix {
        label: each(|language| match language {
            Language::English => format!("Add {count} standard alarms"),
            Language::Korean => format!("표준 경보 {count}개 추가"),
        }),
        edit: Edit::Batch(edits),
    })
}

/// Distance of the new tile below the lowest one.
const SPACE: f32 = 120.0;
