//! REL006: Failover target smaller than the writer.

use crate::analysis::review::prelude::*;
use crate::catalog::database::rds_cluster;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Failover target smaller than the writer
    ///
    /// **Why.** After a failover the load meets a smaller machine than before.
    ///
    /// **Fix.** Use the writer's class for at least one reader in another zone.
    ///
    /// **When to silence it.** The readers carry the small part of the load that must survive.
    ///
    /// **References.** TA:Amazon RDS DB instances in the clusters with heterogeneous instance sizes; REL11-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 1, "instance_class": "db.r6g.2xlarge", "reader_instance_class": "db.r6g.large"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 1, "instance_class": "db.r6g.2xlarge"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL006",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&rds_cluster::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "라이터보다 작은 장애 조치 대상",
            why: "장애 조치 후에는 부하가 전보다 작은 인스턴스로 몰립니다.",
            fix: "다른 가용 영역의 리더 하나 이상을 라이터와 같은 클래스로 만듭니다.",
            silence: "꼭 살아남아야 하는 적은 부하만 리더가 맡는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let reader = item.text(&rds_cluster::READER_CLASS);
    let writer = item.text(&rds_cluster::INSTANCE_CLASS);
    if reader.is_empty() || !(rds_cluster::READER_CLASS.applies)(item) {
        return;
    }
    let (Some(small), Some(large)) = (cx.catalogue.spec(reader), cx.catalogue.spec(writer)) else {
        return;
    };
    if small.memory_gib >= large.memory_gib && small.vcpu >= large.vcpu {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let (low, high) = (short(small.memory_gib, 1), short(large.memory_gib, 1));
        let (few, many) = (short(small.vcpu, 0), short(large.vcpu, 0));
        match language {
            Language::English => format!(
                "{name}: reader {reader} ({few} vCPU, {low} GiB), writer {writer} ({many} vCPU, {high} GiB)"
            ),
            Language::Korean => format!(
                "{name}: 리더 {reader}({few} vCPU, {low} GiB), 라이터 {writer}({many} vCPU, {high} GiB)"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Match the writer's class", "라이터와 같은 클래스로"),
        edit: Edit::SetProperty {
            id: item.id.clone(),
            property: rds_cluster::READER_CLASS.name.to_owned(),
            value: None,
        },
    })
}
