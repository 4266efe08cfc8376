//! PERF035: Instance family does not match the work.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::database::db_instance;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Instance family does not match the work
    ///
    /// **Why.** The wrong ratio of memory to vCPUs buys idle cores or idle memory.
    ///
    /// **Fix.** c for computing, m for balance, r for memory, g or p for work on a GPU.
    ///
    /// **When to silence it.** Another property of the type decides: network, local disks, licences.
    ///
    /// **References.** PERF02-BP04; PERF02-BP06; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "search": (kind: "instance", at: (0, 0), properties: {"instance_type": "c7g.xlarge", "memory_needed_gib": 30}), // finding
    ///     "train": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.xlarge", "gpu_software": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "search": (kind: "instance", at: (0, 0), properties: {"instance_type": "r7g.xlarge", "memory_needed_gib": 30}),
    ///     "train": (kind: "instance", at: (150, 0), properties: {"instance_type": "g5.xlarge", "gpu_software": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF035",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &db_instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "작업에 맞지 않는 인스턴스 패밀리",
            why: "메모리와 vCPU의 비율이 맞지 않으면 노는 코어나 노는 메모리를 사게 됩니다.",
            fix: "연산은 c, 균형은 m, 메모리는 r, GPU 작업은 g나 p를 사용합니다.",
            silence: "네트워크, 로컬 디스크, 라이선스 등 유형의 다른 특성이 결정하는 경우입니다.",
        },
    };
}

/// GiB for each vCPU above which the compute family is wrong, and below which the memory family is; defaults.
const MUCH: f64 = 6.0;
const LITTLE: f64 = 3.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::MEMORY_NEEDED) || item.flag(&workload::GPU_SOFTWARE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let needed = item.typed(&workload::MEMORY_NEEDED);
    let gpu = item.flag(&workload::GPU_SOFTWARE);
    if needed.is_none() && !gpu {
        return;
    }
    let Some(machine) = load::machine(item) else {
        return;
    };
    if gpu && !load::has_accelerator(machine) {
        let evidence = || {
            phrase::about(
                item,
                format!("software for a GPU on {machine}, which has none"),
                format!("GPU용 소프트웨어를 GPU가 없는 {machine}에서 실행"),
            )
        };
        out.add([item.id], evidence);
        return;
    }
    let (Some(needed), Some(spec)) = (needed, cx.catalogue.spec(machine)) else {
        return;
    };
    let each = needed / spec.vcpu.max(1.0);
    let family = load::family(machine);
    let wrong =
        (family.starts_with('c') && each > MUCH) || (family.starts_with('r') && each < LITTLE);
    if !wrong {
        return;
    }
    let (needed, each) = (short(needed, 1), short(each, 1));
    let (vcpu, memory) = (short(spec.vcpu, 0), short(spec.memory_gib, 0));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "needs {needed} GiB, {each} for each vCPU; {machine} has {vcpu} vCPUs and {memory} GiB"
            ),
            format!(
                "필요 {needed} GiB(vCPU당 {each}), {machine}은(는) vCPU {vcpu}개와 {memory} GiB"
            ),
        )
    };
    out.add([item.id], evidence);
}
