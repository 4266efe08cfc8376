//! SEC020: Role or user with full administrator rights.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::security::{iam_group, iam_role, iam_user};

rule! {
    /// Role or user with full administrator rights
    ///
    /// **Why.** Whoever takes over one component then controls the whole account: data, bill, audit trail.
    ///
    /// **Fix.** Write the policy from the drawn connections: the actions that each called service needs, on the
    /// resources that are called.
    ///
    /// **When to silence it.** The role is for emergencies only; state that on the role and the finding goes away.
    ///
    /// **References.** IAM.1; CKV_AWS_1; CKV_AWS_62; CKV_AWS_274;
    /// prowler:iam_aws_attached_policy_no_administrative_privileges; CIS5.0:1.15; SEC03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "iam_role", at: (0, 0), properties: {"permissions": "administrator"}), // finding
    ///     "web": (kind: "instance", at: (200, 0)),
    /// }, connections: {
    ///     "assume": (from: "web", to: "app"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "iam_role", at: (0, 0)),
    ///     "rescue": (kind: "iam_role", at: (400, 0), properties: {"permissions": "administrator", "break_glass": true}),
    ///     "web": (kind: "instance", at: (200, 0)),
    /// }, connections: {
    ///     "assume": (from: "web", to: "app"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC020",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(
            &[&iam_role::KIND, &iam_user::KIND, &iam_group::KIND],
            check,
        ),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "관리자 권한을 모두 가진 역할 또는 사용자",
            why: "컴포넌트 하나를 탈취한 사람이 데이터, 요금, 감사 기록까지 계정 전체를 장악합니다.",
            fix: "그려진 연결에서 정책을 만듭니다. 호출하는 서비스마다 필요한 작업과 리소스만 허용합니다.",
            silence: "비상용 역할인 경우입니다. 역할에 그렇게 표시하면 이 항목은 사라집니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let is_role = identity::is_role(item);
    if item.text(&iam_role::PERMISSION) != "administrator"
        || is_role && item.flag(&iam_role::BREAK_GLASS)
    {
        return;
    }
    let users: Vec<Item<'_>> = cx.neighbours(item).collect();
    let evidence = seen(|language| {
        let name = item.name(language);
        let by = phrase::names(users.iter().copied(), language);
        match (language, users.is_empty()) {
            (Language::English, true) => format!("{name}: all actions on all resources"),
            (Language::Korean, true) => format!("{name}: 모든 리소스의 모든 작업"),
            (Language::English, false) => {
                format!("{name}: all actions on all resources, used by {by}")
            }
            (Language::Korean, false) => {
                format!("{name}: 모든 리소스의 모든 작업, 사용: {by}")
            }
        }
    });
    out.add([item.id], evidence);
}
