//! SEC050: Redis/Valkey without authentication.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Redis/Valkey without authentication
    ///
    /// **Why.** Whoever reaches the port reads sessions and can empty the cache. Without a token or users that is
    /// everybody in the network.
    ///
    /// **Fix.** Set an auth token or a user group, together with TLS.
    ///
    /// **When to silence it.** The cache holds nothing that is worth reading or losing, and the security group
    /// admits one tier only.
    ///
    /// **References.** ElastiCache.6; CKV_AWS_31; prowler:elasticache_redis_replication_group_auth_enabled;
    /// SEC09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"auth": "rbac"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC050",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(
            &[(
                &elasticache_replication_group::KIND,
                &elasticache_replication_group::AUTH,
            )],
            not(&["none"], "rbac"),
        ),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "인증이 없는 Redis/Valkey",
            why: "포트에 닿는 누구나 세션을 읽고 캐시를 비울 수 있습니다. 토큰이나 사용자가 없으면 네트워크 안의 모두가 그렇습니다.",
            fix: "TLS와 함께 인증 토큰이나 사용자 그룹을 설정합니다.",
            silence: "읽거나 잃어도 되는 내용만 있고 보안 그룹이 한 계층만 허용하는 경우입니다.",
        },
    };
}

/// Sets a user group, and the TLS that it needs.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add a user group", "사용자 그룹 추가"),
        edit: Edit::Batch(vec![
            set(&item, &elasticache_replication_group::AUTH, "rbac"),
            set(
                &item,
                &elasticache_replication_group::TRANSIT_ENCRYPTION,
                true,
            ),
        ]),
    })
}
