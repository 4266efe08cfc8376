//! S3 Inventory: a list of a bucket's objects, by the objects listed.
//!
//! Semantics: Amazon S3 pricing page; price cases: `aws_s3_bucket_inventory`. The files of the list are objects of the
//! destination bucket and billed there.

use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const FREQUENCIES: &[Choice] = &[
    choice_in("Daily", "Daily", "매일"),
    choice_in("Weekly", "Weekly", "매주"),
];
const VERSIONS: &[Choice] = &[
    choice_in("All", "All versions", "모든 버전"),
    choice_in("Current", "Current versions", "현재 버전"),
];

/// Objects listed.
pub static LISTED_OBJECTS: Property = Property::usage(
    "listed_objects",
    both("Objects listed", "나열되는 객체"),
    units::OBJECTS_PER_MONTH,
)
.doc(
    "Objects that all lists of a month name together.",
    "한 달의 모든 목록에 나오는 객체 수입니다.",
);

/// How often.
pub static FREQUENCY: Property =
    Property::choice("frequency", both("Frequency", "주기"), "Daily", FREQUENCIES)
        .doc("How often the list is made.", "목록을 만드는 주기입니다.");

/// Versions.
pub static INCLUDED_VERSIONS: Property = Property::choice(
    "included_object_versions",
    both("Versions listed", "나열하는 버전"),
    "All",
    VERSIONS,
)
.doc(
    "Whether old versions are listed, too.",
    "이전 버전도 나열할지 정합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let frequency = item.text(&FREQUENCY);
    FREQUENCIES
        .iter()
        .find(|option| option.value == frequency)
        .map(|option| option.title.get(language).to_owned())
        .unwrap_or_default()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.usage(
        "objects",
        LISTED_OBJECTS.title,
        cx.usage(&LISTED_OBJECTS, 0.0),
        units::OBJECTS,
        Query::new("s3", "inventory_object"),
    );
}

/// S3 inventory.
pub static KIND: Kind = Kind {
    name: "s3_bucket_inventory",
    title: both("Amazon S3 Inventory", "Amazon S3 인벤토리"),
    short: both("S3 Inventory", "S3 인벤토리"),
    doc: both(
        "A daily or weekly list of the objects of a bucket, written to a bucket. One pays for each object listed.",
        "버킷의 객체 목록을 매일 또는 매주 버킷에 기록합니다. 나열되는 객체마다 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon S3",
    spend: Spend::Storage,
    glyph: glyph::LIST_NUMBERS,
    monogram: "INV",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_s3_bucket_inventory"],
    imports: &[Import::of("aws_s3_bucket_inventory")
        .attributes(&[("schedule.frequency", &FREQUENCY)])
        .usage(&[("monthly_listed_objects", &LISTED_OBJECTS)])],
    cloudformation: &[],
    drawio: "s3",
    keywords: &["inventory", "list", "report", "인벤토리", "목록"],
    properties: &[&LISTED_OBJECTS, &FREQUENCY, &INCLUDED_VERSIONS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_object_listed() {
        let bench = Bench::new("s3_bucket_inventory").region("us-east-1");
        near(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "Daily");
        // 10 M x 0.0000000025 $.
        near(bench.with("listed_objects", 1e7).lines().total(), 0.025);
    }
}
