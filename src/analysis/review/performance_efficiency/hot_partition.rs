//! PERF014: Hot partition in a keyed store.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::database::dynamodb_table;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Hot partition in a keyed store
    ///
    /// **Why.** The table or stream has capacity, the one key has not. Requests to it are throttled while the rest stands
    /// idle.
    ///
    /// **Fix.** Choose a key with more values, add a suffix that spreads the writes, or put a cache in front of the reads.
    ///
    /// **When to silence it.** The popular key is popular for minutes, and callers try again.
    ///
    /// **References.** PERF03-BP01; PERF03-BP02; REL01-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "table": (kind: "dynamodb_table", at: (0, 0), properties: {"hot_item_percent": 40}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(2000), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "table", read_share: 0),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "table": (kind: "dynamodb_table", at: (0, 0), properties: {"hot_item_percent": 1}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(2000), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "table", read_share: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF014",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::High,
        check: each_where(&[&dynamodb_table::KIND, &kinesis_stream::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "키 기반 저장소의 핫 파티션",
            why: "테이블이나 스트림에는 용량이 있어도 키 하나에는 없습니다. 나머지가 노는 동안 그 키의 요청만 제한됩니다.",
            fix: "값이 더 다양한 키를 고르거나 쓰기를 나누는 접미사를 붙이거나 읽기 앞에 캐시를 둡니다.",
            silence: "인기 키에 몰리는 시간이 몇 분이고 호출자가 재시도하는 경우입니다.",
        },
    };
}

/// Limits of one partition and of one shard (service-facts: DynamoDB reads and writes per partition; Kinesis Data Streams
/// write and records per shard).
const READ_UNITS: f64 = 3000.0;
const WRITE_UNITS: f64 = 1000.0;
const SHARD_RECORDS: f64 = 1000.0;
const SHARD_MB: f64 = 1.0;
/// Bytes in a KB, and in the MB of the limit.
const KB: f64 = 1024.0;
const MB: f64 = 1e6;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::HOT_SHARE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(hot) = item.typed(&workload::HOT_SHARE) else {
        return;
    };
    let rate = load::peak(cx, item) * hot / 100.0;
    let over = if *item.kind == kinesis_stream::KIND {
        let flows = cx.flows(item);
        let bytes: f64 = flows
            .incoming
            .iter()
            .map(|f| f.peak.0 * f.request_kb * KB)
            .sum();
        let mb = bytes * hot / 100.0 / MB;
        [
            (rate, SHARD_RECORDS, "records/s", "레코드/s"),
            (mb, SHARD_MB, "MB/s", "MB/s"),
        ]
    } else {
        let Some(reads) = load::read_share(cx, item) else {
            return;
        };
        let read = rate * reads * dynamodb_table::units_per_read(item);
        let write = rate * (1.0 - reads) * dynamodb_table::units_per_write(item);
        [
            (read, READ_UNITS, "read units/s", "읽기 단위/s"),
            (write, WRITE_UNITS, "write units/s", "쓰기 단위/s"),
        ]
    };
    let Some((used, limit, en, ko)) = over.into_iter().find(|(used, limit, ..)| used > limit)
    else {
        return;
    };
    let (hot, used, limit) = (short(hot, 0), short(used, 1), short(limit, 0));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{hot}% on one key make {used} {en} at the peak; one partition takes {limit} {en}"
            ),
            format!("키 하나에 {hot}%가 몰려 최고점 {used} {ko}, 파티션 하나의 한도 {limit} {ko}"),
        )
    };
    out.add([item.id], evidence);
}
