//! What joins networks: peerings, Transit Gateways, VPN connections and Direct Connect, found by what they are connected
//! to and where they stand.
//!
//! A VPC, a site outside AWS and every joining component is a node; connections and standing inside a VPC are edges. A
//! route goes over joining components only. VPC peering does not lead on to a third network.

use crate::catalog::{Item, Network};
use crate::model::{Connection, ConnectionKind, ContainerKind, Design, Id};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Kinds that join networks and what they do on a route.
const JOINING: &[(&str, Part)] = &[
    ("customer_gateway", Part::Line),
    ("dx_connection", Part::Direct),
    ("dx_gateway", Part::Direct),
    ("dx_gateway_association", Part::Direct),
    ("ec2_transit_gateway", Part::Hub),
    ("ec2_transit_gateway_peering_attachment", Part::Hub),
    ("ec2_transit_gateway_vpc_attachment", Part::Hub),
    ("networkmanager_core_network", Part::Hub),
    ("vpc_peering_connection", Part::Peering),
    ("vpn_connection", Part::Line),
    ("vpn_gateway", Part::Line),
];

/// Kinds that lines to a site outside begin with: one that is not drawn to a site reaches all of them, one that is not
/// drawn to a VPC or gateway all VPCs of its Region.
const LINES: [&str; 2] = ["dx_connection", "vpn_connection"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Peering,
    Hub,
    Line,
    Direct,
}

/// How two networks are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// VPC peering.
    Peering,
    /// A Transit Gateway.
    Hub,
    /// Site-to-Site VPN.
    Vpn,
    /// Direct Connect.
    Direct,
}

/// A way from one network to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way<'a> {
    pub(super) means: Means,
    /// The joining component that tells most; none for a peering that is a connection of two frames.
    pub(super) via: Option<&'a Id>,
    /// Whether it passes a Transit Gateway, which bills each GB.
    pub(super) over_hub: bool,
}

/// A network or a component that joins some.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Vpc(Id),
    /// A component or frame outside AWS.
    Site(Id),
    Join(Id),
}

/// All joins of a design.
#[derive(Clone, Debug, Default)]
pub(super) struct Joins {
    edges: BTreeMap<Node, BTreeSet<Node>>,
    parts: BTreeMap<Id, Part>,
    /// Pairs of VPCs with a connection of kind peering between their frames.
    peered: BTreeSet<(Id, Id)>,
}

/// A pair with the smaller id first.
fn in_order(a: &Id, b: &Id) -> (Id, Id) {
    (a.min(b).clone(), a.max(b).clone())
}

impl Joins {
    /// Of the items and connections of a design; `has_peering` where one of them is a peering.
    pub(super) fn of<'a>(
        design: &'a Design,
        items: impl Iterator<Item = Item<'a>>,
        connections: impl Iterator<Item = &'a Connection>,
        has_peering: bool,
    ) -> Joins {
        let mut joins = Joins::default();
        // Components that can be an end of a join.
        let mut own: Vec<&Id> = Vec::new();
        for item in items {
            if item.kind.network == Network::OnPremises {
                own.push(item.id);
            }
            // Of the parts of a network, only these join some.
            if !matches!(item.kind.network, Network::Route | Network::PrivateLine) {
                continue;
            }
            let part = JOINING.iter().find(|(name, _)| *name == item.kind.name);
            if let Some((_, part)) = part {
                own.push(item.id);
                joins.parts.insert(item.id.clone(), *part);
                if let Some(vpc) = item.vpc() {
                    joins.join(Node::Join(item.id.clone()), Node::Vpc(vpc.clone()));
                }
            }
        }
        if joins.parts.is_empty() && !has_peering {
            joins.imply(design);
            return joins;
        }
        // Hashes of all possible ends: looking every end of every connection up takes longer.
        let ends = design.containers.keys().chain(own);
        let ends: FxHashSet<u64> = ends.map(Id::hash_code).collect();
        for connection in connections {
            let ends_of = [&connection.from, &connection.to];
            if !ends_of.iter().all(|id| ends.contains(&id.hash_code())) {
                continue;
            }
            let ends = ends_of.map(|id| joins.node(design, id));
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            if let (Node::Vpc(a), Node::Vpc(b)) = (&from, &to) {
                if connection.kind == ConnectionKind::Peering {
                    joins.peered.insert(in_order(a, b));
                }
            } else {
                joins.join(from, to);
            }
        }
        joins.imply(design);
        joins
    }

    /// The node of a connection's end: frames stand for their VPC or site; components only where they join networks or
    /// stand outside AWS.
    fn node(&self, design: &Design, id: &Id) -> Option<Node> {
        if design.components.contains_key(id) {
            if self.parts.contains_key(id) {
                return Some(Node::Join(id.clone()));
            }
            let outside = Item::of(design, id)?.kind.network == Network::OnPremises;
            return outside.then(|| site_of(design, id));
        }
        match design.container(id)?.kind {
            ContainerKind::OnPremises | ContainerKind::OtherCloud => Some(Node::Site(id.clone())),
            _ => vpc_of(design, Some(id)).map(Node::Vpc),
        }
    }

    fn join(&mut self, a: Node, b: Node) {
        self.edges.entry(a.clone()).or_default().insert(b.clone());
        self.edges.entry(b).or_default().insert(a);
    }

    /// Edges that a drawing leaves out because there is only one way to understand it.
    fn imply(&mut self, design: &Design) {
        let vpcs = |region: &str| -> Vec<Node> {
            let all = design.containers.iter();
            all.filter(|(id, frame)| {
                frame.kind == ContainerKind::Vpc && design.region_of(Some(id)) == region
            })
            .map(|(id, _)| Node::Vpc(id.clone()))
            .collect()
        };
        let joining: Vec<Id> = self.parts.keys().cloned().collect();
        for id in &joining {
            let Some(item) = Item::of(design, id) else {
                continue;
            };
            let near = self.edges.get(&Node::Join(id.clone()));
            let near = near.cloned().unwrap_or_default();
            let is_line = LINES.contains(&item.kind.name);
            let inward = near.iter().any(|node| !matches!(node, Node::Site(_)));
            let counted = item.kind.name == "ec2_transit_gateway"
                && item
                    .kind
                    .property("vpc_attachments")
                    .is_some_and(|count| item.number(count) >= 2.0);
            if (is_line && !inward) || (counted && near.is_empty()) {
                for vpc in vpcs(item.region()) {
                    self.join(Node::Join(id.clone()), vpc);
                }
            }
            if is_line && !near.iter().any(|node| matches!(node, Node::Site(_))) {
                self.join(Node::Join(id.clone()), Node::Site(everywhere().clone()));
            }
        }
    }

    /// Pairs of VPCs that are peered, each once with the smaller id first, in id order.
    pub(super) fn peerings(&self) -> Vec<(&Id, &Id)> {
        let mut pairs: BTreeSet<(&Id, &Id)> = self.peered.iter().map(|(a, b)| (a, b)).collect();
        let parts = self.parts.iter();
        for (id, _) in parts.filter(|(_, part)| **part == Part::Peering) {
            let near = self.edges.get(&Node::Join(id.clone()));
            let near = near.into_iter().flatten();
            let vpcs: Vec<&Id> = near
                .filter_map(|node| match node {
                    Node::Vpc(vpc) => Some(vpc),
                    _ => None,
                })
                .collect();
            for (index, a) in vpcs.iter().enumerate() {
                pairs.extend(vpcs[index + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
            }
        }
        pairs.into_iter().collect()
    }

    /// The way between two VPCs, if something joins them.
    pub(super) fn between(&self, a: &Id, b: &Id) -> Option<Way<'_>> {
        if self.edges.is_empty() && self.peered.is_empty() {
            return None;
        }
        if self.peered.contains(&in_order(a, b)) {
            return Some(Way {
                means: Means::Peering,
                via: None,
                over_hub: false,
            });
        }
        let (a, b) = (Node::Vpc(a.clone()), Node::Vpc(b.clone()));
        let near = |node: &Node| self.edges.get(node);
        let peering = near(&a)?.iter().find_map(|node| match node {
            Node::Join(id) if self.parts.get(id) == Some(&Part::Peering) => {
                near(node)?.contains(&b).then_some(id)
            }
            _ => None,
        });
        if let Some(id) = peering {
            return Some(Way {
                means: Means::Peering,
                via: Some(id),
                over_hub: false,
            });
        }
        let path = self.search(&a, &b, &[Part::Hub])?;
        Some(Way {
            means: Means::Hub,
            via: self.telling(&path),
            over_hub: true,
        })
    }

    /// The way between a component outside AWS and a VPC: Direct Connect before VPN.
    pub(super) fn to_site(&self, design: &Design, site: &Id, vpc: &Id) -> Option<Way<'_>> {
        let own = site_of(design, site);
        let starts = [
            own,
            Node::Site(site.clone()),
            Node::Site(everywhere().clone()),
        ];
        let vpc = Node::Vpc(vpc.clone());
        [(Means::Direct, Part::Direct), (Means::Vpn, Part::Line)]
            .into_iter()
            .find_map(|(means, part)| {
                let mut paths = starts
                    .iter()
                    .filter_map(|start| self.search(start, &vpc, &[part, Part::Hub]));
                let path = paths.find(|path| {
                    let mut parts = path.iter().filter_map(|id| self.parts.get(*id));
                    parts.any(|have| *have == part)
                })?;
                Some(Way {
                    means,
                    via: path
                        .iter()
                        .copied()
                        .find(|id| self.parts.get(*id) == Some(&part)),
                    over_hub: path
                        .iter()
                        .any(|id| self.parts.get(*id) == Some(&Part::Hub)),
                })
            })
    }

    /// The joining components on the shortest way over the given parts.
    fn search(&self, from: &Node, to: &Node, over: &[Part]) -> Option<Vec<&Id>> {
        let (from, _) = self.edges.get_key_value(from)?;
        let mut before: BTreeMap<&Node, &Node> = BTreeMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for next in self.edges.get(node)? {
                let passes = match next {
                    Node::Join(id) => self.parts.get(id).is_some_and(|part| over.contains(part)),
                    Node::Vpc(_) | Node::Site(_) => next == to,
                };
                if !passes || next == from || before.contains_key(next) {
                    continue;
                }
                before.insert(next, node);
                if next == to {
                    let mut path = Vec::new();
                    let mut at = next;
                    while let Some(&earlier) = before.get(at) {
                        if let Node::Join(id) = earlier {
                            path.push(id);
                        }
                        at = earlier;
                    }
                    path.reverse();
                    return Some(path);
                }
                queue.push_back(next);
            }
        }
        None
    }

    /// Of the components on a way, the one without a VPC around it: the gateway rather than its attachments.
    fn telling<'s>(&self, path: &[&'s Id]) -> Option<&'s Id> {
        let stands_in_vpc = |id: &&&'s Id| {
            let near = self.edges.get(&Node::Join((**id).clone()));
            near.is_some_and(|near| near.iter().any(|node| matches!(node, Node::Vpc(_))))
        };
        let outside = path.iter().find(|id| !stands_in_vpc(id));
        outside.or_else(|| path.first()).copied()
    }
}

/// The site of a component outside AWS: the frame around it, else itself.
fn site_of(design: &Design, id: &Id) -> Node {
    let parent = design
        .component(id)
        .and_then(|component| component.parent());
    let frame = design.ancestors(parent).find(|(_, frame)| {
        matches!(
            frame.kind,
            ContainerKind::OnPremises | ContainerKind::OtherCloud
        )
    });
    Node::Site(frame.map_or(id, |(id, _)| id).clone())
}

fn vpc_of(design: &Design, inner: Option<&Id>) -> Option<Id> {
    let (id, _) = design.enclosing(inner, ContainerKind::Vpc)?;
    Some(id.clone())
}

/// Stands for all sites: the end of a line that is drawn to none.
fn everywhere() -> &'static Id {
    use std::sync::OnceLock;
    static EVERYWHERE: OnceLock<Id> = OnceLock::new();
    EVERYWHERE.get_or_init(|| crate::model::id::fresh("everywhere", |_| false))
}
