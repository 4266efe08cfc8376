//! COST016: Elastic IP attached to nothing.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::{instance, server};
use crate::catalog::networking::eip;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::Money;
use std::collections::BTreeSet;

rule! {
    /// Elastic IP attached to nothing
    ///
    /// **Why.** Idle addresses are billed like used ones, and so are those of a server while a schedule stops it.
    ///
    /// **Fix.** Release the address.
    ///
    /// **When to silence it.** The address is known to others and must not be lost.
    ///
    /// **References.** EC2.12; prowler:ec2_elastic_ip_unassigned; TA:Unassociated Elastic IP Addresses;
    /// thrifty:unattached_eips; CKV2_AWS_19; COST04-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "address": (kind: "eip", at: (0, 0), properties: {"associated": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "address": (kind: "eip", at: (0, 0), properties: {"associated": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST016",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&eip::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "아무것에도 연결되지 않은 탄력적 IP",
            why: "사용하지 않는 주소도 과금됩니다.",
            fix: "주소를 해제합니다.",
            silence: "곧 다시 쓸 주소여서 잃으면 안 되는 경우입니다.",
        },
    };
}

/// The server that has the address, if a schedule stops it for part of the month.
fn stopped<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<Item<'a>> {
    let month = cx.design.settings.hours_per_month;
    cx.neighbours(item).find(|other| {
        *other.kind == instance::KIND
            && other
                .typed(&server::RUNNING_HOURS)
                .is_some_and(|hours| hours < month)
    })
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let server = stopped(cx, item);
    if item.flag(&eip::ASSOCIATED) && server.is_none() {
        return;
    }
    let usd = saving::monthly(cx, item);
    let evidence = seen(|language| {
        let (name, usd) = (
            phrase::named(item, language),
            Money::USD.per_month(usd, language),
        );
        match (server, language) {
            (None, Language::English) => format!("{name}: attached to nothing, {usd}"),
            (None, Language::Korean) => format!("{name}: 연결된 곳 없음, {usd}"),
            (Some(server), Language::English) => {
                format!(
                    "{name}: billed while {} is stopped, {usd}",
                    server.name(language)
                )
            }
            (Some(server), Language::Korean) => {
                format!(
                    "{name}: {}이(가) 멈춘 동안에도 과금, {usd}",
                    server.name(language)
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let is_free = !item.flag(&eip::ASSOCIATED);
    is_free.then(|| Fix {
        label: Phrase::new("Release the address", "주소 해제"),
        edit: Edit::Remove {
            ids: BTreeSet::from([item.id.clone()]),
            with_members: false,
        },
    })
}
