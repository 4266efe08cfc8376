//! The picture of a large design while it changes. What is dragged follows the pointer at once ([`Follow`]); the settled
//! picture is made on a thread ([`super::builder`]), again and again while the drag lasts, and after every edit.

use super::CanvasState;
use super::SceneKey;
use super::builder::{Builder, Order};
use super::index::Index;
use super::travel;
use crate::app::cx::Cx;
use crate::app::passes::LARGE;
use crate::model::Id;
use crate::scene::follow::Follow;
use crate::scene::{self, SceneOptions};
use egui::Context;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Brings the picture of a large design up to date, as far as that can be done in a frame. Whether that is the way to do
/// it: a picture that shows other texts than before, and the first one, are made at once.
pub(super) fn large(
    ctx: &Context,
    cx: &Cx<'_>,
    state: &mut CanvasState,
    (key, options): (SceneKey, &SceneOptions),
    moved: Option<&BTreeSet<Id>>,
) -> bool {
    let same_texts = |before: &SceneKey| {
        let now = SceneKey {
            revision: before.revision,
            reported: before.reported,
            live: before.live,
            ..key
        };
        now == *before
    };
    let is_large = cx.design().components.len() >= LARGE && state.scene.tiles.len() >= LARGE / 2;
    if !is_large || !state.built.as_ref().is_some_and(same_texts) {
        state.follow = None;
        state.builder.forget();
        return false;
    }
    state.travel = None;
    state.base = None;
    match moved {
        Some(moved) => drag(ctx, cx, state, (key, options), moved),
        None => rest(ctx, cx, state, (key, options)),
    }
    true
}

fn order(cx: &Cx<'_>, key: SceneKey, options: &SceneOptions) -> Order {
    Order {
        key,
        design: cx.design().clone(),
        report: cx.state.report.clone(),
        options: *options,
        dragged: None,
    }
}

/// Something is dragged.
fn drag(
    ctx: &Context,
    cx: &Cx<'_>,
    state: &mut CanvasState,
    (key, options): (SceneKey, &SceneOptions),
    moved: &BTreeSet<Id>,
) {
    let design = cx.design();
    let begins = state
        .follow
        .as_ref()
        .is_none_or(|follow| follow.moved() != moved);
    if begins {
        state.builder.forget();
    }
    let built = state.builder.take();
    if built.is_none() && !begins && state.built == Some(key) {
        return;
    }
    let settled = built.is_some();
    if let Some(built) = built {
        state.build_time = built.time;
        let ready = built.follow.filter(|follow| follow.moved() == moved);
        let follow = ready.unwrap_or_else(|| Follow::new(built.scene, design, moved.clone()));
        let index = std::mem::replace(&mut state.index, built.index);
        let scene = std::mem::take(&mut state.scene);
        Builder::drop_aside((state.follow.replace(follow), index, scene));
        state.pictures += 1;
    } else if begins {
        let unsettled = state.follow.is_some();
        let follow = Follow::new(state.scene.clone(), design, moved.clone());
        if unsettled {
            state.index = Index::of(follow.base());
            state.pictures += 1;
        }
        state.follow = Some(follow);
    }
    let Some(mut follow) = state.follow.take() else {
        return;
    };
    // The picture must have one owner, to be changed without a copy.
    state.scene = Arc::default();
    let index = std::mem::take(&mut state.index);
    let followed = follow.step(design, &cx.state.report, options, &|rect| index.near(rect));
    state.index = index;
    if !followed {
        // Copies that were not there before, say.
        let scene = scene::reroute(follow.base(), design, &cx.state.report, options, moved);
        state.index = Index::of(&scene);
        state.pictures += 1;
        follow = Follow::new(Arc::new(scene), design, moved.clone());
    }
    state.index.set_moved(follow.changed());
    state.scene = follow.scene();
    // Bill and findings of the way so far, and the lines that settle around it, as soon as the hand rests: until then the
    // processor is the drawing's.
    let news = state.drawn_report != key.reported && !cx.state.lags();
    if news && !settled && state.builder.is_rested() {
        state.drawn_report = key.reported;
        let order = Order {
            dragged: Some((follow.base().clone(), moved.clone())),
            ..order(cx, key, options)
        };
        let wake = ctx.clone();
        state.builder.start(order, move || wake.request_repaint());
    }
    state.follow = Some(follow);
    state.built = Some(key);
    state.generation += 1;
}

/// Nothing is dragged: the settled picture takes its place as soon as it is there.
fn rest(
    ctx: &Context,
    cx: &Cx<'_>,
    state: &mut CanvasState,
    (key, options): (SceneKey, &SceneOptions),
) {
    if cx.state.lags() {
        // The picture shows the findings too.
        state.builder.forget();
        return;
    }
    if let Some(built) = state.builder.take().filter(|built| built.key == key) {
        Builder::drop_aside(state.follow.take());
        let before = std::mem::replace(&mut state.scene, built.scene);
        if state.built.is_some_and(|shown| !shown.live) {
            travel::begin(ctx, state, before);
        }
        state.index = built.index;
        state.build_time = built.time;
        state.built = Some(key);
        state.drawn_report = key.reported;
        state.generation += 1;
        state.pictures += 1;
    } else if state.built != Some(key) {
        let wake = ctx.clone();
        let order = order(cx, key, options);
        state.builder.start(order, move || wake.request_repaint());
    }
}
