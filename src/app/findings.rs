//! Findings as the window shows them: the label and price of a fix, and what pressing it does.

use crate::analysis::review::{Finding, PricedFix};
use crate::app::action::{Actions, Dialog, Setting, View};
use crate::app::cx::Cx;
use crate::app::review::Ask;
use crate::app::state::key_of;
use crate::app::widgets::finding::FindingResponse;
use crate::app::widgets::menu::{MenuItem, context_menu, menu, separator};
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Design, Id, Language, Silence};
use crate::text::Phrase;
use crate::units::Usd;
use egui::Ui;

/// What is known of a finding's fix.
pub enum FixLabel {
    /// There is none.
    None,
    /// It is being worked out.
    Asked,
    /// There was none before the last edit: it is being worked out again.
    Without,
    /// Label and change of the bill before the last edit: they are being worked out again.
    Former(String, String),
    /// Label and change of the bill.
    Known(String, String),
}

impl FixLabel {
    /// Label and price for a button; empty where there is none.
    pub fn texts(self, cx: &Cx<'_>) -> (String, String) {
        match self {
            FixLabel::None | FixLabel::Without => (String::new(), String::new()),
            FixLabel::Asked => (cx.text("fix-pending").into_owned(), String::new()),
            FixLabel::Former(label, price) | FixLabel::Known(label, price) => (label, price),
        }
    }
    /// Whether the price is to be asked for.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            FixLabel::Asked | FixLabel::Without | FixLabel::Former(..)
        )
    }
}

/// A change of the bill as a fix says it: `+$124.10`, `≥ +$124.10` where prices are missing, `no extra cost` where nothing
/// changes, `paid by use` where that is so only because nothing is used yet.
pub fn price_text(cx: &Cx<'_>, delta: Usd, missing: usize, by_use: bool) -> String {
    if by_use && missing == 0 {
        return cx.text("paid-by-use").into_owned();
    }
    let price = cx.money.delta(delta);
    if missing == 0 && price == cx.money.delta(Usd(0.0)) {
        return cx.text("no-extra-cost").into_owned();
    }
    if missing > 0 {
        format!("≥ {price}")
    } else {
        price
    }
}

/// What the fix of a finding says.
pub fn fix_label(cx: &Cx<'_>, finding: &Finding) -> FixLabel {
    if !finding.fixable() {
        return FixLabel::None;
    }
    let texts = |priced: &PricedFix| {
        let price = price_text(cx, priced.delta, priced.missing, priced.by_use);
        (priced.fix.label.get(cx.language).to_owned(), price)
    };
    match cx.state.fix(finding) {
        None => match cx.state.review.former_fix(&key_of(finding)) {
            None => FixLabel::Asked,
            Some(None) => FixLabel::Without,
            Some(Some(priced)) => {
                let (label, price) = texts(priced);
                FixLabel::Former(label, price)
            }
        },
        Some(None) => FixLabel::None,
        Some(Some(priced)) => {
            let (label, price) = texts(priced);
            FixLabel::Known(label, price)
        }
    }
}

/// Applies the fix of a finding as one step, and says what it did.
pub fn apply_fix(finding: &Finding, out: &mut Actions) {
    out.view(View::Review(Ask::Fix(key_of(finding))));
}

/// Applies all fixes of a rule as one step, and says what they did.
pub fn apply_all(cx: &Cx<'_>, code: &'static str, out: &mut Actions) {
    if let Some(Some(all)) = cx.state.review.fix_all(code) {
        let label = |language| {
            let args = [("count", all.count.into()), ("code", code.into())];
            crate::text::format(language, "undo-fix-all", &args)
        };
        let label = Phrase::new(label(Language::English), label(Language::Korean));
        let text = label.get(cx.language).to_owned();
        out.push_labelled(all.edit.clone(), label);
        let strong = price_text(cx, all.delta, all.missing, all.by_use);
        out.setting(Setting::Told(text, strong));
    }
}

/// What the item of a finding is called: the first names, and how many more there are.
pub fn place_of(cx: &Cx<'_>, finding: &Finding) -> String {
    let names = finding.items.iter().take(3).map(|id| cx.name_of(id));
    let mut place = names.collect::<Vec<String>>().join(", ");
    if finding.items.len() > 3 {
        place.push_str(&format!(" +{}", finding.items.len() - 3));
    }
    place
}

/// Brings the items of a finding into view, selects them, and opens the finding.
pub fn show(finding: &Finding, out: &mut Actions) {
    out.view(View::Review(Ask::Open(Some(key_of(finding)))));
    if !finding.items.is_empty() {
        out.view(View::RevealAll(finding.items.iter().cloned().collect()));
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
        let text = cx.text("finding-show");
        if !finding.items.is_empty()
            && ui
                .add(MenuItem::new(&text).glyph(glyph::CROSSHAIR))
                .clicked()
        {
            show(finding, out);
        }
        if finding.is_silenced() {
            let text = cx.text("unsilence");
            if ui.add(MenuItem::new(&text).glyph(glyph::EYE)).clicked() {
                unsilence(cx, finding, out);
            }
            return;
        }
        if matches!(
            fix_label(cx, finding),
            FixLabel::Former(..) | FixLabel::Known(..)
        ) && ui.add(MenuItem::new(fix).glyph(glyph::WRENCH)).clicked()
        {
            apply_fix(finding, out);
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

/// Accepts findings for a reason, as one step; `title` is what the user is told.
pub fn silence(silence: Silence, title: &str, cx: &Cx<'_>, out: &mut Actions) {
    out.edit(Edit::Silence(silence), "undo-silence");
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

/// The item by which a finding is told from the others of its rule: the one that fewest of them name.
pub fn telling_item<'f>(all: &[Finding], finding: &'f Finding) -> Option<&'f Id> {
    let of_rule = || all.iter().filter(|other| other.code == finding.code);
    let named = |id| of_rule().filter(|other| other.items.contains(id)).count();
    finding.items.iter().min_by_key(|id| named(id))
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
    use crate::analysis::analyse;
    use crate::analysis::review::{self, ReviewCx};
    use crate::app::state::{Prefs, State};
    use crate::io::ron;
    use crate::pricing::Catalogue;
    use std::time::Duration;

    fn finding(items: &[&str]) -> Finding {
        let items: Vec<Id> = items.iter().map(|id| Id::new(id).unwrap()).collect();
        Finding::new(review::rule("REL001").unwrap(), &items)
    }

    #[test]
    fn a_silence_names_the_item_that_no_other_finding_has() {
        let all = [finding(&["a", "b"]), finding(&["a", "c"])];
        assert_eq!(telling_item(&all, &all[0]), Some(&Id::new("b").unwrap()));
        assert_eq!(telling_item(&all, &finding(&[])), None);
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

    fn trails(code: &str) -> Vec<Vec<Id>> {
        let rule = review::rule(code).unwrap();
        let design = ron::read(&rule.bad(), "bad.ron").unwrap().design;
        let catalogue = Catalogue::embedded();
        let report = analyse(&design, catalogue);
        let cx = ReviewCx::of(&design, catalogue, &report);
        let found = report.review.findings.iter().filter(|f| f.code == code);
        found.map(|finding| review::trail(&cx, finding)).collect()
    }

    #[test]
    fn rules_on_the_way_of_a_request_light_it_up() {
        // Their example designs draw the way.
        for code in ["REL003", "REL062", "REL068", "REL071"] {
            let all = trails(code);
            assert!(!all.is_empty(), "{code}");
            assert!(all.iter().all(|trail| !trail.is_empty()), "{code}: {all:?}");
        }
        let on_a_setting = trails("REL085");
        assert!(!on_a_setting.is_empty());
        assert!(on_a_setting.iter().all(Vec::is_empty), "{on_a_setting:?}");
    }

    #[test]
    fn opposed_rules_name_both_prices() {
        let rule = review::rule("COST013").unwrap();
        let design = ron::read(&rule.bad(), "bad.ron").unwrap().design;
        let catalogue = Catalogue::embedded();
        let report = analyse(&design, catalogue);
        let cx = ReviewCx::of(&design, catalogue, &report);
        let found = report.review.findings.iter();
        let finding = found.into_iter().find(|f| f.code == "COST013").unwrap();
        let preview = review::preview(&cx, &report.review, finding).unwrap();
        assert!(preview.priced.delta.0 < 0.0);
        let codes: Vec<&str> = preview.opposed.iter().map(|o| o.code).collect();
        assert!(
            codes.contains(&"REL001") && codes.contains(&"REL004"),
            "{codes:?}"
        );
        assert!(preview.opposed.iter().all(|o| o.delta.0 >= 0.0));
    }

    #[test]
    fn a_finding_without_a_fix_gets_no_button_while_that_is_worked_out_again() {
        // A server that stands alone cannot be spread over zones.
        let text = r#"(format: 1, containers: {
            "vpc": (kind: "vpc", frame: (0, 0, 900, 600)),
            "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 400, 500)),
            "sub": (kind: "private_subnet", in: "a", frame: (40, 80, 360, 400)),
        }, components: {
            "users": (kind: "users", at: (0, 900), demand: (rate: requests_per_second(10))),
            "web": (kind: "instance", in: "sub", at: (60, 120)),
        }, connections: {"way": (from: "users", to: "web")})"#;
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(ron::read(text, "lone.ron").unwrap().design, None);
        let findings = state.report.review.findings.clone();
        for finding in findings.iter().filter(|finding| finding.fixable()) {
            state.want_price(key_of(finding));
        }
        while state.price_fixes(Duration::from_secs(1), || {}) {}
        let said = |state: &State, finding| {
            let cx = Cx::new(state);
            let label = fix_label(&cx, finding);
            (label.is_open(), label.texts(&cx))
        };
        let before: Vec<_> = findings.iter().map(|f| said(&state, f)).collect();
        let without = |finding: &Finding| finding.fixable() && state.fix(finding) == Some(None);
        assert!(findings.iter().any(without) && before.iter().all(|(open, _)| !open));
        state.forget_review();
        for (finding, (_, texts)) in findings.iter().zip(before) {
            assert_eq!(
                said(&state, finding),
                (finding.fixable(), texts),
                "{}",
                finding.code
            );
        }
    }
}
