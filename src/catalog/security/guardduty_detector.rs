//! Amazon GuardDuty: threat detection, billed by what it looks at, in tiers for each account and Region.
//!
//! Semantics: Amazon GuardDuty pricing page; `pricing/guardduty.csv`. The base (management events, flow and DNS
//! logs) is always on; each protection plan has its own meter. GuardDuty reads flow and DNS logs by itself: no flow
//! logs need to be enabled.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// CloudTrail management events.
pub static EVENTS: Property = Property::usage(
    "management_events",
    both("CloudTrail management events", "CloudTrail 관리 이벤트"),
    units::EVENTS,
)
.doc(
    "Management events of the account that GuardDuty looks at in a month.",
    "GuardDuty가 한 달에 분석하는 계정의 관리 이벤트 수입니다.",
);

/// Flow and DNS logs.
pub static FLOW_GB: Property = Property::usage(
    "flow_and_dns_gb",
    both("Flow and DNS logs", "흐름 및 DNS 로그"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of VPC flow logs and DNS query logs that GuardDuty looks at in a month.",
    "GuardDuty가 한 달에 분석하는 VPC 흐름 로그와 DNS 쿼리 로그의 GB입니다.",
);

/// S3 protection.
pub static S3: Property = Property::flag("s3_logs", both("S3 protection", "S3 보호"), true).doc(
    "Looks at data events of S3.",
    "S3 데이터 이벤트를 분석합니다.",
);

/// S3 data events.
pub static S3_EVENTS: Property = Property::usage(
    "s3_data_events",
    both("S3 data events", "S3 데이터 이벤트"),
    units::EVENTS,
)
.doc(
    "Object operations on S3 that are looked at in a month.",
    "한 달에 분석하는 S3 객체 작업 수입니다.",
)
.when(|item| item.flag(&S3));

/// EKS protection.
pub static EKS: Property = Property::flag(
    "kubernetes_audit_logs",
    both("EKS protection", "EKS 보호"),
    true,
)
.doc(
    "Looks at the audit logs of EKS clusters.",
    "EKS 클러스터의 감사 로그를 분석합니다.",
);

/// EKS audit events.
pub static EKS_EVENTS: Property = Property::usage(
    "eks_audit_events",
    both("EKS audit events", "EKS 감사 이벤트"),
    units::EVENTS,
)
.doc(
    "Kubernetes audit log events in a month.",
    "한 달의 쿠버네티스 감사 로그 이벤트 수입니다.",
)
.when(|item| item.flag(&EKS));

/// Runtime monitoring.
pub static RUNTIME: Property = Property::flag(
    "runtime_monitoring",
    both("Runtime monitoring", "런타임 모니터링"),
    false,
)
.doc(
    "An agent watches processes on EC2, EKS and Fargate.",
    "에이전트가 EC2, EKS, Fargate의 프로세스를 감시합니다.",
);

/// EC2 vCPU watched.
pub static RUNTIME_EC2: Property = Property::usage(
    "runtime_ec2_vcpu",
    both("EC2 vCPU watched", "감시하는 EC2 vCPU"),
    units::VCPU_MONTHS,
)
.doc(
    "vCPUs of EC2 instances with the agent, on average over the month.",
    "에이전트가 있는 EC2 인스턴스의 월평균 vCPU 수입니다.",
)
.when(|item| item.flag(&RUNTIME));

/// EKS vCPU watched.
pub static RUNTIME_EKS: Property = Property::usage(
    "runtime_eks_vcpu",
    both("EKS vCPU watched", "감시하는 EKS vCPU"),
    units::VCPU_MONTHS,
)
.doc(
    "vCPUs of EKS nodes with the agent, on average over the month.",
    "에이전트가 있는 EKS 노드의 월평균 vCPU 수입니다.",
)
.when(|item| item.flag(&RUNTIME));

/// Fargate vCPU watched.
pub static RUNTIME_FARGATE: Property = Property::usage(
    "runtime_fargate_vcpu",
    both("Fargate vCPU watched", "감시하는 Fargate vCPU"),
    units::VCPU_MONTHS,
)
.doc(
    "vCPUs of Fargate tasks with the agent, on average over the month.",
    "에이전트가 있는 Fargate 태스크의 월평균 vCPU 수입니다.",
)
.when(|item| item.flag(&RUNTIME));

/// Malware protection of EBS.
pub static MALWARE: Property = Property::flag(
    "malware_protection",
    both("Malware protection of EBS", "EBS 맬웨어 보호"),
    false,
)
.doc(
    "Scans volumes of instances that behave suspiciously.",
    "의심스러운 인스턴스의 볼륨을 검사합니다.",
);

/// EBS scanned.
pub static MALWARE_EBS: Property = Property::usage(
    "malware_ebs_gb",
    both("EBS scanned", "EBS 검사량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of EBS data scanned in a month.",
    "한 달에 검사하는 EBS 데이터의 GB입니다.",
)
.when(|item| item.flag(&MALWARE));

/// Malware protection of S3.
pub static MALWARE_S3: Property = Property::flag(
    "malware_protection_s3",
    both("Malware protection of S3", "S3 맬웨어 보호"),
    false,
)
.doc(
    "Scans new objects of chosen buckets.",
    "선택한 버킷의 새 객체를 검사합니다.",
);

/// S3 scanned.
pub static MALWARE_S3_GB: Property = Property::usage(
    "malware_s3_gb",
    both("S3 scanned", "S3 검사량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of new objects scanned in a month.",
    "한 달에 검사하는 새 객체의 GB입니다.",
)
.when(|item| item.flag(&MALWARE_S3));

/// S3 objects scanned.
pub static MALWARE_S3_OBJECTS: Property = Property::usage(
    "malware_s3_objects",
    both("S3 objects scanned", "검사하는 S3 객체"),
    units::OBJECTS,
)
.doc(
    "New objects scanned in a month.",
    "한 달에 검사하는 새 객체 수입니다.",
)
.when(|item| item.flag(&MALWARE_S3));

/// RDS protection.
pub static RDS: Property = Property::flag(
    "rds_login_events",
    both("RDS protection", "RDS 보호"),
    false,
)
.doc(
    "Looks at log-ins to Aurora and RDS databases.",
    "Aurora 및 RDS 데이터베이스의 로그인을 분석합니다.",
);

/// Database vCPU watched.
pub static RDS_VCPU: Property = Property::usage(
    "rds_vcpu",
    both("Database vCPU watched", "감시하는 데이터베이스 vCPU"),
    units::VCPU_MONTHS,
)
.doc(
    "vCPUs of supported database instances, on average over the month.",
    "지원되는 데이터베이스 인스턴스의 월평균 vCPU 수입니다.",
)
.when(|item| item.flag(&RDS));

/// Serverless ACU watched.
pub static RDS_ACU: Property = Property::usage(
    "rds_acu",
    both("Serverless ACU watched", "감시하는 서버리스 ACU"),
    units::ACU,
)
.doc(
    "Capacity units of Aurora Serverless v2, on average over the month.",
    "Aurora Serverless v2의 월평균 용량 단위 수입니다.",
)
.when(|item| item.flag(&RDS));

/// Lambda protection.
pub static LAMBDA: Property = Property::flag(
    "lambda_network_logs",
    both("Lambda protection", "Lambda 보호"),
    false,
)
.doc(
    "Looks at the network traffic of functions.",
    "함수의 네트워크 트래픽을 분석합니다.",
);

/// Lambda network logs.
pub static LAMBDA_GB: Property = Property::usage(
    "lambda_gb",
    both("Lambda network logs", "Lambda 네트워크 로그"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of network logs of functions in a month.",
    "한 달에 분석하는 함수 네트워크 로그의 GB입니다.",
)
.when(|item| item.flag(&LAMBDA));

static METERS: &[Meter] = &[
    Meter::of(
        "management_events",
        &EVENTS,
        "guardduty",
        "cloudtrail_events_processed_per_events",
    ),
    Meter::of(
        "flow_and_dns",
        &FLOW_GB,
        "guardduty",
        "vpc_flow_log_and_dns_processed_per_gb",
    ),
    Meter::of(
        "s3_data_events",
        &S3_EVENTS,
        "guardduty",
        "s3_vpc_flow_log_and_dns_processed_per_events",
    ),
    Meter::of(
        "eks_audit_events",
        &EKS_EVENTS,
        "guardduty",
        "kubernetes_audit_logs_events_processed_per_events",
    ),
    Meter::of(
        "runtime_ec2",
        &RUNTIME_EC2,
        "guardduty",
        "ec2_vcpu_monitored_per_vcpu_months",
    ),
    Meter::of(
        "runtime_eks",
        &RUNTIME_EKS,
        "guardduty",
        "eks_vcpu_monitored_per_vcpu_months",
    ),
    Meter::of(
        "runtime_fargate",
        &RUNTIME_FARGATE,
        "guardduty",
        "fargate_vcpu_monitored_per_vcpu_months",
    ),
    Meter::of(
        "malware_ebs",
        &MALWARE_EBS,
        "guardduty",
        "malware_protection_ebs_data_scanned_per_gb",
    ),
    Meter::of(
        "malware_s3",
        &MALWARE_S3_GB,
        "guardduty",
        "malware_protection_s3_data_scanned_per_gb",
    ),
    Meter::of(
        "malware_s3_objects",
        &MALWARE_S3_OBJECTS,
        "guardduty",
        "malware_protection_s3_request_monitored_per_events",
    ),
    Meter::of(
        "rds_vcpu",
        &RDS_VCPU,
        "guardduty",
        "rds_vcpu_monitored_createdbinstance_0002_per_vcpu_months",
    ),
    Meter::of(
        "rds_acu",
        &RDS_ACU,
        "guardduty",
        "rds_acu_monitored_createdbinstance_0002_per_acu_months",
    ),
    Meter::of(
        "lambda",
        &LAMBDA_GB,
        "guardduty",
        "lambda_vpc_flow_log_and_dns_processed_per_gb",
    ),
];

/// Terraform's names of detector features, each with the plan that it turns on.
static FEATURES: &[(&str, &Property)] = &[
    ("S3_DATA_EVENTS", &S3),
    ("EKS_AUDIT_LOGS", &EKS),
    ("RUNTIME_MONITORING", &RUNTIME),
    ("EKS_RUNTIME_MONITORING", &RUNTIME),
    ("EBS_MALWARE_PROTECTION", &MALWARE),
    ("RDS_LOGIN_EVENTS", &RDS),
    ("LAMBDA_NETWORK_LOGS", &LAMBDA),
];
const PLANS: &[&Property] = &[&S3, &EKS, &RUNTIME, &MALWARE, &MALWARE_S3, &RDS, &LAMBDA];

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let plans = PLANS.iter().filter(|plan| item.flag(plan)).count();
    match language {
        Language::English if plans == 1 => "1 protection plan".to_owned(),
        Language::English => format!("{plans} protection plans"),
        Language::Korean => format!("보호 플랜 {plans}개"),
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    for feature in resource.referring("aws_guardduty_detector_feature", "detector_id") {
        let plan = FEATURES
            .iter()
            .find(|(name, _)| feature.text("name") == Some(name));
        if let Some((_, plan)) = plan {
            draft.set(plan, feature.text("status") == Some("ENABLED"));
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// GuardDuty.
pub static KIND: Kind = Kind {
    name: "guardduty_detector",
    title: both("Amazon GuardDuty", "Amazon GuardDuty"),
    short: both("GuardDuty", "GuardDuty"),
    doc: both(
        "Finds attacks in API calls, network traffic, logs and running processes of a Region. \
         Billed by the events, GB and vCPUs that it looks at, in tiers.",
        "리전의 API 호출, 네트워크 트래픽, 로그, 프로세스에서 공격을 찾습니다. 분석하는 \
         이벤트, GB, vCPU에 따라 구간별로 과금됩니다.",
    ),
    category: Category::Security,
    service: "Amazon GuardDuty",
    spend: Spend::Other,
    glyph: glyph::BINOCULARS,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_guardduty_detector"],
    imports: &[Import::of("aws_guardduty_detector")
        .attributes(&[
            ("datasources.s3_logs.enable", &S3),
            ("datasources.kubernetes.audit_logs.enable", &EKS),
            (
                "datasources.malware_protection.scan_ec2_instance_with_findings.ebs_volumes.enable",
                &MALWARE,
            ),
        ])
        .read(read)],
    cloudformation: &["AWS::GuardDuty::Detector"],
    drawio: "guardduty",
    keywords: &["threat", "detection", "malware", "위협", "탐지", "맬웨어"],
    properties: &[
        &EVENTS,
        &FLOW_GB,
        &S3,
        &S3_EVENTS,
        &EKS,
        &EKS_EVENTS,
        &RUNTIME,
        &RUNTIME_EC2,
        &RUNTIME_EKS,
        &RUNTIME_FARGATE,
        &MALWARE,
        &MALWARE_EBS,
        &MALWARE_S3,
        &MALWARE_S3_GB,
        &MALWARE_S3_OBJECTS,
        &RDS,
        &RDS_VCPU,
        &RDS_ACU,
        &LAMBDA,
        &LAMBDA_GB,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn base_and_plans_in_seoul() {
        let bench = || {
            Bench::new("guardduty_detector")
                .with("management_events", 10e6)
                .with("flow_and_dns_gb", 600.0)
                .with("s3_data_events", 100e6)
        };
        let lines = bench().lines();
        // 10 M x $0.0000046 = $46; 500 GB x $1.15 + 100 GB x $0.58 = $633; 100 M x $0.0000009 = $90.
        near(lines.usd("management_events"), 46.0);
        near(lines.usd("flow_and_dns"), 633.0);
        near(lines.usd("s3_data_events"), 90.0);
        near(lines.total(), 769.0);
        // A plan that is off has no meter.
        assert_eq!(
            bench()
                .with("s3_logs", false)
                .lines()
                .find("s3_data_events"),
            None
        );
    }

    #[test]
    fn runtime_databases_and_malware() {
        let lines = Bench::new("guardduty_detector")
            .with("runtime_monitoring", true)
            .with("runtime_ec2_vcpu", 600.0)
            .with("rds_login_events", true)
            .with("rds_vcpu", 16.0)
            .with("rds_acu", 10.0)
            .with("malware_protection_s3", true)
            .with("malware_s3_gb", 100.0)
            .with("malware_s3_objects", 10_000.0)
            .lines();
        // 500 x $1.66 + 100 x $0.83 = $913; 16 x $1.20; 10 x $0.30; 100 GB x $0.1095; 10,000 x $0.000261.
        near(lines.usd("runtime_ec2"), 913.0);
        near(lines.usd("rds_vcpu"), 19.2);
        near(lines.usd("rds_acu"), 3.0);
        near(lines.usd("malware_s3"), 10.95);
        near(lines.usd("malware_s3_objects"), 2.61);
    }

    #[test]
    fn without_figures_one_line_says_so() {
        let lines = Bench::new("guardduty_detector").lines();
        assert_eq!(lines.keys(), ["management_events"]);
        assert!(lines.formula("management_events").contains("no figure"));
    }
}
