//! Recovery: backups, how long a failover takes, what is lost, and what the drawing holds in a second Region.
//!
//! Times: service-facts, rows `failover`, `recovery` and `DR strategy`. Where AWS gives a word ("minutes"), the smallest time
//! that the word can mean is taken, so that a rule fires only where the promise is out of reach in any reading.

use super::cx::Cx;
use super::stores;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function, volume};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::database::{
    db_instance, db_proxy, dynamodb_table, elasticache_replication_group as cache, rds_cluster,
    rds_global_cluster,
};
use crate::catalog::networking::{route53_health_check, route53_zone};
use crate::catalog::storage::{backup_vault, ebs_snapshot, efs_file_system, s3_bucket};
use crate::catalog::{Item, Kind, Scope};
use crate::model::{Code, ConnectionKind};
use crate::text::{Bilingual, both};
use std::collections::BTreeMap;

/// Whether copies of an item's data are kept apart from it: a backup connection, a vault or snapshot drawn at it, paid
/// snapshots, or the tag `backup`.
pub fn is_backed_up(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut out = cx.outgoing(item).iter();
    let by_connection = out.any(|(_, connection)| connection.kind == ConnectionKind::Backup);
    by_connection
        || cx
            .neighbours(item)
            .any(|other| *other.kind == backup_vault::KIND || *other.kind == ebs_snapshot::KIND)
        || (item.kind.property(volume::SNAPSHOTS.name).is_some()
            && item.number(&volume::SNAPSHOTS) > 0.0)
        || has_tag(item, &["backup", "backup_plan"])
}

/// Whether one of these tags is set to something other than a refusal.
pub fn has_tag(item: &Item<'_>, keys: &[&str]) -> bool {
    item.component.tags.iter().any(|(key, value)| {
        keys.contains(&key.to_lowercase().as_str())
            && !matches!(
                value.to_lowercase().as_str(),
                "" | "no" | "none" | "false" | "off"
            )
    })
}

/// How long a database is away when its host or zone fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failover {
    /// Seconds until it answers again; none: restored from a backup, which takes hours.
    pub seconds: Option<f64>,
    /// What takes over.
    pub how: Bilingual,
    /// Whether a proxy in front shortens it.
    pub through_proxy: bool,
}

/// Upper end of a typical failover of a Multi-AZ instance, s (service-facts: RDS failover).
const MULTI_AZ_SECONDS: f64 = 120.0;
/// Typical upper bound of a Multi-AZ cluster, s (service-facts: RDS failover).
const MULTI_AZ_CLUSTER_SECONDS: f64 = 35.0;
/// Typical upper bound of Aurora with a reader, s (service-facts: Aurora failover).
const AURORA_SECONDS: f64 = 60.0;
/// Typical upper bound of Aurora without a reader, s (service-facts: Aurora failover, 10 minutes).
const AURORA_ALONE_SECONDS: f64 = 600.0;
/// Part of the failover time that RDS Proxy takes away at most (service-facts: RDS Proxy failover).
const PROXY_SAVES: f64 = 0.66;

/// The failover of a relational database; none for other kinds, and for clusters whose instances are drawn apart.
pub fn failover(cx: &Cx<'_>, item: &Item<'_>) -> Option<Failover> {
    let (seconds, how) = if *item.kind == db_instance::KIND {
        match item.text(&db_instance::DEPLOYMENT) {
            "multi-az" => (
                Some(MULTI_AZ_SECONDS),
                both("Multi-AZ standby", "다중 AZ 대기 인스턴스"),
            ),
            "multi-az-cluster" => (
                Some(MULTI_AZ_CLUSTER_SECONDS),
                both("Multi-AZ cluster", "다중 AZ 클러스터"),
            ),
            _ => (None, both("restore from a backup", "백업에서 복원")),
        }
    } else if *item.kind == rds_cluster::KIND {
        match item.text(&rds_cluster::CAPACITY) {
            "separate" | "serverless-v1" => return None,
            _ if item.number(&rds_cluster::READERS) >= 1.0 => {
                (Some(AURORA_SECONDS), both("Aurora reader", "Aurora 리더"))
            }
            _ => (
                Some(AURORA_ALONE_SECONDS),
                both("new Aurora writer", "새 Aurora 라이터"),
            ),
        }
    } else {
        return None;
    };
    let through_proxy = cx
        .callers(item)
        .any(|(caller, _)| *caller.kind == db_proxy::KIND);
    let factor = if through_proxy {
        1.0 - PROXY_SAVES
    } else {
        1.0
    };
    Some(Failover {
        seconds: seconds.map(|seconds| seconds * factor),
        how,
        through_proxy,
    })
}

/// What is lost when the host, the storage or the zone of a store is gone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Minutes of writes; none: everything.
    pub minutes: Option<f64>,
    /// The last recovery point.
    pub how: Bilingual,
}

/// Minutes between two uploads of the logs that point-in-time recovery needs (service-facts: RDS recovery).
const POINT_IN_TIME_MINUTES: f64 = 5.0;
/// Minutes between two automatic snapshots of a day.
const DAILY_MINUTES: f64 = 1_440.0;

/// The loss of a store that keeps its data in one place; none for stores with a synchronous copy in another zone, for
/// caches, and for kinds that keep their data in several zones anyway.
pub fn loss(cx: &Cx<'_>, item: &Item<'_>) -> Option<Loss> {
    let nothing = Loss {
        minutes: None,
        how: both("no backup at all", "백업이 전혀 없음"),
    };
    let daily = Loss {
        minutes: Some(DAILY_MINUTES),
        how: both("daily backup", "일일 백업"),
    };
    if *item.kind == db_instance::KIND {
        let copied = item.number(&db_instance::READ_REPLICAS) > 0.0
            || stores::copies(cx, item).next().is_some();
        if db_instance::is_multi_az(item) || copied {
            return None;
        }
        return Some(if item.number(&db_instance::BACKUP_RETENTION) > 0.0 {
            Loss {
                minutes: Some(POINT_IN_TIME_MINUTES),
                how: both("point-in-time recovery", "특정 시점 복구"),
            }
        } else {
            nothing
        });
    }
    if *item.kind == cache::KIND {
        let replicated = (cache::REPLICAS.applies)(item) && item.number(&cache::REPLICAS) >= 1.0;
        if item.text(&cache::ROLE) == "cache" || replicated {
            return None;
        }
        let snapshots = (cache::SNAPSHOT_RETENTION.applies)(item)
            && item.number(&cache::SNAPSHOT_RETENTION) > 0.0;
        return Some(if snapshots { daily } else { nothing });
    }
    if *item.kind == efs_file_system::KIND && item.flag(&efs_file_system::ONE_ZONE) {
        return Some(if item.flag(&efs_file_system::BACKUP) {
            daily
        } else {
            nothing
        });
    }
    None
}

/// What stands in another Region for the day when the first one is gone, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// Nothing.
    Nothing,
    /// Copies of data only.
    BackupAndRestore,
    /// A live copy of a database, no servers.
    PilotLight,
    /// Servers that run and wait.
    WarmStandby,
    /// Servers that take requests all the time.
    ActiveActive,
}

impl Strategy {
    /// AWS's name.
    pub fn title(self) -> Bilingual {
        match self {
            Strategy::Nothing => both("nothing in a second Region", "두 번째 리전에 아무것도 없음"),
            Strategy::BackupAndRestore => both("backup and restore", "백업 및 복원"),
            Strategy::PilotLight => both("pilot light", "파일럿 라이트"),
            Strategy::WarmStandby => both("warm standby", "웜 스탠바이"),
            Strategy::ActiveActive => both("active-active", "액티브-액티브"),
        }
    }
    /// Minutes until the service is back, at least; none: never (service-facts: DR strategy; "24 hours or less", "tens of
    /// minutes", "minutes", "potentially zero").
    pub fn recovery_minutes(self) -> Option<f64> {
        match self {
            Strategy::Nothing => None,
            Strategy::BackupAndRestore => Some(1_440.0),
            Strategy::PilotLight => Some(10.0),
            Strategy::WarmStandby => Some(1.0),
            Strategy::ActiveActive => Some(0.0),
        }
    }
    /// Minutes of writes that are lost, at least; none: all (service-facts: DR strategy; "hours", "minutes", "seconds",
    /// "near zero").
    pub fn loss_minutes(self) -> Option<f64> {
        match self {
            Strategy::Nothing => None,
            Strategy::BackupAndRestore => Some(60.0),
            Strategy::PilotLight => Some(1.0),
            Strategy::WarmStandby | Strategy::ActiveActive => Some(0.0),
        }
    }
}

/// Kinds that run the service's own code.
const COMPUTE: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
    &lambda_function::KIND,
];

/// Stores that a Region's loss can take.
pub const STORES: &[&Kind] = &[
    &db_instance::KIND,
    &rds_cluster::KIND,
    &dynamodb_table::KIND,
    &s3_bucket::KIND,
    &efs_file_system::KIND,
];

/// How a store's data reaches another Region; none where it does not.
pub fn region_copy(cx: &Cx<'_>, item: &Item<'_>) -> Option<Strategy> {
    let elsewhere = |other: &Item<'_>| other.region() != item.region();
    let live = (*item.kind == dynamodb_table::KIND
        && !item
            .text(&dynamodb_table::REPLICA_REGIONS)
            .trim()
            .is_empty())
        || stores::copies(cx, item).any(|other| elsewhere(&other))
        || stores::sources(cx, item).any(|other| elsewhere(&other))
        || cx
            .neighbours(item)
            .any(|other| *other.kind == rds_global_cluster::KIND);
    if live {
        return Some(Strategy::PilotLight);
    }
    let replicated = *item.kind == s3_bucket::KIND && item.flag(&s3_bucket::REPLICATION);
    let mut out = cx.outgoing(item).iter();
    let backed_up = out.any(|(_, connection)| {
        connection.kind == ConnectionKind::Backup
            && cx
                .item(&connection.to)
                .is_some_and(|other| elsewhere(&other))
    });
    (replicated || backed_up).then_some(Strategy::BackupAndRestore)
}

/// Servers, tasks, nodes and functions by Region, in the order of the names.
pub fn compute_by_region<'a>(cx: &Cx<'a>) -> BTreeMap<&'a str, Vec<Item<'a>>> {
    let mut regions: BTreeMap<&str, Vec<Item<'a>>> = BTreeMap::new();
    let mut lists: Vec<(&str, Vec<Item<'a>>)> = Vec::new();
    for item in cx.of_kinds(COMPUTE) {
        let region = item.region();
        match lists.iter_mut().find(|(code, _)| *code == region) {
            Some((_, list)) => list.push(*item),
            None => lists.push((region, vec![*item])),
        }
    }
    regions.extend(lists);
    regions
}

/// The best that the drawing holds in a second Region.
pub fn strategy(cx: &Cx<'_>) -> Strategy {
    // Regions with servers, and whether some serve and some run there.
    let mut regions: Vec<(Code, bool, bool)> = Vec::new();
    for item in COMPUTE.iter().flat_map(|kind| cx.of_kind(kind)) {
        let code = item.region_code();
        let at = regions.iter().position(|(region, ..)| *region == code);
        let at = at.unwrap_or_else(|| {
            regions.push((code, false, false));
            regions.len() - 1
        });
        let (_, serves, runs) = &mut regions[at];
        *serves = *serves || cx.graph().serves_an_entry(item);
        *runs = *runs || cx.instances(item) > 0.0;
    }
    let serving = regions.iter().filter(|(_, serves, _)| *serves).count();
    let waits = cx
        .of_kind(&route53_zone::KIND)
        .iter()
        .any(|zone| zone.text(&route53_zone::ROUTING) == "failover");
    let running = regions.iter().filter(|(.., runs)| *runs).count();
    if serving >= 2 && !waits {
        return Strategy::ActiveActive;
    }
    if running >= 2 {
        return Strategy::WarmStandby;
    }
    let copies = cx.of_kinds(STORES).filter_map(|item| region_copy(cx, item));
    copies.max().unwrap_or(Strategy::Nothing)
}

/// Health checks of the records of a hosted zone: counted in the zone, or drawn at it.
pub fn health_checks(cx: &Cx<'_>, zone: &Item<'_>) -> f64 {
    let drawn = cx
        .neighbours(zone)
        .filter(|other| *other.kind == route53_health_check::KIND)
        .count();
    zone.number(&route53_zone::HEALTH_CHECKS)
        + zone.number(&route53_zone::HEALTH_CHECKS_OUTSIDE)
        + drawn as f64
}

/// What a hosted zone answers with, by Region; targets outside Regions are left out.
pub fn targets_by_region<'a>(cx: &Cx<'a>, zone: &Item<'a>) -> BTreeMap<&'a str, Vec<Item<'a>>> {
    let mut regions: BTreeMap<&str, Vec<Item<'a>>> = BTreeMap::new();
    for (target, connection) in cx.called(zone) {
        let stands = matches!(
            target.kind.scope,
            Scope::Regional | Scope::Vpc | Scope::Zonal
        );
        if stands && connection.kind.is_synchronous() && *target.kind != route53_health_check::KIND
        {
            regions.entry(target.region()).or_default().push(target);
        }
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::review::ReviewCx;
    use crate::analysis::testing::{Sketch, id};
    use crate::analysis::{analyse, review};
    use crate::model::{Connection, ContainerKind};
    use crate::pricing::Catalogue;
    use std::sync::Arc;

    /// What `look` sees in a design.
    fn look<T>(sketch: &Sketch, look: impl Fn(&review::Cx<'_>) -> T) -> T {
        let catalogue = Catalogue::embedded();
        let report = analyse(&sketch.design, catalogue);
        let base = ReviewCx::of(&sketch.design, catalogue, &report);
        review::Cx::with(&base, look)
    }

    fn connect(sketch: &mut Sketch, from: &str, to: &str, kind: ConnectionKind) {
        let mut connection = Connection::new(id(from), id(to));
        connection.kind = kind;
        let key = id(&format!("{from}-{to}"));
        sketch.design.connections.insert(key, Arc::new(connection));
    }

    #[test]
    fn a_proxy_takes_away_two_thirds_of_the_failover() {
        let mut sketch = Sketch::new();
        sketch.put("db", "db_instance", &["private-a"]);
        sketch.set("db", "deployment", "multi-az");
        let seconds = |sketch: &Sketch| {
            look(sketch, |cx| {
                let db = cx.item(&id("db")).unwrap();
                failover(cx, &db).unwrap().seconds
            })
        };
        assert_eq!(seconds(&sketch), Some(120.0));
        sketch.put("proxy", "db_proxy", &["vpc"]);
        connect(&mut sketch, "proxy", "db", ConnectionKind::Call);
        // 120 s × (1 - 66%).
        assert!((seconds(&sketch).unwrap() - 40.8).abs() < 1e-9);
        sketch.set("db", "deployment", "single-az");
        assert_eq!(seconds(&sketch), None);
    }

    #[test]
    fn the_strategy_is_the_best_that_is_drawn() {
        let mut sketch = Sketch::new();
        sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
        sketch.users("users", 10.0);
        sketch.put("web", "instance", &["private-a"]);
        sketch.put("db", "db_instance", &["private-a"]);
        sketch.put("files", "s3_bucket", &["seoul"]);
        connect(&mut sketch, "users", "web", ConnectionKind::Call);
        assert_eq!(look(&sketch, strategy), Strategy::Nothing);
        sketch.set("files", "cross_region_replication", true);
        assert_eq!(look(&sketch, strategy), Strategy::BackupAndRestore);
        sketch.put("copy", "db_instance", &["tokyo"]);
        connect(&mut sketch, "db", "copy", ConnectionKind::Replication);
        assert_eq!(look(&sketch, strategy), Strategy::PilotLight);
        sketch.put("web-2", "instance", &["tokyo"]);
        assert_eq!(look(&sketch, strategy), Strategy::WarmStandby);
        connect(&mut sketch, "users", "web-2", ConnectionKind::Call);
        assert_eq!(look(&sketch, strategy), Strategy::ActiveActive);
    }

    #[test]
    fn a_refusing_tag_is_no_backup() {
        let mut sketch = Sketch::new();
        sketch.put("db", "instance", &["private-a"]);
        let backed_up =
            |sketch: &Sketch| look(sketch, |cx| is_backed_up(cx, &cx.item(&id("db")).unwrap()));
        assert!(!backed_up(&sketch));
        let tag = |sketch: &mut Sketch, value: &str| {
            let db = sketch.put("db", "instance", &[]);
            db.tags.insert("Backup".to_owned(), value.to_owned());
        };
        tag(&mut sketch, "no");
        assert!(!backed_up(&sketch));
        tag(&mut sketch, "daily");
        assert!(backed_up(&sketch));
    }
}
