//! How capacity is bought: On-Demand, reserved, under a Savings Plan, or Spot; shared by all kinds that offer a choice.
//!
//! In: a charge at the On-Demand price for the hours of something. [`apply`] turns it into the charge of the option that
//! the item has. Commitments are paid whether they are used or not: schedules and running hours do not shorten them, the
//! charge holds what recurs each month and its [`Commitment`](super::Commitment) what is paid once.
//!
//! Prices, in this order: a discount that the user typed (an assumption, shown with its source); a price row of the
//! option ([`Rows`] says how the service writes them); else the price is missing. Nothing is guessed.
//!
//! Semantics: Amazon EC2 Reserved Instances pricing page (no, partial, all upfront; standard and convertible), Savings
//! Plans pricing page (half of the commitment upfront in a partial upfront plan), `cost-semantics`: commitments.

use super::amount::{Amount, units};
use super::bill::{BillCx, Charge, Tariff, Upfront};
use super::item::Item;
use super::property::{Choice, Property, choice_in};
use super::terraform::{Draft, Resource};
use crate::pricing::Query;
use crate::text::{Bilingual, Language, Phrase, both, number};

/// Hours in a year of a reservation.
const HOURS_PER_YEAR: f64 = 8760.0;
/// Months in a year of a reservation.
const MONTHS_PER_YEAR: f64 = 12.0;
/// Part of a partial upfront commitment that is paid at its start.
const UPFRONT_PART: f64 = 0.5;

const ON_DEMAND: Choice = choice_in("on_demand", "On-Demand", "온디맨드");
const RESERVED: Choice = choice_in("reserved", "Reserved", "예약");
const SAVINGS_PLAN: Choice = choice_in("savings_plan", "Savings Plan", "절감형 플랜");
const SPOT: Choice = choice_in("spot", "Spot", "스팟");

const fn option(options: &'static [Choice]) -> Property {
    Property::choice(
        "purchase_option",
        both("Purchase option", "구매 옵션"),
        "on_demand",
        options,
    )
    .doc(
        "How the hours are paid. On-Demand without commitment; reservations and Savings Plans for a term, used or not; \
         Spot for spare capacity that AWS may take back.",
        "시간 요금을 지불하는 방식입니다. 온디맨드는 약정이 없고, 예약과 절감형 플랜은 사용 여부와 관계없이 약정 기간 동안 지불하며, 스팟은 AWS가 회수할 수 있는 여유 용량을 사용합니다.",
    )
}

/// Purchase option of EC2 instances.
pub static OPTION: Property = option(&[ON_DEMAND, RESERVED, SAVINGS_PLAN, SPOT]);
/// Purchase option of databases (RDS, Aurora, ElastiCache, DynamoDB, OpenSearch): reserved, or Database Savings Plan.
pub static OPTION_DATABASE: Property = option(&[ON_DEMAND, RESERVED, SAVINGS_PLAN]);
/// Purchase option of EC2 capacity whose Spot share is stated apart (node groups), and of dedicated hosts.
pub static OPTION_COMMITTED: Property = option(&[ON_DEMAND, RESERVED, SAVINGS_PLAN]);
/// Purchase option of what can only be reserved (Redshift, MemoryDB).
pub static OPTION_RESERVED: Property = option(&[ON_DEMAND, RESERVED]);
/// Purchase option of what only Savings Plans cover (Lambda, SageMaker).
pub static OPTION_PLAN: Property = option(&[ON_DEMAND, SAVINGS_PLAN]);
/// Purchase option of Fargate: Savings Plan or Spot.
pub static OPTION_PLAN_SPOT: Property = option(&[ON_DEMAND, SAVINGS_PLAN, SPOT]);

/// Term of the commitment.
pub static TERM: Property = Property::choice(
    "reserved_term",
    both("Term", "약정 기간"),
    "1yr",
    &[
        choice_in("1yr", "1 year", "1년"),
        choice_in("3yr", "3 years", "3년"),
    ],
)
.doc(
    "How long the reservation or Savings Plan runs.",
    "예약 또는 절감형 플랜의 기간입니다.",
)
.when(is_committed);

/// How the commitment is paid.
pub static PAYMENT: Property = Property::choice(
    "payment_option",
    both("Payment option", "결제 옵션"),
    "no_upfront",
    &[
        choice_in("no_upfront", "No upfront", "선결제 없음"),
        choice_in("partial_upfront", "Partial upfront", "부분 선결제"),
        choice_in("all_upfront", "All upfront", "전체 선결제"),
    ],
)
.doc(
    "What is paid at the start of the term. It stands apart from the month; the month holds what recurs.",
    "약정 시작 시 지불하는 방식입니다. 선결제 금액은 월 비용과 따로 표시되며 월 비용에는 반복 요금만 들어갑니다.",
)
.when(is_committed);

/// Offering class of a reserved EC2 instance.
pub static CLASS: Property = Property::choice(
    "offering_class",
    both("Offering class", "상품 클래스"),
    "standard",
    &[
        choice_in("standard", "Standard", "표준"),
        choice_in("convertible", "Convertible", "컨버터블"),
    ],
)
.doc(
    "Convertible reservations may be exchanged for other instance families and cost more than standard ones.",
    "컨버터블 예약은 다른 인스턴스 패밀리로 교환할 수 있으며 표준보다 비쌉니다.",
)
.when(is_reserved);

/// Discount that the user assumes.
pub static DISCOUNT: Property = Property::optional(
    "discount_percent",
    both("Discount on On-Demand", "온디맨드 대비 할인율"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Discount of the option against the On-Demand price, from AWS's pricing page or your own agreement. If empty, the \
     option's list price is used where it is known; else the price is missing.",
    "온디맨드 가격 대비 할인율로, AWS 요금 페이지나 자체 계약에서 확인한 값입니다. 비워 두면 알려진 정가를 쓰고, 정가를 모르면 가격 없음으로 표시됩니다.",
)
.when(is_not_on_demand);

/// Where the discount comes from.
pub static SOURCE: Property = Property::text(
    "discount_source",
    both("Source of the discount", "할인율 출처"),
    "",
)
.doc(
    "Where the discount was read and when; shown beside the figure.",
    "할인율을 확인한 곳과 날짜입니다. 금액과 함께 표시됩니다.",
)
.when(has_discount);

fn chosen<'a>(item: &Item<'a>) -> &'a str {
    item.kind
        .property(OPTION.name)
        .map_or("on_demand", |property| item.text(property))
}

/// Whether the item is bought for a term (reserved or Savings Plan).
pub fn is_committed(item: &Item<'_>) -> bool {
    matches!(chosen(item), "reserved" | "savings_plan")
}
/// Whether the item is reserved.
pub fn is_reserved(item: &Item<'_>) -> bool {
    chosen(item) == "reserved"
}
/// Whether the item runs on Spot capacity.
pub fn is_spot(item: &Item<'_>) -> bool {
    chosen(item) == "spot"
}
fn is_not_on_demand(item: &Item<'_>) -> bool {
    chosen(item) != "on_demand"
}
fn has_discount(item: &Item<'_>) -> bool {
    is_not_on_demand(item) && item.typed(&DISCOUNT).is_some()
}

/// Reads a reservation from usage figures: `reserved_instance_term` (`1_year`, `3_year`),
/// `reserved_instance_payment_option` (`no_upfront`, `partial_upfront`, `all_upfront`) and, where the kind has classes,
/// `reserved_instance_type` (`standard`, `convertible`).
pub fn read(resource: &Resource<'_>, draft: &mut Draft) {
    const KEYS: [&str; 2] = ["reserved_instance_term", "reserved_instance_payment_option"];
    let usage = resource.usage();
    let [term, payment] = KEYS.map(|key| usage.text(key));
    let (Some(option), false) = (
        draft.kind.property(OPTION.name),
        term.is_none() && payment.is_none(),
    ) else {
        return;
    };
    draft.set(option, "reserved");
    match term {
        Some("1_year") | None => draft.set(&TERM, "1yr"),
        Some("3_year") => draft.set(&TERM, "3yr"),
        Some(other) => draft.refuse(
            KEYS[0],
            format!("`{other}` is no term, expected `1_year` or `3_year`"),
        ),
    }
    match payment {
        Some(known @ ("no_upfront" | "partial_upfront" | "all_upfront")) => {
            draft.set(&PAYMENT, known);
        }
        None => {}
        Some(other) => draft.refuse(
            KEYS[1],
            format!(
                "`{other}` is no payment option, expected `no_upfront`, `partial_upfront` or `all_upfront`"
            ),
        ),
    }
    if let Some(class) = draft.kind.property(CLASS.name) {
        draft.copy_usage(resource, "reserved_instance_type", class);
    }
}

/// How the price rows of a service's reservations are written: the On-Demand key with `term=1yr` or `3yr` and
/// `payment=no-upfront`, `partial-upfront` or `all-upfront`, and `offering_class=convertible` for convertible ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// There are none.
    None,
    /// The price of an hour that recurs; the upfront price is not known (RDS, Aurora, dedicated hosts).
    Recurring,
    /// The price of an hour that recurs; the item `reserved_upfront` with the same attributes is paid once (OpenSearch,
    /// MemoryDB, Redshift).
    RecurringAndUpfront,
    /// The effective price of an hour, upfront payment included (ElastiCache): half of a partial upfront reservation
    /// recurs, none of an all upfront one.
    Effective,
    /// EC2: as [`Rows::Effective`] for all upfront, as [`Rows::Recurring`] for the rest.
    Ec2,
}

/// The terms of an item's commitment.
struct Terms {
    years: f64,
    term: &'static str,
    payment: &'static str,
    words: Bilingual,
    convertible: bool,
}

impl Terms {
    fn of(item: &Item<'_>) -> Terms {
        let (years, term) = match item.text(&TERM) {
            "3yr" => (3.0, "3yr"),
            _ => (1.0, "1yr"),
        };
        let (payment, words) = match item.text(&PAYMENT) {
            "partial_upfront" => ("partial-upfront", both("partial upfront", "부분 선결제")),
            "all_upfront" => ("all-upfront", both("all upfront", "전체 선결제")),
            _ => ("no-upfront", both("no upfront", "선결제 없음")),
        };
        Terms {
            years,
            term,
            payment,
            words,
            convertible: is_reserved(item) && item.text(&CLASS) == "convertible",
        }
    }
    fn months(&self) -> f64 {
        self.years * MONTHS_PER_YEAR
    }
    /// Part of the effective price that is paid at the start.
    fn upfront_part(&self) -> f64 {
        match self.payment {
            "all-upfront" => 1.0,
            "partial-upfront" => UPFRONT_PART,
            _ => 0.0,
        }
    }
    /// The reserved row of an On-Demand one.
    fn query(&self, on_demand: &Query) -> Query {
        let query = on_demand
            .clone()
            .with("term", self.term)
            .with("payment", self.payment);
        if self.convertible {
            query.with("offering_class", "convertible")
        } else {
            query
        }
    }
}

/// Turns a charge at the On-Demand price into the charge of the item's purchase option. The charge must be for hours
/// (of instances, vCPUs, GB ...); where it has a factor in hours, commitments set it to the hours of the month.
pub fn apply(cx: &BillCx<'_>, rows: Rows, charge: &mut Charge) {
    let item = &cx.item;
    match chosen(item) {
        "reserved" => commit(cx, rows, charge, &both("Reserved", "예약")),
        "savings_plan" => commit(cx, Rows::None, charge, &both("Savings Plan", "절감형 플랜")),
        "spot" => {
            name(charge, &both("Spot", "스팟").into());
            match discount(item) {
                Some(share) => {
                    discounted(item, charge, share);
                }
                None => charge.tariff = wanted(charge, "Spot price of"),
            }
        }
        _ => {}
    }
}

/// The typed discount as a factor on the price: 28% are 0.72.
fn discount(item: &Item<'_>) -> Option<f64> {
    item.typed(&DISCOUNT).map(|percent| 1.0 - percent / 100.0)
}

fn name(charge: &mut Charge, more: &Phrase) {
    charge.name = Phrase::new(
        format!("{}, {}", charge.name.en, more.en),
        format!("{}, {}", charge.name.ko, more.ko),
    );
}

fn wanted(charge: &Charge, what: &str) -> Tariff {
    Tariff::Missing(match &charge.tariff {
        Tariff::List { query, .. } => format!("{what} `{}`", query.key()),
        Tariff::Missing(wanted) => wanted.clone(),
        Tariff::Free(_) | Tariff::User { .. } => format!("{what} {}", charge.key),
    })
}

/// Scales the price of a charge by the typed discount and says so beside the quantity.
fn discounted(item: &Item<'_>, charge: &mut Charge, share: f64) {
    match &mut charge.tariff {
        Tariff::List { factor, .. } => *factor *= share,
        Tariff::User { usd, .. } => *usd *= share,
        Tariff::Free(_) | Tariff::Missing(_) => return,
    }
    if let Some(usd) = charge.fallback.as_mut().and_then(|it| it.usd.as_mut()) {
        *usd *= share;
    }
    let percent = number::short(item.number(&DISCOUNT), 2);
    let (en, ko) = match item.text(&SOURCE) {
        "" => ("no source given".to_owned(), "출처 없음".to_owned()),
        source => (format!("source: {source}"), format!("출처: {source}")),
    };
    explain(
        &mut charge.amount,
        Phrase::new(
            format!("assumed {percent}% below On-Demand, {en}"),
            format!("온디맨드 대비 {percent}% 할인 가정, {ko}"),
        ),
    );
}

fn explain(amount: &mut Amount, more: Phrase) {
    let words = match amount.words.take() {
        Some(words) => Phrase::new(
            format!("{}; {}", words.get(Language::English), more.en),
            format!("{}; {}", words.get(Language::Korean), more.ko),
        )
        .into(),
        None => more.into(),
    };
    amount.words = Some(Box::new(words));
}

/// A commitment runs all hours of the month, whatever a schedule says.
fn fill_month(charge: &mut Charge, hours: f64) {
    let amount = &mut charge.amount;
    if amount.terms.iter().any(|term| term.unit == units::HOURS) {
        for term in &mut amount.terms {
            if term.unit == units::HOURS {
                term.value = hours;
            }
        }
        amount.value = amount.terms.iter().map(|term| term.value).product();
    }
}

fn commit(cx: &BillCx<'_>, rows: Rows, charge: &mut Charge, option: &Bilingual) {
    let item = &cx.item;
    let terms = Terms::of(item);
    fill_month(charge, cx.hours);
    // What is committed for each hour: instances, vCPUs, GB.
    let count = if cx.hours > 0.0 {
        charge.amount.value / cx.hours
    } else {
        0.0
    };
    let years = terms.years;
    let class = if terms.convertible {
        both(" convertible", " 컨버터블")
    } else {
        both("", "")
    };
    let plural = if years == 1.0 { "" } else { "s" };
    let label = Phrase::new(
        format!(
            "{}{} {years} year{plural}, {}",
            option.en, class.en, terms.words.en
        ),
        format!("{}{} {years}년, {}", option.ko, class.ko, terms.words.ko),
    );
    name(charge, &label);
    let term_hours = count * years * HOURS_PER_YEAR;
    if let Some(share) = discount(item) {
        discounted(item, charge, share);
        split(charge, &terms, term_hours);
        return;
    }
    let listed = match &charge.tariff {
        Tariff::List { query, region, .. } => {
            let query = terms.query(query);
            let place = region.as_deref().unwrap_or(item.region());
            let known = rows != Rows::None && cx.catalogue.price(place, &query).rate().is_some();
            Some((query, region.clone(), known))
        }
        _ => None,
    };
    let is_all = terms.payment == "all-upfront";
    let effective = rows == Rows::Effective || (rows == Rows::Ec2 && is_all);
    let upfront = match (listed, rows) {
        (Some((query, _, true)), _) if effective => {
            if let Tariff::List { query: old, .. } = &mut charge.tariff {
                *old = query;
            }
            split(charge, &terms, term_hours);
            return;
        }
        (Some((query, region, true)), Rows::RecurringAndUpfront) => {
            let upfront = match terms.payment {
                "no-upfront" => Upfront::Nothing,
                _ => Upfront::List {
                    query: query.clone().item("reserved_upfront"),
                    region: region.clone(),
                    units: count,
                    factor: 1.0,
                },
            };
            set_query(charge, query);
            upfront
        }
        (Some((query, _, true)), _) => {
            let upfront = upfront_unknown(&terms, &query);
            set_query(charge, query);
            upfront
        }
        (Some((query, ..)), _) => {
            charge.tariff = missing(&terms, &format!("{} (no `discount_percent`)", query.key()));
            upfront_unknown(&terms, &query)
        }
        (None, _) => {
            let wanted = wanted(charge, "price of the commitment of");
            let Tariff::Missing(text) = &wanted else {
                return;
            };
            let upfront = if terms.payment == "no-upfront" {
                Upfront::Nothing
            } else {
                Upfront::Missing(text.clone())
            };
            charge.tariff = missing(&terms, text);
            upfront
        }
    };
    charge.committed(terms.months(), upfront);
}

fn set_query(charge: &mut Charge, query: Query) {
    if let Tariff::List { query: old, .. } = &mut charge.tariff {
        *old = query;
    }
}

fn upfront_unknown(terms: &Terms, query: &Query) -> Upfront {
    if terms.payment == "no-upfront" {
        Upfront::Nothing
    } else {
        Upfront::Missing(format!("upfront payment of {}", query.key()))
    }
}

/// Nothing recurs of an all upfront commitment; of the others it is not known what does.
fn missing(terms: &Terms, wanted: &str) -> Tariff {
    if terms.payment == "all-upfront" {
        paid()
    } else {
        Tariff::Missing(wanted.to_owned())
    }
}

fn paid() -> Tariff {
    Tariff::Free(
        both(
            "paid upfront, nothing recurs",
            "전체 선결제로 반복 요금 없음",
        )
        .into(),
    )
}

/// Splits a charge at an effective price into what is paid at the start and what recurs.
fn split(charge: &mut Charge, terms: &Terms, term_hours: f64) {
    let part = terms.upfront_part();
    let upfront = match &mut charge.tariff {
        _ if part == 0.0 => Upfront::Nothing,
        Tariff::List {
            query,
            region,
            factor,
        } => {
            let upfront = Upfront::List {
                query: query.clone(),
                region: region.clone(),
                units: term_hours,
                factor: *factor * part,
            };
            *factor *= 1.0 - part;
            upfront
        }
        Tariff::User { usd, .. } => {
            let upfront = Upfront::Usd(*usd * term_hours * part);
            *usd *= 1.0 - part;
            upfront
        }
        Tariff::Free(_) => Upfront::Nothing,
        Tariff::Missing(wanted) => Upfront::Missing(wanted.clone()),
    };
    if part > 0.0 && part < 1.0 {
        explain(
            &mut charge.amount,
            both(
                "half of the effective price is paid upfront",
                "유효 가격의 절반을 선결제",
            )
            .into(),
        );
    }
    if part >= 1.0 && !matches!(charge.tariff, Tariff::Missing(_)) {
        charge.tariff = paid();
    }
    charge.committed(terms.months(), upfront);
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::text::Language;

    fn reserved(term: &str, payment: &str) -> Bench {
        Bench::new("instance")
            .with("instance_type", "m7g.large")
            .with("purchase_option", "reserved")
            .with("reserved_term", term)
            .with("payment_option", payment)
    }

    #[test]
    fn a_listed_reservation_is_paid_all_month_whatever_the_schedule() {
        let lines = reserved("1yr", "no_upfront")
            .with("instance_count", 2.0)
            .with("running_hours", 100.0)
            .lines();
        assert_eq!(
            lines.query("instance"),
            "ec2 instance_hour instance_type=m7g.large;os=linux;payment=no-upfront;tenancy=shared;term=1yr"
        );
        // 2 × 730 h × $0.0656 = $95.776, nothing upfront.
        near(lines.usd("instance"), 95.776);
        assert_eq!(lines.upfront("instance"), Some(0.0));
        assert_eq!(
            lines.line("instance").name.get(Language::English),
            "Instance hours, m7g.large, Reserved 1 year, no upfront"
        );
        // 3 years: 730 h × $0.0453 = $33.069.
        near(
            reserved("3yr", "no_upfront").lines().usd("instance"),
            33.069,
        );
    }

    #[test]
    fn an_all_upfront_reservation_has_nothing_in_the_month() {
        let lines = reserved("1yr", "all_upfront")
            .region("us-east-1")
            .with("instance_type", "c5.large")
            .lines();
        near(lines.usd("instance"), 0.0);
        // The effective price is $0.05: × 8,760 h = $438.
        near(lines.upfront("instance").unwrap(), 438.0);
        // Where no source has a price the month is nothing all the same, and the upfront price is missing.
        let lines = reserved("3yr", "all_upfront").lines();
        near(lines.usd("instance"), 0.0);
        assert_eq!(lines.upfront("instance"), None);
    }

    #[test]
    fn without_a_fact_the_price_is_missing_or_the_typed_discount() {
        let lines = reserved("1yr", "partial_upfront").lines();
        assert_eq!(lines.missing(), ["instance"]);
        assert_eq!(lines.upfront("instance"), None);
        let lines = Bench::new("instance")
            .with("purchase_option", "savings_plan")
            .with("reserved_term", "3yr")
            .with("payment_option", "partial_upfront")
            .with("discount_percent", 40.0)
            .with("discount_source", "AWS pricing page, 2026-10-01")
            .lines();
        // $0.118 × 60% = $0.0708 effective; half of it: 730 h × $0.0354 = $25.842 a month,
        // 26,280 h × $0.0354 = $930.312 at the start.
        near(lines.usd("instance"), 25.842);
        near(lines.upfront("instance").unwrap(), 930.312);
        assert_eq!(
            lines.formula("instance"),
            "1 instance × 730 h (assumed 40% below On-Demand, source: AWS pricing page, 2026-10-01; half of the \
             effective price is paid upfront)"
        );
    }

    #[test]
    fn spot_hours_follow_the_schedule() {
        let spot = Bench::new("instance")
            .with("purchase_option", "spot")
            .with("running_hours", 100.0);
        let lines = spot.lines();
        assert_eq!(lines.missing(), ["instance"]);
        assert_eq!(lines.line("instance").commitment, None);
        let lines = spot.with("discount_percent", 70.0).lines();
        // 100 h × $0.118 × 30% = $3.54.
        near(lines.usd("instance"), 3.54);
    }

    #[test]
    fn convertible_reservations_have_rows_of_their_own() {
        let lines = reserved("1yr", "no_upfront")
            .with("offering_class", "convertible")
            .lines();
        assert_eq!(lines.missing(), ["instance"]);
        // A term left over from another option changes nothing.
        let lines = reserved("1yr", "no_upfront")
            .with("purchase_option", "on_demand")
            .lines();
        assert_eq!(lines.line("instance").commitment, None);
    }
}
