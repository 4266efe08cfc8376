//! Internet of Things.

pub mod iot_core;
pub mod iot_topic_rule;

use super::Kind;

/// Size that messages are counted by, in KB (AWS IoT Core pricing page).
const CHUNK_KB: f64 = 5.0;

/// Billed messages of one of `kb`.
fn chunks(kb: f64) -> f64 {
    (kb / CHUNK_KB).ceil().max(1.0)
}

pub(super) const KINDS: &[&Kind] = &[&iot_core::KIND, &iot_topic_rule::KIND];
