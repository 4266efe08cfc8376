//! SEC061: Bastion does more than one job.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{administration, web};
use crate::catalog::security::iam_role;
use crate::model::edit::Edit;
use crate::model::{Connection, Id};
use crate::text::Phrase;
use std::collections::BTreeSet;

rule! {
    /// Bastion does more than one job
    ///
    /// **Why.** The host that can reach everything must be the smallest and dullest one: each further duty is another
    /// way in.
    ///
    /// **Fix.** Move the other duties to hosts of their own, and take the role away.
    ///
    /// **When to silence it.** The connection belongs to the administration itself, such as a log of sessions.
    ///
    /// **References.** SEC06-BP03; SEC03-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120)),
    ///     "bastion": (kind: "bastion_host", in: "public", at: (60, 120)), // finding
    ///     "operators": (kind: "users", at: (900, 120)),
    ///     "vendor": (kind: "external_service", at: (900, 220)),
    /// }, connections: {
    ///     "admin": (from: "bastion", to: "app", port: 22),
    ///     "relay": (from: "bastion", to: "vendor", port: 443), // finding
    ///     "ssh": (from: "operators", to: "bastion", port: 22),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120)),
    ///     "bastion": (kind: "bastion_host", in: "public", at: (60, 120)),
    ///     "operators": (kind: "users", at: (900, 120)),
    /// }, connections: {
    ///     "admin": (from: "bastion", to: "app", port: 22),
    ///     "ssh": (from: "operators", to: "bastion", port: 22),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC061",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "다른 일까지 하는 배스천",
            why: "모든 곳에 접근할 수 있는 호스트는 가장 작고 단순해야 합니다. 일이 하나 늘 때마다 침입 경로가 하나 늘어납니다.",
            fix: "다른 일은 별도의 호스트로 옮기고 역할을 제거합니다.",
            silence: "세션 로그처럼 관리 작업에 속하는 연결인 경우입니다.",
        },
    };
}

/// Words in the name of a connection over which a host fetches its updates.
const UPDATES: [&str; 4] = ["update", "patch", "업데이트", "패치"];

fn fetches_updates(connection: &Connection) -> bool {
    phrase::mentions(&connection.name, &UPDATES)
}

/// A role that may do more than single actions.
fn is_broad_role(item: &Item<'_>) -> bool {
    *item.kind == iam_role::KIND && item.text(&iam_role::PERMISSION) != "least-privilege"
}

/// Connections of a bastion host that are not administration, in id order.
fn duties<'a>(cx: &Cx<'a>, bastion: &Item<'a>) -> Vec<(&'a Id, &'a Connection)> {
    let role = |id: &Id| cx.item(id).is_some_and(|item| is_broad_role(&item));
    let arriving = cx.incoming(bastion).iter().filter(|(_, connection)| {
        role(&connection.from)
            || (connection.kind.is_synchronous()
                && !administration::is_administration(cx, connection))
    });
    let leaving = cx.outgoing(bastion).iter().filter(|(_, connection)| {
        let to = cx.item(&connection.to);
        to.is_some_and(|item| {
            is_broad_role(&item) || (web::is_on_internet(&item) && !fetches_updates(connection))
        })
    });
    let mut duties: Vec<_> = arriving.chain(leaving).copied().collect();
    duties.sort_by_key(|(id, _)| *id);
    duties
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for bastion in administration::bastions(cx) {
        let duties = duties(cx, &bastion);
        if duties.is_empty() {
            continue;
        }
        let evidence = seen(|language| {
            let name = bastion.name(language);
            let others = duties.iter().filter_map(|(_, connection)| {
                let from = &connection.from;
                let other = if from == bastion.id {
                    &connection.to
                } else {
                    from
                };
                cx.item(other)
            });
            let others = phrase::names(others, language);
            let count = duties.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "connection", "connections");
                    format!("{name}: {count} beyond administration: {others}")
                }
                Language::Korean => format!("{name}: 관리 외의 연결 {count}개: {others}"),
            }
        });
        let items = duties.iter().map(|(id, _)| *id).chain([bastion.id]);
        out.add(items, evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let bastion = finding.items.iter().find_map(|id| cx.item(id))?;
    let duties = duties(cx, &bastion);
    let ids: BTreeSet<Id> = duties.into_iter().map(|(id, _)| id.clone()).collect();
    Some(Fix {
        label: Phrase::new("Keep administration only", "관리 연결만 남기기"),
        edit: Edit::Remove {
            ids,
            with_members: false,
        },
    })
}
