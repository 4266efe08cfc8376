//! One zone or several, worked out for the dialog: at once where there is little, as a long task where there is much.

use super::action::Dialog;
use super::jobs::{Ending, LARGE, Progress};
use super::state::{Effect, State};
use crate::analysis::review::zone_choice::{NoChoice, ZoneChoice, zone_choice};
use crate::model::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the choices depend on: the revision of the design and what is selected.
type About = (u64, Arc<BTreeSet<Id>>);

/// The choices, worked out once for a design and a selection.
#[derive(Debug, Default)]
pub struct ZonesState {
    made: Option<(About, Result<ZoneChoice, NoChoice>)>,
    under_way: Option<About>,
}

impl State {
    fn zones_about(&self) -> About {
        (self.revision, self.selection.items.clone())
    }

    /// The choices, if they are those of the design and the selection as they are.
    pub fn zones(&self) -> Option<&Result<ZoneChoice, NoChoice>> {
        let (about, found) = self.zones.made.as_ref()?;
        let is_current = about.0 == self.revision && about.1 == self.selection.items;
        is_current.then_some(found)
    }

    /// Works the choices out, if that was not done yet.
    pub(super) fn want_zones(&mut self) {
        let about = self.zones_about();
        if self.zones().is_some() || self.zones.under_way.as_ref() == Some(&about) {
            return;
        }
        if self.design.components.len() > LARGE {
            self.zones.under_way = Some(about);
            self.effects.push(Effect::Zones);
        } else {
            let found = zone_choice(&self.design, &self.selection.items, self.catalogue);
            self.zones.made = Some((about, found));
        }
    }

    /// The choices of a snapshot of the design, as a task for a thread of its own.
    pub(super) fn zones_work(&self) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
        let (design, catalogue) = (self.design.clone(), self.catalogue);
        let about = self.zones_about();
        move |_| {
            let found = zone_choice(&design, &about.1, catalogue);
            Box::new(move |state| {
                state.zones.under_way.take_if(|own| *own == about);
                state.zones.made = Some((about, found));
            })
        }
    }

    /// What is done where the task is cancelled or lost: whoever waits for it does no longer.
    pub(super) fn zones_lost() -> Ending {
        Box::new(|state| {
            let waited = state.zones.under_way.take().is_some();
            if waited && state.view.dialog == Some(Dialog::ZoneChoice) {
                state.view.dialog = None;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, View};
    use crate::app::testing::{settle, window};
    use crate::catalog::generate;
    use crate::model::Language;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn in_a_large_design_they_are_worked_out_off_the_drawing_thread() {
        for (language, working, one) in [
            (Language::English, "Working out both choices…", "One zone:"),
            (Language::Korean, "두 구성을 계산하는 중…", "AZ 하나:"),
        ] {
            let mut h = window(language, None);
            let state = &mut h.state_mut().state;
            state.opened(generate::design(LARGE + 1), None);
            state.apply(Action::View(View::Dialog(Some(Dialog::ZoneChoice))));
            // The first frame asks, the second one shows that it is under way.
            h.run_steps(2);
            assert!(h.state().state.zones().is_some() || !h.state().state.jobs.is_empty());
            if h.state().state.zones().is_none() {
                h.get_by_label(working);
            }
            settle(&mut h);
            let state = &h.state().state;
            assert!(state.zones().is_some() && state.zones.under_way.is_none());
            assert!(h.query_all_by_label_contains(one).next().is_some());
        }
    }

    #[test]
    fn they_are_asked_for_once_and_again_after_a_change() {
        let mut h = window(Language::English, None);
        let state = &mut h.state_mut().state;
        state.opened(generate::design(LARGE + 1), None);
        state.effects.clear();
        state.want_zones();
        state.want_zones();
        assert_eq!(state.effects, [Effect::Zones]);
        let ending = state.zones_work()(&Progress::default());
        ending(state);
        assert!(state.zones().is_some());
        state.effects.clear();
        state.price_anew();
        assert!(state.zones().is_none(), "it is of another revision");
        state.want_zones();
        assert_eq!(state.effects, [Effect::Zones]);
    }
    #[test]
    fn only_who_cancels_them_closes_their_dialog() {
        let mut h = window(Language::English, None);
        let state = &mut h.state_mut().state;
        state.opened(generate::design(LARGE + 1), None);
        state.view.dialog = Some(Dialog::ZoneChoice);
        state.want_zones();
        let wait = |progress: &Progress| -> Ending {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            Box::new(|_| {})
        };
        let cancel = |state: &mut State| {
            state.apply(Action::View(View::CancelJob(0)));
            for ending in state.jobs.done() {
                ending(state);
            }
        };
        state.jobs.start("another".to_owned(), || {}, wait);
        cancel(state);
        assert!(state.zones.under_way.is_some());
        assert_eq!(state.view.dialog, Some(Dialog::ZoneChoice));
        let own = ("zones".to_owned(), true);
        state
            .jobs
            .start_awaited(own, || {}, wait, State::zones_lost());
        cancel(state);
        assert!(state.zones.under_way.is_none() && state.jobs.is_empty());
        assert_eq!(state.view.dialog, None);
    }
}
