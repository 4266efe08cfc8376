//! SEC048: Secret without automatic rotation.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::external::external_service;
use crate::catalog::security::secretsmanager_secret;
use crate::text::Phrase;
use std::collections::BTreeMap;

rule! {
    /// Secret without automatic rotation
    ///
    /// **Why.** A leaked secret works for ever, and nobody notices.
    ///
    /// **Fix.** Turn rotation on, every 90 days or less; for RDS and Aurora it is managed.
    ///
    /// **When to silence it.** The provider of the external service lets keys be changed by hand only, and a
    /// calendar reminds somebody.
    ///
    /// **References.** SecretsManager.1; SecretsManager.4; CKV2_AWS_57; CKV_AWS_304;
    /// prowler:secretsmanager_automatic_rotation_enabled; SEC02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (400, 0)),
    ///     "password": (kind: "secretsmanager_secret", at: (200, 200)), // finding
    ///     "web": (kind: "instance", at: (0, 0)),
    /// }, connections: {
    ///     "query": (from: "web", to: "db"),
    ///     "read": (from: "web", to: "password"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (400, 0)),
    ///     "password": (kind: "secretsmanager_secret", at: (200, 200), properties: {"rotation": true}),
    ///     "web": (kind: "instance", at: (0, 0)),
    /// }, connections: {
    ///     "query": (from: "web", to: "db"),
    ///     "read": (from: "web", to: "password"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC048",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: each_where(&[&secretsmanager_secret::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "자동으로 교체되지 않는 시크릿",
            why: "유출된 시크릿은 영원히 쓸 수 있고 아무도 알아채지 못합니다.",
            fix: "90일 이내 주기로 교체를 켭니다. RDS와 Aurora는 관리형 교체를 쓸 수 있습니다.",
            silence: "외부 서비스가 키를 손으로만 바꾸게 하고 일정 알림이 있는 경우입니다.",
        },
    };
}

/// Databases and services of others that a secret opens: what it is joined to, and what its readers call.
fn opened<'a>(cx: &Cx<'a>, secret: &Item<'a>) -> Vec<Item<'a>> {
    let opens =
        |item: &Item<'_>| identity::takes_password(item) || *item.kind == external_service::KIND;
    let readers = cx.callers(secret).map(|(reader, _)| reader);
    let theirs = readers.flat_map(|reader| cx.called(reader).map(|(called, _)| called));
    let found: BTreeMap<_, _> = cx
        .neighbours(secret)
        .chain(theirs)
        .filter(opens)
        .map(|item| (item.id, item))
        .collect();
    found.into_values().collect()
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&secretsmanager_secret::ROTATION)
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let opened = opened(cx, item);
    if opened.is_empty() {
        return;
    }
    let state = phrase::property_of(item, &secretsmanager_secret::ROTATION);
    let evidence = seen(|language| {
        let state = state.get(language);
        let names = phrase::names(opened.iter().copied(), language);
        match language {
            Language::English => format!("{state}; opens {names}"),
            Language::Korean => format!("{state}; 접근 대상: {names}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Rotate automatically", "자동 교체 켜기"),
        edit: set(&item, &secretsmanager_secret::ROTATION, true),
    })
}
