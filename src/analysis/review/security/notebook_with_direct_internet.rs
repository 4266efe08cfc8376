//! SEC081: Notebook or training with direct internet access.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::machine_learning::{
    sagemaker, sagemaker_domain, sagemaker_notebook_instance, sagemaker_training_job,
};
use crate::model::Value;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Notebook or training with direct internet access
    ///
    /// **Why.** Notebooks and training jobs hold the keys to the data lake and run packages from anywhere.
    ///
    /// **Fix.** Launch them in private subnets with endpoints, and turn off direct internet access and root access.
    ///
    /// **When to silence it.** The data is public, and the role may read nothing else.
    ///
    /// **References.** SageMaker.1; SageMaker.2; SageMaker.3; CKV_AWS_122; CKV_AWS_306; CKV_AWS_307;
    /// prowler:sagemaker_notebook_instance_without_direct_internet_access_configured;
    /// prowler:sagemaker_notebook_instance_root_access_disabled; SEC05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "studio": (kind: "sagemaker_domain", at: (0, 100)), // finding
    ///     "tests": (kind: "sagemaker_notebook_instance", at: (0, 0), properties: {"root_access": "Disabled"}), // finding
    ///     "train": (kind: "sagemaker_training_job", at: (0, 200), properties: {"in_vpc": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "studio": (kind: "sagemaker_domain", at: (0, 100), properties: {"app_network_access_type": "VpcOnly"}),
    ///     "tests": (kind: "sagemaker_notebook_instance", at: (0, 0),
    ///         properties: {"direct_internet_access": "Disabled", "root_access": "Disabled"}),
    ///     "train": (kind: "sagemaker_training_job", at: (0, 200)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC081",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(
            &[
                &sagemaker_domain::KIND,
                &sagemaker_notebook_instance::KIND,
                &sagemaker_training_job::KIND,
            ],
            check,
        ),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "인터넷에 직접 연결된 노트북 또는 훈련 작업",
            why: "노트북과 훈련 작업은 데이터 레이크의 자격 증명을 갖고 아무 패키지나 실행합니다.",
            fix: "엔드포인트가 있는 프라이빗 서브넷에서 실행하고 인터넷 직접 접근과 루트 접근을 끕니다.",
            silence: "공개 데이터만 다루고 역할이 다른 것을 읽을 수 없는 경우입니다.",
        },
    };
}

/// Properties of an item that break the rule, each with its value and the one that mends it.
fn loose(item: &Item<'_>) -> Vec<(&'static Property, Value, Value)> {
    use sagemaker_notebook_instance::{DIRECT_INTERNET, ROOT};
    let text = |property: &'static Property, bad: &str, good: &str| {
        (item.text(property) == bad).then(|| (property, bad.into(), good.into()))
    };
    let in_vpc =
        (!item.flag(&sagemaker::IN_VPC)).then(|| (&sagemaker::IN_VPC, false.into(), true.into()));
    let found = if *item.kind == sagemaker_domain::KIND {
        let access = &sagemaker_domain::DIRECT_INTERNET;
        [text(access, "PublicInternetOnly", "VpcOnly"), None, None]
    } else if *item.kind == sagemaker_notebook_instance::KIND {
        [
            text(&DIRECT_INTERNET, "Enabled", "Disabled"),
            text(&ROOT, "Enabled", "Disabled"),
            in_vpc,
        ]
    } else {
        [in_vpc, None, None]
    };
    found.into_iter().flatten().collect()
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let loose = loose(item);
    if loose.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let states = loose.iter().map(|(property, value, _)| {
            let value = phrase::value_of(property, value, language);
            format!("{}: {value}", property.title.get(language))
        });
        let states: Vec<String> = states.collect();
        format!("{}; {}", phrase::named(item, language), states.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let edits = loose(&item).into_iter();
    let edits = edits.map(|(property, _, value)| set(&item, property, value));
    Some(Fix {
        label: Phrase::new("Keep it in the VPC", "VPC 안으로 제한"),
        edit: Edit::Batch(edits.collect()),
    })
}
