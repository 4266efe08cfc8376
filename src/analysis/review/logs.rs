//! Logs on the drawing: which components send theirs somewhere.

use super::cx::Cx;
use crate::catalog::analytics::{kinesis_firehose_delivery_stream, opensearch_domain};
use crate::catalog::external::{external_log_store, external_siem};
use crate::catalog::management::cloudwatch_log_group;
use crate::catalog::{Item, Kind};
use crate::model::{Connection, ConnectionKind};

/// Kinds that keep logs or pass them on.
const SINKS: &[&Kind] = &[
    &cloudwatch_log_group::KIND,
    &external_log_store::KIND,
    &external_siem::KIND,
    &kinesis_firehose_delivery_stream::KIND,
    &opensearch_domain::KIND,
];

/// Whether an item, or a frame around it, sends its logs somewhere.
pub fn are_shipped(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let ships = |connection: &Connection| connection.kind == ConnectionKind::LogShipping;
    let own = item.starts(ConnectionKind::LogShipping)
        || cx.called(item).any(|(to, _)| SINKS.contains(&to.kind));
    if own || !cx.joins_frames() {
        return own;
    }
    let placements = item.component.placements.iter();
    let mut frames = placements.flat_map(|place| cx.ancestors(place.parent.as_ref()));
    frames.any(|(frame, _)| {
        cx.outgoing(frame).iter().any(|(_, connection)| {
            let to = || cx.item(&connection.to);
            ships(connection) || to().is_some_and(|to| SINKS.contains(&to.kind))
        })
    })
}

/// Whether the drawing has connections, so that a missing one says something. Imported plans have none.
pub fn are_drawn(cx: &Cx<'_>) -> bool {
    !cx.design.connections.is_empty()
}
