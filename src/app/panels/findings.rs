//! The findings as rows, with filters by severity and pillar.

use crate::analysis::review::{Finding, Pillar, Severity};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::findings::{FixLabel, apply_fix, finding_menu, fix_label, unsilence};
use crate::app::state::key_of;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::finding::{FIX_COLUMN, FindingText, FixButton, finding_row};
use crate::app::widgets::menu::{MenuItem, menu};
use crate::app::widgets::paint::Tone;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use egui::{Frame, Margin, ScrollArea, Ui};

/// What is shown of the findings.
#[derive(Debug, Default)]
pub struct Filter {
    severity: Option<Severity>,
    pillar: Option<Pillar>,
    fixes: f32,
    silenced: bool,
}

const PILLARS: [Pillar; 6] = [
    Pillar::OperationalExcellence,
    Pillar::Security,
    Pillar::Reliability,
    Pillar::PerformanceEfficiency,
    Pillar::CostOptimization,
    Pillar::Sustainability,
];

impl Filter {
    fn admits(&self, finding: &Finding) -> bool {
        self.severity
            .is_none_or(|severity| severity == finding.severity)
            && self.pillar.is_none_or(|pillar| pillar == finding.pillar)
            && self.silenced == finding.silenced.is_some()
    }
}

/// The chips of the filters, from the right.
pub fn filters(ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter, room: f32) {
    let findings = &cx.state.report.review.findings;
    let silenced = findings.iter().filter(|f| f.silenced.is_some()).count();
    filter.silenced &= silenced > 0;
    if silenced > 0 && room >= 150.0 {
        let text = cx.text_with("filter-silenced", "count", silenced);
        let chip = Chip::new(&text).quiet().filter(filter.silenced);
        if ui.add(chip.glyph(glyph::EYE_SLASH)).clicked() {
            filter.silenced = !filter.silenced;
        }
    }
    let shown = findings
        .iter()
        .filter(|f| f.silenced.is_some() == filter.silenced);
    let all: Vec<&Finding> = shown.collect();
    if all.is_empty() || room < 260.0 {
        return;
    }
    let of_all = cx.text("pillar-all");
    let chosen = filter
        .pillar
        .map_or(&*of_all, |pillar| pillar.title().get(cx.language));
    let text = cx.text_with("pillar-is", "pillar", chosen);
    let chip = Chip::new(&text).quiet().filter(filter.pillar.is_some());
    let button = ui.add(chip.trailing(glyph::CARET_DOWN));
    menu(&button, 220.0, |ui| {
        for pillar in std::iter::once(None).chain(PILLARS.map(Some)) {
            let count = all
                .iter()
                .filter(|f| pillar.is_none_or(|p| p == f.pillar))
                .count();
            let title = pillar.map_or(&*of_all, |pillar| pillar.title().get(cx.language));
            let count = count.to_string();
            let row = MenuItem::new(title)
                .keys(&count)
                .checked(pillar == filter.pillar);
            if ui.add(row).clicked() {
                filter.pillar = pillar;
            }
        }
    });
    if room < 520.0 {
        return;
    }
    for severity in Severity::ALL.into_iter().rev() {
        let count = all.iter().filter(|f| f.severity == severity).count();
        if count == 0 && filter.severity != Some(severity) {
            continue;
        }
        let on = filter.severity == Some(severity);
        let title = severity.title().get(cx.language);
        let (count, name) = (count.to_string(), format!("{title}: {count}"));
        let text = if on {
            format!("{title} {count}")
        } else {
            count
        };
        let chip = Chip::severity(SeveritySlot::from(severity), &text)
            .clickable()
            .name(&name);
        let response = ui.add(chip);
        if response.clicked() {
            filter.severity = (!on).then_some(severity);
        }
        tip(response, &name);
    }
    let text = cx.text_with("filter-all", "count", all.len());
    let none = filter.severity.is_none();
    if ui.add(Chip::new(&text).filter(none)).clicked() {
        filter.severity = None;
    }
}

/// The rows.
pub fn table(ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter, out: &mut Actions) {
    let shown: Vec<&Finding> = cx
        .state
        .report
        .review
        .findings
        .iter()
        .filter(|f| filter.admits(f))
        .collect();
    if shown.is_empty() {
        Frame::NONE
            .inner_margin(Margin::same(16))
            .show(ui, |ui| nothing(ui, cx, filter));
        return;
    }
    let height = crate::app::theme::TABLE_ROW;
    let fixes = fix_width(ui, cx, &shown, filter.fixes);
    filter.fixes = fixes;
    ui.spacing_mut().scroll.floating_allocated_width = 8.0;
    ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink([false, false])
        .show_rows(ui, height, shown.len(), |ui, range| {
            for finding in &shown[range] {
                ui.push_id((finding.code, &finding.items), |ui| {
                    row(ui, cx, finding, fixes, out)
                });
            }
        });
}

fn nothing(ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter) {
    let any = cx.state.report.review.open().next().is_some();
    if any {
        let (title, detail) = (
            cx.text("findings-filtered"),
            cx.text("findings-filtered-detail"),
        );
        let action = cx.text("findings-show-all");
        let button = empty_state(ui, glyph::FUNNEL, Tone::Neutral, &title, &detail, &action);
        if button.is_some_and(|button| button.clicked()) {
            *filter = Filter::default();
        }
        return;
    }
    let empty = cx.design().components.is_empty();
    let (title, detail) = if empty {
        ("findings-nothing-drawn", "findings-nothing-drawn-detail")
    } else {
        ("findings-none", "findings-none-detail")
    };
    let tone = if empty { Tone::Neutral } else { Tone::Saving };
    empty_state(
        ui,
        glyph::SHIELD_CHECK,
        tone,
        &cx.text(title),
        &cx.text(detail),
        "",
    );
}

/// Width of the column of fixes: that of its widest label, within limits. While fixes are worked out it does not shrink
/// below `last`, so that nothing jumps.
fn fix_width(ui: &Ui, cx: &Cx<'_>, shown: &[&Finding], last: f32) -> f32 {
    let mut widest: f32 = 0.0;
    for finding in shown {
        if finding.silenced.is_some() {
            let label = cx.text("unsilence");
            widest = widest.max(FixButton::width_of(ui.painter(), &label));
            continue;
        }
        let label = fix_label(cx, finding);
        if matches!(label, FixLabel::Asked) {
            widest = widest.max(last);
        }
        let (label, _) = label.texts(cx);
        widest = widest.max(FixButton::width_of(ui.painter(), &label));
    }
    widest.clamp(*FIX_COLUMN.start(), *FIX_COLUMN.end())
}

fn row(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, fixes: f32, out: &mut Actions) {
    let (fix, price) = if finding.silenced.is_some() {
        (cx.text("unsilence").into_owned(), String::new())
    } else {
        let label = fix_label(cx, finding);
        if matches!(label, FixLabel::Asked) {
            out.view(View::PriceFix(key_of(finding)));
        }
        label.texts(cx)
    };
    let names: Vec<String> = finding
        .items
        .iter()
        .take(3)
        .map(|id| cx.name_of(id))
        .collect();
    let mut place = names.join(", ");
    if finding.items.len() > 3 {
        place.push_str(&format!(" +{}", finding.items.len() - 3));
    }
    let selection = &cx.state.selection;
    let selected = selection
        .single()
        .is_some_and(|id| finding.items.contains(id));
    let text = FindingText {
        severity: SeveritySlot::from(finding.severity),
        severity_word: finding.severity.title().get(cx.language),
        code: finding.code,
        title: finding.title.get(cx.language),
        detail: finding.evidence.get(cx.language),
        place: &place,
        // Of what is silenced one wants to know why.
        pillar: match &finding.silenced {
            Some(reason) => reason,
            None => finding.pillar.title().get(cx.language),
        },
        fix: &fix,
        price: if price.is_empty() { "—" } else { &price },
        glyph: if finding.silenced.is_some() {
            glyph::EYE
        } else {
            glyph::WRENCH
        },
        more: &cx.text("more"),
    };
    let response = finding_row(ui, &text, selected, fixes);
    finding_menu(cx, finding, &fix, &response, out);
    if response.fix && finding.silenced.is_some() {
        unsilence(cx, finding, out);
    } else if response.fix {
        apply_fix(cx, finding, out);
    } else if response.row.clicked()
        && let Some(id) = finding.items.first()
    {
        out.view(View::Reveal(id.clone()));
    }
    tip(response.row, finding.evidence.get(cx.language));
}
