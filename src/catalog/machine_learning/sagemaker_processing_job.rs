//! Amazon SageMaker processing jobs: instances and their storage while jobs run.
//!
//! Semantics: Amazon SageMaker AI pricing page.

use super::sagemaker;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend, user_price};
use crate::glyph;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let count = sagemaker::instances(&cx.item);
    sagemaker::bill_instances(cx, "Processing", count, sagemaker::job_hours(cx), bill);
}

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
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    glyph: glyph::GEAR,
    monogram: "SMP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &[],
    cloudformation: &["AWS::SageMaker::ProcessingJob"],
    drawio: "sagemaker",
    keywords: &["feature", "prepare", "transform", "데이터 준비", "전처리"],
    properties: &[
        &sagemaker::TYPE,
        &sagemaker::COUNT,
        &sagemaker::MINUTES,
        &sagemaker::HOURS,
        &sagemaker::VOLUME,
        &sagemaker::HOUR_PRICE,
        &sagemaker::VOLUME_PRICE,
        &user_price::SOURCE,
        &sagemaker::IN_VPC,
        &sagemaker::ENCRYPTED,
    ],
    instances: sagemaker::instances,
    key_fact: sagemaker::key_fact,
    validate: sagemaker::validate,
    bill,
    ..Kind::DEFAULT
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
