//! Streams and analytics.

pub mod kinesis_analytics_application;
pub mod kinesis_firehose_delivery_stream;
pub mod kinesis_stream;
pub mod kinesisanalyticsv2_application;
pub mod kinesisanalyticsv2_application_snapshot;
pub mod msk_cluster;
pub mod msk_replicator;
pub mod msk_serverless_cluster;
pub mod mskconnect_connector;
pub mod opensearch_domain;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &kinesis_stream::KIND,
    &kinesis_firehose_delivery_stream::KIND,
    &kinesisanalyticsv2_application::KIND,
    &kinesisanalyticsv2_application_snapshot::KIND,
    &kinesis_analytics_application::KIND,
    &msk_cluster::KIND,
    &msk_serverless_cluster::KIND,
    &mskconnect_connector::KIND,
    &msk_replicator::KIND,
    &opensearch_domain::KIND,
];
