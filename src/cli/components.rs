//! `skydraft components`: the kinds with their properties; also the reference page.

use super::args::{ComponentsArgs, ListFormat};
use super::{Error, Outcome, json, language_of};
use crate::catalog::{self, Category, Kind, Property, Shape};
use crate::io::sheet::Sheet;
use crate::model::Language;
use crate::text;
use crate::text::number;
use serde_json::{Value, json};

pub(super) fn run(args: &ComponentsArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let people = language_of(language);
    let wanted = args.category.as_deref().map(category).transpose()?;
    Ok(Outcome::text(match args.format {
        ListFormat::Json => json(&contract(wanted, language.unwrap_or_default()))?,
        ListFormat::Table => table(wanted, people),
        ListFormat::Md => page(wanted, language.unwrap_or_default()),
    }))
}

/// Name of a category in files and options: `machine_learning`.
fn category_name(category: Category) -> String {
    let name = serde_json::to_value(category).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

/// The category of a name or title, in any spelling: `machine_learning`, `Machine learning`, `기계 학습`.
fn category(name: &str) -> Result<Category, Error> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
    let fits = |category: &&Category| {
        let title = category.title();
        [category_name(**category).as_str(), title.en, title.ko]
            .iter()
            .any(|have| plain(have) == plain(name))
    };
    let found = Category::ALL.iter().find(fits).copied();
    found.ok_or_else(|| {
        let names: Vec<String> = Category::ALL.into_iter().map(category_name).collect();
        Error::Usage {
            message: format!("there is no category `{name}`"),
            help: Some(format!("the categories are {}", names.join(", "))),
        }
    })
}

/// The kinds of a category, or all.
fn kinds_of(wanted: Option<Category>) -> impl Iterator<Item = &'static Kind> {
    catalog::kinds().filter(move |kind| wanted.is_none_or(|category| kind.category == category))
}

fn table(wanted: Option<Category>, language: Language) -> String {
    let label = |key: &'static str| text::get(language, key);
    let titles = [
        label("cli-kind"),
        label("cli-name"),
        label("cli-category"),
        "Terraform".into(),
        "CloudFormation".into(),
        label("cli-properties"),
    ];
    let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
    let with_unit = |property: &&Property| match property.unit.get(language) {
        "" => property.name.to_owned(),
        unit => format!("{} ({unit})", property.name),
    };
    for kind in kinds_of(wanted) {
        let names: Vec<String> = kind.properties.iter().map(with_unit).collect();
        sheet.row([
            kind.name.to_owned(),
            kind.title.get(language).to_owned(),
            kind.category.title().get(language).to_owned(),
            kind.terraform.join(", "),
            kind.cloudformation.join(", "),
            names.join(", "),
        ]);
    }
    sheet.table()
}

/// A text in both languages.
fn both_languages(text: crate::text::Bilingual) -> Value {
    both_texts(text.en, text.ko)
}

fn both_texts(en: &str, ko: &str) -> Value {
    json!({ "en": en, "ko": ko })
}

fn contract(wanted: Option<Category>, language: Language) -> Value {
    let kinds: Vec<Value> = kinds_of(wanted)
        .map(|kind| {
            let properties: Vec<Value> = kind
                .properties
                .iter()
                .map(|property| {
                    json!({
                        "name": property.name,
                        "title": property.title.get(language),
                        "type": type_name(property),
                        "unit": property.unit.en,
                        "units": both_texts(property.unit.en, property.unit.ko),
                        "default": default(property),
                        "allowed": allowed(property),
                        "doc": property.doc.get(language),
                        "titles": both_languages(property.title),
                        "docs": both_languages(property.doc),
                    })
                })
                .collect();
            json!({
                "kind": kind.name,
                "title": kind.title.get(language),
                "category": kind.category,
                "service": kind.service,
                "doc": kind.doc.get(language),
                "titles": both_languages(kind.title),
                "docs": both_languages(kind.doc),
                "terraform": kind.terraform,
                "cloudformation": kind.cloudformation,
                "properties": properties,
            })
        })
        .collect();
    json!({ "components": kinds })
}

/// The reference page.
fn page(wanted: Option<Category>, language: Language) -> String {
    let mut out = format!("# {}\n", text::get(language, "cli-components-title"));
    for category in Category::ALL {
        let kinds: Vec<&Kind> = kinds_of(wanted)
            .filter(|kind| kind.category == category)
            .collect();
        if kinds.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n", category.title().get(language)));
        for kind in kinds {
            out.push('\n');
            out.push_str(&section(kind, language, 3));
        }
    }
    out
}

/// One kind as Markdown, with a heading of that level.
pub(super) fn section(kind: &Kind, language: Language, level: usize) -> String {
    let heading = "#".repeat(level);
    let mut out = format!("{heading} {} (`{}`)\n", kind.title.get(language), kind.name);
    let doc = kind.doc.get(language);
    if !doc.is_empty() {
        out.push_str(&format!("\n{doc}\n"));
    }
    if kind.properties.is_empty() {
        return out;
    }
    let label = |key: &'static str| text::get(language, key);
    let titles = [
        label("cli-property"),
        label("cli-default"),
        label("cli-allowed"),
        label("cli-meaning"),
    ];
    let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
    for property in kind.properties {
        let title = property.title.get(language);
        let doc = property.doc.get(language);
        sheet.row([
            format!("`{}`", property.name),
            default(property),
            allowed(property),
            if doc.is_empty() {
                title.to_owned()
            } else {
                format!("{title}. {doc}")
            },
        ]);
    }
    out.push('\n');
    out.push_str(&sheet.markdown());
    out
}

fn type_name(property: &Property) -> &'static str {
    match property.shape {
        Shape::Flag { .. } => "flag",
        Shape::Number { whole: true, .. } => "count",
        Shape::Number { .. } => "number",
        Shape::Usage { .. } => "usage",
        Shape::Choice { .. } => "choice",
        Shape::InstanceType { .. } => "instance_type",
        Shape::Text { .. } => "text",
    }
}

fn default(property: &Property) -> String {
    match property.shape {
        Shape::Flag { default } => default.to_string(),
        Shape::Number { default, .. } => default.map_or(String::new(), |value| {
            format!("{} {}", number::short(value, 6), property.unit.en)
                .trim_end()
                .to_owned()
        }),
        Shape::Usage { .. } => String::new(),
        Shape::Choice { default, .. }
        | Shape::InstanceType { default, .. }
        | Shape::Text { default } => default.to_owned(),
    }
}

fn allowed(property: &Property) -> String {
    let unit = property.unit.en;
    match property.shape {
        Shape::Flag { .. } => "true, false".to_owned(),
        Shape::Number { min, max, .. } if max >= 1e15 => {
            format!("≥ {} {unit}", number::short(min, 6))
                .trim_end()
                .to_owned()
        }
        Shape::Number { min, max, .. } => {
            let (min, max) = (number::short(min, 6), number::short(max, 6));
            format!("{min} – {max} {unit}").trim_end().to_owned()
        }
        Shape::Usage { .. } => format!("≥ 0 {unit}").trim_end().to_owned(),
        Shape::Choice { options, .. } => {
            let values: Vec<&str> = options.iter().map(|option| option.value).collect();
            values.join(", ")
        }
        Shape::InstanceType { .. } | Shape::Text { .. } => String::new(),
    }
}
