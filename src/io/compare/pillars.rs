//! Designs by pillar, as Markdown, a table or CSV: what serves each pillar, what that costs, what is found.

use super::{Error, Format, Page, counted, label, sheet};
use crate::analysis::compare::{PillarRow, Serving};
use crate::analysis::cost::Total;
use crate::analysis::review::Severity;
use crate::io::json::figure;
use crate::io::sheet::Sheet;

impl Page<'_> {
    /// The designs by pillar: CSV holds one row for each pillar and design, Markdown and tables one column for each design.
    ///
    /// # Errors
    /// [`Error`] if the text cannot be made.
    pub fn pillars(&self, rows: &[PillarRow], format: Format) -> Result<String, Error> {
        let table = match format {
            Format::Csv => self.pillars_in_full(rows),
            _ => self.pillar_table(rows),
        };
        sheet(&table, format)
    }

    fn pillar_table(&self, rows: &[PillarRow]) -> Sheet {
        let mut titles = vec![label(self.language, "compare-pillar")];
        titles.extend(self.names.iter().cloned());
        let mut table = Sheet::new(titles.iter().map(String::as_str));
        let amount = |total: &Total| {
            let amount = self.money.amount(total.usd);
            match total.missing {
                0 => amount,
                _ => format!("≥ {amount}"),
            }
        };
        let cell = |amount: String, findings: &[usize; 5], services: String| {
            let findings = match findings {
                [0, 0, 0, 0, 0] => String::new(),
                some => counted(some, self.language),
            };
            let parts = [amount, findings, services];
            let said = parts.into_iter().filter(|part| !part.is_empty());
            said.collect::<Vec<String>>().join(" · ")
        };
        let sides = self.comparison.sides.iter();
        let whole = sides.map(|side| cell(amount(&side.total), &side.findings, String::new()));
        let name = label(self.language, "compare-whole");
        table.row(std::iter::once(name).chain(whole));
        for row in rows {
            let cells = row.sides.iter().map(|serving| {
                let (amount, services) = match serving.services.is_empty() {
                    true => (
                        "—".to_owned(),
                        label(self.language, "compare-nothing-serves"),
                    ),
                    false => (amount(&serving.total), services(serving).join(", ")),
                };
                cell(amount, &serving.findings, services)
            });
            let name = row.pillar.title().get(self.language).to_owned();
            table.row(std::iter::once(name).chain(cells));
        }
        table
    }

    fn pillars_in_full(&self, rows: &[PillarRow]) -> Sheet {
        let mut titles = vec!["pillar", "design", "monthly_usd", "missing_prices"];
        let severities = Severity::ALL.map(|severity| severity.title().en.to_lowercase());
        titles.extend(severities.iter().map(String::as_str));
        titles.push("services");
        let mut table = Sheet::new(titles);
        for row in rows {
            for (side, serving) in row.sides.iter().enumerate() {
                let mut cells = vec![
                    row.pillar.title().get(self.language).to_owned(),
                    self.names.get(side).cloned().unwrap_or_default(),
                    figure(serving.total.usd.0).to_string(),
                    serving.total.missing.to_string(),
                ];
                cells.extend(serving.findings.iter().map(ToString::to_string));
                cells.push(services(serving).join("; "));
                table.row(cells);
            }
        }
        table
    }
}

/// The services that serve a pillar, with how many components where it is more than one.
fn services(serving: &Serving) -> Vec<String> {
    let all = serving.services.iter().map(|(name, ids)| match ids.len() {
        1 => (*name).to_owned(),
        count => format!("{name} ×{count}"),
    });
    all.collect()
}
