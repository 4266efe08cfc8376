//! How Terraform states what instances are launched with: launch templates, launch configurations, block devices.
//!
//! In: a resource and what it refers to. Out: the properties of [`super::server`] and [`super::volume`] on a draft, and
//! a part of kind `ebs_volume` for each block device that is not the root volume.

use super::{server, volume};
use crate::catalog::storage::ebs_volume;
use crate::catalog::terraform::{Block, Draft, Resource};

/// GB of a volume whose size is not stated.
const UNSTATED_GB: f64 = 8.0;
/// IOPS of a volume with provisioned IOPS that states none.
const UNSTATED_IOPS: f64 = 100.0;
/// MiB/s that every gp3 volume includes.
const GP3_THROUGHPUT: f64 = 125.0;

/// A block device as far as it is stated.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::catalog) struct Device<'p> {
    /// Name on the instance, for example `xvdb`.
    name: Option<&'p str>,
    kind: Option<&'p str>,
    size: Option<f64>,
    iops: Option<f64>,
    throughput: Option<f64>,
    encrypted: Option<bool>,
}

impl<'p> Device<'p> {
    /// An `aws_ebs_volume`.
    pub(in crate::catalog) fn volume(resource: &Resource<'p>) -> Device<'p> {
        Device {
            name: None,
            kind: resource.text("type"),
            size: resource.number("size"),
            iops: resource.number("iops"),
            throughput: resource.number("throughput"),
            encrypted: resource.flag("encrypted"),
        }
    }
    /// A block device of an instance or launch configuration.
    fn block(block: &Block<'p>) -> Device<'p> {
        Device {
            name: block.text("device_name"),
            kind: block.text("volume_type"),
            size: block.number("volume_size"),
            iops: block.number("iops"),
            throughput: block.number("throughput"),
            encrypted: block.flag("encrypted"),
        }
    }
    /// A block device mapping of a launch template; none where it maps no EBS volume.
    fn mapping(block: &Block<'p>) -> Option<Device<'p>> {
        block.has("ebs").then(|| Device {
            name: block.text("device_name"),
            kind: block.text("ebs.volume_type"),
            size: block.number("ebs.volume_size"),
            iops: block.number("ebs.iops"),
            throughput: block.number("ebs.throughput"),
            encrypted: block.flag("ebs.encrypted"),
        })
    }
    /// The same, with what it leaves out taken from another.
    fn or(self, other: Device<'p>) -> Device<'p> {
        Device {
            name: self.name.or(other.name),
            kind: self.kind.or(other.kind),
            size: self.size.or(other.size),
            iops: self.iops.or(other.iops),
            throughput: self.throughput.or(other.throughput),
            encrypted: self.encrypted.or(other.encrypted),
        }
    }
    /// Sets type, size, IOPS and throughput of a volume. AWS takes gp2 where no type is stated.
    pub(in crate::catalog) fn set(self, draft: &mut Draft) {
        let kind = self.kind.unwrap_or("gp2");
        draft.set(&volume::TYPE, kind);
        draft.set(&volume::SIZE, self.size.unwrap_or(UNSTATED_GB));
        let stated = self.iops.filter(|iops| *iops >= UNSTATED_IOPS);
        let needed = matches!(kind, "io1" | "io2").then_some(UNSTATED_IOPS);
        if let Some(iops) = stated.or(needed) {
            draft.set(&volume::IOPS, iops);
        }
        if let Some(throughput) = self.throughput.filter(|it| *it >= GP3_THROUGHPUT) {
            draft.set(&volume::THROUGHPUT, throughput);
        }
        if let Some(encrypted) = self.encrypted
            && let Some(property) = draft.kind.property(volume::ENCRYPTED.name)
        {
            draft.set(property, encrypted);
        }
    }
}

/// What instances are launched with, as far as it is stated.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog) struct Launch<'p> {
    instance_type: Option<&'p str>,
    monitoring: Option<bool>,
    tenancy: Option<&'p str>,
    credits: Option<&'p str>,
    ebs_optimized: Option<bool>,
    is_spot: bool,
    /// Whether the instances get a public IPv4 address.
    public_address: Option<bool>,
    /// Whether the metadata service wants session tokens (IMDSv2).
    tokens: Option<bool>,
    /// The root volume; none: no volume is implied.
    root: Option<Device<'p>>,
    devices: Vec<Device<'p>>,
}

/// Whether the metadata service wants session tokens; none where nothing is stated.
fn tokens(resource: &Resource<'_>) -> Option<bool> {
    let stated = resource.text("metadata_options.http_tokens")?;
    Some(stated == "required")
}

impl<'p> Launch<'p> {
    /// What an `aws_instance` states itself. It has a root volume in any case.
    fn instance(resource: &Resource<'p>) -> Launch<'p> {
        let block = |path: &str| -> Vec<Device<'p>> {
            resource.blocks(path).iter().map(Device::block).collect()
        };
        let on_host = resource.has("host_id") || resource.references("host_id") > 0;
        Launch {
            instance_type: resource.text("instance_type"),
            monitoring: resource.flag("monitoring"),
            tenancy: if on_host {
                Some("host")
            } else {
                resource.text("tenancy")
            },
            credits: resource.text("credit_specification.cpu_credits"),
            ebs_optimized: resource.flag("ebs_optimized"),
            is_spot: resource.text("instance_market_options.market_type") == Some("spot"),
            public_address: resource.flag("associate_public_ip_address"),
            tokens: tokens(resource),
            root: Some(
                block("root_block_device")
                    .first()
                    .copied()
                    .unwrap_or_default(),
            ),
            devices: block("ebs_block_device"),
        }
    }
    /// An `aws_launch_configuration`: monitoring is on unless it says otherwise.
    fn configuration(resource: &Resource<'p>) -> Launch<'p> {
        Launch {
            monitoring: Some(resource.flag("enable_monitoring").unwrap_or(true)),
            tenancy: resource.text("placement_tenancy"),
            is_spot: resource.has("spot_price"),
            ..Launch::instance(resource)
        }
    }
    /// An `aws_launch_template`: only the devices that it lists.
    pub(in crate::catalog) fn template(resource: &Resource<'p>) -> Launch<'p> {
        Launch {
            instance_type: resource.text("instance_type"),
            monitoring: resource.flag("monitoring.enabled"),
            tenancy: resource.text("placement.tenancy"),
            credits: resource.text("credit_specification.cpu_credits"),
            ebs_optimized: resource.flag("ebs_optimized"),
            is_spot: resource.text("instance_market_options.market_type") == Some("spot"),
            public_address: resource.flag("network_interfaces.associate_public_ip_address"),
            tokens: tokens(resource),
            root: None,
            devices: resource
                .blocks("block_device_mappings")
                .iter()
                .filter_map(Device::mapping)
                .collect(),
        }
    }
    /// The same, with what it leaves out taken from a template. Devices of the same name are one; those that only the
    /// template has come last.
    fn or(self, template: Launch<'p>) -> Launch<'p> {
        let mut devices = self.devices;
        for other in template.devices {
            let same =
                |device: &&mut Device<'p>| device.name.is_some() && device.name == other.name;
            match devices.iter_mut().find(same) {
                Some(device) => *device = device.or(other),
                None => devices.push(other),
            }
        }
        Launch {
            instance_type: self.instance_type.or(template.instance_type),
            monitoring: self.monitoring.or(template.monitoring),
            tenancy: self.tenancy.or(template.tenancy),
            credits: self.credits.or(template.credits),
            ebs_optimized: self.ebs_optimized.or(template.ebs_optimized),
            is_spot: self.is_spot || template.is_spot,
            public_address: self.public_address.or(template.public_address),
            tokens: self.tokens.or(template.tokens),
            root: self.root.or(template.root),
            devices,
        }
    }
    /// Sets what `count` instances are launched with: properties of the draft, and parts for the further volumes.
    pub(in crate::catalog) fn set(&self, count: f64, draft: &mut Draft) {
        if let Some(kind) = self.instance_type {
            draft.set(&server::TYPE, kind);
        }
        if let Some(monitoring) = self.monitoring {
            draft.set(&server::MONITORING, monitoring);
        }
        if let Some(tenancy @ ("dedicated" | "host")) = self.tenancy {
            draft.set(&server::TENANCY, tenancy);
        }
        if let Some(credits @ ("standard" | "unlimited")) = self.credits {
            draft.set(&server::CREDIT, credits);
        }
        if let Some(optimized) = self.ebs_optimized {
            draft.set(&server::EBS_OPTIMIZED, optimized);
        }
        // An instance that states it itself has the property by its name.
        if let Some(public) = self.public_address
            && !draft.properties.contains_key(server::PUBLIC_ADDRESS.name)
        {
            draft.set(&server::PUBLIC_ADDRESS, public);
        }
        if let Some(tokens) = self.tokens
            && let Some(property) = draft.kind.property(server::IMDSV2.name)
        {
            draft.set(property, tokens);
        }
        if self.is_spot
            && let Some(option) = draft.kind.property("purchase_option")
        {
            draft.set(option, "spot");
        }
        match self.root {
            Some(root) => root.set(draft),
            None => draft.set(&volume::SIZE, 0.0),
        }
        for (index, device) in self.devices.iter().enumerate() {
            let part = draft.part(&ebs_volume::KIND, format!("ebs_block_device[{index}]"));
            part.set(&ebs_volume::COUNT, count);
            device.set(part);
        }
    }
}

/// The resource that an attribute (a block with `id` and `name`, or a name) refers to: by reference, else by its name.
fn target<'p>(
    resource: &Resource<'p>,
    kind: &str,
    attribute: &str,
    names: &[&str],
) -> Option<Resource<'p>> {
    let by_reference = resource
        .referred(attribute)
        .into_iter()
        .find(|other| other.kind() == kind);
    by_reference.or_else(|| {
        let name = names.iter().find_map(|path| resource.text(path))?;
        let mut all = resource.others(kind).into_iter();
        all.find(|other| other.text("name") == Some(name) || other.text("id") == Some(name))
    })
}

/// The launch template of an instance, group or node group.
pub(in crate::catalog) fn template<'p>(resource: &Resource<'p>) -> Option<Launch<'p>> {
    let direct = target(
        resource,
        "aws_launch_template",
        "launch_template",
        &["launch_template.name", "launch_template.id"],
    );
    let mixed = || {
        let inside = "mixed_instances_policy.launch_template.launch_template_specification";
        target(
            resource,
            "aws_launch_template",
            "mixed_instances_policy",
            &[
                &format!("{inside}.launch_template_name"),
                &format!("{inside}.launch_template_id"),
            ],
        )
    };
    direct.or_else(mixed).as_ref().map(Launch::template)
}

/// What an instance is launched with: its own values, and those of its template.
pub(in crate::catalog) fn instance<'p>(resource: &Resource<'p>) -> Launch<'p> {
    Launch::instance(resource).or(template(resource).unwrap_or_default())
}

/// What a group launches: its launch configuration, or its launch template.
pub(in crate::catalog) fn group<'p>(resource: &Resource<'p>) -> Launch<'p> {
    let kind = "aws_launch_configuration";
    let attribute = "launch_configuration";
    match target(resource, kind, attribute, &[attribute]) {
        Some(configuration) => Launch::configuration(&configuration),
        None => template(resource).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::terraform::{self, Draft, Entry, Plan};
    use crate::model::Value;
    use serde_json::json;

    fn entry(address: &str, values: serde_json::Value, references: &[(&str, &str)]) -> Entry {
        let (kind, name) = address.split_once('.').unwrap();
        let refers = |(from, to): &(&str, &str)| ((*from).to_owned(), vec![(*to).to_owned()]);
        Entry {
            address: address.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            region: "us-east-1".to_owned(),
            values: values.as_object().unwrap().clone(),
            references: references.iter().map(refers).collect(),
            ..Entry::default()
        }
    }

    fn read(plan: &Plan) -> Draft {
        let resource = plan.resources().next().unwrap();
        let (kind, import) = terraform::reader(&resource).unwrap();
        let draft = terraform::read(&resource, kind, import);
        assert!(draft.troubles.is_empty(), "{:?}", draft.troubles);
        draft
    }

    fn number(draft: &Draft, name: &str) -> Option<f64> {
        draft.properties.get(name).and_then(Value::as_number)
    }

    fn text<'d>(draft: &'d Draft, name: &str) -> &'d str {
        let value = draft.properties.get(name).and_then(Value::as_text);
        value.unwrap_or_default()
    }

    #[test]
    fn an_instance_wins_over_its_template_and_shares_devices_by_name() {
        let template = json!({
            "name": "lt", "instance_type": "t3.medium", "monitoring": [{"enabled": true}],
            "placement": [{"tenancy": "dedicated"}],
            "block_device_mappings": [
                {"device_name": "b", "ebs": [{"volume_size": 50, "volume_type": "gp3"}]},
                {"device_name": "c", "ebs": [{"volume_size": 10, "volume_type": "io1"}]},
                {"device_name": "d", "virtual_name": "ephemeral0"},
            ],
        });
        let values = json!({
            "monitoring": false, "launch_template": [{"name": "lt"}],
            "ebs_block_device": [{"device_name": "b", "volume_size": 20}],
        });
        let draft = read(&Plan::of(vec![
            entry("aws_instance.it", values, &[]),
            entry("aws_launch_template.lt", template, &[]),
        ]));
        assert_eq!(text(&draft, "instance_type"), "t3.medium");
        assert_eq!(text(&draft, "tenancy"), "dedicated");
        assert_eq!(draft.properties["monitoring"], Value::Bool(false));
        // The root volume is 8 GB of gp2; `b` takes its type from the template, `c` states no IOPS.
        assert_eq!(text(&draft, "volume_type"), "gp2");
        assert_eq!(number(&draft, "volume_size"), Some(8.0));
        let parts: Vec<_> = draft.parts.iter().map(|(_, part)| part).collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(text(parts[0], "volume_type"), "gp3");
        assert_eq!(number(parts[0], "volume_size"), Some(20.0));
        assert_eq!(number(parts[1], "volume_iops"), Some(100.0));
    }

    #[test]
    fn mixed_groups_take_the_first_override_and_its_weight() {
        let values = json!({
            "desired_capacity": 5, "min_size": 1, "max_size": 9,
            "mixed_instances_policy": [{
                "instances_distribution": [{
                    "on_demand_base_capacity": 1, "on_demand_percentage_above_base_capacity": 50,
                }],
                "launch_template": [{
                    "override": [
                        {"instance_type": "c5.xlarge", "weighted_capacity": "2"},
                        {"instance_type": "c5.large"},
                    ],
                }],
            }],
        });
        let template = json!({
            "instance_type": "t3.medium",
            "block_device_mappings": [{"device_name": "a", "ebs": [{"volume_size": 30}]}],
            "network_interfaces": [{"associate_public_ip_address": "true"}],
        });
        let path = "mixed_instances_policy.launch_template.launch_template_specification";
        let draft = read(&Plan::of(vec![
            entry(
                "aws_autoscaling_group.it",
                values,
                &[(path, "aws_launch_template.lt")],
            ),
            entry("aws_launch_template.lt", template, &[]),
        ]));
        assert_eq!(text(&draft, "instance_type"), "c5.xlarge");
        assert_eq!(number(&draft, "weighted_capacity"), Some(2.0));
        assert_eq!(number(&draft, "on_demand_base_capacity"), Some(1.0));
        let share = "on_demand_percentage_above_base_capacity";
        assert_eq!(number(&draft, share), Some(50.0));
        let public = draft.properties.get("associate_public_ip_address");
        assert_eq!(public, Some(&crate::model::Value::Bool(true)));
        // No root volume is implied; three instances (5 / 2, rounded up) have the template's.
        assert_eq!(number(&draft, "volume_size"), Some(0.0));
        assert_eq!(number(&draft.parts[0].1, "volume_count"), Some(3.0));
    }

    #[test]
    fn a_spot_request_states_the_highest_price_not_the_average() {
        let values = json!({"instance_type": "c5.large", "spot_price": "0.09"});
        let draft = read(&Plan::of(vec![entry(
            "aws_spot_instance_request.it",
            values,
            &[],
        )]));
        assert_eq!(text(&draft, "purchase_option"), "spot");
        assert_eq!(number(&draft, "spot_price"), None);
    }
}
