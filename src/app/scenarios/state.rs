//! The part of the state that knows which scenario is shown.

use crate::analysis;
use crate::analysis::compare::{Question, Side, elsewhere};
use crate::app::action::label_of;
use crate::app::history::Now;
use crate::app::jobs::{Ending, LARGE, Progress};
use crate::app::state::{Effect, Notice, State};
use crate::model::edit::Edit;
use crate::model::{Design, Id, Scenario};
use crate::pricing::Catalogue;
use crate::text;

/// The scenarios that vary a decision of a design.
fn plans(design: &Design, catalogue: &Catalogue, question: Question) -> Vec<Scenario> {
    let report = &analysis::analyse(design, catalogue);
    elsewhere(Side { design, report }, catalogue, question)
}

/// The scenario that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its id.
    pub id: Id,
    /// The design as it is kept: base and scenarios.
    pub document: Design,
}

impl State {
    /// The design as it is kept and saved: base and scenarios. The same as [`State::design`] while the base is shown.
    pub fn document(&self) -> &Design {
        match &self.scenario {
            Some(shown) => &shown.document,
            None => &self.design,
        }
    }
    /// The scenario that is shown, with its id; none while the base is.
    pub fn shown_scenario(&self) -> Option<(&Id, &Scenario)> {
        let shown = self.scenario.as_ref()?;
        let (id, scenario) = shown.document.scenarios.get_key(&shown.id)?;
        Some((id, scenario))
    }
    /// Id of the scenario that is shown.
    pub fn scenario_id(&self) -> Option<&Id> {
        self.scenario.as_ref().map(|shown| &shown.id)
    }
    /// What an undo step keeps.
    pub(in crate::app) fn now_of(&self) -> Now<'_> {
        Now {
            design: self.document(),
            scenario: self.scenario_id(),
            selection: &self.selection,
            total: self.report.cost.total,
        }
    }
    /// Takes a document, and shows that scenario of it, or the base where it has no such scenario.
    pub(in crate::app) fn put_document(&mut self, document: Design, scenario: Option<Id>) {
        let found = scenario.and_then(|id| Some((document.with_scenario(&id)?, id)));
        match found {
            Some((design, id)) => {
                self.design = design;
                self.scenario = Some(Box::new(Shown { id, document }));
            }
            None => {
                self.design = document;
                self.scenario = None;
            }
        }
    }
    /// Shows a scenario, or the base. Not an undo step.
    pub(in crate::app) fn show_scenario(&mut self, scenario: Option<Id>) {
        if self.scenario_id() == scenario.as_ref() {
            return;
        }
        // A gesture does not go on in another scenario.
        self.history.commit();
        let document = self.document().clone();
        self.put_document(document, scenario);
        self.selection.retain_in(&self.design);
        self.delta = None;
        self.scenario_changed();
    }
    /// Adds the scenarios that vary a decision of the base, as one step; says so where there is nothing to vary.
    pub(in crate::app) fn vary(&mut self, question: Question) {
        if self.document().components.len() > LARGE {
            self.effects.push(Effect::Vary(question));
            return;
        }
        let plans = plans(self.document(), self.catalogue, question);
        self.varied(question, &plans);
    }
    /// The scenarios that vary a decision of a snapshot of the base, as a task for a thread of its own.
    pub(in crate::app) fn vary_work(
        &self,
        question: Question,
    ) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
        let (document, catalogue, tab) =
            (self.document().clone(), self.catalogue, self.tabs.current());
        move |_| {
            let plans = plans(&document, catalogue, question);
            Box::new(move |state| {
                state.show_tab(tab);
                if state.tabs.current() == tab {
                    state.varied(question, &plans);
                }
            })
        }
    }
    fn varied(&mut self, question: Question, plans: &[Scenario]) {
        let language = self.prefs.language;
        if plans.is_empty() {
            self.tell(Notice::failed(question.nothing().get(language)));
            return;
        }
        self.keep_scenarios(plans, question.title().get(language));
    }
    /// Adds scenarios to the design as one step, under free names, and says so; their ids. `about`: what they are about.
    pub(in crate::app) fn keep_scenarios(&mut self, plans: &[Scenario], about: &str) -> Vec<Id> {
        let document = self.document().clone();
        let mut after = document.clone();
        for plan in plans {
            after = after.with_new_scenario(plan);
        }
        let added = after
            .scenarios
            .iter()
            .filter(|(id, _)| !document.scenarios.contains_key(id));
        let added: Vec<(Id, Scenario)> = added
            .map(|(id, own)| (id.clone(), Scenario::clone(own)))
            .collect();
        let ids = added.iter().map(|(id, _)| id.clone()).collect();
        let edits = added
            .into_iter()
            .map(|(id, own)| Edit::PutScenario(id, own));
        let edits = Edit::Batch(edits.collect());
        if !self.apply_edit(&edits, label_of("undo-scenario-new"), None) {
            return Vec::new();
        }
        let args = [("count", plans.len().into())];
        let text = text::format(self.prefs.language, "scenarios-added", &args);
        self.tell(Notice::done(text, about));
        ids
    }
}
