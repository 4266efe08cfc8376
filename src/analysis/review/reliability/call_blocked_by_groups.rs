//! REL054: Drawn call is blocked by security groups.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{addresses, exposure};
use crate::catalog::compute::lambda_function;
use crate::catalog::{Network, Scope};
use crate::model::{Connection, ConnectionKind, Id, Protocol, SecurityGroup, SecurityRule, Source};
use crate::text::Phrase;

rule! {
    /// Drawn call is blocked by security groups
    ///
    /// **Why.** The drawing and the firewall disagree: the call is refused.
    ///
    /// **Fix.** Admit the caller's security group on the port of the call, or remove the connection.
    ///
    /// **When to silence it.** The rules are kept elsewhere and the drawing shows only some of them.
    ///
    /// **References.** SEC05-BP02; REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private-a", at: (420, 120), security_groups: ["sg-app"]),
    ///     "db": (kind: "db_instance", in: "private-a", at: (420, 240), security_groups: ["sg-db"]),
    /// }, connections: {
    ///     "query": (from: "app", to: "db", port: 5432), // finding
    /// }, security_groups: {
    ///     "sg-app": (name: "sg-app"),
    ///     "sg-db": (name: "sg-db", ingress: [(ports: "3306", from_group: "sg-app")]),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private-a", at: (420, 120), security_groups: ["sg-app"]),
    ///     "db": (kind: "db_instance", in: "private-a", at: (420, 240), security_groups: ["sg-db"]),
    /// }, connections: {
    ///     "query": (from: "app", to: "db", port: 5432),
    /// }, security_groups: {
    ///     "sg-app": (name: "sg-app"),
    ///     "sg-db": (name: "sg-db", ingress: [(ports: "5432", from_group: "sg-app")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL054",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "보안 그룹이 막는 호출",
            why: "그림과 방화벽이 서로 맞지 않아 호출이 거부됩니다.",
            fix: "호출자의 보안 그룹을 해당 포트에 허용하거나 연결을 지웁니다.",
            silence: "규칙을 다른 곳에서 관리하고 그림에는 일부만 있는 경우입니다.",
        },
    };
}

/// Security groups of an item, with their ids.
type Groups<'a> = [(&'a Id, &'a SecurityGroup)];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.design.security_groups.is_empty() {
        return;
    }
    for (id, connection) in cx.connections() {
        if let Some(evidence) = refused(cx, connection) {
            out.add([id], || evidence);
        }
    }
}

fn refused(cx: &Cx<'_>, connection: &Connection) -> Option<Phrase> {
    let (from, to) = (cx.item(&connection.from)?, cx.item(&connection.to)?);
    if !opens_a_connection(cx, connection, &from) || !is_guarded(&to) {
        return None;
    }
    let groups = cx.groups_of(&to);
    let port = exposure::port_of(cx, connection)?;
    if groups.is_empty() {
        return None;
    }
    let own = cx.groups_of(&from);
    let fits = |rule: &&SecurityRule| carries(rule, connection, port);
    let mut ingress = groups
        .iter()
        .flat_map(|(_, group)| &group.ingress)
        .filter(fits);
    if !ingress.any(|rule| is_source(cx, &from, &own, &rule.source)) {
        return Some(evidence(&from, &to, port, &groups, true));
    }
    let mut egress = own.iter().flat_map(|(_, group)| &group.egress).filter(fits);
    let is_free = own.iter().any(|(_, group)| group.egress.is_empty());
    let leaves =
        own.is_empty() || is_free || egress.any(|rule| is_target(cx, &to, &groups, &rule.source));
    (!leaves).then(|| evidence(&from, &to, port, &own, false))
}

/// Whether the caller opens a network connection to the called: services that hand events on do so over their own
/// network, and readers open the connection to stores and brokers, whichever way the records go.
fn opens_a_connection(cx: &Cx<'_>, connection: &Connection, from: &Item<'_>) -> bool {
    let carries = match connection.kind {
        ConnectionKind::Call | ConnectionKind::OriginFetch => true,
        ConnectionKind::AsyncEvent | ConnectionKind::Stream | ConnectionKind::LogShipping => {
            !from.kind.is_data_store
        }
        ConnectionKind::Replication | ConnectionKind::Backup | ConnectionKind::Peering => false,
    };
    // Behind a name service stands whoever asks it.
    let is_known = is_in_vpc(from) || from.kind.network == Network::Dns || is_public(cx, from);
    carries && is_known
}

fn is_in_vpc(item: &Item<'_>) -> bool {
    matches!(item.kind.scope, Scope::Zonal | Scope::Vpc) && item.vpc().is_some()
}

/// Whether requests come from addresses of the internet, not from a site of one's own.
fn is_public(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    item.kind.network == Network::Internet && !exposure::is_in_own_site(cx, item)
}

/// Whether security groups stand before an item. Functions are called over the service, not in the network.
fn is_guarded(item: &Item<'_>) -> bool {
    *item.kind != lambda_function::KIND
        && matches!(
            item.kind.network,
            Network::Instance
                | Network::ManagedDatabase
                | Network::LoadBalancer
                | Network::NetworkLoadBalancer
        )
}

fn carries(rule: &SecurityRule, connection: &Connection, port: u16) -> bool {
    let name = connection.protocol.as_deref().map(str::to_lowercase);
    let may_be_udp = name.is_some_and(|name| {
        ["udp", "dns", "quic", "http/3", "h3", "coap", "syslog"]
            .iter()
            .any(|udp| name.contains(udp))
    });
    let protocol = match rule.protocol {
        Protocol::Tcp | Protocol::All => true,
        Protocol::Udp => may_be_udp,
        Protocol::Icmp => false,
    };
    protocol && rule.ports.covers(port)
}

/// Whether a rule of the called admits the caller; what the drawing does not tell counts as admitted.
fn is_source(cx: &Cx<'_>, from: &Item<'_>, own: &Groups<'_>, source: &Source) -> bool {
    match source {
        _ if from.kind.network == Network::Dns => true,
        _ if is_public(cx, from) => {
            matches!(source, Source::Cidr(_)) && !exposure::is_private(source)
        }
        Source::Group(id) => own.is_empty() || own.iter().any(|(group, _)| *group == id),
        Source::Cidr(_) => source.is_open() || stands_in(cx, from, source),
    }
}

fn is_target(cx: &Cx<'_>, to: &Item<'_>, groups: &Groups<'_>, target: &Source) -> bool {
    match target {
        Source::Group(id) => groups.iter().any(|(group, _)| *group == id),
        Source::Cidr(_) => target.is_open() || stands_in(cx, to, target),
    }
}

/// Whether an item may have an address of the range, by the ranges of the frames around it.
fn stands_in(cx: &Cx<'_>, item: &Item<'_>, range: &Source) -> bool {
    let Some(range) = addresses::of_source(range) else {
        return true;
    };
    let mut placements = item.component.placements.iter();
    placements.any(|placement| {
        let mut frames = cx.ancestors(placement.parent.as_ref());
        let own = frames.find_map(|(_, frame)| addresses::Range::parse(frame.cidr.as_deref()?));
        own.is_none_or(|own| own.overlaps(range))
    })
}

fn evidence(
    from: &Item<'_>,
    to: &Item<'_>,
    port: u16,
    groups: &Groups<'_>,
    incoming: bool,
) -> Phrase {
    each(|language| {
        let (from, to) = (from.name(language), to.name(language));
        let names: Vec<&str> = groups.iter().map(|(id, _)| id.as_str()).collect();
        let names = phrase::shorten(&names, language);
        let rules = groups.iter().map(|(_, group)| {
            if incoming {
                &group.ingress
            } else {
                &group.egress
            }
        });
        let told: Vec<String> = rules
            .flatten()
            .map(|rule| exposure::told(rule, language))
            .collect();
        let rules = phrase::shorten(
            &told.iter().map(String::as_str).collect::<Vec<_>>(),
            language,
        );
        match (language, incoming) {
            (Language::English, true) if rules.is_empty() => {
                format!("{from} → {to}, port {port}: {names} admits nothing")
            }
            (Language::English, true) => {
                format!("{from} → {to}, port {port}: {names} admits only {rules}")
            }
            (Language::English, false) => {
                format!("{from} → {to}, port {port}: outbound rules of {names} name only {rules}")
            }
            (Language::Korean, true) if rules.is_empty() => {
                format!("{from} → {to}, 포트 {port}: {names}은(는) 아무것도 허용하지 않음")
            }
            (Language::Korean, true) => {
                format!("{from} → {to}, 포트 {port}: {names}이(가) 허용하는 것은 {rules}뿐임")
            }
            (Language::Korean, false) => {
                format!("{from} → {to}, 포트 {port}: {names}의 아웃바운드 규칙은 {rules}뿐임")
            }
        }
    })
}
