//! Front-end, mobile and contact with people.

pub mod amplify_app;
pub mod connect_instance;
pub mod location_map;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &amplify_app::KIND,
    &location_map::KIND,
    &connect_instance::KIND,
];
