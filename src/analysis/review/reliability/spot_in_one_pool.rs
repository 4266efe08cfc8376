//! REL023: Spot group with one instance type or zone.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, zones};
use crate::catalog::compute::{autoscaling_group, fleet, server};
use crate::model::Value;
use crate::model::edit::Edit;
use crate::pricing::Query;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Spot group with one instance type or zone
    ///
    /// **Why.** Spot capacity is sold by type and zone: when one such pool runs dry, every instance that came from it
    /// goes at once.
    ///
    /// **Fix.** Allow three types or more over two zones or more, and let capacity rebalancing start the next instance
    /// before one is taken.
    ///
    /// **When to silence it.** The work may stop whenever the pool is empty.
    ///
    /// **References.** AutoScaling.6; prowler:autoscaling_group_multiple_instance_types;
    /// prowler:autoscaling_group_capacity_rebalance_enabled; REL07-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "batch": (kind: "autoscaling_group", in: "private-a", at: (420, 120), properties: {"purchase_option": "spot", "spot_price": 0.05}), // finding
    ///     "jobs": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 220)), (in: "private-c", at: (420, 640))], properties: {"purchase_option": "spot", "spot_price": 0.05, "capacity_rebalance": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "batch": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))], properties: {"purchase_option": "spot", "spot_price": 0.05, "capacity_rebalance": true, "mixed_instances": "m6i.large=1, m5.large=1, m6a.large=1"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL023",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("instance types", "개 인스턴스 유형"),
            source: "default",
        }),
        korean: Korean {
            title: "인스턴스 유형이나 가용 영역이 하나뿐인 스팟 그룹",
            why: "스팟 용량은 유형과 가용 영역별로 나뉩니다. 한 풀이 마르면 그 풀의 인스턴스가 한꺼번에 사라집니다.",
            fix: "둘 이상의 가용 영역에서 세 가지 이상의 유형을 허용하고, 회수 전에 다음 인스턴스를 시작하는 용량 재분배를 켭니다.",
            silence: "풀이 비면 언제든 멈춰도 되는 작업입니다.",
        },
    };
}

/// Instance types that the group may take.
fn types<'a>(item: &Item<'a>) -> Vec<&'a str> {
    let stated = item.text(&fleet::MIXED).split(',');
    let names = stated.map(|part| part.split('=').next().unwrap_or(part).trim());
    let mut names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names.push(item.text(&server::TYPE));
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let (_, spot) = fleets::on_demand_and_spot(item);
    spot > 0.0
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (_, spot) = fleets::on_demand_and_spot(item);
    if spot <= 0.0 {
        return;
    }
    let types = types(item).len();
    let zones = zones::zones_of(&[*item]).len();
    let rebalances = item.flag(&autoscaling_group::CAPACITY_REBALANCE);
    if types as f64 >= out.rule().limit(cx) && zones != 1 && rebalances {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let spot = short(spot, 1);
        let state = phrase::value_of(
            &autoscaling_group::CAPACITY_REBALANCE,
            &rebalances.into(),
            language,
        );
        let zones = match (language, zones) {
            (_, 0) => String::new(),
            (Language::English, n) => format!(", {}", phrase::count(n, "zone", "zones")),
            (Language::Korean, n) => format!(", 가용 영역 {n}개"),
        };
        match language {
            Language::English => {
                let types = phrase::count(types, "instance type", "instance types");
                format!(
                    "{name}: {spot} Spot instances of {types}{zones}; capacity rebalancing {state}"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 스팟 인스턴스 {spot}개, 유형 {types}가지{zones}, 용량 재분배 {state}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

/// Types of the same size and architecture that have a price in the item's Region, of the same family first, by name.
fn alike<'a>(cx: &Cx<'a>, item: &Item<'_>, count: usize) -> Vec<&'a str> {
    let name = item.text(&server::TYPE);
    let Some(own) = cx.catalogue.spec(name) else {
        return Vec::new();
    };
    let is_priced = |other: &str| {
        let query = Query::new("ec2", "instance_hour")
            .with("instance_type", other)
            .with("os", item.text(&server::SYSTEM))
            .with("tenancy", "shared");
        cx.catalogue.price(item.region(), &query).rate().is_some()
    };
    let mut found: Vec<&str> = cx
        .catalogue
        .specs()
        .iter()
        .filter(|spec| {
            spec.name != name
                && spec.vcpu == own.vcpu
                && spec.memory_gib == own.memory_gib
                && spec.architecture == own.architecture
                && spec.generation == own.generation
                && spec.name.matches('.').count() == 1
                && is_priced(&spec.name)
        })
        .map(|spec| spec.name.as_str())
        .collect();
    let family = name.chars().next();
    found.sort_by_key(|other| (other.chars().next() != family, *other));
    found.truncate(count);
    found
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut component = item.component.clone();
    let mut edits = Vec::new();
    let mut names = types(&item);
    if (names.len() as f64) < RULE.limit(cx) {
        let missing = (RULE.limit(cx).ceil() as usize).saturating_sub(names.len());
        let others = alike(cx, &item, missing);
        if others.len() < missing {
            return None;
        }
        names.extend(others);
        let parts: Vec<String> = names.iter().map(|name| format!("{name}=1")).collect();
        let mixed = fleet::MIXED.name.to_owned();
        component
            .properties
            .insert(mixed, Value::Text(parts.join(", ")));
    }
    let rebalance = autoscaling_group::CAPACITY_REBALANCE.name.to_owned();
    component.properties.insert(rebalance, true.into());
    if zones::zones_of(&[item]).len() == 1 {
        let last = component.placements.last()?.clone();
        let twin = zones::twin(cx, last.parent.as_ref())?;
        edits.extend(twin.edits.iter().cloned());
        component
            .placements
            .push(zones::place_in(&twin, &last, None));
    }
    edits.push(Edit::PutComponent(item.id.clone(), component));
    Some(Fix {
        label: Phrase::new("Spread over types and zones", "유형과 가용 영역 분산"),
        edit: Edit::Batch(edits),
    })
}
