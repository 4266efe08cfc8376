//! AWS Health Dashboard: events of AWS that touch the account. Free.
//!
//! Semantics: AWS Health pages; the API needs Business support or better.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Events reach people.
pub static NOTIFICATIONS: Property = Property::flag(
    "event_notifications",
    both("Events reach people", "이벤트 알림"),
    false,
)
.doc(
    "EventBridge or mail tells people about events.",
    "EventBridge나 이메일로 이벤트를 사람에게 알립니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let text = if item.flag(&NOTIFICATIONS) {
        both("notifies", "알림 사용")
    } else {
        both("dashboard only", "대시보드만")
    };
    text.get(language).to_owned()
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "events",
        both("Events", "이벤트"),
        Amount::plain(1.0, units::ITEMS),
        both("AWS Health is free", "AWS Health는 무료입니다"),
    );
}

/// Health Dashboard.
pub static KIND: Kind = Kind {
    name: "health_dashboard",
    title: both("AWS Health Dashboard", "AWS Health Dashboard"),
    short: both("AWS Health", "AWS Health"),
    doc: both(
        "Tells of outages, maintenance and changes that touch your resources. Free.",
        "내 리소스에 영향을 주는 장애, 유지 관리, 변경을 알려 줍니다. 무료입니다.",
    ),
    category: Category::Management,
    service: "AWS Health",
    spend: Spend::Other,
    glyph: glyph::HEARTBEAT,
    monogram: "",
    scope: Scope::Global,
    keywords: &["outage", "maintenance", "status", "장애", "유지 관리"],
    properties: &[&NOTIFICATIONS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn events_are_free() {
        let bench = Bench::new("health_dashboard").with("event_notifications", true);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "notifies");
    }
}
