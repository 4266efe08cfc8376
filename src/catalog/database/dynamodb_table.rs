//! Amazon DynamoDB table: request units on demand or provisioned capacity, storage, backups, streams.
//!
//! Semantics: Amazon DynamoDB pricing page; `cost-semantics`: databases. A write unit is 1 KB, a read unit 4 KB, rounded up
//! for each item (service-facts: DynamoDB billing). The 25 GB of free storage are taken once per account, not here.

use crate::catalog::amount::{Amount, Words, units};
use crate::catalog::bill::Upfront;
use crate::catalog::database::backup;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource, scaling};
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Charge, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
    Tariff,
};
use crate::glyph;
use crate::model::{ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{Phrase, both, number};
use crate::units::KB_PER_GB;

const MODES: &[Choice] = &[
    choice_in("PAY_PER_REQUEST", "On demand", "온디맨드"),
    choice_in("PROVISIONED", "Provisioned", "프로비저닝"),
];
const CLASSES: &[Choice] = &[
    choice("STANDARD", "Standard"),
    choice("STANDARD_INFREQUENT_ACCESS", "Standard-IA"),
];
const READS: &[Choice] = &[
    choice_in("eventual", "Eventually consistent", "최종적 일관성"),
    choice_in("strong", "Strongly consistent", "강력한 일관성"),
    choice_in("transactional", "Transactional", "트랜잭션"),
];
const WRITES: &[Choice] = &[
    choice_in("standard", "Standard", "일반"),
    choice_in("transactional", "Transactional", "트랜잭션"),
];
const KEYS: &[Choice] = &[
    choice_in("aws-owned", "Owned by DynamoDB", "DynamoDB 소유"),
    choice_in("aws-managed", "AWS managed", "AWS 관리형"),
    choice_in("customer-managed", "Customer managed", "고객 관리형"),
];
/// Lines of replicas: writes, transfer and storage. A global table reaches every Region; more than these share no line.
const REPLICA_KEYS: [[&str; 3]; 12] = [
    ["replica_1", "replica_1_transfer", "replica_1_storage"],
    ["replica_2", "replica_2_transfer", "replica_2_storage"],
    ["replica_3", "replica_3_transfer", "replica_3_storage"],
    ["replica_4", "replica_4_transfer", "replica_4_storage"],
    ["replica_5", "replica_5_transfer", "replica_5_storage"],
    ["replica_6", "replica_6_transfer", "replica_6_storage"],
    ["replica_7", "replica_7_transfer", "replica_7_storage"],
    ["replica_8", "replica_8_transfer", "replica_8_storage"],
    ["replica_9", "replica_9_transfer", "replica_9_storage"],
    ["replica_10", "replica_10_transfer", "replica_10_storage"],
    ["replica_11", "replica_11_transfer", "replica_11_storage"],
    ["replica_12", "replica_12_transfer", "replica_12_storage"],
];
/// Reserved capacity is bought for the standard class, by 100 units; its rows are for one.
const RESERVED_MONTHS: [(&str, f64); 2] = [("1yr", 12.0), ("3yr", 36.0)];
const READ_UNIT_KB: f64 = 4.0;
const WRITE_UNIT_KB: f64 = 1.0;

/// Billing mode.
pub static BILLING_MODE: Property = Property::choice(
    "billing_mode",
    both("Capacity mode", "용량 모드"),
    "PAY_PER_REQUEST",
    MODES,
)
.doc(
    "On demand bills each request; provisioned bills capacity by the hour whether used or not.",
    "온디맨드는 요청마다, 프로비저닝은 사용 여부와 관계없이 용량 시간마다 과금됩니다.",
);

/// Table class.
pub static TABLE_CLASS: Property = Property::choice(
    "table_class",
    both("Table class", "테이블 클래스"),
    "STANDARD",
    CLASSES,
)
.doc(
    "Standard-IA stores for less and charges more for requests.",
    "Standard-IA는 스토리지가 저렴하고 요청이 비쌉니다.",
);

/// Item size: at most 400 KB (service-facts: DynamoDB limit).
pub static ITEM_KB: Property = Property::number(
    "item_kb",
    both("Item size", "항목 크기"),
    units::KB,
    1.0,
    0.001,
    400.0,
)
.doc(
    "Average item with its attribute names. Writes are billed in steps of 1 KB, reads of 4 KB.",
    "속성 이름을 포함한 평균 항목 크기입니다. 쓰기는 1KB, 읽기는 4KB 단위로 올림하여 과금됩니다.",
);

/// Attribute names.
pub static ATTRIBUTE_NAMES: Property = Property::optional(
    "attribute_names_percent",
    both("Attribute names", "속성 이름 비율"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Share of an item's bytes that are attribute names; they are billed like values.",
    "항목 크기에서 속성 이름이 차지하는 비율입니다. 이름도 값과 같이 과금됩니다.",
)
.secondary();

/// Consistency of reads.
pub static READ_CONSISTENCY: Property = Property::choice(
    "read_consistency",
    both("Reads", "읽기 일관성"),
    "eventual",
    READS,
)
.doc(
    "For each 4 KB: eventually consistent half a unit, strongly consistent one, transactional two.",
    "4KB마다 최종적 일관성 0.5단위, 강력한 일관성 1단위, 트랜잭션 2단위입니다.",
);

/// Kind of writes.
pub static WRITE_MODE: Property = Property::choice(
    "write_mode",
    both("Writes", "쓰기 방식"),
    "standard",
    WRITES,
)
.doc(
    "Transactional writes take two units for each KB.",
    "트랜잭션 쓰기는 KB마다 2단위입니다.",
);

/// Global secondary indexes: 20 by default (service-facts: DynamoDB quota).
pub static INDEXES: Property = Property::count(
    "global_secondary_indexes",
    both("Global secondary indexes", "글로벌 보조 인덱스"),
    units::INDEXES,
    0.0,
    0.0,
    20.0,
)
.doc(
    "Every write that touches an index costs write units of its own there.",
    "인덱스에 닿는 쓰기마다 별도의 쓰기 단위가 듭니다.",
);

/// Share of writes that touch each index.
pub static INDEX_WRITE_SHARE: Property = Property::number(
    "index_write_share",
    both("Writes that touch an index", "인덱스에 닿는 쓰기"),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the table's writes that change each index.",
    "테이블 쓰기 중 각 인덱스를 바꾸는 비율입니다.",
)
.when(has_indexes);

/// Read request units.
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

/// Write request units.
pub static WRITE_UNITS: Property = Property::usage(
    "write_request_units",
    both("Write units", "쓰기 요청 단위"),
    units::REQUEST_UNITS,
)
.doc(
    "Derived: writes that arrive times the units of one write, in the table and its indexes.",
    "들어오는 쓰기 수에 테이블과 인덱스의 쓰기 한 번 단위를 곱해 계산합니다.",
)
.when(is_on_demand);

/// Provisioned reads. 40,000 units a table by default, more on request (service-facts: DynamoDB quota).
pub static READ_CAPACITY: Property = Property::count(
    "read_capacity",
    both("Read capacity", "읽기 용량"),
    units::CAPACITY_UNITS,
    5.0,
    0.0,
    1e7,
)
.doc(
    "Provisioned units, with automatic scaling their average over the month; indexes included.",
    "프로비저닝된 단위이며, 자동 확장이면 월평균입니다. 인덱스를 포함합니다.",
)
.when(is_provisioned);

/// Provisioned writes.
pub static WRITE_CAPACITY: Property = Property::count(
    "write_capacity",
    both("Write capacity", "쓰기 용량"),
    units::CAPACITY_UNITS,
    5.0,
    0.0,
    1e7,
)
.doc(
    "Provisioned units, with automatic scaling their average over the month; indexes included.",
    "프로비저닝된 단위이며, 자동 확장이면 월평균입니다. 인덱스를 포함합니다.",
)
.when(is_provisioned);

/// Automatic scaling.
pub static AUTO_SCALING: Property = Property::flag(
    "auto_scaling",
    both("Automatic scaling", "자동 확장"),
    false,
)
.doc(
    "Provisioned capacity follows the load.",
    "프로비저닝된 용량이 부하를 따라갑니다.",
)
.when(is_provisioned)
.secondary();

/// Data kept.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    10.0,
    0.0,
    1e9,
)
.doc(
    "Data of the table and its indexes, averaged over the month.",
    "테이블과 인덱스의 월평균 데이터입니다.",
);

/// Point-in-time recovery.
pub static PITR: Property = Property::flag(
    "point_in_time_recovery",
    both("Point-in-time recovery", "시점 복구"),
    false,
)
.doc(
    "Restores to any second of the last 35 days; billed for each GB of the table.",
    "최근 35일의 어느 시점으로든 복원합니다. 테이블의 GB마다 과금됩니다.",
);

/// GB held for point-in-time recovery.
pub static PITR_GB: Property = Property::optional(
    "pitr_backup_gb",
    both("Recovery storage", "시점 복구 스토리지"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "GB held for point-in-time recovery; left out: the size of the table.",
    "시점 복구용으로 보관하는 GB입니다. 비워 두면 테이블 크기입니다.",
)
.when(has_recovery)
.secondary()
.if_empty(|item| Some(item.number(&STORAGE_GB)));

/// On-demand backups.
pub static BACKUP_GB: Property = Property::number(
    "backup_gb",
    both("On-demand backups", "온디맨드 백업"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc("GB of backups kept.", "보관하는 백업의 GB입니다.");

/// Stream of changes.
pub static STREAM: Property = Property::flag("stream_enabled", both("Stream", "스트림"), false)
    .doc(
        "Changes can be read for 24 hours. Reads by Lambda functions are free.",
        "변경 사항을 24시간 동안 읽을 수 있습니다. Lambda 함수의 읽기는 무료입니다.",
    );

/// Reads of the stream.
pub static STREAM_READS: Property = Property::usage(
    "stream_reads",
    both("Stream reads", "스트림 읽기"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "`GetRecords` calls in a month. Derived: one for each record over stream connections that do not end at a Lambda function.",
    "월 `GetRecords` 호출입니다. Lambda 함수가 아닌 곳으로 가는 스트림 연결의 레코드마다 한 번으로 계산합니다.",
)
.when(has_stream);

/// Copies to Kinesis.
pub static KINESIS_UNITS: Property = Property::usage(
    "kinesis_change_units",
    both("Changes copied to Kinesis", "Kinesis로 복사하는 변경"),
    units::UNITS,
)
.doc(
    "Change data capture units in a month, one for each KB of a write copied to a Kinesis data stream.",
    "Kinesis 데이터 스트림으로 복사하는 쓰기 1KB마다 한 단위인 월 변경 데이터 캡처 단위입니다.",
)
.secondary();

/// Restores.
pub static RESTORE_GB: Property = Property::usage(
    "restore_gb",
    both("Restored", "복원량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB restored from backups in a month.",
    "한 달에 백업에서 복원하는 GB입니다.",
)
.secondary();

/// Exports.
pub static EXPORT_GB: Property = Property::usage(
    "export_gb",
    both("Exported to S3", "S3 내보내기"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of full exports to S3 in a month.",
    "한 달에 S3로 전체 내보내기하는 GB입니다.",
)
.secondary();

/// Imports.
pub static IMPORT_GB: Property = Property::usage(
    "import_gb",
    both("Imported from S3", "S3 가져오기"),
    units::GB_PER_MONTH,
)
.doc(
    "GB imported from S3 in a month.",
    "한 달에 S3에서 가져오는 GB입니다.",
)
.secondary();

/// Regions of a global table's replicas.
pub static REPLICA_REGIONS: Property = Property::text(
    "replica_regions",
    both("Replica Regions", "복제본 리전"),
    "",
)
.doc(
    "Region codes of a global table's replicas, for example `us-west-2 eu-west-1`. Every write is billed in each of them, \
     and so is the transfer to it; a drawn replication connection bills its transfer itself.",
    "글로벌 테이블 복제본의 리전 코드입니다(예: `us-west-2 eu-west-1`). 쓰기와 전송이 리전마다 과금되며, 복제 연결을 그리면 전송은 그 연결에서 \
     과금합니다.",
);

/// GB that each replica gets.
pub static REPLICATED_GB: Property = Property::usage(
    "replicated_gb",
    both("Sent to each replica", "복제본별 전송량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB sent to each replica Region in a month. Derived: the writes times the size of an item.",
    "한 달에 복제본 리전마다 보내는 데이터입니다. 쓰기 수에 항목 크기를 곱해 계산합니다.",
)
.when(has_replicas);

/// Storage of each replica.
pub static REPLICA_STORAGE_GB: Property = Property::optional(
    "replica_storage_gb",
    both("Storage per replica", "복제본당 스토리지"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "Data of each replica; left out: the size of the table.",
    "복제본마다의 데이터입니다. 비워 두면 테이블 크기입니다.",
)
.when(has_replicas)
.secondary()
.if_empty(|item| Some(item.number(&STORAGE_GB)));

/// Encryption key; always encrypted.
pub static KMS_KEY: Property = Property::choice(
    "kms_key",
    both("Encryption key", "암호화 키"),
    "aws-owned",
    KEYS,
)
.doc(
    "Tables are always encrypted; an own key can be revoked.",
    "테이블은 항상 암호화됩니다. 직접 관리하는 키는 취소할 수 있습니다.",
)
.secondary();

/// Deletion protection.
pub static DELETION_PROTECTION: Property = Property::flag(
    "deletion_protection_enabled",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "The table cannot be deleted until it is switched off.",
    "끄기 전에는 테이블을 삭제할 수 없습니다.",
)
.secondary();

/// What the table is used for.
pub static ROLE: Property = Property::choice(
    "role",
    both("Used for", "용도"),
    "data",
    &[
        choice_in("data", "Data", "데이터"),
        choice_in("cache", "Cache", "캐시"),
    ],
)
.doc(
    "Whether the table holds data that must survive, or only what can be made again.",
    "보존해야 하는 데이터를 담는지, 다시 만들 수 있는 것만 담는지를 나타냅니다.",
)
.secondary();

/// Time to live.
pub static TTL: Property = Property::flag("ttl", both("Time to live", "TTL"), false)
    .doc(
        "Expired items are deleted without write cost.",
        "만료된 항목을 쓰기 비용 없이 삭제합니다.",
    )
    .secondary();

fn is_on_demand(item: &Item<'_>) -> bool {
    item.text(&BILLING_MODE) == "PAY_PER_REQUEST"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    !is_on_demand(item)
}
fn has_indexes(item: &Item<'_>) -> bool {
    item.number(&INDEXES) > 0.0
}
fn has_recovery(item: &Item<'_>) -> bool {
    item.flag(&PITR)
}
fn has_replicas(item: &Item<'_>) -> bool {
    !regions(item).is_empty()
}
/// Region codes of the replicas, as many as have a line of their own.
fn regions<'a>(item: &Item<'a>) -> Vec<&'a str> {
    let codes = item
        .text(&REPLICA_REGIONS)
        .split(|c: char| c == ',' || c.is_whitespace());
    codes
        .filter(|code| !code.is_empty())
        .take(REPLICA_KEYS.len())
        .collect()
}
fn has_stream(item: &Item<'_>) -> bool {
    item.flag(&STREAM)
}

/// Units of one read.
pub fn units_per_read(item: &Item<'_>) -> f64 {
    let each = match item.text(&READ_CONSISTENCY) {
        "strong" => 1.0,
        "transactional" => 2.0,
        _ => 0.5,
    };
    (item.number(&ITEM_KB) / READ_UNIT_KB).ceil() * each
}

/// Units of one write, in the table and in its indexes.
pub fn units_per_write(item: &Item<'_>) -> f64 {
    let each = if item.text(&WRITE_MODE) == "transactional" {
        2.0
    } else {
        1.0
    };
    let steps = (item.number(&ITEM_KB) / WRITE_UNIT_KB).ceil();
    let indexes = item.number(&INDEXES) * item.number(&INDEX_WRITE_SHARE) / 100.0;
    steps * (each + indexes)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let mode = if is_on_demand(item) {
        MODES[0].title.get(language).to_owned()
    } else {
        let reads = number::short(item.number(&READ_CAPACITY), 0);
        let writes = number::short(item.number(&WRITE_CAPACITY), 0);
        format!("{reads} RCU · {writes} WCU")
    };
    let storage = number::short(item.number(&STORAGE_GB), 1);
    format!("{mode} · {storage} GB")
}

fn bill_requests(cx: &BillCx<'_>, bill: &mut Bill, class: &str) {
    let item = &cx.item;
    if is_on_demand(item) {
        let lines = [
            (
                "writes",
                both("Write request units", "쓰기 요청 단위"),
                &WRITE_UNITS,
                cx.flows.writes(),
                units_per_write(item),
                "write_request_unit",
            ),
            (
                "reads",
                both("Read request units", "읽기 요청 단위"),
                &READ_UNITS,
                cx.flows.reads(),
                units_per_read(item),
                "read_request_unit",
            ),
        ];
        for (key, name, property, requests, each, row) in lines {
            let usage = cx.usage(property, requests * each);
            let query = Query::new("dynamodb", row)
                .with("mode", "on-demand")
                .with("table_class", class);
            let line = bill.usage(key, name, usage, units::REQUEST_UNITS, query);
            if item.typed(property).is_none() {
                line.amount = Amount::product(
                    units::REQUEST_UNITS,
                    &[(requests, units::REQUESTS), (each, units::REQUEST_UNITS)],
                );
            }
        }
        return;
    }
    let lines = [
        (
            "write_capacity",
            both("Write capacity", "쓰기 용량"),
            &WRITE_CAPACITY,
            "wcu_hour",
        ),
        (
            "read_capacity",
            both("Read capacity", "읽기 용량"),
            &READ_CAPACITY,
            "rcu_hour",
        ),
    ];
    for (key, name, property, row) in lines {
        let amount = Amount::product(
            units::CAPACITY_UNIT_HOURS,
            &[
                (item.number(property), units::CAPACITY_UNITS),
                (cx.hours, units::HOURS),
            ],
        );
        let charge = bill.charge(
            key,
            name,
            amount,
            Query::new("dynamodb", row).with("table_class", class),
        );
        if purchase::is_reserved(item) && class == "standard" {
            reserve(cx, charge, row, item.number(property));
        } else if purchase::is_committed(item) {
            purchase::apply(cx, purchase::Rows::None, charge);
        }
    }
}

/// Reserved capacity: a payment for each unit at the start, and a lower price of the hour.
fn reserve(cx: &BillCx<'_>, charge: &mut Charge, row: &str, capacity: f64) {
    let term = cx.item.text(&purchase::TERM);
    let months = RESERVED_MONTHS.iter().find(|(name, _)| *name == term);
    let (hour, upfront) = if row == "wcu_hour" {
        ("reserved_wcu_hour", "reserved_wcu_upfront")
    } else {
        ("reserved_rcu_hour", "reserved_rcu_upfront")
    };
    charge.tariff = Tariff::List {
        query: Query::new("dynamodb", hour).with("term", term),
        region: None,
        factor: 1.0,
    };
    charge.committed(
        months.map_or(12.0, |(_, months)| *months),
        Upfront::List {
            query: Query::new("dynamodb", upfront).with("term", term),
            region: None,
            units: capacity,
            factor: 1.0,
        },
    );
}

/// Lines of a global table's replicas: every write again at the price of their Region, and their storage.
fn bill_replicas(cx: &BillCx<'_>, bill: &mut Bill, class: &str) {
    let item = &cx.item;
    let storage = item.given(&REPLICA_STORAGE_GB).unwrap_or(0.0);
    for (region, [key, transfer_key, storage_key]) in regions(item).into_iter().zip(REPLICA_KEYS) {
        let name = Phrase::new(
            format!("Replicated writes, {region}"),
            format!("복제된 쓰기, {region}"),
        );
        let title = both("Replicated writes", "복제된 쓰기");
        let charge = if is_on_demand(item) {
            let usage = cx.usage(&WRITE_UNITS, cx.flows.writes() * units_per_write(item));
            let query = Query::new("dynamodb", "replicated_write_request_unit")
                .with("mode", "on-demand")
                .with("table_class", class);
            bill.usage(key, title, usage, units::REQUEST_UNITS, query)
        } else {
            let amount = Amount::product(
                units::CAPACITY_UNIT_HOURS,
                &[
                    (item.number(&WRITE_CAPACITY), units::CAPACITY_UNITS),
                    (cx.hours, units::HOURS),
                ],
            );
            let query = Query::new("dynamodb", "rwcu_hour").with("table_class", class);
            bill.charge(key, title, amount, query)
        };
        charge.in_region(region).named(name);
        bill_transfer(cx, bill, transfer_key, region);
        if storage > 0.0 {
            bill.charge(
                storage_key,
                both("Replica storage", "복제본 스토리지"),
                Amount::plain(storage, units::GB_MONTHS),
                Query::new("dynamodb", "storage_gb_month").with("table_class", class),
            )
            .in_region(region)
            .named(Phrase::new(
                format!("Replica storage, {region}"),
                format!("복제본 스토리지, {region}"),
            ));
        }
    }
}

/// Writes of the table in a month: as they arrive, or by the units that the user typed.
fn writes(cx: &BillCx<'_>) -> f64 {
    match cx
        .item
        .typed(&WRITE_UNITS)
        .filter(|_| is_on_demand(&cx.item))
    {
        Some(typed) => typed / units_per_write(&cx.item),
        None => cx.flows.writes(),
    }
}

/// Whether a replication connection to a Region is drawn, which bills the transfer itself.
fn is_drawn(cx: &BillCx<'_>, region: &str) -> bool {
    let mut copies = cx.flows.outgoing.iter();
    copies.any(|flow| {
        flow.kind == ConnectionKind::Replication
            && Item::of(cx.item.design, &flow.to).is_some_and(|it| it.region() == region)
    })
}

/// The line of what is sent to a replica in another Region.
fn bill_transfer(cx: &BillCx<'_>, bill: &mut Bill, key: &'static str, region: &str) {
    let item = &cx.item;
    if item.region() == region || is_drawn(cx, region) {
        return;
    }
    let (writes, kb) = (writes(cx), item.number(&ITEM_KB));
    let usage = cx.usage(&REPLICATED_GB, writes * kb / KB_PER_GB);
    if usage.value <= 0.0 {
        return;
    }
    let query = Query::new("data_transfer", "inter_region_egress_gb").with("to_region", region);
    let title = both("Transfer to the replica", "복제본으로 전송");
    let line = bill.usage(key, title, usage, units::GB, query);
    line.spend(Spend::DataTransfer).named(Phrase::new(
        format!("Transfer to the replica, {region}"),
        format!("복제본으로 전송, {region}"),
    ));
    if item.typed(&REPLICATED_GB).is_none() {
        line.amount = Amount::plain(usage.value, units::GB).because(Words::Entries {
            count: writes,
            unit: units::ITEMS,
            bytes: kb * 1024.0,
        });
    }
}

fn derived_stream_reads(cx: &BillCx<'_>) -> f64 {
    let design = cx.item.design;
    let is_lambda = |id| {
        design
            .component(id)
            .is_some_and(|peer| peer.kind == "lambda_function")
    };
    cx.flows
        .outgoing
        .iter()
        .filter(|flow| flow.kind == ConnectionKind::Stream && !is_lambda(&flow.to))
        .map(|flow| flow.requests)
        .sum()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let class = if item.text(&TABLE_CLASS) == "STANDARD" {
        "standard"
    } else {
        "standard-ia"
    };
    bill_requests(cx, bill, class);
    let storage = item.number(&STORAGE_GB);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(storage, units::GB_MONTHS),
        Query::new("dynamodb", "storage_gb_month").with("table_class", class),
    );
    if item.flag(&PITR) {
        bill.charge(
            "point_in_time_recovery",
            both("Point-in-time recovery", "시점 복구"),
            Amount::plain(item.given(&PITR_GB).unwrap_or(0.0), units::GB_MONTHS),
            Query::new("dynamodb", "backup_gb_month").with("type", "pitr"),
        );
    }
    let backup = item.number(&BACKUP_GB);
    if backup > 0.0 {
        bill.charge(
            "backup",
            both("On-demand backups", "온디맨드 백업"),
            Amount::plain(backup, units::GB_MONTHS),
            Query::new("dynamodb", "backup_gb_month").with("type", "on-demand"),
        );
    }
    if item.flag(&STREAM) {
        bill.usage(
            "stream_reads",
            both("Stream reads", "스트림 읽기"),
            cx.usage(&STREAM_READS, derived_stream_reads(cx)),
            units::REQUESTS,
            Query::new("dynamodb", "streams_read_request"),
        );
    }
    let row = |name| Query::new("dynamodb", name);
    let changes = || row("cdc_unit").with("target", "kinesis");
    bill.typed(cx, "kinesis_changes", &KINESIS_UNITS, units::UNITS, changes);
    bill.typed(cx, "restore", &RESTORE_GB, units::GB, || row("restore_gb"));
    let exports = || row("export_gb").with("type", "full");
    bill.typed(cx, "export", &EXPORT_GB, units::GB, exports);
    bill.typed(cx, "import", &IMPORT_GB, units::GB, || row("import_gb"));
    bill_replicas(cx, bill, class);
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    for property in [&READ_CAPACITY, &WRITE_CAPACITY] {
        if is_provisioned(item) && item.number(property) < 1.0 {
            problems.push(Problem::of(
                property,
                "provisioned capacity is at least 1",
                "프로비저닝된 용량은 1 이상이어야 합니다",
            ));
        }
    }
    if purchase::is_reserved(item) && item.text(&TABLE_CLASS) != "STANDARD" {
        problems.push(Problem::of(
            &TABLE_CLASS,
            "reserved capacity is for tables of the standard class",
            "예약 용량은 Standard 클래스 테이블에만 적용됩니다",
        ));
    }
    if !item.flag(&STREAM) && item.starts(ConnectionKind::Stream) {
        problems.push(Problem::of(
            &STREAM,
            "a stream connection starts here, but the table has no stream",
            "스트림 연결이 여기서 시작하지만 테이블의 스트림이 꺼져 있습니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // What the provider takes when the attribute is left out.
    if !resource.has("billing_mode") {
        draft.set(&BILLING_MODE, "PROVISIONED");
    }
    draft.figures(
        resource,
        &[
            ("storage_gb", &STORAGE_GB),
            ("on_demand_backup_storage_gb", &BACKUP_GB),
            ("monthly_read_request_units", &READ_UNITS),
            ("monthly_write_request_units", &WRITE_UNITS),
        ],
    );
    if draft.text(&BILLING_MODE) == Some("PROVISIONED") {
        let id = format!("table/{}", resource.text("name").unwrap_or_default());
        let dimensions = [
            (&READ_CAPACITY, "dynamodb:table:ReadCapacityUnits"),
            (&WRITE_CAPACITY, "dynamodb:table:WriteCapacityUnits"),
        ];
        for (property, dimension) in dimensions {
            if let Some(capacity) = scaling::settled(resource, dimension, &id) {
                draft.set(property, capacity);
                draft.set(&AUTO_SCALING, true);
            } else if resource.number(property.name).is_none() {
                draft.set(property, 0.0);
            }
        }
    }
    draft.set(
        &PITR,
        resource.flag("point_in_time_recovery.enabled") == Some(true),
    );
    draft.set(&TTL, resource.flag("ttl.enabled") == Some(true));
    draft.figures(resource, &[("pitr_backup_storage_gb", &PITR_GB)]);
    draft.copy_usage(resource, "monthly_data_restored_gb", &RESTORE_GB);
    draft.figures(
        resource,
        &[("monthly_streams_read_request_units", &STREAM_READS)],
    );
    if draft.number(&STREAM_READS) > Some(0.0) {
        draft.set(&STREAM, true);
    }
    let replicas = resource.blocks("replica");
    let codes: Vec<&str> = replicas
        .iter()
        .filter_map(|replica| replica.text("region_name"))
        .collect();
    if codes.len() > REPLICA_KEYS.len() {
        draft.refuse(
            "replica",
            format!(
                "{} replicas, at most {} are priced",
                codes.len(),
                REPLICA_KEYS.len()
            ),
        );
    }
    if !codes.is_empty() {
        draft.set(&REPLICA_REGIONS, codes.join(" ").as_str());
        draft.set(&REPLICA_STORAGE_GB, 0.0);
        draft.set(&REPLICATED_GB, 0.0);
        draft.note("storage of the replicas and transfer to them are not part of the usage figures and not counted");
    }
    let indexes = resource.count("global_secondary_index") as f64;
    draft.set(&INDEXES, indexes.min(20.0));
    if resource.flag("server_side_encryption.enabled") == Some(true) {
        let own = resource.has("server_side_encryption.kms_key_arn");
        let key = if own {
            "customer-managed"
        } else {
            "aws-managed"
        };
        draft.set(&KMS_KEY, key);
    }
}

/// DynamoDB table.
pub static KIND: Kind = Kind {
    name: "dynamodb_table",
    endpoint_service: "dynamodb",
    title: both("Amazon DynamoDB table", "Amazon DynamoDB 테이블"),
    short: both("DynamoDB", "DynamoDB"),
    doc: both(
        "Key-value and document table without servers, copied over three zones. One pays for request units (or provisioned \
         capacity) and for storage; each index multiplies writes.",
        "서버 없이 세 가용 영역에 복제되는 키-값·문서 테이블입니다. 요청 단위(또는 프로비저닝 용량)와 스토리지에 요금을 내며, 인덱스마다 쓰기가 \
         늘어납니다.",
    ),
    category: Category::Database,
    service: "Amazon DynamoDB",
    spend: Spend::Database,
    glyph: glyph::TABLE,
    monogram: "DDB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_dynamodb_table"],
    imports: &[Import::of("aws_dynamodb_table").read(read)],
    cloudformation: &["AWS::DynamoDB::Table"],
    drawio: "dynamodb",
    keywords: &[
        "nosql",
        "key-value",
        "document",
        "ddb",
        "키-값",
        "데이터베이스",
    ],
    port: Some(443),
    is_data_store: true,
    announces_writes: true,
    properties: &[
        &BILLING_MODE,
        &TABLE_CLASS,
        &ITEM_KB,
        &ATTRIBUTE_NAMES,
        &READ_CONSISTENCY,
        &WRITE_MODE,
        &INDEXES,
        &INDEX_WRITE_SHARE,
        &READ_UNITS,
        &WRITE_UNITS,
        &READ_CAPACITY,
        &WRITE_CAPACITY,
        &purchase::OPTION_DATABASE,
        &purchase::TERM,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &STORAGE_GB,
        &REPLICA_REGIONS,
        &REPLICATED_GB,
        &REPLICA_STORAGE_GB,
        &PITR,
        &PITR_GB,
        &BACKUP_GB,
        &RESTORE_GB,
        &EXPORT_GB,
        &IMPORT_GB,
        &STREAM,
        &STREAM_READS,
        &KINESIS_UNITS,
        &AUTO_SCALING,
        &KMS_KEY,
        &DELETION_PROTECTION,
        &ROLE,
        &backup::REQUIRED_RETENTION,
        &backup::SEPARATE_ACCOUNT,
        &TTL,
        &workload::REPEATABLE_READS,
        &workload::HOT_SHARE,
        &workload::SCANS,
        &workload::ROWS,
        &workload::SKEW,
        &workload::REPORTS,
    ],
    key_fact,
    validate,
    validates_calls: true,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn table() -> Bench {
        // 10 M requests, of them 8 M reads and 2 M writes.
        Bench::new("dynamodb_table").incoming("lambda_function", 1e7, 1.0, 1.0)
    }

    #[test]
    fn on_demand_rounds_items_up() {
        let lines = table().with("item_kb", 4.5).lines();
        // Reads: 8 M x ceil(4.5 / 4) x 0.5 = 8 M units x 0.0000001355 $; writes: 2 M x 5 units x 0.00000068 $.
        near(lines.quantity("reads"), 8e6);
        near(lines.usd("reads"), 1.084);
        near(lines.quantity("writes"), 1e7);
        near(lines.usd("writes"), 6.8);
        near(lines.usd("storage"), 10.0 * 0.270_75);
    }

    #[test]
    fn indexes_and_consistency_multiply_units() {
        let lines = table()
            .with("global_secondary_indexes", 2.0)
            .with("index_write_share", 50.0)
            .with("read_consistency", "strong")
            .lines();
        // Each write: 1 + 2 x 50 % = 2 units; each read: 1 unit.
        near(lines.quantity("writes"), 4e6);
        near(lines.quantity("reads"), 8e6);
    }

    #[test]
    fn provisioned_capacity_and_recovery() {
        let bench = table()
            .with("billing_mode", "PROVISIONED")
            .with("read_capacity", 100.0)
            .with("write_capacity", 20.0)
            .with("point_in_time_recovery", true);
        let lines = bench.lines();
        near(lines.usd("read_capacity"), 100.0 * 730.0 * 0.000_140_98);
        near(lines.usd("write_capacity"), 20.0 * 730.0 * 0.000_704_9);
        near(lines.usd("point_in_time_recovery"), 2.166);
        assert_eq!(bench.key_fact(), "100 RCU · 20 WCU · 10 GB");
    }

    #[test]
    fn replicas_write_again_in_their_regions() {
        let lines = table()
            .region("us-east-2")
            .with("replica_regions", "us-east-2, us-west-1")
            .with("write_request_units", 3e6)
            .with("replica_storage_gb", 0.0)
            .lines();
        // 3 M x 0.000000625 $ in Ohio, 3 M x 0.000000695 $ in Northern California.
        near(lines.usd("replica_1"), 1.875);
        near(lines.usd("replica_2"), 3.0 * 0.695);
        assert!(lines.find("replica_1_storage").is_none());
        // Left out, a replica is as large as the table: 10 GB x 0.28 $.
        let whole = table().with("replica_regions", "us-west-1").lines();
        near(whole.usd("replica_1_storage"), 2.8);
    }

    #[test]
    fn reserved_capacity_is_paid_in_part_at_the_start() {
        let lines = table()
            .region("us-east-1")
            .with("billing_mode", "PROVISIONED")
            .with("write_capacity", 100.0)
            .with("purchase_option", "reserved")
            .lines();
        // 100 WCU x 730 h x 0.000128 $ a month, 100 x 1.50 $ for the year.
        near(lines.usd("write_capacity"), 9.344);
        near(lines.upfront("write_capacity").unwrap(), 150.0);
    }

    #[test]
    fn copies_out_and_in() {
        let lines = table()
            .region("us-east-1")
            .with("restore_gb", 100.0)
            .with("export_gb", 100.0)
            .with("import_gb", 100.0)
            .with("kinesis_change_units", 1e6)
            .lines();
        // 100 GB x (0.15 + 0.10 + 0.15) $; 1 M x 0.0000001 $.
        near(
            lines.usd("restore") + lines.usd("export") + lines.usd("import"),
            40.0,
        );
        near(lines.usd("kinesis_changes"), 0.1);
    }
}
