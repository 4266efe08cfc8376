//! REL005: Aurora cluster cannot fail over to another zone.

use crate::analysis::review::prelude::*;
use crate::catalog::database::rds_cluster;

rule! {
    /// Aurora cluster cannot fail over to another zone
    ///
    /// **Why.** Aurora keeps its data in three zones, but without a reader a failed writer is built anew: up to ten minutes
    /// instead of less than one.
    ///
    /// **Fix.** Add a reader of the same class in another zone. The storage is shared, so only the instance is added to the
    /// bill.
    ///
    /// **When to silence it.** Ten minutes of downtime are acceptable.
    ///
    /// **References.** RDS.15; prowler:rds_cluster_multi_az; TA:Amazon RDS DB clusters have one DB instance; TA:Amazon RDS
    /// DB clusters with all instances in the same Availability Zone; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 0}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 1}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL005",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: expect_where(
            &[(&rds_cluster::KIND, &rds_cluster::READERS)],
            at_least(1.0),
            in_production,
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Add a reader", "리더 추가")),
        threshold: None,
        korean: Korean {
            title: "다른 가용 영역으로 장애 조치할 수 없는 Aurora 클러스터",
            why: "Aurora는 데이터를 가용 영역 3개에 저장하지만, 리더가 없으면 장애가 난 라이터를 새로 만들어야 합니다. 1분 미만이 아니라 최대 10분이 걸립니다.",
            fix: "다른 가용 영역에 같은 클래스의 리더를 추가합니다. 스토리지는 공유하므로 인스턴스 비용만 늘어납니다.",
            silence: "10분의 중단을 받아들일 수 있는 경우입니다.",
        },
    };
}
