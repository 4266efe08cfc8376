//! What is asked of the review of a very large design, worked out on a thread of its own: the price of one fix takes as long
//! as a frame there.

use super::passes::VERY_LARGE;
use super::pools::{PASSES, give_way};
use super::review::{Answer, Wanted};
use super::state::State;
use super::tabs::TabId;
use crate::analysis::review::ReviewCx;
use std::borrow::Cow;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// So much is worked out before what was asked for meanwhile is looked at.
const AT_ONCE: usize = 4;

/// Questions that are being answered.
pub struct Beside {
    tab: TabId,
    /// The report that was asked.
    reported: u64,
    answers: Receiver<Vec<Answer>>,
}

impl State {
    /// Whether questions about this design are answered beside the drawing.
    pub(super) fn asks_beside(&self) -> bool {
        self.design.components.len() >= VERY_LARGE
    }

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
        let current = beside.tab == self.tabs.current() && beside.reported == self.reported;
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
        let mut wanted: Vec<Wanted> = Vec::new();
        while wanted.len() < AT_ONCE
            && let Some(next) = self.review.wanted.pop_first()
        {
            wanted.push(next);
        }
        let whole = wanted.iter().any(Wanted::needs_all);
        let whole = whole.then(|| self.whole_review().into_owned());
        let (design, report) = (self.passes.design.clone(), self.report.clone());
        let catalogue = self.catalogue;
        let (sender, answers) = channel();
        let thread = std::thread::Builder::new().name("fixes".to_owned());
        let spawned = thread.spawn(move || {
            give_way();
            let found = PASSES.run(|| {
                let cx = ReviewCx::of(&design, catalogue, &report);
                let shown = &report.review;
                let whole = || Cow::Borrowed(whole.as_ref().unwrap_or(shown));
                let answer = |wanted| Answer::to(wanted, &cx, shown, &whole);
                wanted.into_iter().map(answer).collect()
            });
            // Nobody else is to drop them: that takes its time.
            drop((design, report));
            // The window may be gone by now.
            let _ = sender.send(found);
            wake();
        });
        if spawned.is_ok() {
            self.review.beside = Some(Beside {
                tab: self.tabs.current(),
                reported: self.reported,
                answers,
            });
        }
    }
}
