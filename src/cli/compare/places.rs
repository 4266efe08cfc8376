//! `skydraft compare --regions`: the same design in other Regions.

use super::super::{Error, OVER, Outcome};
use super::CompareArgs;
use crate::analysis::compare::regions;
use crate::cli::input::{self, Options};
use crate::io::{compare, export};
use crate::model::Language;
use crate::pricing::Catalogue;
use std::path::Path;

pub(super) fn run(
    args: &CompareArgs,
    file: &Path,
    catalogue: &Catalogue,
    language: Language,
) -> Result<Outcome, Error> {
    let mut notes = String::new();
    let design = input::read(file, Options::default(), catalogue, &mut notes)?.design;
    for code in &args.regions_list {
        input::region(code, catalogue)?;
    }
    let priced = catalogue
        .regions()
        .iter()
        .filter(|region| region.has_prices);
    let codes: Vec<&str> = if args.regions_list.is_empty() {
        priced.map(|region| region.code.as_str()).collect()
    } else {
        args.regions_list.iter().map(String::as_str).collect()
    };
    let found = regions(&design, catalogue, &codes);
    let money = export::money_of(&design);
    let text = compare::regions(&found, catalogue, money, language, args.format.into())?;
    let mut outcome = Outcome::text(text).to(args.out.clone());
    if let Some(budget) = args.budget {
        let mut rows = found.rows.iter().filter(|row| row.is_complete());
        if rows.all(|row| row.total.usd.0 > budget) {
            notes.push_str("over budget: no Region with all prices stays within it\n");
            outcome.code = OVER;
        }
    }
    outcome.notes = notes;
    Ok(outcome)
}
