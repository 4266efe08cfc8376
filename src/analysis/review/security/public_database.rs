//! SEC001: Database reachable from the internet.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::analytics::{redshift_cluster, redshiftserverless_workgroup};
use crate::catalog::database::{db_instance, protection, rds_cluster, rds_cluster_instance};
use crate::model::edit::Edit;
use crate::model::{Id, SecurityGroup};
use crate::text::Phrase;

rule! {
    /// Database reachable from the internet
    ///
    /// **Why.** Anyone can try passwords and exploit bugs of the engine directly, with no tier in between.
    ///
    /// **Fix.** Switch public access off, move the database to private subnets and admit only the security groups
    /// of its callers.
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
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "public", at: (60, 120), properties: {"publicly_accessible": true}), // finding
    ///     "open": (kind: "db_instance", in: "public", at: (60, 220), security_groups: ["db-sg"]), // finding
    /// }, security_groups: {
    ///     "db-sg": (ingress: [(ports: 3306, from: "0.0.0.0/0")]),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC001",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: each_where(
            &[
                &db_instance::KIND,
                &rds_cluster::KIND,
                &rds_cluster_instance::KIND,
                &redshift_cluster::KIND,
                &redshiftserverless_workgroup::KIND,
            ],
            suits, check,
        ),
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
    let shared = &protection::PUBLICLY_ACCESSIBLE;
    item.kind.property(shared.name).unwrap_or(shared)
}

/// Ports of a database that its security groups open to the world, in a public subnet.
fn open_ports<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Vec<u16> {
    let mut ports = exposure::ports(cx, item);
    ports.retain(|port| exposure::open_to_the_world(cx, item, *port));
    ports
}

/// Whether it is public, or nothing says that it is not.
fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let property = flag(item);
    item.flag(property) || !item.is_set(property)
}

/// A database is public if it is said to be; and if its port is open to the world and nothing says that it is not.
fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let property = flag(item);
    let is_public = item.flag(property);
    let Some((id, subnet)) = exposure::public_subnet(cx, item) else {
        // Plans and sketches draw no subnets: then what is said to be public is taken at its word.
        if is_public && exposure::subnets(cx, item).is_empty() {
            out.add([item.id], || phrase::property_of(item, property));
        }
        return;
    };
    let ports = open_ports(cx, item);
    if !is_public && ports.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let subnet = exposure::frame_name(id, subnet, language);
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        let ports = ports.join(", ");
        let property = property.title.get(language);
        let mut text = match language {
            Language::English => format!("{name} in public subnet {subnet}"),
            Language::Korean => format!("퍼블릭 서브넷 {subnet}의 {name}"),
        };
        if is_public {
            text.push_str(&match language {
                Language::English => format!("; {property}: on"),
                Language::Korean => format!("; {property}: 켜짐"),
            });
        }
        if !ports.is_empty() {
            text.push_str(&match language {
                Language::English => format!("; port {ports} open to the internet"),
                Language::Korean => format!("; 포트 {ports} 인터넷에 개방"),
            });
        }
        text
    });
    out.add([item.id], evidence);
}

/// Turns public access off, and admits the callers in place of the world.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = vec![set(&item, flag(&item), false)];
    let ports = open_ports(cx, &item);
    for (id, group) in cx.groups_of(&item) {
        edits.extend(closed(cx, &item, &ports, (id, group)));
    }
    Some(Fix {
        label: Phrase::new("Turn off public access", "퍼블릭 액세스 끄기"),
        edit: Edit::Batch(edits),
    })
}

/// A group without its rules for the world on some ports; none if it has none, or if a caller has no security group.
fn closed<'a>(
    cx: &Cx<'a>,
    item: &Item<'a>,
    ports: &[u16],
    (id, group): (&Id, &SecurityGroup),
) -> Option<Edit> {
    let mut ingress = group.ingress.clone();
    ingress.retain(|rule| {
        !ports
            .iter()
            .any(|port| exposure::admits_the_world(rule, *port))
    });
    if ingress.len() == group.ingress.len() {
        return None;
    }
    for port in ports {
        for from in exposure::caller_groups(cx, item, *port)? {
            exposure::push_rule(&mut ingress, exposure::tcp_from_group(*port, from));
        }
    }
    Some(exposure::with_ingress(id, group, ingress))
}
