//! Engines of RDS with their editions, licences and limits, in the words of the price rows.

use super::{DEPLOYMENT, ENGINE, LICENSE, STORAGE_TYPE};
use crate::catalog::Item;
use crate::catalog::property::{Choice, choice, choice_in};

pub(super) const ENGINES: &[Choice] = &[
    choice("mysql", "MySQL"),
    choice("postgres", "PostgreSQL"),
    choice("mariadb", "MariaDB"),
    choice("oracle-se2", "Oracle SE2"),
    choice("oracle-ee", "Oracle EE"),
    choice("sqlserver-ex", "SQL Server Express"),
    choice("sqlserver-web", "SQL Server Web"),
    choice("sqlserver-se", "SQL Server Standard"),
    choice("sqlserver-ee", "SQL Server Enterprise"),
    choice("db2-se", "Db2 Standard"),
    choice("db2-ae", "Db2 Advanced"),
    choice("aurora-mysql", "Aurora MySQL"),
    choice("aurora-postgresql", "Aurora PostgreSQL"),
    choice("custom-oracle-se2", "RDS Custom, Oracle SE2"),
    choice("custom-oracle-ee", "RDS Custom, Oracle EE"),
    choice("custom-sqlserver-web", "RDS Custom, SQL Server Web"),
    choice("custom-sqlserver-se", "RDS Custom, SQL Server Standard"),
    choice("custom-sqlserver-ee", "RDS Custom, SQL Server Enterprise"),
    choice("custom-sqlserver-dev", "RDS Custom, SQL Server Developer"),
];

pub(super) const LICENSES: &[Choice] = &[
    choice_in("license-included", "Included", "포함"),
    choice_in("bring-your-own-license", "Own licence", "자체 라이선스"),
    choice_in("marketplace-license", "AWS Marketplace", "AWS Marketplace"),
];

/// Engine of the price rows, its edition, and the licences there are rows for, the first of them by default.
struct Offer {
    engine: &'static str,
    edition: &'static str,
    licenses: &'static [(&'static str, &'static str)],
}

const INCLUDED: (&str, &str) = ("license-included", "license-included");
const OWN: (&str, &str) = ("bring-your-own-license", "byol");
const MARKETPLACE: (&str, &str) = ("marketplace-license", "marketplace");

fn offer(engine: &str) -> Offer {
    let of = |engine, edition, licenses| Offer {
        engine,
        edition,
        licenses,
    };
    match engine {
        "postgres" => of("postgresql", "", &[]),
        "aurora-mysql" => of("aurora-mysql", "", &[]),
        "aurora-postgresql" => of("aurora-postgresql", "", &[]),
        "mariadb" => of("mariadb", "", &[]),
        "oracle-se2" => of("oracle", "se2", &[INCLUDED, OWN]),
        "oracle-ee" => of("oracle", "ee", &[OWN]),
        "sqlserver-ex" => of("sqlserver", "express", &[INCLUDED]),
        "sqlserver-web" => of("sqlserver", "web", &[INCLUDED]),
        "sqlserver-se" => of("sqlserver", "standard", &[INCLUDED]),
        "sqlserver-ee" => of("sqlserver", "enterprise", &[INCLUDED]),
        "db2-se" | "db2-ae" => of("db2", "", &[OWN, MARKETPLACE]),
        "custom-oracle-se2" => of("custom-oracle", "standard two", &[OWN]),
        "custom-oracle-ee" => of("custom-oracle", "enterprise", &[OWN]),
        "custom-sqlserver-web" => of("custom-sqlserver", "web", &[INCLUDED]),
        "custom-sqlserver-se" => of("custom-sqlserver", "standard", &[INCLUDED, OWN]),
        "custom-sqlserver-ee" => of("custom-sqlserver", "enterprise", &[INCLUDED, OWN]),
        "custom-sqlserver-dev" => of("custom-sqlserver", "developer", &[OWN]),
        _ => of("mysql", "", &[]),
    }
}

/// Whether the item's engine is sold with the licence that the item names.
pub(super) fn license_fits(item: &Item<'_>) -> bool {
    let wanted = item.text(&LICENSE);
    let licenses = offer(item.text(&ENGINE)).licenses;
    licenses.is_empty() || licenses.iter().any(|(api, _)| *api == wanted)
}

/// Whether the item's engine offers more than one licence.
pub(super) fn has_license(item: &Item<'_>) -> bool {
    offer(item.text(&ENGINE)).licenses.len() > 1
}

/// Attributes of the instance price rows besides type and deployment.
pub(super) fn price_attributes(item: &Item<'_>) -> Vec<(&'static str, String)> {
    let offer = offer(item.text(&ENGINE));
    let mut attributes = vec![("engine", offer.engine.to_owned())];
    if !offer.edition.is_empty() {
        attributes.push(("edition", offer.edition.to_owned()));
    }
    let wanted = item.text(&LICENSE);
    let license = offer
        .licenses
        .iter()
        .find(|(api, _)| *api == wanted)
        .or(offer.licenses.first());
    if let Some((_, word)) = license {
        attributes.push(("license", (*word).to_owned()));
    }
    attributes
}

/// Service of the instance price rows.
pub(super) fn service(item: &Item<'_>) -> &'static str {
    if is_aurora(item) { "aurora" } else { "rds" }
}

/// Attributes that tell a deployment (RDS) or storage configuration (Aurora) in the instance price rows.
pub(super) fn price_deployment(
    item: &Item<'_>,
    deployment: &'static str,
) -> (&'static str, &'static str) {
    if is_aurora(item) {
        ("storage_config", "standard")
    } else {
        ("deployment", deployment)
    }
}

/// Whether the engine is Aurora, whose instances belong to a cluster.
pub(super) fn is_aurora(item: &Item<'_>) -> bool {
    item.text(&ENGINE).starts_with("aurora")
}
pub(super) fn is_sqlserver(item: &Item<'_>) -> bool {
    item.text(&ENGINE).contains("sqlserver")
}
pub(super) fn is_oracle(item: &Item<'_>) -> bool {
    item.text(&ENGINE).contains("oracle")
}
/// Whether the engine is an open-source one, which also runs on Graviton.
pub(super) fn is_open_source(item: &Item<'_>) -> bool {
    matches!(item.text(&ENGINE), "mysql" | "mariadb" | "postgres") || is_aurora(item)
}

/// IOPS and MiB/s that gp3 storage of this size includes: four volumes are striped from 400 GiB on, on Oracle from 200,
/// on SQL Server never (service-facts: RDS defaults, awsdocs RDS CHAP_Storage.md).
pub(super) fn gp3_included(item: &Item<'_>, gib: f64) -> (f64, f64) {
    let striped_from = if is_sqlserver(item) {
        f64::INFINITY
    } else if is_oracle(item) {
        200.0
    } else {
        400.0
    };
    if gib >= striped_from {
        (12_000.0, 500.0)
    } else {
        (3_000.0, 125.0)
    }
}

/// Most read replicas that the engine takes (service-facts: RDS quotas; Oracle 5).
pub(super) fn most_replicas(item: &Item<'_>) -> f64 {
    match item.text(&ENGINE) {
        "mysql" | "mariadb" | "postgres" | "sqlserver-ee" | "db2-se" | "db2-ae" => 15.0,
        "oracle-ee" => 5.0,
        _ => 0.0,
    }
}

/// Deployment of the item, a word of the price rows.
pub(super) fn deployment(item: &Item<'_>) -> &'static str {
    match item.text(&DEPLOYMENT) {
        "multi-az" => "multi-az",
        "multi-az-cluster" => "multi-az-cluster",
        _ => "single-az",
    }
}

/// Word of the deployment in the storage price rows: SQL Server mirrors with rows of its own.
pub(super) fn storage_deployment(item: &Item<'_>) -> &'static str {
    match item.text(&DEPLOYMENT) {
        "multi-az" if is_sqlserver(item) => "multi-az-mirror",
        "multi-az" => "multi-az",
        "multi-az-cluster" => "multi-az-cluster",
        _ => "single-az",
    }
}

/// Word of the storage type in the price rows.
pub(super) fn volume(item: &Item<'_>) -> &'static str {
    match item.text(&STORAGE_TYPE) {
        "gp2" => "gp2",
        "io1" => "io1",
        "io2" => "io2",
        "standard" => "magnetic",
        _ => "gp3",
    }
}
