//! Object and file storage.

pub mod efs_file_system;
pub mod s3_bucket;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&s3_bucket::KIND, &efs_file_system::KIND];
