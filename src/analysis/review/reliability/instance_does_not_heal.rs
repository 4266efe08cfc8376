//! REL087: Stand-alone instance does not heal itself.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{instance, server};
use crate::model::ContainerKind;

rule! {
    /// Stand-alone instance does not heal itself
    ///
    /// **Why.** When its host fails, somebody must notice and start it again by hand.
    ///
    /// **Fix.** Put it into an Auto Scaling group of one, or leave automatic recovery on (for types that have it).
    ///
    /// **When to silence it.** Development and test (tag `env`), or something else watches and restarts it.
    ///
    /// **References.** REL11-BP03; REL10-BP02; REL07-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "jobs": (kind: "instance", at: (0, 0), properties: {"auto_recovery": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL087",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "스스로 복구되지 않는 독립 인스턴스",
            why: "호스트에 장애가 나면 누군가 알아차리고 직접 다시 시작해야 합니다.",
            fix: "크기가 1인 Auto Scaling 그룹에 넣거나, 지원하는 유형이면 자동 복구를 켜 둡니다.",
            silence: "개발·테스트(`env` 태그)이거나 다른 것이 감시하고 다시 시작하는 경우입니다.",
        },
    };
}

/// Whether AWS can move instances of a type to another host: not bare metal, nor types with local disks (families i, d
/// and h, and those with a `d` after the generation, such as `m6id`).
fn can_recover(name: &str) -> bool {
    let (family, size) = name.split_once('.').unwrap_or((name, ""));
    let options = family.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let local = family.starts_with(['i', 'd', 'h']) || options.contains('d');
    !local && !size.starts_with("metal")
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&instance::AUTO_RECOVERY) || !can_recover(item.text(&server::TYPE))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let name = item.text(&server::TYPE);
    let on = item.flag(&instance::AUTO_RECOVERY);
    if !in_production(cx, item) {
        return;
    }
    let mut placements = item.component.placements.iter();
    let grouped = placements.any(|placement| {
        let group = ContainerKind::AutoScalingGroup;
        cx.enclosing(placement.parent.as_ref(), group).is_some()
    });
    if grouped {
        return;
    }
    let evidence = || {
        if on {
            each(|language| match language {
                Language::English => {
                    format!("{}: {name} has no automatic recovery", item.name(language))
                }
                Language::Korean => {
                    format!("{}: {name} 유형은 자동 복구 미지원", item.name(language))
                }
            })
        } else {
            phrase::property_of(item, &instance::AUTO_RECOVERY)
        }
    };
    out.add([item.id], evidence);
}

/// Turns recovery on where the type has it; the others need a group, which is drawn by hand.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    can_recover(item.text(&server::TYPE)).then(|| Fix {
        label: phrase::set(&instance::AUTO_RECOVERY, &true.into()),
        edit: set(&item, &instance::AUTO_RECOVERY, true),
    })
}

#[cfg(test)]
mod tests {
    use super::can_recover;

    #[test]
    fn local_disks_and_bare_metal_cannot_move() {
        for name in ["m6i.large", "t3.micro", "c7g.xlarge", "r6i.24xlarge"] {
            assert!(can_recover(name), "{name}");
        }
        for name in [
            "m6id.large",
            "i3.large",
            "d2.xlarge",
            "m6i.metal",
            "c6gd.large",
        ] {
            assert!(!can_recover(name), "{name}");
        }
    }
}
