//! What parts of a route share: the GB that pass through them.
//!
//! A gateway, attachment, endpoint or firewall is drawn between two ends, so its traffic shows on the connections that
//! end at it and on those that start from it. It is counted once, and a typed figure overrides it.

use crate::catalog::amount::units;
use crate::catalog::{Bill, BillCx, Charge, FlowList, Property, Usage};
use crate::pricing::Query;
use crate::text::both;

/// GB that pass through in the month.
pub static DATA: Property = Property::usage(
    "data_processed_gb",
    both("Data processed", "처리된 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that pass through in the month, both directions. Derived from the connections that are drawn to or from it.",
    "한 달 동안 양방향으로 통과하는 데이터입니다. 이 컴포넌트에 그린 연결에서 계산합니다.",
);

/// GB of the drawn connections, both directions: the larger of what arrives and what leaves, since both show the same
/// traffic.
pub(in crate::catalog) fn gb(cx: &BillCx<'_>) -> f64 {
    let both_ways = |flows: FlowList<'_>| -> f64 {
        flows.iter().map(|f| (f.request_gb + f.response_gb).0).sum()
    };
    both_ways(cx.flows.incoming).max(both_ways(cx.flows.outgoing))
}

/// The GB that the user typed, else those of the drawn connections.
pub(in crate::catalog) fn usage(cx: &BillCx<'_>) -> Usage {
    cx.usage(&DATA, gb(cx))
}

/// The line for the GB that pass through.
pub(in crate::catalog) fn bill_data<'a>(
    cx: &BillCx<'_>,
    bill: &'a mut Bill,
    query: Query,
) -> &'a mut Charge {
    bill.usage("data", DATA.title, usage(cx), units::GB, query)
}
