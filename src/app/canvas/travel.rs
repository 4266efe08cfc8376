//! Items on their way to new places after an edit that moves many of them: an automatic layout, or its undoing.

use super::{CanvasState, Index};
use crate::app::theme;
use crate::scene::{Scene, morph};
use egui::Context;
use std::sync::Arc;

/// Time of the way, seconds.
const TIME: f32 = 0.18;
/// From this many moved items on the eye needs help to follow.
const LEAST: usize = 3;
/// Above this many items they jump: drawing every step would take longer than the way.
const MOST: usize = 600;

/// A picture that turns into another.
#[derive(Debug)]
pub(super) struct Travel {
    from: Arc<Scene>,
    to: Arc<Scene>,
    since: f64,
}

/// Starts from the picture `before` towards the one that was just built.
pub(super) fn begin(ctx: &Context, state: &mut CanvasState, before: Arc<Scene>) {
    let items = state.scene.tiles.len() + state.scene.frames.len();
    let moves = items <= MOST && morph::differs(&before, &state.scene, LEAST);
    if theme::motion(ctx, TIME) > 0.0 && moves {
        let to = state.scene.clone();
        state.scene = Arc::new(morph::between(&before, &to, 0.0));
        let since = ctx.input(|i| i.time);
        let from = before;
        state.travel = Some(Travel { from, to, since });
        ctx.request_repaint();
    }
}

/// The next step, if something is on its way.
pub(super) fn step(ctx: &Context, state: &mut CanvasState) {
    let Some(travel) = &state.travel else { return };
    let share = (ctx.input(|i| i.time) - travel.since) as f32 / TIME;
    if share < 1.0 {
        let eased = 1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3);
        state.scene = Arc::new(morph::between(&travel.from, &travel.to, eased));
        ctx.request_repaint();
    } else {
        state.scene = travel.to.clone();
        state.travel = None;
    }
    state.index = Index::of(&state.scene);
    state.generation += 1;
}

#[cfg(test)]
mod tests {
    use crate::app::canvas::tests::{key, open, two_zones};
    use crate::app::theme::Theme;
    use crate::scene::layout::{Scope, arrange};
    use egui::{Key, Modifiers};

    #[test]
    fn everything_is_laid_out_by_a_key_and_undone_in_one_step() {
        let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
        let before = h.state().state.design.clone();
        key(&mut h, Modifiers::ALT | Modifiers::SHIFT, Key::T);
        let after = h.state().state.design.clone();
        let arrangement = arrange(&before, Scope::All);
        for (id, frame) in &arrangement.frames {
            assert_eq!(after.container(id).unwrap().frame, *frame);
        }
        for (tile, at) in &arrangement.tiles {
            let component = after.component(&tile.component).unwrap();
            assert_eq!(component.placements[tile.placement].at, *at);
        }
        assert_ne!(before, after);
        // The picture has arrived, and shows what the design says.
        let tile = &h.state().canvas.scene().tiles[0];
        let component = after.component(&tile.component).unwrap();
        assert_eq!(tile.rect.min(), component.placements[tile.placement].at);
        key(&mut h, Modifiers::COMMAND, Key::Z);
        assert_eq!(h.state().state.design, before);
    }
}
