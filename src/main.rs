//! The `skydraft` binary.
fn main() {}
