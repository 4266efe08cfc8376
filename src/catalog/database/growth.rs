//! Growth of a database's data from the writes that arrive.
//!
//! In: the writes of the month and their size. Out: GB a month. Where storage is billed by use (Aurora, DocumentDB,
//! Neptune) the growth is billed for the part of the month that it is there; allocated storage (RDS) stays as it is, the
//! growth only says how fast it fills.

use crate::catalog::amount::{Words, units};
use crate::catalog::{BillCx, Item, Property, Usage};
use crate::text::both;

/// Share of what is written that stays; the rest replaces or deletes. All of it unless the user knows better (default).
pub static KEPT: Property = Property::number(
    "kept_write_percent",
    both("Writes that add data", "데이터를 늘리는 쓰기"),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the written GB that stays as new data; updates and deletes add none.",
    "쓴 데이터 중 새 데이터로 남는 비율입니다. 수정과 삭제는 데이터를 늘리지 않습니다.",
)
.secondary();

/// Month of the growth that is billed: the first by default.
pub static MONTH: Property = Property::count(
    "growth_month",
    both("Month of growth", "증가 월차"),
    units::MONTHS,
    1.0,
    1.0,
    120.0,
)
.doc(
    "Which month the bill is for: in the first the data grow from their stated size, in the twelfth eleven months of growth are \
     there already.",
    "견적이 몇 번째 달인지입니다. 첫 달에는 입력한 크기에서 늘어나고, 열두 번째 달에는 11개월의 증가분이 이미 있습니다.",
)
.secondary();

/// GB that are added in a month.
pub static GROWTH: Property = Property::usage(
    "storage_growth_gb",
    both("Storage growth", "스토리지 증가"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that the data grow by in a month. Derived: what writes bring, as far as it stays.",
    "한 달에 늘어나는 데이터입니다. 쓰기로 들어오는 데이터 중 남는 양으로 계산합니다.",
)
.secondary();

/// GB that writes bring in the month.
fn written(cx: &BillCx<'_>) -> f64 {
    let flows = cx.flows.incoming.iter();
    flows
        .filter(|flow| flow.requests > 0.0)
        .map(|flow| flow.request_gb.0 * flow.writes() / flow.requests)
        .sum()
}

/// GB that are added in a month: as typed, else what writes bring and leave.
pub(super) fn usage(cx: &BillCx<'_>) -> Usage {
    cx.usage(&GROWTH, written(cx) * cx.item.number(&KEPT) / 100.0)
}

/// Months that the growth of one month is there on average: half of the first, all of those before the billed one.
pub(super) fn months(item: &Item<'_>) -> f64 {
    item.number(&MONTH) - 0.5
}

/// How the growth came about.
pub(super) fn words(cx: &BillCx<'_>, grown: &Usage) -> Words {
    if cx.item.typed(&GROWTH).is_some() || grown.value <= 0.0 {
        return Words::from(both("grows evenly", "고르게 증가"));
    }
    Words::Grows {
        written_gb: written(cx),
        kept_percent: cx.item.number(&KEPT),
    }
}
