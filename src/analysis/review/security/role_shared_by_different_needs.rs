//! SEC022: One IAM role shared by components with different needs.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::security::iam_role;
use crate::model::edit::Edit;
use crate::model::{Connection, Id};
use crate::text::Phrase;

rule! {
    /// One IAM role shared by components with different needs
    ///
    /// **Why.** Each component inherits what the others may do: whoever takes over one reaches the data of all.
    ///
    /// **Fix.** Give each component a role of its own; in ECS keep the task role apart from the execution role.
    ///
    /// **When to silence it.** The components are always deployed and attacked together, as parts of one program.
    ///
    /// **References.** SEC03-BP02; CKV_AWS_249.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "iam_role", at: (0, 0)), // finding
    ///     "files": (kind: "s3_bucket", at: (400, 0)),
    ///     "jobs": (kind: "sqs_queue", at: (400, 100)),
    ///     "web": (kind: "instance", at: (200, 0)),
    ///     "worker": (kind: "instance", at: (200, 100)),
    /// }, connections: {
    ///     "web-role": (from: "web", to: "app"),
    ///     "web-files": (from: "web", to: "files"),
    ///     "worker-role": (from: "worker", to: "app"),
    ///     "worker-jobs": (from: "worker", to: "jobs"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (400, 0)),
    ///     "jobs": (kind: "sqs_queue", at: (400, 100)),
    ///     "web": (kind: "instance", at: (200, 0)),
    ///     "web-role": (kind: "iam_role", at: (0, 0)),
    ///     "worker": (kind: "instance", at: (200, 100)),
    ///     "worker-role": (kind: "iam_role", at: (0, 100)),
    /// }, connections: {
    ///     "web-assumes": (from: "web", to: "web-role"),
    ///     "web-files": (from: "web", to: "files"),
    ///     "worker-assumes": (from: "worker", to: "worker-role"),
    ///     "worker-jobs": (from: "worker", to: "jobs"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC022",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(&[&iam_role::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "필요가 다른 컴포넌트가 함께 쓰는 IAM 역할",
            why: "각 컴포넌트가 다른 컴포넌트의 권한까지 얻습니다. 하나를 탈취하면 모두의 데이터에 닿습니다.",
            fix: "컴포넌트마다 역할을 따로 둡니다. ECS에서는 태스크 역할과 실행 역할도 나눕니다.",
            silence: "한 프로그램의 부분으로서 항상 함께 배포되고 함께 공격받는 컴포넌트인 경우입니다.",
        },
    };
}

/// Workloads that take on a role, in id order, each once.
fn users<'a>(cx: &Cx<'a>, role: &Item<'a>) -> Vec<Item<'a>> {
    let mut users: Vec<Item<'a>> = cx.neighbours(role).collect();
    users.retain(identity::is_workload);
    users.sort_by(|a, b| a.id.cmp(b.id));
    users.dedup_by(|a, b| a.id == b.id);
    users
}

fn check<'a>(cx: &Cx<'a>, role: &Item<'a>, out: &mut Findings) {
    let users = users(cx, role);
    let needs: Vec<Vec<Item<'_>>> = users
        .iter()
        .map(|user| identity::iam_targets(cx, user))
        .collect();
    let ids = |targets: &[Item<'_>]| -> Vec<Id> { targets.iter().map(|t| t.id.clone()).collect() };
    if needs.windows(2).all(|pair| ids(&pair[0]) == ids(&pair[1])) {
        return;
    }
    let evidence = seen(|language| {
        let parts: Vec<String> = users
            .iter()
            .zip(&needs)
            .map(|(user, targets)| {
                let user = user.name(language);
                let called = phrase::names(targets.iter().copied(), language);
                match (language, targets.is_empty()) {
                    (Language::English, true) => format!("{user} calls no AWS service"),
                    (Language::Korean, true) => format!("{user}은(는) AWS 서비스 호출 없음"),
                    (Language::English, false) => format!("{user} calls {called}"),
                    (Language::Korean, false) => format!("{user} → {called}"),
                }
            })
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (name, count) = (role.name(language), users.len());
        let parts = phrase::shorten(&parts, language);
        match language {
            Language::English => format!("{name}: {count} components; {parts}"),
            Language::Korean => format!("{name}: 컴포넌트 {count}개; {parts}"),
        }
    });
    out.add([role.id], evidence);
}

/// Distance between the tiles of the roles.
const STEP: f32 = 80.0;

/// Every user but the first gets a copy of the role, to which its connections with the role lead.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let role = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    for (number, user) in users(cx, &role).iter().enumerate().skip(1) {
        let id = cx.design.fresh_id(&format!("{}-{}", role.id, user.id));
        let mut copy = role.component.clone();
        for placement in &mut copy.placements {
            placement.at = placement.at.offset(0.0, STEP * number as f32);
        }
        edits.push(Edit::PutComponent(id.clone(), copy));
        let links = cx.incoming(role).iter().chain(cx.outgoing(role));
        for (link, connection) in links {
            let moved = if connection.from == *user.id {
                Connection {
                    to: id.clone(),
                    bends: Vec::new(),
                    ..(*connection).clone()
                }
            } else if connection.to == *user.id {
                Connection {
                    from: id.clone(),
                    bends: Vec::new(),
                    ..(*connection).clone()
                }
            } else {
                continue;
            };
            edits.push(Edit::PutConnection((*link).clone(), moved));
        }
    }
    Some(Fix {
        label: Phrase::new("Split the role", "역할 분리"),
        edit: Edit::Batch(edits),
    })
}
