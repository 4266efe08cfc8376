//! Runs the rules: one index for all of them, findings in a fixed order, silences, quick fixes and their price.

use super::cx::Cx;
use super::phrase;
use super::rule::{Check, Expectation, Findings, Rule, Want};
use super::{
    Finding, Fix, PricedFix, Review, ReviewCx, cost_optimization, operational_excellence,
    performance_efficiency, reliability, security, sustainability,
};
use crate::analysis::{cost, path, traffic};
use crate::catalog::{Item, Kind, Property};
use crate::model::edit::{self, Edit};
use crate::model::{Silence, Value};
use crate::pricing::Date;
use crate::text::Phrase;
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
    let cx = Cx::new(base);
    let mut findings: Vec<Finding> = Vec::new();
    for rule in rules() {
        findings.extend(run(&cx, rule));
    }
    findings.sort_by(|a, b| (a.severity, a.code, &a.items).cmp(&(b.severity, b.code, &b.items)));
    Review { findings }
}

/// Findings of one rule, in the order in which it makes them.
pub fn run(cx: &Cx<'_>, rule: &'static Rule) -> Vec<Finding> {
    let mut out = Findings::of(rule);
    match rule.check {
        Check::Each(kinds, check) => {
            for item in cx.of_kinds(kinds) {
                check(cx, &item, &mut out);
            }
        }
        Check::Whole(check) => check(cx, &mut out),
        Check::Expect(expectation) => expected(cx, &expectation, &mut out),
    }
    let mut list = out.list;
    let silences = cx.design.silenced.iter();
    let silences: Vec<&Silence> = silences.filter(|s| s.is_about(rule.code)).collect();
    for finding in &mut list {
        finding.fixable = rule.has_fix();
        if !silences.is_empty() {
            silence(cx.catalogue.day(), &silences, finding);
        }
    }
    list
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
    finding.silenced = holding.first().map(|silence| silence.reason.clone());
    finding.lapsed = match holding.first() {
        Some(_) => None,
        None => lapsed.first().map(|silence| (*silence).clone()),
    };
}

/// How many items a rule looks at; a rule on the design as a whole counts once.
pub(super) fn looked_at(cx: &Cx<'_>, rule: &Rule) -> usize {
    match rule.check {
        Check::Each(kinds, _) => cx.of_kinds(kinds).count(),
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

fn expected(cx: &Cx<'_>, expectation: &Expectation, out: &mut Findings) {
    for (kind, property) in expectation.on {
        for item in cx.of_kind(kind) {
            if (property.applies)(item)
                && !holds(item, property, expectation.want)
                && (expectation.when)(cx, item)
            {
                out.add([item.id], phrase::property_of(item, property));
            }
        }
    }
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

/// The quick fix of a finding, if its rule has one for this design.
pub fn fix_of(base: &ReviewCx<'_>, finding: &Finding) -> Option<Fix> {
    let fix = rule(finding.code)?.fix?;
    fix(&Cx::new(base), finding)
}

/// The quick fix of a finding with its effect on the bill: the passes run on the fixed design and the totals are compared.
pub fn priced_fix(base: &ReviewCx<'_>, finding: &Finding) -> Option<PricedFix> {
    let fix = fix_of(base, finding)?;
    let next = edit::apply(base.design, &fix.edit).ok()?;
    let traffic = traffic::solve(&next);
    let paths = path::classify(&next, &traffic);
    let after = cost::estimate(&next, &traffic, &paths, base.catalogue);
    Some(PricedFix::of(fix, base.cost, &after))
}
