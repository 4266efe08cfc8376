//! Figures and texts of the JSON that programs read.

use serde_json::{Number, Value};

/// JSON as people read it, with a line end.
///
/// # Errors
/// [`serde_json::Error`] if the value cannot be written.
pub fn pretty(value: &Value) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}

/// A unit price, which may be far below a cent, to 12 significant digits.
pub fn precise(value: f64) -> Value {
    let rounded = format!("{value:.11e}").parse().unwrap_or(value);
    Number::from_f64(rounded).map_or(Value::Null, Into::into)
}

/// A figure for JSON: rounded to 10^-8, so that sums read `0.3` and not `0.30000000000000004`.
pub fn figure(value: f64) -> Value {
    let scaled = value * 1e8;
    let rounded = if scaled.abs() < 9e15 {
        scaled.round() / 1e8
    } else {
        value
    };
    Number::from_f64(rounded).map_or(Value::Null, Into::into)
}
