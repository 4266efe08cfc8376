//! SEC057: GraphQL API protected by an API key only.

use crate::analysis::review::prelude::*;
use crate::catalog::integration::appsync_graphql_api;

rule! {
    /// GraphQL API protected by an API key only
    ///
    /// **Why.** An API key is the same for all callers, is found in every copy of the app, and expires after at most a
    /// year: it tells nobody from anybody.
    ///
    /// **Fix.** Use Cognito, OpenID Connect, IAM or a Lambda function to decide who calls.
    ///
    /// **When to silence it.** The API serves public data only, or the key is for a trial that ends soon.
    ///
    /// **References.** AppSync.5; prowler:appsync_graphql_api_no_api_key_authentication; SEC02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "appsync_graphql_api", at: (0, 0), properties: {"authentication_type": "API_KEY"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "appsync_graphql_api", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC057",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(
            &[(
                &appsync_graphql_api::KIND,
                &appsync_graphql_api::AUTHENTICATION_TYPE,
            )],
            not(&["API_KEY"], "AMAZON_COGNITO_USER_POOLS"),
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "API 키로만 보호되는 GraphQL API",
            why: "API 키는 모든 호출자가 같은 값을 쓰고 앱을 뜯으면 나오며 길어도 1년 뒤 만료됩니다. 누가 호출하는지 구별하지 못합니다.",
            fix: "Cognito, OpenID Connect, IAM, Lambda 함수로 호출자를 확인합니다.",
            silence: "공개 데이터만 제공하거나 곧 끝나는 시험용 키인 경우입니다.",
        },
    };
}
