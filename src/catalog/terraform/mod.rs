//! How Terraform resources become components: what a kind reads from a resource and from its usage figures.
//!
//! In: a [`Plan`], made from a plan file by `io::terraform`. Out: for each resource of a type that a kind reads, a
//! [`Draft`] of a component. A kind states its [`Import`]s; attributes that are named like one of its properties are
//! copied without a word, other names are mapped by tables, and a function does what tables cannot.
//!
//! ```text
//! imports: &[Import::of("aws_sqs_queue").usage(&[("monthly_requests", &REQUESTS)])],
//! ```

mod draft;
mod resource;
pub mod scaling;
#[cfg(test)]
mod tests;

pub use draft::{Draft, Trouble};
pub use resource::{Block, Entry, Place, Plan, Resource, Usage};

use super::kind::Kind;
use super::property::{Property, Shape};

/// How a kind reads a type of Terraform resource.
#[derive(Clone, Copy, Debug)]
pub struct Import {
    /// Terraform's name of the type, for example `aws_sqs_queue`.
    pub resource: &'static str,
    /// Whether the kind is the one for a resource, where several kinds read a type.
    pub accepts: fn(&Resource<'_>) -> bool,
    /// Attributes with other names than the property that they set, or inside blocks: `root_block_device.volume_size`.
    pub attributes: &'static [(&'static str, &'static Property)],
    /// Keys of the usage file and the property that each sets.
    pub usage: &'static [(&'static str, &'static Property)],
    /// What tables cannot say; runs after them.
    pub read: fn(&Resource<'_>, &mut Draft),
}

fn any(_: &Resource<'_>) -> bool {
    true
}
fn nothing_more(_: &Resource<'_>, _: &mut Draft) {}

impl Import {
    /// Reads a type by the names of attributes alone.
    pub const fn of(resource: &'static str) -> Import {
        Import {
            resource,
            accepts: any,
            attributes: &[],
            usage: &[],
            read: nothing_more,
        }
    }
    /// The same for some resources of the type only.
    pub const fn accepts(mut self, accepts: fn(&Resource<'_>) -> bool) -> Import {
        self.accepts = accepts;
        self
    }
    /// The same with attributes that set properties of another name.
    pub const fn attributes(
        mut self,
        attributes: &'static [(&'static str, &'static Property)],
    ) -> Import {
        self.attributes = attributes;
        self
    }
    /// The same with usage keys.
    pub const fn usage(mut self, usage: &'static [(&'static str, &'static Property)]) -> Import {
        self.usage = usage;
        self
    }
    /// The same with a function for the rest.
    pub const fn read(mut self, read: fn(&Resource<'_>, &mut Draft)) -> Import {
        self.read = read;
        self
    }
}

/// Types that cost nothing of their own and only say more about the resources that they belong to, which read them by
/// reference.
pub const MERGED: &[&str] = &[
    "aws_appautoscaling_target",
    "aws_appsync_api_cache",
    "aws_cloudwatch_event_archive",
    "aws_db_option_group",
    "aws_db_parameter_group",
    "aws_db_proxy_default_target_group",
    "aws_db_proxy_target",
    "aws_db_subnet_group",
    "aws_dms_replication_subnet_group",
    "aws_docdb_cluster_parameter_group",
    "aws_docdb_subnet_group",
    "aws_ecr_lifecycle_policy",
    "aws_ecs_cluster",
    "aws_ecs_cluster_capacity_providers",
    "aws_ecs_task_definition",
    "aws_ecs_task_set",
    "aws_efs_backup_policy",
    "aws_kinesis_stream_consumer",
    "aws_lambda_function_url",
    "aws_launch_configuration",
    "aws_launch_template",
    "aws_neptune_cluster_parameter_group",
    "aws_neptune_parameter_group",
    "aws_neptune_subnet_group",
    "aws_rds_cluster_endpoint",
    "aws_rds_cluster_parameter_group",
    "aws_rds_cluster_role_association",
    "aws_redshift_logging",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_replication_configuration",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
    "aws_sqs_queue_redrive_policy",
];

/// Types that stand in the usage file alone, without a resource in the plan.
pub const USAGE_ONLY: &[&str] = &["aws_data_transfer"];

/// What a resource becomes: its kind and the import that reads it. None: no kind reads it.
pub fn reader(resource: &Resource<'_>) -> Option<(&'static Kind, &'static Import)> {
    super::kinds().find_map(|kind| {
        let import = kind
            .imports
            .iter()
            .find(|import| import.resource == resource.kind() && (import.accepts)(resource))?;
        Some((kind, import))
    })
}

/// Reads a resource as a component of a kind.
pub fn read(resource: &Resource<'_>, kind: &'static Kind, import: &Import) -> Draft {
    let mut draft = Draft::new(kind);
    for property in kind.properties {
        let mapped = import
            .attributes
            .iter()
            .any(|(_, to)| to.name == property.name);
        if !mapped && !matches!(property.shape, Shape::Usage { .. }) {
            draft.copy(resource, property.name, property);
        }
    }
    for (path, property) in import.attributes {
        draft.copy(resource, path, property);
    }
    for (key, property) in import.usage {
        draft.copy_usage(resource, key, property);
    }
    (import.read)(resource, &mut draft);
    draft
}
