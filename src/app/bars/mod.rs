//! The bars: top bar, tabs, canvas strip, status bar.

pub mod status;
pub mod strip;
pub mod tabs;
pub mod top;
