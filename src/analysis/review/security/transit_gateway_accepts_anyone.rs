//! SEC083: Transit Gateway accepts any attachment.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::ec2_transit_gateway;

rule! {
    /// Transit Gateway accepts any attachment
    ///
    /// **Why.** Every account that the gateway is shared with can join the network by itself.
    ///
    /// **Fix.** Accept attachments by hand.
    ///
    /// **When to silence it.** All accounts that share the gateway are yours, and a pipeline checks the attachments.
    ///
    /// **References.** EC2.23; CKV_AWS_331; prowler:ec2_transitgateway_auto_accept_vpc_attachments; SEC05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "hub": (kind: "ec2_transit_gateway", at: (0, 0), properties: {"auto_accept_shared_attachments": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "hub": (kind: "ec2_transit_gateway", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC083",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: expect(
            &[(
                &ec2_transit_gateway::KIND,
                &ec2_transit_gateway::AUTO_ACCEPT,
            )],
            is(false),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Accept by hand", "수동으로 수락")),
        threshold: None,
        korean: Korean {
            title: "모든 연결을 받아들이는 Transit Gateway",
            why: "게이트웨이를 공유받은 모든 계정이 스스로 네트워크에 들어올 수 있습니다.",
            fix: "연결을 수동으로 수락합니다.",
            silence: "공유받은 계정이 모두 소유한 계정이고 파이프라인이 연결을 검사하는 경우입니다.",
        },
    };
}
