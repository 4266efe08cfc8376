//! Combinations that RDS refuses.
//!
//! Sources: botocore rds, `CreateDBInstance` (`AllocatedStorage`, `Iops`, `StorageThroughput`); Multi-AZ DB cluster
//! deployments for Amazon RDS (docs.aws.amazon.com, as quoted in public file 51937645374).

use super::engine;
use super::properties::*;
use crate::catalog::database::{extended_support, insights, is_graviton};
use crate::catalog::{Item, Problem};
use crate::text::number;

/// Smallest storage in GiB by engine and type (botocore rds, `AllocatedStorage`): general purpose 20, RDS Custom 40;
/// provisioned IOPS 100, RDS Custom 40; magnetic 5, Oracle 10, SQL Server 20.
fn least_storage(item: &Item<'_>, volume: &str) -> f64 {
    match volume {
        _ if item.text(&ENGINE).starts_with("custom-") => 40.0,
        "io1" | "io2" => 100.0,
        "magnetic" if engine::is_sqlserver(item) => 20.0,
        "magnetic" if engine::is_oracle(item) => 10.0,
        "magnetic" => 5.0,
        _ => 20.0,
    }
}

/// Classes that Multi-AZ clusters are offered with (Instance class availability for Multi-AZ DB clusters).
const CLUSTER_FAMILIES: &[&str] = &[
    "c6gd", "m5d", "m6gd", "m6id", "m6idn", "r5d", "r6gd", "r6id", "r6idn", "x2iedn",
];

fn least_iops_per_gib(item: &Item<'_>) -> f64 {
    if engine::is_sqlserver(item) { 1.0 } else { 0.5 }
}

fn validate_storage(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let gib = item.number(&ALLOCATED_STORAGE);
    let volume = engine::volume(item);
    let name = item.text(&STORAGE_TYPE);
    let least = least_storage(item, volume);
    if gib < least {
        let least = number::short(least, 0);
        problems.push(Problem::of(
            &ALLOCATED_STORAGE,
            format!("`{name}` storage has at least {least} GiB"),
            format!("`{name}` 스토리지는 최소 {least}GiB입니다"),
        ));
    }
    // 16 TiB on SQL Server (service-facts: RDS limits); magnetic 3,072 GiB, SQL Server 1,024 (botocore rds).
    let most = match volume {
        "magnetic" if engine::is_sqlserver(item) => 1_024.0,
        "magnetic" => 3_072.0,
        _ if engine::is_sqlserver(item) => 16_384.0,
        _ => 65_536.0,
    };
    if gib > most {
        let most = number::fixed(most, 0);
        problems.push(Problem::of(
            &ALLOCATED_STORAGE,
            format!("storage of this engine and type ends at {most} GiB"),
            format!("이 엔진과 유형의 스토리지는 최대 {most}GiB입니다"),
        ));
    }
    let (free_iops, _) = engine::gp3_included(item, gib);
    match (volume, item.typed(&IOPS)) {
        ("io1" | "io2", None) => problems.push(Problem::of(
            &IOPS,
            format!("`{name}` storage needs provisioned IOPS"),
            format!("`{name}` 스토리지에는 프로비저닝된 IOPS가 필요합니다"),
        )),
        ("io1" | "io2", Some(iops)) if iops < 1_000.0 => problems.push(Problem::of(
            &IOPS,
            format!("`{name}` has at least 1,000 IOPS, which are billed"),
            format!("`{name}`은 최소 1,000 IOPS이며 그만큼 과금됩니다"),
        )),
        // 0.5 to 50 IOPS for each GiB, on SQL Server 1 to 50 (botocore rds, `Iops`).
        ("io1", Some(iops)) if iops > gib * 50.0 => problems.push(Problem::of(
            &IOPS,
            "`io1` gives at most 50 IOPS for each GiB",
            "`io1`은 GiB당 최대 50 IOPS입니다",
        )),
        ("io1", Some(iops)) if iops < gib * least_iops_per_gib(item) => {
            let least = number::short(least_iops_per_gib(item), 1);
            problems.push(Problem::of(
                &IOPS,
                format!("`io1` needs at least {least} IOPS for each GiB"),
                format!("`io1`은 GiB당 최소 {least} IOPS가 필요합니다"),
            ));
        }
        ("gp3", Some(iops))
            if iops > free_iops && free_iops < 12_000.0 && !engine::is_sqlserver(item) =>
        {
            problems.push(Problem::of(
                &IOPS,
                "`gp3` IOPS can be raised from 400 GiB on (Oracle 200)",
                "`gp3` IOPS는 400GiB(Oracle은 200GiB)부터 올릴 수 있습니다",
            ));
        }
        ("gp3", Some(iops)) if iops > 64_000.0 || iops > gib * 500.0 => {
            problems.push(Problem::of(
                &IOPS,
                "`gp3` gives at most 64,000 IOPS and 500 for each GiB",
                "`gp3`는 최대 64,000 IOPS, GiB당 500 IOPS입니다",
            ));
        }
        _ => {}
    }
    let iops = item.typed(&IOPS).unwrap_or(free_iops);
    if volume == "gp3" && item.typed(&THROUGHPUT).is_some_and(|mib| mib > iops * 0.25) {
        problems.push(Problem::of(
            &THROUGHPUT,
            "`gp3` gives at most 0.25 MiB/s for each IOPS",
            "`gp3`는 IOPS당 최대 0.25MiB/s입니다",
        ));
    }
}

fn validate_deployment(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let engine_name = item.text(&ENGINE);
    let class = item.text(&INSTANCE_CLASS);
    match item.text(&DEPLOYMENT) {
        "multi-az" if engine_name == "sqlserver-ex" => problems.push(Problem::of(
            &DEPLOYMENT,
            "SQL Server Express has no Multi-AZ",
            "SQL Server Express는 다중 AZ를 지원하지 않습니다",
        )),
        "multi-az-cluster" => {
            if !matches!(engine_name, "mysql" | "postgres") {
                problems.push(Problem::of(
                    &DEPLOYMENT,
                    "Multi-AZ clusters exist for MySQL and PostgreSQL only",
                    "다중 AZ 클러스터는 MySQL과 PostgreSQL에서만 지원됩니다",
                ));
            }
            if !matches!(engine::volume(item), "io1" | "io2" | "gp3") {
                problems.push(Problem::of(
                    &STORAGE_TYPE,
                    "a Multi-AZ cluster needs `gp3`, `io1` or `io2` storage",
                    "다중 AZ 클러스터에는 `gp3`, `io1`, `io2` 스토리지가 필요합니다",
                ));
            }
            let family = class.split('.').nth(1).unwrap_or("");
            if !CLUSTER_FAMILIES.contains(&family) {
                problems.push(Problem::of(
                    &INSTANCE_CLASS,
                    format!("a Multi-AZ cluster needs a class with local storage such as `db.m6gd.large`, not `{class}`"),
                    format!("다중 AZ 클러스터에는 `{class}`가 아니라 `db.m6gd.large`처럼 로컬 스토리지가 있는 클래스가 필요합니다"),
                ));
            }
            if item.number(&BACKUP_RETENTION) < 1.0 {
                problems.push(Problem::of(
                    &BACKUP_RETENTION,
                    "a Multi-AZ cluster keeps backups for 1 to 35 days",
                    "다중 AZ 클러스터의 백업 보존 기간은 1~35일입니다",
                ));
            }
        }
        _ => {}
    }
}

pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    validate_storage(item, problems);
    validate_deployment(item, problems);
    if !engine::is_open_source(item) && is_graviton(item.text(&INSTANCE_CLASS)) {
        problems.push(Problem::of(
            &INSTANCE_CLASS,
            "this engine runs on x86 only, choose a class such as `db.m6i.large`",
            "이 엔진은 x86에서만 실행됩니다. `db.m6i.large` 같은 클래스를 선택하세요",
        ));
    }
    if item.is_set(&LICENSE) && !engine::license_fits(item) {
        problems.push(Problem::of(
            &LICENSE,
            "this engine is not offered with this licence",
            "이 엔진은 이 라이선스로 제공되지 않습니다",
        ));
    }
    let replicas = item.number(&READ_REPLICAS);
    let most = engine::most_replicas(item);
    if replicas > most {
        let most = number::short(most, 0);
        problems.push(Problem::of(
            &READ_REPLICAS,
            format!("this engine takes at most {most} read replicas"),
            format!("이 엔진의 읽기 전용 복제본은 최대 {most}개입니다"),
        ));
    }
    if replicas > 0.0 && item.number(&BACKUP_RETENTION) == 0.0 {
        problems.push(Problem::of(
            &BACKUP_RETENTION,
            "read replicas need automatic backups, at least 1 day",
            "읽기 전용 복제본에는 1일 이상의 자동 백업이 필요합니다",
        ));
    }
    if (EXTENDED_SUPPORT.applies)(item) {
        extended_support::validate(item, problems);
    }
    insights::validate(item, problems);
    if engine::is_aurora(item) {
        problems.push(Problem::of(
            &ENGINE,
            "an Aurora instance belongs to a cluster, draw an Aurora cluster instead",
            "Aurora 인스턴스는 클러스터에 속합니다. Aurora 클러스터를 그리세요",
        ));
    }
    let limit = item.number(&MAX_ALLOCATED_STORAGE);
    if limit > 0.0 && limit < item.number(&ALLOCATED_STORAGE) {
        problems.push(Problem::of(
            &MAX_ALLOCATED_STORAGE,
            "the limit is below the allocated storage",
            "한도가 할당된 스토리지보다 작습니다",
        ));
    }
}
