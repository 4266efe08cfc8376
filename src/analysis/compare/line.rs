//! Lines that differ, and why.

use super::{Side, name_of, spread};
use crate::analysis::cost::{CostLine, ItemCost, LinePrice};
use crate::catalog::{Spend, Unit};
use crate::model::Id;
use crate::text::Phrase;
use crate::units::Usd;
use std::collections::BTreeSet;

/// Whose line it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// A component's.
    Component(Id),
    /// A connection's: data transfer.
    Connection(Id),
    /// The account's: free amounts.
    Account,
}

impl Owner {
    /// The item; none for the account.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Owner::Component(id) | Owner::Connection(id) => Some(id),
            Owner::Account => None,
        }
    }
}

/// Why a line differs from the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Only one of the two has it.
    Presence,
    /// More or less of it.
    Quantity,
    /// Another price for the same.
    Price,
    /// Both.
    QuantityAndPrice,
    /// A price is missing on one side or both, so the difference is unknown.
    Unknown,
}

/// A line in one design.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Quantity in the billed unit.
    pub quantity: f64,
    /// The unit.
    pub unit: Unit,
    /// US dollars for a unit; none where the price is missing.
    pub unit_usd: Option<f64>,
    /// US dollars a month; none where the price is missing.
    pub monthly: Option<Usd>,
    /// How the amount comes about.
    pub formula: Phrase,
    /// What was looked for where the price is missing; empty otherwise.
    pub wanted: String,
}

/// A line in all designs.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Whose line it is.
    pub owner: Owner,
    /// What the owner is called; empty for the account.
    pub owner_name: Phrase,
    /// Stable name within its owner.
    pub key: &'static str,
    /// Label.
    pub name: Phrase,
    /// Part of the spending.
    pub spend: Spend,
    /// AWS service.
    pub service: &'static str,
    /// By design; none where the design does not have the line.
    pub cells: Vec<Option<Cell>>,
    /// By design: why it differs from the reference; none where it does not.
    pub why: Vec<Option<Why>>,
    /// The reference.
    pub reference: usize,
}

impl LineRow {
    /// Dollars of a design: nothing where it does not have the line, none where the price is missing.
    pub fn usd(&self, side: usize) -> Option<Usd> {
        match self.cells.get(side)? {
            Some(cell) => cell.monthly,
            None => Some(Usd::ZERO),
        }
    }
    /// How much more than in the reference; none where a price is missing.
    pub fn delta(&self, side: usize) -> Option<Usd> {
        Some(self.usd(side)? - self.usd(self.reference)?)
    }
    /// The difference in two parts that add up to it: by quantity at the reference's price, and by price. None where one
    /// side lacks the line or its price.
    pub fn parts(&self, side: usize) -> Option<(Usd, Usd)> {
        let new = self.cells.get(side)?.as_ref()?;
        let old = self.cells.get(self.reference)?.as_ref()?;
        let all = new.monthly? - old.monthly?;
        let by_quantity = Usd((new.quantity - old.quantity) * old.unit_usd?);
        Some((by_quantity, all - by_quantity))
    }
    /// The largest difference between two designs; missing prices count as nothing.
    pub fn spread(&self) -> f64 {
        let usd = |side| self.usd(side).map_or(0.0, |usd| usd.0);
        spread((0..self.cells.len()).map(usd))
    }
    /// The reason that stands for the row: the first difference, presence before the others.
    pub fn reason(&self) -> Option<Why> {
        self.why.iter().flatten().min().copied()
    }
}

/// Lines that are the same in all designs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equal {
    /// How many.
    pub count: usize,
    /// Their sum in each design.
    pub usd: Vec<Usd>,
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// Whether a line is the same in two designs.
pub(super) fn same(a: Option<&Cell>, b: Option<&Cell>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let usd = match (a.monthly, b.monthly) {
                (Some(a), Some(b)) => near(a.0, b.0),
                (None, None) => a.wanted == b.wanted,
                _ => false,
            };
            usd && near(a.quantity, b.quantity) && a.unit == b.unit
        }
        _ => false,
    }
}

fn why(cell: Option<&Cell>, reference: Option<&Cell>) -> Option<Why> {
    if same(cell, reference) {
        return None;
    }
    let (Some(new), Some(old)) = (cell, reference) else {
        return Some(Why::Presence);
    };
    if new.monthly.is_none() || old.monthly.is_none() {
        return Some(Why::Unknown);
    }
    let quantity = !near(new.quantity, old.quantity) || new.unit != old.unit;
    let price = match (new.unit_usd, old.unit_usd) {
        (Some(new), Some(old)) => !near(new, old),
        _ => true,
    };
    Some(match (quantity, price) {
        (true, true) => Why::QuantityAndPrice,
        (true, false) => Why::Quantity,
        (false, _) => Why::Price,
    })
}

fn cell(line: &CostLine) -> Cell {
    Cell {
        quantity: line.amount.value,
        unit: line.amount.unit,
        unit_usd: line.unit_usd(),
        monthly: line.monthly,
        formula: Phrase::new(
            line.amount.formula(crate::text::Language::English),
            line.amount.formula(crate::text::Language::Korean),
        ),
        wanted: match &line.price {
            LinePrice::Missing(wanted) => wanted.clone(),
            _ => String::new(),
        },
    }
}

/// Whether two lines are the same one in two designs; the account's lines share their keys.
fn matches(owner: &Owner, a: &CostLine, b: &CostLine) -> bool {
    a.key == b.key && (*owner != Owner::Account || a.name == b.name)
}

/// Whether two lines say the same, without making texts of them.
fn equal(a: &CostLine, b: &CostLine) -> bool {
    let usd = match (a.monthly, b.monthly) {
        (Some(a), Some(b)) => near(a.0, b.0),
        (None, None) => a.price == b.price,
        _ => false,
    };
    usd && near(a.amount.value, b.amount.value) && a.amount.unit == b.amount.unit
}

/// The lines that are the same in all designs, the largest amount first; [`compare`](super::compare) only sums them up.
pub fn equal_lines(sides: &[Side<'_>], reference: usize) -> Vec<LineRow> {
    let mut same = Vec::new();
    walk(sides, reference, Some(&mut same));
    let usd = |row: &LineRow| row.usd(reference).map_or(0.0, |usd| usd.0);
    same.sort_by(|a, b| usd(b).total_cmp(&usd(a)));
    same
}

/// Rows of the lines that differ, the largest difference first, and the sum of the others.
pub(super) fn rows(sides: &[Side<'_>], reference: usize) -> (Vec<LineRow>, Equal) {
    walk(sides, reference, None)
}

fn walk(
    sides: &[Side<'_>],
    reference: usize,
    mut same: Option<&mut Vec<LineRow>>,
) -> (Vec<LineRow>, Equal) {
    let mut rows = Vec::new();
    let mut equal = Equal {
        count: 0,
        usd: vec![Usd::ZERO; sides.len()],
    };
    let mut owner = |owner: Owner, costs: &[Option<&ItemCost>]| {
        let mut name: Option<Phrase> = None;
        for lines in matched(&owner, costs) {
            let is_equal = is_equal(&lines);
            if is_equal {
                equal.count += 1;
                for (sum, line) in equal.usd.iter_mut().zip(&lines) {
                    *sum += line.and_then(|line| line.monthly).unwrap_or(Usd::ZERO);
                }
            }
            let rows = match same.as_deref_mut() {
                Some(same) if is_equal => same,
                None if is_equal => continue,
                _ => &mut rows,
            };
            let shown = lines.get(reference).copied().flatten();
            let Some(shown) = shown.or_else(|| lines.iter().flatten().next().copied()) else {
                continue;
            };
            let owner_name = name.get_or_insert_with(|| match owner.id() {
                Some(id) => name_of(sides, id),
                None => Phrase::same(""),
            });
            let cells: Vec<Option<Cell>> = lines.iter().map(|line| line.map(cell)).collect();
            let base = cells.get(reference).and_then(Option::as_ref);
            rows.push(LineRow {
                owner: owner.clone(),
                owner_name: owner_name.clone(),
                key: shown.key,
                name: shown.name.clone(),
                spend: shown.spend,
                service: shown.service,
                why: cells.iter().map(|cell| why(cell.as_ref(), base)).collect(),
                cells,
                reference,
            });
        }
    };
    let components: BTreeSet<&Id> = ids(sides, |side| side.report.cost.components.keys());
    for id in components {
        let costs: Vec<_> = sides
            .iter()
            .map(|side| side.report.cost.component(id))
            .collect();
        owner(Owner::Component(id.clone()), &costs);
    }
    let connections: BTreeSet<&Id> = ids(sides, |side| side.report.cost.connections.keys());
    for id in connections {
        let costs: Vec<_> = sides
            .iter()
            .map(|side| side.report.cost.connection(id))
            .collect();
        owner(Owner::Connection(id.clone()), &costs);
    }
    let costs: Vec<_> = sides
        .iter()
        .map(|side| Some(&side.report.cost.account))
        .collect();
    owner(Owner::Account, &costs);
    rows.sort_by(|a, b| b.spread().total_cmp(&a.spread()));
    (rows, equal)
}

fn ids<'a, I: Iterator<Item = &'a Id>>(
    sides: &[Side<'a>],
    of: impl Fn(&Side<'a>) -> I,
) -> BTreeSet<&'a Id> {
    sides.iter().flat_map(of).collect()
}

/// The lines of an owner in all designs, those that are the same one together. The n-th line of a key is the n-th line of
/// that key everywhere.
fn matched<'a>(owner: &Owner, costs: &[Option<&'a ItemCost>]) -> Vec<Vec<Option<&'a CostLine>>> {
    let mut rows: Vec<Vec<Option<&CostLine>>> = Vec::new();
    for (side, cost) in costs.iter().enumerate() {
        let Some(cost) = cost else {
            continue;
        };
        for line in &cost.lines {
            let found = rows.iter_mut().find(|row| {
                let free = row.get(side).is_some_and(Option::is_none);
                let mut known = row.iter().flatten();
                free && known
                    .next()
                    .is_some_and(|other| matches(owner, other, line))
            });
            let place = match found {
                Some(row) => row.get_mut(side),
                None => {
                    rows.push(vec![None; costs.len()]);
                    rows.last_mut().and_then(|row| row.get_mut(side))
                }
            };
            if let Some(place) = place {
                *place = Some(line);
            }
        }
    }
    rows
}

fn is_equal(lines: &[Option<&CostLine>]) -> bool {
    let Some((Some(first), rest)) = lines.split_first() else {
        return false;
    };
    rest.iter()
        .all(|line| line.is_some_and(|line| equal(first, line)))
}

/// Lines of two designs whose dollars differ, with the difference; without the texts that rows have. Lines without a price
/// are left out.
pub(super) fn deltas<'a>(sides: &[Side<'a>; 2]) -> Vec<(Owner, &'a CostLine, f64)> {
    let [old, new] = sides.map(|side| &side.report.cost);
    let mut out = Vec::new();
    let mut owner = |owner: &dyn Fn() -> Owner, costs: [Option<&'a ItemCost>; 2]| {
        let plain = owner();
        for pair in matched(&plain, &costs) {
            let usd = |line: &Option<&CostLine>| match line {
                Some(line) => line.monthly.map(|usd| usd.0),
                None => Some(0.0),
            };
            let Some([a, b]) = pair.first().zip(pair.get(1)).map(|(a, b)| [a, b]) else {
                continue;
            };
            if let (Some(before), Some(after), Some(line)) = (usd(a), usd(b), b.or(*a))
                && !near(before, after)
            {
                out.push((plain.clone(), line, after - before));
            }
        }
    };
    for (id, cost) in &old.components {
        owner(
            &|| Owner::Component(id.clone()),
            [Some(cost), new.component(id)],
        );
    }
    let mut connections: BTreeSet<&Id> = old.connections.keys().collect();
    connections.extend(new.connections.keys());
    for id in connections {
        let costs = [old.connection(id), new.connection(id)];
        owner(&|| Owner::Connection(id.clone()), costs);
    }
    owner(&|| Owner::Account, [Some(&old.account), Some(&new.account)]);
    out
}
