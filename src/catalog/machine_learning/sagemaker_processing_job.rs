//! Amazon SageMaker processing jobs: instances and their storage while jobs run.
//!
//! Semantics: Amazon SageMaker AI pricing page.

use super::sagemaker;
use crate::catalog::Kind;
use crate::glyph;
use crate::text::both;

/// SageMaker processing job.
pub static KIND: Kind = Kind {
    name: "sagemaker_processing_job",
    title: both(
        "Amazon SageMaker processing job",
        "Amazon SageMaker 처리 작업",
    ),
    short: both("SageMaker processing", "SageMaker 처리"),
    doc: both(
        "Prepares or evaluates data on instances that live as long as the job. One pays for instance-hours and their storage.",
        "작업 동안만 실행되는 인스턴스에서 데이터를 준비하거나 평가합니다. 인스턴스 시간과 스토리지에 요금을 냅니다.",
    ),
    glyph: glyph::GEAR,
    monogram: "SMP",
    cloudformation: &["AWS::SageMaker::ProcessingJob"],
    keywords: &["feature", "prepare", "transform", "데이터 준비", "전처리"],
    ..sagemaker::JOB
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn jobs_are_billed_at_typed_prices() {
        let bench = Bench::new("sagemaker_processing_job")
            .with("instance_count", 2.0)
            .incoming("scheduled_job", 30.0, 1.0, 1.0);
        assert_eq!(bench.lines().missing(), ["instance", "storage"]);
        let lines = bench
            .with("instance_hour_price_usd", 0.25)
            .with("storage_price_usd", 0.14)
            .lines();
        // 30 jobs x 1 h x 2 x 0.25 $; 2 x 30 GB x 30 / 730 of a month x 0.14 $.
        near(lines.usd("instance"), 15.0);
        near(lines.usd("storage"), 2.0 * 30.0 * 30.0 / 730.0 * 0.14);
    }
}
