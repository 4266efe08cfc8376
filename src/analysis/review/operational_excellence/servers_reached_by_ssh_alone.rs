//! OPS018: Servers become unreachable exactly when overloaded.

use crate::analysis::review::alarms;
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::management::ssm_session_manager;
use crate::model::Id;

rule! {
    /// Servers become unreachable exactly when overloaded
    ///
    /// **Why.** When the CPU is used up, SSH fails too: the cure must work without signing in to the server.
    ///
    /// **Fix.** Let Auto Scaling and alarms act, use Session Manager instead of open SSH, and replace servers instead of
    /// repairing them.
    ///
    /// **When to silence it.** The server does nothing that users wait for.
    ///
    /// **References.** SEC06-BP03; REL06-BP04; REL11-BP03; SSM.1.
    ///
    /// ```ron bad
    /// (security_groups: {
    ///     "admin": (ingress: [(ports: "22", from: "203.0.113.0/24")]),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "instance", at: (200, 0), security_groups: ["admin"]), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (security_groups: {
    ///     "admin": (ingress: [(ports: "22", from: "203.0.113.0/24")]),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "instance", at: (200, 0), security_groups: ["admin"]),
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS018",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "과부하일 때 접속할 수 없는 서버",
            why: "CPU가 바닥나면 SSH도 실패합니다. 서버에 접속하지 않아도 되는 대책이어야 합니다.",
            fix: "Auto Scaling과 경보가 대응하게 하고, 열린 SSH 대신 Session Manager를 쓰며, 서버를 고치는 대신 교체합니다.",
            silence: "사용자가 기다리지 않는 서버입니다.",
        },
    };
}

const SSH: u16 = 22;
/// Kinds that people sign in to.
const SERVERS: &[&Kind] = &[&autoscaling_group::KIND, &instance::KIND];

/// The first security group of an item that admits the port.
fn open<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<&'a Id> {
    let mut groups = cx.groups_of(item).into_iter();
    let open = groups.find(|(_, group)| {
        let mut rules = group.ingress.iter();
        rules.any(|rule| exposure::admits(rule, SSH))
    });
    open.map(|(id, _)| id)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.of_kind(&ssm_session_manager::KIND).is_empty() {
        return;
    }
    let serving = cx
        .of_kinds(SERVERS)
        .filter(|item| open(cx, item).is_some() && cx.graph().serves_an_entry(item));
    for item in alarms::unwatched(cx, serving) {
        let Some(group) = open(cx, item) else {
            continue;
        };
        let evidence = seen(|language| {
            let name = phrase::named(item, language);
            match language {
                Language::English => {
                    format!("{name}: port 22 by {group}, 0 alarms, no Session Manager")
                }
                Language::Korean => {
                    format!("{name}: {group}의 22번 포트, 경보 0개, Session Manager 없음")
                }
            }
        });
        out.add([item.id], evidence);
    }
}
