//! Controls and small pieces of the window, one per file. Each paints itself from the colour tokens, takes its texts as
//! strings, tells AccessKit its role and name, and shows hover, press, keyboard focus and disabled states.

pub mod areas;
pub mod button;
pub mod chart;
pub mod chip;
pub mod combo;
pub mod empty;
pub mod expression;
pub mod field;
pub mod finding;
pub mod label;
pub mod menu;
pub mod number;
pub mod paint;
pub mod panel;
pub mod picker;
pub mod row;
pub mod section;
pub mod segmented;
pub mod select;
pub mod sheet;
pub mod sides;
pub mod stepper;
pub mod swatch;
pub mod switch;
pub mod table;
pub mod tip;
pub mod toast;

#[cfg(test)]
mod gallery;
