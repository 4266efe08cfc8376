//! PERF013: Live or on-demand video served by own servers.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::containers::ecs_service;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Live or on-demand video served by own servers
    ///
    /// **Why.** Taking in, converting and delivering video to the whole world with little delay is a managed product; a
    /// fleet of one's own is hard to size.
    ///
    /// **Fix.** Amazon IVS for interactive live video; MediaConvert, S3 and CloudFront for recorded video.
    ///
    /// **When to silence it.** The video needs processing of one's own that no service offers.
    ///
    /// **References.** PERF01-BP01; PERF02-BP01; SUS05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "live": (kind: "autoscaling_group", at: (0, 0), properties: {"concurrent_viewers": 5000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "live": (kind: "ivs_channel", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (150, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF013",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 1000.0, unit: both("viewers", "명 시청"), source: "default" }),
        korean: Korean {
            title: "자체 서버로 제공하는 실시간 또는 주문형 영상",
            why: "영상을 받아 변환하고 전 세계에 짧은 지연으로 전달하는 것은 관리형 서비스가 이미 제공합니다. 자체 서버는 규모를 정하기 어렵습니다.",
            fix: "상호작용 실시간 영상은 Amazon IVS, 녹화 영상은 MediaConvert, S3, CloudFront를 사용합니다.",
            silence: "어떤 서비스도 제공하지 않는 자체 영상 처리가 필요한 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::VIEWERS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(viewers) = item.typed(&workload::VIEWERS) else {
        return;
    };
    if viewers <= out.rule().limit(cx) {
        return;
    }
    let (viewers, servers) = (short(viewers, 0), short(item.instances(), 0));
    let evidence = || {
        phrase::about(
            item,
            format!("{viewers} viewers at once on {servers} servers"),
            format!("서버 {servers}대에서 동시 시청자 {viewers}명"),
        )
    };
    out.add([item.id], evidence);
}
