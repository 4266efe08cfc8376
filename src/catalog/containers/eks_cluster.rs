//! Amazon EKS clusters: hours of the control plane, dearer in extended support.
//!
//! Semantics: Amazon EKS pricing page. The hour of extended support is added to the hour of the cluster. Nodes are
//! components of their own.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Newest minor version of Kubernetes 1 whose standard support has ended: 1.33, on 2026-07-29 (release calendar of the
/// Amazon EKS user guide, read 2026-04-24).
const LAST_EXTENDED: u32 = 33;
/// Newest minor version whose extended support has ended, too: 1.30, on 2026-07-23 (the same calendar).
const LAST_ENDED: u32 = 30;

const SUPPORT: &[Choice] = &[
    choice_in("STANDARD", "Standard support", "표준 지원"),
    choice_in("EXTENDED", "Extended support", "연장 지원"),
];

/// Support phase of the Kubernetes version.
pub static VERSION_SUPPORT: Property = Property::choice(
    "support_type",
    both("Version support", "버전 지원"),
    "STANDARD",
    SUPPORT,
)
.doc(
    "A Kubernetes version has standard support for 14 months, then extended support at six times the price.",
    "Kubernetes 버전은 14개월 동안 표준 지원을 받고, 이후 6배 요금의 연장 지원을 받습니다.",
);

/// Kubernetes version.
pub static VERSION: Property =
    Property::text("version", both("Kubernetes version", "Kubernetes 버전"), "")
        .doc(
            "Version of the control plane, for example 1.35.",
            "컨트롤 플레인의 버전입니다. 예: 1.35",
        )
        .secondary();

/// Public endpoint of the Kubernetes API.
pub static PUBLIC_ENDPOINT: Property = Property::flag(
    "endpoint_public_access",
    both("Public API endpoint", "퍼블릭 API 엔드포인트"),
    true,
)
.doc(
    "The Kubernetes API can be reached from the internet.",
    "인터넷에서 Kubernetes API에 접근할 수 있습니다.",
)
.secondary();

/// Sources that the public endpoint admits.
pub static PUBLIC_CIDRS: Property = Property::text(
    "public_access_cidrs",
    both("Admitted addresses", "허용 주소"),
    "0.0.0.0/0",
)
.doc(
    "Address ranges that the public endpoint admits, separated by commas.",
    "퍼블릭 엔드포인트가 허용하는 주소 범위를 쉼표로 구분해 적습니다.",
)
.secondary()
.when(is_public);

/// Envelope encryption of secrets.
pub static SECRETS_ENCRYPTION: Property = Property::flag(
    "secrets_encryption",
    both("Secrets encrypted", "시크릿 암호화"),
    false,
)
.doc(
    "Kubernetes secrets are encrypted with a KMS key.",
    "Kubernetes 시크릿을 KMS 키로 암호화합니다.",
)
.secondary();

/// Control plane logs.
pub static LOGS: Property = Property::flag(
    "control_plane_logs",
    both("Control plane logs", "컨트롤 플레인 로그"),
    false,
)
.doc(
    "API server and audit logs go to CloudWatch Logs; draw the log group to bill them.",
    "API 서버와 감사 로그를 CloudWatch Logs로 보냅니다. 로그 그룹을 그리면 비용에 포함됩니다.",
)
.secondary();

fn is_public(item: &Item<'_>) -> bool {
    item.flag(&PUBLIC_ENDPOINT)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let support = item.text(&VERSION_SUPPORT);
    SUPPORT
        .iter()
        .find(|option| option.value == support)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}

/// Minor version of `1.33` and the like.
fn minor(version: &str) -> Option<u32> {
    let rest = version.trim().trim_start_matches('v').strip_prefix("1.")?;
    rest.split('.').next()?.parse().ok()
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let version = item.text(&VERSION);
    let Some(minor) = minor(version) else {
        if !version.trim().is_empty() {
            problems.push(Problem::of(
                &VERSION,
                "a Kubernetes version reads like `1.35`",
                "Kubernetes 버전은 `1.35`처럼 적습니다",
            ));
        }
        return;
    };
    if minor <= LAST_ENDED {
        problems.push(Problem::of(
            &VERSION,
            format!("EKS ended the support of 1.{minor} and upgrades clusters by itself"),
            format!("EKS에서 1.{minor}의 지원이 끝나 클러스터가 자동으로 업그레이드됩니다"),
        ));
    } else if minor <= LAST_EXTENDED && item.text(&VERSION_SUPPORT) == "STANDARD" {
        problems.push(Problem::of(
            &VERSION_SUPPORT,
            format!("1.{minor} is past its standard support: it is billed as `EXTENDED`"),
            format!("1.{minor}은(는) 표준 지원이 끝나 `EXTENDED`로 과금됩니다"),
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "cluster",
        both("Cluster hours", "클러스터 시간"),
        Amount::hours(1.0, units::CLUSTERS, cx.hours),
        Query::new("eks", "cluster_hour").with("support", "standard"),
    );
    if cx.item.text(&VERSION_SUPPORT) == "EXTENDED" {
        bill.charge(
            "extended_support",
            both("Extended support", "연장 지원"),
            Amount::hours(1.0, units::CLUSTERS, cx.hours),
            Query::new("eks", "cluster_extended_support_hour"),
        );
    }
}

/// EKS cluster.
pub static KIND: Kind = Kind {
    name: "eks_cluster",
    title: both("Amazon EKS cluster", "Amazon EKS 클러스터"),
    short: both("EKS cluster", "EKS 클러스터"),
    doc: both(
        "Kubernetes control plane over three zones, run by AWS. Billed by the hour; nodes are billed apart.",
        "AWS가 세 개의 가용 영역에서 운영하는 Kubernetes 컨트롤 플레인입니다. 시간당 과금되며 노드는 별도로 과금됩니다.",
    ),
    category: Category::Containers,
    service: "Amazon EKS",
    spend: Spend::Compute,
    glyph: glyph::STEERING_WHEEL,
    monogram: "EKS",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_eks_cluster"],
    cloudformation: &["AWS::EKS::Cluster"],
    drawio: "eks",
    keywords: &["kubernetes", "k8s", "control plane", "쿠버네티스"],
    port: Some(443),
    properties: &[
        &VERSION_SUPPORT,
        &VERSION,
        &PUBLIC_ENDPOINT,
        &PUBLIC_CIDRS,
        &SECRETS_ENCRYPTION,
        &LOGS,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn extended_support_is_added() {
        let standard = Bench::new("eks_cluster").lines();
        assert_eq!(
            standard.query("cluster"),
            "eks cluster_hour support=standard"
        );
        // 730 h × $0.10 = $73.
        near(standard.total(), 73.0);
        let extended = Bench::new("eks_cluster")
            .with("support_type", "EXTENDED")
            .lines();
        assert_eq!(
            extended.query("extended_support"),
            "eks cluster_extended_support_hour"
        );
        // 730 h × ($0.10 + $0.50) = $438.
        near(extended.total(), 438.0);
    }

    #[test]
    fn old_versions_are_not_in_standard_support() {
        let named = |version: &str, support: &str| -> Vec<_> {
            let bench = Bench::new("eks_cluster")
                .with("version", version)
                .with("support_type", support);
            let problems = bench.problems();
            problems.into_iter().filter_map(|p| p.property).collect()
        };
        assert!(named("1.35", "STANDARD").is_empty());
        assert!(named("", "STANDARD").is_empty());
        assert_eq!(named("1.33", "STANDARD"), ["support_type"]);
        assert!(named("v1.33.2", "EXTENDED").is_empty());
        assert_eq!(named("1.29", "EXTENDED"), ["version"]);
        assert_eq!(named("latest", "STANDARD"), ["version"]);
    }
}
