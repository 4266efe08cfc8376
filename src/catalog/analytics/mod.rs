//! Streams and analytics.

pub mod kinesis_firehose_delivery_stream;
pub mod kinesis_stream;
pub mod opensearch_domain;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &kinesis_stream::KIND,
    &kinesis_firehose_delivery_stream::KIND,
    &opensearch_domain::KIND,
];
