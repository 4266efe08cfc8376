//! `skydraft compare` and `skydraft diff`: designs side by side.

mod places;

use super::args::{CompareArgs, CompareFormat, DiffArgs};
use super::input::{self, Options};
use super::scenarios;
use super::{Error, OVER, Outcome, label, language_of};
use crate::analysis::compare::{self, Comparison, Question, Side, Structural};
use crate::analysis::{self, Report};
use crate::io::compare::{Error as WriteError, Format, Page};
use crate::io::{file, ron};
use crate::model::{Design, Id, Language};
use crate::pricing::Catalogue;
use crate::text::number::Money;
use std::path::Path;

/// Designs with their names and reports.
pub(super) struct Compared {
    names: Vec<String>,
    /// Scenario of each; none for files and the base.
    ids: Vec<Option<Id>>,
    designs: Vec<Design>,
    reports: Vec<Report>,
}

impl Compared {
    fn new() -> Compared {
        Compared {
            names: Vec::new(),
            ids: Vec::new(),
            designs: Vec::new(),
            reports: Vec::new(),
        }
    }
    fn add(&mut self, name: String, id: Option<Id>, design: Design) {
        self.names.push(name);
        self.ids.push(id);
        self.designs.push(design);
    }
    /// Works all of them out.
    fn work_out(&mut self, catalogue: &Catalogue) {
        self.reports = analysis::analyse_all(&self.designs, catalogue);
    }
    fn sides(&self) -> Vec<Side<'_>> {
        let both = self.designs.iter().zip(&self.reports);
        both.map(|(design, report)| Side { design, report })
            .collect()
    }
    fn write(
        &self,
        comparison: &Comparison,
        structure: Option<&[Structural]>,
        language: Language,
        format: CompareFormat,
    ) -> Result<String, Error> {
        let money = self.designs.first();
        let page = Page {
            names: &self.names,
            ids: &self.ids,
            money: money.map_or(Money::USD, crate::io::export::money_of),
            comparison,
            language,
            structure,
        };
        Ok(page.write(format.into())?)
    }
}

pub(super) fn run(args: &CompareArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let catalogue = input::catalogue(args.prices.as_deref())?;
    let people = language_of(language);
    let is_for_people = matches!(args.format, CompareFormat::Table | CompareFormat::Md);
    let spoken = if is_for_people {
        people
    } else {
        language.unwrap_or_default()
    };
    if let Some(file) = &args.regions {
        return places::run(args, file, &catalogue, spoken);
    }
    let mut notes = String::new();
    let mut compared = Compared::new();
    if let Some(file) = &args.scenarios {
        let input = input::read(file, Options::default(), &catalogue, &mut notes)?;
        if input.design.scenarios.is_empty() {
            let name = file.display();
            let help = "add `scenarios` to the design, or compare files: `skydraft compare A B`";
            return Err(Error::usage(
                format!("`{name}` has no scenarios to compare"),
                Some(help.to_owned()),
            ));
        }
        let all = super::args::ScenarioArgs {
            scenario: None,
            all_scenarios: true,
        };
        for variant in scenarios::variants(input, &all, spoken)? {
            compared.add(variant.name, variant.id, variant.input.design);
        }
    } else if let (Some(file), Some(vary)) = (&args.elsewhere, args.vary) {
        let input = input::read(file, Options::default(), &catalogue, &mut notes)?;
        vary_one(
            args,
            input.design,
            vary.into(),
            &catalogue,
            spoken,
            &mut compared,
        )?;
    } else {
        for name in names(&args.designs) {
            let input = input::read(name.path, Options::default(), &catalogue, &mut notes)?;
            let (id, design) = match name.scenario {
                Some(asked) => {
                    let id = scenarios::find(&input.design, asked)?;
                    let design = input.design.with_scenario(&id).unwrap_or_default();
                    (Some(id), design)
                }
                None => (None, input.design),
            };
            compared.add(name.text, id, design);
        }
    }
    let reference = reference(args.reference.as_deref(), &compared)?;
    compared.work_out(&catalogue);
    let comparison = compare::compare(&compared.sides(), reference);
    let written = compared.write(&comparison, None, spoken, args.format)?;
    let mut outcome = Outcome::text(written).to(args.out.clone());
    over(args.budget, &compared, &mut notes, &mut outcome.code);
    outcome.notes = notes;
    Ok(outcome)
}

/// The design beside what varying a decision makes of it; with `--keep` as a file with scenarios.
fn vary_one(
    args: &CompareArgs,
    design: Design,
    question: Question,
    catalogue: &Catalogue,
    language: Language,
    compared: &mut Compared,
) -> Result<(), Error> {
    let report = analysis::analyse(&design, catalogue);
    let side = Side {
        design: &design,
        report: &report,
    };
    let plans = compare::elsewhere(side, catalogue, question);
    if plans.is_empty() {
        let message = format!("nothing to compare: {}", question.nothing().en);
        return Err(Error::usage(message, None));
    }
    let mut kept = design.clone();
    compared.add(label(language, "cli-base"), None, design.clone());
    for plan in plans {
        let name = plan.name.get(language).to_owned();
        compared.add(name, None, design.with(&plan));
        kept = kept.with_new_scenario(&plan);
    }
    if let Some(path) = &args.keep {
        file::save(path, ron::write(&kept).as_bytes())?;
    }
    Ok(())
}

/// A file, or a scenario of it: `shop.ron#multi-az`.
pub(super) struct Name<'a> {
    text: String,
    /// The file.
    pub(super) path: &'a Path,
    /// The scenario as typed.
    pub(super) scenario: Option<&'a str>,
}

/// What was typed as files and scenarios of files.
pub(super) fn names(typed: &[String]) -> Vec<Name<'_>> {
    let of = |text: &String| text.clone();
    typed
        .iter()
        .map(|name| match name.rsplit_once('#') {
            // A file whose name holds the sign is meant as it stands.
            Some((path, scenario)) if !Path::new(name).exists() => Name {
                text: of(name),
                path: Path::new(path),
                scenario: Some(scenario),
            },
            _ => Name {
                text: of(name),
                path: Path::new(name),
                scenario: None,
            },
        })
        .collect()
}

fn reference(asked: Option<&str>, compared: &Compared) -> Result<usize, Error> {
    let Some(asked) = asked else {
        return Ok(0);
    };
    let lower = asked.to_lowercase();
    let named = |(name, id): (&String, &Option<Id>)| {
        name.to_lowercase() == lower || id.as_ref().is_some_and(|id| id.as_str() == asked)
    };
    let mut all = compared.names.iter().zip(&compared.ids);
    all.position(named).ok_or_else(|| {
        let names: Vec<String> = compared
            .names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        Error::usage(
            format!("nothing that is compared is called `{asked}`"),
            Some(format!("compared are {}", names.join(", "))),
        )
    })
}

fn over(budget: Option<f64>, compared: &Compared, notes: &mut String, code: &mut u8) {
    for (name, report) in compared.names.iter().zip(&compared.reports) {
        if let Some(note) = super::estimate::over_budget(budget, &report.cost, Some(name)) {
            notes.push_str(&note);
            *code = OVER;
        }
    }
}

pub(super) fn diff(args: &DiffArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let catalogue = input::catalogue(args.prices.as_deref())?;
    let people = language_of(language);
    let is_for_people = matches!(args.format, CompareFormat::Table | CompareFormat::Md);
    let spoken = if is_for_people {
        people
    } else {
        language.unwrap_or_default()
    };
    let mut notes = String::new();
    let mut compared = Compared::new();
    for path in [&args.old, &args.new] {
        let input = input::read(path, Options::default(), &catalogue, &mut notes)?;
        let mut design = input.design;
        if let Some(asked) = &args.scenario {
            let id = scenarios::find(&design, asked)?;
            design = design.with_scenario(&id).unwrap_or_default();
        }
        compared.add(path.display().to_string(), None, design);
    }
    compared.work_out(&catalogue);
    let comparison = compare::compare(&compared.sides(), 0);
    let structure = match compared.designs.as_slice() {
        [old, new] => compare::structure(old, new),
        _ => Vec::new(),
    };
    let written = compared.write(&comparison, Some(&structure), spoken, args.format)?;
    let mut outcome = Outcome::text(written).to(args.out.clone());
    // The budget is about the design as it will be.
    if let (Some(name), Some(report)) = (compared.names.get(1), compared.reports.get(1))
        && let Some(note) = super::estimate::over_budget(args.budget, &report.cost, Some(name))
    {
        notes.push_str(&note);
        outcome.code = OVER;
    }
    if let Some(most) = args.budget_increase
        && comparison.delta(1).0 > most
    {
        let money = Money::USD;
        notes.push_str(&format!(
            "over budget: {} a month more, at most {} is allowed\n",
            money.amount(comparison.delta(1)),
            money.amount(crate::units::Usd(most))
        ));
        outcome.code = OVER;
    }
    outcome.notes = notes;
    Ok(outcome)
}

impl From<CompareFormat> for Format {
    fn from(format: CompareFormat) -> Format {
        match format {
            CompareFormat::Table => Format::Table,
            CompareFormat::Json => Format::Json,
            CompareFormat::Csv => Format::Csv,
            CompareFormat::Md => Format::Markdown,
        }
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Error {
        Error::Output(error.to_string())
    }
}
