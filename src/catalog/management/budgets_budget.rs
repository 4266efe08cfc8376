//! AWS Budgets: watching is free, actions cost a price a day, reports a price for each mail.
//!
//! Semantics: AWS Budgets pricing page; `pricing/budgets.csv`. The first two budgets with actions are free, which
//! is the account's allowance and not taken here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Budgets.
pub static BUDGETS: Property = Property::count(
    "budgets",
    both("Budgets", "예산 수"),
    units::ITEMS,
    1.0,
    1.0,
    20000.0,
)
.doc(
    "How many budgets the tile stands for.",
    "이 타일이 나타내는 예산 수입니다.",
);

/// Limit a month.
pub static LIMIT: Property = Property::optional(
    "limit_usd",
    both("Limit a month", "월 한도"),
    units::USD_PER_MONTH,
    0.0,
    10000000000.0,
)
.doc(
    "What may be spent in a month, in US dollars.",
    "한 달에 쓸 수 있는 금액(미국 달러)입니다.",
);

/// Alerts.
pub static ALERTS: Property = Property::flag("alerts", both("Alerts", "알림"), true).doc(
    "People are told when the limit comes near.",
    "한도에 가까워지면 알림을 보냅니다.",
);

/// With actions.
pub static ACTIONS: Property = Property::count(
    "budgets_with_actions",
    both("With actions", "작업이 있는 예산"),
    units::ITEMS,
    0.0,
    0.0,
    20000.0,
)
.doc(
    "Budgets that act by themselves (stop instances, apply a policy).",
    "스스로 조치하는(인스턴스 중지, 정책 적용) 예산 수입니다.",
);

/// Report mails.
pub static REPORTS: Property = Property::usage(
    "report_mails",
    both("Report mails", "보고서 메일"),
    units::MAILS,
)
.doc(
    "Mails with budget reports in a month.",
    "한 달에 보내는 예산 보고서 메일 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&BUDGETS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 budget".to_owned(),
        Language::English => format!("{figure} budgets"),
        Language::Korean => format!("예산 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "budgets",
        both("Budgets and alerts", "예산 및 알림"),
        Amount::plain(cx.item.number(&BUDGETS), units::ITEMS),
        both("watching a budget is free", "예산 감시는 무료입니다"),
    );
    let actions = cx.item.number(&ACTIONS);
    if actions > 0.0 {
        bill.charge(
            "actions",
            both("Budget actions", "예산 작업"),
            Amount::product(
                units::DAYS,
                &[(actions, units::ITEMS), (cx.hours / 24.0, units::DAYS)],
            ),
            Query::new("budgets", "budget_actions_inf_per_day").global(),
        );
    }
    if cx.item.typed(&REPORTS).is_some() {
        meter::bill(cx, bill, REPORT_METERS);
    }
}

static REPORT_METERS: &[Meter] = &[Meter::of(
    "reports",
    &REPORTS,
    "budgets",
    "budgets_reports_distribution_inf_per_message",
)
.global()];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let is_monthly_cost = resource.text("budget_type") == Some("COST")
        && resource.text("time_unit") == Some("MONTHLY");
    if let Some(limit) = resource.number("limit_amount").filter(|_| is_monthly_cost) {
        draft.set(&LIMIT, limit);
    }
    draft.set(&ALERTS, resource.has("notification"));
    let actions = resource.referring("aws_budgets_budget_action", "budget_name");
    draft.set(&ACTIONS, if actions.is_empty() { 0.0 } else { 1.0 });
}

/// Budgets budget.
pub static KIND: Kind = Kind {
    name: "budgets_budget",
    title: both("AWS Budgets budget", "AWS Budgets 예산"),
    short: both("Budget", "예산"),
    doc: both(
        "Watches what is spent and warns before a limit. Free; actions and report mails are \
         billed.",
        "지출을 감시하고 한도에 이르기 전에 알립니다. 무료이며 작업과 보고서 메일이 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Budgets",
    spend: Spend::Other,
    glyph: glyph::PIGGY_BANK,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_budgets_budget"],
    imports: &[Import::of("aws_budgets_budget").read(read)],
    cloudformation: &["AWS::Budgets::Budget"],
    drawio: "budgets_2",
    keywords: &["budget", "alert", "cost", "비용 알림", "한도"],
    properties: &[&BUDGETS, &LIMIT, &ALERTS, &ACTIONS, &REPORTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn watching_is_free_actions_and_mails_are_not() {
        assert_eq!(Bench::new("budgets_budget").lines().total(), 0.0);
        let lines = Bench::new("budgets_budget")
            .with("budgets_with_actions", 3.0)
            .with("report_mails", 30.0)
            .lines();
        // 3 x 30.41667 days x $0.10; 30 x $0.01.
        near(lines.usd("actions"), 9.125);
        near(lines.usd("reports"), 0.3);
    }
}
