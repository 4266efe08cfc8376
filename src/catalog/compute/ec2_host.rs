//! Amazon EC2 Dedicated Hosts: a physical server of one customer, billed by family; its instances cost nothing more.
//!
//! Semantics: Amazon EC2 Dedicated Hosts pricing page (by the hour and family, reservations of hosts).

use super::server;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, user_price};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Instance family.
pub static FAMILY: Property = Property::text(
    "instance_family",
    both("Instance family", "인스턴스 패밀리"),
    "m5",
)
.doc(
    "Family of the instances that the host takes, for example `c5`. It decides the price of the hour.",
    "호스트가 수용하는 인스턴스 패밀리입니다(예: `c5`). 시간당 요금을 결정합니다.",
);

/// Number of hosts.
pub static COUNT: Property = Property::count(
    "host_count",
    both("Hosts", "호스트 수"),
    units::HOSTS,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "How many equal hosts the component stands for.",
    "이 컴포넌트가 나타내는 동일한 호스트의 수입니다.",
);

/// Whether hosts take instances that do not name them.
pub static AUTO_PLACEMENT: Property = Property::choice(
    "auto_placement",
    both("Auto-placement", "자동 배치"),
    "on",
    &[
        choice_in("on", "On", "켜짐"),
        choice_in("off", "Off", "꺼짐"),
    ],
)
.doc(
    "Whether instances that do not name a host may start on it.",
    "호스트를 지정하지 않은 인스턴스가 이 호스트에서 시작될 수 있는지 여부입니다.",
)
.secondary();

/// Whether instances move to a new host when theirs fails.
pub static RECOVERY: Property = Property::choice(
    "host_recovery",
    both("Host recovery", "호스트 복구"),
    "off",
    &[
        choice_in("on", "On", "켜짐"),
        choice_in("off", "Off", "꺼짐"),
    ],
)
.doc(
    "Whether AWS starts the instances on a new host when this one fails.",
    "호스트에 장애가 발생하면 새 호스트에서 인스턴스를 다시 시작할지 여부입니다.",
)
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    server::count(item, &COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&FAMILY))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let family = item.text(&FAMILY);
    let charge = bill
        .charge(
            "host",
            both("Dedicated Host", "전용 호스트"),
            Amount::hours(item.instances(), units::HOSTS, cx.hours),
            Query::new("ec2", "dedicated_host_hour").with("family", family),
        )
        .named(Phrase::new(
            format!("Dedicated Host, {family}"),
            format!("전용 호스트, {family}"),
        ))
        .or_user_price(item);
    purchase::apply(cx, Rows::Recurring, charge);
}

/// The family is stated, or that of the type: `c5` of `c5.18xlarge`.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let of_type = || resource.text("instance_type")?.split('.').next();
    if let Some(family) = resource.text("instance_family").or_else(of_type) {
        draft.set(&FAMILY, family);
    }
    purchase::read(resource, draft);
}

/// Dedicated Host.
pub static KIND: Kind = Kind {
    name: "ec2_host",
    title: both("Amazon EC2 Dedicated Host", "Amazon EC2 전용 호스트"),
    short: both("Host", "전용 호스트"),
    doc: both(
        "Physical server for one customer, for licences bound to sockets or cores and for compliance. Billed by the hour \
         and family, used or not; instances on it (tenancy `host`) cost nothing more.",
        "소켓 또는 코어 단위 라이선스나 규정 준수를 위한 단일 고객 전용 물리 서버입니다. 사용 여부와 관계없이 패밀리와 시간에 따라 과금되며, 그 위의 인스턴스(테넌시 `host`)는 추가 요금이 없습니다.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::DESKTOP_TOWER,
    monogram: "HOST",
    scope: Scope::Zonal,
    terraform: &["aws_ec2_host"],
    imports: &[Import::of("aws_ec2_host").read(read)],
    cloudformation: &["AWS::EC2::Host"],
    drawio: "ec2",
    keywords: &[
        "dedicated",
        "host",
        "license",
        "byol",
        "mac",
        "전용",
        "라이선스",
    ],
    properties: &[
        &FAMILY,
        &COUNT,
        &purchase::OPTION_COMMITTED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &user_price::PRICE,
        &user_price::SOURCE,
        &AUTO_PLACEMENT,
        &RECOVERY,
    ],
    instances,
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hosts_by_family() {
        let bench = Bench::new("ec2_host")
            .region("us-east-1")
            .with("instance_family", "c5")
            .with("host_count", 2.0);
        // 2 × 730 h × $3.366 = $4,914.36.
        near(bench.lines().total(), 4914.36);
        assert_eq!(bench.key_fact(), "2 × c5");
    }

    #[test]
    fn a_reserved_host_and_one_without_a_price() {
        let bench = Bench::new("ec2_host")
            .region("us-east-1")
            .with("purchase_option", "reserved");
        // 730 h × $3.193 = $2,330.89; On-Demand has no price in any source.
        near(bench.lines().total(), 2330.89);
        assert_eq!(bench.lines().upfront("host"), Some(0.0));
        let on_demand = bench.with("purchase_option", "on_demand");
        assert_eq!(on_demand.lines().missing(), ["host"]);
        let typed = on_demand
            .with("user_price_usd", 5.0)
            .with("user_price_source", "AWS pricing page, 2026-10-01");
        near(typed.lines().total(), 3650.0);
        let planned = typed
            .with("purchase_option", "savings_plan")
            .with("discount_percent", 20.0);
        near(planned.lines().total(), 2920.0);
    }
}
