//! Virtual machines and functions.

pub mod instance;
pub mod lambda_function;
pub(in crate::catalog) mod server;
pub(in crate::catalog) mod volume;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&instance::KIND, &lambda_function::KIND];
