//! Makes the source files of `pricing/` from collected price facts.
//!
//! In: the texts of a facts folder (one CSV file a service, with columns `service, region, item, attributes, unit,
//! price_usd, tier_from, tier_to, as_of, source`, instance types and licence uplifts). Out: the texts of the files of
//! `pricing/` and a log of every choice between rows. No price is typed by hand: every row is copied, or marked
//! `derived` where it follows from others. Same facts in, same bytes out.

mod key;
mod meters;
mod tables;
mod tiers;

use std::collections::{BTreeMap, BTreeSet};

use super::pack::Decimal;
use super::rate::Date;
use key::{Key, NamedTier};

/// Services that a component kind can use; facts of other services are left out.
const SERVICES: &[&str] = &[
    "amplify",
    "api_gateway",
    "appflow",
    "apprunner",
    "appsync",
    "athena",
    "aurora",
    "backup",
    "budgets",
    "cloudformation",
    "cloudfront",
    "cloudhsm",
    "cloudmap",
    "cloudtrail",
    "cloudwan",
    "cloudwatch",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codedeploy",
    "codepipeline",
    "cognito",
    "comprehend",
    "config",
    "connect",
    "costexplorer",
    "data_transfer",
    "datasync",
    "detective",
    "direct_connect",
    "directory_service",
    "dms",
    "documentdb",
    "dynamodb",
    "ebs",
    "ec2",
    "ecr",
    "efs",
    "eks",
    "elasticache",
    "elb",
    "emr",
    "eventbridge",
    "fargate",
    "firehose",
    "firewall_manager",
    "fis",
    "fsx",
    "glacier",
    "global_accelerator",
    "glue",
    "grafana",
    "guardduty",
    "iam_access_analyzer",
    "inspector",
    "iot_core",
    "kendra",
    "keyspaces",
    "kinesis",
    "kinesis_analytics",
    "kinesis_video",
    "kms",
    "lakeformation",
    "lambda",
    "lex",
    "lightsail",
    "location",
    "macie",
    "mediaconnect",
    "mediaconvert",
    "medialive",
    "mediapackage",
    "memorydb",
    "mq",
    "msk",
    "mwaa",
    "nat_gateway",
    "neptune",
    "network_firewall",
    "opensearch",
    "personalize",
    "polly",
    "private_ca",
    "prometheus",
    "public_ipv4",
    "quicksight",
    "rds",
    "rds_proxy",
    "redshift",
    "rekognition",
    "route53",
    "s3",
    "sagemaker",
    "secrets_manager",
    "securityhub",
    "servicecatalog",
    "ses",
    "shield",
    "sns",
    "sqs",
    "step_functions",
    "storage_gateway",
    "support",
    "systems_manager",
    "textract",
    "timestream",
    "transcribe",
    "transfer",
    "transit_gateway",
    "translate",
    "verified_permissions",
    "vpc_endpoint",
    "vpc_other",
    "vpn",
    "waf",
    "xray",
];

/// The texts of a facts folder.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// CSV text of each service by name (`rds`).
    pub services: BTreeMap<String, String>,
    /// `instance_specs.csv`: EC2 instance types.
    pub instance_specs: String,
    /// `managed_instance_specs.csv`: `db.*`, `cache.*`, `*.search`.
    pub managed_instance_specs: String,
    /// `ec2_license_uplift.csv`: Windows and SUSE price minus Linux price.
    pub ec2_license_uplift: String,
    /// Region list (`region, name_en, name_ko, az_count, opt_in, partition, ...`); without it `regions.csv` is not
    /// written.
    pub regions: Option<String>,
    /// Service facts with rows `Region CODE, region, AZ names and ids, a=... b=...`.
    pub zones: Option<String>,
}

/// What [`rebuild`] made.
#[derive(Clone, Debug, Default)]
pub struct Rebuilt {
    /// Text of each file of `pricing/` by its name.
    pub files: BTreeMap<String, String>,
    /// One line for every choice between rows, row left out and row derived.
    pub log: Vec<String>,
    /// Number of price rows written.
    pub rows: usize,
}

/// Why facts cannot be turned into source files.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The text is not CSV, or a row has too few columns.
    #[error("facts file `{file}` is not readable as csv: {source}")]
    Csv {
        /// Name of the file.
        file: String,
        /// What the CSV reader says.
        source: csv::Error,
    },
    /// A column that is needed is not there.
    #[error("facts file `{file}` has no column `{column}`")]
    Column {
        /// Name of the file.
        file: String,
        /// Name of the column.
        column: &'static str,
    },
    /// A field holds something else than it must.
    #[error("facts file `{file}`, line {line}: `{found}` is not a {expected}")]
    Field {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The text found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The result cannot be written as CSV.
    #[error("cannot write `{file}`: {source}")]
    Write {
        /// Name of the file.
        file: String,
        /// What the CSV writer says.
        source: csv::Error,
    },
}

/// A fact as it was read.
#[derive(Clone, Debug, PartialEq)]
struct Fact {
    unit: String,
    price: Decimal,
    from: Decimal,
    to: Option<Decimal>,
    as_of: String,
    sku: String,
    source: String,
    basis: Basis,
    /// What the name tells where the columns tell nothing.
    named: Option<NamedTier>,
}

/// How sure a fact is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    Quoted,
    LabelInferred,
    Derived,
}

/// Facts of one service by Region and key.
type Grouped = BTreeMap<(String, Key), Vec<Fact>>;

/// Makes the files of `pricing/`.
///
/// # Errors
/// When a facts file is not CSV of the expected columns, or a number or a date in it cannot be read.
pub fn rebuild(facts: &Facts) -> Result<Rebuilt, RebuildError> {
    let mut rebuilt = Rebuilt::default();
    let mut services: BTreeMap<&str, Grouped> = BTreeMap::new();
    let mut sources = BTreeSet::new();
    for &service in SERVICES {
        let Some(text) = facts.services.get(service) else {
            continue;
        };
        let grouped = read_service(service, text, &mut rebuilt.log)?;
        let tidy = tiers::tidy(service, grouped, &mut rebuilt.log);
        sources.extend(tidy.values().flatten().map(|fact| fact.source.clone()));
        services.insert(service, tidy);
    }
    let uplift = tables::uplift(&facts.ec2_license_uplift, services.get("ec2"))?;
    sources.extend(uplift.iter().map(|row| row.source.clone()));
    let ids = source_ids(sources);

    for (service, grouped) in &services {
        let text = service_text(service, grouped, &ids, &mut rebuilt.rows)?;
        rebuilt.files.insert(format!("{service}.csv"), text);
    }
    let listed = ids.iter().map(|(source, id)| [id.clone(), source.clone()]);
    rebuilt.files.insert(
        "sources.csv".to_owned(),
        write("sources.csv", &["id", "source"], listed)?,
    );
    tables::write_all(facts, &uplift, &ids, &mut rebuilt.files)?;
    Ok(rebuilt)
}

/// A short id for each source. It is made from the source's own name, so that another source changes no rows but its
/// own.
fn source_ids(sources: BTreeSet<String>) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    let id_of = |source: String| {
        // FNV-1a, folded to 16 bits.
        let hash = source.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        let mut id = (hash >> 16) ^ (hash & 0xffff);
        while !taken.insert(id) {
            id = (id + 1) & 0xffff;
        }
        (source, format!("s{id:04x}"))
    };
    sources.into_iter().map(id_of).collect()
}

fn read_service(service: &str, text: &str, log: &mut Vec<String>) -> Result<Grouped, RebuildError> {
    let table = Table::read(&format!("{service}.csv"), text)?;
    let columns = [
        "region",
        "item",
        "attributes",
        "unit",
        "price_usd",
        "tier_from",
        "tier_to",
        "as_of",
        "source",
    ];
    let columns = table.columns(columns)?;
    let mut grouped = Grouped::new();
    for (line, record) in &table.records {
        let [
            region,
            item,
            attributes,
            unit,
            price,
            from,
            to,
            as_of,
            source,
        ] = columns.map(|column| record.get(column).unwrap_or_default());
        // Local Zones (`us-west-2-lax-1`) are no Regions.
        if region.split('-').count() > 4 {
            continue;
        }
        let decimal = |text: &str| {
            Decimal::parse(text).ok_or_else(|| table.field(*line, text, "decimal number"))
        };
        if as_of.parse::<Date>().is_err() {
            return Err(table.field(*line, as_of, "date"));
        }
        let attributes: Vec<(&str, &str)> = attributes
            .split(';')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let attribute = |name: &str| {
            attributes
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        };
        let Some((key, named)) = key::canonical(service, item, &attributes) else {
            log.push(format!(
                "{service} {region} {item} {}: left out, the row has no name",
                attribute("sku").unwrap_or("")
            ));
            continue;
        };
        let fact = Fact {
            unit: if unit.is_empty() {
                key::unit_of(&key.item)
            } else {
                unit
            }
            .to_owned(),
            price: decimal(price)?,
            from: if from.is_empty() {
                Decimal::whole(0)
            } else {
                decimal(from)?
            },
            to: if to.is_empty() {
                None
            } else {
                Some(decimal(to)?)
            },
            as_of: as_of.to_owned(),
            sku: attribute("sku").unwrap_or_default().to_owned(),
            source: source.to_owned(),
            basis: if attribute("label_basis").is_some() {
                Basis::LabelInferred
            } else {
                Basis::Quoted
            },
            // The facts took `150 to 500k` of AWS Support for dollars.
            named: named.filter(|_| (from.is_empty() && to.is_empty()) || service == "support"),
        };
        grouped
            .entry((region.to_owned(), key))
            .or_default()
            .push(fact);
    }
    Ok(grouped)
}

fn service_text(
    service: &str,
    grouped: &Grouped,
    ids: &BTreeMap<String, String>,
    rows: &mut usize,
) -> Result<String, RebuildError> {
    let header = [
        "region",
        "item",
        "attributes",
        "unit",
        "price_usd",
        "tier_from",
        "tier_to",
        "as_of",
        "sku",
        "source",
        "basis",
    ];
    let mut lines = Vec::new();
    for ((region, key), facts) in grouped {
        for fact in facts {
            let tiered = facts.len() > 1 || fact.to.is_some();
            lines.push([
                region.clone(),
                key.item.clone(),
                key.attributes_text(),
                fact.unit.clone(),
                fact.price.to_string(),
                if tiered {
                    fact.from.to_string()
                } else {
                    String::new()
                },
                fact.to.map_or_else(String::new, |to| to.to_string()),
                fact.as_of.clone(),
                fact.sku.clone(),
                ids.get(&fact.source).cloned().unwrap_or_default(),
                match fact.basis {
                    Basis::Quoted => "",
                    Basis::LabelInferred => "label-inferred",
                    Basis::Derived => "derived",
                }
                .to_owned(),
            ]);
        }
    }
    *rows += lines.len();
    write(&format!("{service}.csv"), &header, lines)
}

fn write<const N: usize>(
    file: &str,
    header: &[&str; N],
    lines: impl IntoIterator<Item = [String; N]>,
) -> Result<String, RebuildError> {
    let fail = |source| RebuildError::Write {
        file: file.to_owned(),
        source,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(fail)?;
    for line in lines {
        writer.write_record(&line).map_err(fail)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| fail(error.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A CSV file with its name, for messages.
struct Table {
    file: String,
    header: csv::StringRecord,
    records: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    fn read(file: &str, text: &str) -> Result<Self, RebuildError> {
        let fail = |source| RebuildError::Csv {
            file: file.to_owned(),
            source,
        };
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(fail)?.clone();
        let records = reader.records().map(|record| {
            record.map(|record| (record.position().map_or(0, csv::Position::line), record))
        });
        Ok(Self {
            file: file.to_owned(),
            header,
            records: records.collect::<Result<_, _>>().map_err(fail)?,
        })
    }

    fn columns<const N: usize>(
        &self,
        names: [&'static str; N],
    ) -> Result<[usize; N], RebuildError> {
        let mut columns = [0; N];
        for (slot, column) in columns.iter_mut().zip(names) {
            let found = self.header.iter().position(|have| have == column);
            *slot = found.ok_or_else(|| RebuildError::Column {
                file: self.file.clone(),
                column,
            })?;
        }
        Ok(columns)
    }

    fn field(&self, line: u64, found: &str, expected: &'static str) -> RebuildError {
        RebuildError::Field {
            file: self.file.clone(),
            line,
            found: found.to_owned(),
            expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "service,region,item,attributes,unit,price_usd,tier_from,tier_to,as_of,source\n";

    fn facts(ec2: &str) -> Facts {
        let services = [
            ("ec2".to_owned(), format!("{HEADER}{ec2}")),
            ("chess".to_owned(), "no,facts".to_owned()),
        ];
        Facts {
            services: BTreeMap::from(services),
            instance_specs: "instance_type,vcpu,memory_gib,arch,network,burstable_baseline_pct,generation,source\n\
                             m6g.large,2,8,arm64,Up to 10 Gigabit,,current,moto\n"
                .to_owned(),
            managed_instance_specs: "instance_type,vcpu,memory_gib,network,source\ndb.m6g.large,2,8,,feed\n".to_owned(),
            ..Facts::default()
        }
    }

    #[test]
    fn rows_are_copied_under_their_canonical_key() {
        let rebuilt = rebuild(&facts(
            "ec2,r1,instance_hour,os=linux;instance_type=m6g.large;sku=A1;tenancy=shared,Hrs,0.10,,,2025-01-01,feed b\n\
             ec2,r1,instance_hour,os=linux;instance_type=m6g.large;tenancy=shared,Hrs,0.2,,,2024-01-01,feed a\n",
        ))
        .unwrap();
        let expect = "region,item,attributes,unit,price_usd,tier_from,tier_to,as_of,sku,source,basis\n\
                      r1,instance_hour,instance_type=m6g.large;os=linux;tenancy=shared,Hrs,0.1,,,2025-01-01,A1,s1708,\n";
        assert_eq!(rebuilt.files["ec2.csv"], expect);
        assert_eq!(rebuilt.files["sources.csv"], "id,source\ns1708,feed b\n");
        assert_eq!(rebuilt.log.len(), 1, "the choice of the newer row");
        assert!(!rebuilt.files.contains_key("chess.csv"), "no kind uses it");
        assert!(
            !rebuilt.files.contains_key("regions.csv"),
            "no list was given"
        );
    }

    #[test]
    fn managed_types_take_architecture_from_ec2() {
        let rebuilt = rebuild(&facts("")).unwrap();
        let text = &rebuilt.files["managed_instance_specs.csv"];
        assert!(
            text.ends_with("db.m6g.large,2,8,arm64,,,current,feed\n"),
            "{text}"
        );
    }

    #[test]
    fn facts_that_are_wrong_are_named_with_their_line() {
        for (row, expect) in [
            (
                "ec2,r1,i,,Hrs,-1,,,2025-01-01,s\n",
                "facts file `ec2.csv`, line 2: `-1` is not a decimal number",
            ),
            (
                "ec2,r1,i,,Hrs,1,,,2025-02-30,s\n",
                "facts file `ec2.csv`, line 2: `2025-02-30` is not a date",
            ),
            (
                "ec2,r1,i,,Hrs,1,x,,2025-02-03,s\n",
                "facts file `ec2.csv`, line 2: `x` is not a decimal number",
            ),
        ] {
            assert_eq!(rebuild(&facts(row)).unwrap_err().to_string(), expect);
        }
        assert!(matches!(
            rebuild(&facts("too,few\n")),
            Err(RebuildError::Csv { .. })
        ));
        let mut without = facts("");
        without
            .services
            .insert("rds".to_owned(), "service,region\n".to_owned());
        assert!(matches!(
            rebuild(&without),
            Err(RebuildError::Column { column: "item", .. })
        ));
    }
}
