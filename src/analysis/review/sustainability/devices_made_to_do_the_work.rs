//! SUS012: Devices made to do the work.

use crate::analysis::review::prelude::*;
use crate::catalog::external::mobile_app;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Devices made to do the work
    ///
    /// **Why.** Decoding heavy formats drains slow devices, and files that are too large drain networks.
    ///
    /// **Fix.** Keep several renditions and choose by device.
    ///
    /// **When to silence it.** All devices are of one kind.
    ///
    /// **References.** SUS03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(5))),
    ///     "photos": (kind: "s3_bucket", at: (150, 0), properties: {"renditions": 1}), // finding
    /// }, connections: {
    ///     "get": (from: "app", to: "photos", response_kb: 4000), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(5))),
    ///     "photos": (kind: "s3_bucket", at: (150, 0), properties: {"renditions": 4}),
    /// }, connections: {
    ///     "get": (from: "app", to: "photos", response_kb: 300),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS012",
        pillar: Pillar::Sustainability,
        severity: Severity::Info,
        check: each_where(&[&s3_bucket::KIND, &cloudfront_distribution::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 500.0, unit: both("KB", "KB"), source: "default" }),
        korean: Korean {
            title: "기기에 떠넘긴 작업",
            why: "무거운 형식을 해독하느라 느린 기기의 배터리가 닳고 너무 큰 파일이 네트워크를 차지합니다.",
            fix: "여러 렌디션을 두고 기기에 맞게 고릅니다.",
            silence: "모든 기기가 같은 종류인 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.typed(&workload::RENDITIONS) == Some(1.0)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    let heavy = cx.incoming(item).iter().filter(|(_, connection)| {
        let caller = cx.item(&connection.from);
        let mobile = caller.is_some_and(|caller| {
            *caller.kind == mobile_app::KIND
                || (*caller.kind == cloudfront_distribution::KIND
                    && cx
                        .callers(caller)
                        .any(|(viewer, _)| *viewer.kind == mobile_app::KIND))
        });
        mobile && connection.response_kb > limit
    });
    let heavy: Vec<_> = heavy.collect();
    if heavy.is_empty() {
        return;
    }
    let size = heavy
        .iter()
        .map(|(_, connection)| connection.response_kb)
        .fold(0.0, f64::max);
    let size = short(size, 0);
    let evidence = || {
        phrase::about(
            item,
            format!("1 rendition of {size} KB for every phone"),
            format!("모든 휴대전화에 {size} KB 렌디션 1개"),
        )
    };
    out.add(heavy.iter().map(|(id, _)| *id).chain([item.id]), evidence);
}
