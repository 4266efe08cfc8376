//! Data stores: copies of each other, and how many connections they admit.

use super::cx::{At, Calls, Cx};
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::{Item, Kind, declared};
use crate::model::{Connection, ConnectionKind};

/// Relational databases.
pub const RELATIONAL: &[&Kind] = &[&db_instance::KIND, &rds_cluster::KIND];

/// Whether an item is a relational database.
pub fn is_relational(item: &Item<'_>) -> bool {
    RELATIONAL.contains(&item.kind)
}

/// Stores that an item receives a copy of its data from, by a replication connection.
pub fn sources<'s, 'a>(cx: &'s Cx<'a>, at: impl At) -> impl Iterator<Item = Item<'a>> + 's {
    copying(cx, cx.callers(at))
}

/// Items that receive a copy of an item's data, by a replication connection.
pub fn copies<'s, 'a>(cx: &'s Cx<'a>, at: impl At) -> impl Iterator<Item = Item<'a>> + 's {
    copying(cx, cx.called(at))
}

fn copying<'s, 'a>(cx: &Cx<'a>, calls: Calls<'s, 'a>) -> impl Iterator<Item = Item<'a>> + 's {
    let calls = cx.declared().copies.then_some(calls).into_iter().flatten();
    let copies = calls.filter(|(_, connection)| connection.kind == ConnectionKind::Replication);
    copies.map(|(other, _)| other)
}

/// Whether requests over a connection change data.
pub fn writes(connection: &Connection) -> bool {
    connection.kind.is_synchronous() && connection.read_share < 1.0
}

/// Bytes in a GiB.
const GIB: f64 = 1_073_741_824.0;

/// Connections that a database admits: what is typed, else AWS's default for the memory of its class. The memory that
/// AWS counts is a little smaller (what the system leaves), so that this is the most that can be. None where no source
/// gives the default of the engine.
///
/// Service-facts: RDS MySQL memory / 12,582,880; RDS and Aurora PostgreSQL memory / 9,531,392, at most 5,000; RDS MariaDB
/// memory / 25,165,760, at most 12,000; Aurora MySQL by class.
pub fn max_connections(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if let Some(typed) = item.typed(&declared::MAX_CONNECTIONS) {
        return Some(typed);
    }
    let (engine, class) = if *item.kind == db_instance::KIND {
        let class = item.text(&db_instance::INSTANCE_CLASS);
        (item.text(&db_instance::ENGINE), class)
    } else if *item.kind == rds_cluster::KIND && item.text(&rds_cluster::CAPACITY) == "provisioned"
    {
        let class = item.text(&rds_cluster::INSTANCE_CLASS);
        (item.text(&rds_cluster::ENGINE), class)
    } else {
        return None;
    };
    if engine == "aurora-mysql" {
        return AURORA_MYSQL
            .iter()
            .find(|(name, _)| *name == class)
            .map(|(_, count)| *count);
    }
    let bytes = cx.catalogue.spec(class)?.memory_gib * GIB;
    let count = match engine {
        "mysql" => bytes / 12_582_880.0,
        "mariadb" => (bytes / 25_165_760.0).min(12_000.0),
        "postgres" | "aurora-postgresql" => (bytes / 9_531_392.0).min(5_000.0),
        _ => return None,
    };
    Some(count.floor())
}

/// Service-facts: Aurora MySQL default.
const AURORA_MYSQL: [(&str, f64); 7] = [
    ("db.t3.small", 45.0),
    ("db.t3.medium", 90.0),
    ("db.t3.large", 135.0),
    ("db.t4g.medium", 90.0),
    ("db.t4g.large", 135.0),
    ("db.r6g.8xlarge", 5_000.0),
    ("db.r6g.16xlarge", 6_000.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::review::ReviewCx;
    use crate::analysis::testing::{Sketch, id};
    use crate::analysis::{analyse, review};
    use crate::pricing::Catalogue;

    fn most(kind: &str, properties: &[(&str, &str)]) -> Option<f64> {
        let mut sketch = Sketch::new();
        sketch.put("db", kind, &["private-a"]);
        for (name, value) in properties {
            sketch.set("db", name, *value);
        }
        let catalogue = Catalogue::embedded();
        let report = analyse(&sketch.design, catalogue);
        let base = ReviewCx::of(&sketch.design, catalogue, &report);
        review::Cx::with(&base, |cx| {
            max_connections(cx, &cx.item(&id("db")).unwrap())
        })
    }

    #[test]
    fn the_default_follows_engine_and_memory() {
        let db = |engine, class| {
            most(
                "db_instance",
                &[("engine", engine), ("instance_class", class)],
            )
        };
        // 8 GiB = 8,589,934,592 bytes / 12,582,880 = 682.6; / 9,531,392 = 901.2; / 25,165,760 = 341.3.
        assert_eq!(db("mysql", "db.m6g.large"), Some(682.0));
        assert_eq!(db("postgres", "db.m6g.large"), Some(901.0));
        assert_eq!(db("mariadb", "db.m6g.large"), Some(341.0));
        // 128 GiB / 9,531,392 would be 14,419.
        assert_eq!(db("postgres", "db.r6g.4xlarge"), Some(5_000.0));
        assert_eq!(db("oracle-se2", "db.m5.large"), None);
        let aurora = |class| most("rds_cluster", &[("instance_class", class)]);
        assert_eq!(aurora("db.t4g.medium"), Some(90.0));
        assert_eq!(aurora("db.r6g.large"), None);
    }
}
