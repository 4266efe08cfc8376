//! Terraform plans as designs: every resource of a type that a kind reads becomes a component under its address.
//!
//! In: the JSON of `terraform show -json` and, if there is one, a usage file. Out: [`Imported`]: the design, the
//! addresses, and what was not understood, with its reason. What a resource means stands with its kind
//! ([`crate::catalog::terraform`]).

mod places;
mod plan;
mod usage;

pub use places::places;
pub use plan::PlanError;
pub use usage::UsageFile;

use crate::analysis::cost::CostLine;
use crate::catalog::terraform::{self, Draft, Entry, Plan, Trouble};
use crate::diag::{Diagnostic, Location};
use crate::model::id::fresh;
use crate::model::properties::Alike;
use crate::model::{Component, Container, ContainerKind, Design, Id, LocalText, Point, Rect};
use crate::pricing::Catalogue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Region of resources whose plan says none: that of the provider's documentation and of most examples.
pub const DEFAULT_REGION: &str = "us-east-1";

/// Where a component of an imported design comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Terraform address.
    pub address: String,
    /// What groups its lines within the address; empty for the resource itself.
    pub group: String,
}

impl Origin {
    /// The address that a line of the component stands under. AWS bills public IPv4 addresses with Amazon VPC, not with
    /// the resource that has them: they stand beside it, under `ADDRESS/public_ipv4`.
    pub fn address_of(&self, kind: &str, line: &CostLine) -> Cow<'_, str> {
        if line.key == PUBLIC_IPV4 && kind != "eip" {
            Cow::Owned(format!("{}/{PUBLIC_IPV4}", self.address))
        } else {
            Cow::Borrowed(&self.address)
        }
    }
}

/// Key of the lines of public IPv4 addresses, in every kind that has some.
const PUBLIC_IPV4: &str = "public_ipv4";

/// A resource of a known type that cannot be estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Terraform address.
    pub address: String,
    /// Name of the kind that reads it.
    pub kind: &'static str,
    /// What is wrong.
    pub message: String,
}

/// A plan as a design.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// One component for each resource and each of its parts, in frames by Region.
    pub design: Design,
    /// By component.
    pub origins: BTreeMap<Id, Origin>,
    /// Addresses of known resources that cost nothing of their own and are read with those that they belong to.
    pub merged: Vec<String>,
    /// Resources that cannot be estimated.
    pub refused: Vec<Refused>,
    /// Types that no kind reads, with how many resources each has.
    pub unmapped: BTreeMap<String, usize>,
    /// What the reader should know.
    pub warnings: Vec<Diagnostic>,
}

/// A file that goes in, with the name that messages say.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Name of the file.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Whether a text looks like a plan rather than a design: JSON.
pub fn is_plan(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
}

/// Reads a usage file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_usage(usage: Source<'_>) -> Result<UsageFile, Vec<Diagnostic>> {
    usage::read(usage.text, usage.name)
}

/// Reads a plan as a design, with usage figures. `region` is for resources whose Region the plan does not say.
///
/// # Errors
/// A text that is no plan, a Region that does not exist, usage figures that make no sense. Resources that cannot be
/// estimated for other reasons are no error: they stand in [`Imported::refused`].
pub fn read(
    plan: Source<'_>,
    usage: &UsageFile,
    usage_name: &str,
    region: &str,
    catalogue: &Catalogue,
) -> Result<Imported, Vec<Diagnostic>> {
    let text = plan.text.trim_start_matches('\u{feff}');
    let resources = plan::read(text, region).map_err(|error| {
        let at = match &error {
            PlanError::Json(json) => place(plan.name, json.line(), json.column()),
            PlanError::Form { .. } | PlanError::Version(_) => place(plan.name, 1, 1),
        };
        vec![Diagnostic::error("plan", error.to_string()).at(at)]
    })?;
    let mut entries = resources.entries;
    let mut warnings = usage.warnings.clone();
    let mut errors = Vec::new();
    for (name, figures) in &usage.entries {
        if let Some(entry) = usage_only(name, figures, region, catalogue)
            && !entries.iter().any(|have| have.address == *name)
        {
            entries.push(entry);
        }
    }
    for entry in &mut entries {
        entry.usage = usage.of(&entry.address, &entry.kind);
    }
    entries.sort_by(|a, b| a.address.cmp(&b.address));
    unknown_regions(&entries, plan, catalogue, &mut errors);
    warnings.extend(strangers(usage, &entries));
    if !resources.without_region.is_empty() {
        let count = resources.without_region.len();
        let message =
            format!("the plan does not say the Region of {count} resources: taken as `{region}`");
        warnings.push(Diagnostic::warning("plan-region", message));
    }
    let mut imported = Imported {
        warnings,
        ..Imported::default()
    };
    imported.design.settings.region = main_region(&entries, region);
    build(&Plan::of(entries), usage_name, &mut imported, &mut errors);
    if errors.is_empty() {
        share(&mut imported.design);
        Ok(imported)
    } else {
        Err(errors)
    }
}

/// Lets components that are set alike have the same properties.
fn share(design: &mut Design) {
    let mut alike = Alike::default();
    let ids: Vec<Id> = design.components.keys().cloned().collect();
    for id in &ids {
        if let Some(component) = design.components.get_mut(id) {
            let component = Arc::make_mut(component);
            component.properties = alike.one(component.properties.clone());
        }
    }
}

fn place(file: &str, line: usize, column: usize) -> Option<Location> {
    Some(Location {
        file: file.to_owned(),
        line: line.max(1),
        column: column.max(1),
        length: 1,
    })
}

/// A resource that stands in the usage file alone (`aws_data_transfer.us-east-1`), if that is one.
fn usage_only(
    address: &str,
    figures: &terraform::Usage,
    region: &str,
    catalogue: &Catalogue,
) -> Option<Entry> {
    let (kind, name) = address.split_once('.')?;
    if !terraform::USAGE_ONLY.contains(&kind) {
        return None;
    }
    let code = figures
        .text("region")
        .map(str::to_owned)
        .or_else(|| Some(name.replace('_', "-")).filter(|code| catalogue.region(code).is_some()))
        .unwrap_or_else(|| region.to_owned());
    let code = parent_region(&code, catalogue).unwrap_or(code);
    Some(Entry {
        address: address.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        region: code,
        ..Entry::default()
    })
}

/// The Region of a Local Zone group (`us-west-2-lax-1`), whose transfer is billed as the Region's; none for anything else.
fn parent_region(code: &str, catalogue: &Catalogue) -> Option<String> {
    let (rest, number) = code.rsplit_once('-')?;
    let (parent, city) = rest.rsplit_once('-')?;
    let is_zone = city.len() == 3
        && city.bytes().all(|byte| byte.is_ascii_lowercase())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_zone && catalogue.region(parent).is_some()).then(|| parent.to_owned())
}

fn unknown_regions(
    entries: &[Entry],
    plan: Source<'_>,
    catalogue: &Catalogue,
    errors: &mut Vec<Diagnostic>,
) {
    let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.region.as_str()).collect();
    for code in codes {
        if catalogue.region(code).is_none() {
            let known = catalogue
                .regions()
                .iter()
                .map(|region| region.code.as_str());
            let mut error = Diagnostic::error("unknown-region", format!("unknown Region `{code}`"));
            error.help = crate::diag::did_you_mean(code, known);
            let quoted = format!("\"{code}\"");
            let found = plan.text.lines().enumerate().find_map(|(line, text)| {
                let at = text.find(&quoted)?;
                Some((line + 1, text[..at].chars().count() + 2))
            });
            errors.push(error.at(found.and_then(|(line, column)| place(plan.name, line, column))));
        }
    }
}

/// Warnings for usage figures of resources that the plan does not have.
fn strangers(usage: &UsageFile, entries: &[Entry]) -> Vec<Diagnostic> {
    let known = |name: &str| {
        entries
            .iter()
            .any(|entry| entry.address == name || entry.kind == name)
            || name.strip_suffix("[*]").is_some_and(|stem| {
                entries.iter().any(|entry| {
                    entry
                        .address
                        .strip_prefix(stem)
                        .is_some_and(|rest| rest.starts_with('['))
                })
            })
            || !name.contains('.')
    };
    let addresses = || entries.iter().map(|entry| entry.address.as_str());
    usage
        .entries
        .keys()
        .filter(|name| !known(name))
        .map(|name| {
            let message = format!("the plan has no `{name}`: its usage is not used");
            let mut warning = Diagnostic::warning("usage-address", message);
            warning.help = crate::diag::did_you_mean(name, addresses());
            warning
        })
        .collect()
}

/// The Region that most resources are in.
fn main_region(entries: &[Entry], region: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(&entry.region).or_default() += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|(code, count)| (**count, **code == region));
    most.map_or_else(|| region.to_owned(), |(code, _)| (*code).to_owned())
}

fn build(plan: &Plan, usage_name: &str, imported: &mut Imported, errors: &mut Vec<Diagnostic>) {
    for resource in plan.resources() {
        let Some((kind, import)) = terraform::reader(&resource) else {
            if terraform::MERGED.contains(&resource.kind()) {
                imported.merged.push(resource.address().to_owned());
            } else {
                *imported
                    .unmapped
                    .entry(resource.kind().to_owned())
                    .or_default() += 1;
            }
            continue;
        };
        let draft = terraform::read(&resource, kind, import);
        let mut refused = false;
        for trouble in all_troubles(&draft) {
            let message = format!("`{}`: {}", resource.address(), trouble.message);
            if let Some(at) = trouble.usage {
                let at = place(usage_name, at.line, at.column);
                errors.push(Diagnostic::error("usage-value", message).at(at));
            } else if !refused {
                refused = true;
                imported
                    .warnings
                    .push(Diagnostic::warning("not-estimated", message));
                imported.refused.push(Refused {
                    address: resource.address().to_owned(),
                    kind: kind.name,
                    message: trouble.message.clone(),
                });
            }
        }
        if !refused {
            let frame = region_frame(&mut imported.design, resource.region());
            let tags = tags(&resource);
            add(imported, draft, &frame, &tags, (resource.address(), ""));
        }
    }
}

fn all_troubles(draft: &Draft) -> Vec<&Trouble> {
    let inner = draft.parts.iter().flat_map(|(_, part)| all_troubles(part));
    draft.troubles.iter().chain(inner).collect()
}

/// The frame of a Region; made when it is first asked for.
fn region_frame(design: &mut Design, code: &str) -> Id {
    let is_it = |container: &Container| {
        container.kind == ContainerKind::Region && container.code.as_deref() == Some(code)
    };
    if let Some((id, _)) = design
        .containers
        .iter()
        .find(|(_, container)| is_it(container))
    {
        return id.clone();
    }
    let id = fresh(code, |id| design.containers.contains_key(id));
    let top = design.containers.len() as f32 * 4000.0;
    let container = Container {
        kind: ContainerKind::Region,
        code: Some(code.to_owned()),
        frame: Rect::new(0.0, top, 1600.0, 3600.0),
        ..Container::default()
    };
    design.containers.insert(id.clone(), Arc::new(container));
    id
}

/// Tags of a resource with those that its provider adds.
fn tags(resource: &terraform::Resource<'_>) -> BTreeMap<String, String> {
    ["tags", "tags_all"]
        .iter()
        .filter_map(|name| resource.value(name)?.as_object())
        .flatten()
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}

fn add(
    imported: &mut Imported,
    draft: Draft,
    frame: &Id,
    tags: &BTreeMap<String, String>,
    (address, group): (&str, &str),
) {
    for note in &draft.notes {
        let message = format!("`{address}`: {note}");
        imported
            .warnings
            .push(Diagnostic::warning("assumed", message));
    }
    let design = &mut imported.design;
    let stem = if group.is_empty() {
        address.to_owned()
    } else {
        format!("{address}/{group}")
    };
    let id = fresh(&stem, |id| {
        design.components.contains_key(id) || design.containers.contains_key(id)
    });
    let count = design.components.len();
    let at = Point::new(
        (count % 8) as f32 * 180.0 + 40.0,
        (count / 8) as f32 * 120.0 + 60.0,
    );
    let mut component = Component::new(draft.kind.name, Some(frame.clone()), at);
    component.properties = draft.properties.into();
    component.tags.clone_from(tags);
    component.name = LocalText::from(stem.as_str());
    design.components.insert(id.clone(), Arc::new(component));
    imported.origins.insert(
        id,
        Origin {
            address: address.to_owned(),
            group: group.to_owned(),
        },
    );
    for (inner, part) in draft.parts {
        let path = if group.is_empty() {
            inner
        } else {
            format!("{group} / {inner}")
        };
        add(imported, part, frame, tags, (address, &path));
    }
}
