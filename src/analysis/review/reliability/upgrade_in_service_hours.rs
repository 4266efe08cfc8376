//! REL031: Automatic engine upgrade may stop the database during service hours.

use crate::analysis::review::maintenance;
use crate::analysis::review::prelude::*;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Automatic engine upgrade may stop the database during service hours
    ///
    /// **Why.** An engine upgrade restarts the only instance, at a moment that nobody chose.
    ///
    /// **Fix.** Set a maintenance window in the quietest hour, and a standby so that the other instance serves
    /// meanwhile. Or turn the automatism off and patch by hand; then nobody may forget it (REL032). Security Hub RDS.13
    /// demands the automatism, so that this rule leaves it on.
    ///
    /// **When to silence it.** A restart of a few minutes at any hour does no harm.
    ///
    /// **References.** RDS.13; RDS.35; CKV_AWS_226; prowler:rds_instance_minor_version_upgrade_enabled; CIS5.0:2.2.2;
    /// OPS05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "busy": (kind: "db_instance", at: (400, 0), properties: {"maintenance_window": "sun:03:00-sun:04:00"}), // finding
    ///     "db": (kind: "db_instance", at: (200, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10), hourly_profile: [1, 1, 1, 1, 1, 1, 4, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 8, 8, 7, 5, 3, 2])),
    /// }, connections: {
    ///     "call": (from: "users", to: "busy"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "busy": (kind: "db_instance", at: (400, 0), properties: {"maintenance_window": "sun:18:00-sun:19:00"}),
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"deployment": "multi-az"}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10), hourly_profile: [1, 1, 1, 1, 1, 1, 4, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 8, 8, 7, 5, 3, 2])),
    /// }, connections: {
    ///     "call": (from: "users", to: "busy"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL031",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 50.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "자동 엔진 업그레이드가 서비스 시간에 데이터베이스를 멈출 수 있음",
            why: "엔진 업그레이드는 아무도 고르지 않은 순간에 유일한 인스턴스를 다시 시작합니다.",
            fix: "가장 한가한 시간에 유지 관리 기간을 설정하고, 그동안 다른 인스턴스가 처리하도록 대기 인스턴스를 둡니다. 또는 자동 업그레이드를 끄고 직접 패치하되 잊지 않아야 합니다(REL032). Security Hub RDS.13은 자동 업그레이드를 요구하므로 이 규칙은 켜 둡니다.",
            silence: "언제든 몇 분의 재시작이 괜찮은 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    for (kind, upgrades, window) in maintenance::UPGRADED {
        for item in cx.of_kind(kind) {
            if item.flag(upgrades) && !maintenance::is_redundant(item) && in_production(cx, item) {
                look(cx, item, item.text(window), limit, out);
            }
        }
    }
}

fn look(cx: &Cx<'_>, item: &Item<'_>, window: &str, limit: f64, out: &mut Findings) {
    let busiest = maintenance::busiest(cx, item, window);
    if !window.is_empty() && busiest.is_none_or(|(_, share)| share * 100.0 <= limit) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        match (language, busiest) {
            (Language::English, Some((hour, share))) => format!(
                "{name}: 1 instance, upgraded in {window} (UTC); at {hour}:00 UTC the load is {}% of the peak, {}% is the limit",
                short(share * 100.0, 0),
                short(limit, 0)
            ),
            (Language::Korean, Some((hour, share))) => format!(
                "{name}: 인스턴스 1개, {window}(UTC)에 업그레이드. UTC {hour}시 부하는 피크의 {}%, 기준 {}%",
                short(share * 100.0, 0),
                short(limit, 0)
            ),
            (Language::English, None) => {
                format!(
                    "{name}: 1 instance, automatic minor versions on, no maintenance window set"
                )
            }
            (Language::Korean, None) => {
                format!(
                    "{name}: 인스턴스 1개, 마이너 버전 자동 업그레이드 켜짐, 유지 관리 기간 없음"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let window = maintenance::window(&item)?;
    let value = Value::Text(maintenance::quiet_window(cx, &item));
    Some(Fix {
        label: phrase::set(window, &value),
        edit: set(&item, window, value),
    })
}
