//! Endpoint groups of AWS Global Accelerator: the premium for each GB, by where the endpoints and the users are.
//!
//! Semantics: AWS Global Accelerator pricing page, "Data Transfer-Premium": only the direction with more GB is billed, on top of the
//! transfer itself. AWS decides it hour by hour; here the month decides. The catalogue has the premium of endpoints in Europe only; for
//! others the user types it.

use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend, Usage, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};

/// Endpoint Region.
pub static REGION: Property = Property::text(
    "endpoint_group_region",
    both("Endpoint Region", "엔드포인트 리전"),
    "",
)
.doc(
    "Region of the endpoints; that of the drawing if empty.",
    "엔드포인트의 리전입니다. 비워 두면 그림의 리전을 따릅니다.",
);

/// Users in.
pub static USERS: Property = Property::choice(
    "users",
    both("Users in", "사용자 위치"),
    "South Korea",
    USERS_IN,
)
.doc(
    "Where the users of the drawn connections are.",
    "그려진 연결의 사용자가 있는 위치입니다.",
);

/// Traffic dial.
pub static DIAL: Property = Property::number(
    "traffic_dial_percentage",
    both("Traffic dial", "트래픽 다이얼"),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the traffic that would come here that does.",
    "이곳으로 올 트래픽 중 실제로 보내는 비율입니다.",
)
.secondary();

/// Health check interval.
pub static CHECK_INTERVAL: Property = Property::count(
    "health_check_interval_seconds",
    both("Health check interval", "상태 확인 간격"),
    units::SECONDS,
    30.0,
    10.0,
    30.0,
)
.doc(
    "Seconds between health checks of an endpoint.",
    "엔드포인트 상태 확인 간격입니다.",
)
.secondary();

/// Parts of the world as the premium counts them.
const USERS_IN: &[Choice] = &[
    choice_in(
        "US Mexico Canada",
        "United States, Mexico, Canada",
        "미국, 멕시코, 캐나다",
    ),
    choice_in("Europe", "Europe", "유럽"),
    choice_in(
        "South Africa Kenya",
        "South Africa, Kenya",
        "남아프리카공화국, 케냐",
    ),
    choice_in("South America", "South America", "남아메리카"),
    choice_in("South Korea", "South Korea", "한국"),
    choice_in("Middle East", "Middle East", "중동"),
    choice_in(
        "Australia New Zealand",
        "Australia, New Zealand",
        "호주, 뉴질랜드",
    ),
    choice_in("Asia Pacific", "Asia Pacific", "아시아 태평양"),
    choice_in(
        "India Indonesia Philippines Thailand",
        "India, Indonesia, Philippines, Thailand",
        "인도, 인도네시아, 필리핀, 태국",
    ),
];

/// A part of the world with the usage of one direction.
struct Place {
    /// Key of its line.
    key: &'static str,
    /// Name in the price list.
    name: &'static str,
    /// Shown name.
    title: Bilingual,
    /// GB in the month.
    usage: &'static Property,
}

/// Usage properties of one direction, one for each part of the world.
macro_rules! direction {
    ($module:ident, $prefix:literal, $en:literal, $ko:literal, $doc_en:literal, $doc_ko:literal; $($name:ident = $key:literal, $place:literal, $place_en:literal, $place_ko:literal;)*) => {
        /// GB by part of the world in one direction.
        pub mod $module {
            use super::{Place, Property, both, units};
            $(
                #[doc = concat!("GB, ", $place_en, ".")]
                pub static $name: Property = Property::usage(
                    concat!($prefix, "_", $key, "_gb"),
                    both(concat!($en, ": ", $place_en), concat!($ko, ": ", $place_ko)),
                    units::GB_PER_MONTH,
                )
                .doc($doc_en, $doc_ko)
                .secondary();
            )*
            pub(super) const PLACES: &[Place] = &[
                $(Place {
                    key: concat!($prefix, "_", $key),
                    name: $place,
                    title: both(concat!($en, ": ", $place_en), concat!($ko, ": ", $place_ko)),
                    usage: &$name,
                },)*
            ];
        }
    };
}

/// Both directions with the same parts of the world.
macro_rules! places {
    ($($rest:tt)*) => {
        direction!(inbound, "inbound", "In", "수신", "GB from users there in the month. Derived where most users are.", "한 달 동안 그 지역 사용자에게서 받는 데이터입니다. 사용자 위치에서는 계산됩니다."; $($rest)*);
        direction!(outbound, "outbound", "Out", "송신", "GB to users there in the month. Derived where most users are.", "한 달 동안 그 지역 사용자에게 보내는 데이터입니다. 사용자 위치에서는 계산됩니다."; $($rest)*);
    };
}

places! {
US = "us", "US Mexico Canada", "United States, Mexico, Canada", "미국, 멕시코, 캐나다";
EUROPE = "europe", "Europe", "Europe", "유럽";
SOUTH_AFRICA = "south_africa", "South Africa Kenya", "South Africa, Kenya", "남아프리카공화국, 케냐";
SOUTH_AMERICA = "south_america", "South America", "South America", "남아메리카";
SOUTH_KOREA = "south_korea", "South Korea", "South Korea", "한국";
MIDDLE_EAST = "middle_east", "Middle East", "Middle East", "중동";
AUSTRALIA = "australia", "Australia New Zealand", "Australia, New Zealand", "호주, 뉴질랜드";
ASIA_PACIFIC = "asia_pacific", "Asia Pacific", "Asia Pacific", "아시아 태평양";
INDIA = "india", "India Indonesia Philippines Thailand", "India, Indonesia, Philippines, Thailand", "인도, 인도네시아, 필리핀, 태국";
}

/// Part of the world of a Region.
fn part_of_world(region: &str) -> &'static str {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| region.starts_with(prefix));
    if starts(&["eu-", "il-"]) {
        "Europe"
    } else if starts(&["af-"]) {
        "South Africa Kenya"
    } else if starts(&["sa-"]) {
        "South America"
    } else if region == "ap-northeast-2" {
        "South Korea"
    } else if starts(&["me-"]) {
        "Middle East"
    } else if matches!(
        region,
        "ap-southeast-2" | "ap-southeast-4" | "ap-southeast-6"
    ) {
        "Australia New Zealand"
    } else if starts(&["ap-south-"]) || matches!(region, "ap-southeast-3" | "ap-southeast-7") {
        "India Indonesia Philippines Thailand"
    } else if starts(&["ap-"]) {
        "Asia Pacific"
    } else {
        "US Mexico Canada"
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&REGION).chars().take(24).collect()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let users = item.text(&USERS);
    let endpoints = part_of_world(match item.text(&REGION) {
        "" => item.region(),
        region => region,
    });
    let usages = |places: &'static [Place], derived: f64| -> Vec<(&'static Place, Usage)> {
        let derived = |place: &Place| if place.name == users { derived } else { 0.0 };
        places
            .iter()
            .map(|place| (place, cx.usage(place.usage, derived(place))))
            .collect()
    };
    let arriving = usages(inbound::PLACES, cx.flows.gb_in().0);
    let leaving = usages(outbound::PLACES, cx.flows.gb_out().0);
    let sum = |list: &[(&Place, Usage)]| list.iter().map(|(_, usage)| usage.value).sum::<f64>();
    let dominant = if sum(&leaving) > sum(&arriving) {
        leaving
    } else {
        arriving
    };
    let nothing = sum(&dominant) <= 0.0;
    for (place, usage) in dominant {
        if usage.value <= 0.0 && !(nothing && place.name == users) {
            continue;
        }
        let query = Query::new("global_accelerator", "dt_premium_gb")
            .with("endpoints", endpoints)
            .with("users", place.name)
            .global();
        bill.usage(place.key, place.title, usage, units::GB, query)
            .or_user_price(item)
            .spend(Spend::DataTransfer);
    }
}
/// Global Accelerator endpoint group.
pub static KIND: Kind = Kind {
    name: "globalaccelerator_endpoint_group",
    title: both(
        "Global Accelerator endpoint group",
        "Global Accelerator 엔드포인트 그룹",
    ),
    short: both("Endpoint group", "엔드포인트 그룹"),
    doc: both(
        "Endpoints of an accelerator in one Region. A premium for each GB of the busier direction comes on top of the transfer.",
        "한 리전에 있는 액셀러레이터의 엔드포인트입니다. 더 많은 방향의 GB마다 데이터 전송에 더해 프리미엄이 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Global Accelerator",
    spend: Spend::Networking,
    glyph: glyph::TARGET,
    monogram: "GAE",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_globalaccelerator_endpoint_group"],
    imports: &[Import::of("aws_globalaccelerator_endpoint_group").usage(&[
        ("monthly_inbound_data_transfer_gb.us", &inbound::US),
        ("monthly_inbound_data_transfer_gb.europe", &inbound::EUROPE),
        (
            "monthly_inbound_data_transfer_gb.south_africa",
            &inbound::SOUTH_AFRICA,
        ),
        (
            "monthly_inbound_data_transfer_gb.south_america",
            &inbound::SOUTH_AMERICA,
        ),
        (
            "monthly_inbound_data_transfer_gb.south_korea",
            &inbound::SOUTH_KOREA,
        ),
        (
            "monthly_inbound_data_transfer_gb.middle_east",
            &inbound::MIDDLE_EAST,
        ),
        (
            "monthly_inbound_data_transfer_gb.australia",
            &inbound::AUSTRALIA,
        ),
        (
            "monthly_inbound_data_transfer_gb.asia_pacific",
            &inbound::ASIA_PACIFIC,
        ),
        ("monthly_inbound_data_transfer_gb.india", &inbound::INDIA),
        ("monthly_outbound_data_transfer_gb.us", &outbound::US),
        (
            "monthly_outbound_data_transfer_gb.europe",
            &outbound::EUROPE,
        ),
        (
            "monthly_outbound_data_transfer_gb.south_africa",
            &outbound::SOUTH_AFRICA,
        ),
        (
            "monthly_outbound_data_transfer_gb.south_america",
            &outbound::SOUTH_AMERICA,
        ),
        (
            "monthly_outbound_data_transfer_gb.south_korea",
            &outbound::SOUTH_KOREA,
        ),
        (
            "monthly_outbound_data_transfer_gb.middle_east",
            &outbound::MIDDLE_EAST,
        ),
        (
            "monthly_outbound_data_transfer_gb.australia",
            &outbound::AUSTRALIA,
        ),
        (
            "monthly_outbound_data_transfer_gb.asia_pacific",
            &outbound::ASIA_PACIFIC,
        ),
        ("monthly_outbound_data_transfer_gb.india", &outbound::INDIA),
    ])],
    cloudformation: &["AWS::GlobalAccelerator::EndpointGroup"],
    drawio: "global_accelerator",
    keywords: &[
        "anycast",
        "premium",
        "accelerator",
        "프리미엄",
        "액셀러레이터",
    ],
    properties: &[
        &REGION,
        &USERS,
        &inbound::US,
        &inbound::EUROPE,
        &inbound::SOUTH_AFRICA,
        &inbound::SOUTH_AMERICA,
        &inbound::SOUTH_KOREA,
        &inbound::MIDDLE_EAST,
        &inbound::AUSTRALIA,
        &inbound::ASIA_PACIFIC,
        &inbound::INDIA,
        &outbound::US,
        &outbound::EUROPE,
        &outbound::SOUTH_AFRICA,
        &outbound::SOUTH_AMERICA,
        &outbound::SOUTH_KOREA,
        &outbound::MIDDLE_EAST,
        &outbound::AUSTRALIA,
        &outbound::ASIA_PACIFIC,
        &outbound::INDIA,
        &user_price::PRICE,
        &user_price::SOURCE,
        &DIAL,
        &CHECK_INTERVAL,
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
    fn the_busier_direction_is_billed() {
        let bench = Bench::new("globalaccelerator_endpoint_group")
            .with("endpoint_group_region", "eu-west-1");
        // In: 100 GB from Europe and 50 GB from South Africa; out: 120 GB. In is more: $1.50 + $3.35.
        let lines = bench
            .with("inbound_europe_gb", 100.0)
            .with("inbound_south_africa_gb", 50.0)
            .with("outbound_europe_gb", 120.0)
            .lines();
        assert_eq!(lines.keys(), ["inbound_europe", "inbound_south_africa"]);
        assert_eq!(
            lines.query("inbound_europe"),
            "global_accelerator dt_premium_gb endpoints=Europe;users=Europe"
        );
        near(lines.total(), 4.85);
    }

    #[test]
    fn unknown_premiums_are_missing_until_they_are_typed() {
        // 1,048,576 requests of 1 KB, answered with 99 KB: 1 GB in, 99 GB out.
        let bench = Bench::new("globalaccelerator_endpoint_group").incoming(
            "users",
            1_048_576.0,
            1.0,
            99.0,
        );
        assert_eq!(bench.lines().missing(), ["outbound_south_korea"]);
        near(bench.lines().quantity("outbound_south_korea"), 99.0);
        near(bench.with("user_price_usd", 0.01).lines().total(), 0.99);
    }
}
