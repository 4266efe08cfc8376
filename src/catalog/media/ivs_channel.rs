//! Amazon IVS: hours of live input, hours that viewers watch.
//!
//! Semantics: Amazon IVS pricing page, low-latency streaming: input by the hour and channel type, output by the viewer hour,
//! resolution and part of the world. The catalogue has no prices: the user's are taken.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Channel type.
pub static TYPE: Property = Property::choice(
    "type",
    both("Channel type", "채널 유형"),
    "STANDARD",
    &[
        choice_in("BASIC", "Basic", "기본"),
        choice_in("STANDARD", "Standard", "표준"),
        choice_in("ADVANCED_SD", "Advanced SD", "고급 SD"),
        choice_in("ADVANCED_HD", "Advanced HD", "고급 HD"),
    ],
)
.doc(
    "Basic hands the input on as it is; the others make several qualities of it.",
    "기본은 입력을 그대로 전달하고 다른 유형은 여러 화질을 만듭니다.",
);

/// Latency.
pub static LATENCY: Property = Property::choice(
    "latency_mode",
    both("Latency", "지연 시간"),
    "LOW",
    &[
        choice_in("LOW", "Low, under 5 s", "낮음(5초 미만)"),
        choice_in("NORMAL", "Normal", "보통"),
    ],
)
.doc(
    "Low latency lets viewers answer what they see.",
    "지연이 낮으면 시청자가 실시간으로 반응할 수 있습니다.",
);

/// Resolution that viewers watch.
pub static RESOLUTION: Property = Property::choice(
    "output_resolution",
    both("Viewer resolution", "시청 해상도"),
    "hd",
    &[
        choice("sd", "SD"),
        choice("hd", "HD"),
        choice("fhd", "Full HD"),
    ],
)
.doc(
    "Resolution that most viewers watch; decides the price of a viewer hour.",
    "대부분의 시청자가 보는 해상도이며 시청 시간당 요금을 결정합니다.",
);

/// Input.
pub static INPUT_HOURS: Property = Property::number(
    "input_hours",
    both("Live input", "라이브 입력"),
    units::HOURS,
    100.0,
    0.0,
    1e7,
)
.doc(
    "Hours a month in which the channel is live.",
    "채널이 방송하는 월 시간입니다.",
);

/// Output.
pub static VIEWER_HOURS: Property = Property::usage(
    "viewer_hours",
    both("Viewer hours", "시청 시간"),
    units::HOURS,
)
.doc(
    "Hours that all viewers together watch in a month. Nothing derives it: GB of requests do not tell hours.",
    "모든 시청자가 한 달 동안 시청하는 시간의 합입니다. 직접 입력합니다.",
);

/// Price of input.
pub static INPUT_PRICE: Property = user_price::price(
    "input_price_usd",
    both("Own price of input", "직접 입력한 입력 요금"),
    units::USD_PER_HOUR,
);

/// Price of output.
pub static OUTPUT_PRICE: Property = user_price::price(
    "output_price_usd",
    both("Own price of a viewer hour", "직접 입력한 시청 시간 요금"),
    units::USD_PER_HOUR,
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    item.chosen(&TYPE, language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "input",
        both("Live input", "라이브 입력"),
        Amount::plain(item.number(&INPUT_HOURS), units::HOURS),
        Query::new("ivs", "input_hour").with("type", item.text(&TYPE).to_lowercase()),
    )
    .or_user(item, &INPUT_PRICE, 1.0);
    bill.usage(
        "output",
        both("Viewer hours", "시청 시간"),
        cx.usage(&VIEWER_HOURS, 0.0),
        units::HOURS,
        Query::new("ivs", "output_hour").with("resolution", item.text(&RESOLUTION)),
    )
    .or_user(item, &OUTPUT_PRICE, 1.0);
}

/// IVS channel.
pub static KIND: Kind = Kind {
    name: "ivs_channel",
    title: both("Amazon IVS channel", "Amazon IVS 채널"),
    short: both("IVS", "IVS"),
    doc: both(
        "Interactive live video to viewers all over the world. One pays for hours of input and for the hours that viewers watch.",
        "전 세계 시청자에게 상호 작용 라이브 영상을 보냅니다. 입력 시간과 시청 시간에 요금을 냅니다.",
    ),
    category: Category::Media,
    service: "Amazon IVS",
    spend: Spend::Other,
    glyph: glyph::BROADCAST,
    monogram: "IVS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_ivs_channel"],
    cloudformation: &["AWS::IVS::Channel"],
    drawio: "interactive_video",
    keywords: &["live", "stream", "video", "class", "라이브", "실시간 방송"],
    port: Some(443),
    properties: &[
        &TYPE,
        &LATENCY,
        &RESOLUTION,
        &INPUT_HOURS,
        &VIEWER_HOURS,
        &INPUT_PRICE,
        &OUTPUT_PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn input_and_viewer_hours_at_typed_prices() {
        let channel = || Bench::new("ivs_channel").with("viewer_hours", 20_000.0);
        assert_eq!(channel().lines().missing(), ["input", "output"]);
        let lines = channel()
            .with("input_price_usd", 2.0)
            .with("output_price_usd", 0.05)
            .lines();
        // 100 h x 2 $; 20,000 h x 0.05 $.
        near(lines.usd("input"), 200.0);
        near(lines.usd("output"), 1_000.0);
    }
}
