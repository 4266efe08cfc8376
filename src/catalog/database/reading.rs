//! What Terraform resources of databases have in common: declared protections, reservations, extended support.

use super::{extended_support, protection};
use crate::catalog::terraform::{Draft, Resource};

/// Sets a property by its name, where the kind has it.
fn set(draft: &mut Draft, name: &str, value: impl Into<crate::model::Value>) {
    if let Some(property) = draft.kind.property(name) {
        draft.set(property, value);
    }
}

/// Encryption (off unless it is asked for), key, log exports, windows.
pub(super) fn declared(resource: &Resource<'_>, draft: &mut Draft) {
    let encrypted = resource.flag("storage_encrypted").unwrap_or(false);
    set(draft, protection::STORAGE_ENCRYPTED.name, encrypted);
    if resource.has("kms_key_id") || resource.references("kms_key_id") > 0 {
        set(draft, protection::KMS_KEY.name, "customer-managed");
    }
    let exports = resource.has("enabled_cloudwatch_logs_exports")
        || resource.has("enable_cloudwatch_logs_exports");
    set(draft, protection::LOG_EXPORTS.name, exports);
    if let Some(window) = resource.text("preferred_maintenance_window") {
        set(draft, protection::MAINTENANCE_WINDOW.name, window);
    }
}

/// Extended support: by version and day unless it is turned down.
pub(super) fn extended_support(resource: &Resource<'_>, draft: &mut Draft) {
    let disabled = resource.text("engine_lifecycle_support")
        == Some("open-source-rds-extended-support-disabled");
    let support = if disabled { "off" } else { "calendar" };
    set(draft, extended_support::EXTENDED_SUPPORT.name, support);
}

/// Usage keys of a reservation.
pub(super) fn reservation(_: &Resource<'_>, _: &mut Draft) {}
