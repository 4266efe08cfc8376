//! COST032: Non-production runs round the clock.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::machine_learning::{sagemaker_endpoint, sagemaker_notebook_instance};
use crate::catalog::{Kind, Property, purchase};
use crate::model::Value;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Non-production runs round the clock
    ///
    /// **Why.** Working hours are a quarter of the month; the rest is paid for an empty office.
    ///
    /// **Fix.** Schedule start and stop (about 220 hours a month).
    ///
    /// **When to silence it.** People in other time zones use it at night.
    ///
    /// **References.** COST04-BP04; COST09-BP03; SUS02-BP03; TA:Amazon EC2 instances stopped;
    /// thrifty:redshift_cluster_schedule_pause_resume_enabled.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), tags: {"env": "dev"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"running_hours": 220}, tags: {"env": "dev"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST032",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "하루 종일 실행되는 비운영 환경",
            why: "근무 시간은 한 달의 4분의 1 남짓입니다.",
            fix: "시작과 중지를 예약합니다(월 약 220시간).",
            silence: "다른 시간대의 사람들이 밤에도 쓰는 경우입니다.",
        },
    };
}

/// Kinds that can be stopped, with the property that says for how long they run.
static KINDS: &[(&Kind, &Property)] = &[
    (&autoscaling_group::KIND, &server::RUNNING_HOURS),
    (&ecs_service::KIND, &ecs_service::RUNNING_HOURS),
    (&eks_node_group::KIND, &server::RUNNING_HOURS),
    (&instance::KIND, &server::RUNNING_HOURS),
    (
        &sagemaker_endpoint::KIND,
        &sagemaker_endpoint::RUNNING_HOURS,
    ),
    (
        &sagemaker_notebook_instance::KIND,
        &sagemaker_notebook_instance::RUNNING_HOURS,
    ),
];

/// Hours of ten working hours on 22 days.
const WORKING_HOURS: f64 = 220.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let month = cx.design.settings.hours_per_month;
    for (kind, property) in KINDS {
        for item in cx.of_kind(kind) {
            if item.component.tags.is_empty() || cx.is_production(item.component) {
                continue;
            }
            let hours = item.typed(property).unwrap_or(month);
            let by_week = item.typed(&server::WEEKLY_HOURS).is_some();
            if hours < month || by_week || purchase::is_committed(item) {
                continue;
            }
            let saved = saving::with(cx, item, &[(property, Value::from(WORKING_HOURS))]);
            if saved.usd().is_some() && !saved.pays() {
                continue;
            }
            let evidence = seen(|language| {
                let (name, price) = (phrase::named(item, language), saved.told(language));
                let hours = short(hours, 0);
                match language {
                    Language::English => {
                        format!(
                            "{name}: not production, runs {hours} h a month; {WORKING_HOURS} h: {price}"
                        )
                    }
                    Language::Korean => {
                        format!(
                            "{name}: 비운영 환경, 월 {hours}시간 실행; {WORKING_HOURS}시간이면 {price}"
                        )
                    }
                }
            });
            out.add([item.id], evidence);
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (_, property) = KINDS.iter().find(|(kind, _)| **kind == *item.kind)?;
    Some(Fix {
        label: Phrase::new("Run in working hours", "근무 시간에만 실행"),
        edit: set(&item, property, WORKING_HOURS),
    })
}
