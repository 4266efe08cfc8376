//! What the window knows of the review beyond the findings: prices and previews of fixes as far as they are worked out,
//! scores, the finding that is pointed at and the one that is read.

use super::action::FindingKey;
use super::beside::Beside;
use super::cx::Cx;
use super::findings::price_text;
use super::jobs::{Ending, LARGE, Progress};
use super::state::{Effect, Notice, State, key_of};
use crate::analysis::Report;
use crate::analysis::review::score::{self, Score};
use crate::analysis::review::{
    self, Finding, FixAll, PricedFix, Review, ReviewCx, Severity, profile,
};
use crate::model::{Design, Id};
use crate::text::Phrase;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

pub use crate::analysis::review::Preview;

/// What is asked of the review.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Work out what the quick fix of a finding changes and causes.
    Preview(FindingKey),
    /// Mend a finding as one step, and say what that did.
    Fix(FindingKey),
    /// Work out all quick fixes of a rule.
    FixAll(&'static str),
    /// Work out the scores.
    Scores,
    /// Light up the items and the way of a finding, or of none.
    Point(Option<FindingKey>, From),
    /// Read a finding, or none.
    Open(Option<FindingKey>),
    /// Show the findings of this item alone (of a frame: with those of what stands in it), or all.
    Of(Option<Id>),
}

/// Where a finding is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// In the findings panel.
    Panel,
    /// On a card of the inspector.
    Card,
}

/// The finding that is pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Lit {
    /// Which.
    pub key: FindingKey,
    /// Where it is pointed at.
    pub from: From,
    /// Its severity, which gives the colour.
    pub severity: Severity,
    /// Its items.
    pub items: BTreeSet<Id>,
    /// The connections of its way.
    pub trail: BTreeSet<Id>,
}

/// Something to be worked out between frames, the most wanted first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    Preview(FindingKey),
    FixAll(&'static str),
    Scores,
    Price(FindingKey),
}

impl Wanted {
    /// Whether all findings are looked at, those that the profile leaves out too.
    pub(super) fn needs_all(&self) -> bool {
        match self {
            Wanted::Preview(_) | Wanted::Scores => true,
            Wanted::FixAll(_) | Wanted::Price(_) => false,
        }
    }
}

/// What was worked out.
pub(super) enum Answer {
    Preview(FindingKey, Option<Preview>),
    FixAll(&'static str, Option<FixAll>),
    Scores(Vec<Score>),
    Price(FindingKey, Option<PricedFix>),
}

impl Answer {
    /// Works out what is wanted of the findings that are `shown`; `whole` gives all.
    pub(super) fn to<'w>(
        wanted: Wanted,
        cx: &ReviewCx<'_>,
        shown: &Review,
        whole: &dyn Fn() -> Cow<'w, Review>,
    ) -> Answer {
        match wanted {
            Wanted::Price(key) => {
                let fix = find(shown, &key).and_then(|f| review::priced_fix(cx, f));
                Answer::Price(key, fix)
            }
            Wanted::Preview(key) => {
                let preview = find(shown, &key).and_then(|f| review::preview(cx, &whole(), f));
                Answer::Preview(key, preview)
            }
            Wanted::FixAll(code) => Answer::FixAll(code, review::fix_all(cx, shown, code)),
            Wanted::Scores => Answer::Scores(score::scores(cx, &whole())),
        }
    }
}

/// What was known before the last edit. It stays in view until it is worked out anew.
#[derive(Default)]
struct Former {
    /// None where there was no fix.
    fixes: BTreeMap<FindingKey, Option<PricedFix>>,
    /// Of the finding that was read.
    preview: Option<(FindingKey, Preview)>,
    /// Of its rule.
    all: Option<(&'static str, FixAll)>,
    /// Since when something is out of date, in seconds of [`State::now`].
    since: Option<f64>,
}

/// Figures that are out of date for so long look like it, seconds.
const LATE: f64 = 0.3;
/// Former prices that are kept without a look at whether their findings are still there.
const FORMER: usize = 256;

/// The state.
#[derive(Default)]
pub struct ReviewState {
    fixes: BTreeMap<FindingKey, Option<PricedFix>>,
    previews: BTreeMap<FindingKey, Option<Preview>>,
    all: BTreeMap<&'static str, Option<FixAll>>,
    former: Former,
    scores: Option<Vec<Score>>,
    /// The design has changed since: they stay in view until there are others.
    scores_stale: bool,
    pub(super) wanted: BTreeSet<Wanted>,
    /// Where questions are answered beside the drawing.
    pub(super) beside: Option<Beside>,
    /// Rules whose fixes are worked out off the drawing thread.
    under_way: BTreeSet<&'static str>,
    /// Findings that the profile of the design leaves out.
    hidden: Vec<Finding>,
    /// The finding that is pointed at.
    pub lit: Option<Lit>,
    /// The finding that is read.
    pub open: Option<FindingKey>,
    /// The item whose findings are shown alone.
    pub of: Option<Id>,
}

/// The finding of that key.
fn find<'r>(review: &'r Review, key: &FindingKey) -> Option<&'r Finding> {
    let mut findings = review.findings.iter();
    findings.find(|f| f.code == key.code && f.items[..] == key.items[..])
}

impl ReviewState {
    /// Keeps what was worked out. It may have been asked for again meanwhile.
    pub(super) fn take(&mut self, answer: Answer) {
        let answered = match answer {
            Answer::Price(key, fix) => {
                self.fixes.insert(key.clone(), fix);
                Wanted::Price(key)
            }
            Answer::Preview(key, preview) => {
                self.previews.insert(key.clone(), preview);
                Wanted::Preview(key)
            }
            Answer::FixAll(code, all) => {
                self.all.insert(code, all);
                Wanted::FixAll(code)
            }
            Answer::Scores(scores) => {
                self.scores = Some(scores);
                self.scores_stale = false;
                Wanted::Scores
            }
        };
        self.wanted.remove(&answered);
    }

    /// How many open findings the profile of the design leaves out.
    pub fn hidden(&self) -> usize {
        let open = self.hidden.iter();
        open.filter(|finding| !finding.is_silenced()).count()
    }
    /// What is known of all fixes of a rule; none where it is not worked out yet.
    pub fn fix_all(&self, code: &str) -> Option<Option<&FixAll>> {
        self.all.get(code).map(Option::as_ref)
    }
    /// What the fix of a finding was before the last edit, until it is worked out again.
    pub fn former_fix(&self, key: &FindingKey) -> Option<Option<&PricedFix>> {
        self.former.fixes.get(key).map(Option::as_ref)
    }
    /// What the fix of the finding that is read changed before the last edit.
    pub fn former_preview(&self, key: &FindingKey) -> Option<&Preview> {
        let former = self.former.preview.as_ref();
        former.filter(|(own, _)| own == key).map(|(_, own)| own)
    }
    /// What all fixes of the rule that is read were before the last edit.
    pub fn former_all(&self, code: &str) -> Option<&FixAll> {
        let former = self.former.all.as_ref();
        former.filter(|(own, _)| *own == code).map(|(_, own)| own)
    }
    /// The scores, as soon as they are worked out.
    pub fn scores(&self) -> Option<&[Score]> {
        self.scores.as_deref()
    }
    /// Whether the scores are those of the design as it is.
    pub fn scores_are_current(&self) -> bool {
        self.scores.is_some() && !self.scores_stale
    }
}

impl State {
    /// What the passes say, for the functions of the review.
    pub fn review_cx(&self) -> ReviewCx<'_> {
        ReviewCx::of(&self.passes.design, self.catalogue, &self.report)
    }

    /// Makes the evidence of all these findings at once: each by itself takes as long as all of them.
    pub fn prepare_evidence<'f>(&self, findings: impl Iterator<Item = &'f Finding>) {
        review::tell(&self.review_cx(), findings);
    }

    /// What was seen where a finding was made.
    pub fn evidence<'f>(&self, finding: &'f Finding) -> &'f Phrase {
        review::evidence_of(&self.review_cx(), finding)
    }

    /// The finding of that key.
    pub fn finding(&self, key: &FindingKey) -> Option<&Finding> {
        find(&self.report.review, key)
    }

    /// What the quick fix of a finding does to the bill; none where it is not worked out yet
    /// ([`super::action::View::PriceFix`] asks for it), or there is no fix.
    pub fn fix(&self, finding: &Finding) -> Option<Option<&PricedFix>> {
        let key = key_of(finding);
        let known = self.review.previews.get(&key);
        if let Some(Some(preview)) = known {
            return Some(Some(&preview.priced));
        }
        self.review.fixes.get(&key).map(Option::as_ref)
    }

    /// What the quick fix of a finding changes; none where it is not worked out yet, or there is no fix.
    pub fn preview(&self, key: &FindingKey) -> Option<Option<&Preview>> {
        self.review.previews.get(key).map(Option::as_ref)
    }

    /// All findings, those that the profile leaves out too.
    pub fn whole_review(&self) -> Cow<'_, Review> {
        if self.review.hidden.is_empty() {
            return Cow::Borrowed(&self.report.review);
        }
        let mut whole = self.report.review.clone();
        whole.findings.extend(self.review.hidden.iter().cloned());
        Cow::Owned(whole)
    }

    /// Puts aside what the profile of the design leaves out of its report.
    pub(super) fn put_aside_hidden(&mut self, report: &mut Report, design: &Design) {
        let profile = design.settings.review_profile;
        let all = std::mem::take(&mut report.review.findings);
        let (shown, hidden) = all.into_iter().partition(|f| profile::admits(profile, f));
        report.review.findings = shown;
        self.review.hidden = hidden;
    }

    /// The design has changed: what was worked out is out of date.
    pub(super) fn forget_review(&mut self) {
        let review = &mut self.review;
        let former = &mut review.former;
        former.fixes.append(&mut review.fixes);
        if let Some(key) = &review.open {
            if let Some(Some(preview)) = review.previews.remove(key) {
                former
                    .fixes
                    .insert(key.clone(), Some(preview.priced.clone()));
                former.preview = Some((key.clone(), preview));
            }
            if let Some(Some(all)) = review.all.remove(key.code) {
                former.all = Some((key.code, all));
            }
        }
        former.since.get_or_insert(self.now);
        review.previews.clear();
        review.all.clear();
        review.wanted.clear();
        review.under_way.clear();
        review.scores_stale = true;
        review.of.take_if(|id| !self.design.contains(id));
        review.lit = None;
    }

    /// After the passes: what is read stays open while it is there.
    pub(super) fn keep_review(&mut self) {
        let gone = |key: &FindingKey| self.finding(key).is_none();
        if self.review.open.as_ref().is_some_and(gone) {
            self.review.open = None;
        }
        if self.review.former.fixes.len() > FORMER {
            let there: BTreeSet<FindingKey> =
                self.report.review.findings.iter().map(key_of).collect();
            let former = &mut self.review.former.fixes;
            former.retain(|key, _| there.contains(key));
        }
    }

    /// Whether figures of fixes have been out of date for so long that it is to be seen.
    pub fn fixes_are_late(&self) -> bool {
        let since = self.review.former.since;
        since.is_some_and(|since| self.now - since > LATE)
    }

    /// Mends a finding. Its fix is worked out here if that was not done yet: a press is never lost.
    fn mend(&mut self, key: &FindingKey) {
        let Some(finding) = self.finding(key) else {
            return;
        };
        let known = self.fix(finding).map(Option::<&PricedFix>::cloned);
        let fix = known.unwrap_or_else(|| review::priced_fix(&self.review_cx(), finding));
        let Some(priced) = fix else { return };
        let cx = Cx::new(self);
        let strong = price_text(&cx, priced.delta, priced.missing, priced.by_use);
        let label = priced.fix.label;
        let text = label.get(self.prefs.language).to_owned();
        if self.apply_edit(&priced.fix.edit, label, None) {
            self.tell(Notice::done(text, strong));
        }
    }

    /// Asks for the price of a quick fix.
    pub(super) fn want_price(&mut self, key: FindingKey) {
        if !self.review.fixes.contains_key(&key) {
            self.review.wanted.insert(Wanted::Price(key));
        }
    }

    /// Does what is asked of the review.
    pub(super) fn ask_review(&mut self, ask: Ask) {
        let review = &mut self.review;
        match ask {
            Ask::Preview(key) => {
                if !review.previews.contains_key(&key) {
                    review.wanted.insert(Wanted::Preview(key));
                }
            }
            Ask::Fix(key) => self.mend(&key),
            Ask::FixAll(code) => {
                if !review.all.contains_key(code) {
                    review.wanted.insert(Wanted::FixAll(code));
                }
            }
            Ask::Scores => {
                if review.scores.is_none() || review.scores_stale {
                    review.wanted.insert(Wanted::Scores);
                }
            }
            Ask::Point(key, from) => {
                self.review.lit = key.and_then(|key| self.light(key, from));
            }
            Ask::Open(key) => review.open = key,
            Ask::Of(item) => {
                review.of = item;
                review.open = None;
            }
        }
    }

    fn light(&self, key: FindingKey, from: From) -> Option<Lit> {
        let finding = self.finding(&key)?;
        let trail = review::trail(&self.review_cx(), finding);
        Some(Lit {
            from,
            severity: finding.severity,
            items: finding.items.iter().cloned().collect(),
            trail: trail.into_iter().collect(),
            key,
        })
    }

    /// Works out what was asked for, for at most about `budget`; the answer is whether something is left. For a very large
    /// design that is done beside the drawing, and `wake` is called when there is something to take in.
    pub fn price_fixes(&mut self, budget: Duration, wake: impl FnOnce() + Send + 'static) -> bool {
        // What is worked out now would be forgotten with the report that comes.
        if self.lags() {
            return false;
        }
        self.take_answers();
        if self.design.components.len() > LARGE {
            self.fix_all_as_tasks();
        }
        if self.is_very_large() {
            self.ask_beside(wake);
        } else {
            self.answer_for(budget);
        }
        let left = !self.review.wanted.is_empty();
        let is_busy = self.review.beside.is_some();
        if !left && !is_busy {
            self.review.former.since = None;
        }
        left && !is_busy || !self.effects.is_empty()
    }

    /// All fixes of a rule take long: tasks with progress, that can be cancelled.
    fn fix_all_as_tasks(&mut self) {
        let review = &mut self.review;
        review.wanted.retain(|wanted| {
            let Wanted::FixAll(code) = wanted else {
                return true;
            };
            if review.under_way.insert(code) {
                self.effects.push(Effect::FixAll(code));
            }
            false
        });
    }

    fn answer_for(&mut self, budget: Duration) {
        let start = Instant::now();
        while let Some(wanted) = self.review.wanted.pop_first() {
            let whole = || self.whole_review();
            let answer = Answer::to(wanted, &self.review_cx(), &self.report.review, &whole);
            self.review.take(answer);
            if start.elapsed() > budget {
                break;
            }
        }
    }

    /// All fixes of a rule in a snapshot of the design, as a task for a thread of its own.
    pub(super) fn fix_all_work(
        &self,
        code: &'static str,
    ) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
        let (design, report) = (self.design.clone(), self.report.clone());
        let (catalogue, revision) = (self.catalogue, self.revision);
        move |_| {
            let cx = ReviewCx::of(&design, catalogue, &report);
            let all = review::fix_all(&cx, &report.review, code);
            Box::new(move |state| {
                // What was worked out for another state of the design is asked for again.
                if state.revision == revision {
                    state.review.all.insert(code, all);
                }
            })
        }
    }
}
