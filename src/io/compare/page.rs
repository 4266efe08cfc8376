//! A comparison for people: tables for the terminal and Markdown for pull requests, and the lines as CSV.

use super::{Error, Format, Page, contract, counted, label, sheet, signed, written};
use crate::analysis::compare::{Cell, Change, Owner, Structural, Why};
use crate::io::json::figure;
use crate::io::sheet::Sheet;
use crate::text;
use crate::text::number;
use crate::units::Usd;

/// Most components, services and lines that a page for people names.
const MOST: usize = 40;

impl Page<'_> {
    /// In that format: CSV holds the lines that differ, the others everything.
    ///
    /// # Errors
    /// [`Error`] if the text cannot be made.
    pub fn write(&self, format: Format) -> Result<String, Error> {
        written(
            format,
            || contract::whole(self),
            || match format {
                Format::Csv => sheet(&self.lines_in_full(), format),
                _ => self.page(format),
            },
        )
    }

    fn label(&self, key: &'static str) -> String {
        label(self.language, key)
    }

    fn page(&self, format: Format) -> Result<String, Error> {
        let mut out = String::new();
        let mut section = |title: String, table: &Sheet, note: Option<String>| {
            let mark = if format == Format::Markdown {
                "### "
            } else {
                ""
            };
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{mark}{title}\n\n{}", sheet(table, format)?));
            if let Some(note) = note {
                out.push_str(&format!("\n{note}\n"));
            }
            Ok::<(), Error>(())
        };
        section(self.label("cli-compare-totals"), &self.totals(), None)?;
        if let Some(structure) = self.structure
            && !structure.is_empty()
        {
            let title = self.label("cli-compare-structure");
            section(title, &self.changes(structure), None)?;
        }
        let (lines, more) = self.lines();
        let equal = [("count", self.comparison.equal.count.into())];
        let equal = text::format(self.language, "cli-compare-equal", &equal);
        let note = match more {
            0 => equal,
            count => {
                let args = [("count", count.into())];
                let more = text::format(self.language, "cli-compare-more", &args);
                format!("{more}. {equal}")
            }
        };
        section(self.label("cli-compare-lines"), &lines, Some(note))?;
        section(
            self.label("cli-compare-categories"),
            &self.categories(),
            None,
        )?;
        if self.structure.is_none() {
            section(
                self.label("cli-compare-components"),
                &self.components(),
                None,
            )?;
        }
        if !self.comparison.findings.is_empty() {
            let args = [("count", self.comparison.common_findings.into())];
            let note = text::format(self.language, "cli-compare-common", &args);
            section(
                self.label("cli-compare-findings"),
                &self.findings(),
                Some(note),
            )?;
        }
        Ok(out)
    }

    /// A table with a column for each design.
    fn by_design(&self, first: &[&str]) -> Sheet {
        let names = self.names.iter().map(|name| format!("#{name}"));
        let first = first.iter().map(|title| (*title).to_owned());
        let titles: Vec<String> = first.chain(names).collect();
        Sheet::new(titles.iter().map(String::as_str))
    }

    fn amount(&self, usd: Option<Usd>) -> String {
        let money = self.money;
        usd.map_or_else(|| self.label("cli-missing"), |usd| money.amount(usd))
    }

    /// An amount with its sign; nothing for the reference and where nothing differs.
    fn delta(&self, usd: Usd) -> String {
        let money = self.money;
        money.delta(usd)
    }

    fn totals(&self) -> Sheet {
        let what = self.label("cli-compare-what");
        let mut table = self.by_design(&[&what]);
        let sides = &self.comparison.sides;
        let mut row = |title: String, cells: Vec<String>| {
            table.row(std::iter::once(title).chain(cells));
        };
        let totals = sides.iter().map(|side| {
            let amount = self.amount(Some(side.total.usd));
            match side.total.missing {
                0 => amount,
                _ => format!("≥ {amount}"),
            }
        });
        row(self.label("cli-total"), totals.collect());
        let deltas = (0..sides.len()).map(|side| {
            if side == self.comparison.reference {
                return "—".to_owned();
            }
            let delta = self.comparison.delta(side);
            let base = sides
                .get(self.comparison.reference)
                .map_or(0.0, |s| s.total.usd.0);
            let percent = if base > 0.0 {
                format!(" ({}%)", signed(delta.0 / base * 100.0))
            } else {
                String::new()
            };
            format!("{}{percent}", self.delta(delta))
        });
        row(self.label("cli-compare-difference"), deltas.collect());
        if sides.iter().any(|side| side.total.has_upfront()) {
            let upfront = sides
                .iter()
                .map(|side| self.amount(Some(side.total.upfront)));
            row(self.label("cli-compare-upfront"), upfront.collect());
        }
        let findings = sides
            .iter()
            .map(|side| counted(&side.findings, self.language));
        row(self.label("cli-compare-findings-count"), findings.collect());
        let gb = sides
            .iter()
            .map(|side| number::fixed(side.transfer_gb.0, 1));
        row(self.label("cli-compare-transfer"), gb.collect());
        let components = sides.iter().map(|side| side.components.to_string());
        row(self.label("cli-components-title"), components.collect());
        let regions = sides.iter().map(|side| side.region.clone());
        row(self.label("cli-region"), regions.collect());
        table
    }

    fn changes(&self, structure: &[Structural]) -> Sheet {
        let titles =
            ["cli-compare-change", "cli-item", "cli-compare-fields"].map(|key| self.label(key));
        let mut table = Sheet::new(titles.iter().map(String::as_str));
        for own in structure {
            let name = own.name.get(self.language);
            let name = if name == own.item {
                own.item.clone()
            } else {
                format!("{name} ({})", own.item)
            };
            let change = self.label(match own.change {
                Change::Added => "cli-compare-added",
                Change::Removed => "cli-compare-removed",
                Change::Changed => "cli-compare-changed",
            });
            table.row([change, name, own.fields.join("; ")]);
        }
        table
    }

    /// The lines that differ, and how many are left out.
    fn lines(&self) -> (Sheet, usize) {
        let titles = ["cli-item", "cli-line"].map(|key| self.label(key));
        let mut names: Vec<String> = titles.to_vec();
        names.extend(self.names.iter().map(|name| format!("#{name}")));
        let is_pair = self.names.len() == 2;
        if is_pair {
            names.push(format!("#{}", self.label("cli-compare-difference")));
        }
        names.push(self.label("cli-compare-why"));
        let mut table = Sheet::new(names.iter().map(String::as_str));
        let rows = &self.comparison.lines;
        for row in rows.iter().take(MOST) {
            let owner = match &row.owner {
                Owner::Account => self.label("cli-account"),
                Owner::Component(id) | Owner::Connection(id) => {
                    let name = row.owner_name.get(self.language);
                    if name == id.as_str() {
                        name.to_owned()
                    } else {
                        format!("{name} ({id})")
                    }
                }
            };
            let mut cells = vec![owner, row.name.get(self.language).to_owned()];
            cells.extend(row.cells.iter().map(|cell| match cell {
                Some(cell) => self.amount(cell.monthly),
                None => "—".to_owned(),
            }));
            if is_pair {
                let other = 1 - self.comparison.reference.min(1);
                let delta = row.delta(other);
                cells.push(delta.map_or_else(|| "?".to_owned(), |usd| self.delta(usd)));
            }
            cells.push(self.why(row.reason(), &row.cells));
            table.row(cells);
        }
        (table, rows.len().saturating_sub(MOST))
    }

    /// Why a line differs, with the quantities or prices that do.
    fn why(&self, why: Option<Why>, cells: &[Option<Cell>]) -> String {
        let Some(why) = why else {
            return String::new();
        };
        let word = self.label(match why {
            Why::Presence => "cli-why-presence",
            Why::Quantity => "cli-why-quantity",
            Why::Price => "cli-why-price",
            Why::QuantityAndPrice => "cli-why-both",
            Why::Unknown => "cli-why-unknown",
        });
        let quantity = |cell: &Cell| {
            let value = number::compact(cell.quantity, self.language);
            format!("{value} {}", cell.unit.get(self.language))
        };
        let price = |cell: &Cell| {
            let money = self.money;
            cell.unit_usd
                .map_or("?".to_owned(), |usd| money.unit_price(usd))
        };
        let of = |text: &dyn Fn(&Cell) -> String| {
            let all: Vec<String> = cells
                .iter()
                .map(|cell| cell.as_ref().map_or("—".to_owned(), text))
                .collect();
            all.join(" · ")
        };
        match why {
            Why::Quantity => format!("{word}: {}", of(&quantity)),
            Why::Price => format!("{word}: {}", of(&price)),
            Why::QuantityAndPrice => format!("{word}: {}; {}", of(&quantity), of(&price)),
            Why::Presence | Why::Unknown => word,
        }
    }

    fn categories(&self) -> Sheet {
        let mut table = self.by_design(&[&self.label("cli-category")]);
        for group in &self.comparison.categories {
            let cells = group.totals.iter().map(|total| match total {
                Some(total) => self.amount(Some(total.usd)),
                None => "—".to_owned(),
            });
            let name = group.key.title().get(self.language).to_owned();
            table.row(std::iter::once(name).chain(cells));
        }
        table
    }

    fn components(&self) -> Sheet {
        let mut table = self.by_design(&[&self.label("cli-item")]);
        let differing = self.comparison.components.iter();
        for group in differing.filter(|group| group.spread() > 0.0).take(MOST) {
            let cells = group.totals.iter().map(|total| match total {
                Some(total) => self.amount(Some(total.usd)),
                None => "—".to_owned(),
            });
            let name = format!("{} ({})", group.key.name.get(self.language), group.key.id);
            table.row(std::iter::once(name).chain(cells));
        }
        table
    }

    fn findings(&self) -> Sheet {
        let titles = ["cli-severity", "cli-code", "cli-finding"].map(|key| self.label(key));
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut table = self.by_design(&titles);
        for row in &self.comparison.findings {
            let first = [
                row.severity.title().get(self.language).to_owned(),
                row.code.to_owned(),
                row.title.get(self.language).to_owned(),
            ];
            let counts = row.counts.iter().map(ToString::to_string);
            table.row(first.into_iter().chain(counts));
        }
        table
    }

    /// All lines that differ, one row for each design that has them; figures are not rounded or grouped.
    fn lines_in_full(&self) -> Sheet {
        let mut table = Sheet::new([
            "design",
            "id",
            "owner",
            "service",
            "line",
            "name",
            "quantity",
            "unit",
            "unit_price_usd",
            "monthly_usd",
            "delta_usd",
            "why",
            "formula",
        ]);
        let plain = |value: Option<f64>| value.map_or(String::new(), |v| figure(v).to_string());
        for row in &self.comparison.lines {
            for (side, cell) in row.cells.iter().enumerate() {
                let why = row.why.get(side).copied().flatten();
                let why = serde_json::to_value(why).unwrap_or_default();
                let own =
                    |text: &dyn Fn(&Cell) -> String| cell.as_ref().map_or(String::new(), text);
                table.row([
                    self.names.get(side).cloned().unwrap_or_default(),
                    row.owner.id().map_or(String::new(), ToString::to_string),
                    row.owner_name.get(self.language).to_owned(),
                    row.service.to_owned(),
                    row.key.to_owned(),
                    row.name.get(self.language).to_owned(),
                    own(&|cell| plain(Some(cell.quantity))),
                    own(&|cell| cell.unit.get(self.language).to_owned()),
                    own(&|cell| plain(cell.unit_usd)),
                    own(&|cell| plain(cell.monthly.map(|usd| usd.0))),
                    plain(row.delta(side).map(|usd| usd.0)),
                    why.as_str().unwrap_or_default().to_owned(),
                    own(&|cell| cell.formula.get(self.language).to_owned()),
                ]);
            }
        }
        table
    }
}
