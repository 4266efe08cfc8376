//! VPC flow logs: GB delivered, by destination.
//!
//! Semantics: Amazon CloudWatch pricing page, "Vended logs": delivery is billed in tiers over the account. Storage is billed at the
//! destination. A log group of the drawing that takes vended logs bills their delivery itself: use one or the other.
//!
//! What is recorded follows from the drawn traffic: each network interface of the VPC writes, for each connection and
//! aggregation interval that it lasts, one record of either direction (Amazon VPC user guide, "Flow log records"). What
//! passes a NAT gateway or an interface endpoint that is not drawn as a caller of its own is counted at its ends only.

use super::{capacity, vpc_endpoint_interface};
use crate::catalog::amount::{Amount, Words, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Flow, Item, Kind, Network, Property, Scope, Spend, kind,
};
use crate::glyph;
use crate::model::{Component, ConnectionKind, Frames, Id, Language, Place};
use crate::pricing::Query;
use crate::text::both;
use crate::units::BYTES_PER_GB;
use std::borrow::Cow;

/// Records of one connection in one interval: one of either direction.
const DIRECTIONS: f64 = 2.0;

/// Destination.
pub static DESTINATION: Property = Property::choice(
    "log_destination_type",
    both("Destination", "대상"),
    "s3",
    &[
        choice("s3", "Amazon S3"),
        choice("cloud-watch-logs", "CloudWatch Logs"),
        choice("kinesis-data-firehose", "Amazon Data Firehose"),
    ],
)
.doc(
    "Where the records go. Amazon S3 is the cheapest.",
    "기록을 보내는 대상입니다. Amazon S3가 가장 저렴합니다.",
);

/// Traffic.
pub static TRAFFIC: Property = Property::choice(
    "traffic_type",
    both("Traffic", "트래픽"),
    "ALL",
    &[
        choice_in("ALL", "All", "모두"),
        choice_in("ACCEPT", "Accepted", "허용"),
        choice_in("REJECT", "Rejected", "거부"),
    ],
)
.doc("Which flows are recorded.", "기록하는 흐름입니다.")
.secondary();

/// Size of a record: the example of the default format in the Amazon VPC user guide ("Flow log record examples") with its
/// line break.
pub static RECORD_BYTES: Property = Property::number(
    "record_bytes",
    both("Size of a record", "기록 크기"),
    units::BYTES,
    115.0,
    1.0,
    10_000.0,
)
.doc(
    "Bytes of one record with its line break. The default format has 115; every field that is added makes it larger.",
    "줄바꿈을 포함한 기록 하나의 크기입니다. 기본 형식은 115바이트이며 필드를 추가할수록 커집니다.",
)
.secondary();

/// Aggregation interval: ten minutes or one (Amazon VPC user guide; ten by default).
pub static INTERVAL: Property = Property::count(
    "max_aggregation_interval",
    both("Aggregation interval", "집계 간격"),
    units::SECONDS,
    600.0,
    60.0,
    600.0,
)
.doc(
    "Seconds that are put together in one record: 60 or 600. A connection that lasts longer is recorded again in each.",
    "하나의 기록으로 집계하는 시간(초)으로 60 또는 600입니다. 더 오래 지속되는 연결은 간격마다 다시 기록됩니다.",
)
.secondary();

/// Logs delivered.
pub static DELIVERED: Property = Property::usage(
    "delivered_gb",
    both("Logs delivered", "전송된 로그"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of records in the month. Derived: two records for each connection at each network interface of the VPC, or what \
     drawn log connections carry.",
    "한 달의 기록 용량입니다. VPC의 네트워크 인터페이스마다 연결당 기록 2개로 계산하며, 로그 연결을 그렸으면 그 용량을 따릅니다.",
);

/// What a flow log watches, by where it stands.
enum Watched<'a> {
    Subnet(&'a Id),
    Vpc(&'a Id),
    Region(&'a str),
}

impl<'a> Watched<'a> {
    fn of(place: &'a Place) -> Watched<'a> {
        match (&place.subnet, &place.vpc) {
            (Some((subnet, _)), _) => Watched::Subnet(subnet),
            (None, Some(vpc)) => Watched::Vpc(vpc),
            (None, None) => Watched::Region(&place.region),
        }
    }
    fn has(&self, place: &Place) -> bool {
        match self {
            Watched::Subnet(id) => place.subnet.as_ref().is_some_and(|(it, _)| it == *id),
            Watched::Vpc(id) => place.vpc.as_ref() == Some(id),
            Watched::Region(code) => place.vpc.is_some() && place.region == *code,
        }
    }
}

/// Whether components of a kind have network interfaces in the VPC that they stand in.
fn has_interfaces(kind: &Kind) -> bool {
    matches!(
        kind.network,
        Network::Instance
            | Network::ManagedDatabase
            | Network::LoadBalancer
            | Network::NetworkLoadBalancer
            | Network::NatGateway
    ) || *kind == vpc_endpoint_interface::KIND
}

/// Whether what flows between components crosses their interfaces as packets: names are looked up past them.
fn is_recorded(cx: &BillCx<'_>, flow: &Flow, beside: &Id) -> bool {
    let peer = cx.item.design.component(flow.beside(beside));
    let peer = peer.and_then(|component| kind(&component.kind));
    peer.is_some_and(|kind| !matches!(kind.network, Network::Dns | Network::None | Network::Route))
}

/// Requests at the interfaces that the flow log watches: one between two of them counts at both.
fn requests_at_interfaces(cx: &BillCx<'_>) -> f64 {
    let design = cx.item.design;
    let frames = match cx.item.frames {
        Some(frames) => Cow::Borrowed(frames),
        None => Cow::Owned(Frames::of(design)),
    };
    let watched = Watched::of(frames.place(cx.item.component.parent()));
    let inside = |component: &Component| {
        let tiles = component.placements.iter();
        tiles
            .filter(|tile| watched.has(frames.place(tile.parent.as_ref())))
            .count()
    };
    let mut sum = 0.0;
    for (id, component) in &design.components {
        if !kind(&component.kind).is_some_and(has_interfaces) {
            continue;
        }
        let tiles = inside(component);
        if tiles == 0 {
            continue;
        }
        let flows = cx.flows.around.of(id);
        let both = flows.incoming.iter().chain(flows.outgoing);
        let requests: f64 = both
            .filter(|flow| is_recorded(cx, flow, id))
            .map(|flow| flow.requests)
            .sum();
        sum += requests * tiles as f64 / component.placements.len().max(1) as f64;
    }
    sum
}

/// Records of the drawn traffic in the month.
fn records(cx: &BillCx<'_>) -> f64 {
    let item = &cx.item;
    // What the drawing lets through is accepted.
    if item.text(&TRAFFIC) == "REJECT" {
        return 0.0;
    }
    let connections = requests_at_interfaces(cx) / item.number(&capacity::REQUESTS_PER_CONNECTION);
    let seconds = item.number(&capacity::CONNECTION_SECONDS);
    let intervals = (seconds / item.number(&INTERVAL)).ceil().max(1.0);
    connections * intervals * DIRECTIONS
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    match item.text(&DESTINATION) {
        "cloud-watch-logs" => "CloudWatch Logs".to_owned(),
        "kinesis-data-firehose" => "Data Firehose".to_owned(),
        _ => "S3".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let query = match cx.item.text(&DESTINATION) {
        "cloud-watch-logs" => {
            Query::new("cloudwatch", "vended_logs_gb").with("destination", "cloudwatch")
        }
        "kinesis-data-firehose" => {
            Query::new("cloudwatch", "amazon_kinesis_data_firehose_delivered_logs")
        }
        _ => Query::new("cloudwatch", "vended_logs_gb").with("destination", "s3"),
    };
    let mut drawn = cx.flows.incoming.iter();
    let by_connections = drawn.any(|flow| flow.kind == ConnectionKind::LogShipping);
    let bytes = cx.item.number(&RECORD_BYTES);
    let (count, derived) = if by_connections {
        (0.0, cx.flows.gb_in().0)
    } else {
        let count = records(cx);
        (count, count * bytes / BYTES_PER_GB)
    };
    let usage = cx.usage(&DELIVERED, derived);
    let line = bill
        .usage("delivered", DELIVERED.title, usage, units::GB, query)
        .spend(Spend::Observability);
    let is_derived = cx.item.typed(&DELIVERED).is_none();
    if is_derived && !by_connections && cx.item.text(&TRAFFIC) == "REJECT" {
        line.amount = Amount::plain(0.0, units::GB).because(both(
            "what the drawing lets through is accepted: type what is rejected",
            "그림의 트래픽은 모두 허용되므로 거부되는 양을 입력하세요",
        ));
    }
    if count > 0.0 && is_derived {
        line.amount = Amount::plain(usage.value, units::GB).because(Words::Entries {
            count,
            unit: units::RECORDS,
            bytes,
        });
    }
}
/// VPC flow log.
pub static KIND: Kind = Kind {
    name: "flow_log",
    title: both("VPC flow log", "VPC 흐름 로그"),
    short: both("Flow log", "흐름 로그"),
    doc: both(
        "Records which addresses of a VPC talk to which. Billed for each GB that is delivered, by destination; storage comes on top.",
        "VPC의 어떤 주소가 어디와 통신하는지 기록합니다. 대상별로 전송 GB당 과금되며 스토리지는 별도입니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::LIST_MAGNIFYING_GLASS,
    monogram: "FLOW",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_flow_log"],
    imports: &[Import::of("aws_flow_log")],
    cloudformation: &["AWS::EC2::FlowLog"],
    drawio: "flow_logs",
    keywords: &["flow logs", "audit", "network", "흐름", "감사"],
    properties: &[
        &DESTINATION,
        &DELIVERED,
        &TRAFFIC,
        &capacity::REQUESTS_PER_CONNECTION,
        &capacity::CONNECTION_SECONDS,
        &INTERVAL,
        &RECORD_BYTES,
    ],
    // Its records are those of the traffic around it.
    bills_the_design: true,
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn by_destination_in_tiers() {
        let bench = Bench::new("flow_log").with("delivered_gb", 12_240.0);
        assert_eq!(
            bench.lines().query("delivered"),
            "cloudwatch vended_logs_gb destination=s3"
        );
        // 10,240 × $0.38 + 2,000 × $0.228 = $3,891.20 + $456.
        near(bench.lines().total(), 4347.2);
        // 10,240 × $0.76 + 2,000 × $0.38 = $7,782.40 + $760.
        let group = bench
            .with("log_destination_type", "cloud-watch-logs")
            .lines();
        near(group.total(), 8542.4);
        near(Bench::new("flow_log").lines().total(), 0.0);
    }
}
