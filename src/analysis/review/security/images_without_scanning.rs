//! SEC088: Images deployed without scanning.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{apprunner_service, batch_compute_environment, lambda_function};
use crate::catalog::containers::{
    ecr_repository, ecs_service, eks_cluster, eks_fargate_profile, eks_node_group,
};
use crate::catalog::security::inspector2_enabler;
use crate::model::Value;

rule! {
    /// Images deployed without scanning
    ///
    /// **Why.** Known vulnerabilities are shipped unnoticed.
    ///
    /// **Fix.** Scan images when they are pushed (basic scanning is free), or use the enhanced scanning of Amazon
    /// Inspector.
    ///
    /// **When to silence it.** The pipeline scans images before it pushes them.
    ///
    /// **References.** ECR.1; Inspector.2; CKV_AWS_163; prowler:ecr_repositories_scan_images_on_push_enabled;
    /// SEC06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "images": (kind: "ecr_repository", at: (300, 0)), // finding
    ///     "shop": (kind: "ecs_service", at: (0, 0)),
    /// }, connections: {
    ///     "pull": (from: "shop", to: "images"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "images": (kind: "ecr_repository", at: (300, 0), properties: {"scan_on_push": true}),
    ///     "shop": (kind: "ecs_service", at: (0, 0)),
    /// }, connections: {
    ///     "pull": (from: "shop", to: "images"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC088",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(&[&ecr_repository::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "스캔하지 않고 배포하는 이미지",
            why: "알려진 취약점이 모르는 사이에 배포됩니다.",
            fix: "이미지를 푸시할 때 스캔하거나(기본 스캔은 무료) Amazon Inspector의 향상된 스캔을 사용합니다.",
            silence: "파이프라인이 푸시 전에 이미지를 스캔하는 경우입니다.",
        },
    };
}

/// Kinds that run images.
const RUNNERS: &[&Kind] = &[
    &apprunner_service::KIND,
    &batch_compute_environment::KIND,
    &ecs_service::KIND,
    &eks_cluster::KIND,
    &eks_fargate_profile::KIND,
    &eks_node_group::KIND,
    &lambda_function::KIND,
];

/// Whether Amazon Inspector scans the repositories of a Region.
fn inspector_scans(cx: &Cx<'_>, region: &str) -> bool {
    let mut enablers = cx.of_kind(&inspector2_enabler::KIND).iter();
    enablers.any(|item| item.flag(&inspector2_enabler::ECR) && item.region() == region)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let runs = |other: &Item<'_>| RUNNERS.contains(&other.kind);
    let runners = || cx.neighbours(item).filter(runs);
    let is_scanned = item.flag(&ecr_repository::SCAN) || inspector_scans(cx, item.region());
    if is_scanned || runners().next().is_none() {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let runners = phrase::names(runners(), language);
        match language {
            Language::English => {
                format!("{name}: images for {runners}; scan on push off, 0 Inspector")
            }
            Language::Korean => {
                format!("{name}: {runners}의 이미지; 푸시할 때 스캔 꺼짐, Inspector 0개")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: phrase::set(&ecr_repository::SCAN, &Value::Bool(true)),
        edit: set(&item, &ecr_repository::SCAN, true),
    })
}
