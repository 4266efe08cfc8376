//! SEC087: Mail identity without DKIM or TLS.

use crate::analysis::review::prelude::*;
use crate::catalog::integration::ses::{self, DKIM, TLS_POLICY};
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Mail identity without DKIM or TLS
    ///
    /// **Why.** Mail without a signature can be forged and lands in spam; mail without TLS is readable on its way.
    ///
    /// **Fix.** Turn on Easy DKIM, publish SPF and DMARC records, and require TLS.
    ///
    /// **When to silence it.** Some receivers have mail servers without TLS, and the mails hold nothing private.
    ///
    /// **References.** CKV_AWS_365; prowler:ses_identity_dkim_enabled; TA:Amazon Route 53 MX Resource Record Sets and
    /// Sender Policy Framework; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "mail": (kind: "ses", at: (0, 0), properties: {"dkim": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "mail": (kind: "ses", at: (0, 0), properties: {"tls_policy": "Require"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC087",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(&[&ses::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "DKIM이나 TLS가 없는 메일 자격 증명",
            why: "서명이 없는 메일은 위조할 수 있고 스팸으로 분류됩니다. TLS가 없으면 전송 중에 내용을 읽을 수 있습니다.",
            fix: "Easy DKIM을 켜고 SPF와 DMARC 레코드를 게시하며 TLS를 필수로 합니다.",
            silence: "일부 수신 서버가 TLS를 지원하지 않고 메일에 사적인 내용이 없는 경우입니다.",
        },
    };
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (signed, tls) = (item.flag(&DKIM), item.text(&TLS_POLICY));
    if signed && tls == "Require" {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let signed = phrase::value_of(&DKIM, &signed.into(), language);
        let tls = TLS_POLICY.choice_title(tls, language).unwrap_or(tls);
        format!("{name}; DKIM: {signed}; TLS: {tls}")
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Sign mails and require TLS", "메일 서명, TLS 필수"),
        edit: Edit::Batch(vec![
            set(&item, &DKIM, true),
            set(&item, &TLS_POLICY, "Require"),
        ]),
    })
}
