//! Controls and small pieces of the window, one per file. Each paints itself from the colour tokens, takes its texts as
//! strings, tells AccessKit its role and name, and shows hover, press, keyboard focus and disabled states.

pub mod button;
pub mod chip;
pub mod paint;
pub mod switch;
pub mod tip;
