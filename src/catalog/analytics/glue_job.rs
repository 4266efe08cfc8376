//! AWS Glue jobs: DPU-hours while they run.
//!
//! Semantics: AWS Glue pricing page: billed by the second, at least one minute a run; DPUs of a worker by its type (AWS Glue
//! developer guide, worker types). Flexible execution has a price of its own.

use super::runs;
use crate::catalog::amount::units;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Least that a run is billed for, in minutes.
const LEAST_MINUTES: f64 = 1.0;
/// DPUs of a Python shell job where nothing else is said.
const SHELL_DPUS: f64 = 0.0625;

/// What the job runs.
pub static COMMAND: Property = Property::choice(
    "command_name",
    both("Job type", "작업 유형"),
    "glueetl",
    &[
        choice("glueetl", "Spark"),
        choice_in("gluestreaming", "Spark streaming", "Spark 스트리밍"),
        choice_in("pythonshell", "Python shell", "Python 셸"),
        choice("glueray", "Ray"),
    ],
)
.doc(
    "Spark jobs take at least two workers; a Python shell takes a sixteenth of a DPU or one.",
    "Spark 작업은 최소 워커 두 개, Python 셸은 1/16 또는 1 DPU를 사용합니다.",
);

/// Worker type.
pub static WORKER: Property = Property::choice(
    "worker_type",
    both("Worker type", "워커 유형"),
    "G.1X",
    &[
        choice_in("Standard", "Standard, 1 DPU", "Standard, 1 DPU"),
        choice("G.025X", "G.025X, 0.25 DPU"),
        choice("G.1X", "G.1X, 1 DPU"),
        choice("G.2X", "G.2X, 2 DPU"),
        choice("G.4X", "G.4X, 4 DPU"),
        choice("G.8X", "G.8X, 8 DPU"),
        choice("Z.2X", "Z.2X, 2 M-DPU"),
    ],
)
.doc(
    "Size of each worker; a DPU has 4 vCPU and 16 GB.",
    "워커의 크기입니다. DPU는 4 vCPU와 16GB입니다.",
)
.when(has_workers);

/// Workers.
pub static WORKERS: Property = Property::count(
    "number_of_workers",
    both("Workers", "워커 수"),
    units::NODES,
    2.0,
    1.0,
    299.0,
)
.doc(
    "Workers of a run, the driver included.",
    "드라이버를 포함한 실행당 워커 수입니다.",
)
.when(has_workers);

/// DPUs instead of workers.
pub static MAX_CAPACITY: Property = Property::optional(
    "max_capacity",
    both("DPUs", "DPU"),
    units::DPU,
    SHELL_DPUS,
    1000.0,
)
.doc(
    "DPUs of a run, in place of workers (Glue 1.0 and Python shell).",
    "워커 대신 지정하는 실행당 DPU입니다(Glue 1.0과 Python 셸).",
);

/// Execution class.
pub static EXECUTION: Property = Property::choice(
    "execution_class",
    both("Execution class", "실행 클래스"),
    "STANDARD",
    &[
        choice_in("STANDARD", "Standard", "표준"),
        choice_in("FLEX", "Flexible", "유연"),
    ],
)
.doc(
    "Flexible runs use spare capacity: cheaper, start later, may be interrupted.",
    "유연 실행은 여유 용량을 사용합니다. 더 저렴하지만 늦게 시작하고 중단될 수 있습니다.",
)
.when(has_workers);

/// Encryption.
pub static ENCRYPTED: Property = Property::flag(
    "at_rest_encryption",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "A security configuration encrypts what the job writes, its logs and bookmarks.",
    "보안 구성으로 작업 출력, 로그, 북마크를 암호화합니다.",
)
.secondary();

/// Bookmarks.
pub static BOOKMARKS: Property =
    Property::flag("job_bookmarks", both("Job bookmarks", "작업 북마크"), false)
        .doc(
            "A run goes on where the one before ended instead of reading everything again.",
            "모든 데이터를 다시 읽지 않고 이전 실행이 끝난 곳부터 이어서 처리합니다.",
        )
        .secondary();

fn is_shell(item: &Item<'_>) -> bool {
    item.text(&COMMAND) == "pythonshell"
}
fn has_workers(item: &Item<'_>) -> bool {
    !is_shell(item) && item.typed(&MAX_CAPACITY).is_none()
}

fn dpus_of(worker: &str) -> f64 {
    match worker {
        "G.025X" => 0.25,
        "G.2X" | "Z.2X" => 2.0,
        "G.4X" => 4.0,
        "G.8X" => 8.0,
        _ => 1.0,
    }
}

/// DPUs of a run.
fn dpus(item: &Item<'_>) -> f64 {
    match item.typed(&MAX_CAPACITY) {
        Some(dpus) => dpus,
        None if is_shell(item) => SHELL_DPUS,
        None => item.number(&WORKERS) * dpus_of(item.text(&WORKER)),
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    if has_workers(item) {
        let workers = number::short(item.number(&WORKERS), 0);
        format!("{workers} × {}", item.text(&WORKER))
    } else {
        format!("{} DPU", number::short(dpus(item), 4))
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let flex = has_workers(item) && item.text(&EXECUTION) == "FLEX";
    let query = Query::new("glue", "dpu_hour").with("job", if flex { "etl-flex" } else { "etl" });
    runs::bill(cx, dpus(item), LEAST_MINUTES, query, bill);
}

/// Without workers and DPUs Terraform's source counts one DPU.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let shell = resource.text("command.name") == Some("pythonshell");
    if !shell && !resource.has("max_capacity") && !resource.has("number_of_workers") {
        draft.set(&WORKERS, 1.0);
    }
}

/// Glue job.
pub static KIND: Kind = Kind {
    name: "glue_job",
    title: both("AWS Glue job", "AWS Glue 작업"),
    short: both("Glue job", "Glue 작업"),
    doc: both(
        "Extracts, cleans and loads data without servers. One pays for DPU-hours while a job runs.",
        "서버 없이 데이터를 추출, 변환, 적재합니다. 작업이 실행되는 동안의 DPU-시간에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "AWS Glue",
    spend: Spend::Compute,
    glyph: glyph::FUNNEL,
    monogram: "ETL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_glue_job"],
    imports: &[Import::of("aws_glue_job")
        .attributes(&[("command.name", &COMMAND)])
        .usage(&[("monthly_hours", &runs::HOURS)])
        .read(read)],
    cloudformation: &["AWS::Glue::Job"],
    drawio: "glue",
    keywords: &["etl", "spark", "python", "ray", "transform", "변환"],
    endpoint_service: "glue",
    properties: &[
        &COMMAND,
        &WORKER,
        &WORKERS,
        &MAX_CAPACITY,
        &EXECUTION,
        &runs::MINUTES,
        &runs::HOURS,
        &ENCRYPTED,
        &BOOKMARKS,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn runs_are_billed_by_dpu_hours() {
        let job = || Bench::new("glue_job").incoming("scheduled_job", 30.0, 1.0, 1.0);
        // 30 runs x 10 min x 2 workers of 1 DPU = 10 DPU-h x 0.44 $.
        near(job().lines().total(), 4.4);
        let big = || {
            job()
                .with("worker_type", "G.4X")
                .with("number_of_workers", 10.0)
        };
        // 5 h x 40 DPU x 0.44 $; flexible 0.29 $.
        near(big().lines().total(), 88.0);
        near(big().with("execution_class", "FLEX").lines().total(), 58.0);
        // A run of ten seconds counts as a minute: 30 min x 2 DPU.
        let short = job().with("minutes_per_run", 10.0 / 60.0);
        near(short.lines().total(), 0.44);
    }

    #[test]
    fn a_python_shell_takes_a_sixteenth_of_a_dpu() {
        let shell = Bench::new("glue_job")
            .with("command_name", "pythonshell")
            .with("run_hours", 100.0);
        assert_eq!(shell.key_fact(), "0.0625 DPU");
        // 100 h x 0.0625 DPU x 0.44 $.
        near(shell.lines().total(), 2.75);
    }
}
