//! SEC066: Threat detection off.

use crate::analysis::review::places;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::eks_cluster;
use crate::catalog::database::rds_cluster;
use crate::catalog::security::guardduty_detector;
use crate::model::Component;
use crate::text::Phrase;

rule! {
    /// Threat detection off
    ///
    /// **Why.** Stolen credentials, mining of coins and data that leaves go unseen.
    ///
    /// **Fix.** Turn on GuardDuty in each Region that is used, with its plans for S3, EKS, RDS and Lambda where these
    /// are drawn. It usually costs a few per cent of the bill: type the analysed events and GB to see.
    ///
    /// **When to silence it.** Another product watches the logs of the account.
    ///
    /// **References.** GuardDuty.1; GuardDuty.9; GuardDuty.10; CKV_AWS_238; CKV2_AWS_3; prowler:guardduty_is_enabled;
    /// SEC04-BP01; SEC04-BP03.
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
    ///     "guardduty": (kind: "guardduty_detector", in: "seoul", at: (20, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC066",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "위협 탐지가 꺼져 있음",
            why: "유출된 자격 증명, 코인 채굴, 빠져나가는 데이터를 알아차리지 못합니다.",
            fix: "사용하는 리전마다 GuardDuty를 켜고, 그림에 있으면 S3, EKS, RDS, Lambda 보호도 켭니다. 보통 청구액의 몇 퍼센트이며 분석 이벤트와 GB를 입력하면 비용이 계산됩니다.",
            silence: "다른 제품이 계정의 로그를 감시하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for site in places::unwatched(cx, &guardduty_detector::KIND) {
        let evidence = seen(|language| {
            let name = places::site_name(cx, site, language);
            let components = site.components;
            match language {
                Language::English => {
                    let components = phrase::count(components, "component", "components");
                    format!("{name}: {components}, 0 GuardDuty detectors")
                }
                Language::Korean => {
                    format!("{name}: 컴포넌트 {components}개, GuardDuty 탐지기 0개")
                }
            }
        });
        out.add(site.frame, evidence);
    }
}

/// A detector with the plans for what is drawn.
fn new(cx: &Cx<'_>) -> Component {
    let mut detector = places::new(&guardduty_detector::KIND);
    let plans = [
        (&guardduty_detector::EKS, &eks_cluster::KIND),
        (&guardduty_detector::RDS, &rds_cluster::KIND),
        (&guardduty_detector::LAMBDA, &lambda_function::KIND),
    ];
    for (plan, kind) in plans {
        if !cx.of_kind(kind).is_empty() {
            detector = detector.with(plan.name, true);
        }
    }
    detector
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let site = places::site_of(cx, finding)?;
    Some(Fix {
        label: Phrase::new(
            "Turn on GuardDuty (paid by usage)",
            "GuardDuty 켜기(사용량만큼 과금)",
        ),
        edit: places::add(cx, "guardduty", site.frame, new(cx)),
    })
}
