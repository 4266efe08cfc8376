//! Developer tools.

pub mod codeartifact_repository;
pub mod codebuild_project;
pub mod codecommit_repository;
pub mod codedeploy_app;
pub mod codepipeline;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &codebuild_project::KIND,
    &codepipeline::KIND,
    &codedeploy_app::KIND,
    &codecommit_repository::KIND,
    &codeartifact_repository::KIND,
];
