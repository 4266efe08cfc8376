//! What a command works on: a design or a Terraform plan, the day, the user's own prices.

use super::Error;
use crate::analysis::cost::CostLine;
use crate::diag::{self, Location};
use crate::io::terraform::{self, Imported, Source, UsageFile};
use crate::io::{day, diagnostics, file, prices, ron};
use crate::model::{Component, Design, Id};
use crate::pricing::{Catalogue, Date};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// A design with where it came from.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// The design.
    pub(super) design: Design,
    /// The plan that it was made from, without its design.
    pub(super) plan: Option<Imported>,
    /// Where the items stand in the file; empty unless asked for.
    pub(super) places: BTreeMap<Id, Location>,
}

impl Input {
    /// Address of an item: that of its resource, else its id.
    pub(super) fn address<'a>(&'a self, id: &'a Id) -> &'a str {
        let origin = self.plan.as_ref().and_then(|plan| plan.origins.get(id));
        origin.map_or(id.as_str(), |origin| &origin.address)
    }
    /// Address that a line of an item stands under.
    pub(super) fn address_of<'a>(
        &'a self,
        id: &'a Id,
        kind: &str,
        line: &CostLine,
    ) -> Cow<'a, str> {
        let origin = self.plan.as_ref().and_then(|plan| plan.origins.get(id));
        origin.map_or(Cow::Borrowed(id.as_str()), |origin| {
            origin.address_of(kind, line)
        })
    }
    /// What groups the lines of an item within its address; empty as a rule.
    pub(super) fn group(&self, id: &Id) -> &str {
        let origin = self.plan.as_ref().and_then(|plan| plan.origins.get(id));
        origin.map_or("", |origin| &origin.group)
    }
    /// Components in the order of their addresses, those of one address together, the resource itself first.
    pub(super) fn components(&self) -> Vec<(&Id, &Component)> {
        let items = self.design.components.iter();
        let mut all: Vec<(&Id, &Component)> = items.map(|(id, c)| (id, c.as_ref())).collect();
        if self.plan.is_some() {
            // Stable: parts keep the order of their ids.
            all.sort_by_key(|(id, _)| (self.address(id), !self.group(id).is_empty()));
        }
        all
    }
}

/// What to read besides the design.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options<'a> {
    /// Usage figures for a plan.
    pub(super) usage: Option<&'a Path>,
    /// Region that was asked for.
    pub(super) region: Option<&'a str>,
    /// Whether to find out where the items stand in the file.
    pub(super) places: bool,
}

/// Reads a design file or a Terraform plan. Warnings are added to `notes`.
pub(super) fn read(
    path: &Path,
    options: Options<'_>,
    catalogue: &Catalogue,
    notes: &mut String,
) -> Result<Input, Error> {
    let bytes = file::load(path)?;
    let name = path.display().to_string();
    if !terraform::is_plan(&String::from_utf8_lossy(&bytes)) {
        if options.usage.is_some() {
            return Err(Error::usage(
                format!("`--usage` goes with a Terraform plan, but `{name}` is a design"),
                Some("type usage figures into the design itself".to_owned()),
            ));
        }
        let design = design_of(&bytes, &name, notes)?;
        let places = if options.places {
            ron::places(&source(&bytes), &name)
        } else {
            BTreeMap::new()
        };
        return Ok(Input {
            design,
            plan: None,
            places,
        });
    }
    let text = source(&bytes);
    drop(bytes);
    let (usage_text, usage_name) = match options.usage {
        Some(path) => (source(&file::load(path)?), path.display().to_string()),
        None => (String::new(), String::new()),
    };
    let bad = |diagnostics: Vec<diag::Diagnostic>, text: &str| Error::Input {
        diagnostics,
        text: text.to_owned(),
    };
    let usage: UsageFile = terraform::read_usage(Source {
        name: &usage_name,
        text: &usage_text,
    })
    .map_err(|errors| bad(errors, &usage_text))?;
    let plan = Source {
        name: &name,
        text: &text,
    };
    let region = options.region.unwrap_or(terraform::DEFAULT_REGION);
    let mut imported =
        terraform::read(plan, &usage, &usage_name, region, catalogue).map_err(|errors| {
            let of_usage =
                |d: &diag::Diagnostic| d.location.as_ref().is_some_and(|l| l.file == usage_name);
            let in_usage = !usage_name.is_empty() && errors.iter().any(of_usage);
            bad(errors, if in_usage { &usage_text } else { &text })
        })?;
    notes.push_str(&diagnostics::render(&imported.warnings, &usage_text));
    let unmapped: Vec<String> = imported
        .unmapped
        .iter()
        .map(|(kind, count)| format!("{kind} ({count})"))
        .collect();
    if !unmapped.is_empty() {
        notes.push_str(&format!(
            "not estimated, unknown types: {}\n",
            unmapped.join(", ")
        ));
    }
    let places = if options.places {
        terraform::places(plan, &imported)
    } else {
        BTreeMap::new()
    };
    Ok(Input {
        design: std::mem::take(&mut imported.design),
        plan: Some(imported),
        places,
    })
}

fn design_of(bytes: &[u8], name: &str, notes: &mut String) -> Result<Design, Error> {
    match ron::read_bytes(bytes, name) {
        Ok(read) => {
            notes.push_str(&diagnostics::render(&read.warnings, &source(bytes)));
            Ok(read.design)
        }
        Err(diagnostics) => Err(Error::Input {
            diagnostics,
            text: source(bytes),
        }),
    }
}

/// The text that places in a file mean.
pub(super) fn source(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// The prices of the program on the day that is meant, with the user's own over them.
pub(super) fn catalogue(own: Option<&Path>) -> Result<Catalogue, Error> {
    let catalogue = Catalogue::embedded().on(day()?);
    let Some(path) = own else {
        return Ok(catalogue);
    };
    let text = source(&file::load(path)?);
    let name = path.display().to_string();
    match prices::read(&text, &name, &catalogue) {
        Ok(own) => Ok(catalogue.with_overrides(own)),
        Err(diagnostics) => Err(Error::Input { diagnostics, text }),
    }
}

/// The day that is meant.
fn day() -> Result<Date, Error> {
    day::today().map_err(|error| Error::usage(error.to_string(), None))
}

/// Checks a Region code that was typed.
pub(super) fn region(code: &str, catalogue: &Catalogue) -> Result<(), Error> {
    if catalogue.region(code).is_some() {
        return Ok(());
    }
    let codes = catalogue
        .regions()
        .iter()
        .map(|region| region.code.as_str());
    let help = diag::did_you_mean(code, codes)
        .or_else(|| Some("`skydraft pricing show` lists the Regions".to_owned()));
    Err(Error::usage(format!("unknown Region `{code}`"), help))
}
