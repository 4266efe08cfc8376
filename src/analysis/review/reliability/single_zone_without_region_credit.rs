//! REL090: Single-zone deployment forfeits the Region-level SLA credit.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::database::db_instance;

rule! {
    /// Single-zone deployment forfeits the Region-level SLA credit
    ///
    /// **Why.** Service credits for an outage assume two or more zones; for a single one the commitment is lower.
    /// Neither pays for lost business.
    ///
    /// **Fix.** Use two zones, and plan for lost revenue yourself.
    ///
    /// **When to silence it.** Credits do not matter to you.
    ///
    /// **References.** REL11-BP07; REL10-BP01.
    ///
    /// ```ron bad
    /// (settings: (target_availability_percent: 99.9), components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 99.9), components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"deployment": "multi-az"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL090",
        pillar: Pillar::Reliability,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "단일 AZ 배포는 리전 수준 SLA 크레딧 대상이 아님",
            why: "장애 크레딧은 둘 이상의 가용 영역을 전제로 하며 하나일 때의 약속은 더 낮습니다. 어느 쪽도 잃은 매출을 보상하지 않습니다.",
            fix: "가용 영역 둘을 쓰고 매출 손실은 스스로 대비합니다.",
            silence: "크레딧이 중요하지 않은 경우입니다.",
        },
    };
}

/// Commitments in percent: EC2 spread over two zones and each instance alone, RDS with a standby and without
/// (service-facts: SLAs of EC2 and RDS).
const EC2: (f64, f64) = (99.99, 99.5);
const RDS: (f64, f64) = (99.95, 99.5);

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.design.settings.target_availability_percent.is_none() {
        return;
    }
    for tier in zones::tiers(cx) {
        let of_ec2 = tier
            .iter()
            .all(|item| *item.kind == instance::KIND || *item.kind == autoscaling_group::KIND);
        if of_ec2 && zones::zones_of(&tier).len() == 1 {
            tell(cx, &tier, EC2, out);
        }
    }
    for item in cx.of_kind(&db_instance::KIND) {
        if item.text(&db_instance::DEPLOYMENT) == "single-az" {
            tell(cx, &[*item], RDS, out);
        }
    }
}

fn tell(cx: &Cx<'_>, items: &[Item<'_>], (spread, alone): (f64, f64), out: &mut Findings) {
    if !items.iter().all(|item| in_production(cx, item)) {
        return;
    }
    let evidence = seen(|language| {
        let names = phrase::names(items.iter().copied(), language);
        match language {
            Language::English => {
                format!("{names}: one zone, AWS commits to {alone} % instead of {spread} %")
            }
            Language::Korean => {
                format!("{names}: 가용 영역 하나, AWS의 약속은 {spread}%가 아닌 {alone}%")
            }
        }
    });
    out.add(items.iter().map(|item| item.id), evidence);
}
