//! SUS005: Bytes moved further than needed.

use crate::analysis::path::PathClass;
use crate::analysis::review::distance;
use crate::analysis::review::prelude::*;
use crate::catalog::workload;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Bytes moved further than needed
    ///
    /// **Why.** Moving data costs energy at every hop.
    ///
    /// **Fix.** Keep copies near the readers (CloudFront, a replica), compress, or process the data where it is made.
    ///
    /// **When to silence it.** The data must be there, as a copy for recovery.
    ///
    /// **References.** SUS04-BP07; SUS02-BP04.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0,0,300,300)),
    ///     "virginia": (kind: "region", code: "us-east-1", frame: (400,0,300,300)),
    /// }, components: {
    ///     "files": (kind: "s3_bucket", in: "virginia", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", in: "seoul", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "get": (from: "web", to: "files", response_kb: 100), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0,0,300,300)),
    ///     "virginia": (kind: "region", code: "us-east-1", frame: (400,0,300,300)),
    /// }, components: {
    ///     "files": (kind: "s3_bucket", in: "seoul", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", in: "seoul", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "get": (from: "web", to: "files", response_kb: 100),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS005",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 500.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "필요 이상으로 멀리 보내는 데이터",
            why: "데이터는 지나가는 곳마다 에너지를 씁니다.",
            fix: "읽는 곳 가까이에 사본(CloudFront, 복제본)을 두거나 압축하거나 데이터가 만들어지는 곳에서 처리합니다.",
            silence: "복구용 사본처럼 데이터가 그곳에 있어야 하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    for (id, parts) in cx.ways_of(&[PathClass::CrossRegion, PathClass::InternetOut]) {
        let far: f64 = parts
            .iter()
            .filter(|part| matches!(part.class, PathClass::CrossRegion | PathClass::InternetOut))
            .map(|part| part.request_gb.0 + part.response_gb.0)
            .sum();
        // What is sent as a copy has to go there.
        if far <= limit || far <= 0.0 {
            continue;
        }
        let Some(connection) = cx.design.connection(id) else {
            continue;
        };
        let (Some(from), Some(to)) = (cx.item(&connection.from), cx.item(&connection.to)) else {
            continue;
        };
        let is_copy = matches!(
            connection.kind,
            ConnectionKind::Replication | ConnectionKind::Backup
        );
        let between = from.region() != to.region();
        let crosses = parts
            .iter()
            .any(|part| part.class == PathClass::CrossRegion)
            || between;
        let overseas = distance::is_far(to.region(), from.text(&workload::LOCATION));
        if is_copy || !(crosses || overseas) {
            continue;
        }
        let gb = short(far, 0);
        let evidence = seen(|language| {
            let (a, b) = (from.name(language), to.name(language));
            let (here, there) = (from.region(), to.region());
            match (language, crosses) {
                (Language::English, true) => {
                    format!("{a} ({here}) and {b} ({there}): {gb} GB/month between Regions")
                }
                (Language::Korean, true) => {
                    format!("{a}({here})와 {b}({there}): 리전 간 월 {gb} GB")
                }
                (Language::English, false) => {
                    format!("{b} ({there}): {gb} GB/month to {a} on another continent")
                }
                (Language::Korean, false) => {
                    format!("{b}({there}): 다른 대륙의 {a}에 월 {gb} GB")
                }
            }
        });
        out.add([id], evidence);
    }
}
