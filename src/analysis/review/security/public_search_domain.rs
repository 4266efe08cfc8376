//! SEC051: Search domain public.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Search domain public
    ///
    /// **Why.** Open search domains are indexed, copied and emptied by bots.
    ///
    /// **Fix.** Place the domain in the VPC, name the principals in its access policy and turn fine-grained access
    /// control on.
    ///
    /// **When to silence it.** The domain holds only data that is published anyway, and its policy admits reading
    /// only.
    ///
    /// **References.** Opensearch.2; Opensearch.7; CKV_AWS_137; CKV2_AWS_52;
    /// prowler:opensearch_service_domains_not_publicly_accessible;
    /// prowler:opensearch_service_domains_access_control_enabled; SEC05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "search": (kind: "opensearch_domain", at: (0, 0), properties: {"vpc": false, "access_policy": "open"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "search": (kind: "opensearch_domain", at: (0, 0), properties: {"vpc": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC051",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Each(&[&opensearch_domain::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "공개된 검색 도메인",
            why: "공개된 검색 도메인은 봇이 색인하고 복사하고 비워 버립니다.",
            fix: "도메인을 VPC에 두고 액세스 정책에 주체를 지정하며 세분화된 액세스 제어를 켭니다.",
            silence: "어차피 공개하는 데이터만 있고 정책이 읽기만 허용하는 경우입니다.",
        },
    };
}

/// Port of the search API.
const HTTPS: u16 = 443;

/// How strangers reach a domain.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// A public endpoint whose policy admits everybody.
    Policy,
    /// A security group that admits the world, and nobody is asked for a name.
    Group,
}

fn way<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<Way> {
    let in_vpc = item.flag(&opensearch_domain::IN_VPC);
    if !in_vpc && item.text(&opensearch_domain::ACCESS_POLICY) == "open" {
        Some(Way::Policy)
    } else if !item.flag(&opensearch_domain::FINE_GRAINED)
        && exposure::open_to_the_world(cx, item, HTTPS)
    {
        Some(Way::Group)
    } else {
        None
    }
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let Some(way) = way(cx, item) else { return };
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        match (language, way) {
            (Language::English, Way::Policy) => {
                format!("{name}: public endpoint, access policy admits everybody")
            }
            (Language::Korean, Way::Policy) => {
                format!("{name}: 퍼블릭 엔드포인트, 액세스 정책이 모두 허용")
            }
            (Language::English, Way::Group) => format!(
                "{name}: public subnet, port {HTTPS} open to the internet, fine-grained access control off"
            ),
            (Language::Korean, Way::Group) => format!(
                "{name}: 퍼블릭 서브넷, 포트 {HTTPS} 인터넷에 개방, 세분화된 액세스 제어 꺼짐"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = vec![set(&item, &opensearch_domain::FINE_GRAINED, true)];
    if way(cx, &item)? == Way::Policy {
        edits.push(set(&item, &opensearch_domain::IN_VPC, true));
        edits.push(set(&item, &opensearch_domain::ACCESS_POLICY, "restricted"));
    }
    Some(Fix {
        label: Phrase::new("Close the domain", "도메인 닫기"),
        edit: Edit::Batch(edits),
    })
}
