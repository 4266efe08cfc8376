//! What the compare view shows, worked out from snapshots: pure, so that it can be done on a thread of its own.

use super::state::Source;
use crate::analysis::compare::{
    Change, Comparison, LineRow, PillarRow, Question, Regions, Side, Variant, compare, equal_lines,
    marks, pillars, regions, variants,
};
use crate::analysis::review::profile;
use crate::analysis::{Report, analyse};
use crate::app::jobs::Progress;
use crate::app::tabs::TabId;
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::scene::{self, Labels, Scene, SceneOptions};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Designs with fewer components than this, all together, are compared between two frames: 8 scenarios of 200 components take
/// about 13 ms with optimisations (`benches/compare.rs`), so 400 take about 3 ms.
pub(super) const AT_ONCE: usize = 400;

/// All that a comparison depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The designs, with the number of their state.
    pub columns: Vec<(Source, u64)>,
    /// The one that the others are measured against.
    pub reference: usize,
    /// Number of the prices.
    pub prices: usize,
}

/// A design to compare, as it is now.
pub(super) struct Input {
    pub(super) source: Source,
    pub(super) revision: u64,
    pub(super) design: Design,
}

/// A design that was worked out.
#[derive(Debug)]
pub struct Column {
    /// Where it comes from.
    pub source: Source,
    /// Number of its state.
    pub revision: u64,
    /// The design.
    pub design: Design,
    /// What the passes say of it, with the findings that its profile shows.
    pub report: Report,
    /// Its drawing.
    pub scene: Scene,
}

/// A comparison that was worked out.
#[derive(Debug)]
pub struct Outcome {
    /// What it depends on.
    pub key: Key,
    /// The designs.
    pub columns: Vec<Arc<Column>>,
    /// The figures.
    pub comparison: Comparison,
    /// Lines that all have alike.
    pub same: Vec<LineRow>,
    /// By pillar.
    pub pillars: Vec<PillarRow>,
    /// What differs in the drawing of each from that of the base; none for the base and for another design altogether.
    pub marks: Vec<Option<BTreeMap<Id, Change>>>,
}

fn column(input: Input, catalogue: &Catalogue) -> Column {
    let mut report = analyse(&input.design, catalogue);
    let chosen = input.design.settings.review_profile;
    report
        .review
        .findings
        .retain(|finding| profile::admits(chosen, finding));
    let options = SceneOptions {
        labels: Labels::None,
        ..SceneOptions::default()
    };
    Column {
        scene: scene::build(&input.design, &report, &options),
        source: input.source,
        revision: input.revision,
        design: input.design,
        report,
    }
}

/// Works a comparison out. What `former` knows of the same designs at the same prices is taken from it.
pub(super) fn work_out(
    key: Key,
    inputs: Vec<Input>,
    former: Option<&Outcome>,
    catalogue: &Catalogue,
    progress: &Progress,
) -> Outcome {
    let all = inputs.len();
    let former = former.filter(|former| former.key.prices == key.prices);
    let known = |input: &Input| {
        let mut columns = former?.columns.iter();
        let is = |own: &&Arc<Column>| own.source == input.source && own.revision == input.revision;
        columns.find(is).cloned()
    };
    let done = AtomicUsize::new(0);
    let columns = inputs.into_par_iter().map(|input| {
        let column = known(&input).unwrap_or_else(|| Arc::new(column(input, catalogue)));
        progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        column
    });
    let columns: Vec<Arc<Column>> = columns.collect();
    let sides: Vec<Side<'_>> = columns
        .iter()
        .map(|own| Side {
            design: &own.design,
            report: &own.report,
        })
        .collect();
    let base = columns.get(key.reference);
    let marks = columns.iter().enumerate().map(|(at, own)| {
        let base = base.filter(|_| at != key.reference)?;
        marks(&base.design, &own.design)
    });
    Outcome {
        comparison: compare(&sides, key.reference),
        same: equal_lines(&sides, key.reference),
        pillars: pillars(&sides),
        marks: marks.collect(),
        key,
        columns,
    }
}

/// All that "the same design elsewhere" depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceKey {
    /// The tab of the design.
    pub tab: TabId,
    /// Number of the prices.
    pub prices: usize,
    /// The base.
    pub design: Design,
}

/// The same design elsewhere.
#[derive(Debug)]
pub struct Elsewhere {
    /// What it depends on.
    pub key: PlaceKey,
    /// In all Regions.
    pub regions: Regions,
    /// With one decision varied.
    pub questions: Vec<(Question, Vec<Variant>)>,
}

/// Works out what a design comes to in all Regions, and with each decision varied.
pub(super) fn look_elsewhere(
    key: PlaceKey,
    design: &Design,
    catalogue: &Catalogue,
    progress: &Progress,
) -> Elsewhere {
    let steps = Question::ALL.len() + 1;
    let report = analyse(design, catalogue);
    let side = Side {
        design,
        report: &report,
    };
    let questions = Question::ALL.into_iter().enumerate().map(|(at, question)| {
        progress.set(at + 1, steps);
        let found = if progress.is_cancelled() {
            Vec::new()
        } else {
            variants(side, catalogue, question)
        };
        (question, found)
    });
    let questions = questions.collect();
    let priced = catalogue
        .regions()
        .iter()
        .filter(|region| region.has_prices);
    let codes: Vec<&str> = priced.map(|region| region.code.as_str()).collect();
    Elsewhere {
        regions: regions(design, catalogue, &codes),
        questions,
        key,
    }
}
