//! What is drawn, without saying by whom: layout of frames and tiles, routes of connections and their labels, as a
//! display list. No window toolkit, no file formats.
//!
//! In: a design with its report. Out: a [`Scene`] in canvas units (one unit is one point at 100 %), y down. A scene says
//! what things *are* (a VPC frame, a database tile, a price that is missing); painters resolve that to colours of a
//! theme with [`tokens`]. The window and the exports paint the same scene.

mod boxes;
pub mod flow;
pub mod follow;
pub mod geometry;
pub mod icons;
pub mod layout;
pub mod morph;
mod note;
pub mod raster;
pub mod route;
#[cfg(test)]
pub(crate) mod sample;
pub mod text;
pub mod tokens;

pub use boxes::{amount_text, card_rect, container_glyph};
pub use note::{NoteText, note_size};
pub use route::{Dash, Jump, LABEL_LINE, Label, LabelLine, LabelRole, Route, RouteEnd, class_slot};

use crate::analysis::Report;
use crate::analysis::review::Severity;
use crate::model::{ContainerKind, Design, Id, Language, Point, Rect};
use crate::text::number::Money;
use crate::text::units::Units;
use crate::units::Usd;
use std::collections::BTreeSet;
use tokens::{CategorySlot, Color, Tokens};

/// Size of a tile.
pub const TILE_W: f32 = 140.0;
/// Height of a tile.
pub const TILE_H: f32 = 56.0;
/// Size of a collapsed frame.
pub const CARD_W: f32 = 196.0;
/// Height of a collapsed frame.
pub const CARD_H: f32 = 46.0;
/// Thickness of a title: height of a tab, width of a lane's band.
pub const TITLE: f32 = 20.0;
/// Square with the pictogram of a tile, relative to the tile's corner.
pub const ICON: Rect = Rect::new(9.0, 11.0, 32.0, 32.0);
/// Left edge of a tile's texts, relative to the tile.
pub const TEXT_X: f32 = 49.0;
/// Room for a tile's texts.
pub const TEXT_W: f32 = 84.0;

/// What a scene shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneOptions {
    /// Language of all texts.
    pub language: Language,
    /// Currency of all amounts.
    pub money: Money,
    /// What stands on connections.
    pub labels: Labels,
    /// Units of what flows.
    pub units: Units,
}

impl Default for SceneOptions {
    fn default() -> SceneOptions {
        SceneOptions {
            language: Language::English,
            money: Money::USD,
            labels: Labels::default(),
            units: Units::default(),
        }
    }
}

/// What stands on connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Labels {
    /// Rate, and below it the cost.
    #[default]
    RateAndCost,
    /// The rate alone.
    Rate,
    /// GB in the month alone.
    Gb,
    /// Dollars a month alone.
    Cost,
    /// Rate, and below it the GB in the month (traffic overlay).
    RateAndGb,
    /// Only names that the user gave.
    Names,
    /// Nothing.
    None,
}

impl Labels {
    /// What the user can choose, in the order of the menu.
    pub const CHOICES: [Labels; 5] = [
        Labels::RateAndCost,
        Labels::Rate,
        Labels::Gb,
        Labels::Cost,
        Labels::None,
    ];
    /// The choice after this one, around.
    pub fn next(self) -> Labels {
        let at = Labels::CHOICES.iter().position(|choice| *choice == self);
        let next = at.map_or(0, |at| (at + 1) % Labels::CHOICES.len());
        Labels::CHOICES[next]
    }
}

/// One tile of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// The component.
    pub component: Id,
    /// Index into its placements.
    pub placement: usize,
    /// How many tiles the component has; all of them select together.
    pub siblings: usize,
    /// Innermost frame around it.
    pub parent: Option<Id>,
    /// Name of its kind; unknown kinds are drawn grey.
    pub kind: String,
    /// Whether the catalogue knows the kind.
    pub known: bool,
    /// Where it is.
    pub rect: Rect,
    /// Pictogram, in the regular icon face.
    pub glyph: char,
    /// Colour group.
    pub category: CategorySlot,
    /// Up to four letters for small scale.
    pub monogram: &'static str,
    /// First line, shortened.
    pub name: String,
    /// First line as a whole.
    pub full_name: String,
    /// Second line, shortened.
    pub fact: String,
    /// Second line as a whole.
    pub full_fact: String,
    /// What it costs.
    pub pill: Pill,
    /// Where the pill is; empty where there is none.
    pub pill_rect: Rect,
    /// Findings that name it.
    pub badge: Option<Badge>,
    /// Where the badge is; empty where there is none.
    pub badge_rect: Rect,
    /// Cannot be moved or deleted.
    pub locked: bool,
    /// Its share (0 to 1) of the design's total, for the cost overlay.
    pub cost_share: f64,
}

/// What a tile says of its cost.
#[derive(Clone, Debug, PartialEq)]
pub enum Pill {
    /// An amount a month, as text and in US dollars.
    Amount {
        /// `$852.75`.
        text: String,
        /// The amount, of this tile alone.
        usd: Usd,
        /// Some lines have no price: the amount is a lower bound (the text starts with `≥`).
        partial: bool,
    },
    /// Costs nothing, for a reason that the report knows.
    Free(String),
    /// No line has a price.
    NoPrice(String),
    /// Nothing that could cost anything, or not estimated.
    None,
}

impl Pill {
    /// The text on the pill.
    pub fn text(&self) -> &str {
        match self {
            Pill::Amount { text, .. } | Pill::Free(text) | Pill::NoPrice(text) => text,
            Pill::None => "",
        }
    }
}

/// Findings on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The gravest of them.
    pub severity: Severity,
    /// How many.
    pub count: usize,
}

/// A container frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The container.
    pub id: Id,
    /// What it stands for; [`tokens::Tokens::frame_style`] takes its name.
    pub kind: ContainerKind,
    /// Where it is: the outline of the frame, or the card of a collapsed one.
    pub rect: Rect,
    /// How many frames stand around it.
    pub depth: usize,
    /// Frame around it.
    pub parent: Option<Id>,
    /// Title.
    pub title: Title,
    /// Sum of what stands in it, right in the title; none where nothing in it has a cost.
    pub cost: Option<TitleCost>,
    /// Findings that name it; those of its members too when it is collapsed.
    pub badge: Option<Badge>,
    /// Where the badge is; empty where there is none.
    pub badge_rect: Rect,
    /// Second line of the card of a collapsed frame: `9 components · $2,239.80`.
    pub collapsed: Option<String>,
    /// The text of a note or label.
    pub note: Option<NoteText>,
}

/// Where a frame's title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitlePlace {
    /// A tab in the top left corner.
    Tab,
    /// A band along the left edge with rotated text (zones stacked as lanes).
    BandLeft,
    /// A band along the top edge (zones side by side).
    BandTop,
    /// First line of a collapsed card.
    Card,
    /// There is none: the whole of a note or label is its text.
    Text,
}

/// Title of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Text, shortened.
    pub text: String,
    /// Text as a whole.
    pub full_text: String,
    /// Pictogram.
    pub glyph: char,
    /// Where it stands.
    pub place: TitlePlace,
    /// Square of the pictogram.
    pub icon: Rect,
    /// Box of the text. Rotated text of a band runs up from the bottom of the box.
    pub text_rect: Rect,
    /// Icon and text together (the whole band of a zone): kept clear of connections.
    pub rect: Rect,
}

/// Sum in a frame's title.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleCost {
    /// `$2,239.80`; starts with `≥` where prices are missing.
    pub text: String,
    /// Where it stands.
    pub rect: Rect,
}

/// A display list.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Frames in painting order: outermost first, groups that lie across others last; frames in collapsed frames are
    /// left out.
    pub frames: Vec<Frame>,
    /// Tiles in id order; tiles in collapsed frames are left out.
    pub tiles: Vec<Tile>,
    /// Connections in id order, some with several branches.
    pub routes: Vec<Route>,
    /// The smallest rectangle around everything; empty for an empty scene.
    pub bounds: Rect,
    plan: route::Plan,
}

impl Scene {
    /// The tiles of a component.
    pub fn tiles_of<'a>(&'a self, component: &'a Id) -> impl Iterator<Item = &'a Tile> {
        self.tiles
            .iter()
            .filter(move |tile| tile.component == *component)
    }
    /// The tiles of these numbers.
    pub fn tiles_at(&self, numbers: &[u32]) -> impl DoubleEndedIterator<Item = &Tile> {
        let numbers = numbers.iter();
        numbers.filter_map(|number| self.tiles.get(*number as usize))
    }
    /// The routes of these numbers.
    pub fn routes_at(&self, numbers: &[u32]) -> impl DoubleEndedIterator<Item = &Route> {
        let numbers = numbers.iter();
        numbers.filter_map(|number| self.routes.get(*number as usize))
    }
    /// The frame of a container.
    pub fn frame(&self, id: &Id) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.id == *id)
    }
    /// Colour that lies under `rect`: the fill of the innermost frame around its middle, else the canvas. Labels stand on
    /// a patch of it.
    pub fn backdrop(&self, rect: Rect, tokens: &Tokens) -> Color {
        self.frames
            .iter()
            .rev()
            .filter(|frame| frame.rect.contains(rect.center()))
            .find_map(|frame| match frame.collapsed {
                Some(_) => Some(tokens.tile),
                None => tokens.frame_style(frame.kind.as_str()).fill,
            })
            .unwrap_or(tokens.canvas)
    }
    /// How many straight parts of routes pass through the inside of a tile; none as long as there is any way round.
    pub fn routes_through_tiles(&self) -> usize {
        route::through_boxes(&self.routes, self.tiles.iter().map(|tile| tile.rect))
    }
    /// The routes of a connection.
    pub fn routes_of<'a>(&'a self, connection: &'a Id) -> impl Iterator<Item = &'a Route> {
        self.routes
            .iter()
            .filter(move |route| route.connections.contains(connection))
    }
}

/// Lays out a design.
pub fn build(design: &Design, report: &Report, options: &SceneOptions) -> Scene {
    assemble(design, report, options, None)
}

/// Lays out a design in which only the items `moved` (components and containers, with what stands in them) differ from
/// the one that `before` was built from: routes that neither end there nor come near are kept, so that dragging in a
/// large design stays fluent. A full [`build`] after the gesture finds shorter ways that have opened elsewhere.
pub fn reroute(
    before: &Scene,
    design: &Design,
    report: &Report,
    options: &SceneOptions,
    moved: &BTreeSet<Id>,
) -> Scene {
    assemble(design, report, options, Some((before, moved)))
}

fn assemble(
    design: &Design,
    report: &Report,
    options: &SceneOptions,
    before: Option<(&Scene, &BTreeSet<Id>)>,
) -> Scene {
    let boxes = boxes::lay_out(design, report, options);
    let (plan, routes) = route::connect(
        design,
        report,
        options,
        &boxes,
        before.map(|(scene, moved)| (&scene.plan, moved)),
    );
    let bounds = bounds(&boxes, &routes);
    Scene {
        frames: boxes.frames,
        tiles: boxes.tiles,
        routes,
        bounds,
        plan,
    }
}

fn bounds(boxes: &boxes::Boxes, routes: &[Route]) -> Rect {
    let mut all: Option<Rect> = None;
    let mut add = |rect: Rect| {
        all = Some(all.map_or(rect, |sum| sum.union(rect)));
    };
    for frame in &boxes.frames {
        add(frame.rect);
    }
    for tile in &boxes.tiles {
        add(tile.rect);
        for extra in [tile.pill_rect, tile.badge_rect] {
            if extra.w > 0.0 {
                add(extra);
            }
        }
    }
    for route in routes {
        for &Point { x, y } in &route.points {
            add(Rect::new(x, y, 0.0, 0.0));
        }
        if let Some(label) = &route.label {
            add(label.rect);
        }
    }
    all.unwrap_or_default()
}
