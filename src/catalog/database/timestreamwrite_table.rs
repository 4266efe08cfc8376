//! Amazon Timestream for LiveAnalytics table: GB written, memory store, magnetic store, queries.
//!
//! Semantics: Amazon Timestream pricing page: queries by the compute unit (TCU) and hour; older accounts by the GB scanned.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// GB written.
pub static WRITTEN_GB: Property = Property::usage(
    "written_gb",
    both("Data written", "쓴 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of records written in a month. Derived from the GB of the requests.",
    "한 달에 쓰는 레코드의 GB입니다. 요청의 GB로 계산합니다.",
);

/// Memory store.
pub static MEMORY_GB: Property = Property::number(
    "memory_store_gb",
    both("Memory store", "메모리 스토어"),
    units::GB,
    10.0,
    0.0,
    1e7,
)
.doc(
    "Recent data in memory, averaged over the month.",
    "메모리에 두는 최근 데이터의 월평균입니다.",
);

/// Magnetic store.
pub static MAGNETIC_GB: Property = Property::number(
    "magnetic_store_gb",
    both("Magnetic store", "마그네틱 스토어"),
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(
    "Older data on disk, averaged over the month.",
    "디스크에 두는 오래된 데이터의 월평균입니다.",
);

/// Query units.
pub static QUERY_TCU: Property = Property::number(
    "query_tcu",
    both("Query compute units", "쿼리 컴퓨팅 단위"),
    units::NONE,
    4.0,
    0.0,
    10_000.0,
)
.doc(
    "Timestream Compute Units while queries run, in steps of 4.",
    "쿼리가 실행되는 동안의 Timestream Compute Unit(TCU)이며 4 단위입니다.",
);

/// Query hours.
pub static QUERY_HOURS: Property = Property::number(
    "query_hours",
    both("Query hours", "쿼리 시간"),
    units::HOURS,
    60.0,
    0.0,
    744.0,
)
.doc(
    "Hours of the month in which queries run.",
    "한 달 중 쿼리가 실행되는 시간입니다.",
);

/// GB scanned.
pub static SCANNED_GB: Property = Property::usage(
    "scanned_gb",
    both("Scanned by queries", "쿼리 스캔"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that queries scan in a month, for accounts still billed by them; set the compute units to 0 then.",
    "스캔량으로 과금되는 기존 계정에서 쿼리가 한 달에 스캔하는 GB입니다. 이때 컴퓨팅 단위는 0으로 두세요.",
)
.secondary();

/// Retention in memory.
pub static MEMORY_RETENTION: Property = Property::number(
    "memory_store_retention_period_in_hours",
    both("Memory retention", "메모리 보존 기간"),
    units::HOURS,
    6.0,
    1.0,
    8_766.0,
)
.doc(
    "Hours after which records move to the magnetic store.",
    "레코드를 마그네틱 스토어로 옮기기까지의 시간입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let gb = item.number(&MEMORY_GB) + item.number(&MAGNETIC_GB);
    format!("{} GB", number::compact(gb, language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let row = |name| Query::new("timestream", name);
    bill.usage(
        "written",
        WRITTEN_GB.title,
        cx.usage(&WRITTEN_GB, cx.flows.gb_in().0),
        units::GB,
        row("timestream_ingestion_per_gb"),
    );
    bill.charge(
        "memory_store",
        MEMORY_GB.title,
        Amount::product(
            units::GB_HOURS,
            &[
                (item.number(&MEMORY_GB), units::GB),
                (cx.hours, units::HOURS),
            ],
        ),
        row("timestream_memory_store_per_gb_hours"),
    );
    bill.charge(
        "magnetic_store",
        MAGNETIC_GB.title,
        Amount::plain(item.number(&MAGNETIC_GB), units::GB_MONTHS),
        row("timestream_magnetic_store_per_gb_mo"),
    );
    let hours = item.number(&QUERY_HOURS).min(cx.hours);
    bill.charge(
        "queries",
        both("Queries", "쿼리"),
        Amount::product(
            units::TCU_HOURS,
            &[
                (item.number(&QUERY_TCU), units::NONE),
                (hours, units::HOURS),
            ],
        ),
        row("query_tcu_hours_per_tcu_hour"),
    );
    let scanned = row("timestream_query_per_gb");
    bill.typed(cx, "scanned", &SCANNED_GB, units::GB, || scanned);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let hours = "retention_properties.memory_store_retention_period_in_hours";
    draft.copy(resource, hours, &MEMORY_RETENTION);
    draft.figures(
        resource,
        &[
            ("monthly_written_gb", &WRITTEN_GB),
            ("memory_store_gb", &MEMORY_GB),
            ("magnetic_store_gb", &MAGNETIC_GB),
            ("query_tcu", &QUERY_TCU),
        ],
    );
    draft.copy_usage(resource, "query_hours", &QUERY_HOURS);
}

/// Timestream table.
pub static KIND: Kind = Kind {
    name: "timestreamwrite_table",
    title: both("Amazon Timestream table", "Amazon Timestream 테이블"),
    short: both("Timestream", "Timestream"),
    doc: both(
        "Serverless time series table. One pays for GB written, for memory and magnetic storage and for query compute.",
        "서버리스 시계열 테이블입니다. 쓰는 GB, 메모리와 마그네틱 스토리지, 쿼리 컴퓨팅에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Timestream",
    spend: Spend::Database,
    glyph: glyph::CHART_LINE,
    monogram: "TS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_timestreamwrite_table"],
    imports: &[Import::of("aws_timestreamwrite_table").read(read)],
    cloudformation: &["AWS::Timestream::Table"],
    drawio: "timestream",
    keywords: &["time series", "metrics", "iot", "시계열"],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &WRITTEN_GB,
        &MEMORY_GB,
        &MAGNETIC_GB,
        &QUERY_TCU,
        &QUERY_HOURS,
        &SCANNED_GB,
        &MEMORY_RETENTION,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn writes_stores_and_queries() {
        let bench = Bench::new("timestreamwrite_table")
            .region("us-east-1")
            .incoming("iot_device", 1_048_576.0, 10.0, 0.0);
        let lines = bench.lines();
        // 10 GB x 0.50 $; 10 GB x 730 h x 0.036 $; 100 GB x 0.03 $; 4 TCU x 60 h x 0.518 $.
        near(lines.total(), 5.0 + 262.8 + 3.0 + 124.32);
        let scanned = bench.with("query_tcu", 0.0).with("scanned_gb", 100.0);
        // 100 GB x 0.01 $.
        near(scanned.lines().total(), 5.0 + 262.8 + 3.0 + 1.0);
    }
}
