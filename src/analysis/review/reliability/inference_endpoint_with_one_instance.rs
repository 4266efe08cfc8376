//! REL084: Inference endpoint with a single instance.

use crate::analysis::review::prelude::*;
use crate::catalog::machine_learning::sagemaker_endpoint as endpoint;

rule! {
    /// Inference endpoint with a single instance
    ///
    /// **Why.** There is no second copy of the model in another zone: a host failure stops the answers.
    ///
    /// **Fix.** Run two or more instances, which the service spreads over zones, or serverless inference.
    ///
    /// **When to silence it.** Development and test (tag `env`), or callers that can do without the answers for some
    /// minutes.
    ///
    /// **References.** SageMaker.4; prowler:sagemaker_endpoint_config_prod_variant_instances; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "model": (kind: "sagemaker_endpoint", at: (0, 0), properties: {"initial_instance_count": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL084",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: expect_where(&[(&endpoint::KIND, &endpoint::INSTANCES)], at_least(2.0), in_production),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "인스턴스가 하나뿐인 추론 엔드포인트",
            why: "다른 가용 영역에 모델 사본이 없어 호스트에 장애가 나면 응답이 멈춥니다.",
            fix: "인스턴스를 둘 이상 실행하거나(서비스가 영역에 분산) 서버리스 추론을 씁니다.",
            silence: "개발·테스트(`env` 태그)이거나 몇 분 동안 응답이 없어도 되는 경우입니다.",
        },
    };
}
