//! What is shown, as data: camera, tool, overlay, open tabs. Draws nothing.

use crate::model::{Design, Id, Point, Rect, Size};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Width of a tile in canvas units.
pub const TILE_WIDTH: f32 = 140.0;
/// Height of a tile in canvas units.
pub const TILE_HEIGHT: f32 = 56.0;
/// Grid step in canvas units.
pub const GRID: f32 = 8.0;
/// Smallest zoom: ten thousand components under one another fit into a small window.
pub const MIN_ZOOM: f32 = 0.002;
/// Largest zoom.
pub const MAX_ZOOM: f32 = 4.0;
/// Zoom from which a tile has its name.
pub const READABLE: f32 = 0.42;
/// Zoom from which everything of a tile is drawn.
pub const FULL_DETAIL: f32 = 0.75;

/// Where one looks from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Canvas point at the top left corner of the view.
    pub origin: Point,
    /// Points on screen for one canvas unit.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Camera {
        Camera {
            origin: Point::new(-40.0, -40.0),
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// Points from the view's top left corner of a canvas point.
    pub fn to_view(self, p: Point) -> Point {
        Point::new(
            (p.x - self.origin.x) * self.zoom,
            (p.y - self.origin.y) * self.zoom,
        )
    }
    /// Canvas point at points from the view's top left corner.
    pub fn to_canvas(self, p: Point) -> Point {
        Point::new(
            self.origin.x + p.x / self.zoom,
            self.origin.y + p.y / self.zoom,
        )
    }
    /// The part of the canvas that a view of `size` shows.
    pub fn shown(self, size: Size) -> Rect {
        Rect::from_corners(self.origin, self.to_canvas(Point::new(size.w, size.h)))
    }
    /// Zoomed by `factor` with the canvas point under `at` unmoved.
    pub fn zoomed(self, factor: f32, at: Point) -> Camera {
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let fixed = self.to_canvas(at);
        Camera {
            origin: Point::new(fixed.x - at.x / zoom, fixed.y - at.y / zoom),
            zoom,
        }
    }
    /// A camera that shows `rect` in the middle of a view of `size`, at most at `max_zoom`.
    pub fn around(rect: Rect, size: Size, max_zoom: f32) -> Camera {
        let fitting = |margin: f32| {
            let fit = |room: f32, need: f32| (room - 2.0 * margin).max(40.0) / need.max(1.0);
            fit(size.w, rect.w).min(fit(size.h, rect.h))
        };
        let wide = fitting(32.0);
        // A narrower margin is better than tiles without their facts.
        let zoom = if wide < FULL_DETAIL && fitting(12.0) >= FULL_DETAIL {
            FULL_DETAIL
        } else {
            wide
        };
        let zoom = zoom.clamp(MIN_ZOOM, max_zoom);
        let center = rect.center();
        Camera {
            origin: Point::new(
                center.x - size.w / 2.0 / zoom,
                center.y - size.h / 2.0 / zoom,
            ),
            zoom,
        }
    }
}

/// What the pointer does on the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Select, move, connect from ports.
    #[default]
    Select,
    /// Pan.
    Hand,
    /// Draw connections.
    Connect,
    /// Draw a frame.
    Frame,
    /// Write a note.
    Note,
    /// Write free text.
    Label,
}

/// What colours the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// Share of the cost.
    Cost,
    /// Flow on the connections.
    Traffic,
    /// Findings.
    Findings,
    /// Availability Zones.
    Zones,
}

impl Overlay {
    /// The overlays that the canvas draws, in the order of the switch.
    pub const ALL: [Overlay; 5] = [
        Overlay::None,
        Overlay::Cost,
        Overlay::Traffic,
        Overlay::Findings,
        Overlay::Zones,
    ];
}

/// Tabs of the bottom panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PanelTab {
    /// What breaks rules.
    #[default]
    Findings,
    /// What costs how much.
    Cost,
    /// Charts of the cost.
    Charts,
    /// What goes from zone to zone.
    Matrix,
}

impl PanelTab {
    /// All tabs, in their order.
    pub const ALL: [PanelTab; 4] = [
        PanelTab::Findings,
        PanelTab::Cost,
        PanelTab::Charts,
        PanelTab::Matrix,
    ];
}

/// Tabs of the left panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum SideTab {
    /// What can be placed.
    #[default]
    Components,
    /// What is there, as a tree.
    Layers,
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct ViewState {
    /// Where one looks from.
    pub camera: Camera,
    /// Size of the canvas on screen, in points; zero before the first frame.
    pub viewport: Size,
    /// Show everything as soon as the size of the canvas is known.
    pub fit_pending: bool,
    /// The camera that shows everything, as it was set last; while it is in force, everything stays in view when the size
    /// of the canvas changes.
    pub fitted: Option<Camera>,
    /// Tool in hand.
    pub tool: Tool,
    /// Overlay in force.
    pub overlay: Overlay,
    /// Open tab of the bottom panel.
    pub panel: PanelTab,
    /// Whether the bottom panel is folded.
    pub panel_folded: bool,
    /// Open tab of the left panel.
    pub side: SideTab,
    /// Whether the palette shows icons only; none: as the width of the window says.
    pub palette_open: Option<bool>,
    /// Whether the inspector is hidden.
    pub inspector_hidden: bool,
    /// Whether the palette stands at the right and the inspector at the left.
    pub sides_swapped: bool,
    /// Whether the panel with the results stands beside the drawing rather than below it, where there is room.
    pub panel_beside: bool,
    /// Somebody asked to rename the selected item: the canvas edits it in place, or passes it on.
    pub rename_asked: bool,
    /// The inspector is to edit the name of the selected item.
    pub rename: bool,
    /// Whether dragging ignores the grid.
    pub snap_off: bool,
    /// Whether the legend of the lines is shown.
    pub legend: bool,
    /// Whether the small map stays away.
    pub minimap_off: bool,
    /// The presentation that is going on.
    pub present: Option<super::present::Present>,
    /// The camera was moved from far away: the canvas glides there.
    pub glides: bool,
    /// What the next text from the clipboard is for, and when that was asked, in seconds of the state's time.
    pub paste_how: Option<(super::action::PasteHow, f64)>,
    /// The dialog that is open.
    pub dialog: Option<super::action::Dialog>,
}

/// What is selected: items of any sort. All tiles of a component are selected together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The items: shared, because they may be tens of thousands.
    pub items: Arc<BTreeSet<Id>>,
}

impl Selection {
    /// This item alone.
    pub fn only(id: Id) -> Selection {
        Selection {
            items: Arc::new(BTreeSet::from([id])),
        }
    }
    /// The item, if it is exactly one.
    pub fn single(&self) -> Option<&Id> {
        self.items.first().filter(|_| self.items.len() == 1)
    }
    /// Whether the item is selected.
    pub fn contains(&self, id: &Id) -> bool {
        self.items.contains(id)
    }
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
    /// How many items are selected.
    pub fn len(&self) -> usize {
        self.items.len()
    }
    /// Forgets what the design no longer has.
    pub fn retain_in(&mut self, design: &Design) {
        if !design.contains_all(&self.items) {
            Arc::make_mut(&mut self.items).retain(|id| design.contains(id));
        }
    }
}

/// Outline of a tile.
pub fn tile_rect(at: Point) -> Rect {
    Rect::new(at.x, at.y, TILE_WIDTH, TILE_HEIGHT)
}

/// Outline of everything drawn; none for an empty design.
pub fn bounds(design: &Design) -> Option<Rect> {
    let tiles = design
        .components
        .values()
        .flat_map(|component| component.placements.iter().map(|p| tile_rect(p.at)));
    let frames = design.containers.values().map(|container| container.frame);
    tiles.chain(frames).reduce(Rect::union)
}

/// Outline of the items, connections by their ends; none where nothing of it is drawn.
pub fn bounds_of(design: &Design, items: &BTreeSet<Id>) -> Option<Rect> {
    let mut all = items.clone();
    for connection in items.iter().filter_map(|id| design.connection(id)) {
        let _ = all.insert(connection.from.clone());
        let _ = all.insert(connection.to.clone());
    }
    let rects = all.iter().flat_map(|id| {
        let frame = design.container(id).map(|container| container.frame);
        let tiles = design.component(id).into_iter();
        let tiles = tiles.flat_map(|c| c.placements.iter().map(|p| tile_rect(p.at)));
        frame.into_iter().chain(tiles).collect::<Vec<_>>()
    });
    rects.reduce(Rect::union)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let camera = Camera {
            origin: Point::new(100.0, -30.0),
            zoom: 0.8,
        };
        let at = Point::new(320.0, 200.0);
        let before = camera.to_canvas(at);
        let after = camera.zoomed(1.7, at).to_canvas(at);
        assert!(before.distance(after) < 1e-3);
        assert_eq!(camera.zoomed(1e9, at).zoom, MAX_ZOOM);
    }

    #[test]
    fn around_shows_all_of_a_rectangle_in_the_middle() {
        let rect = Rect::new(-500.0, 20.0, 3000.0, 400.0);
        let size = Size { w: 900.0, h: 600.0 };
        let camera = Camera::around(rect, size, 1.0);
        let (a, b) = (camera.to_view(rect.min()), camera.to_view(rect.max()));
        assert!(a.x >= 0.0 && a.y >= 0.0 && b.x <= size.w && b.y <= size.h);
        assert!((a.x - (size.w - b.x)).abs() < 0.1 && (a.y - (size.h - b.y)).abs() < 0.1);
    }

    #[test]
    fn a_narrower_margin_is_better_than_tiles_without_their_facts() {
        let rect = Rect::new(0.0, 0.0, 1000.0, 100.0);
        let zoom = |width: f32| Camera::around(rect, Size { w: width, h: 600.0 }, 1.0).zoom;
        // 750 points and 12 on each side are enough; one less is not.
        assert_eq!(zoom(774.0), FULL_DETAIL);
        assert!(zoom(773.0) < FULL_DETAIL);
        assert!((zoom(864.0) - 0.8).abs() < 1e-6);
    }

    #[test]
    fn ten_thousand_components_fit_into_a_small_window() {
        let design = crate::catalog::generate::design(10_000);
        let corners: Vec<_> = design
            .components
            .values()
            .flat_map(|c| &c.placements)
            .collect();
        let extent = |of: fn(Point) -> f32| {
            let all = corners.iter().map(|place| of(place.at));
            let (least, most) = (all.clone().fold(0.0, f32::min), all.fold(0.0, f32::max));
            most - least
        };
        let all = Rect::new(0.0, 0.0, extent(|at| at.x), extent(|at| at.y));
        let size = Size { w: 600.0, h: 300.0 };
        assert!(Camera::around(all, size, 1.0).zoom > MIN_ZOOM);
    }
}
