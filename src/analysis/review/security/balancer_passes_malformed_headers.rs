//! SEC090: Balancer passes malformed headers on.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::networking::application_load_balancer::{self, DESYNC, INVALID_HEADERS};
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Balancer passes malformed headers on
    ///
    /// **Why.** A proxy and a server that read a malformed request differently can be made to see two requests where
    /// the other sees one (request smuggling): the second one goes past every check.
    ///
    /// **Fix.** Drop invalid headers and keep the desync mitigation on defensive or strictest.
    ///
    /// **When to silence it.** A client that cannot be changed sends such headers, and nothing before the servers
    /// decides by them.
    ///
    /// **References.** ELB.4; ELB.12; CKV_AWS_131; CKV_AWS_328; prowler:elbv2_alb_drop_invalid_header_fields_enabled;
    /// prowler:elbv2_desync_mitigation_mode; SEC05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"drop_invalid_header_fields": "pass"}), // finding
    ///     "old": (kind: "application_load_balancer", at: (0, 100), properties: {"desync_mitigation_mode": "monitor"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"drop_invalid_header_fields": "drop"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC090",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: each_where(&[&application_load_balancer::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "잘못된 헤더를 그대로 전달하는 로드 밸런서",
            why: "프록시와 서버가 잘못된 요청을 다르게 읽으면 한쪽이 하나로 본 요청을 다른 쪽이 둘로 보게 만들 수 있습니다(요청 밀수). 두 번째 요청은 모든 검사를 통과합니다.",
            fix: "잘못된 헤더를 제거하고 비동기화 완화를 방어 또는 가장 엄격으로 둡니다.",
            silence: "바꿀 수 없는 클라이언트가 그런 헤더를 보내며 서버 앞에서 헤더로 판단하는 것이 없는 경우입니다.",
        },
    };
}

/// Properties that break the rule, each with the value that mends it (the default mode: service-facts "ALB,default").
fn loose(item: &Item<'_>) -> impl Iterator<Item = (&'static Property, &'static str)> {
    let headers = (item.text(&INVALID_HEADERS) == "pass").then_some((&INVALID_HEADERS, "drop"));
    let desync = (item.text(&DESYNC) == "monitor").then_some((&DESYNC, "defensive"));
    [headers, desync].into_iter().flatten()
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    loose(item).next().is_some()
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let evidence = seen(|language| {
        let parts: Vec<String> = loose(item)
            .map(|(property, _)| {
                let value = item.chosen(property, language);
                format!("{}: {value}", property.title.get(language))
            })
            .collect();
        format!("{}; {}", item.name(language), parts.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let edits = loose(&item).map(|(property, value)| set(&item, property, value));
    Some(Fix {
        label: Phrase::new("Refuse malformed requests", "잘못된 요청 차단"),
        edit: Edit::Batch(edits.collect()),
    })
}
