//! Packs the price rows of this folder into one compressed archive for embedding, works out the price level of each
//! Region, and lists the designs of `samples`.

#[allow(dead_code)]
#[path = "../src/pricing/pack.rs"]
mod pack;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use pack::{Decimal, Row};

/// Files of this folder that hold no price rows.
const OTHER: [&str; 7] = [
    "other_prices",
    "sources",
    "regions",
    "instance_limits",
    "instance_specs",
    "managed_instance_specs",
    "ec2_license_uplift",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/pricing/pack.rs");
    let folder = Path::new("pricing");
    let sources: BTreeMap<String, String> = records(&folder.join("sources.csv"))?
        .into_iter()
        .map(|record| (field(&record, 0), field(&record, 1)))
        .collect();
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut rows = Vec::new();
    for file in files {
        let path = file.path();
        let service = path
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        if path.extension().is_some_and(|extension| extension == "csv")
            && !OTHER.contains(&service.as_str())
        {
            read_rows(&path, &service, &sources, &mut rows)?;
        }
    }
    read_others(&folder.join("other_prices.csv"), &mut rows)?;
    let uplift = records(&folder.join("ec2_license_uplift.csv"))?;
    add_licensed_instances(&uplift, &sources, &mut rows)?;
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("prices.bin"), pack::encode(&rows)?)?;
    std::fs::write(Path::new(&out).join("levels.rs"), levels(&rows))?;
    std::fs::write(Path::new(&out).join("samples.rs"), samples()?)?;
    Ok(())
}

/// What the price level of a Region is measured by: service, item and attributes.
const BASKET: [(&str, &str, &str); 6] = [
    (
        "ec2",
        "instance_hour",
        "instance_type=m5.large;os=linux;tenancy=shared",
    ),
    ("ebs", "storage_gb_month", "volume_type=gp3"),
    ("s3", "storage_gb_month", "class=standard"),
    ("fargate", "vcpu_hour", "arch=x86_64;os=linux"),
    ("nat_gateway", "gateway_hour", ""),
    ("data_transfer", "internet_egress_gb", ""),
];

/// Rust text of the constant with the price level of each Region that has all prices of the basket.
fn levels(rows: &[Row]) -> String {
    let mut prices: BTreeMap<&str, [Option<f64>; 6]> = BTreeMap::new();
    for row in rows {
        let at = BASKET.iter().position(|(service, item, attributes)| {
            row.service == *service && row.item == *item && row.attributes == *attributes
        });
        // The first tier counts.
        if let Some(at) = at.filter(|_| matches!(row.tier_from.as_str(), "" | "0")) {
            prices.entry(&row.region).or_default()[at] = row.price_usd.parse().ok();
        }
    }
    let base = prices.get("us-east-1").copied().unwrap_or_default();
    let mut text = String::from("const LEVELS: &[(&str, f64)] = &[\n");
    for (region, here) in &prices {
        let ratios: Option<Vec<f64>> = here
            .iter()
            .zip(base)
            .map(|(here, base)| Some((*here)? / base?))
            .collect();
        if let Some(ratios) = ratios {
            let level = ratios
                .iter()
                .product::<f64>()
                .powf(1.0 / ratios.len() as f64);
            text.push_str(&format!("    ({region:?}, {level:?}),\n"));
        }
    }
    text.push_str("];\n");
    text
}

/// Rust text of the constant with all samples: cases, then templates.
fn samples() -> Result<String, Box<dyn Error>> {
    let manifest = std::env::var("CARGO_MANIFEST_DIR")?;
    let root = Path::new(&manifest).join("samples");
    println!("cargo::rerun-if-changed=samples");
    let mut text = String::from("const SAMPLES: &[Sample] = &[\n");
    for (folder, template) in [(root.clone(), false), (root.join("templates"), true)] {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry?.path());
        }
        paths.sort();
        for path in paths {
            let name = path.file_stem().and_then(|name| name.to_str());
            if let (Some(name), Some("ron")) = (name, path.extension().and_then(|e| e.to_str())) {
                // From the checkout as it stands when it is compiled: it may have been moved since this ran.
                let inner = format!("/{}", path.strip_prefix(&manifest)?.display());
                let file =
                    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {inner:?}))");
                text.push_str(&format!(
                    "    Sample {{ name: {name:?}, template: {template}, text: {file} }},\n"
                ));
            }
        }
    }
    text.push_str("];\n");
    Ok(text)
}

fn records(path: &Path) -> Result<Vec<csv::StringRecord>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    Ok(csv::Reader::from_path(path)?
        .records()
        .collect::<Result<_, _>>()?)
}

fn field(record: &csv::StringRecord, index: usize) -> String {
    record.get(index).unwrap_or_default().to_owned()
}

/// Columns: region, item, attributes, unit, price_usd, tier_from, tier_to, as_of, sku, source, basis.
fn read_rows(
    path: &Path,
    service: &str,
    sources: &BTreeMap<String, String>,
    rows: &mut Vec<Row>,
) -> Result<(), Box<dyn Error>> {
    for record in records(path)? {
        let source = sources.get(&field(&record, 9));
        rows.push(Row {
            service: service.to_owned(),
            region: field(&record, 0),
            item: field(&record, 1),
            attributes: field(&record, 2),
            unit: field(&record, 3),
            price_usd: field(&record, 4),
            tier_from: field(&record, 5),
            tier_to: field(&record, 6),
            as_of: field(&record, 7),
            sku: field(&record, 8),
            source: source
                .ok_or_else(|| {
                    format!(
                        "unknown source `{}` in {}",
                        field(&record, 9),
                        path.display()
                    )
                })?
                .clone(),
            basis: match field(&record, 10) {
                basis if basis.is_empty() => "quoted".to_owned(),
                basis => basis,
            },
        });
    }
    Ok(())
}

/// Prices that no collected feed has: of price cases and of pages of AWS. Columns: service, then those of a service's file, with the source in full.
fn read_others(path: &Path, rows: &mut Vec<Row>) -> Result<(), Box<dyn Error>> {
    for record in records(path)? {
        let field = |index| field(&record, index);
        rows.push(Row {
            service: field(0),
            region: field(1),
            item: field(2),
            attributes: field(3),
            unit: field(4),
            price_usd: field(5),
            tier_from: field(6),
            tier_to: field(7),
            as_of: field(8),
            sku: field(9),
            source: field(10),
            basis: field(11),
        });
    }
    Ok(())
}

/// Windows and SUSE on demand where no row quotes them: the Linux price of the Region plus the licence price that the
/// uplift table derives from quoted pairs. Columns of the table: instance_type, os, usd_per_hour, as_of, source.
fn add_licensed_instances(
    uplift: &[csv::StringRecord],
    sources: &BTreeMap<String, String>,
    rows: &mut Vec<Row>,
) -> Result<(), Box<dyn Error>> {
    let attributes = |kind: &str, os: &str| format!("instance_type={kind};os={os};tenancy=shared");
    let is_instance = |row: &&Row| row.service == "ec2" && row.item == "instance_hour";
    let quoted: BTreeSet<(String, String)> = rows
        .iter()
        .filter(is_instance)
        .map(|row| (row.region.clone(), row.attributes.clone()))
        .collect();
    let mut linux: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows.iter().filter(is_instance) {
        linux
            .entry(row.attributes.clone())
            .or_default()
            .push(row.clone());
    }
    for record in uplift {
        let [kind, os, usd, as_of, source] = [0, 1, 2, 3, 4].map(|index| field(record, index));
        let licence =
            Decimal::parse(&usd).ok_or_else(|| format!("`{usd}` is no price for {kind} {os}"))?;
        let source = sources
            .get(&source)
            .ok_or_else(|| format!("unknown source `{source}` in the licence table"))?;
        for row in linux.get(&attributes(&kind, "linux")).into_iter().flatten() {
            let attributes = attributes(&kind, &os);
            if quoted.contains(&(row.region.clone(), attributes.clone())) {
                continue;
            }
            let price = Decimal::parse(&row.price_usd).and_then(|price| price.plus(licence));
            rows.push(Row {
                attributes,
                price_usd: price
                    .ok_or_else(|| format!("`{}` is no price for {kind}", row.price_usd))?
                    .to_string(),
                as_of: row.as_of.clone().min(as_of.clone()),
                sku: String::new(),
                source: format!("Linux price ({}) + licence ({source})", row.source),
                basis: "derived".to_owned(),
                ..row.clone()
            });
        }
    }
    Ok(())
}
