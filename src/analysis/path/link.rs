//! One connection: which way it goes and who pays, by where its ends stand and what they are.
//!
//! The rules are those of AWS's data transfer pricing (EC2 On-Demand pricing, "Data Transfer"; VPC, NAT gateway,
//! PrivateLink and CloudFront pricing pages).

use super::joins::{Joins, Means, Way};
use super::routes::{Nat, Routes, WaysOut};
use super::{PathClass, PathPart, Transfer, TransferCharge, Zones};
use crate::analysis::traffic::Traffic;
use crate::catalog::storage::backup_vault;
use crate::catalog::{Answering, Flow, Item, Network, ZoneShare};
use crate::model::{Connection, ConnectionKind, ContainerKind, Design, Frames, Id};
use crate::text::{Bilingual, both};
use crate::units::Gigabytes;
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

const DNS: Bilingual = both(
    "Name look-ups only; queries are billed with the hosted zone",
    "이름 조회만 지나가며 쿼리는 호스팅 영역에서 과금됩니다",
);
const OUTSIDE: Bilingual = both("Both ends are outside AWS", "양쪽 끝이 모두 AWS 밖입니다");
const TO_VIEWERS: Bilingual = both(
    "CloudFront to viewers is billed with the distribution",
    "CloudFront에서 뷰어로의 전송은 배포에서 과금됩니다",
);
const FROM_ORIGIN: Bilingual = both(
    "Transfer from AWS origins to CloudFront is free",
    "AWS 오리진에서 CloudFront로의 전송은 무료입니다",
);
const EGRESS: Bilingual = both(
    "The AWS side pays for what it sends to the internet; what arrives is free",
    "인터넷으로 보내는 양은 AWS 쪽이 내고, 들어오는 양은 무료입니다",
);
const DELIVERY: Bilingual = both(
    "Delivery is billed with the service",
    "전달 요금은 서비스에 포함되어 과금됩니다",
);
const IN_REGION: Bilingual = both(
    "Transfer to and from this service is free inside the Region",
    "리전 안에서 이 서비스와의 전송은 무료입니다",
);
const BY_BACKUP: Bilingual = both(
    "AWS Backup reads snapshots over its own network: free inside the Region",
    "AWS Backup이 자체 네트워크로 스냅샷을 읽으므로 리전 안에서 무료입니다",
);
const BALANCER: Bilingual = both(
    "Between an Application or Classic Load Balancer and its targets, transfer across zones is included",
    "Application/Classic Load Balancer와 대상 사이의 AZ 간 전송은 포함되어 있습니다",
);
const NO_ZONE: Bilingual = both(
    "No Availability Zone is drawn around an end, so no zone is crossed",
    "한쪽 끝에 가용 영역이 그려지지 않아 AZ를 넘지 않습니다",
);
const SAME_ZONE: Bilingual = both(
    "Private traffic inside one zone is free",
    "같은 AZ 안의 프라이빗 트래픽은 무료입니다",
);
const BOTH_PAY: Bilingual = both(
    "Each side pays in each direction: every GB is billed out at the sender and in at the receiver",
    "양쪽이 방향마다 냅니다: 1GB마다 보내는 쪽 송신과 받는 쪽 수신이 과금됩니다",
);
const ONE_PAYS: Bilingual = both(
    "The server side pays in each direction; the managed database side is not billed",
    "서버 쪽이 방향마다 내고, 관리형 데이터베이스 쪽은 과금되지 않습니다",
);
const REPLICATION: Bilingual = both(
    "Replication of a managed service between zones is free",
    "관리형 서비스의 AZ 간 복제는 무료입니다",
);
const BETWEEN_REGIONS: Bilingual = both(
    "The sending Region pays per GB; receiving is free",
    "보내는 리전이 GB당 내고, 받는 쪽은 무료입니다",
);
const THROUGH_NAT: Bilingual = both(
    "A private subnet reaches this over the NAT gateway: processing per GB in both directions, plus the transfer itself",
    "프라이빗 서브넷은 NAT 게이트웨이를 거칩니다: 양방향 GB당 처리 요금과 전송 요금을 냅니다",
);
const THROUGH_INSTANCE: Bilingual = both(
    "A private subnet reaches this over the NAT instance: only the transfer itself is billed",
    "프라이빗 서브넷은 NAT 인스턴스를 거칩니다: 전송 요금만 냅니다",
);
const GATEWAY_ENDPOINT: Bilingual = both(
    "The VPC's gateway endpoint carries this free of charge",
    "VPC의 게이트웨이 엔드포인트를 거쳐 무료입니다",
);
const INTERFACE_ENDPOINT: Bilingual = both(
    "The VPC's interface endpoint charges per GB in both directions",
    "VPC의 인터페이스 엔드포인트가 양방향 GB당 과금합니다",
);
const PRIVATE_LINE: Bilingual = both(
    "Transfer over Direct Connect is billed with the line; what arrives is free",
    "Direct Connect를 지나는 전송은 회선에 과금되며 들어오는 데이터는 무료입니다",
);
const NEXT_HOP: Bilingual = both(
    "Part of the route; the transfer is billed where it enters or leaves a network",
    "경로의 일부이며 전송은 네트워크에 들어오거나 나가는 곳에서 과금됩니다",
);
const NOT_JOINED: Bilingual = both(
    "Nothing joins the two VPCs: draw a peering, a Transit Gateway or a public way in",
    "두 VPC를 잇는 것이 없습니다: 피어링, Transit Gateway 또는 퍼블릭 경로가 필요합니다",
);
const PEERED: Bilingual = both(
    "VPC peering is free inside one zone; across zones each side pays in each direction",
    "VPC 피어링은 같은 AZ 안에서 무료이고 AZ 간에는 양쪽이 방향마다 냅니다",
);
const OVER_HUB: Bilingual = both(
    "The Transit Gateway bills every GB that an attachment sends into it; zones do not matter",
    "Transit Gateway는 연결이 보내는 GB마다 과금하며 AZ는 상관없습니다",
);
const OVER_VPN: Bilingual = both(
    "What leaves AWS over the VPN is internet egress; what arrives is free",
    "VPN으로 AWS를 나가는 양은 인터넷 송신으로 과금되고, 들어오는 양은 무료입니다",
);
const OVER_DIRECT: Bilingual = both(
    "What leaves AWS over Direct Connect is billed with the connection; what arrives is free",
    "Direct Connect로 AWS를 나가는 양은 연결에서 과금되고, 들어오는 양은 무료입니다",
);
const PUBLIC_ADDRESS: Bilingual = both(
    "Over public addresses each side pays the cross-zone rate in each direction, even inside one zone",
    "퍼블릭 주소를 거치면 같은 AZ라도 양쪽이 방향마다 AZ 간 요금을 냅니다",
);
const TO_OTHER_REGION: Bilingual = both(
    "A private subnet reaches another Region's public services over the NAT gateway: processing per GB in both directions, \
     plus transfer between the Regions",
    "프라이빗 서브넷은 NAT 게이트웨이를 거쳐 다른 리전의 퍼블릭 서비스에 접근합니다: 양방향 GB당 처리 요금과 리전 간 전송 요금을 냅니다",
);
const NO_TARGET_IN_ZONE: Bilingual = both(
    "The load balancer keeps to its zones, and none of them has a target: turn cross-zone balancing on or add targets",
    "로드 밸런서가 자기 AZ 안에서만 분산하는데 그 AZ에 대상이 없습니다: 교차 영역 로드 밸런싱을 켜거나 대상을 추가하세요",
);
const NO_ROUTE: Bilingual = both(
    "The subnet has neither a NAT gateway nor an endpoint for this",
    "서브넷에 NAT 게이트웨이도 맞는 엔드포인트도 없습니다",
);

/// One connection with its ends.
pub(super) struct Link<'a> {
    pub(super) connection: &'a Connection,
    pub(super) flow: &'a Flow,
    pub(super) from: Item<'a>,
    pub(super) to: Item<'a>,
    /// Where the capacity of the ends runs, looked up when it is asked for.
    pub(super) from_zones: &'a Zones<'a>,
    pub(super) to_zones: &'a Zones<'a>,
    pub(super) traffic: &'a Traffic,
    pub(super) routes: &'a Routes,
    pub(super) joins: &'a Joins,
    pub(super) frames: &'a Frames,
}

/// Part of the caller: where it stands and its share of the calls.
struct Leg<'a> {
    zone: Option<&'a str>,
    /// The subnet kind around it, if it stands in one.
    subnet: Option<&'a ContainerKind>,
    share: f64,
}

/// A zone of the called side with what it gets of the calls.
struct Target<'a> {
    zone: &'a str,
    /// Share that goes there wherever the caller stands: writes to a primary.
    pinned: f64,
    /// Share of what may be answered anywhere.
    free: f64,
}

type Charges = SmallVec<[TransferCharge; 1]>;
type Targets<'a> = SmallVec<[Target<'a>; 4]>;

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

/// The same callers with shares that add up to 1; none where there are no callers.
fn of_whole(mut callers: Vec<ZoneShare<'_>>) -> Option<Vec<ZoneShare<'_>>> {
    let sum: f64 = callers.iter().map(|caller| caller.share).sum();
    if sum <= 0.0 {
        return None;
    }
    for caller in &mut callers {
        caller.share /= sum;
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

impl Link<'_> {
    /// The parts of the connection, in a fixed order; their shares add up to 1. Nothing is charged for no GB.
    pub(super) fn parts(&self) -> Vec<PathPart> {
        let mut parts = self.all_parts();
        for part in &mut parts {
            part.charges.retain(|charge| charge.gb.0 > 0.0);
        }
        parts
    }

    fn all_parts(&self) -> Vec<PathPart> {
        let to = self.to.kind.network;
        let from = if self.from.kind.network == Network::Route
            && comes_from_outside(self.from.design, self.traffic, self.from.id, MAX_HOPS)
        {
            Network::Internet
        } else {
            self.from.kind.network
        };
        if to == Network::Dns {
            return vec![self.whole(PathClass::Outside, DNS, Charges::new())];
        }
        if from == Network::PrivateLine || to == Network::PrivateLine {
            return vec![self.whole(PathClass::Regional, PRIVATE_LINE, Charges::new())];
        }
        if let Some(parts) = self.over_line(from, to) {
            return parts;
        }
        match (is_outside(from), is_outside(to)) {
            (true, true) => vec![self.whole(PathClass::Outside, OUTSIDE, Charges::new())],
            (true, false) => vec![self.arriving(to)],
            (false, true) => self.to_internet(from),
            (false, false) => self.inside(from, to),
        }
    }

    fn arriving(&self, to: Network) -> PathPart {
        match to {
            Network::Edge => self.whole(PathClass::Edge, TO_VIEWERS, Charges::new()),
            Network::Route => self.whole(PathClass::Outside, NEXT_HOP, Charges::new()),
            Network::None => self.whole(PathClass::Regional, DELIVERY, Charges::new()),
            _ => self.egress(self.to.region(), self.flow.response_gb),
        }
    }

    fn egress(&self, region: &str, gb: Gigabytes) -> PathPart {
        let charge = TransferCharge {
            transfer: Transfer::InternetEgress,
            gb,
            region: region.into(),
            to_region: None,
            line: None,
        };
        let class = if gb.0 > 0.0 {
            PathClass::InternetOut
        } else {
            PathClass::InternetIn
        };
        self.whole(
            class,
            EGRESS,
            if gb.0 > 0.0 {
                smallvec![charge]
            } else {
                Charges::new()
            },
        )
    }

    fn to_internet(&self, from: Network) -> Vec<PathPart> {
        match from {
            Network::Edge => vec![self.whole(PathClass::Edge, TO_VIEWERS, Charges::new())],
            Network::None => vec![self.whole(PathClass::Regional, DELIVERY, Charges::new())],
            Network::PublicService if self.connection.kind != ConnectionKind::Call => {
                vec![self.whole(PathClass::Regional, DELIVERY, Charges::new())]
            }
            Network::Instance | Network::ManagedDatabase => {
                self.by_leg(|link, leg, ways| match ways {
                    Some(ways) => match ways.nat_for(leg.zone) {
                        Some(nat) => link.over_nat(leg, nat, true),
                        None => link.leg_part(leg, PathClass::NoRoute, NO_ROUTE),
                    },
                    None => {
                        link.share_of(link.egress(link.from.region(), link.flow.request_gb), leg)
                    }
                })
            }
            _ => vec![self.egress(self.from.region(), self.flow.request_gb)],
        }
    }

    fn inside(&self, from: Network, to: Network) -> Vec<PathPart> {
        let (from_region, to_region) = (self.from.region(), self.to.region());
        if from == Network::Edge || to == Network::Edge {
            return vec![self.whole(PathClass::Regional, FROM_ORIGIN, Charges::new())];
        }
        if from == Network::None || to == Network::None {
            return vec![self.whole(PathClass::Regional, IN_REGION, Charges::new())];
        }
        if let Some(parts) = self.between_vpcs(from, to) {
            return parts;
        }
        if self.is_by_backup() {
            return vec![if from_region == to_region {
                self.whole(PathClass::Regional, BY_BACKUP, Charges::new())
            } else {
                self.between_regions(from_region, to_region)
            }];
        }
        if from_region != to_region {
            // A VPC that nothing joins to the caller's is reached at a public address.
            let public = to == Network::PublicService || self.to.vpc().is_some();
            if from == Network::Instance && public && self.from.vpc().is_some() {
                return self.by_leg(|link, leg, ways| link.to_other_region(leg, ways));
            }
            return vec![self.between_regions(from_region, to_region)];
        }
        if from == Network::Route || to == Network::Route {
            return vec![self.whole(PathClass::Regional, NEXT_HOP, Charges::new())];
        }
        if to == Network::PublicService && from == Network::Instance {
            return self.by_leg(|link, leg, ways| link.to_service(leg, ways));
        }
        if from == Network::PublicService || to == Network::PublicService {
            return vec![self.whole(PathClass::Regional, IN_REGION, Charges::new())];
        }
        if from == Network::LoadBalancer || to == Network::LoadBalancer {
            return vec![self.whole(PathClass::Regional, BALANCER, Charges::new())];
        }
        self.across_zones(from, to)
    }

    /// Between a site outside AWS and a VPC, over a VPN or Direct Connect; none where neither joins them, and traffic
    /// takes the internet.
    fn over_line(&self, from: Network, to: Network) -> Option<Vec<PathPart>> {
        let design = self.from.design;
        let (site, inside, leaves) = match (from, to) {
            (Network::OnPremises, _) if !is_outside(to) => {
                (&self.from, &self.to, self.flow.response_gb)
            }
            (_, Network::OnPremises) if !is_outside(from) => {
                (&self.to, &self.from, self.flow.request_gb)
            }
            _ => return None,
        };
        let vpc = inside.vpc()?;
        let way = self.joins.to_site(design, site.id, vpc)?;
        let region = inside.region();
        let mut charges = Charges::new();
        let mut bill = |transfer, gb: Gigabytes| {
            charges.push(TransferCharge {
                transfer,
                gb,
                region: region.into(),
                to_region: None,
                line: None,
            });
        };
        if way.over_hub {
            bill(
                Transfer::TransitGatewayProcessing,
                self.flow.request_gb + self.flow.response_gb,
            );
        }
        let (class, reason) = if way.means == Means::Direct {
            bill(Transfer::DirectConnect, leaves);
            if let Some(charge) = charges.last_mut() {
                charge.line = way.via.cloned();
            }
            (PathClass::DirectConnect, OVER_DIRECT)
        } else {
            bill(Transfer::InternetEgress, leaves);
            (PathClass::Vpn, OVER_VPN)
        };
        charges.retain(|charge| charge.gb.0 > 0.0);
        let mut part = self.whole(class, reason, charges);
        part.via = way.via.cloned();
        Some(vec![part])
    }

    /// Between two VPCs, over what joins them; none where both ends stand in the same VPC, or one in none.
    fn between_vpcs(&self, from: Network, to: Network) -> Option<Vec<PathPart>> {
        let (a, b) = (self.from.vpc()?, self.to.vpc()?);
        let (from_region, to_region) = (self.from.region(), self.to.region());
        if a == b || from == Network::Route || to == Network::Route {
            return None;
        }
        if self.is_managed_replication(from, to) {
            return None;
        }
        let Some(Way {
            means,
            via,
            over_hub,
        }) = self.joins.between(a, b)
        else {
            if !self.is_public(to) {
                return Some(vec![self.whole(
                    PathClass::NoRoute,
                    NOT_JOINED,
                    Charges::new(),
                )]);
            }
            if from_region != to_region {
                return None;
            }
            return Some(self.by_leg(|link, leg, ways| {
                let ways = ways.filter(|_| from == Network::Instance);
                link.over_public_address(leg, ways, from, to)
            }));
        };
        let mut parts = if from_region != to_region {
            vec![self.between_regions(from_region, to_region)]
        } else if means == Means::Hub {
            vec![self.whole(PathClass::TransitGateway, OVER_HUB, Charges::new())]
        } else {
            let mut parts = self.across_zones(from, to);
            for part in &mut parts {
                if part.class == PathClass::SameZone {
                    part.class = PathClass::Peering;
                }
                part.reason = PEERED;
            }
            parts
        };
        for part in &mut parts {
            if over_hub {
                let mut bill = |gb: Gigabytes, sender: &str| {
                    let mut charge = self.charge(Transfer::TransitGatewayProcessing, gb);
                    charge.region = sender.into();
                    if gb.0 > 0.0 {
                        part.charges.push(charge);
                    }
                };
                bill(part.request_gb, from_region);
                bill(part.response_gb, to_region);
            }
            part.via = via.cloned();
        }
        Some(parts)
    }

    /// Whether AWS Backup takes the copy: the service reads snapshots itself, nothing leaves over the VPC's network.
    fn is_by_backup(&self) -> bool {
        self.connection.kind == ConnectionKind::Backup && *self.to.kind == backup_vault::KIND
    }

    /// Whether AWS itself copies between two managed stores: over its own network, whatever joins the VPCs
    /// (Amazon RDS User Guide, "Creating a read replica in a different AWS Region").
    fn is_managed_replication(&self, from: Network, to: Network) -> bool {
        self.connection.kind == ConnectionKind::Replication
            && [from, to] == [Network::ManagedDatabase, Network::ManagedDatabase]
    }

    /// To a public address in the same Region: from a private subnet over its NAT gateway, whose public side pays.
    fn over_public_address(
        &self,
        leg: &Leg<'_>,
        ways: Option<&WaysOut>,
        from: Network,
        to: Network,
    ) -> PathPart {
        let mut part = match ways.map(|ways| ways.nat_for(leg.zone)) {
            None => self.leg_part(leg, PathClass::PublicAddress, PUBLIC_ADDRESS),
            Some(Some(nat)) => {
                let part = self.over_nat(leg, nat, false);
                PathPart {
                    class: PathClass::PublicAddress,
                    reason: PUBLIC_ADDRESS,
                    ..part
                }
            }
            Some(None) => return self.leg_part(leg, PathClass::NoRoute, NO_ROUTE),
        };
        let sides = f64::from(u8::from(pays_across_zones(from)) + u8::from(pays_across_zones(to)));
        let gb = (part.request_gb + part.response_gb) * sides;
        if gb.0 > 0.0 {
            part.charges.push(self.inter_zone(gb));
        }
        part
    }

    /// To a public service or address of another Region: from a private subnet over its NAT gateway.
    fn to_other_region(&self, leg: &Leg<'_>, ways: Option<&WaysOut>) -> PathPart {
        let direct = self.between_regions(self.from.region(), self.to.region());
        let direct = self.share_of(direct, leg);
        let Some(ways) = ways else {
            return direct;
        };
        match ways.nat_for(leg.zone) {
            Some(nat) if leg.subnet != Some(&ContainerKind::IsolatedSubnet) => {
                let mut part = self.over_nat(leg, nat, false);
                part.reason = TO_OTHER_REGION;
                part.charges.extend(direct.charges);
                part
            }
            _ => self.leg_part(leg, PathClass::NoRoute, NO_ROUTE),
        }
    }

    /// Whether the called can be reached over the internet: a load balancer that faces it, or an instance in a public
    /// subnet.
    fn is_public(&self, to: Network) -> bool {
        let design = self.to.design;
        let internal = ["internal", "scheme"].iter().any(|name| {
            let value = self.to.component.property(name);
            value.is_some_and(|v| v.as_bool() == Some(true) || v.as_text() == Some("internal"))
        });
        match to {
            Network::LoadBalancer | Network::NetworkLoadBalancer => !internal,
            Network::Instance => self.to.component.placements.iter().any(|place| {
                design
                    .enclosing(place.parent.as_ref(), ContainerKind::PublicSubnet)
                    .is_some()
            }),
            _ => false,
        }
    }

    fn between_regions(&self, from: &str, to: &str) -> PathPart {
        let charge = |gb: Gigabytes, sender: &str, receiver: &str| TransferCharge {
            transfer: Transfer::InterRegion,
            gb,
            region: sender.into(),
            to_region: Some(receiver.into()),
            line: None,
        };
        let charges = [
            charge(self.flow.request_gb, from, to),
            charge(self.flow.response_gb, to, from),
        ];
        let charges = charges
            .into_iter()
            .filter(|charge| charge.gb.0 > 0.0)
            .collect();
        self.whole(PathClass::CrossRegion, BETWEEN_REGIONS, charges)
    }

    /// Splits the traffic by pair of zones: the caller's instances call evenly, writes go to the primary, reads to the
    /// other copies where there are any.
    fn across_zones(&self, from: Network, to: Network) -> Vec<PathPart> {
        let callers = self.from_zones.get_or_init(|| self.from.zones());
        let targets = self.targets();
        if callers.is_empty() || targets.is_empty() {
            return vec![self.whole(PathClass::Regional, NO_ZONE, Charges::new())];
        }
        let in_zone = |zone: &str| {
            let mut targets = targets.iter();
            targets.any(|target| target.zone == zone && target.free > 0.0)
        };
        let balances_in_zone = from == Network::NetworkLoadBalancer && !self.crosses_zones();
        if balances_in_zone {
            // Nodes without a healthy target get no traffic.
            let callers = callers.iter().filter(|caller| in_zone(caller.zone));
            let Some(callers) = of_whole(callers.cloned().collect()) else {
                return vec![self.whole(PathClass::NoRoute, NO_TARGET_IN_ZONE, Charges::new())];
            };
            return self.zone_pairs((&callers, from), (&targets, to), true);
        }
        let keeps_to_zone = self.connection.zone_affinity
            || (self.to.kind.answering)(&self.to) == Answering::OwnZone;
        self.zone_pairs((callers, from), (&targets, to), keeps_to_zone)
    }

    /// One part for each pair of zones that something flows between. Where `keeps_to_zone`, callers with a target in
    /// their own zone send it everything that any target may answer.
    fn zone_pairs(
        &self,
        (callers, from): (&[ZoneShare<'_>], Network),
        (targets, to): (&[Target<'_>], Network),
        keeps_to_zone: bool,
    ) -> Vec<PathPart> {
        let managed_replication = self.connection.kind == ConnectionKind::Replication
            && !pays_across_zones(from)
            && !pays_across_zones(to);
        let sides = f64::from(u8::from(pays_across_zones(from)) + u8::from(pays_across_zones(to)));
        let free: f64 = targets.iter().map(|target| target.free).sum();
        let mut parts = Vec::with_capacity(callers.len() * targets.len());
        for caller in callers {
            let near = |target: &Target<'_>| target.zone == caller.zone && target.free > 0.0;
            let stays = keeps_to_zone && targets.iter().any(near);
            for target in targets {
                let crosses = target.zone != caller.zone;
                let spread = match (stays, crosses) {
                    (true, false) => free,
                    (true, true) => 0.0,
                    (false, _) => target.free,
                };
                let share = caller.share * (target.pinned + spread);
                if share <= 0.0 {
                    continue;
                }
                let (class, reason) = match (crosses, sides as u8) {
                    (false, _) => (PathClass::SameZone, SAME_ZONE),
                    (true, 0) if managed_replication => (PathClass::CrossZone, REPLICATION),
                    (true, 0) => (PathClass::CrossZone, IN_REGION),
                    (true, 1) => (PathClass::CrossZone, ONE_PAYS),
                    (true, _) => (PathClass::CrossZone, BOTH_PAY),
                };
                let mut part = self.scaled(class, reason, share);
                part.from_zone = Some(caller.zone.into());
                part.to_zone = Some(target.zone.into());
                let gb = (part.request_gb + part.response_gb) * sides;
                if crosses && gb.0 > 0.0 {
                    part.charges.push(self.inter_zone(gb));
                }
                parts.push(part);
            }
        }
        parts
    }

    /// Whether the caller (a Network Load Balancer) balances across zones.
    fn crosses_zones(&self) -> bool {
        let property = [
            "enable_cross_zone_load_balancing",
            "cross_zone_load_balancing",
        ]
        .iter()
        .find_map(|name| self.from.kind.property(name));
        property.is_some_and(|property| self.from.flag(property))
    }

    /// Zones of the called side with the share of the calls that each gets, in zone order.
    fn targets(&self) -> Targets<'_> {
        let even = || {
            let zones = self.to_zones.get_or_init(|| self.to.zones()).iter();
            zones
                .map(|zone| Target {
                    zone: zone.zone,
                    pinned: 0.0,
                    free: zone.share,
                })
                .collect()
        };
        let placements = self.to.component.placements.iter();
        let mut placed =
            placements.map(|place| self.frames.place(place.parent.as_ref()).zone.as_deref());
        let primary = placed.next().flatten();
        let copies: SmallVec<[&str; 4]> = placed.flatten().collect();
        let is_store =
            self.to.kind.network == Network::ManagedDatabase && self.to.kind.is_data_store;
        let answering = (self.to.kind.answering)(&self.to);
        let (Some(primary), true) = (primary, is_store && self.to.component.placements.len() > 1)
        else {
            return even();
        };
        let reads = match answering {
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
                    zone,
                    pinned: 0.0,
                    free,
                }),
            }
        }
        targets.sort_by(|a, b| a.zone.cmp(b.zone));
        targets
    }

    /// One part for each place where the caller stands. `ways` is none for a caller that reaches the internet itself:
    /// outside any VPC or in a public subnet.
    fn by_leg(
        &self,
        part: impl Fn(&Self, &Leg<'_>, Option<&WaysOut>) -> PathPart,
    ) -> Vec<PathPart> {
        let none = WaysOut::default();
        let placements = &self.from.component.placements;
        let mut parts = Vec::with_capacity(placements.len());
        for (placement, share) in placements.iter().zip(self.from.tile_shares()) {
            let place = self.frames.place(placement.parent.as_ref());
            let subnet = place.subnet.as_ref().map(|(_, kind)| kind);
            let leg = Leg {
                zone: place.zone.as_deref(),
                subnet,
                share,
            };
            let closed = matches!(
                subnet,
                Some(ContainerKind::PrivateSubnet | ContainerKind::IsolatedSubnet)
            );
            let ways = place.vpc.as_ref().filter(|_| closed);
            let ways = ways.map(|vpc| self.routes.of_vpc(vpc).unwrap_or(&none));
            parts.push(part(self, &leg, ways));
        }
        parts
    }

    fn to_service(&self, leg: &Leg<'_>, ways: Option<&WaysOut>) -> PathPart {
        let Some(ways) = ways else {
            return self.leg_part(leg, PathClass::Regional, IN_REGION);
        };
        let service = self.to.kind.endpoint_service;
        if let Some(id) = ways.gateway_endpoint(service) {
            return self.via(
                self.leg_part(leg, PathClass::GatewayEndpoint, GATEWAY_ENDPOINT),
                id,
            );
        }
        if let Some(id) = ways.interface_endpoint(service) {
            let mut part = self.via(
                self.leg_part(leg, PathClass::InterfaceEndpoint, INTERFACE_ENDPOINT),
                id,
            );
            let gb = part.request_gb + part.response_gb;
            part.charges
                .push(self.charge(Transfer::EndpointProcessing, gb));
            return part;
        }
        match ways.nat_for(leg.zone) {
            Some(nat) if leg.subnet != Some(&ContainerKind::IsolatedSubnet) => {
                self.over_nat(leg, nat, false)
            }
            _ => self.leg_part(leg, PathClass::NoRoute, NO_ROUTE),
        }
    }

    fn over_nat(&self, leg: &Leg<'_>, nat: &Nat, to_internet: bool) -> PathPart {
        let mut part = self.via(
            self.leg_part(leg, PathClass::NatGateway, THROUGH_NAT),
            &nat.id,
        );
        part.to_zone.clone_from(&nat.zone);
        let gb = part.request_gb + part.response_gb;
        if nat.is_billed {
            part.charges.push(self.charge(Transfer::NatProcessing, gb));
        } else {
            part.reason = THROUGH_INSTANCE;
        }
        if leg.zone.is_some() && nat.zone.is_some() && leg.zone != nat.zone.as_deref() {
            part.charges.push(self.inter_zone(gb * 2.0));
        }
        if to_internet && part.request_gb.0 > 0.0 {
            part.charges
                .push(self.charge(Transfer::InternetEgress, part.request_gb));
        }
        part.charges.retain(|charge| charge.gb.0 > 0.0);
        part
    }

    fn charge(&self, transfer: Transfer, gb: Gigabytes) -> TransferCharge {
        TransferCharge {
            transfer,
            gb,
            region: self.from.region().into(),
            to_region: None,
            line: None,
        }
    }

    fn inter_zone(&self, gb: Gigabytes) -> TransferCharge {
        self.charge(Transfer::InterZone, gb)
    }

    fn via(&self, mut part: PathPart, id: &Id) -> PathPart {
        part.via = Some(id.clone());
        part
    }

    fn leg_part(&self, leg: &Leg<'_>, class: PathClass, reason: Bilingual) -> PathPart {
        let mut part = self.scaled(class, reason, leg.share);
        part.from_zone = leg.zone.map(SmolStr::new);
        part
    }

    /// The share of a whole-connection part that belongs to one leg.
    fn share_of(&self, mut part: PathPart, leg: &Leg<'_>) -> PathPart {
        part.share *= leg.share;
        part.request_gb = part.request_gb * leg.share;
        part.response_gb = part.response_gb * leg.share;
        for charge in &mut part.charges {
            charge.gb = charge.gb * leg.share;
        }
        part.from_zone = leg.zone.map(SmolStr::new);
        part
    }

    fn whole(&self, class: PathClass, reason: Bilingual, charges: Charges) -> PathPart {
        PathPart {
            charges,
            ..self.scaled(class, reason, 1.0)
        }
    }

    fn scaled(&self, class: PathClass, reason: Bilingual, share: f64) -> PathPart {
        PathPart {
            class,
            from_zone: None,
            to_zone: None,
            share,
            request_gb: self.flow.request_gb * share,
            response_gb: self.flow.response_gb * share,
            via: None,
            charges: Charges::new(),
            reason,
        }
    }
}
