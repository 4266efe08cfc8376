//! Ways out of a VPC: its NAT gateways, endpoints and internet gateways, found by where they stand.

use crate::analysis::view::View;
use crate::catalog::Network;
use crate::model::{ContainerKind, Id, Value};
use std::collections::BTreeMap;

/// Name of the gateway endpoint kind.
const GATEWAY_ENDPOINT: &str = "vpc_endpoint_gateway";
/// Name of the interface endpoint kind.
const INTERFACE_ENDPOINT: &str = "vpc_endpoint_interface";
/// Name of the NAT instance kind: a way out like a NAT gateway, without a charge for what goes through.
const NAT_INSTANCE: &str = "nat_instance";

/// A NAT gateway or NAT instance of a VPC.
pub(super) struct Nat<'a> {
    pub(super) id: &'a Id,
    /// Zone it stands in, if one is drawn around it.
    pub(super) zone: Option<&'a str>,
    /// Whether the GB that go through are billed: those of a gateway are.
    pub(super) is_billed: bool,
}

/// The ways out of one VPC.
#[derive(Default)]
pub(super) struct WaysOut<'a> {
    pub(super) nats: Vec<Nat<'a>>,
    /// Endpoint service name (`s3`, `logs`) and the endpoint.
    gateway_endpoints: Vec<(&'a str, &'a Id)>,
    interface_endpoints: Vec<(&'a str, &'a Id)>,
}

impl<'a> WaysOut<'a> {
    pub(super) fn gateway_endpoint(&self, service: &str) -> Option<&'a Id> {
        find(&self.gateway_endpoints, service)
    }
    pub(super) fn interface_endpoint(&self, service: &str) -> Option<&'a Id> {
        find(&self.interface_endpoints, service)
    }
    /// The NAT gateway that a subnet in `zone` uses: one in the same zone, else the first by id.
    pub(super) fn nat_for(&self, zone: Option<&str>) -> Option<&Nat<'a>> {
        self.nats
            .iter()
            .find(|nat| nat.zone == zone)
            .or_else(|| self.nats.first())
    }
}

fn find<'a>(endpoints: &[(&'a str, &'a Id)], service: &str) -> Option<&'a Id> {
    endpoints
        .iter()
        .find(|(name, _)| !service.is_empty() && *name == service)
        .map(|(_, id)| *id)
}

/// Ways out of all VPCs of a design.
pub(super) struct Routes<'a> {
    vpcs: BTreeMap<&'a Id, WaysOut<'a>>,
}

impl<'a> Routes<'a> {
    pub(super) fn of(view: &View<'a>) -> Routes<'a> {
        let design = view.design;
        let mut vpcs: BTreeMap<&Id, WaysOut<'_>> = BTreeMap::new();
        for item in view.items.iter().flatten() {
            let Some((vpc, _)) = design.enclosing(item.component.parent(), ContainerKind::Vpc)
            else {
                continue;
            };
            let service = item
                .component
                .property("service")
                .and_then(Value::as_text)
                .unwrap_or("s3");
            let ways = vpcs.entry(vpc).or_default();
            match item.kind.name {
                GATEWAY_ENDPOINT => ways.gateway_endpoints.push((service, item.id)),
                INTERFACE_ENDPOINT => ways.interface_endpoints.push((service, item.id)),
                name if item.kind.network == Network::NatGateway || name == NAT_INSTANCE => {
                    ways.nats.push(Nat {
                        id: item.id,
                        zone: design.zone_of(item.component.parent()),
                        is_billed: name != NAT_INSTANCE,
                    });
                }
                _ => {}
            }
        }
        Routes { vpcs }
    }
    /// Ways out of a VPC; none for a VPC that has no gateway or endpoint.
    pub(super) fn of_vpc(&self, vpc: &Id) -> Option<&WaysOut<'a>> {
        self.vpcs.get(vpc)
    }
}
