//! SEC038: Data-tier traffic not encrypted in transit.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::{msk_cluster, opensearch_domain, redshift_cluster};
use crate::catalog::database::{
    cluster_family, dax_cluster, db_instance, db_proxy, docdb_cluster,
    elasticache_replication_group, memorydb_cluster, neptune_cluster, rds_cluster,
};
use crate::catalog::integration::mq_broker;
use crate::catalog::storage::efs_file_system;
use crate::catalog::{Kind, Property};
use crate::model::edit::Edit;
use crate::model::{Connection, Id};
use crate::text::Phrase;

rule! {
    /// Data-tier traffic not encrypted in transit
    ///
    /// **Why.** A host that was taken over, or mirrored traffic, reveals queries and results.
    ///
    /// **Fix.** Demand TLS at the store and use it in the clients. It costs a little CPU.
    ///
    /// **When to silence it.** The network between clients and store is encrypted below TLS.
    ///
    /// **References.** CKV_AWS_81; RDS.38; RDS.39; RDS.43; ElastiCache.5; MSK.1; Opensearch.3; Opensearch.8; Redshift.2;
    /// CKV2_AWS_69; CKV_AWS_30; CKV_AWS_105; prowler:rds_instance_transport_encrypted;
    /// prowler:elasticache_redis_cluster_in_transit_encryption_enabled; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"require_tls": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"require_tls": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC038",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(KINDS, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "전송 중 암호화되지 않은 데이터 계층 트래픽",
            why: "탈취된 호스트나 미러링된 트래픽에서 쿼리와 결과가 드러납니다.",
            fix: "저장소에서 TLS를 필수로 설정하고 클라이언트에서 사용합니다. CPU를 조금 더 씁니다.",
            silence: "클라이언트와 저장소 사이의 네트워크가 TLS 아래에서 암호화된 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &db_instance::KIND,
    &rds_cluster::KIND,
    &db_proxy::KIND,
    &docdb_cluster::KIND,
    &neptune_cluster::KIND,
    &elasticache_replication_group::KIND,
    &memorydb_cluster::KIND,
    &dax_cluster::KIND,
    &opensearch_domain::KIND,
    &redshift_cluster::KIND,
    &msk_cluster::KIND,
    &mq_broker::KIND,
    &efs_file_system::KIND,
];

/// Settings that keep plain text out of a store, kind by kind.
const SETTINGS: &[(&Kind, &[&Property])] = &[
    (&db_instance::KIND, &[&db_instance::REQUIRE_TLS]),
    (&rds_cluster::KIND, &[&rds_cluster::REQUIRE_TLS]),
    (&db_proxy::KIND, &[&db_proxy::REQUIRE_TLS]),
    (&docdb_cluster::KIND, &[&cluster_family::REQUIRE_TLS]),
    (&neptune_cluster::KIND, &[&cluster_family::REQUIRE_TLS]),
    (
        &elasticache_replication_group::KIND,
        &[&elasticache_replication_group::TRANSIT_ENCRYPTION],
    ),
    (&memorydb_cluster::KIND, &[&memorydb_cluster::TLS]),
    (&dax_cluster::KIND, &[&dax_cluster::TLS]),
    (
        &opensearch_domain::KIND,
        &[
            &opensearch_domain::ENFORCE_HTTPS,
            &opensearch_domain::NODE_TO_NODE,
        ],
    ),
    (&redshift_cluster::KIND, &[&redshift_cluster::REQUIRE_TLS]),
    (&msk_cluster::KIND, &[&msk_cluster::CLIENT_ENCRYPTION]),
    (
        &efs_file_system::KIND,
        &[&efs_file_system::TRANSIT_ENCRYPTION],
    ),
];

/// Settings of a store that admit plain text.
fn plain_settings(item: &Item<'_>) -> impl Iterator<Item = &'static Property> {
    let own = SETTINGS.iter().find(|(kind, _)| *kind == item.kind);
    let own = own.map_or(&[][..], |(_, properties)| *properties);
    own.iter().copied().filter(|property| {
        if property.name == msk_cluster::CLIENT_ENCRYPTION.name {
            item.text(property) != "TLS"
        } else {
            !item.flag(property)
        }
    })
}

/// Whether a connection says that it is in plain text.
fn is_plain(connection: &Connection) -> bool {
    let is_plain = |part: &[u8]| part.eq_ignore_ascii_case(b"plain");
    let protocol = connection.protocol.as_deref();
    protocol.is_some_and(|name| {
        name.eq_ignore_ascii_case("http") || name.as_bytes().windows(5).any(is_plain)
    })
}

fn plain_calls<'a>(cx: &Cx<'a>, item: &Item<'_>) -> Vec<(&'a Id, &'a Connection)> {
    // Most connections name none, and they stand far apart.
    if !item.is_called_by_protocol() {
        return Vec::new();
    }
    let calls = cx.incoming(item).iter().copied();
    calls.filter(|(_, c)| is_plain(c)).collect()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let calls = plain_calls(cx, item);
    if calls.is_empty() && plain_settings(item).next().is_none() {
        return;
    }
    let evidence = seen(|language| {
        let settings = plain_settings(item);
        let states: Vec<_> = settings.map(|p| phrase::property_of(item, p)).collect();
        let mut parts: Vec<String> = states.iter().map(|s| s.get(language).to_owned()).collect();
        if states.is_empty() {
            parts.push(phrase::named(item, language));
        }
        let (count, names) = (calls.len(), callers(cx, &calls, language));
        if count > 0 {
            parts.push(match language {
                Language::English => {
                    let count = phrase::count(count, "connection", "connections");
                    format!("{count} in plain text from {names}")
                }
                Language::Korean => format!("{names}의 평문 연결 {count}개"),
            });
        }
        parts.join("; ")
    });
    let calls = calls.iter().map(|(id, _)| *id);
    out.add(calls.chain([item.id]), evidence);
}

fn callers(cx: &Cx<'_>, calls: &[(&Id, &Connection)], language: Language) -> String {
    let callers = calls.iter().filter_map(|(_, call)| cx.item(&call.from));
    phrase::names(callers, language)
}

/// Turns every setting on, and gives connections of plain HTTP the protocol HTTPS.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = finding.items.iter().find_map(|id| cx.item(id))?;
    let mut edits = Vec::new();
    for property in plain_settings(&item) {
        if property.name == msk_cluster::CLIENT_ENCRYPTION.name {
            edits.push(set(&item, property, "TLS"));
        } else {
            edits.push(set(&item, property, true));
        }
    }
    for (id, connection) in plain_calls(cx, &item) {
        let is_http = connection.protocol.as_deref().map(str::to_lowercase) == Some("http".into());
        let with_tls = Connection {
            protocol: is_http.then(|| "HTTPS".to_owned()),
            ..connection.clone()
        };
        edits.push(Edit::PutConnection(id.clone(), with_tls));
    }
    Some(Fix {
        label: Phrase::new("Require TLS", "TLS 필수로 변경"),
        edit: Edit::Batch(edits),
    })
}
