//! What the cards of the welcome screen show, read and worked out on a thread of its own.

use super::card::{Face, Picture};
use crate::analysis;
use crate::app::files;
use crate::io::{file, samples};
use crate::model::{Design, Language};
use crate::pricing::Catalogue;
use crate::scene::{self, Labels, SceneOptions};
use egui::Context;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Where a card's design comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A sample of the program.
    Sample(&'static str),
}

/// What asks the thread for a face, and what brings the answers.
type Worker = (Sender<Source>, Receiver<(Source, Face)>);

/// The cards by their source. A file is read again when it changed.
#[derive(Default)]
pub struct Gallery {
    faces: BTreeMap<Source, (Option<file::Stamp>, Face)>,
    worker: Option<Worker>,
}

impl Gallery {
    /// Takes in what was worked out.
    pub fn receive(&mut self) {
        let Some((_, answers)) = &self.worker else {
            return;
        };
        for (source, face) in answers.try_iter() {
            if let Some(known) = self.faces.get_mut(&source) {
                known.1 = face;
            }
        }
    }

    /// What is known of a source, without asking for more.
    pub fn peek(&self, source: &Source) -> Option<&Face> {
        self.faces.get(source).map(|(_, face)| face)
    }

    /// What a card shows; asked for at the first call.
    pub fn face(&mut self, ctx: &Context, source: &Source) -> &Face {
        let stamp = match source {
            Source::File(path) => file::stamp(path),
            Source::Sample(_) => None,
        };
        let known = self
            .faces
            .get(source)
            .is_some_and(|(seen, _)| *seen == stamp);
        if !known {
            let worker = self.worker.get_or_insert_with(|| start(ctx.clone()));
            // A thread that is gone leaves the card without a picture; it opens all the same.
            let _ = worker.0.send(source.clone());
        }
        let face = self.faces.entry(source.clone()).or_default();
        if !known {
            face.0 = stamp;
        }
        &face.1
    }
}

fn start(ctx: Context) -> (Sender<Source>, Receiver<(Source, Face)>) {
    let (ask, asked) = channel::<Source>();
    let (answer, answers) = channel();
    let run = move || {
        for source in asked {
            let face = look(&source);
            if answer.send((source, face)).is_err() {
                break;
            }
            ctx.request_repaint();
        }
    };
    // Without a thread the cards stay without pictures.
    let _ = std::thread::Builder::new()
        .name("gallery".to_owned())
        .spawn(run);
    (ask, answers)
}

/// Reads a design and works out what its card shows.
fn look(source: &Source) -> Face {
    let design = match source {
        Source::File(path) if !path.exists() => return Face::Missing,
        Source::File(path) => files::read(path).map(|(design, _)| design).ok(),
        Source::Sample(name) => {
            let sample = samples::find(name);
            sample.and_then(|sample| Some(sample.read().ok()?.design))
        }
    };
    let seconds = match source {
        Source::File(path) => file::stamp(path).and_then(|stamp| stamp.seconds()),
        Source::Sample(_) => None,
    };
    design.map_or(Face::Broken, |design| {
        Face::Ready(Box::new(picture(&design, seconds)))
    })
}

fn picture(design: &Design, edited: Option<u64>) -> Picture {
    let report = analysis::analyse(design, Catalogue::embedded());
    let options = SceneOptions {
        language: Language::English,
        labels: Labels::None,
        ..SceneOptions::default()
    };
    let scene = scene::build(design, &report, &options);
    let mut severities = BTreeMap::new();
    for finding in report.review.open() {
        *severities.entry(finding.severity).or_insert(0_usize) += 1;
    }
    Picture {
        scene,
        name: design.name.clone(),
        description: design.description.clone(),
        components: design.components.len(),
        total: report.cost.total,
        severities,
        edited,
    }
}
