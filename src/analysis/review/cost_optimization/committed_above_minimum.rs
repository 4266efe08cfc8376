//! COST029: Committed more than the minimum use.

use crate::analysis::cost::CostLine;
use crate::analysis::review::arrivals;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, scaling, server};
use crate::catalog::containers::eks_node_group;
use crate::catalog::purchase;
use crate::text::Phrase;
use crate::text::number::{Money, short};
use crate::units::Usd;

rule! {
    /// Committed more than the minimum use
    ///
    /// **Why.** Unused commitment is paid all the same.
    ///
    /// **Fix.** Commit to 70 to 90 % of the minimum.
    ///
    /// **When to silence it.** The load will soon grow to the size of the commitment.
    ///
    /// **References.** TA:Amazon EC2 Reserved Instance optimization; COST07-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "batch": (kind: "instance", at: (0, 0), properties: {"instance_type": "m7g.large", "purchase_option": "reserved", "running_hours": 200}), // finding
    ///     "users": (kind: "users", at: (0, 150), demand: (rate: requests_per_second(400.0), hourly_profile: [1, 1, 1, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1, 1, 1, 1, 1, 1])),
    ///     "web": (kind: "autoscaling_group", at: (150, 150), properties: {"instance_type": "m7g.large", "purchase_option": "reserved", "average_instances": 12, "max_size": 30, "requests_per_second_per_instance": 100}), // finding
    /// }, connections: {
    ///     "c": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "batch": (kind: "instance", at: (0, 0), properties: {"instance_type": "m7g.large", "purchase_option": "reserved"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST029",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND, &eks_node_group::KIND, &instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "최소 사용량보다 큰 약정",
            why: "사용하지 않은 약정도 비용을 냅니다.",
            fix: "최소 사용량의 70~90%만 약정합니다.",
            silence: "부하가 곧 약정 크기까지 늘어나는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    purchase::is_committed(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((used, words)) = scheduled(cx, item).or_else(|| profiled(cx, item)) else {
        return;
    };
    let committed = committed(cx, item);
    let evidence = seen(|language| {
        let (name, words) = (item.name(language), words.get(language));
        let usd = Money::USD.per_month(committed, language);
        let idle = Money::USD.amount(committed * (1.0 - used));
        match language {
            Language::English => format!("{name}: {words}; {usd} committed, {idle} of it idle"),
            Language::Korean => format!("{name}: {words}; 약정 {usd} 중 {idle}가 미사용"),
        }
    });
    out.add([item.id], evidence);
}

/// US dollars a month of the lines under commitment, upfront payments spread over the term.
fn committed(cx: &Cx<'_>, item: &Item<'_>) -> Usd {
    let lines = cx.cost_of(item).map(|cost| cost.lines.iter());
    let own = lines
        .into_iter()
        .flatten()
        .filter(|line| line.commitment.is_some());
    own.filter_map(CostLine::effective_monthly).sum()
}

/// Share of the commitment that a schedule uses.
fn scheduled(cx: &Cx<'_>, item: &Item<'_>) -> Option<(f64, Phrase)> {
    let month = cx.design.settings.hours_per_month;
    let hours = item.typed(&server::RUNNING_HOURS)?;
    if hours >= month || month <= 0.0 {
        return None;
    }
    let (hours_text, month_text) = (short(hours, 0), short(month, 0));
    Some((
        hours / month,
        Phrase::new(
            format!("runs {hours_text} of {month_text} h"),
            format!("{month_text}시간 중 {hours_text}시간 실행"),
        ),
    ))
}

/// Share of the commitment that the quietest hour of the day uses.
fn profiled(cx: &Cx<'_>, item: &Item<'_>) -> Option<(f64, Phrase)> {
    let capacity = item.typed(&instance::CAPACITY).filter(|it| *it > 0.0)?;
    let hours = arrivals::hourly(cx, item)?;
    let quiet = hours.iter().copied().fold(f64::INFINITY, f64::min);
    let target = item.number(&scaling::TARGET) / 100.0;
    let needed = (quiet / (capacity * target)).ceil();
    let needed = needed.max(item.number(&autoscaling_group::MIN));
    let cost = cx.cost_of(item)?;
    let line = cost.lines.iter().find(|line| line.commitment.is_some())?;
    let bought = line.amount.value / cx.design.settings.hours_per_month.max(1.0);
    if bought <= needed {
        return None;
    }
    let (needed_text, bought_text) = (short(needed, 0), short(bought, 1));
    Some((
        needed / bought,
        Phrase::new(
            format!("the quietest hour needs {needed_text} of {bought_text} instances"),
            format!("가장 한가한 시간에는 {bought_text}대 중 {needed_text}대만 필요"),
        ),
    ))
}
