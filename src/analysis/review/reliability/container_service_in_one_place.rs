//! REL083: Container service with one task or one zone.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::containers::{ecs_service, eks_fargate_profile, eks_node_group};
use crate::catalog::{Kind, Property};
use crate::model::Value;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Container service with one task or one zone
    ///
    /// **Why.** One host or one zone is lost, and the service is down until a new task has started.
    ///
    /// **Fix.** Run two or more tasks (nodes, pods) and spread them over zones.
    ///
    /// **When to silence it.** Development and test (tag `env`), or work that may wait.
    ///
    /// **References.** TA:Amazon ECS service using a single AZ; TA:Amazon ECS Multi-AZ placement strategy;
    /// REL10-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "api": (kind: "ecs_service", in: "private-a", at: (420, 120), properties: {"desired_count": 1, "min_capacity": 1}), // finding
    ///     "jobs": (kind: "ecs_service", in: "private-a", at: (420, 240), properties: {"desired_count": 4}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "api": (kind: "ecs_service", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))], properties: {"desired_count": 2}),
    ///     "jobs": (kind: "ecs_service", in: "vpc", at: (420, 450), properties: {"desired_count": 4}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL083",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&ecs_service::KIND, &eks_fargate_profile::KIND, &eks_node_group::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "태스크나 가용 영역이 하나뿐인 컨테이너 서비스",
            why: "호스트나 영역 하나를 잃으면 새 태스크가 시작될 때까지 서비스가 중단됩니다.",
            fix: "태스크(노드, 파드)를 둘 이상 실행하고 가용 영역에 분산합니다.",
            silence: "개발·테스트(`env` 태그)이거나 기다려도 되는 작업입니다.",
        },
    };
}

/// Properties that say how many tasks, nodes or pods run: each is raised to two by the fix.
static SIZES: &[(&Kind, &[&Property])] = &[
    (
        &ecs_service::KIND,
        &[&ecs_service::DESIRED, &ecs_service::MIN, &ecs_service::MAX],
    ),
    (&eks_fargate_profile::KIND, &[&eks_fargate_profile::PODS]),
    (
        &eks_node_group::KIND,
        &[
            &eks_node_group::DESIRED,
            &eks_node_group::MIN,
            &eks_node_group::MAX,
        ],
    ),
];

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let zones = zones::zones_of(&[*item]);
    let count = item.instances();
    if (count >= 2.0 && zones.len() != 1) || !in_production(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let (count, zones) = (short(count, 0), phrase::shorten(&zones, language));
        match language {
            Language::English if zones.is_empty() => format!("{name}: {count} running"),
            Language::English => format!("{name}: {count} running, all in {zones}"),
            Language::Korean if zones.is_empty() => format!("{name}: {count}개 실행"),
            Language::Korean => format!("{name}: {count}개 실행, 모두 {zones}에 있음"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut component = item.component.clone();
    let sizes = SIZES.iter().find(|(kind, _)| *kind == item.kind);
    for property in sizes
        .into_iter()
        .flat_map(|(_, properties)| properties.iter())
    {
        if item.number(property) < 2.0 {
            component
                .properties
                .insert(property.name.to_owned(), Value::Number(2.0));
        }
    }
    let mut edits = Vec::new();
    if zones::zones_of(&[item]).len() == 1 {
        let twin = zones::twin(cx, component.parent())?;
        let copy = zones::place_in(&twin, component.placements.first()?, None);
        for placement in &mut component.placements {
            placement.instances = None;
        }
        component.placements.push(copy);
        edits.extend(twin.edits);
    }
    edits.push(Edit::PutComponent(item.id.clone(), component));
    Some(Fix {
        label: Phrase::new(
            "Run two or more in two zones",
            "두 가용 영역에서 둘 이상 실행",
        ),
        edit: Edit::Batch(edits),
    })
}
