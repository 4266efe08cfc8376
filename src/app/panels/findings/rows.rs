//! The rows of the list: findings in groups that fold. Made anew only when what they show has changed.

use super::FindingsPanel;
use crate::analysis::review::{self, Finding, Pillar, Severity};
use crate::app::cx::Cx;
use crate::model::{Design, Id, Language};
use crate::scene::tokens::SeveritySlot;
use std::collections::{BTreeMap, BTreeSet};

/// What the findings are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// How grave they are.
    #[default]
    Severity,
    /// Pillar of the framework.
    Pillar,
    /// The item they name.
    Item,
    /// The rule that is broken.
    Rule,
}

impl GroupBy {
    /// All ways, in the order in which they are offered.
    pub const ALL: [GroupBy; 4] = [
        GroupBy::Severity,
        GroupBy::Pillar,
        GroupBy::Item,
        GroupBy::Rule,
    ];
    /// Text key of its name.
    pub fn key(self) -> &'static str {
        match self {
            GroupBy::Severity => "by-severity",
            GroupBy::Pillar => "by-pillar",
            GroupBy::Item => "by-item",
            GroupBy::Rule => "by-rule",
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// Head of a group.
    Group(Group),
    /// A finding, by its number in the review.
    Finding(usize),
}

/// Head of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What tells it from the others.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The gravest of its findings.
    pub severity: Severity,
    /// How many findings it holds.
    pub count: usize,
    /// Whether its findings are hidden.
    pub folded: bool,
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
struct RowsKey {
    revision: u64,
    language: Language,
    severity: Option<Severity>,
    pillar: Option<Pillar>,
    text: String,
    silenced: bool,
    group: GroupBy,
    folded: BTreeSet<String>,
    of: Option<Id>,
}

/// The rows.
#[derive(Debug, Default)]
pub struct Rows {
    key: Option<RowsKey>,
    list: Vec<Row>,
    groups: Vec<String>,
}

impl Rows {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// All rows.
    pub fn list(&self) -> &[Row] {
        &self.list
    }
    /// Keys of all groups.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }
    /// The number of the row with that finding.
    pub fn of_finding(&self, cx: &Cx<'_>, finding: &Finding) -> Option<usize> {
        let all = &cx.state.report.review.findings;
        self.list.iter().position(|row| match row {
            Row::Finding(number) => all.get(*number).is_some_and(|other| {
                other.code == finding.code && other.items[..] == finding.items[..]
            }),
            Row::Group(_) => false,
        })
    }

    /// Makes the rows anew if they are out of date.
    pub fn refresh(&mut self, cx: &Cx<'_>, panel: &FindingsPanel) {
        let key = RowsKey {
            revision: cx.state.reported,
            language: cx.language,
            severity: panel.severity,
            pillar: panel.pillar,
            text: panel.text.trim().to_lowercase(),
            silenced: panel.silenced,
            group: panel.group,
            folded: panel.folded.clone(),
            of: cx.state.review.of.clone(),
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let within = key.of.as_ref().map(|id| Within::of(cx.design(), id));
        if !key.text.is_empty() {
            let all = cx.state.report.review.findings.iter();
            review::tell(&cx.state.review_cx(), all);
        }
        let findings = cx.state.report.review.findings.iter().enumerate();
        let shown = findings.filter(|(_, finding)| {
            panel.admits(finding)
                && within.as_ref().is_none_or(|within| within.has(finding))
                && (key.text.is_empty() || says(cx, finding, &key.text))
        });
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (number, finding) in shown {
            let group = place(cx, key.group, finding);
            groups.entry(group).or_default().push(number);
        }
        self.list.clear();
        self.groups = groups.keys().map(|(_, key)| key.clone()).collect();
        let all = &cx.state.report.review.findings;
        for ((_, name), numbers) in groups {
            let of_group = numbers.iter().filter_map(|number| all.get(*number));
            let severity = of_group.map(|finding| finding.severity).min();
            let folded = panel.folded.contains(&name);
            let first = numbers.first().and_then(|number| all.get(*number));
            self.list.push(Row::Group(Group {
                title: first.map_or_else(String::new, |f| title(cx, key.group, f)),
                key: name,
                severity: severity.unwrap_or(Severity::Info),
                count: numbers.len(),
                folded,
            }));
            if !folded {
                self.list.extend(numbers.into_iter().map(Row::Finding));
            }
        }
        self.key = Some(key);
    }
}

impl Group {
    /// Glyph and colour.
    pub fn slot(&self) -> SeveritySlot {
        SeveritySlot::from(self.severity)
    }
}

/// Where a finding goes: the place of its group among the others, and the group's key.
fn place(cx: &Cx<'_>, group: GroupBy, finding: &Finding) -> (usize, String) {
    let at = |found: Option<usize>| found.unwrap_or(usize::MAX);
    match group {
        GroupBy::Severity => {
            let mut all = Severity::ALL.iter();
            let place = at(all.position(|s| *s == finding.severity));
            (place, format!("severity {place}"))
        }
        GroupBy::Pillar => {
            let mut all = Pillar::ALL.iter();
            let place = at(all.position(|p| *p == finding.pillar));
            (place, format!("pillar {place}"))
        }
        GroupBy::Item => match finding.items.first() {
            Some(id) => (1, format!("{} {id}", cx.name_of(id).to_lowercase())),
            // What is about the design as a whole comes first.
            None => (0, String::new()),
        },
        GroupBy::Rule => {
            let mut all = Severity::ALL.iter();
            let place = at(all.position(|s| *s == finding.severity));
            (place, finding.code.to_owned())
        }
    }
}

fn title(cx: &Cx<'_>, group: GroupBy, finding: &Finding) -> String {
    match group {
        GroupBy::Severity => finding.severity.title().get(cx.language).to_owned(),
        GroupBy::Pillar => finding.pillar.title().get(cx.language).to_owned(),
        GroupBy::Item => match finding.items.first() {
            Some(id) => cx.name_of(id),
            None => cx.text("whole-design").into_owned(),
        },
        GroupBy::Rule => format!("{} {}", finding.code, finding.title().get(cx.language)),
    }
}

/// Whether a finding mentions the text (in lower case) anywhere.
fn says(cx: &Cx<'_>, finding: &Finding, text: &str) -> bool {
    let has = |words: &str| words.to_lowercase().contains(text);
    has(finding.code)
        || has(finding.title().get(cx.language))
        || has(cx.state.evidence(finding).get(cx.language))
        || finding
            .items
            .iter()
            .any(|id| has(id.as_str()) || has(&cx.name_of(id)))
}

/// An item, and for a frame all that stands in it.
struct Within<'a> {
    design: &'a Design,
    id: &'a Id,
}

impl<'a> Within<'a> {
    fn of(design: &'a Design, id: &'a Id) -> Within<'a> {
        Within { design, id }
    }
    fn has(&self, finding: &Finding) -> bool {
        let is_frame = self.design.containers.contains_key(self.id);
        let inside = |id: &Id| {
            let component = self.design.component(id);
            let mut places = component.into_iter().flat_map(|c| &c.placements);
            places.any(|place| self.design.is_inside(place.parent.as_ref(), self.id))
                || self.design.is_inside(Some(id), self.id)
        };
        finding
            .items
            .iter()
            .any(|id| id == self.id || (is_frame && inside(id)))
    }
}
