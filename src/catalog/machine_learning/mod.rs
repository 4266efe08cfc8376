//! Machine learning.

mod asked;
pub mod bedrock_inference_profile;
pub mod comprehend;
pub mod kendra_index;
pub mod lexv2models_bot;
pub mod personalize;
pub mod polly;
pub mod rekognition;
pub mod sagemaker;
pub mod sagemaker_domain;
pub mod sagemaker_endpoint;
pub mod sagemaker_monitoring_schedule;
pub mod sagemaker_notebook_instance;
pub mod sagemaker_processing_job;
pub mod sagemaker_serverless_endpoint;
pub mod sagemaker_training_job;
pub mod textract;
pub mod transcribe;
pub mod translate;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &bedrock_inference_profile::KIND,
    &sagemaker_endpoint::KIND,
    &sagemaker_serverless_endpoint::KIND,
    &sagemaker_training_job::KIND,
    &sagemaker_processing_job::KIND,
    &sagemaker_monitoring_schedule::KIND,
    &sagemaker_notebook_instance::KIND,
    &sagemaker_domain::KIND,
    &personalize::KIND,
    &comprehend::KIND,
    &rekognition::KIND,
    &textract::KIND,
    &transcribe::KIND,
    &polly::KIND,
    &translate::KIND,
    &lexv2models_bot::KIND,
    &kendra_index::KIND,
];
