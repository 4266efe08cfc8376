//! OPS029: Model served without monitoring.

use crate::analysis::review::prelude::*;
use crate::catalog::machine_learning::{sagemaker_endpoint, sagemaker_monitoring_schedule};

rule! {
    /// Model served without monitoring
    ///
    /// **Why.** The world changes, the model does not: its answers get worse and no machine figure shows it.
    ///
    /// **Fix.** Turn on Model Monitor for a sample of the requests and feed what it finds back into training.
    ///
    /// **When to silence it.** The model is replaced before the data can change.
    ///
    /// **References.** prowler:sagemaker_models_monitor_enabled; OPS08-BP01; OPS06-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"model_monitor": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS029",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(&[(&sagemaker_endpoint::KIND, &sagemaker_endpoint::MODEL_MONITOR)], is(true), unwatched),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "관찰 없이 서비스하는 모델",
            why: "세상은 변하지만 모델은 변하지 않습니다. 답이 나빠져도 서버 지표에는 나타나지 않습니다.",
            fix: "요청 일부에 Model Monitor를 켜고 그 결과를 다시 학습에 씁니다.",
            silence: "데이터가 변하기 전에 모델을 교체하는 경우입니다.",
        },
    };
}

/// Whether an endpoint in production has no monitoring schedule beside it.
fn unwatched(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut others = cx.neighbours(item);
    in_production(cx, item)
        && !others.any(|other| *other.kind == sagemaker_monitoring_schedule::KIND)
}
