//! Searching the drawing: names, kinds, properties and findings, as people type them, in either language.

use super::state::name_in;
use crate::analysis::Report;
use crate::catalog;
use crate::model::{Design, Id, Language, Value};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Hits beyond this are left out.
pub const MOST: usize = 200;
/// What is said of a hit by name outweighs the rest.
const NAME: u32 = 40;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The item to go to.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Where the words were found.
    pub place: Place,
    score: u32,
}

/// Where the words were found.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In the name or the id.
    Name,
    /// In the name of the kind.
    Kind(String),
    /// In a property: what it is called and what it is set to.
    Property(String, String),
    /// In a finding: its code and its title.
    Finding(&'static str, String),
}

/// What matches `query` in a design and its report, the best first. Every word has to be found.
pub fn find(design: &Design, report: &Report, language: Language, query: &str) -> Vec<Hit> {
    let query = query.trim();
    if query.is_empty() {
        return Vec::new();
    }
    let mut search = Search {
        pattern: Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart),
        matcher: Matcher::new(Config::DEFAULT),
        buffer: Vec::new(),
        hits: Vec::new(),
    };
    let groups = design.security_groups.keys();
    let ids = design.components.keys().chain(design.containers.keys());
    for id in ids.chain(design.connections.keys()).chain(groups) {
        search.item(design, language, id);
    }
    for finding in report.review.open() {
        let Some(id) = finding.items.first() else {
            continue;
        };
        let title = finding.title().get(language);
        let score = [title, finding.code, finding.title().en].map(|words| search.score(words));
        if let Some(score) = score.into_iter().flatten().max() {
            let place = Place::Finding(finding.code, title.to_owned());
            search.push(id, name_in(design, id, language), place, score);
        }
    }
    let mut hits = search.hits;
    hits.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    // Far worse than the best one is no match but a coincidence of letters.
    let top = hits.first().map_or(0, |hit| hit.score);
    hits.retain(|hit| hit.score * 3 >= top);
    hits.truncate(MOST);
    hits
}

struct Search {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
    hits: Vec<Hit>,
}

impl Search {
    fn score(&mut self, text: &str) -> Option<u32> {
        let text = Utf32Str::new(text, &mut self.buffer);
        self.pattern.score(text, &mut self.matcher)
    }

    fn push(&mut self, id: &Id, name: String, place: Place, score: u32) {
        self.hits.push(Hit {
            id: id.clone(),
            name,
            place,
            score,
        });
    }

    /// The best of what an item says: its name before its kind before its properties.
    fn item(&mut self, design: &Design, language: Language, id: &Id) {
        let name = name_in(design, id, language);
        let by_name = self.score(&name).max(self.score(id.as_str()));
        if let Some(score) = by_name {
            self.push(id, name, Place::Name, score + NAME);
            return;
        }
        let Some(component) = design.component(id) else {
            return;
        };
        let Some(kind) = catalog::kind(&component.kind) else {
            if let Some(score) = self.score(&component.kind) {
                self.push(id, name, Place::Kind(component.kind.to_string()), score);
            }
            return;
        };
        let titles = [kind.title.en, kind.title.ko, kind.short.en, kind.name];
        let titles = titles.map(|words| self.score(words));
        if let Some(score) = titles.into_iter().flatten().max() {
            let title = kind.title.get(language).to_owned();
            self.push(id, name, Place::Kind(title), score);
            return;
        }
        let mut best: Option<(u32, Place)> = None;
        for property in kind.properties {
            let Some(value) = component.property(property.name) else {
                continue;
            };
            let value = value_text(value);
            let title = property.title.get(language);
            let both = format!("{title} {value}");
            let score = self.score(&both).max(self.score(&value));
            if let Some(score) = score.filter(|score| best.as_ref().is_none_or(|(s, _)| score > s))
            {
                best = Some((score, Place::Property(title.to_owned(), value)));
            }
        }
        if let Some((score, place)) = best {
            self.push(id, name, place, score);
        }
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => super::widgets::expression::format(*number),
        Value::Bool(on) => on.to_string(),
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(value_text).collect();
            values.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::files;
    use crate::pricing::Catalogue;
    use std::path::Path;

    fn sample() -> (Design, Report) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/remember.ron");
        let (design, _) = files::read(&path).unwrap();
        let report = crate::analysis::analyse(&design, Catalogue::embedded());
        (design, report)
    }
    fn first(query: &str, language: Language) -> Option<Hit> {
        let (design, report) = sample();
        find(&design, &report, language, query).into_iter().next()
    }

    #[test]
    fn names_kinds_properties_and_findings_are_found() {
        let (design, report) = sample();
        let all = |query| find(&design, &report, Language::English, query);
        assert!(all("").is_empty() && all("zzqqxx").is_empty());
        let name = design.components.keys().next().unwrap();
        let by_id = all(name.as_str());
        assert_eq!((&by_id[0].id, &by_id[0].place), (name, &Place::Name));
        let kinds = all("ElastiCache");
        assert!(!kinds.is_empty());
        let property = all("db.r6g.xlarge");
        assert!(
            matches!(&property[0].place, Place::Property(_, value) if value == "db.r6g.xlarge")
        );
        let finding = report.review.open().next().unwrap();
        let by_code = all(finding.code);
        assert!(
            by_code
                .iter()
                .any(|hit| matches!(&hit.place, Place::Finding(code, _) if *code == finding.code))
        );
    }

    #[test]
    fn both_languages_find() {
        assert!(
            first("로드", Language::Korean).is_some()
                || first("서브넷", Language::Korean).is_some()
        );
        assert!(first("load balancer", Language::Korean).is_some());
    }
}
