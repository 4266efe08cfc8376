//! SEC067: Configuration history off.

use crate::analysis::review::places;
use crate::analysis::review::prelude::*;
use crate::catalog::management::config_configuration_recorder;

use crate::text::Phrase;

rule! {
    /// Configuration history off
    ///
    /// **Why.** After the fact nobody can show what changed and when, or that the rules were kept.
    ///
    /// **Fix.** Turn on AWS Config for the resource types that are drawn, in each Region that is used. Type the
    /// configuration items to see the cost.
    ///
    /// **When to silence it.** The whole infrastructure is made by a pipeline from code, and drift is looked for there.
    ///
    /// **References.** Config.1; CKV_AWS_121; CKV2_AWS_45; prowler:config_recorder_all_regions_enabled; CIS5.0:3.3;
    /// SEC04-BP04; OPS05-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)), // finding
    /// }, components: {
    ///     "orders": (kind: "sqs_queue", in: "seoul", at: (20, 40)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "orders": (kind: "sqs_queue", in: "seoul", at: (20, 40)),
    ///     "config": (kind: "config_configuration_recorder", in: "seoul", at: (20, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC067",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "구성 이력이 꺼져 있음",
            why: "언제 무엇이 바뀌었는지, 규정을 지켰는지 나중에 보여 줄 수 없습니다.",
            fix: "사용하는 리전마다 그림에 있는 리소스 유형의 AWS Config를 켭니다. 구성 항목 수를 입력하면 비용이 계산됩니다.",
            silence: "모든 인프라를 코드 파이프라인으로 만들고 드리프트를 거기서 확인하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for site in places::unwatched(cx, &config_configuration_recorder::KIND) {
        let evidence = seen(|language| {
            let name = places::site_name(cx, site, language);
            let components = site.components;
            match language {
                Language::English => {
                    let components = phrase::count(components, "component", "components");
                    format!("{name}: {components}, 0 Config recorders")
                }
                Language::Korean => {
                    format!("{name}: 컴포넌트 {components}개, Config 레코더 0개")
                }
            }
        });
        out.add(site.frame, evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let site = places::site_of(cx, finding)?;
    Some(Fix {
        label: Phrase::new(
            "Turn on AWS Config (paid by usage)",
            "AWS Config 켜기(사용량만큼 과금)",
        ),
        edit: places::add(
            cx,
            "config",
            site.frame,
            places::new(&config_configuration_recorder::KIND),
        ),
    })
}
