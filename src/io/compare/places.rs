//! The same design in other Regions, as a table, CSV, Markdown or JSON.

use super::{Error, Format, label, sheet, signed, written};
use crate::analysis::compare::{RegionRow, Regions};
use crate::io::json::figure;
use crate::io::sheet::Sheet;
use crate::model::Language;
use crate::pricing::Catalogue;
use crate::text;
use crate::text::number::Money;
use serde_json::json;

/// The Regions in that format.
///
/// # Errors
/// [`Error`] if the text cannot be made.
pub fn regions(
    found: &Regions,
    catalogue: &Catalogue,
    money: Money,
    language: Language,
    format: Format,
) -> Result<String, Error> {
    written(
        format,
        || whole(found, catalogue, language),
        || {
            let table = match format {
                Format::Csv => plain(found, catalogue, language),
                _ => table(found, catalogue, money, language),
            };
            sheet(&table, format)
        },
    )
}

fn name(code: &str, catalogue: &Catalogue, language: Language) -> String {
    let region = catalogue.region(code);
    region.map_or(code.to_owned(), |region| match language {
        Language::English => region.name_en.clone(),
        Language::Korean => region.name_ko.clone(),
    })
}

fn drivers(row: &RegionRow, money: Money, language: Language) -> String {
    let all = row.drivers.iter().map(|driver| {
        let (owner, line) = (driver.owner_name.get(language), driver.name.get(language));
        let owner = if owner.is_empty() {
            String::new()
        } else {
            format!("{owner}: ")
        };
        format!("{owner}{line} {}", money.delta(driver.usd))
    });
    all.collect::<Vec<_>>().join("; ")
}

fn table(found: &Regions, catalogue: &Catalogue, money: Money, language: Language) -> Sheet {
    let titles = [
        label(language, "cli-region"),
        label(language, "cli-name"),
        format!("#{}", label(language, "cli-monthly")),
        format!("#{}", label(language, "cli-compare-difference")),
        "#%".to_owned(),
        label(language, "cli-compare-drivers"),
    ];
    let mut sheet = Sheet::new(titles.iter().map(String::as_str));
    let home = found.rows.iter().find(|row| row.code == found.home);
    let base = home.map_or(0.0, |row| row.total.usd.0);
    for row in &found.rows {
        let is_home = row.code == found.home;
        let total = money.amount(row.total.usd);
        let total = if row.total.missing > 0 {
            format!("≥ {total}")
        } else {
            total
        };
        let percent = row.delta.filter(|_| base > 0.0 && !is_home);
        let percent = percent.map_or(String::new(), |usd| signed(usd.0 / base * 100.0));
        let why = if row.is_complete() {
            drivers(row, money, language)
        } else {
            let args = [("count", row.missing.len().into())];
            text::format(language, "cli-compare-no-price", &args)
        };
        let delta = match row.delta {
            _ if is_home => "—".to_owned(),
            Some(usd) => money.delta(usd),
            None => "?".to_owned(),
        };
        let name = name(&row.code, catalogue, language);
        sheet.row([row.code.clone(), name, total, delta, percent, why]);
    }
    sheet
}

fn plain(found: &Regions, catalogue: &Catalogue, language: Language) -> Sheet {
    let mut sheet = Sheet::new([
        "region",
        "name",
        "monthly_usd",
        "delta_usd",
        "missing_prices",
        "home",
    ]);
    for row in &found.rows {
        sheet.row([
            row.code.clone(),
            name(&row.code, catalogue, language),
            figure(row.total.usd.0).to_string(),
            row.delta
                .map_or(String::new(), |usd| figure(usd.0).to_string()),
            row.missing.len().to_string(),
            (row.code == found.home).to_string(),
        ]);
    }
    sheet
}

fn whole(found: &Regions, catalogue: &Catalogue, language: Language) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = found
        .rows
        .iter()
        .map(|row| {
            let drivers = row.drivers.iter().map(|driver| {
                json!({
                    "id": driver.owner.id(),
                    "owner_name": driver.owner_name.get(language),
                    "name": driver.name.get(language),
                    "delta_usd": figure(driver.usd.0),
                })
            });
            json!({
                "region": row.code,
                "name": name(&row.code, catalogue, language),
                "monthly_total_usd": figure(row.total.usd.0),
                "delta_usd": row.delta.map(|usd| figure(usd.0)),
                "complete": row.is_complete(),
                "missing_prices": row.missing.iter().map(|price| &price.wanted).collect::<Vec<_>>(),
                "drivers": drivers.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({"currency": "USD", "home": found.home, "regions": rows})
}
