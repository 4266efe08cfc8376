//! Instance types: vCPU, memory and network.

/// The files that are part of the program: EC2, and the managed services.
pub(super) const EMBEDDED: [&str; 2] = [
    include_str!("../../pricing/instance_specs.csv"),
    include_str!("../../pricing/managed_instance_specs.csv"),
];

/// What an instance type offers.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceSpec {
    /// Name: `m6i.large`, `db.r6g.large`, `cache.t4g.micro`, `r6g.large.search`.
    pub name: String,
    /// Virtual CPUs.
    pub vcpu: f64,
    /// Memory in GiB.
    pub memory_gib: f64,
    /// `x86_64`, `arm64`, ...; empty where the source states none.
    pub architecture: String,
    /// Network performance in AWS's words (`Up to 12.5 Gigabit`); empty where the source states none.
    pub network: String,
    /// CPU baseline of burstable types, in percent of one vCPU.
    pub baseline_percent: Option<f64>,
    /// `current` or `previous`; empty where the source states none.
    pub generation: String,
}

/// Reads `instance_specs.csv` and `managed_instance_specs.csv`: columns `instance_type, vcpu, memory_gib, arch, network,
/// burstable_baseline_pct, generation`. Lines that are not of this form are left out.
pub(super) fn parse(files: [&str; 2]) -> Vec<InstanceSpec> {
    let mut specs: Vec<InstanceSpec> = files
        .iter()
        .flat_map(|text| text.lines().skip(1))
        .filter_map(line)
        .collect();
    specs.sort_by(|a, b| a.name.cmp(&b.name));
    specs.dedup_by(|a, b| a.name == b.name);
    specs
}

fn line(line: &str) -> Option<InstanceSpec> {
    let mut fields = line.split(',');
    let mut next = || fields.next();
    Some(InstanceSpec {
        name: next()?.to_owned(),
        vcpu: next()?.parse().ok()?,
        memory_gib: next()?.parse().ok()?,
        architecture: next()?.to_owned(),
        network: next()?.to_owned(),
        baseline_percent: next()?.parse().ok(),
        generation: next()?.to_owned(),
    })
}
