//! REL037: No copy of the data in another Region.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery;
use crate::text::number::{Money, short};

rule! {
    /// No copy of the data in another Region
    ///
    /// **Why.** An event that takes a whole Region takes the service and its data.
    ///
    /// **Fix.** Keep a copy elsewhere: a read replica in another Region that can be promoted, Aurora Global Database, a
    /// global table, S3 replication, or copies of backups.
    ///
    /// **When to silence it.** The accepted loss at the loss of a Region does not count for this store. Against the
    /// price of the copy (COST041).
    ///
    /// **References.** S3.7; CKV_AWS_144; prowler:s3_bucket_cross_region_replication; TA:Amazon S3 Bucket Replication
    /// Not Enabled; REL13-BP02; REL10-BP01.
    ///
    /// ```ron bad
    /// (settings: (target_region_rpo_minutes: 60), components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_region_rpo_minutes: 60), components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"cross_region_replication": true, "versioning": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL037",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(recovery::STORES, suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "다른 리전에 데이터 사본이 없음",
            why: "리전 전체를 앗아가는 사건은 서비스와 데이터를 함께 앗아갑니다.",
            fix: "다른 리전에 사본을 둡니다. 승격할 수 있는 교차 리전 읽기 전용 복제본, Aurora 글로벌 데이터베이스, 글로벌 테이블, S3 복제, 백업 복사입니다.",
            silence: "리전 손실 시 허용하는 손실이 이 저장소에는 해당하지 않는 경우입니다. 사본의 비용과 반대입니다(COST041).",
        },
    };
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.design.settings.target_region_rpo_minutes.is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(accepted) = cx.design.settings.target_region_rpo_minutes else {
        return;
    };
    if !in_production(cx, item) || recovery::region_copy(cx, item).is_some() {
        return;
    }
    let cost = cx.cost_of(item).map(|cost| cost.total.usd);
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let region = item.region();
        let accepted = short(accepted, 1);
        let usd = Money::USD.per_month(cost.unwrap_or_default(), language);
        match language {
            Language::English => format!(
                "{name}: 1 Region ({region}); {accepted} min of loss are accepted. It costs {usd} now; a live copy costs up to as much again and the transfer (against COST041), a copy of backups less"
            ),
            Language::Korean => format!(
                "{name}: 리전 1곳({region}). 허용 손실 {accepted}분. 현재 {usd}이며 실시간 사본은 최대 같은 금액과 전송 요금이 더 들고(COST041과 반대) 백업 사본은 더 적게 듦"
            ),
        }
    });
    out.add([item.id], evidence);
}
