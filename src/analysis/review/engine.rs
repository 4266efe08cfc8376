//! Runs the rules: one index for all of them, findings in a fixed order, silences, quick fixes and their price.

use super::cx::Cx;
use super::finding::{Accepted, Mark};
use super::phrase;
use super::rule::{Check, Expectation, Findings, Rule, Want};
use super::{
    Finding, Fix, Review, ReviewCx, cost_optimization, operational_excellence,
    performance_efficiency, reliability, security, sustainability, sweep,
};
use crate::analysis::view::View;
use crate::catalog::{Item, Kind, Property};
use crate::model::edit::Edit;
use crate::model::{Id, Silence, Value};
use crate::pricing::Date;
use crate::text::Phrase;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

const PILLARS: [&[&Rule]; 6] = [
    cost_optimization::RULES,
    operational_excellence::RULES,
    performance_efficiency::RULES,
    reliability::RULES,
    security::RULES,
    sustainability::RULES,
];

/// All rules, by code.
pub fn rules() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<&'static Rule> = PILLARS.concat();
        all.sort_by_key(|rule| rule.code);
        all
    })
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    let all = rules();
    let index = all.binary_search_by_key(&code, |rule| rule.code).ok()?;
    all.get(index).copied()
}

/// Checks a design against all rules: findings by severity, code and items.
pub fn check(base: &ReviewCx<'_>) -> Review {
    let findings = if sweep::is_shared(base.design.components.len()) {
        sweep::shared_findings(base, None)
    } else {
        Cx::with(base, sweep::findings)
    };
    Review { findings }
}

/// The same, where the design is looked up already.
pub fn check_view(base: &ReviewCx<'_>, view: &View<'_>) -> Review {
    let findings = if sweep::is_shared(view.components.len()) {
        sweep::shared_findings(base, Some(view))
    } else {
        sweep::findings(&Cx::of(base, view))
    };
    Review { findings }
}

/// All rules in the order of their findings.
pub(super) fn by_severity() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = rules().to_vec();
        all.sort_by_key(|rule| (rule.severity, rule.code));
        all
    })
}

/// Findings of one rule, in the order in which it makes them.
pub fn run(cx: &Cx<'_>, rule: &'static Rule) -> Vec<Finding> {
    let mut out = Findings::of(rule);
    look(cx, rule, &mut out);
    accept(cx, rule, &mut out.list);
    out.list
}

/// Notes which findings of a rule the user has accepted.
pub(super) fn accept(base: &ReviewCx<'_>, rule: &Rule, findings: &mut [Finding]) {
    if base.design.silenced.is_empty() {
        return;
    }
    let silences = base.design.silenced.iter();
    let silences: Vec<&Silence> = silences.filter(|s| s.is_about(rule.code)).collect();
    if !silences.is_empty() {
        for finding in findings {
            silence(base.catalogue.day(), &silences, finding);
        }
    }
}

/// Has a rule look at all that it is about.
pub(super) fn look(cx: &Cx<'_>, rule: &Rule, out: &mut Findings) {
    match rule.check {
        Check::Each(kinds, check) => {
            for (number, item) in cx.numbered(kinds.iter().copied()) {
                out.visit(item, number, 0);
                check(cx, item, out);
            }
        }
        Check::Those(kinds, suits, check) => {
            for (number, item) in cx.numbered(kinds.iter().copied()) {
                if suits(cx, item) {
                    out.visit(item, number, 0);
                    check(cx, item, out);
                }
            }
        }
        Check::Whole(check) => check(cx, out),
        Check::Expect(expectation) => {
            for (pair, (kind, property)) in expectation.on.iter().enumerate() {
                for (number, item) in cx.numbered(std::iter::once(*kind)) {
                    if breaks(cx, &expectation, property, item) {
                        out.visit(item, number, pair);
                        out.add([item.id], || phrase::property_of(item, property));
                    }
                }
            }
        }
    }
}

/// Makes the evidence of findings: the rule looks once more at the item where it found each.
pub struct Teller<'c, 'a> {
    cx: &'c Cx<'a>,
    /// Evidence of all findings of rules on the design as a whole, by code.
    whole: RefCell<BTreeMap<&'static str, Vec<Phrase>>>,
}

impl<'c, 'a> Teller<'c, 'a> {
    /// For findings of this design.
    pub fn new(cx: &'c Cx<'a>) -> Teller<'c, 'a> {
        Teller {
            cx,
            whole: RefCell::default(),
        }
    }
    /// The evidence of a finding; empty if it is none of this design's.
    pub fn evidence<'f>(&self, finding: &'f Finding) -> &'f Phrase {
        finding.told(|| self.make(finding).unwrap_or_default())
    }
    fn make(&self, finding: &Finding) -> Option<Phrase> {
        let (rule, Mark { item, number }) = (finding.rule, finding.mark);
        let item = || self.cx.at(usize::try_from(item?).ok()?);
        let number = usize::try_from(number).ok()?;
        match rule.check {
            Check::Each(_, check) | Check::Those(_, _, check) => {
                let mut out = Findings::told(rule);
                check(self.cx, item()?, &mut out);
                out.told?.into_iter().nth(number)
            }
            Check::Whole(check) => {
                let mut whole = self.whole.borrow_mut();
                let told = whole.entry(rule.code).or_insert_with(|| {
                    let mut out = Findings::told(rule);
                    check(self.cx, &mut out);
                    out.told.unwrap_or_default()
                });
                told.get(number).cloned()
            }
            Check::Expect(expectation) => {
                let (_, property) = expectation.on.get(number)?;
                Some(phrase::property_of(item()?, property))
            }
        }
    }
}

/// Makes the evidence of all these findings at once, for those who read them all.
pub fn tell<'f>(base: &ReviewCx<'_>, findings: impl Iterator<Item = &'f Finding>) {
    let findings: Vec<&Finding> = findings.filter(|finding| !finding.is_told()).collect();
    if findings.is_empty() {
        return;
    }
    Cx::with(base, |cx| {
        let teller = Teller::new(cx);
        for finding in findings {
            teller.evidence(finding);
        }
    });
}

/// Makes the evidence of those findings whose evidence was asked for in a `former` review: they are in view.
pub fn tell_again(base: &ReviewCx<'_>, former: &Review, review: &Review) {
    let told = former.findings.iter().filter(|finding| finding.is_told());
    let told: HashSet<(&str, &[Id])> = told.map(key).collect();
    let findings = review.findings.iter();
    tell(
        base,
        findings.filter(|finding| told.contains(&key(finding))),
    );
}

/// What a finding is known by when there is a new review.
fn key(finding: &Finding) -> (&str, &[Id]) {
    (finding.code, &finding.items[..])
}

/// What was seen where a finding was made: numbers with units, names. `base` is what the review was made from.
pub fn evidence_of<'f>(base: &ReviewCx<'_>, finding: &'f Finding) -> &'f Phrase {
    finding.told(|| Cx::with(base, |cx| Teller::new(cx).make(finding)).unwrap_or_default())
}

/// Notes the silence that accepts a finding, for the design as a whole or for one of its items; failing that, the one
/// that did until its last day.
fn silence(today: Date, of_rule: &[&Silence], finding: &mut Finding) {
    let hits = of_rule.iter().filter(|silence| {
        let item = silence.item.as_ref();
        item.is_none_or(|item| finding.items.contains(item))
    });
    let holds = |silence: &&&Silence| {
        let until = silence.until.as_ref();
        until.is_none_or(|day| day.parse::<Date>().is_ok_and(|day| today <= day))
    };
    let (holding, lapsed): (Vec<&Silence>, Vec<&Silence>) = hits.partition(holds);
    let lapsed = || Some(Accepted::Lapsed((*lapsed.first()?).clone()));
    let accepted = match holding.first() {
        Some(silence) => Some(Accepted::Silenced(silence.reason.clone())),
        None => lapsed(),
    };
    finding.accepted = accepted.map(Box::new);
}

/// How many items a rule looks at; a rule on the design as a whole counts once.
pub(super) fn looked_at(cx: &Cx<'_>, rule: &Rule) -> usize {
    match rule.check {
        Check::Each(kinds, _) | Check::Those(kinds, ..) => cx.of_kinds(kinds).count(),
        Check::Whole(_) => 1,
        Check::Expect(expectation) => {
            let on = expectation.on.iter();
            let applies = |(kind, property): &(&Kind, &Property)| {
                let items = cx.of_kind(kind).iter();
                items
                    .filter(|item| (property.applies)(item) && (expectation.when)(cx, item))
                    .count()
            };
            on.map(applies).sum()
        }
    }
}

fn breaks<'a>(
    cx: &Cx<'a>,
    expectation: &Expectation,
    property: &Property,
    item: &Item<'a>,
) -> bool {
    is_set_otherwise(expectation, property, item) && (expectation.when)(cx, item)
}

/// Whether an item is set otherwise than expected, wherever it stands and whatever it is for: the same for all that are
/// set alike.
pub(super) fn is_set_otherwise(
    expectation: &Expectation,
    property: &Property,
    item: &Item<'_>,
) -> bool {
    !holds(item, property, expectation.want) && (property.applies)(item)
}

fn holds(item: &Item<'_>, property: &Property, want: Want) -> bool {
    match want {
        Want::Flag(value) => item.flag(property) == value,
        Want::AtLeast(value) => item.number(property) >= value,
        Want::Choice { refused: [], value } => item.text(property) == value,
        Want::Choice { refused, .. } => !refused.contains(&item.text(property)),
    }
}

/// The quick fix of the simple shape of a rule: sets the property to what the rule wants.
pub fn set_expected(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let Check::Expect(expectation) = rule(finding.code)?.check else {
        return None;
    };
    let item = cx.item(finding.items.first()?)?;
    let (_, property) = expectation.on.iter().find(|(kind, _)| *kind == item.kind)?;
    let value = match expectation.want {
        Want::Flag(value) => Value::Bool(value),
        Want::AtLeast(value) => Value::Number(value),
        Want::Choice { value, .. } => Value::from(value),
    };
    Some(Fix {
        label: phrase::set(property, &value),
        edit: set(&item, property, value),
    })
}

/// [`set_expected`] with a label of its own, where what the fix does has a better name than the property.
pub fn set_expected_as(
    cx: &Cx<'_>,
    finding: &Finding,
    english: &'static str,
    korean: &'static str,
) -> Option<Fix> {
    let label = Phrase::new(english, korean);
    set_expected(cx, finding).map(|fix| Fix { label, ..fix })
}

/// An edit that sets a property.
pub fn set(item: &Item<'_>, property: &Property, value: impl Into<Value>) -> Edit {
    Edit::SetProperty {
        id: item.id.clone(),
        property: property.name.to_owned(),
        value: Some(value.into()),
    }
}
