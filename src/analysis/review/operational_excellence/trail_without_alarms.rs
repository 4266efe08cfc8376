//! OPS021: Trail without alarms.

use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudtrail;
use crate::catalog::security::securityhub_account;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Trail without alarms
    ///
    /// **Why.** A sign-in of the root user or a change of rights is recorded, but nobody looks until something is missing.
    ///
    /// **Fix.** Send the trail to CloudWatch Logs and set the alarms of the CIS benchmark, or use Security Hub.
    ///
    /// **When to silence it.** Another tool reads the trail.
    ///
    /// **References.** CloudTrail.5; CKV2_AWS_10; prowler:cloudtrail_cloudwatch_logging_enabled; CIS5.0:4.3; CIS5.0:4.10;
    /// CloudWatch.1; SEC04-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "trail": (kind: "cloudtrail", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "trail": (kind: "cloudtrail", at: (0, 0), properties: {"cloudwatch_logs": true, "alarms": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS021",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Each(&[&cloudtrail::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "경보가 없는 추적",
            why: "루트 사용자 로그인이나 권한 변경이 기록되어도 문제가 생길 때까지 아무도 보지 않습니다.",
            fix: "추적을 CloudWatch Logs로 보내고 CIS 벤치마크의 경보를 두거나 Security Hub를 씁니다.",
            silence: "다른 도구가 추적을 읽는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let watched = !cx.of_kind(&securityhub_account::KIND).is_empty();
    if !item.flag(&cloudtrail::ALARMS) && !watched {
        out.add([item.id], || phrase::property_of(item, &cloudtrail::ALARMS));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new(
            "Send to CloudWatch Logs with alarms",
            "CloudWatch Logs로 보내고 경보 두기",
        ),
        edit: Edit::Batch(vec![
            set(&item, &cloudtrail::LOGS, true),
            set(&item, &cloudtrail::ALARMS, true),
        ]),
    })
}
