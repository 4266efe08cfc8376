//! SUS007: Low-use servers instead of shared services.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::instance;
use crate::catalog::database::{db_instance, elasticache_replication_group};
use crate::text::number::short;

rule! {
    /// Low-use servers instead of shared services
    ///
    /// **Why.** Shared managed services pack many customers on the same hardware; a server of one's own idles for one.
    ///
    /// **Fix.** Serverless (Lambda, Fargate, Aurora Serverless v2, ElastiCache Serverless), or a smaller size.
    ///
    /// **When to silence it.** The server waits for a failover, or a licence ties it.
    ///
    /// **References.** SUS05-BP03; SUS05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "job": (kind: "instance", at: (0, 0), properties: {"average_cpu_percent": 3}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "job": (kind: "instance", at: (0, 0), properties: {"average_cpu_percent": 45}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS007",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: Check::Each(&[&instance::KIND, &db_instance::KIND, &elasticache_replication_group::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "공유 서비스 대신 쓰는 사용률 낮은 서버",
            why: "공유 관리형 서비스는 같은 하드웨어를 여러 고객이 나눠 쓰지만 전용 서버는 혼자 놉니다.",
            fix: "서버리스(Lambda, Fargate, Aurora Serverless v2, ElastiCache Serverless)나 더 작은 크기를 사용합니다.",
            silence: "서버가 장애 조치를 위해 대기하거나 라이선스에 묶인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    let Some(used) = load::on_average(cx, item).filter(|used| used * 100.0 < limit) else {
        return;
    };
    let used = short(used * 100.0, 1);
    let (en, ko) = if *item.kind == instance::KIND {
        ("Lambda or Fargate", "Lambda 또는 Fargate")
    } else if *item.kind == db_instance::KIND {
        ("Aurora Serverless v2", "Aurora Serverless v2")
    } else {
        ("ElastiCache Serverless", "ElastiCache Serverless")
    };
    let evidence = || {
        phrase::about(
            item,
            format!("{used}% used on average; {en} shares its hardware"),
            format!("평균 사용률 {used}%. {ko}는 하드웨어를 나눠 씀"),
        )
    };
    out.add([item.id], evidence);
}
