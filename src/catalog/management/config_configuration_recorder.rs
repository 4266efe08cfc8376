//! AWS Config recorder: a price for each configuration item that it records.
//!
//! Semantics: AWS Config pricing page; `pricing/config.csv`. Daily recording costs four times as much an item and
//! records at most one a day and resource.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const FREQUENCIES: &[Choice] = &[
    choice_in("CONTINUOUS", "Continuous", "지속적"),
    choice_in("DAILY", "Daily", "매일"),
];

/// Recording.
pub static FREQUENCY: Property = Property::choice(
    "recording_frequency",
    both("Recording", "기록 주기"),
    "CONTINUOUS",
    FREQUENCIES,
)
.doc(
    "Every change, or the state of each resource once a day.",
    "모든 변경을 기록하거나, 리소스의 상태를 하루에 한 번 기록합니다.",
);

/// Configuration items.
pub static ITEMS: Property = Property::usage(
    "configuration_items",
    both("Configuration items", "구성 항목"),
    units::CONFIGURATION_ITEMS,
)
.doc(
    "Configuration items recorded in a month: one for each change of a resource.",
    "한 달에 기록하는 구성 항목 수입니다. 리소스 변경마다 하나입니다.",
);

/// Custom configuration items.
pub static CUSTOM: Property = Property::usage(
    "custom_configuration_items",
    both("Custom configuration items", "사용자 지정 구성 항목"),
    units::CONFIGURATION_ITEMS,
)
.doc(
    "Items of resources outside AWS recorded in a month.",
    "한 달에 기록하는 AWS 외부 리소스의 항목 수입니다.",
);

/// All resource types.
pub static ALL: Property = Property::flag(
    "all_supported",
    both("All resource types", "모든 리소스 유형"),
    true,
)
.doc(
    "Records every type that Config supports.",
    "Config가 지원하는 모든 유형을 기록합니다.",
)
.secondary();

fn is_daily(item: &Item<'_>) -> bool {
    item.text(&FREQUENCY) == "DAILY"
}

static CONTINUOUS: &[Meter] = &[
    Meter::of("items", &ITEMS, "config", "configuration_item").with(&[("recording", "continuous")]),
    Meter::of("custom_items", &CUSTOM, "config", "config_custom"),
];
static DAILY: &[Meter] = &[
    Meter::of("items", &ITEMS, "config", "configuration_item").with(&[("recording", "daily")]),
    Meter::of("custom_items", &CUSTOM, "config", "config_custom"),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let meters = if is_daily(&cx.item) {
        DAILY
    } else {
        CONTINUOUS
    };
    meter::bill(cx, bill, meters);
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&FREQUENCY);
    let chosen = FREQUENCIES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

/// Config recorder.
pub static KIND: Kind = Kind {
    name: "config_configuration_recorder",
    title: both("AWS Config recorder", "AWS Config 레코더"),
    short: both("Config", "Config"),
    doc: both(
        "Keeps the history of how resources are configured. Billed by configuration items \
         recorded.",
        "리소스 구성의 이력을 보관합니다. 기록한 구성 항목 수로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Config",
    spend: Spend::Other,
    glyph: glyph::NOTEBOOK,
    monogram: "CONF",
    scope: Scope::Regional,
    terraform: &["aws_config_configuration_recorder"],
    imports: &[Import::of("aws_config_configuration_recorder")
        .attributes(&[
            ("recording_mode.recording_frequency", &FREQUENCY),
            ("recording_group.all_supported", &ALL),
        ])
        .usage(&[
            ("monthly_config_items", &ITEMS),
            ("monthly_custom_config_items", &CUSTOM),
        ])],
    cloudformation: &["AWS::Config::ConfigurationRecorder"],
    drawio: "config",
    keywords: &["configuration", "history", "drift", "구성", "이력"],
    properties: &[&FREQUENCY, &ITEMS, &CUSTOM, &ALL],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn items_by_the_piece() {
        let bench =
            || Bench::new("config_configuration_recorder").with("configuration_items", 10_000.0);
        // 10,000 x $0.003; daily x $0.012; 1,000 custom items x $0.003.
        near(bench().lines().total(), 30.0);
        let daily = bench().with("recording_frequency", "DAILY");
        near(daily.lines().total(), 120.0);
        assert_eq!(daily.key_fact(), "Daily");
        near(
            bench()
                .with("custom_configuration_items", 1000.0)
                .lines()
                .total(),
            33.0,
        );
    }
}
