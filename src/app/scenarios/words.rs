//! What the differences of a scenario are called.

use crate::app::cx::Cx;
use crate::catalog;
use crate::model::scenario::Spot;
use crate::model::{Id, Scenario};
use crate::text::{Bilingual, both, number};

/// Fields of items and settings by their name in files.
const FIELDS: &[(&str, Bilingual)] = &[
    ("kind", both("kind", "종류")),
    ("name", both("name", "이름")),
    ("placements", both("place", "위치")),
    ("security_groups", both("security groups", "보안 그룹")),
    ("demand", both("demand", "요청량")),
    ("tags", both("tags", "태그")),
    ("note", both("note", "메모")),
    ("locked", both("lock", "잠금")),
    ("parent", both("frame around it", "상위 프레임")),
    ("frame", both("outline", "윤곽")),
    ("code", both("code", "코드")),
    ("cidr", both("address range", "주소 범위")),
    (
        "auto_assign_public_ip",
        both("public addresses", "퍼블릭 주소"),
    ),
    ("collapsed", both("folded", "접힘")),
    ("from", both("start", "시작")),
    ("to", both("end", "끝")),
    ("protocol", both("protocol", "프로토콜")),
    ("port", both("port", "포트")),
    (
        "calls_per_request",
        both("calls per request", "요청당 호출"),
    ),
    ("weight", both("weight", "가중치")),
    ("request_kb", both("request size", "요청 크기")),
    ("response_kb", both("response size", "응답 크기")),
    ("read_share", both("share of reads", "읽기 비율")),
    (
        "requests_per_month",
        both("requests per month", "월 요청 수"),
    ),
    ("gb_per_month", both("GB per month", "월 GB")),
    ("zone_affinity", both("zone affinity", "가용 영역 선호")),
    ("timeout_ms", both("timeout", "제한 시간")),
    ("retries", both("retries", "재시도")),
    ("deferrable", both("may be handled later", "지연 처리 가능")),
    ("strong_reads", both("strong reads", "강력한 읽기")),
    ("from_side", both("side at the start", "시작 쪽")),
    ("to_side", both("side at the end", "끝 쪽")),
    ("bends", both("bends", "꺾임")),
    ("description", both("description", "설명")),
    ("ingress", both("inbound rules", "인바운드 규칙")),
    ("egress", both("outbound rules", "아웃바운드 규칙")),
    ("region", both("Region", "리전")),
    ("hours_per_month", both("hours per month", "월 시간")),
    ("free_tier", both("free tier", "프리 티어")),
    ("monthly_budget_usd", both("budget", "예산")),
    ("target_rto_minutes", both("target RTO", "목표 RTO")),
    ("target_rpo_minutes", both("target RPO", "목표 RPO")),
    (
        "target_region_rto_minutes",
        both("target RTO of the Region", "리전 목표 RTO"),
    ),
    (
        "target_region_rpo_minutes",
        both("target RPO of the Region", "리전 목표 RPO"),
    ),
    (
        "target_availability_percent",
        both("target availability", "목표 가용성"),
    ),
    ("security_profile", both("security profile", "보안 수준")),
    ("horizon_months", both("horizon", "사용 기간")),
    (
        "accepts_zone_outage",
        both("accepts a zone outage", "가용 영역 중단 허용"),
    ),
    ("require_tags", both("required tags", "필수 태그")),
    ("allowed_regions", both("allowed Regions", "허용 리전")),
    ("thresholds", both("thresholds", "임곗값")),
];

fn field(cx: &Cx<'_>, name: &'static str) -> &'static str {
    let found = FIELDS.iter().find(|(own, _)| *own == name);
    found.map_or(name, |(_, words)| words.get(cx.language))
}

/// What an item is called, also one that the scenario takes away.
fn item(cx: &Cx<'_>, id: &Id) -> String {
    if cx.design().contains(id) {
        return cx.name_of(id);
    }
    let name = crate::analysis::compare::name_in(cx.state.document(), id);
    name.map_or(id.to_string(), |name| name.get(cx.language).to_owned())
}

/// What differs, and how: the first is about what, the second says it.
pub(super) fn of(cx: &Cx<'_>, scenario: &Scenario, spot: &Spot) -> (String, String) {
    let factor = |value: f64| format!("×{}", number::short(value, 2));
    match spot {
        Spot::Region => (
            cx.text("region").into_owned(),
            scenario.region.clone().unwrap_or_default(),
        ),
        Spot::DemandFactor => (
            cx.text("scenario-all-demand").into_owned(),
            factor(scenario.demand_factor.unwrap_or(1.0)),
        ),
        Spot::EntryFactor(id) => {
            let own = scenario.demand_factors.get(id).copied();
            (item(cx, id), factor(own.unwrap_or(1.0)))
        }
        Spot::Setting(name) => (
            cx.text("scenario-settings").into_owned(),
            field(cx, name).to_owned(),
        ),
        Spot::Item(id) => {
            let key = if scenario.removed.contains(id) {
                "scenario-removed"
            } else {
                "scenario-added"
            };
            (item(cx, id), cx.text(key).into_owned())
        }
        Spot::Property(id, name) => {
            let component = cx.design().component(id);
            let kind = component.and_then(|own| catalog::kind(&own.kind));
            let title = kind.and_then(|kind| kind.property(name));
            let title = title.map_or(name.as_str(), |property| property.title.get(cx.language));
            let value = component.and_then(|own| own.property(name));
            let value = value.map_or_else(
                || cx.text("scenario-default").into_owned(),
                ToString::to_string,
            );
            (item(cx, id), format!("{title}: {value}"))
        }
        Spot::Field(id, name) => (item(cx, id), field(cx, name).to_owned()),
        Spot::Silence(rule, id) => {
            let on = id.as_ref().map_or(String::new(), |id| item(cx, id));
            (rule.clone(), on)
        }
    }
}
