//! What an instance type can drive: its volumes and its network.

/// The file that is part of the program, made from DescribeInstanceTypes as moto 5.2.5 keeps it.
pub(super) const EMBEDDED: &str = include_str!("../../pricing/instance_limits.csv");

/// Limits of an EC2 instance type; none where the source states none. "Baseline" lasts, "most" is burst for small types.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceLimits {
    /// Name: `m6i.large`.
    pub name: String,
    /// Operations a second towards EBS that last.
    pub ebs_baseline_iops: Option<f64>,
    /// Most operations a second towards EBS.
    pub ebs_most_iops: Option<f64>,
    /// MB/s (10^6 bytes) towards EBS that last.
    pub ebs_baseline_mb: Option<f64>,
    /// Most MB/s towards EBS.
    pub ebs_most_mb: Option<f64>,
    /// Gbit/s of network in each direction that last, all cards together.
    pub network_baseline_gbps: Option<f64>,
}

/// Reads `instance_limits.csv`, sorted by name. Lines that are not of its form are left out.
pub(super) fn parse(text: &str) -> Vec<InstanceLimits> {
    let mut all: Vec<InstanceLimits> = text.lines().skip(1).filter_map(line).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn line(line: &str) -> Option<InstanceLimits> {
    let mut fields = line.split(',');
    let name = fields.next()?.to_owned();
    let mut number = || fields.next().map(|field| field.parse().ok());
    Some(InstanceLimits {
        name,
        ebs_baseline_iops: number()?,
        ebs_most_iops: number()?,
        ebs_baseline_mb: number()?,
        ebs_most_mb: number()?,
        network_baseline_gbps: number()?,
    })
}

#[cfg(test)]
mod tests {
    use crate::pricing::Catalogue;

    #[test]
    fn limits_of_ec2_types_and_of_classes_named_after_them() {
        let catalogue = Catalogue::embedded();
        let limits = catalogue.limits("m6i.large").unwrap();
        assert_eq!(limits.ebs_baseline_iops, Some(3600.0));
        assert_eq!(limits.ebs_most_iops, Some(40_000.0));
        assert_eq!(limits.ebs_baseline_mb, Some(81.25));
        assert_eq!(limits.ebs_most_mb, Some(1250.0));
        assert_eq!(limits.network_baseline_gbps, Some(0.781));
        assert_eq!(catalogue.limits("db.m6i.large"), Some(limits));
        // Types without EBS optimisation state the network only.
        let old = catalogue.limits("t2.micro").unwrap();
        assert_eq!(old.ebs_most_iops, None);
        assert_eq!(old.network_baseline_gbps, Some(0.064));
        assert_eq!(catalogue.limits("m6i.huge"), None);
    }
}
