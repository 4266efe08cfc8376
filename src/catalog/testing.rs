//! Bills of single components for tests of kinds: a design with one component and given flows, its charges, and their
//! dollars at the prices that are part of the program.
//!
//! ```text
//! let lines = Bench::new("nat_gateway").incoming("instance", 1e6, 4.0, 60.0).lines();
//! assert_eq!(lines.query("data"), "nat_gateway data_processed_gb");
//! near(lines.usd("data"), 61.03515625 * 0.059);
//! ```

use super::bill::{
    Around, Bill, BillCx, Charge, Flow, FlowList, Flows, Tariff, Upfront, UsageSource,
};
use super::item::Item;
use super::kind::Problem;
use super::terraform::{self, Draft, Entry, Plan};
use crate::model::{
    Component, ConnectionKind, Container, ContainerKind, Design, Id, Placement, Point, Value,
};
use crate::pricing::{Catalogue, Price};
use crate::text::Language;
use crate::units::{Gigabytes, HOURS_PER_MONTH, PerSecond};
use std::sync::Arc;

/// Peak rate divided by average rate of the flows that a bench makes.
pub(crate) const PEAK_FACTOR: f64 = 3.0;

/// One component with flows. It stands in Seoul, in a VPC with the zones `ap-northeast-2a` and `ap-northeast-2c`.
pub(crate) struct Bench {
    design: Design,
    component: Component,
    incoming: Vec<Flow>,
    outgoing: Vec<Flow>,
    hours: f64,
}

/// The charges of a component and what they cost.
pub(crate) struct Lines {
    region: String,
    /// In the order of the bill.
    pub(crate) charges: Vec<Charge>,
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

impl Bench {
    /// A component of that kind with default properties and no flows, in the VPC beside the zones.
    pub(crate) fn new(kind: &str) -> Bench {
        assert!(super::kind(kind).is_some(), "no kind `{kind}`");
        let mut bench = Bench {
            design: Design::default(),
            component: Component::new(kind, Some(id("vpc")), Point::default()),
            incoming: Vec::new(),
            outgoing: Vec::new(),
            hours: HOURS_PER_MONTH,
        };
        bench.frames("ap-northeast-2");
        bench
    }
    /// The same in another Region.
    pub(crate) fn region(mut self, code: &str) -> Bench {
        self.frames(code);
        self
    }
    /// The same with a property set.
    pub(crate) fn with(mut self, property: &str, value: impl Into<Value>) -> Bench {
        self.component
            .properties
            .insert(property.to_owned(), value.into());
        self
    }
    /// The same with one tile in each of the first `count` zones (`a`, `c`) instead of one beside them.
    pub(crate) fn in_zones(mut self, count: usize) -> Bench {
        let tile = |zone: &&str| Placement {
            parent: Some(id(zone)),
            at: Point::default(),
            instances: None,
        };
        self.component.placements = ["a", "c"].iter().take(count).map(tile).collect();
        self
    }
    /// The same with calls from a component of kind `peer`: requests in the month and KB of one request and response.
    pub(crate) fn incoming(
        self,
        peer: &str,
        requests: f64,
        request_kb: f64,
        response_kb: f64,
    ) -> Bench {
        self.flow(
            true,
            ConnectionKind::Call,
            peer,
            requests,
            request_kb,
            response_kb,
        )
    }
    /// The same with calls to a component of kind `peer`.
    pub(crate) fn outgoing(
        self,
        peer: &str,
        requests: f64,
        request_kb: f64,
        response_kb: f64,
    ) -> Bench {
        self.flow(
            false,
            ConnectionKind::Call,
            peer,
            requests,
            request_kb,
            response_kb,
        )
    }
    /// The same with a flow of another kind of connection; `incoming` says which way.
    pub(crate) fn flow(
        mut self,
        incoming: bool,
        kind: ConnectionKind,
        peer: &str,
        requests: f64,
        request_kb: f64,
        response_kb: f64,
    ) -> Bench {
        let count = self.design.components.len();
        let peer_id = id(&format!("{peer}-{count}"));
        let component = Component::new(peer, Some(id("vpc")), Point::default());
        self.design
            .components
            .insert(peer_id.clone(), Arc::new(component));
        let ends = if incoming {
            [peer_id, id("it")]
        } else {
            [id("it"), peer_id]
        };
        let average = PerSecond::from_month(requests, self.hours);
        let flow = Flow {
            connection: id(&format!("connection-{count}")),
            from: ends[0].clone(),
            to: ends[1].clone(),
            called: crate::catalog::kind(if incoming {
                self.component.kind.as_str()
            } else {
                peer
            })
            .map_or("", |kind| kind.name),
            kind,
            names_protocol: false,
            requests,
            average,
            peak: average * PEAK_FACTOR,
            hourly: None,
            request_gb: Gigabytes::of_kilobytes(requests, request_kb),
            response_gb: Gigabytes::of_kilobytes(requests, response_kb),
            request_kb,
            response_kb,
            read_share: 0.8,
        };
        if incoming {
            self.incoming.push(flow);
        } else {
            self.outgoing.push(flow);
        }
        self
    }
    /// Its bill.
    pub(crate) fn lines(&self) -> Lines {
        self.item(|item| {
            let mut bill = Bill::default();
            let count = self.incoming.len().max(self.outgoing.len());
            let places: Vec<u32> = (0..count as u32).collect();
            let cx = BillCx {
                item,
                flows: Flows {
                    incoming: FlowList::new(&self.incoming, &places[..self.incoming.len()]),
                    outgoing: FlowList::new(&self.outgoing, &places[..self.outgoing.len()]),
                    arriving: None,
                    demand_requests: 0.0,
                    around: Around::default(),
                },
                catalogue: Catalogue::embedded(),
                hours: self.hours,
                log: None,
            };
            item.kind.charge(&cx, &mut bill);
            Lines {
                region: item.region().to_owned(),
                charges: bill.charges,
            }
        })
    }
    /// What its kind finds wrong.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        self.item(|item| {
            let mut problems = Vec::new();
            (item.kind.validate)(&item, &mut problems);
            problems
        })
    }
    /// The fact on its tile, in English.
    pub(crate) fn key_fact(&self) -> String {
        self.item(|item| (item.kind.key_fact)(&item, Language::English))
    }
    /// Looks at the component in its design.
    pub(crate) fn item<T>(&self, look: impl FnOnce(Item<'_>) -> T) -> T {
        let mut design = self.design.clone();
        design
            .components
            .insert(id("it"), Arc::new(self.component.clone()));
        look(Item::of(&design, &id("it")).unwrap())
    }
    fn frames(&mut self, region: &str) {
        let mut put =
            |name: &str, kind: ContainerKind, parent: Option<&str>, code: Option<String>| {
                let container = Container {
                    kind,
                    parent: parent.map(id),
                    code,
                    ..Container::default()
                };
                self.design.containers.insert(id(name), Arc::new(container));
            };
        put(
            "region",
            ContainerKind::Region,
            None,
            Some(region.to_owned()),
        );
        put("vpc", ContainerKind::Vpc, Some("region"), None);
        for zone in ["a", "c"] {
            let code = Some(format!("{region}{zone}"));
            put(zone, ContainerKind::AvailabilityZone, Some("vpc"), code);
        }
    }
}

impl Lines {
    /// Charges of a component in Seoul.
    pub(crate) fn of(charges: Vec<Charge>) -> Lines {
        Lines {
            region: "ap-northeast-2".to_owned(),
            charges,
        }
    }
    /// Keys of the lines, in order.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        self.charges.iter().map(|charge| charge.key).collect()
    }
    /// The line of that key, if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<&Charge> {
        self.charges.iter().find(|charge| charge.key == key)
    }
    /// The line of that key.
    pub(crate) fn line(&self, key: &str) -> &Charge {
        let keys = self.keys();
        self.find(key)
            .unwrap_or_else(|| panic!("no line `{key}` in {keys:?}"))
    }
    /// Quantity of a line.
    pub(crate) fn quantity(&self, key: &str) -> f64 {
        self.line(key).amount.value
    }
    /// Formula of the quantity of a line, in English.
    pub(crate) fn formula(&self, key: &str) -> String {
        self.line(key).amount.formula(Language::English)
    }
    /// Where the quantity of a line comes from.
    pub(crate) fn source(&self, key: &str) -> UsageSource {
        self.line(key).source
    }
    /// The price query of a line as text; empty where it is not at list price.
    pub(crate) fn query(&self, key: &str) -> String {
        match &self.line(key).tariff {
            Tariff::List { query, .. } => query.key(),
            _ => String::new(),
        }
    }
    /// Dollars of a line at the embedded prices; `None` where the price is missing.
    pub(crate) fn priced(&self, charge: &Charge) -> Option<f64> {
        match &charge.tariff {
            Tariff::Free(_) => Some(0.0),
            Tariff::User { usd, .. } => Some(usd * charge.amount.value),
            Tariff::Missing(_) => None,
            Tariff::List {
                query,
                region,
                factor,
            } => {
                let region = region.as_deref().unwrap_or(&self.region);
                let Price::Priced(rate) = Catalogue::embedded().price(region, query) else {
                    let typed = charge.fallback.as_ref()?.usd?;
                    return Some(typed * charge.amount.value);
                };
                let meters = if charge.meters > 0.0 {
                    charge.meters
                } else {
                    1.0
                };
                let quantity = charge.amount.value / meters;
                rate.covers(quantity)
                    .then(|| rate.cost(quantity) * meters * factor)
            }
        }
    }
    /// Dollars of a line; panics where the price is missing.
    pub(crate) fn usd(&self, key: &str) -> f64 {
        let line = self.line(key);
        self.priced(line)
            .unwrap_or_else(|| panic!("no price for `{key}`: {}", self.query(key)))
    }
    /// Dollars that the commitment of a line costs at its start; `None` where that price is missing, panics without one.
    pub(crate) fn upfront(&self, key: &str) -> Option<f64> {
        let commitment = self.line(key).commitment.as_ref();
        match &commitment
            .unwrap_or_else(|| panic!("`{key}` is no commitment"))
            .upfront
        {
            Upfront::Nothing => Some(0.0),
            Upfront::Usd(usd) => Some(*usd),
            Upfront::Missing(_) => None,
            Upfront::List {
                query,
                region,
                units,
                factor,
            } => {
                let region = region.as_deref().unwrap_or(&self.region);
                let price = Catalogue::embedded().price(region, query);
                price.rate().map(|rate| rate.cost(*units) * factor)
            }
        }
    }
    /// Dollars of all lines; panics where a price is missing.
    pub(crate) fn total(&self) -> f64 {
        self.charges.iter().map(|charge| self.usd(charge.key)).sum()
    }
    /// Keys of the lines whose price is missing.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        let missing = |charge: &&Charge| self.priced(charge).is_none();
        self.charges
            .iter()
            .filter(missing)
            .map(|charge| charge.key)
            .collect()
    }
}

/// Resources of a Terraform plan for tests of what kinds read. Attributes, references and usage belong to the resource that
/// was added last.
///
/// ```text
/// let draft = Stack::default().add("aws_sqs_queue.q", json!({"fifo_queue": true})).read("aws_sqs_queue.q");
/// ```
#[derive(Default)]
pub(crate) struct Stack {
    entries: Vec<Entry>,
}

impl Stack {
    /// The same with a resource in us-east-1.
    pub(crate) fn add(mut self, address: &str, values: serde_json::Value) -> Stack {
        let (kind, name) = address.split_once('.').unwrap();
        self.entries.push(Entry {
            address: address.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            region: "us-east-1".to_owned(),
            values: values.as_object().unwrap().clone(),
            ..Entry::default()
        });
        self
    }
    /// The same with an attribute that refers to another resource.
    pub(crate) fn refers(mut self, attribute: &str, target: &str) -> Stack {
        let last = self.entries.last_mut().unwrap();
        let targets = last.references.entry(attribute.to_owned()).or_default();
        targets.push(target.to_owned());
        self
    }
    /// The same with usage figures.
    pub(crate) fn usage(mut self, values: serde_json::Value) -> Stack {
        let last = self.entries.last_mut().unwrap();
        last.usage.values = values.as_object().unwrap().clone();
        self
    }
    /// What the resource becomes.
    pub(crate) fn read(&self, address: &str) -> Draft {
        let mut entries = self.entries.clone();
        entries.sort_by(|a, b| a.address.cmp(&b.address));
        let plan = Plan::of(entries);
        let mut all = plan.resources();
        let resource = all.find(|it| it.address() == address).unwrap();
        let (kind, import) = terraform::reader(&resource).unwrap();
        terraform::read(&resource, kind, import)
    }
}

/// Demands that two figures agree to ten digits.
#[track_caller]
pub(crate) fn near(left: f64, right: f64) {
    let close = (left - right).abs() <= 1e-10 * right.abs().max(1e-6);
    assert!(close, "{left} is not {right}");
}
