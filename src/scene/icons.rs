//! Icons of a folder that the user names, for example the AWS Architecture Icons: which file belongs to which kind.
//!
//! AWS's asset package holds `Architecture-Service-Icons_<date>/Arch_<Category>/48/Arch_<Service-Name>_48.svg` and
//! `Resource-Icons_<date>/Res_<Category>/Res_<Service>_<Resource>_48.svg`. Files are matched by name, so a package of a
//! later date (or a flat folder) works too. Reading the folder is for `io`; here is only the match.

use crate::catalog::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// SVG icons by kind name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IconSet {
    icons: BTreeMap<String, Arc<[u8]>>,
}

impl IconSet {
    /// Adds the icon of a kind: an SVG file.
    pub fn insert(&mut self, kind: &str, svg: Vec<u8>) {
        self.icons.insert(kind.to_owned(), svg.into());
    }
    /// The icon of a kind: an SVG file.
    pub fn get(&self, kind: &str) -> Option<&[u8]> {
        self.icons.get(kind).map(AsRef::as_ref)
    }
    /// How many kinds have an icon.
    pub fn len(&self) -> usize {
        self.icons.len()
    }
    /// Whether no kind has an icon.
    pub fn is_empty(&self) -> bool {
        self.icons.is_empty()
    }
}

/// Names in the package that cannot be made from AWS's name of the kind.
const ALIASES: &[(&str, &str)] = &[
    ("lb", "Elastic-Load-Balancing_Application-Load-Balancer"),
    ("alb", "Elastic-Load-Balancing_Application-Load-Balancer"),
    (
        "application_load_balancer",
        "Elastic-Load-Balancing_Application-Load-Balancer",
    ),
    ("nlb", "Elastic-Load-Balancing_Network-Load-Balancer"),
    (
        "network_load_balancer",
        "Elastic-Load-Balancing_Network-Load-Balancer",
    ),
    ("nat_gateway", "Amazon-VPC_NAT-Gateway"),
    ("internet_gateway", "Amazon-VPC_Internet-Gateway"),
    ("vpc_endpoint", "Amazon-VPC_Endpoints"),
    ("vpc_peering_connection", "Amazon-VPC_Peering-Connection"),
    ("ebs_volume", "Amazon-Elastic-Block-Store"),
    ("s3_bucket", "Amazon-Simple-Storage-Service"),
    ("sqs_queue", "Amazon-Simple-Queue-Service"),
    ("sns_topic", "Amazon-Simple-Notification-Service"),
    ("iam_role", "AWS-Identity-Access-Management_Role"),
    ("kms_key", "AWS-Key-Management-Service"),
    ("ecs_service", "Amazon-Elastic-Container-Service"),
    ("eks_cluster", "Amazon-Elastic-Kubernetes-Service"),
    ("efs_file_system", "Amazon-EFS"),
    ("ecr_repository", "Amazon-Elastic-Container-Registry"),
    ("eks_fargate_profile", "AWS-Fargate"),
    ("lambda_provisioned_concurrency_config", "AWS-Lambda"),
    ("mq_broker", "Amazon-MQ"),
    (
        "mwaa_environment",
        "Amazon-Managed-Workflows-for-Apache-Airflow",
    ),
    ("msk_cluster", "Amazon-Managed-Streaming-for-Apache-Kafka"),
    (
        "msk_serverless_cluster",
        "Amazon-Managed-Streaming-for-Apache-Kafka",
    ),
    (
        "mskconnect_connector",
        "Amazon-Managed-Streaming-for-Apache-Kafka_Amazon-MSK-Connect",
    ),
    (
        "kinesisanalyticsv2_application",
        "Amazon-Managed-Service-for-Apache-Flink",
    ),
    ("kinesis_stream", "Amazon-Kinesis-Data-Streams"),
];

/// A file name without prefix, size, extension, case and punctuation: `Arch_Amazon-EC2_48.svg` is `amazonec2`.
pub fn file_key(file_name: &str) -> String {
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let stem = stem
        .strip_prefix("Arch_")
        .or_else(|| stem.strip_prefix("Res_"))
        .unwrap_or(stem);
    let stem = stem.split('@').next().unwrap_or(stem);
    let stem = match stem.rsplit_once('_') {
        Some((rest, size)) if size.chars().all(|c| c.is_ascii_digit()) => rest,
        Some((rest, "Light" | "Dark")) => rest.rsplit_once('_').map_or(rest, |(rest, _)| rest),
        _ => stem,
    };
    key(stem)
}

fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The [`file_key`]s under which the icon of a kind may be found, best first.
pub fn keys_of(kind: &Kind) -> Vec<String> {
    let mut keys: Vec<String> = ALIASES
        .iter()
        .filter(|(name, _)| *name == kind.name)
        .map(|(_, file)| key(file))
        .collect();
    for name in [kind.title.en, kind.service, kind.short.en] {
        let plain = key(name);
        if !plain.is_empty() {
            keys.extend([format!("amazon{plain}"), format!("aws{plain}")]);
            keys.push(plain);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::both;

    #[test]
    fn names_of_the_package_are_understood() {
        assert_eq!(file_key("Arch_Amazon-EC2_48.svg"), "amazonec2");
        assert_eq!(file_key("Arch_AWS-Lambda_64@5x.png"), "awslambda");
        assert_eq!(file_key("Res_User_48_Light.svg"), "user");
        assert_eq!(
            file_key("Res_Amazon-VPC_NAT-Gateway_48.svg"),
            "amazonvpcnatgateway"
        );
    }

    #[test]
    fn a_kind_is_found_by_alias_title_or_service() {
        let nat = Kind {
            name: "nat_gateway",
            title: both("NAT gateway", "NAT 게이트웨이"),
            service: "Amazon VPC",
            ..Kind::DEFAULT
        };
        let keys = keys_of(&nat);
        assert_eq!(keys[0], "amazonvpcnatgateway");
        assert!(keys.contains(&"amazonvpc".to_owned()));
    }
}
