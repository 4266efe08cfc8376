//! `skydraft pricing`: the price catalogue from the command line.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::pricing::facts::{self, Facts, RebuildError};

/// Why the source files cannot be made anew.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error("cannot use `{path}`: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The facts are not as expected.
    #[error(transparent)]
    Facts(#[from] RebuildError),
}

/// Where the facts are.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Folder with one CSV file a service, `instance_specs.csv`, `managed_instance_specs.csv` and
    /// `ec2_license_uplift.csv`.
    pub facts: &'a Path,
    /// Region list; without it `regions.csv` stays as it is.
    pub regions: Option<&'a Path>,
    /// Service facts with the zones of each Region.
    pub zones: Option<&'a Path>,
}

/// Makes the files of `pricing/` from a folder of facts and writes them with `rebuild.log` into `out`. Gives the number of
/// price rows. Files of `out` that are not made are left alone.
///
/// # Errors
/// When a file cannot be read or written, or the facts are not as expected.
pub fn rebuild(input: Input<'_>, out: &Path) -> Result<usize, Error> {
    let mut facts = Facts::default();
    let entries = fs::read_dir(input.facts).map_err(|source| Error::File {
        path: input.facts.into(),
        source,
    })?;
    for entry in entries {
        let path = entry
            .map_err(|source| Error::File {
                path: input.facts.into(),
                source,
            })?
            .path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        match name.strip_suffix(".csv") {
            Some("instance_specs") => facts.instance_specs = read(&path)?,
            Some("managed_instance_specs") => facts.managed_instance_specs = read(&path)?,
            Some("ec2_license_uplift") => facts.ec2_license_uplift = read(&path)?,
            Some(service) => {
                facts.services.insert(service.to_owned(), read(&path)?);
            }
            None => {}
        }
    }
    facts.regions = input.regions.map(read).transpose()?;
    facts.zones = input.zones.map(read).transpose()?;
    let rebuilt = facts::rebuild(&facts)?;
    for (name, text) in &rebuilt.files {
        write(&out.join(name), text)?;
    }
    write(&out.join("rebuild.log"), &(rebuilt.log.join("\n") + "\n"))?;
    Ok(rebuilt.rows)
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::File {
        path: path.into(),
        source,
    })
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|source| Error::File {
        path: path.into(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_facts_becomes_a_folder_of_prices() {
        let folder = tempfile::tempdir().unwrap();
        let specs =
            "instance_type,vcpu,memory_gib,arch,network,burstable_baseline_pct,generation,source\n";
        let managed = "instance_type,vcpu,memory_gib,network,source\n";
        let sqs = "service,region,item,attributes,unit,price_usd,tier_from,tier_to,as_of,source\n\
                   sqs,r1,request,type=fifo,Requests,0.0000005,,,2025-08-28,feed\n";
        for (name, text) in [
            ("instance_specs.csv", specs),
            ("managed_instance_specs.csv", managed),
            ("sqs.csv", sqs),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let out = tempfile::tempdir().unwrap();
        let rows = rebuild(
            Input {
                facts: folder.path(),
                regions: None,
                zones: None,
            },
            out.path(),
        )
        .unwrap();
        assert_eq!(rows, 1);
        let text = fs::read_to_string(out.path().join("sqs.csv")).unwrap();
        assert!(
            text.ends_with("r1,request,type=fifo,Requests,0.0000005,,,2025-08-28,,scd10,\n"),
            "{text}"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let nowhere = Path::new("no/such/folder");
        let error = rebuild(
            Input {
                facts: nowhere,
                regions: None,
                zones: None,
            },
            nowhere,
        )
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cannot use `no/such/folder`: "),
            "{error}"
        );
    }
}
