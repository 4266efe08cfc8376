//! REL057: Single Direct Connect line.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{dx_connection, vpn_connection};
use crate::text::number::short;

rule! {
    /// Single Direct Connect line
    ///
    /// **Why.** Cut fibres and upgrades of devices are ordinary events; with one line each is an outage.
    ///
    /// **Fix.** Order a second line at another location, or keep a VPN as backup.
    ///
    /// **When to silence it.** The site can work for days without AWS.
    ///
    /// **References.** prowler:directconnect_connection_redundancy;
    /// prowler:directconnect_virtual_interface_redundancy; TA:AWS Direct Connect Connection Redundancy; TA:AWS Direct
    /// Connect Location Redundancy; REL02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "line": (kind: "dx_connection", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "line": (kind: "dx_connection", at: (0, 0), properties: {"connections": 2, "locations": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL057",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "단일 Direct Connect 회선",
            why: "광케이블 절단과 장비 업그레이드는 흔한 일이며 회선이 하나면 매번 중단됩니다.",
            fix: "다른 위치에 두 번째 회선을 두거나 VPN을 백업으로 둡니다.",
            silence: "사이트가 며칠 동안 AWS 없이 일할 수 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let lines = cx.of_kind(&dx_connection::KIND);
    let sum = |figure: &dyn Fn(&Item<'_>) -> f64| lines.iter().map(figure).sum::<f64>();
    let count = sum(&|item| item.number(&dx_connection::CONNECTIONS));
    let locations = sum(&|item| item.number(&dx_connection::LOCATIONS));
    let production: Vec<&Item<'_>> = lines
        .iter()
        .filter(|item| in_production(cx, item))
        .collect();
    let is_safe = count >= 2.0 && locations >= 2.0;
    if production.is_empty() || is_safe || !cx.of_kind(&vpn_connection::KIND).is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let names = phrase::names(production.iter().map(|item| **item), language);
        let (count, locations) = (short(count, 0), short(locations, 0));
        match language {
            Language::English => {
                format!("{names}: lines {count}, locations {locations}, VPN connections 0")
            }
            Language::Korean => {
                format!("{names}: 회선 {count}개, 위치 {locations}곳, VPN 연결 0개")
            }
        }
    });
    out.add(production.iter().map(|item| item.id), evidence);
}
