//! Packs the price rows of this folder for embedding.
fn main() {
    println!("cargo::rerun-if-changed=pricing");
}
