//! Security, identity and compliance.

pub mod accessanalyzer_analyzer;
pub mod account_root_user;
pub mod acm_certificate;
pub mod acmpca_certificate_authority;
pub mod cloudhsm_v2_hsm;
pub mod cognito_user_pool;
pub mod detective_graph;
pub mod directory_service_directory;
pub mod fms_policy;
pub mod guardduty_detector;
pub mod iam_group;
pub mod iam_role;
pub mod iam_user;
pub mod identity_center;
pub mod inspector2_enabler;
pub mod kms_external_key;
pub mod kms_key;
mod kms_keys;
pub mod kms_replica_key;
pub mod macie2_account;
pub mod secretsmanager_secret;
pub mod securityhub_account;
pub mod shield_protection;
pub mod waf_web_acl;
pub mod wafv2_rule_group;
pub mod wafv2_web_acl;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &accessanalyzer_analyzer::KIND,
    &account_root_user::KIND,
    &acm_certificate::KIND,
    &acmpca_certificate_authority::KIND,
    &cloudhsm_v2_hsm::KIND,
    &cognito_user_pool::KIND,
    &detective_graph::KIND,
    &directory_service_directory::KIND,
    &fms_policy::KIND,
    &guardduty_detector::KIND,
    &iam_group::KIND,
    &iam_role::KIND,
    &iam_user::KIND,
    &identity_center::KIND,
    &inspector2_enabler::KIND,
    &kms_external_key::KIND,
    &kms_key::KIND,
    &kms_replica_key::KIND,
    &macie2_account::KIND,
    &secretsmanager_secret::KIND,
    &securityhub_account::KIND,
    &shield_protection::KIND,
    &waf_web_acl::KIND,
    &wafv2_rule_group::KIND,
    &wafv2_web_acl::KIND,
];
