//! REL076: Stream retention shorter than a consumer outage.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::analytics::{kinesis_stream, msk_cluster};
use crate::catalog::integration::sqs_queue;
use crate::text::number::short;

rule! {
    /// Stream retention shorter than a consumer outage
    ///
    /// **Why.** If the consumers stop on Friday evening, the data has expired by Monday.
    ///
    /// **Fix.** Keep records at least as long as a consumer may stand still: 72 hours covers a weekend.
    ///
    /// **When to silence it.** Old data is worthless, or it can be produced again.
    ///
    /// **References.** Kinesis.3; prowler:kinesis_stream_data_retention_period; REL09-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "clicks": (kind: "kinesis_stream", at: (0, 0), properties: {"retention_period": 24}), // finding
    ///     "reader": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "read": (from: "clicks", to: "reader", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "clicks": (kind: "kinesis_stream", at: (0, 0), properties: {"retention_period": 72}),
    ///     "reader": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "read": (from: "clicks", to: "reader", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL076",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: Check::Each(&[&kinesis_stream::KIND, &msk_cluster::KIND, &sqs_queue::KIND], check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 72.0,
            unit: both("h", "시간"),
            source: "default",
        }),
        korean: Korean {
            title: "소비자 중단보다 짧은 스트림 보존 기간",
            why: "소비자가 금요일 저녁에 멈추면 월요일에는 데이터가 이미 만료되어 있습니다.",
            fix: "소비자가 멈춰 있을 수 있는 시간보다 길게 보존합니다. 72시간이면 주말을 견딥니다.",
            silence: "오래된 데이터는 쓸모없거나 다시 만들 수 있는 경우입니다.",
        },
    };
}

/// Property that holds the retention of a kind, and how many of its units make an hour.
fn retention(item: &Item<'_>) -> (&'static Property, f64) {
    if *item.kind == kinesis_stream::KIND {
        (&kinesis_stream::RETENTION, 1.0)
    } else if *item.kind == msk_cluster::KIND {
        (&msk_cluster::RETENTION, 1.0)
    } else {
        (&sqs_queue::RETENTION, 3_600.0)
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, per_hour) = retention(item);
    let (hours, limit) = (item.number(property) / per_hour, out.rule().limit(cx));
    if hours >= limit || cx.called(item).next().is_none() {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let (hours, limit) = (short(hours, 1), short(limit, 0));
        match language {
            Language::English => {
                format!("{name}: kept for {hours} h, a consumer may stand still for {limit} h")
            }
            Language::Korean => {
                format!("{name}: {hours}시간 보존, 소비자가 {limit}시간 멈출 수 있음")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, per_hour) = retention(&item);
    let value = (RULE.limit(cx) * per_hour).ceil();
    Some(Fix {
        label: phrase::set(property, &value.into()),
        edit: set(&item, property, value),
    })
}
