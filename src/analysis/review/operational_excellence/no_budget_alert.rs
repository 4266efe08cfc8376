//! OPS022: No budget or cost anomaly alert.

use crate::analysis::review::prelude::*;
use crate::catalog::management::{budgets_budget, cost_explorer};
use crate::model::edit::Edit;
use crate::model::{Component, Point};
use crate::text::Phrase;
use crate::text::number::Money;

rule! {
    /// No budget or cost anomaly alert
    ///
    /// **Why.** Usage that runs away, or that a thief causes, shows on the invoice only: up to a month late.
    ///
    /// **Fix.** Set a budget with alerts at 50, 80 and 100 % and turn on cost anomaly detection. Both are free.
    ///
    /// **When to silence it.** The account belongs to an organisation that watches its costs.
    ///
    /// **References.** COST01-BP03; COST01-BP06; COST03-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    ///     "budget": (kind: "budgets_budget", at: (200, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS022",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "예산도 비용 이상 알림도 없음",
            why: "급증한 사용량이나 도용된 사용량이 청구서에만 나타납니다. 최대 한 달 늦습니다.",
            fix: "50, 80, 100%에서 알리는 예산을 두고 비용 이상 탐지를 켭니다. 둘 다 무료입니다.",
            silence: "조직이 비용을 감시하는 계정입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let detects = |item: &Item<'_>| item.flag(&cost_explorer::ANOMALY);
    let total = cx.cost.total.usd;
    if cx.design.settings.monthly_budget_usd.is_some()
        || !cx.of_kind(&budgets_budget::KIND).is_empty()
        || cx.of_kind(&cost_explorer::KIND).iter().any(detects)
        || total.0 <= 0.0
    {
        return;
    }
    let evidence = seen(|language| {
        let total = Money::USD.per_month(total, language);
        match language {
            Language::English => format!("{total}, 0 budgets, no anomaly detection"),
            Language::Korean => format!("{total}, 예산 0개, 이상 탐지 없음"),
        }
    });
    out.add([], evidence);
}

/// Distance of the new tile below the lowest one.
const SPACE: f32 = 120.0;

fn fix(cx: &Cx<'_>, _: &Finding) -> Option<Fix> {
    let tiles = cx.design.components.values().flat_map(|c| &c.placements);
    let bottom = tiles.map(|tile| tile.at.y).fold(0.0, f32::max);
    let at = Point::new(0.0, bottom + SPACE);
    let budget = Component::new(budgets_budget::KIND.name, None, at);
    Some(Fix {
        label: Phrase::new("Add a budget with alerts", "알림이 있는 예산 추가"),
        edit: Edit::PutComponent(cx.design.fresh_id("budget"), budget),
    })
}
