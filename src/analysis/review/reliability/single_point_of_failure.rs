//! REL003: Single point of failure between entries and data.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::Scope;
use crate::model::Id;
use std::collections::BTreeMap;

rule! {
    /// Single point of failure between entries and data
    ///
    /// **Why.** Every request depends on a component that has no second copy.
    ///
    /// **Fix.** Add a copy in another zone with automatic failover. The finding says between which entries and stores it
    /// stands.
    ///
    /// **When to silence it.** Downtime of the length of a rebuild is acceptable.
    ///
    /// **References.** REL10-BP01; REL11-BP02; REL11-BP07.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "proxy": (kind: "instance", in: "public-a", at: (60, 120)), // finding
    ///     "table": (kind: "dynamodb_table", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "proxy"),
    ///     "read": (from: "proxy", to: "table"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "proxy-a": (kind: "instance", in: "public-a", at: (60, 120)),
    ///     "proxy-c": (kind: "instance", in: "public-c", at: (60, 540)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0)),
    /// }, connections: {
    ///     "call-a": (from: "users", to: "proxy-a"),
    ///     "call-c": (from: "users", to: "proxy-c"),
    ///     "read-a": (from: "proxy-a", to: "table"),
    ///     "read-c": (from: "proxy-c", to: "table"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL003",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "진입점과 데이터 사이의 단일 장애점",
            why: "모든 요청이 두 번째 사본이 없는 컴포넌트에 의존합니다.",
            fix: "다른 가용 영역에 자동 장애 조치되는 사본을 추가합니다. 결과에 어느 진입점과 저장소 사이인지 표시됩니다.",
            silence: "다시 만드는 동안의 중단을 받아들일 수 있는 경우입니다.",
        },
    };
}

/// Whether the loss of one zone or host takes all of an item: one instance, in one zone, in the customer's network.
fn stands_alone(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let zones = || zones::codes_of(std::iter::once(item)).len();
    !item.kind.is_data_store
        && cx.instances(item) <= 1.0
        && match item.kind.scope {
            Scope::Zonal => zones() <= 1,
            // A load balancer or function without drawn zones runs in several.
            Scope::Vpc => zones() == 1,
            _ => false,
        }
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let items = &cx.view().items;
    // Requests to most stores go through the same few components.
    let mut known: Vec<Option<bool>> = vec![None; items.len()];
    let mut stores: BTreeMap<&Id, (Item<'_>, Vec<Item<'_>>)> = BTreeMap::new();
    for store in cx.items_of(|kind| kind.is_data_store) {
        for number in cx.graph().numbers_passed(store) {
            let Some(item) = &items[number] else {
                continue;
            };
            let is_alone = *known[number].get_or_insert_with(|| {
                !item.kind.is_entry && stands_alone(cx, item) && in_production(cx, item)
            });
            if is_alone {
                let behind = stores.entry(item.id).or_insert((*item, Vec::new()));
                behind.1.push(*store);
            }
        }
    }
    for (id, (item, behind)) in stores {
        let evidence = seen(|language| {
            let name = phrase::named(&item, language);
            let entries = phrase::names(cx.graph().entries().iter().copied(), language);
            let stores = phrase::names(behind.iter().copied(), language);
            match language {
                Language::English => {
                    format!("{name}: 1 copy between {entries} and {stores}")
                }
                Language::Korean => {
                    format!("{name}: {entries}와(과) {stores} 사이에 사본 1개뿐")
                }
            }
        });
        out.add([id], evidence);
    }
}
