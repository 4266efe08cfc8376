//! Streams and analytics.

pub mod athena_workgroup;
pub mod emr_cluster;
pub mod emrserverless_application;
pub mod glue_catalog_database;
pub mod glue_crawler;
pub mod glue_job;
pub mod kinesis_analytics_application;
pub mod kinesis_firehose_delivery_stream;
pub mod kinesis_stream;
pub mod kinesisanalyticsv2_application;
pub mod kinesisanalyticsv2_application_snapshot;
pub mod lakeformation_resource;
pub mod msk_cluster;
pub mod msk_replicator;
pub mod msk_serverless_cluster;
pub mod mskconnect_connector;
pub mod opensearch_domain;
pub mod opensearchserverless_collection;
pub mod quicksight_account_subscription;
pub mod redshift_cluster;
pub mod redshiftserverless_workgroup;
mod runs;

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
    &opensearchserverless_collection::KIND,
    &redshift_cluster::KIND,
    &redshiftserverless_workgroup::KIND,
    &athena_workgroup::KIND,
    &glue_job::KIND,
    &glue_crawler::KIND,
    &glue_catalog_database::KIND,
    &lakeformation_resource::KIND,
    &emr_cluster::KIND,
    &emrserverless_application::KIND,
    &quicksight_account_subscription::KIND,
];
