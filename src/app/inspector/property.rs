//! Editors of properties, made from the kind's own list: a switch, a number with unit and range, a choice, an instance
//! type from a table with vCPU, memory and price.

use super::compare;
use super::parts::{self, Bounds};
use super::usage;
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::scenarios;
use crate::app::theme::tokens;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::dropdown;
use crate::app::widgets::picker::{Cell, PickerRow, PickerTable, PickerTexts};
use crate::app::widgets::row::property_row;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::select::Choice as SelectChoice;
use crate::app::widgets::switch::Switch;
use crate::app::widgets::table::{Column, Width};
use crate::catalog::{Item, Problem, Property, Shape, UsageFigure};
use crate::model::edit::Edit;
use crate::model::{Id, Value};
use crate::pricing::Query;
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use crate::units::Usd;
use egui::{Popup, Ui};
use std::borrow::Cow;

/// The properties of `items`, all of the same kind, that apply to all of them; primary or secondary ones.
pub fn list(ui: &mut Ui, cx: &Cx<'_>, items: &[Item<'_>], secondary: bool, out: &mut Actions) {
    let Some(first) = items.first() else { return };
    let problems = problems_of(first);
    // Several items have no figure in common.
    let wanted = |p: &&Property| p.secondary == secondary && p.may_be_figure();
    let figures = if items.len() == 1 && first.kind.properties.iter().any(wanted) {
        let traffic = &cx.state.report.traffic;
        crate::analysis::usage::figures(first, traffic, cx.catalogue())
    } else {
        Vec::new()
    };
    for property in first.kind.properties {
        let applies = items.iter().all(|item| (property.applies)(item));
        if property.secondary != secondary || !applies {
            continue;
        }
        let top = ui.cursor().top();
        editor(ui, cx, items, (property, &figures), out);
        let ids: Vec<&Id> = items.iter().map(|item| item.id).collect();
        let title = property.title.get(cx.language);
        scenarios::row(ui, cx, top, &ids, (property.name, title), out);
        for problem in problems
            .iter()
            .filter(|p| items.len() == 1 && p.property == Some(property.name))
        {
            problem_line(ui, problem.message.get(cx.language));
        }
    }
}

/// The properties that items of several kinds share: the same name, sort and unit. What is set is written out for each,
/// as their defaults may differ.
pub fn shared(
    ui: &mut Ui,
    cx: &Cx<'_>,
    items: &[Item<'_>],
    secondary: bool,
    out: &mut Actions,
) -> bool {
    let Some(first) = items.first() else {
        return false;
    };
    let alike = |property: &Property| {
        let own = |item: &Item<'_>| {
            let own = item.kind.property(property.name)?;
            (own.applies)(item).then_some(own)
        };
        items
            .iter()
            .all(|item| own(item).is_some_and(|own| is_alike(own, property)))
    };
    let mut any = false;
    for property in first.kind.properties {
        if property.secondary != secondary || !alike(property) {
            continue;
        }
        any = true;
        let value = first.component.property(property.name);
        let same = items
            .iter()
            .all(|item| item.component.property(property.name) == value);
        // What no item states is the same where all kinds take the same for it.
        let usual = |item: &Item<'_>| item.kind.property(property.name).and_then(default_of);
        let stated = value.is_some() || items.iter().all(|item| usual(item) == usual(first));
        if same && stated {
            editor(ui, cx, items, (property, &[]), out);
        } else if let Some(value) = mixed_editor(ui, cx, first, property) {
            put(items, property, &Some(value), out);
        }
    }
    any
}

/// What a property is where nothing is stated; none where that is nothing.
fn default_of(property: &Property) -> Option<Value> {
    match property.shape {
        Shape::Flag { default } => Some(Value::Bool(default)),
        Shape::Number { default, .. } => default.map(Value::Number),
        Shape::Usage { .. } => None,
        Shape::Choice { default, .. }
        | Shape::InstanceType { default, .. }
        | Shape::Text { default } => Some(Value::Text(default.to_owned())),
    }
}

/// Whether properties of two kinds mean the same: one editor serves both. Instance types never do: each kind has its own.
fn is_alike(a: &Property, b: &Property) -> bool {
    let sort = match (&a.shape, &b.shape) {
        (Shape::Choice { options: a, .. }, Shape::Choice { options: b, .. }) => {
            a.len() == b.len() && a.iter().zip(*b).all(|(a, b)| a.value == b.value)
        }
        (Shape::InstanceType { .. }, _) => false,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    sort && a.name == b.name && a.unit == b.unit && a.secondary == b.secondary
}

/// Whether the kind has such properties for the item.
pub fn any(item: &Item<'_>, secondary: bool) -> bool {
    let mut properties = item.kind.properties.iter();
    properties.any(|property| property.secondary == secondary && (property.applies)(item))
}

fn problems_of(item: &Item<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    (item.kind.validate)(item, &mut problems);
    problems
}

/// What is wrong with the item as a whole.
pub fn problems(ui: &mut Ui, cx: &Cx<'_>, item: &Item<'_>) {
    for problem in problems_of(item).iter().filter(|p| p.property.is_none()) {
        problem_line(ui, problem.message.get(cx.language));
    }
}

fn problem_line(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let ink = t.severity(SeveritySlot::Critical).ink;
    let job = fonts::paragraph(text, Type::Small, false, ink.into(), ui.available_width());
    ui.label(job);
    ui.add_space(2.0);
}

fn editor(
    ui: &mut Ui,
    cx: &Cx<'_>,
    items: &[Item<'_>],
    (property, figures): (&'static Property, &[UsageFigure]),
    out: &mut Actions,
) {
    let first = &items[0];
    let value = first.component.property(property.name);
    let mixed = items
        .iter()
        .any(|item| item.component.property(property.name) != value);
    let label = Cow::Borrowed(property.title.get(cx.language));
    let doc = property.doc.get(cx.language);
    let unit = property.unit.get(cx.language);
    if mixed {
        if let Some(value) = mixed_editor(ui, cx, first, property) {
            put(items, property, &Some(value), out);
        }
        return;
    }
    let figure = figures.iter().find(|f| f.property.name == property.name);
    let row = |max| usage::Row {
        label: &label,
        doc,
        unit,
        max,
        typed: first.typed(property),
    };
    let set: Option<Option<Value>> = match property.shape {
        Shape::Flag { default } => {
            let mut on = first.flag(property);
            let word = cx.text(if on { "on" } else { "off" });
            let changed = property_row(ui, &label, doc, |ui| {
                ui.add(Switch::new(&mut on, &label).text(&word)).changed()
            });
            changed.then(|| (on != default).then_some(Value::Bool(on)))
        }
        Shape::Number { max, .. } if let Some(figure) = figure => {
            let new = usage::row(ui, cx, first, figure, row(max));
            new.map(|new| new.map(Value::Number))
        }
        Shape::Number {
            default,
            min,
            max,
            whole,
        } => {
            let current = first.typed(property).or(default);
            let bounds = Bounds { min, max, whole };
            let counts = (property.if_empty)(first);
            let same = items.iter().all(|item| (property.if_empty)(item) == counts);
            let hint = counts.filter(|_| same).map(|value| number::short(value, 2));
            let (texts, hint) = ((&*label, doc, unit), hint.unwrap_or_default());
            let new = parts::hinted_number_row(ui, cx, texts, current, (bounds, &hint));
            new.map(|new| new.filter(|new| Some(*new) != default).map(Value::Number))
        }
        Shape::Usage { max } => {
            let new = match figure {
                Some(figure) => usage::row(ui, cx, first, figure, row(max)),
                None => usage::plain_row(ui, cx, row(max)),
            };
            new.map(|new| new.map(Value::Number))
        }
        Shape::Choice { default, options } => {
            let current = first.text(property);
            let at = options
                .iter()
                .position(|option| option.value == current)
                .unwrap_or(0);
            let names: Vec<&str> = options
                .iter()
                .map(|option| option.title.get(cx.language))
                .collect();
            choice(ui, cx, &label, doc, &names, at).map(|new| {
                let value = options[new].value;
                (value != default).then(|| Value::Text(value.to_owned()))
            })
        }
        Shape::InstanceType { default, .. } => {
            let new = property_row(ui, &label, doc, |ui| {
                instance_type(ui, cx, first, property, &label, None)
            });
            new.map(|new| (new != default).then_some(Value::Text(new)))
        }
        Shape::Text { default } => {
            let current = first.text(property);
            let new = parts::text_row(ui, &label, doc, current, default);
            new.map(|new| (!new.is_empty() && new != default).then_some(Value::Text(new)))
        }
    };
    if let Some(value) = set {
        put(items, property, &value, out);
    }
}

/// Gives all items a value, in one step.
fn put(items: &[Item<'_>], property: &Property, value: &Option<Value>, out: &mut Actions) {
    let edits: Vec<Edit> = items
        .iter()
        .map(|item| Edit::SetProperty {
            id: item.id.clone(),
            property: property.name.to_owned(),
            value: value.clone(),
        })
        .collect();
    let edit = match <[Edit; 1]>::try_from(edits) {
        Ok([edit]) => edit,
        Err(edits) => Edit::Batch(edits),
    };
    out.push_labelled(edit, property.title.into());
}

/// The editor where the items differ: it says so and shows none of their values. The answer is the value that all get.
fn mixed_editor(
    ui: &mut Ui,
    cx: &Cx<'_>,
    first: &Item<'_>,
    property: &'static Property,
) -> Option<Value> {
    let label = property.title.get(cx.language);
    let doc = property.doc.get(cx.language);
    let unit = property.unit.get(cx.language);
    match property.shape {
        Shape::Flag { .. } => {
            let names = [cx.text("off"), cx.text("on")];
            let choices = [0, 1].map(|i| SelectChoice::new(&names[i]));
            let new = parts::mixed_select_row(ui, cx, label, doc, &choices);
            new.map(|new| Value::Bool(new == 1))
        }
        Shape::Number {
            min, max, whole, ..
        } => {
            let bounds = Bounds { min, max, whole };
            let new = parts::mixed_number_row(ui, cx, (label, doc, unit), bounds);
            new.flatten().map(Value::Number)
        }
        Shape::Usage { max } => {
            let bounds = Bounds {
                min: 0.0,
                max,
                whole: false,
            };
            let new = parts::mixed_number_row(ui, cx, (label, doc, unit), bounds);
            new.flatten().map(Value::Number)
        }
        Shape::Choice { options, .. } => {
            let titles = options.iter().map(|option| option.title.get(cx.language));
            let choices: Vec<SelectChoice<'_>> = titles.map(SelectChoice::new).collect();
            let new = parts::mixed_select_row(ui, cx, label, doc, &choices);
            new.map(|new| Value::Text(options[new].value.to_owned()))
        }
        Shape::InstanceType { .. } => {
            let mixed = cx.text("mixed");
            let new = property_row(ui, label, doc, |ui| {
                instance_type(ui, cx, first, property, label, Some(&mixed))
            });
            new.map(Value::Text)
        }
        Shape::Text { .. } => {
            let new = parts::text_row(ui, label, doc, "", &cx.text("mixed"));
            new.filter(|new| !new.is_empty()).map(Value::Text)
        }
    }
}

/// A few short choices side by side, more in a list.
fn choice(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    doc: &str,
    names: &[&str],
    at: usize,
) -> Option<usize> {
    let font = Type::Control.strong();
    let width: f32 = names
        .iter()
        .map(|name| fonts::width(ui.painter(), name, font.clone()) + 21.0)
        .sum();
    let room = ui.available_width() * (1.0 - LABEL_SHARE) - 6.0;
    if (2..=3).contains(&names.len()) && width <= room {
        let segments: Vec<Segment<'_>> = names.iter().map(|name| Segment::new(name)).collect();
        let mut chosen = at;
        return property_row(ui, label, doc, |ui| {
            let control = Segmented::new(label, &segments).fill_width();
            control.show(ui, &mut chosen).changed().then_some(chosen)
        });
    }
    let choices: Vec<SelectChoice<'_>> = names.iter().map(|name| SelectChoice::new(name)).collect();
    parts::select_row(ui, cx, label, doc, &choices, at)
}

/// Share of a row that its label takes (see `widgets::row`).
const LABEL_SHARE: f32 = 0.4;

/// An instance type with its vCPU; a click opens the table of all types that the Region has a price for.
fn instance_type(
    ui: &mut Ui,
    cx: &Cx<'_>,
    item: &Item<'_>,
    property: &Property,
    label: &str,
    instead: Option<&str>,
) -> Option<String> {
    let Shape::InstanceType { offer, .. } = property.shape else {
        return None;
    };
    let current = item.text(property);
    let spec = cx.catalogue().spec(current);
    let hint = spec.map_or_else(String::new, |spec| {
        format!("{} vCPU", number::short(spec.vcpu, 2))
    });
    let button = match instead {
        Some(word) => combo(ui, label, word, ""),
        None => combo(ui, label, current, &hint),
    };
    let region = item.design.region_of(item.component.parent());
    let offered = offer(item);
    let picked = dropdown(&button, 600.0, |ui| {
        let fixed: Vec<(&str, &str)> = offered
            .fixed
            .iter()
            .map(|(k, v)| (*k, v.as_str()))
            .collect();
        let names = cx.catalogue().values(
            region,
            offered.service,
            offered.item,
            offered.attribute,
            &fixed,
        );
        let hours = cx.design().settings.hours_per_month;
        let price = |name: &str| -> Option<f64> {
            let mut query = Query::new(offered.service, offered.item);
            for (key, value) in &offered.fixed {
                query = query.with(key, value.clone());
            }
            let query = query.with(offered.attribute, name);
            let rate = cx.catalogue().price(region, &query).rate()?.first_usd();
            Some(rate * hours)
        };
        table(ui, cx, &names, current, price)
    })
    .flatten();
    if picked.is_some() {
        Popup::close_all(ui.ctx());
        button.request_focus();
    }
    picked
}

fn table(
    ui: &mut Ui,
    cx: &Cx<'_>,
    names: &[String],
    current: &str,
    price: impl Fn(&str) -> Option<f64>,
) -> Option<String> {
    let now = price(current);
    let mut types: Vec<(&String, [String; 6])> = names
        .iter()
        .map(|name| {
            let spec = cx.catalogue().spec(name);
            let usd = price(name);
            let cpu = spec.map_or_else(String::new, |spec| number::short(spec.vcpu, 2));
            let memory = spec.map_or_else(String::new, |spec| {
                format!("{} GB", number::short(spec.memory_gib, 2))
            });
            // `i386|x86_64` runs both; what one chooses by is the wider one.
            let architecture = spec.and_then(|spec| spec.architecture.rsplit('|').next());
            let architecture = architecture.unwrap_or_default().to_owned();
            let network = spec.map_or_else(String::new, |spec| short_network(&spec.network));
            let amount = usd.map_or_else(
                || cx.text("no-price").into_owned(),
                |usd| cx.amount(Usd(usd)),
            );
            let change = match (usd, now) {
                _ if name == current => "—".to_owned(),
                (Some(usd), Some(now)) => cx.money.delta(Usd(usd - now)),
                _ => String::new(),
            };
            (name, [cpu, memory, network, architecture, amount, change])
        })
        .collect();
    types.sort_by_key(|(name, _)| sort_key(name));
    let rows: Vec<PickerRow<'_>> = types
        .iter()
        .map(
            |(name, [cpu, memory, network, architecture, amount, change])| PickerRow {
                cells: vec![
                    Cell::Text(name),
                    Cell::Text(cpu),
                    Cell::Text(memory),
                    Cell::Text(network),
                    Cell::Text(architecture),
                    Cell::Amount(amount),
                    Cell::Change(change),
                ],
            },
        )
        .collect();
    let titles = [
        "col-type",
        "col-vcpu",
        "col-memory",
        "col-network",
        "col-arch",
        "col-monthly",
        "col-change",
    ]
    .map(|key| cx.text(key));
    let columns = [
        Column::text(&titles[0], Width::Share(1.0)),
        Column::number(&titles[1], Width::Fixed(38.0)),
        Column::number(&titles[2], Width::Fixed(60.0)),
        Column::number(&titles[3], Width::Fixed(84.0)),
        Column::text(&titles[4], Width::Fixed(78.0)),
        Column::number(&titles[5], Width::Fixed(68.0)),
        Column::number(&titles[6], Width::Fixed(76.0)),
    ];
    let (search, clear, nothing) = (
        cx.text("search"),
        cx.text("clear"),
        cx.text("nothing-found"),
    );
    let texts = PickerTexts {
        search: &search,
        clear: &clear,
        nothing: &nothing,
    };
    let at = types.iter().position(|(name, _)| *name == current);
    let picker = PickerTable::new("types", &columns, &rows, texts).selected(at);
    let picked = picker.show(ui, |n, all| {
        if n == all {
            n.to_string()
        } else {
            format!("{n} / {all}")
        }
    });
    let over = PickerTable::reached(ui, "types").filter(|over| *over < types.len());
    if let Some(at) = at {
        let over = over.filter(|over| *over != at);
        compare::two(ui, cx, &titles, &types[at], over.map(|over| &types[over]));
    }
    Some(types[picked?].0.clone())
}

/// AWS's words without what every row would repeat: `≤ 12.5 Gbit/s`.
fn short_network(words: &str) -> String {
    let (most, rest) = match words.strip_prefix("Up to ") {
        Some(rest) => ("≤ ", rest),
        None => ("", words),
    };
    match rest.strip_suffix(" Gigabit") {
        Some(number) => format!("{most}{number} Gbit/s"),
        None => words.to_owned(),
    }
}

/// Families by name, sizes by size.
fn sort_key(name: &str) -> (String, u32, String) {
    const SIZES: [&str; 6] = ["nano", "micro", "small", "medium", "large", "xlarge"];
    let mut family = Vec::new();
    let mut rank = 0;
    for part in name.split('.') {
        if let Some(at) = SIZES.iter().position(|size| *size == part) {
            rank = u32::try_from(at).unwrap_or(0);
        } else if let Some(times) = part
            .strip_suffix("xlarge")
            .and_then(|n| n.parse::<u32>().ok())
        {
            rank = 5 + times;
        } else if part.starts_with("metal") {
            rank = 1000;
        } else {
            family.push(part);
        }
    }
    (family.join("."), rank, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_figures_are_short_and_other_words_stay() {
        assert_eq!(short_network("Up to 12.5 Gigabit"), "≤ 12.5 Gbit/s");
        assert_eq!(short_network("25 Gigabit"), "25 Gbit/s");
        assert_eq!(short_network("Moderate"), "Moderate");
    }

    #[test]
    fn sizes_of_a_family_stand_in_their_order() {
        let mut names = vec![
            "db.r6g.2xlarge",
            "db.r6g.large",
            "db.r6g.16xlarge",
            "db.r5.large",
            "db.r6g.xlarge",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "db.r5.large",
                "db.r6g.large",
                "db.r6g.xlarge",
                "db.r6g.2xlarge",
                "db.r6g.16xlarge"
            ]
        );
    }
}
