//! COST061: Cheaper Region for the same requirement.

use crate::analysis;
use crate::analysis::cost::Total;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::model::{ContainerKind, Design};
use std::sync::Arc;

rule! {
    /// Cheaper Region for the same requirement
    ///
    /// **Why.** Prices differ by Region for compute and egress.
    ///
    /// **Fix.** Open the Region comparison.
    ///
    /// **When to silence it.** Distance to the users or the place of the data rules it out: take the Region off the
    /// list of allowed ones.
    ///
    /// **References.** COST07-BP02; SUS01-BP01.
    ///
    /// ```ron bad
    /// (settings: (allowed_regions: ["us-east-1"]), components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_count": 10}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (region: "us-east-1", allowed_regions: ["ap-northeast-2"]), components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_count": 10}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST061",
        pillar: Pillar::CostOptimization,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "같은 요구를 충족하는 더 저렴한 리전",
            why: "컴퓨팅과 인터넷 전송 요금은 리전마다 다릅니다.",
            fix: "리전 비교를 엽니다.",
            silence: "사용자와의 거리나 데이터 위치 규정이 허용하지 않는 경우입니다.",
        },
    };
}

/// The design with everything in another Region; none where it stands in several.
fn moved(design: &Design, to: &str) -> Option<Design> {
    let mut next = design.clone();
    let from = design.settings.region.clone();
    let mut homes = 0;
    for (id, frame) in &design.containers {
        let Some(code) = frame.code.as_deref() else {
            continue;
        };
        let code = match frame.kind {
            ContainerKind::Region if code == from => {
                homes += 1;
                to.to_owned()
            }
            ContainerKind::Region => return None,
            ContainerKind::AvailabilityZone => match code.strip_prefix(from.as_str()) {
                Some(letter) => format!("{to}{letter}"),
                None => continue,
            },
            _ => continue,
        };
        let mut other = frame.as_ref().clone();
        other.code = Some(code);
        next.containers.insert(id.clone(), Arc::new(other));
    }
    to.clone_into(&mut next.settings.region);
    (homes <= 1).then_some(next)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let settings = &cx.design.settings;
    let before = cx.cost.total;
    let mut best: Option<(&str, Total)> = None;
    for region in settings
        .allowed_regions
        .iter()
        .filter(|it| **it != settings.region)
    {
        let Some(design) = moved(cx.design, region) else {
            continue;
        };
        let total = analysis::costs(&design, cx.catalogue).total;
        // Lines without a price would make the other Region look cheap.
        if total.missing > before.missing {
            continue;
        }
        if best.is_none_or(|(_, other)| total.effective().0 < other.effective().0) {
            best = Some((region, total));
        }
    }
    let Some((region, after)) = best else {
        return;
    };
    let saved = Saving {
        before,
        after,
        same_lines: true,
    };
    let share = 1.0 - after.effective().0 / before.effective().0.max(f64::MIN_POSITIVE);
    if share * 100.0 <= RULE.limit(cx) {
        return;
    }
    let costs = cx.cost.components.iter();
    let dearest = costs.max_by(|(_, a), (_, b)| a.total.usd.0.total_cmp(&b.total.usd.0));
    let evidence = seen(|language| {
        let (price, share) = (saved.told(language), saving::percent(share));
        let own = &settings.region;
        match language {
            Language::English => {
                format!("the same design in {region} instead of {own}: {price} ({share})")
            }
            Language::Korean => {
                format!("같은 설계를 {own} 대신 {region}에 두면: {price}({share})")
            }
        }
    });
    out.add(dearest.map(|(id, _)| id), evidence);
}
