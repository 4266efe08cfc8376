//! SEC001: Database reachable from the internet.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::text::Phrase;

rule! {
    /// Database reachable from the internet
    ///
    /// **Why.** Anyone can try passwords and exploit bugs of the engine directly, with no tier in between.
    ///
    /// **Fix.** Switch public access off, move the database to private subnets and admit only the security groups of its
    /// callers.
    ///
    /// **When to silence it.** None is known: reach it through a VPN, a bastion host or Session Manager.
    ///
    /// **References.** RDS.2; Redshift.1; CKV_AWS_17; CKV_AWS_87; prowler:rds_instance_no_public_access;
    /// prowler:redshift_cluster_public_access; CIS5.0:2.2.3; TA:Amazon RDS Security Group Access Risk; SEC05-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "public", at: (60, 120), properties: {"publicly_accessible": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC001",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Each(&[&db_instance::KIND, &rds_cluster::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "인터넷에서 접근할 수 있는 데이터베이스",
            why: "중간 계층 없이 누구나 암호를 시도하고 엔진의 취약점을 공격할 수 있습니다.",
            fix: "퍼블릭 액세스를 끄고 프라이빗 서브넷으로 옮긴 뒤 호출자의 보안 그룹만 허용합니다.",
            silence: "해당하는 경우가 없습니다. VPN, 배스천 호스트, Session Manager로 접근하세요.",
        },
    };
}

fn flag(item: &Item<'_>) -> &'static Property {
    if *item.kind == rds_cluster::KIND {
        &rds_cluster::PUBLICLY_ACCESSIBLE
    } else {
        &db_instance::PUBLICLY_ACCESSIBLE
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((id, subnet)) = exposure::public_subnet(cx, item) else {
        return;
    };
    if !item.flag(flag(item)) {
        return;
    }
    let evidence = each(|language| {
        let name = phrase::named(item, language);
        let subnet = exposure::frame_name(id, subnet, language);
        let property = flag(item).title.get(language);
        match language {
            Language::English => format!("{name} in public subnet {subnet}; {property}: on"),
            Language::Korean => format!("퍼블릭 서브넷 {subnet}의 {name}; {property}: 켜짐"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let property = flag(&item);
    Some(Fix {
        label: Phrase::new("Turn off public access", "퍼블릭 액세스 끄기"),
        edit: set(&item, property, false),
    })
}
