//! SEC063: Instance metadata service v1 allowed.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{
    autoscaling_group, bastion_host, elastic_beanstalk_environment, instance, server,
};
use crate::catalog::containers::eks_node_group;
use crate::catalog::networking::nat_instance;

rule! {
    /// Instance metadata service v1 allowed
    ///
    /// **Why.** With version 1 of the metadata service a bug that lets others choose an address (request forgery) hands
    /// out the credentials of the instance role.
    ///
    /// **Fix.** Require version 2 (IMDSv2) with a hop limit of 1, or 2 where containers need it.
    ///
    /// **When to silence it.** Old software on the instance knows version 1 only, and the role may do nothing of value.
    ///
    /// **References.** EC2.8; AutoScaling.3; EC2.170; CKV_AWS_79; prowler:ec2_instance_imdsv2_enabled;
    /// prowler:autoscaling_group_launch_configuration_requires_imdsv2; CIS5.0:5.7; SEC06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"imdsv2_required": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC063",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(
            &[
                (&instance::KIND, &server::IMDSV2),
                (&autoscaling_group::KIND, &server::IMDSV2),
                (&eks_node_group::KIND, &server::IMDSV2),
                (&bastion_host::KIND, &server::IMDSV2),
                (&nat_instance::KIND, &server::IMDSV2),
                (&elastic_beanstalk_environment::KIND, &server::IMDSV2),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Require IMDSv2", "IMDSv2 필수로 변경")),
        threshold: None,
        korean: Korean {
            title: "인스턴스 메타데이터 서비스 v1 허용",
            why: "메타데이터 서비스 버전 1에서는 주소를 조작하는 요청 위조 버그 하나로 인스턴스 역할의 자격 증명이 유출됩니다.",
            fix: "버전 2(IMDSv2)를 필수로 하고 홉 제한을 1로, 컨테이너가 필요로 하면 2로 둡니다.",
            silence: "인스턴스의 오래된 소프트웨어가 버전 1만 지원하고 역할에 가치 있는 권한이 없는 경우입니다.",
        },
    };
}
