//! How `aws_s3_bucket` becomes components: one for each storage class that has objects or a transition into it.

use super::*;
use crate::catalog::Property;
use crate::catalog::terraform::{Block, Draft, Resource};
use std::collections::BTreeSet;

/// A class but Standard: value of the API, key of its usage figures, title of its lines.
struct Class {
    api: &'static str,
    key: &'static str,
    title: &'static str,
}

const COLDER: [Class; 6] = [
    Class {
        api: "INTELLIGENT_TIERING",
        key: "intelligent_tiering",
        title: "Intelligent-Tiering",
    },
    Class {
        api: "STANDARD_IA",
        key: "standard_infrequent_access",
        title: "Standard-IA",
    },
    Class {
        api: "ONEZONE_IA",
        key: "one_zone_infrequent_access",
        title: "One Zone-IA",
    },
    Class {
        api: "GLACIER_IR",
        key: "glacier_instant_retrieval",
        title: "Glacier Instant Retrieval",
    },
    Class {
        api: "GLACIER",
        key: "glacier_flexible_retrieval",
        title: "Glacier Flexible Retrieval",
    },
    Class {
        api: "DEEP_ARCHIVE",
        key: "glacier_deep_archive",
        title: "Glacier Deep Archive",
    },
];

/// Usage keys below a class and their properties.
const FIGURES: [(&str, &Property); 21] = [
    ("storage_gb", &STORAGE_GB),
    ("monthly_tier_1_requests", &PUT_REQUESTS),
    ("monthly_tier_2_requests", &GET_REQUESTS),
    ("monthly_lifecycle_transition_requests", &TRANSITIONS),
    ("monthly_data_retrieval_gb", &RETRIEVAL_GB),
    ("monthly_standard_data_retrieval_gb", &RETRIEVAL_GB),
    (
        "monthly_standard_data_retrieval_requests",
        &RETRIEVAL_REQUESTS,
    ),
    ("monthly_expedited_data_retrieval_gb", &EXPEDITED_GB),
    (
        "monthly_expedited_data_retrieval_requests",
        &EXPEDITED_REQUESTS,
    ),
    ("monthly_bulk_data_retrieval_gb", &BULK_GB),
    ("monthly_bulk_data_retrieval_requests", &BULK_REQUESTS),
    ("monthly_select_data_scanned_gb", &SELECT_SCANNED),
    ("monthly_select_data_returned_gb", &SELECT_RETURNED),
    ("monthly_standard_select_data_scanned_gb", &SELECT_SCANNED),
    ("monthly_standard_select_data_returned_gb", &SELECT_RETURNED),
    (
        "monthly_expedited_select_data_scanned_gb",
        &EXPEDITED_SELECT_SCANNED,
    ),
    (
        "monthly_expedited_select_data_returned_gb",
        &EXPEDITED_SELECT_RETURNED,
    ),
    ("monthly_bulk_select_data_scanned_gb", &BULK_SELECT_SCANNED),
    (
        "monthly_bulk_select_data_returned_gb",
        &BULK_SELECT_RETURNED,
    ),
    ("early_delete_gb", &EARLY_DELETE_GB),
    ("monitored_objects", &OBJECTS),
];

/// Access tiers of Intelligent-Tiering; the frequent one is what remains.
const TIERS: [(&str, &Property); 4] = [
    ("infrequent_access_storage_gb", &INFREQUENT_SHARE),
    ("archive_instant_access_storage_gb", &ARCHIVE_SHARE),
    ("archive_access_storage_gb", &ARCHIVE_ACCESS_SHARE),
    ("deep_archive_access_storage_gb", &DEEP_ARCHIVE_SHARE),
];

fn figures(resource: &Resource<'_>, key: &str, draft: &mut Draft) {
    // The usage file says GB and not how many objects they are: no minimum sizes, no metadata of archives.
    draft.set(&STORAGE_GB, 0.0);
    draft.set(&OBJECTS, 0.0);
    for (name, property) in FIGURES {
        draft.copy_usage(resource, &format!("{key}.{name}"), property);
    }
}

fn tiers(resource: &Resource<'_>, key: &str, draft: &mut Draft) {
    let gb = |name: &str| {
        let key = format!("{key}.{name}");
        resource.usage().number(&key).unwrap_or(0.0)
    };
    let colder: f64 = TIERS.iter().map(|(name, _)| gb(name)).sum();
    let all = colder + gb("frequent_access_storage_gb") + gb("storage_gb");
    draft.set(&STORAGE_GB, all);
    for (name, property) in TIERS {
        let share = if all > 0.0 { gb(name) / all } else { 0.0 };
        draft.set(property, (share * 100.0).min(100.0));
    }
}

/// Classes that lifecycle rules move objects into: rules of the bucket itself (older versions of the provider) and of
/// its lifecycle configuration.
fn transitions<'p>(resource: &Resource<'p>) -> BTreeSet<&'p str> {
    let mut rules = resource.blocks("lifecycle_rule");
    for configuration in resource.referring("aws_s3_bucket_lifecycle_configuration", "bucket") {
        rules.extend(configuration.blocks("rule"));
    }
    let mut classes = BTreeSet::new();
    for rule in &rules {
        for path in ["transition", "noncurrent_version_transition"] {
            let blocks = rule.blocks(path);
            classes.extend(
                blocks
                    .iter()
                    .filter_map(|block| block.text("storage_class")),
            );
        }
    }
    classes
}

fn declared(resource: &Resource<'_>, draft: &mut Draft) {
    let by = |kind: &str| resource.referring(kind, "bucket");
    let versioned = by("aws_s3_bucket_versioning")
        .iter()
        .any(|other| other.text("versioning_configuration.status") == Some("Enabled"));
    let own = resource.flag("versioning.enabled") == Some(true);
    draft.set(&VERSIONING, versioned || own);
    let logged = !by("aws_s3_bucket_logging").is_empty() || resource.has("logging");
    draft.set(&ACCESS_LOGS, logged);
    let rules =
        resource.has("lifecycle_rule") || !by("aws_s3_bucket_lifecycle_configuration").is_empty();
    draft.set(&LIFECYCLE, rules);
    for block in by("aws_s3_bucket_public_access_block") {
        let parts = [
            "block_public_acls",
            "block_public_policy",
            "ignore_public_acls",
            "restrict_public_buckets",
        ];
        let all = parts.iter().all(|part| block.flag(part) == Some(true));
        draft.set(&BLOCK_PUBLIC_ACCESS, all);
    }
    for encryption in by("aws_s3_bucket_server_side_encryption_configuration") {
        let path = "rule.apply_server_side_encryption_by_default.sse_algorithm";
        draft.copy(&encryption, path, &ENCRYPTION_KIND);
    }
    let mut rules = resource.blocks("lifecycle_rule");
    for configuration in by("aws_s3_bucket_lifecycle_configuration") {
        rules.extend(configuration.blocks("rule"));
    }
    let expiries = rules.iter().filter_map(|rule| {
        let block = "noncurrent_version_expiration";
        let days = rule.number(&format!("{block}.noncurrent_days"));
        days.or_else(|| rule.number(&format!("{block}.days")))
    });
    if let Some(days) = expiries.reduce(f64::min) {
        draft.set(&NONCURRENT_DAYS, days);
    }
    let aborts = |rule: &Block<'_>| {
        rule.has("abort_incomplete_multipart_upload")
            || rule.has("abort_incomplete_multipart_upload_days")
    };
    if rules.iter().any(aborts) {
        draft.set(&ABORT_UPLOADS, true);
    }
    let demands_tls = |policy: &str| policy.contains("aws:SecureTransport");
    let tls = by("aws_s3_bucket_policy")
        .iter()
        .any(|other| other.text("policy").is_some_and(demands_tls));
    draft.set(&SECURE_TRANSPORT, tls);
    if resource.flag("object_lock_enabled") == Some(true) {
        draft.set(&OBJECT_LOCK, true);
    }
    let replicated = !by("aws_s3_bucket_replication_configuration").is_empty()
        || resource.has("replication_configuration");
    draft.set(&REPLICATION, replicated);
}

/// Reads a bucket: its Standard objects, and a part for each other class.
pub(super) fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&STORAGE_CLASS, "STANDARD");
    declared(resource, draft);
    figures(resource, "standard", draft);
    draft.figures(resource, &[("object_tags", &OBJECT_TAGS)]);
    let into = transitions(resource);
    for class in &COLDER {
        if resource.usage().value(class.key).is_none() && !into.contains(class.api) {
            continue;
        }
        let part = draft.part(&KIND, class.title);
        part.set(&STORAGE_CLASS, class.api);
        // The settings of the bucket are those of all its objects.
        declared(resource, part);
        figures(resource, class.key, part);
        if class.api == "INTELLIGENT_TIERING" {
            tiers(resource, class.key, part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::terraform::{self, Entry, Plan, Usage};
    use serde_json::{Value, json};

    fn entry(kind: &str, name: &str, values: Value, usage: Value) -> Entry {
        let object = |value: Value| value.as_object().cloned().unwrap_or_default();
        Entry {
            address: format!("{kind}.{name}"),
            kind: kind.to_owned(),
            name: name.to_owned(),
            region: "us-east-1".to_owned(),
            values: object(values),
            usage: Usage {
                values: object(usage),
                ..Usage::default()
            },
            ..Entry::default()
        }
    }

    fn draft(entries: Vec<Entry>) -> Draft {
        let plan = Plan::of(entries);
        let bucket = plan.resources().next().unwrap();
        let (kind, import) = terraform::reader(&bucket).unwrap();
        terraform::read(&bucket, kind, import)
    }

    #[test]
    fn each_class_with_objects_becomes_a_part() {
        let usage = json!({
            "standard": {"storage_gb": 100, "monthly_tier_1_requests": 5000},
            "intelligent_tiering": {
                "frequent_access_storage_gb": 60, "deep_archive_access_storage_gb": 20, "monitored_objects": 7,
            },
        });
        let bucket = draft(vec![entry("aws_s3_bucket", "b", json!({}), usage)]);
        assert!(bucket.troubles.is_empty(), "{:?}", bucket.troubles);
        assert_eq!(bucket.number(&STORAGE_GB), Some(100.0));
        assert_eq!(bucket.number(&PUT_REQUESTS), Some(5000.0));
        let [(title, part)] = bucket.parts.as_slice() else {
            panic!("{} parts", bucket.parts.len());
        };
        assert_eq!(title, "Intelligent-Tiering");
        // 60 + 20 GB, a quarter of them in the deep archive tier.
        assert_eq!(part.number(&STORAGE_GB), Some(80.0));
        assert_eq!(part.number(&DEEP_ARCHIVE_SHARE), Some(25.0));
        assert_eq!(part.number(&INFREQUENT_SHARE), Some(0.0));
        assert_eq!(part.number(&OBJECTS), Some(7.0));
    }

    #[test]
    fn a_transition_brings_its_class_also_from_a_configuration_of_its_own() {
        let rule = json!({"rule": [{"transition": [{"storage_class": "GLACIER", "days": 30}]}]});
        let mut rules = entry(
            "aws_s3_bucket_lifecycle_configuration",
            "l",
            rule,
            json!({}),
        );
        let references = vec!["aws_s3_bucket.b".to_owned()];
        rules.references.insert("bucket".to_owned(), references);
        let bucket = draft(vec![
            entry("aws_s3_bucket", "b", json!({}), json!({})),
            rules,
        ]);
        assert_eq!(bucket.parts.len(), 1);
        let (title, part) = &bucket.parts[0];
        assert_eq!(title, "Glacier Flexible Retrieval");
        assert_eq!(part.number(&STORAGE_GB), Some(0.0));
        assert_eq!(
            bucket.properties.get(LIFECYCLE.name),
            Some(&crate::model::Value::Bool(true))
        );
        // A bucket without anything has no parts, and nothing stored.
        let plain = draft(vec![entry("aws_s3_bucket", "b", json!({}), json!({}))]);
        assert!(plain.parts.is_empty());
        assert_eq!(plain.number(&STORAGE_GB), Some(0.0));
    }
}
