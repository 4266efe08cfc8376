//! Root user of an account. Free; rules read how it is protected.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const MFA_DEVICES: &[Choice] = &[
    choice_in("none", "None", "없음"),
    choice_in("virtual", "Authenticator app", "인증 앱"),
    choice_in("hardware", "Hardware key", "하드웨어 키"),
];

/// MFA.
pub static MFA: Property = Property::choice("mfa", both("MFA", "MFA"), "virtual", MFA_DEVICES).doc(
    "Second factor at sign-in of the root user.",
    "루트 사용자로 로그인할 때 사용하는 두 번째 인증 요소입니다.",
);

/// MFA devices.
pub static DEVICES: Property = Property::count(
    "mfa_devices",
    both("MFA devices", "MFA 디바이스"),
    units::ITEMS,
    1.0,
    0.0,
    8.0,
)
.doc(
    "Registered devices; AWS allows eight. A second one kept elsewhere avoids a lock-out.",
    "등록한 디바이스 수입니다. 최대 8개이며, 다른 곳에 보관한 두 번째 디바이스가 잠김을 \
     막습니다.",
)
.when(|item| item.text(&MFA) != "none");

/// Access keys.
pub static ACCESS_KEYS: Property = Property::count(
    "access_keys",
    both("Access keys", "액세스 키"),
    units::KEYS,
    0.0,
    0.0,
    2.0,
)
.doc(
    "Access keys of the root user; there should be none.",
    "루트 사용자의 액세스 키 수입니다. 없어야 합니다.",
);

/// Used every day.
pub static DAILY: Property =
    Property::flag("daily_use", both("Used every day", "일상 사용"), false).doc(
        "Somebody works as the root user.",
        "루트 사용자로 일상 작업을 합니다.",
    );

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&MFA);
    let chosen = MFA_DEVICES.iter().find(|option| option.value == value);
    let title = chosen.map_or("", |option| option.title.get(language));
    format!("MFA: {title}")
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "root",
        both("Root user", "루트 사용자"),
        Amount::plain(1.0, units::ITEMS),
        both("part of every account", "모든 계정에 포함됩니다"),
    );
}

/// Root user of the account.
pub static KIND: Kind = Kind {
    name: "account_root_user",
    title: both("Root user of the account", "계정 루트 사용자"),
    short: both("Root user", "루트 사용자"),
    doc: both(
        "The identity that an account begins with. No policy limits it, so it is locked away \
         behind MFA and used for almost nothing. Free.",
        "계정을 만들 때 생기는 자격 증명입니다. 어떤 정책으로도 제한할 수 없으므로 MFA로 \
         잠그고 거의 사용하지 않습니다. 무료입니다.",
    ),
    category: Category::Security,
    service: "AWS Identity and Access Management",
    spend: Spend::Other,
    glyph: glyph::FINGERPRINT,
    monogram: "ROOT",
    scope: Scope::Global,
    drawio: "user",
    keywords: &["root", "mfa", "account", "owner", "루트", "계정"],
    properties: &[&MFA, &DEVICES, &ACCESS_KEYS, &DAILY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn the_root_user_is_free() {
        let bench = Bench::new("account_root_user").with("mfa", "none");
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "MFA: None");
    }
}
