//! Icons of the user's folder as textures. Pictures are made when they are drawn first and kept while the set stays.

use crate::io::export::icons::pixels;
use crate::scene::icons::IconSet;
use egui::epaint::{CornerRadius, RectShape};
use egui::mutex::Mutex;
use egui::{
    Color32, ColorImage, Context, Id, Rect, TextureFilter, TextureHandle, TextureId,
    TextureOptions, pos2,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Side of a picture, pixels.
const SIDE: u16 = 64;

/// The set and its pictures.
#[derive(Default)]
struct Pictures {
    set: IconSet,
    generation: u64,
    textures: BTreeMap<String, Option<TextureHandle>>,
}

fn pictures(ctx: &Context) -> Arc<Mutex<Pictures>> {
    ctx.data_mut(|data| {
        let made: &mut Arc<Mutex<Pictures>> = data.get_temp_mut_or_default(Id::new("icons"));
        made.clone()
    })
}

/// Icons of `set` are drawn from now on.
pub fn install(ctx: &Context, set: IconSet) {
    let pictures = pictures(ctx);
    let mut pictures = pictures.lock();
    pictures.set = set;
    pictures.generation += 1;
    pictures.textures.clear();
}

/// Changes with every set: what is drawn with icons can be kept while it stays the same.
pub fn generation(ctx: &Context) -> u64 {
    pictures(ctx).lock().generation
}

/// The picture of a kind, if the set has one that can be drawn.
pub fn texture(ctx: &Context, kind: &str) -> Option<TextureId> {
    let pictures = pictures(ctx);
    let mut pictures = pictures.lock();
    if let Some(known) = pictures.textures.get(kind) {
        return known.as_ref().map(TextureHandle::id);
    }
    let side = [usize::from(SIDE); 2];
    let image = pictures
        .set
        .get(kind)
        .and_then(|svg| pixels(svg, SIDE))
        .map(|rgba| ColorImage::from_rgba_premultiplied(side, &rgba));
    let options = TextureOptions {
        mipmap_mode: Some(TextureFilter::Linear),
        ..TextureOptions::LINEAR
    };
    let made = image.map(|image| ctx.load_texture(format!("icon {kind}"), image, options));
    let id = made.as_ref().map(TextureHandle::id);
    pictures.textures.insert(kind.to_owned(), made);
    id
}

/// The picture of a kind in a square.
pub fn shape(ctx: &Context, kind: &str, square: Rect) -> Option<RectShape> {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let shape = RectShape::filled(square, CornerRadius::ZERO, Color32::WHITE);
    texture(ctx, kind).map(|id| shape.with_texture(id, whole))
}
