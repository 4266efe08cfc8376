//! Network ACL: the rules of a subnet, besides the security groups of what stands in it. Free; rules read what it admits.
//!
//! Semantics: Amazon VPC user guide, network ACLs: rules are stateless, and the lowest number that matches decides.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Block, Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// SSH from the internet.
pub static SSH: Property = Property::flag(
    "ssh_from_internet",
    both("SSH from the internet", "인터넷의 SSH"),
    false,
)
.doc(
    "The rules admit port 22 from the whole internet.",
    "규칙이 인터넷 전체에서 22번 포트를 허용합니다.",
)
.secondary();

/// RDP from the internet.
pub static RDP: Property = Property::flag(
    "rdp_from_internet",
    both("RDP from the internet", "인터넷의 RDP"),
    false,
)
.doc(
    "The rules admit port 3389 from the whole internet.",
    "규칙이 인터넷 전체에서 3389번 포트를 허용합니다.",
)
.secondary();

/// Whether the ingress rules of a plan admit TCP on a port from the whole internet: the first rule that matches decides.
fn admits(resource: &Resource<'_>, port: f64) -> bool {
    let mut rules = resource.blocks("ingress");
    let rank = |rule: &Block<'_>| rule.number("rule_no").unwrap_or(f64::MAX);
    rules.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    let matching = rules.iter().find(|rule| {
        let open = rule.text("cidr_block") == Some("0.0.0.0/0")
            || rule.text("ipv6_cidr_block") == Some("::/0");
        let all = matches!(rule.text("protocol"), Some("-1" | "all"));
        let tcp = matches!(rule.text("protocol"), Some("6" | "tcp"));
        let (from, to) = (rule.number("from_port"), rule.number("to_port"));
        let covers = from.is_some_and(|from| from <= port) && to.is_some_and(|to| port <= to);
        open && (all || (tcp && covers))
    });
    matching.is_some_and(|rule| rule.text("action") == Some("allow"))
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&SSH, admits(resource, 22.0));
    draft.set(&RDP, admits(resource, 3389.0));
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let ports = [(&SSH, "22"), (&RDP, "3389")];
    let open = ports.iter().filter(|(flag, _)| item.flag(flag));
    let open: Vec<&str> = open.map(|(_, port)| *port).collect();
    open.join(", ")
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "acl",
        both("Network ACL", "네트워크 ACL"),
        Amount::plain(1.0, units::NONE),
        both("network ACLs are free", "네트워크 ACL은 무료입니다"),
    );
}

/// Network ACL.
pub static KIND: Kind = Kind {
    name: "network_acl",
    title: both("Network ACL", "네트워크 ACL"),
    short: both("Network ACL", "네트워크 ACL"),
    doc: both(
        "Rules of a subnet: which traffic may enter and leave it, whatever the security groups of its members say. Free.",
        "서브넷의 규칙입니다. 구성원의 보안 그룹과 관계없이 서브넷을 드나드는 트래픽을 정합니다. 무료입니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::WALL,
    monogram: "NACL",
    scope: Scope::Vpc,
    network: Network::None,
    terraform: &["aws_network_acl", "aws_default_network_acl"],
    imports: &[
        Import::of("aws_network_acl").read(read),
        Import::of("aws_default_network_acl").read(read),
    ],
    cloudformation: &["AWS::EC2::NetworkAcl"],
    drawio: "network_access_control_list",
    keywords: &["nacl", "acl", "subnet", "firewall", "방화벽"],
    properties: &[&SSH, &RDP],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::{RDP, SSH};
    use crate::catalog::testing::{Bench, Stack, near};
    use crate::model::Value;
    use serde_json::json;

    #[test]
    fn it_is_free_and_tells_open_ports() {
        let bench = Bench::new("network_acl").with("ssh_from_internet", true);
        near(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "22");
    }

    #[test]
    fn the_first_rule_that_matches_decides() {
        let rule = |number: u32, action: &str, from: u16, to: u16| {
            json!({"rule_no": number, "action": action, "protocol": "tcp", "cidr_block": "0.0.0.0/0",
                "from_port": from, "to_port": to})
        };
        let rules = json!([rule(200, "allow", 0, 65535), rule(100, "deny", 22, 22)]);
        let draft = Stack::default()
            .add("aws_network_acl.a", json!({"ingress": rules}))
            .read("aws_network_acl.a");
        assert_eq!(draft.properties.get(SSH.name), Some(&Value::Bool(false)));
        assert_eq!(draft.properties.get(RDP.name), Some(&Value::Bool(true)));
    }
}
