//! The command line.

pub mod pricing;
