//! What rule files use.

pub(super) use super::cx::{Cx, in_production};
pub(super) use super::engine::{set, set_expected, set_expected_as};
pub(super) use super::phrase::{self, each, seen};
pub(super) use super::rule::{
    Check, Findings, Korean, Threshold, at_least, each_where, expect, expect_where, is, not, rule,
};
pub(super) use super::{Finding, Fix, Pillar, Severity};
pub(super) use crate::catalog::Item;
pub(super) use crate::model::Language;
pub(super) use crate::text::both;
