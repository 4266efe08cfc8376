//! COST044: Self-hosted software with a managed equivalent.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::compute::{instance, server, volume};
use crate::catalog::database::{db_instance, docdb_cluster, elasticache_replication_group};
use crate::catalog::{Kind, Property, economics};
use crate::model::Value;
use crate::text::number::{Money, short};
use crate::units::Usd;

rule! {
    /// Self-hosted software with a managed equivalent
    ///
    /// **Why.** The managed service costs more per hour than a server but less than the people and incidents it
    /// replaces.
    ///
    /// **Fix.** Make a scenario with the managed kind and compare.
    ///
    /// **When to silence it.** The software needs a version or extension that the managed service does not have.
    ///
    /// **References.** COST05-BP03; COST05-BP05; COST11-BP01; SEC01-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"instance_type": "m6g.large", "software": "mysql", "operations_hours": 8, "operations_rate_usd": 50}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "mysql"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST044",
        pillar: Pillar::CostOptimization,
        severity: Severity::Info,
        check: each_where(&[&instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "관리형 서비스가 있는 직접 운영 소프트웨어",
            why: "관리형 서비스는 서버보다 시간당 비싸지만, 대신하는 인력과 장애보다는 저렴합니다.",
            fix: "관리형 종류로 시나리오를 만들어 비교합니다.",
            silence: "관리형 서비스에 없는 버전이나 확장 기능이 필요한 경우입니다.",
        },
    };
}

/// The same work by the managed service: its title and bill.
fn managed(cx: &Cx<'_>, item: &Item<'_>) -> Option<(&'static Kind, Saving)> {
    let server_type = item.text(&server::TYPE);
    let class =
        |prefix: &str, ending: &str| Value::from(format!("{prefix}{server_type}{ending}").as_str());
    let count = item.instances();
    let software = item.text(&server::SOFTWARE);
    let kind = kind_instead(item)?;
    let properties: Vec<(&Property, Value)> = match software {
        "mongodb" => vec![(&docdb_cluster::INSTANCE_CLASS, class("db.", ""))],
        "elasticsearch" => vec![
            (&opensearch_domain::INSTANCE_TYPE, class("", ".search")),
            (&opensearch_domain::INSTANCE_COUNT, Value::from(count)),
        ],
        "redis" | "memcached" => {
            let engine = if software == "redis" {
                "valkey"
            } else {
                software
            };
            vec![
                (&elasticache_replication_group::ENGINE, Value::from(engine)),
                (
                    &elasticache_replication_group::NODE_TYPE,
                    class("cache.", ""),
                ),
                (
                    &elasticache_replication_group::REPLICAS,
                    Value::from(count - 1.0),
                ),
                (
                    &elasticache_replication_group::CACHE_NODES,
                    Value::from(count),
                ),
            ]
        }
        engine => vec![
            (&db_instance::ENGINE, Value::from(engine)),
            (&db_instance::INSTANCE_CLASS, class("db.", "")),
            (&db_instance::READ_REPLICAS, Value::from(count - 1.0)),
            (
                &db_instance::ALLOCATED_STORAGE,
                Value::from(item.number(&volume::SIZE).max(20.0)),
            ),
        ],
    };
    Some((kind, saving::as_kind(cx, item, kind, &properties)))
}

/// The managed kind for what the servers of an item run.
fn kind_instead(item: &Item<'_>) -> Option<&'static Kind> {
    match item.text(&server::SOFTWARE) {
        "mysql" | "mariadb" | "postgres" => Some(&db_instance::KIND),
        "mongodb" => Some(&docdb_cluster::KIND),
        "redis" | "memcached" => Some(&elasticache_replication_group::KIND),
        "elasticsearch" => Some(&opensearch_domain::KIND),
        _ => None,
    }
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    kind_instead(item).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((kind, saved)) = managed(cx, item) else {
        return;
    };
    let hours = item.typed(&economics::OPERATIONS_HOURS);
    let work = hours.zip(item.typed(&economics::OPERATIONS_RATE));
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        let managed = kind.title.get(language);
        let work = match (work, language) {
            (Some((hours, rate)), _) => {
                let usd = Money::USD.per_month(Usd(hours * rate), language);
                let hours = short(hours, 1);
                match language {
                    Language::English => format!("; operations take {hours} h, {usd}"),
                    Language::Korean => format!("; 운영에 {hours}시간, {usd}"),
                }
            }
            (None, Language::English) => "; hours of operations are not stated".to_owned(),
            (None, Language::Korean) => "; 운영 시간은 명시되지 않음".to_owned(),
        };
        format!("{name} → {managed}: {price}{work}")
    });
    out.add([item.id], evidence);
}
