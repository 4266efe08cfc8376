//! What is asked of the review of a very large design, worked out on a thread of its own: the price of one fix takes as long
//! as a frame there.

use super::pools::PASSES;
use super::review::{Answer, Wanted};
use super::state::State;
use crate::analysis::review::ReviewCx;
use std::borrow::Cow;
use std::sync::mpsc::{Receiver, TryRecvError};

/// So much is worked out before what was asked for meanwhile is looked at.
const AT_ONCE: usize = 4;

/// Questions that are being answered.
pub struct Beside {
    /// The report that was asked.
    reported: u64,
    answers: Receiver<Vec<Answer>>,
}

impl State {
    /// Takes in the answers that are there.
    pub(super) fn take_answers(&mut self) {
        let Some(beside) = &self.review.beside else {
            return;
        };
        let answers = match beside.answers.try_recv() {
            Err(TryRecvError::Empty) => return,
            other => other.unwrap_or_default(),
        };
        // What was worked out for another state of the design is asked for again.
        let current = beside.reported == self.reported;
        self.review.beside = None;
        for answer in answers.into_iter().filter(|_| current) {
            self.review.take(answer);
        }
    }

    /// Starts answering what is most wanted, unless something is being answered. `wake` is called when there are answers.
    pub(super) fn ask_beside(&mut self, wake: impl FnOnce() + Send + 'static) {
        if self.review.beside.is_some() || self.review.wanted.is_empty() {
            return;
        }
        let next = std::iter::from_fn(|| self.review.wanted.pop_first());
        let wanted: Vec<Wanted> = next.take(AT_ONCE).collect();
        let whole = wanted.iter().any(Wanted::needs_all);
        let whole = whole.then(|| self.whole_review().into_owned());
        let (design, report) = (self.passes.design.clone(), self.report.clone());
        let catalogue = self.catalogue;
        let work = move || {
            let cx = ReviewCx::of(&design, catalogue, &report);
            let shown = &report.review;
            let whole = || Cow::Borrowed(whole.as_ref().unwrap_or(shown));
            let answer = |wanted| Answer::to(wanted, &cx, shown, &whole);
            wanted.into_iter().map(answer).collect()
        };
        let answers = PASSES.start("fixes", work, wake);
        let reported = self.reported;
        self.review.beside = answers.map(|answers| Beside { reported, answers });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::FindingKey;
    use crate::app::state::{Prefs, key_of};
    use crate::catalog::generate;
    use crate::pricing::Catalogue;
    use std::time::Duration;

    /// A design whose first fixes and scores are asked for.
    fn asked(very_large: usize) -> (State, Vec<FindingKey>) {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.passes.very_large = very_large;
        state.opened(generate::design(100), None);
        let findings = state.report.review.findings.iter();
        let keys: Vec<FindingKey> = findings.filter(|f| f.fixable()).map(key_of).collect();
        let keys = keys[..2 * AT_ONCE + 1].to_vec();
        for key in &keys {
            state.want_price(key.clone());
        }
        state.review.wanted.insert(Wanted::Scores);
        (state, keys)
    }

    fn answer(state: &mut State) {
        state.settle();
        for _ in 0..4000 {
            let left = state.price_fixes(Duration::from_secs(60), || {});
            if !left && state.review.beside.is_none() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the questions are not answered");
    }

    #[test]
    fn answers_are_those_of_a_small_design() {
        let ((mut here, keys), (mut beside, _)) = (asked(usize::MAX), asked(1));
        assert!(!here.is_very_large() && beside.is_very_large());
        answer(&mut here);
        beside.settle();
        assert!(
            !beside.price_fixes(Duration::ZERO, || {}),
            "the window is woken"
        );
        assert!(beside.review.beside.is_some());
        answer(&mut beside);
        for key in &keys {
            let price = |state: &State| {
                let fix = state.fix(state.finding(key).unwrap()).unwrap();
                fix.map(|fix| (fix.delta.0, fix.missing, fix.fix.edit.clone()))
            };
            assert_eq!(price(&beside), price(&here), "{key:?}");
        }
        let scores = |state: &State| format!("{:?}", state.review.scores().unwrap());
        assert_eq!(scores(&beside), scores(&here));
    }

    #[test]
    fn what_is_asked_again_while_it_is_answered_is_answered_once() {
        let (mut state, keys) = asked(1);
        state.settle();
        state.price_fixes(Duration::ZERO, || {});
        for key in &keys {
            state.want_price(key.clone());
        }
        answer(&mut state);
        assert!(state.review.wanted.is_empty());
    }

    #[test]
    fn answers_about_a_former_report_are_not_taken() {
        let (mut state, keys) = asked(1);
        state.settle();
        state.price_fixes(Duration::ZERO, || {});
        state.forget_review();
        state.reported += 1;
        state.revision = state.reported;
        answer(&mut state);
        let known = keys.iter().filter(|key| {
            let finding = state.finding(key).unwrap();
            state.fix(finding).is_some()
        });
        assert_eq!(known.count(), 0);
    }
}
