//! Designs that come with the program: cases of real architectures, and templates to start from. The files of
//! `samples/` and `samples/templates/` are in the binary; `pricing/build.rs` lists them, so a file that is added there is
//! offered without a line here.

use super::ron::{self, ReadDesign};
use crate::diag::Diagnostic;

/// A design that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Name of its file, without extension.
    pub name: &'static str,
    /// Whether it is a template; otherwise a case.
    pub template: bool,
    text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// All samples: cases, then templates, each in the order of their names.
pub fn all() -> &'static [Sample] {
    SAMPLES
}

/// The sample of that name.
pub fn find(name: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.name == name)
}

impl Sample {
    /// The design.
    ///
    /// # Errors
    /// What is wrong with the file; a test reads all of them.
    pub fn read(&self) -> Result<ReadDesign, Vec<Diagnostic>> {
        ron::read(self.text, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_sample_reads_and_has_a_title_in_both_languages() {
        for sample in all() {
            let design = sample.read().map(|read| read.design);
            let design = design.unwrap_or_else(|errors| panic!("{}: {errors:?}", sample.name));
            for language in [Language::English, Language::Korean] {
                assert_ne!(design.name.get(language), "", "{}", sample.name);
            }
            assert!(!design.components.is_empty(), "{}", sample.name);
        }
    }

    #[test]
    fn every_file_of_the_folders_is_offered_once() {
        let names: BTreeSet<&str> = all().iter().map(|sample| sample.name).collect();
        assert_eq!(names.len(), all().len());
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        for (folder, template) in [(root.clone(), false), (root.join("templates"), true)] {
            let Ok(entries) = std::fs::read_dir(folder) else {
                continue;
            };
            for entry in entries {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "ron") {
                    let name = path.file_stem().unwrap().to_str().unwrap();
                    assert!(
                        find(name).is_some_and(|sample| sample.template == template),
                        "{name}"
                    );
                }
            }
        }
    }
}
