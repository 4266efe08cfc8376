//! Lightsail managed databases: hours by bundle, with or without a standby.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both};

/// Size, meter of the standard and of the high availability bundle.
const BUNDLES: [(&str, &str, &str); 4] = [
    (
        "micro",
        "lightsail_database_standard_availability_40gb_storage_1_vcpu_1gb_memory_0_1tb_quota",
        "lightsail_database_high_availability_40gb_storage_1_vcpu_1gb_memory_0_1tb_quota",
    ),
    (
        "small",
        "lightsail_database_standard_availability_80gb_storage_1_vcpu_2gb_memory_0_1tb_quota",
        "lightsail_database_high_availability_80gb_storage_1_vcpu_2gb_memory_0_1tb_quota",
    ),
    (
        "medium",
        "lightsail_database_standard_availability_120gb_storage_2_vcpu_4gb_memory_0_1tb_quota",
        "lightsail_database_high_availability_120gb_storage_2_vcpu_4gb_memory_0_1tb_quota",
    ),
    (
        "large",
        "lightsail_database_standard_availability_240gb_storage_2_vcpu_8gb_memory_0_2tb_quota",
        "lightsail_database_high_availability_240gb_storage_2_vcpu_8gb_memory_0_2tb_quota",
    ),
];

/// Size of the bundle.
pub static SIZE: Property = Property::choice(
    "bundle_size",
    both("Bundle", "번들"),
    "micro",
    &[
        choice("micro", "Micro: 1 GB, 1 vCPU, 40 GB SSD"),
        choice("small", "Small: 2 GB, 1 vCPU, 80 GB SSD"),
        choice("medium", "Medium: 4 GB, 2 vCPU, 120 GB SSD"),
        choice("large", "Large: 8 GB, 2 vCPU, 240 GB SSD"),
    ],
)
.doc(
    "Memory, vCPU and encrypted SSD at one price.",
    "메모리, vCPU, 암호화된 SSD가 하나의 요금에 포함됩니다.",
);

/// Whether there is a standby.
pub static HIGH_AVAILABILITY: Property = Property::flag(
    "high_availability",
    both("High availability", "고가용성"),
    false,
)
.doc(
    "A standby in another zone takes over when the database fails; twice the price.",
    "다른 가용 영역의 대기 데이터베이스가 장애 시 이어받으며 요금은 두 배입니다.",
);

/// Database engine.
pub static ENGINE: Property = Property::choice(
    "engine",
    both("Engine", "엔진"),
    "mysql",
    &[choice("mysql", "MySQL"), choice("postgres", "PostgreSQL")],
)
.doc("Both engines cost the same.", "두 엔진의 요금은 같습니다.");

/// Whether the database is reached from the internet.
pub static PUBLIC: Property = Property::flag(
    "publicly_accessible",
    both("Public access", "퍼블릭 액세스"),
    false,
)
.doc(
    "Reached from the internet, not only from Lightsail resources of the account.",
    "계정의 Lightsail 리소스뿐 아니라 인터넷에서도 접속할 수 있습니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let copies = if item.flag(&HIGH_AVAILABILITY) {
        "2 × "
    } else {
        ""
    };
    format!("{copies}{}", item.text(&SIZE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let size = item.text(&SIZE);
    let Some((_, standard, high)) = BUNDLES.iter().find(|(name, ..)| *name == size) else {
        return;
    };
    let meter = if item.flag(&HIGH_AVAILABILITY) {
        high
    } else {
        standard
    };
    bill.charge(
        "database",
        both("Bundle hours", "번들 시간"),
        Amount::plain(cx.hours, units::HOURS),
        Query::new("lightsail", meter),
    )
    .named(Phrase::new(
        format!("Bundle hours, {size}"),
        format!("번들 시간, {size}"),
    ));
}

/// `micro_ha_2_0`: a size, `ha` for high availability, a generation; the engine from the blueprint `mysql_8_0`.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if let Some(id) = resource.text("bundle_id") {
        let mut parts = id.split('_');
        draft.set(&SIZE, parts.next().unwrap_or_default());
        if parts.any(|part| part == "ha") {
            draft.set(&HIGH_AVAILABILITY, true);
        }
    }
    let blueprint = resource.text("blueprint_id").unwrap_or_default();
    if blueprint.starts_with("postgres") {
        draft.set(&ENGINE, "postgres");
    }
}

/// Lightsail database.
pub static KIND: Kind = Kind {
    name: "lightsail_database",
    title: both("Amazon Lightsail database", "Amazon Lightsail 데이터베이스"),
    short: both("Lightsail DB", "Lightsail DB"),
    doc: both(
        "Managed MySQL or PostgreSQL at one monthly price by bundle.",
        "번들별 월 요금으로 제공되는 관리형 MySQL 또는 PostgreSQL입니다.",
    ),
    category: Category::Compute,
    service: "Amazon Lightsail",
    spend: Spend::Database,
    glyph: glyph::DATABASE,
    monogram: "LSDB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lightsail_database"],
    imports: &[Import::of("aws_lightsail_database").read(read)],
    cloudformation: &["AWS::Lightsail::Database"],
    drawio: "lightsail",
    keywords: &[
        "mysql",
        "postgresql",
        "database",
        "라이트세일",
        "데이터베이스",
    ],
    port: Some(3306),
    is_data_store: true,
    properties: &[&SIZE, &HIGH_AVAILABILITY, &ENGINE, &PUBLIC],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn high_availability_has_a_price_of_its_own() {
        let bench = |size: &str| {
            Bench::new("lightsail_database")
                .region("us-east-1")
                .with("bundle_size", size)
        };
        // 730 h × $0.02016 = $14.7168; with a standby × $0.04032 = $29.4336.
        near(bench("micro").lines().total(), 14.7168);
        near(
            bench("micro")
                .with("high_availability", true)
                .lines()
                .total(),
            29.4336,
        );
        for size in ["small", "medium", "large"] {
            assert!(bench(size).lines().total() > 29.0);
            assert!(bench(size).with("high_availability", true).lines().total() > 58.0);
        }
    }
}
