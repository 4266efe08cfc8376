//! COST002: Provisioned-IOPS volume that gp3 or io2 could replace.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Property;
use crate::catalog::compute::{autoscaling_group, instance, volume};
use crate::catalog::database::db_instance;
use crate::catalog::storage::ebs_volume;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Provisioned-IOPS volume that gp3 or io2 could replace
    ///
    /// **Why.** Provisioned IOPS are the dearest storage line. gp3 gives up to 80,000 IOPS for far less, and io2 costs
    /// what io1 does and is more durable.
    ///
    /// **Fix.** Use gp3 with the IOPS that are needed, or io2 above its limit.
    ///
    /// **When to silence it.** The volume serves a database that needs steady answers below a millisecond.
    ///
    /// **References.** thrifty:io1_volumes; thrifty:low_iops_ebs_volumes; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "disk": (kind: "ebs_volume", at: (0, 0), properties: {"volume_type": "io1", "volume_iops": 8000}), // finding
    ///     "large": (kind: "ebs_volume", at: (150, 0), properties: {"volume_type": "io1", "volume_iops": 20000, "volume_size": 500}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "disk": (kind: "ebs_volume", at: (0, 0), properties: {"volume_type": "gp3", "volume_iops": 8000}),
    ///     "large": (kind: "ebs_volume", at: (150, 0), properties: {"volume_type": "io2", "volume_iops": 100000, "volume_size": 500}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST002",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&autoscaling_group::KIND, &db_instance::KIND, &ebs_volume::KIND, &instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "gp3나 io2로 바꿀 수 있는 프로비저닝된 IOPS 볼륨",
            why: "프로비저닝된 IOPS는 가장 비싼 스토리지 항목입니다. gp3는 80,000 IOPS까지 훨씬 저렴하게 제공하고, io2는 io1과 같은 가격에 내구성이 더 높습니다.",
            fix: "필요한 IOPS를 지정한 gp3로 바꾸고, 그 이상이면 io2를 사용합니다.",
            silence: "밀리초 미만의 일정한 응답 시간이 필요한 데이터베이스입니다.",
        },
    };
}

/// IOPS that gp3 includes, and the most that it gives (service-facts: EBS gp3).
const BASELINE: f64 = 3000.0;
const MOST: f64 = 80_000.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let (class, _) = properties(item);
    matches!(item.text(class), "io1" | "io2")
}

/// What says the type of the volume, and its IOPS.
fn properties(item: &Item<'_>) -> (&'static Property, &'static Property) {
    if *item.kind == db_instance::KIND {
        (&db_instance::STORAGE_TYPE, &db_instance::IOPS)
    } else {
        (&volume::TYPE, &volume::IOPS)
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (class, iops) = properties(item);
    let old = item.text(class);
    let needed = item.number(iops);
    let as_type = |new: &'static str, iops_value: f64| {
        let changes = [(class, Value::from(new)), (iops, Value::from(iops_value))];
        (new, saving::with(cx, item, &changes))
    };
    let general = as_type("gp3", needed.max(BASELINE));
    let fits = needed <= MOST && (general.1.usd().is_none() || general.1.pays());
    let (new, saved) = match old {
        _ if fits => general,
        "io1" => as_type("io2", needed),
        _ => return,
    };
    out.add(
        [item.id],
        seen(|language| {
            let (name, needed) = (item.name(language), short(needed, 0));
            let price = saved.told(language);
            match language {
                Language::English => format!("{name}: {old} with {needed} IOPS; as {new} {price}"),
                Language::Korean => format!("{name}: {old} {needed} IOPS; {new}로 바꾸면 {price}"),
            }
        }),
    );
}
