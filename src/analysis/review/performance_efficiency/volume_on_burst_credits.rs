//! PERF005: Volume runs on burst credits.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, volume};
use crate::catalog::database::db_instance;
use crate::catalog::storage::{ebs_volume, efs_file_system};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Volume runs on burst credits
    ///
    /// **Why.** When the burst balance is empty the disk falls to its baseline, and queries pile up.
    ///
    /// **Fix.** Take gp3 with the IOPS that are needed, a larger volume, or elastic throughput (EFS).
    ///
    /// **When to silence it.** The load is high for less than half an hour at a time.
    ///
    /// **References.** TA:Amazon EBS under-provisioned volumes; TA:Amazon EFS Throughput Mode Optimization; TA:Amazon RDS
    /// DiskQueueDepth; PERF03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"storage_type": "gp2", "allocated_storage": 100, "sustained_iops": 900}), // finding
    ///     "files": (kind: "efs_file_system", at: (150, 0), properties: {"storage_gb": 50}), // finding
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "write": (from: "web", to: "files", requests_per_month: 30000000, request_kb: 1024),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"storage_type": "gp3", "allocated_storage": 100, "sustained_iops": 900}),
    ///     "files": (kind: "efs_file_system", at: (150, 0), properties: {"storage_gb": 50, "throughput_mode": "elastic"}),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "write": (from: "web", to: "files", requests_per_month: 30000000, request_kb: 1024),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF005",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &db_instance::KIND, &ebs_volume::KIND, &efs_file_system::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "버스트 크레딧으로 버티는 볼륨",
            why: "버스트 잔량이 바닥나면 디스크가 기준 성능으로 떨어지고 쿼리가 쌓입니다.",
            fix: "필요한 IOPS의 gp3, 더 큰 볼륨 또는 탄력적 처리량(EFS)을 사용합니다.",
            silence: "부하가 한 번에 30분 미만으로만 높은 경우입니다.",
        },
    };
}

/// IOPS that gp2 gives for each GiB, its least and its most (service-facts: EBS gp2).
const IOPS_PER_GIB: f64 = 3.0;
const LEAST_IOPS: f64 = 100.0;
const MOST_IOPS: f64 = 16_000.0;
/// MB/s that EFS gives for each GB in bursting mode, and its least (service-facts: EFS, bursting baseline).
const MB_PER_GB: f64 = 50.0 / 1000.0;
const LEAST_MB: f64 = 1.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind == efs_file_system::KIND || item.typed(&workload::SUSTAINED_IOPS).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == efs_file_system::KIND {
        bursting_files(cx, item, out);
        return;
    }
    let (kind, size) = if *item.kind == db_instance::KIND {
        (
            item.text(&db_instance::STORAGE_TYPE),
            item.number(&db_instance::ALLOCATED_STORAGE),
        )
    } else if *item.kind == ebs_volume::KIND {
        (item.text(&volume::TYPE), item.number(&ebs_volume::SIZE))
    } else {
        (item.text(&volume::TYPE), item.number(&volume::SIZE))
    };
    let Some(used) = item.typed(&workload::SUSTAINED_IOPS) else {
        return;
    };
    let baseline = (size * IOPS_PER_GIB).clamp(LEAST_IOPS, MOST_IOPS);
    if kind != "gp2" || size <= 0.0 || used <= baseline {
        return;
    }
    let (used, size, baseline) = (short(used, 0), short(size, 0), short(baseline, 0));
    let evidence = || {
        phrase::about(
            item,
            format!("{used} IOPS in use; {size} GiB of gp2 last for {baseline} IOPS"),
            format!("사용 중 {used} IOPS, gp2 {size}GiB의 기준 성능 {baseline} IOPS"),
        )
    };
    out.add([item.id], evidence);
}

fn bursting_files(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if item.text(&efs_file_system::THROUGHPUT_MODE) != "bursting" {
        return;
    }
    let flows = cx.flows(item);
    // GB of 2^30 bytes, MB of 10^6.
    let used = (flows.gb_in().0 + flows.gb_out().0) * 1_073.741_824 / load::seconds(cx).max(1.0);
    let size = item.number(&efs_file_system::STORAGE_GB);
    let baseline = (size * MB_PER_GB).max(LEAST_MB);
    if used <= baseline {
        return;
    }
    let (used, size, baseline) = (short(used, 1), short(size, 0), short(baseline, 1));
    let evidence = || {
        phrase::about(
            item,
            format!("{used} MB/s on average; {size} GB in bursting mode last for {baseline} MB/s"),
            format!("평균 {used} MB/s, 버스팅 모드 {size}GB의 기준 성능 {baseline} MB/s"),
        )
    };
    out.add([item.id], evidence);
}
