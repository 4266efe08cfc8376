//! Object and file storage.

pub mod backup_vault;
pub mod datasync_task;
pub mod ebs_snapshot;
pub mod ebs_volume;
pub mod efs_file_system;
pub mod fsx;
pub mod fsx_lustre_file_system;
pub mod fsx_ontap_file_system;
pub mod fsx_openzfs_file_system;
pub mod fsx_windows_file_system;
pub mod glacier_vault;
pub mod s3_bucket;
pub mod s3_bucket_analytics_configuration;
pub mod s3_bucket_inventory;
pub mod s3_directory_bucket;
pub mod storagegateway_gateway;
pub mod transfer_server;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &s3_bucket::KIND,
    &s3_directory_bucket::KIND,
    &s3_bucket_inventory::KIND,
    &s3_bucket_analytics_configuration::KIND,
    &glacier_vault::KIND,
    &ebs_volume::KIND,
    &ebs_snapshot::KIND,
    &efs_file_system::KIND,
    &fsx_windows_file_system::KIND,
    &fsx_openzfs_file_system::KIND,
    &fsx_ontap_file_system::KIND,
    &fsx_lustre_file_system::KIND,
    &backup_vault::KIND,
    &storagegateway_gateway::KIND,
    &transfer_server::KIND,
    &datasync_task::KIND,
];
