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
