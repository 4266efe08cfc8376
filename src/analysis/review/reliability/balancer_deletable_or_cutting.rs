//! REL086: Balancer can be deleted or cuts connections.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, network_load_balancer,
};
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Balancer can be deleted or cuts connections
    ///
    /// **Why.** A mistake deletes the entry of the system, or every scale-in cuts the requests in flight.
    ///
    /// **Fix.** Turn deletion protection on, and let requests in flight finish before a target is cut off. Both are
    /// free.
    ///
    /// **When to silence it.** The load balancer is thrown away and rebuilt on purpose.
    ///
    /// **References.** ELB.6; ELB.7; CKV_AWS_150; prowler:elbv2_deletion_protection;
    /// prowler:elb_connection_draining_enabled; TA:CLB Connection Draining; REL11-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)), // finding
    ///     "old": (kind: "classic_load_balancer", at: (200, 0), properties: {"connection_draining": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0), properties: {"enable_deletion_protection": true}),
    ///     "old": (kind: "classic_load_balancer", at: (200, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL086",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: each_where(&[
                &application_load_balancer::KIND,
                &classic_load_balancer::KIND,
                &network_load_balancer::KIND,
            ], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "삭제될 수 있거나 연결을 끊는 로드 밸런서",
            why: "실수로 시스템의 입구가 삭제되거나, 스케일 인 때마다 처리 중인 요청이 끊깁니다.",
            fix: "삭제 방지를 켜고, 대상을 빼기 전에 처리 중인 요청을 마치게 합니다. 둘 다 무료입니다.",
            silence: "일부러 지우고 다시 만드는 로드 밸런서입니다.",
        },
    };
}

/// Properties that stand wrong. Classic Load Balancers have no deletion protection.
fn wrong(item: &Item<'_>) -> (Option<&'static Property>, Option<&'static Property>) {
    if *item.kind == classic_load_balancer::KIND {
        let drains = item.flag(&classic_load_balancer::DRAINING);
        return (None, (!drains).then_some(&classic_load_balancer::DRAINING));
    }
    let protected = item.flag(&capacity::DELETION_PROTECTION);
    let cuts = item.number(&capacity::DEREGISTRATION_DELAY) <= 0.0;
    (
        (!protected).then_some(&capacity::DELETION_PROTECTION),
        cuts.then_some(&capacity::DEREGISTRATION_DELAY),
    )
}

/// Seconds that requests in flight get: AWS's default (service-facts: ELB default).
const DELAY: f64 = 300.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !matches!(wrong(item), (None, None))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let wrong = wrong(item);
    if !in_production(cx, item) {
        return;
    }
    let evidence = || match wrong {
        (None, None) => Phrase::default(),
        (Some(_), Some(_)) => each(|language| {
            let name = item.name(language);
            match language {
                Language::English => {
                    format!("{name}: deletion protection off, deregistration delay 0 s")
                }
                Language::Korean => format!("{name}: 삭제 방지 꺼짐, 등록 취소 지연 0초"),
            }
        }),
        (Some(property), None) | (None, Some(property)) => phrase::property_of(item, property),
    };
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (protection, draining) = wrong(&item);
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(protection.map(|property| set(&item, property, true)));
    edits.extend(draining.map(|property| {
        if property.name == capacity::DEREGISTRATION_DELAY.name {
            set(&item, property, DELAY)
        } else {
            set(&item, property, true)
        }
    }));
    Some(Fix {
        label: Phrase::new(
            "Protect the load balancer and its requests",
            "로드 밸런서와 요청 보호",
        ),
        edit: Edit::Batch(edits),
    })
}
