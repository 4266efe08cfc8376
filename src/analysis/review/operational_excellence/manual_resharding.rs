//! OPS028: Shards must be split by hand.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream;
use crate::text::number::short;

rule! {
    /// Shards must be split by hand
    ///
    /// **Why.** A stream of provisioned shards whose load swings widely needs somebody who splits and merges key ranges,
    /// and consumers that follow.
    ///
    /// **Fix.** Use On-Demand mode, or automate the resharding; let consumers use the Kinesis Client Library.
    ///
    /// **When to silence it.** The shards are sized for the highest peak.
    ///
    /// **References.** REL07-BP01; OPS05-BP10; COST11-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "devices": (kind: "iot_device", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 5)),
    ///     "stream": (kind: "kinesis_stream", at: (200, 0)), // finding
    /// }, connections: {
    ///     "send": (from: "devices", to: "stream", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "devices": (kind: "iot_device", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 5)),
    ///     "stream": (kind: "kinesis_stream", at: (200, 0), properties: {"stream_mode": "ON_DEMAND"}),
    /// }, connections: {
    ///     "send": (from: "devices", to: "stream", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS028",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Info,
        check: Check::Each(&[&kinesis_stream::KIND], check),
        fix: None,
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("× the average", "배(평균 대비)"),
            source: "default",
        }),
        korean: Korean {
            title: "수동으로 나눠야 하는 샤드",
            why: "부하 변화가 큰 프로비저닝 스트림은 누군가 키 범위를 나누고 합쳐야 하며 소비자도 따라가야 합니다.",
            fix: "온디맨드 모드를 쓰거나 리샤딩을 자동화하고 소비자는 Kinesis Client Library를 씁니다.",
            silence: "샤드가 최고 부하에 맞춰져 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let flows = cx.flows(item);
    let (average, peak) = (flows.average().0, flows.peak().0);
    let automatic = item.flag(&kinesis_stream::SCALING);
    if item.text(&kinesis_stream::STREAM_MODE) != "PROVISIONED" || automatic || average <= 0.0 {
        return;
    }
    let factor = peak / average;
    if factor <= RULE.limit(cx) {
        return;
    }
    let evidence = seen(|language| {
        let (name, factor) = (phrase::named(item, language), short(factor, 1));
        let (average, peak) = (short(average, 1), short(peak, 1));
        match language {
            Language::English => {
                format!("{name}: {average} records/s on average, {peak} at the peak ({factor} ×)")
            }
            Language::Korean => {
                format!("{name}: 평균 초당 {average}건, 최대 {peak}건({factor}배)")
            }
        }
    });
    out.add([item.id], evidence);
}
