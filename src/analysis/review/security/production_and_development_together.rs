//! SEC077: Production and development in one account.

use crate::analysis::review::prelude::*;
use crate::analysis::review::tags::{self, Environment};
use crate::analysis::review::{exposure, places};
use crate::model::Id;
use std::collections::BTreeMap;

rule! {
    /// Production and development in one account
    ///
    /// **Why.** Mistakes and keys of development reach production, limits are shared, and costs mix.
    ///
    /// **Fix.** Give production and development accounts of their own in one organisation, which is free.
    ///
    /// **When to silence it.** The design is a course project that is removed at its end.
    ///
    /// **References.** SEC01-BP01; OPS05-BP08; COST02-BP03; Account.2;
    /// prowler:organizations_account_part_of_organizations.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "dev-account": (kind: "account", frame: (500, 0, 400, 300)),
    ///     "main": (kind: "account", frame: (0, 0, 400, 300)), // finding
    /// }, components: {
    ///     "shop": (kind: "sqs_queue", in: "main", at: (20, 40), tags: {"env": "prod"}),
    ///     "shop-dev": (kind: "sqs_queue", in: "main", at: (20, 120), tags: {"env": "dev"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "dev-account": (kind: "account", frame: (500, 0, 400, 300)),
    ///     "main": (kind: "account", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "shop": (kind: "sqs_queue", in: "main", at: (20, 40), tags: {"env": "prod"}),
    ///     "shop-dev": (kind: "sqs_queue", in: "dev-account", at: (520, 120), tags: {"env": "dev"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC077",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "운영과 개발이 한 계정에 있음",
            why: "개발의 실수와 자격 증명이 운영에 닿고 한도를 나눠 쓰며 비용이 섞입니다.",
            fix: "무료인 조직 하나에 운영 계정과 개발 계정을 따로 둡니다.",
            silence: "끝나면 지우는 수업 과제인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut accounts: BTreeMap<Option<&Id>, [Vec<Item<'_>>; 2]> = BTreeMap::new();
    if !cx.has_tags() {
        return;
    }
    for item in cx.items().filter(Item::is_tagged) {
        let Some(environment) = tags::environment(&item) else {
            continue;
        };
        let [production, development] = accounts.entry(places::account_of(&item)).or_default();
        match environment {
            Environment::Production => production.push(item),
            Environment::Development => development.push(item),
        }
    }
    for (account, [production, development]) in &accounts {
        if production.is_empty() || development.is_empty() {
            continue;
        }
        let frame = account.and_then(|id| cx.design.containers.get_key_value(id));
        let evidence = seen(|language| {
            let name = frame.map_or_else(String::new, |(id, frame)| {
                format!("{}: ", exposure::frame_name(id, frame, language))
            });
            let names = phrase::names(development.iter().copied(), language);
            let (prod, dev) = (production.len(), development.len());
            match language {
                Language::English => {
                    let prod = phrase::count(prod, "component", "components");
                    format!(
                        "{name}{prod} of production and {dev} of development ({names}) in 1 account"
                    )
                }
                Language::Korean => format!(
                    "{name}계정 1개에 운영 컴포넌트 {prod}개와 개발 컴포넌트 {dev}개({names})"
                ),
            }
        });
        out.add(
            development.iter().map(|item| item.id).chain(*account),
            evidence,
        );
    }
}
