//! Amazon Keyspaces table (Apache Cassandra): request units or capacity, storage, recovery, time to live.
//!
//! Semantics: Amazon Keyspaces pricing page: a write unit is 1 KB of a row, a read unit 4 KB with consistency
//! `LOCAL_QUORUM` (half of one with `LOCAL_ONE`), rounded up.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MODES: &[Choice] = &[
    choice_in("PAY_PER_REQUEST", "On demand", "온디맨드"),
    choice_in("PROVISIONED", "Provisioned", "프로비저닝"),
];
const CONSISTENCY: &[Choice] = &[
    choice("LOCAL_QUORUM", "LOCAL_QUORUM"),
    choice("LOCAL_ONE", "LOCAL_ONE"),
];
const READ_UNIT_KB: f64 = 4.0;
const WRITE_UNIT_KB: f64 = 1.0;
/// Largest row: 1 MB (Amazon Keyspaces developer guide, quotas).
const MAX_ROW_KB: f64 = 1_024.0;

/// Capacity mode.
pub static THROUGHPUT_MODE: Property = Property::choice(
    "throughput_mode",
    both("Capacity mode", "용량 모드"),
    "PAY_PER_REQUEST",
    MODES,
)
.doc(
    "On demand bills each request; provisioned bills capacity by the hour whether used or not.",
    "온디맨드는 요청마다, 프로비저닝은 사용 여부와 관계없이 용량 시간마다 과금됩니다.",
);

/// Row size.
pub static ROW_KB: Property = Property::number(
    "row_kb",
    both("Row size", "행 크기"),
    units::KB,
    1.0,
    0.001,
    MAX_ROW_KB,
)
.doc(
    "Average row. Writes are billed in steps of 1 KB, reads of 4 KB.",
    "평균 행 크기입니다. 쓰기는 1KB, 읽기는 4KB 단위로 올림하여 과금됩니다.",
);

/// Consistency.
pub static READ_CONSISTENCY: Property = Property::choice(
    "read_consistency",
    both("Reads", "읽기 일관성"),
    "LOCAL_QUORUM",
    CONSISTENCY,
)
.doc(
    "`LOCAL_ONE` takes half a unit and may return older data.",
    "`LOCAL_ONE`은 0.5단위이며 오래된 데이터를 반환할 수 있습니다.",
);

/// Read units.
pub static READ_UNITS: Property = Property::usage(
    "read_request_units",
    both("Read units", "읽기 요청 단위"),
    units::REQUEST_UNITS,
)
.doc(
    "Derived: reads that arrive times the units of one read.",
    "들어오는 읽기 수에 읽기 한 번의 단위를 곱해 계산합니다.",
)
.when(is_on_demand);

/// Write units.
pub static WRITE_UNITS: Property = Property::usage(
    "write_request_units",
    both("Write units", "쓰기 요청 단위"),
    units::REQUEST_UNITS,
)
.doc(
    "Derived: writes that arrive times the units of one write.",
    "들어오는 쓰기 수에 쓰기 한 번의 단위를 곱해 계산합니다.",
)
.when(is_on_demand);

/// Provisioned reads.
pub static READ_CAPACITY: Property = Property::count(
    "read_capacity_units",
    both("Read capacity", "읽기 용량"),
    units::CAPACITY_UNITS,
    5.0,
    0.0,
    1e7,
)
.doc(
    "Provisioned units, with automatic scaling their average over the month.",
    "프로비저닝된 단위이며, 자동 확장이면 월평균입니다.",
)
.when(is_provisioned);

/// Provisioned writes.
pub static WRITE_CAPACITY: Property = Property::count(
    "write_capacity_units",
    both("Write capacity", "쓰기 용량"),
    units::CAPACITY_UNITS,
    5.0,
    0.0,
    1e7,
)
.doc(
    "Provisioned units, with automatic scaling their average over the month.",
    "프로비저닝된 단위이며, 자동 확장이면 월평균입니다.",
)
.when(is_provisioned);

/// Data.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    10.0,
    0.0,
    1e9,
)
.doc(
    "Data of the table, once; three copies are included.",
    "테이블의 데이터입니다. 사본 3개가 포함됩니다.",
);

/// Recovery.
pub static PITR: Property = Property::flag(
    "point_in_time_recovery",
    both("Point-in-time recovery", "시점 복구"),
    false,
)
.doc(
    "Restores to any second of the last 35 days; billed for each GB of the table.",
    "최근 35일의 어느 시점으로든 복원합니다. 테이블의 GB마다 과금됩니다.",
);

/// Restores.
pub static RESTORE_GB: Property = Property::usage(
    "restore_gb",
    both("Restored", "복원량"),
    units::GB_PER_MONTH,
)
.doc("GB restored in a month.", "한 달에 복원하는 GB입니다.")
.secondary();

/// Deletes by time to live.
pub static TTL_UNITS: Property = Property::usage(
    "ttl_delete_units",
    both("Time to live deletes", "TTL 삭제"),
    units::UNITS,
)
.doc(
    "Units of rows that expire in a month, one for each KB.",
    "한 달에 만료되는 행의 단위이며 1KB마다 하나입니다.",
)
.secondary();

fn is_on_demand(item: &Item<'_>) -> bool {
    item.text(&THROUGHPUT_MODE) == "PAY_PER_REQUEST"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    !is_on_demand(item)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let mode = usize::from(is_provisioned(item));
    let gb = number::short(item.number(&STORAGE_GB), 1);
    format!("{} · {gb} GB", MODES[mode].title.get(language))
}

fn bill_requests(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let row = |name| Query::new("keyspaces", name);
    if is_provisioned(item) {
        let lines = [
            ("write_capacity", &WRITE_CAPACITY, "provisioned_write_units"),
            ("read_capacity", &READ_CAPACITY, "provisioned_read_units"),
        ];
        for (key, property, name) in lines {
            let amount = Amount::product(
                units::CAPACITY_UNIT_HOURS,
                &[
                    (item.number(property), units::CAPACITY_UNITS),
                    (cx.hours, units::HOURS),
                ],
            );
            bill.charge(key, property.title, amount, row(name));
        }
        return;
    }
    let kb = item.number(&ROW_KB);
    let consistency = if item.text(&READ_CONSISTENCY) == "LOCAL_ONE" {
        0.5
    } else {
        1.0
    };
    let writes = cx.flows.writes() * (kb / WRITE_UNIT_KB).ceil();
    let reads = cx.flows.reads() * (kb / READ_UNIT_KB).ceil() * consistency;
    let lines = [
        ("writes", &WRITE_UNITS, writes, "mcs_writeunits"),
        ("reads", &READ_UNITS, reads, "mcs_readunits"),
    ];
    for (key, property, derived, name) in lines {
        let usage = cx.usage(property, derived);
        bill.usage(key, property.title, usage, units::REQUEST_UNITS, row(name));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill_requests(cx, bill);
    let row = |name| Query::new("keyspaces", name);
    let storage = Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS);
    bill.charge(
        "storage",
        STORAGE_GB.title,
        storage.clone(),
        row("amazonmcs_indexed_datastore_per_gb_mo"),
    );
    if item.flag(&PITR) {
        let query = row("point_in_time_restore_pitr_backup_storage_per_gb_mo");
        bill.charge("point_in_time_recovery", PITR.title, storage, query);
    }
    let restores = row("backup_restore_size_per_gb");
    bill.typed(cx, "restore", &RESTORE_GB, units::GB, || restores);
    bill.typed(cx, "ttl_deletes", &TTL_UNITS, units::UNITS, || {
        row("time_to_live")
    });
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.copy(
        resource,
        "capacity_specification.throughput_mode",
        &THROUGHPUT_MODE,
    );
    for property in [&READ_CAPACITY, &WRITE_CAPACITY] {
        let path = format!("capacity_specification.{}", property.name);
        draft.copy(resource, &path, property);
    }
    let recovery = resource.text("point_in_time_recovery.status") == Some("ENABLED");
    draft.set(&PITR, recovery);
    draft.figures(
        resource,
        &[
            ("storage_gb", &STORAGE_GB),
            ("monthly_read_request_units", &READ_UNITS),
            ("monthly_write_request_units", &WRITE_UNITS),
        ],
    );
}

/// Keyspaces table.
pub static KIND: Kind = Kind {
    name: "keyspaces_table",
    title: both("Amazon Keyspaces table", "Amazon Keyspaces 테이블"),
    short: both("Keyspaces", "Keyspaces"),
    doc: both(
        "Table compatible with Apache Cassandra, without servers. One pays for request units (or provisioned capacity) and for \
         storage.",
        "Apache Cassandra와 호환되는 서버 없는 테이블입니다. 요청 단위(또는 프로비저닝 용량)와 스토리지에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Keyspaces",
    spend: Spend::Database,
    glyph: glyph::KEY,
    monogram: "KS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_keyspaces_table"],
    imports: &[Import::of("aws_keyspaces_table").read(read)],
    cloudformation: &["AWS::Cassandra::Table"],
    drawio: "keyspaces",
    keywords: &["cassandra", "cql", "nosql", "카산드라", "와이드 컬럼"],
    endpoint_service: "cassandra",
    port: Some(9142),
    is_data_store: true,
    properties: &[
        &THROUGHPUT_MODE,
        &ROW_KB,
        &READ_CONSISTENCY,
        &READ_UNITS,
        &WRITE_UNITS,
        &READ_CAPACITY,
        &WRITE_CAPACITY,
        &STORAGE_GB,
        &PITR,
        &RESTORE_GB,
        &TTL_UNITS,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn table() -> Bench {
        // 10 M requests: 8 M reads, 2 M writes.
        Bench::new("keyspaces_table").incoming("ecs_service", 1e7, 1.0, 1.0)
    }

    #[test]
    fn rows_are_rounded_up() {
        let lines = table().with("row_kb", 4.5).lines();
        // 2 M x 5 units x 0.00000068 $; 8 M x 2 units x 0.0000001355 $; 10 GB x 0.27075 $.
        near(lines.usd("writes"), 6.8);
        near(lines.usd("reads"), 2.168);
        near(lines.usd("storage"), 2.7075);
        let one = table().with("read_consistency", "LOCAL_ONE").lines();
        near(one.quantity("reads"), 4e6);
    }

    #[test]
    fn provisioned_capacity_and_recovery() {
        let bench = table()
            .with("throughput_mode", "PROVISIONED")
            .with("write_capacity_units", 100.0)
            .with("read_capacity_units", 0.0)
            .with("point_in_time_recovery", true);
        let lines = bench.lines();
        // 100 x 730 h x 0.0007049 $; 10 GB x 0.2166 $.
        near(lines.usd("write_capacity"), 51.4577);
        near(lines.usd("read_capacity"), 0.0);
        near(lines.usd("point_in_time_recovery"), 2.166);
        assert_eq!(bench.key_fact(), "Provisioned · 10 GB");
    }
}
