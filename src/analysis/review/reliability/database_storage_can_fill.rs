//! REL092: Database storage can run full.

use crate::analysis::review::prelude::*;
use crate::catalog::database::db_instance as db;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Database storage can run full
    ///
    /// **Why.** A full disk stops the database.
    ///
    /// **Fix.** Turn storage autoscaling on, with a limit that you are willing to pay for.
    ///
    /// **When to silence it.** Somebody watches the free space and extends it in time.
    ///
    /// **References.** TA:Amazon RDS DB instances have storage autoscaling turned off; TA:Amazon RDS
    /// FreeStorageSpace; REL07-BP01; SUS04-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"allocated_storage": 100, "data_gb": 60, "yearly_growth_percent": 100}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"allocated_storage": 100, "data_gb": 60, "yearly_growth_percent": 100, "max_allocated_storage": 200}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL092",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&db::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 85.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "가득 찰 수 있는 데이터베이스 스토리지",
            why: "디스크가 가득 차면 데이터베이스가 멈춥니다.",
            fix: "감당할 수 있는 한도로 스토리지 자동 확장을 켭니다.",
            silence: "누군가 남은 공간을 지켜보고 제때 늘리는 경우입니다.",
        },
    };
}

/// Months for which the growth is looked ahead.
const MONTHS: f64 = 6.0;
/// Largest storage in GiB (the property's range).
const LARGEST: f64 = 65_536.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&db::DATA_GB)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(data) = item.typed(&db::DATA_GB) else {
        return;
    };
    let yearly = item.typed(&workload::GROWTH).unwrap_or(0.0) / 100.0;
    let grown = data * (1.0 + yearly * MONTHS / 12.0);
    let allocated = item.number(&db::ALLOCATED_STORAGE);
    let percent = grown * 100.0 / allocated.max(1.0);
    if percent <= out.rule().limit(cx) || item.number(&db::MAX_ALLOCATED_STORAGE) > 0.0 {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let (grown, allocated) = (short(grown, 0), short(allocated, 0));
        let (percent, months) = (short(percent, 0), short(MONTHS, 0));
        match language {
            Language::English => {
                format!(
                    "{name}: {grown} of {allocated} GiB ({percent} %) in {months} months, autoscaling off"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: {months}개월 뒤 {allocated}GiB 중 {grown}GiB({percent}%), 자동 확장 꺼짐"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

/// A limit of twice the allocated storage.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let limit = (item.number(&db::ALLOCATED_STORAGE) * 2.0).min(LARGEST);
    Some(Fix {
        label: phrase::set(&db::MAX_ALLOCATED_STORAGE, &limit.into()),
        edit: set(&item, &db::MAX_ALLOCATED_STORAGE, limit),
    })
}
