//! What is drawn, without saying by whom: colours, layout, routes and the display list. No window toolkit, no file formats.

pub mod tokens;
