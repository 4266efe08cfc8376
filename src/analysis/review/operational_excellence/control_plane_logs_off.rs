//! OPS024: Control plane or workflow logs off.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::analytics::{msk_cluster, opensearch_domain};
use crate::catalog::containers::eks_cluster;
use crate::catalog::integration::{mq_broker, sfn_state_machine};
use crate::model::Value;

rule! {
    /// Control plane or workflow logs off
    ///
    /// **Why.** When a managed service fails inside, nothing is left that explains why.
    ///
    /// **Fix.** Turn on its error and audit logs (their ingestion is billed).
    ///
    /// **When to silence it.** The workload is a test that nobody will look into.
    ///
    /// **References.** EKS.8; StepFunctions.1; MQ.2; Opensearch.4; CKV_AWS_37; CKV_AWS_285; CKV_AWS_80; CKV_AWS_48;
    /// prowler:eks_control_plane_logging_all_types_enabled; prowler:stepfunctions_statemachine_logging_enabled; REL06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0)), // finding
    ///     "flow": (kind: "sfn_state_machine", at: (200, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0), properties: {"control_plane_logs": true}),
    ///     "flow": (kind: "sfn_state_machine", at: (200, 0), properties: {"logging_level": "ERROR"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS024",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Each(&[&eks_cluster::KIND, &mq_broker::KIND, &msk_cluster::KIND, &opensearch_domain::KIND, &sfn_state_machine::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "꺼져 있는 제어 영역 또는 워크플로 로그",
            why: "관리형 서비스 내부에서 장애가 나도 원인을 설명할 기록이 남지 않습니다.",
            fix: "오류 로그와 감사 로그를 켭니다(수집 요금 발생).",
            silence: "아무도 들여다보지 않을 시험용 워크로드입니다.",
        },
    };
}

/// The property that says whether an item logs, and the value that makes it log.
fn switch(item: &Item<'_>) -> (&'static Property, Value) {
    let flags: [(&crate::catalog::Kind, &'static Property); 4] = [
        (&eks_cluster::KIND, &eks_cluster::LOGS),
        (&mq_broker::KIND, &mq_broker::LOGS),
        (&msk_cluster::KIND, &msk_cluster::LOGS),
        (&opensearch_domain::KIND, &opensearch_domain::LOG_PUBLISHING),
    ];
    let own = flags.into_iter().find(|(kind, _)| *kind == item.kind);
    own.map_or_else(
        || (&sfn_state_machine::LOGGING, Value::from("ERROR")),
        |(_, property)| (property, Value::Bool(true)),
    )
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, value) = switch(item);
    let off = match value {
        Value::Bool(_) => !item.flag(property),
        _ => item.text(property) == "OFF",
    };
    if off && in_production(cx, item) {
        out.add([item.id], || phrase::property_of(item, property));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, value) = switch(&item);
    Some(Fix {
        label: phrase::set(property, &value),
        edit: set(&item, property, value),
    })
}
