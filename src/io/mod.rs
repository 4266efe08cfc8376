//! Bytes in and out: design files, journals of unsaved changes, Terraform plans, price files, diagnostics as text, files on disk.
//!
//! The only layer below the command line and the window that touches the file system.

pub mod compare;
pub mod day;
pub mod diagnostics;
pub mod export;
pub mod file;
pub mod journal;
pub mod json;
pub mod prices;
pub mod review;
pub mod ron;
pub mod samples;
pub mod sheet;
pub mod terraform;
