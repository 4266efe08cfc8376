//! What a quick fix does before it is done: what it changes, what that costs, which findings go and which come, and which
//! rule asks for the opposite. Also all fixes of one rule as one edit.

use super::cx::Cx;
use super::told::{Change, changes};
use super::{Finding, Fix, PricedFix, Review, ReviewCx, fix_of, priced_fix, rule};
use crate::analysis::cost::{CostLine, Costs};
use crate::analysis::{Report, analyse};
use crate::catalog::UsageSource;
use crate::model::edit::{self, Edit};
use crate::model::{Design, Id};
use crate::units::Usd;
use std::collections::BTreeSet;

/// Rules that pull against each other on purpose: what one asks for, the other finds fault with. From the rule
/// catalogue's terms; `COST013` names `REL090` itself.
const OPPOSED: [(&str, &str); 6] = [
    ("REL001", "COST013"),
    ("REL004", "COST013"),
    ("REL019", "COST013"),
    ("REL090", "COST013"),
    ("REL037", "COST041"),
    ("REL046", "COST047"),
];

/// Most rounds of [`fix_all`]: fixes that touch the same item take a round each.
const ROUNDS: usize = 24;

/// Codes of the rules that ask for the opposite.
pub fn opposed(code: &str) -> impl Iterator<Item = &'static str> {
    let other = move |(a, b): (&'static str, &'static str)| match code {
        code if code == a => Some(b),
        code if code == b => Some(a),
        _ => None,
    };
    OPPOSED.into_iter().filter_map(other)
}

/// Whether a bill has a line that is paid by use and that the other one has not, or at another price.
pub(super) fn adds_paid_by_use(before: &Costs, after: &Costs) -> bool {
    let paid = |line: &CostLine| {
        let usd = line.unit_usd().filter(|usd| *usd > 0.0);
        usd.filter(|_| line.source != UsageSource::Fixed)
    };
    let lines = |costs: &Costs, id: &Id| -> Vec<(&'static str, u64)> {
        let item = costs.component(id).or_else(|| costs.connection(id));
        let lines = item.map_or(&[][..], |item| item.lines.as_slice()).iter();
        lines
            .filter_map(|line| Some((line.key, paid(line)?.to_bits())))
            .collect()
    };
    let items = after.components.iter().chain(after.connections.iter());
    let mut with_paid = items.filter(|(_, cost)| cost.lines.iter().any(|l| paid(l).is_some()));
    with_paid.any(|(id, _)| {
        let known = lines(before, id);
        lines(after, id).iter().any(|line| !known.contains(line))
    })
}

/// A rule that asks for the opposite of a fix.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposed {
    /// Its code.
    pub code: &'static str,
    /// What following it does to the bill, in US dollars a month.
    pub delta: Usd,
    /// Whether it would speak up after the fix.
    pub is_caused: bool,
}

/// What a quick fix does.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The fix with its price.
    pub priced: PricedFix,
    /// What differs afterwards, item by item.
    pub changes: Vec<Change>,
    /// Open findings that go, besides the one that is fixed.
    pub solved: Vec<Finding>,
    /// Open findings that come.
    pub caused: Vec<Finding>,
    /// Rules that ask for the opposite.
    pub opposed: Vec<Opposed>,
}

/// What the quick fix of a finding does; none where there is no fix. `review` is what the findings are from.
pub fn preview(base: &ReviewCx<'_>, review: &Review, finding: &Finding) -> Option<Preview> {
    let fix = fix_of(base, finding)?;
    let next = edit::apply(base.design, &fix.edit).ok()?;
    let report = analyse(&next, base.catalogue);
    let (before, after) = (keys(review), keys(&report.review));
    let came = report.review.open().filter(|f| !before.contains(&key(f)));
    let caused: Vec<Finding> = came.cloned().collect();
    let solved = review.open().filter(|f| !after.contains(&key(f)));
    let solved = solved.filter(|f| key(f) != key(finding)).cloned().collect();
    let priced = PricedFix::of(fix, base.cost, &report.cost);
    let against = Against {
        base,
        review,
        finding,
        next: &cx_of(&next, base, &report),
        caused: &caused,
        delta: priced.delta,
    };
    let opposed = opposed(finding.code).filter_map(|code| against.price(code));
    Some(Preview {
        changes: changes(base.design, &next),
        solved,
        opposed: opposed.collect(),
        caused,
        priced,
    })
}

/// What tells a finding from others.
fn key(finding: &Finding) -> (&'static str, &[Id]) {
    (finding.code, &finding.items)
}

fn keys(review: &Review) -> BTreeSet<(&'static str, &[Id])> {
    review.open().map(key).collect()
}

fn cx_of<'a>(design: &'a Design, base: &ReviewCx<'a>, report: &'a Report) -> ReviewCx<'a> {
    ReviewCx::of(design, base.catalogue, report)
}

/// What is needed to say what the opposite of a fix costs.
struct Against<'c, 'a> {
    base: &'c ReviewCx<'a>,
    review: &'c Review,
    finding: &'c Finding,
    next: &'c ReviewCx<'c>,
    caused: &'c [Finding],
    delta: Usd,
}

impl Against<'_, '_> {
    /// The price of what a rule asks for: of its fix where it speaks up (after the fix, or already now at the same item),
    /// else of taking the fix back.
    fn price(&self, code: &'static str) -> Option<Opposed> {
        rule(code)?;
        let caused = self.caused.iter().find(|f| f.code == code);
        let shares = |f: &&Finding| f.items.iter().any(|id| self.finding.items.contains(id));
        let now = || self.review.open().filter(|f| f.code == code).find(shares);
        let price = |base: &ReviewCx<'_>, f: &Finding| priced_fix(base, f).map(|fix| fix.delta);
        let delta = match caused {
            Some(found) => price(self.next, found),
            None => now().and_then(|found| price(self.base, found)),
        };
        Some(Opposed {
            code,
            delta: delta.unwrap_or(Usd(-self.delta.0)),
            is_caused: caused.is_some(),
        })
    }
}

/// All fixes of one rule as one edit.
#[derive(Clone, Debug, PartialEq)]
pub struct FixAll {
    /// The edit.
    pub edit: Edit,
    /// How many findings it mends.
    pub count: usize,
    /// Change of the monthly total, in US dollars.
    pub delta: Usd,
    /// Lines without a price that it adds.
    pub missing: usize,
    /// The change is nothing only because nothing is used yet.
    pub by_use: bool,
    /// How many open findings of other rules come with it.
    pub caused: usize,
}

/// The fixes of all open findings of a rule as one edit; none where there is nothing to mend. Fixes that touch the same
/// items are made one after the other, each on what the former left.
pub fn fix_all(base: &ReviewCx<'_>, review: &Review, code: &str) -> Option<FixAll> {
    let known = rule(code)?;
    let make = known.fix?;
    let count = |review: &Review| review.open().filter(|f| f.code == known.code).count();
    let mut edits: Vec<Edit> = Vec::new();
    let mut last: Option<(Design, Report)> = None;
    for _ in 0..ROUNDS {
        let round = match &last {
            None => round(base, review, known.code, make),
            Some((design, report)) => {
                let now = cx_of(design, base, report);
                round(&now, &report.review, known.code, make)
            }
        };
        if round.is_empty() {
            break;
        }
        let design = last.as_ref().map_or(base.design, |(design, _)| design);
        let left = last.as_ref().map_or(review, |(_, report)| &report.review);
        let Ok(next) = edit::apply(design, &Edit::Batch(round.clone())) else {
            break;
        };
        let report = analyse(&next, base.catalogue);
        // A fix that does not take its finding away would be made for ever.
        if count(&report.review) >= count(left) {
            break;
        }
        edits.extend(round);
        last = Some((next, report));
    }
    let (_, report) = last?;
    let edit = Edit::Batch(edits);
    edit::apply(base.design, &edit).ok()?;
    let before = keys(review);
    let came = report.review.open();
    let came = came.filter(|f| f.code != known.code && !before.contains(&key(f)));
    let fix = Fix {
        label: crate::text::Phrase::default(),
        edit,
    };
    let priced = PricedFix::of(fix, base.cost, &report.cost);
    Some(FixAll {
        count: count(review).saturating_sub(count(&report.review)),
        caused: came.count(),
        delta: priced.delta,
        missing: priced.missing,
        by_use: priced.by_use,
        edit: priced.fix.edit,
    })
}

/// Fixes of the open findings of a rule that touch different items.
fn round(base: &ReviewCx<'_>, review: &Review, code: &str, make: super::rule::FixFn) -> Vec<Edit> {
    Cx::with(base, |cx| round_in(cx, review, code, make))
}

fn round_in(cx: &Cx<'_>, review: &Review, code: &str, make: super::rule::FixFn) -> Vec<Edit> {
    let mut touched = BTreeSet::new();
    let mut edits = Vec::new();
    for finding in review.open().filter(|f| f.code == code) {
        let Some(fix) = make(cx, finding) else {
            continue;
        };
        let mut own = BTreeSet::new();
        touches(&fix.edit, &mut own);
        if own.is_disjoint(&touched) {
            touched.extend(own);
            edits.push(fix.edit);
        }
    }
    edits
}

/// Items that an edit touches; none stands for what belongs to the design as a whole.
fn touches(edit: &Edit, out: &mut BTreeSet<Option<Id>>) {
    match edit {
        Edit::PutContainer(id, _)
        | Edit::PutComponent(id, _)
        | Edit::PutConnection(id, _)
        | Edit::PutSecurityGroup(id, _)
        | Edit::PutScenario(id, _)
        | Edit::SetProperty { id, .. }
        | Edit::Rename(id, _)
        | Edit::PlaceContainer(id, _)
        | Edit::Resize(id, _) => drop(out.insert(Some(id.clone()))),
        Edit::Move {
            tiles, containers, ..
        } => {
            out.extend(tiles.iter().map(|tile| Some(tile.component.clone())));
            out.extend(containers.iter().cloned().map(Some));
        }
        Edit::Place { tile, .. } => drop(out.insert(Some(tile.component.clone()))),
        Edit::Remove { ids, .. } => out.extend(ids.iter().cloned().map(Some)),
        Edit::Batch(edits) => edits.iter().for_each(|edit| touches(edit, out)),
        _ => drop(out.insert(None)),
    }
}
