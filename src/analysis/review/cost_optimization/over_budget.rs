//! COST059: Estimate exceeds the monthly budget.

use crate::analysis::review::prelude::*;
use crate::text::number::Money;
use crate::units::Usd;

rule! {
    /// Estimate exceeds the monthly budget
    ///
    /// **Why.** The month costs more than the owner of the design allows.
    ///
    /// **Fix.** Start with the largest lines of the bill and the cost findings, or raise the budget in the settings.
    ///
    /// **When to silence it.** The budget in the settings is out of date.
    ///
    /// **References.** COST01-BP03; COST01-BP06.
    ///
    /// ```ron bad
    /// (settings: (monthly_budget_usd: 10.0), components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (monthly_budget_usd: 1000.0), components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST059",
        pillar: Pillar::CostOptimization,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "월 예산을 넘는 견적",
            why: "한 달 비용이 설계 소유자가 허용한 금액보다 많습니다.",
            fix: "청구서의 가장 큰 항목과 비용 결과부터 살펴보거나 설정에서 예산을 올립니다.",
            silence: "설정의 예산이 오래된 값인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(budget) = cx.design.settings.monthly_budget_usd else {
        return;
    };
    let total = cx.cost.total.usd;
    if total.0 <= budget {
        return;
    }
    let costs = cx.cost.components.iter();
    let dearest = costs.max_by(|(_, a), (_, b)| a.total.usd.0.total_cmp(&b.total.usd.0));
    let dearest = dearest.and_then(|(id, cost)| Some((cx.item(id)?, cost.total.usd)));
    let evidence = seen(|language| {
        let (total, budget) = (Money::USD.amount(total), Money::USD.amount(Usd(budget)));
        let most = dearest.map_or_else(String::new, |(item, usd)| {
            let (name, usd) = (item.name(language), Money::USD.amount(usd));
            match language {
                Language::English => format!("; the dearest is {name}, {usd}"),
                Language::Korean => format!("; 가장 비싼 것은 {name} {usd}"),
            }
        });
        match language {
            Language::English => format!("{total} a month, budget {budget}{most}"),
            Language::Korean => format!("월 {total}, 예산 {budget}{most}"),
        }
    });
    out.add(dearest.iter().map(|(item, _)| item.id), evidence);
}
