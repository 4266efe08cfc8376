//! REL011: Whole data set written twice, to database and cache.

use crate::analysis::review::prelude::*;
use crate::analysis::review::stores;
use crate::catalog::database::elasticache_replication_group as cache;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Whole data set written twice, to database and cache
    ///
    /// **Why.** Two writes that nothing ties together drift apart: when one of them fails, the copies differ and nobody
    /// knows which is right.
    ///
    /// **Fix.** Read through the cache with a time to live, or let changes of the database empty it (a stream). Keep
    /// only what is read often.
    ///
    /// **When to silence it.** A job compares both and repairs them.
    ///
    /// **References.** REL04-BP04; PERF03-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (200, 0), properties: {"cached_share": 100}), // finding
    ///     "db": (kind: "db_instance", at: (200, 200)), // finding
    ///     "web": (kind: "autoscaling_group", at: (0, 0)), // finding
    /// }, connections: {
    ///     "both": (from: "web", to: "cache"),
    ///     "sql": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (200, 0), properties: {"cached_share": 15}),
    ///     "db": (kind: "db_instance", at: (200, 200)),
    ///     "web": (kind: "autoscaling_group", at: (0, 0)),
    /// }, connections: {
    ///     "both": (from: "web", to: "cache"),
    ///     "sql": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL011",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&cache::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold {
            value: 90.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "데이터 전체를 데이터베이스와 캐시에 이중으로 기록",
            why: "서로 묶이지 않은 두 쓰기는 어긋납니다. 한쪽이 실패하면 사본이 달라지고 어느 쪽이 맞는지 알 수 없습니다.",
            fix: "TTL을 둔 cache-aside 방식으로 읽거나 데이터베이스의 변경 스트림으로 캐시를 비웁니다. 자주 읽는 것만 보관합니다.",
            silence: "두 곳을 비교하고 고치는 작업이 있는 경우입니다.",
        },
    };
}

/// Whether changes of `store` reach `cache` by a stream, an event or a copy, directly or through one consumer.
fn follows(cx: &Cx<'_>, cache: &Item<'_>, store: &Item<'_>) -> bool {
    cx.called(store).any(|(next, connection)| {
        matches!(
            connection.kind,
            ConnectionKind::Stream | ConnectionKind::AsyncEvent | ConnectionKind::Replication
        ) && (next.id == cache.id || cx.called(next).any(|(last, _)| last.id == cache.id))
    })
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&cache::CACHED_SHARE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(share) = item.typed(&cache::CACHED_SHARE) else {
        return;
    };
    if share < out.rule().limit(cx) {
        return;
    }
    for (writer, connection) in cx.callers(item) {
        if !stores::writes(connection) {
            continue;
        }
        for (store, connection) in cx.called(writer) {
            if !store.kind.is_data_store
                || *store.kind == cache::KIND
                || !stores::writes(connection)
                || follows(cx, item, &store)
            {
                continue;
            }
            let evidence = seen(|language| {
                let [writer, cache, store] = [&writer, item, &store].map(|it| it.name(language));
                let share = short(share, 0);
                match language {
                    Language::English => {
                        format!(
                            "{writer} writes to {store} and to {cache}, which holds {share}% of it"
                        )
                    }
                    Language::Korean => {
                        format!(
                            "{writer}: {store}와(과) {cache}에 모두 기록하며 캐시가 {share}%를 담음"
                        )
                    }
                }
            });
            out.add([item.id, writer.id, store.id], evidence);
        }
    }
}
