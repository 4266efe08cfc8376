//! PERF027: Volumes faster than the instance can drive.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, volume};
use crate::catalog::database::db_instance;
use crate::text::number::short;

rule! {
    /// Volumes faster than the instance can drive
    ///
    /// **Why.** The IOPS and MB/s that are paid for cannot pass from the volume to the instance.
    ///
    /// **Fix.** Take a larger type, or fewer provisioned IOPS.
    ///
    /// **When to silence it.** The bursts last less than half an hour, and the type reaches its most for them.
    ///
    /// **References.** TA:Amazon EC2 to EBS Throughput Optimization; CKV_AWS_135; PERF02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"instance_type": "m6i.large", "volume_type": "io2", "volume_size": 500, "volume_iops": 60000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"instance_type": "m6i.8xlarge", "volume_type": "io2", "volume_size": 500, "volume_iops": 20000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF027",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Each(&[&instance::KIND, &autoscaling_group::KIND, &db_instance::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "인스턴스 한도보다 빠른 볼륨",
            why: "비용을 낸 IOPS와 MB/s가 볼륨에서 인스턴스로 다 지나가지 못합니다.",
            fix: "더 큰 유형을 쓰거나 프로비저닝된 IOPS를 줄입니다.",
            silence: "버스트가 30분 미만이고 그동안 유형의 최대치를 쓸 수 있는 경우입니다.",
        },
    };
}

/// MB (10^6 bytes) in a MiB.
const MB_PER_MIB: f64 = 1.048_576;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (iops, mib) = if *item.kind == db_instance::KIND {
        (&db_instance::IOPS, &db_instance::THROUGHPUT)
    } else {
        (&volume::IOPS, &volume::THROUGHPUT)
    };
    let (iops, mib) = (item.typed(iops), item.typed(mib));
    if iops.is_none() && mib.is_none() {
        return;
    }
    let Some(machine) = load::machine(item) else {
        return;
    };
    let Some(limits) = cx.catalogue.limits(machine) else {
        return;
    };
    // Only what is above the most that the type reaches is lost for certain.
    let of =
        |paid: Option<f64>, most: Option<f64>| paid.zip(most).filter(|(paid, most)| paid > most);
    let (paid, most, unit) = match of(iops, limits.ebs_most_iops) {
        Some((paid, most)) => (paid, most, "IOPS"),
        None => match of(mib.map(|mib| mib * MB_PER_MIB), limits.ebs_most_mb) {
            Some((paid, most)) => (paid, most, "MB/s"),
            None => return,
        },
    };
    let (paid, most) = (short(paid, 0), short(most, 0));
    let evidence = || {
        phrase::about(
            item,
            format!("volume with {paid} {unit}; {machine} drives at most {most} {unit}"),
            format!("볼륨 {paid} {unit}, {machine}의 최대 {most} {unit}"),
        )
    };
    out.add([item.id], evidence);
}
