//! The visible tiles and connections as an `egui_graphs` graph, drawn by its `GraphView`.
//!
//! The view is a renderer only: every interaction, navigation and layout of its own is off, and the camera is written
//! before each `show`. The projection is made anew whenever something visible changes (it is cheaper than keeping two
//! graphs in step), and nodes and edges carry a number and a shared reference, so that cloning them costs nothing.

use super::overview::Grounded;
use super::paint::{self, Marks};
use super::pen::{Detail, Pen};
use crate::app::view::Camera;
use crate::model::Id;
use crate::scene::tokens::Tokens;
use crate::scene::{RouteEnd, Scene};
use egui::{Pos2, Rect, Shape, Ui, UiBuilder, Vec2, pos2, vec2};
use egui_graphs::{
    DisplayEdge, DisplayNode, DrawContext, EdgeProps, Graph, GraphView, Layout, LayoutState,
    MetadataFrame, Node, NodeProps, SettingsInteraction, SettingsNavigation,
};
use petgraph::Directed;
use petgraph::graph::{IndexType, NodeIndex};
use petgraph::stable_graph::DefaultIx;
use std::collections::HashMap;
use std::sync::Arc;

/// What all nodes and edges of a projection share.
#[derive(Debug)]
pub struct Shared {
    /// The picture.
    pub scene: Arc<Scene>,
    /// Colours.
    pub tokens: &'static Tokens,
    /// States.
    pub marks: Marks,
    /// Where one looks from.
    pub camera: Camera,
    /// Top left corner of the view on screen.
    pub origin: Pos2,
    /// What is shown.
    pub detail: Detail,
    /// What is a part of the ground.
    pub grounded: Grounded,
    /// Tiles that lie on others or under them, in order: all of each is drawn at once, so that nothing shows through.
    pub overlapping: Vec<u32>,
}

impl Shared {
    fn pen<'a>(&self, cx: &'a DrawContext<'_>) -> Pen<'a> {
        Pen::new(cx.painter, self.tokens, self.camera, self.origin)
    }
}

/// What a node stands for.
#[derive(Clone, Debug)]
pub struct NodeKey {
    shared: Arc<Shared>,
    /// Number of the tile; none for a frame that a connection ends at.
    tile: Option<u32>,
}

/// What an edge stands for: the number of a route.
#[derive(Clone, Debug)]
pub struct EdgeKey {
    shared: Arc<Shared>,
    route: u32,
}

/// Draws a tile.
#[derive(Clone, Debug)]
pub struct TileShape {
    key: NodeKey,
    at: Pos2,
}

impl From<NodeProps<NodeKey>> for TileShape {
    fn from(props: NodeProps<NodeKey>) -> TileShape {
        TileShape {
            at: props.location(),
            key: props.payload,
        }
    }
}

impl DisplayNode<NodeKey, EdgeKey, Directed, DefaultIx> for TileShape {
    fn closest_boundary_point(&self, _direction: Vec2) -> Pos2 {
        self.at
    }
    fn shapes(&mut self, cx: &DrawContext<'_>) -> Vec<Shape> {
        let shared = &self.key.shared;
        let Some(number) = self.key.tile else {
            return Vec::new();
        };
        let Some(tile) = shared.scene.tiles.get(number as usize) else {
            return Vec::new();
        };
        let mut pen = shared.pen(cx);
        let boxed = !shared.grounded.has(number);
        let look = (shared.detail, boxed);
        paint::tile(&mut pen, tile, number, &shared.marks, look);
        if shared.overlapping.binary_search(&number).is_ok() {
            paint::pill_and_badge(&mut pen, tile, shared.detail);
        }
        pen.shapes
    }
    fn update(&mut self, _props: &NodeProps<NodeKey>) {}
    fn is_inside(&self, _at: Pos2) -> bool {
        false
    }
}

/// Draws a connection.
#[derive(Clone, Debug)]
pub struct RouteShape {
    key: EdgeKey,
}

impl From<EdgeProps<EdgeKey>> for RouteShape {
    fn from(props: EdgeProps<EdgeKey>) -> RouteShape {
        RouteShape { key: props.payload }
    }
}

impl DisplayEdge<NodeKey, EdgeKey, Directed, DefaultIx, TileShape> for RouteShape {
    fn shapes(
        &mut self,
        _start: &Node<NodeKey, EdgeKey, Directed, DefaultIx, TileShape>,
        _end: &Node<NodeKey, EdgeKey, Directed, DefaultIx, TileShape>,
        cx: &DrawContext<'_>,
    ) -> Vec<Shape> {
        let shared = &self.key.shared;
        let Some(route) = shared.scene.routes.get(self.key.route as usize) else {
            return Vec::new();
        };
        let mut pen = shared.pen(cx);
        paint::route(&mut pen, route, &shared.marks);
        pen.shapes
    }
    fn update(&mut self, _props: &EdgeProps<EdgeKey>) {}
    fn is_inside(
        &self,
        _start: &Node<NodeKey, EdgeKey, Directed, DefaultIx, TileShape>,
        _end: &Node<NodeKey, EdgeKey, Directed, DefaultIx, TileShape>,
        _at: Pos2,
    ) -> bool {
        false
    }
}

/// State of no layout.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
struct NoState;

impl LayoutState for NoState {
    fn load(_ui: &Ui, _id: Option<String>) -> NoState {
        NoState
    }
    fn save(self, _ui: &mut Ui, _id: Option<String>) {}
}

/// No layout: places are the design's.
#[derive(Debug, Default)]
struct NoLayout;

impl Layout<NoState> for NoLayout {
    fn from_state(_state: NoState) -> impl Layout<NoState> {
        NoLayout
    }
    fn next<N, E, Ty, Ix, Dn, De>(&mut self, _graph: &mut Graph<N, E, Ty, Ix, Dn, De>, _ui: &Ui)
    where
        N: Clone,
        E: Clone,
        Ty: petgraph::EdgeType,
        Ix: IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }
    fn state(&self) -> NoState {
        NoState
    }
}

/// The graph of what is visible.
pub type Visible = Graph<NodeKey, EdgeKey, Directed, DefaultIx, TileShape, RouteShape>;

/// Makes the graph of the tiles and routes with the given numbers, in their order (the last is painted on top). Ends of
/// routes that are out of view get a node that draws nothing.
pub fn project(shared: &Arc<Shared>, tiles: &[u32], routes: &[u32]) -> Visible {
    let scene = &shared.scene;
    let mut graph = Visible::new();
    let mut nodes: HashMap<(&Id, Option<usize>), NodeIndex<DefaultIx>> = HashMap::new();
    for &number in tiles {
        let Some(tile) = scene.tiles.get(number as usize) else {
            continue;
        };
        let center = tile.rect.center();
        let key = NodeKey {
            shared: shared.clone(),
            tile: Some(number),
        };
        let selected = shared.marks.selected.contains(&tile.component);
        let node = add(&mut graph, key, pos2(center.x, center.y), selected);
        nodes.insert((&tile.component, Some(tile.placement)), node);
    }
    for &number in routes {
        let Some(route) = scene.routes.get(number as usize) else {
            continue;
        };
        let ends = [
            (&route.from, route.points.first()),
            (&route.to, route.points.last()),
        ];
        let [from, to] = ends.map(|(end, at)| {
            let name = match end {
                RouteEnd::Tile {
                    component,
                    placement,
                } => (component, Some(*placement)),
                RouteEnd::Frame(id) => (id, None),
                // A line that ends in the open has a node of its own there.
                RouteEnd::Open => {
                    let at = at.copied().unwrap_or_default();
                    let key = NodeKey {
                        shared: shared.clone(),
                        tile: None,
                    };
                    return add(&mut graph, key, pos2(at.x, at.y), false);
                }
            };
            *nodes.entry(name).or_insert_with(|| {
                let at = at.copied().unwrap_or_default();
                let key = NodeKey {
                    shared: shared.clone(),
                    tile: None,
                };
                add(&mut graph, key, pos2(at.x, at.y), false)
            })
        });
        let key = EdgeKey {
            shared: shared.clone(),
            route: number,
        };
        graph.add_edge_custom(from, to, key, |_| {});
    }
    graph
}

fn add(graph: &mut Visible, key: NodeKey, at: Pos2, selected: bool) -> NodeIndex<DefaultIx> {
    graph.add_node_custom(key, |node| {
        node.set_location(at);
        node.set_selected(selected);
    })
}

/// Shows the graph in `rect`. The view takes no part in interaction.
pub fn show(ui: &mut Ui, rect: Rect, graph: &mut Visible, camera: Camera) {
    let builder = UiBuilder::new().id_salt("graph").max_rect(rect);
    let mut child = ui.new_child(builder);
    child.visuals_mut().disabled_alpha = 1.0;
    child.disable();
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let id = Some("canvas".to_owned());
    let mut frame = MetadataFrame::new(id.clone()).load(&child);
    frame.zoom = camera.zoom;
    frame.pan = vec2(-camera.origin.x, -camera.origin.y) * camera.zoom;
    frame.save(&mut child);
    let view = GraphView::<NoState, NoLayout>::new()
        .with_interactions(&SettingsInteraction::new())
        .with_navigations(
            &SettingsNavigation::new()
                .with_fit_to_screen_enabled(false)
                .with_zoom_and_pan_enabled(false),
        )
        .with_id(id);
    let _ = view.show(&mut child, graph);
}
