//! Findings as the window shows them: the label and price of a fix, and what pressing it does.

use crate::analysis::review::Finding;
use crate::app::action::{Actions, Setting};
use crate::app::cx::Cx;

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
