//! PERF034: Cache has no eviction or expiry plan.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Cache has no eviction or expiry plan
    ///
    /// **Why.** When memory is full, writes fail with errors.
    ///
    /// **Fix.** Set the policy to allkeys-lru (or volatile-ttl), and give each kind of data an expiry time.
    ///
    /// **When to silence it.** The data set is bounded and fits.
    ///
    /// **References.** PERF03-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"maxmemory_policy": "noeviction"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"maxmemory_policy": "allkeys-lru"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF034",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&elasticache_replication_group::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "제거나 만료 계획이 없는 캐시",
            why: "메모리가 가득 차면 쓰기가 오류로 실패합니다.",
            fix: "정책을 allkeys-lru(또는 volatile-ttl)로 정하고 데이터 종류마다 만료 시간을 둡니다.",
            silence: "데이터 크기가 정해져 있고 메모리에 들어가는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&elasticache_replication_group::ROLE) == "cache"
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let policy = item.text(&elasticache_replication_group::MAXMEMORY_POLICY);
    let memcached = item.text(&elasticache_replication_group::ENGINE) == "memcached";
    let full = policy == "noeviction" && !memcached;
    let expires = item.flag(&elasticache_replication_group::TTL);
    // Without expiry, a policy for keys that expire finds nothing to remove.
    let stuck = !expires && !memcached && policy.starts_with("volatile");
    if !full && !stuck && expires {
        return;
    }
    let evidence = || {
        if full {
            phrase::about(item, "policy noeviction", "정책 noeviction")
        } else if stuck {
            phrase::about(
                item,
                format!("policy {policy}, but keys do not expire"),
                format!("정책 {policy}, 키 만료 없음"),
            )
        } else {
            phrase::about(item, "keys do not expire", "키 만료 없음")
        }
    };
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = vec![set(&item, &elasticache_replication_group::TTL, true)];
    if item.text(&elasticache_replication_group::MAXMEMORY_POLICY) == "noeviction" {
        let policy = &elasticache_replication_group::MAXMEMORY_POLICY;
        edits.push(set(&item, policy, "allkeys-lru"));
    }
    Some(Fix {
        label: Phrase::new("Evict and expire old keys", "오래된 키 제거 및 만료"),
        edit: Edit::Batch(edits),
    })
}
