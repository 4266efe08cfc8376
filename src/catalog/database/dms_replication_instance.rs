//! AWS DMS replication instance: a server that copies and keeps copying data between databases.
//!
//! Semantics: AWS DMS pricing page. Burstable classes come with 50 GB of storage, the others with 100 GB (DMS user guide,
//! working with replication instances); what is allocated beyond is billed. Multi-AZ has rows of its own.

use super::{protection, reading};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::InstanceTypes;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Storage that burstable classes and the others come with, in GB.
const INCLUDED_BURSTABLE_GB: f64 = 50.0;
const INCLUDED_GB: f64 = 100.0;

/// Instance class.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "replication_instance_class",
    both("Instance class", "인스턴스 클래스"),
    "t3.medium",
    offered,
)
.doc(
    "Size of the replication instance, without the `dms.` of the API.",
    "복제 인스턴스의 크기입니다. API의 `dms.`는 빼고 씁니다.",
);

/// Standby in another zone.
pub static MULTI_AZ: Property = Property::flag("multi_az", both("Multi-AZ", "다중 AZ"), false).doc(
    "A standby in a second zone takes over when the first fails.",
    "두 번째 가용 영역의 대기 인스턴스가 장애 시 이어받습니다.",
);

/// Storage: 5 to 6,144 GB (botocore dms, `AllocatedStorage`; 50 if nothing is set).
pub static ALLOCATED_STORAGE: Property = Property::count(
    "allocated_storage",
    both("Storage", "스토리지"),
    units::GB,
    50.0,
    5.0,
    6_144.0,
)
.doc(
    "For logs and cached changes. Billed beyond the 50 GB of burstable and 100 GB of other classes that are included.",
    "로그와 캐시된 변경 사항을 저장합니다. 버스트 가능 클래스는 50GB, 그 외는 100GB까지 포함되며 초과분이 과금됩니다.",
);

/// Hours above the baseline.
pub static CPU_CREDIT_HOURS: Property = super::credits::CPU_CREDIT_HOURS.when(is_t3);

fn is_t3(item: &Item<'_>) -> bool {
    item.text(&INSTANCE_CLASS).starts_with("t3.")
}

fn deployment(item: &Item<'_>) -> &'static str {
    if item.flag(&MULTI_AZ) {
        "multi-az"
    } else {
        "single-az"
    }
}

fn offered(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "dms",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![("deployment", deployment(item).to_owned())],
    }
}

fn instances(item: &Item<'_>) -> f64 {
    if item.flag(&MULTI_AZ) { 2.0 } else { 1.0 }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let class = item.text(&INSTANCE_CLASS);
    match (item.flag(&MULTI_AZ), language) {
        (false, _) => class.to_owned(),
        (true, Language::English) => format!("{class} · Multi-AZ"),
        (true, Language::Korean) => format!("{class} · 다중 AZ"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let class = item.text(&INSTANCE_CLASS);
    let hour = |class: &str| {
        Query::new("dms", "instance_hour")
            .with("deployment", deployment(item))
            .with("instance_type", class)
    };
    super::instance_hours(
        bill,
        cx,
        "instance",
        both("Replication instance", "복제 인스턴스"),
        1.0,
        hour(class),
    );
    let included = if class.starts_with('t') {
        INCLUDED_BURSTABLE_GB
    } else {
        INCLUDED_GB
    };
    let beyond = item.number(&ALLOCATED_STORAGE) - included;
    let name = both("Storage", "스토리지");
    if beyond > 0.0 {
        let row = if item.flag(&MULTI_AZ) {
            "dms_storage_replication_storage_multiple_az"
        } else {
            "dms_storage_replication_storage_single_az"
        };
        let shown = number::short(included, 0);
        let amount = Amount::plain(beyond, units::GB_MONTHS).because(Phrase::new(
            format!("over the {shown} included"),
            format!("포함된 {shown} 초과분"),
        ));
        bill.charge("storage", name, amount, Query::new("dms", row));
    } else {
        bill.free(
            "storage",
            name,
            Amount::plain(item.number(&ALLOCATED_STORAGE), units::GB_MONTHS),
            both("included with the instance", "인스턴스에 포함되어 있습니다"),
        );
    }
    let hours = item.typed(&CPU_CREDIT_HOURS).unwrap_or(0.0);
    if is_t3(item) && hours > 0.0 {
        let vcpu = super::vcpu(cx, class, 1.0);
        let name = both("CPU credits", "CPU 크레딧");
        // The row of the credits has the family for a type, and no Multi-AZ.
        let query = Query::new("dms", "instance_hour")
            .with("deployment", "single-az")
            .with("instance_type", "t3");
        super::vcpu_hours(bill, "cpu_credits", name, vcpu, hours, query).from(UsageSource::Typed);
    }
    if item.flag(&protection::PUBLICLY_ACCESSIBLE) {
        super::public_addresses(bill, cx, instances(item));
    }
}

static IMPORTS: &[Import] = &[Import::of("aws_dms_replication_instance").read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if let Some(class) = resource.text("replication_instance_class") {
        let class = class.strip_prefix("dms.").unwrap_or(class);
        draft.set(&INSTANCE_CLASS, class);
    }
    // Its address is not in the resource's price; it is a public one only where the plan says so.
    let public = resource.flag("publicly_accessible") == Some(true);
    draft.set(&protection::PUBLICLY_ACCESSIBLE, public);
    reading::declared(resource, draft);
}

/// DMS replication instance.
pub static KIND: Kind = Kind {
    name: "dms_replication_instance",
    title: both("AWS DMS replication instance", "AWS DMS 복제 인스턴스"),
    short: both("DMS", "DMS"),
    doc: both(
        "Copies data between databases and keeps the copy up to date. One pays for the instance by the hour and for storage \
         beyond what it comes with.",
        "데이터베이스 사이에서 데이터를 복사하고 최신 상태로 유지합니다. 인스턴스 시간과 포함량을 넘는 스토리지에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "AWS Database Migration Service",
    spend: Spend::Database,
    glyph: glyph::SWAP,
    monogram: "DMS",
    scope: Scope::Zonal,
    network: Network::Instance,
    terraform: &["aws_dms_replication_instance"],
    cloudformation: &["AWS::DMS::ReplicationInstance"],
    drawio: "database_migration_service",
    keywords: &[
        "dms",
        "migration",
        "replication",
        "cdc",
        "마이그레이션",
        "복제",
        "이관",
    ],
    properties: &[
        &INSTANCE_CLASS,
        &MULTI_AZ,
        &ALLOCATED_STORAGE,
        &protection::PUBLICLY_ACCESSIBLE,
        &protection::AUTO_MINOR_VERSION_UPGRADE,
        &protection::MAINTENANCE_WINDOW,
        &CPU_CREDIT_HOURS,
    ],
    instances,
    key_fact,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hours_and_storage_beyond_what_is_included() {
        let bench = Bench::new("dms_replication_instance").region("us-east-1");
        // 730 h x 0.0745 $; 50 GB are included.
        near(bench.lines().total(), 54.385);
        let bench = bench
            .with("replication_instance_class", "r5.large")
            .with("multi_az", true)
            .with("allocated_storage", 300.0);
        let lines = bench.lines();
        // 730 h x 0.353 $; (300 - 100) GB x 0.23 $.
        near(lines.usd("instance"), 257.69);
        near(lines.usd("storage"), 46.0);
    }

    #[test]
    fn credits_have_a_row_of_their_own() {
        let lines = Bench::new("dms_replication_instance")
            .region("us-east-1")
            .with("monthly_cpu_credit_hrs", 100.0)
            .lines();
        // 100 h x 2 vCPU x 0.075 $.
        near(lines.usd("cpu_credits"), 15.0);
    }
}
