//! SEC053: Kubernetes API open to the internet.

use crate::analysis::review::prelude::*;
use crate::catalog::containers::eks_cluster;
use crate::text::Phrase;

rule! {
    /// Kubernetes API open to the internet
    ///
    /// **Why.** Only credentials protect the control plane then: one leaked token or one bug of the API server
    /// opens the cluster to the internet.
    ///
    /// **Fix.** Use a private endpoint, or limit the addresses that the public one admits.
    ///
    /// **When to silence it.** A pipeline outside AWS without fixed addresses deploys to the cluster, and its
    /// tokens live for minutes.
    ///
    /// **References.** EKS.1; CKV_AWS_38; CKV_AWS_39; prowler:eks_cluster_not_publicly_accessible; SEC05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0), properties: {"public_access_cidrs": "203.0.113.0/24"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC053",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&eks_cluster::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "인터넷에 공개된 Kubernetes API",
            why: "자격 증명만이 컨트롤 플레인을 지키게 됩니다. 토큰 하나가 유출되거나 API 서버에 결함 하나만 있어도 클러스터가 인터넷에 열립니다.",
            fix: "프라이빗 엔드포인트를 쓰거나 퍼블릭 엔드포인트가 허용하는 주소를 제한합니다.",
            silence: "고정 주소가 없는 AWS 밖의 파이프라인이 배포하며 토큰이 몇 분만 유효한 경우입니다.",
        },
    };
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let ranges = item.text(&eks_cluster::PUBLIC_CIDRS);
    let mut all = ranges.split(',').map(str::trim);
    if !item.flag(&eks_cluster::PUBLIC_ENDPOINT)
        || !all.any(|range| matches!(range, "0.0.0.0/0" | "::/0"))
    {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        match language {
            Language::English => {
                format!("{name}: public API endpoint, admitted addresses: {ranges}")
            }
            Language::Korean => format!("{name}: 퍼블릭 API 엔드포인트, 허용 주소: {ranges}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Make the API private", "API를 프라이빗으로 변경"),
        edit: set(&item, &eks_cluster::PUBLIC_ENDPOINT, false),
    })
}
