//! Amazon SageMaker Model Monitor: processing jobs on a schedule over captured requests.
//!
//! Semantics: Amazon SageMaker AI pricing page.

use super::sagemaker;
use crate::catalog::Kind;
use crate::glyph;
use crate::text::both;

/// SageMaker Model Monitor.
pub static KIND: Kind = Kind {
    name: "sagemaker_monitoring_schedule",
    title: both(
        "Amazon SageMaker Model Monitor",
        "Amazon SageMaker Model Monitor",
    ),
    short: both("Model Monitor", "Model Monitor"),
    doc: both(
        "Compares what a model receives and answers with its baseline on a schedule. One pays for the instance-hours of its jobs.",
        "모델의 입력과 응답을 기준선과 정기적으로 비교합니다. 모니터링 작업의 인스턴스 시간에 요금을 냅니다.",
    ),
    glyph: glyph::HEARTBEAT,
    monogram: "SMM",
    terraform: &["aws_sagemaker_monitoring_schedule"],
    cloudformation: &["AWS::SageMaker::MonitoringSchedule"],
    keywords: &["drift", "data quality", "bias", "드리프트", "모니터링"],
    ..sagemaker::JOB
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hourly_checks() {
        let lines = Bench::new("sagemaker_monitoring_schedule")
            .with("minutes_per_job", 6.0)
            .with("volume_size", 0.0)
            .with("instance_hour_price_usd", 0.28)
            .incoming("scheduled_job", 730.0, 1.0, 1.0)
            .lines();
        // 730 jobs x 0.1 h x 0.28 $.
        near(lines.total(), 20.44);
    }
}
