//! SEC013: Compute calls AWS services without an IAM role.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, elastic_beanstalk_environment, instance, server};
use crate::catalog::containers::{ecs_service, eks_fargate_profile, eks_node_group};
use crate::text::Phrase;

rule! {
    /// Compute calls AWS services without an IAM role
    ///
    /// **Why.** Without a role the program needs access keys in code or on disk. They leak with repositories,
    /// images and backups, and nobody rotates them.
    ///
    /// **Fix.** Attach an instance role, task role or pod identity with just the actions that the drawn connections
    /// need, and remove the keys from the code.
    ///
    /// **When to silence it.** The keys are handed out by another identity provider and expire within hours.
    ///
    /// **References.** CKV2_AWS_41; prowler:ec2_instance_profile_attached; CIS5.0:1.17; SEC02-BP02; SEC02-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (200, 0)),
    ///     "web": (kind: "instance", at: (0, 0), properties: {"iam_role": "none"}), // finding
    /// }, connections: {
    ///     "put": (from: "web", to: "files"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (200, 0)),
    ///     "web": (kind: "instance", at: (0, 0), properties: {"iam_role": "attached"}),
    /// }, connections: {
    ///     "put": (from: "web", to: "files"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC013",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: each_where(&[
                &instance::KIND,
                &autoscaling_group::KIND,
                &elastic_beanstalk_environment::KIND,
                &ecs_service::KIND,
                &eks_node_group::KIND,
                &eks_fargate_profile::KIND,
            ], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "IAM 역할 없이 AWS 서비스를 호출하는 컴퓨팅",
            why: "역할이 없으면 코드나 디스크에 액세스 키를 두어야 합니다. 키는 저장소, 이미지, 백업과 함께 유출되고 아무도 교체하지 않습니다.",
            fix: "그려진 연결에 필요한 작업만 허용하는 인스턴스 역할, 태스크 역할, 파드 자격 증명을 연결하고 코드에서 키를 제거합니다.",
            silence: "다른 자격 증명 공급자가 몇 시간 안에 만료되는 키를 발급하는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&server::IAM_ROLE) == "none"
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    if identity::has_role(cx, item) {
        return;
    }
    let targets = identity::iam_targets(cx, item);
    if targets.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let count = targets.len();
        let targets = phrase::names(targets.iter().copied(), language);
        match language {
            Language::English => {
                let services = phrase::count(count, "AWS service", "AWS services");
                format!("{name} calls {services} ({targets}) with 0 IAM roles")
            }
            Language::Korean => {
                format!("{name}: IAM 역할 0개로 AWS 서비스 {count}개 호출({targets})")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Attach an IAM role", "IAM 역할 연결"),
        edit: set(&item, &server::IAM_ROLE, "attached"),
    })
}
