//! Alarms on the drawing: which components they watch, and edits that add some.
//!
//! An alarm component watches what a connection joins it with, either way. One that is joined with nothing, or only with
//! those it tells, watches everything.

use super::cx::Cx;
use crate::catalog::external::{external_service, users};
use crate::catalog::integration::{cloudwatch_event_bus, sns_topic};
use crate::catalog::management::cloudwatch_metric_alarm;
use crate::catalog::{Item, Kind};
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ConnectionKind, Id, Point};

/// Those whom alarms tell.
const RECEIVERS: &[&Kind] = &[
    &sns_topic::KIND,
    &external_service::KIND,
    &cloudwatch_event_bus::KIND,
    &users::KIND,
];

/// Distance of a new tile below the lowest one.
const SPACE: f32 = 120.0;

/// Alarm components of the design.
pub fn all<'a, 'c>(cx: &'c Cx<'a>) -> &'c [Item<'a>] {
    cx.of_kind(&cloudwatch_metric_alarm::KIND)
}

/// Whether some alarm component watches everything.
pub fn watch_all(cx: &Cx<'_>) -> bool {
    let tells = |item: &Item<'_>| RECEIVERS.contains(&item.kind);
    let mut alarms = all(cx).iter();
    alarms.any(|alarm| cx.neighbours(alarm).all(|other| tells(&other)))
}

/// Whether an alarm component is joined with the item.
pub fn watch(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    !all(cx).is_empty() && cx.is_watched(item)
}

/// Items that no alarm watches.
pub fn unwatched<'s, 'a>(
    cx: &Cx<'a>,
    items: impl Iterator<Item = &'s Item<'a>>,
) -> Vec<&'s Item<'a>> {
    if watch_all(cx) {
        return Vec::new();
    }
    items.filter(|item| !watch(cx, item)).collect()
}

/// An alarm component with `count` alarms that is joined with one item, and tells a topic if one is drawn.
pub fn add(cx: &Cx<'_>, item: &Id, count: u32) -> Edit {
    let tiles = cx.design.components.values().flat_map(|c| &c.placements);
    let bottom = tiles.map(|tile| tile.at.y).fold(0.0, f32::max);
    let at = Point::new(0.0, bottom + SPACE);
    let alarms = Component::new(cloudwatch_metric_alarm::KIND.name, None, at).with(
        cloudwatch_metric_alarm::STANDARD_ALARMS.name,
        f64::from(count),
    );
    let id = cx.design.fresh_id("alarms");
    let mut watched = Connection::new(item.clone(), id.clone());
    watched.kind = ConnectionKind::AsyncEvent;
    // Metrics are no requests.
    watched.calls_per_request = 0.0;
    let mut edits = vec![
        Edit::PutComponent(id.clone(), alarms),
        Edit::PutConnection(cx.design.fresh_id("alarms-watch"), watched),
    ];
    if let Some(topic) = cx.of_kind(&sns_topic::KIND).first() {
        let mut tell = Connection::new(id, topic.id.clone());
        tell.kind = ConnectionKind::AsyncEvent;
        edits.push(Edit::PutConnection(
            cx.design.fresh_id("alarms-notify"),
            tell,
        ));
    }
    Edit::Batch(edits)
}
