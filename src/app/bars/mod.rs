//! The bars: top bar, tabs, canvas strip, status bar.

pub mod flow;
pub mod status;
pub mod strip;
pub mod tabs;
pub mod top;
