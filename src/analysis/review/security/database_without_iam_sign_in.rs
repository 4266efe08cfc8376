//! SEC049: Database without IAM authentication where callers have roles.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::catalog::database::{db_instance, db_proxy, rds_cluster};
use crate::text::Phrase;

rule! {
    /// Database without IAM authentication where callers have roles
    ///
    /// **Why.** Tokens of a role expire within minutes, and no password has to be stored anywhere.
    ///
    /// **Fix.** Turn IAM authentication on, at the database or at the RDS Proxy in front.
    ///
    /// **When to silence it.** More new connections a second arrive than IAM authentication admits, and no proxy is
    /// wanted.
    ///
    /// **References.** RDS.10; RDS.12; CKV_AWS_161; CKV_AWS_162; prowler:rds_instance_iam_authentication_enabled;
    /// prowler:rds_cluster_iam_authentication_enabled; SEC02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0)), // finding
    ///     "fn": (kind: "lambda_function", at: (0, 0)),
    /// }, connections: {
    ///     "query": (from: "fn", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"iam_database_authentication_enabled": true}),
    ///     "fn": (kind: "lambda_function", at: (0, 0)),
    /// }, connections: {
    ///     "query": (from: "fn", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC049",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &db_proxy::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "호출자에게 역할이 있는데 IAM 인증을 쓰지 않는 데이터베이스",
            why: "역할의 토큰은 몇 분 안에 만료되고 암호를 어디에도 저장할 필요가 없습니다.",
            fix: "데이터베이스나 그 앞의 RDS Proxy에서 IAM 인증을 켭니다.",
            silence: "초당 새 연결이 IAM 인증이 허용하는 수보다 많고 프록시를 쓰고 싶지 않은 경우입니다.",
        },
    };
}

/// Whether clients sign in with a password although the engine knows IAM.
fn takes_passwords(item: &Item<'_>) -> bool {
    if *item.kind == db_proxy::KIND {
        return item.text(&db_proxy::IAM_AUTH) == "DISABLED"
            && item.text(&db_proxy::ENGINE_FAMILY) != "SQLSERVER";
    }
    let property = if *item.kind == db_instance::KIND {
        &db_instance::IAM_AUTHENTICATION
    } else {
        &rds_cluster::IAM_AUTHENTICATION
    };
    (property.applies)(item) && !item.flag(property)
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    takes_passwords(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let has_role = |(caller, _): (Item<'_>, _)| identity::has_role(cx, &caller);
    if !item.is_called_only_from(&[Network::Instance]) || !cx.callers(item).all(has_role) {
        return;
    }
    let callers: Vec<Item<'_>> = cx.callers(item).map(|(caller, _)| caller).collect();
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let count = callers.len();
        let callers = phrase::names(callers.iter().copied(), language);
        match language {
            Language::English => {
                let count = phrase::count(count, "caller has a role", "callers have roles");
                format!("{name}: {count} ({callers}); IAM authentication: off")
            }
            Language::Korean => {
                format!("{name}: 호출자 {count}개 모두 역할 있음({callers}); IAM 인증: 꺼짐")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let edit = if *item.kind == db_proxy::KIND {
        set(&item, &db_proxy::IAM_AUTH, "REQUIRED")
    } else {
        set(&item, &db_instance::IAM_AUTHENTICATION, true)
    };
    Some(Fix {
        label: Phrase::new("Turn on IAM authentication", "IAM 인증 켜기"),
        edit,
    })
}
