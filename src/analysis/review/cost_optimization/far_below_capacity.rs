//! COST007: Instances far below their capacity.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{families, saving};
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::ecs_service;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::{Property, economics};
use crate::model::Value;
use crate::text::Phrase;
use crate::text::number::{Money, short};

rule! {
    /// Instances far below their capacity
    ///
    /// **Why.** Paid capacity is idle even at the peak.
    ///
    /// **Fix.** Take a smaller size or fewer nodes; keep the room for the loss of a zone (REL019).
    ///
    /// **When to silence it.** The capacity waits for a known rise of the traffic.
    ///
    /// **References.** TA:Low utilization Amazon EC2 instances; TA:Amazon EC2 cost optimization recommendations for
    /// instances; TA:Amazon RDS cost optimization recommendations for DB instances;
    /// thrifty:instances_with_low_utilization; thrifty:rds_db_low_utilization; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (300, 0), properties: {"instance_class": "db.m6g.xlarge", "peak_utilization_percent": 20}), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(50.0), peak_factor: 2.0)),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.xlarge", "instance_count": 2, "requests_per_second_per_instance": 400}), // finding
    /// }, connections: {
    ///     "c": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (300, 0), properties: {"instance_class": "db.m6g.large", "peak_utilization_percent": 60}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(50.0), peak_factor: 2.0)),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.large", "instance_count": 2, "requests_per_second_per_instance": 100}),
    /// }, connections: {
    ///     "c": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST007",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(&[
                &autoscaling_group::KIND,
                &db_instance::KIND,
                &ecs_service::KIND,
                &elasticache_replication_group::KIND,
                &instance::KIND,
                &opensearch_domain::KIND,
                &rds_cluster::KIND,
            ], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 40.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "용량에 크게 못 미치는 인스턴스",
            why: "가장 바쁜 시간에도 비용을 낸 용량이 놀고 있습니다.",
            fix: "더 작은 크기로 바꾸거나 노드를 줄입니다. 장애 시의 여유 용량은 남깁니다(REL019).",
            silence: "곧 늘어날 트래픽에 대비한 용량인 경우입니다.",
        },
    };
}

/// Utilisation at the peak: as declared, else the peak rate over what the smallest fleet serves; with the words for it.
fn peak(cx: &Cx<'_>, item: &Item<'_>) -> Option<(f64, Phrase)> {
    if let Some(percent) = item.typed(&economics::PEAK_UTILIZATION) {
        let percent_text = short(percent, 1);
        return Some((
            percent / 100.0,
            Phrase::new(
                format!("{percent_text}% used at the peak"),
                format!("최대 사용률 {percent_text}%"),
            ),
        ));
    }
    let (capacity, smallest) = if *item.kind == ecs_service::KIND {
        (&ecs_service::CAPACITY, item.number(&ecs_service::MIN))
    } else if *item.kind == autoscaling_group::KIND {
        (&instance::CAPACITY, item.number(&autoscaling_group::MIN))
    } else if *item.kind == instance::KIND {
        (&instance::CAPACITY, item.instances())
    } else {
        return None;
    };
    let serves = item.typed(capacity)? * smallest;
    let rate = cx.arrivals(item).peak().0;
    if serves <= 0.0 || rate <= 0.0 {
        return None;
    }
    let (rate_text, serves_text) = (short(rate, 1), short(serves, 1));
    let used = saving::percent(rate / serves);
    Some((
        rate / serves,
        Phrase::new(
            format!(
                "{rate_text} req/s at the peak, the smallest fleet serves {serves_text} req/s ({used})"
            ),
            format!("최대 {rate_text} req/s, 최소 규모의 처리 용량 {serves_text} req/s({used})"),
        ),
    ))
}

/// The next smaller size, as a change of a property.
fn smaller(cx: &Cx<'_>, item: &Item<'_>) -> Option<(&'static Property, String)> {
    let property = if *item.kind == db_instance::KIND {
        &db_instance::INSTANCE_CLASS
    } else if *item.kind == rds_cluster::KIND {
        &rds_cluster::INSTANCE_CLASS
    } else if *item.kind == elasticache_replication_group::KIND {
        &elasticache_replication_group::NODE_TYPE
    } else if *item.kind == opensearch_domain::KIND {
        &opensearch_domain::INSTANCE_TYPE
    } else if *item.kind == ecs_service::KIND {
        return None;
    } else {
        &server::TYPE
    };
    let types = families::offer(item, property)?;
    let region = item.region();
    let names = families::smaller(cx.catalogue, item.text(property));
    let mut priced = names
        .into_iter()
        .filter(|name| families::hour(cx, region, &types, name).is_some());
    Some((property, priced.next()?))
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let capacity = if *item.kind == ecs_service::KIND {
        &ecs_service::CAPACITY
    } else {
        &instance::CAPACITY
    };
    item.is_set(&economics::PEAK_UTILIZATION) || item.is_set(capacity)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((share, words)) = peak(cx, item) else {
        return;
    };
    if share * 100.0 >= RULE.limit(cx) {
        return;
    }
    let saved = smaller(cx, item).map(|(property, name)| {
        let saved = saving::with(cx, item, &[(property, Value::from(name.as_str()))]);
        (name, saved)
    });
    let evidence = seen(|language| {
        let (name, words) = (phrase::named(item, language), words.get(language));
        match (&saved, language) {
            (Some((size, saved)), Language::English) => {
                format!("{name}: {words}; as {size} {}", saved.told(language))
            }
            (Some((size, saved)), Language::Korean) => {
                format!("{name}: {words}; {size}로 바꾸면 {}", saved.told(language))
            }
            (None, _) => {
                let cost = Money::USD.per_month(saving::monthly(cx, item), language);
                format!("{name}: {words}; {cost}")
            }
        }
    });
    out.add([item.id], evidence);
}
