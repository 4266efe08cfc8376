//! The cost lines of an item with their formula and source, and its findings with their fixes.

use super::parts::{note, section};
use crate::analysis::cost::{CostLine, ItemCost, LinePrice, Total};
use crate::analysis::review::Finding;
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::findings;
use crate::app::review::{Ask, From};
use crate::app::view::PanelTab;
use crate::app::widgets::finding::{FindingText, finding_card};
use crate::app::widgets::row::cost_line;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::tip::tip;
use crate::catalog::UsageSource;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use crate::text;
use crate::text::number;
use egui::Ui;

/// The section of cost lines.
pub fn cost(ui: &mut Ui, cx: &Cx<'_>, cost: &ItemCost, key: &str) {
    let mut total = cx.amount(cost.total.usd);
    if cost.total.missing > 0 {
        total = format!("≥ {total}");
    }
    let title = cx.text("cost");
    section(ui, SectionHeader::new(&title).amount(&total), key, |ui| {
        if cost.lines.is_empty() {
            note(ui, &cx.text("cost-nothing"));
        }
        for line in &cost.lines {
            line_ui(ui, cx, line);
        }
    });
}

fn line_ui(ui: &mut Ui, cx: &Cx<'_>, line: &CostLine) {
    let name = line.name.get(cx.language);
    let quantity = line.amount.formula(cx.language);
    let (formula, amount) = match (&line.price, line.monthly) {
        (LinePrice::Free(_), _) => (quantity, cx.text("free").into_owned()),
        (LinePrice::Missing(_), _) | (_, None) => (quantity, cx.text("no-price").into_owned()),
        (_, Some(usd)) => {
            let each = line
                .unit_usd()
                .map(|usd| cx.money.unit_price(usd))
                .unwrap_or_default();
            (format!("{quantity} × {each}"), cx.amount(usd))
        }
    };
    let formula = match upfront(cx, line) {
        Some(more) => format!("{formula} · {more}"),
        None => formula,
    };
    let missing = line.monthly.is_none() && !matches!(line.price, LinePrice::Free(_));
    let response = cost_line(ui, name, &formula, &amount, missing);
    tip(response, &explain(cx, line, &formula));
}

/// What a commitment costs at its start and, spread over its term, each month; none where nothing is paid upfront.
fn upfront(cx: &Cx<'_>, line: &CostLine) -> Option<String> {
    let (once, effective) = line.upfront().zip(line.effective_monthly())?;
    if once.0 <= 0.0 {
        return None;
    }
    let args = [
        ("upfront", cx.amount(once).into()),
        (
            "effective",
            cx.money.per_month(effective, cx.language).into(),
        ),
    ];
    Some(text::format(cx.language, "cli-line-upfront", &args))
}

/// What the commitments of a sum cost at their start and, spread over their terms, each month; none without any.
pub fn upfront_text(cx: &Cx<'_>, total: Total) -> Option<String> {
    if !total.has_upfront() {
        return None;
    }
    let mut upfront = cx.amount(total.upfront);
    if total.upfront_missing > 0 {
        upfront = format!("≥ {upfront}");
    }
    let args = [
        ("upfront", upfront.into()),
        (
            "effective",
            cx.money.per_month(total.effective(), cx.language).into(),
        ),
    ];
    Some(text::format(cx.language, "cli-line-upfront", &args))
}

/// All that is known about a line: formula, tiers, price row with its day and source.
pub fn explain(cx: &Cx<'_>, line: &CostLine, formula: &str) -> String {
    let mut text = formula.to_owned();
    let mut add = |line: String| {
        text.push('\n');
        text.push_str(&line);
    };
    match line.source {
        UsageSource::Derived => add(cx.text("usage-derived").into_owned()),
        UsageSource::Typed => add(cx.text("usage-typed").into_owned()),
        UsageSource::Fixed => {}
    }
    match &line.price {
        LinePrice::Listed(listing) => {
            let parts = listing.parts();
            if parts.len() > 1 {
                for part in parts {
                    let quantity = number::short(part.quantity, 2);
                    add(format!(
                        "{quantity} × {}",
                        cx.money.unit_price(part.unit_usd * listing.factor)
                    ));
                }
            }
            let rate = &listing.row.rate;
            add(format!("{} · {}", listing.row.key(), listing.row.region));
            if let Some(sku) = &rate.sku {
                add(format!("SKU {sku}"));
            }
            add(cx.text_with("price-as-of", "date", rate.as_of.to_string()));
            if !rate.source.is_empty() {
                add(rate.source.clone());
            }
        }
        LinePrice::Free(reason) => add(reason.get(cx.language).to_owned()),
        LinePrice::User { source, .. } => {
            add(cx.text_with("price-typed", "source", source.as_str()))
        }
        LinePrice::Missing(wanted) => add(cx.text_with("price-missing", "wanted", wanted.as_str())),
    }
    text
}

/// The section of findings.
pub fn findings<'a>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    found: impl Iterator<Item = &'a Finding>,
    key: &str,
    out: &mut Actions,
) {
    let found: Vec<&Finding> = found.collect();
    if found.is_empty() {
        return;
    }
    let (title, count) = (cx.text("findings"), number::count(found.len()));
    section(ui, SectionHeader::new(&title).bubble(&count), key, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for finding in found {
            card(ui, cx, finding, out);
        }
    });
}

fn card(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    let label = findings::fix_label(cx, finding);
    let late = label.is_open() && cx.state.fixes_are_late();
    if label.is_open() {
        out.view(View::PriceFix(crate::app::state::key_of(finding)));
    }
    let (fix, price) = label.texts(cx);
    let severity = finding.severity.title().get(cx.language);
    let text = FindingText {
        severity: SeveritySlot::from(finding.severity),
        severity_word: severity,
        code: finding.code,
        title: finding.title().get(cx.language),
        detail: cx.state.evidence(finding).get(cx.language),
        place: "",
        pillar: "",
        fix: &fix,
        price: &price,
        late,
        glyph: glyph::WRENCH,
        more: &cx.text("more"),
    };
    let response = ui
        .push_id((finding.code, &finding.items), |ui| finding_card(ui, &text))
        .inner;
    if response.fix {
        findings::apply_fix(finding, out);
    }
    findings::finding_menu(cx, finding, &fix, &response, out);
    let key = crate::app::state::key_of(finding);
    if response.row.clicked() {
        // The card says what and where; the panel says why and what the fix does.
        out.view(View::Panel(PanelTab::Findings));
        out.view(View::Review(Ask::Open(Some(key.clone()))));
    }
    let lit = cx.state.review.lit.as_ref();
    let mine = lit.is_some_and(|lit| lit.from == From::Card && lit.key == key);
    let pointed = response.row.contains_pointer();
    if pointed && !mine {
        out.view(View::Review(Ask::Point(Some(key), From::Card)));
    } else if mine && !pointed {
        out.view(View::Review(Ask::Point(None, From::Card)));
    }
}
