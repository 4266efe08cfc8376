//! New places of many items at once.

use super::{Arrangement, EditError, Touched, component_mut, container_mut};
use crate::model::{Design, Id};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Moves what the arrangement names, locked components too: a layout names none of them unless they stay.
pub(super) fn arrange(
    design: &mut Design,
    arrangement: &Arrangement,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let mut moved: BTreeSet<Id> = BTreeSet::new();
    for (tile, at) in &arrangement.tiles {
        let id = &tile.component;
        if !at.is_finite() {
            return Err(EditError::NotFinite(id.clone()));
        }
        let known = design
            .component(id)
            .map(|c| c.placements.get(tile.placement));
        match known {
            None => return Err(EditError::Unknown(id.clone())),
            Some(None) => return Err(EditError::NoTile(id.clone())),
            Some(Some(placement)) if placement.at == *at => continue,
            Some(Some(_)) => {}
        }
        if let Some(placement) = component_mut(design, id)?
            .placements
            .get_mut(tile.placement)
        {
            placement.at = *at;
        }
        moved.insert(id.clone());
        touched.tiles.insert(tile.clone());
    }
    for (id, rect) in &arrangement.frames {
        if !rect.is_valid() {
            return Err(EditError::NotFinite(id.clone()));
        }
        let container = design
            .container(id)
            .ok_or_else(|| EditError::Unknown(id.clone()))?;
        if container.frame != *rect {
            container_mut(design, id)?.frame = *rect;
            moved.insert(id.clone());
            touched.frames.insert(id.clone());
        }
    }
    let bent: Vec<Id> = design
        .connections
        .iter()
        .filter(|(_, c)| !c.bends.is_empty() && (moved.contains(&c.from) || moved.contains(&c.to)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in bent {
        if let Some(connection) = design.connections.get_mut(&id) {
            Arc::make_mut(connection).bends.clear();
        }
    }
    Ok(())
}
