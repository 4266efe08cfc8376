//! OPS017: Deployment to a scaling group uses a fixed list of hosts.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::autoscaling_group as group;

rule! {
    /// Deployment to a scaling group uses a fixed list of hosts
    ///
    /// **Why.** New instances start with old code, and a script that looks for a removed host stops half way.
    ///
    /// **Fix.** Let the deployment find its targets by group or tag (CodeDeploy, Systems Manager), or roll out a new image.
    ///
    /// **When to silence it.** The group never changes its size.
    ///
    /// **References.** OPS05-BP10; REL08-BP05; REL08-BP04; AutoScaling.9; CKV_AWS_315.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"deployment": "static_hosts"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"deployment": "by_group"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS017",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: each_where(&[&group::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "고정된 호스트 목록으로 배포하는 확장 그룹",
            why: "새 인스턴스는 이전 코드로 시작하고, 사라진 호스트를 찾는 스크립트는 도중에 멈춥니다.",
            fix: "배포가 그룹이나 태그로 대상을 찾게 하거나(CodeDeploy, Systems Manager) 새 이미지로 교체합니다.",
            silence: "그룹의 크기가 바뀌지 않는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&group::DEPLOYMENT) == "static_hosts"
        && item.number(&group::MIN) < item.number(&group::MAX)
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (min, max) = (item.number(&group::MIN), item.number(&group::MAX));
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        match language {
            Language::English => {
                format!("{name}: {min} to {max} instances, a fixed list of hosts")
            }
            Language::Korean => format!("{name}: {min}~{max}대, 고정된 호스트 목록"),
        }
    });
    out.add([item.id], evidence);
}
