//! What stands still in a moving window is drawn from a picture of the window.
//!
//! The window toolkit draws everything in every frame. While a component is dragged, that is mostly panels, words and tiles that
//! look as they did in the frame before; a software rasteriser takes longer for them than for all that moves. So the window is
//! looked at in cells. Each has a mark of all shapes that touch it, in their order. Where the mark is that of a frame of which
//! there is a picture, the pixels are the same too: the cell is filled from the picture, and shapes that touch no other cells
//! are left out; of images only the other cells are drawn. The picture is asked for when much of the window stood still
//! between two frames of a movement.
//!
//! A texture must not change its content while it keeps its name: what is drawn with it would not be seen to change.

use egui::epaint::{ColorMode, PathStroke, Shape};
use egui::layers::ShapeIdx;
use egui::{
    Color32, ColorImage, Context, Event, LayerId, Mesh, Pos2, Rect, TextureHandle, TextureId,
    TextureOptions, UserData, ViewportCommand, pos2,
};
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

/// Side of a cell, points.
const SIDE: f32 = 32.0;
/// Frames that follow each other within so many seconds are a movement.
const SOON: f64 = 0.15;
/// Share of the window that must stand still to be worth a picture.
const WORTH: f32 = 0.12;
/// Frames from one picture to the next, at least.
const PAUSE: u32 = 6;
/// So far beyond its outline a shape may touch pixels, points: edges are smoothed.
const AROUND: f32 = 2.0;

/// Makes numbers of what shapes consist of.
const MARKS: FixedState = FixedState::with_seed(0);

/// Marks a screenshot as asked for by this module.
struct Asked;

/// What a picture can be used for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Setting {
    window: Rect,
    pixels_per_point: f32,
    clear: Color32,
}

struct Picture {
    cells: Vec<u64>,
    /// Cells that are as the window is before anything is drawn.
    blank: Vec<bool>,
    texture: TextureHandle,
}

/// What is known of the window's looks.
#[derive(Default)]
pub(super) struct Still {
    setting: Option<Setting>,
    /// The frame before.
    before: Vec<u64>,
    picture: Option<Picture>,
    /// Frames that followed each other soon.
    moving: u32,
    /// Frames since a picture was asked for.
    since: u32,
    /// When the frame before was drawn, seconds.
    last: f64,
    /// Counts what looks different in every frame.
    unlike: u64,
}

impl Still {
    /// Called when everything is drawn: leaves out what the picture shows.
    pub(super) fn apply(&mut self, ctx: &Context) {
        self.take(ctx);
        if ctx.will_discard() {
            return;
        }
        let setting = Setting {
            window: ctx.viewport_rect(),
            pixels_per_point: ctx.pixels_per_point(),
            clear: ctx.global_style().visuals.panel_fill,
        };
        let pixels = setting.window.area() * setting.pixels_per_point.powi(2);
        let layers = layers(ctx).filter(|_| pixels > 0.0 && pixels <= super::SHADED_PIXELS);
        let Some(layers) = layers else {
            self.setting = None;
            return;
        };
        if self.setting != Some(setting) {
            self.setting = Some(setting);
            self.picture = None;
            self.before.clear();
        }
        let mut looks = Looks::new(setting.window, self.unlike);
        ctx.graphics(|g| {
            for list in layers.iter().filter_map(|layer| g.get(*layer)) {
                for entry in list.all_entries() {
                    looks.add(entry.clip_rect, &entry.shape);
                }
            }
        });
        self.unlike = looks.unlike;
        self.ask(ctx, &looks);
        if let Some(picture) = &self.picture {
            leave_out(ctx, &layers, &looks, picture, setting.window);
        }
        self.before = looks.cells;
    }

    /// Takes over the picture that was asked for: it shows the frame before.
    fn take(&mut self, ctx: &Context) {
        let image = ctx.input(|i| {
            i.events.iter().find_map(|event| match event {
                Event::Screenshot {
                    user_data, image, ..
                } => {
                    let data = user_data.data.as_ref()?;
                    data.is::<Asked>().then(|| image.clone())
                }
                _ => None,
            })
        });
        let Some(image) = image else { return };
        let fits = self.setting.is_some_and(|setting| {
            let size = setting.window.size() * setting.pixels_per_point;
            let [w, h] = image.size;
            size.x.round() == w as f32 && size.y.round() == h as f32
        });
        if fits && !self.before.is_empty() {
            self.show(ctx, image);
        }
    }

    fn show(&mut self, ctx: &Context, image: Arc<ColorImage>) {
        let cells = self.before.clone();
        let blank = self.setting.map(|setting| blank_cells(&image, setting));
        let blank = blank.unwrap_or_default();
        let options = TextureOptions::NEAREST;
        match &mut self.picture {
            Some(picture) => {
                picture.texture.set(image, options);
                picture.cells = cells;
                picture.blank = blank;
            }
            None => {
                let texture = ctx.load_texture("still", image, options);
                self.picture = Some(Picture {
                    cells,
                    blank,
                    texture,
                });
            }
        }
    }

    /// Asks for a picture where that is worth it.
    fn ask(&mut self, ctx: &Context, looks: &Looks) {
        let now = ctx.input(|i| i.time);
        let soon = now - self.last < SOON;
        self.last = now;
        self.moving = if soon { self.moving + 1 } else { 0 };
        self.since = self.since.saturating_add(1);
        if self.moving < 2 || self.since < PAUSE || self.before.len() != looks.cells.len() {
            return;
        }
        let shown = |number: usize| {
            let picture = self.picture.as_ref();
            picture.and_then(|picture| picture.cells.get(number).copied())
        };
        let pairs = looks.cells.iter().zip(&self.before).enumerate();
        let still = pairs.filter(|(number, (now, before))| {
            **now != 0 && now == before && shown(*number) != Some(**now)
        });
        if still.count() as f32 > WORTH * looks.cells.len() as f32 {
            self.since = 0;
            let mark = UserData::new(Asked);
            ctx.send_viewport_cmd(ViewportCommand::Screenshot(mark));
        }
    }
}

/// Which cells of a picture have the colour that the window is cleared with, row by row.
fn blank_cells(image: &ColorImage, setting: Setting) -> Vec<bool> {
    let looks = Looks::new(setting.window, 0);
    let mut blank = vec![true; looks.columns * looks.rows];
    let side = SIDE * setting.pixels_per_point;
    // As far as the cell after the one at `place`, in whole pixels.
    let end =
        |place: usize, most: usize| ((place + 1) as f32 * side).ceil().min(most as f32) as usize;
    let [width, height] = image.size;
    let clear = |pixel: &Color32| pixel.to_tuple() == setting.clear.to_tuple();
    for (row, cells) in blank.chunks_mut(looks.columns).enumerate() {
        let rows = (row as f32 * side) as usize..end(row, height);
        for line in rows.filter_map(|y| image.pixels.get(y * width..(y + 1) * width)) {
            for (column, cell) in cells.iter_mut().enumerate() {
                let from = (column as f32 * side) as usize;
                let part = line.get(from..end(column, width));
                *cell = *cell && part.is_some_and(|part| part.iter().all(clear));
            }
        }
    }
    blank
}

/// The layers in the order of painting; none where that is not known, or where something is painted that is no shape on its
/// place.
fn layers(ctx: &Context) -> Option<Vec<LayerId>> {
    let known: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    let used: Vec<LayerId> = ctx.viewport(|v| v.this_pass.widgets.layer_ids().collect());
    let painted =
        |layer: &LayerId| ctx.graphics(|g| g.get(*layer).is_some_and(|list| !list.is_empty()));
    let others = used
        .iter()
        .chain([&LayerId::debug()])
        .any(|layer| !known.contains(layer) && painted(layer));
    let moved = |layer: &LayerId| ctx.layer_transform_to_global(*layer).is_some();
    if others || known.iter().any(moved) {
        return None;
    }
    let mut ordered = known;
    // Stable: within an order, areas keep theirs.
    ordered.sort_by_key(|layer| layer.order as usize);
    Some(ordered)
}

/// Leaves out what the picture shows, and draws the picture.
fn leave_out(ctx: &Context, layers: &[LayerId], looks: &Looks, picture: &Picture, window: Rect) {
    if picture.cells.len() != looks.cells.len() {
        return;
    }
    let pairs = looks.cells.iter().zip(&picture.cells);
    let fresh: Vec<bool> = pairs.map(|(now, then)| now != then).collect();
    let kept = |number: usize| {
        let drawn = looks.cells.get(number).is_some_and(|mark| *mark != 0);
        drawn && fresh.get(number) == Some(&false)
    };
    let drawn = looks.cells.iter().filter(|mark| **mark != 0).count();
    let filled = (0..fresh.len()).filter(|number| kept(*number)).count();
    // A picture of little is not worth its pixels.
    if filled * 8 < drawn {
        return;
    }
    let sums = Sums::new(&fresh, looks.columns);
    let clip = sums.bounds(looks).expand(AROUND);
    let mut ranges = looks.ranges.iter();
    let mut touched = Touched::new(looks);
    ctx.graphics_mut(|g| {
        for layer in layers {
            let Some(list) = g.get_mut(*layer) else {
                continue;
            };
            let count = list.all_entries().len();
            for (index, range) in (0..count).zip(ranges.by_ref()) {
                let seen = range.filter(|range| sums.any(*range));
                list.mutate_shape(ShapeIdx(index), |entry| match seen {
                    None => entry.shape = Shape::Noop,
                    Some(range) => {
                        entry.clip_rect = entry.clip_rect.intersect(clip);
                        match only_fresh(&entry.shape, looks, &fresh, range) {
                            Some(part) => entry.shape = part,
                            None => touched.add(range),
                        }
                    }
                });
            }
        }
        let touched = touched.cells();
        // What is blank in the picture is so already, unless a shape that is drawn reaches there.
        let needed = |number: usize| {
            let is = |list: &[bool]| list.get(number).copied().unwrap_or(false);
            kept(number) && (is(&touched) || !is(&picture.blank))
        };
        let mesh = quads(looks, &needed, picture, window);
        g.entry(LayerId::debug()).add(window, Shape::mesh(mesh));
    });
}

/// The fresh cells of an image that fills a rectangle: most of a large one may stand still. None for any other shape.
fn only_fresh(shape: &Shape, looks: &Looks, fresh: &[bool], range: Range) -> Option<Shape> {
    let Shape::Mesh(image) = shape else {
        return None;
    };
    // As `Mesh::add_rect_with_uv` makes it.
    let [a, b, c, d] = image.vertices.as_slice() else {
        return None;
    };
    let (place, uv) = (
        Rect::from_two_pos(a.pos, d.pos),
        Rect {
            min: a.uv,
            max: d.uv,
        },
    );
    let upright = b.pos == place.right_top() && c.pos == place.left_bottom() && a.pos == place.min;
    let straight = b.uv == pos2(uv.max.x, uv.min.y) && c.uv == pos2(uv.min.x, uv.max.y);
    let even = [b, c, d].iter().all(|vertex| vertex.color == a.color);
    let is_image = image.texture_id != TextureId::default() && image.indices.len() == 6;
    if !(is_image && upright && straight && even && place.is_positive()) {
        return None;
    }
    let within = |number: usize| {
        let (column, row) = (number % looks.columns, number / looks.columns);
        let inside = (range.left..=range.right).contains(&column)
            && (range.top..=range.bottom).contains(&row);
        inside && fresh.get(number) == Some(&true)
    };
    let mut mesh = Mesh::with_texture(image.texture_id);
    for range in runs(looks, &within) {
        let rect = looks.rect(range).intersect(place);
        let share = |p: Pos2| uv.min + (p - place.min) / place.size() * uv.size();
        let part = Rect::from_min_max(share(rect.min), share(rect.max));
        if rect.is_positive() {
            mesh.add_rect_with_uv(rect, part, a.color);
        }
    }
    Some(Shape::mesh(mesh))
}

/// The cells for which `kept` holds, as rectangles of the picture.
fn quads(looks: &Looks, kept: &dyn Fn(usize) -> bool, picture: &Picture, window: Rect) -> Mesh {
    let mut mesh = Mesh::with_texture(picture.texture.id());
    for range in runs(looks, kept) {
        let rect = looks.rect(range).intersect(window);
        let share = |p: Pos2| (p - window.min) / window.size();
        let uv = Rect::from_min_max(share(rect.min).to_pos2(), share(rect.max).to_pos2());
        mesh.add_rect_with_uv(rect, uv, Color32::WHITE);
    }
    mesh
}

/// The cells for which `kept` holds, as few rectangles.
fn runs(looks: &Looks, kept: &dyn Fn(usize) -> bool) -> Vec<Range> {
    // Runs of cells in a row; one that stands right below an equal one makes that higher.
    let mut open: Vec<(Range, bool)> = Vec::new();
    let mut done: Vec<Range> = Vec::new();
    for row in 0..looks.rows {
        let mut column = 0;
        for (_, grown) in &mut open {
            *grown = false;
        }
        while column < looks.columns {
            let from = column;
            while column < looks.columns && kept(row * looks.columns + column) {
                column += 1;
            }
            if column == from {
                column += 1;
                continue;
            }
            let above = open.iter_mut().find(|(range, _)| {
                range.left == from && range.right + 1 == column && range.bottom + 1 == row
            });
            if let Some((range, grown)) = above {
                range.bottom = row;
                *grown = true;
            } else {
                let range = Range {
                    left: from,
                    right: column - 1,
                    top: row,
                    bottom: row,
                };
                open.push((range, true));
            }
        }
        let (growing, closed): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, grown)| *grown);
        open = growing;
        done.extend(closed.into_iter().map(|(range, _)| range));
    }
    done.extend(open.into_iter().map(|(range, _)| range));
    done
}

/// The cells that some ranges take in.
struct Touched {
    columns: usize,
    /// How many more ranges begin here than end, along rows and columns.
    steps: Vec<i32>,
}

impl Touched {
    fn new(looks: &Looks) -> Touched {
        Touched {
            columns: looks.columns,
            steps: vec![0; (looks.columns + 1) * (looks.rows + 1)],
        }
    }
    fn add(&mut self, range: Range) {
        let wide = self.columns + 1;
        let corners = [
            (range.left, range.top, 1),
            (range.right + 1, range.top, -1),
            (range.left, range.bottom + 1, -1),
            (range.right + 1, range.bottom + 1, 1),
        ];
        for (column, row, step) in corners {
            if let Some(at) = self.steps.get_mut(row * wide + column) {
                *at += step;
            }
        }
    }
    /// Whether each cell is taken in, row by row.
    fn cells(&self) -> Vec<bool> {
        let wide = self.columns + 1;
        let mut above = vec![0; wide];
        let mut cells = Vec::with_capacity(self.steps.len());
        for row in self.steps.chunks_exact(wide) {
            let mut run = 0;
            for (above, step) in above.iter_mut().zip(row) {
                *above += step;
                run += *above;
                cells.push(run > 0);
            }
            // The place after the last column is no cell.
            cells.pop();
        }
        cells
    }
}

/// A rectangle of cells, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Range {
    fn union(self, other: Range) -> Range {
        Range {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// How many of the cells above and left of a corner are fresh.
struct Sums {
    columns: usize,
    sums: Vec<u32>,
    /// All fresh cells lie in it.
    range: Option<Range>,
}

impl Sums {
    fn new(fresh: &[bool], columns: usize) -> Sums {
        let wide = columns + 1;
        let mut sums = vec![0; wide];
        let mut range: Option<Range> = None;
        for (row, cells) in fresh.chunks(columns.max(1)).enumerate() {
            let (mut run, above) = (0, sums.len() - wide);
            sums.push(0);
            for (column, fresh) in cells.iter().enumerate() {
                run += u32::from(*fresh);
                sums.push(sums[above + column + 1] + run);
                if *fresh {
                    let cell = Range {
                        left: column,
                        right: column,
                        top: row,
                        bottom: row,
                    };
                    range = Some(range.map_or(cell, |range| range.union(cell)));
                }
            }
        }
        Sums {
            columns,
            sums,
            range,
        }
    }

    fn any(&self, range: Range) -> bool {
        let wide = self.columns + 1;
        let at = |row: usize, column: usize| self.sums.get(row * wide + column).copied();
        let [a, b, c, d] = [
            at(range.top, range.left),
            at(range.top, range.right + 1),
            at(range.bottom + 1, range.left),
            at(range.bottom + 1, range.right + 1),
        ]
        .map(|sum| i64::from(sum.unwrap_or(0)));
        d - b - c + a > 0
    }

    fn bounds(&self, looks: &Looks) -> Rect {
        self.range.map_or(Rect::NOTHING, |range| looks.rect(range))
    }
}

/// The marks of all cells.
struct Looks {
    window: Rect,
    columns: usize,
    rows: usize,
    /// 0 for a cell that nothing touches.
    cells: Vec<u64>,
    /// The cells of each shape, in the order of painting.
    ranges: Vec<Option<Range>>,
    unlike: u64,
}

impl Looks {
    fn new(window: Rect, unlike: u64) -> Looks {
        let [columns, rows] =
            [window.width(), window.height()].map(|side| (side / SIDE).ceil().max(1.0) as usize);
        Looks {
            window,
            columns,
            rows,
            cells: vec![0; columns * rows],
            ranges: Vec::new(),
            unlike,
        }
    }

    fn rect(&self, range: Range) -> Rect {
        let at = |column: usize, row: usize| {
            let p = pos2(column as f32 * SIDE, row as f32 * SIDE);
            self.window.min + p.to_vec2()
        };
        Rect::from_min_max(
            at(range.left, range.top),
            at(range.right + 1, range.bottom + 1),
        )
    }

    fn add(&mut self, clip: Rect, shape: &Shape) {
        let range = self.shape(clip, shape);
        self.ranges.push(range);
    }

    /// Marks the cells of a shape.
    fn shape(&mut self, clip: Rect, shape: &Shape) -> Option<Range> {
        if let Shape::Vec(shapes) = shape {
            let ranges = shapes.iter().filter_map(|shape| self.shape(clip, shape));
            return ranges.reduce(Range::union);
        }
        let mut mark = MARKS.build_hasher();
        rect(&mut mark, clip);
        if !look(&mut mark, shape) {
            self.unlike += 1;
            self.unlike.hash(&mut mark);
        }
        let mark = mark.finish();
        // The outline of a line with corners takes in much that it does not touch.
        match shape {
            Shape::Path(path) if path.fill == Color32::TRANSPARENT => {
                let around = path.stroke.width + AROUND;
                let last = path.points.last().copied();
                let first = path.points.first().copied();
                let back = last.zip(first).filter(|_| path.closed).map(|(a, b)| [a, b]);
                let pairs = path.points.windows(2).map(|pair| [pair[0], pair[1]]);
                let rects = pairs.chain(back);
                let rects = rects.map(|[a, b]| Rect::from_two_pos(a, b).expand(around));
                let ranges = rects.filter_map(|rect| self.touch(rect.intersect(clip), mark));
                ranges.reduce(Range::union)
            }
            Shape::Noop => None,
            _ => {
                let bounds = shape.visual_bounding_rect().expand(AROUND);
                self.touch(bounds.intersect(clip), mark)
            }
        }
    }

    fn touch(&mut self, rect: Rect, mark: u64) -> Option<Range> {
        let rect = rect.intersect(self.window);
        if !rect.is_positive() {
            return None;
        }
        let cell = |v: f32, most: usize| ((v / SIDE).max(0.0) as usize).min(most - 1);
        let (min, max) = (rect.min - self.window.min, rect.max - self.window.min);
        let range = Range {
            left: cell(min.x, self.columns),
            right: cell(max.x, self.columns),
            top: cell(min.y, self.rows),
            bottom: cell(max.y, self.rows),
        };
        for row in range.top..=range.bottom {
            let start = row * self.columns;
            let cells = self.cells.get_mut(start + range.left..=start + range.right);
            for cell in cells.into_iter().flatten() {
                let mut both = MARKS.build_hasher();
                both.write_u64(*cell);
                both.write_u64(mark);
                // Never 0, which is that of nothing.
                *cell = both.finish().max(1);
            }
        }
        Some(range)
    }
}

fn number(mark: &mut impl Hasher, value: f32) {
    mark.write_u32(value.to_bits());
}

fn place(mark: &mut impl Hasher, p: Pos2) {
    mark.write_u64(u64::from(p.x.to_bits()) << 32 | u64::from(p.y.to_bits()));
}

fn rect(mark: &mut impl Hasher, rect: Rect) {
    place(mark, rect.min);
    place(mark, rect.max);
}

/// Whether a stroke can be described.
fn path_stroke(mark: &mut impl Hasher, stroke: &PathStroke) -> bool {
    number(mark, stroke.width);
    mark.write_u8(stroke.kind as u8);
    match &stroke.color {
        ColorMode::Solid(color) => color.hash(mark),
        // Nobody knows what it does.
        ColorMode::UV(_) => return stroke.width <= 0.0,
    }
    true
}

/// Describes a shape; whether that could be done.
fn look(mark: &mut impl Hasher, shape: &Shape) -> bool {
    std::mem::discriminant(shape).hash(mark);
    match shape {
        Shape::Noop | Shape::Vec(_) => {}
        Shape::Callback(_) => return false,
        Shape::Circle(circle) => {
            place(mark, circle.center);
            number(mark, circle.radius);
            circle.fill.hash(mark);
            circle.stroke.hash(mark);
        }
        Shape::Ellipse(ellipse) => {
            place(mark, ellipse.center);
            place(mark, ellipse.radius.to_pos2());
            number(mark, ellipse.angle);
            ellipse.fill.hash(mark);
            ellipse.stroke.hash(mark);
        }
        Shape::LineSegment { points, stroke } => {
            points.iter().for_each(|p| place(mark, *p));
            stroke.hash(mark);
        }
        Shape::Path(path) => {
            path.points.iter().for_each(|p| place(mark, *p));
            path.closed.hash(mark);
            path.fill.hash(mark);
            return path_stroke(mark, &path.stroke);
        }
        Shape::QuadraticBezier(curve) => {
            curve.points.iter().for_each(|p| place(mark, *p));
            curve.closed.hash(mark);
            curve.fill.hash(mark);
            return path_stroke(mark, &curve.stroke);
        }
        Shape::CubicBezier(curve) => {
            curve.points.iter().for_each(|p| place(mark, *p));
            curve.closed.hash(mark);
            curve.fill.hash(mark);
            return path_stroke(mark, &curve.stroke);
        }
        Shape::Rect(shape) => {
            rect(mark, shape.rect);
            let radius = shape.corner_radius;
            [radius.nw, radius.ne, radius.sw, radius.se].hash(mark);
            shape.fill.hash(mark);
            shape.stroke.hash(mark);
            mark.write_u8(shape.stroke_kind as u8);
            shape.round_to_pixels.hash(mark);
            number(mark, shape.blur_width);
            number(mark, shape.angle);
            if let Some(brush) = &shape.brush {
                brush.fill_texture_id.hash(mark);
                rect(mark, brush.uv);
            }
        }
        Shape::Text(text) => {
            place(mark, text.pos);
            text.galley.job.hash(mark);
            number(mark, text.galley.pixels_per_point);
            rect(mark, text.galley.mesh_bounds);
            text.underline.hash(mark);
            text.fallback_color.hash(mark);
            text.override_text_color.hash(mark);
            number(mark, text.opacity_factor);
            number(mark, text.angle);
        }
        Shape::Mesh(mesh) => {
            mesh.texture_id.hash(mark);
            mesh.indices.hash(mark);
            for vertex in &mesh.vertices {
                place(mark, vertex.pos);
                place(mark, vertex.uv);
                vertex.color.hash(mark);
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::soft::SoftRenderer;
    use egui::{Align2, CornerRadius, FontId, RawInput, Stroke, StrokeKind, vec2};
    use image::RgbaImage;

    const SIZE: [u32; 2] = [400, 240];

    /// A window with a button, words, lines and something that moves.
    struct Window {
        ctx: Context,
        soft: SoftRenderer,
        still: Option<Still>,
        /// Answers come with the next frame.
        answer: Option<Event>,
        asked: u32,
        time: f64,
        /// Shapes of the last frame that were drawn.
        shapes: usize,
    }

    impl Window {
        fn new(still: bool) -> Window {
            Window {
                ctx: Context::default(),
                soft: SoftRenderer::default(),
                still: still.then(Still::default),
                answer: None,
                asked: 0,
                time: 1.0,
                shapes: 0,
            }
        }

        fn frame(&mut self, at: f32, label: &str) -> RgbaImage {
            self.time += 1.0 / 60.0;
            let size = vec2(SIZE[0] as f32, SIZE[1] as f32);
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                time: Some(self.time),
                events: self.answer.take().into_iter().collect(),
                ..RawInput::default()
            };
            let still = &mut self.still;
            let mut out = self.ctx.run_ui(input, |ui| {
                draw(ui, at, label);
                if let Some(still) = still {
                    still.apply(ui.ctx());
                }
            });
            self.soft.update_textures(&mut out.textures_delta);
            let drawn = |shape: &Shape| !matches!(shape, Shape::Noop);
            self.shapes = out.shapes.iter().filter(|s| drawn(&s.shape)).count();
            let primitives = self.ctx.tessellate(out.shapes, 1.0);
            let clear = self.ctx.global_style().visuals.panel_fill;
            let image = self.soft.paint(&primitives, SIZE, 1.0, clear);
            let commands = out.viewport_output.values().flat_map(|v| &v.commands);
            for command in commands {
                if let ViewportCommand::Screenshot(user_data) = command {
                    self.asked += 1;
                    let pixels = image.pixels().map(|p| {
                        let [r, g, b, a] = p.0;
                        Color32::from_rgba_unmultiplied(r, g, b, a)
                    });
                    let size = SIZE.map(|side| side as usize);
                    self.answer = Some(Event::Screenshot {
                        viewport_id: egui::ViewportId::ROOT,
                        user_data: user_data.clone(),
                        image: ColorImage::new(size, pixels.collect()).into(),
                    });
                }
            }
            image
        }
    }

    fn draw(ui: &mut egui::Ui, at: f32, label: &str) {
        let painter = ui.painter().clone();
        for row in 0..9_u8 {
            let y = 10.0 + 25.0 * f32::from(row);
            let place = pos2(8.3, y);
            let font = FontId::proportional(13.0);
            painter.text(
                place,
                Align2::LEFT_CENTER,
                "words of a row",
                font,
                Color32::GRAY,
            );
            let rect = Rect::from_min_size(pos2(150.0, y - 8.0), vec2(120.5, 17.0));
            let line = Stroke::new(1.0, Color32::RED);
            let radius = CornerRadius::same(5);
            painter.rect(rect, radius, Color32::BLUE, line, StrokeKind::Inside);
        }
        let path = vec![pos2(120.0, 12.0), pos2(120.0, 200.0), pos2(390.0, 200.0)];
        painter.add(Shape::line(path, Stroke::new(1.5, Color32::GREEN)));
        let font = FontId::proportional(12.0);
        painter.text(
            pos2(300.0, 20.0),
            Align2::LEFT_TOP,
            label,
            font,
            Color32::WHITE,
        );
        let veil = Color32::from_rgba_unmultiplied(90, 200, 20, 90);
        painter.circle_filled(pos2(300.0 + at, 110.3), 14.5, veil);
    }

    #[test]
    fn a_window_with_a_picture_looks_the_same_to_the_last_pixel() {
        let (mut plain, mut helped) = (Window::new(false), Window::new(true));
        let mut least = usize::MAX;
        for step in 0..40_u8 {
            let label = format!("{}", step / 7);
            let at = f32::from(step) * 1.7;
            let (a, b) = (plain.frame(at, &label), helped.frame(at, &label));
            let unlike = a.pixels().zip(b.pixels()).filter(|(a, b)| a != b).count();
            assert_eq!(unlike, 0, "step {step}");
            least = least.min(helped.shapes);
        }
        assert_eq!(
            helped.asked, 1,
            "all but the circle and the label stands still"
        );
        // The circle, the line beside it, at most the label and a few rows, and the picture.
        assert!(least <= 4, "{least}");
        assert!(plain.shapes > 20, "{}", plain.shapes);
    }

    #[test]
    fn a_window_in_which_everything_moves_or_nothing_moves_is_drawn_as_it_is() {
        let mut rest = Window::new(true);
        for _ in 0..20 {
            rest.time += 1.0;
            rest.frame(0.0, "rest");
        }
        assert_eq!(rest.asked, 0);
    }

    #[test]
    fn runs_of_cells_become_few_rectangles() {
        let ctx = Context::default();
        let image = ColorImage::filled([1, 1], Color32::WHITE);
        let picture = Picture {
            cells: Vec::new(),
            blank: Vec::new(),
            texture: ctx.load_texture("test", image, TextureOptions::NEAREST),
        };
        let window = Rect::from_min_size(Pos2::ZERO, vec2(4.0 * SIDE, 3.0 * SIDE));
        let looks = Looks::new(window, 0);
        assert_eq!((looks.columns, looks.rows), (4, 3));
        // All but the second cell of the last row.
        let mesh = quads(&looks, &|number| number != 9, &picture, window);
        assert_eq!(mesh.vertices.len(), 3 * 4);
        let area: f32 = mesh
            .vertices
            .chunks(4)
            .map(|quad| (quad[3].pos - quad[0].pos).x * (quad[3].pos - quad[0].pos).y)
            .sum();
        assert_eq!(area, 11.0 * SIDE * SIDE);
    }

    #[test]
    fn sums_find_fresh_cells_anywhere_in_a_range() {
        let mut fresh = vec![false; 12];
        fresh[6] = true;
        let sums = Sums::new(&fresh, 4);
        let range = |left, right, top, bottom| Range {
            left,
            right,
            top,
            bottom,
        };
        assert!(sums.any(range(2, 2, 1, 1)) && sums.any(range(0, 3, 0, 2)));
        assert!(!sums.any(range(3, 3, 0, 2)) && !sums.any(range(0, 3, 2, 2)));
        assert_eq!(sums.range, Some(range(2, 2, 1, 1)));
    }
}
