//! Properties against what their kinds say: type, range, choice.

use super::convert::ShortForm;
use super::position::Path;
use super::problem::{Problems, list};
use crate::catalog::{self, Item, Property, Shape};
use crate::diag::{Diagnostic, did_you_mean};
use crate::model::{Component, Design, Id, Value};
use crate::text::number;

/// Which properties are given at a place of the file.
type Names<'a> = dyn Fn(&str) -> bool + 'a;

/// Checks the properties of all components, in scenarios those that differ. Unknown kinds and properties give warnings.
pub(super) fn properties(design: &Design, short: &ShortForm, problems: &mut Problems) {
    for (id, component) in &design.components {
        let path = Path::of(["components", id.as_str()]);
        one(design, (id, component), &|_| true, &path, problems);
    }
    for (name, scenario) in design.scenarios.iter() {
        // Whether a property applies depends on the others, so they are checked as the scenario shows them.
        let shown = design.with(scenario);
        for (id, patch) in &scenario.components {
            let Some(component) = shown.component(id) else {
                continue;
            };
            let item = (id, component);
            let given = |name: &str| patch.properties.contains_key(name);
            let path = Path::of(["scenarios", name.as_str()]);
            let is_short = short.contains(&(name.clone(), id.clone()));
            if is_short && let Some(kind) = catalog::kind(&component.kind) {
                let path = path.then("properties").then(id.as_str());
                values(&shown, item, kind, &given, &path, problems);
            } else if patch.kind.is_some() || (!is_short && !patch.properties.is_empty()) {
                let path = path.then("components").then(id.as_str());
                one(&shown, item, &given, &path, problems);
            }
        }
    }
}

/// Checks the kind of a component, and those of its properties that are given.
fn one(
    design: &Design,
    (id, component): (&Id, &Component),
    given: &Names<'_>,
    path: &Path,
    problems: &mut Problems,
) {
    if let Some(kind) = catalog::kind(&component.kind) {
        let path = path.then("properties");
        values(design, (id, component), kind, given, &path, problems);
        return;
    }
    let name = &component.kind;
    let mut diagnostic = Diagnostic::warning(
        "unknown-kind",
        format!(
            "unknown kind `{name}` of component `{id}`; it is kept, but has no cost and no rules"
        ),
    );
    diagnostic.help = did_you_mean(name, catalog::kinds().map(|kind| kind.name));
    problems.value(path.then("kind"), diagnostic);
}

fn values(
    design: &Design,
    (id, component): (&Id, &Component),
    kind: &'static catalog::Kind,
    given: &Names<'_>,
    path: &Path,
    problems: &mut Problems,
) {
    let item = Item {
        design,
        id,
        component,
        kind,
        frames: None,
        here: None,
        known: catalog::Known::NOTHING,
    };
    let names = component.properties.iter();
    for (name, value) in names.filter(|(name, _)| given(name)) {
        let Some(property) = kind.property(name) else {
            let mut diagnostic = Diagnostic::warning(
                "unknown-property",
                format!(
                    "`{}` has no property `{name}`; it is kept, but does nothing",
                    kind.name
                ),
            );
            diagnostic.help = did_you_mean(name, kind.properties.iter().map(|p| p.name));
            problems.key(path.then(name), 0, diagnostic);
            continue;
        };
        if (property.applies)(&item)
            && let Some(diagnostic) = misfit(property, value, id)
        {
            problems.value(path.then(name), diagnostic);
        }
    }
}

/// What is wrong with a value of a property, if anything is.
fn misfit(property: &Property, value: &Value, id: &Id) -> Option<Diagnostic> {
    let unit = property.unit.en;
    let (expected, help) = match (&property.shape, value) {
        (Shape::Flag { .. }, Value::Bool(_))
        | (Shape::InstanceType { .. } | Shape::Text { .. }, Value::Text(_)) => return None,
        (
            Shape::Number {
                min, max, whole, ..
            },
            Value::Number(figure),
        ) => {
            let fits = (*min..=*max).contains(figure) && !(*whole && figure.fract() != 0.0);
            if fits {
                return None;
            }
            (range(*min, *max, *whole, unit), None)
        }
        (Shape::Usage { max }, Value::Number(figure)) => {
            if (0.0..=*max).contains(figure) {
                return None;
            }
            (range(0.0, *max, false, unit), None)
        }
        (
            Shape::Number {
                min, max, whole, ..
            },
            other,
        ) => (range(*min, *max, *whole, unit), number_help(other, unit)),
        (Shape::Usage { max }, other) => (range(0.0, *max, false, unit), number_help(other, unit)),
        (Shape::Choice { options, .. }, value) => {
            let names = || options.iter().map(|option| option.value);
            let given = value.to_string();
            if value
                .as_text()
                .is_some_and(|text| names().any(|name| name == text))
            {
                return None;
            }
            let expected = format!("one of {}", list(names(), 20).unwrap_or_default());
            (expected, did_you_mean(&given, names()))
        }
        (Shape::Flag { .. }, other) => {
            let help = match other.as_text() {
                Some("true" | "yes" | "on") => Some("write `true`, without quotes".to_owned()),
                Some("false" | "no" | "off") => Some("write `false`, without quotes".to_owned()),
                _ => None,
            };
            ("`true` or `false`".to_owned(), help)
        }
        (Shape::InstanceType { .. } | Shape::Text { .. }, other) => (
            "a text".to_owned(),
            (!matches!(other, Value::List(_))).then(|| format!("write `\"{other}\"`")),
        ),
    };
    let found = match value {
        Value::List(_) => "a list".to_owned(),
        Value::Text(text) => format!("the text `{}`", text.chars().take(60).collect::<String>()),
        other => format!("`{other}`"),
    };
    let name = property.name;
    let mut diagnostic = Diagnostic::error(
        "bad-value",
        format!("property `{name}` of component `{id}` is {found}, expected {expected}"),
    )
    .label(format!("expected {expected}"));
    diagnostic.help = help;
    Some(diagnostic)
}

fn range(min: f64, max: f64, whole: bool, unit: &str) -> String {
    let noun = if whole { "a whole number" } else { "a number" };
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" {unit}")
    };
    let (low, high) = (number::short(min, 6), number::short(max, 6));
    if max >= 1e15 {
        format!("{noun} of at least {low}{unit}")
    } else {
        format!("{noun} from {low} to {high}{unit}")
    }
}

/// What to write instead of a text such as "500 GB".
fn number_help(value: &Value, unit: &str) -> Option<String> {
    let text = value.as_text()?.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || ".,-+_".contains(c)))
        .unwrap_or(text.len());
    let (figure, rest) = text.split_at(end);
    let figure: String = figure.chars().filter(|c| !",_".contains(*c)).collect();
    figure.parse::<f64>().ok().filter(|v| v.is_finite())?;
    let rest = rest.trim();
    Some(if rest.is_empty() || rest.eq_ignore_ascii_case(unit) {
        format!("write `{figure}`, without quotes and unit")
    } else if unit.is_empty() {
        "write the number alone, without quotes and unit".to_owned()
    } else {
        format!("write the number alone, in {unit}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::amount::units;
    use crate::catalog::property::choice;
    use crate::text::both;

    const STORAGE: Property =
        Property::count("storage", both("", ""), units::GB, 20.0, 20.0, 65_536.0);
    const CLASS: Property = Property::choice(
        "class",
        both("", ""),
        "gp3",
        &[
            choice("gp2", "gp2"),
            choice("gp3", "gp3"),
            choice("io1", "io1"),
        ],
    );
    const MULTI_AZ: Property = Property::flag("multi_az", both("", ""), false);
    const ENGINE: Property = Property::text("engine_version", both("", ""), "");
    const REQUESTS: Property = Property::usage("requests", both("", ""), units::REQUESTS_PER_MONTH);

    /// Message and help, or nothing where the value fits.
    fn check(property: &Property, value: impl Into<Value>) -> Option<(String, String)> {
        let found = misfit(property, &value.into(), &Id::new("db").unwrap())?;
        Some((found.label.unwrap(), found.help.unwrap_or_default()))
    }
    fn says(label: &str, help: &str) -> Option<(String, String)> {
        Some((label.to_owned(), help.to_owned()))
    }

    #[test]
    fn values_that_fit_are_fine() {
        assert_eq!(check(&STORAGE, 500.0), None);
        assert_eq!(check(&CLASS, "gp2"), None);
        assert_eq!(check(&MULTI_AZ, true), None);
        assert_eq!(check(&ENGINE, "16.3"), None);
        assert_eq!(check(&REQUESTS, 1e9), None);
    }

    #[test]
    fn a_number_with_its_unit_is_explained() {
        let label = "expected a whole number from 20 to 65,536 GB";
        assert_eq!(
            check(&STORAGE, "500 GB"),
            says(label, "write `500`, without quotes and unit")
        );
        assert_eq!(
            check(&STORAGE, "0.5 TB"),
            says(label, "write the number alone, in GB")
        );
        assert_eq!(check(&STORAGE, "big"), says(label, ""));
        assert_eq!(check(&STORAGE, true), says(label, ""));
    }

    #[test]
    fn ranges_and_whole_numbers_are_held() {
        let label = "expected a whole number from 20 to 65,536 GB";
        assert_eq!(check(&STORAGE, 10.0), says(label, ""));
        assert_eq!(check(&STORAGE, 20.5), says(label, ""));
        let label = "expected a number of at least 0 requests/mo";
        assert_eq!(check(&REQUESTS, -1.0), says(label, ""));
        assert_eq!(
            check(&REQUESTS, "2,000"),
            says(label, "write `2000`, without quotes and unit")
        );
    }

    #[test]
    fn choices_flags_and_texts_say_what_to_write() {
        assert_eq!(
            check(&CLASS, "gp33"),
            says("expected one of `gp2`, `gp3`, `io1`", "did you mean `gp3`?")
        );
        assert_eq!(
            check(&MULTI_AZ, "yes"),
            says("expected `true` or `false`", "write `true`, without quotes")
        );
        assert_eq!(
            check(&ENGINE, 16.0),
            says("expected a text", "write `\"16\"`")
        );
    }
}
