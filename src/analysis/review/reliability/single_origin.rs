//! REL045: CloudFront with a single origin.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ConnectionKind};
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// CloudFront with a single origin
    ///
    /// **Why.** Edge caches cannot help with what they do not hold when the origin is down. By default CloudFront tries
    /// the second origin of a group after 30 s.
    ///
    /// **Fix.** Add a second origin (a bucket in another Region, a static page) and make both an origin group.
    ///
    /// **When to silence it.** The availability that is asked for does not concern this content.
    ///
    /// **References.** CloudFront.4; CKV_AWS_310; prowler:cloudfront_distributions_multiple_origin_failover_configured;
    /// TA:Amazon CloudFront Origin Failover; REL11-BP02.
    ///
    /// ```ron bad
    /// (settings: (target_availability_percent: 99.95), components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)), // finding
    ///     "site": (kind: "s3_bucket", at: (200, 0), properties: {"storage_gb": 20}),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "site", kind: origin_fetch),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 99.95), components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"origin_group": true}),
    ///     "copy": (kind: "s3_bucket", at: (200, 200), properties: {"storage_gb": 20}),
    ///     "site": (kind: "s3_bucket", at: (200, 0), properties: {"storage_gb": 20}),
    /// }, connections: {
    ///     "fall-back": (from: "cdn", to: "copy", kind: origin_fetch, calls_per_request: 0),
    ///     "fetch": (from: "cdn", to: "site", kind: origin_fetch),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL045",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 99.9,
            unit: both("% availability asked for", "%(목표 가용성)"),
            source: "default",
        }),
        korean: Korean {
            title: "오리진이 하나뿐인 CloudFront",
            why: "오리진이 멈추면 엣지 캐시에 없는 것은 도울 수 없습니다. CloudFront는 기본적으로 30초 뒤 그룹의 두 번째 오리진을 시도합니다.",
            fix: "두 번째 오리진(다른 리전의 버킷, 정적 페이지)을 추가하고 둘을 오리진 그룹으로 묶습니다.",
            silence: "요구되는 가용성이 이 콘텐츠에 해당하지 않는 경우입니다.",
        },
    };
}

fn origins<'s, 'a>(cx: &'s Cx<'a>, item: &Item<'_>) -> impl Iterator<Item = Item<'a>> + 's {
    let called = cx.called(item);
    called
        .filter(|(_, connection)| connection.kind.is_synchronous())
        .map(|(origin, _)| origin)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(asked) = cx.design.settings.target_availability_percent else {
        return;
    };
    if item.flag(&cloudfront_distribution::ORIGIN_GROUP) || asked < out.rule().limit(cx) {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let origins = phrase::names(origins(cx, item), language);
        let asked = short(asked, 3);
        match language {
            Language::English => {
                format!(
                    "{name}: no origin group, origins: {origins}; {asked}% availability is asked for"
                )
            }
            Language::Korean => {
                format!("{name}: 오리진 그룹 없음, 오리진: {origins}. 목표 가용성 {asked}%")
            }
        }
    });
    out.add([item.id], evidence);
}

/// GB of a static page that says that the service is away.
const PAGE_GB: f64 = 1.0;

/// Makes an origin group; where one origin is drawn, draws a bucket as the second one, with a copy of the first one's content
/// if that is a bucket.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = vec![set(&item, &cloudfront_distribution::ORIGIN_GROUP, true)];
    let drawn: Vec<Item<'_>> = origins(cx, &item).collect();
    if drawn.len() < 2 {
        let like = drawn
            .first()
            .filter(|origin| *origin.kind == s3_bucket::KIND);
        let tile = like.unwrap_or(&item).component.placements.first()?;
        let at = tile.at.offset(0.0, 160.0);
        let mut bucket = Component::new(s3_bucket::KIND.name, tile.parent.clone(), at);
        bucket = match like {
            Some(origin) => bucket
                .with(
                    s3_bucket::STORAGE_GB.name,
                    origin.number(&s3_bucket::STORAGE_GB),
                )
                .with(
                    s3_bucket::STORAGE_CLASS.name,
                    origin.text(&s3_bucket::STORAGE_CLASS),
                ),
            None => bucket.with(s3_bucket::STORAGE_GB.name, PAGE_GB),
        };
        let id = cx.design.fresh_id("second-origin");
        let mut fetch = Connection::new(item.id.clone(), id.clone());
        fetch.kind = ConnectionKind::OriginFetch;
        fetch.calls_per_request = 0.0;
        let connection = cx.design.fresh_id(&format!("{}-{id}", item.id));
        edits.push(Edit::PutComponent(id, bucket));
        edits.push(Edit::PutConnection(connection, fetch));
    }
    Some(Fix {
        label: Phrase::new("Add a second origin", "두 번째 오리진 추가"),
        edit: Edit::Batch(edits),
    })
}
