//! Storage of Aurora, DocumentDB and Neptune clusters: one volume over three zones, billed by what it holds, and by I/O
//! request unless the cluster is I/O-Optimized.
//!
//! Semantics: pricing pages of Amazon Aurora, DocumentDB and Neptune; `cost-semantics`: databases. What the traffic makes
//! of I/O is estimated for all three as Aurora's pricing page describes it.

use super::growth;
use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Flow, Item, Property};
use crate::pricing::Query;
use crate::text::both;

/// Page that one read I/O brings in, and log that one write I/O takes, in KB (Aurora pricing page, questions on I/O).
const READ_IO_KB: f64 = 16.0;
const WRITE_IO_KB: f64 = 4.0;

/// Name of the property that holds the storage configuration.
pub(super) const STORAGE_TYPE: &str = "storage_type";

/// Data kept: an Aurora volume grows to 256 TiB (service-facts: Aurora limits).
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Data", "데이터"),
    units::GB,
    100.0,
    0.0,
    262_144.0,
)
.doc(
    "Data in the cluster volume when the month begins: used, not allocated, and counted once for all copies. What grows in \
     the month comes on top.",
    "달이 시작할 때 클러스터 볼륨의 데이터입니다. 할당량이 아닌 사용량이며 모든 사본을 한 번만 셉니다. 그 달에 늘어나는 데이터는 더해집니다.",
);

/// Share of reads that memory answers.
pub static BUFFER_HIT: Property = Property::number(
    "buffer_hit_ratio",
    both("Reads from memory", "메모리 적중률"),
    units::PERCENT,
    90.0,
    0.0,
    100.0,
)
.doc(
    "Share of reads that the buffer pool answers without storage I/O.",
    "버퍼 풀이 스토리지 I/O 없이 처리하는 읽기의 비율입니다.",
)
.when(is_standard);

/// I/O requests.
pub static IO_REQUESTS: Property = Property::usage(
    "io_requests",
    both("I/O requests", "I/O 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Storage I/O in a month. Derived: each write one for every 4 KB, each read that misses memory one for every 16 KB page.",
    "월 스토리지 I/O입니다. 쓰기는 4KB마다 한 번, 메모리에 없는 읽기는 16KB 페이지마다 한 번으로 계산합니다.",
)
.when(is_standard);

/// Whether the item's cluster is I/O-Optimized.
pub(super) fn is_io_optimized(item: &Item<'_>) -> bool {
    let property = item.kind.property(STORAGE_TYPE);
    property.is_some_and(|property| item.text(property).ends_with("iopt1"))
}

fn is_standard(item: &Item<'_>) -> bool {
    !is_io_optimized(item)
}

/// Word of the storage configuration in the price rows.
pub(super) fn storage_config(item: &Item<'_>) -> &'static str {
    if is_io_optimized(item) {
        "io-optimized"
    } else {
        "standard"
    }
}

/// Storage I/O that the traffic makes.
fn derived_io(cx: &BillCx<'_>) -> f64 {
    let miss = 1.0 - cx.item.number(&BUFFER_HIT) / 100.0;
    let steps = |kb: f64, step: f64| (kb / step).ceil().max(1.0);
    let io = |flow: &Flow| {
        flow.reads() * miss * steps(flow.response_kb, READ_IO_KB)
            + flow.writes() * steps(flow.request_kb, WRITE_IO_KB)
    };
    // A sum of no flows is -0.
    cx.flows.incoming.iter().map(io).sum::<f64>() + 0.0
}

/// The line of the data that are there.
pub(super) fn bill(cx: &BillCx<'_>, bill: &mut Bill, storage: Query) {
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(cx.item.number(&STORAGE_GB), units::GB_MONTHS),
        storage,
    );
}

/// The lines of what the traffic makes: data that are added, and I/O.
pub(super) fn usage(cx: &BillCx<'_>, bill: &mut Bill, storage: Query, io_request: Query) {
    let grown = growth::usage(cx);
    if grown.value > 0.0 {
        let amount = Amount::product(
            units::GB_MONTHS,
            &[
                (grown.value, units::GB_PER_MONTH),
                (growth::months(&cx.item), units::MONTHS),
            ],
        )
        .because(growth::words(cx, &grown));
        bill.charge("storage_growth", growth::GROWTH.title, amount, storage)
            .from(grown.source);
    }
    let name = both("I/O requests", "I/O 요청");
    if is_io_optimized(&cx.item) {
        bill.free(
            "io_requests",
            name,
            Amount::plain(derived_io(cx), units::IO_REQUESTS),
            both(
                "included in I/O-Optimized",
                "I/O-Optimized에 포함되어 있습니다",
            ),
        );
    } else {
        let usage = cx.usage(&IO_REQUESTS, derived_io(cx));
        bill.usage("io_requests", name, usage, units::IO_REQUESTS, io_request);
    }
}

/// The line that says that copies between zones are free, for a cluster with instances.
pub(super) fn replication(bill: &mut Bill, instances: f64) {
    if instances <= 0.0 {
        return;
    }
    bill.free(
        "replication",
        both("Replication", "복제"),
        Amount::plain(instances, units::INSTANCES),
        both(
            "copies in three zones and transfer between them are free",
            "세 가용 영역의 사본과 그 사이의 전송은 무료입니다",
        ),
    );
}
