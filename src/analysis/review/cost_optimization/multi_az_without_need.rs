//! COST013: Multi-AZ paid for without a need for it.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{saving, zones};
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::database::{db_instance, elasticache_replication_group};
use crate::model::Component;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::Money;
use crate::units::Usd;

rule! {
    /// Multi-AZ paid for without a need for it
    ///
    /// **Why.** If the design does not have to survive a zone, one zone saves standbys and bytes between zones. The
    /// rule shows both prices so that it is a choice: REL001 and REL004 ask for the opposite.
    ///
    /// **Fix.** Put the tier in one zone and accept REL001, REL004 and REL090.
    ///
    /// **When to silence it.** Failover is tested in this environment, too.
    ///
    /// **References.** COST05-BP01; SUS02-BP02; COST08-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "a", at: (60, 100), properties: {"deployment": "multi-az"}, tags: {"env": "dev"}), // finding
    ///     "web": (kind: "autoscaling_group", placements: [(in: "a", at: (260, 100)), (in: "c", at: (260, 520))], tags: {"env": "test"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "a", at: (60, 100), properties: {"deployment": "single-az"}, tags: {"env": "dev"}),
    ///     "live": (kind: "db_instance", in: "c", at: (60, 520), properties: {"deployment": "multi-az"}, tags: {"env": "prod"}),
    ///     "web": (kind: "autoscaling_group", in: "a", at: (260, 100), tags: {"env": "test"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST013",
        pillar: Pillar::CostOptimization,
        severity: Severity::Info,
        check: each_where(&[
                &autoscaling_group::KIND,
                &db_instance::KIND,
                &elasticache_replication_group::KIND,
                &instance::KIND,
            ], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "필요하지 않은데 비용을 내는 다중 AZ",
            why: "가용 영역 장애를 견딜 필요가 없는 설계라면 한 영역만 쓰면 대기 인스턴스와 영역 간 전송 비용이 줄어듭니다. 도구가 두 가격을 모두 보여 주므로 선택할 수 있습니다.",
            fix: "계층을 한 영역에 두고 REL001, REL004, REL090을 감수합니다.",
            silence: "시험 환경에서도 장애 조치를 시험하는 경우입니다.",
        },
    };
}

/// Whether nothing depends on the survival of a zone.
fn may_stop(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    accepts_zone_outage(cx) || !cx.is_production(item.component)
}

fn accepts_zone_outage(cx: &Cx<'_>) -> bool {
    let settings = &cx.design.settings;
    settings.accepts_zone_outage && settings.target_availability_percent.is_none()
}

/// The component in the zone of its first tile only.
fn in_one_zone(item: &Item<'_>) -> Option<Component> {
    let mut component = item.component.clone();
    let design = item.design;
    let first = component.placements.first()?.clone();
    let zone = design.zone_of(first.parent.as_ref());
    let total = component.placements.iter().map(|it| it.instances).sum();
    component
        .placements
        .retain(|it| design.zone_of(it.parent.as_ref()) == zone);
    if component.placements.len() == 1 {
        component.placements[0].instances = total;
    }
    if *item.kind == db_instance::KIND {
        component = component.with(db_instance::DEPLOYMENT.name, "single-az");
    } else if *item.kind == elasticache_replication_group::KIND {
        component = component.with(elasticache_replication_group::MULTI_AZ.name, false);
    }
    (component != *item.component).then_some(component)
}

fn spans_zones(item: &Item<'_>) -> bool {
    if *item.kind == db_instance::KIND {
        return item.text(&db_instance::DEPLOYMENT) != "single-az";
    }
    item.component.placements.len() > 1 && zones::zones_of(&[*item]).len() > 1
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.has_tags() || accepts_zone_outage(cx)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if !may_stop(cx, item) || !spans_zones(item) {
        return;
    }
    let Some(component) = in_one_zone(item) else {
        return;
    };
    let saved = saving::instead(cx, item, &component);
    let edges = cx.incoming(item).iter().chain(cx.outgoing(item));
    let bytes: Usd = edges
        .map(|(id, _)| saving::of_connection(cx, id, "inter_zone"))
        .sum();
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        let bytes = Money::USD.per_month(bytes, language);
        match language {
            Language::English => format!(
                "{name}: in one zone {price}; its bytes between zones cost {bytes}; REL001 and REL004 ask for several zones"
            ),
            Language::Korean => format!(
                "{name}: 한 영역에서는 {price}; 영역 간 전송 {bytes}; REL001과 REL004는 여러 영역을 요구함"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Run in one zone", "한 영역에서만 실행"),
        edit: Edit::PutComponent(item.id.clone(), in_one_zone(&item)?),
    })
}
