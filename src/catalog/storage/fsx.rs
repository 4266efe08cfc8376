//! What the Amazon FSx file systems have in common: properties, and lines by the rows of the `fsx` prices.

use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Resource};
use crate::catalog::user_price;
use crate::catalog::{Bill, BillCx, Choice, Item, Property};
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

pub(super) const SERVICE: &str = "Amazon FSx";
pub(super) const MEDIA: &[Choice] = &[
    choice_in("SSD", "SSD", "SSD"),
    choice_in("HDD", "HDD", "HDD"),
];

/// Size of the file system.
pub static STORAGE_CAPACITY: Property = capacity(1_024.0);

/// The same with another default, in GiB.
pub(super) const fn capacity(default: f64) -> Property {
    Property::number(
        "storage_capacity",
        both("Storage", "스토리지"),
        units::GIB,
        default,
        1.0,
        1e7,
    )
    .doc(
        "Provisioned size, billed whether used or not.",
        "프로비저닝된 크기이며 사용 여부와 관계없이 과금됩니다.",
    )
}

/// Billed backups.
pub static BACKUP_GB: Property = Property::number(
    "backup_storage_gb",
    both("Backups", "백업"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB of backups kept, incremental and compressed.",
    "보관하는 백업의 GB입니다(증분, 압축).",
);

/// Days of automatic backups: 0 to 90.
pub static BACKUP_RETENTION: Property = Property::count(
    "automatic_backup_retention_days",
    both("Backup retention", "백업 보존 기간"),
    units::DAYS,
    30.0,
    0.0,
    90.0,
)
.doc(
    "Days that daily backups are kept; 0 switches them off.",
    "일일 백업의 보존 일수입니다. 0이면 꺼집니다.",
)
.secondary();

/// Provisioned IOPS.
pub static IOPS: Property = Property::optional_count(
    "disk_iops",
    both("Provisioned IOPS", "프로비저닝된 IOPS"),
    units::IOPS,
    0.0,
    400_000.0,
)
.doc(
    "IOPS of the SSD storage; 3 for each GiB are included, those above are billed.",
    "SSD 스토리지의 IOPS입니다. GiB마다 3이 포함되며 초과분이 과금됩니다.",
);

/// Price of the storage, typed.
pub static STORAGE_PRICE: Property = user_price::price(
    "storage_price_usd",
    both("Storage price per GB-month", "GB-월당 스토리지 요금"),
    units::USD_PER_GB,
);

/// Price of throughput capacity, typed.
pub static THROUGHPUT_PRICE: Property = user_price::price(
    "throughput_price_usd",
    both("Throughput price per MB/s-month", "MB/s-월당 처리량 요금"),
    units::USD_PER_UNIT,
);

/// SSD IOPS that each GiB of storage includes (Amazon FSx pricing page; price cases: `aws_fsx_openzfs_file_system`).
const INCLUDED_IOPS_PER_GB: f64 = 3.0;

/// `multi-az` or `single-az`, as the price rows have it, of a deployment type of the API.
pub(super) fn deployment(api: &str) -> &'static str {
    if api.starts_with("MULTI_AZ") {
        "multi-az"
    } else {
        "single-az"
    }
}

/// Asks for a row of a file system.
pub(super) fn row(item: &'static str, fs: &str) -> Query {
    Query::new("fsx", item).with("fs", fs)
}

/// The same for a deployment.
pub(super) fn row_in(item: &'static str, fs: &str, api: &str) -> Query {
    row(item, fs).with("deployment", deployment(api))
}

/// A line for the storage; `share` of the size is what remains after compression.
pub(super) fn storage(item: &Item<'_>, bill: &mut Bill, share: f64, query: Query) {
    let gb = item.number(&STORAGE_CAPACITY);
    let amount = if share < 1.0 {
        Amount::product(units::GB_MONTHS, &[(gb, units::GB), (share, units::NONE)])
            .because(both("after compression", "압축 후"))
    } else {
        Amount::plain(gb, units::GB_MONTHS)
    };
    bill.charge("storage", both("Storage", "스토리지"), amount, query)
        .or_user(item, &STORAGE_PRICE, 1.0);
}

/// A line for throughput capacity.
pub(super) fn throughput(item: &Item<'_>, bill: &mut Bill, rate: f64, unit: Unit, query: Query) {
    bill.charge(
        "throughput",
        both("Throughput capacity", "처리량 용량"),
        Amount::plain(rate, unit),
        query,
    )
    .or_user(item, &THROUGHPUT_PRICE, 1.0);
}

/// A line for the IOPS above the included ones, where there are any.
pub(super) fn iops(item: &Item<'_>, bill: &mut Bill, query: Query) {
    let included = item.number(&STORAGE_CAPACITY) * INCLUDED_IOPS_PER_GB;
    let over = item.number(&IOPS) - included;
    if over > 0.0 {
        let amount = Amount::plain(over, units::IOPS_MONTHS).because(both(
            "over 3 for each GiB, which are included",
            "GiB마다 포함된 3의 초과분",
        ));
        bill.charge("iops", IOPS.title, amount, query);
    }
}

/// A line for backups, where there are any.
pub(super) fn backups(cx: &BillCx<'_>, bill: &mut Bill, fs: &str) {
    let gb = cx.item.number(&BACKUP_GB);
    if gb > 0.0 {
        bill.charge(
            "backup",
            BACKUP_GB.title,
            Amount::plain(gb, units::GB_MONTHS),
            row("backup_gb_month", fs),
        );
    }
}

/// Reads the IOPS of `disk_iops_configuration`; in the automatic mode they are the included ones.
pub(super) fn read_iops(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.text("disk_iops_configuration.mode") == Some("USER_PROVISIONED") {
        draft.copy(resource, "disk_iops_configuration.iops", &IOPS);
    }
}

/// `1,024 GiB · 64 MB/s`.
pub(super) fn fact(item: &Item<'_>, rate: f64, unit: &str, language: Language) -> String {
    let gb = number::compact(item.number(&STORAGE_CAPACITY), language);
    format!("{gb} GiB · {} {unit}", number::short(rate, 0))
}
