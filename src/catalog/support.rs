//! Ends of standard support: which runtime, engine or Kubernetes version gets security fixes no more, and what to move to.
//!
//! Sources: the table of Lambda runtimes in the AWS Lambda developer guide (as terraform-linters/tflint-ruleset-aws kept it
//! at 0103793 and endoflife.date/aws-lambda on 2026-02), the version pages of ElastiCache and OpenSearch Service (as
//! endoflife.date kept them in 2026), and the calendars that [`extended_support`] and [`eks_cluster`] name.

use super::analytics::opensearch_domain;
use super::compute::lambda_function;
use super::containers::eks_cluster;
use super::database::{db_instance, elasticache_replication_group, extended_support, rds_cluster};
use super::{Item, Property};
use crate::pricing::Date;

/// Year, month, day.
type Day = (u16, u8, u8);

/// A version whose standard support is over.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Property that says the version.
    pub property: &'static Property,
    /// The version as it stands: `nodejs18.x`, `mysql 5.7`.
    pub version: String,
    /// Last day of standard support; none where the item declares extended support itself.
    pub day: Option<Date>,
    /// A version in standard support that the property can be set to; none where none is known.
    pub next: Option<String>,
}

/// Runtimes of Lambda with the day of their deprecation, and what follows them in the same language.
const RUNTIMES: &[(&str, Day, &str)] = &[
    ("nodejs20.x", (2026, 4, 30), NODE),
    ("nodejs18.x", (2025, 9, 1), NODE),
    ("nodejs16.x", (2024, 6, 12), NODE),
    ("nodejs14.x", (2023, 12, 4), NODE),
    ("nodejs12.x", (2023, 3, 31), NODE),
    ("nodejs10.x", (2021, 7, 30), NODE),
    ("nodejs8.10", (2020, 3, 6), NODE),
    ("nodejs22.x", (2027, 4, 30), NODE),
    ("nodejs24.x", (2028, 4, 30), NODE),
    ("python3.12", (2028, 10, 31), PYTHON),
    ("python3.11", (2026, 6, 30), PYTHON),
    ("python3.10", (2026, 6, 30), PYTHON),
    ("python3.9", (2025, 12, 15), PYTHON),
    ("python3.8", (2024, 10, 14), PYTHON),
    ("python3.7", (2023, 12, 4), PYTHON),
    ("python3.6", (2022, 7, 18), PYTHON),
    ("python2.7", (2021, 7, 15), PYTHON),
    ("java17", (2026, 6, 30), JAVA),
    ("java11", (2026, 6, 30), JAVA),
    ("java8.al2", (2026, 6, 30), JAVA),
    ("java8", (2024, 1, 8), JAVA),
    ("dotnet8", (2026, 11, 10), DOTNET),
    ("dotnet7", (2024, 5, 14), DOTNET),
    ("dotnet6", (2024, 11, 12), DOTNET),
    ("dotnet5.0", (2022, 5, 10), DOTNET),
    ("dotnetcore3.1", (2023, 4, 3), DOTNET),
    ("dotnetcore2.1", (2022, 1, 5), DOTNET),
    ("ruby3.3", (2027, 3, 31), RUBY),
    ("ruby3.2", (2026, 3, 31), RUBY),
    ("ruby2.7", (2023, 11, 27), RUBY),
    ("ruby2.5", (2021, 7, 30), RUBY),
    ("go1.x", (2024, 1, 8), OS_ONLY),
    ("provided", (2024, 1, 8), OS_ONLY),
    ("provided.al2", (2026, 6, 30), OS_ONLY),
];
const NODE: &str = "nodejs24.x";
const PYTHON: &str = "python3.14";
const JAVA: &str = "java25";
const DOTNET: &str = "dotnet10";
const RUBY: &str = "ruby3.4";
const OS_ONLY: &str = "provided.al2023";

/// Major versions of Redis OSS on ElastiCache.
const REDIS: &[(&str, Day)] = &[
    ("2", (2023, 1, 13)),
    ("3", (2023, 7, 31)),
    ("4", (2026, 1, 31)),
    ("5", (2026, 1, 31)),
    ("6", (2027, 1, 31)),
];
/// The newest Redis OSS on ElastiCache.
const REDIS_NEXT: &str = "7.1";

/// Last day of standard support of the first versions of OpenSearch and Elasticsearch on OpenSearch Service.
const SEARCH_ENDED: Day = (2025, 11, 7);
/// Versions that end then; of what stands between them none is offered.
const SEARCH: &[&str] = &[
    "OpenSearch_1.0",
    "OpenSearch_1.1",
    "OpenSearch_1.2",
    "OpenSearch_2.3",
    "OpenSearch_2.5",
    "OpenSearch_2.7",
    "OpenSearch_2.9",
    "Elasticsearch_1.5",
    "Elasticsearch_2.3",
    "Elasticsearch_5.1",
    "Elasticsearch_5.3",
    "Elasticsearch_5.5",
    "Elasticsearch_5.6",
    "Elasticsearch_6.0",
    "Elasticsearch_6.2",
    "Elasticsearch_6.3",
    "Elasticsearch_6.4",
    "Elasticsearch_6.5",
    "Elasticsearch_6.7",
    "Elasticsearch_7.1",
    "Elasticsearch_7.4",
    "Elasticsearch_7.7",
    "Elasticsearch_7.8",
];
const SEARCH_NEXT: &str = "OpenSearch_2.19";

/// The day, if it is before `today`.
fn past((year, month, day): Day, today: Date) -> Option<Date> {
    Date::new(year, month, day).filter(|end| today > *end)
}

/// What an item runs, if its standard support is over on a day. Items that do not say their version have none.
pub fn ended(item: &Item<'_>, today: Date) -> Option<Ended> {
    if *item.kind == lambda_function::KIND {
        runtime(item, today)
    } else if *item.kind == eks_cluster::KIND {
        kubernetes(item, today)
    } else if *item.kind == db_instance::KIND {
        relational(item, item.text(&db_instance::ENGINE), today)
    } else if *item.kind == rds_cluster::KIND {
        relational(item, item.text(&rds_cluster::ENGINE), today)
    } else if *item.kind == elasticache_replication_group::KIND {
        cache(item, today)
    } else if *item.kind == opensearch_domain::KIND {
        search(item, today)
    } else {
        None
    }
}

fn runtime(item: &Item<'_>, today: Date) -> Option<Ended> {
    let name = item.text(&lambda_function::RUNTIME).trim();
    let (_, end, next) = RUNTIMES.iter().find(|(known, ..)| *known == name)?;
    Some(Ended {
        property: &lambda_function::RUNTIME,
        version: name.to_owned(),
        day: Some(past(*end, today)?),
        next: Some((*next).to_owned()),
    })
}

fn kubernetes(item: &Item<'_>, today: Date) -> Option<Ended> {
    let version = item.text(&eks_cluster::VERSION).trim();
    let end = eks_cluster::standard_support_end(version);
    let declared = end.is_none() && item.text(&eks_cluster::VERSION_SUPPORT) == "EXTENDED";
    let day = end.filter(|end| today > *end);
    (declared || day.is_some()).then(|| Ended {
        property: &eks_cluster::VERSION,
        version: format!("Kubernetes {version}").trim().to_owned(),
        day,
        next: eks_cluster::supported(today),
    })
}

fn relational(item: &Item<'_>, engine: &str, today: Date) -> Option<Ended> {
    let version = item.text(&extended_support::ENGINE_VERSION).trim();
    let declared = matches!(
        item.text(&extended_support::EXTENDED_SUPPORT),
        "year-1-2" | "year-3"
    );
    let over = extended_support::year(engine, version, today).is_some();
    (over || declared).then(|| Ended {
        property: &extended_support::ENGINE_VERSION,
        version: format!("{engine} {version}").trim().to_owned(),
        day: extended_support::first_day(engine, version).filter(|_| over),
        next: extended_support::supported(engine, today).map(str::to_owned),
    })
}

fn cache(item: &Item<'_>, today: Date) -> Option<Ended> {
    let property = &elasticache_replication_group::ENGINE_VERSION;
    let version = item.text(property).trim();
    let major = version.split('.').next()?;
    let (_, end) = REDIS.iter().find(|(known, _)| *known == major)?;
    if item.text(&elasticache_replication_group::ENGINE) != "redis" {
        return None;
    }
    Some(Ended {
        property,
        version: format!("Redis OSS {version}"),
        day: Some(past(*end, today)?),
        next: Some(REDIS_NEXT.to_owned()),
    })
}

fn search(item: &Item<'_>, today: Date) -> Option<Ended> {
    let property = &opensearch_domain::ENGINE_VERSION;
    let version = item.text(property).trim();
    if !SEARCH.contains(&version) {
        return None;
    }
    Some(Ended {
        property,
        version: version.replace('_', " "),
        day: Some(past(SEARCH_ENDED, today)?),
        next: Some(SEARCH_NEXT.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, Design, Id, Point};
    use std::sync::Arc;

    /// What is said of an item on 2026-10-01: its version, the end, what follows.
    fn of(kind: &str, properties: &[(&str, &str)]) -> Option<(String, Option<String>, String)> {
        let id = Id::new("it").unwrap();
        let mut component = Component::new(kind, None, Point::default());
        for (name, value) in properties {
            component = component.with(name, *value);
        }
        let mut design = Design::default();
        design.components.insert(id.clone(), Arc::new(component));
        let ended = ended(&Item::of(&design, &id).unwrap(), Date::PRICES)?;
        let day = ended.day.map(|day| day.to_string());
        Some((ended.version, day, ended.next.unwrap_or_default()))
    }
    fn some(version: &str, day: &str, next: &str) -> Option<(String, Option<String>, String)> {
        Some((version.to_owned(), Some(day.to_owned()), next.to_owned()))
    }

    #[test]
    fn versions_past_their_day_are_told_with_what_follows() {
        assert_eq!(
            of("lambda_function", &[("runtime", "nodejs18.x")]),
            some("nodejs18.x", "2025-09-01", "nodejs24.x")
        );
        assert_eq!(
            of("eks_cluster", &[("version", "1.31")]),
            some("Kubernetes 1.31", "2025-11-26", "1.35")
        );
        assert_eq!(
            of(
                "db_instance",
                &[("engine", "mysql"), ("engine_version", "5.7.44")]
            ),
            some("mysql 5.7.44", "2024-03-01", "8.4")
        );
        assert_eq!(
            of(
                "elasticache_replication_group",
                &[("engine", "redis"), ("engine_version", "5.0.6")]
            ),
            some("Redis OSS 5.0.6", "2026-01-31", "7.1")
        );
        assert_eq!(
            of(
                "opensearch_domain",
                &[("engine_version", "Elasticsearch_7.7")]
            ),
            some("Elasticsearch 7.7", "2025-11-07", "OpenSearch_2.19")
        );
    }

    #[test]
    fn supported_and_unknown_versions_are_not() {
        for (kind, name, value) in [
            ("lambda_function", "runtime", "nodejs22.x"),
            ("lambda_function", "runtime", "cobol85"),
            ("lambda_function", "memory_size", ""),
            ("eks_cluster", "version", "1.35"),
            ("eks_cluster", "version", ""),
            ("db_instance", "engine_version", "8.4.3"),
            ("rds_cluster", "engine_version", "8.0.mysql_aurora.3.05.2"),
            ("elasticache_replication_group", "engine_version", "5.0.6"),
            ("opensearch_domain", "engine_version", "OpenSearch_2.19"),
            ("sqs_queue", "engine_version", "1"),
        ] {
            assert_eq!(of(kind, &[(name, value)]), None, "{kind} {value}");
        }
    }

    #[test]
    fn what_follows_is_in_support_itself() {
        for (name, day, next) in RUNTIMES {
            assert!(Date::new(day.0, day.1, day.2).is_some(), "{name}");
            assert_eq!(of("lambda_function", &[("runtime", next)]), None, "{next}");
        }
    }
}
