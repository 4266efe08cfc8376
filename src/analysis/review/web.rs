//! Web traffic from the internet: what it reaches first, and where a web ACL looks at it.
//!
//! AWS WAF can be attached to CloudFront, Application Load Balancers, REST APIs and user pools. A web ACL counts as attached to
//! what a connection joins it with, in either direction, or when it is drawn between the callers and what it protects.

use super::cx::Cx;
use crate::catalog::external::{external_service, iot_device, mobile_app, users};
use crate::catalog::networking::{
    api_gateway_rest, application_load_balancer, capacity, cloudfront_distribution,
};
use crate::catalog::security::wafv2_web_acl;
use crate::catalog::{Item, Kind, Network};
use crate::model::{Connection, Id};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// Where requests from the internet start.
const INTERNET: &[&Kind] = &[
    &users::KIND,
    &mobile_app::KIND,
    &iot_device::KIND,
    &external_service::KIND,
];

/// Whether an item is a caller on the internet: users, devices, other companies' services.
pub fn is_on_internet(item: &Item<'_>) -> bool {
    INTERNET.contains(&item.kind)
}

/// Whether requests from the internet reach an item with nothing before it but what hands them on: name service, gateways,
/// CloudFront, web ACLs and load balancers.
pub fn is_reached_from_internet(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut seen: SmallVec<[&Id; 8]> = SmallVec::new();
    let mut open: SmallVec<[Item<'_>; 4]> = SmallVec::new();
    let mut next = Some(*item);
    while let Some(item) = next {
        let mut calls = cx
            .caller_kinds(item)
            .filter(|side| side.call.is_synchronous());
        if calls.clone().any(|side| INTERNET.contains(&side.kind)) {
            return true;
        }
        // Most are called by what decides who may call.
        if calls.any(|side| hands_on(side.kind)) {
            for (caller, connection) in cx.callers(item) {
                let goes_on = connection.kind.is_synchronous() && hands_on(caller.kind);
                if goes_on && !seen.contains(&caller.id) {
                    seen.push(caller.id);
                    open.push(caller);
                }
            }
        }
        next = open.pop();
    }
    false
}

/// Whether an item is a load balancer with public addresses.
pub fn is_public_balancer(item: &Item<'_>) -> bool {
    let balances = matches!(
        item.kind.network,
        Network::LoadBalancer | Network::NetworkLoadBalancer
    );
    balances
        && item.kind.property(capacity::SCHEME.name).is_some()
        && item.text(&capacity::SCHEME) == "internet-facing"
}

/// Whether items of a kind hand requests on without deciding who may send them.
fn hands_on(kind: &Kind) -> bool {
    *kind == wafv2_web_acl::KIND
        || matches!(
            kind.network,
            Network::Dns
                | Network::Edge
                | Network::Route
                | Network::LoadBalancer
                | Network::NetworkLoadBalancer
        )
}

/// Whether a web ACL can be attached to an item that takes requests from the internet.
pub fn carries_web_acl(item: &Item<'_>) -> bool {
    if *item.kind == application_load_balancer::KIND {
        item.text(&capacity::SCHEME) == "internet-facing"
    } else if *item.kind == api_gateway_rest::KIND {
        item.text(&api_gateway_rest::ENDPOINT) != "PRIVATE"
    } else {
        *item.kind == cloudfront_distribution::KIND
    }
}

/// Whether an item is a web ACL.
pub fn is_web_acl(item: &Item<'_>) -> bool {
    *item.kind == wafv2_web_acl::KIND
}

/// Whether a web ACL is attached to an item.
pub fn is_protected(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut beside = cx.caller_kinds(item).chain(cx.called_kinds(item));
    has_acls(cx) && beside.any(|side| *side.kind == wafv2_web_acl::KIND)
}

/// Whether there is any web ACL.
fn has_acls(cx: &Cx<'_>) -> bool {
    !cx.of_kind(&wafv2_web_acl::KIND).is_empty()
}

/// Web ACLs attached to an item: those that call it, and those that it is joined to and that call nothing.
pub fn acls_of<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Vec<Item<'a>> {
    if !is_protected(cx, item) {
        return Vec::new();
    }
    let before = cx.callers(item).map(|(caller, _)| caller);
    let beside = cx.called(item).map(|(called, _)| called);
    let beside = beside.filter(|other| cx.outgoing(other).is_empty());
    before.chain(beside).filter(is_web_acl).collect()
}

/// Origins of a distribution: what it calls, directly or through a web ACL; in id order of the connections, each once.
pub fn origins<'a>(cx: &Cx<'a>, distribution: &Item<'a>) -> Vec<Item<'a>> {
    let mut origins: Vec<Item<'a>> = Vec::new();
    let mut push = |item: Item<'a>| {
        if !origins.iter().any(|known| known.id == item.id) {
            origins.push(item);
        }
    };
    for (item, _) in cx.called(distribution) {
        if is_web_acl(&item) {
            cx.called(item).for_each(|(behind, _)| push(behind));
        } else {
            push(item);
        }
    }
    origins
}

/// Requests in the month that reach a front from the internet.
pub fn requests(cx: &Cx<'_>, front: &Front<'_>) -> f64 {
    // Both are in id order.
    let mut rest = front.arrivals.iter().map(|(id, _)| *id).peekable();
    let flows = cx.flows(front.item).incoming.iter();
    flows
        .filter(|flow| {
            while rest.peek().is_some_and(|id| **id < flow.connection) {
                rest.next();
            }
            rest.peek() == Some(&&flow.connection)
        })
        .map(|flow| flow.requests)
        .sum()
}

/// Whether a connection carries web traffic, as far as the drawing says.
pub fn is_web(connection: &Connection) -> bool {
    let starts_with = |name: &str, web: &str| {
        let start = name.as_bytes().get(..web.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(web.as_bytes()))
    };
    connection.kind.is_synchronous()
        && connection.protocol.as_deref().is_none_or(|name| {
            let mut all = ["http", "ws", "h2", "grpc"].iter();
            all.any(|web| starts_with(name, web))
        })
}

/// An item that web requests from the internet reach, with the connections on which they arrive, in id order.
pub struct Front<'a> {
    /// The item.
    pub item: Item<'a>,
    /// Connections that bring the requests.
    pub arrivals: Vec<(&'a Id, &'a Connection)>,
}

/// Items that web requests from the internet reach through nothing but name service, gateways and network load balancers,
/// in id order. The search goes no further than what looks at requests: a web ACL, CloudFront, a load balancer of
/// requests, an API, a server.
pub fn fronts<'a>(cx: &Cx<'a>) -> Vec<Front<'a>> {
    let mut found: FxHashMap<&Id, Front<'a>> = FxHashMap::default();
    let mut seen: FxHashSet<&Id> = FxHashSet::default();
    let mut open: Vec<Item<'a>> = cx.of_kinds(INTERNET).copied().collect();
    while let Some(from) = open.pop() {
        if !seen.insert(from.id) {
            continue;
        }
        for (to, id, connection) in cx.called(from).named() {
            // A look-up of the name comes before the request, whatever its own protocol.
            if to.kind.network == Network::Dns {
                open.push(to);
            }
            if !is_web(connection) {
                continue;
            }
            let front = found.entry(to.id).or_insert_with(|| Front {
                item: to,
                arrivals: Vec::new(),
            });
            front.arrivals.push((id, connection));
            let goes_past = matches!(
                to.kind.network,
                Network::Dns | Network::Route | Network::NetworkLoadBalancer
            );
            if goes_past && !is_web_acl(&to) {
                open.push(to);
            }
        }
    }
    let mut found: Vec<Front<'a>> = found.into_values().collect();
    found.sort_unstable_by_key(|front| front.item.id);
    for front in &mut found {
        front.arrivals.sort_by_key(|(id, _)| *id);
    }
    found
}
