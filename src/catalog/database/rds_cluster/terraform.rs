//! Reading `aws_rds_cluster` of an Aurora engine. Its instances are resources of their own, except on Serverless v1.

use super::properties::*;
use crate::catalog::database::reading;
use crate::catalog::terraform::{Draft, Import, Resource};

const SECONDS_PER_HOUR: f64 = 3600.0;
const HOURS_PER_MONTH: f64 = crate::units::HOURS_PER_MONTH;

pub(super) static IMPORTS: &[Import] = &[Import::of("aws_rds_cluster")
    .usage(&[
        ("storage_gb", &STORAGE_GB),
        ("backtrack_window_hrs", &BACKTRACK_HOURS),
        ("average_statements_per_hr", &STATEMENTS_PER_HOUR),
        ("change_records_per_statement", &RECORDS_PER_STATEMENT),
        ("snapshot_export_size_gb", &SNAPSHOT_EXPORT_GB),
    ])
    .read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let engine = reading::aurora_engine(resource.text("engine"));
    draft.set(&ENGINE, engine);
    let usage = resource.usage();
    if resource.text("engine_mode") == Some("serverless") {
        draft.set(&CAPACITY, "serverless-v1");
        let average = usage.number("capacity_units_per_hr").unwrap_or(0.0);
        draft.set(&AVERAGE_CAPACITY, average);
    } else {
        draft.set(&CAPACITY, "separate");
    }
    let storage = usage.number("storage_gb").unwrap_or(0.0);
    if usage.number("storage_gb").is_none() {
        draft.set(&STORAGE_GB, 0.0);
    }
    let rate = |key| usage.number(key).unwrap_or(0.0);
    let per_second = rate("read_requests_per_sec") + rate("write_requests_per_sec");
    if per_second > 0.0 {
        draft.set(
            &IO_REQUESTS,
            per_second * HOURS_PER_MONTH * SECONDS_PER_HOUR,
        );
    }
    // The first day's backup is within the free size.
    let days = resource
        .number("backup_retention_period")
        .unwrap_or(1.0)
        .max(1.0);
    draft.set(&BACKUP_RETENTION, days);
    if let Some(size) = usage.number("backup_snapshot_size_gb") {
        draft.set(&BACKUP_STORAGE, storage + size * (days - 1.0));
    }
    let seconds = resource.number("backtrack_window").unwrap_or(0.0);
    if draft.number(&BACKTRACK_HOURS).is_none() && seconds > 0.0 {
        draft.set(&BACKTRACK_HOURS, (seconds / SECONDS_PER_HOUR).ceil());
    }
    reading::extended_support(resource, draft);
    reading::declared(resource, draft);
}
