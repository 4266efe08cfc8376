//! `skydraft estimate`: what a design costs per month.

use super::args::{EstimateArgs, EstimateFormat};
use super::sheet::Sheet;
use super::{Error, OVER, Outcome, figure, input, json, language_of};
use crate::analysis::cost::{CostLine, Costs, ItemCost, LinePrice, Total};
use crate::analysis::{self};
use crate::catalog::{self, UsageSource};
use crate::io::export;
use crate::model::edit::{self, Edit};
use crate::model::{Design, Id, Language, Settings};
use crate::pricing::Catalogue;
use crate::text;
use crate::text::number::{self, Money};
use crate::units::Usd;
use serde_json::{Value, json};

pub(super) fn run(args: &EstimateArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let mut notes = String::new();
    let mut design = input::design(&args.input, &mut notes)?;
    let catalogue = Catalogue::embedded();
    if let Some(region) = &args.region {
        input::region(region, catalogue)?;
        let settings = Settings {
            region: region.clone(),
            ..design.settings.clone()
        };
        design = edit::apply(&design, &Edit::SetSettings(settings))
            .map_err(|error| Error::usage(error.to_string(), None))?;
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
    let costs = analysis::analyse(&design, catalogue).cost;
    // Programs get English unless they ask for something else; people get their own language.
    let people = language_of(language);
    let plain = language.unwrap_or_default();
    let text = match args.format {
        EstimateFormat::Json => json(&contract(&design, &costs, plain))?,
        EstimateFormat::Csv => csv(&design, &costs, plain)?,
        EstimateFormat::Table => report(&design, &costs, people, Sheet::table),
        EstimateFormat::Md => report(&design, &costs, people, Sheet::markdown),
    };
    let mut outcome = Outcome::text(text).to(args.out.clone());
    if let Some(budget) = args.budget
        && costs.total.usd.0 > budget
    {
        let money = Money::USD;
        let over = money.amount(Usd(costs.total.usd.0 - budget));
        let total = money.amount(costs.total.usd);
        notes.push_str(&format!(
            "over budget: {total} a month is {over} more than {}\n",
            money.amount(Usd(budget))
        ));
        outcome.code = OVER;
    }
    outcome.notes = notes;
    Ok(outcome)
}

/// The JSON of the contract. Amounts are US dollars a month.
fn contract(design: &Design, costs: &Costs, language: Language) -> Value {
    let mut missing = Vec::new();
    let mut components = Vec::new();
    for (id, component) in &design.components {
        let cost = costs.component(id);
        if cost.is_none() {
            missing.push(json!({"address": id, "name": component.kind, "wanted": "a known kind of component"}));
        }
        components.push(priced(
            id,
            Some(&component.kind),
            cost,
            language,
            &mut missing,
        ));
    }
    let connections: Vec<Value> = costs
        .connections
        .iter()
        .map(|(id, cost)| priced(id, None, Some(cost), language, &mut missing))
        .collect();
    let mut out = json!({
        "currency": "USD",
        "region": design.settings.region,
        "prices_as_of": as_of(costs),
        "monthly_total_usd": figure(costs.total.usd.0),
        "components": components,
        "connections": connections,
    });
    if costs.total.has_upfront() {
        out["upfront_total_usd"] = figure(costs.total.upfront.0);
        out["effective_monthly_total_usd"] = figure(costs.total.effective().0);
    }
    if !costs.account.lines.is_empty() {
        out["account"] = json!({
            "monthly_usd": figure(costs.account.total.usd.0),
            "lines": lines(&costs.account.lines, language),
        });
    }
    out["missing_prices"] = Value::Array(missing);
    out
}

fn priced(
    id: &Id,
    kind: Option<&str>,
    cost: Option<&ItemCost>,
    language: Language,
    missing: &mut Vec<Value>,
) -> Value {
    let mut out = json!({"address": id});
    if let Some(kind) = kind {
        out["kind"] = kind.into();
    }
    out["monthly_usd"] = cost.map_or(Value::Null, |cost| figure(cost.total.usd.0));
    let all = cost.map_or(&[][..], |cost| &cost.lines);
    out["lines"] = lines(all, language);
    for line in all {
        if let LinePrice::Missing(wanted) = &line.price {
            missing.push(json!({"address": id, "name": line.name.get(language), "wanted": wanted}));
        }
        let upfront = line.commitment.as_ref().filter(|it| it.upfront.is_none());
        if let Some(it) = upfront {
            missing
                .push(json!({"address": id, "name": line.name.get(language), "wanted": it.wanted}));
        }
    }
    out
}

fn lines(lines: &[CostLine], language: Language) -> Value {
    lines
        .iter()
        .map(|line| {
            let mut out = json!({
                "name": line.name.get(language),
                "quantity": figure(line.amount.value),
                "unit": line.amount.unit.get(language),
                "unit_price_usd": line.unit_usd().map_or(Value::Null, precise),
                "monthly_usd": line.monthly.map_or(Value::Null, |usd| figure(usd.0)),
                "formula": line.amount.formula(language),
                "usage_based": line.source != UsageSource::Fixed,
            });
            if let Some(commitment) = &line.commitment {
                let figure = |usd: Option<Usd>| usd.map_or(Value::Null, |usd| figure(usd.0));
                out["upfront_usd"] = figure(commitment.upfront);
                out["effective_monthly_usd"] = figure(line.effective_monthly());
                out["term_months"] = commitment.months.into();
            }
            out
        })
        .collect()
}

/// A unit price, which may be far below a cent, to 12 significant digits.
fn precise(value: f64) -> Value {
    let rounded = format!("{value:.11e}").parse().unwrap_or(value);
    serde_json::Number::from_f64(rounded).map_or(Value::Null, Into::into)
}

/// Day of the prices: one day, or the oldest and the newest as an ISO 8601 interval; null where nothing is priced.
fn as_of(costs: &Costs) -> Option<String> {
    let (oldest, newest) = costs.prices_as_of.as_ref()?;
    Some(if oldest == newest {
        oldest.clone()
    } else {
        format!("{oldest}/{newest}")
    })
}

/// Lines for a spreadsheet: figures are not rounded or grouped.
fn csv(design: &Design, costs: &Costs, language: Language) -> Result<String, Error> {
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
    ]);
    let plain = |value: Option<f64>| value.map_or(String::new(), |v| figure(v).to_string());
    for (id, cost) in items(costs) {
        let component = id.and_then(|id| design.component(id));
        for line in &cost.lines {
            sheet.row([
                id.map_or("account".to_owned(), Id::to_string),
                component.map_or(String::new(), |component| component.kind.clone()),
                line.service.to_owned(),
                line.name.get(language).to_owned(),
                plain(Some(line.amount.value)),
                line.amount.unit.get(language).to_owned(),
                line.unit_usd()
                    .map_or(String::new(), |v| precise(v).to_string()),
                plain(line.monthly.map(|usd| usd.0)),
                line.amount.formula(language),
                (line.source != UsageSource::Fixed).to_string(),
            ]);
        }
    }
    sheet.csv()
}

/// Components, connections, the account.
fn items(costs: &Costs) -> impl Iterator<Item = (Option<&Id>, &ItemCost)> {
    let components = costs.components.iter().chain(&costs.connections);
    components
        .map(|(id, cost)| (Some(id), cost))
        .chain([(None, &costs.account)])
}

/// Tables for people: lines by item, then the total with what it misses.
fn report(
    design: &Design,
    costs: &Costs,
    language: Language,
    write: fn(&Sheet) -> String,
) -> String {
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
    let money = export::money_of(design);
    for (id, cost) in items(costs) {
        let name = id.map_or(label("cli-account").into_owned(), |id| {
            item_name(design, id, language)
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
    let mut out = write(&sheet);
    out.push_str(&format!("\n{}\n", total(design, costs, money, language)));
    for (id, component) in &design.components {
        if catalog::kind(&component.kind).is_none() {
            let name = component.kind.clone();
            let args = [("item", id.as_str().into()), ("kind", name.into())];
            out.push_str(&text::format(language, "cli-unknown-kind", &args));
            out.push('\n');
        }
    }
    out
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

fn item_name(design: &Design, id: &Id, language: Language) -> String {
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
fn total(design: &Design, costs: &Costs, money: Money, language: Language) -> String {
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
            ("region", design.settings.region.as_str().into()),
        ];
        out.push('\n');
        out.push_str(&text::format(language, "cli-prices", &args));
    }
    out
}
