//! The tables beside the prices: instance types, licence uplifts, Regions.

use std::collections::BTreeMap;

use super::{Facts, Grouped, RebuildError, Table, write};
use crate::pricing::pack::Decimal;

/// Licence price of an operating system on one instance type.
pub(super) struct Uplift {
    instance_type: String,
    os: String,
    usd_per_hour: Decimal,
    as_of: String,
    pub(super) source: String,
}

/// Reads the uplifts: that of us-east-1, which is the newer, else that of eu-west-1. Their day is the one of the rows
/// they were computed from.
pub(super) fn uplift(text: &str, ec2: Option<&Grouped>) -> Result<Vec<Uplift>, RebuildError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let table = Table::read("ec2_license_uplift.csv", text)?;
    let us_east = "uplift_usd_per_hour_us_east_1_2023_08";
    let columns = [
        "instance_type",
        "os",
        us_east,
        "uplift_usd_per_hour_eu_west_1_2023_02",
        "source",
    ];
    let columns = table.columns(columns)?;
    let mut days: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for ((region, key), facts) in ec2.into_iter().flatten() {
        let day = days
            .entry((region, key.get("os").unwrap_or_default()))
            .or_default();
        *day = facts
            .iter()
            .map(|fact| fact.as_of.as_str())
            .chain([*day])
            .max()
            .unwrap_or_default();
    }
    let mut out = Vec::new();
    for (line, record) in &table.records {
        let [instance_type, os, us, eu, source] =
            columns.map(|column| record.get(column).unwrap_or_default());
        let (region, usd) = if us.is_empty() {
            ("eu-west-1", eu)
        } else {
            ("us-east-1", us)
        };
        let Some(as_of) = days.get(&(region, os)) else {
            continue;
        };
        out.push(Uplift {
            instance_type: instance_type.to_owned(),
            os: os.to_owned(),
            usd_per_hour: Decimal::parse(usd)
                .ok_or_else(|| table.field(*line, usd, "decimal number"))?,
            as_of: (*as_of).to_owned(),
            source: source.to_owned(),
        });
    }
    out.sort_by(|a, b| (&a.instance_type, &a.os).cmp(&(&b.instance_type, &b.os)));
    Ok(out)
}

/// Adds the files of all tables.
pub(super) fn write_all(
    facts: &Facts,
    uplift: &[Uplift],
    ids: &BTreeMap<String, String>,
    files: &mut BTreeMap<String, String>,
) -> Result<(), RebuildError> {
    let mut add = |name: &str, text: String| files.insert(name.to_owned(), text);
    let lines = uplift.iter().map(|row| {
        let source = ids.get(&row.source).cloned().unwrap_or_default();
        [
            row.instance_type.clone(),
            row.os.clone(),
            row.usd_per_hour.to_string(),
            row.as_of.clone(),
            source,
        ]
    });
    let name = "ec2_license_uplift.csv";
    add(
        name,
        write(
            name,
            &["instance_type", "os", "usd_per_hour", "as_of", "source"],
            lines,
        )?,
    );
    let ec2 = ec2_specs(&facts.instance_specs)?;
    let header = [
        "instance_type",
        "vcpu",
        "memory_gib",
        "arch",
        "network",
        "burstable_baseline_pct",
        "generation",
        "source",
    ];
    let managed = managed_specs(&facts.managed_instance_specs, &ec2)?;
    add(
        "instance_specs.csv",
        write("instance_specs.csv", &header, ec2.into_values())?,
    );
    add(
        "managed_instance_specs.csv",
        write("managed_instance_specs.csv", &header, managed)?,
    );
    if let Some(regions) = &facts.regions {
        add("regions.csv", region_text(regions, facts.zones.as_deref())?);
    }
    Ok(())
}

/// Texts that the program reads without a CSV reader must not hold commas.
fn plain(text: &str) -> String {
    text.replace([',', '"', '\n'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn ec2_specs(text: &str) -> Result<BTreeMap<String, [String; 8]>, RebuildError> {
    let table = Table::read("instance_specs.csv", text)?;
    let columns = table.columns([
        "instance_type",
        "vcpu",
        "memory_gib",
        "arch",
        "network",
        "burstable_baseline_pct",
        "generation",
        "source",
    ])?;
    let rows = table
        .records
        .iter()
        .map(|(_, record)| columns.map(|column| plain(record.get(column).unwrap_or_default())));
    Ok(rows.map(|row| (row[0].clone(), row)).collect())
}

/// Managed types take architecture and generation from the EC2 type they are named after.
fn managed_specs(
    text: &str,
    ec2: &BTreeMap<String, [String; 8]>,
) -> Result<Vec<[String; 8]>, RebuildError> {
    let table = Table::read("managed_instance_specs.csv", text)?;
    let columns = table.columns(["instance_type", "vcpu", "memory_gib", "network", "source"])?;
    let mut rows: Vec<[String; 8]> = table
        .records
        .iter()
        .map(|(_, record)| {
            let [name, vcpu, memory, network, source] =
                columns.map(|column| plain(record.get(column).unwrap_or_default()));
            let bare = name
                .trim_start_matches("db.")
                .trim_start_matches("cache.")
                .trim_end_matches(".search");
            let like = ec2.get(bare);
            let of = |index: usize| like.map(|row| row[index].clone()).unwrap_or_default();
            [
                name.clone(),
                vcpu,
                memory,
                of(3),
                network,
                String::new(),
                of(6),
                source,
            ]
        })
        .collect();
    rows.sort();
    Ok(rows)
}

fn region_text(text: &str, zones: Option<&str>) -> Result<String, RebuildError> {
    let table = Table::read("regions.csv", text)?;
    let columns = table.columns([
        "region",
        "name_en",
        "name_ko",
        "opt_in",
        "partition",
        "source",
    ])?;
    let zones = zones.map_or_else(|| Ok(BTreeMap::new()), zone_letters)?;
    let mut rows: Vec<[String; 7]> = table
        .records
        .iter()
        .map(|(_, record)| {
            let [code, en, ko, opt_in, partition, source] =
                columns.map(|column| plain(record.get(column).unwrap_or_default()));
            let zones = zones.get(&code).cloned().unwrap_or_default();
            [code, en, ko, zones, opt_in, partition, source]
        })
        .collect();
    rows.sort();
    write(
        "regions.csv",
        &[
            "code",
            "name_en",
            "name_ko",
            "zones",
            "opt_in",
            "partition",
            "source",
        ],
        rows,
    )
}

/// Letters of the zones of each Region: `a b c`.
fn zone_letters(text: &str) -> Result<BTreeMap<String, String>, RebuildError> {
    let table = Table::read("service-facts.csv", text)?;
    let columns = table.columns(["service", "fact", "value"])?;
    let mut zones = BTreeMap::new();
    for (_, record) in &table.records {
        let [service, fact, value] = columns.map(|column| record.get(column).unwrap_or_default());
        if let Some(region) = service.strip_prefix("Region ")
            && fact == "AZ names and ids"
        {
            let mut letters: Vec<&str> = value
                .split_whitespace()
                .filter_map(|pair| Some(pair.split_once('=')?.0))
                .collect();
            letters.sort_unstable();
            zones.insert(region.to_owned(), letters.join(" "));
        }
    }
    Ok(zones)
}
