//! The presentation: the drawing alone on the screen, frame by frame.

use super::state::{Effect, State};
use super::view::{Camera, Selection, bounds};
use crate::model::{Container, Design, Id, Rect, Size};
use std::collections::BTreeMap;

/// Height that the line at the lower edge takes from the view, points.
const LINE: f32 = 44.0;
/// A frame that covers this share of the one around it is no stop of its own: the picture would hardly change.
const HARDLY_SMALLER: f32 = 0.85;

/// A presentation that is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Present {
    /// Number of the stop that is shown, from 0.
    pub stop: usize,
    /// Where one looked from before.
    before: Camera,
}

/// What a presentation shows in turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The whole drawing.
    Whole,
    /// A frame.
    Frame(Id),
}

/// The stops of a design: all of it, then its frames from the outside in, beside each other in reading order. Frames in
/// folded ones, empty ones, and those that are almost all of the frame around them are left out.
pub fn stops(design: &Design) -> Vec<Stop> {
    let mut children: BTreeMap<Option<&Id>, Vec<(&Id, &Container)>> = BTreeMap::new();
    for (id, container) in &design.containers {
        let parent = container.parent.as_ref();
        children.entry(parent).or_default().push((id, container));
    }
    for frames in children.values_mut() {
        frames.sort_by(|(a, x), (b, y)| {
            let (p, q) = (x.frame, y.frame);
            let rows = p.y.total_cmp(&q.y);
            rows.then(p.x.total_cmp(&q.x)).then(a.cmp(b))
        });
    }
    let mut out = vec![Stop::Whole];
    let whole = bounds(design).unwrap_or_default();
    add(design, &children, None, whole, 0, &mut out);
    out
}

fn add(
    design: &Design,
    children: &BTreeMap<Option<&Id>, Vec<(&Id, &Container)>>,
    parent: Option<&Id>,
    around: Rect,
    depth: usize,
    out: &mut Vec<Stop>,
) {
    // Deeper than any sane drawing: a cycle.
    if depth > 64 {
        return;
    }
    for (id, container) in children.get(&parent).into_iter().flatten() {
        if container.kind.is_text() || !holds_something(design, id) {
            continue;
        }
        let area = |rect: Rect| rect.w * rect.h;
        let smaller = area(container.frame) < area(around) * HARDLY_SMALLER;
        if smaller {
            out.push(Stop::Frame((*id).clone()));
        }
        if !container.collapsed {
            let shown = if smaller { container.frame } else { around };
            add(design, children, Some(id), shown, depth + 1, out);
        }
    }
}

fn holds_something(design: &Design, id: &Id) -> bool {
    let mut tiles = design.components.values().flat_map(|c| &c.placements);
    tiles.any(|tile| design.is_inside(tile.parent.as_ref(), id))
}

/// The part of the canvas that a stop shows.
pub fn rect_of(design: &Design, stop: &Stop) -> Option<Rect> {
    match stop {
        Stop::Whole => bounds(design),
        Stop::Frame(id) => design.container(id).map(|container| container.frame),
    }
}

impl State {
    /// Begins the presentation with the whole drawing, or ends it where one looked before.
    pub(super) fn present(&mut self, on: bool) {
        if on == self.view.present.is_some() {
            return;
        }
        match self.view.present.take() {
            Some(present) => {
                self.view.camera = present.before;
                self.view.glides = false;
            }
            None => {
                self.selection = Selection::default();
                self.view.present = Some(Present {
                    stop: 0,
                    before: self.view.camera,
                });
                self.aim();
            }
        }
        self.effects.push(Effect::FullScreen(on));
    }

    /// Goes on, or back, to another stop; stays at the first and the last.
    pub(super) fn step_on(&mut self, by: i32) {
        let last = stops(&self.design).len().saturating_sub(1);
        if let Some(present) = &mut self.view.present {
            let stop = i64::try_from(present.stop).unwrap_or(0) + i64::from(by);
            present.stop = usize::try_from(stop.max(0)).unwrap_or(0).min(last);
            self.aim();
        }
    }

    /// Looks at the stop of the presentation, if one is going on.
    pub(super) fn aim(&mut self) {
        let size = self.view.viewport;
        let (Some(present), true) = (self.view.present, size.w > 0.0 && size.h > 0.0) else {
            return;
        };
        let stop = stops(&self.design).into_iter().nth(present.stop);
        let rect = rect_of(&self.design, &stop.unwrap_or(Stop::Whole));
        let above = Size {
            h: (size.h - LINE).max(1.0),
            ..size
        };
        self.view.glides = true;
        self.view.camera = rect.map_or_else(Camera::default, |r| Camera::around(r, above, 2.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Prefs;
    use crate::pricing::Catalogue;

    fn sample() -> State {
        let text = include_str!("../../samples/remember.ron");
        let design = crate::io::ron::read(text, "remember.ron").unwrap().design;
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(design, None);
        state.view.viewport = Size {
            w: 1000.0,
            h: 600.0,
        };
        state
    }

    #[test]
    fn it_goes_from_the_whole_inwards_and_no_frame_comes_before_the_one_around_it() {
        let state = sample();
        let stops = stops(&state.design);
        assert_eq!(stops[0], Stop::Whole);
        assert!(stops.len() > 3, "{stops:?}");
        let at = |id: &Id| stops.iter().position(|s| *s == Stop::Frame(id.clone()));
        for stop in &stops[1..] {
            let Stop::Frame(id) = stop else {
                panic!("{stop:?}")
            };
            let frame = state.design.container(id).unwrap();
            assert!(holds_something(&state.design, id));
            for (outer, _) in state.design.ancestors(frame.parent.as_ref()) {
                assert!(at(outer) < at(id));
            }
        }
    }

    #[test]
    fn steps_stay_within_the_stops_and_the_end_leads_back() {
        let mut state = sample();
        let before = state.view.camera;
        state.present(true);
        let whole = state.view.camera;
        state.step_on(-1);
        assert_eq!(state.view.camera, whole);
        state.step_on(1);
        assert_ne!(state.view.camera, whole);
        state.step_on(1_000);
        let last = stops(&state.design).len() - 1;
        assert_eq!(state.view.present.unwrap().stop, last);
        state.present(false);
        assert_eq!((state.view.present, state.view.camera), (None, before));
        assert_eq!(
            state.effects[state.effects.len() - 2..],
            [Effect::FullScreen(true), Effect::FullScreen(false)]
        );
    }
}
