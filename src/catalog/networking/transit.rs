//! What attachments of a Transit Gateway share: hours and the GB that they send into the gateway.
//!
//! Semantics: AWS Transit Gateway pricing page. The owner of an attachment pays its hours; the sender of a GB pays for it.
//! Nothing is billed for GB that arrive over a peering attachment.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx};
use crate::pricing::Query;
use crate::text::both;

/// The line for the hours of `count` attachments; `attachment` as the price list has it: `vpc`, `vpn`, `peering`,
/// `direct-connect`.
pub(in crate::catalog) fn bill_attachments(
    cx: &BillCx<'_>,
    bill: &mut Bill,
    count: f64,
    attachment: &str,
) {
    bill.charge(
        "attachments",
        both("Transit Gateway attachment", "전송 게이트웨이 연결"),
        Amount::hours(count, units::ATTACHMENTS, cx.hours),
        Query::new("transit_gateway", "attachment_hour").with("attachment", attachment),
    );
}

/// The line for the GB that go through the gateway over such an attachment.
pub(in crate::catalog) fn bill_data(cx: &BillCx<'_>, bill: &mut Bill, attachment: &str) {
    through::bill_data(
        cx,
        bill,
        Query::new("transit_gateway", "data_processed_gb").with("attachment", attachment),
    );
}
