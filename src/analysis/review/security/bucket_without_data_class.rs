//! SEC089: Personal data stores without discovery or classification.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{tags, web};
use crate::catalog::Category;
use crate::catalog::security::macie2_account;
use crate::catalog::storage::s3_bucket;
use crate::model::ConnectionKind;
use crate::text::{Bilingual, both};

rule! {
    /// Personal data stores without discovery or classification
    ///
    /// **Why.** Controls can only follow a class of data that is known.
    ///
    /// **Fix.** Tag buckets with `data_class` (such as `personal`, `payment` or `public`), and consider Amazon Macie
    /// for the data lake.
    ///
    /// **When to silence it.** The classes are kept in another register.
    ///
    /// **References.** Macie.1; prowler:macie_is_enabled; CIS5.0:2.1.3; SEC07-BP01; SEC07-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "lambda_function", at: (300, 0)),
    ///     "uploads": (kind: "s3_bucket", at: (600, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "app"),
    ///     "put": (from: "app", to: "uploads", read_share: 0.2),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "lambda_function", at: (300, 0)),
    ///     "uploads": (kind: "s3_bucket", at: (600, 0), tags: {"data_class": "personal"}),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "app"),
    ///     "put": (from: "app", to: "uploads", read_share: 0.2),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC089",
        pillar: Pillar::Security,
        severity: Severity::Info,
        check: Check::Each(&[&s3_bucket::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "데이터 분류가 없는 개인 데이터 저장소",
            why: "데이터의 등급을 알아야 그에 맞는 통제를 할 수 있습니다.",
            fix: "버킷에 `data_class` 태그(`personal`, `payment`, `public` 등)를 붙이고 데이터 레이크에는 Amazon Macie를 검토합니다.",
            silence: "분류를 다른 대장에서 관리하는 경우입니다.",
        },
    };
}

/// What kind of data of people a bucket may take in, with what brings it.
fn takes_in<'a>(cx: &Cx<'a>, bucket: &Item<'a>) -> Option<(Bilingual, Item<'a>)> {
    let from_people =
        |item: &Item<'_>| web::is_on_internet(item) || cx.graph().serves_an_entry(item);
    for (caller, connection) in cx.callers(bucket) {
        let writes = connection.kind != ConnectionKind::OriginFetch && connection.read_share < 1.0;
        if connection.kind == ConnectionKind::LogShipping {
            if from_people(&caller) {
                return Some((both("logs of requests", "요청 로그"), caller));
            }
        } else if caller.kind.category == Category::Analytics {
            return Some((both("analytics copies", "분석용 사본"), caller));
        } else if writes && from_people(&caller) {
            return Some((both("uploads", "업로드"), caller));
        }
    }
    let mut readers = cx.called(bucket).map(|(called, _)| called);
    let reader = readers.find(|called| called.kind.category == Category::Analytics)?;
    Some((both("analytics copies", "분석용 사본"), reader))
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let is_known = tags::data_class(item).is_some();
    if is_known || !cx.of_kind(&macie2_account::KIND).is_empty() {
        return;
    }
    let Some((data, source)) = takes_in(cx, item) else {
        return;
    };
    let evidence = seen(|language| {
        let (name, data) = (item.name(language), data.get(language));
        let source = source.name(language);
        match language {
            Language::English => {
                format!("{name}: {data} of {source}; no tag `data_class`, 0 Macie")
            }
            Language::Korean => {
                format!("{name}: {source}의 {data}; `data_class` 태그 없음, Macie 0개")
            }
        }
    });
    out.add([item.id], evidence);
}
