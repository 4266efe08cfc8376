//! SEC073: Network ACL opens administration ports.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::network_acl::{self, RDP, SSH};
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Network ACL opens administration ports
    ///
    /// **Why.** The barrier of the subnet is gone: one wrong security group then opens SSH or RDP to the whole
    /// internet.
    ///
    /// **Fix.** Deny ports 22 and 3389 from the internet in the network ACL.
    ///
    /// **When to silence it.** The subnet holds nothing but a watched bastion host whose users come from changing
    /// addresses.
    ///
    /// **References.** EC2.21; CKV_AWS_231; CKV_AWS_232; prowler:ec2_networkacl_allow_ingress_tcp_port_22; CIS5.0:5.2;
    /// SEC05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "acl": (kind: "network_acl", at: (0, 0), properties: {"ssh_from_internet": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "acl": (kind: "network_acl", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC073",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(&[&network_acl::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "관리 포트를 여는 네트워크 ACL",
            why: "서브넷의 방벽이 없어져 보안 그룹 하나만 잘못되면 SSH나 RDP가 인터넷 전체에 열립니다.",
            fix: "네트워크 ACL에서 인터넷의 22번, 3389번 포트를 거부합니다.",
            silence: "주소가 바뀌는 사용자가 쓰는, 감시되는 배스천만 있는 서브넷인 경우입니다.",
        },
    };
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let ports = [(&SSH, "22"), (&RDP, "3389")];
    let open = ports.iter().filter(|(flag, _)| item.flag(flag));
    let open: Vec<&str> = open.map(|(_, port)| *port).collect();
    if open.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let (name, ports) = (item.name(language), open.join(", "));
        match language {
            Language::English => format!("{name}: TCP {ports} from 0.0.0.0/0"),
            Language::Korean => format!("{name}: 0.0.0.0/0에서 TCP {ports}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Deny SSH and RDP", "SSH와 RDP 거부"),
        edit: Edit::Batch(vec![set(&item, &SSH, false), set(&item, &RDP, false)]),
    })
}
