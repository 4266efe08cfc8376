//! What the internet and other components can reach: subnets, public addresses, open rules of security groups.

use super::Finding;
use super::cx::Cx;
use super::phrase::{self, each};
use crate::catalog::{Item, Kind, Network, Scope};
use crate::model::edit::Edit;
use crate::model::{
    Connection, Container, ContainerKind, Id, Language, PortRange, Protocol, SecurityGroup,
    SecurityRule, Source,
};
use crate::text::{Bilingual, Phrase, both};
use smallvec::SmallVec;

/// The subnet frames that an item stands in, one for each tile that stands in one.
pub fn subnets<'a>(cx: &Cx<'a>, item: &Item<'a>) -> SmallVec<[(&'a Id, &'a ContainerKind); 4]> {
    if let (Some(here), false) = (item.here, item.is_spread()) {
        let only = here.subnet.iter();
        return only.map(|(id, kind)| (id, kind)).collect();
    }
    let placements = item.component.placements.iter();
    let subnet = |parent: Option<&Id>| cx.place(parent).subnet.as_ref();
    placements
        .filter_map(|placement| subnet(placement.parent.as_ref()))
        .map(|(id, kind)| (id, kind))
        .collect()
}

/// Whether an item stands in a subnet with one of its tiles.
pub fn is_in_subnet<'a>(cx: &Cx<'a>, item: &Item<'a>) -> bool {
    item.here.is_some_and(|here| here.subnet.is_some()) || !subnets(cx, item).is_empty()
}

/// The first public subnet that an item stands in.
pub fn public_subnet<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<(&'a Id, &'a Container)> {
    // Nearly all items stand in one subnet, few of them in a public one.
    if !item.is_spread()
        && let Some(here) = item.here
        && !matches!(here.subnet, Some((_, ContainerKind::PublicSubnet)))
    {
        return None;
    }
    let mut subnets = subnets(cx, item).into_iter();
    let (id, _) = subnets.find(|(_, kind)| **kind == ContainerKind::PublicSubnet)?;
    Some((id, cx.design.container(id)?))
}

/// What a type of subnet is called: public, private, isolated.
pub fn subnet_title(kind: &ContainerKind) -> Bilingual {
    match kind {
        ContainerKind::PublicSubnet => both("public", "퍼블릭"),
        ContainerKind::PrivateSubnet => both("private", "프라이빗"),
        _ => both("isolated", "격리"),
    }
}

/// What a frame is called: its name, else its code, else its id.
pub fn frame_name<'a>(id: &'a Id, frame: &'a Container, language: Language) -> &'a str {
    let name = frame.name.get(language);
    if name.is_empty() {
        frame.code.as_deref().unwrap_or(id.as_str())
    } else {
        name
    }
}

/// Whether a rule admits TCP on `port`.
pub fn admits(rule: &SecurityRule, port: u16) -> bool {
    matches!(rule.protocol, Protocol::Tcp | Protocol::All) && rule.ports.covers(port)
}

/// Security groups that admit the whole internet on a port, in id order, each with the rules that do.
pub fn groups_open_on<'a>(
    cx: &Cx<'a>,
    port: u16,
) -> impl Iterator<Item = (&'a Id, &'a SecurityGroup, Vec<&'a SecurityRule>)> {
    cx.design
        .security_groups
        .iter()
        .filter_map(move |(id, group)| {
            let rules = group.ingress.iter();
            let open: Vec<_> = rules.filter(|rule| admits_the_world(rule, port)).collect();
            (!open.is_empty()).then_some((id, group.as_ref(), open))
        })
}

/// Whether a rule admits the whole internet on TCP `port`.
pub fn admits_the_world(rule: &SecurityRule, port: u16) -> bool {
    rule.source.is_open() && admits(rule, port)
}

/// Whether a rule admits every port.
pub fn admits_every_port(rule: &SecurityRule) -> bool {
    rule.protocol == Protocol::All || rule.ports == PortRange::ALL
}

/// Port on which a connection arrives: its own, else the default of the called kind.
pub fn port_of(cx: &Cx<'_>, connection: &Connection) -> Option<u16> {
    let default = || cx.item(&connection.to).and_then(|item| item.kind.port);
    connection.port.or_else(default)
}

/// Ports on which an item is called, sorted; the default of its kind where no connection says one.
pub fn ports<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Vec<u16> {
    let calls = cx.incoming(item).iter();
    let mut ports: Vec<u16> = calls
        .filter_map(|(_, connection)| port_of(cx, connection))
        .collect();
    if ports.is_empty() {
        ports.extend(item.kind.port);
    }
    ports.sort_unstable();
    ports.dedup();
    ports
}

/// Whether an item is on the internet's side: users, devices, other companies, CloudFront.
pub fn is_outside(item: &Item<'_>) -> bool {
    item.kind.scope == Scope::External || item.kind.network == Network::Edge
}

/// Whether an item stands in a site of one's own (an on-premises or other-cloud frame), reached by private addresses.
pub fn is_in_own_site(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let place = item.component.parent();
    [ContainerKind::OnPremises, ContainerKind::OtherCloud]
        .into_iter()
        .any(|kind| cx.design.enclosing(place, kind).is_some())
}

/// Whether the internet can open a connection to `port` of an item in a public subnet: one of its security groups admits
/// it (`inet` of the rule catalogue). Whether the item has a public address is the caller's to ask.
pub fn open_to_the_world<'a>(cx: &Cx<'a>, item: &Item<'a>, port: u16) -> bool {
    public_subnet(cx, item).is_some()
        && cx.groups_of(item).iter().any(|(_, group)| {
            let mut rules = group.ingress.iter();
            rules.any(|rule| admits_the_world(rule, port))
        })
}

/// Members of a group that are servers in a public subnet, in id order.
pub fn public_servers<'a>(cx: &Cx<'a>, group: &Id) -> Vec<Item<'a>> {
    let members = cx.members(group).iter().copied();
    members
        .filter(|item| item.kind.network == Network::Instance && public_subnet(cx, item).is_some())
        .collect()
}

/// An edit that gives a group other ingress rules.
pub fn with_ingress(id: &Id, group: &SecurityGroup, ingress: Vec<SecurityRule>) -> Edit {
    let group = SecurityGroup {
        ingress,
        ..group.clone()
    };
    Edit::PutSecurityGroup(id.clone(), group)
}

/// The rules that are left of `rule` when `port` is taken out of its range; none for rules on every protocol, which cannot
/// be split by port.
pub fn without_port(rule: &SecurityRule, port: u16) -> Option<Vec<SecurityRule>> {
    if rule.protocol == Protocol::All {
        return None;
    }
    let PortRange { first, last } = rule.ports;
    let mut left = Vec::new();
    if first < port {
        left.push(PortRange {
            first,
            last: port - 1,
        });
    }
    if port < last {
        left.push(PortRange {
            first: port + 1,
            last,
        });
    }
    let with = |ports| SecurityRule {
        ports,
        ..rule.clone()
    };
    Some(left.into_iter().map(with).collect())
}

/// The same rule for another source.
pub fn from_group(rule: &SecurityRule, group: &Id) -> SecurityRule {
    SecurityRule {
        source: Source::Group(group.clone()),
        ..rule.clone()
    }
}

/// Adds a rule unless one like it (whatever its description) is there.
pub fn push_rule(rules: &mut Vec<SecurityRule>, rule: SecurityRule) {
    let same = |old: &SecurityRule| {
        old.protocol == rule.protocol && old.ports == rule.ports && old.source == rule.source
    };
    if !rules.iter().any(same) {
        rules.push(rule);
    }
}

/// First security groups of the components that call `item` on `port`, in the callers' id order, each once; none if one of
/// these callers has no security group.
pub fn caller_groups<'a>(cx: &Cx<'a>, item: &Item<'a>, port: u16) -> Option<Vec<&'a Id>> {
    let mut groups = Vec::new();
    for (caller, connection) in cx.callers(item) {
        if port_of(cx, connection) != Some(port) {
            continue;
        }
        let (group, _) = *cx.groups_of(&caller).first()?;
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    Some(groups)
}

/// Whether an address range is private (RFC 1918, carrier-grade NAT of RFC 6598, or IPv6 unique local).
pub fn is_private(source: &Source) -> bool {
    let Source::Cidr(text) = source else {
        return false;
    };
    let Some((address, prefix)) = text.trim().split_once('/') else {
        return false;
    };
    let Ok(prefix) = prefix.parse::<u8>() else {
        return false;
    };
    let octets: Vec<u8> = address.split('.').filter_map(|o| o.parse().ok()).collect();
    match octets.as_slice() {
        [10, ..] => prefix >= 8,
        [172, second, ..] => (16..32).contains(second) && prefix >= 12,
        [192, 168, ..] => prefix >= 16,
        [100, second, ..] => (64..128).contains(second) && prefix >= 10,
        _ => address.to_lowercase().starts_with("fd") && prefix >= 8,
    }
}

/// Whether a source is an address range of more than one address.
pub fn is_range(source: &Source) -> bool {
    match source {
        Source::Cidr(text) => !(text.trim().ends_with("/32") || text.trim().ends_with("/128")),
        Source::Group(_) => false,
    }
}

/// A rule that admits TCP on one port from the members of a group.
pub fn tcp_from_group(port: u16, group: &Id) -> SecurityRule {
    SecurityRule {
        protocol: Protocol::Tcp,
        ports: PortRange::one(port),
        source: Source::Group(group.clone()),
        description: String::new(),
    }
}

/// Whether an item keeps data and stands in the customer's network, behind security groups.
pub fn is_store_in_vpc(item: &Item<'_>) -> bool {
    keeps_data_in_vpc(item.kind)
}

/// The same of a kind.
pub fn keeps_data_in_vpc(kind: &Kind) -> bool {
    kind.is_data_store && matches!(kind.scope, Scope::Zonal | Scope::Vpc)
}

/// The security group among the items of a finding.
pub fn group_of<'a>(cx: &Cx<'a>, finding: &Finding) -> Option<(&'a Id, &'a SecurityGroup)> {
    let mut items = finding.items.iter();
    let (id, group) = items.find_map(|id| cx.design.security_groups.get_key_value(id))?;
    Some((id, group.as_ref()))
}

/// Evidence of a group that admits too much: its rules, and who is behind it.
/// `web: tcp 22 from 0.0.0.0/0; 2 members: web-1, web-2`.
pub fn open_evidence(
    id: &Id,
    group: &SecurityGroup,
    rules: &[&SecurityRule],
    members: &[Item<'_>],
) -> Phrase {
    each(|language| {
        let own = group.name.get(language);
        let name = if own.is_empty() { id.as_str() } else { own };
        let texts: Vec<String> = rules.iter().map(|rule| told(rule, language)).collect();
        let rules = phrase::shorten(
            &texts.iter().map(String::as_str).collect::<Vec<_>>(),
            language,
        );
        let names = phrase::names(members.iter().copied(), language);
        match (language, members.len()) {
            (Language::English, 0) => format!("{name}: {rules}; no members"),
            (Language::Korean, 0) => format!("{name}: {rules}; 구성원 없음"),
            (Language::English, n) => {
                format!(
                    "{name}: {rules}; {}: {names}",
                    phrase::count(n, "member", "members")
                )
            }
            (Language::Korean, n) => format!("{name}: {rules}; 구성원 {n}개: {names}"),
        }
    })
}

/// `tcp 22 from 0.0.0.0/0`.
pub fn told(rule: &SecurityRule, language: Language) -> String {
    let protocol = match (rule.protocol, language) {
        (Protocol::Tcp, _) => "TCP",
        (Protocol::Udp, _) => "UDP",
        (Protocol::Icmp, _) => "ICMP",
        (Protocol::All, Language::English) => "every protocol,",
        (Protocol::All, Language::Korean) => "모든 프로토콜",
    };
    let (ports, source) = (rule.ports, &rule.source);
    match language {
        Language::English if ports == PortRange::ALL => {
            format!("{protocol} every port from {source}")
        }
        Language::Korean if ports == PortRange::ALL => format!("{source}에서 {protocol} 모든 포트"),
        Language::English => format!("{protocol} {ports} from {source}"),
        Language::Korean => format!("{source}에서 {protocol} {ports}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(first: u16, last: u16, source: &str) -> SecurityRule {
        SecurityRule {
            protocol: Protocol::Tcp,
            ports: PortRange { first, last },
            source: Source::Cidr(source.to_owned()),
            description: String::new(),
        }
    }

    #[test]
    fn a_port_is_taken_out_of_a_range() {
        let left = |first, last| -> Vec<String> {
            let rules = without_port(&rule(first, last, "0.0.0.0/0"), 22).unwrap();
            rules.iter().map(|rule| rule.ports.to_string()).collect()
        };
        assert_eq!(left(22, 22), [""; 0]);
        assert_eq!(left(20, 25), ["20-21", "23-25"]);
        assert_eq!(left(0, 22), ["0-21"]);
        assert_eq!(left(22, 65535), ["23-65535"]);
    }

    #[test]
    fn private_ranges_are_told_from_the_internet() {
        let private = |text: &str| is_private(&Source::Cidr(text.to_owned()));
        assert!(private("10.0.0.0/16") && private("172.31.0.0/16") && private("192.168.1.0/24"));
        assert!(private("fd00::/8") && private("100.64.0.0/10"));
        assert!(!private("172.32.0.0/16") && !private("0.0.0.0/0") && !private("8.8.8.8/32"));
        assert!(!private("10.0.0.0/7") && !private("nonsense"));
    }
}
