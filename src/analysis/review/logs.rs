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
    let ships = |connection: &Connection| {
        let to = || cx.item(&connection.to);
        connection.kind == ConnectionKind::LogShipping
            || to().is_some_and(|to| SINKS.contains(&to.kind))
    };
    let from = |id| cx.outgoing(id).iter().any(|(_, c)| ships(c));
    let placements = item.component.placements.iter();
    let mut frames = placements.flat_map(|place| cx.ancestors(place.parent.as_ref()));
    from(item.id) || frames.any(|(frame, _)| from(frame))
}

/// Whether the drawing has connections, so that a missing one says something. Imported plans have none.
pub fn are_drawn(cx: &Cx<'_>) -> bool {
    !cx.design.connections.is_empty()
}
