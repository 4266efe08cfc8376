//! `skydraft pricing show`, `search` and `rebuild`.

use super::args::{ListFormat, PricingArgs, PricingCommand};
use super::pricing::{self, Input};
use super::{Error, Outcome, input, json, language_of};
use crate::io::sheet::Sheet;
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
    let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let mut rows: Vec<CatalogueRow> = catalogue
        .rows(region)
        .filter(|row| {
            let text = searched(row);
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect();
    if rows.is_empty() {
        // Nothing has the words as they stand: forgive a letter or two.
        let close = |row: &CatalogueRow| {
            let text = searched(row);
            let near = |word: &String| {
                text.split(['_', ' ', '=', ';', '.'])
                    .any(|have| is_near(word, have))
            };
            words
                .iter()
                .all(|word| text.contains(word.as_str()) || near(word))
        };
        rows = catalogue.rows(region).filter(close).collect();
    }
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
    let source = label("cli-source");
    let mut sheet = Sheet::new([
        &*titles[0],
        &price_title,
        &*titles[1],
        &*titles[2],
        "SKU",
        &*source,
    ]);
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
            row.rate.source.to_string(),
        ]);
    }
    let mut outcome = Outcome::text(written(&sheet, format));
    let args = [("shown", rows.len().into()), ("found", found.into())];
    outcome.notes = text::format(language, "cli-found", &args) + "\n";
    Ok(outcome)
}

/// Small letters, and one spelling of what joins words: `Multi-AZ` is `multi_az`.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('-', "_")
}

/// What words are looked for in: key and SKU of a row.
fn searched(row: &CatalogueRow) -> String {
    let sku = row.rate.sku.as_deref().unwrap_or_default();
    plain(&format!("{} {sku}", row.key()))
}

/// Whether two words differ in one letter at most (two in long words): typed wrong, left out or one too many.
fn is_near(word: &str, have: &str) -> bool {
    let allowed = match word.chars().count() {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    let have: Vec<char> = have.chars().collect();
    if have.len().abs_diff(word.chars().count()) > allowed {
        return false;
    }
    // Edit distance, a row of the table at a time.
    let mut before: Vec<usize> = (0..=have.len()).collect();
    for (i, a) in word.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in have.iter().enumerate() {
            let change = before[j] + usize::from(a != *b);
            row.push(change.min(before[j + 1] + 1).min(row[j] + 1));
        }
        before = row;
    }
    before.last().is_some_and(|distance| *distance <= allowed)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_off_by_a_letter() {
        assert!(is_near("opensaerch", "opensearch"));
        assert!(is_near("lamda", "lambda"));
        assert!(!is_near("glue", "gateway"));
        assert!(!is_near("rds", "ads"), "short words are exact");
    }

    #[test]
    fn searches_find_sku_item_and_slips() {
        let found = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let outcome = search(
                &words,
                "ap-northeast-2",
                5,
                ListFormat::Json,
                Language::English,
            );
            String::from_utf8(outcome.unwrap().bytes).unwrap()
        };
        // The SKU of Athena's price in Seoul.
        assert!(found(&["cdje83qek4w8a85n"]).contains("athena scanned_tb"));
        assert!(found(&["rds", "Multi-AZ", "gp2"]).contains("deployment=multi-az"));
        assert!(found(&["athenna"]).contains("athena scanned_tb"));
    }
}
