//! SEC042: Queue, topic or stream not encrypted.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::integration::{sns_topic, sqs_queue};
use crate::catalog::{Kind, Property};
use crate::text::Phrase;

rule! {
    /// Queue, topic or stream not encrypted
    ///
    /// **Why.** Messages wait on disk in plain form.
    ///
    /// **Fix.** Turn encryption on: with keys of the service it is free, with KMS its requests are billed.
    ///
    /// **When to silence it.** The messages carry nothing but ids of public things.
    ///
    /// **References.** SQS.1; SNS.1; Kinesis.1; DataFirehose.1; CKV_AWS_26; CKV_AWS_27; CKV_AWS_43; CKV_AWS_240;
    /// prowler:sqs_queues_server_side_encryption_enabled; prowler:sns_topics_kms_encryption_at_rest_enabled; SEC08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0), properties: {"server_side_encryption": "none"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC042",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: each_where(KINDS, suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "암호화되지 않은 대기열, 주제, 스트림",
            why: "메시지가 평문으로 디스크에 저장됩니다.",
            fix: "암호화를 켭니다. 서비스 관리형 키는 무료이고 KMS는 요청마다 과금됩니다.",
            silence: "메시지에 공개된 항목의 ID만 있는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[&sqs_queue::KIND, &sns_topic::KIND, &kinesis_stream::KIND];

/// The property, its value without encryption, and the one that the quick fix sets.
fn encryption(item: &Item<'_>) -> (&'static Property, &'static str, &'static str) {
    if *item.kind == sqs_queue::KIND {
        (&sqs_queue::ENCRYPTION_KIND, "none", "sqs")
    } else if *item.kind == sns_topic::KIND {
        (&sns_topic::ENCRYPTION_KIND, "none", "kms")
    } else {
        (&kinesis_stream::ENCRYPTION_TYPE, "NONE", "KMS")
    }
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let (property, plain, _) = encryption(item);
    item.text(property) == plain
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, ..) = encryption(item);
    out.add([item.id], || phrase::property_of(item, property));
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, _, value) = encryption(&item);
    Some(Fix {
        label: Phrase::new("Encrypt messages", "메시지 암호화"),
        edit: set(&item, property, value),
    })
}
