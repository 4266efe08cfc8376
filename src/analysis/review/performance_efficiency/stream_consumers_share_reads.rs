//! PERF030: Stream consumers share the read limit.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream;
use crate::text::number::short;

rule! {
    /// Stream consumers share the read limit
    ///
    /// **Why.** Consumers starve one another, and code of one's own loses track when shards change.
    ///
    /// **Fix.** Enhanced fan-out for each consumer; the Kinesis Client Library, Lambda or Firehose for reading.
    ///
    /// **When to silence it.** Consumers may fall behind at the peak and catch up later.
    ///
    /// **References.** PERF03-BP02; REL01-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "a": (kind: "lambda_function", at: (0, 0)),
    ///     "b": (kind: "lambda_function", at: (150, 0)),
    ///     "c": (kind: "lambda_function", at: (300, 0)),
    ///     "clicks": (kind: "kinesis_stream", at: (450, 0), properties: {"shard_count": 1}), // finding
    ///     "users": (kind: "users", at: (0, 150), demand: (rate: requests_per_second(300), peak_factor: 3)),
    /// }, connections: {
    ///     "put": (from: "users", to: "clicks", kind: stream),
    ///     "to-a": (from: "clicks", to: "a", kind: stream),
    ///     "to-b": (from: "clicks", to: "b", kind: stream),
    ///     "to-c": (from: "clicks", to: "c", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "a": (kind: "lambda_function", at: (0, 0)),
    ///     "b": (kind: "lambda_function", at: (150, 0)),
    ///     "c": (kind: "lambda_function", at: (300, 0)),
    ///     "clicks": (kind: "kinesis_stream", at: (450, 0), properties: {"shard_count": 1, "enhanced_fan_out_consumers": 3}),
    ///     "users": (kind: "users", at: (0, 150), demand: (rate: requests_per_second(300), peak_factor: 3)),
    /// }, connections: {
    ///     "put": (from: "users", to: "clicks", kind: stream),
    ///     "to-a": (from: "clicks", to: "a", kind: stream),
    ///     "to-b": (from: "clicks", to: "b", kind: stream),
    ///     "to-c": (from: "clicks", to: "c", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF030",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: Check::Each(&[&kinesis_stream::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "읽기 한도를 나눠 쓰는 스트림 소비자",
            why: "소비자끼리 읽기를 빼앗고, 직접 만든 코드는 샤드가 바뀌면 위치를 놓칩니다.",
            fix: "소비자마다 향상된 팬아웃을 쓰고 읽기에는 Kinesis Client Library, Lambda, Firehose를 사용합니다.",
            silence: "소비자가 최고점에 뒤처졌다가 나중에 따라잡아도 되는 경우입니다.",
        },
    };
}

/// MB/s that all consumers of a shard read together (service-facts: Kinesis Data Streams, read per shard).
const SHARD_MB: f64 = 2.0;
/// MB (10^6 bytes) in a KB.
const MB_PER_KB: f64 = 1024.0 / 1e6;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let shards = item.typed(&kinesis_stream::SHARD_COUNT).unwrap_or(1.0);
    if item.flag(&kinesis_stream::SELF_WRITTEN) && shards > 1.0 {
        let shards = short(shards, 0);
        let evidence = || {
            phrase::about(
                item,
                format!("{shards} shards, consumers without the client library"),
                format!("샤드 {shards}개, 클라이언트 라이브러리 없는 소비자"),
            )
        };
        out.add([item.id], evidence);
        return;
    }
    let consumers = cx.called(item).count() as f64;
    let shared = (consumers - item.number(&kinesis_stream::FAN_OUT)).max(0.0);
    if shared < 2.0 || item.text(&kinesis_stream::STREAM_MODE) != "PROVISIONED" {
        return;
    }
    let flows = cx.flows(item);
    let written: f64 = flows
        .incoming
        .iter()
        .map(|flow| flow.peak.0 * flow.request_kb * MB_PER_KB)
        .sum();
    let (read, most) = (written * shared, SHARD_MB * shards);
    if read <= most {
        return;
    }
    let (shared, written) = (short(shared, 0), short(written, 2));
    let (read, most) = (short(read, 2), short(most, 0));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{shared} consumers × {written} MB/s at the peak = {read} MB/s, the shards give {most} MB/s"
            ),
            format!(
                "소비자 {shared}개 × 최고점 {written} MB/s = {read} MB/s, 샤드의 한도 {most} MB/s"
            ),
        )
    };
    out.add([item.id], evidence);
}
