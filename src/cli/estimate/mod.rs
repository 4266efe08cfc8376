//! `skydraft estimate`: what a design or a Terraform plan costs per month.

mod contract;
mod groups;

use super::args::{EstimateArgs, EstimateFormat, GroupBy};
use super::input::{self, Input, Options};
use super::scenarios::{self, Variant};
use super::{Error, OVER, Outcome, figure, json, language_of, precise};
use crate::analysis;
use crate::analysis::cost::{CostLine, Costs, ItemCost, LinePrice, Total};
use crate::catalog::{self, UsageSource};
use crate::io::export;
use crate::io::sheet::{Sheet, SheetError};
use crate::model::{Id, Language, Scenario};
use crate::pricing::Date;
use crate::text;
use crate::text::number::{self, Money};
use crate::units::{Gigabytes, Usd};

pub(super) fn run(args: &EstimateArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let mut notes = String::new();
    let catalogue = input::catalogue(args.prices.as_deref())?;
    if let Some(region) = &args.region {
        input::region(region, &catalogue)?;
    }
    if args
        .budget
        .is_some_and(|budget| !budget.is_finite() || budget < 0.0)
    {
        return Err(Error::usage(
            "the budget must be a number of US dollars, at least 0",
            None,
        ));
    }
    let options = Options {
        usage: args.usage.as_deref(),
        region: args.region.as_deref(),
        ..Options::default()
    };
    let mut input = input::read(&args.input, options, &catalogue, &mut notes)?;
    if let (Some(region), None) = (&args.region, &input.plan) {
        let elsewhere = Scenario {
            region: Some(region.clone()),
            ..Scenario::default()
        };
        input.design = input.design.with(&elsewhere);
    }
    // Programs get English unless they ask for something else; people get their own language.
    let people = language_of(language);
    let plain = language.unwrap_or_default();
    let is_for_people = matches!(args.format, EstimateFormat::Table | EstimateFormat::Md);
    let spoken = if is_for_people { people } else { plain };
    let variants = scenarios::variants(input, &args.scenarios, spoken)?;
    let mut estimates = Vec::new();
    for variant in variants {
        let costs = analysis::costs(&variant.input.design, &catalogue);
        estimates.push((variant, costs));
    }
    let text = written(args, &estimates, catalogue.day(), spoken)?;
    let mut outcome = Outcome::text(text).to(args.out.clone());
    for (variant, costs) in &estimates {
        let name = args
            .scenarios
            .all_scenarios
            .then_some(variant.name.as_str());
        if let Some(note) = over_budget(args.budget, costs, name) {
            notes.push_str(&note);
            outcome.code = OVER;
        }
    }
    outcome.notes = notes;
    Ok(outcome)
}

/// What is said about a total over the budget.
pub(super) fn over_budget(
    budget: Option<f64>,
    costs: &Costs,
    name: Option<&str>,
) -> Option<String> {
    let budget = budget.filter(|budget| costs.total.usd.0 > *budget)?;
    let money = Money::USD;
    let over = money.amount(Usd(costs.total.usd.0 - budget));
    let total = money.amount(costs.total.usd);
    let of = name.map_or(String::new(), |name| format!(" of `{name}`"));
    let budget = money.amount(Usd(budget));
    Some(format!(
        "over budget: {total} a month{of} is {over} more than {budget}\n"
    ))
}

/// The estimate of one design, or those of all scenarios one after the other.
fn written(
    args: &EstimateArgs,
    estimates: &[(Variant, Costs)],
    day: Date,
    language: Language,
) -> Result<String, Error> {
    let group = args.group_by.as_ref();
    let all = args.scenarios.all_scenarios;
    match args.format {
        EstimateFormat::Json => {
            let mut values = Vec::new();
            for (variant, costs) in estimates {
                let mut out = contract::whole(&variant.input, costs, day, language);
                if let Some(group) = group {
                    out["groups"] = contract::groups(&variant.input, costs, group, language);
                }
                if all || variant.id.is_some() {
                    out["scenario"] = serde_json::json!(variant.id);
                    out["scenario_name"] = variant.name.as_str().into();
                }
                values.push(out);
            }
            match values.pop() {
                Some(one) if !all => json(&one),
                last => {
                    values.extend(last);
                    json(&serde_json::json!({ "scenarios": values }))
                }
            }
        }
        EstimateFormat::Csv => {
            let mut text = String::new();
            for (variant, costs) in estimates {
                let sheet = match group {
                    Some(group) => grouped(&variant.input, costs, group, language),
                    None => lines(&variant.input, costs, language),
                };
                let id = variant.id.as_ref().map_or("", Id::as_str);
                let sheet = if all {
                    sheet.under("scenario", id)
                } else {
                    sheet
                };
                // The titles stand once.
                let more = sheet.csv().map_err(unwritable)?;
                let rest = more.split_once('\n').map_or("", |(_, rest)| rest);
                text.push_str(if text.is_empty() { &more } else { rest });
            }
            Ok(text)
        }
        EstimateFormat::Table | EstimateFormat::Md => {
            let is_page = args.format == EstimateFormat::Md;
            let write = if is_page {
                Sheet::markdown
            } else {
                Sheet::table
            };
            let mut text = String::new();
            for (variant, costs) in estimates {
                if all {
                    let mark = if is_page { "## " } else { "" };
                    let gap = if text.is_empty() { "" } else { "\n" };
                    text.push_str(&format!("{gap}{mark}{}\n\n", variant.name));
                }
                text.push_str(&report(&variant.input, costs, group, language, write));
            }
            Ok(text)
        }
    }
}

/// Lines for a spreadsheet: figures are not rounded or grouped.
fn lines(input: &Input, costs: &Costs, language: Language) -> Sheet {
    let mut sheet = Sheet::new([
        "address",
        "kind",
        "service",
        "name",
        "quantity",
        "unit",
        "unit_price_usd",
        "monthly_usd",
        "formula",
        "usage_based",
        "group",
        "upfront_usd",
        "effective_monthly_usd",
        "sku",
        "price_as_of",
        "price_source",
    ]);
    let plain = |value: Option<f64>| value.map_or(String::new(), |v| figure(v).to_string());
    for (id, cost) in items(input, costs) {
        let component = id.and_then(|id| input.design.component(id));
        for line in &cost.lines {
            let [sku, as_of, source] = provenance(line);
            sheet.row([
                id.map_or("account", |id| input.address(id)).to_owned(),
                component.map_or(String::new(), |component| component.kind.to_string()),
                line.service.to_owned(),
                line.name.get(language).to_owned(),
                plain(Some(line.amount.value)),
                line.amount.unit.get(language).to_owned(),
                line.unit_usd()
                    .map_or(String::new(), |v| precise(v).to_string()),
                plain(line.monthly.map(|usd| usd.0)),
                line.amount.formula(language),
                (line.source != UsageSource::Fixed).to_string(),
                id.map_or("", |id| input.group(id)).to_owned(),
                plain(line.upfront().map(|usd| usd.0)),
                plain(
                    line.commitment
                        .as_ref()
                        .and(line.effective_monthly())
                        .map(|usd| usd.0),
                ),
                sku,
                as_of,
                source,
            ]);
        }
    }
    sheet
}

/// SKU, day and source of a line's price, as far as it has them.
fn provenance(line: &CostLine) -> [String; 3] {
    match &line.price {
        LinePrice::Listed(listing) => {
            let rate = &listing.row.rate;
            [
                rate.sku.clone().unwrap_or_default(),
                rate.as_of.to_string(),
                rate.source.clone(),
            ]
        }
        LinePrice::User { source, .. } => [String::new(), String::new(), source.clone()],
        LinePrice::Free(_) | LinePrice::Missing(_) => Default::default(),
    }
}

/// Components, connections, the account.
fn items<'a>(input: &'a Input, costs: &'a Costs) -> Vec<(Option<&'a Id>, &'a ItemCost)> {
    let components = input.components();
    let components = components
        .into_iter()
        .filter_map(|(id, _)| Some((Some(id), costs.component(id)?)));
    let connections = costs.connections.iter().map(|(id, cost)| (Some(id), cost));
    components
        .chain(connections)
        .chain([(None, &costs.account)])
        .collect()
}

/// Totals by group; of data transfer with its GB.
fn unwritable(error: SheetError) -> Error {
    Error::Output(error.to_string())
}

fn grouped(input: &Input, costs: &Costs, group: &GroupBy, language: Language) -> Sheet {
    let label = |key: &'static str| text::get(language, key);
    let gb = format!("#{}", label("cli-gb"));
    let monthly = format!("#{}", label("cli-monthly"));
    let missing = format!("#{}", label("cli-missing"));
    let moves = group.of_lines().is_none();
    let name = group.to_string();
    let titles = [
        Some(name.as_str()),
        moves.then_some(&gb),
        Some(&monthly),
        Some(&missing),
    ];
    let mut sheet = Sheet::new(titles.into_iter().flatten());
    let money = export::money_of(&input.design);
    let nameless = label(if moves {
        "cli-group-rest"
    } else {
        "cli-group-none"
    });
    for group in groups::of(input, costs, group, language) {
        let name = if group.name.is_empty() {
            nameless.to_string()
        } else {
            group.name
        };
        let figure = |gb: Gigabytes| number::fixed(gb.0, 2);
        let gb = moves.then(|| group.gb.map_or_else(String::new, figure));
        let cells = [
            Some(name),
            gb,
            Some(money.amount(group.total.usd)),
            Some(group.total.missing.to_string()),
        ];
        sheet.row(cells.into_iter().flatten());
    }
    sheet
}

/// Tables for people: lines by item, then the total with what it misses.
fn report(
    input: &Input,
    costs: &Costs,
    group: Option<&GroupBy>,
    language: Language,
    write: fn(&Sheet) -> String,
) -> String {
    let design = &input.design;
    let money = export::money_of(design);
    let mut out = match group {
        Some(group) => write(&grouped(input, costs, group, language)),
        None => write(&itemised(input, costs, money, language)),
    };
    out.push_str(&format!("\n{}\n", total(input, costs, money, language)));
    for (id, component) in &design.components {
        if catalog::kind(&component.kind).is_none() {
            let name = component.kind.as_str();
            let args = [("item", id.as_str().into()), ("kind", name.into())];
            out.push_str(&text::format(language, "cli-unknown-kind", &args));
            out.push('\n');
        }
    }
    out
}

/// Lines by item.
fn itemised(input: &Input, costs: &Costs, money: Money, language: Language) -> Sheet {
    let label = |key: &'static str| text::get(language, key);
    let titles = [
        label("cli-item"),
        label("cli-line"),
        label("cli-quantity"),
        label("cli-unit-price"),
        label("cli-monthly"),
    ];
    let titles: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(index, title)| format!("{}{title}", if index < 2 { "" } else { "#" }))
        .collect();
    let mut sheet = Sheet::new(titles.iter().map(String::as_str));
    for (id, cost) in items(input, costs) {
        let name = id.map_or(label("cli-account").into_owned(), |id| {
            item_name(input, id, language)
        });
        let mut shown = name;
        for line in &cost.lines {
            let monthly = line.monthly.map_or_else(
                || label("cli-missing").into_owned(),
                |usd| money.amount(usd),
            );
            let unit = line
                .unit_usd()
                .map_or("?".to_owned(), |usd| money.unit_price(usd));
            let quantity = number::compact(line.amount.value, language);
            sheet.row([
                std::mem::take(&mut shown),
                line_name(line, money, language),
                format!("{quantity} {}", line.amount.unit.get(language)),
                unit,
                monthly,
            ]);
        }
    }
    sheet
}

/// The label of a line, with what its commitment costs at the start and on average.
fn line_name(line: &CostLine, money: Money, language: Language) -> String {
    let name = line.name.get(language).to_owned();
    let payments = line.upfront().zip(line.effective_monthly());
    let Some((upfront, effective)) = payments.filter(|(upfront, _)| upfront.0 > 0.0) else {
        return name;
    };
    let args = [
        ("upfront", money.amount(upfront).into()),
        ("effective", money.per_month(effective, language).into()),
    ];
    let more = text::format(language, "cli-line-upfront", &args);
    format!("{name} ({more})")
}

fn item_name(input: &Input, id: &Id, language: Language) -> String {
    if input.plan.is_some() && input.design.component(id).is_some() {
        let (address, group) = (input.address(id), input.group(id));
        return if group.is_empty() {
            address.to_owned()
        } else {
            format!("{address} / {group}")
        };
    }
    let design = &input.design;
    let own = design
        .component(id)
        .map(|item| item.name.get(language))
        .or_else(|| design.connection(id).map(|item| item.name.get(language)))
        .unwrap_or_default();
    if own.is_empty() {
        return id.to_string();
    }
    format!("{own} ({id})")
}

/// The total, with the prices that it misses, the day of the prices and the Region.
fn total(input: &Input, costs: &Costs, money: Money, language: Language) -> String {
    let Total { usd, missing, .. } = costs.total;
    let mut out = format!(
        "{}: {}",
        text::get(language, "cli-total"),
        money.per_month(usd, language)
    );
    if missing > 0 {
        let args = [("count", missing.into())];
        let words = text::format(language, "cli-total-missing", &args);
        out.push_str(&format!(" ({words})"));
    }
    if costs.total.has_upfront() {
        let args = [
            ("upfront", money.amount(costs.total.upfront).into()),
            (
                "effective",
                money.per_month(costs.total.effective(), language).into(),
            ),
            ("missing", costs.total.upfront_missing.into()),
        ];
        out.push('\n');
        out.push_str(&text::format(language, "cli-upfront", &args));
    }
    if let Some((oldest, newest)) = &costs.prices_as_of {
        let days = if oldest == newest {
            oldest.clone()
        } else {
            format!("{oldest} – {newest}")
        };
        let args = [
            ("days", days.into()),
            ("region", input.design.settings.region.as_str().into()),
        ];
        out.push('\n');
        out.push_str(&text::format(language, "cli-prices", &args));
    }
    out
}
