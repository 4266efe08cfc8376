//! SEC046: Bucket accepts requests without TLS.

use crate::analysis::review::prelude::*;
use crate::catalog::storage::s3_bucket;

rule! {
    /// Bucket accepts requests without TLS
    ///
    /// **Why.** Presigned links and data can travel in clear text: without a rule the bucket answers plain HTTP.
    ///
    /// **Fix.** Add the statement that denies requests without TLS to the bucket policy.
    ///
    /// **When to silence it.** Old clients that know no TLS read public files from the bucket.
    ///
    /// **References.** S3.5; CKV_AWS_379; prowler:s3_bucket_secure_transport_policy; CIS5.0:2.1.1; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"secure_transport_policy": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC046",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: expect(
            &[(&s3_bucket::KIND, &s3_bucket::SECURE_TRANSPORT)],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Refuse requests without TLS", "TLS 없는 요청 거부")),
        threshold: None,
        korean: Korean {
            title: "TLS 없는 요청을 받는 버킷",
            why: "규칙이 없으면 버킷이 평문 HTTP에도 응답하므로 서명된 링크와 데이터가 평문으로 전송될 수 있습니다.",
            fix: "TLS 없는 요청을 거부하는 문을 버킷 정책에 추가합니다.",
            silence: "TLS를 모르는 오래된 클라이언트가 버킷의 공개 파일을 읽는 경우입니다.",
        },
    };
}
