//! OPS008: Logs must be read server by server.

use super::logs_die_with_servers::lose_logs;
use crate::analysis::review::logs;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance};

rule! {
    /// Logs must be read server by server
    ///
    /// **Why.** With several servers nobody knows which one has the line: people sign in to each of them, which takes time
    /// and opens ways in.
    ///
    /// **Fix.** Send the logs of all servers to one place where they can be searched, and draw the log connection.
    ///
    /// **When to silence it.** Two servers that one person looks after.
    ///
    /// **References.** OPS08-BP02; SEC04-BP02; SEC06-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "instance", at: (200, 0), properties: {"instance_count": 3}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "instance", at: (200, 0), properties: {"instance_count": 3}),
    ///     "logs": (kind: "cloudwatch_log_group", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "ship": (from: "web", to: "logs", kind: log_shipping),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS008",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND, &instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "서버마다 접속해 읽어야 하는 로그",
            why: "서버가 여러 대면 어느 서버에 그 기록이 있는지 알 수 없습니다. 한 대씩 접속하느라 시간이 걸리고 접속 경로도 늘어납니다.",
            fix: "모든 서버의 로그를 검색할 수 있는 한곳으로 보내고 로그 연결을 그립니다.",
            silence: "한 사람이 돌보는 서버 두 대인 경우입니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    logs::are_drawn(cx) && item.instances() >= 2.0
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if logs::are_shipped(cx, item) {
        return;
    }
    // Groups whose logs are lost altogether have the finding on that.
    let worse = *item.kind == autoscaling_group::KIND && lose_logs(cx, item);
    if worse || !in_production(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let count = item.instances();
        match language {
            Language::English => format!("{name}: {count} servers, 0 log connections"),
            Language::Korean => format!("{name}: 서버 {count}대, 로그 연결 0개"),
        }
    });
    out.add([item.id], evidence);
}
