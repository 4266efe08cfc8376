//! Undo and redo by snapshot: a step is the former design with its label and selection. Gestures (begin, many edits,
//! commit or bail) and runs of like edits within a second are one step.

use super::view::Selection;
use crate::analysis::cost::Total;
use crate::model::{Design, Id};
use crate::text::Phrase;

/// Edits with the same merge text are one step if they follow each other within this time, seconds.
const MERGE_SECONDS: f64 = 1.0;

/// The design before a step.
#[derive(Clone, Debug)]
struct Step {
    design: Design,
    scenario: Option<Id>,
    selection: Selection,
    total: Total,
    label: Phrase,
}

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    gesture: Option<Step>,
    gesture_changed: bool,
    last: Option<(String, f64)>,
}

/// What is to be recorded with a step.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// The design as it is kept, with its scenarios.
    pub design: &'a Design,
    /// The scenario that is shown.
    pub scenario: Option<&'a Id>,
    /// The selection as it is.
    pub selection: &'a Selection,
    /// The monthly total as it is.
    pub total: Total,
}

impl Now<'_> {
    fn step(self, label: Phrase) -> Step {
        Step {
            design: self.design.clone(),
            scenario: self.scenario.cloned(),
            selection: self.selection.clone(),
            total: self.total,
            label,
        }
    }
}

/// What undo, redo and Esc return to.
#[derive(Clone, Debug)]
pub struct Back {
    /// The design as it is kept.
    pub design: Design,
    /// The scenario that was shown.
    pub scenario: Option<Id>,
    /// What was selected.
    pub selection: Selection,
    /// Label of the step.
    pub label: Phrase,
}

impl Step {
    fn back(self) -> Back {
        Back {
            design: self.design,
            scenario: self.scenario,
            selection: self.selection,
            label: self.label,
        }
    }
}

impl History {
    /// Records the state before an edit; returns the total before the step that the edit belongs to.
    pub fn record(&mut self, now: Now<'_>, label: Phrase, merge: Option<&str>, time: f64) -> Total {
        self.redo.clear();
        if let Some(gesture) = &self.gesture {
            self.gesture_changed = true;
            return gesture.total;
        }
        let joins = match (&self.last, merge) {
            (Some((last, at)), Some(merge)) => last == merge && time - at <= MERGE_SECONDS,
            _ => false,
        };
        self.last = merge.map(|merge| (merge.to_owned(), time));
        if let Some(step) = self.undo.last().filter(|_| joins) {
            return step.total;
        }
        self.undo.push(now.step(label));
        now.total
    }
    /// Begins a gesture. One that is under way goes on.
    pub fn begin(&mut self, now: Now<'_>, label: Phrase) {
        if self.gesture.is_none() {
            self.gesture = Some(now.step(label));
            self.gesture_changed = false;
        }
    }
    /// The design as it was kept, and the scenario that was shown, when the gesture that is under way began; none where
    /// it has changed nothing.
    pub fn began(&self) -> Option<(&Design, Option<&Id>)> {
        let step = self.gesture.as_ref().filter(|_| self.gesture_changed)?;
        Some((&step.design, step.scenario.as_ref()))
    }
    /// Ends the gesture; it is a step if it changed anything.
    pub fn commit(&mut self) {
        self.last = None;
        if let Some(step) = self.gesture.take().filter(|_| self.gesture_changed) {
            self.undo.push(step);
        }
    }
    /// Ends the gesture; the answer is the design and selection before it, if it changed anything.
    pub fn bail(&mut self) -> Option<Back> {
        let step = self.gesture.take().filter(|_| self.gesture_changed)?;
        Some(step.back())
    }
    /// Whether a gesture is under way.
    pub fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }
    /// Takes the last step back: the design and selection to return to, and the label of the step.
    pub fn undo(&mut self, now: Now<'_>) -> Option<Back> {
        self.commit();
        let step = self.undo.pop()?;
        // What is done again is shown where it was done.
        self.redo.push(Step {
            scenario: step.scenario.clone(),
            ..now.step(step.label.clone())
        });
        Some(step.back())
    }
    /// Does the step again that was taken back last.
    pub fn redo(&mut self, now: Now<'_>) -> Option<Back> {
        if self.gesture.is_some() {
            return None;
        }
        self.last = None;
        let step = self.redo.pop()?;
        self.undo.push(Step {
            scenario: step.scenario.clone(),
            ..now.step(step.label.clone())
        });
        Some(step.back())
    }
    /// Label of what undo would take back.
    pub fn undo_label(&self) -> Option<&Phrase> {
        self.undo.last().map(|step| &step.label)
    }
    /// Label of what redo would do again.
    pub fn redo_label(&self) -> Option<&Phrase> {
        self.redo.last().map(|step| &step.label)
    }
}
