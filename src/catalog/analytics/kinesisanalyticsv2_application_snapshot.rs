//! Snapshot of a Managed Flink application: GB of durable backup.
//!
//! Semantics: Amazon Managed Service for Apache Flink pricing page.

use super::kinesisanalyticsv2_application::backup;
use crate::catalog::amount::units;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Size of the snapshot.
pub static SIZE: Property = Property::number(
    "durable_application_backup_gb",
    both("Size", "크기"),
    units::GB,
    10.0,
    0.0,
    1e9,
)
.doc(
    "GB of state that the snapshot holds.",
    "스냅샷이 보관하는 상태의 GB입니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&SIZE), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    backup(cx.item.number(&SIZE), bill);
}

fn read(_: &Resource<'_>, draft: &mut Draft) {
    if draft.number(&SIZE).is_none() {
        draft.set(&SIZE, 0.0);
    }
}

/// Snapshot of a Flink application.
pub static KIND: Kind = Kind {
    name: "kinesisanalyticsv2_application_snapshot",
    title: both("Apache Flink snapshot", "Apache Flink 스냅샷"),
    short: both("Flink backup", "Flink 스냅샷"),
    doc: both(
        "Saved state of a Flink application, from which it can start again. One pays for its GB.",
        "Flink 애플리케이션을 다시 시작할 수 있도록 저장한 상태입니다. 저장 GB에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Managed Service for Apache Flink",
    spend: Spend::Storage,
    glyph: glyph::FLOPPY_DISK,
    scope: Scope::Regional,
    terraform: &["aws_kinesisanalyticsv2_application_snapshot"],
    imports: &[Import::of("aws_kinesisanalyticsv2_application_snapshot")
        .usage(&[("durable_application_backup_gb", &SIZE)])
        .read(read)],
    keywords: &["flink", "snapshot", "savepoint", "스냅샷"],
    properties: &[&SIZE],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_pays_for_its_size() {
        let of = |gb: f64| {
            Bench::new("kinesisanalyticsv2_application_snapshot")
                .with("durable_application_backup_gb", gb)
                .lines()
        };
        // 100 GB × $0.025.
        near(of(100.0).total(), 2.5);
        near(of(0.0).total(), 0.0);
    }
}
