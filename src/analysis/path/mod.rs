//! Network paths: which way every connection goes, and across which Availability Zones.
//!
//! In: a design and its traffic. Out: for every connection its parts by zone pair and class, with GB in each direction.
//! Who pays for a part is decided here, by the rules of AWS's data transfer pricing; what it costs, in the cost pass.

mod joins;
#[cfg(test)]
mod joins_tests;
mod link;
mod routes;
mod table;
#[cfg(test)]
mod tests;

use super::traffic::Traffic;
use super::view::View;
use crate::catalog::{Flow, Item, Kind, Network};
use crate::model::{Code, Connection, ConnectionKind, ContainerKind, Design, Frames, Id};
use crate::text::{Bilingual, both};
use crate::units::Gigabytes;
use link::{End, Legs, Link};
use serde::Serialize;
use smallvec::SmallVec;
pub use table::{CHARGED, PathTable, VIA};

/// Class of a part of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathClass {
    /// Outside AWS at both ends, or nothing that AWS carries.
    Outside,
    /// Inside one zone over private addresses: free.
    SameZone,
    /// Between zones of one Region.
    CrossZone,
    /// Between Regions.
    CrossRegion,
    /// From AWS to the internet.
    InternetOut,
    /// From the internet to AWS only: free.
    InternetIn,
    /// Over VPC peering inside one zone: free; across zones or Regions it counts as that.
    Peering,
    /// Over a Transit Gateway.
    TransitGateway,
    /// Over a Site-to-Site VPN.
    Vpn,
    /// Over Direct Connect.
    DirectConnect,
    /// Over public addresses inside a Region.
    PublicAddress,
    /// Through a NAT gateway.
    NatGateway,
    /// Through a gateway endpoint: free.
    GatewayEndpoint,
    /// Through an interface endpoint.
    InterfaceEndpoint,
    /// Inside the Region without a charge for the transfer (AWS services, load balancer to target, CloudFront origin).
    Regional,
    /// CloudFront to viewers (billed with the distribution).
    Edge,
    /// No route from the caller to the called.
    NoRoute,
}

/// Classes of which a design has few paths: what costs much, or does not work. Rules look for them by themselves.
pub const RARE: &[PathClass] = &[
    PathClass::CrossRegion,
    PathClass::InternetOut,
    PathClass::Peering,
    PathClass::TransitGateway,
    PathClass::Vpn,
    PathClass::DirectConnect,
    PathClass::PublicAddress,
    PathClass::NoRoute,
];

impl PathClass {
    /// Short name.
    pub fn title(self) -> Bilingual {
        match self {
            PathClass::Outside => both("Outside AWS", "AWS 외부"),
            PathClass::SameZone => both("Same zone", "같은 AZ"),
            PathClass::CrossZone => both("Cross-zone", "AZ 간"),
            PathClass::CrossRegion => both("Cross-Region", "리전 간"),
            PathClass::InternetOut => both("Internet egress", "인터넷 송신"),
            PathClass::InternetIn => both("Internet ingress", "인터넷 수신"),
            PathClass::Peering => both("VPC peering", "VPC 피어링"),
            PathClass::TransitGateway => both("Transit Gateway", "Transit Gateway"),
            PathClass::Vpn => both("Site-to-Site VPN", "Site-to-Site VPN"),
            PathClass::DirectConnect => both("Direct Connect", "Direct Connect"),
            PathClass::PublicAddress => both("Public addresses", "퍼블릭 주소"),
            PathClass::NatGateway => both("NAT gateway", "NAT 게이트웨이"),
            PathClass::GatewayEndpoint => both("Gateway endpoint", "게이트웨이 엔드포인트"),
            PathClass::InterfaceEndpoint => both("Interface endpoint", "인터페이스 엔드포인트"),
            PathClass::Regional => both("Within the Region", "리전 내"),
            PathClass::Edge => both("CloudFront", "CloudFront"),
            PathClass::NoRoute => both("No route", "경로 없음"),
        }
    }
}

/// One part of a connection: the share of its traffic that goes one way.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPart {
    /// Class.
    pub class: PathClass,
    /// Zone of the caller's side, if it stands in one.
    pub from_zone: Option<Code>,
    /// Zone of the called side, if it stands in one.
    pub to_zone: Option<Code>,
    /// Share of the connection's traffic, 0 to 1; the shares of a connection add up to 1.
    pub share: f64,
    /// GB in the month from caller to called.
    pub request_gb: Gigabytes,
    /// GB in the month back to the caller.
    pub response_gb: Gigabytes,
    /// The component that the part goes through (NAT gateway, endpoint), if any.
    pub via: Option<Id>,
    /// What is billed for the part; empty where it is free.
    pub charges: SmallVec<[TransferCharge; 1]>,
    /// Who pays, or why nobody does.
    pub reason: &'static Bilingual,
}

/// What a transfer is billed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// Between zones of a Region, per GB and direction that is billed.
    InterZone,
    /// From AWS to the internet.
    InternetEgress,
    /// From one Region to another.
    InterRegion,
    /// Processed by a NAT gateway, both directions.
    NatProcessing,
    /// Processed by an interface endpoint, both directions.
    EndpointProcessing,
    /// Sent into a Transit Gateway by the attachments on both sides.
    TransitGatewayProcessing,
    /// From AWS over a Direct Connect line.
    DirectConnect,
}

/// One thing that is billed for a part of a connection.
#[derive(Clone, Debug, PartialEq)]
pub struct TransferCharge {
    /// What it is billed as.
    pub transfer: Transfer,
    /// GB in the month; each direction that is billed counts: cross-zone traffic between two instances counts twice
    /// (out at the sender, in at the receiver), towards a managed database once.
    pub gb: Gigabytes,
    /// Region whose price applies (the sender's).
    pub region: Code,
    /// Region that receives, for transfer between Regions.
    pub to_region: Option<Code>,
    /// The Direct Connect component whose location decides the price.
    pub line: Option<Id>,
}

impl PathPart {
    /// GB in the month that are billed as `transfer`.
    pub fn billed(&self, transfer: Transfer) -> Gigabytes {
        self.charges
            .iter()
            .filter(|charge| charge.transfer == transfer)
            .map(|charge| charge.gb)
            .sum()
    }
}

/// Parts of every connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// By connection, in a fixed order.
    pub connections: PathTable,
}

impl Paths {
    /// Parts of one connection.
    pub fn of(&self, connection: &Id) -> &[PathPart] {
        self.connections.get(connection).unwrap_or(&[])
    }
}

/// Which networks of a design have a way to each other: VPC frames, and frames of sites outside AWS.
pub struct Networks<'a> {
    design: &'a Design,
    joins: joins::Joins,
}

impl<'a> Networks<'a> {
    /// The networks of a design.
    pub fn of(design: &'a Design) -> Networks<'a> {
        let connections = || design.connections.values().map(AsRef::as_ref);
        let is_peering = |it: &Connection| it.kind == ConnectionKind::Peering;
        Networks {
            design,
            joins: joins::Joins::of(
                design,
                Item::all(design),
                connections(),
                connections().any(is_peering),
            ),
        }
    }
    /// Pairs of VPCs that are peered, each once with the smaller id first, in id order.
    pub fn peerings(&self) -> Vec<(&Id, &Id)> {
        self.joins.peerings()
    }
    /// Whether something joins two networks: peering, a Transit Gateway, a VPN or Direct Connect.
    pub fn are_joined(&self, a: &Id, b: &Id) -> bool {
        let is_vpc = |id: &Id| {
            let frame = self.design.container(id);
            frame.is_some_and(|frame| frame.kind == ContainerKind::Vpc)
        };
        match (is_vpc(a), is_vpc(b)) {
            (true, true) => self.joins.between(a, b).is_some(),
            (true, false) => self.joins.to_site(self.design, b, a).is_some(),
            (false, true) => self.joins.to_site(self.design, a, b).is_some(),
            (false, false) => false,
        }
    }
}

/// Classifies every connection of a design whose ends are components of known kinds.
pub fn classify(design: &Design, traffic: &Traffic) -> Paths {
    classify_view(&View::of(design, &Frames::of(design)), traffic)
}

/// What ways there are out of the VPCs of a design and between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    routes: routes::Routes,
    joins: joins::Joins,
}

/// Whether a component of this kind can change the paths of connections that are not its own: it is a way out of its VPC,
/// joins networks, or is where traffic from outside comes in.
pub(super) fn steers_others(kind: &Kind) -> bool {
    let network = kind.network;
    routes::is_way_out(kind)
        || link::is_outside(network)
        || matches!(network, Network::Route | Network::PrivateLine)
}

/// The same for a design that has been looked up already.
pub(super) fn classify_view(view: &View<'_>, traffic: &Traffic) -> Paths {
    classify_with(view, traffic, &Ways::of(view))
}

impl Ways {
    /// Finds the ways.
    pub(super) fn of(view: &View<'_>) -> Ways {
        Ways {
            routes: routes::Routes::of(view),
            joins: joins::Joins::of(
                view.design,
                view.items.iter().flatten().copied(),
                view.connections.iter().map(|joint| joint.connection),
                view.declared.peerings,
            ),
        }
    }
}

/// The same with the ways found already.
pub(super) fn classify_with<'a>(view: &'a View<'_>, traffic: &Traffic, ways: &'a Ways) -> Paths {
    let items = view.items.iter();
    let ends: Vec<Option<End<'a>>> = items
        .map(|item| Some(End::of(item.as_ref()?, view.frames)))
        .collect();
    let mut flows = traffic.connections.values().as_slice();
    let mut connections = PathTable::with_capacity(view.connections.len());
    // Connections of one caller stand side by side as a rule.
    let (mut last, mut legs) = (usize::MAX, Legs::new());
    for joint in &view.connections {
        let (Some(caller), Some(called)) = (joint.from(), joint.to()) else {
            continue;
        };
        // Both are in the order of the ids.
        let place = flows.iter().position(|flow| flow.connection >= *joint.id);
        flows = &flows[place.unwrap_or(flows.len())..];
        let Some((flow, rest)) = flows.split_first() else {
            break;
        };
        if flow.connection != *joint.id {
            continue;
        }
        flows = rest;
        let (Some(from), Some(to)) = (&ends[caller], &ends[called]) else {
            continue;
        };
        if caller != last {
            (last, legs) = (caller, Legs::new());
        }
        let link = Link {
            zone_affinity: joint.carried.zone_affinity,
            flow,
            from,
            legs: &legs,
            to,
            traffic,
            routes: &ways.routes,
            joins: &ways.joins,
        };
        connections.push(joint.id, |parts| link.add_parts(parts));
    }
    Paths { connections }
}

/// The parts of one connection; none where an end is no component of a known kind.
pub(super) fn classify_one(
    (design, frames): (&Design, &Frames),
    traffic: &Traffic,
    ways: &Ways,
    flow: &Flow,
) -> Option<Vec<PathPart>> {
    let item = |id: &Id| {
        let item = Item::of(design, id)?;
        Some(Item {
            frames: Some(frames),
            ..item
        })
    };
    let (from, to) = (item(&flow.from)?, item(&flow.to)?);
    let (from, to) = (End::of(&from, frames), End::of(&to, frames));
    let link = Link {
        zone_affinity: design.connection(&flow.connection)?.zone_affinity,
        flow,
        from: &from,
        legs: &Legs::new(),
        to: &to,
        traffic,
        routes: &ways.routes,
        joins: &ways.joins,
    };
    let mut parts = Vec::new();
    link.add_parts(&mut parts);
    Some(parts)
}
