//! COST045: Shards or brokers mostly idle.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::analytics::{kinesis_stream, msk_cluster};
use crate::catalog::economics;
use crate::model::Value;
use crate::text::number::{Money, short};
use std::cell::LazyCell;

rule! {
    /// Shards or brokers mostly idle
    ///
    /// **Why.** Shard- and broker-hours run at night, too.
    ///
    /// **Fix.** Use fewer shards, on-demand mode, or send to Firehose directly.
    ///
    /// **When to silence it.** A large rise of the traffic is near.
    ///
    /// **References.** COST06-BP02; TA:Kinesis Shards per Region.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "kafka": (kind: "msk_cluster", at: (150, 150), properties: {"peak_utilization_percent": 8}), // finding
    ///     "stream": (kind: "kinesis_stream", at: (150, 0), properties: {"shard_count": 20}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "stream", kind: stream, requests_per_month: 1000000),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "kafka": (kind: "msk_cluster", at: (150, 150), properties: {"peak_utilization_percent": 50}),
    ///     "stream": (kind: "kinesis_stream", at: (150, 0), properties: {"shard_count": 2}),
    /// }, connections: {
    ///     "c": (from: "app", to: "stream", kind: stream, requests_per_month: 1000000),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST045",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&kinesis_stream::KIND, &msk_cluster::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 20.0, unit: both("% at the peak", "%(피크)"), source: "default" }),
        korean: Korean {
            title: "대부분 놀고 있는 샤드 또는 브로커",
            why: "샤드와 브로커의 시간 요금은 밤에도 나갑니다.",
            fix: "샤드를 줄이거나 온디맨드 모드, Firehose 직접 전송을 사용합니다.",
            silence: "곧 트래픽이 크게 늘어나는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == kinesis_stream::KIND {
        shards(cx, item, out);
    } else {
        brokers(cx, item, out);
    }
}

fn shards(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let property = &kinesis_stream::SHARD_COUNT;
    let Some(count) = item.typed(property).filter(|_| (property.applies)(item)) else {
        return;
    };
    let flows = cx.flows(item);
    let needed = kinesis_stream::needed_shards(item, flows);
    if flows.requests() <= 0.0 || needed / count * 100.0 >= RULE.limit(cx) {
        return;
    }
    let saved = LazyCell::new(|| saving::with(cx, item, &[(property, Value::from(needed))]));
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let [needed, count] = [needed, count].map(|it| short(it, 0));
        match language {
            Language::English => {
                format!("{name}: the peak needs {needed} of {count} shards; with {needed} {price}")
            }
            Language::Korean => format!(
                "{name}: 최고 부하에 필요한 샤드는 {count}개 중 {needed}개; {needed}개로는 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn brokers(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(percent) = item.typed(&economics::PEAK_UTILIZATION) else {
        return;
    };
    if percent >= RULE.limit(cx) {
        return;
    }
    let usd = saving::monthly(cx, item);
    let evidence = seen(|language| {
        let (name, percent) = (phrase::named(item, language), short(percent, 1));
        let usd = Money::USD.per_month(usd, language);
        match language {
            Language::English => format!("{name}: {percent}% used at the peak, {usd}"),
            Language::Korean => format!("{name}: 최대 사용률 {percent}%, {usd}"),
        }
    });
    out.add([item.id], evidence);
}
