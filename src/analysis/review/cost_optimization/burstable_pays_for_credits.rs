//! COST006: Burstable instance pays for surplus credits.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{families, saving};
use crate::catalog::Property;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::database::db_instance;
use crate::model::Value;
use crate::pricing::InstanceSpec;
use crate::text::number::Money;

rule! {
    /// Burstable instance pays for surplus credits
    ///
    /// **Why.** Unlimited mode hides the limit and bills it: above the baseline each vCPU-hour is paid on top of the
    /// instance.
    ///
    /// **Fix.** Move to the m or c family.
    ///
    /// **When to silence it.** The load will fall below the baseline soon.
    ///
    /// **References.** PERF02-BP04; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "t3.large", "average_cpu_percent": 80}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m6i.large", "average_cpu_percent": 80}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST006",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Each(&[&autoscaling_group::KIND, &db_instance::KIND, &instance::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "잉여 크레딧 요금을 내는 버스트 가능 인스턴스",
            why: "무제한 모드는 한도를 숨기고 초과분을 청구합니다. 평균 CPU가 기준 성능보다 높으면 고정 성능 인스턴스가 더 저렴할 수 있습니다.",
            fix: "m 또는 c 패밀리로 옮깁니다.",
            silence: "사용량이 곧 줄어들 예정인 경우입니다.",
        },
    };
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let surplus = saving::of_lines(cx, item, &["surplus", "cpu_credits"]);
    if surplus.0 <= 0.0 {
        return;
    }
    let property = if *item.kind == db_instance::KIND {
        &db_instance::INSTANCE_CLASS
    } else {
        &server::TYPE
    };
    let Some(fixed) = steady(cx, item, property) else {
        return;
    };
    let saved = saving::with(cx, item, &[(property, Value::from(fixed))]);
    if saved.usd().is_some_and(|usd| usd.0 < 0.0) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let surplus = Money::USD.per_month(surplus, language);
        let price = saved.told(language);
        match language {
            Language::English => {
                format!("{name}: {surplus} for CPU above the baseline; as {fixed} {price}")
            }
            Language::Korean => {
                format!("{name}: 기준 성능 초과분 {surplus}; {fixed}로 바꾸면 {price}")
            }
        }
    });
    out.add([item.id], evidence);
}

/// The cheapest type of a family without credits that has as many vCPU, no less memory and the same architecture.
fn steady<'a>(cx: &Cx<'a>, item: &Item<'a>, property: &Property) -> Option<&'a str> {
    let name = item.text(property);
    let spec = cx.catalogue.spec(name)?;
    let prefix = families::Name::of(name)?.prefix;
    let (types, region) = (families::offer(item, property)?, item.region());
    let fits = |other: &&InstanceSpec| {
        families::Name::of(&other.name).is_some_and(|it| {
            it.prefix == prefix
                && matches!(it.letters, "c" | "m" | "r")
                && matches!(it.attributes, "" | "i" | "a" | "g")
        }) && other.vcpu == spec.vcpu
            && other.memory_gib >= spec.memory_gib
            && other.architecture == spec.architecture
    };
    let priced = cx
        .catalogue
        .specs()
        .iter()
        .filter(fits)
        .filter_map(|other| {
            let hour = families::hour(cx, region, &types, &other.name)?;
            Some((other.name.as_str(), hour))
        });
    priced
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(name, _)| name)
}
