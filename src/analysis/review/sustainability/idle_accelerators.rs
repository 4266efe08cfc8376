//! SUS009: Accelerators mostly idle.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::machine_learning::{sagemaker, sagemaker_endpoint};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Accelerators mostly idle
    ///
    /// **Why.** Accelerators draw power when idle, too.
    ///
    /// **Fix.** Collect work in batches, share the accelerator, take serverless inference, or release it after training.
    ///
    /// **When to silence it.** Answers must come at once, and no smaller accelerator exists.
    ///
    /// **References.** SUS05-BP04; PERF02-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "answers": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"instance_type": "ml.g5.xlarge", "utilization_percent": 10}), // finding
    ///     "train": (kind: "instance", at: (150, 0), properties: {"instance_type": "g5.xlarge", "gpu_utilization_percent": 15}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "answers": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"instance_type": "ml.g5.xlarge", "utilization_percent": 70}),
    ///     "train": (kind: "instance", at: (150, 0), properties: {"instance_type": "g5.xlarge", "gpu_utilization_percent": 80}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS009",
        pillar: Pillar::Sustainability,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &sagemaker_endpoint::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 40.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "대부분 노는 가속기",
            why: "가속기는 놀 때도 전력을 씁니다.",
            fix: "작업을 모아 배치로 처리하거나 가속기를 공유하거나 서버리스 추론을 쓰거나 학습 뒤에 해제합니다.",
            silence: "즉시 응답해야 하고 더 작은 가속기가 없는 경우입니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    idle(cx, item).is_some()
}

/// How much of the hours the accelerators of an item work, in percent, if that is little; and its type.
fn idle<'a>(cx: &Cx<'_>, item: &Item<'a>) -> Option<(f64, &'a str)> {
    let (used, machine) = if *item.kind == sagemaker_endpoint::KIND {
        let machine = item.text(&sagemaker::TYPE);
        (
            item.typed(&sagemaker_endpoint::UTILIZATION),
            machine.trim_start_matches("ml."),
        )
    } else {
        (
            item.typed(&workload::GPU_USE),
            load::machine(item).unwrap_or(""),
        )
    };
    let used = used.filter(|used| *used < RULE.limit(cx))?;
    load::has_accelerator(machine).then_some((used, machine))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((used, machine)) = idle(cx, item) else {
        return;
    };
    let (used, count) = (short(used, 0), short(item.instances(), 0));
    let evidence = || {
        phrase::about(
            item,
            format!("{count} × {machine}, its accelerators work {used}% of the hours"),
            format!("{machine} {count}개, 가속기 사용률 {used}%"),
        )
    };
    out.add([item.id], evidence);
}
