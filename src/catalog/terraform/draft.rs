//! A component as it is read from a Terraform resource.

use super::resource::{Place, Resource};
use crate::catalog::kind::Kind;
use crate::catalog::property::{Property, Shape};
use crate::model::Value;
use std::collections::BTreeMap;

/// Something in the input that keeps a resource from being estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Attribute or usage key.
    pub at: String,
    /// What is wrong and what would be right.
    pub message: String,
    /// Where in the usage file, if it stands there.
    pub usage: Option<Place>,
}

/// A component in the making, and the parts of the resource that become components of their own.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its properties.
    pub properties: BTreeMap<String, Value>,
    /// Components billed under the same address, each with what groups its lines: `root_block_device`.
    pub parts: Vec<(String, Draft)>,
    /// What is wrong with the input; the resource is not estimated then.
    pub troubles: Vec<Trouble>,
    /// What a reader should know, for example an assumption.
    pub notes: Vec<String>,
}

impl Draft {
    /// A component of a kind, all by default.
    pub fn new(kind: &'static Kind) -> Draft {
        Draft {
            kind,
            properties: BTreeMap::new(),
            parts: Vec::new(),
            troubles: Vec::new(),
            notes: Vec::new(),
        }
    }
    /// Sets a property. A value of another type or out of its range is trouble.
    pub fn set(&mut self, property: &Property, value: impl Into<Value>) {
        let value = value.into();
        match fits(property, &value) {
            Ok(()) => {
                self.properties.insert(property.name.to_owned(), value);
            }
            Err(expected) => self.trouble(property.name, &value, &expected, None),
        }
    }
    /// Leaves a property to its default.
    pub fn unset(&mut self, property: &Property) {
        self.properties.remove(property.name);
    }
    /// The number that a property has been set to.
    pub fn number(&self, property: &Property) -> Option<f64> {
        self.properties
            .get(property.name)
            .and_then(Value::as_number)
    }
    /// The text that a property has been set to.
    pub fn text(&self, property: &Property) -> Option<&str> {
        self.properties.get(property.name).and_then(Value::as_text)
    }
    /// Sets a property from an attribute, if the resource has it. An attribute of another type than the property (a
    /// block named like a flag) is left alone; a text that is no choice of the property, too: Terraform may have more
    /// words for it, which the kind's own function reads.
    pub fn copy(&mut self, resource: &Resource<'_>, path: &str, property: &Property) {
        let value = match property.shape {
            Shape::Flag { .. } => resource.flag(path).map(Value::Bool),
            Shape::Number { .. } | Shape::Usage { .. } => resource.number(path).map(Value::Number),
            Shape::Choice { options, .. } => resource
                .text(path)
                .filter(|text| options.iter().any(|option| option.value == *text))
                .map(Value::from),
            Shape::InstanceType { .. } | Shape::Text { .. } => resource.text(path).map(Value::from),
        };
        if let Some(value) = value {
            match fits(property, &value) {
                Ok(()) => {
                    self.properties.insert(property.name.to_owned(), value);
                }
                Err(expected) => self.trouble(path, &value, &expected, None),
            }
        }
    }
    /// Sets a property from a usage key, if it is given.
    pub fn copy_usage(&mut self, resource: &Resource<'_>, key: &str, property: &Property) {
        let usage = resource.usage();
        let value = match usage.value(key) {
            Some(serde_json::Value::Number(number)) => number.as_f64().map(Value::Number),
            Some(serde_json::Value::String(text)) => Some(Value::Text(text.clone())),
            Some(serde_json::Value::Bool(flag)) => Some(Value::Bool(*flag)),
            _ => None,
        };
        if let Some(value) = value {
            match fits(property, &value) {
                Ok(()) => {
                    self.properties.insert(property.name.to_owned(), value);
                }
                Err(expected) => {
                    let place = usage.places.get(key).copied().unwrap_or_default();
                    self.trouble(key, &value, &expected, Some(place));
                }
            }
        }
    }
    /// Sets figures that only the usage file tells, whatever their defaults: what it does not give is 0.
    pub fn figures(&mut self, resource: &Resource<'_>, figures: &[(&str, &Property)]) {
        for (key, property) in figures {
            self.copy_usage(resource, key, property);
            if resource.usage().value(key).is_none() {
                self.set(property, 0.0);
            }
        }
    }
    /// Adds a component that is billed under the same address; `group` tells its lines from the others.
    pub fn part(&mut self, kind: &'static Kind, group: impl Into<String>) -> &mut Draft {
        let at = self.parts.len();
        self.parts.push((group.into(), Draft::new(kind)));
        &mut self.parts[at].1
    }
    /// Says that the input cannot be estimated, and why.
    pub fn refuse(&mut self, at: &str, message: impl Into<String>) {
        self.troubles.push(Trouble {
            at: at.to_owned(),
            message: message.into(),
            usage: None,
        });
    }
    /// Says what a reader should know.
    pub fn note(&mut self, message: impl Into<String>) {
        self.notes.push(message.into());
    }
    fn trouble(&mut self, at: &str, value: &Value, expected: &str, usage: Option<Place>) {
        self.troubles.push(Trouble {
            at: at.to_owned(),
            message: format!("`{at}` is `{value}`, expected {expected}"),
            usage,
        });
    }
}

/// Whether a property takes a value; else what it would take.
fn fits(property: &Property, value: &Value) -> Result<(), String> {
    let number = |min: f64, max: f64| match value.as_number() {
        Some(value) if (min..=max).contains(&value) => Ok(()),
        _ => Err(format!("a number from {min} to {max}")),
    };
    match property.shape {
        Shape::Flag { .. } => match value {
            Value::Bool(_) => Ok(()),
            _ => Err("`true` or `false`".to_owned()),
        },
        Shape::Number { min, max, .. } => number(min, max),
        Shape::Usage { max } => number(0.0, max),
        Shape::Choice { options, .. } => {
            let known = |text: &str| options.iter().any(|option| option.value == text);
            if value.as_text().is_some_and(known) {
                return Ok(());
            }
            let names: Vec<String> = options.iter().map(|o| format!("`{}`", o.value)).collect();
            Err(format!("one of {}", names.join(", ")))
        }
        Shape::InstanceType { .. } | Shape::Text { .. } => match value {
            Value::Text(_) => Ok(()),
            _ => Err("a text".to_owned()),
        },
    }
}
