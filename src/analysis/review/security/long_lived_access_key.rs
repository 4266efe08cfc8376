//! SEC014: Long-lived access keys used by a workload.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::security::iam_user;
use crate::text::number::short;

rule! {
    /// Long-lived access keys used by a workload
    ///
    /// **Why.** Access keys do not expire. Leaked keys are the usual cause of stolen data and of surprise bills.
    ///
    /// **Fix.** Use roles instead: instance profile, task role, pod identity, IAM Roles Anywhere for machines on
    /// premises. Delete the key, or rotate it within 90 days until then.
    ///
    /// **When to silence it.** The system outside AWS knows neither roles nor certificates, and the keys are
    /// rotated by a program.
    ///
    /// **References.** IAM.3; CKV_AWS_273; prowler:iam_user_with_temporary_credentials;
    /// prowler:iam_rotate_access_key_90_days; CIS5.0:1.13; TA:IAM Access Key Rotation; TA:Exposed Access Keys;
    /// SEC02-BP02; SEC02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "deploy": (kind: "iam_user", at: (0, 0), properties: {"console": false, "access_keys": 1, "workload": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "deploy": (kind: "iam_role", at: (0, 0)),
    ///     "person": (kind: "iam_user", at: (200, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC014",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&iam_user::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "워크로드가 사용하는 장기 액세스 키",
            why: "액세스 키는 만료되지 않습니다. 유출된 키는 데이터 유출과 예상치 못한 요금의 흔한 원인입니다.",
            fix: "인스턴스 프로파일, 태스크 역할, 파드 자격 증명, 온프레미스용 IAM Roles Anywhere 같은 역할을 씁니다. 키는 삭제하고, 그 전까지는 90일 안에 교체합니다.",
            silence: "AWS 밖의 시스템이 역할도 인증서도 쓸 수 없고 프로그램이 키를 교체하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let keys = item.number(&iam_user::ACCESS_KEYS);
    if keys == 0.0 {
        return;
    }
    let mut users: Vec<Item<'_>> = cx.neighbours(item).collect();
    users.retain(identity::is_workload);
    if users.is_empty() && !item.flag(&iam_user::WORKLOAD) {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let age = item.number(&iam_user::KEY_AGE);
        let (keys, days) = (short(keys, 0), short(age, 0));
        let by = phrase::names(users.iter().copied(), language);
        match language {
            Language::English => {
                let mut text = format!("{name}: {keys} active access keys");
                if age > 0.0 {
                    text.push_str(&format!(", the oldest {days} days old"));
                }
                text.push_str(", used by ");
                text.push_str(if users.is_empty() { "a program" } else { &by });
                text
            }
            Language::Korean => {
                let mut text = format!("{name}: 활성 액세스 키 {keys}개");
                if age > 0.0 {
                    text.push_str(&format!(", 가장 오래된 키 {days}일"));
                }
                text.push_str(", 사용자: ");
                text.push_str(if users.is_empty() {
                    "프로그램"
                } else {
                    &by
                });
                text
            }
        }
    });
    out.add([item.id], evidence);
}
