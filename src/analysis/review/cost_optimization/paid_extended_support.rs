//! COST055: Engine version in paid extended support.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Property;
use crate::catalog::containers::eks_cluster;
use crate::catalog::database::{db_instance, extended_support, rds_cluster};
use crate::model::edit::Edit;
use crate::text::number::Money;

rule! {
    /// Engine version in paid extended support
    ///
    /// **Why.** A surcharge for each vCPU-hour (of Kubernetes: for each cluster-hour) applies after the end of standard
    /// support.
    ///
    /// **Fix.** Upgrade the major version.
    ///
    /// **When to silence it.** The upgrade is planned already.
    ///
    /// **References.** prowler:rds_instance_extended_support; TA:Amazon RDS resources major versions update is
    /// required; thrifty:rds_mysql_postresql_db_no_unsupported_version; COST10-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "mysql", "engine_version": "5.7"}), // finding
    ///     "k8s": (kind: "eks_cluster", at: (150, 0), properties: {"version": "1.30"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"engine": "mysql", "engine_version": "8.4"}),
    ///     "k8s": (kind: "eks_cluster", at: (150, 0), properties: {"version": "1.35"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST055",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Each(&[&db_instance::KIND, &eks_cluster::KIND, &rds_cluster::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "유료 추가 지원을 받는 엔진 버전",
            why: "vCPU-시간당(또는 더 비싼 클러스터-시간당) 추가 요금이 부과됩니다.",
            fix: "메이저 버전을 업그레이드합니다.",
            silence: "업그레이드 일정이 이미 잡혀 있는 경우입니다.",
        },
    };
}

/// Newest versions of the tables of support: what the quick fix sets.
fn newest(cx: &Cx<'_>, item: &Item<'_>) -> Option<(&'static Property, String)> {
    if *item.kind == eks_cluster::KIND {
        let version = eks_cluster::supported(cx.catalogue.day())?;
        return Some((&eks_cluster::VERSION, version));
    }
    let engine = if *item.kind == db_instance::KIND {
        item.text(&db_instance::ENGINE)
    } else {
        item.text(&rds_cluster::ENGINE)
    };
    let major = extended_support::supported(engine, cx.catalogue.day())?;
    Some((&extended_support::ENGINE_VERSION, major.to_owned()))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let usd = saving::of_lines(cx, item, &["extended_support"]);
    if usd.0 <= 0.0 {
        return;
    }
    let version = if *item.kind == eks_cluster::KIND {
        item.text(&eks_cluster::VERSION)
    } else {
        item.text(&extended_support::ENGINE_VERSION)
    };
    let evidence = seen(|language| {
        let (name, usd) = (
            phrase::named(item, language),
            Money::USD.per_month(usd, language),
        );
        match language {
            Language::English => {
                format!("{name}: version {version}, {usd} for extended support")
            }
            Language::Korean => format!("{name}: 버전 {version}, 추가 지원 {usd}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, version) = newest(cx, &item)?;
    let edit = set(&item, property, version.as_str());
    let declared = if *item.kind == eks_cluster::KIND {
        &eks_cluster::VERSION_SUPPORT
    } else {
        &extended_support::EXTENDED_SUPPORT
    };
    // The version decides again, by its day.
    let support = Edit::SetProperty {
        id: item.id.clone(),
        property: declared.name.to_owned(),
        value: None,
    };
    Some(Fix {
        label: each(|language| match language {
            Language::English => format!("Upgrade to {version}"),
            Language::Korean => format!("{version}(으)로 업그레이드"),
        }),
        edit: Edit::Batch(vec![edit, support]),
    })
}
