//! REL004: RDS instance without a standby.

use crate::analysis::review::prelude::*;
use crate::catalog::database::db_instance;
use crate::text::Phrase;
use crate::text::number::Money;
use crate::units::Usd;

rule! {
    /// RDS instance without a standby
    ///
    /// **Why.** A failure of the host, the storage or the zone means a restore from backup, and planned changes stop the
    /// database too. A standby takes over in typically 60 to 120 seconds.
    ///
    /// **Fix.** Choose a Multi-AZ deployment. It doubles the instance and the storage; the replication itself is free.
    ///
    /// **When to silence it.** Hours of downtime are acceptable, or the data can be rebuilt. Against the price of a
    /// standby that nobody needs (COST013).
    ///
    /// **References.** RDS.5; CKV_AWS_157; prowler:rds_instance_multi_az; CIS5.0:2.2.4; TA:Amazon RDS Multi-AZ; TA:RDS
    /// Multi-AZ Standby Instance Not Enabled; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"deployment": "multi-az"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL004",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(&[&db_instance::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "대기 인스턴스가 없는 RDS 인스턴스",
            why: "호스트, 스토리지, 가용 영역 장애가 나면 백업에서 복원해야 하고 계획된 변경에도 데이터베이스가 멈춥니다. 대기 인스턴스는 보통 60~120초 안에 이어받습니다.",
            fix: "다중 AZ 배포를 선택합니다. 인스턴스와 스토리지 비용이 두 배가 되며 복제 전송은 무료입니다.",
            silence: "몇 시간의 중단을 받아들일 수 있거나 데이터를 다시 만들 수 있는 경우입니다. 필요 없는 대기 인스턴스의 비용과 반대입니다(COST013).",
        },
    };
}

/// Lines of the bill that a standby has, too.
const DOUBLED: [&str; 4] = ["instance", "storage", "iops", "throughput"];

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&db_instance::DEPLOYMENT) == "single-az"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if !in_production(cx, item) {
        return;
    }
    let lines = cx.cost_of(item).map(|cost| cost.lines.as_slice());
    let lines = lines.unwrap_or_default().iter();
    let doubled = lines.filter(|line| DOUBLED.contains(&line.key));
    let usd = Usd(doubled
        .filter_map(|line| line.monthly)
        .map(|usd| usd.0)
        .sum());
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let usd = Money::USD.per_month(usd, language);
        match language {
            Language::English => format!(
                "{name}: Single-AZ, 0 standbys. Instance and storage cost {usd}; a standby costs about as much again (against COST013)"
            ),
            Language::Korean => format!(
                "{name}: 단일 AZ, 대기 인스턴스 0개. 인스턴스와 스토리지 {usd}이며 대기 인스턴스는 약 같은 금액이 더 듦(COST013과 반대)"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add a standby instance", "대기 인스턴스 추가"),
        edit: set(&item, &db_instance::DEPLOYMENT, "multi-az"),
    })
}
