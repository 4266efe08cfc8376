//! One go over a design with all rules.
//!
//! Rules on single items take them in stretches: all rules of a kind look at some items of it before they look at the
//! next ones, so that what one rule has read is at hand for the others. What settings alone decide is decided once
//! for all items that are set alike ([`super::alike`]). The findings stand in the order of a rule by itself, whoever
//! found them.

use super::cx::{Cx, address};
use super::engine::{accept, by_severity, is_set_otherwise, look};
use super::phrase;
use super::rule::{Check, Findings, Rule};
use super::{Finding, ReviewCx};
use crate::analysis::view::View;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::iter::{Flatten, Peekable};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::vec;

/// Components from which on it is worth its while to share the rules out.
const SHARED_FROM: usize = 400;
/// Items of a stretch: with what rules read of them they have room in a processor's own cache.
const STRETCH: usize = 128;
/// Room for so many parts of the findings at first.
const PARTS: usize = 256;

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
    of_kinds: FxHashMap<usize, Vec<Look>>,
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

/// Something to do.
enum Task {
    /// Makes indices that nearly every large design needs.
    LookUp(fn(&Cx<'_>)),
    /// Decides what the rules of a kind will look at, by its number.
    Ready(usize),
    /// A rule on the design as a whole.
    Whole(usize),
    /// The rules of a kind, by its number, at a stretch of its items.
    Kind(usize, Range<usize>),
}

/// A look at items of a kind, with what their settings alone decide.
struct Ready {
    look: Look,
    /// Whether items are looked at, by the number of their settings; empty where all are.
    suits: Vec<bool>,
}

/// Findings of a rule at one of its kinds, of one stretch of items.
struct Part {
    look: Look,
    /// Place of the first item.
    start: usize,
    list: Vec<Finding>,
    /// Places of their items among all components, where each names the item that was looked at, in the order of the items.
    places: Vec<u32>,
    /// Whether they are so.
    is_sorted: bool,
}

/// Whether threads share the review of so many components out.
pub(super) fn is_shared(components: usize) -> bool {
    components >= SHARED_FROM && rayon::current_num_threads() > 1
}

/// The findings of all rules: by severity, code and items.
pub(super) fn findings(cx: &Cx<'_>) -> Vec<Finding> {
    let mut parts = Vec::with_capacity(PARTS);
    Work::of(cx, false).carry_out(&mut parts);
    put_together(cx, parts)
}

/// The same by all threads, where the design is looked up or has still to be.
pub(super) fn shared_findings(base: &ReviewCx<'_>, known: Option<&View<'_>>) -> Vec<Finding> {
    let (frames, looked_up) = (OnceLock::new(), OnceLock::new());
    let view = || match known {
        Some(view) => view,
        None => looked_up.get_or_init(|| View::of_all(base.design, &frames)),
    };
    // A large design is looked up by threads of its own.
    if known.is_none() && View::is_shared(base.design) {
        view();
    }
    let (cx, work) = (OnceLock::new(), OnceLock::new());
    let crew = Crew::default();
    let mut parts = Vec::with_capacity(PARTS);
    // It takes a thread some time to wake up: the first one does so while this one prepares the work.
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| crew.help(&work));
        let cx: &Cx<'_> = cx.get_or_init(|| Cx::of(base, view()));
        let work = work.get_or_init(|| Work::of(cx, true));
        for _ in 1..rayon::current_num_threads() - usize::from(crew.is_waiting()) {
            scope.spawn(|_| crew.take_part(work));
        }
        work.carry_out(&mut parts);
        crew.await_others();
    });
    let others = crew.parts.into_inner();
    parts.append(&mut others.unwrap_or_else(PoisonError::into_inner));
    drop(work);
    let cx = cx.into_inner();
    if View::is_shared(base.design) {
        // What a large review has looked up takes about as long to clear away as its findings to put together.
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| drop(cx));
            put_together(base, parts)
        })
    } else {
        drop(cx);
        put_together(base, parts)
    }
}

/// How often a thread that has nothing to do looks whether there is something, before it goes to sleep: some tenths of a
/// millisecond.
const LOOKS: usize = 128;
/// How long it waits between two of these looks, in steps of the processor.
const STEPS: usize = 64;

/// Waits for something that comes in less time than it takes a thread to sleep and to wake up. Whether it has come. The
/// thread keeps its processor: whoever gets it instead may keep it for longer than a review takes.
fn await_soon(mut has_come: impl FnMut() -> bool) -> bool {
    (0..LOOKS).any(|_| {
        if has_come() {
            return true;
        }
        (0..STEPS).for_each(|_| std::hint::spin_loop());
        false
    })
}

/// Threads that help the one that asks for the review.
#[derive(Default)]
struct Crew {
    /// What they found.
    parts: Mutex<Vec<Part>>,
    /// How many of them are at work.
    at_work: AtomicUsize,
    /// Whether the first of them has waited for its work in vain.
    has_left: AtomicBool,
}

impl Crew {
    /// Takes part as soon as there is work.
    fn help(&self, work: &OnceLock<Work<'_, '_>>) {
        if !await_soon(|| work.get().is_some()) {
            self.has_left.store(true, Ordering::SeqCst);
        }
        if let Some(work) = work.get() {
            self.take_part(work);
        }
    }
    /// Whether the first of them waits for its work, or has not woken up yet.
    fn is_waiting(&self) -> bool {
        !self.has_left.load(Ordering::SeqCst)
    }
    fn take_part(&self, work: &Work<'_, '_>) {
        self.at_work.fetch_add(1, Ordering::Relaxed);
        let mut parts = Vec::new();
        work.carry_out(&mut parts);
        let mut all = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        all.append(&mut parts);
        drop(all);
        self.at_work.fetch_sub(1, Ordering::Release);
    }
    /// Waits awake for the last tasks of the others, which end at nearly the same time.
    fn await_others(&self) {
        await_soon(|| self.at_work.load(Ordering::Acquire) == 0);
    }
}

/// What there is to do for a design.
struct Work<'c, 'a> {
    cx: &'c Cx<'a>,
    tasks: Vec<Task>,
    /// The next one that nobody has taken.
    next: AtomicUsize,
    /// What rules will look at, by the number of the kind.
    looks: Vec<OnceLock<Vec<Ready>>>,
}

impl<'c, 'a> Work<'c, 'a> {
    /// What takes longest stands first.
    fn of(cx: &'c Cx<'a>, is_shared: bool) -> Work<'c, 'a> {
        let (kinds, _) = cx.kinds();
        let mut numbers: Vec<usize> = (0..kinds.len()).collect();
        numbers.sort_by_key(|number| std::cmp::Reverse(kinds[*number].1.len()));
        let indices = Cx::INDICES.iter().filter(|_| is_shared);
        let mut tasks: Vec<Task> = indices.map(|make| Task::LookUp(*make)).collect();
        if is_shared {
            // Kind by kind: threads at stretches of one would wait for each other.
            tasks.extend(numbers.iter().copied().map(Task::Ready));
        }
        // The shortest ones stand last, so that the threads end at the same time: rules on the design as a whole mostly.
        for number in numbers {
            let count = kinds[number].1.len();
            let starts = (0..count).step_by(STRETCH);
            let stretches = starts.map(|start| start..count.min(start + STRETCH));
            tasks.extend(stretches.map(|stretch| Task::Kind(number, stretch)));
        }
        tasks.extend(table().whole.iter().copied().map(Task::Whole));
        Work {
            cx,
            tasks,
            next: AtomicUsize::new(0),
            looks: kinds.iter().map(|_| OnceLock::new()).collect(),
        }
    }
    fn looks(&self, number: usize) -> &[Ready] {
        self.looks[number].get_or_init(|| looks(self.cx, number))
    }
    /// Does what nobody has taken, until nothing is left.
    fn carry_out(&self, parts: &mut Vec<Part>) {
        while let Some(task) = self.tasks.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            match task {
                Task::LookUp(make) => make(self.cx),
                Task::Ready(number) => {
                    self.looks(*number);
                }
                Task::Whole(number) => parts.extend(look_at_all(self.cx, *number)),
                Task::Kind(number, stretch) => {
                    let looks = self.looks(*number).iter();
                    let found =
                        looks.filter_map(|ready| look_at(self.cx, ready, *number, stretch.clone()));
                    parts.extend(found);
                }
            }
        }
    }
}

/// Has a rule look at the design as a whole.
fn look_at_all(cx: &Cx<'_>, number: usize) -> Option<Part> {
    let rule = by_severity()[number];
    let mut found = Findings::of(rule);
    look(cx, rule, &mut found);
    found.list.sort_by(|a, b| a.items.cmp(&b.items));
    let look = Look {
        rule: number,
        part: 0,
    };
    Part::of(look, 0, found)
}

/// What the rules of a kind will look at.
fn looks(cx: &Cx<'_>, number: usize) -> Vec<Ready> {
    let (kind, _) = &cx.kinds().0[number];
    let looks = table().of_kinds.get(&address(kind));
    let looks = looks.into_iter().flatten();
    looks.filter_map(|look| ready(cx, *look, number)).collect()
}

/// What a rule will look at of a kind; none where no settings suit.
fn ready(cx: &Cx<'_>, look: Look, kind: usize) -> Option<Ready> {
    let (list, alike) = (&cx.kinds().1[cx.kinds().0[kind].1.clone()], cx.alike(kind));
    let suits = match by_severity()[look.rule].check {
        Check::Expect(expectation) => {
            let (_, property) = expectation.on[look.part];
            alike.of_sorts(|place| is_set_otherwise(&expectation, property, &list[place]))
        }
        Check::Those(_, suits, _) => alike.of_sorts(|place| suits(cx, &list[place])),
        Check::Each(..) | Check::Whole(_) => {
            let suits = Vec::new();
            return Some(Ready { look, suits });
        }
    };
    (!suits.is_empty()).then_some(Ready { look, suits })
}

/// Has a rule look at some items of a kind.
fn look_at(cx: &Cx<'_>, ready: &Ready, kind: usize, stretch: Range<usize>) -> Option<Part> {
    let rule: &'static Rule = by_severity()[ready.look.rule];
    let (kinds, list) = cx.kinds();
    let first = kinds[kind].1.start;
    let mut found = Findings::about(rule, stretch.len());
    let places = first + stretch.start..first + stretch.end;
    let items = places.clone().zip(&list[places.clone()]);
    let settings = &cx.alike(kind).settings()[stretch];
    let those = items.zip(settings).filter(|(_, settings)| {
        let suits = ready.suits.get(**settings as usize);
        suits.is_none_or(|suits| *suits)
    });
    let those = those.map(|(item, _)| item);
    match rule.check {
        Check::Each(_, check) | Check::Those(_, _, check) => {
            for (place, item) in those {
                found.visit(item, place, 0);
                check(cx, item, &mut found);
            }
        }
        Check::Expect(expectation) => {
            let (_, property) = expectation.on[ready.look.part];
            for (place, item) in those {
                if (expectation.when)(cx, item) {
                    found.visit(item, place, ready.look.part);
                    found.add([item.id], || phrase::property_of(item, property));
                }
            }
        }
        Check::Whole(_) => {}
    }
    Part::of(ready.look, places.start, found)
}

impl Part {
    /// None without findings.
    fn of(look: Look, start: usize, found: Findings) -> Option<Part> {
        (!found.list.is_empty()).then(|| Part {
            look,
            start,
            is_sorted: found.is_sorted(),
            places: found.places,
            list: found.list,
        })
    }
}

/// Puts the findings of all rules into their order.
fn put_together(base: &ReviewCx<'_>, mut parts: Vec<Part>) -> Vec<Finding> {
    parts.sort_unstable_by_key(|part| (part.look.rule, part.look.part, part.start));
    let mut findings = Vec::with_capacity(parts.iter().map(|part| part.list.len()).sum());
    for of_rule in parts.chunk_by_mut(|one, next| one.look.rule == next.look.rule) {
        let start = findings.len();
        let is_sorted = of_rule.iter().all(|part| part.is_sorted);
        let of_one_kind = of_rule
            .windows(2)
            .all(|two| two[0].look.part == two[1].look.part);
        if is_sorted && !of_one_kind {
            weave(of_rule, &mut findings);
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
            accept(base, first.rule, own);
        }
    }
    findings
}

/// Puts findings at items of several kinds, each of which names its item, into the order of the items.
fn weave(parts: &mut [Part], findings: &mut Vec<Finding>) {
    // Those of each kind are in order, and kinds are few.
    let mut lists: SmallVec<[Woven; 8]> = SmallVec::new();
    for of_kind in parts.chunk_by_mut(|one, next| one.look.part == next.look.part) {
        let mut places = Vec::new();
        let mut stretches = Vec::with_capacity(of_kind.len());
        for part in of_kind {
            places.append(&mut part.places);
            stretches.push(std::mem::take(&mut part.list));
        }
        lists.push(Woven {
            places: places.into_iter().peekable(),
            list: stretches.into_iter().flatten(),
        });
    }
    loop {
        // Those at one item stay in their order: the first of equal ones is taken.
        let (mut first, mut second) = ((u32::MAX, None), u32::MAX);
        for (number, list) in lists.iter_mut().enumerate() {
            match list.places.peek() {
                Some(place) if first.1.is_none() || *place < first.0 => {
                    second = first.0;
                    first = (*place, Some(number));
                }
                Some(place) => second = second.min(*place),
                None => {}
            }
        }
        let Some(number) = first.1 else { return };
        let list = &mut lists[number];
        // As many as stand before the next one of another kind.
        findings.extend(list.list.next());
        list.places.next();
        while list.places.next_if(|place| *place < second).is_some() {
            findings.extend(list.list.next());
        }
    }
}

/// Findings at items of one kind that are still to be put into their order.
struct Woven {
    places: Peekable<vec::IntoIter<u32>>,
    list: Flatten<vec::IntoIter<Vec<Finding>>>,
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
    fn shared_out_rules_find_what_each_rule_finds_by_itself() {
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
                component.kind = kind.get(&kinds).name.into();
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

    #[test]
    fn a_helper_without_work_leaves_and_a_late_one_finds_it() {
        let (crew, work) = (Crew::default(), OnceLock::new());
        crew.help(&work);
        assert!(!crew.is_waiting());
        let design = generate::design(60);
        let catalogue = Catalogue::embedded();
        let report = analyse(&design, catalogue);
        let base = ReviewCx::of(&design, catalogue, &report);
        Cx::with(&base, |cx| {
            crew.help(&OnceLock::from(Work::of(cx, true)));
            let parts = crew.parts.into_inner().unwrap();
            assert_eq!(put_together(cx, parts), findings(cx));
        });
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
                let (of_kinds, list) = cx.kinds();
                for rule in by_severity() {
                    let Check::Those(kinds, suits, _) = rule.check else {
                        continue;
                    };
                    let own = of_kinds.iter().enumerate();
                    let own = own.filter(|(_, (kind, _))| kinds.contains(kind));
                    for (number, (_, places)) in own {
                        let items = &list[places.clone()];
                        let alike = cx.alike(number);
                        let so = alike.of_sorts(|place| suits(cx, &items[place]));
                        for (item, settings) in items.iter().zip(alike.settings()) {
                            let at_once = so.get(*settings as usize) == Some(&true);
                            assert_eq!(at_once, suits(cx, item), "{} {}", rule.code, item.id);
                        }
                    }
                }
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
