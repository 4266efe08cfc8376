//! Amazon Inspector: vulnerability scans of instances, images and functions.
//!
//! Semantics: Amazon Inspector pricing page; `pricing/inspector.csv`. Instances and functions are billed for the
//! hours that they are covered, images for each scan.

use crate::catalog::Usage;
use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

const MODES: &[Choice] = &[
    choice_in("EC2_SSM_AGENT_BASED", "With the SSM agent", "SSM 에이전트"),
    choice_in("EC2_HYBRID", "Without agent", "에이전트 없음"),
];

/// EC2 scanning.
pub static EC2: Property = Property::flag("ec2", both("EC2 scanning", "EC2 스캔"), true).doc(
    "Instances are scanned continuously.",
    "인스턴스를 지속적으로 스캔합니다.",
);

/// EC2 scan mode.
pub static MODE: Property = Property::choice(
    "ec2_scan_mode",
    both("EC2 scan mode", "EC2 스캔 모드"),
    "EC2_SSM_AGENT_BASED",
    MODES,
)
.doc(
    "Instances without the SSM agent are read through snapshots of their volumes, which costs \
     more.",
    "SSM 에이전트가 없는 인스턴스는 볼륨 스냅샷으로 스캔하며 더 비쌉니다.",
)
.when(|item| item.flag(&EC2));

/// Instances covered.
pub static INSTANCES: Property = Property::usage(
    "ec2_instances",
    both("Instances covered", "스캔 인스턴스"),
    units::INSTANCES,
)
.doc(
    "Instances covered, on average over the month. Derived: the servers drawn in the Region.",
    "월평균 스캔 대상 인스턴스 수입니다. 리전에 그린 서버 수로 계산합니다.",
)
.when(|item| item.flag(&EC2));

/// ECR scanning.
pub static ECR: Property = Property::flag("ecr", both("ECR scanning", "ECR 스캔"), true).doc(
    "Images are scanned when they are pushed and again when new vulnerabilities are known.",
    "이미지를 푸시할 때 스캔하고 새 취약점이 알려지면 다시 스캔합니다.",
);

/// Images pushed.
pub static IMAGES: Property = Property::usage(
    "images_pushed",
    both("Images pushed", "푸시한 이미지"),
    units::IMAGES,
)
.doc(
    "Images scanned for the first time in a month.",
    "한 달에 처음 스캔하는 이미지 수입니다.",
)
.when(|item| item.flag(&ECR));

/// Images scanned again.
pub static RESCANS: Property = Property::usage(
    "image_rescans",
    both("Images scanned again", "이미지 재스캔"),
    units::SCANS,
)
.doc(
    "Automatic scans of images that are there already, in a month.",
    "이미 있는 이미지를 한 달에 자동으로 다시 스캔하는 횟수입니다.",
)
.when(|item| item.flag(&ECR));

/// Lambda scanning.
pub static LAMBDA: Property =
    Property::flag("lambda", both("Lambda scanning", "Lambda 스캔"), false).doc(
        "Functions and their layers are scanned for packages with vulnerabilities.",
        "함수와 계층의 취약한 패키지를 스캔합니다.",
    );

/// Functions covered.
pub static FUNCTIONS: Property = Property::usage(
    "lambda_functions",
    both("Functions covered", "스캔 함수"),
    units::FUNCTIONS,
)
.doc(
    "Functions covered, on average over the month. Derived: the functions drawn in the Region.",
    "월평균 스캔 대상 함수 수입니다. 리전에 그린 함수 수로 계산합니다.",
)
.when(|item| item.flag(&LAMBDA));

/// Lambda code scanning.
pub static CODE: Property = Property::flag(
    "lambda_code",
    both("Lambda code scanning", "Lambda 코드 스캔"),
    false,
)
.doc(
    "The code of functions is scanned too.",
    "함수의 코드도 스캔합니다.",
)
.when(|item| item.flag(&LAMBDA));

/// Scans in pipelines.
pub static CICD: Property = Property::usage(
    "ci_cd_scans",
    both("Scans in pipelines", "파이프라인 스캔"),
    units::SCANS,
)
.doc(
    "Images scanned by build pipelines in a month.",
    "빌드 파이프라인이 한 달에 스캔하는 이미지 수입니다.",
);

/// CIS benchmark scans.
pub static CIS: Property = Property::usage(
    "cis_scans",
    both("CIS benchmark scans", "CIS 벤치마크 스캔"),
    units::SCANS,
)
.doc(
    "Assessments of instances against CIS benchmarks in a month.",
    "한 달에 인스턴스를 CIS 벤치마크로 평가하는 횟수입니다.",
);

/// Kinds whose instances are EC2 instances.
const SERVERS: &[&str] = &[
    "autoscaling_group",
    "bastion_host",
    "eks_node_group",
    "instance",
];

/// Instances of those kinds that are drawn in the Region of the item.
fn drawn(cx: &BillCx<'_>, kinds: &[&str]) -> f64 {
    Item::all(cx.item.design)
        .filter(|item| kinds.contains(&item.kind.name) && item.region() == cx.item.region())
        .map(|item| item.instances())
        .sum()
}

static SCANS: &[Meter] = &[
    Meter::of(
        "images",
        &IMAGES,
        "inspector",
        "initial_scan_on_push_to_ecr_resource_assessment",
    ),
    Meter::of(
        "rescans",
        &RESCANS,
        "inspector",
        "automated_re_scan_resource_assessment",
    ),
    Meter::of(
        "ci_cd",
        &CICD,
        "inspector",
        "ci_cd_scan_resource_assessment",
    ),
    Meter::of("cis", &CIS, "inspector", "cis_checks_resource_assessment"),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let covered = |bill: &mut Bill, key, name, usage: Usage, unit, price: &'static str| {
        let amount = Amount::hours(usage.value, unit, cx.hours);
        bill.charge(key, name, amount, Query::new("inspector", price))
            .from(usage.source);
    };
    if item.flag(&EC2) {
        let instances = cx.usage(&INSTANCES, drawn(cx, SERVERS));
        let price = if item.text(&MODE) == "EC2_HYBRID" {
            "agentless_vulnerability_scans_instance_hrs"
        } else {
            "continuous_ec2_scans_instance_hrs"
        };
        covered(
            bill,
            "instances",
            both("EC2 scanning", "EC2 스캔"),
            instances,
            units::INSTANCES,
            price,
        );
    }
    if item.flag(&LAMBDA) {
        let functions = cx.usage(&FUNCTIONS, drawn(cx, &["lambda_function"]));
        covered(
            bill,
            "functions",
            both("Lambda scanning", "Lambda 스캔"),
            functions,
            units::FUNCTIONS,
            "standard_scanning_hourly",
        );
        if item.flag(&CODE) {
            covered(
                bill,
                "function_code",
                both("Lambda code scanning", "Lambda 코드 스캔"),
                functions,
                units::FUNCTIONS,
                "code_scanning_hourly",
            );
        }
    }
    if bill.charges.is_empty()
        || SCANS
            .iter()
            .any(|scan| item.typed(scan.property()).is_some())
    {
        meter::bill(cx, bill, SCANS);
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let types = resource
        .value("resource_types")
        .and_then(|types| types.as_array());
    let has =
        |name: &str| types.is_some_and(|types| types.iter().any(|it| it.as_str() == Some(name)));
    if types.is_some() {
        draft.set(&EC2, has("EC2"));
        draft.set(&ECR, has("ECR"));
        draft.set(&LAMBDA, has("LAMBDA") || has("LAMBDA_CODE"));
        draft.set(&CODE, has("LAMBDA_CODE"));
    }
}

/// Inspector.
pub static KIND: Kind = Kind {
    name: "inspector2_enabler",
    bills_the_design: true,
    title: both("Amazon Inspector", "Amazon Inspector"),
    short: both("Inspector", "Inspector"),
    doc: both(
        "Finds known vulnerabilities in instances, container images and functions. Billed by \
         covered instances and functions, and by image scans.",
        "인스턴스, 컨테이너 이미지, 함수에서 알려진 취약점을 찾습니다. 스캔 대상 인스턴스와 \
         함수, 이미지 스캔 횟수로 과금됩니다.",
    ),
    category: Category::Security,
    service: "Amazon Inspector",
    spend: Spend::Other,
    glyph: glyph::MAGNIFYING_GLASS,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_inspector2_enabler"],
    imports: &[Import::of("aws_inspector2_enabler").read(read)],
    drawio: "inspector",
    keywords: &["vulnerability", "scan", "cve", "취약점", "스캔"],
    properties: &[
        &EC2, &MODE, &INSTANCES, &ECR, &IMAGES, &RESCANS, &LAMBDA, &FUNCTIONS, &CODE, &CICD, &CIS,
    ],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn drawn_servers_and_functions_are_covered() {
        let bench = || {
            Bench::new("inspector2_enabler")
                .incoming("instance", 0.0, 0.0, 0.0)
                .incoming("instance", 0.0, 0.0, 0.0)
                .incoming("lambda_function", 0.0, 0.0, 0.0)
                .with("lambda", true)
        };
        let lines = bench().lines();
        // 2 instances x 730 h x $0.0021; 1 function x 730 h x $0.0005.
        near(lines.usd("instances"), 3.066);
        near(lines.usd("functions"), 0.365);
        let agentless = bench()
            .with("ec2_scan_mode", "EC2_HYBRID")
            .with("ec2_instances", 10.0)
            .lines();
        // 10 x 730 h x $0.00289.
        near(agentless.usd("instances"), 21.097);
        // Code scanning has no price in Seoul.
        assert_eq!(
            bench().with("lambda_code", true).lines().missing(),
            ["function_code"]
        );
    }

    #[test]
    fn scans_of_images() {
        let lines = Bench::new("inspector2_enabler")
            .with("ec2", false)
            .with("images_pushed", 100.0)
            .with("image_rescans", 500.0)
            .lines();
        // 100 x $0.11 + 500 x $0.01 = $16.
        near(lines.total(), 16.0);
        assert_eq!(lines.keys(), ["images", "rescans"]);
    }
}
