//! Reading `aws_db_instance`, and `aws_rds_cluster` where it is a Multi-AZ DB cluster of MySQL or PostgreSQL.
//!
//! Storage is billed as RDS storage whatever the engine. Where the plan leaves a value to AWS, its documented default is
//! taken: 20 GiB of gp2 (io1 of at least 100 GiB where IOPS are set), extended support by version and day.

use super::properties::*;
use crate::catalog::database::reading;
use crate::catalog::terraform::{Draft, Import, Resource};

pub(super) static IMPORTS: &[Import] = &[
    Import::of("aws_db_instance")
        .usage(&[
            (
                "monthly_additional_performance_insights_requests",
                &INSIGHTS_REQUESTS,
            ),
            ("monthly_standard_io_requests", &MAGNETIC_IO),
            ("monthly_cpu_credit_hrs", &CPU_CREDIT_HOURS),
        ])
        .read(read),
    Import::of("aws_rds_cluster")
        .attributes(&[("db_cluster_instance_class", &INSTANCE_CLASS)])
        .usage(&[(
            "monthly_additional_performance_insights_requests",
            &INSIGHTS_REQUESTS,
        )])
        .accepts(is_multi_az_cluster)
        .read(read_cluster),
];

/// Smallest general purpose and provisioned IOPS storage in GiB (botocore rds, `AllocatedStorage`).
const LEAST_GIB: f64 = 20.0;
const LEAST_PROVISIONED_GIB: f64 = 100.0;

fn is_multi_az_cluster(resource: &Resource<'_>) -> bool {
    matches!(resource.text("engine"), Some("mysql" | "postgres"))
}

/// The value of the resource, else of the database that it replicates.
fn own_or_source<'p, T>(
    resource: &Resource<'p>,
    look: impl Fn(&Resource<'p>) -> Option<T>,
) -> Option<T> {
    look(resource).or_else(|| {
        let sources = resource.referred("replicate_source_db");
        sources
            .iter()
            .find(|source| source.kind() == "aws_db_instance")
            .and_then(look)
    })
}

/// The word of the property for an engine of the API: container databases like their base, the old name of Aurora MySQL,
/// and Oracle editions that are no longer sold like SE2.
fn engine(name: &str) -> &str {
    match name.strip_suffix("-cdb").unwrap_or(name) {
        "aurora" => "aurora-mysql",
        "oracle-se" => "oracle-ee",
        "oracle-se1" => "oracle-se2",
        other => other,
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if let Some(name) = own_or_source(resource, |from| from.text("engine")) {
        draft.set(&ENGINE, engine(name));
    }
    if let Some(version) = own_or_source(resource, |from| from.text("engine_version")) {
        draft.set(&ENGINE_VERSION, version);
    }
    if resource.text("license_model") == Some("general-public-license") {
        draft.unset(&LICENSE);
    }
    if resource.flag("multi_az") == Some(true) {
        draft.set(&DEPLOYMENT, "multi-az");
    }
    let has_iops = resource.number("iops").is_some_and(|iops| iops > 0.0);
    let default = if has_iops { "io1" } else { "gp2" };
    let volume = resource.text("storage_type").unwrap_or(default);
    read_storage(resource, draft, volume);
    if resource.number("backup_retention_period").is_none() {
        draft.set(&BACKUP_RETENTION, 0.0);
    }
    reading::extended_support(resource, draft);
    reading::declared(resource, draft);
    let storage = draft.number(&ALLOCATED_STORAGE).unwrap_or(LEAST_GIB);
    if let Some(beyond) = resource.usage().number("additional_backup_storage_gb") {
        draft.set(&BACKUP_STORAGE, storage + beyond);
    }
    reading::reservation(resource, draft);
}

/// Sets size and type of the storage, the size at least what the type has.
fn read_storage(resource: &Resource<'_>, draft: &mut Draft, volume: &str) {
    draft.set(&STORAGE_TYPE, volume);
    let least = match volume {
        "io1" | "io2" => LEAST_PROVISIONED_GIB,
        _ => LEAST_GIB,
    };
    let gib = own_or_source(resource, |from| from.number("allocated_storage"));
    match gib {
        None => draft.set(&ALLOCATED_STORAGE, least),
        Some(gib) if matches!(volume, "io1" | "io2") => {
            draft.set(&ALLOCATED_STORAGE, gib.max(least));
        }
        Some(gib) => draft.set(&ALLOCATED_STORAGE, gib),
    }
}

fn read_cluster(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&DEPLOYMENT, "multi-az-cluster");
    let volume = resource.text("storage_type").unwrap_or("io1");
    read_storage(resource, draft, volume);
    reading::extended_support(resource, draft);
    reading::declared(resource, draft);
    reading::reservation(resource, draft);
}
