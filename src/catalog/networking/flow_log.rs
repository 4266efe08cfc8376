//! VPC flow logs: GB delivered, by destination.
//!
//! Semantics: Amazon CloudWatch pricing page, "Vended logs": delivery is billed in tiers over the account. Storage is billed at the
//! destination. A log group of the drawing that takes vended logs bills their delivery itself: use one or the other.

use crate::catalog::amount::units;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

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

/// Logs delivered.
pub static DELIVERED: Property = Property::usage("delivered_gb", both("Logs delivered", "전송된 로그"), units::GB_PER_MONTH).doc("GB of records in the month. Derived: what incoming log connections carry; type it, for the records of a VPC do not follow from its drawing.", "한 달의 기록 용량입니다. 들어오는 로그 연결에서 계산하며, VPC의 기록량은 그림으로 알 수 없으므로 직접 입력하세요.");

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
    bill.usage(
        "delivered",
        DELIVERED.title,
        cx.usage(&DELIVERED, cx.flows.gb_in().0),
        units::GB,
        query,
    )
    .spend(Spend::Observability);
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
    properties: &[&DESTINATION, &DELIVERED, &TRAFFIC],
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
