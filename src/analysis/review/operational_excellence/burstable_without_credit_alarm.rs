//! OPS027: Burstable server without a credit alarm.

use crate::analysis::review::alarms;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::database::db_instance;
use crate::text::Phrase;

rule! {
    /// Burstable server without a credit alarm
    ///
    /// **Why.** The CPU looks low until the credits end; then the server is slow, or its bill grows, without any other
    /// sign.
    ///
    /// **Fix.** Set an alarm at a fifth of the greatest credit balance.
    ///
    /// **When to silence it.** The server stays below its baseline.
    ///
    /// **References.** PERF02-BP03; OPS08-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "t3.medium"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m6i.large"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS027",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "크레딧 경보가 없는 버스트 서버",
            why: "크레딧이 끝날 때까지 CPU는 낮아 보입니다. 그 뒤에는 다른 조짐 없이 서버가 느려지거나 요금이 늘어납니다.",
            fix: "최대 크레딧 잔고의 5분의 1에 경보를 둡니다.",
            silence: "서버가 기준 성능 아래에 머무는 경우입니다.",
        },
    };
}

/// Kinds that run on one instance type.
const SERVERS: &[&Kind] = &[
    &autoscaling_group::KIND,
    &db_instance::KIND,
    &instance::KIND,
];

/// The instance type of an item, without the prefix of databases.
fn kind_of<'a>(item: &Item<'a>) -> &'a str {
    let property = if *item.kind == db_instance::KIND {
        &db_instance::INSTANCE_CLASS
    } else {
        &server::TYPE
    };
    let text = item.text(property);
    text.strip_prefix("db.").unwrap_or(text)
}

/// Whether a type earns credits: T2, T3, T3a, T4g.
fn is_burstable(kind: &str) -> bool {
    let mut letters = kind.chars();
    letters.next() == Some('t') && letters.next().is_some_and(|c| c.is_ascii_digit())
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let burstable = cx.set_so_of(
        |kind| SERVERS.contains(&kind),
        |item| is_burstable(kind_of(item)),
    );
    let burstable = burstable.iter().filter(|item| in_production(cx, item));
    for item in alarms::unwatched(cx, burstable) {
        let evidence = seen(|language| {
            let name = phrase::named(item, language);
            match language {
                Language::English => format!("{name}: 0 alarms on the CPU credits"),
                Language::Korean => format!("{name}: CPU 크레딧 경보 0개"),
            }
        });
        out.add([item.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add an alarm on the credits", "크레딧 경보 추가"),
        edit: alarms::add(cx, item.id, 1),
    })
}
