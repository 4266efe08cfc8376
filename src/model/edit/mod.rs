//! Edits: the only way a design changes. An edit is data; [`apply`] makes the changed design, and repairs what the edit
//! would leave dangling (connections of a removed component, members of a removed frame). Frames grow to hold what is
//! put into them.

mod arrange;
mod fragment;
mod grow;
mod remove;
mod validate;

pub use fragment::{Fragment, Pasted, fragment, paste};
pub(in crate::model) use grow::inside;
pub(in crate::model) use remove::repair;

pub use grow::{FRAME_PADDING, FRAME_TITLE, TILE, snug, tile_rect};

use super::{
    Component, Connection, Container, Design, Id, LocalText, Point, Rect, Scenario, SecurityGroup,
    Settings, Silence, Value, scenario,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One tile: a component and the index of its placement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileRef {
    /// The component.
    pub component: Id,
    /// Index into its placements.
    pub placement: usize,
}

/// New places of tiles and outlines of frames, together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// Top left corners.
    pub tiles: BTreeMap<TileRef, Point>,
    /// Outlines.
    pub frames: BTreeMap<Id, Rect>,
}

/// A change of a design.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, never in a list of many"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Set the title.
    SetName(LocalText),
    /// Set the description.
    SetDescription(LocalText),
    /// Replace the settings.
    SetSettings(Settings),
    /// Add or replace a container.
    PutContainer(Id, Container),
    /// Add or replace a component.
    PutComponent(Id, Component),
    /// Add or replace a connection.
    PutConnection(Id, Connection),
    /// Add or replace a security group.
    PutSecurityGroup(Id, SecurityGroup),
    /// Add or replace a scenario.
    PutScenario(Id, Scenario),
    /// Remove a scenario.
    RemoveScenario(Id),
    /// Put a scenario at that place of the order.
    MoveScenario(Id, usize),
    /// Make a scenario the base; the former base becomes a scenario of that name in its place.
    PromoteScenario(Id, LocalText),
    /// Set a property of a component, or take it back to its default.
    SetProperty {
        /// The component.
        id: Id,
        /// Name of the property.
        property: String,
        /// Its value; none takes it away.
        value: Option<Value>,
    },
    /// Name a component, container, connection or security group.
    Rename(Id, LocalText),
    /// Move tiles and frames (with all they hold) by a distance.
    Move {
        /// Tiles to move.
        tiles: Vec<TileRef>,
        /// Frames to move, with their members.
        containers: Vec<Id>,
        /// To the right.
        dx: f32,
        /// Down.
        dy: f32,
    },
    /// Put a tile into a frame (or onto the open canvas), at a place.
    Place {
        /// The tile.
        tile: TileRef,
        /// The frame.
        parent: Option<Id>,
        /// Top left corner.
        at: Point,
    },
    /// Put a frame into another one (or onto the open canvas). It stays where it is drawn.
    PlaceContainer(Id, Option<Id>),
    /// Give a frame a new outline.
    Resize(Id, Rect),
    /// Give many tiles and frames new places at once; frames around them grow where they must. Bends of connections that
    /// end at what moves are straightened.
    Arrange(Arrangement),
    /// Remove items of any sort, their connections, and what stands in removed frames if `with_members`.
    Remove {
        /// What goes.
        ids: BTreeSet<Id>,
        /// Whether the members of removed frames go too; else they move to the frame around.
        with_members: bool,
    },
    /// Accept a finding.
    Silence(Silence),
    /// No longer accept a finding: rule code and item.
    Unsilence(String, Option<Id>),
    /// Several edits as one.
    Batch(Vec<Edit>),
}

impl Edit {
    /// Whether it gives many items new places at once.
    pub fn arranges(&self) -> bool {
        match self {
            Edit::Arrange(_) => true,
            Edit::Batch(edits) => edits.iter().any(Edit::arranges),
            _ => false,
        }
    }
    /// Whether it changes what all scenarios share: titles and the scenarios themselves.
    pub fn is_about_whole_design(&self) -> bool {
        match self {
            Edit::SetName(_)
            | Edit::SetDescription(_)
            | Edit::PutScenario(..)
            | Edit::RemoveScenario(_)
            | Edit::MoveScenario(..)
            | Edit::PromoteScenario(..) => true,
            Edit::Batch(edits) => {
                !edits.is_empty() && edits.iter().all(Edit::is_about_whole_design)
            }
            _ => false,
        }
    }
}

/// Why an edit cannot be applied. The design stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit names an item that the design does not have.
    #[error("unknown item `{0}`")]
    Unknown(Id),
    /// The id belongs to an item of another sort.
    #[error("`{0}` already names another item")]
    Taken(Id),
    /// A frame would stand in itself.
    #[error("frame `{0}` cannot stand inside itself")]
    Cycle(Id),
    /// A connection end that is neither component nor frame, or the same item at both ends.
    #[error("connection `{0}` needs two different components or frames")]
    Ends(Id),
    /// A number that is not finite.
    #[error("`{0}` needs finite numbers")]
    NotFinite(Id),
    /// A number of the settings that is not finite.
    #[error("settings need finite numbers")]
    Settings,
    /// A component without a place, or a tile that it does not have.
    #[error("component `{0}` has no such tile")]
    NoTile(Id),
    /// Another scenario has that name.
    #[error("another scenario is called `{0}`")]
    Name(String),
    /// The item is locked.
    #[error("`{0}` is locked")]
    Locked(Id),
}

/// The design after the edit.
///
/// # Errors
/// [`EditError`] if the edit does not fit the design.
pub fn apply(design: &Design, edit: &Edit) -> Result<Design, EditError> {
    let mut next = design.clone();
    let mut touched = Touched::default();
    step(&mut next, edit, &mut touched)?;
    validate::references(&next, &touched)?;
    if touched.removed {
        remove::repair(&mut next);
    }
    grow::around(&mut next, &touched);
    Ok(next)
}

/// What the steps of an edit leave to be done at its end.
#[derive(Default)]
struct Touched {
    /// Items that were added or replaced; their references are checked.
    put: BTreeSet<Id>,
    /// Tiles that were moved or put down; the frames around them grow.
    tiles: BTreeSet<TileRef>,
    /// Frames that were moved or put down; the frames around them grow.
    frames: BTreeSet<Id>,
    /// Whether something was removed that others may refer to.
    removed: bool,
    /// Ids of what was removed; items that were put before may still name them until the repair.
    gone: BTreeSet<Id>,
}

fn step(design: &mut Design, edit: &Edit, touched: &mut Touched) -> Result<(), EditError> {
    match edit {
        Edit::SetName(name) => design.name = name.clone(),
        Edit::SetDescription(text) => design.description = text.clone(),
        Edit::SetSettings(settings) => {
            validate::settings(settings)?;
            design.settings = settings.clone();
        }
        Edit::PutContainer(id, container) => put_container(design, id, container, touched)?,
        Edit::PutComponent(id, component) => put_component(design, id, component, touched)?,
        Edit::PutConnection(id, connection) => {
            let others = design.components.contains_key(id)
                || design.containers.contains_key(id)
                || design.security_groups.contains_key(id);
            free(id, others)?;
            validate::connection(id, connection)?;
            touched.put.insert(id.clone());
            let connection = Arc::new(connection.clone());
            design.connections.insert(id.clone(), connection);
        }
        Edit::PutSecurityGroup(id, group) => {
            let others = design.components.contains_key(id)
                || design.containers.contains_key(id)
                || design.connections.contains_key(id);
            free(id, others)?;
            touched.put.insert(id.clone());
            let group = Arc::new(group.clone());
            design.security_groups.insert(id.clone(), group);
        }
        Edit::PutScenario(id, scenario) => {
            validate::scenario(design, id, scenario)?;
            let scenario = Arc::new(scenario.clone());
            design.scenarios.insert(id.clone(), scenario);
            // What the scenario names may be gone.
            touched.removed = true;
        }
        Edit::RemoveScenario(id) => {
            let gone = design.scenarios.remove(id);
            gone.ok_or_else(|| EditError::Unknown(id.clone()))?;
        }
        Edit::MoveScenario(id, to) => {
            let moved = design.scenarios.get(id).cloned();
            let moved = moved.ok_or_else(|| EditError::Unknown(id.clone()))?;
            design.scenarios.insert_at(*to, id.clone(), moved);
        }
        Edit::PromoteScenario(id, former) => {
            *design = scenario::promote(design, id, former)
                .ok_or_else(|| EditError::Unknown(id.clone()))?;
        }
        Edit::SetProperty {
            id,
            property,
            value,
        } => set_property(design, id, property, value.as_ref())?,
        Edit::Rename(id, name) => rename(design, id, name)?,
        Edit::Move {
            tiles,
            containers,
            dx,
            dy,
        } => grow::shift(design, tiles, containers, (*dx, *dy), touched)?,
        Edit::Place { tile, parent, at } => place(design, tile, parent.as_ref(), *at, touched)?,
        Edit::PlaceContainer(id, parent) => {
            let container = container_mut(design, id)?;
            container.parent.clone_from(parent);
            touched.put.insert(id.clone());
            touched.frames.insert(id.clone());
        }
        Edit::Resize(id, rect) => {
            if !rect.is_valid() {
                return Err(EditError::NotFinite(id.clone()));
            }
            container_mut(design, id)?.frame = *rect;
            grow::hold_members(design, id);
            touched.frames.insert(id.clone());
        }
        Edit::Arrange(arrangement) => arrange::arrange(design, arrangement, touched)?,
        Edit::Remove { ids, with_members } => {
            let gone = remove::remove(design, ids, *with_members)?;
            touched.gone.extend(gone);
            touched.removed = true;
        }
        Edit::Silence(silence) => silence_finding(design, silence)?,
        Edit::Unsilence(rule, item) => {
            design
                .silenced
                .retain(|silence| silence.rule != *rule || silence.item != *item);
        }
        Edit::Batch(edits) => {
            for edit in edits {
                step(design, edit, touched)?;
            }
        }
    }
    Ok(())
}

fn free(id: &Id, others: bool) -> Result<(), EditError> {
    if others {
        Err(EditError::Taken(id.clone()))
    } else {
        Ok(())
    }
}

fn put_container(
    design: &mut Design,
    id: &Id,
    container: &Container,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let others = design.components.contains_key(id)
        || design.connections.contains_key(id)
        || design.security_groups.contains_key(id);
    free(id, others)?;
    if !container.frame.is_valid() {
        return Err(EditError::NotFinite(id.clone()));
    }
    let before = design
        .containers
        .insert(id.clone(), Arc::new(container.clone()));
    if before.is_none_or(|old| old.frame != container.frame || old.parent != container.parent) {
        touched.frames.insert(id.clone());
    }
    touched.put.insert(id.clone());
    Ok(())
}

fn put_component(
    design: &mut Design,
    id: &Id,
    component: &Component,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let others = design.containers.contains_key(id)
        || design.connections.contains_key(id)
        || design.security_groups.contains_key(id);
    free(id, others)?;
    validate::component(id, component)?;
    let before = design
        .components
        .insert(id.clone(), Arc::new(component.clone()));
    for (index, placement) in component.placements.iter().enumerate() {
        let old = before.as_ref().and_then(|old| old.placements.get(index));
        if old.is_none_or(|old| old.at != placement.at || old.parent != placement.parent) {
            touched.tiles.insert(TileRef {
                component: id.clone(),
                placement: index,
            });
        }
    }
    touched.put.insert(id.clone());
    Ok(())
}

fn set_property(
    design: &mut Design,
    id: &Id,
    property: &str,
    value: Option<&Value>,
) -> Result<(), EditError> {
    if value.is_some_and(|value| !validate::is_finite(value)) {
        return Err(EditError::NotFinite(id.clone()));
    }
    let component = component_mut(design, id)?;
    match value {
        Some(value) => drop(
            component
                .properties
                .insert(property.to_owned(), value.clone()),
        ),
        None => drop(component.properties.remove(property)),
    }
    Ok(())
}

fn rename(design: &mut Design, id: &Id, name: &LocalText) -> Result<(), EditError> {
    if let Some(item) = design.components.get_mut(id) {
        Arc::make_mut(item).name = name.clone();
    } else if let Some(item) = design.containers.get_mut(id) {
        Arc::make_mut(item).name = name.clone();
    } else if let Some(item) = design.connections.get_mut(id) {
        Arc::make_mut(item).name = name.clone();
    } else if let Some(item) = design.security_groups.get_mut(id) {
        Arc::make_mut(item).name = name.clone();
    } else {
        return Err(EditError::Unknown(id.clone()));
    }
    Ok(())
}

fn place(
    design: &mut Design,
    tile: &TileRef,
    parent: Option<&Id>,
    at: Point,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let id = &tile.component;
    if !at.is_finite() {
        return Err(EditError::NotFinite(id.clone()));
    }
    let component = component_mut(design, id)?;
    if component.locked {
        return Err(EditError::Locked(id.clone()));
    }
    let placement = component
        .placements
        .get_mut(tile.placement)
        .ok_or_else(|| EditError::NoTile(id.clone()))?;
    placement.parent = parent.cloned();
    placement.at = at;
    touched.put.insert(id.clone());
    touched.tiles.insert(tile.clone());
    Ok(())
}

/// Accepts a finding; a former reason for the same finding is replaced.
fn silence_finding(design: &mut Design, silence: &Silence) -> Result<(), EditError> {
    if let Some(item) = &silence.item
        && !design.contains(item)
    {
        return Err(EditError::Unknown(item.clone()));
    }
    let same = |other: &Silence| other.rule == silence.rule && other.item == silence.item;
    match design.silenced.iter().position(same) {
        Some(index) => drop(design.silenced.set(index, silence.clone())),
        None => design.silenced.push_back(silence.clone()),
    }
    Ok(())
}

fn component_mut<'a>(design: &'a mut Design, id: &Id) -> Result<&'a mut Component, EditError> {
    design
        .components
        .get_mut(id)
        .map(Arc::make_mut)
        .ok_or_else(|| EditError::Unknown(id.clone()))
}

fn container_mut<'a>(design: &'a mut Design, id: &Id) -> Result<&'a mut Container, EditError> {
    design
        .containers
        .get_mut(id)
        .map(Arc::make_mut)
        .ok_or_else(|| EditError::Unknown(id.clone()))
}

#[cfg(test)]
mod tests;
