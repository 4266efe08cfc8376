//! A service of another company: payment, chat, monitoring. What it charges is the user's to say.

use super::{PRICE_SOURCE, outside_fact, price_source};
use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// What the other company charges in a month.
pub static FEE: Property = Property::optional(
    "fee_usd_per_month",
    both("Monthly fee", "월 요금"),
    units::USD_PER_MONTH,
    0.0,
    1e9,
)
.doc(
    "What the provider charges in a month, in US dollars. Left out, nothing is added to the bill.",
    "제공 업체가 청구하는 월 요금(미국 달러)입니다. 비워 두면 비용에 더하지 않습니다.",
);

/// Whether the system goes on without it.
pub static FALLBACK: Property = Property::flag(
    "has_fallback",
    both("Fallback", "대체 수단"),
    false,
)
.doc(
    "When it does not answer, callers go on with a stored answer, another provider or less service.",
    "응답하지 않을 때 호출자가 저장된 응답, 다른 제공 업체 또는 축소된 기능으로 계속합니다.",
)
.secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if let Some(fee) = cx.item.typed(&FEE) {
        bill.user_price(
            "fee",
            both("Provider's fee", "제공 업체 요금"),
            Amount::plain(1.0, units::MONTHS),
            fee,
            price_source(&cx.item),
        );
    }
}

/// External service.
pub static KIND: Kind = Kind {
    name: "external_service",
    title: both("External service", "외부 서비스"),
    short: both("External", "외부 서비스"),
    doc: both(
        "A service of another company that the system calls or that calls it: payment, chat, monitoring. AWS bills what \
         is sent to it; its own fee is what you type.",
        "결제, 채팅, 모니터링처럼 시스템이 호출하거나 시스템을 호출하는 다른 회사의 서비스입니다. AWS에서 나가는 전송이 과금되며, 서비스 요금은 직접 입력합니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    spend: Spend::Other,
    glyph: glyph::ARROW_SQUARE_UP_RIGHT,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "internet_alt2",
    keywords: &[
        "third party",
        "saas",
        "payment",
        "slack",
        "webhook",
        "api",
        "결제",
        "슬랙",
    ],
    is_entry: true,
    properties: &[&FEE, &PRICE_SOURCE, &FALLBACK],
    key_fact: outside_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::KIND;
    use crate::catalog::external::testing::{costs_nothing, user_lines};

    #[test]
    fn only_a_typed_fee_is_billed() {
        costs_nothing(&KIND);
        let lines = user_lines(&KIND, &[("fee_usd_per_month", 49.0)], 0.0);
        // One month at the typed $49.
        assert_eq!(lines, vec![("fee", 1.0, 49.0)]);
    }
}
