//! Amazon ElastiCache Serverless: data by the GB-hour and ElastiCache Processing Units.
//!
//! Semantics: Amazon ElastiCache pricing page (Serverless): a read or write costs 1 ECPU for each KB transferred; at least
//! 1 GB of data is billed for each cache, 100 MB with Valkey. `cost-semantics`: databases.

use super::elasticache_replication_group::{HIT_RATIO, forward};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Flow, Item, Kind, Network, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const ENGINES: &[Choice] = &[
    choice("valkey", "Valkey"),
    choice("redis", "Redis OSS"),
    choice("memcached", "Memcached"),
];
/// Smallest billed data, in GB (Amazon ElastiCache pricing page).
const LEAST_GB: f64 = 1.0;
const LEAST_GB_VALKEY: f64 = 0.1;

/// Engine.
pub static ENGINE: Property = Property::choice("engine", both("Engine", "엔진"), "valkey", ENGINES)
    .doc(
        "Valkey is compatible with Redis OSS and costs less.",
        "Valkey는 Redis OSS와 호환되며 더 저렴합니다.",
    );

/// Data.
pub static DATA_GB: Property = Property::number(
    "data_gb",
    both("Data", "데이터 크기"),
    units::GB,
    1.0,
    0.0,
    5_000.0,
)
.doc(
    "Data in the cache, averaged over the month; at least 1 GB is billed, 100 MB with Valkey.",
    "캐시의 월평균 데이터입니다. 최소 1GB(Valkey는 100MB)가 과금됩니다.",
);

/// ECPU.
pub static ECPU: Property = Property::usage("ecpu", both("ECPU", "ECPU"), units::ECPU).doc(
    "ElastiCache Processing Units in a month. Derived: one for each KB of a request and its answer, one at least.",
    "월 ElastiCache Processing Unit입니다. 요청과 응답 1KB마다 하나, 최소 하나로 계산합니다.",
);

/// Billed snapshots.
pub static BACKUP_GB: Property = Property::number(
    "backup_storage_gb",
    both("Backup storage", "백업용 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Snapshots kept; Serverless has no free one.",
    "보관하는 스냅샷입니다. Serverless에는 무료 스냅샷이 없습니다.",
);

fn units_of(flow: &Flow) -> f64 {
    flow.requests * (flow.request_kb + flow.response_kb).max(1.0)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&DATA_GB), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let engine = item.text(&ENGINE);
    let row = |name| Query::new("elasticache", name).with("engine", engine);
    let least = if engine == "valkey" {
        LEAST_GB_VALKEY
    } else {
        LEAST_GB
    };
    let data = item.number(&DATA_GB).max(least);
    bill.charge(
        "data",
        both("Data stored", "저장된 데이터"),
        Amount::product(
            units::GB_HOURS,
            &[(data, units::GB), (cx.hours, units::HOURS)],
        ),
        row("serverless_storage_gb_hour"),
    );
    let derived = cx.flows.incoming.iter().map(units_of).sum();
    bill.usage(
        "ecpu",
        ECPU.title,
        cx.usage(&ECPU, derived),
        units::ECPU,
        row("serverless_ecpu"),
    );
    let backup = item.number(&BACKUP_GB);
    if backup > 0.0 {
        bill.charge(
            "backup",
            BACKUP_GB.title,
            Amount::plain(backup, units::GB_MONTHS),
            Query::new("elasticache", "backup_gb_month"),
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.figures(
        resource,
        &[("storage_gb", &DATA_GB), ("monthly_ecpu", &ECPU)],
    );
}

/// ElastiCache Serverless.
pub static KIND: Kind = Kind {
    name: "elasticache_serverless_cache",
    title: both(
        "Amazon ElastiCache Serverless",
        "Amazon ElastiCache Serverless",
    ),
    short: both("ElastiCache Serverless", "ElastiCache 서버리스"),
    doc: both(
        "Valkey, Redis OSS or Memcached without nodes, over several zones. One pays for data by the hour and for each KB read or \
         written.",
        "노드 없이 여러 가용 영역에 두는 Valkey, Redis OSS, Memcached입니다. 데이터 시간과 읽고 쓰는 KB에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon ElastiCache",
    spend: Spend::Database,
    glyph: glyph::LIGHTNING,
    monogram: "SLS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_elasticache_serverless_cache"],
    imports: &[Import::of("aws_elasticache_serverless_cache").read(read)],
    cloudformation: &["AWS::ElastiCache::ServerlessCache"],
    drawio: "elasticache",
    keywords: &[
        "redis",
        "valkey",
        "memcached",
        "serverless",
        "cache",
        "캐시",
        "서버리스",
    ],
    port: Some(6379),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[&ENGINE, &DATA_GB, &ECPU, &HIT_RATIO, &BACKUP_GB],
    key_fact,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn data_and_processing_units() {
        let lines = Bench::new("elasticache_serverless_cache")
            .incoming("ecs_service", 1e9, 0.1, 1.9)
            .lines();
        // 1 GB x 730 h x 0.101 $; 1 billion x 2 KB x 0.0000000027 $.
        near(lines.usd("data"), 73.73);
        near(lines.usd("ecpu"), 5.4);
    }

    #[test]
    fn small_caches_are_billed_at_a_minimum() {
        let cache = || Bench::new("elasticache_serverless_cache").with("data_gb", 0.0);
        // 0.1 GB x 730 h x 0.101 $ with Valkey, 1 GB x 730 h x 0.151 $ with Redis OSS.
        near(cache().lines().usd("data"), 7.373);
        near(cache().with("engine", "redis").lines().usd("data"), 110.23);
        // A request of some bytes takes a whole unit.
        let small = cache().incoming("ecs_service", 1e6, 0.1, 0.1).lines();
        near(small.quantity("ecpu"), 1e6);
    }
}
