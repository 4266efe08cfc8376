//! One connection: which way it goes and who pays, by where its ends stand and what they are.
//!
//! The rules are those of AWS's data transfer pricing (EC2 On-Demand pricing, "Data Transfer"; VPC, NAT gateway,
//! PrivateLink and CloudFront pricing pages).

use super::joins::{Joins, Means, Way};
use super::routes::{Nat, Routes, WaysOut};
use super::{PathClass, PathPart, Transfer, TransferCharge};
use crate::analysis::traffic::Traffic;
use crate::catalog::storage::backup_vault;
use crate::catalog::{Answering, Flow, Item, Network};
use crate::model::{Code, ConnectionKind, ContainerKind, Design, Frames, Id, Place};
use crate::text::{Bilingual, both};
use crate::units::Gigabytes;
use smallvec::SmallVec;
use std::cell::OnceCell;

static DNS: Bilingual = both(
    "Name look-ups only; queries are billed with the hosted zone",
    "이름 조회만 지나가며 쿼리는 호스팅 영역에서 과금됩니다",
);
static OUTSIDE: Bilingual = both("Both ends are outside AWS", "양쪽 끝이 모두 AWS 밖입니다");
static TO_VIEWERS: Bilingual = both(
    "CloudFront to viewers is billed with the distribution",
    "CloudFront에서 뷰어로의 전송은 배포에서 과금됩니다",
);
static FROM_ORIGIN: Bilingual = both(
    "Transfer from AWS origins to CloudFront is free",
    "AWS 오리진에서 CloudFront로의 전송은 무료입니다",
);
static EGRESS: Bilingual = both(
    "The AWS side pays for what it sends to the internet; what arrives is free",
    "인터넷으로 보내는 양은 AWS 쪽이 내고, 들어오는 양은 무료입니다",
);
static DELIVERY: Bilingual = both(
    "Delivery is billed with the service",
    "전달 요금은 서비스에 포함되어 과금됩니다",
);
static IN_REGION: Bilingual = both(
    "Transfer to and from this service is free inside the Region",
    "리전 안에서 이 서비스와의 전송은 무료입니다",
);
static BY_BACKUP: Bilingual = both(
    "AWS Backup reads snapshots over its own network: free inside the Region",
    "AWS Backup이 자체 네트워크로 스냅샷을 읽으므로 리전 안에서 무료입니다",
);
static BALANCER: Bilingual = both(
    "Between an Application or Classic Load Balancer and its targets, transfer across zones is included",
    "Application/Classic Load Balancer와 대상 사이의 AZ 간 전송은 포함되어 있습니다",
);
static NO_ZONE: Bilingual = both(
    "No Availability Zone is drawn around an end, so no zone is crossed",
    "한쪽 끝에 가용 영역이 그려지지 않아 AZ를 넘지 않습니다",
);
static SAME_ZONE: Bilingual = both(
    "Private traffic inside one zone is free",
    "같은 AZ 안의 프라이빗 트래픽은 무료입니다",
);
static BOTH_PAY: Bilingual = both(
    "Each side pays in each direction: every GB is billed out at the sender and in at the receiver",
    "양쪽이 방향마다 냅니다: 1GB마다 보내는 쪽 송신과 받는 쪽 수신이 과금됩니다",
);
static ONE_PAYS: Bilingual = both(
    "The server side pays in each direction; the managed database side is not billed",
    "서버 쪽이 방향마다 내고, 관리형 데이터베이스 쪽은 과금되지 않습니다",
);
static REPLICATION: Bilingual = both(
    "Replication of a managed service between zones is free",
    "관리형 서비스의 AZ 간 복제는 무료입니다",
);
static BETWEEN_REGIONS: Bilingual = both(
    "The sending Region pays per GB; receiving is free",
    "보내는 리전이 GB당 내고, 받는 쪽은 무료입니다",
);
static THROUGH_NAT: Bilingual = both(
    "A private subnet reaches this over the NAT gateway: processing per GB in both directions, plus the transfer itself",
    "프라이빗 서브넷은 NAT 게이트웨이를 거칩니다: 양방향 GB당 처리 요금과 전송 요금을 냅니다",
);
static THROUGH_INSTANCE: Bilingual = both(
    "A private subnet reaches this over the NAT instance: only the transfer itself is billed",
    "프라이빗 서브넷은 NAT 인스턴스를 거칩니다: 전송 요금만 냅니다",
);
static GATEWAY_ENDPOINT: Bilingual = both(
    "The VPC's gateway endpoint carries this free of charge",
    "VPC의 게이트웨이 엔드포인트를 거쳐 무료입니다",
);
static INTERFACE_ENDPOINT: Bilingual = both(
    "The VPC's interface endpoint charges per GB in both directions",
    "VPC의 인터페이스 엔드포인트가 양방향 GB당 과금합니다",
);
static PRIVATE_LINE: Bilingual = both(
    "Transfer over Direct Connect is billed with the line; what arrives is free",
    "Direct Connect를 지나는 전송은 회선에 과금되며 들어오는 데이터는 무료입니다",
);
static NEXT_HOP: Bilingual = both(
    "Part of the route; the transfer is billed where it enters or leaves a network",
    "경로의 일부이며 전송은 네트워크에 들어오거나 나가는 곳에서 과금됩니다",
);
static NOT_JOINED: Bilingual = both(
    "Nothing joins the two VPCs: draw a peering, a Transit Gateway or a public way in",
    "두 VPC를 잇는 것이 없습니다: 피어링, Transit Gateway 또는 퍼블릭 경로가 필요합니다",
);
static PEERED: Bilingual = both(
    "VPC peering is free inside one zone; across zones each side pays in each direction",
    "VPC 피어링은 같은 AZ 안에서 무료이고 AZ 간에는 양쪽이 방향마다 냅니다",
);
static OVER_HUB: Bilingual = both(
    "The Transit Gateway bills every GB that an attachment sends into it; zones do not matter",
    "Transit Gateway는 연결이 보내는 GB마다 과금하며 AZ는 상관없습니다",
);
static OVER_VPN: Bilingual = both(
    "What leaves AWS over the VPN is internet egress; what arrives is free",
    "VPN으로 AWS를 나가는 양은 인터넷 송신으로 과금되고, 들어오는 양은 무료입니다",
);
static OVER_DIRECT: Bilingual = both(
    "What leaves AWS over Direct Connect is billed with the connection; what arrives is free",
    "Direct Connect로 AWS를 나가는 양은 연결에서 과금되고, 들어오는 양은 무료입니다",
);
static PUBLIC_ADDRESS: Bilingual = both(
    "Over public addresses each side pays the cross-zone rate in each direction, even inside one zone",
    "퍼블릭 주소를 거치면 같은 AZ라도 양쪽이 방향마다 AZ 간 요금을 냅니다",
);
static TO_OTHER_REGION: Bilingual = both(
    "A private subnet reaches another Region's public services over the NAT gateway: processing per GB in both directions, \
     plus transfer between the Regions",
    "프라이빗 서브넷은 NAT 게이트웨이를 거쳐 다른 리전의 퍼블릭 서비스에 접근합니다: 양방향 GB당 처리 요금과 리전 간 전송 요금을 냅니다",
);
static NO_TARGET_IN_ZONE: Bilingual = both(
    "The load balancer keeps to its zones, and none of them has a target: turn cross-zone balancing on or add targets",
    "로드 밸런서가 자기 AZ 안에서만 분산하는데 그 AZ에 대상이 없습니다: 교차 영역 로드 밸런싱을 켜거나 대상을 추가하세요",
);
static NO_ROUTE: Bilingual = both(
    "The subnet has neither a NAT gateway nor an endpoint for this",
    "서브넷에 NAT 게이트웨이도 맞는 엔드포인트도 없습니다",
);

/// Zones with their shares of something, in zone order; the shares add up to 1.
type ZoneShares = SmallVec<[(Code, f64); 2]>;

/// A component as an end of connections, with what all of them ask.
pub(super) struct End<'a> {
    item: &'a Item<'a>,
    network: Network,
    /// Around its first tile.
    place: &'a Place,
    frames: &'a Frames,
    /// Where its capacity runs.
    zones: OnceCell<ZoneShares>,
    answering: OnceCell<Answering>,
}

impl<'a> End<'a> {
    pub(super) fn of(item: &'a Item<'a>, frames: &'a Frames) -> End<'a> {
        End {
            item,
            network: item.kind.network,
            place: match item.here {
                Some(here) => here,
                None => frames.place(item.component.parent()),
            },
            frames,
            zones: OnceCell::new(),
            answering: OnceCell::new(),
        }
    }
    /// What stands around each of its tiles.
    fn tiles(&self) -> impl Iterator<Item = &'a Place> {
        let (component, frames) = (self.item.component, self.frames);
        let tiles = component.placements.iter();
        tiles.map(|tile| frames.place(tile.parent.as_ref()))
    }
    fn zones(&self) -> &[(Code, f64)] {
        self.zones.get_or_init(|| self.item.zone_shares())
    }
    fn answering(&self) -> Answering {
        let answering = self.item.kind.answering;
        *self.answering.get_or_init(|| answering(self.item))
    }
    fn legs(&self, routes: &'a Routes) -> SmallVec<[Leg<'a>; 2]> {
        let leg = |(place, share): (&Place, f64)| {
            let subnet = place.subnet.as_ref().map(|(_, kind)| kind);
            let is_isolated = subnet == Some(&ContainerKind::IsolatedSubnet);
            let closed = is_isolated || subnet == Some(&ContainerKind::PrivateSubnet);
            let vpc = place.vpc.as_ref().filter(|_| closed);
            Leg {
                zone: place.zone,
                is_isolated,
                ways: vpc.map(|vpc| routes.of_vpc(vpc)),
                share,
            }
        };
        self.tiles().zip(self.item.tile_shares()).map(leg).collect()
    }
}

/// One connection with its ends.
pub(super) struct Link<'l, 'a> {
    /// Whether callers prefer targets in their own zone.
    pub(super) zone_affinity: bool,
    pub(super) flow: &'l Flow,
    pub(super) from: &'l End<'a>,
    pub(super) legs: &'l Legs<'a>,
    pub(super) to: &'l End<'a>,
    pub(super) traffic: &'l Traffic,
    pub(super) routes: &'a Routes,
    pub(super) joins: &'l Joins,
}

/// The parts of a caller, found when they are asked for; of one caller at a time.
pub(super) type Legs<'a> = OnceCell<SmallVec<[Leg<'a>; 2]>>;

/// Part of the caller: where it stands and its share of the calls.
#[derive(Clone, Copy)]
pub(super) struct Leg<'a> {
    zone: Option<Code>,
    is_isolated: bool,
    /// The ways out of its VPC; none where it reaches the internet itself: outside any VPC or in a public subnet.
    ways: Option<&'a WaysOut>,
    share: f64,
}

/// A zone of the called side with what it gets of the calls.
#[derive(Clone, Copy)]
struct Target {
    zone: Code,
    /// Share that goes there wherever the caller stands: writes to a primary.
    pinned: f64,
    /// Share of what may be answered anywhere.
    free: f64,
}

type Targets = SmallVec<[Target; 4]>;

/// How many parts of a route are followed back to where traffic comes from.
const MAX_HOPS: usize = 8;

/// Whether traffic reaches a part of the route (web ACL, internet gateway) from outside AWS.
fn comes_from_outside(design: &Design, traffic: &Traffic, id: &Id, hops: usize) -> bool {
    let callers = traffic.of(id).incoming.iter();
    let mut callers = callers.filter_map(|flow| Item::of(design, &flow.from));
    callers.any(|caller| match caller.kind.network {
        Network::Route => hops > 0 && comes_from_outside(design, traffic, caller.id, hops - 1),
        network => is_outside(network),
    })
}

/// The callers with a target in their own zone, with shares that add up to 1; none where there are no such callers.
fn of_whole(callers: &[(Code, f64)], in_zone: impl Fn(Code) -> bool) -> Option<ZoneShares> {
    let callers = callers.iter().filter(|(zone, _)| in_zone(*zone));
    let mut callers: ZoneShares = callers.copied().collect();
    let sum: f64 = callers.iter().map(|(_, share)| share).sum();
    if sum <= 0.0 {
        return None;
    }
    for (_, share) in &mut callers {
        *share /= sum;
    }
    Some(callers)
}

pub(super) fn is_outside(network: Network) -> bool {
    matches!(
        network,
        Network::Internet | Network::OnPremises | Network::Dns
    )
}

/// Sides of a transfer across zones that pay at this end.
fn pays_across_zones(network: Network) -> bool {
    matches!(
        network,
        Network::Instance | Network::NatGateway | Network::NetworkLoadBalancer
    )
}

impl Link<'_, '_> {
    /// Adds the parts of the connection, in a fixed order; their shares add up to 1. Nothing is charged for no GB.
    pub(super) fn add_parts(&self, parts: &mut Vec<PathPart>) {
        let start = parts.len();
        self.add_all(parts);
        for part in &mut parts[start..] {
            if !part.charges.iter().all(|charge| charge.gb.0 > 0.0) {
                part.charges.retain(|charge| charge.gb.0 > 0.0);
            }
        }
    }

    fn add_all(&self, parts: &mut Vec<PathPart>) {
        let to = self.to.network;
        let caller = self.from.item;
        let from = if self.from.network == Network::Route
            && comes_from_outside(caller.design, self.traffic, caller.id, MAX_HOPS)
        {
            Network::Internet
        } else {
            self.from.network
        };
        if to == Network::Dns {
            return parts.push(self.whole(PathClass::Outside, &DNS));
        }
        if from == Network::PrivateLine || to == Network::PrivateLine {
            return parts.push(self.whole(PathClass::Regional, &PRIVATE_LINE));
        }
        if let Some(part) = self.over_line(from, to) {
            return parts.push(part);
        }
        match (is_outside(from), is_outside(to)) {
            (true, true) => parts.push(self.whole(PathClass::Outside, &OUTSIDE)),
            (true, false) => parts.push(self.arriving(to)),
            (false, true) => self.to_internet(from, parts),
            (false, false) => self.inside(from, to, parts),
        }
    }

    fn arriving(&self, to: Network) -> PathPart {
        match to {
            Network::Edge => self.whole(PathClass::Edge, &TO_VIEWERS),
            Network::Route => self.whole(PathClass::Outside, &NEXT_HOP),
            Network::None => self.whole(PathClass::Regional, &DELIVERY),
            _ => self.egress(self.to.place.region, self.flow.response_gb),
        }
    }

    fn egress(&self, region: Code, gb: Gigabytes) -> PathPart {
        let mut part = self.whole(PathClass::InternetIn, &EGRESS);
        if gb.0 > 0.0 {
            part.class = PathClass::InternetOut;
            part.charges
                .push(charge(Transfer::InternetEgress, gb, region));
        }
        part
    }

    fn to_internet(&self, from: Network, parts: &mut Vec<PathPart>) {
        match from {
            Network::Edge => parts.push(self.whole(PathClass::Edge, &TO_VIEWERS)),
            Network::None => parts.push(self.whole(PathClass::Regional, &DELIVERY)),
            Network::PublicService if self.flow.kind != ConnectionKind::Call => {
                parts.push(self.whole(PathClass::Regional, &DELIVERY));
            }
            Network::Instance | Network::ManagedDatabase => {
                self.by_leg(parts, |leg| match leg.ways {
                    Some(ways) => match ways.nat_for(leg.zone) {
                        Some(nat) => self.over_nat(leg, nat, true),
                        None => self.leg_part(leg, PathClass::NoRoute, &NO_ROUTE),
                    },
                    None => {
                        let whole = self.egress(self.from.place.region, self.flow.request_gb);
                        share_of(whole, leg)
                    }
                });
            }
            _ => parts.push(self.egress(self.from.place.region, self.flow.request_gb)),
        }
    }

    fn inside(&self, from: Network, to: Network, parts: &mut Vec<PathPart>) {
        let (here, there) = (self.from.place, self.to.place);
        if from == Network::Edge || to == Network::Edge {
            return parts.push(self.whole(PathClass::Regional, &FROM_ORIGIN));
        }
        if from == Network::None || to == Network::None {
            return parts.push(self.whole(PathClass::Regional, &IN_REGION));
        }
        if self.between_vpcs(from, to, parts) {
            return;
        }
        if self.is_by_backup() {
            return parts.push(if here.region == there.region {
                self.whole(PathClass::Regional, &BY_BACKUP)
            } else {
                self.between_regions()
            });
        }
        if here.region != there.region {
            // A VPC that nothing joins to the caller's is reached at a public address.
            let public = to == Network::PublicService || there.vpc.is_some();
            if from == Network::Instance && public && here.vpc.is_some() {
                return self.by_leg(parts, |leg| self.to_other_region(leg));
            }
            return parts.push(self.between_regions());
        }
        if from == Network::Route || to == Network::Route {
            return parts.push(self.whole(PathClass::Regional, &NEXT_HOP));
        }
        if to == Network::PublicService && from == Network::Instance {
            return self.by_leg(parts, |leg| self.to_service(leg));
        }
        if from == Network::PublicService || to == Network::PublicService {
            return parts.push(self.whole(PathClass::Regional, &IN_REGION));
        }
        if from == Network::LoadBalancer || to == Network::LoadBalancer {
            return parts.push(self.whole(PathClass::Regional, &BALANCER));
        }
        self.across_zones(from, to, parts);
    }

    /// Between a site outside AWS and a VPC, over a VPN or Direct Connect; none where neither joins them, and traffic
    /// takes the internet.
    fn over_line(&self, from: Network, to: Network) -> Option<PathPart> {
        let (site, inside, leaves) = match (from, to) {
            (Network::OnPremises, _) if !is_outside(to) => {
                (self.from, self.to, self.flow.response_gb)
            }
            (_, Network::OnPremises) if !is_outside(from) => {
                (self.to, self.from, self.flow.request_gb)
            }
            _ => return None,
        };
        let vpc = inside.place.vpc.as_ref()?;
        let way = self
            .joins
            .to_site(self.from.item.design, site.item.id, vpc)?;
        let region = inside.place.region;
        let (class, reason) = if way.means == Means::Direct {
            (PathClass::DirectConnect, &OVER_DIRECT)
        } else {
            (PathClass::Vpn, &OVER_VPN)
        };
        let mut part = self.whole(class, reason);
        if way.over_hub {
            let gb = self.flow.request_gb + self.flow.response_gb;
            part.charges
                .push(charge(Transfer::TransitGatewayProcessing, gb, region));
        }
        if way.means == Means::Direct {
            part.charges.push(TransferCharge {
                line: way.via.cloned(),
                ..charge(Transfer::DirectConnect, leaves, region)
            });
        } else {
            part.charges
                .push(charge(Transfer::InternetEgress, leaves, region));
        }
        part.via = way.via.cloned();
        Some(part)
    }

    /// Between two VPCs, over what joins them; false where both ends stand in the same VPC, or one in none.
    fn between_vpcs(&self, from: Network, to: Network, parts: &mut Vec<PathPart>) -> bool {
        let (here, there) = (self.from.place, self.to.place);
        let (Some(a), Some(b)) = (&here.vpc, &there.vpc) else {
            return false;
        };
        if a == b || from == Network::Route || to == Network::Route {
            return false;
        }
        if self.is_managed_replication(from, to) {
            return false;
        }
        let Some(Way {
            means,
            via,
            over_hub,
        }) = self.joins.between(a, b)
        else {
            if !self.is_public(to) {
                parts.push(self.whole(PathClass::NoRoute, &NOT_JOINED));
                return true;
            }
            if here.region != there.region {
                return false;
            }
            self.by_leg(parts, |leg| self.over_public_address(leg, from, to));
            return true;
        };
        let start = parts.len();
        if here.region != there.region {
            parts.push(self.between_regions());
        } else if means == Means::Hub {
            parts.push(self.whole(PathClass::TransitGateway, &OVER_HUB));
        } else {
            self.across_zones(from, to, parts);
            for part in &mut parts[start..] {
                if part.class == PathClass::SameZone {
                    part.class = PathClass::Peering;
                }
                part.reason = &PEERED;
            }
        }
        for part in &mut parts[start..] {
            if over_hub {
                let sent = [
                    (part.request_gb, here.region),
                    (part.response_gb, there.region),
                ];
                let sent = sent.into_iter().filter(|(gb, _)| gb.0 > 0.0);
                let bill = |(gb, sender)| charge(Transfer::TransitGatewayProcessing, gb, sender);
                part.charges.extend(sent.map(bill));
            }
            part.via = via.cloned();
        }
        true
    }

    /// Whether AWS Backup takes the copy: the service reads snapshots itself, nothing leaves over the VPC's network.
    fn is_by_backup(&self) -> bool {
        self.flow.kind == ConnectionKind::Backup && *self.to.item.kind == backup_vault::KIND
    }

    /// Whether AWS itself copies between two managed stores: over its own network, whatever joins the VPCs
    /// (Amazon RDS User Guide, "Creating a read replica in a different AWS Region").
    fn is_managed_replication(&self, from: Network, to: Network) -> bool {
        self.flow.kind == ConnectionKind::Replication
            && [from, to] == [Network::ManagedDatabase, Network::ManagedDatabase]
    }

    /// To a public address in the same Region: from a private subnet over its NAT gateway, whose public side pays.
    fn over_public_address(&self, leg: &Leg<'_>, from: Network, to: Network) -> PathPart {
        let ways = leg.ways.filter(|_| from == Network::Instance);
        let mut part = match ways.map(|ways| ways.nat_for(leg.zone)) {
            None => self.leg_part(leg, PathClass::PublicAddress, &PUBLIC_ADDRESS),
            Some(Some(nat)) => {
                let part = self.over_nat(leg, nat, false);
                PathPart {
                    class: PathClass::PublicAddress,
                    reason: &PUBLIC_ADDRESS,
                    ..part
                }
            }
            Some(None) => return self.leg_part(leg, PathClass::NoRoute, &NO_ROUTE),
        };
        let sides = sides(from, to);
        let gb = (part.request_gb + part.response_gb) * sides;
        if gb.0 > 0.0 {
            part.charges.push(self.charge(Transfer::InterZone, gb));
        }
        part
    }

    /// To a public service or address of another Region: from a private subnet over its NAT gateway.
    fn to_other_region(&self, leg: &Leg<'_>) -> PathPart {
        let direct = share_of(self.between_regions(), leg);
        let Some(ways) = leg.ways else {
            return direct;
        };
        match ways.nat_for(leg.zone) {
            Some(nat) if !leg.is_isolated => {
                let mut part = self.over_nat(leg, nat, false);
                part.reason = &TO_OTHER_REGION;
                part.charges.extend(direct.charges);
                part
            }
            _ => self.leg_part(leg, PathClass::NoRoute, &NO_ROUTE),
        }
    }

    /// Whether the called can be reached over the internet: a load balancer that faces it, or an instance in a public
    /// subnet.
    fn is_public(&self, to: Network) -> bool {
        let called = self.to.item;
        let internal = ["internal", "scheme"].iter().any(|name| {
            let value = called.component.property(name);
            value.is_some_and(|v| v.as_bool() == Some(true) || v.as_text() == Some("internal"))
        });
        match to {
            Network::LoadBalancer | Network::NetworkLoadBalancer => !internal,
            Network::Instance => called.component.placements.iter().any(|place| {
                called
                    .design
                    .enclosing(place.parent.as_ref(), ContainerKind::PublicSubnet)
                    .is_some()
            }),
            _ => false,
        }
    }

    fn between_regions(&self) -> PathPart {
        let (here, there) = (self.from.place.region, self.to.place.region);
        let mut part = self.whole(PathClass::CrossRegion, &BETWEEN_REGIONS);
        for (gb, sender, receiver) in [
            (self.flow.request_gb, here, there),
            (self.flow.response_gb, there, here),
        ] {
            if gb.0 > 0.0 {
                part.charges.push(TransferCharge {
                    to_region: Some(receiver),
                    ..charge(Transfer::InterRegion, gb, sender)
                });
            }
        }
        part
    }

    /// Splits the traffic by pair of zones: the caller's instances call evenly, writes go to the primary, reads to the
    /// other copies where there are any.
    fn across_zones(&self, from: Network, to: Network, parts: &mut Vec<PathPart>) {
        let callers = self.from.zones();
        let targets = self.targets();
        if callers.is_empty() || targets.is_empty() {
            return parts.push(self.whole(PathClass::Regional, &NO_ZONE));
        }
        let balances_in_zone = from == Network::NetworkLoadBalancer && !self.crosses_zones();
        if balances_in_zone {
            // Nodes without a healthy target get no traffic.
            let in_zone = |zone: Code| {
                let mut targets = targets.iter();
                targets.any(|target| target.zone == zone && target.free > 0.0)
            };
            let Some(callers) = of_whole(callers, in_zone) else {
                return parts.push(self.whole(PathClass::NoRoute, &NO_TARGET_IN_ZONE));
            };
            return self.zone_pairs((&callers, from), (&targets, to), true, parts);
        }
        let keeps_to_zone = self.zone_affinity || self.to.answering() == Answering::OwnZone;
        self.zone_pairs((callers, from), (&targets, to), keeps_to_zone, parts);
    }

    /// One part for each pair of zones that something flows between. Where `keeps_to_zone`, callers with a target in
    /// their own zone send it everything that any target may answer.
    fn zone_pairs(
        &self,
        (callers, from): (&[(Code, f64)], Network),
        (targets, to): (&[Target], Network),
        keeps_to_zone: bool,
        parts: &mut Vec<PathPart>,
    ) {
        let managed_replication = self.flow.kind == ConnectionKind::Replication
            && !pays_across_zones(from)
            && !pays_across_zones(to);
        let sides = sides(from, to);
        let crossing = match sides as u8 {
            0 if managed_replication => &REPLICATION,
            0 => &IN_REGION,
            1 => &ONE_PAYS,
            _ => &BOTH_PAY,
        };
        let free: f64 = targets.iter().map(|target| target.free).sum();
        for &(zone, calls) in callers {
            let near = |target: &Target| target.zone == zone && target.free > 0.0;
            let stays = keeps_to_zone && targets.iter().any(near);
            for target in targets {
                let crosses = target.zone != zone;
                let spread = match (stays, crosses) {
                    (true, false) => free,
                    (true, true) => 0.0,
                    (false, _) => target.free,
                };
                let share = calls * (target.pinned + spread);
                if share <= 0.0 {
                    continue;
                }
                let (class, reason) = if crosses {
                    (PathClass::CrossZone, crossing)
                } else {
                    (PathClass::SameZone, &SAME_ZONE)
                };
                let mut part = self.scaled(class, reason, share);
                part.from_zone = Some(zone);
                part.to_zone = Some(target.zone);
                let gb = (part.request_gb + part.response_gb) * sides;
                if crosses && gb.0 > 0.0 {
                    part.charges.push(self.charge(Transfer::InterZone, gb));
                }
                parts.push(part);
            }
        }
    }

    /// Whether the caller (a Network Load Balancer) balances across zones.
    fn crosses_zones(&self) -> bool {
        let caller = self.from.item;
        let property = [
            "enable_cross_zone_load_balancing",
            "cross_zone_load_balancing",
        ]
        .iter()
        .find_map(|name| caller.kind.property(name));
        property.is_some_and(|property| caller.flag(property))
    }

    /// Zones of the called side with the share of the calls that each gets, in zone order.
    fn targets(&self) -> Targets {
        let called = self.to.item;
        let even = || {
            let zones = self.to.zones().iter();
            zones
                .map(|&(zone, free)| Target {
                    zone,
                    pinned: 0.0,
                    free,
                })
                .collect()
        };
        let is_store = called.kind.network == Network::ManagedDatabase && called.kind.is_data_store;
        if !is_store || called.component.placements.len() < 2 {
            return even();
        }
        let mut placed = self.to.tiles().map(|tile| tile.zone);
        let Some(primary) = placed.next().flatten() else {
            return even();
        };
        let copies: SmallVec<[Code; 4]> = placed.flatten().collect();
        let reads = match self.to.answering() {
            Answering::All | Answering::OwnZone => return even(),
            Answering::PrimaryAndCopies if !copies.is_empty() => self.flow.read_share,
            Answering::PrimaryAndCopies | Answering::Primary => 0.0,
        };
        let mut targets = Targets::new();
        targets.push(Target {
            zone: primary,
            pinned: 1.0 - reads,
            free: 0.0,
        });
        for zone in &copies {
            let free = reads / copies.len() as f64;
            match targets.iter_mut().find(|target| target.zone == *zone) {
                Some(target) => target.free += free,
                None => targets.push(Target {
                    zone: *zone,
                    pinned: 0.0,
                    free,
                }),
            }
        }
        if !targets.is_sorted_by_key(|target| target.zone) {
            targets.sort_by_key(|target| target.zone);
        }
        targets
    }

    /// One part for each place where the caller stands.
    fn by_leg(&self, parts: &mut Vec<PathPart>, part: impl Fn(&Leg<'_>) -> PathPart) {
        let legs = self.legs.get_or_init(|| self.from.legs(self.routes));
        parts.extend(legs.iter().map(part));
    }

    fn to_service(&self, leg: &Leg<'_>) -> PathPart {
        let Some(ways) = leg.ways else {
            return self.leg_part(leg, PathClass::Regional, &IN_REGION);
        };
        let service = self.to.item.kind.endpoint_service;
        if let Some(id) = ways.gateway_endpoint(service) {
            let mut part = self.leg_part(leg, PathClass::GatewayEndpoint, &GATEWAY_ENDPOINT);
            part.via = Some(id.clone());
            return part;
        }
        if let Some(id) = ways.interface_endpoint(service) {
            let mut part = self.leg_part(leg, PathClass::InterfaceEndpoint, &INTERFACE_ENDPOINT);
            part.via = Some(id.clone());
            let gb = part.request_gb + part.response_gb;
            part.charges
                .push(self.charge(Transfer::EndpointProcessing, gb));
            return part;
        }
        match ways.nat_for(leg.zone) {
            Some(nat) if !leg.is_isolated => self.over_nat(leg, nat, false),
            _ => self.leg_part(leg, PathClass::NoRoute, &NO_ROUTE),
        }
    }

    fn over_nat(&self, leg: &Leg<'_>, nat: &Nat, to_internet: bool) -> PathPart {
        let mut part = self.leg_part(leg, PathClass::NatGateway, &THROUGH_NAT);
        part.via = Some(nat.id.clone());
        part.to_zone = nat.zone;
        let gb = part.request_gb + part.response_gb;
        let mut bill = |transfer, gb: Gigabytes| {
            if gb.0 > 0.0 {
                part.charges.push(self.charge(transfer, gb));
            }
        };
        if nat.is_billed {
            bill(Transfer::NatProcessing, gb);
        } else {
            part.reason = &THROUGH_INSTANCE;
        }
        if leg.zone.is_some() && nat.zone.is_some() && leg.zone != nat.zone {
            bill(Transfer::InterZone, gb * 2.0);
        }
        if to_internet {
            bill(Transfer::InternetEgress, part.request_gb);
        }
        part
    }

    /// A transfer whose price is that of the caller's Region.
    #[inline]
    fn charge(&self, transfer: Transfer, gb: Gigabytes) -> TransferCharge {
        charge(transfer, gb, self.from.place.region)
    }

    #[inline]
    fn leg_part(&self, leg: &Leg<'_>, class: PathClass, reason: &'static Bilingual) -> PathPart {
        let mut part = self.scaled(class, reason, leg.share);
        part.from_zone = leg.zone;
        part
    }

    #[inline]
    fn whole(&self, class: PathClass, reason: &'static Bilingual) -> PathPart {
        self.scaled(class, reason, 1.0)
    }

    #[inline]
    fn scaled(&self, class: PathClass, reason: &'static Bilingual, share: f64) -> PathPart {
        PathPart {
            class,
            from_zone: None,
            to_zone: None,
            share,
            request_gb: self.flow.request_gb * share,
            response_gb: self.flow.response_gb * share,
            via: None,
            charges: SmallVec::new(),
            reason,
        }
    }
}

/// How many sides of a transfer across zones pay.
fn sides(from: Network, to: Network) -> f64 {
    f64::from(u8::from(pays_across_zones(from)) + u8::from(pays_across_zones(to)))
}

#[inline]
fn charge(transfer: Transfer, gb: Gigabytes, region: Code) -> TransferCharge {
    TransferCharge {
        transfer,
        gb,
        region,
        to_region: None,
        line: None,
    }
}

/// The share of a whole-connection part that belongs to one leg.
fn share_of(mut part: PathPart, leg: &Leg<'_>) -> PathPart {
    part.share *= leg.share;
    part.request_gb = part.request_gb * leg.share;
    part.response_gb = part.response_gb * leg.share;
    for charge in &mut part.charges {
        charge.gb = charge.gb * leg.share;
    }
    part.from_zone = leg.zone;
    part
}
