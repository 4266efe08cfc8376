//! COST005: Graviton candidate: managed engines and functions.

use crate::analysis::review::families::{self, Search, Types};
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Property;
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::ecs_service;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::model::Value;
use std::cell::LazyCell;

rule! {
    /// Graviton candidate: managed engines and functions
    ///
    /// **Why.** Managed engines move to Arm without a change of code; functions and Fargate tasks need arm64 builds.
    /// The hour costs 10 to 20 % less.
    ///
    /// **Fix.** Switch the class or the architecture to Arm.
    ///
    /// **When to silence it.** An extension or library exists for x86 only.
    ///
    /// **References.** thrifty:rds_db_instance_with_graviton; thrifty:lambda_function_with_graviton; SUS05-BP02;
    /// COST06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6i.large"}), // finding
    ///     "fn": (kind: "lambda_function", at: (150, 0)), // finding
    ///     "tasks": (kind: "ecs_service", at: (300, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6g.large"}),
    ///     "fn": (kind: "lambda_function", at: (150, 0), properties: {"architecture": "arm64"}),
    ///     "tasks": (kind: "ecs_service", at: (300, 0), properties: {"cpu_architecture": "ARM64"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST005",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "관리형 엔진과 함수의 Graviton 전환 후보",
            why: "관리형 엔진은 코드 변경 없이 Arm으로 옮길 수 있습니다. Lambda와 Fargate에는 arm64 빌드가 필요합니다.",
            fix: "클래스 또는 아키텍처를 Arm으로 바꿉니다.",
            silence: "확장 기능이나 라이브러리가 x86에서만 동작하는 경우입니다.",
        },
    };
}

/// Kinds with classes, each with the property that holds its type.
static TYPES: Types = &[
    (&db_instance::KIND, &db_instance::INSTANCE_CLASS),
    (
        &elasticache_replication_group::KIND,
        &elasticache_replication_group::NODE_TYPE,
    ),
    (&opensearch_domain::KIND, &opensearch_domain::INSTANCE_TYPE),
    (&rds_cluster::KIND, &rds_cluster::INSTANCE_CLASS),
];

/// A Graviton class at most as dear.
const SEARCH: Search = Search {
    looks_at: |item, property| {
        let name = families::Name::of(item.text(property));
        (property.applies)(item) && name.is_some_and(|name| !name.is_graviton())
    },
    candidates: families::graviton,
    most: 1.0,
};

/// Architecture of a function or of Fargate tasks, if it could be Arm.
fn architecture(item: &Item<'_>) -> Option<(&'static Property, &'static str)> {
    if *item.kind == lambda_function::KIND {
        // The first Go runtime is the only one for x86 alone that is not retired by its successor.
        let portable = item.text(&lambda_function::RUNTIME) != "go1.x";
        let property = &lambda_function::ARCHITECTURE;
        (portable && item.text(property) == "x86_64").then_some((property, "arm64"))
    } else if *item.kind == ecs_service::KIND {
        let property = &ecs_service::fargate::ARCHITECTURE;
        let moves = (property.applies)(item)
            && item.text(&ecs_service::LAUNCH_TYPE) == "FARGATE"
            && item.text(&ecs_service::fargate::SYSTEM) == "LINUX"
            && item.text(property) == "X86_64";
        moves.then_some((property, "ARM64"))
    } else {
        None
    }
}

/// Managed engines, functions and tasks that could run on Arm at no higher price.
pub(in crate::analysis::review) fn movable<'a>(cx: &Cx<'a>) -> Vec<Item<'a>> {
    let found = SEARCH.all(cx, TYPES);
    let kinds = [&ecs_service::KIND, &lambda_function::KIND];
    let builds = cx.of_kinds(&kinds);
    let builds = builds.filter(|item| architecture(item).is_some());
    found
        .into_iter()
        .map(|found| found.item)
        .chain(builds.copied())
        .collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in SEARCH.all(cx, TYPES) {
        let Some((_, property)) = TYPES.iter().find(|(kind, _)| **kind == *found.item.kind) else {
            continue;
        };
        tell(cx, &found.item, found.name, (property, &found.other), out);
    }
    for item in cx.of_kinds(&[&ecs_service::KIND, &lambda_function::KIND]) {
        if let Some((property, value)) = architecture(item) {
            tell(cx, item, item.text(property), (property, value), out);
        }
    }
}

fn tell(
    cx: &Cx<'_>,
    item: &Item<'_>,
    old: &str,
    (property, new): (&Property, &str),
    out: &mut Findings,
) {
    let saved = LazyCell::new(|| saving::with(cx, item, &[(property, Value::from(new))]));
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        match language {
            Language::English => format!("{name}: {old}; as {new} {price}"),
            Language::Korean => format!("{name}: {old}; {new}로 바꾸면 {price}"),
        }
    });
    out.add([item.id], evidence);
}

/// Moves an engine, function or service to Graviton; none for other kinds.
pub(in crate::analysis::review) fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, value) = match TYPES.iter().find(|(kind, _)| **kind == *item.kind) {
        Some((_, property)) => {
            let found = SEARCH.one(cx, item, property)?;
            (*property, Value::from(&*found.other))
        }
        None => {
            let (property, value) = architecture(&item)?;
            (property, Value::from(value))
        }
    };
    Some(Fix {
        label: phrase::set(property, &value),
        edit: set(&item, property, value),
    })
}
