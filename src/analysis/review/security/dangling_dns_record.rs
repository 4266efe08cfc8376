//! SEC082: DNS record points at nothing.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::route53_record::{self, EXTERNAL};

rule! {
    /// DNS record points at nothing
    ///
    /// **Why.** Whoever gets the address or name that a forgotten record points at answers under your name, with a
    /// valid certificate.
    ///
    /// **Fix.** Delete the record, or point it at something that you own.
    ///
    /// **When to silence it.** The target is drawn elsewhere: say so with the property "Points outside".
    ///
    /// **References.** CKV2_AWS_23; prowler:route53_dangling_ip_subdomain_takeover; SEC03-BP07.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "route53_record", at: (0, 0)),
    ///     "old": (kind: "route53_record", at: (0, 100)), // finding
    ///     "web": (kind: "application_load_balancer", at: (300, 0)),
    /// }, connections: {
    ///     "api-web": (from: "api", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "route53_record", at: (0, 0)),
    ///     "old": (kind: "route53_record", at: (0, 100), properties: {"external_target": true}),
    ///     "web": (kind: "application_load_balancer", at: (300, 0)),
    /// }, connections: {
    ///     "api-web": (from: "api", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC082",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(&[&route53_record::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "아무것도 가리키지 않는 DNS 레코드",
            why: "잊힌 레코드가 가리키는 주소나 이름을 차지한 사람은 유효한 인증서까지 받아 이 도메인의 이름으로 응답할 수 있습니다.",
            fix: "레코드를 삭제하거나 소유한 리소스를 가리키게 합니다.",
            silence: "대상이 다른 곳에 그려져 있는 경우입니다. “외부 대상” 속성으로 표시하세요.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // A list of resources without any connection says nothing about targets.
    let is_drawn = !cx.design.connections.is_empty();
    if !is_drawn || item.flag(&EXTERNAL) || !cx.outgoing(item).is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        match language {
            Language::English => {
                format!("{name}: 0 targets in the design, none marked as outside")
            }
            Language::Korean => format!("{name}: 설계 안의 대상 0개, 외부 대상 표시 없음"),
        }
    });
    out.add([item.id], evidence);
}
