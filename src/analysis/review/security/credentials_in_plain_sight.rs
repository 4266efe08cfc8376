//! SEC047: Database credentials kept in code, user data or plain variables.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{
    autoscaling_group, elastic_beanstalk_environment, instance, lambda_function, server,
};
use crate::catalog::containers::{ecs_service, eks_fargate_profile, eks_node_group};

rule! {
    /// Database credentials kept in code, user data or plain variables
    ///
    /// **Why.** Passwords in code, user data and plain variables leak with repositories, images, consoles and logs.
    ///
    /// **Fix.** Store them in Secrets Manager (RDS Proxy reads them there), or sign in with IAM database
    /// authentication.
    ///
    /// **When to silence it.** The database holds nothing but public test data.
    ///
    /// **References.** ECS.8; CKV_AWS_45; CKV_AWS_46; prowler:ecs_task_definitions_no_environment_secrets;
    /// prowler:awslambda_function_no_secrets_in_variables; prowler:ec2_instance_secrets_user_data; SEC02-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0)),
    ///     "web": (kind: "instance", at: (0, 0), properties: {"credentials_source": "code"}), // finding
    /// }, connections: {
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0)),
    ///     "web": (kind: "instance", at: (0, 0), properties: {"credentials_source": "secrets_manager"}),
    /// }, connections: {
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC047",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: each_where(&[
                &instance::KIND,
                &autoscaling_group::KIND,
                &elastic_beanstalk_environment::KIND,
                &ecs_service::KIND,
                &eks_node_group::KIND,
                &eks_fargate_profile::KIND,
                &lambda_function::KIND,
            ], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "코드, 사용자 데이터, 평문 변수에 있는 데이터베이스 자격 증명",
            why: "코드, 사용자 데이터, 평문 변수의 암호는 저장소, 이미지, 콘솔, 로그와 함께 유출됩니다.",
            fix: "Secrets Manager에 저장하거나(RDS Proxy도 여기서 읽습니다) IAM 데이터베이스 인증을 씁니다.",
            silence: "데이터베이스에 공개된 시험 데이터만 있는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    matches!(
        item.text(&server::CREDENTIALS),
        "code" | "env_plain" | "user_data"
    )
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let called = cx.called(item).map(|(called, _)| called);
    let databases: Vec<Item<'_>> = called.filter(identity::takes_password).collect();
    if databases.is_empty() {
        return;
    }
    let state = phrase::property_of(item, &server::CREDENTIALS);
    let evidence = seen(|language| {
        let state = state.get(language);
        let count = databases.len();
        let names = phrase::names(databases.iter().copied(), language);
        match language {
            Language::English => {
                let count = phrase::count(count, "database", "databases");
                format!("{state}; {count}: {names}")
            }
            Language::Korean => format!("{state}; 데이터베이스 {count}개: {names}"),
        }
    });
    out.add([item.id], evidence);
}
