//! REL056: VPN with one tunnel or one customer gateway.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{customer_gateway, dx_connection, vpn_connection};
use crate::model::edit::Edit;
use crate::model::{Component, Connection, Id};
use crate::text::Phrase;
use crate::text::number::short;
use std::collections::BTreeMap;

rule! {
    /// VPN with one tunnel or one customer gateway
    ///
    /// **Why.** AWS services the tunnels one after the other: with one tunnel, or one device at your end, each
    /// service is an outage.
    ///
    /// **Fix.** Configure both tunnels, and for production a second device with a VPN connection of its own.
    ///
    /// **When to silence it.** The site can work for hours without AWS, or a Direct Connect line carries the traffic.
    ///
    /// **References.** EC2.20; prowler:vpc_vpn_connection_tunnels_up; TA:VPN Tunnel Redundancy; REL02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "vpn": (kind: "vpn_connection", at: (0, 0), properties: {"tunnels": 1}), // finding
    ///     "router": (kind: "customer_gateway", at: (200, 0)),
    /// }, connections: {
    ///     "tunnel": (from: "router", to: "vpn"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "vpn": (kind: "vpn_connection", at: (0, 0)),
    ///     "router": (kind: "customer_gateway", at: (200, 0)),
    ///     "vpn-2": (kind: "vpn_connection", at: (0, 200)),
    ///     "router-2": (kind: "customer_gateway", at: (200, 200)),
    /// }, connections: {
    ///     "tunnel": (from: "router", to: "vpn"),
    ///     "tunnel-2": (from: "router-2", to: "vpn-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL056",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&vpn_connection::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "터널이나 고객 게이트웨이가 하나뿐인 VPN",
            why: "AWS는 터널을 하나씩 점검하므로 터널이나 장비가 하나면 점검 때마다 중단됩니다.",
            fix: "터널 두 개를 모두 구성하고, 운영 환경에는 자체 VPN 연결을 가진 두 번째 장비를 둡니다.",
            silence: "사이트가 몇 시간 동안 AWS 없이 일할 수 있거나 Direct Connect가 트래픽을 나르는 경우입니다.",
        },
    };
}

/// Devices that VPN connections of a Region end at; none where no device is drawn.
fn devices(cx: &Cx<'_>, region: &str) -> Option<f64> {
    let mut gateways: Vec<Item<'_>> = Vec::new();
    for vpn in cx.of_kind(&vpn_connection::KIND) {
        if vpn.region() == region {
            let near = cx.neighbours(vpn);
            gateways.extend(near.filter(|other| *other.kind == customer_gateway::KIND));
        }
    }
    gateways.sort_by_key(|gateway| gateway.id);
    gateways.dedup_by_key(|gateway| gateway.id);
    let sum = gateways
        .iter()
        .map(|gateway| gateway.number(&customer_gateway::DEVICES))
        .sum();
    (!gateways.is_empty()).then_some(sum)
}

fn has_one_device(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    cx.of_kind(&dx_connection::KIND).is_empty()
        && in_production(cx, item)
        && devices(cx, item.region()).is_some_and(|count| count < 2.0)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let tunnels = item.number(&vpn_connection::TUNNELS);
    let alone = has_one_device(cx, item);
    if tunnels >= 2.0 && !alone {
        return;
    }
    let evidence = seen(|language| {
        let (name, tunnels) = (item.name(language), short(tunnels, 0));
        match (language, alone) {
            (Language::English, true) => {
                format!("{name}: tunnels {tunnels} of 2, customer gateway devices 1")
            }
            (Language::English, false) => format!("{name}: tunnels {tunnels} of 2"),
            (Language::Korean, true) => {
                format!("{name}: 터널 2개 중 {tunnels}개, 고객 게이트웨이 장비 1대")
            }
            (Language::Korean, false) => format!("{name}: 터널 2개 중 {tunnels}개"),
        }
    });
    out.add([item.id], evidence);
}

/// Distance of the second device and connection below the first.
const SPACE: f32 = 120.0;

/// Both tunnels; where there is one device, a second one with a connection of its own, as a standby that carries nothing.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let both = Component::with(item.component.clone(), vpn_connection::TUNNELS.name, 2.0);
    let mut edits = vec![Edit::PutComponent(item.id.clone(), both.clone())];
    if has_one_device(cx, &item) {
        let near = cx.neighbours(item);
        let gateway = { near }.find(|other| *other.kind == customer_gateway::KIND);
        let mut twins: BTreeMap<&Id, Id> = BTreeMap::new();
        let originals = [
            Some((item.id, &both)),
            gateway.as_ref().map(|item| (item.id, item.component)),
        ];
        for (id, component) in originals.into_iter().flatten() {
            let twin = cx.design.fresh_id(&format!("{id}-2"));
            edits.push(Edit::PutComponent(twin.clone(), below(component)));
            twins.insert(id, twin);
        }
        for (id, connection) in cx.connections() {
            if let Some(standby) = between_twins(connection, &twins) {
                edits.push(Edit::PutConnection(
                    cx.design.fresh_id(&format!("{id}-2")),
                    standby,
                ));
            }
        }
    }
    Some(Fix {
        label: Phrase::new("Add the second path", "두 번째 경로 추가"),
        edit: Edit::Batch(edits),
    })
}

fn below(component: &Component) -> Component {
    let mut twin = component.clone();
    for placement in &mut twin.placements {
        placement.at = placement.at.offset(0.0, SPACE);
    }
    twin
}

/// The connection at the twins of its ends; none where neither end has one.
fn between_twins(connection: &Connection, twins: &BTreeMap<&Id, Id>) -> Option<Connection> {
    let (from, to) = (twins.get(&connection.from), twins.get(&connection.to));
    (from.is_some() || to.is_some()).then(|| Connection {
        from: from.unwrap_or(&connection.from).clone(),
        to: to.unwrap_or(&connection.to).clone(),
        calls_per_request: 0.0,
        requests_per_month: None,
        gb_per_month: None,
        bends: Vec::new(),
        ..connection.clone()
    })
}
