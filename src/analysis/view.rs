//! A design as the passes read it: components and connections by number, with their kinds and ends looked up once.

use crate::catalog::{self, Item, Known};
use crate::model::slots::Slots;
use crate::model::{Component, Connection, Design, Frames, Id};

/// No component: the connection ends at a frame.
const NONE: u32 = u32::MAX;

/// A connection with the numbers of its ends.
#[derive(Clone, Copy)]
pub struct Joint<'a> {
    /// Id.
    pub id: &'a Id,
    /// The connection.
    pub connection: &'a Connection,
    from: u32,
    to: u32,
}

impl Joint<'_> {
    /// Number of the caller, if it is a component.
    pub fn from(&self) -> Option<usize> {
        (self.from != NONE).then_some(self.from as usize)
    }
    /// Number of the called, if it is a component.
    pub fn to(&self) -> Option<usize> {
        (self.to != NONE).then_some(self.to as usize)
    }
}

/// A design by number. Numbers follow the order of the ids.
pub struct View<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its frames.
    pub frames: &'a Frames,
    /// Components with their ids.
    pub components: Vec<(&'a Id, &'a Component)>,
    /// The same as items; none for kinds that this version does not know.
    pub items: Vec<Option<Item<'a>>>,
    /// Connections.
    pub connections: Vec<Joint<'a>>,
    slots: Slots,
}

impl<'a> View<'a> {
    /// Looks everything up.
    pub fn of(design: &'a Design, frames: &'a Frames) -> View<'a> {
        let all = design.components.iter();
        let components: Vec<(&Id, &Component)> = all.map(|(id, c)| (id, c.as_ref())).collect();
        let items = components.iter().enumerate();
        let items = items.map(|(number, &(id, component))| {
            Some(Item {
                design,
                id,
                component,
                kind: catalog::kind(&component.kind)?,
                frames: Some(frames),
                here: Some(frames.place(component.parent())),
                known: Known::of(number, component),
            })
        });
        let items = items.collect();
        let mut view = View {
            design,
            frames,
            slots: Slots::of(components.len(), components.iter().map(|(id, _)| *id)),
            components,
            items,
            connections: Vec::with_capacity(design.connections.len()),
        };
        for (id, connection) in &design.connections {
            let (from, to) = (view.number(&connection.from), view.number(&connection.to));
            if let Some(Some(item)) = from.and_then(|from| view.items.get_mut(from)) {
                item.known.starts(connection);
            }
            if let Some(Some(item)) = to.and_then(|to| view.items.get_mut(to)) {
                item.known.ends(connection);
            }
            let number = |number: Option<usize>| number.map_or(NONE, |number| number as u32);
            view.connections.push(Joint {
                id,
                connection,
                from: number(from),
                to: number(to),
            });
        }
        view
    }
    /// Number of a component.
    pub fn number(&self, id: &Id) -> Option<usize> {
        self.slots
            .find(id, |number| self.components[number].0 == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::generate;
    use crate::model::ConnectionKind;

    #[test]
    fn what_is_noted_of_an_item_is_what_the_design_says() {
        let design = generate::design(300);
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        for (number, item) in view.items.iter().enumerate() {
            let item = item.unwrap();
            let plain = Item::of(&design, item.id).unwrap();
            assert_eq!((item.place(), plain.place()), (Some(number), None));
            for property in item.kind.properties {
                assert_eq!(item.flag(property), plain.flag(property));
                assert_eq!(item.number(property), plain.number(property));
                assert_eq!(item.text(property), plain.text(property));
                assert_eq!(item.is_set(property), plain.is_set(property));
            }
            assert_eq!(item.region(), plain.region());
            assert_eq!(item.vpc(), plain.vpc());
            assert_eq!(item.started(), plain.started());
            assert_eq!(item.calls_itself(), plain.calls_itself());
            assert_eq!(item.largest_message(), plain.largest_message());
            for kind in ConnectionKind::ALL {
                assert_eq!(item.starts(kind), plain.starts(kind), "{kind:?}");
                assert_eq!(item.is_read_by(&[kind]), plain.is_read_by(&[kind]));
            }
        }
    }
}
