//! The bars: top bar, canvas strip, status bar.

pub mod status;
pub mod strip;
pub mod top;
