//! PERF028: Network demand above the instance's bandwidth.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{arrivals, load};
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::database::{db_instance, elasticache_replication_group};
use crate::text::number::short;

rule! {
    /// Network demand above the instance's bandwidth
    ///
    /// **Why.** "Up to 10 Gigabit" is burst credit as well: the lasting bandwidth of small types is far lower.
    ///
    /// **Fix.** Take a network-optimised or larger type, compress, or spread the traffic over more nodes.
    ///
    /// **When to silence it.** The peak lasts minutes, and credits suffice.
    ///
    /// **References.** PERF04-BP01; PERF02-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(200), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.large"}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web", response_kb: 500),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(200), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.8xlarge"}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web", response_kb: 500),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF028",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Each(&[&instance::KIND, &autoscaling_group::KIND, &db_instance::KIND, &elasticache_replication_group::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "인스턴스 대역폭을 넘는 네트워크 요구",
            why: "\"최대 10기가비트\"도 버스트 크레딧입니다. 작은 유형의 지속 대역폭은 훨씬 낮습니다.",
            fix: "네트워크 최적화 유형이나 더 큰 유형을 쓰거나 압축하거나 더 많은 노드로 나눕니다.",
            silence: "최고점이 몇 분이고 크레딧이 충분한 경우입니다.",
        },
    };
}

/// Bits in a GB of 2^30 bytes, in the Gbit of 10^9.
const GBIT_PER_GB: f64 = 8.0 * 1.073_741_824;
/// Sums that are made in another order differ by less than what is missing to 1.
const NEARLY: f64 = 1.0 - 1e-9;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // Most items are far below.
    let busier = cx.arrivals(item).busier_at_peak() * GBIT_PER_GB / load::seconds(cx).max(1.0);
    let lasting = cx.bandwidth(item);
    if busier <= 0.0 || lasting.is_none_or(|most| busier < most * NEARLY) {
        return;
    }
    let flows = cx.flows(item);
    let (mut received, mut sent) = (0.0, 0.0);
    for flow in &flows.incoming {
        let (request, response) = arrivals::gb_at_peak(flow);
        received += request;
        sent += response;
    }
    for flow in &flows.outgoing {
        let (request, response) = arrivals::gb_at_peak(flow);
        sent += request;
        received += response;
    }
    let busiest = f64::max(received, sent);
    if busiest <= 0.0 {
        return;
    }
    let Some(machine) = load::machine(item) else {
        return;
    };
    let baseline = cx
        .catalogue
        .limits(machine)
        .and_then(|limits| limits.network_baseline_gbps);
    let (Some(baseline), instances) = (baseline, item.instances().max(1.0)) else {
        return;
    };
    let used = busiest * GBIT_PER_GB / load::seconds(cx).max(1.0) / instances;
    if used <= baseline {
        return;
    }
    let (used, baseline, count) = (short(used, 2), short(baseline, 2), short(instances, 0));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{used} Gbit/s for each of {count} at the peak; {machine} lasts for {baseline} Gbit/s"
            ),
            format!(
                "최고점에 {count}개 각각 {used} Gbit/s, {machine}의 지속 대역폭 {baseline} Gbit/s"
            ),
        )
    };
    out.add([item.id], evidence);
}
