//! Front-end and mobile, mail to end users.

pub mod ses;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&ses::KIND];
