//! AWS CodeBuild: build minutes by size of the machine, or build seconds on Lambda.
//!
//! Semantics: AWS CodeBuild pricing page: on-demand EC2 builds by the minute, rounded up; Lambda compute by the second.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both};

const SECONDS_PER_MINUTE: f64 = 60.0;

/// Machine that builds.
pub static ENVIRONMENT: Property = Property::choice(
    "environment_type",
    both("Environment", "환경"),
    "LINUX_CONTAINER",
    &[
        choice("LINUX_CONTAINER", "Linux"),
        choice("LINUX_GPU_CONTAINER", "Linux GPU"),
        choice("ARM_CONTAINER", "Linux arm64"),
        choice("WINDOWS_CONTAINER", "Windows"),
        choice("WINDOWS_SERVER_2019_CONTAINER", "Windows Server 2019"),
        choice("WINDOWS_SERVER_2022_CONTAINER", "Windows Server 2022"),
        choice("LINUX_LAMBDA_CONTAINER", "Lambda"),
        choice("ARM_LAMBDA_CONTAINER", "Lambda arm64"),
        choice("LINUX_EC2", "Linux EC2"),
        choice("ARM_EC2", "Linux EC2 arm64"),
        choice("WINDOWS_EC2", "Windows EC2"),
    ],
)
.doc(
    "Operating system and processor of the machine that builds.",
    "빌드하는 머신의 운영 체제와 프로세서입니다.",
);

/// Size of the machine.
pub static COMPUTE: Property = Property::choice(
    "compute_type",
    both("Compute type", "컴퓨팅 유형"),
    "BUILD_GENERAL1_SMALL",
    &[
        choice_in("BUILD_GENERAL1_SMALL", "Small", "소형"),
        choice_in("BUILD_GENERAL1_MEDIUM", "Medium", "중형"),
        choice_in("BUILD_GENERAL1_LARGE", "Large", "대형"),
        choice_in("BUILD_GENERAL1_XLARGE", "Extra large", "특대형"),
        choice_in("BUILD_GENERAL1_2XLARGE", "2x large", "2배 대형"),
        choice("BUILD_LAMBDA_1GB", "Lambda 1 GB"),
        choice("BUILD_LAMBDA_2GB", "Lambda 2 GB"),
        choice("BUILD_LAMBDA_4GB", "Lambda 4 GB"),
        choice("BUILD_LAMBDA_8GB", "Lambda 8 GB"),
        choice("BUILD_LAMBDA_10GB", "Lambda 10 GB"),
    ],
)
.doc(
    "Size of the machine that builds; decides the price of a minute.",
    "빌드하는 머신의 크기이며 분당 요금을 결정합니다.",
);

/// Length of a build.
pub static MINUTES: Property = Property::number(
    "minutes_per_build",
    both("Length of a build", "빌드 시간"),
    units::MINUTES,
    5.0,
    0.0,
    2160.0,
)
.doc(
    "Minutes that one build takes; each build is rounded up to the minute.",
    "빌드 한 번에 걸리는 분이며 분 단위로 올림합니다.",
);

/// Minutes of all builds.
pub static BUILD_MINUTES: Property = Property::usage(
    "build_minutes",
    both("Build minutes", "빌드 시간(분)"),
    units::MINUTES,
)
.doc(
    "Minutes of all builds in a month. Derived from incoming requests (each starts a build) and the length of a build.",
    "한 달 동안 모든 빌드의 분입니다. 들어오는 요청(요청마다 빌드 한 번)과 빌드 시간에서 계산합니다.",
);

/// Privileged mode.
pub static PRIVILEGED: Property = Property::flag(
    "privileged_mode",
    both("Privileged mode", "권한 모드"),
    false,
)
.doc(
    "Builds may run Docker; they have root rights on their machine.",
    "빌드에서 Docker를 실행할 수 있으며 머신의 루트 권한을 가집니다.",
)
.secondary();

/// Plain text credentials.
pub static PLAIN_SECRETS: Property = Property::flag(
    "plaintext_secrets",
    both("Secrets in plain text", "평문 비밀 정보"),
    false,
)
.doc(
    "Environment variables hold passwords or keys in plain text instead of Secrets Manager or Parameter Store.",
    "환경 변수에 암호나 키를 Secrets Manager나 Parameter Store 대신 평문으로 둡니다.",
)
.secondary();

fn is_lambda(item: &Item<'_>) -> bool {
    item.text(&ENVIRONMENT).contains("LAMBDA")
}

/// Size as prices name it: `general1.small`, `arm1.large`, `gpu1.small`, `lambda.arm.1GB`.
fn compute_type(item: &Item<'_>) -> String {
    let environment = item.text(&ENVIRONMENT);
    let compute = item.text(&COMPUTE);
    if is_lambda(item) {
        let arch = if environment.starts_with("ARM") {
            "arm"
        } else {
            "x86-64"
        };
        let size = compute.strip_prefix("BUILD_LAMBDA_").unwrap_or("1GB");
        return format!("lambda.{arch}.{size}");
    }
    let family = match environment {
        "LINUX_GPU_CONTAINER" => "gpu1",
        _ if environment.starts_with("ARM") => "arm1",
        _ => "general1",
    };
    let size = compute.strip_prefix("BUILD_GENERAL1_").unwrap_or("SMALL");
    format!("{family}.{}", size.to_lowercase())
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    compute_type(item)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let length = item.number(&MINUTES);
    let length = if is_lambda(item) {
        length
    } else {
        length.ceil()
    };
    let minutes = cx.usage(&BUILD_MINUTES, cx.flows.requests() * length);
    let compute = compute_type(item);
    let title = both("Build minutes", "빌드 시간");
    let query = |what| Query::new("codebuild", what).with("compute_type", compute.clone());
    let charge = if is_lambda(item) {
        let amount = Amount::product(
            units::SECONDS,
            &[
                (minutes.value, units::MINUTES),
                (SECONDS_PER_MINUTE, units::SECONDS),
            ],
        );
        bill.charge("builds", title, amount, query("build_second"))
    } else {
        let windows = item.text(&ENVIRONMENT).starts_with("WINDOWS");
        let os = if windows { "windows" } else { "linux" };
        let amount = Amount::plain(minutes.value, units::MINUTES);
        bill.charge(
            "builds",
            title,
            amount,
            query("build_minute").with("os", os),
        )
    };
    charge
        .from(minutes.source)
        .or_user_price(item)
        .named(Phrase::new(
            format!("Builds, {compute}"),
            format!("빌드, {compute}"),
        ));
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_lambda(item) != item.text(&COMPUTE).contains("LAMBDA") {
        problems.push(Problem::of(
            &COMPUTE,
            "Lambda environments need a Lambda compute type, others a general one",
            "Lambda 환경에는 Lambda 컴퓨팅 유형이, 다른 환경에는 일반 유형이 필요합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

/// CodeBuild project.
pub static KIND: Kind = Kind {
    name: "codebuild_project",
    title: both("AWS CodeBuild project", "AWS CodeBuild 프로젝트"),
    short: both("CodeBuild", "CodeBuild"),
    doc: both(
        "Compiles, tests and packages code. One pays for the minutes that builds run.",
        "코드를 컴파일, 테스트, 패키징합니다. 빌드가 실행되는 분에 요금을 냅니다.",
    ),
    category: Category::Developer,
    service: "AWS CodeBuild",
    spend: Spend::Other,
    glyph: glyph::HAMMER,
    monogram: "CB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_codebuild_project"],
    imports: &[Import::of("aws_codebuild_project")
        .attributes(&[
            ("environment.type", &ENVIRONMENT),
            ("environment.compute_type", &COMPUTE),
            ("environment.privileged_mode", &PRIVILEGED),
        ])
        .usage(&[("monthly_build_mins", &BUILD_MINUTES)])],
    cloudformation: &["AWS::CodeBuild::Project"],
    drawio: "codebuild",
    keywords: &["ci", "build", "test", "docker", "빌드"],
    endpoint_service: "codebuild",
    properties: &[
        &ENVIRONMENT,
        &COMPUTE,
        &MINUTES,
        &BUILD_MINUTES,
        &user_price::PRICE,
        &user_price::SOURCE,
        &PRIVILEGED,
        &PLAIN_SECRETS,
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
    fn builds_are_billed_by_the_minute() {
        let project = || Bench::new("codebuild_project").region("us-east-1");
        let daily = |minutes: f64| {
            project()
                .incoming("scheduled_job", 30.0, 1.0, 1.0)
                .with("minutes_per_build", minutes)
        };
        // 30 builds x 5 min x 0.005 $; 4.2 minutes count as five.
        near(daily(5.0).lines().total(), 0.75);
        near(daily(4.2).lines().total(), 0.75);
        let windows = project()
            .with("environment_type", "WINDOWS_SERVER_2019_CONTAINER")
            .with("compute_type", "BUILD_GENERAL1_LARGE")
            .with("build_minutes", 1000.0);
        assert_eq!(windows.key_fact(), "general1.large");
        // 1,000 min x 0.036 $.
        near(windows.lines().total(), 36.0);
    }

    #[test]
    fn builds_on_lambda_are_billed_by_the_second() {
        let lambda = Bench::new("codebuild_project")
            .region("us-east-1")
            .with("environment_type", "ARM_LAMBDA_CONTAINER")
            .with("compute_type", "BUILD_LAMBDA_4GB")
            .with("build_minutes", 100.0);
        // 6,000 s x 0.00004 $.
        near(lambda.lines().total(), 0.24);
        assert!(lambda.problems().is_empty());
        let mixed = lambda.with("compute_type", "BUILD_GENERAL1_SMALL");
        assert_eq!(mixed.problems().len(), 1);
    }
}
