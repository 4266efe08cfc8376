//! Migration and transfer.

pub mod migration_hub;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&migration_hub::KIND];
