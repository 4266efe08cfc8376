//! SEC045: Public content served straight from the bucket.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ConnectionKind, Id};
use crate::text::Phrase;
use crate::text::number::compact;

rule! {
    /// Public content served straight from the bucket
    ///
    /// **Why.** The bucket has to be public, nothing filters requests, and each GB costs more than from CloudFront
    /// at volume.
    ///
    /// **Fix.** Put CloudFront with origin access control in front and close the bucket.
    ///
    /// **When to silence it.** Clients upload or download with links that are signed for each of them.
    ///
    /// **References.** CloudFront.13; CKV2_AWS_46; prowler:cloudfront_distributions_s3_origin_access_control;
    /// SEC05-BP01; COST08-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (300, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_month(1000000))),
    /// }, connections: {
    ///     "get": (from: "users", to: "files", port: 443, response_kb: 200, read_share: 1),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0)),
    ///     "files": (kind: "s3_bucket", at: (300, 0)),
    ///     "upload": (kind: "mobile_app", at: (300, 200), demand: (rate: requests_per_month(1000))),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_month(1000000))),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "files", kind: origin_fetch, port: 443, response_kb: 200, read_share: 1),
    ///     "get": (from: "users", to: "cdn", port: 443, response_kb: 200, read_share: 1),
    ///     "put": (from: "upload", to: "files", port: 443, request_kb: 200, read_share: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC045",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "버킷에서 바로 제공하는 공개 콘텐츠",
            why: "버킷을 공개해야 하고, 요청을 거르는 것이 없으며, 전송량이 많으면 CloudFront보다 GB당 비쌉니다.",
            fix: "오리진 액세스 제어를 쓰는 CloudFront를 앞에 두고 버킷을 닫습니다.",
            silence: "클라이언트마다 서명한 링크로 업로드하거나 내려받는 경우입니다.",
        },
    };
}

/// Connections from the internet that read from the bucket; those that only write are uploads over signed links.
fn readers<'a>(front: &web::Front<'a>) -> Vec<(&'a Id, &'a Connection)> {
    let arrivals = front.arrivals.iter().copied();
    arrivals.filter(|(_, call)| call.read_share > 0.0).collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for front in cx.fronts() {
        if *front.item.kind != s3_bucket::KIND {
            continue;
        }
        let readers = readers(front);
        if readers.is_empty() {
            continue;
        }
        let flows = || {
            readers
                .iter()
                .filter_map(|(id, _)| cx.traffic.connections.get(id))
        };
        let requests: f64 = flows().map(|flow| flow.requests).sum();
        let gb: f64 = flows().map(|flow| flow.response_gb.0).sum();
        let callers: Vec<_> = readers
            .iter()
            .filter_map(|(_, c)| cx.item(&c.from))
            .collect();
        let evidence = seen(|language| {
            let name = phrase::named(&front.item, language);
            let callers = phrase::names(callers.iter().copied(), language);
            let (requests, gb) = (compact(requests, language), compact(gb, language));
            match language {
                Language::English => format!(
                    "{name}: {requests} requests and {gb} GB a month straight to {callers}, 0 distributions between"
                ),
                Language::Korean => {
                    format!(
                        "{name}: {callers}에 월 {requests}건, {gb} GB를 CloudFront 없이 직접 제공"
                    )
                }
            }
        });
        out.add([front.item.id], evidence);
    }
}

/// Distance of the new tile to the left of the bucket.
const SPACE: f32 = 160.0;

/// Draws a distribution in front of the bucket: readers are led to it, one connection fetches what it does not have.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let bucket = cx.item(finding.items.first()?)?;
    let fronts = cx.fronts();
    let front = fronts.iter().find(|front| front.item.id == bucket.id)?;
    let readers = readers(front);
    let (_, first) = readers.first()?;
    let at = bucket.component.placements.first()?.at.offset(-SPACE, 0.0);
    let id = cx.design.fresh_id("cdn");
    let distribution = Component::new(cloudfront_distribution::KIND.name, None, at);
    let mut edits = vec![
        Edit::PutComponent(id.clone(), distribution),
        set(&bucket, &s3_bucket::BLOCK_PUBLIC_ACCESS, true),
    ];
    let fetch = Connection {
        from: id.clone(),
        kind: ConnectionKind::OriginFetch,
        calls_per_request: 1.0,
        requests_per_month: None,
        gb_per_month: None,
        from_side: None,
        bends: Vec::new(),
        ..(*first).clone()
    };
    edits.push(Edit::PutConnection(
        cx.design.fresh_id(&format!("{id}-{}", bucket.id)),
        fetch,
    ));
    for (link, connection) in readers {
        let led = Connection {
            to: id.clone(),
            to_side: None,
            bends: Vec::new(),
            ..connection.clone()
        };
        edits.push(Edit::PutConnection(link.clone(), led));
    }
    Some(Fix {
        label: Phrase::new("Put CloudFront in front", "앞에 CloudFront 추가"),
        edit: Edit::Batch(edits),
    })
}
