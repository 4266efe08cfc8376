//! Pictures of large designs are settled on a thread of their own: until then what was dragged stands where it was put, with
//! its lines led there alone, and everything else as it was.

use super::SceneKey;
use super::index::Index;
use crate::analysis::Report;
use crate::app::pools::{PICTURES, give_way};
use crate::model::{Design, Id};
use crate::scene::follow::Follow;
use crate::scene::{self, Scene, SceneOptions};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

/// What a picture is made of.
pub(super) struct Order {
    pub(super) key: SceneKey,
    pub(super) design: Design,
    pub(super) report: Arc<Report>,
    pub(super) options: SceneOptions,
    /// While something is dragged: the picture in which all but that is kept, and what is dragged.
    pub(super) dragged: Option<(Arc<Scene>, BTreeSet<Id>)>,
}

/// A settled picture.
pub(super) struct Built {
    pub(super) key: SceneKey,
    pub(super) scene: Arc<Scene>,
    pub(super) index: Index,
    pub(super) time: Duration,
    /// For the drag that lasts: what follows it from this picture on.
    pub(super) follow: Option<Follow>,
}

/// The thread that makes pictures, one at a time.
#[derive(Default)]
pub(super) struct Builder {
    under_way: Option<Receiver<Built>>,
    /// Nobody waits for the picture that is being made.
    unwanted: bool,
    /// While something is dragged, the processor is left to the drawing until then.
    rest: Option<Instant>,
}

/// Makes a picture.
pub(super) fn build(order: Order) -> Built {
    let start = Instant::now();
    let Order {
        key,
        design,
        report,
        options,
        dragged,
    } = order;
    let scene = match &dragged {
        Some((base, moved)) => scene::reroute(base, &design, &report, &options, moved),
        None => scene::build(&design, &report, &options),
    };
    let (index, scene) = (Index::of(&scene), Arc::new(scene));
    let follow = dragged.map(|(_, moved)| {
        let mut follow = Follow::new(scene.clone(), &design, moved);
        follow.make_ready();
        follow
    });
    Built {
        key,
        index,
        scene,
        time: start.elapsed(),
        follow,
    }
}

impl Builder {
    /// Whether a picture is being made.
    pub(super) fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether a picture may be made beside a drag.
    pub(super) fn is_rested(&self) -> bool {
        !self.is_busy() && self.rest.is_none_or(|rest| Instant::now() >= rest)
    }

    /// Starts making a picture, unless one is being made. `wake` is called at the end.
    pub(super) fn start(&mut self, order: Order, wake: impl FnOnce() + Send + 'static) {
        if self.is_busy() {
            return;
        }
        self.under_way = PICTURES.start("picture", move || build(order), wake);
        self.unwanted = false;
    }

    /// Drops what takes its time to be dropped.
    pub(super) fn drop_aside(value: impl Send + 'static) {
        let thread = std::thread::Builder::new().name("drop".to_owned());
        // Where there is no thread, it has been dropped by now.
        let _ = thread.spawn(move || {
            give_way();
            drop(value);
        });
    }

    /// The picture, as soon as it is made.
    pub(super) fn take(&mut self) -> Option<Built> {
        let built = match self.under_way.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => return None,
            other => other.ok(),
        };
        self.under_way = None;
        if let Some(built) = &built {
            self.rest = Some(Instant::now() + 2 * built.time);
        }
        built.filter(|_| !self.unwanted)
    }

    /// Nobody waits for the picture that is being made.
    pub(super) fn forget(&mut self) {
        self.unwanted = true;
    }
}
