//! Global databases of Aurora, DocumentDB and Neptune: write I/O that is replicated to each secondary Region.
//!
//! Semantics: pricing pages of Amazon Aurora, DocumentDB and Neptune, global database. The clusters in each Region are
//! components of their own; as many write I/Os as the primary makes are billed for every secondary Region. Up to five
//! secondary Regions (service-facts: Aurora Global Database).

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Flow, Item, Property};
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Log that one write I/O takes, in KB (Aurora pricing page, questions on I/O).
const WRITE_IO_KB: f64 = 4.0;

/// Secondary Regions.
pub static SECONDARY_REGIONS: Property = Property::count(
    "secondary_regions",
    both("Secondary Regions", "보조 리전"),
    units::REGIONS,
    1.0,
    1.0,
    5.0,
)
.doc(
    "Regions that the writes are replicated to; draw a cluster in each.",
    "쓰기를 복제하는 리전 수입니다. 리전마다 클러스터를 그리세요.",
);

/// Write I/O of the primary.
pub static WRITE_IO: Property = Property::usage(
    "write_io_requests",
    both("Write I/O requests", "쓰기 I/O 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Write I/O of the primary cluster in a month. Derived: each write that arrives here, one for every 4 KB.",
    "기본 클러스터의 월 쓰기 I/O입니다. 여기로 들어오는 쓰기를 4KB마다 하나로 계산합니다.",
);

/// The line of the replicated writes.
pub(super) fn bill(cx: &BillCx<'_>, bill: &mut Bill, query: Query) {
    let io = |flow: &Flow| flow.writes() * (flow.request_kb / WRITE_IO_KB).ceil().max(1.0);
    let writes = cx.usage(&WRITE_IO, cx.flows.incoming.iter().map(io).sum());
    let amount = Amount::product(
        units::IO_REQUESTS,
        &[
            (cx.item.number(&SECONDARY_REGIONS), units::REGIONS),
            (writes.value, units::IO_REQUESTS),
        ],
    );
    bill.charge(
        "replicated_writes",
        both("Replicated write I/O", "복제된 쓰기 I/O"),
        amount,
        query,
    )
    .from(writes.source);
}

/// Number of Regions on the tile.
pub(super) fn key_fact(item: &Item<'_>, language: Language) -> String {
    let regions = number::short(1.0 + item.number(&SECONDARY_REGIONS), 0);
    match language {
        Language::English => format!("{regions} Regions"),
        Language::Korean => format!("리전 {regions}개"),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn writes_are_billed_for_each_secondary_region() {
        for kind in [
            "rds_global_cluster",
            "docdb_global_cluster",
            "neptune_global_cluster",
        ] {
            let bench = Bench::new(kind)
                .region("us-east-1")
                .with("secondary_regions", 2.0)
                .with("write_io_requests", 1e7);
            // 2 Regions x 10 M x 0.0000002 $.
            near(bench.lines().total(), 4.0);
            assert_eq!(bench.key_fact(), "3 Regions");
            let derived = Bench::new(kind).incoming("instance", 1e6, 6.0, 20.0);
            // A fifth of a million writes of 6 KB: two steps of 4 KB each.
            near(derived.lines().quantity("replicated_writes"), 400_000.0);
            near(Bench::new(kind).lines().quantity("replicated_writes"), 0.0);
        }
    }
}
