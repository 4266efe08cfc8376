//! Facts that the user declares about several kinds and that rules read; no price follows from them.
//!
//! Each default is "not stated" (or the harmless answer), so that a rule on it stays silent until somebody says more.

use super::amount::units;
use super::item::Item;
use super::property::{Choice, Property, choice_in};
use crate::text::both;

/// What a store in memory may be used for.
pub(in crate::catalog) const ROLES: &[Choice] = &[
    choice_in("cache", "Cache", "캐시"),
    choice_in("session", "Sessions", "세션"),
    choice_in("queue", "Queue", "대기열"),
    choice_in("leaderboard", "Leaderboard", "순위표"),
    choice_in("primary", "Only copy of its data", "유일한 데이터 저장소"),
];

/// What a store in memory on own servers is used for.
pub static STORE_ROLE: Property =
    Property::choice("role", both("Used for", "용도"), "cache", ROLES)
        .doc(
            "Whether the store in memory holds copies only, or data that nobody else has.",
            "메모리 저장소가 사본만 담는지, 다른 곳에 없는 데이터를 담는지를 나타냅니다.",
        )
        .when(is_memory_store)
        .secondary();

fn is_memory_store(item: &Item<'_>) -> bool {
    let software = &super::compute::server::SOFTWARE;
    matches!(item.text(software), "redis" | "memcached")
}

/// Connections to a database that each instance or task keeps.
pub static POOL_SIZE: Property = Property::optional_count(
    "connection_pool_size",
    both("Connection pool", "연결 풀 크기"),
    units::CONNECTIONS,
    1.0,
    100_000.0,
)
.doc(
    "Connections that each instance, task or node opens to a database, used or not.",
    "인스턴스, 태스크, 노드마다 사용 여부와 관계없이 데이터베이스에 여는 연결 수입니다.",
)
.secondary();

/// Connections that a database admits.
pub static MAX_CONNECTIONS: Property = Property::optional_count(
    "max_connections",
    both("Most connections", "최대 연결 수"),
    units::CONNECTIONS,
    1.0,
    1_000_000.0,
)
.doc(
    "The parameter `max_connections` of the database. Left out: AWS's default for the memory of the class.",
    "데이터베이스의 `max_connections` 파라미터입니다. 비워 두면 클래스 메모리에 따른 AWS 기본값으로 봅니다.",
)
.secondary();

/// How keys of new rows are made.
pub static ID_STRATEGY: Property = Property::choice(
    "id_strategy",
    both("Keys of new rows", "새 행의 키"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("auto_increment", "Counted by the database", "데이터베이스 자동 증가"),
        choice_in("generated", "Made by the application", "애플리케이션이 생성"),
    ],
)
.doc(
    "Who numbers new rows. Counters of two databases that both write hand out the same number twice.",
    "새 행의 번호를 누가 만드는지입니다. 쓰기가 가능한 데이터베이스가 둘이면 같은 번호를 두 번 줍니다.",
)
.secondary();

/// What a database instance that is drawn on its own stands for.
pub static INSTANCE_ROLE: Property = Property::choice(
    "instance_role",
    both("Instance role", "인스턴스 역할"),
    "primary",
    &[
        choice_in("primary", "Primary", "기본"),
        choice_in("replica", "Read replica", "읽기 전용 복제본"),
        choice_in(
            "standby",
            "Standby of a Multi-AZ instance",
            "다중 AZ 인스턴스의 대기",
        ),
    ],
)
.doc(
    "Whether the instance takes writes, serves reads as a replica, or only waits to take over.",
    "쓰기를 받는지, 복제본으로 읽기를 처리하는지, 이어받기만 기다리는지를 나타냅니다.",
)
.secondary();
