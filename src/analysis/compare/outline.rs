//! A comparison as rows of one table: sections, figures by design, sorted and filtered as the reader asks.

use super::{Comparison, Group, LineRow};
use crate::analysis::cost::Total;
use crate::analysis::path::PathClass;
use crate::analysis::review::Severity;
use crate::catalog::Spend;
use crate::model::Id;
use crate::text::{Bilingual, Language, Phrase, both};
use crate::units::{Gigabytes, Usd};
use std::collections::BTreeSet;

/// A part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What each design comes to.
    Totals,
    /// By part of the spending.
    Categories,
    /// By AWS service.
    Services,
    /// By component, matched by id.
    Components,
    /// Lines of the bill.
    Lines,
    /// Open findings by severity.
    Severities,
    /// Rules whose findings differ.
    Findings,
    /// GB that move in a month.
    Transfer,
}

impl Section {
    /// All sections, in their order.
    pub const ALL: [Section; 8] = [
        Section::Totals,
        Section::Categories,
        Section::Services,
        Section::Components,
        Section::Lines,
        Section::Severities,
        Section::Findings,
        Section::Transfer,
    ];
    /// What it is called.
    pub fn title(self) -> Bilingual {
        match self {
            Section::Totals => both("Per month", "월 비용"),
            Section::Categories => both("By category", "범주별"),
            Section::Services => both("By service", "서비스별"),
            Section::Components => both("By component", "컴포넌트별"),
            Section::Lines => both("Cost lines", "비용 항목"),
            Section::Severities => both("Findings by severity", "심각도별 검토 결과"),
            Section::Findings => both("Rules that find something else", "결과가 다른 규칙"),
            Section::Transfer => both("Data transfer, GB a month", "데이터 전송, 월 GB"),
        }
    }
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    /// The whole bill.
    Total,
    /// How much more than the reference.
    Difference,
    /// The same as a share of the reference.
    Share,
    /// Lines without a price.
    Missing,
    /// Payments at the start of commitments.
    Upfront,
    /// Region of the design.
    Region,
    /// How many components there are.
    Count,
    /// A part of the spending.
    Category(Spend),
    /// A service.
    Service(&'static str),
    /// A component.
    Component(Id),
    /// A line, by its place in [`Comparison::lines`].
    Line(usize),
    /// A line that all have alike, by its place in what [`equal_lines`](super::equal_lines) gives.
    EqualLine(usize),
    /// The sum of the lines that all have alike.
    EqualSum,
    /// Findings of a severity.
    Severity(Severity),
    /// Findings of a rule, by its place in [`Comparison::findings`].
    Finding(usize),
    /// All GB.
    AllGb,
    /// GB of a class of path.
    Path(PathClass),
}

/// A figure of one design.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// The design does not have it.
    Absent,
    /// US dollars a month, and how many lines without a price are not in them.
    Money(Usd, usize),
    /// A price that is missing.
    NoPrice,
    /// US dollars a month more than the reference.
    Difference(Usd),
    /// A share more than the reference: 0.1 is ten percent.
    Share(f64),
    /// How many.
    Count(usize),
    /// GB a month.
    Gb(Gigabytes),
    /// Anything else.
    Text(String),
}

impl Figure {
    /// The figure as a number: nothing where the design does not have it, none where it cannot be compared.
    pub fn number(&self) -> Option<f64> {
        match self {
            Figure::Absent => Some(0.0),
            Figure::Money(usd, _) => Some(usd.0),
            Figure::Count(count) => Some(*count as f64),
            Figure::Gb(gb) => Some(gb.0),
            Figure::NoPrice | Figure::Difference(_) | Figure::Share(_) | Figure::Text(_) => None,
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Part of the table.
    pub section: Section,
    /// What it is about.
    pub key: RowKey,
    /// What it is called.
    pub name: Phrase,
    /// Whose it is, where the name alone does not say it; empty otherwise.
    pub of: Phrase,
    /// By design.
    pub values: Vec<Figure>,
    /// The design that the others are measured against.
    pub reference: usize,
}

impl Row {
    /// How much more a design has than the reference; none for the reference, and where it cannot be said.
    pub fn delta(&self, side: usize) -> Option<f64> {
        if side == self.reference {
            return None;
        }
        let of = |side: usize| self.values.get(side).and_then(Figure::number);
        Some(of(side)? - of(self.reference)?)
    }
    /// Whether a design differs from the reference.
    pub fn differs_at(&self, side: usize) -> bool {
        if matches!(self.key, RowKey::EqualLine(_) | RowKey::EqualSum) {
            return false;
        }
        let of = |side: usize| self.values.get(side);
        match (of(side), of(self.reference)) {
            (Some(a), Some(b)) => match (a.number(), b.number()) {
                (Some(x), Some(y)) => {
                    let alike = (x - y).abs() <= 1e-9 * x.abs().max(y.abs());
                    !alike || (matches!(a, Figure::Absent) != matches!(b, Figure::Absent))
                }
                _ => a != b,
            },
            _ => false,
        }
    }
    /// Whether any design differs from the reference.
    pub fn differs(&self) -> bool {
        (0..self.values.len()).any(|side| self.differs_at(side))
    }
    /// By how much: that of one design, or the largest.
    fn weight(&self, side: Option<usize>) -> f64 {
        let of = |side| self.delta(side).map_or(0.0, f64::abs);
        match side {
            Some(side) => of(side),
            None => (0..self.values.len()).map(of).fold(0.0, f64::max),
        }
    }
}

/// How the rows of a section follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The largest difference first.
    #[default]
    Difference,
    /// The largest difference of one design first.
    DifferenceOf(usize),
    /// By name.
    Name,
}

/// The rows of a comparison. `same`: the lines that all have alike, where they are to be listed; rows that do not differ
/// are left out where it is none (what a design comes to always stays).
pub fn outline(
    comparison: &Comparison,
    same: Option<&[LineRow]>,
    order: Order,
    language: Language,
) -> Vec<Row> {
    let keep = |row: &Row| {
        let always = matches!(row.key, RowKey::EqualSum | RowKey::Finding(_));
        same.is_some() || always || row.differs()
    };
    let mut rows = totals(comparison);
    let ordered = [
        categories(comparison),
        services(comparison),
        components(comparison),
        lines(comparison, same),
    ];
    for mut own in ordered {
        own.retain(keep);
        sort(&mut own, order, language);
        rows.extend(own);
    }
    // Severities and rules keep the order of how grave they are.
    rows.extend(severities(comparison).into_iter().filter(keep));
    rows.extend(findings(comparison));
    let mut transfer = transfer(comparison);
    transfer.retain(keep);
    sort(&mut transfer, order, language);
    rows.extend(transfer);
    rows
}

fn row(
    comparison: &Comparison,
    section: Section,
    key: RowKey,
    name: Phrase,
    values: Vec<Figure>,
) -> Row {
    Row {
        section,
        key,
        name,
        of: Phrase::same(""),
        values,
        reference: comparison.reference,
    }
}

fn categories(comparison: &Comparison) -> Vec<Row> {
    let groups = comparison.categories.iter();
    groups
        .map(|group| {
            let (key, name) = (RowKey::Category(group.key), phrase(group.key.title()));
            row(comparison, Section::Categories, key, name, money(group))
        })
        .collect()
}

fn services(comparison: &Comparison) -> Vec<Row> {
    let groups = comparison.services.iter();
    groups
        .map(|group| {
            let (key, name) = (
                RowKey::Service(group.key),
                phrase(crate::catalog::service_title(group.key)),
            );
            row(comparison, Section::Services, key, name, money(group))
        })
        .collect()
}

fn components(comparison: &Comparison) -> Vec<Row> {
    let groups = comparison.components.iter();
    groups
        .map(|group| {
            let key = RowKey::Component(group.key.id.clone());
            let name = group.key.name.clone();
            row(comparison, Section::Components, key, name, money(group))
        })
        .collect()
}

fn severities(comparison: &Comparison) -> Vec<Row> {
    let all = Severity::ALL.into_iter().enumerate();
    all.map(|(at, severity)| {
        let sides = comparison.sides.iter();
        let counts = sides.map(|side| Figure::Count(side.findings.get(at).copied().unwrap_or(0)));
        let (key, name) = (RowKey::Severity(severity), phrase(severity.title()));
        row(comparison, Section::Severities, key, name, counts.collect())
    })
    .collect()
}

fn findings(comparison: &Comparison) -> Vec<Row> {
    let all = comparison.findings.iter().enumerate();
    all.map(|(at, own)| {
        let counts = own.counts.iter().map(|count| Figure::Count(*count));
        let (key, name) = (RowKey::Finding(at), phrase(own.title));
        Row {
            of: Phrase::same(own.code),
            ..row(comparison, Section::Findings, key, name, counts.collect())
        }
    })
    .collect()
}

fn phrase(title: Bilingual) -> Phrase {
    Phrase::new(title.en, title.ko)
}

fn money<K>(group: &Group<K>) -> Vec<Figure> {
    let one = |total: &Option<Total>| match total {
        Some(total) if total.missing > 0 && total.usd.0 == 0.0 => Figure::NoPrice,
        Some(total) => Figure::Money(total.usd, total.missing),
        None => Figure::Absent,
    };
    group.totals.iter().map(one).collect()
}

fn totals(comparison: &Comparison) -> Vec<Row> {
    let sides = &comparison.sides;
    let reference = comparison.reference;
    let base = sides.get(reference).map_or(0.0, |side| side.total.usd.0);
    let mut rows = Vec::new();
    let mut put = |key: RowKey, name: Bilingual, values: Vec<Figure>| {
        rows.push(row(comparison, Section::Totals, key, phrase(name), values));
    };
    let all = sides.iter();
    let total = all.map(|side| Figure::Money(side.total.usd, side.total.missing));
    put(RowKey::Total, both("Total", "합계"), total.collect());
    let others = |of: &dyn Fn(f64) -> Figure| -> Vec<Figure> {
        let all = (0..sides.len()).map(|side| match side == reference {
            true => Figure::Absent,
            false => of(comparison.delta(side).0),
        });
        all.collect()
    };
    if sides.len() > 1 {
        let name = both("Difference to the base", "기준과의 차이");
        put(
            RowKey::Difference,
            name,
            others(&|delta| Figure::Difference(Usd(delta))),
        );
    }
    if sides.len() > 1 && base > 0.0 {
        let name = both("Difference, %", "차이, %");
        put(
            RowKey::Share,
            name,
            others(&|delta| Figure::Share(delta / base)),
        );
    }
    if sides.iter().any(|side| side.total.has_upfront()) {
        let upfront = sides.iter();
        let upfront =
            upfront.map(|side| Figure::Money(side.total.upfront, side.total.upfront_missing));
        put(
            RowKey::Upfront,
            both("Paid once at the start", "시작 시 한 번 결제"),
            upfront.collect(),
        );
    }
    if sides.iter().any(|side| side.total.missing > 0) {
        let missing = sides.iter().map(|side| Figure::Count(side.total.missing));
        put(
            RowKey::Missing,
            both("Lines without a price", "가격 없는 항목"),
            missing.collect(),
        );
    }
    let count = sides.iter().map(|side| Figure::Count(side.components));
    put(
        RowKey::Count,
        both("Components", "컴포넌트"),
        count.collect(),
    );
    let regions: BTreeSet<&str> = sides.iter().map(|side| side.region.as_str()).collect();
    if regions.len() > 1 {
        let region = sides.iter().map(|side| Figure::Text(side.region.clone()));
        put(RowKey::Region, both("Region", "리전"), region.collect());
    }
    rows
}

fn lines(comparison: &Comparison, same: Option<&[LineRow]>) -> Vec<Row> {
    let of = |key, line: &LineRow| {
        let cells = line.cells.iter().map(|cell| match cell {
            None => Figure::Absent,
            Some(cell) => cell
                .monthly
                .map_or(Figure::NoPrice, |usd| Figure::Money(usd, 0)),
        });
        let name = line.name.clone();
        Row {
            of: line.owner_name.clone(),
            ..row(comparison, Section::Lines, key, name, cells.collect())
        }
    };
    let differing = comparison.lines.iter().enumerate();
    let mut rows: Vec<Row> = differing
        .map(|(at, line)| of(RowKey::Line(at), line))
        .collect();
    let equal = &comparison.equal;
    match same {
        Some(same) => {
            let same = same.iter().enumerate();
            rows.extend(same.map(|(at, line)| of(RowKey::EqualLine(at), line)));
        }
        None if equal.count > 0 => {
            let sums = equal.usd.iter().map(|usd| Figure::Money(*usd, 0));
            let name = Phrase::new(
                format!("Equal lines: {}", equal.count),
                format!("같은 항목 {}개", equal.count),
            );
            let key = RowKey::EqualSum;
            rows.push(row(comparison, Section::Lines, key, name, sums.collect()));
        }
        None => {}
    }
    rows
}

fn transfer(comparison: &Comparison) -> Vec<Row> {
    let sides = &comparison.sides;
    let of = |key, name, values| row(comparison, Section::Transfer, key, name, values);
    let all = sides.iter().map(|side| Figure::Gb(side.transfer_gb));
    let name = Phrase::new("All transfer", "전체 전송");
    let mut rows = vec![of(RowKey::AllGb, name, all.collect())];
    let classes = sides.iter().flat_map(|side| side.transfer.keys().copied());
    let classes: BTreeSet<PathClass> = classes.collect();
    for class in classes {
        let gb = sides.iter().map(|side| match side.transfer.get(&class) {
            Some(gb) => Figure::Gb(*gb),
            None => Figure::Absent,
        });
        let name = phrase(class.title());
        rows.push(of(RowKey::Path(class), name, gb.collect()));
    }
    rows
}

/// Sums keep their place: the whole before its parts, the rest after them.
fn sort(rows: &mut [Row], order: Order, language: Language) {
    let place = |row: &Row| match row.key {
        RowKey::AllGb => 0,
        RowKey::EqualSum => 2,
        _ => 1,
    };
    let side = match order {
        Order::DifferenceOf(side) => Some(side),
        _ => None,
    };
    rows.sort_by(|a, b| {
        let own = match order {
            Order::Name => {
                let name = |row: &Row| row.name.get(language).to_lowercase();
                name(a).cmp(&name(b))
            }
            _ => {
                let (a, b) = ((a.differs(), a.weight(side)), (b.differs(), b.weight(side)));
                b.1.total_cmp(&a.1).then(b.0.cmp(&a.0))
            }
        };
        place(a).cmp(&place(b)).then(own)
    });
}
