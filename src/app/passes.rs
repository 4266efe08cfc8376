//! The passes on a thread of their own: while something is dragged in a large design, and for every edit of a very large
//! one. The drag follows the pointer, and bill and findings follow the drag as soon as they are worked out.
//!
//! [`State::reported`] says which revision of the design the report is of. Edits, views and the selection go on while it
//! lags; everything else settles it first ([`State::settle`]). While the hand moves, only the figures are worked out
//! ([`State::figured`]), which is done in no time: the review would take the processor from the drawing. It follows as soon
//! as the hand rests.

use super::action::{Action, EditAction, View};
use super::pools::PASSES;
use super::review::Ask;
use super::state::State;
use super::tabs::TabId;
use crate::analysis::cost::Total;
use crate::analysis::review::{self, ReviewCx};
use crate::analysis::{self, Report};
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

/// From so many components on the passes take longer than a drag can wait in each frame.
pub const LARGE: usize = 300;
/// From so many components on the passes take longer than a frame: no edit waits for them.
pub const VERY_LARGE: usize = 2_000;
/// A hand that has not moved for so long rests.
const RESTS: Duration = Duration::from_millis(100);
/// From figures to figures while it moves, at least.
const FIGURES: Duration = Duration::from_millis(60);

/// What the passes said of a design.
enum Found {
    /// All of it.
    All(Passed),
    /// Its figures; the review is empty.
    Figures(Report, Design),
}

/// What all the passes said of a design.
pub(super) struct Passed {
    pub(super) report: Report,
    pub(super) frame_costs: BTreeMap<Id, Total>,
    pub(super) time: Duration,
    pub(super) design: Design,
}

/// The passes under way, and what the next ones need.
pub struct Passes {
    under_way: Option<UnderWay>,
    /// What a task that read a design found beside it.
    foreseen: Option<Foreseen>,
    /// From so many components on no edit waits for the passes.
    pub(super) very_large: usize,
    /// The processor is left to the drawing until then.
    rest: Option<Instant>,
    /// A former report, whose parts the next one may take.
    spare: Report,
    /// The design that the report is of.
    pub(super) design: Design,
    /// The total before the edit whose effect is not known yet.
    pub(super) before: Option<Total>,
    /// The revision whose figures were worked out last, without a review.
    figured: u64,
    /// When the design changed last in a gesture.
    changed: Option<Instant>,
}

impl Default for Passes {
    fn default() -> Passes {
        Passes {
            under_way: None,
            foreseen: None,
            very_large: VERY_LARGE,
            rest: None,
            spare: Report::default(),
            design: Design::default(),
            before: None,
            figured: 0,
            changed: None,
        }
    }
}

/// What the passes say of a design that is about to be opened, at these prices.
pub(super) struct Foreseen {
    passed: Passed,
    catalogue: &'static Catalogue,
}

impl Foreseen {
    /// Runs the passes over `design`.
    pub(super) fn of(design: &Design, catalogue: &'static Catalogue) -> Foreseen {
        Foreseen {
            passed: run(Report::default(), design, catalogue),
            catalogue,
        }
    }
}

struct UnderWay {
    tab: TabId,
    revision: u64,
    since: Instant,
    result: Receiver<Found>,
}

/// Runs the passes. What a former report says of what has not changed is taken over.
pub(super) fn run(former: Report, design: &Design, catalogue: &Catalogue) -> Passed {
    let start = Instant::now();
    let report = analysis::analyse_again(former, design, catalogue);
    let time = start.elapsed();
    Passed {
        frame_costs: report.cost.by_container(design),
        report,
        time,
        design: design.clone(),
    }
}

impl State {
    /// Whether the report is not yet that of the design as it is: something is dragged, or was dropped just now.
    pub fn lags(&self) -> bool {
        self.reported != self.revision
    }

    /// After a change: the passes run now, or later where the design is too large for that.
    pub(super) fn run_passes_or_wait(&mut self) {
        let drags = self.history.in_gesture();
        let is_large = self.design.components.len() >= LARGE;
        let waits = self.is_very_large() || drags && is_large;
        self.passes.changed = (waits && drags).then(Instant::now);
        if !waits {
            self.run_passes_now();
        }
    }

    /// Whether nothing waits for the passes, nor for questions about what they said: each takes longer than a frame.
    pub(super) fn is_very_large(&self) -> bool {
        self.design.components.len() >= self.passes.very_large
    }

    /// What the passes will be found to say, should the design be opened at these prices.
    pub(super) fn foresee(&mut self, foreseen: Foreseen) {
        self.passes.foreseen = Some(foreseen);
    }

    /// The revision of the design that the figures of the report are of; its review may be older.
    pub fn figured(&self) -> u64 {
        self.passes.figured.max(self.reported)
    }

    /// How long the hand that drags has to rest yet.
    fn moves_for(&self) -> Option<Duration> {
        let changed = self.passes.changed.filter(|_| self.history.in_gesture())?;
        let wait = RESTS.saturating_sub(changed.elapsed());
        Some(wait).filter(|wait| !wait.is_zero())
    }

    /// Runs the passes now if the report is not that of the design as it is.
    pub(super) fn settle(&mut self) {
        if self.lags() {
            self.run_passes_now();
        }
    }

    /// Whether an action may be carried out while the report lags.
    pub(super) fn goes_on(action: &Action) -> bool {
        match action {
            Action::Edit(edit) => {
                matches!(
                    edit,
                    EditAction::Apply { .. } | EditAction::Commit | EditAction::Bail
                )
            }
            Action::Select(_) => true,
            Action::View(view) => !matches!(
                view,
                View::Scenario(_)
                    | View::Elsewhere(_)
                    | View::Present(_)
                    | View::Compare(_)
                    | View::Dialog(Some(_))
                    | View::Review(Ask::Fix(_) | Ask::FixAll(_) | Ask::Preview(_))
            ),
            Action::File(_) | Action::Setting(_) | Action::Tab(_) => false,
        }
    }

    /// Takes in what the passes found, and starts them again where the design has gone on. `wake` is called when there is
    /// something to take in. The answer: when to come again if nothing wakes the window before.
    pub fn follow_passes(&mut self, wake: impl FnOnce() + Send + 'static) -> Option<Duration> {
        if let Some(job) = &self.passes.under_way {
            match job.result.try_recv() {
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => self.passes.under_way = None,
                Ok(found) => {
                    let (tab, revision, took) = (job.tab, job.revision, job.since.elapsed());
                    self.passes.under_way = None;
                    self.passes.rest = Some(Instant::now() + took);
                    let here = tab == self.tabs.current();
                    match found {
                        Found::All(passed) if here && revision > self.reported => {
                            self.take_passed(passed, revision);
                        }
                        Found::Figures(report, design) if here && revision > self.figured() => {
                            self.passes.rest = Some(Instant::now() + FIGURES.max(took));
                            self.take_figures(report, design, revision);
                        }
                        _ => {}
                    }
                }
            }
        }
        if !self.lags() {
            return None;
        }
        // After the drop nothing moves: the result is what one waits for.
        let rest = self.passes.rest.filter(|_| self.history.in_gesture());
        let wait = rest.map(|rest| rest.saturating_duration_since(Instant::now()));
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            return Some(wait);
        }
        let moves = self.moves_for();
        if moves.is_some() && self.figured() == self.revision {
            return moves;
        }
        self.start_passes(moves.is_some(), wake);
        None
    }

    /// Starts the passes on a thread of their own; with `figures_alone` those that the bill needs.
    fn start_passes(&mut self, figures_alone: bool, wake: impl FnOnce() + Send + 'static) {
        let former = std::mem::take(&mut self.passes.spare);
        let (design, catalogue) = (self.design.clone(), self.catalogue);
        let shown = self.report.clone();
        let work = move || {
            // Dropped before the result is taken in: whoever does that is to have the former report alone.
            let shown = shown;
            if figures_alone {
                let report = analysis::figures_again(former, &design, catalogue);
                Found::Figures(report, design)
            } else {
                let passed = run(former, &design, catalogue);
                // What is in view is told here: the drawing would wait for it.
                let cx = ReviewCx::of(&design, catalogue, &passed.report);
                review::tell_again(&cx, &shown.review, &passed.report.review);
                Found::All(passed)
            }
        };
        match PASSES.start("passes", work, wake) {
            Some(result) => {
                self.passes.under_way = Some(UnderWay {
                    tab: self.tabs.current(),
                    revision: self.revision,
                    since: Instant::now(),
                    result,
                });
            }
            None => self.run_passes_now(),
        }
    }

    /// Runs the passes, unless what they say is foreseen.
    pub(super) fn run_passes_now(&mut self) {
        let (design, catalogue) = (&self.design, self.catalogue);
        let foreseen = &mut self.passes.foreseen;
        let same = |foreseen: &mut Foreseen| {
            std::ptr::eq(foreseen.catalogue, catalogue) && foreseen.passed.design == *design
        };
        if let Some(Foreseen { passed, .. }) = foreseen.take_if(same) {
            self.take_passed(passed, self.revision);
            return;
        }
        let former = std::mem::take(&mut self.report);
        // Where another thread reads it still, all is worked out anew: the result is the same.
        let former = Arc::try_unwrap(former).unwrap_or_default();
        let passed = run(former, &self.design, self.catalogue);
        self.take_passed(passed, self.revision);
    }

    /// What was put in the place of design and report belongs together.
    pub(super) fn report_is_of_the_design(&mut self) {
        self.reported = self.revision;
        self.passes.design = self.design.clone();
        self.passes.before = None;
    }

    /// The figures of a design with the review of a former one.
    fn take_figures(&mut self, mut report: Report, design: Design, revision: u64) {
        let former = std::mem::take(&mut self.report);
        match Arc::try_unwrap(former) {
            Ok(mut former) => {
                report.review = std::mem::take(&mut former.review);
                self.passes.spare = former;
            }
            Err(former) => report.review = former.review.clone(),
        }
        self.report = Arc::new(report);
        self.passes.design = design;
        self.passes.figured = revision;
    }

    fn take_passed(&mut self, passed: Passed, revision: u64) {
        let mut report = passed.report;
        self.put_aside_hidden(&mut report, &passed.design);
        let former = std::mem::replace(&mut self.report, Arc::new(report));
        self.passes.spare = Arc::try_unwrap(former).unwrap_or_default();
        self.passes.design = passed.design;
        self.frame_costs = passed.frame_costs;
        self.pass_time = passed.time;
        self.reported = revision;
        self.keep_review();
        if let Some(before) = self.passes.before.take() {
            self.note_delta(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Actions;
    use crate::app::state::Prefs;
    use crate::catalog::generate;
    use crate::model::edit::{Edit, TileRef};
    use crate::pricing::Catalogue;
    use std::collections::BTreeSet;

    fn large() -> State {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(generate::design(LARGE), None);
        state
    }

    /// Drags the first tile of a subnet out of it, to the open canvas.
    fn drag(state: &mut State) {
        let inside = |(id, c): (&Id, &std::sync::Arc<crate::model::Component>)| {
            let zonal = c.parent().is_some_and(|p| {
                state
                    .design
                    .container(p)
                    .is_some_and(|f| f.kind.is_subnet())
            });
            zonal.then(|| id.clone())
        };
        let component = state.design.components.iter().find_map(inside).unwrap();
        let edit = Edit::Place {
            tile: TileRef {
                component,
                placement: 0,
            },
            parent: None,
            at: crate::model::Point::new(-4000.0, -4000.0),
        };
        let mut out = Actions::default();
        out.begin("undo-move");
        out.edit(edit, "undo-move");
        for action in out.take() {
            state.apply(action);
        }
    }

    fn wait(state: &mut State) {
        for _ in 0..2000 {
            let _ = state.follow_passes(|| ());
            if !state.lags() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the passes do not come to an end");
    }

    #[test]
    fn a_drag_in_a_large_design_does_not_wait_for_the_passes() {
        let mut state = large();
        let before = state.report.clone();
        drag(&mut state);
        assert!(state.lags());
        assert_eq!(state.report.cost.total.usd, before.cost.total.usd);
        wait(&mut state);
        let truth = analysis::analyse(&state.design, state.catalogue);
        assert_eq!(state.report.cost.total.usd, truth.cost.total.usd);
        let key = |findings: &[review::Finding]| -> BTreeSet<_> {
            let all = findings.iter();
            all.map(|f| (f.code, f.items.to_vec())).collect()
        };
        let shown = key(&state.whole_review().findings);
        assert_eq!(shown, key(&truth.review.findings));
        assert_ne!(shown, key(&before.review.findings));
        state.apply(Action::Edit(EditAction::Commit));
        assert!(!state.lags());
    }

    #[test]
    fn figures_follow_a_hand_that_moves_and_the_review_one_that_rests() {
        let mut state = large();
        let before = state.report.review.findings.len();
        drag(&mut state);
        let truth = analysis::figures(&state.design, state.catalogue);
        for _ in 0..2000 {
            // The hand goes on.
            state.passes.changed = Some(Instant::now());
            let _ = state.follow_passes(|| ());
            if state.figured() == state.revision {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(state.figured(), state.revision);
        assert!(state.lags());
        assert_eq!(state.report.cost.total.usd, truth.cost.total.usd);
        assert_eq!(state.report.review.findings.len(), before);
        wait(&mut state);
        assert_ne!(state.report.review.findings.len(), before);
    }

    #[test]
    fn undoing_settles_what_a_drag_left_open() {
        let mut state = large();
        let (design, total) = (state.design.clone(), state.report.cost.total.usd);
        drag(&mut state);
        state.apply(Action::Edit(EditAction::Commit));
        assert!(state.lags());
        state.apply(Action::Edit(EditAction::Undo));
        assert!(!state.lags());
        assert!(state.design == design);
        assert_eq!(state.report.cost.total.usd, total);
    }

    #[test]
    fn no_edit_of_a_very_large_design_waits_for_the_passes() {
        let mut state = large();
        state.passes.very_large = 1;
        let before = (state.design.clone(), state.report.cost.total.usd);
        let id = state.design.components.keys().next().cloned().unwrap();
        let mut out = Actions::default();
        let (ids, with_members) = (BTreeSet::from([id]), false);
        out.edit(Edit::Remove { ids, with_members }, "undo-delete");
        for action in out.take() {
            state.apply(action);
        }
        assert!(state.lags() && state.design.components.len() == LARGE - 1);
        wait(&mut state);
        let truth = analysis::analyse(&state.design, state.catalogue);
        assert_eq!(state.report.cost.total.usd, truth.cost.total.usd);
        state.apply(Action::Edit(EditAction::Undo));
        assert!(state.lags());
        wait(&mut state);
        assert!(state.design == before.0 && state.report.cost.total.usd == before.1);
        // Another design is worked out at once: nothing of the former one may be shown with it.
        state.opened(generate::design(LARGE + 1), None);
        assert!(!state.lags());
    }

    #[test]
    fn what_is_foreseen_is_taken_for_its_own_design_only() {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        let (design, other) = (generate::design(20), generate::design(30));
        let mut foreseen = Foreseen::of(&design, state.catalogue);
        let mark = Duration::from_secs(77);
        foreseen.passed.time = mark;
        state.foresee(foreseen);
        state.opened(other, None);
        assert_ne!(state.pass_time, mark);
        state.opened(design, None);
        assert_eq!(state.pass_time, mark);
        state.opened(generate::design(20), None);
        assert_ne!(state.pass_time, mark, "once");
    }

    #[test]
    fn a_small_design_is_worked_out_with_every_step_of_a_drag() {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(generate::design(LARGE - 1), None);
        drag(&mut state);
        assert!(!state.lags());
    }
}
