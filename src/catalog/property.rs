//! Properties of kinds: name, unit, default, range and documentation, as constants beside the kind that has them.

use super::amount::{Unit, units};
use super::item::Item;
use crate::model::properties::bit_of;
use crate::text::{Bilingual, Language, both};

/// One of the values that a choice can have.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The value in files, in AWS's own spelling (as the API spells it) where there is one.
    pub value: &'static str,
    /// How it is shown.
    pub title: Bilingual,
}

/// A choice shown alike in both languages.
pub const fn choice(value: &'static str, title: &'static str) -> Choice {
    Choice {
        value,
        title: both(title, title),
    }
}

/// A choice with a title in each language.
pub const fn choice_in(value: &'static str, en: &'static str, ko: &'static str) -> Choice {
    Choice {
        value,
        title: both(en, ko),
    }
}

/// Which price rows an instance type picker offers: service, item, the attribute that holds the type, and the fixed
/// attributes of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceTypes {
    /// Service in the price catalogue.
    pub service: &'static str,
    /// Item in the price catalogue.
    pub item: &'static str,
    /// Attribute that holds the type.
    pub attribute: &'static str,
    /// Attributes that are fixed by the item's other properties.
    pub fixed: Vec<(&'static str, String)>,
}

/// Type, default and range of a property.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// On or off.
    Flag {
        /// Value if nothing is set.
        default: bool,
    },
    /// A number.
    Number {
        /// Value if nothing is set; none: the property is optional and has no value then.
        default: Option<f64>,
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Whether it must be whole.
        whole: bool,
    },
    /// A monthly figure that the traffic pass derives unless the user types it.
    Usage {
        /// Largest value that makes sense.
        max: f64,
    },
    /// One of a few values.
    Choice {
        /// Value if nothing is set.
        default: &'static str,
        /// The values.
        options: &'static [Choice],
    },
    /// An instance type, offered with vCPU, memory and price.
    InstanceType {
        /// Value if nothing is set.
        default: &'static str,
        /// What is offered for an item.
        offer: fn(&Item<'_>) -> InstanceTypes,
    },
    /// Free text (a name, a version, an address).
    Text {
        /// Value if nothing is set; empty: none.
        default: &'static str,
    },
}

/// A property of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Name in files; AWS's own word in snake case, as Terraform has it where it has one.
    pub name: &'static str,
    /// Label in the inspector.
    pub title: Bilingual,
    /// What it means and what follows from it.
    pub doc: Bilingual,
    /// Unit of the value.
    pub unit: Unit,
    /// Type, default, range.
    pub shape: Shape,
    /// Whether it applies to an item as its other properties stand; hidden and not validated otherwise.
    pub applies: fn(&Item<'_>) -> bool,
    /// What counts for an item while nothing is typed, where that is known without traffic and prices.
    pub if_empty: fn(&Item<'_>) -> Option<f64>,
    /// Shown under "More" in the inspector: declared facts that only rules read.
    pub secondary: bool,
    /// The bit of its name in [`super::item::Known`].
    pub(super) bit: u64,
}

fn always(_: &Item<'_>) -> bool {
    true
}

fn nothing(_: &Item<'_>) -> Option<f64> {
    None
}

/// The hours of the month, for [`Property::if_empty`].
pub(in crate::catalog) fn all_of_the_month(item: &Item<'_>) -> Option<f64> {
    Some(item.design.settings.hours_per_month)
}

const fn property(name: &'static str, title: Bilingual, unit: Unit, shape: Shape) -> Property {
    Property {
        name,
        title,
        doc: both("", ""),
        unit,
        shape,
        applies: always,
        if_empty: nothing,
        secondary: false,
        bit: bit_of(name),
    }
}

const fn numeric(default: Option<f64>, min: f64, max: f64, whole: bool) -> Shape {
    Shape::Number {
        default,
        min,
        max,
        whole,
    }
}

impl Property {
    /// On or off.
    pub const fn flag(name: &'static str, title: Bilingual, default: bool) -> Property {
        property(name, title, units::NONE, Shape::Flag { default })
    }
    /// A number with a default.
    pub const fn number(
        name: &'static str,
        title: Bilingual,
        unit: Unit,
        default: f64,
        min: f64,
        max: f64,
    ) -> Property {
        property(name, title, unit, numeric(Some(default), min, max, false))
    }
    /// A whole number with a default.
    pub const fn count(
        name: &'static str,
        title: Bilingual,
        unit: Unit,
        default: f64,
        min: f64,
        max: f64,
    ) -> Property {
        property(name, title, unit, numeric(Some(default), min, max, true))
    }
    /// A number that may be left out.
    pub const fn optional(
        name: &'static str,
        title: Bilingual,
        unit: Unit,
        min: f64,
        max: f64,
    ) -> Property {
        property(name, title, unit, numeric(None, min, max, false))
    }
    /// A whole number that may be left out.
    pub const fn optional_count(
        name: &'static str,
        title: Bilingual,
        unit: Unit,
        min: f64,
        max: f64,
    ) -> Property {
        property(name, title, unit, numeric(None, min, max, true))
    }
    /// A monthly figure that is derived from traffic unless typed.
    pub const fn usage(name: &'static str, title: Bilingual, unit: Unit) -> Property {
        property(name, title, unit, Shape::Usage { max: 1e15 })
    }
    /// One of a few values.
    pub const fn choice(
        name: &'static str,
        title: Bilingual,
        default: &'static str,
        options: &'static [Choice],
    ) -> Property {
        property(name, title, units::NONE, Shape::Choice { default, options })
    }
    /// An instance type.
    pub const fn instance_type(
        name: &'static str,
        title: Bilingual,
        default: &'static str,
        offer: fn(&Item<'_>) -> InstanceTypes,
    ) -> Property {
        property(
            name,
            title,
            units::NONE,
            Shape::InstanceType { default, offer },
        )
    }
    /// Free text.
    pub const fn text(name: &'static str, title: Bilingual, default: &'static str) -> Property {
        property(name, title, units::NONE, Shape::Text { default })
    }
    /// Whether a bill may ask for it as a figure that traffic decides while nothing is typed.
    pub const fn may_be_figure(&self) -> bool {
        matches!(
            self.shape,
            Shape::Usage { .. } | Shape::Number { default: None, .. }
        )
    }
    /// The same with documentation.
    pub const fn doc(mut self, en: &'static str, ko: &'static str) -> Property {
        self.doc = both(en, ko);
        self
    }
    /// The same, shown only where `applies` says so.
    pub const fn when(mut self, applies: fn(&Item<'_>) -> bool) -> Property {
        self.applies = applies;
        self
    }
    /// The same, with what counts while nothing is typed.
    pub const fn if_empty(mut self, counts: fn(&Item<'_>) -> Option<f64>) -> Property {
        self.if_empty = counts;
        self
    }
    /// The same, shown under "More".
    pub const fn secondary(mut self) -> Property {
        self.secondary = true;
        self
    }
    /// How one of the values of a choice is shown; none for other shapes and unknown values.
    pub fn choice_title(&self, value: &str, language: Language) -> Option<&'static str> {
        let Shape::Choice { options, .. } = self.shape else {
            return None;
        };
        let option = options.iter().find(|option| option.value == value)?;
        Some(option.title.get(language))
    }
}
