//! Tables, caches, replicas.

use super::*;

/// 10 million requests a month on a table, 40% of which read; items of 3 KB.
fn table() -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("work", "lambda_function", &["seoul"]);
    sketch.put("table", "dynamodb_table", &["seoul"]);
    let link = sketch.connect("work", "table", 1.0, 1.0);
    (link.requests_per_month, link.read_share) = (Some(10e6), 0.4);
    sketch.set("table", "item_kb", 3.0);
    sketch
}

#[test]
fn reads_and_writes_of_a_table() {
    let found = costs(&table());
    // 6 million writes × 3 units × $0.00000068 = $12.24.
    near(line(&found, "table", "writes"), 12.24);
    // 4 million eventually consistent reads × 0.5 × $0.0000001355 = $0.271.
    near(line(&found, "table", "reads"), 0.271);
}

#[test]
fn two_indexes_triple_the_writes() {
    let mut sketch = table();
    sketch.set("table", "global_secondary_indexes", 2.0);
    // 6 million × 3 units × (1 + 2) × $0.00000068 = $36.72.
    near(line(&costs(&sketch), "table", "writes"), 36.72);
}

#[test]
fn a_global_table_writes_in_every_region() {
    let mut sketch = table();
    sketch.set("table", "global_secondary_indexes", 2.0);
    sketch.set("table", "replica_regions", "ap-northeast-1");
    let found = costs(&sketch);
    near(line(&found, "table", "writes"), 36.72);
    // Tokyo: 54 million units × $0.000000715 = $38.61.
    let lines = &found.components[&id("table")].lines;
    let replicated = lines
        .iter()
        .find(|line| line.name.en.contains("ap-northeast-1"));
    near(replicated.unwrap().monthly.unwrap().0, 38.61);
}

#[test]
fn strong_and_transactional_requests_count_more() {
    let mut sketch = table();
    sketch.set("table", "read_consistency", "strong");
    near(line(&costs(&sketch), "table", "reads"), 0.542);
    sketch.set("table", "read_consistency", "transactional");
    near(line(&costs(&sketch), "table", "reads"), 1.084);
}

#[test]
fn only_misses_reach_the_database() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("cache", "elasticache_replication_group", &["private-a"]);
    sketch.put("db", "rds_cluster", &["private-c"]);
    let link = sketch.connect("web", "cache", 1.0, 9.0);
    (link.requests_per_month, link.read_share) = (Some(100.0 * PER_GB), 1.0);
    sketch.connect("cache", "db", 1.0, 9.0);
    sketch.set("cache", "hit_ratio", 90.0);
    let solved = traffic::solve(&sketch.design);
    near(solved.of(&id("db")).requests(), 10.0 * PER_GB);
}
