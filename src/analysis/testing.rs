//! Designs for tests of the passes.

use crate::model::{
    Component, Connection, Container, ContainerKind, Demand, DemandRate, Design, Id, Placement,
    Point, Rect, Value,
};
use std::sync::Arc;

/// A valid id.
pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// Builds a design: Region Seoul, a VPC, zones a and c with a public (`public-a`) and a private (`private-a`) subnet each.
pub(crate) struct Sketch {
    pub(crate) design: Design,
}

impl Sketch {
    pub(crate) fn new() -> Sketch {
        let mut sketch = Sketch {
            design: Design::default(),
        };
        sketch.frame("seoul", ContainerKind::Region, None, Some("ap-northeast-2"));
        sketch.frame("vpc", ContainerKind::Vpc, Some("seoul"), None);
        for letter in ["a", "c"] {
            let zone = format!("zone-{letter}");
            sketch.frame(
                &zone,
                ContainerKind::AvailabilityZone,
                Some("vpc"),
                Some(&format!("ap-northeast-2{letter}")),
            );
            sketch.frame(
                &format!("public-{letter}"),
                ContainerKind::PublicSubnet,
                Some(&zone),
                None,
            );
            sketch.frame(
                &format!("private-{letter}"),
                ContainerKind::PrivateSubnet,
                Some(&zone),
                None,
            );
        }
        sketch
    }
    pub(crate) fn frame(
        &mut self,
        name: &str,
        kind: ContainerKind,
        parent: Option<&str>,
        code: Option<&str>,
    ) {
        let container = Container {
            kind,
            parent: parent.map(id),
            frame: Rect::new(0.0, 0.0, 100.0, 100.0),
            code: code.map(str::to_owned),
            ..Container::default()
        };
        self.design.containers.insert(id(name), Arc::new(container));
    }
    /// Puts a component of `kind` into the frames, one tile in each; `""` is the open canvas.
    pub(crate) fn put(&mut self, name: &str, kind: &str, places: &[&str]) -> &mut Component {
        let placements = places
            .iter()
            .map(|place| Placement {
                parent: (!place.is_empty()).then(|| id(place)),
                at: Point::default(),
                instances: None,
            })
            .collect();
        let component = Component {
            placements,
            ..Component::new(kind, None, Point::default())
        };
        Arc::make_mut(
            self.design
                .components
                .entry(id(name))
                .or_insert(Arc::new(component)),
        )
    }
    /// An entry on the open canvas with that many requests/s.
    pub(crate) fn users(&mut self, name: &str, requests_per_second: f64) {
        self.put(name, "users", &[""]).demand = Some(Demand {
            rate: DemandRate::RequestsPerSecond(requests_per_second),
            peak_factor: 1.0,
            hourly_profile: Vec::new(),
        });
    }
    /// A component of `kind` on the open canvas from which that many requests start in a month.
    pub(crate) fn demand(&mut self, name: &str, kind: &str, requests: f64) -> &mut Component {
        let component = self.put(name, kind, &[""]);
        component.demand = Some(Demand {
            rate: DemandRate::RequestsPerMonth(requests),
            peak_factor: 1.0,
            hourly_profile: Vec::new(),
        });
        component
    }
    /// Sets a property of a component.
    pub(crate) fn set(&mut self, name: &str, property: &str, value: impl Into<Value>) {
        let component = self.design.components.get_mut(&id(name)).unwrap();
        Arc::make_mut(component)
            .properties
            .insert(property.to_owned(), value.into());
    }
    /// Says how many instances stand at each tile of a component.
    pub(crate) fn count(&mut self, name: &str, instances: &[u32]) {
        let component = Arc::make_mut(self.design.components.get_mut(&id(name)).unwrap());
        for (tile, count) in component.placements.iter_mut().zip(instances) {
            tile.instances = Some(*count);
        }
    }
    /// A connection `from-to` with sizes in KB.
    pub(crate) fn connect(
        &mut self,
        from: &str,
        to: &str,
        request_kb: f64,
        response_kb: f64,
    ) -> &mut Connection {
        let mut connection = Connection::new(id(from), id(to));
        connection.request_kb = request_kb;
        connection.response_kb = response_kb;
        let key = id(&format!("{from}-{to}"));
        Arc::make_mut(
            self.design
                .connections
                .entry(key)
                .or_insert(Arc::new(connection)),
        )
    }
}
