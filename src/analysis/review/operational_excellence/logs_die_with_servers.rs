//! OPS007: Logs die with the servers that scale in.

use crate::analysis::review::logs;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, elastic_beanstalk_environment};
use crate::catalog::containers::ecs_service;
use crate::catalog::purchase;

rule! {
    /// Logs die with the servers that scale in
    ///
    /// **Why.** When a group shrinks, or a Spot instance is taken back, the logs on its disks go with it: often those of
    /// the incident that one wants to understand.
    ///
    /// **Fix.** Send logs away as they are written (agent to CloudWatch Logs, Firehose or a log vendor), or save them in a
    /// lifecycle hook at termination. Draw the log connection.
    ///
    /// **When to silence it.** The application writes nothing that anybody will look for.
    ///
    /// **References.** OPS08-BP02; REL06-BP05; SEC04-BP02; REL07-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "ship": (from: "web", to: "logs", kind: log_shipping),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS007",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::High,
        check: each_where(&[&autoscaling_group::KIND, &ecs_service::KIND, &elastic_beanstalk_environment::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "축소되는 서버와 함께 사라지는 로그",
            why: "그룹이 축소되거나 스팟 인스턴스가 회수되면 디스크의 로그도 함께 사라집니다. 알고 싶은 장애의 로그일 때가 많습니다.",
            fix: "로그를 기록하는 즉시 내보내거나(에이전트로 CloudWatch Logs, Firehose, 로그 업체) 종료 시 수명 주기 후크로 저장합니다. 로그 연결을 그립니다.",
            silence: "나중에 찾아볼 내용을 애플리케이션이 기록하지 않는 경우입니다.",
        },
    };
}

/// Least and most instances that hold logs of their own, and the share of them that may be taken back at any time; none
/// where the item keeps no logs on a disk.
fn sizes(item: &Item<'_>) -> Option<(f64, f64, bool)> {
    if *item.kind == autoscaling_group::KIND {
        let (min, max) = (&autoscaling_group::MIN, &autoscaling_group::MAX);
        let spot = purchase::is_spot(item) || item.number(&autoscaling_group::SHARE) < 100.0;
        Some((item.number(min), item.number(max), spot))
    } else if *item.kind == ecs_service::KIND {
        // Tasks on Fargate have no disk that anybody could read: their logs go to a log driver or nowhere.
        let on_instances = item.text(&ecs_service::LAUNCH_TYPE) == "EC2";
        let (min, max) = (&ecs_service::MIN, &ecs_service::MAX);
        on_instances.then(|| (item.number(min), item.number(max), false))
    } else {
        let (min, max) = (
            &elastic_beanstalk_environment::MIN,
            &elastic_beanstalk_environment::MAX,
        );
        let balanced = (min.applies)(item);
        balanced.then(|| (item.number(min), item.number(max), purchase::is_spot(item)))
    }
}

/// Whether instances come and go by themselves, and their logs with them.
pub(super) fn lose_logs(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    may_lose_logs(item) && !logs::are_shipped(cx, item)
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    logs::are_drawn(cx) && may_lose_logs(item)
}

/// Whether servers come and go, and nothing of their settings saves their logs.
fn may_lose_logs(item: &Item<'_>) -> bool {
    let varies = sizes(item).is_some_and(|(min, max, spot)| min < max || spot);
    let saved =
        *item.kind == autoscaling_group::KIND && item.flag(&autoscaling_group::TERMINATION_HOOK);
    let streamed = *item.kind == elastic_beanstalk_environment::KIND
        && item.flag(&elastic_beanstalk_environment::STREAM_LOGS);
    varies && !saved && !streamed
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if logs::are_shipped(cx, item) || !in_production(cx, item) {
        return;
    }
    let Some((min, max, spot)) = sizes(item) else {
        return;
    };
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let spot = match (spot, language) {
            (false, _) => "",
            (true, Language::English) => ", with Spot instances",
            (true, Language::Korean) => ", 스팟 인스턴스 포함",
        };
        match language {
            Language::English => {
                format!("{name}: {min} to {max} instances{spot}, 0 log connections")
            }
            Language::Korean => format!("{name}: {min}~{max}대{spot}, 로그 연결 0개"),
        }
    });
    out.add([item.id], evidence);
}
