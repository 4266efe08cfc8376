//! AWS Elemental MediaConnect: running hours of a flow; what it sends is billed as data transfer.
//!
//! Semantics: AWS Elemental MediaConnect pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Running hours.
pub static HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which the flow runs; all of the month if empty.",
    "플로우가 실행되는 월 시간입니다. 비워 두면 한 달 내내입니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.typed(&HOURS).map_or_else(
        || "24/7".to_owned(),
        |hours| format!("{} h", number::short(hours, 0)),
    )
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let hours = cx
        .item
        .typed(&HOURS)
        .map_or(cx.hours, |hours| hours.min(cx.hours));
    bill.charge(
        "flow",
        both("Running flow", "실행 중인 플로우"),
        Amount::plain(hours, units::HOURS),
        Query::new("mediaconnect", "runningflow_per_hour"),
    )
    .or_user_price(&cx.item);
}

/// MediaConnect flow.
pub static KIND: Kind = Kind {
    name: "mediaconnect_flow",
    title: both(
        "AWS Elemental MediaConnect flow",
        "AWS Elemental MediaConnect 플로우",
    ),
    short: both("MediaConnect", "MediaConnect"),
    doc: both(
        "Carries live video between sites and accounts with the reliability of satellite links. One pays for running hours; \
         what leaves AWS is data transfer.",
        "위성 회선 수준의 신뢰성으로 거점과 계정 사이에 라이브 영상을 전달합니다. 실행 시간에 요금을 내며 AWS에서 나가는 데이터는 전송 요금입니다.",
    ),
    category: Category::Media,
    service: "AWS Elemental MediaConnect",
    spend: Spend::Other,
    glyph: glyph::PLUGS_CONNECTED,
    monogram: "EMX",
    scope: Scope::Regional,
    network: Network::PublicService,
    cloudformation: &["AWS::MediaConnect::Flow"],
    drawio: "elemental_mediaconnect",
    keywords: &["live", "video", "contribution", "srt", "라이브", "영상"],
    properties: &[&HOURS, &user_price::PRICE, &user_price::SOURCE],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_flow_is_billed_while_it_runs() {
        let flow = || Bench::new("mediaconnect_flow");
        // 730 h x 0.2118 $ in Seoul; ten hours.
        near(flow().lines().total(), 154.614);
        near(flow().with("running_hours", 10.0).lines().total(), 2.118);
    }
}
