//! REL075: Stream has too few shards.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream as stream;
use crate::text::number::short;

rule! {
    /// Stream has too few shards
    ///
    /// **Why.** Writes are throttled at the peak; producers drop records or hold them back.
    ///
    /// **Fix.** Add shards (plan resharding with the consumers), or use on-demand mode.
    ///
    /// **When to silence it.** Producers hold records back by design until the peak is over.
    ///
    /// **References.** REL01-BP03; REL07-BP03; PERF03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(2000), peak_factor: 2)),
    ///     "clicks": (kind: "kinesis_stream", at: (200, 0), properties: {"shard_count": 2}), // finding
    /// }, connections: {
    ///     "send": (from: "app", to: "clicks", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(2000), peak_factor: 2)),
    ///     "clicks": (kind: "kinesis_stream", at: (200, 0), properties: {"shard_count": 4}),
    /// }, connections: {
    ///     "send": (from: "app", to: "clicks", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL075",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&stream::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "샤드가 부족한 스트림",
            why: "최고점에서 쓰기가 제한되어 생산자가 레코드를 버리거나 쌓아 둡니다.",
            fix: "샤드를 늘리거나(소비자와 함께 리샤딩 계획) 온디맨드 모드를 씁니다.",
            silence: "생산자가 최고점이 지날 때까지 레코드를 쌓아 두도록 설계된 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let typed = item.typed(&stream::SHARD_COUNT);
    let Some(shards) = typed.filter(|_| (stream::SHARD_COUNT.applies)(item)) else {
        return;
    };
    // One shard takes 1 MB/s or 1,000 records/s and gives 2 MB/s (service-facts: Kinesis Data Streams limits).
    let needed = stream::needed_shards(item, cx.flows(item));
    if shards >= needed {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let [shards, needed] = [shards, needed].map(|count| short(count, 0));
        let peak = short(load::peak(cx, item), 1);
        match language {
            Language::English => {
                format!("{name}: shards {shards}, needed at the peak {needed} ({peak} records/s)")
            }
            Language::Korean => {
                format!("{name}: 샤드 {shards}개, 최고점에 {needed}개 필요(초당 레코드 {peak}건)")
            }
        }
    });
    out.add([item.id], evidence);
}
