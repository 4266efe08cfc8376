//! COST028: Long commitment on an old instance family.

use crate::analysis::review::families::{self, Search, Types};
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::eks_node_group;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::purchase;
use crate::text::number::Money;

rule! {
    /// Long commitment on an old instance family
    ///
    /// **Why.** A reservation keeps its type and price while new families and price cuts arrive every year or two.
    ///
    /// **Fix.** Take a Compute Savings Plan, a convertible reservation or a term of one year; wait if a successor is
    /// near.
    ///
    /// **When to silence it.** The commitment is signed and its rest is used up.
    ///
    /// **References.** COST07-BP01; COST10-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m5.large", "purchase_option": "reserved", "reserved_term": "3yr"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m5.large", "purchase_option": "reserved", "reserved_term": "3yr", "offering_class": "convertible"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST028",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "오래된 인스턴스 패밀리의 장기 약정",
            why: "예약은 유형과 가격을 고정하지만 새 패밀리와 가격 인하는 1~2년마다 나옵니다.",
            fix: "컴퓨팅 절감형 플랜, 컨버터블 또는 1년 약정을 쓰고, 후속 세대가 가까우면 기다립니다.",
            silence: "약정이 이미 체결되어 남은 기간을 쓰는 경우입니다.",
        },
    };
}

/// Kinds whose reservations are for one family, with the property that holds the type.
static TYPES: Types = &[
    (&autoscaling_group::KIND, &server::TYPE),
    (&db_instance::KIND, &db_instance::INSTANCE_CLASS),
    (&eks_node_group::KIND, &server::TYPE),
    (
        &elasticache_replication_group::KIND,
        &elasticache_replication_group::NODE_TYPE,
    ),
    (&instance::KIND, &server::TYPE),
    (&rds_cluster::KIND, &rds_cluster::INSTANCE_CLASS),
];

/// Whatever a newer family costs: what matters is that there is one.
const SEARCH: Search = Search {
    looks_at: |item, _| purchase::is_reserved(item) && item.text(&purchase::CLASS) != "convertible",
    candidates: families::newer,
    most: f64::MAX,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in SEARCH.all(cx, TYPES) {
        let item = found.item;
        let cost = cx.cost_of(item).map(|cost| cost.total);
        let priced = cost.filter(|total| total.missing == 0 && total.upfront_missing == 0);
        let term = item.text(&purchase::TERM);
        let evidence = seen(|language| {
            let (name, old, new) = (item.name(language), found.name, &found.other);
            let term = purchase::TERM.choice_title(term, language).unwrap_or(term);
            let usd = match (priced, language) {
                (Some(total), _) => Money::USD.per_month(total.effective(), language),
                (None, Language::English) => "its price is not in the price list".to_owned(),
                (None, Language::Korean) => "예약 가격은 가격표에 없음".to_owned(),
            };
            let hour = Money::USD.unit_price(found.other_hour);
            match language {
                Language::English => {
                    format!(
                        "{name}: {old} reserved for {term}, {usd}; {new} is there at {hour}/h On-Demand"
                    )
                }
                Language::Korean => {
                    format!(
                        "{name}: {old} {term} 예약, {usd}; 새 세대 {new}는 온디맨드 시간당 {hour}"
                    )
                }
            }
        });
        out.add([item.id], evidence);
    }
}
