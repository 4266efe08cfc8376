//! What Terraform resources of databases have in common: declared protections, reservations, extended support.

use super::{extended_support, protection};
use crate::catalog::Property;
use crate::catalog::purchase;
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

/// Usage keys of a reservation: term and payment option.
pub(super) fn reservation(resource: &Resource<'_>, draft: &mut Draft) {
    let usage = resource.usage();
    let term = usage.text("reserved_instance_term");
    let payment = usage.text("reserved_instance_payment_option");
    if term.is_none() && payment.is_none() {
        return;
    }
    set(draft, purchase::OPTION_DATABASE.name, "reserved");
    let terms = [("1_year", "1yr"), ("3_year", "3yr")];
    match terms.iter().find(|(key, _)| Some(*key) == term) {
        Some((_, value)) => set(draft, purchase::TERM.name, *value),
        None => draft.refuse(
            "reserved_instance_term",
            "`reserved_instance_term` must be `1_year` or `3_year`",
        ),
    }
    match payment {
        Some(payment @ ("no_upfront" | "partial_upfront" | "all_upfront")) => {
            set(draft, purchase::PAYMENT.name, payment);
        }
        _ => draft.refuse(
            "reserved_instance_payment_option",
            "`reserved_instance_payment_option` must be `no_upfront`, `partial_upfront` or `all_upfront`",
        ),
    }
}

/// Sets a property from a usage key, to nothing without it: an estimate invents no amount.
pub(super) fn usage_or_none(
    resource: &Resource<'_>,
    draft: &mut Draft,
    key: &str,
    property: &Property,
) {
    if resource.usage().value(key).is_some() {
        draft.copy_usage(resource, key, property);
    } else {
        draft.set(property, 0.0);
    }
}

/// The Aurora engine of a name of the API; without a name MySQL, as Terraform has it.
pub(super) fn aurora_engine(name: Option<&str>) -> &'static str {
    match name {
        Some("aurora-postgresql") => "aurora-postgresql",
        _ => "aurora-mysql",
    }
}

/// The family of an engine of the API: `oracle-ee` is `oracle`.
pub(super) fn engine_family(name: &str) -> &str {
    let families = ["oracle", "sqlserver", "db2"];
    let name = name.strip_prefix("custom-").unwrap_or(name);
    families
        .into_iter()
        .find(|family| name.starts_with(family))
        .unwrap_or(if name == "aurora" {
            "aurora-mysql"
        } else {
            name
        })
}
