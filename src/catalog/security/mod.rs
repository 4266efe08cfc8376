//! Security, identity and compliance.

pub mod cognito_user_pool;
pub mod iam_role;
pub mod kms_key;
pub mod secretsmanager_secret;
pub mod wafv2_web_acl;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &cognito_user_pool::KIND,
    &iam_role::KIND,
    &kms_key::KIND,
    &secretsmanager_secret::KIND,
    &wafv2_web_acl::KIND,
];
