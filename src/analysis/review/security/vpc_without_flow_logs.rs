//! SEC069: No flow logs for the VPC.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, places};
use crate::catalog::networking::flow_log;
use crate::model::Id;
use crate::text::Phrase;
use std::collections::BTreeSet;

rule! {
    /// No flow logs for the VPC
    ///
    /// **Why.** Without flow logs nobody can trace how an intruder moved on, or why a connection is refused.
    ///
    /// **Fix.** Turn on flow logs of the VPC (rejected traffic at least), delivered to Amazon S3, the cheapest
    /// destination. Type the GB to see the cost.
    ///
    /// **When to silence it.** The VPC holds nothing but trials.
    ///
    /// **References.** EC2.6; CKV2_AWS_11; prowler:vpc_flow_logs_enabled; CIS5.0:3.7; TA:Amazon VPC Without Flow Logs;
    /// SEC04-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 400, 300)), // finding
    /// }, components: {
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (20, 40)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (20, 40)),
    ///     "flows": (kind: "flow_log", in: "vpc", at: (20, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC069",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "VPC 흐름 로그가 없음",
            why: "흐름 로그가 없으면 침입자가 어디로 움직였는지, 연결이 왜 거부되는지 추적할 수 없습니다.",
            fix: "가장 저렴한 Amazon S3로 VPC 흐름 로그를(적어도 거부된 트래픽을) 보냅니다. GB를 입력하면 비용이 계산됩니다.",
            silence: "VPC에 시험용 리소스만 있는 경우입니다.",
        },
    };
}

/// What the flow logs of a design record.
#[derive(Default)]
struct Recorded<'a> {
    vpcs: BTreeSet<&'a Id>,
    /// Regions with a flow log that is drawn for no VPC in particular: it counts for all.
    regions: BTreeSet<&'a str>,
}

fn recorded<'a>(cx: &Cx<'a>) -> Recorded<'a> {
    let mut recorded = Recorded::default();
    for log in cx.of_kind(&flow_log::KIND) {
        let vpcs = places::joined_vpcs(cx, log);
        if vpcs.is_empty() {
            recorded.regions.insert(log.region());
        }
        recorded.vpcs.extend(vpcs);
    }
    recorded
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let recorded = recorded(cx);
    for (vpc, items) in &cx.places().vpcs {
        let region = cx.design.region_of(Some(vpc));
        let Some(frame) = cx.design.container(vpc) else {
            continue;
        };
        if recorded.vpcs.contains(vpc) || recorded.regions.contains(region) {
            continue;
        }
        let evidence = seen(|language| {
            let name = exposure::frame_name(vpc, frame, language);
            let count = items.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "component", "components");
                    format!("{name}: {count}, 0 flow logs")
                }
                Language::Korean => format!("{name}: 컴포넌트 {count}개, 흐름 로그 0개"),
            }
        });
        out.add([*vpc], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let log = places::new(&flow_log::KIND);
    Some(Fix {
        label: Phrase::new(
            "Record flows to Amazon S3 (paid by GB)",
            "Amazon S3에 흐름 기록(GB당 과금)",
        ),
        edit: places::add(cx, "flow-log", finding.items.first(), log),
    })
}
