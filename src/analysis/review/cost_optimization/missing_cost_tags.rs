//! COST060: Components without cost tags.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::text::number::Money;

rule! {
    /// Components without cost tags
    ///
    /// **Why.** Costs cannot be attributed to teams or products.
    ///
    /// **Fix.** Add the tags `service`, `env` and `owner`.
    ///
    /// **When to silence it.** The account is so small that nobody asks whose costs they are.
    ///
    /// **References.** COST03-BP02; COST03-BP03.
    ///
    /// ```ron bad
    /// (settings: (require_tags: true), components: {
    ///     "web": (kind: "instance", at: (0, 0), tags: {"env": "prod"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (require_tags: true), components: {
    ///     "web": (kind: "instance", at: (0, 0), tags: {"env": "prod", "owner": "shop", "service": "web"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST060",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "비용 태그가 없는 구성 요소",
            why: "비용을 팀이나 제품에 나눌 수 없습니다.",
            fix: "태그를 추가합니다.",
            silence: "비용을 나눌 필요가 없는 작은 계정인 경우입니다.",
        },
    };
}

/// Tags that every component with a price carries.
const TAGS: [&str; 3] = ["env", "owner", "service"];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.design.settings.require_tags {
        return;
    }
    for item in cx.items() {
        let usd = saving::monthly(cx, item);
        let has = |tag: &str| {
            let mut tags = item.component.tags.iter();
            tags.any(|(key, value)| key.eq_ignore_ascii_case(tag) && !value.is_empty())
        };
        let missing: Vec<&str> = TAGS.into_iter().filter(|tag| !has(tag)).collect();
        if usd.0 <= 0.0 || missing.is_empty() {
            continue;
        }
        let evidence = seen(|language| {
            let (name, missing) = (item.name(language), missing.join(", "));
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => format!("{name}: {usd} without {missing}"),
                Language::Korean => format!("{name}: {usd}, {missing} 태그 없음"),
            }
        });
        out.add([item.id], evidence);
    }
}
