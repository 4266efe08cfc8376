//! The part of the state that knows what is compared.

use super::work::{self, Elsewhere, Input, Key, Outcome, PlaceKey};
use crate::app::action::FileAction;
use crate::app::files;
use crate::app::jobs::{Ending, Progress};
use crate::app::state::{Effect, Notice, State};
use crate::app::tabs::TabId;
use crate::io::compare::{Format, Page};
use crate::io::samples;
use crate::model::scenario::Scenarios;
use crate::model::{Design, Id, Scenario};
use crate::text;
use crate::text::number::Money;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most designs that are compared without being asked for one by one.
const AT_FIRST: usize = 6;

/// A design with its scenarios.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doc {
    /// An open design.
    Tab(TabId),
    /// A file that is not open.
    File(PathBuf),
    /// A case or template of the program.
    Sample(&'static str),
}

/// What stands in a column: the base of a design, or a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The design.
    pub doc: Doc,
    /// The scenario; none for the base.
    pub scenario: Option<Id>,
}

/// Part of the compare view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Costs, findings and transfer side by side.
    #[default]
    Costs,
    /// The same design elsewhere.
    Elsewhere,
    /// By pillar.
    Pillars,
}

impl Part {
    /// All parts, in their order.
    pub const ALL: [Part; 3] = [Part::Costs, Part::Elsewhere, Part::Pillars];
}

/// What is asked of the compare view.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Show it, with that part.
    Open(Part),
    /// Go back to the drawing.
    Close,
    /// Put a design in a column of its own, or take it out.
    Toggle(Source),
    /// Compare the base of a design and all its scenarios.
    All(Doc),
    /// Put a file in a column.
    AddFile(PathBuf),
    /// Take a column out.
    Remove(usize),
    /// Measure the others against this column.
    Reference(usize),
    /// Show the drawing of a column.
    Show(usize),
    /// Keep a generated scenario.
    Keep(Box<Scenario>),
    /// Put the comparison on the clipboard.
    Copy(Format),
    /// Put the designs by pillar on the clipboard.
    CopyPillars(Format),
    /// Put the Regions on the clipboard.
    CopyRegions(Format),
}

/// Called when a thread is done.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A design that was read for comparing.
#[derive(Debug)]
struct Loaded {
    design: Design,
    revision: u64,
}

/// What is compared.
#[derive(Debug, Default)]
pub struct Comparing {
    /// Whether the view is shown.
    pub open: bool,
    /// The part that is shown.
    pub part: Part,
    /// The columns.
    pub sources: Vec<Source>,
    /// The column that the others are measured against.
    pub reference: usize,
    /// The comparison; that of before while a new one is worked out.
    pub outcome: Option<Arc<Outcome>>,
    /// The same design elsewhere; that of before while it is worked out anew.
    pub elsewhere: Option<Arc<Elsewhere>>,
    loaded: BTreeMap<Doc, Loaded>,
    wanted: Option<Key>,
    wanted_elsewhere: Option<PlaceKey>,
    /// The state of the design that was last looked at for that.
    seen: u64,
    /// Files that take long to read.
    to_read: Vec<PathBuf>,
    /// The scenario to show once this file is open.
    then_show: Option<(PathBuf, Id)>,
}

impl Comparing {
    /// Whether a design stands in a column.
    pub fn holds(&self, source: &Source) -> bool {
        self.sources.contains(source)
    }
}

impl State {
    /// Does what is asked of the compare view.
    pub fn ask_compare(&mut self, ask: Ask) {
        match ask {
            Ask::Open(part) => self.open_compare(part),
            Ask::Close => self.comparing.open = false,
            Ask::Toggle(source) => {
                match self.comparing.sources.iter().position(|own| *own == source) {
                    Some(at) => self.remove_column(at),
                    None => self.add_column(source),
                }
            }
            Ask::All(doc) => {
                for source in self.sources_of(&doc) {
                    self.add_column(source);
                }
            }
            Ask::AddFile(path) => self.add_file(path),
            Ask::Remove(at) => self.remove_column(at),
            Ask::Reference(at) => {
                if at < self.comparing.sources.len() {
                    self.comparing.reference = at;
                }
            }
            Ask::Show(at) => self.show_column(at),
            Ask::Keep(plan) => self.keep_plan(&plan),
            Ask::Copy(format) => self.copy_comparison(format, false),
            Ask::CopyPillars(format) => self.copy_comparison(format, true),
            Ask::CopyRegions(format) => self.copy_regions(format),
        }
    }

    fn open_compare(&mut self, part: Part) {
        let doc = Doc::Tab(self.tabs.current());
        let comparing = &mut self.comparing;
        comparing.open = true;
        comparing.part = part;
        if !comparing.sources.iter().any(|own| own.doc == doc) {
            let mut all = self.sources_of(&doc);
            all.truncate(AT_FIRST);
            self.comparing.sources = all;
            self.comparing.reference = 0;
        }
    }

    /// The base of a design and its scenarios.
    pub fn sources_of(&self, doc: &Doc) -> Vec<Source> {
        let scenarios = self.doc(doc).map(|(design, _)| &design.scenarios);
        let ids = scenarios.into_iter().flat_map(Scenarios::keys);
        let all = std::iter::once(None).chain(ids.map(|id| Some(id.clone())));
        all.map(|scenario| Source {
            doc: doc.clone(),
            scenario,
        })
        .collect()
    }

    /// A design with its scenarios, and the number of its state.
    pub fn doc(&self, doc: &Doc) -> Option<(&Design, u64)> {
        match doc {
            Doc::Tab(tab) => {
                let mut open = self.open_designs();
                open.find(|(id, ..)| id == tab)
                    .map(|(_, revision, design, _)| (design, revision))
            }
            Doc::File(_) | Doc::Sample(_) => {
                let own = self.comparing.loaded.get(doc)?;
                Some((&own.design, own.revision))
            }
        }
    }

    /// All designs that columns can be taken from: the open ones in the order of their tabs, then what was read.
    pub fn docs(&self) -> Vec<Doc> {
        let tabs = self.tabs.order().iter().map(|id| Doc::Tab(*id));
        let read = self.comparing.loaded.keys().cloned();
        tabs.chain(read).collect()
    }

    /// What a design is called.
    pub fn doc_name(&self, doc: &Doc) -> String {
        let name = match doc {
            Doc::Tab(tab) => {
                let mut tabs = self.tab_list().into_iter();
                tabs.find(|own| own.id == *tab).map(|own| own.name)
            }
            Doc::File(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            Doc::Sample(_) => {
                let own = self.doc(doc);
                own.map(|(design, _)| design.name.get(self.prefs.language).to_owned())
            }
        };
        let untitled = || text::get(self.prefs.language, "untitled").into_owned();
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(untitled)
    }

    /// What a column is called, and of which design it is where that must be said.
    pub fn column_name(&self, source: &Source) -> (String, String) {
        let language = self.prefs.language;
        let doc = self.doc_name(&source.doc);
        let alone = self
            .comparing
            .sources
            .iter()
            .all(|own| own.doc == source.doc);
        let title = source.scenario.as_ref().and_then(|id| {
            let (design, _) = self.doc(&source.doc)?;
            let scenario = design.scenarios.get(id)?;
            Some(scenario.title(id, language).to_owned())
        });
        match title {
            Some(title) if alone => (title, String::new()),
            Some(title) => (title, doc),
            None if alone => (text::get(language, "base").into_owned(), String::new()),
            None => (doc, String::new()),
        }
    }

    fn design_of(&self, source: &Source) -> Option<(Design, u64)> {
        let (design, revision) = self.doc(&source.doc)?;
        let own = match &source.scenario {
            Some(id) => design.with_scenario(id)?,
            // Rules ask whether there are others.
            None => design.clone(),
        };
        Some((own, revision))
    }

    fn add_column(&mut self, source: Source) {
        if let Doc::Sample(name) = source.doc
            && !self.comparing.loaded.contains_key(&source.doc)
        {
            let Some(Ok(read)) = samples::find(name).map(samples::Sample::read) else {
                return;
            };
            self.take_in_doc(source.doc.clone(), read.design);
        }
        if !self.comparing.holds(&source) {
            self.comparing.sources.push(source);
        }
    }

    fn remove_column(&mut self, at: usize) {
        let comparing = &mut self.comparing;
        // The last one stays: a comparison of nothing says nothing.
        if at >= comparing.sources.len() || comparing.sources.len() == 1 {
            return;
        }
        comparing.sources.remove(at);
        comparing.reference = match comparing.reference {
            reference if reference == at => 0,
            reference if reference > at => reference - 1,
            reference => reference,
        };
        let used = &comparing.sources;
        comparing
            .loaded
            .retain(|doc, _| used.iter().any(|own| own.doc == *doc));
    }

    fn take_in_doc(&mut self, doc: Doc, design: Design) {
        let revision = self.tabs.next_revision();
        let loaded = Loaded { design, revision };
        self.comparing.loaded.insert(doc, loaded);
    }

    /// Puts a file in a column; one that is open is taken as it is open. It is read again each time.
    fn add_file(&mut self, path: PathBuf) {
        if let Some(tab) = self.tab_of(&path) {
            let scenario = None;
            self.add_column(Source {
                doc: Doc::Tab(tab),
                scenario,
            });
            return;
        }
        if !files::takes_long(&path) {
            let read = files::peek(&path, self.catalogue);
            self.file_read(path, read);
            return;
        }
        self.comparing.to_read.push(path);
    }

    /// Reads what takes long on a thread of its own.
    fn read_files(&mut self, wake: &Wake) {
        let catalogue = self.catalogue;
        for path in std::mem::take(&mut self.comparing.to_read) {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let title = text::format(self.prefs.language, "job-open", &[("name", name.into())]);
            self.start_job(wake, title, move |_: &Progress| {
                let read = files::peek(&path, catalogue);
                Box::new(move |state: &mut State| state.file_read(path, read))
            });
        }
    }

    fn file_read(&mut self, path: PathBuf, read: Result<Design, crate::app::action::Problem>) {
        match read {
            Ok(design) => {
                let doc = Doc::File(path);
                self.take_in_doc(doc.clone(), design);
                self.add_column(Source {
                    doc,
                    scenario: None,
                });
            }
            Err(problem) => self.failed(problem),
        }
    }

    fn start_job(
        &mut self,
        wake: &Wake,
        title: String,
        work: impl FnOnce(&Progress) -> Ending + Send + 'static,
    ) {
        let wake = wake.clone();
        self.jobs.start(title, move || wake(), work);
    }

    /// Shows the drawing of a column and leaves the view.
    fn show_column(&mut self, at: usize) {
        let Some(source) = self.comparing.sources.get(at).cloned() else {
            return;
        };
        self.comparing.open = false;
        match source.doc {
            Doc::Tab(tab) => {
                self.show_tab(tab);
                self.show_scenario(source.scenario);
            }
            Doc::Sample(name) => {
                self.apply(crate::app::action::Action::File(FileAction::OpenSample(
                    name,
                )));
                self.show_scenario(source.scenario);
            }
            Doc::File(path) => {
                self.comparing.then_show = source.scenario.map(|id| (path.clone(), id));
                self.apply(crate::app::action::Action::File(FileAction::OpenPath(path)));
            }
        }
    }

    /// A design was opened: the view makes room for it, and shows the scenario that was asked for with it.
    pub(in crate::app) fn opened_while_comparing(&mut self) {
        self.comparing.open = false;
        let own = |(path, _): &(PathBuf, Id)| self.file.path.as_deref() == Some(Path::new(path));
        if self.comparing.then_show.as_ref().is_some_and(own)
            && let Some((_, id)) = self.comparing.then_show.take()
        {
            self.show_scenario(Some(id));
        }
    }

    /// Whether the design has a scenario with these changes, under any name.
    pub fn has_plan(&self, plan: &Scenario) -> bool {
        let bare = |scenario: &Scenario| Scenario {
            name: plan.name.clone(),
            description: plan.description.clone(),
            ..scenario.clone()
        };
        let mut all = self.document().scenarios.values();
        all.any(|own| bare(own) == *plan)
    }

    fn keep_plan(&mut self, plan: &Scenario) {
        let about = plan.name.get(self.prefs.language).to_owned();
        let doc = Doc::Tab(self.tabs.current());
        for id in self.keep_scenarios(std::slice::from_ref(plan), &about) {
            self.add_column(Source {
                doc: doc.clone(),
                scenario: Some(id),
            });
        }
    }

    /// Puts the comparison on the clipboard: by cost, or by pillar.
    fn copy_comparison(&mut self, format: Format, by_pillar: bool) {
        let Some(outcome) = self.comparing.outcome.clone() else {
            return;
        };
        let named = outcome.columns.iter().map(|own| {
            let (name, of) = self.column_name(&own.source);
            match of.as_str() {
                "" => name,
                of => format!("{of} · {name}"),
            }
        });
        let names: Vec<String> = named.collect();
        let ids: Vec<Option<Id>> = outcome
            .columns
            .iter()
            .map(|own| own.source.scenario.clone())
            .collect();
        let first = outcome.columns.first();
        let page = Page {
            names: &names,
            ids: &ids,
            money: first.map_or(Money::USD, |own| crate::io::export::money_of(&own.design)),
            comparison: &outcome.comparison,
            language: self.prefs.language,
            structure: None,
        };
        let written = match by_pillar {
            true => page.pillars(&outcome.pillars, format),
            false => page.write(format),
        };
        self.copy_text(written.map_err(|error| error.to_string()));
    }

    fn copy_regions(&mut self, format: Format) {
        let Some(found) = self.comparing.elsewhere.clone() else {
            return;
        };
        let (money, language) = (self.money(), self.prefs.language);
        let written =
            crate::io::compare::regions(&found.regions, self.catalogue, money, language, format);
        self.copy_text(written.map_err(|error| error.to_string()));
    }

    fn copy_text(&mut self, written: Result<String, String>) {
        let language = self.prefs.language;
        let (text, failed) = match written {
            Ok(text) => {
                self.effects.push(Effect::Copy(text));
                (text::get(language, "compare-copied").into_owned(), false)
            }
            Err(error) => (error, true),
        };
        self.tell(Notice {
            failed,
            ..Notice::said(text)
        });
    }

    /// Works out what the view is to show, if it is open and something has changed. `wake` is called when a thread that
    /// does it is done.
    pub fn settle_compare(&mut self, wake: &Wake) {
        if !self.comparing.open {
            return;
        }
        self.read_files(wake);
        self.drop_lost_columns();
        match self.comparing.part {
            Part::Elsewhere => self.settle_elsewhere(wake),
            Part::Costs | Part::Pillars => self.settle_columns(wake),
        }
    }

    /// Whether what the view shows is being worked out anew.
    pub fn is_comparing_anew(&self) -> bool {
        let wanted = match self.comparing.part {
            Part::Elsewhere => self.comparing.wanted_elsewhere.is_some(),
            Part::Costs | Part::Pillars => self.comparing.wanted.is_some(),
        };
        wanted && !self.jobs.is_empty()
    }

    fn prices(&self) -> usize {
        std::ptr::from_ref(self.catalogue).addr()
    }

    /// Columns whose tab was closed or whose scenario was deleted go.
    fn drop_lost_columns(&mut self) {
        let sources = &self.comparing.sources;
        let there = |source: &Source| match (self.doc(&source.doc), &source.scenario) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some((design, _)), Some(id)) => design.scenarios.contains_key(id),
        };
        let lost: Vec<bool> = sources.iter().map(|source| !there(source)).collect();
        if !lost.contains(&true) {
            return;
        }
        let before = lost.iter().take(self.comparing.reference);
        let gone = before.filter(|lost| **lost).count();
        let reference_lost = lost.get(self.comparing.reference).copied().unwrap_or(true);
        let mut at = lost.into_iter();
        self.comparing
            .sources
            .retain(|_| !at.next().unwrap_or(false));
        self.comparing.reference = match reference_lost {
            true => 0,
            false => self.comparing.reference - gone,
        };
        if self.comparing.sources.is_empty() {
            let doc = Doc::Tab(self.tabs.current());
            self.comparing.sources = vec![Source {
                doc,
                scenario: None,
            }];
        }
    }

    fn settle_columns(&mut self, wake: &Wake) {
        let mut inputs = Vec::new();
        for source in &self.comparing.sources {
            let Some((design, revision)) = self.design_of(source) else {
                continue;
            };
            inputs.push(Input {
                source: source.clone(),
                revision,
                design,
            });
        }
        let columns = inputs.iter().map(|own| (own.source.clone(), own.revision));
        let key = Key {
            columns: columns.collect(),
            reference: self.comparing.reference,
            prices: self.prices(),
        };
        let former = self.comparing.outcome.clone();
        if former.as_ref().is_some_and(|own| own.key == key) {
            self.comparing.wanted = None;
            return;
        }
        if self.comparing.wanted.as_ref() == Some(&key) {
            return;
        }
        let size: usize = inputs.iter().map(|own| own.design.components.len()).sum();
        let catalogue = self.catalogue;
        if size <= work::AT_ONCE {
            let outcome = work::work_out(
                key,
                inputs,
                former.as_deref(),
                catalogue,
                &Progress::default(),
            );
            self.comparing.wanted = None;
            self.comparing.outcome = Some(Arc::new(outcome));
            return;
        }
        self.comparing.wanted = Some(key.clone());
        let title = text::get(self.prefs.language, "compare-working").into_owned();
        self.start_job(wake, title, move |progress: &Progress| {
            let outcome = work::work_out(key, inputs, former.as_deref(), catalogue, progress);
            Box::new(move |state: &mut State| {
                // What was asked for since then is on its way.
                if state.comparing.wanted.as_ref() == Some(&outcome.key) {
                    state.comparing.wanted = None;
                    state.comparing.outcome = Some(Arc::new(outcome));
                }
            })
        });
    }

    fn settle_elsewhere(&mut self, wake: &Wake) {
        let (tab, prices, revision) = (self.tabs.current(), self.prices(), self.revision);
        let comparing = &self.comparing;
        let known = comparing.elsewhere.as_ref().map(|own| &own.key);
        let mut keys = known.into_iter().chain(&comparing.wanted_elsewhere);
        if comparing.seen == revision && keys.any(|key| key.tab == tab && key.prices == prices) {
            return;
        }
        self.comparing.seen = revision;
        // A change of scenarios, and which of them is shown, change nothing here.
        let key = PlaceKey {
            tab,
            prices,
            design: self.document().without_scenarios(),
        };
        let comparing = &self.comparing;
        let known = comparing.elsewhere.as_ref().map(|own| &own.key);
        if known
            .into_iter()
            .chain(&comparing.wanted_elsewhere)
            .any(|own| *own == key)
        {
            return;
        }
        self.comparing.wanted_elsewhere = Some(key.clone());
        let document = self.document().clone();
        let catalogue = self.catalogue;
        let title = text::get(self.prefs.language, "compare-looking-elsewhere").into_owned();
        self.start_job(wake, title, move |progress: &Progress| {
            let found = work::look_elsewhere(key, &document, catalogue, progress);
            Box::new(move |state: &mut State| {
                if state.comparing.wanted_elsewhere.as_ref() == Some(&found.key) {
                    state.comparing.wanted_elsewhere = None;
                    state.comparing.elsewhere = Some(Arc::new(found));
                }
            })
        });
    }
}
