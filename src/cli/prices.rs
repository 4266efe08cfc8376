//! `skydraft pricing show`, `search` and `rebuild`.

use super::args::{ListFormat, PricingArgs, PricingCommand};
use super::pricing::{self, Input};
use super::sheet::Sheet;
use super::{Error, Outcome, input, json, language_of};
use crate::model::Language;
use crate::pricing::{Catalogue, CatalogueRow};
use crate::text;
use crate::text::number::Money;
use serde_json::{Value, json};

pub(super) fn run(args: &PricingArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let people = language_of(language);
    match &args.command {
        PricingCommand::Show { format } => show(*format, people),
        PricingCommand::Search {
            words,
            region,
            limit,
            format,
        } => search(words, region, *limit, *format, people),
        PricingCommand::Rebuild {
            facts,
            out,
            regions,
            zones,
        } => {
            let input = Input {
                facts,
                regions: regions.as_deref(),
                zones: zones.as_deref(),
            };
            let rows = pricing::rebuild(input, out)?;
            let args = [("count", rows.into())];
            Ok(Outcome::text(
                text::format(people, "cli-rebuilt", &args) + "\n",
            ))
        }
    }
}

fn show(format: ListFormat, language: Language) -> Result<Outcome, Error> {
    let catalogue = Catalogue::embedded();
    let regions: Vec<(&str, &str, usize, String)> = catalogue
        .regions()
        .iter()
        .filter(|region| region.has_prices)
        .map(|region| {
            let name = match language {
                Language::English => region.name_en.as_str(),
                Language::Korean => region.name_ko.as_str(),
            };
            let days = catalogue
                .prices_as_of(&region.code)
                .map_or(String::new(), |range| {
                    if range.oldest == range.newest {
                        range.oldest.to_string()
                    } else {
                        format!("{}/{}", range.oldest, range.newest)
                    }
                });
            (
                region.code.as_str(),
                name,
                catalogue.rows(&region.code).count(),
                days,
            )
        })
        .collect();
    if format == ListFormat::Json {
        let list: Vec<Value> = regions
            .iter()
            .map(|(code, name, rows, days)| {
                json!({"region": code, "name": name, "rows": rows, "prices_as_of": days})
            })
            .collect();
        return Ok(Outcome::text(json(&json!({ "regions": list }))?));
    }
    let label = |key: &'static str| text::get(language, key);
    let rows_title = format!("#{}", label("cli-rows"));
    let titles = [label("cli-region"), label("cli-name")];
    let last = label("cli-days");
    let mut sheet = Sheet::new([&*titles[0], &*titles[1], &rows_title, &*last]);
    for (code, name, rows, days) in regions {
        let rows = crate::text::number::fixed(rows as f64, 0);
        sheet.row([code.to_owned(), name.to_owned(), rows, days]);
    }
    Ok(Outcome::text(written(&sheet, format)))
}

fn search(
    words: &[String],
    region: &str,
    limit: usize,
    format: ListFormat,
    language: Language,
) -> Result<Outcome, Error> {
    let catalogue = Catalogue::embedded();
    if region != "global" {
        input::region(region, catalogue)?;
    }
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let fits = |row: &CatalogueRow| {
        let key = row.key().to_lowercase();
        words.iter().all(|word| key.contains(word.as_str()))
    };
    let mut rows: Vec<CatalogueRow> = catalogue.rows(region).filter(fits).collect();
    let found = rows.len();
    rows.truncate(limit);
    if format == ListFormat::Json {
        let list: Vec<Value> = rows.iter().map(as_json).collect();
        return Ok(Outcome::text(json(
            &json!({"region": region, "found": found, "rows": list}),
        )?));
    }
    let label = |key: &'static str| text::get(language, key);
    let price_title = format!("#{}", label("cli-price"));
    let titles = [label("cli-key"), label("cli-unit"), label("cli-days")];
    let mut sheet = Sheet::new([&*titles[0], &price_title, &*titles[1], &*titles[2], "SKU"]);
    for row in &rows {
        let mut price = Money::USD.unit_price(row.rate.first_usd());
        if row.rate.tiers.len() > 1 {
            price.push_str(" …");
        }
        sheet.row([
            row.key(),
            price,
            row.rate.unit.clone(),
            row.rate.as_of.to_string(),
            row.rate.sku.clone().unwrap_or_default(),
        ]);
    }
    let mut outcome = Outcome::text(written(&sheet, format));
    let args = [("shown", rows.len().into()), ("found", found.into())];
    outcome.notes = text::format(language, "cli-found", &args) + "\n";
    Ok(outcome)
}

fn as_json(row: &CatalogueRow) -> Value {
    let tiers: Vec<Value> = row
        .rate
        .tiers
        .iter()
        .map(|tier| json!({"from": tier.from, "usd": tier.usd}))
        .collect();
    json!({
        "key": row.key(),
        "unit": row.rate.unit,
        "tiers": tiers,
        "sku": row.rate.sku,
        "as_of": row.rate.as_of.to_string(),
        "source": row.rate.source,
    })
}

fn written(sheet: &Sheet, format: ListFormat) -> String {
    if format == ListFormat::Md {
        sheet.markdown()
    } else {
        sheet.table()
    }
}
