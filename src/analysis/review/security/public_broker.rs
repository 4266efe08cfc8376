//! SEC052: Streaming or message broker public or without authentication.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::analytics::msk_cluster;
use crate::catalog::integration::mq_broker;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Streaming or message broker public or without authentication
    ///
    /// **Why.** Outsiders can read business events or slip in events of their own.
    ///
    /// **Fix.** Turn public access off and let clients prove who they are: IAM, SCRAM or certificates.
    ///
    /// **When to silence it.** Partners without a private connection publish to the broker, and every client is
    /// authenticated.
    ///
    /// **References.** MSK.4; MSK.6; CKV_AWS_69; CKV_AWS_291; prowler:kafka_cluster_is_public;
    /// prowler:kafka_cluster_unrestricted_access_disabled; prowler:mq_broker_not_publicly_accessible; SEC05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "events": (kind: "msk_cluster", at: (0, 0), properties: {"unauthenticated": true}), // finding
    ///     "jobs": (kind: "mq_broker", at: (200, 0), properties: {"publicly_accessible": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "events": (kind: "msk_cluster", at: (0, 0)),
    ///     "jobs": (kind: "mq_broker", at: (200, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC052",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&msk_cluster::KIND, &mq_broker::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "공개되었거나 인증이 없는 스트리밍 클러스터 또는 메시지 브로커",
            why: "외부인이 업무 이벤트를 읽거나 자기 이벤트를 끼워 넣을 수 있습니다.",
            fix: "퍼블릭 액세스를 끄고 IAM, SCRAM, 인증서로 클라이언트를 인증합니다.",
            silence: "전용 연결이 없는 협력사가 브로커에 게시하며 모든 클라이언트를 인증하는 경우입니다.",
        },
    };
}

/// Properties that must be off; kinds have those of them that concern them.
const SWITCHES: &[&Property] = &[
    &msk_cluster::PUBLIC,
    &msk_cluster::UNAUTHENTICATED,
    &mq_broker::PUBLIC,
];

/// Settings that let strangers in.
fn open_settings(item: &Item<'_>) -> impl Iterator<Item = &'static Property> {
    let own = SWITCHES
        .iter()
        .filter_map(|shared| item.kind.property(shared.name));
    own.filter(|property| item.flag(property))
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut open = open_settings(item).peekable();
    if open.peek().is_none() {
        return;
    }
    let open: Vec<_> = open.collect();
    let evidence = seen(|language| {
        let states: Vec<String> = open
            .iter()
            .map(|property| {
                let title = property.title.get(language);
                match language {
                    Language::English => format!("{title}: on"),
                    Language::Korean => format!("{title}: 켜짐"),
                }
            })
            .collect();
        format!("{}; {}", phrase::named(item, language), states.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let edits = open_settings(&item).map(|property| set(&item, property, false));
    Some(Fix {
        label: Phrase::new("Close the broker", "브로커 닫기"),
        edit: Edit::Batch(edits.collect()),
    })
}
