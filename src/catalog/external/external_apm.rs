//! Application performance monitoring (APM) of another company, billed by hosts with an agent, and by GB where the
//! vendor does, at prices that the user types.

use super::{PRICE_SOURCE, outside_fact, price_source};
use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::text::both;

/// What the vendor charges for a host.
pub static PRICE_PER_HOST: Property = Property::optional(
    "price_usd_per_host",
    both("Price per host", "호스트당 요금"),
    units::USD_PER_HOST,
    0.0,
    1e6,
)
.doc(
    "What the vendor charges a month for each host (or function, or container) with an agent, \
     in US dollars.",
    "에이전트가 있는 호스트(함수, 컨테이너)마다 제공 업체가 청구하는 월 요금(미국 달러)입니다.",
);

/// Hosts with an agent.
pub static HOSTS: Property = Property::usage(
    "hosts",
    both("Hosts with an agent", "에이전트 호스트"),
    units::HOSTS,
)
.doc(
    "Hosts with an agent, on average over the month. Derived: the instances that connect to it.",
    "에이전트가 있는 호스트의 월평균 수입니다. 이곳에 연결하는 인스턴스 수로 계산합니다.",
);

/// What the vendor charges for a GB of spans, metrics or logs.
pub static PRICE_PER_GB: Property = Property::optional(
    "price_usd_per_gb",
    both("Price per GB", "GB당 요금"),
    units::USD_PER_GB,
    0.0,
    1000.0,
)
.doc(
    "What the vendor charges for each GB of spans and metrics, in US dollars. Left out, GB \
     cost nothing.",
    "제공 업체가 스팬과 지표 1GB마다 청구하는 요금(미국 달러)입니다. 비워 두면 GB 요금은 \
     없습니다.",
);

/// Instances of what connects to it, each component once.
fn connected(cx: &BillCx<'_>) -> f64 {
    let mut peers: Vec<_> = cx.flows.incoming.iter().map(|flow| &flow.from).collect();
    peers.sort();
    peers.dedup();
    let items = peers
        .into_iter()
        .filter_map(|peer| Item::of(cx.item.design, peer));
    items.map(|item| item.instances()).sum()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let (name, hosts) = (HOSTS.title, cx.usage(&HOSTS, connected(cx)));
    let amount = Amount::plain(hosts.value, units::HOSTS);
    let charge = match item.typed(&PRICE_PER_HOST) {
        Some(usd) => bill.user_price("hosts", name, amount, usd, price_source(item)),
        None => bill.missing(
            "hosts",
            name,
            amount,
            "price_usd_per_host of the APM vendor",
        ),
    };
    charge.from(hosts.source);
    if let Some(usd) = item.typed(&PRICE_PER_GB) {
        let name = both("Spans and metrics", "스팬 및 지표");
        let amount = Amount::plain(cx.flows.gb_in().0, units::GB);
        bill.user_price("data", name, amount, usd, price_source(item))
            .from(UsageSource::Derived);
    }
}

/// External APM.
pub static KIND: Kind = Kind {
    name: "external_apm",
    title: both("External APM", "외부 APM"),
    short: both("APM", "APM"),
    doc: both(
        "Response times, errors and traces of an application, watched with another company. \
         AWS bills the transfer to it; the vendor bills by host and GB at the prices that you \
         type, with their source.",
        "애플리케이션의 응답 시간, 오류, 추적을 다른 회사에서 관찰합니다. AWS는 전송을 \
         과금하고, 제공 업체는 직접 입력한 호스트당, GB당 요금으로 과금합니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    spend: Spend::Observability,
    glyph: glyph::GAUGE,
    monogram: "APM",
    scope: Scope::External,
    network: Network::Internet,
    drawio: "internet_alt2",
    keywords: &[
        "monitoring",
        "tracing",
        "datadog",
        "newrelic",
        "dynatrace",
        "pinpoint",
        "모니터링",
        "성능",
    ],
    properties: &[&PRICE_PER_HOST, &HOSTS, &PRICE_PER_GB, &PRICE_SOURCE],
    key_fact: outside_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::KIND;
    use crate::catalog::external::testing::{missing_lines, user_lines};
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hosts_and_gigabytes_at_the_typed_prices() {
        let prices = [
            ("price_usd_per_host", 15.0),
            ("price_usd_per_gb", 0.1),
            ("hosts", 4.0),
        ];
        // 4 hosts x $15 = $60; 200 GB x $0.10 = $20.
        let lines = user_lines(&KIND, &prices, 200.0);
        assert_eq!(lines, vec![("hosts", 4.0, 15.0), ("data", 200.0, 0.1)]);
    }

    #[test]
    fn without_a_price_hosts_are_missing_not_free() {
        assert_eq!(missing_lines(&KIND, 200.0), vec!["hosts"]);
    }

    #[test]
    fn what_connects_is_counted_once() {
        let lines = Bench::new("external_apm")
            .with("price_usd_per_host", 10.0)
            .incoming("instance", 1e6, 1.0, 0.0)
            .incoming("lambda_function", 1e6, 1.0, 0.0)
            .lines();
        near(lines.usd("hosts"), 20.0);
    }
}
