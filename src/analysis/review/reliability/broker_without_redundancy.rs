//! REL081: Broker without redundancy.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::analytics::msk_cluster;
use crate::catalog::integration::mq_broker;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Broker without redundancy
    ///
    /// **Why.** Messages stop with a single broker, and those that only it had are lost.
    ///
    /// **Fix.** Run Kafka in three zones with three copies of each partition, two of them in step; run RabbitMQ as a
    /// cluster, ActiveMQ with a standby.
    ///
    /// **When to silence it.** Development and test (tag `env`), or producers that can keep their messages.
    ///
    /// **References.** prowler:mq_broker_active_deployment_mode; prowler:mq_broker_cluster_deployment_mode; TA:Amazon
    /// MSK Cluster Multi-AZ; TA:ActiveMQ Availability Zone Redundancy; TA:RabbitMQ Availability Zone Redundancy;
    /// REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "broker": (kind: "mq_broker", at: (0, 0)), // finding
    ///     "events": (kind: "msk_cluster", at: (200, 0), properties: {"replication_factor": 2, "min_insync_replicas": 1}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "broker": (kind: "mq_broker", at: (0, 0), properties: {"deployment_mode": "CLUSTER_MULTI_AZ"}),
    ///     "events": (kind: "msk_cluster", at: (200, 0), properties: {"replication_factor": 3, "min_insync_replicas": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL081",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&mq_broker::KIND, &msk_cluster::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "이중화되지 않은 브로커",
            why: "브로커가 하나면 그것이 멈출 때 메시지도 멈추고, 그 브로커에만 있던 메시지를 잃습니다.",
            fix: "Kafka는 가용 영역 3개, 파티션 사본 3개(동기 2개)로, RabbitMQ는 클러스터로, ActiveMQ는 스탠바이와 함께 실행합니다.",
            silence: "개발·테스트(`env` 태그)이거나 생산자가 메시지를 보관할 수 있는 경우입니다.",
        },
    };
}

/// Zones, and copies of each partition, that keep a majority when one is lost.
const COPIES: f64 = 3.0;
/// Copies that must have a message before it counts as written.
const IN_STEP: f64 = 2.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let lack = if *item.kind == mq_broker::KIND {
        single_broker(item)
    } else {
        few_copies(item)
    };
    if let Some(evidence) = lack.filter(|_| in_production(cx, item)) {
        out.add([item.id], || evidence);
    }
}

fn single_broker(item: &Item<'_>) -> Option<Phrase> {
    let alone = item.text(&mq_broker::DEPLOYMENT) == "SINGLE_INSTANCE";
    alone.then(|| phrase::property_of(item, &mq_broker::DEPLOYMENT))
}

fn few_copies(item: &Item<'_>) -> Option<Phrase> {
    let copies = item.number(&msk_cluster::REPLICATION);
    let in_step = item.number(&msk_cluster::MIN_INSYNC);
    // A cluster that is drawn beside the zones, or without any, is spread as it should be.
    let zones = zones::zones_of(&[*item]).len();
    let is_narrow = zones == 1 || (zones == 2 && item.component.placements.len() == 2);
    if copies >= COPIES && in_step >= IN_STEP && !is_narrow {
        return None;
    }
    Some(each(|language| {
        let name = item.name(language);
        let [copies, in_step] = [copies, in_step].map(|n| short(n, 0));
        let zones = match (zones, language) {
            (0, _) => String::new(),
            (_, Language::English) => format!(", zones {zones}"),
            (_, Language::Korean) => format!(", 가용 영역 {zones}개"),
        };
        match language {
            Language::English => {
                format!("{name}: copies of each partition {copies}, in step {in_step}{zones}")
            }
            Language::Korean => {
                format!("{name}: 파티션당 사본 {copies}개, 동기 복제본 {in_step}개{zones}")
            }
        }
    }))
}
