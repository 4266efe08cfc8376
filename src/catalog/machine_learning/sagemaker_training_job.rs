//! Amazon SageMaker training and tuning jobs: instances and their storage while jobs run.
//!
//! Semantics: Amazon SageMaker AI pricing page.

use super::sagemaker;
use crate::catalog::{Bill, BillCx, Kind, Property, user_price};
use crate::glyph;
use crate::text::both;

/// Spot capacity.
pub static SPOT: Property = Property::flag(
    "enable_managed_spot_training",
    both("Managed Spot training", "관리형 스팟 훈련"),
    false,
)
.doc(
    "Trains on spare capacity and goes on after interruptions; type the Spot price of an hour then.",
    "여유 용량에서 훈련하고 중단 후 이어서 실행합니다. 이때는 시간당 스팟 가격을 입력합니다.",
)
.secondary();

/// Use of accelerators.
pub static GPU_USE: Property = Property::optional(
    "gpu_utilization_percent",
    both("GPU utilisation", "GPU 사용률"),
    crate::catalog::amount::units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Average use of the accelerators while jobs run.",
    "작업 실행 중 가속기의 평균 사용률입니다.",
)
.secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let count = sagemaker::instances(&cx.item);
    sagemaker::bill_instances(cx, "Training", count, sagemaker::job_hours(cx), bill);
}

/// SageMaker training job.
pub static KIND: Kind = Kind {
    name: "sagemaker_training_job",
    title: both(
        "Amazon SageMaker training job",
        "Amazon SageMaker 훈련 작업",
    ),
    short: both("SageMaker training", "SageMaker 훈련"),
    doc: both(
        "Trains or tunes a model on instances that live as long as the job. One pays for instance-hours and their storage.",
        "작업 동안만 실행되는 인스턴스에서 모델을 훈련하거나 튜닝합니다. 인스턴스 시간과 스토리지에 요금을 냅니다.",
    ),
    glyph: glyph::BRAIN,
    monogram: "SMT",
    cloudformation: &["AWS::SageMaker::TrainingJob"],
    keywords: &["model", "gpu", "tuning", "모델", "학습"],
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
        &SPOT,
        &GPU_USE,
    ],
    bill,
    ..sagemaker::JOB
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hours_may_be_typed() {
        let lines = Bench::new("sagemaker_training_job")
            .with("instance_type", "ml.g5.xlarge")
            .with("job_hours", 40.0)
            .with("volume_size", 0.0)
            .with("instance_hour_price_usd", 1.7)
            .lines();
        // 40 h x 1.70 $.
        near(lines.total(), 68.0);
    }

    #[test]
    fn a_training_without_price_is_missing_not_free() {
        let bench = Bench::new("sagemaker_training_job").with("job_hours", 1.0);
        assert_eq!(bench.lines().missing(), ["instance", "storage"]);
    }
}
