//! Ways out of a VPC: its NAT gateways, endpoints and internet gateways, found by where they stand.

use crate::analysis::view::View;
use crate::catalog::{Kind, Network};
use crate::model::{Code, Id, Value};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

/// Name of the gateway endpoint kind.
const GATEWAY_ENDPOINT: &str = "vpc_endpoint_gateway";
/// Name of the interface endpoint kind.
const INTERFACE_ENDPOINT: &str = "vpc_endpoint_interface";
/// Name of the NAT instance kind: a way out like a NAT gateway, without a charge for what goes through.
const NAT_INSTANCE: &str = "nat_instance";

/// A NAT gateway or NAT instance of a VPC.
#[derive(Clone, Debug)]
pub(super) struct Nat {
    pub(super) id: Id,
    /// Zone it stands in, if one is drawn around it.
    pub(super) zone: Option<Code>,
    /// Whether the GB that go through are billed: those of a gateway are.
    pub(super) is_billed: bool,
}

/// The ways out of one VPC.
#[derive(Clone, Debug, Default)]
pub(super) struct WaysOut {
    pub(super) nats: Vec<Nat>,
    /// Endpoint service name (`s3`, `logs`) and the endpoint.
    gateway_endpoints: Vec<(SmolStr, Id)>,
    interface_endpoints: Vec<(SmolStr, Id)>,
}

impl WaysOut {
    pub(super) fn gateway_endpoint(&self, service: &str) -> Option<&Id> {
        find(&self.gateway_endpoints, service)
    }
    pub(super) fn interface_endpoint(&self, service: &str) -> Option<&Id> {
        find(&self.interface_endpoints, service)
    }
    /// The NAT gateway that a subnet in `zone` uses: one in the same zone, else the first by id.
    pub(super) fn nat_for(&self, zone: Option<Code>) -> Option<&Nat> {
        self.nats
            .iter()
            .find(|nat| nat.zone == zone)
            .or_else(|| self.nats.first())
    }
}

fn find<'a>(endpoints: &'a [(SmolStr, Id)], service: &str) -> Option<&'a Id> {
    endpoints
        .iter()
        .find(|(name, _)| !service.is_empty() && *name == service)
        .map(|(_, id)| id)
}

/// Ways out of all VPCs of a design.
#[derive(Clone, Debug, Default)]
pub(super) struct Routes {
    /// By the hash of the VPC's id.
    vpcs: FxHashMap<u64, SmallVec<[(Id, WaysOut); 1]>>,
    /// What a VPC without any has.
    none: WaysOut,
}

/// Whether components of a kind are ways out of their VPC.
pub(super) fn is_way_out(kind: &Kind) -> bool {
    [GATEWAY_ENDPOINT, INTERFACE_ENDPOINT, NAT_INSTANCE].contains(&kind.name)
        || kind.network == Network::NatGateway
}

impl Routes {
    pub(super) fn of(view: &View<'_>) -> Routes {
        let mut routes = Routes::default();
        let items = view.items.iter().flatten();
        for item in items.filter(|item| is_way_out(item.kind)) {
            let place = view.frames.place(item.component.parent());
            let Some(vpc) = &place.vpc else {
                continue;
            };
            let service = item
                .component
                .property("service")
                .and_then(Value::as_text)
                .unwrap_or("s3");
            let ways = routes.entry(vpc);
            let id = item.id.clone();
            match item.kind.name {
                GATEWAY_ENDPOINT => ways.gateway_endpoints.push((service.into(), id)),
                INTERFACE_ENDPOINT => ways.interface_endpoints.push((service.into(), id)),
                name => ways.nats.push(Nat {
                    id,
                    zone: place.zone,
                    is_billed: name != NAT_INSTANCE,
                }),
            }
        }
        routes
    }
    fn entry(&mut self, vpc: &Id) -> &mut WaysOut {
        let alike = self.vpcs.entry(vpc.hash_code()).or_default();
        let place = alike.iter().position(|(id, _)| id == vpc);
        let place = place.unwrap_or_else(|| {
            alike.push((vpc.clone(), WaysOut::default()));
            alike.len() - 1
        });
        &mut alike[place].1
    }
    /// Ways out of a VPC.
    pub(super) fn of_vpc(&self, vpc: &Id) -> &WaysOut {
        let alike = self.vpcs.get(&vpc.hash_code());
        let mut alike = alike.into_iter().flatten();
        let found = alike.find(|(id, _)| id == vpc);
        found.map_or(&self.none, |(_, ways)| ways)
    }
}
