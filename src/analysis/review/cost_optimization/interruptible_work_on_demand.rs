//! COST030: Interruptible work on On-Demand.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::analytics::emr_cluster;
use crate::catalog::compute::{autoscaling_group, batch_compute_environment, server};
use crate::catalog::containers::ecs_service::{self, fargate};
use crate::catalog::containers::eks_node_group;
use crate::catalog::{Property, purchase};
use crate::model::Value;
use crate::text::number::{Money, short};
use std::cell::LazyCell;

rule! {
    /// Interruptible work on On-Demand
    ///
    /// **Why.** Spot costs 60 to 90 % less. Work that a queue hands out again, or that other servers take over, may be
    /// interrupted.
    ///
    /// **Fix.** Run workers and the spare part of a group on Spot and the floor On-Demand.
    ///
    /// **When to silence it.** An interruption throws away hours of work.
    ///
    /// **References.** COST07-BP01; COST09-BP03; SUS05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "queue": (kind: "sqs_queue", at: (0, 0)),
    ///     "worker": (kind: "ecs_service", at: (150, 0)), // finding
    /// }, connections: {
    ///     "take": (from: "queue", to: "worker", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "queue": (kind: "sqs_queue", at: (0, 0)),
    ///     "worker": (kind: "ecs_service", at: (150, 0), properties: {"spot_share_percent": 70}),
    /// }, connections: {
    ///     "take": (from: "queue", to: "worker", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST030",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(
            &[
                &autoscaling_group::KIND,
                &batch_compute_environment::KIND,
                &ecs_service::KIND,
                &eks_node_group::KIND,
                &emr_cluster::KIND,
            ],
            suits, look,
        ),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "온디맨드로 실행하는 중단 가능한 작업",
            why: "스팟은 60~90% 저렴합니다. 큐가 일을 다시 주거나 다른 서버가 대신할 수 있으면 중단되어도 됩니다.",
            fix: "작업자와 여유 그룹은 스팟으로, 최소 규모는 온디맨드로 실행합니다.",
            silence: "중단되면 처음부터 다시 해야 하는 긴 작업인 경우입니다.",
        },
    };
}

/// Whether everything that arrives comes from a queue or stream, or is not waited for.
fn is_fed(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut callers = cx.callers(item).peekable();
    callers.peek().is_some()
        && callers.all(|(caller, connection)| {
            !connection.kind.is_synchronous() || (caller.kind.smooths)(&caller)
        })
}

fn is_stateless(item: &Item<'_>) -> bool {
    matches!(item.text(&server::SESSION_STORE), "none" | "external")
        && item.text(&server::FILE_STORE) != "local"
}

/// What would run the interruptible part on Spot; none where it does already.
fn on_spot(item: &Item<'_>) -> Option<(&'static Property, Value)> {
    let kind = item.kind;
    let plain = |property: &Property| item.text(property) == "on_demand";
    if *kind == autoscaling_group::KIND {
        let all = item.number(&autoscaling_group::SHARE) >= 100.0;
        (plain(&purchase::OPTION) && all).then(|| (&autoscaling_group::SHARE, Value::from(0.0)))
    } else if *kind == ecs_service::KIND {
        let on_fargate = item.text(&ecs_service::LAUNCH_TYPE) == "FARGATE";
        let none = item.number(&fargate::SPOT_SHARE) <= 0.0;
        (on_fargate && none && plain(&fargate::PURCHASE))
            .then(|| (&fargate::SPOT_SHARE, Value::from(100.0)))
    } else if *kind == eks_node_group::KIND {
        let own = &eks_node_group::CAPACITY_TYPE;
        (item.text(own) == "ON_DEMAND" && plain(&purchase::OPTION_COMMITTED))
            .then(|| (own, Value::from("SPOT")))
    } else if *kind == batch_compute_environment::KIND {
        let own = &batch_compute_environment::TYPE;
        match item.text(own) {
            "EC2" => Some((own, Value::from("SPOT"))),
            "FARGATE" => Some((own, Value::from("FARGATE_SPOT"))),
            _ => None,
        }
    } else {
        None
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let is_batch = *item.kind == batch_compute_environment::KIND;
    let may_stop = is_batch
        || is_fed(cx, item)
        || (is_stateless(item)
            && (!cx.is_production(item.component) || item.number(&autoscaling_group::BASE) > 0.0));
    if !may_stop {
        return;
    }
    let Some((property, value)) = on_spot(item) else {
        return;
    };
    let saved = LazyCell::new(|| saving::with(cx, item, &[(property, value)]));
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        match language {
            Language::English => {
                format!("{name}: may be interrupted, all of it On-Demand; on Spot: {price}")
            }
            Language::Korean => {
                format!("{name}: 중단되어도 되지만 모두 온디맨드; 스팟으로: {price}")
            }
        }
    });
    out.add([item.id], evidence);
}

fn task_nodes(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let tasks = item.number(&emr_cluster::TASKS);
    if tasks <= 0.0 || item.typed(&emr_cluster::SPOT_PRICE).is_some() {
        return;
    }
    let saved =
        LazyCell::new(|| saving::with(cx, item, &[(&emr_cluster::TASKS, Value::from(0.0))]));
    let evidence = seen(|language| {
        let (name, tasks) = (item.name(language), short(tasks, 0));
        let usd = Money::USD.per_month(saved.usd().unwrap_or_default(), language);
        match language {
            Language::English => format!(
                "{name}: {tasks} task nodes On-Demand, {usd}; Spot prices change and are not in the price list"
            ),
            Language::Korean => {
                format!(
                    "{name}: 온디맨드 작업 노드 {tasks}대, {usd}; 스팟 가격은 수시로 바뀌어 가격표에 없음"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind == emr_cluster::KIND || on_spot(item).is_some()
}

fn look(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == emr_cluster::KIND {
        task_nodes(cx, item, out);
    } else {
        check(cx, item, out);
    }
}
