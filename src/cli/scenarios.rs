//! Scenarios of a design as the command line names them.

use super::Error;
use super::args::ScenarioArgs;
use super::input::Input;
use crate::diag::did_you_mean;
use crate::model::{Design, Id, Language};
use crate::text;

/// The base or a scenario.
#[derive(Debug)]
pub(super) struct Variant {
    /// The scenario; none for the base.
    pub(super) id: Option<Id>,
    /// What it is called.
    pub(super) name: String,
    /// The input as the scenario shows it.
    pub(super) input: Input,
}

/// What the arguments ask for: one design as a rule, the base and all scenarios with `--all-scenarios`.
pub(super) fn variants(
    input: Input,
    args: &ScenarioArgs,
    language: Language,
) -> Result<Vec<Variant>, Error> {
    let design = input.design.clone();
    let name_of_base = || text::get(language, "cli-base").into_owned();
    if let Some(asked) = &args.scenario {
        let id = find(&design, asked)?;
        return Ok(vec![variant(&input, &design, &id, language)]);
    }
    let base = Variant {
        id: None,
        name: name_of_base(),
        input,
    };
    if !args.all_scenarios {
        return Ok(vec![base]);
    }
    let more: Vec<Variant> = design
        .scenarios
        .keys()
        .map(|id| variant(&base.input, &design, id, language))
        .collect();
    Ok(std::iter::once(base).chain(more).collect())
}

fn variant(input: &Input, design: &Design, id: &Id, language: Language) -> Variant {
    let scenario = design.scenarios.get(id);
    let name = scenario.map_or(id.as_str(), |scenario| scenario.title(id, language));
    Variant {
        id: Some(id.clone()),
        name: name.to_owned(),
        input: Input {
            design: design.with_scenario(id).unwrap_or_else(|| design.clone()),
            plan: None,
            places: input.places.clone(),
        },
    }
}

/// The scenario that was typed.
pub(super) fn find(design: &Design, asked: &str) -> Result<Id, Error> {
    if let Some((id, _)) = design.scenarios.find(asked) {
        return Ok(id.clone());
    }
    let message = format!("unknown scenario `{asked}`");
    if design.scenarios.is_empty() {
        let help = "the design has no scenarios; leave `--scenario` out";
        return Err(Error::usage(message, Some(help.to_owned())));
    }
    let languages = [Language::English, Language::Korean];
    let mut names: Vec<&str> = design.scenarios.keys().map(Id::as_str).collect();
    for scenario in design.scenarios.values() {
        names.extend(languages.map(|language| scenario.name.get(language)));
    }
    let known: Vec<String> = design
        .scenarios
        .keys()
        .map(|id| format!("`{id}`"))
        .collect();
    let help = did_you_mean(asked, names)
        .unwrap_or_else(|| format!("the scenarios are {}", known.join(", ")));
    Err(Error::usage(message, Some(help)))
}
