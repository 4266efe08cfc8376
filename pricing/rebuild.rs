//! Makes the files of this folder from collected facts:
//! `cargo run --example rebuild_prices -- FACTS_DIR OUT_DIR [REGIONS_CSV ZONES_CSV]`.

use std::path::Path;

use skydraft::cli::pricing::{Input, rebuild};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = |index: usize| arguments.get(index).map(Path::new);
    let (Some(facts), Some(out)) = (path(0), path(1)) else {
        return Err("usage: rebuild_prices FACTS_DIR OUT_DIR [REGIONS_CSV ZONES_CSV]".into());
    };
    let rows = rebuild(
        Input {
            facts,
            regions: path(2),
            zones: path(3),
        },
        out,
    )?;
    println!("{rows} price rows");
    Ok(())
}
