//! Designs for the tests of scene, export and charts: a small one drawn by hand, and generated ones.

use crate::analysis::Report;
use crate::analysis::cost::{CostLine, ItemCost, LinePrice, Total};
use crate::analysis::path::{PathClass, PathPart};
use crate::analysis::review::{self, Finding, Severity};
use crate::catalog::{Amount, Flow, Spend, UsageSource, amount::units};
use crate::model::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Design, Id, LocalText,
    Placement, Point, Rect,
};
use crate::text::{Phrase, both};
use crate::units::{Gigabytes, PerSecond, Usd};
use std::sync::Arc;

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn name(en: &str, ko: &str) -> LocalText {
    LocalText::Each {
        en: en.to_owned(),
        ko: ko.to_owned(),
    }
}

/// A design under construction.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) design: Design,
    pub(crate) report: Report,
}

impl Sample {
    pub(crate) fn frame(
        &mut self,
        key: &str,
        kind: ContainerKind,
        parent: Option<&str>,
        title: (&str, &str),
        frame: Rect,
    ) {
        let code = match kind {
            ContainerKind::AvailabilityZone | ContainerKind::Region => Some(key.to_owned()),
            _ => None,
        };
        let container = Container {
            kind,
            name: name(title.0, title.1),
            parent: parent.map(id),
            frame,
            code,
            ..Container::default()
        };
        self.design.containers.insert(id(key), Arc::new(container));
    }
    pub(crate) fn tile(
        &mut self,
        key: &str,
        kind: &str,
        title: (&str, &str),
        places: &[(Option<&str>, f32, f32)],
        usd: Option<f64>,
    ) {
        let mut component = Component::new(kind, None, Point::default());
        component.name = name(title.0, title.1);
        component.placements = places
            .iter()
            .map(|(parent, x, y)| Placement {
                parent: parent.map(id),
                at: Point::new(*x, *y),
                instances: None,
            })
            .collect();
        self.design.components.insert(id(key), Arc::new(component));
        let cost = cost(usd, spend_of(kind), kind);
        self.report.cost.total.add(cost.total);
        self.report.cost.components.insert(id(key), cost);
    }
    pub(crate) fn link(
        &mut self,
        key: &str,
        ends: (&str, &str),
        kind: ConnectionKind,
        flow: Option<(f64, f64)>,
    ) {
        let mut connection = Connection::new(id(ends.0), id(ends.1));
        connection.kind = kind;
        self.design
            .connections
            .insert(id(key), Arc::new(connection));
        if let Some((rate, usd)) = flow {
            let flow = Flow {
                connection: id(key),
                from: id(ends.0),
                to: id(ends.1),
                called: "",
                names_protocol: false,
                kind,
                requests: rate * 730.0 * 3600.0,
                average: PerSecond(rate),
                peak: PerSecond(rate * 3.0),
                hourly: None,
                request_gb: Gigabytes(rate * 2.0),
                response_gb: Gigabytes(rate * 8.0),
                request_kb: 1.0,
                response_kb: 4.0,
                read_share: 0.8,
            };
            self.report.traffic.connections.insert(id(key), flow);
            let cost = if usd > 0.0 {
                cost(Some(usd), Spend::DataTransfer, "data_transfer")
            } else {
                ItemCost::default()
            };
            self.report.cost.total.add(cost.total);
            self.report.cost.connections.insert(id(key), cost);
            let class = if usd > 0.0 {
                PathClass::CrossZone
            } else {
                PathClass::SameZone
            };
            let part = PathPart {
                class,
                from_zone: None,
                to_zone: None,
                share: 1.0,
                request_gb: Gigabytes(0.0),
                response_gb: Gigabytes(0.0),
                via: None,
                charges: Default::default(),
                reason: const { &both("", "") },
            };
            self.report.paths.connections.insert(id(key), vec![part]);
        }
    }
    pub(crate) fn finding(&mut self, item: &str, severity: Severity) {
        let mut rules = review::rules().iter();
        let rule = rules.find(|rule| rule.severity == severity).unwrap();
        let finding = Finding::new(rule, [&id(item)]);
        self.report.review.findings.push(finding);
    }
}

fn spend_of(kind: &str) -> Spend {
    match kind {
        "db" => Spend::Database,
        "ec2" => Spend::Compute,
        "nat" | "lb" => Spend::Networking,
        "queue" => Spend::Messaging,
        "logs" => Spend::Observability,
        "store" => Spend::Storage,
        _ => Spend::Other,
    }
}

/// One line; an unknown price where `usd` is `None`.
fn cost(usd: Option<f64>, spend: Spend, kind: &str) -> ItemCost {
    let service = match kind {
        "db" => "Amazon Aurora",
        "ec2" => "Amazon EC2",
        "nat" => "Amazon VPC",
        "lb" => "Elastic Load Balancing",
        "queue" => "Amazon SNS",
        "logs" => "Amazon CloudWatch",
        "cache" => "Amazon ElastiCache",
        "data_transfer" => "AWS Data Transfer",
        _ => "Other",
    };
    let line = CostLine {
        key: "line",
        name: Phrase::same("line"),
        amount: Amount::plain(1.0, units::MONTHS),
        price: match usd {
            Some(0.0) => LinePrice::Free(Phrase::same("free")),
            Some(usd) => LinePrice::User {
                usd,
                source: "test".to_owned(),
            },
            None => LinePrice::Missing("nothing".to_owned()),
        },
        monthly: usd.map(Usd),
        commitment: None,
        source: UsageSource::Derived,
        spend,
        service,
    };
    let mut total = Total::default();
    total.add_line(&line);
    ItemCost {
        lines: vec![line].into(),
        total,
    }
}

/// A two-zone web application, like the picture of the interface specification.
#[expect(clippy::too_many_lines, reason = "a drawing, item by item")]
pub(crate) fn remember() -> Sample {
    use ConnectionKind as C;
    use ContainerKind as K;
    let mut s = Sample::default();
    s.design.name = name("remember", "기억하다");
    let r = Rect::new;
    s.frame(
        "ap-northeast-2",
        K::Region,
        None,
        ("Asia Pacific (Seoul)", "아시아 태평양(서울)"),
        r(232.0, 8.0, 680.0, 572.0),
    );
    s.frame(
        "vpc",
        K::Vpc,
        Some("ap-northeast-2"),
        ("vpc-main · 10.0.0.0/16", "vpc-main · 10.0.0.0/16"),
        r(240.0, 32.0, 664.0, 444.0),
    );
    for (z, y) in [("ap-northeast-2a", 56.0), ("ap-northeast-2c", 284.0)] {
        s.frame(
            z,
            K::AvailabilityZone,
            Some("vpc"),
            (z, z),
            r(248.0, y, 648.0, 184.0),
        );
        let k = if y < 100.0 { "2a" } else { "2c" };
        s.frame(
            &format!("public-{k}"),
            K::PublicSubnet,
            Some(z),
            (&format!("public-{k}"), &format!("퍼블릭-{k}")),
            r(276.0, y + 4.0, 156.0, 176.0),
        );
        s.frame(
            &format!("app-{k}"),
            K::PrivateSubnet,
            Some(z),
            (&format!("app-{k}"), &format!("앱-{k}")),
            r(500.0, y + 4.0, 168.0, 176.0),
        );
        s.frame(
            &format!("data-{k}"),
            K::PrivateSubnet,
            Some(z),
            (&format!("data-{k}"), &format!("데이터-{k}")),
            r(732.0, y + 4.0, 156.0, 176.0),
        );
    }
    s.frame(
        "asg",
        K::AutoScalingGroup,
        Some("vpc"),
        ("Auto Scaling · 4–12", "Auto Scaling · 4–12"),
        r(508.0, 84.0, 152.0, 376.0),
    );
    s.tile(
        "mobile",
        "mobile",
        ("Mobile app", "모바일 앱"),
        &[(None, 0.0, 112.0)],
        Some(0.0),
    );
    s.tile(
        "dns",
        "dns",
        ("Route 53", "Route 53"),
        &[(None, 0.0, 232.0)],
        Some(0.5),
    );
    s.tile(
        "logstore",
        "other",
        ("Log store", "로그 저장소"),
        &[(None, 0.0, 380.0)],
        Some(114.0),
    );
    s.tile(
        "alb",
        "lb",
        ("Public ALB", "퍼블릭 ALB"),
        &[(Some("vpc"), 284.0, 232.0)],
        Some(55.81),
    );
    s.tile(
        "nat",
        "nat",
        ("NAT gateway", "NAT 게이트웨이"),
        &[(Some("public-2c"), 284.0, 380.0)],
        Some(70.32),
    );
    s.tile(
        "app",
        "ec2",
        ("App servers", "앱 서버"),
        &[(Some("asg"), 514.0, 116.0), (Some("asg"), 514.0, 344.0)],
        Some(495.88),
    );
    s.tile(
        "redis",
        "cache",
        ("Redis", "Redis"),
        &[
            (Some("data-2a"), 740.0, 88.0),
            (Some("data-2c"), 740.0, 396.0),
        ],
        Some(765.04),
    );
    s.tile(
        "aurora",
        "db",
        ("Aurora MySQL writer", "Aurora MySQL 라이터"),
        &[(Some("data-2a"), 740.0, 168.0)],
        Some(457.71),
    );
    s.tile(
        "reader",
        "db",
        ("Reader", "리더"),
        &[(Some("data-2c"), 740.0, 316.0)],
        None,
    );
    s.tile(
        "ses",
        "queue",
        ("SES", "SES"),
        &[(Some("ap-northeast-2"), 244.0, 508.0)],
        Some(0.3),
    );
    s.tile(
        "alarms",
        "queue",
        ("SNS alarms", "SNS 경보"),
        &[(Some("ap-northeast-2"), 408.0, 508.0)],
        Some(0.0004),
    );
    s.tile(
        "cloudwatch",
        "logs",
        ("CloudWatch", "CloudWatch"),
        &[(Some("ap-northeast-2"), 572.0, 508.0)],
        Some(20.4),
    );
    s.tile(
        "push",
        "queue",
        ("SNS push", "SNS 푸시"),
        &[(Some("ap-northeast-2"), 756.0, 508.0)],
        Some(24.0),
    );
    s.link("c01", ("mobile", "dns"), C::Call, None);
    s.link("c02", ("dns", "alb"), C::Call, Some((320.0, 391.61)));
    s.link("c03", ("alb", "asg"), C::Call, Some((320.0, 0.0)));
    s.link("c04", ("app", "redis"), C::Call, Some((1280.0, 40.1)));
    s.link("c05", ("asg", "aurora"), C::Call, Some((448.0, 39.3)));
    s.link("c06", ("aurora", "reader"), C::Replication, None);
    s.link("c07", ("app", "nat"), C::LogShipping, Some((0.0, 3.8)));
    s.link(
        "c08",
        ("nat", "logstore"),
        C::LogShipping,
        Some((0.0, 47.88)),
    );
    s.link("c09", ("asg", "cloudwatch"), C::AsyncEvent, None);
    s.link("c10", ("asg", "push"), C::Call, Some((18.0, 0.0)));
    s.link("c11", ("cloudwatch", "alarms"), C::Call, None);
    s.link("c12", ("alarms", "ses"), C::Call, None);
    for (item, severity) in [
        ("app", Severity::High),
        ("app", Severity::Medium),
        ("redis", Severity::Low),
        ("alb", Severity::High),
        ("nat", Severity::Critical),
        ("reader", Severity::Medium),
    ] {
        s.finding(item, severity);
    }
    s
}

/// A generator of numbers that is the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// `columns` x `rows` tiles on a grid with gaps of `gap`, in frames of four columns, with `links` connections, most of
/// them to a neighbour.
pub(crate) fn grid(
    seed: u64,
    columns: usize,
    rows: usize,
    gap: (f32, f32),
    links: usize,
) -> Sample {
    let mut s = Sample::default();
    s.design.name = name("Generated", "생성됨");
    let mut dice = Dice::new(seed);
    let kinds = ["db", "ec2", "nat", "lb", "queue", "logs", "store"];
    let (step_x, step_y) = (140.0 + gap.0, 56.0 + gap.1);
    for block in 0..columns.div_ceil(4) {
        let width = columns.min(block * 4 + 4) - block * 4;
        let frame = Rect::new(
            block as f32 * (4.0 * step_x + 64.0) - 24.0,
            -44.0,
            width as f32 * step_x - gap.0 + 48.0,
            rows as f32 * step_y - gap.1 + 72.0,
        );
        let kind = if block % 2 == 0 {
            ContainerKind::Vpc
        } else {
            ContainerKind::PrivateSubnet
        };
        s.frame(
            &format!("f{block}"),
            kind,
            None,
            ("Network block", "네트워크 블록"),
            frame,
        );
    }
    for column in 0..columns {
        for row in 0..rows {
            let x = column as f32 * step_x + (column / 4) as f32 * 64.0;
            let y = row as f32 * step_y;
            let kind = kinds[dice.roll(kinds.len())];
            let title = format!("{kind} service {column}-{row}");
            let korean = format!("{kind} 서비스 {column}-{row}");
            let usd = [Some(0.0), None, Some(12.5), Some(852.75), Some(0.001)][dice.roll(5)];
            let parent = format!("f{}", column / 4);
            s.tile(
                &format!("t{column}-{row}"),
                kind,
                (&title, &korean),
                &[(Some(&parent), x, y)],
                usd,
            );
        }
    }
    for number in 0..links {
        let from = (dice.roll(columns), dice.roll(rows));
        let far = dice.roll(10) == 0;
        let to = if far {
            (dice.roll(columns), dice.roll(rows))
        } else {
            let step =
                |at: usize, count: usize, roll: usize| (at + roll).saturating_sub(1).min(count - 1);
            (
                step(from.0, columns, dice.roll(3)),
                step(from.1, rows, dice.roll(3)),
            )
        };
        if from == to {
            continue;
        }
        let kind = ConnectionKind::ALL[dice.roll(8)];
        let flow = [None, Some((320.0, 39.3)), Some((5.0, 0.0))][dice.roll(3)];
        let ends = (
            format!("t{}-{}", from.0, from.1),
            format!("t{}-{}", to.0, to.1),
        );
        s.link(&format!("c{number:04}"), (&ends.0, &ends.1), kind, flow);
    }
    s
}
