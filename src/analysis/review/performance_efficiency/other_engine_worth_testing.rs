//! PERF036: Engine choice worth testing: RDS or Aurora.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::text::number::short;

rule! {
    /// Engine choice worth testing: RDS or Aurora
    ///
    /// **Why.** Aurora brings shared storage, fast replicas and growth at a higher price; RDS is cheaper for simple, small
    /// databases.
    ///
    /// **Fix.** Draw a scenario with the other engine and compare price and recovery.
    ///
    /// **When to silence it.** The engine is decided.
    ///
    /// **References.** PERF03-BP01; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "postgres", "read_replicas": 3}), // finding
    ///     "small": (kind: "rds_cluster", at: (150, 0), properties: {"average_cpu_percent": 4, "readers": 0}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "postgres", "read_replicas": 1}),
    ///     "small": (kind: "rds_cluster", at: (150, 0), properties: {"average_cpu_percent": 35, "readers": 0}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF036",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Info,
        check: Check::Each(&[&db_instance::KIND, &rds_cluster::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "시험해 볼 만한 엔진 선택: RDS 또는 Aurora",
            why: "Aurora는 더 높은 가격에 공유 스토리지, 빠른 복제본, 확장성을 제공하고 RDS는 단순하고 작은 데이터베이스에 더 저렴합니다.",
            fix: "다른 엔진으로 시나리오를 그려 가격과 복구를 비교합니다.",
            silence: "엔진이 이미 정해진 경우입니다.",
        },
    };
}

/// Replicas, recovery time in minutes and load from which Aurora is worth a look; average use below which RDS is;
/// defaults.
const REPLICAS: f64 = 2.0;
const RECOVERY: f64 = 1.0;
const BUSY: f64 = 0.6;
const IDLE: f64 = 0.1;
/// vCPUs of the largest class that is still comfortable; default.
const COMFORTABLE: f64 = 64.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let evidence = if *item.kind == db_instance::KIND {
        aurora(cx, item)
    } else {
        rds(cx, item)
    };
    if let Some((english, korean)) = evidence {
        out.add([item.id], || phrase::about(item, english, korean));
    }
}

/// Why Aurora may fit better.
fn aurora(cx: &Cx<'_>, item: &Item<'_>) -> Option<(String, String)> {
    if !matches!(item.text(&db_instance::ENGINE), "mysql" | "postgres") {
        return None;
    }
    let replicas = item.number(&db_instance::READ_REPLICAS);
    if replicas >= REPLICAS {
        let replicas = short(replicas, 0);
        return Some((
            format!("{replicas} replicas, each with storage of its own; Aurora shares it"),
            format!("복제본 {replicas}개가 각각 스토리지를 가짐. Aurora는 공유"),
        ));
    }
    let target = cx.design.settings.target_rto_minutes;
    if let Some(target) = target.filter(|target| *target < RECOVERY) {
        let target = short(target * 60.0, 0);
        return Some((
            format!("recovery within {target} s is asked; Aurora fails over faster than RDS"),
            format!("목표 복구 시간 {target}초. Aurora가 RDS보다 빨리 장애 조치"),
        ));
    }
    let (load, spec) = (load::at_peak(cx, item)?, load::spec(cx, item)?);
    (spec.vcpu >= COMFORTABLE && load > BUSY).then(|| {
        let (load, vcpu) = (short(load * 100.0, 0), short(spec.vcpu, 0));
        (
            format!("{load}% of {vcpu} vCPUs at the peak"),
            format!("최고점에 vCPU {vcpu}개의 {load}% 사용"),
        )
    })
}

/// Why RDS may do.
fn rds(_: &Cx<'_>, item: &Item<'_>) -> Option<(String, String)> {
    let cpu = load::cpu(item).filter(|cpu| *cpu < IDLE)?;
    let provisioned = item.text(&rds_cluster::CAPACITY) == "provisioned";
    (provisioned && item.number(&rds_cluster::READERS) <= 1.0).then(|| {
        let cpu = short(cpu * 100.0, 0);
        (
            format!("average CPU {cpu}%, few readers; RDS may do for less"),
            format!("평균 CPU {cpu}%, 적은 리더. RDS가 더 저렴할 수 있음"),
        )
    })
}
