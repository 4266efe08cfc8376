//! "The same design elsewhere": generated scenarios that vary one decision, as far as the design has something to vary.

use super::Side;
use crate::analysis::cost::Total;
use crate::analysis::review::{Cx, ReviewCx, capacity, families, fix_of};
use crate::analysis::view::View;
use crate::analysis::{analyse, costs};
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::database::{dynamodb_table, rds_cluster};
use crate::catalog::external::external_log_store;
use crate::catalog::management::cloudwatch_log_group;
use crate::catalog::networking::{nat_gateway, vpc_endpoint_gateway, vpc_endpoint_interface};
use crate::catalog::{Item, Shape, purchase, workload};
use crate::model::edit;
use crate::model::scenario::between;
use crate::model::{ContainerKind, Design, Frames, Id, LocalText, Scenario, Value};
use crate::pricing::Catalogue;
use crate::text::{Bilingual, both};
use crate::units::Usd;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A decision that can be varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// On-Demand against reservations.
    Purchase,
    /// Graviton against x86.
    Processor,
    /// One zone against several.
    Zones,
    /// Provisioned capacity against pay per use.
    Capacity,
    /// Logs in CloudWatch against a store outside.
    Logs,
    /// NAT gateways against endpoints.
    Endpoints,
}

impl Question {
    /// All questions, in the order in which they are offered.
    pub const ALL: [Question; 6] = [
        Question::Purchase,
        Question::Processor,
        Question::Zones,
        Question::Capacity,
        Question::Logs,
        Question::Endpoints,
    ];
    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Question::Purchase => "purchase",
            Question::Processor => "processor",
            Question::Zones => "zones",
            Question::Capacity => "capacity",
            Question::Logs => "logs",
            Question::Endpoints => "endpoints",
        }
    }
    /// What it is about.
    pub fn title(self) -> Bilingual {
        match self {
            Question::Purchase => both("Purchase options", "구매 옵션"),
            Question::Processor => both("Graviton or x86", "Graviton 또는 x86"),
            Question::Zones => both("One zone or several", "단일 AZ 또는 다중 AZ"),
            Question::Capacity => both("Provisioned or on demand", "프로비저닝 또는 온디맨드"),
            Question::Logs => both(
                "Logs in CloudWatch or outside",
                "CloudWatch 로그 또는 외부 저장소",
            ),
            Question::Endpoints => {
                both("NAT gateway or endpoints", "NAT 게이트웨이 또는 엔드포인트")
            }
        }
    }
    /// Why a design has nothing to vary.
    pub fn nothing(self) -> Bilingual {
        match self {
            Question::Purchase => both(
                "nothing in the design can be reserved",
                "예약할 수 있는 컴포넌트가 없습니다",
            ),
            Question::Processor => both(
                "nothing in the design offers both processors in this Region",
                "이 리전에서 두 프로세서를 모두 고를 수 있는 컴포넌트가 없습니다",
            ),
            Question::Zones => both(
                "the design has neither several zones nor a database that could have a standby",
                "가용 영역이 하나이고 대기 인스턴스를 둘 수 있는 데이터베이스도 없습니다",
            ),
            Question::Capacity => both(
                "the design has no DynamoDB table, no Kinesis stream and no Aurora cluster",
                "DynamoDB 테이블도 Kinesis 스트림도 Aurora 클러스터도 없습니다",
            ),
            Question::Logs => both(
                "the design has neither a log group nor an external log store",
                "로그 그룹도 외부 로그 저장소도 없습니다",
            ),
            Question::Endpoints => both(
                "nothing goes through a NAT gateway that an endpoint could carry more cheaply, and there is no endpoint",
                "엔드포인트로 더 저렴하게 보낼 수 있는 NAT 트래픽이 없고 엔드포인트도 없습니다",
            ),
        }
    }
}

/// The scenarios that answer a question, each of which differs from the design; none where it has nothing to vary.
pub fn elsewhere(side: Side<'_>, catalogue: &Catalogue, question: Question) -> Vec<Scenario> {
    let all = match question {
        Question::Purchase => purchases(side.design),
        Question::Processor => processors(side.design, catalogue),
        Question::Zones => zones(side.design),
        Question::Capacity => capacities(side, catalogue),
        Question::Logs => logs(side.design),
        Question::Endpoints => endpoints(side.design, catalogue),
    };
    let differs = |plan: &Scenario| side.design.with(plan) != *side.design;
    all.into_iter().filter(differs).collect()
}

/// A scenario that varies a decision, with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The scenario.
    pub plan: Scenario,
    /// A month.
    pub total: Total,
    /// How much more than the design as it is; none where prices are missing that it has, also those of payments at the
    /// start.
    pub delta: Option<Usd>,
    /// Open findings, the most severe first.
    pub findings: [usize; 5],
}

/// [`elsewhere`], each worked out.
pub fn variants(side: Side<'_>, catalogue: &Catalogue, question: Question) -> Vec<Variant> {
    let before = side.report.cost.total;
    let known = |total: Total| {
        total.missing <= before.missing && total.upfront_missing <= before.upfront_missing
    };
    let plans = elsewhere(side, catalogue, question).into_par_iter();
    plans
        .map(|plan| {
            let design = side.design.with(&plan);
            let report = analyse(&design, catalogue);
            let there = Side {
                design: &design,
                report: &report,
            };
            let summary = super::summary(there);
            let total = summary.total;
            Variant {
                plan,
                total,
                delta: known(total).then(|| total.usd - before.usd),
                findings: summary.findings,
            }
        })
        .collect()
}

fn named(en: &str, ko: &str) -> Scenario {
    Scenario::named(LocalText::Each {
        en: en.to_owned(),
        ko: ko.to_owned(),
    })
}

fn set(plan: &mut Scenario, id: &Id, property: &str, value: Option<Value>) {
    let patch = plan.components.entry(id.clone()).or_default();
    patch.properties.insert(property.to_owned(), value);
}

/// All components of known kinds.
fn items(design: &Design) -> impl Iterator<Item = Item<'_>> {
    let ids = design.components.keys();
    ids.filter_map(|id| Item::of(design, id))
}

fn purchases(design: &Design) -> Vec<Scenario> {
    let options = [
        (named("On-Demand", "온디맨드"), None),
        (
            named("Reserved 1 year, no upfront", "예약 1년, 선결제 없음"),
            Some(("1yr", "no_upfront")),
        ),
        (
            named("Reserved 1 year, all upfront", "예약 1년, 전체 선결제"),
            Some(("1yr", "all_upfront")),
        ),
        (
            named("Reserved 3 years, all upfront", "예약 3년, 전체 선결제"),
            Some(("3yr", "all_upfront")),
        ),
    ];
    let mut plans = Vec::new();
    for (mut plan, terms) in options {
        for item in items(design) {
            let Some(option) = item.kind.property(purchase::OPTION.name) else {
                continue;
            };
            let Shape::Choice { options, .. } = option.shape else {
                continue;
            };
            let can = options.iter().any(|own| own.value == "reserved");
            if !can || !(option.applies)(&item) {
                continue;
            }
            let text = |value: &str| Some(Value::from(value));
            match terms {
                Some((term, payment)) => {
                    set(&mut plan, item.id, option.name, text("reserved"));
                    set(&mut plan, item.id, purchase::TERM.name, text(term));
                    set(&mut plan, item.id, purchase::PAYMENT.name, text(payment));
                }
                None => {
                    for name in [option.name, purchase::TERM.name, purchase::PAYMENT.name] {
                        set(&mut plan, item.id, name, None);
                    }
                }
            }
        }
        plans.push(plan);
    }
    plans
}

/// Types of the other processor for an instance type, the likeliest first.
fn others(catalogue: &Catalogue, name: &str, graviton: bool) -> Vec<String> {
    if graviton {
        return families::graviton(catalogue, name);
    }
    let Some(own) = families::Name::of(name).filter(families::Name::is_graviton) else {
        return Vec::new();
    };
    let generations = [own.generation, own.generation.saturating_sub(1)];
    let all = generations.into_iter().flat_map(|generation| {
        let attributes = match own.attributes {
            "gd" => ["id", "d", "ad"],
            "gn" => ["in", "n", "n"],
            _ => ["i", "", "a"],
        };
        attributes.map(|attributes| own.in_family(own.letters, generation, attributes))
    });
    all.filter(|name| catalogue.spec(name).is_some()).collect()
}

fn processors(design: &Design, catalogue: &Catalogue) -> Vec<Scenario> {
    let missing = |design: &Design| costs(design, catalogue).total.missing;
    let before = missing(design);
    let both_ways = [
        (named("Graviton", "Graviton"), true),
        (named("x86", "x86"), false),
    ];
    let mut plans = Vec::new();
    for (mut plan, graviton) in both_ways {
        for item in items(design) {
            for property in item.kind.properties {
                if !(property.applies)(&item) {
                    continue;
                }
                match property.shape {
                    Shape::InstanceType { .. } => {
                        let found = others(catalogue, item.text(property), graviton);
                        // A type without a price in the Region is no choice.
                        let fits = found.into_iter().find(|name| {
                            let mut alone = Scenario::default();
                            set(
                                &mut alone,
                                item.id,
                                property.name,
                                Some(Value::from(name.as_str())),
                            );
                            missing(&design.with(&alone)) <= before
                        });
                        if let Some(name) = fits {
                            set(
                                &mut plan,
                                item.id,
                                property.name,
                                Some(Value::from(name.as_str())),
                            );
                        }
                    }
                    Shape::Choice { options, .. } => {
                        let arm = |value: &str| value.eq_ignore_ascii_case("arm64");
                        let has = options.iter().any(|own| arm(own.value));
                        let other = options.iter().find(|own| arm(own.value) == graviton);
                        if let Some(other) =
                            other.filter(|_| has && arm(item.text(property)) != graviton)
                        {
                            set(
                                &mut plan,
                                item.id,
                                property.name,
                                Some(Value::from(other.value)),
                            );
                        }
                    }
                    _ => {}
                }
            }
        }
        plans.push(plan);
    }
    plans
}

/// Properties that say whether something has a standby in another zone, with the values for one and for several.
const STANDBY: &[(&str, &str, &str)] = &[("deployment", "single-az", "multi-az")];

fn zones(design: &Design) -> Vec<Scenario> {
    let mut single = named("Single-AZ", "단일 AZ");
    let mut several = named("Multi-AZ", "다중 AZ");
    for item in items(design) {
        for (name, one, many) in STANDBY {
            let Some(property) = item.kind.property(name) else {
                continue;
            };
            let Shape::Choice { options, .. } = property.shape else {
                continue;
            };
            let has = |value: &str| options.iter().any(|own| own.value == value);
            if !has(one) || !has(many) || !(property.applies)(&item) {
                continue;
            }
            if item.text(property) == *one {
                set(&mut several, item.id, name, Some(Value::from(*many)));
            } else {
                set(&mut single, item.id, name, Some(Value::from(*one)));
            }
        }
    }
    single.removed.extend(spare_zones(design));
    vec![single, several]
}

/// The zones beside the fullest one, in every frame that holds several.
fn spare_zones(design: &Design) -> Vec<Id> {
    let mut groups: BTreeMap<Option<Id>, Vec<(usize, Id)>> = BTreeMap::new();
    for (id, container) in &design.containers {
        if container.kind != ContainerKind::AvailabilityZone {
            continue;
        }
        let tiles = design.components.values().flat_map(|own| &own.placements);
        let inside = tiles.filter(|tile| design.is_inside(tile.parent.as_ref(), id));
        let group = groups.entry(container.parent.clone()).or_default();
        group.push((inside.count(), id.clone()));
    }
    let mut spare = Vec::new();
    for zones in groups.into_values() {
        let mut zones = zones;
        // The fullest first; of equals the first by id.
        zones.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        spare.extend(zones.into_iter().skip(1).map(|(_, id)| id));
    }
    spare
}

fn capacities(side: Side<'_>, catalogue: &Catalogue) -> Vec<Scenario> {
    let base = ReviewCx::of(side.design, catalogue, side.report);
    let frames = Frames::of(side.design);
    let view = View::of(side.design, &frames);
    let cx = Cx::of(&base, &view);
    let mut provisioned = named("Provisioned", "프로비저닝");
    let mut on_demand = named("On demand", "온디맨드 용량");
    let text = |value: &str| Some(Value::from(value));
    for item in items(side.design) {
        if *item.kind == dynamodb_table::KIND {
            let mode = &dynamodb_table::BILLING_MODE;
            if item.text(mode) == "PAY_PER_REQUEST" {
                for (property, value) in capacity::provisioned(&cx, &item) {
                    set(&mut provisioned, item.id, property.name, Some(value));
                }
            } else {
                set(&mut on_demand, item.id, mode.name, text("PAY_PER_REQUEST"));
            }
        } else if *item.kind == kinesis_stream::KIND {
            let mode = &kinesis_stream::STREAM_MODE;
            if item.text(mode) == "ON_DEMAND" {
                set(&mut provisioned, item.id, mode.name, text("PROVISIONED"));
            } else {
                set(&mut on_demand, item.id, mode.name, text("ON_DEMAND"));
            }
        } else if *item.kind == rds_cluster::KIND {
            match item.text(&rds_cluster::CAPACITY) {
                "provisioned" => serverless(&mut on_demand, &item, catalogue),
                "serverless-v2" => instances(&mut provisioned, &item, catalogue),
                _ => {}
            }
        }
    }
    vec![provisioned, on_demand]
}

/// Memory that one ACU brings, in GiB (Amazon Aurora User Guide, "Aurora Serverless v2 capacity").
const ACU_GIB: f64 = 2.0;
/// Most ACU of an instance (service-facts: Aurora Serverless v2 limits).
const MOST_ACU: f64 = 256.0;
/// Classes that stand for Serverless v2 capacity: memory by vCPU as an ACU has it.
const MEMORY_CLASSES: &str = "db.r6g.";

/// Half ACU steps, within the limits.
fn acu(value: f64) -> f64 {
    ((value * 2.0).ceil() / 2.0).clamp(0.5, MOST_ACU)
}

/// An Aurora cluster of instances as Serverless v2 that grows to their memory. What it has on average follows from the CPU
/// that is declared; without it the cluster keeps the average that it states, else half of the most.
fn serverless(plan: &mut Scenario, item: &Item<'_>, catalogue: &Catalogue) {
    let Some(spec) = catalogue.spec(item.text(&rds_cluster::INSTANCE_CLASS)) else {
        return;
    };
    let most = acu(spec.memory_gib / ACU_GIB);
    let used = item.typed(&workload::CPU).map_or(0.5, |cpu| cpu / 100.0);
    let average = item.typed(&rds_cluster::AVERAGE_CAPACITY);
    let average = average.unwrap_or_else(|| acu(most * used));
    let name = rds_cluster::CAPACITY.name;
    set(plan, item.id, name, Some("serverless-v2".into()));
    for (property, value) in [
        (&rds_cluster::MAX_CAPACITY, most),
        (&rds_cluster::MIN_CAPACITY, 0.5),
        (&rds_cluster::AVERAGE_CAPACITY, average.clamp(0.5, most)),
    ] {
        set(plan, item.id, property.name, Some(value.into()));
    }
}

/// An Aurora Serverless v2 cluster as instances with the memory of its most capacity.
fn instances(plan: &mut Scenario, item: &Item<'_>, catalogue: &Catalogue) {
    let wanted = item.number(&rds_cluster::MAX_CAPACITY) * ACU_GIB;
    let classes = catalogue.specs().iter();
    let large =
        classes.filter(|spec| spec.name.starts_with(MEMORY_CLASSES) && spec.memory_gib >= wanted);
    let Some(class) = large.min_by(|a, b| a.memory_gib.total_cmp(&b.memory_gib)) else {
        return;
    };
    let name = rds_cluster::CAPACITY.name;
    set(plan, item.id, name, Some("provisioned".into()));
    let class = Value::from(class.name.as_str());
    set(plan, item.id, rds_cluster::INSTANCE_CLASS.name, Some(class));
    // Readers are as large as the writer.
    set(plan, item.id, rds_cluster::READER_CLASS.name, None);
}

fn logs(design: &Design) -> Vec<Scenario> {
    let mut outside = named("Logs outside", "외부 로그 저장소");
    let mut inside = named("Logs in CloudWatch", "CloudWatch 로그");
    let ingested = external_log_store::INGESTED.name;
    // Only a price that the design states is used; without one the line says that it has none.
    let stores = items(design).filter(|item| *item.kind == external_log_store::KIND);
    let stated = stores
        .filter_map(|item| item.component.property(external_log_store::PRICE.name))
        .next()
        .cloned();
    for item in items(design) {
        let typed = item.component.property(ingested).cloned();
        let (plan, kind) = if *item.kind == cloudwatch_log_group::KIND {
            (&mut outside, external_log_store::KIND.name)
        } else if *item.kind == external_log_store::KIND {
            (&mut inside, cloudwatch_log_group::KIND.name)
        } else {
            continue;
        };
        let patch = plan.components.entry(item.id.clone()).or_default();
        patch.kind = Some(kind.to_owned());
        if let Some(typed) = typed {
            patch.properties.insert(ingested.to_owned(), Some(typed));
        }
        if let Some(price) = stated
            .clone()
            .filter(|_| kind == external_log_store::KIND.name)
        {
            let name = external_log_store::PRICE.name.to_owned();
            patch.properties.insert(name, Some(price));
        }
    }
    vec![outside, inside]
}

/// Rules whose quick fixes put an endpoint in the place of a NAT gateway's traffic.
const ENDPOINT_RULES: [&str; 2] = ["COST009", "COST010"];
/// Most endpoints that are added.
const MOST_ENDPOINTS: usize = 12;

fn endpoints(design: &Design, catalogue: &Catalogue) -> Vec<Scenario> {
    let mut with = design.clone();
    for _ in 0..MOST_ENDPOINTS {
        let report = analyse(&with, catalogue);
        let cx = ReviewCx::of(&with, catalogue, &report);
        let findings = report.review.findings.iter();
        let mut fixes = findings
            .filter(|finding| ENDPOINT_RULES.contains(&finding.code))
            .filter_map(|finding| fix_of(&cx, finding));
        let Some(next) = fixes.find_map(|fix| edit::apply(&with, &fix.edit).ok()) else {
            break;
        };
        with = next;
    }
    let endpoints = between(design, &with, &named("Endpoints", "엔드포인트"));
    let mut nat = named("NAT gateway alone", "NAT 게이트웨이만");
    if items(design).any(|item| *item.kind == nat_gateway::KIND) {
        let is_endpoint = |item: &Item<'_>| {
            *item.kind == vpc_endpoint_gateway::KIND || *item.kind == vpc_endpoint_interface::KIND
        };
        let gone = items(design)
            .filter(is_endpoint)
            .map(|item| item.id.clone());
        nat.removed.extend(gone);
    }
    vec![endpoints, nat]
}
