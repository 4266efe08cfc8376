//! Networking and content delivery.

pub mod application_load_balancer;
pub(in crate::catalog) mod capacity;
pub mod nat_gateway;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&application_load_balancer::KIND, &nat_gateway::KIND];
