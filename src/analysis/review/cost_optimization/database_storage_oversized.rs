//! COST008: Database storage allocated far beyond need.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::database::db_instance;
use crate::catalog::workload;
use crate::model::Value;
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Database storage allocated far beyond need
    ///
    /// **Why.** Allocated storage can grow at any time but never shrink: a terabyte chosen at launch is paid for every
    /// month, twice with a standby.
    ///
    /// **Fix.** Start small (tens of GB) with storage autoscaling; to shrink it, migrate to a new instance.
    ///
    /// **When to silence it.** The size buys IOPS that the storage type ties to it.
    ///
    /// **References.** TA:Amazon RDS cost optimization recommendations for DB instance storage; COST06-BP02;
    /// SUS04-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"allocated_storage": 1000, "data_gb": 40, "yearly_growth_percent": 100}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"allocated_storage": 120, "data_gb": 40, "yearly_growth_percent": 100}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST008",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 3.0, unit: both("× the data in a year", "배(1년 뒤 데이터 대비)"), source: "default" }),
        korean: Korean {
            title: "필요보다 훨씬 큰 데이터베이스 스토리지",
            why: "할당한 스토리지는 언제든 늘릴 수 있지만 줄일 수는 없습니다. 처음에 고른 1 TB 요금을 매달 내게 되며, 다중 AZ에서는 두 배입니다.",
            fix: "수십 GB로 시작하고 스토리지 자동 확장을 켭니다. 줄이려면 새 인스턴스로 이전합니다.",
            silence: "gp2처럼 용량이 클수록 IOPS가 커지는 스토리지를 일부러 크게 잡은 경우입니다.",
        },
    };
}

/// Allocated storage up to this size is not worth a migration.
const SMALL_GB: f64 = 100.0;
/// Smallest volume of RDS with gp2 or gp3 (service-facts: RDS limit).
const LEAST_GB: f64 = 20.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&db_instance::DATA_GB)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(data) = item.typed(&db_instance::DATA_GB) else {
        return;
    };
    let needed = data * (1.0 + item.number(&workload::GROWTH) / 100.0);
    let allocated = item.number(&db_instance::ALLOCATED_STORAGE);
    if allocated <= SMALL_GB || allocated <= RULE.limit(cx) * needed {
        return;
    }
    let least = needed.max(LEAST_GB).ceil();
    let saved = LazyCell::new(|| {
        saving::with(
            cx,
            item,
            &[(&db_instance::ALLOCATED_STORAGE, Value::from(least))],
        )
    });
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let [allocated, data, least] = [allocated, data, least].map(|gb| short(gb, 0));
        match language {
            Language::English => format!(
                "{name}: {allocated} GiB allocated, {data} GB of data, {least} GB in a year; with {least} GiB {price}"
            ),
            Language::Korean => format!(
                "{name}: 할당 {allocated} GiB, 데이터 {data} GB, 1년 뒤 {least} GB; {least} GiB로는 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}
