//! How people reach private hosts: operators, bastion hosts, Session Manager, VPNs.

use super::cx::Cx;
use super::{phrase, places, tags};
use crate::catalog::compute::{bastion_host, instance};
use crate::catalog::management::ssm_session_manager;
use crate::catalog::networking::{
    dx_connection, ec2_client_vpn_endpoint, verifiedaccess_instance, vpn_connection,
};
use crate::catalog::{Item, Kind, Scope};
use crate::model::{Connection, Id};
use std::collections::BTreeSet;

/// Ports of administration: SSH and RDP.
pub const PORTS: [u16; 2] = [22, 3389];

/// Kinds that let people reach private hosts, besides bastion hosts.
const MEANS: &[&Kind] = &[
    &ssm_session_manager::KIND,
    &ec2_client_vpn_endpoint::KIND,
    &verifiedaccess_instance::KIND,
    &vpn_connection::KIND,
    &dx_connection::KIND,
];

/// Words in names of people who run the system.
const OPERATORS: [&str; 4] = ["operator", "admin", "운영자", "관리자"];

/// Bastion hosts: items of that kind, and instances tagged `role: bastion`.
pub fn bastions<'s, 'a>(cx: &'s Cx<'a>) -> impl Iterator<Item = Item<'a>> + 's {
    let tagged = |item: &&Item<'a>| tags::role(item).is_some_and(|role| role.contains("bastion"));
    let hosts = cx.of_kind(&bastion_host::KIND).iter();
    let tagged = cx.of_kind(&instance::KIND).iter().filter(tagged);
    hosts.chain(tagged).copied()
}

/// People outside AWS who run the system: tagged `role: operator` (or `admin`), or named so.
pub fn operators<'s, 'a>(cx: &'s Cx<'a>) -> impl Iterator<Item = Item<'a>> + 's {
    let is_operator = |item: &&Item<'_>| {
        let tagged =
            tags::role(item).is_some_and(|role| OPERATORS.iter().any(|word| role.contains(word)));
        tagged || phrase::mentions(&item.component.name, &OPERATORS)
    };
    cx.items_of(|kind| kind.scope == Scope::External)
        .filter(is_operator)
        .copied()
}

/// VPCs whose hosts people can reach over one of the means of administration.
#[derive(Debug, Default, PartialEq)]
pub struct Reach<'a> {
    /// There is a means that is drawn for no VPC in particular: all of them count as reached.
    pub everywhere: bool,
    /// VPCs that a means stands in or is connected with.
    pub vpcs: BTreeSet<&'a Id>,
}

impl<'a> Reach<'a> {
    /// Looks at all means of a design.
    pub fn of(cx: &Cx<'a>) -> Reach<'a> {
        let mut reach = Reach::default();
        for means in bastions(cx).chain(cx.of_kinds(MEANS).copied()) {
            let vpcs = places::joined_vpcs(cx, &means);
            reach.everywhere |= vpcs.is_empty();
            reach.vpcs.extend(vpcs);
        }
        reach
    }
    /// Whether hosts of a VPC are reached.
    pub fn covers(&self, vpc: &Id) -> bool {
        self.everywhere || self.vpcs.contains(vpc)
    }
}

/// Whether a connection to a bastion host is administration: SSH or RDP, or over a means that needs no port.
pub fn is_administration(cx: &Cx<'_>, connection: &Connection) -> bool {
    let over_means = cx
        .item(&connection.from)
        .is_some_and(|item| MEANS.contains(&item.kind));
    let port = connection.port.unwrap_or(PORTS[0]);
    over_means || PORTS.contains(&port)
}
