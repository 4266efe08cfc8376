//! COST056: Always-on inference for little traffic.

use crate::analysis::review::arrivals;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::machine_learning::{sagemaker_endpoint, sagemaker_serverless_endpoint};
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Always-on inference for little traffic
    ///
    /// **Why.** Serverless and asynchronous inference are billed per request; an endpoint runs day and night.
    ///
    /// **Fix.** Use serverless inference, scaling to zero or batch transform.
    ///
    /// **When to silence it.** The first request must not wait, or the model needs a GPU.
    ///
    /// **References.** TA:AWS Savings Plans purchase recommendations for Amazon SageMaker AI; COST06-BP03; PERF02-BP01;
    /// SUS05-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"utilization_percent": 5}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"utilization_percent": 50}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST056",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Each(&[&sagemaker_endpoint::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 15.0, unit: both("% used", "% 사용"), source: "default" }),
        korean: Korean {
            title: "트래픽이 적은데 항상 켜진 추론 엔드포인트",
            why: "서버리스와 비동기 추론은 요청마다 과금됩니다.",
            fix: "서버리스 추론, 0까지 축소, 배치 변환을 사용합니다.",
            silence: "첫 요청의 지연이 허용되지 않거나 GPU가 필요한 경우입니다.",
        },
    };
}

/// Hours of a day without a request from which an endpoint is idle for too long.
const IDLE_HOURS: usize = 8;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let used = item.typed(&sagemaker_endpoint::UTILIZATION);
    let used = used.filter(|percent| *percent < RULE.limit(cx));
    let idle = arrivals::hourly(cx, item).map(|hours| {
        let quiet = hours.iter().filter(|rate| **rate <= 0.0);
        quiet.count()
    });
    let idle = idle.filter(|hours| *hours > IDLE_HOURS);
    if used.is_none() && idle.is_none() {
        return;
    }
    let saved =
        LazyCell::new(|| saving::as_kind(cx, item, &sagemaker_serverless_endpoint::KIND, &[]));
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let seen = match (used, idle, language) {
            (Some(percent), _, Language::English) => format!("{}% used", short(percent, 1)),
            (Some(percent), _, Language::Korean) => format!("사용률 {}%", short(percent, 1)),
            (None, hours, Language::English) => format!("idle {} h a day", hours.unwrap_or(0)),
            (None, hours, Language::Korean) => format!("하루 {}시간 유휴", hours.unwrap_or(0)),
        };
        let price = saved.told(language);
        match language {
            Language::English => {
                format!("{name}: {seen}; serverless with 2 GB and 200 ms a request {price}")
            }
            Language::Korean => {
                format!("{name}: {seen}; 서버리스(2 GB, 요청당 200 ms)로는 {price}")
            }
        }
    });
    out.add([item.id], evidence);
}
