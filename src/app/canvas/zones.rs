//! Availability Zones for the overlay: which frame and tile is in which, and its colour.

use crate::model::{ContainerKind, Design, Id};
use crate::scene::tokens::{ChartSlot, Color, Tokens};
use crate::scene::{Scene, Tile};
use std::collections::BTreeMap;

/// The zones of a drawing. Zones of the same code are one, in whatever VPC they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zones {
    /// What they are called: code, else name; in order.
    pub names: Vec<String>,
    /// Number of the zone that a frame is or stands in.
    frames: BTreeMap<Id, usize>,
}

impl Zones {
    /// The zones of a design and its picture.
    pub fn of(design: &Design, scene: &Scene) -> Zones {
        let name_of = |id: &Id| -> Option<String> {
            let (_, zone) = design
                .ancestors(Some(id))
                .find(|(_, frame)| frame.kind == ContainerKind::AvailabilityZone)?;
            let name = zone.name.get(crate::model::Language::English);
            Some(zone.code.clone().unwrap_or_else(|| name.to_owned()))
        };
        let named: Vec<(&Id, String)> = scene
            .frames
            .iter()
            .filter_map(|frame| Some((&frame.id, name_of(&frame.id)?)))
            .collect();
        let mut names: Vec<String> = named.iter().map(|(_, name)| name.clone()).collect();
        names.sort();
        names.dedup();
        let number = |name: &String| names.binary_search(name).ok();
        let frames = named
            .iter()
            .filter_map(|(id, name)| Some(((*id).clone(), number(name)?)))
            .collect();
        Zones { names, frames }
    }

    /// Number of the zone that a frame is or stands in.
    pub fn of_frame(&self, id: &Id) -> Option<usize> {
        self.frames.get(id).copied()
    }

    /// Number of the zone that a tile stands in.
    pub fn of_tile(&self, tile: &Tile) -> Option<usize> {
        self.of_frame(tile.parent.as_ref()?)
    }
}

/// Colour of a zone by its number; the ninth zone begins anew.
pub fn color(t: &Tokens, number: usize) -> Color {
    let slots = [
        ChartSlot::DataTransfer,
        ChartSlot::Compute,
        ChartSlot::Networking,
        ChartSlot::Storage,
        ChartSlot::Messaging,
        ChartSlot::Logs,
        ChartSlot::Database,
        ChartSlot::Other,
    ];
    t.chart(slots[number % slots.len()])
}

/// Ground of a tile in the zone.
pub fn tile_fill(t: &Tokens, number: usize) -> Color {
    t.tile.mix(color(t, number), 0.26)
}

/// Ground of the lane of a zone.
pub fn lane_fill(t: &Tokens, number: usize) -> Color {
    t.panel.mix(color(t, number), 0.09)
}

/// Title band of a zone.
pub fn band_fill(t: &Tokens, number: usize) -> Color {
    t.panel.mix(color(t, number), 0.32)
}
