//! The window.

pub mod fonts;
pub mod soft;
pub mod theme;
pub mod widgets;

#[cfg(test)]
pub mod testing;
