//! OPS016: Platform without managed updates or enhanced health.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::compute::elastic_beanstalk_environment as platform;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Platform without managed updates or enhanced health
    ///
    /// **Why.** Old platform versions keep known holes, and a sick instance goes on taking requests unseen.
    ///
    /// **Fix.** Turn on managed updates in a quiet window, enhanced health and log streaming.
    ///
    /// **When to silence it.** Environments are replaced by new ones at every release.
    ///
    /// **References.** ElasticBeanstalk.1; ElasticBeanstalk.2; ElasticBeanstalk.3; CKV_AWS_312; CKV_AWS_340;
    /// prowler:elasticbeanstalk_environment_managed_updates_enabled; OPS05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "elastic_beanstalk_environment", at: (0, 0), properties: {"managed_updates": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "elastic_beanstalk_environment", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS016",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: each_where(&[&platform::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "관리형 업데이트나 향상된 상태 보고가 없는 플랫폼",
            why: "오래된 플랫폼 버전에는 알려진 취약점이 남고, 문제가 생긴 인스턴스가 눈에 띄지 않은 채 요청을 받습니다.",
            fix: "한가한 시간의 관리형 업데이트, 향상된 상태 보고, 로그 스트리밍을 켭니다.",
            silence: "릴리스마다 환경을 새로 만드는 경우입니다.",
        },
    };
}

const SWITCHES: [&Property; 3] = [
    &platform::MANAGED_UPDATES,
    &platform::ENHANCED_HEALTH,
    &platform::STREAM_LOGS,
];

fn off<'i>(item: &'i Item<'_>) -> impl Iterator<Item = &'static Property> + 'i {
    SWITCHES.into_iter().filter(|property| !item.flag(property))
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    off(item).next().is_some()
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let evidence = seen(|language| {
        let names: Vec<&str> = off(item).map(|p| p.title.get(language)).collect();
        let (name, names) = (phrase::named(item, language), names.join(", "));
        match language {
            Language::English => format!("{name}: off are {names}"),
            Language::Korean => format!("{name}: 꺼져 있음 - {names}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let edits = off(&item).map(|property| set(&item, property, true));
    Some(Fix {
        label: Phrase::new(
            "Turn on updates, health and logs",
            "업데이트, 상태 보고, 로그 켜기",
        ),
        edit: Edit::Batch(edits.collect()),
    })
}
