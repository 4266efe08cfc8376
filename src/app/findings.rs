//! Findings as the window shows them: the label and price of a fix, and what pressing it does.

use crate::analysis::review::Finding;
use crate::app::action::{Actions, Dialog, Setting, View};
use crate::app::cx::Cx;
use crate::app::state::key_of;
use crate::app::widgets::finding::FindingResponse;
use crate::app::widgets::menu::{MenuItem, context_menu, menu, separator};
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Design, Silence};
use egui::Ui;

/// What is known of a finding's fix.
pub enum FixLabel {
    /// There is none.
    None,
    /// It is being worked out.
    Asked,
    /// Label and change of the bill.
    Known(String, String),
}

impl FixLabel {
    /// Label and price for a button; empty where there is none.
    pub fn texts(self, cx: &Cx<'_>) -> (String, String) {
        match self {
            FixLabel::None => (String::new(), String::new()),
            FixLabel::Asked => (cx.text("fix-pending").into_owned(), String::new()),
            FixLabel::Known(label, price) => (label, price),
        }
    }
}

/// What the fix of a finding says.
pub fn fix_label(cx: &Cx<'_>, finding: &Finding) -> FixLabel {
    if !finding.fixable {
        return FixLabel::None;
    }
    match cx.state.fix(finding) {
        None => FixLabel::Asked,
        Some(None) => FixLabel::None,
        Some(Some(priced)) => {
            let mut price = cx.money.delta(priced.delta);
            if priced.missing > 0 {
                price = format!("≥ {price}");
            }
            FixLabel::Known(priced.fix.label.get(cx.language).to_owned(), price)
        }
    }
}

/// Applies the fix of a finding as one step, and says what it did.
pub fn apply_fix(cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    if let Some(Some(priced)) = cx.state.fix(finding) {
        out.push_labelled(priced.fix.edit.clone(), priced.fix.label.clone());
        let text = priced.fix.label.get(cx.language).to_owned();
        let strong = cx.money.delta(priced.delta);
        out.setting(Setting::Told(text, strong));
    }
}

/// The menu of a finding, under its button and at the pointer: show it, mend it, silence it or take that back.
pub fn finding_menu(
    cx: &Cx<'_>,
    finding: &Finding,
    fix: &str,
    response: &FindingResponse,
    out: &mut Actions,
) {
    let mut rows = |ui: &mut Ui| {
        let show = cx.text("finding-show");
        if !finding.items.is_empty()
            && ui
                .add(MenuItem::new(&show).glyph(glyph::CROSSHAIR))
                .clicked()
            && let Some(id) = finding.items.first()
        {
            out.view(View::Reveal(id.clone()));
        }
        if finding.silenced.is_some() {
            let text = cx.text("unsilence");
            if ui.add(MenuItem::new(&text).glyph(glyph::EYE)).clicked() {
                unsilence(cx, finding, out);
            }
            return;
        }
        if matches!(cx.state.fix(finding), Some(Some(_)))
            && ui.add(MenuItem::new(fix).glyph(glyph::WRENCH)).clicked()
        {
            apply_fix(cx, finding, out);
        }
        separator(ui);
        let text = cx.text("silence-menu");
        if ui
            .add(MenuItem::new(&text).glyph(glyph::EYE_SLASH))
            .clicked()
        {
            out.view(View::Dialog(Some(Dialog::Silence(key_of(finding)))));
        }
    };
    menu(&response.more, 240.0, &mut rows);
    context_menu(&response.row, 240.0, &mut rows);
}

/// Accepts a finding for a reason, as one step.
pub fn silence(cx: &Cx<'_>, finding: &Finding, reason: &str, out: &mut Actions) {
    let silence = silence_of(&cx.state.report.review.findings, finding, reason);
    out.edit(Edit::Silence(silence), "undo-silence");
    let title = finding.title.get(cx.language);
    let text = cx.text_with("silence-told", "title", title);
    out.setting(Setting::Told(text, String::new()));
}

/// Takes back whatever accepts a finding, as one step.
pub fn unsilence(cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    out.edit(
        Edit::Batch(unsilencing(cx.design(), finding)),
        "undo-unsilence",
    );
}

/// What accepts a finding. It is told by one of its items: the one that fewest findings of the rule name, so that no
/// other finding is accepted with it.
fn silence_of(all: &[Finding], finding: &Finding, reason: &str) -> Silence {
    let of_rule = || all.iter().filter(|other| other.code == finding.code);
    let named = |id| of_rule().filter(|other| other.items.contains(id)).count();
    let item = finding.items.iter().min_by_key(|id| named(id));
    Silence {
        rule: finding.code.to_owned(),
        item: item.cloned(),
        reason: reason.trim().to_owned(),
        until: None,
    }
}

/// Edits that take back what accepts a finding: for its items, or for the whole design.
fn unsilencing(design: &Design, finding: &Finding) -> Vec<Edit> {
    let of_rule = design.silenced.iter().filter(|s| s.is_about(finding.code));
    let hits = of_rule.filter(|s| s.item.as_ref().is_none_or(|id| finding.items.contains(id)));
    hits.map(|s| Edit::Unsilence(s.rule.clone(), s.item.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::review::{Pillar, Severity};
    use crate::model::Id;
    use crate::text::{Phrase, both};

    fn finding(items: &[&str]) -> Finding {
        Finding {
            code: "REL001",
            pillar: Pillar::Reliability,
            severity: Severity::High,
            title: both("Title", "제목"),
            items: items.iter().map(|id| Id::new(id).unwrap()).collect(),
            evidence: Phrase::new("seen", "보임"),
            fixable: false,
            silenced: None,
            lapsed: None,
        }
    }

    #[test]
    fn a_silence_names_the_item_that_no_other_finding_has() {
        let all = [finding(&["a", "b"]), finding(&["a", "c"])];
        let silence = silence_of(&all, &all[0], " for a test ");
        assert_eq!(silence.item, Some(Id::new("b").unwrap()));
        assert_eq!(silence.reason, "for a test");
        assert_eq!(silence_of(&all, &finding(&[]), "x").item, None);
    }

    #[test]
    fn taking_back_spares_the_silences_of_other_findings() {
        let mut design = Design::default();
        for (rule, item) in [
            ("REL001", None),
            ("REL001", Some("b")),
            ("REL001", Some("c")),
            ("REL002", Some("b")),
        ] {
            design.silenced.push_back(Silence {
                rule: rule.to_owned(),
                item: item.map(|id| Id::new(id).unwrap()),
                reason: String::new(),
                until: None,
            });
        }
        let edits = unsilencing(&design, &finding(&["a", "b"]));
        let expected = [
            Edit::Unsilence("REL001".to_owned(), None),
            Edit::Unsilence("REL001".to_owned(), Some(Id::new("b").unwrap())),
        ];
        assert_eq!(edits, expected);
    }
}
