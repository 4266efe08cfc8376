//! The shape of a rule, and the macro that makes its doc comment part of it.

use super::cx::Cx;
use super::finding::{Items, Mark};
use super::{Finding, Fix, Pillar, Severity};
use crate::catalog::{Item, Kind, Property};
use crate::model::{Id, Language};
use crate::text::{Bilingual, Phrase, both};

/// A rule. Its English texts are the sections of [`Rule::doc`].
#[derive(Debug)]
pub struct Rule {
    /// Code, never renumbered or reused: `REL004`.
    pub code: &'static str,
    /// Pillar.
    pub pillar: Pillar,
    /// Severity of its findings.
    pub severity: Severity,
    /// How it looks for findings.
    pub check: Check,
    /// Makes the quick fix of a finding; answers none where there is no deterministic one for this design.
    pub fix: Option<FixFn>,
    /// Default of the figure that the rule compares with, if it has one; `settings.thresholds` overrides it.
    pub threshold: Option<Threshold>,
    /// Korean texts.
    pub korean: Korean,
    /// The doc comment: title, sections "Why", "Fix", "When to silence it", "References", and the two examples.
    pub doc: &'static str,
    /// Module of the rule, `skydraft::analysis::review::<pillar>::<file>`.
    pub module: &'static str,
}

/// Looks at one item.
pub type EachFn = for<'a> fn(&Cx<'a>, &Item<'a>, &mut Findings);
/// Picks items.
pub type When = for<'a> fn(&Cx<'a>, &Item<'a>) -> bool;
/// Looks at the design as a whole.
pub type WholeFn = fn(&Cx<'_>, &mut Findings);
/// Makes the quick fix of a finding.
pub type FixFn = fn(&Cx<'_>, &Finding) -> Option<Fix>;

/// How a rule looks for findings.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At every item of these kinds.
    Each(&'static [&'static Kind], EachFn),
    /// At the items of these kinds whose settings suit ([`each_where`]).
    Those(&'static [&'static Kind], When, EachFn),
    /// Once for the design: rules on security groups, tiers and paths.
    Whole(WholeFn),
    /// One property of these kinds compared with a value.
    Expect(Expectation),
}

/// A look at every item of these kinds whose settings suit: the first conditions of most rules.
///
/// `suits` is asked once for all items that are set alike, and a large design has far fewer settings than items. It may
/// look at the kind, at properties and the number of instances, and at what holds in the whole design (its settings, the
/// rule's own limit, which kinds there are); not at id, name, tags, Region, connections, traffic, costs and what stands
/// around. `check` is then called at the items that suit, and nowhere else.
pub const fn each_where(kinds: &'static [&'static Kind], suits: When, check: EachFn) -> Check {
    Check::Those(kinds, suits, check)
}

/// A figure that a rule compares with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// The default.
    pub value: f64,
    /// Its unit.
    pub unit: Bilingual,
    /// Where the default comes from; "default" where it is our own choice.
    pub source: &'static str,
}

/// Korean texts of a rule; the English ones are in its doc comment.
#[derive(Clone, Copy, Debug)]
pub struct Korean {
    /// Title.
    pub title: &'static str,
    /// What breaks, and what it costs.
    pub why: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// When the finding is not worth acting on.
    pub silence: &'static str,
}

/// The simple shape of a rule: a property that must have a value.
#[derive(Clone, Copy, Debug)]
pub struct Expectation {
    /// Kinds, each with its property.
    pub on: &'static [(&'static Kind, &'static Property)],
    /// What the property must be.
    pub want: Want,
    /// Items that the rule is about.
    pub when: When,
}

/// What a property must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Want {
    /// On or off.
    Flag(bool),
    /// A number not below this one.
    AtLeast(f64),
    /// This choice, or any value that is not in the list of refused ones.
    Choice {
        /// Values that break the rule; empty: every other value does.
        refused: &'static [&'static str],
        /// The value that the quick fix sets.
        value: &'static str,
    },
}

/// The property is a switch that must stand so.
pub const fn is(value: bool) -> Want {
    Want::Flag(value)
}
/// The property is a number that must not be below `value`.
pub const fn at_least(value: f64) -> Want {
    Want::AtLeast(value)
}
/// The property must not have one of the `refused` values; the quick fix sets `value`.
pub const fn not(refused: &'static [&'static str], value: &'static str) -> Want {
    Want::Choice { refused, value }
}

fn always(_: &Cx<'_>, _: &Item<'_>) -> bool {
    true
}

/// A check of one property on each of its kinds.
pub const fn expect(on: &'static [(&'static Kind, &'static Property)], want: Want) -> Check {
    expect_where(on, want, always)
}
/// The same, for the items that `when` picks.
pub const fn expect_where(
    on: &'static [(&'static Kind, &'static Property)],
    want: Want,
    when: When,
) -> Check {
    Check::Expect(Expectation { on, want, when })
}

/// Declares a rule: the doc comment becomes both documentation and the rule's English text.
macro_rules! rule {
    ($(#[doc = $doc:literal])* pub static RULE = Rule { $($field:ident: $value:expr),* $(,)? };) => {
        $(#[doc = $doc])*
        pub static RULE: $crate::analysis::review::rule::Rule = $crate::analysis::review::rule::Rule {
            doc: concat!($($doc, "\n"),*),
            module: module_path!(),
            $($field: $value,)*
        };
    };
}
pub(crate) use rule;

/// Where a check puts what it finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    pub(super) list: Vec<Finding>,
    /// Number of the item that is looked at.
    item: Option<u32>,
    /// Number of its next finding.
    next: u32,
    /// Address of the id of that item, and its place among all components.
    here: (usize, u32),
    /// Place of the item of the last finding, as long as each names one item, the one that was looked at.
    last: Option<u32>,
    /// Places of the items of the findings so far, as long as that is so.
    pub(super) places: Vec<u32>,
    /// Findings that the list makes room for when it gets its first one.
    room: usize,
    /// Evidence of the findings, where it is asked for.
    pub(super) told: Option<Vec<Phrase>>,
}

impl Findings {
    pub(super) fn of(rule: &'static Rule) -> Findings {
        Findings {
            rule,
            list: Vec::new(),
            item: None,
            next: 0,
            here: (0, 0),
            last: Some(0),
            places: Vec::new(),
            room: 0,
            told: None,
        }
    }
    /// The same, with the evidence of each finding.
    pub(super) fn told(rule: &'static Rule) -> Findings {
        Findings {
            told: Some(Vec::new()),
            ..Findings::of(rule)
        }
    }
    /// The same, where about so many findings are expected if there is any.
    pub(super) fn about(rule: &'static Rule, room: usize) -> Findings {
        Findings {
            room,
            ..Findings::of(rule)
        }
    }
    /// Whether the findings are known to be in the order of their items.
    pub(super) fn is_sorted(&self) -> bool {
        self.last.is_some()
    }
    /// The rule looks at this item now, the one of that number; its findings there are numbered from `first` on.
    #[inline]
    pub(super) fn visit(&mut self, item: &Item<'_>, number: usize, first: usize) {
        // Nobody draws more components than 32 bits count.
        let place = item.place().unwrap_or(0) as u32;
        self.here = (std::ptr::from_ref(item.id) as usize, place);
        self.item = Some(number as u32);
        self.next = first as u32;
    }
    /// The rule that is checked.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }
    /// Adds a finding at some items with what was seen, which is made only where someone wants to read it. The items
    /// are sorted and each is named once.
    pub fn add<'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a Id>,
        evidence: impl FnOnce() -> Phrase,
    ) {
        let mut items = items.into_iter();
        let (first, second) = (items.next(), items.next());
        let is_alone = second.is_none();
        // Nearly all findings name just the item that is looked at; then the order of the items is that of the findings.
        let (here, place) = self.here;
        let is_here = first.is_some_and(|id| std::ptr::from_ref(id) as usize == here);
        if self.list.is_empty() {
            self.list.reserve(self.room);
            self.places.reserve(self.room);
        }
        self.last = match self.last {
            Some(last) if is_alone && is_here && last <= place => {
                self.places.push(place);
                Some(place)
            }
            _ => None,
        };
        let mark = Mark {
            item: self.item,
            number: self.next,
        };
        let items = match (first, second) {
            (Some(only), None) => Items::one(only),
            _ => first.into_iter().chain(second).chain(items).collect(),
        };
        let finding = Finding::marked(self.rule, items, mark);
        self.next += 1;
        self.list.push(finding);
        if let Some(told) = &mut self.told {
            told.push(evidence());
        }
    }
}

impl Rule {
    /// Title.
    pub fn title(&self) -> Bilingual {
        let first = self.doc.lines().next().unwrap_or("").trim();
        both(first, self.korean.title)
    }
    /// What breaks, and what it costs.
    pub fn why(&self, language: Language) -> String {
        self.text("Why", self.korean.why, language)
    }
    /// What to do.
    pub fn advice(&self, language: Language) -> String {
        self.text("Fix", self.korean.fix, language)
    }
    /// When the finding is not worth acting on.
    pub fn when_to_silence(&self, language: Language) -> String {
        self.text("When to silence it", self.korean.silence, language)
    }
    /// Ids of the same control elsewhere: Security Hub, Checkov, Prowler, CIS, Trusted Advisor, Well-Architected.
    pub fn references(&self) -> Vec<String> {
        self.section("References")
            .split(';')
            .map(|id| id.trim().trim_end_matches('.').to_owned())
            .filter(|id| !id.is_empty())
            .collect()
    }
    /// Whether the rule has a quick fix for at least some of its findings.
    pub fn has_fix(&self) -> bool {
        self.fix.is_some()
    }
    /// Name of its file, without the folder.
    pub fn file(&self) -> &'static str {
        self.module.rsplit("::").next().unwrap_or(self.module)
    }
    /// Name of the folder of its pillar.
    pub fn folder(&self) -> &'static str {
        self.module.rsplit("::").nth(1).unwrap_or(self.module)
    }
    /// The smallest design that breaks the rule, in the file format; lines of offending items end in `// finding`.
    pub fn bad(&self) -> String {
        self.block("```ron bad")
    }
    /// The same design, mended.
    pub fn good(&self) -> String {
        self.block("```ron good")
    }
    /// The rule's figure for this design: the user's, else the default, else 0.
    pub fn limit(&self, cx: &Cx<'_>) -> f64 {
        let own = cx.design.settings.thresholds.get(self.code).copied();
        own.filter(|value| value.is_finite())
            .or_else(|| self.threshold.map(|threshold| threshold.value))
            .unwrap_or(0.0)
    }
    /// The kinds whose items it looks at; empty for rules on the whole design.
    pub fn kinds(&self) -> Vec<&'static Kind> {
        match self.check {
            Check::Each(kinds, _) | Check::Those(kinds, ..) => kinds.to_vec(),
            Check::Whole(_) => Vec::new(),
            Check::Expect(expectation) => expectation.on.iter().map(|(kind, _)| *kind).collect(),
        }
    }

    fn text(&self, section: &str, korean: &str, language: Language) -> String {
        match language {
            Language::English => self.section(section),
            Language::Korean => korean.to_owned(),
        }
    }
    /// The paragraph that starts with `**name.**`, on one line.
    fn section(&self, name: &str) -> String {
        let head = format!("**{name}.**");
        let lines = self.doc.lines().map(str::trim);
        let mut words: Vec<&str> = Vec::new();
        for line in lines.skip_while(|line| !line.starts_with(&head)) {
            if line.is_empty() {
                break;
            }
            words.push(line.strip_prefix(&head).unwrap_or(line).trim());
        }
        words.join(" ")
    }
    fn block(&self, opening: &str) -> String {
        let mut text = String::new();
        let lines = self.doc.lines();
        for line in lines.skip_while(|line| line.trim() != opening).skip(1) {
            if line.trim() == "```" {
                break;
            }
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
        text
    }
}
