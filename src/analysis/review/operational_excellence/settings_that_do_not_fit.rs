//! OPS033: Settings that do not fit together.

use crate::analysis::review::prelude::*;

rule! {
    /// Settings that do not fit together
    ///
    /// **Why.** AWS refuses such a combination, or ignores a part of it: the drawing cannot be built as it stands, and its
    /// bill is not the real one.
    ///
    /// **Fix.** Change the setting that the finding names.
    ///
    /// **When to silence it.** AWS has begun to allow the combination.
    ///
    /// **References.** OPS05-BP10; COST06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"min_size": 6, "max_size": 4}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"min_size": 2, "max_size": 4}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS033",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "서로 맞지 않는 설정",
            why: "AWS가 거부하거나 일부를 무시하는 조합입니다. 도면대로 만들 수 없고 비용도 실제와 다릅니다.",
            fix: "결과가 가리키는 설정을 바꿉니다.",
            silence: "AWS가 이 조합을 새로 허용한 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let problems = |item: &Item<'_>| {
        let mut problems = Vec::new();
        (item.kind.validate)(item, &mut problems);
        problems
    };
    let has_problems = |item: &Item<'_>| !problems(item).is_empty();
    let settled = cx.set_so(|item| !item.kind.validates_calls && has_problems(item));
    let others = cx.items_of(|kind| kind.validates_calls);
    for item in settled
        .into_iter()
        .chain(others.copied().filter(has_problems))
    {
        for problem in problems(&item) {
            let property = problem.property.and_then(|name| item.kind.property(name));
            let evidence = seen(|language| {
                let name = phrase::named(&item, language);
                let title = property.map(|property| property.title.get(language));
                let title = title.map_or_else(String::new, |title| format!("{title}: "));
                format!("{name}; {title}{}", problem.message.get(language))
            });
            out.add([item.id], evidence);
        }
    }
}
