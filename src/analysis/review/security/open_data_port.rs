//! SEC007: Database, cache or cluster port open to the world.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::SecurityRule;
use crate::text::Phrase;

rule! {
    /// Database, cache or cluster port open to the world
    ///
    /// **Why.** These protocols are made for trusted networks; several of them have no authentication by default.
    ///
    /// **Fix.** Admit the security group of the calling tier only.
    ///
    /// **When to silence it.** None is known: even a public data set is better served through an API.
    ///
    /// **References.** EC2.19; prowler:ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports;
    /// prowler:ec2_instance_port_redis_exposed_to_internet; prowler:ec2_instance_port_mysql_exposed_to_internet;
    /// TA:Security Groups – Specific Ports Unrestricted; SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120), security_groups: ["db-sg"]), // finding
    /// }, security_groups: {
    ///     "db-sg": (ingress: [(ports: 3306, from: "0.0.0.0/0")]), // finding
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
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120), security_groups: ["db-sg"]),
    /// }, security_groups: {
    ///     "db-sg": (ingress: [(ports: 3306, from_group: "db-sg")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC007",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "데이터베이스, 캐시, 클러스터 포트가 모두에게 열림",
            why: "이 프로토콜들은 신뢰할 수 있는 네트워크용이며 일부는 기본적으로 인증이 없습니다.",
            fix: "호출하는 계층의 보안 그룹만 허용합니다.",
            silence: "해당하는 경우가 없습니다. 공개 데이터도 API로 제공하는 편이 낫습니다.",
        },
    };
}

/// FTP, telnet, SQL Server, Oracle, MySQL, PostgreSQL, Kibana, Redis, Kafka, Elasticsearch, Memcached, MongoDB.
const PORTS: [u16; 14] = [
    20, 21, 23, 1433, 1521, 3306, 5432, 5601, 6379, 9092, 9200, 9300, 11211, 27017,
];

fn offends(rule: &SecurityRule) -> bool {
    PORTS
        .iter()
        .any(|port| exposure::admits_the_world(rule, *port))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group) in &cx.design.security_groups {
        let open: Vec<_> = group.ingress.iter().filter(|rule| offends(rule)).collect();
        if !open.is_empty() {
            let members = cx.members(id);
            let items = members.iter().map(|item| item.id).chain([id]);
            out.add(items, || exposure::open_evidence(id, group, &open, members));
        }
    }
}

/// Closes the ports to the world, and opens them to the groups of the callers that are drawn.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let mut left: Vec<SecurityRule> = Vec::new();
    for rule in &group.ingress {
        let mut parts = vec![rule.clone()];
        for port in PORTS {
            let mut next = Vec::new();
            for part in parts {
                if exposure::admits_the_world(&part, port) {
                    next.extend(exposure::without_port(&part, port)?);
                } else {
                    next.push(part);
                }
            }
            parts = next;
        }
        left.extend(parts);
    }
    for member in cx.members(id) {
        for (caller, connection) in cx.callers(member) {
            if let Some(port) = exposure::port_of(cx, connection)
                && PORTS.contains(&port)
                && let Some((from, _)) = cx.groups_of(&caller).first()
            {
                exposure::push_rule(&mut left, exposure::tcp_from_group(port, from));
            }
        }
    }
    Some(Fix {
        label: Phrase::new("Admit only the callers", "호출자만 허용"),
        edit: exposure::with_ingress(id, group, left),
    })
}
