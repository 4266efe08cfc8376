//! COST001: gp2 volume where gp3 is cheaper.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, volume};
use crate::catalog::containers::eks_node_group;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// gp2 volume where gp3 is cheaper
    ///
    /// **Why.** gp3 costs about a fifth less per GB and starts at 3,000 IOPS and 125 MiB/s whatever the size.
    ///
    /// **Fix.** Change the type to gp3. From 1,000 GiB on add the IOPS that gp2 gave (3 for each GiB, at most 16,000), and
    /// from 334 GiB on its 250 MiB/s.
    ///
    /// **When to silence it.** None is known: the change needs no downtime.
    ///
    /// **References.** thrifty:gp2_volumes; COST06-BP01; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"volume_type": "gp2", "volume_size": 2000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"volume_type": "gp3", "volume_size": 2000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST001",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &eks_node_group::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "gp3가 더 저렴한 gp2 볼륨",
            why: "gp3는 GB당 약 5분의 1 저렴하고 크기와 관계없이 3,000 IOPS와 125MiB/s로 시작합니다.",
            fix: "유형을 gp3로 바꿉니다. 1,000GiB부터는 gp2가 제공하던 IOPS(GiB당 3, 최대 16,000)를, 334GiB부터는 250MiB/s를 추가합니다.",
            silence: "해당하는 경우가 없습니다. 다운타임 없이 바꿀 수 있습니다.",
        },
    };
}

/// IOPS that gp2 gives for each GiB, its most, and what gp3 includes (service-facts: EBS limits).
const IOPS_PER_GIB: f64 = 3.0;
const MOST_IOPS: f64 = 16_000.0;
const INCLUDED_IOPS: f64 = 3_000.0;
/// Size from which gp2 gives 250 MiB/s, twice what gp3 includes (awsdocs EC2, general-purpose volumes).
const FAST_GIB: f64 = 334.0;
const FAST_MIB_PER_SECOND: f64 = 250.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&volume::TYPE) == "gp2" && item.number(&volume::SIZE) > 0.0
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let size = item.number(&volume::SIZE);
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let size = short(size, 0);
        match language {
            Language::English => format!("{name}: {size} GiB of gp2 for each instance"),
            Language::Korean => format!("{name}: 인스턴스마다 gp2 {size} GiB"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let size = item.number(&volume::SIZE);
    let mut edits = vec![set(&item, &volume::TYPE, "gp3")];
    let iops = (size * IOPS_PER_GIB).round().min(MOST_IOPS);
    if iops > INCLUDED_IOPS {
        edits.push(set(&item, &volume::IOPS, iops));
    }
    if size >= FAST_GIB {
        edits.push(set(&item, &volume::THROUGHPUT, FAST_MIB_PER_SECOND));
    }
    Some(Fix {
        label: Phrase::new("Switch to gp3", "gp3로 전환"),
        edit: Edit::Batch(edits),
    })
}
