//! Streams and analytics.

pub mod opensearch_domain;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&opensearch_domain::KIND];
