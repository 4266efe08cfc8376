//! Rows and columns, written as a table for the terminal, as CSV or as Markdown.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// Why a sheet cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A row cannot be written as CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The text cannot be taken out of the writer.
    #[error("{0}")]
    Text(String),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Titles of the columns; those of figures are aligned to the right.
    columns: Vec<(String, bool)>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A table with columns of texts; a title that starts with `#` is one of figures (the sign is not shown).
    pub fn new<'a>(columns: impl IntoIterator<Item = &'a str>) -> Sheet {
        let columns = columns
            .into_iter()
            .map(|title| match title.strip_prefix('#') {
                Some(title) => (title.to_owned(), true),
                None => (title.to_owned(), false),
            });
        Sheet {
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }
    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
    /// The same rows with a first column that says the same in all.
    pub fn under(mut self, title: &str, text: &str) -> Sheet {
        self.columns.insert(0, (title.to_owned(), false));
        for row in &mut self.rows {
            row.insert(0, text.to_owned());
        }
        self
    }
    /// For the terminal, wrapped at its width.
    pub fn table(&self) -> String {
        let mut table = Table::new();
        let line = LineStyle::none().fill('─').junction('─');
        table.load_style(TableStyle::new().header_separator(line));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(self.columns.iter().map(|(title, _)| Cell::new(title)));
        for row in &self.rows {
            let cells = row.iter().zip(&self.columns);
            table.add_row(cells.map(|(text, (_, right))| {
                Cell::new(text).set_alignment(if *right {
                    CellAlignment::Right
                } else {
                    CellAlignment::Left
                })
            }));
        }
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n") + "\n"
    }
    /// Comma-separated values.
    ///
    /// # Errors
    /// [`SheetError`] if the text cannot be made.
    pub fn csv(&self) -> Result<String, SheetError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let titles = self.columns.iter().map(|(title, _)| title);
        writer.write_record(titles)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| SheetError::Text(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| SheetError::Text(error.to_string()))
    }
    /// A Markdown table.
    pub fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let clean = |text: &String| text.replace('|', "\\|").replace('\n', " ");
        let mut out = line(self.columns.iter().map(|(title, _)| clean(title)).collect());
        let rule = |(_, right): &(String, bool)| if *right { "---:" } else { "---" }.to_owned();
        out.push_str(&line(self.columns.iter().map(rule).collect()));
        for row in &self.rows {
            out.push_str(&line(row.iter().map(clean).collect()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_three_forms() {
        let mut sheet = Sheet::new(["Item", "#USD"]);
        sheet.row(["a, | b".to_owned(), "1.5".to_owned()]);
        assert_eq!(sheet.csv().unwrap(), "Item,USD\n\"a, | b\",1.5\n");
        assert_eq!(
            sheet.markdown(),
            "| Item | USD |\n| --- | ---: |\n| a, \\| b | 1.5 |\n"
        );
        let table = sheet.table();
        assert!(table.contains("Item") && table.contains("1.5"));
    }
}
