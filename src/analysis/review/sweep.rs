//! One go over a design with all rules.
//!
//! Rules on single items take them in stretches: all rules of a kind look at some items of it before they look at the
//! next ones, so that what one rule has read is at hand for the others. What rules expect of properties is decided once
//! for all items that are set alike ([`super::alike`]). The findings stand in the order of a rule by itself, whoever
//! found them.

use super::Finding;
use super::cx::{Cx, address};
use super::engine::{accept, by_severity, is_set_otherwise, look};
use super::phrase;
use super::quick::QuickMap;
use super::rule::{Check, Findings, Rule};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Components from which on a second thread is worth its start.
const SHARED_FROM: usize = 400;
/// Items of a stretch: with what rules read of them they have room in a processor's own cache.
const STRETCH: usize = 128;

/// A rule that looks at the items of a kind.
#[derive(Clone, Copy)]
struct Look {
    /// Its number in the order of findings.
    rule: usize,
    /// The place of the kind among those of the rule.
    part: usize,
}

/// Which rules look at what.
#[derive(Default)]
struct Table {
    /// Rules on single items, by the address of the kind.
    of_kinds: QuickMap<usize, Vec<Look>>,
    /// Numbers of the rules on the design as a whole.
    whole: Vec<usize>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (number, rule) in by_severity().iter().enumerate() {
            if let Check::Whole(_) = rule.check {
                table.whole.push(number);
            }
            for (part, kind) in rule.kinds().into_iter().enumerate() {
                let looks = table.of_kinds.entry(address(kind)).or_default();
                looks.push(Look { rule: number, part });
            }
        }
        table
    })
}

/// A look with what is known before: for an expectation, which settings of the kind are otherwise, from the first one on.
struct Ready {
    look: Look,
    otherwise: Vec<bool>,
}

/// The rules that look at the items of a kind, and the number of the first of its settings.
struct Kindred {
    looks: Vec<Ready>,
    first: usize,
}

/// Something to do.
enum Task {
    /// A rule on the design as a whole.
    Whole(usize),
    /// The rules of a kind, by its number, on these items.
    Items(usize, Range<usize>),
}

/// Findings of a rule at one of its kinds, of one stretch of items.
struct Part {
    look: Look,
    /// Place of the first item.
    start: usize,
    list: Vec<Finding>,
    /// Whether each names the item that was looked at, in the order of the items.
    is_sorted: bool,
}

/// The findings of all rules: by severity, code and items.
pub(super) fn findings(cx: &Cx<'_>) -> Vec<Finding> {
    let (kindred, tasks) = plan(cx);
    if cx.view().components.len() < SHARED_FROM || !has_helper() {
        let mut parts = Vec::new();
        for task in &tasks {
            carry_out(cx, &kindred, task, &mut parts);
        }
        return put_together(cx, parts);
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut parts = Vec::new();
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            carry_out(cx, &kindred, task, &mut parts);
        }
        parts
    };
    let parts = std::thread::scope(|scope| {
        // Where no thread can be had, the own one does everything.
        let helper = std::thread::Builder::new().spawn_scoped(scope, work);
        let mut parts = work();
        if let Ok(helper) = helper {
            match helper.join() {
                Ok(others) => parts.extend(others),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    put_together(cx, parts)
}

/// Whether a second thread would have a processor of its own.
fn has_helper() -> bool {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    let count = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    *PROCESSORS.get_or_init(count) > 1
}

fn plan(cx: &Cx<'_>) -> (Vec<Kindred>, Vec<Task>) {
    let table = table();
    let mut tasks: Vec<Task> = table.whole.iter().copied().map(Task::Whole).collect();
    let mut all: Vec<Kindred> = Vec::new();
    for (kind, places) in cx.kinds().0 {
        let looks = table.of_kinds.get(&address(kind)).into_iter().flatten();
        let looks = looks.filter_map(|look| ready(cx, *look, places)).collect();
        let starts = places.clone().step_by(STRETCH);
        let stretches = starts.map(|start| start..places.end.min(start + STRETCH));
        tasks.extend(stretches.map(|stretch| Task::Items(all.len(), stretch)));
        all.push(Kindred {
            looks,
            first: cx.alike().at(places.start),
        });
    }
    (all, tasks)
}

/// None for an expectation that all items of the kind meet.
fn ready(cx: &Cx<'_>, look: Look, places: &Range<usize>) -> Option<Ready> {
    let mut otherwise = Vec::new();
    if let Check::Expect(expectation) = by_severity()[look.rule].check {
        let (_, property) = expectation.on[look.part];
        let list = cx.kinds().1;
        let settings = cx.alike().within(places.clone());
        otherwise.extend(
            settings.map(|(_, first)| is_set_otherwise(&expectation, property, &list[first])),
        );
        if !otherwise.contains(&true) {
            return None;
        }
    }
    Some(Ready { look, otherwise })
}

fn carry_out(cx: &Cx<'_>, all: &[Kindred], task: &Task, parts: &mut Vec<Part>) {
    let mut keep = |look: Look, start: usize, found: Findings| {
        if !found.list.is_empty() {
            parts.push(Part {
                look,
                start,
                is_sorted: found.is_sorted(),
                list: found.list,
            });
        }
    };
    match task {
        Task::Whole(rule) => {
            let mut found = Findings::of(by_severity()[*rule]);
            look(cx, by_severity()[*rule], &mut found);
            let look = Look {
                rule: *rule,
                part: 0,
            };
            keep(look, 0, found);
        }
        Task::Items(number, stretch) => {
            for ready in &all[*number].looks {
                let found = look_at(cx, ready, all[*number].first, stretch);
                keep(ready.look, stretch.start, found);
            }
        }
    }
}

/// Has a rule look at some items of a kind.
fn look_at(cx: &Cx<'_>, ready: &Ready, first: usize, stretch: &Range<usize>) -> Findings {
    let Look { rule, part } = ready.look;
    let rule: &'static Rule = by_severity()[rule];
    let mut found = Findings::about(rule, stretch.len());
    let items = stretch.clone().zip(&cx.kinds().1[stretch.clone()]);
    match rule.check {
        Check::Each(_, check) => {
            for (place, item) in items {
                found.visit(item, place, 0);
                check(cx, item, &mut found);
            }
        }
        Check::Expect(expectation) => {
            let (_, property) = expectation.on[part];
            for (place, item) in items {
                if ready.otherwise[cx.alike().at(place) - first] && (expectation.when)(cx, item) {
                    found.visit(item, place, part);
                    found.add([item.id], || phrase::property_of(item, property));
                }
            }
        }
        Check::Whole(_) => {}
    }
    found
}

/// Puts the findings of all rules into their order.
fn put_together(cx: &Cx<'_>, mut parts: Vec<Part>) -> Vec<Finding> {
    parts.sort_unstable_by_key(|part| (part.look.rule, part.look.part, part.start));
    let mut findings = Vec::with_capacity(parts.iter().map(|part| part.list.len()).sum());
    for of_rule in parts.chunk_by_mut(|one, next| one.look.rule == next.look.rule) {
        let start = findings.len();
        let is_sorted = of_rule.iter().all(|part| part.is_sorted);
        let of_one_kind = of_rule
            .windows(2)
            .all(|two| two[0].look.part == two[1].look.part);
        if is_sorted && !of_one_kind {
            weave(cx, of_rule, &mut findings);
        } else {
            for part in of_rule {
                findings.append(&mut part.list);
            }
        }
        let own = &mut findings[start..];
        if !is_sorted && !own.is_sorted_by(|a, b| a.items <= b.items) {
            own.sort_by(|a, b| a.items.cmp(&b.items));
        }
        if let Some(first) = own.first() {
            accept(cx, first.rule, own);
        }
    }
    findings
}

/// Puts findings at items of several kinds, each of which names its item, into the order of the items.
fn weave(cx: &Cx<'_>, parts: &mut [Part], findings: &mut Vec<Finding>) {
    let lists = parts.iter_mut().map(|part| std::mem::take(&mut part.list));
    let mut all: Vec<Option<Finding>> = lists.flatten().map(Some).collect();
    let place = |finding: &Option<Finding>| {
        let item = cx.at(finding.as_ref()?.mark.item? as usize)?;
        Some(item.place()? as u64)
    };
    // Those at one item stay in their order.
    let places = all.iter().map(|finding| place(finding).unwrap_or_default());
    let keys = places
        .zip(0..)
        .map(|(place, number): (u64, u64)| place << 32 | number);
    let mut order: Vec<u64> = keys.collect();
    order.sort();
    let numbers = order.into_iter().map(|key| key as u32 as usize);
    findings.extend(numbers.filter_map(|number| all[number].take()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::analysis::review::{ReviewCx, check};
    use crate::catalog::{self, Item, Kind, Property, Shape, generate};
    use crate::model::{Design, Id, Value};
    use crate::pricing::Catalogue;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::Index;

    /// What each rule finds by itself, at one item after the other.
    fn one_by_one(base: &ReviewCx<'_>) -> Vec<Finding> {
        Cx::with(base, |cx| {
            let rules = by_severity().iter();
            let found = rules.flat_map(|rule| {
                let mut found = super::super::engine::run(cx, rule);
                found.sort_by(|a, b| a.items.cmp(&b.items));
                found
            });
            found.collect()
        })
    }

    /// Findings with the places where the rules make them again.
    fn marked(findings: &[Finding]) -> Vec<(Finding, Option<u32>, u32)> {
        let all = findings.iter().cloned();
        all.map(|finding| {
            let (item, number) = (finding.mark.item, finding.mark.number);
            (finding, item, number)
        })
        .collect()
    }

    fn assert_equal(design: &Design) -> usize {
        let catalogue = Catalogue::embedded();
        let report = analyse(design, catalogue);
        let base = ReviewCx::of(design, catalogue, &report);
        let (all, expected) = (check(&base).findings, one_by_one(&base));
        assert_eq!(marked(&all), marked(&expected));
        all.len()
    }

    #[test]
    fn two_threads_find_what_each_rule_finds_by_itself() {
        let found = assert_equal(&generate::design(SHARED_FROM + 100));
        assert!(found > SHARED_FROM);
    }

    /// One of some values that a property may have.
    fn value(property: &Property, pick: &Index) -> Value {
        match property.shape {
            Shape::Flag { .. } => Value::Bool(pick.index(2) == 0),
            Shape::Number { min, max, .. } => {
                let values = [min, max, min + 1.0, 2.0, 10.0];
                Value::Number(*pick.get(&values))
            }
            Shape::Usage { .. } => Value::Number(*pick.get(&[0.0, 1e3, 1e9])),
            Shape::Choice { options, .. } => Value::from(pick.get(options).value),
            Shape::InstanceType { default, .. } => {
                Value::from(*pick.get(&[default, "m5.large", "t3.medium", "db.r5.large"]))
            }
            Shape::Text { .. } => Value::from(*pick.get(&["", "1", "8.0", "us-east-1"])),
        }
    }

    /// Places of a component, a kind, of a property and a value.
    type Patch = (Index, Option<Index>, Vec<(Index, Index)>);

    /// A design in which some components are of any kind, set in any way.
    fn patched(size: usize, patches: &[Patch]) -> Design {
        let kinds: Vec<&Kind> = catalog::kinds().collect();
        let mut design = generate::design(size);
        let ids: Vec<Id> = design.components.keys().cloned().collect();
        for (place, kind, settings) in patches {
            let id = place.get(&ids);
            let mut component = design.component(id).unwrap().clone();
            if let Some(kind) = kind {
                kind.get(&kinds).name.clone_into(&mut component.kind);
                component.properties.clear();
            }
            let properties = catalog::kind(&component.kind).unwrap().properties;
            for (property, pick) in settings.iter().filter(|_| !properties.is_empty()) {
                let property = property.get(properties);
                component = component.with(property.name, value(property, pick));
            }
            design.components.insert(id.clone(), component.into());
        }
        design
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn a_sweep_finds_what_each_rule_finds_by_itself(
            size in 30_usize..160,
            patches in vec(
                (any::<Index>(), option::weighted(0.7, any::<Index>()), vec(any::<(Index, Index)>(), 0..4)),
                0..60,
            ),
        ) {
            assert_equal(&patched(size, &patches));
        }
        #[test]
        fn what_holds_of_settings_holds_of_all_items_set_alike(
            size in 30_usize..160,
            patches in vec(
                (any::<Index>(), option::weighted(0.7, any::<Index>()), vec(any::<(Index, Index)>(), 0..4)),
                0..60,
            ),
        ) {
            let design = patched(size, &patches);
            let catalogue = Catalogue::embedded();
            let report = analyse(&design, catalogue);
            let base = ReviewCx::of(&design, catalogue, &report);
            Cx::with(&base, |cx| {
                let has_problems = |item: &Item<'_>| {
                    let mut problems = Vec::new();
                    (item.kind.validate)(item, &mut problems);
                    !item.kind.validates_calls && !problems.is_empty()
                };
                let one_by_one = cx.items().filter(has_problems).map(|item| item.id);
                let at_once = cx.set_so(has_problems).into_iter().map(|item| item.id);
                assert!(at_once.eq(one_by_one));
            });
        }
    }
}
