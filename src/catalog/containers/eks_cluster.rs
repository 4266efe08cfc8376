//! Amazon EKS clusters: hours of the control plane, dearer in extended support.
//!
//! Semantics: Amazon EKS pricing page. The hour of extended support is added to the hour of the cluster. Nodes are
//! components of their own.

use super::{eks_node_group, insights};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::{Date, Query};
use crate::text::both;

/// Minor versions of Kubernetes 1: last day of standard support and of extended support (release calendar of the Amazon EKS
/// user guide, as endoflife.date/amazon-eks kept it on 2026-02-14). A cluster whose extended support ends is upgraded to
/// the oldest version in extended support, so that it stays as dear.
const SUPPORT_ENDS: &[(u32, Day, Day)] = &[
    (23, (2023, 10, 11), (2024, 10, 11)),
    (24, (2024, 1, 31), (2025, 1, 31)),
    (25, (2024, 5, 1), (2025, 5, 1)),
    (26, (2024, 6, 11), (2025, 6, 11)),
    (27, (2024, 7, 24), (2025, 7, 24)),
    (28, (2024, 11, 26), (2025, 11, 26)),
    (29, (2025, 3, 23), (2026, 3, 23)),
    (30, (2025, 7, 23), (2026, 7, 23)),
    (31, (2025, 11, 26), (2026, 11, 26)),
    (32, (2026, 3, 23), (2027, 3, 23)),
    (33, (2026, 7, 29), (2027, 7, 29)),
    (34, (2026, 12, 2), (2027, 12, 2)),
    (35, (2027, 3, 27), (2028, 3, 27)),
];

/// Year, month, day.
type Day = (u16, u8, u8);

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
    "A Kubernetes version has standard support for 14 months, then extended support at six times the price. Where the version \
     is stated, it decides by the day of the estimate.",
    "Kubernetes 버전은 14개월 동안 표준 지원을 받고, 이후 6배 요금의 연장 지원을 받습니다. 버전을 입력하면 견적 날짜에 따라 정해집니다.",
);

/// Kubernetes version.
pub static VERSION: Property =
    Property::text("version", both("Kubernetes version", "Kubernetes 버전"), "")
        .doc(
            "Version of the control plane, for example 1.35.",
            "컨트롤 플레인의 버전입니다. 예: 1.35",
        )
        .secondary();

/// Pods at peak.
pub static PEAK_PODS: Property = Property::optional(
    "peak_pods",
    both("Pods at peak", "최대 파드 수"),
    units::PODS,
    0.0,
    1e6,
)
.doc(
    "Pods that run at the busiest time, without those of Kubernetes itself.",
    "가장 바쁜 시간에 실행되는 파드 수입니다. Kubernetes 자체 파드는 제외합니다.",
)
.secondary();

/// Services.
pub static SERVICES: Property = Property::optional_count(
    "services",
    both("Services", "서비스 수"),
    units::SERVICES,
    1.0,
    1e5,
)
.doc(
    "How many services (applications) share the cluster.",
    "클러스터를 함께 쓰는 서비스(애플리케이션) 수입니다.",
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

/// Container Insights.
pub static INSIGHTS: Property = Property::flag(
    "container_insights",
    both("Container Insights", "Container Insights"),
    false,
)
.doc(
    "Metrics of cluster, nodes, pods and services, billed as custom metrics of CloudWatch; draw the log connection for the cost \
     of logs.",
    "클러스터, 노드, 파드, 서비스의 지표를 수집하며 CloudWatch 사용자 지정 지표로 과금됩니다. 로그 비용은 로그 연결을 그려 계산하세요.",
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

/// EKS Auto Mode.
pub static AUTO_MODE: Property = Property::flag("auto_mode", both("Auto Mode", "Auto Mode"), false)
    .doc(
        "EKS runs the nodes, too, for a fee on each instance. The catalogue has no prices of the fee.",
        "EKS가 노드까지 운영하며 인스턴스마다 수수료가 붙습니다. 카탈로그에 수수료 가격이 없습니다.",
    );

/// Nodes of Auto Mode.
pub static AUTO_NODES: Property = Property::number(
    "auto_mode_nodes",
    both("Auto Mode nodes", "Auto Mode 노드"),
    units::INSTANCES,
    2.0,
    0.0,
    100_000.0,
)
.doc(
    "Instances that Auto Mode runs on average; draw them as servers to bill their hours.",
    "Auto Mode가 평균적으로 실행하는 인스턴스 수입니다. 시간 요금은 서버로 그려 계산하세요.",
)
.when(|item| item.flag(&AUTO_MODE));

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

/// Last day of standard support of a Kubernetes version such as `1.33`; none for versions without a date.
pub fn standard_support_end(version: &str) -> Option<Date> {
    let minor = minor(version)?;
    let (_, (year, month, day), _) = SUPPORT_ENDS.iter().find(|(known, ..)| *known == minor)?;
    Date::new(*year, *month, *day)
}

/// The newest Kubernetes version with a date, if it is in standard support on a day.
pub fn supported(today: Date) -> Option<String> {
    let (minor, standard, _) = SUPPORT_ENDS.last()?;
    (!is_past(*standard, today)).then(|| format!("1.{minor}"))
}

fn is_past(end: Day, today: Date) -> bool {
    Date::new(end.0, end.1, end.2).is_some_and(|end| today > end)
}

/// Support phase of a version on a day: whether standard and whether extended support are over. None: no date is known.
fn phase(minor: u32, today: Date) -> Option<(bool, bool)> {
    SUPPORT_ENDS
        .iter()
        .find(|(known, ..)| *known == minor)
        .map(|(_, standard, extended)| (is_past(*standard, today), is_past(*extended, today)))
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
    let oldest = SUPPORT_ENDS.first().map_or(0, |(oldest, ..)| *oldest);
    let (standard, extended) =
        phase(minor, Date::PRICES).unwrap_or((minor < oldest, minor < oldest));
    if extended {
        problems.push(Problem::of(
            &VERSION,
            format!("EKS ended the support of 1.{minor} and upgrades clusters by itself"),
            format!("EKS에서 1.{minor}의 지원이 끝나 클러스터가 자동으로 업그레이드됩니다"),
        ));
    } else if standard && item.text(&VERSION_SUPPORT) == "STANDARD" {
        problems.push(Problem::of(
            &VERSION_SUPPORT,
            format!("1.{minor} is past its standard support: it is billed as `EXTENDED`"),
            format!("1.{minor}은(는) 표준 지원이 끝나 `EXTENDED`로 과금됩니다"),
        ));
    }
}

/// Whether the cluster is in extended support: by its version and the day, else as stated.
fn is_extended(cx: &BillCx<'_>) -> bool {
    let by_version = minor(cx.item.text(&VERSION)).and_then(|minor| phase(minor, cx.day()));
    match by_version {
        Some((standard_is_over, _)) => standard_is_over,
        None => cx.item.text(&VERSION_SUPPORT) == "EXTENDED",
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "cluster",
        both("Cluster hours", "클러스터 시간"),
        Amount::hours(1.0, units::CLUSTERS, cx.hours),
        Query::new("eks", "cluster_hour").with("support", "standard"),
    );
    if is_extended(cx) {
        bill.charge(
            "extended_support",
            both("Extended support", "연장 지원"),
            Amount::hours(1.0, units::CLUSTERS, cx.hours),
            Query::new("eks", "cluster_extended_support_hour"),
        );
    }
    if cx.item.flag(&AUTO_MODE) {
        bill.missing(
            "auto_mode",
            both("Auto Mode fee", "Auto Mode 수수료"),
            Amount::hours(cx.item.number(&AUTO_NODES), units::INSTANCES, cx.hours),
            "management fee of EKS Auto Mode by instance type",
        );
    }
    bill_insights(cx, bill);
}

/// Nodes of the cluster: those of Auto Mode, and of the node groups that stand in its VPC (its Region where it stands in
/// none).
fn nodes(item: &Item<'_>) -> f64 {
    let auto = if item.flag(&AUTO_MODE) {
        item.number(&AUTO_NODES)
    } else {
        0.0
    };
    let groups = Item::all(item.design).filter(|it| *it.kind == eks_node_group::KIND);
    let beside = groups.filter(|group| match item.vpc() {
        Some(vpc) => group.vpc() == Some(vpc),
        None => group.region() == item.region(),
    });
    auto + beside.map(|group| group.instances()).sum::<f64>()
}

/// Metrics of Container Insights. Pods count by their names, so that a service has one, however many copies run.
fn bill_insights(cx: &BillCx<'_>, bill: &mut Bill) {
    if !cx.item.flag(&INSIGHTS) {
        return;
    }
    let services = cx.item.typed(&SERVICES).unwrap_or(1.0);
    insights::bill(
        cx,
        bill,
        &[
            (1.0, 24.0, "cluster", "클러스터"),
            (nodes(&cx.item), 8.0, "nodes", "노드"),
            (services, 9.0, "pod names", "파드 이름"),
            (services, 6.0, "services", "서비스"),
        ],
    );
}

/// A cluster whose upgrade policy is `STANDARD` leaves a version before its extended support begins.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.unset(&VERSION_SUPPORT);
    if resource.text("upgrade_policy.support_type") == Some("STANDARD") {
        draft.unset(&VERSION);
        draft.note("the upgrade policy keeps the cluster in standard support");
    }
    draft.set(&LOGS, resource.has("enabled_cluster_log_types"));
    draft.set(&SECRETS_ENCRYPTION, resource.has("encryption_config"));
    let path = "vpc_config.public_access_cidrs";
    let ranges: Vec<&str> = (0..resource.count(path))
        .filter_map(|number| resource.text(&format!("{path}.{number}")))
        .collect();
    if !ranges.is_empty() {
        draft.set(&PUBLIC_CIDRS, ranges.join(", ").as_str());
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
    imports: &[Import::of("aws_eks_cluster")
        .attributes(&[
            ("vpc_config.endpoint_public_access", &PUBLIC_ENDPOINT),
            ("compute_config.enabled", &AUTO_MODE),
        ])
        .read(read)],
    drawio: "eks",
    keywords: &["kubernetes", "k8s", "control plane", "쿠버네티스"],
    port: Some(443),
    properties: &[
        &VERSION_SUPPORT,
        &VERSION,
        &AUTO_MODE,
        &AUTO_NODES,
        &PEAK_PODS,
        &SERVICES,
        &PUBLIC_ENDPOINT,
        &PUBLIC_CIDRS,
        &SECRETS_ENCRYPTION,
        &LOGS,
        &INSIGHTS,
        &insights::METRICS,
    ],
    // Container Insights counts the nodes of its VPC.
    bills_the_design: true,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::phase;
    use super::{PUBLIC_CIDRS, VERSION};
    use crate::catalog::testing::{Bench, Stack, near};
    use crate::pricing::Date;
    use serde_json::json;

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
    fn the_version_decides_by_the_day() {
        let total = |version: &str| {
            Bench::new("eks_cluster")
                .with("version", version)
                .with("support_type", "STANDARD")
                .lines()
                .total()
        };
        // On the day of the prices (2026-10-01) 1.33 is past its standard support (2026-07-29), 1.34 is not.
        near(total("1.33"), 438.0);
        near(total("1.34"), 73.0);
        near(total("1.29"), 438.0);
        let day = |year, month, day| Date::new(year, month, day).unwrap();
        assert_eq!(phase(29, day(2025, 3, 23)), Some((false, false)));
        assert_eq!(phase(29, day(2025, 3, 24)), Some((true, false)));
        assert_eq!(phase(29, day(2026, 3, 24)), Some((true, true)));
        assert_eq!(phase(99, day(2026, 3, 24)), None);
    }

    #[test]
    fn the_fee_of_auto_mode_is_missing() {
        let lines = Bench::new("eks_cluster").with("auto_mode", true).lines();
        assert_eq!(lines.missing(), ["auto_mode"]);
        near(lines.quantity("auto_mode"), 1_460.0);
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

    #[test]
    fn admitted_addresses_come_from_the_list() {
        let config = json!({"public_access_cidrs": ["203.0.113.0/24", "198.51.100.7/32"]});
        let draft = Stack::default()
            .add("aws_eks_cluster.it", json!({"vpc_config": [config]}))
            .read("aws_eks_cluster.it");
        assert_eq!(
            draft.text(&PUBLIC_CIDRS),
            Some("203.0.113.0/24, 198.51.100.7/32")
        );
    }

    #[test]
    fn an_upgrade_policy_keeps_a_cluster_in_standard_support() {
        let cluster = |policy: &str| {
            let values = json!({"version": "1.29", "upgrade_policy": [{"support_type": policy}]});
            Stack::default()
                .add("aws_eks_cluster.c", values)
                .read("aws_eks_cluster.c")
        };
        assert_eq!(cluster("EXTENDED").text(&VERSION), Some("1.29"));
        assert_eq!(cluster("STANDARD").text(&VERSION), None);
    }
}
