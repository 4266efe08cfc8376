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

#[cfg(test)]
mod tests {
    use crate::catalog::terraform::{self, Draft, Entry, Plan, Usage};
    use serde_json::{Map, Value, json};

    fn map(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    /// A resource with what it refers to, by attribute.
    fn entry(address: &str, values: &Value, references: &[(&str, &str)]) -> Entry {
        let (kind, name) = address.split_once('.').unwrap();
        let references = references
            .iter()
            .map(|(attribute, to)| ((*attribute).to_owned(), vec![(*to).to_owned()]));
        Entry {
            address: address.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            region: "us-east-1".to_owned(),
            values: map(values),
            references: references.collect(),
            ..Entry::default()
        }
    }

    /// What the first of the resources becomes with usage figures.
    fn read(mut entries: Vec<Entry>, usage: &Value) -> Draft {
        let address = entries[0].address.clone();
        entries[0].usage = Usage {
            values: map(usage),
            ..Usage::default()
        };
        entries.sort_by(|a, b| a.address.cmp(&b.address));
        let plan = Plan::of(entries);
        let resource = plan.resources().find(|it| it.address() == address).unwrap();
        let (kind, import) = terraform::reader(&resource).unwrap();
        terraform::read(&resource, kind, import)
    }

    fn number(draft: &Draft, name: &str) -> Option<f64> {
        draft.number(draft.kind.property(name).unwrap())
    }

    fn text<'a>(draft: &'a Draft, name: &str) -> Option<&'a str> {
        draft.text(draft.kind.property(name).unwrap())
    }

    #[test]
    fn an_aurora_cluster_is_storage_io_and_backups() {
        let values = json!({"engine": "aurora-mysql", "backup_retention_period": 5,
            "backtrack_window": 86_400});
        let usage = json!({"storage_gb": 100, "read_requests_per_sec": 100,
            "write_requests_per_sec": 50, "backup_snapshot_size_gb": 200});
        let draft = read(vec![entry("aws_rds_cluster.a", &values, &[])], &usage);
        assert_eq!(draft.kind.name, "rds_cluster");
        assert_eq!(text(&draft, "capacity"), Some("separate"));
        // 150 a second for 730 h.
        assert_eq!(number(&draft, "io_requests"), Some(394_200_000.0));
        // Four backups beyond the data.
        assert_eq!(number(&draft, "backup_storage_gb"), Some(900.0));
        assert_eq!(number(&draft, "backtrack_window_hours"), Some(24.0));
        let bare = read(
            vec![entry("aws_rds_cluster.a", &json!({}), &[])],
            &json!({}),
        );
        assert_eq!(number(&bare, "storage_gb"), Some(0.0));
    }

    #[test]
    fn a_cluster_of_mysql_is_a_multi_az_cluster_of_rds() {
        let values = json!({"engine": "mysql", "db_cluster_instance_class": "db.m6gd.large",
            "allocated_storage": 100, "iops": 3000});
        let draft = read(vec![entry("aws_rds_cluster.a", &values, &[])], &json!({}));
        assert_eq!(draft.kind.name, "db_instance");
        assert_eq!(text(&draft, "deployment"), Some("multi-az-cluster"));
        assert_eq!(text(&draft, "instance_class"), Some("db.m6gd.large"));
        assert_eq!(text(&draft, "storage_type"), Some("io1"));
    }

    #[test]
    fn a_replica_takes_engine_and_size_of_its_source() {
        let entries = vec![
            entry(
                "aws_db_instance.replica",
                &json!({"instance_class": "db.t3.large"}),
                &[("replicate_source_db", "aws_db_instance.source")],
            ),
            entry(
                "aws_db_instance.source",
                &json!({"engine": "oracle-ee-cdb", "allocated_storage": 200}),
                &[],
            ),
        ];
        let draft = read(entries, &json!({"additional_backup_storage_gb": 10}));
        assert_eq!(text(&draft, "engine"), Some("oracle-ee"));
        assert_eq!(number(&draft, "allocated_storage"), Some(200.0));
        assert_eq!(number(&draft, "backup_storage_gb"), Some(210.0));
        assert_eq!(text(&draft, "extended_support"), Some("calendar"));
    }

    #[test]
    fn extended_support_can_be_turned_down() {
        let values = json!({"engine": "mysql", "engine_version": "5.7",
            "engine_lifecycle_support": "open-source-rds-extended-support-disabled"});
        let draft = read(vec![entry("aws_db_instance.a", &values, &[])], &json!({}));
        assert_eq!(text(&draft, "extended_support"), Some("off"));
    }

    #[test]
    fn a_reservation_needs_term_and_payment() {
        let reserve = |usage| read(vec![entry("aws_db_instance.a", &json!({}), &[])], &usage);
        let draft = reserve(json!({"reserved_instance_term": "3_year",
            "reserved_instance_payment_option": "all_upfront"}));
        assert_eq!(text(&draft, "purchase_option"), Some("reserved"));
        assert_eq!(text(&draft, "reserved_term"), Some("3yr"));
        assert_eq!(text(&draft, "payment_option"), Some("all_upfront"));
        let half = reserve(json!({"reserved_instance_term": "2_year"}));
        assert_eq!(half.troubles.len(), 2);
    }

    #[test]
    fn instances_take_the_configuration_of_their_cluster() {
        for (instance, cluster, config) in [
            (
                "aws_rds_cluster_instance.a",
                "aws_rds_cluster.c",
                "aurora-iopt1",
            ),
            (
                "aws_docdb_cluster_instance.a",
                "aws_docdb_cluster.c",
                "iopt1",
            ),
            (
                "aws_neptune_cluster_instance.a",
                "aws_neptune_cluster.c",
                "iopt1",
            ),
        ] {
            let class = json!({"instance_class": "db.r6g.large"});
            let entries = vec![
                entry(instance, &class, &[("cluster_identifier", cluster)]),
                entry(cluster, &json!({"storage_type": config}), &[]),
            ];
            let draft = read(entries, &json!({}));
            assert_eq!(text(&draft, "storage_type"), Some(config), "{instance}");
        }
    }

    #[test]
    fn a_proxy_counts_the_instances_behind_it() {
        let small = json!({"instance_class": "db.t3.micro"});
        let large = json!({"instance_class": "db.r6g.xlarge"});
        let entries = vec![
            entry("aws_db_proxy.p", &json!({"engine_family": "MYSQL"}), &[]),
            entry(
                "aws_db_proxy_target.cluster",
                &json!({}),
                &[
                    ("db_proxy_name", "aws_db_proxy.p"),
                    ("db_cluster_identifier", "aws_rds_cluster.c"),
                ],
            ),
            entry("aws_rds_cluster.c", &json!({}), &[]),
            entry(
                "aws_rds_cluster_instance.one",
                &large,
                &[("cluster_identifier", "aws_rds_cluster.c")],
            ),
            entry(
                "aws_rds_cluster_instance.two",
                &small,
                &[("cluster_identifier", "aws_rds_cluster.c")],
            ),
        ];
        // 4 vCPU and 2.
        assert_eq!(number(&read(entries, &json!({})), "vcpu"), Some(6.0));
    }

    #[test]
    fn snapshots_within_the_free_size_are_not_billed() {
        let snapshot = |days: Option<u32>| {
            let entries = vec![
                entry(
                    "aws_neptune_cluster_snapshot.s",
                    &json!({}),
                    &[("db_cluster_identifier", "aws_neptune_cluster.c")],
                ),
                entry(
                    "aws_neptune_cluster.c",
                    &json!({"backup_retention_period": days}),
                    &[],
                ),
            ];
            number(
                &read(entries, &json!({"backup_storage_gb": 1000})),
                "snapshot_gb",
            )
        };
        assert_eq!(snapshot(Some(5)), Some(1000.0));
        assert_eq!(snapshot(Some(1)), Some(0.0));
        assert_eq!(snapshot(None), Some(0.0));
    }

    #[test]
    fn the_class_of_a_replication_instance_is_that_of_ec2() {
        let values = json!({"replication_instance_class": "dms.t2.micro", "multi_az": true});
        let draft = read(
            vec![entry("aws_dms_replication_instance.d", &values, &[])],
            &json!({}),
        );
        assert_eq!(text(&draft, "replication_instance_class"), Some("t2.micro"));
        assert!(draft.troubles.is_empty());
    }
}
