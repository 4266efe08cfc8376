//! SEC040: Block or file storage not encrypted.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, bastion_host, instance, volume};
use crate::catalog::containers::eks_node_group;
use crate::catalog::storage::{ebs_volume, efs_file_system};

rule! {
    /// Block or file storage not encrypted
    ///
    /// **Why.** Lost snapshots and shared volumes show the contents of files.
    ///
    /// **Fix.** Turn on EBS encryption by default for the Region, and encrypt EFS when it is created. Both are free with
    /// the AWS managed key.
    ///
    /// **When to silence it.** The files are public anyway.
    ///
    /// **References.** EC2.3; EC2.7; EFS.1; EFS.8; CKV_AWS_3; CKV_AWS_8; CKV_AWS_42; CKV_AWS_106;
    /// prowler:ec2_ebs_volume_encryption; prowler:efs_encryption_at_rest_enabled; CIS5.0:2.3.1; SEC08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"encrypted": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC040",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[
                (&instance::KIND, &volume::ENCRYPTED),
                (&autoscaling_group::KIND, &volume::ENCRYPTED),
                (&eks_node_group::KIND, &volume::ENCRYPTED),
                (&bastion_host::KIND, &volume::ENCRYPTED),
                (&ebs_volume::KIND, &volume::ENCRYPTED),
                (&efs_file_system::KIND, &efs_file_system::ENCRYPTED),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Encrypt the storage", "스토리지 암호화")),
        threshold: None,
        korean: Korean {
            title: "암호화되지 않은 블록 또는 파일 스토리지",
            why: "유출된 스냅샷과 공유된 볼륨에서 파일 내용이 드러납니다.",
            fix: "리전의 기본 EBS 암호화를 켜고 EFS는 생성할 때 암호화합니다. AWS 관리형 키를 쓰면 무료입니다.",
            silence: "파일이 이미 공개된 경우입니다.",
        },
    };
}
