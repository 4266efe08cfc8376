//! Files of the user's own prices: discounts and contract prices over the list prices, in RON.
//!
//! ```ron
//! (
//!     discounts: [(service: "ec2", percent: 12.0, source: "agreement of 2026-01")],
//!     prices: [(key: "s3 storage_gb_month class=standard", region: Some("ap-northeast-2"), usd: 0.02, source: "agreement")],
//! )
//! ```

use crate::diag::{Diagnostic, Location};
use crate::pricing::{Catalogue, Overrides};

/// Reads the user's own prices. `file_name` is what locations say.
///
/// # Errors
/// A syntax error with its place; percentages outside 0 to 100, prices below 0, unknown Regions, empty sources.
pub fn read(
    text: &str,
    file_name: &str,
    catalogue: &Catalogue,
) -> Result<Overrides, Vec<Diagnostic>> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let own: Overrides = options.from_str(text).map_err(|error| {
        let at = Location {
            file: file_name.to_owned(),
            line: error.span.start.line,
            column: error.span.start.col,
            length: 1,
        };
        vec![Diagnostic::error("prices-syntax", error.code.to_string()).at(Some(at))]
    })?;
    let mut errors = Vec::new();
    let mut wrong = |needle: &str, message: String, help: Option<String>| {
        let mut error = Diagnostic::error("prices-value", message);
        error.help = help;
        errors.push(error.at(place_of(text, needle, file_name)));
    };
    for discount in &own.discounts {
        if !(0.0..=100.0).contains(&discount.percent) {
            let message = format!(
                "a discount of {} percent, expected 0 to 100",
                discount.percent
            );
            wrong("percent", message, None);
        }
    }
    for price in &own.prices {
        if !(price.usd.is_finite() && price.usd >= 0.0) {
            let message = format!("a price of {}, expected at least 0", price.usd);
            wrong(&price.key, message, None);
        }
    }
    let sources = own.discounts.iter().map(|d| &d.source);
    if sources
        .chain(own.prices.iter().map(|p| &p.source))
        .any(|source| source.trim().is_empty())
    {
        wrong(
            "source",
            "an empty source: say where the figure comes from".to_owned(),
            None,
        );
    }
    let regions = own.discounts.iter().map(|d| &d.region);
    for code in regions
        .chain(own.prices.iter().map(|p| &p.region))
        .flatten()
    {
        if code != "global" && catalogue.region(code).is_none() {
            let known = catalogue
                .regions()
                .iter()
                .map(|region| region.code.as_str());
            let help = crate::diag::did_you_mean(code, known);
            wrong(code, format!("unknown Region `{code}`"), help);
        }
    }
    if errors.is_empty() {
        Ok(own)
    } else {
        Err(errors)
    }
}

/// Where a text first stands in the file.
fn place_of(text: &str, needle: &str, file_name: &str) -> Option<Location> {
    text.lines().enumerate().find_map(|(line, content)| {
        let at = content.find(needle)?;
        Some(Location {
            file: file_name.to_owned(),
            line: line + 1,
            column: content[..at].chars().count() + 1,
            length: needle.chars().count().max(1),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let errors = read(text, "own.ron", Catalogue::embedded()).unwrap_err();
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        texts.join("\n")
    }

    #[test]
    fn discounts_and_prices_are_read() {
        let text = "(\n  discounts: [(service: \"ec2\", percent: 12.5, source: \"contract\")],\n  \
                    prices: [(key: \"s3 storage_gb_month class=standard\", region: \"us-east-1\", usd: 0.02, source: \"contract\")],\n)";
        let own = read(text, "own.ron", Catalogue::embedded()).unwrap();
        assert_eq!(own.discounts[0].percent, 12.5);
        assert_eq!(own.prices[0].region.as_deref(), Some("us-east-1"));
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        assert!(wrong("(\n  discount: [],\n)").starts_with("own.ron:2:"));
        let percent = "(discounts: [(service: \"ec2\",\n percent: 120, source: \"x\")])";
        assert_eq!(
            wrong(percent),
            "own.ron:2:2: a discount of 120 percent, expected 0 to 100"
        );
        let region =
            "(discounts: [(service: \"ec2\", region: \"us-eest-1\", percent: 1, source: \"x\")])";
        assert!(wrong(region).contains("unknown Region `us-eest-1` (did you mean `us-east-1`?)"));
        assert!(wrong("(prices: [(key: \"a b\", usd: -1, source: \"x\")])").contains("at least 0"));
        assert!(
            wrong("(prices: [(key: \"a b\", usd: 1, source: \" \")])").contains("an empty source")
        );
    }
}
