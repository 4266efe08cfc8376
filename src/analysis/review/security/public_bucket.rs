//! SEC044: Bucket open to the public.

use crate::analysis::review::prelude::*;
use crate::catalog::storage::s3_bucket;

rule! {
    /// Bucket open to the public
    ///
    /// **Why.** Buckets that are open by accident are the classic data leak: programs look for them all day.
    ///
    /// **Fix.** Turn Block Public Access on for the bucket and the account, and serve public content through
    /// CloudFront.
    ///
    /// **When to silence it.** The bucket is a website without CloudFront and holds nothing but public files.
    ///
    /// **References.** S3.1; S3.2; S3.3; S3.8; CKV_AWS_20; CKV_AWS_53; CKV_AWS_54; CKV_AWS_57; CKV2_AWS_6;
    /// prowler:s3_bucket_level_public_access_block; prowler:s3_account_level_public_access_blocks; CIS5.0:2.1.4;
    /// TA:Amazon S3 Bucket Permissions; SEC03-BP07.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"block_public_access": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC044",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: expect(
            &[(&s3_bucket::KIND, &s3_bucket::BLOCK_PUBLIC_ACCESS)],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Block public access", "퍼블릭 액세스 차단")),
        threshold: None,
        korean: Korean {
            title: "모두에게 공개된 버킷",
            why: "실수로 공개된 버킷은 대표적인 데이터 유출 경로입니다. 이를 찾는 프로그램이 하루 종일 돌고 있습니다.",
            fix: "버킷과 계정에 퍼블릭 액세스 차단을 켜고 공개 콘텐츠는 CloudFront로 제공합니다.",
            silence: "CloudFront 없는 웹사이트 버킷이고 공개 파일만 있는 경우입니다.",
        },
    };
}
