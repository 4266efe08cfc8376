//! SEC086: Unsupported runtime or engine version.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::eks_cluster::{self, VERSION_SUPPORT};
use crate::catalog::database::extended_support::EXTENDED_SUPPORT;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::support::ended;
use crate::model::edit::Edit;
use crate::text::number::Money;

rule! {
    /// Unsupported runtime or engine version
    ///
    /// **Why.** After the end of standard support there are no more security fixes for runtimes, and for some services
    /// a surcharge: extended support is billed by the hour.
    ///
    /// **Fix.** Move to a version in standard support, after a test.
    ///
    /// **When to silence it.** The move is under way and has a date.
    ///
    /// **References.** Lambda.2; EKS.2; CKV_AWS_363; CKV_AWS_339; prowler:awslambda_function_using_supported_runtimes;
    /// prowler:rds_instance_deprecated_engine_version; prowler:eks_cluster_uses_a_supported_version; TA:AWS Lambda
    /// Functions Using Deprecated Runtimes; SEC06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 100), properties: {"version": "1.30"}), // finding
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "mysql", "engine_version": "5.7.44"}), // finding
    ///     "hook": (kind: "lambda_function", at: (0, 200), properties: {"runtime": "python3.8"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 100), properties: {"version": "1.35"}),
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "mysql", "engine_version": "8.4"}),
    ///     "hook": (kind: "lambda_function", at: (0, 200), properties: {"runtime": "python3.13"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC086",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: each_where(&[
                &db_instance::KIND,
                &eks_cluster::KIND,
                &elasticache_replication_group::KIND,
                &lambda_function::KIND,
                &opensearch_domain::KIND,
                &rds_cluster::KIND,
            ], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "지원이 끝난 런타임 또는 엔진 버전",
            why: "표준 지원이 끝난 런타임에는 보안 수정이 나오지 않고, 일부 서비스는 시간당 추가 지원 요금이 붙습니다.",
            fix: "시험한 뒤 표준 지원 중인 버전으로 옮깁니다.",
            silence: "이미 옮기는 중이고 날짜가 정해진 경우입니다.",
        },
    };
}

/// Key of the line of the bill for extended support.
const SURCHARGE: &str = "extended_support";

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    ended(item, cx.catalogue.day()).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(ended) = ended(item, cx.catalogue.day()) else {
        return;
    };
    let cost = cx.cost_of(item);
    let surcharge = cost.and_then(|cost| {
        let mut lines = cost.lines.iter();
        lines.find(|line| line.key == SURCHARGE)?.monthly
    });
    let evidence = seen(|language| {
        let (name, version) = (phrase::named(item, language), &ended.version);
        let surcharge = surcharge.map_or_else(String::new, |usd| {
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => format!("; extended support {usd}"),
                Language::Korean => format!("; 추가 지원 {usd}"),
            }
        });
        match (language, ended.day) {
            (Language::English, Some(day)) => {
                format!("{name}: standard support of {version} ended, {day}{surcharge}")
            }
            (Language::Korean, Some(day)) => {
                format!("{name}: {version}의 표준 지원 종료, {day}{surcharge}")
            }
            (Language::English, None) => {
                format!("{name}: {version} in extended support, as stated{surcharge}")
            }
            (Language::Korean, None) => {
                format!("{name}: {version} 추가 지원 중(입력값){surcharge}")
            }
        }
    });
    out.add([item.id], evidence);
}

/// Sets a version in standard support, and takes back what the item declares about extended support.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let ended = ended(&item, cx.catalogue.day())?;
    let next = ended.next?;
    let mut edits = vec![set(&item, ended.property, next.as_str())];
    for declared in [&EXTENDED_SUPPORT, &VERSION_SUPPORT] {
        let is_own = item.kind.property(declared.name).is_some();
        if is_own && item.is_set(declared) {
            edits.push(Edit::SetProperty {
                id: item.id.clone(),
                property: declared.name.to_owned(),
                value: None,
            });
        }
    }
    Some(Fix {
        label: each(|language| match language {
            Language::English => format!("Move to {next}"),
            Language::Korean => format!("{next}(으)로 업그레이드"),
        }),
        edit: Edit::Batch(edits),
    })
}
