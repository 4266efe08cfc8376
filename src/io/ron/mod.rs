//! Design files: RON that people read, write and compare.
//!
//! In: text. Out: a [`Design`], or everything that is wrong with the text, each with line and column. And back: the same
//! design always gives the same text, sorted by id, defaults left out. Kinds and properties that this version does not
//! know are kept; fields that it does not know are errors.
//!
//! # Scenarios
//! `scenarios` follow the items, in the order in which they are shown. Each says only what differs from the base:
//!
//! ```ron
//! scenarios: {
//!     "multi-az": (
//!         name: (en: "Multi-AZ", ko: "다중 AZ"),       // unique in each language; the id where left out
//!         description: "A standby in the second zone.",
//!         region: "ap-northeast-1",                     // moves the setting, Region frames and their zones
//!         demand_factor: 10,                            // all entries; single ones: demand_factors: {"users": 3}
//!         settings: (target_rto_minutes: 5, monthly_budget_usd: None),
//!         properties: {"db": {"deployment": "multi-az", "iops": None}},   // None: back to the default
//!         components: {
//!             "web": (in: "private-c", at: (700, 420), name: "Web servers"),       // fields of an item of the base
//!             "db2": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.r6g.large"}),   // added
//!             "app": (kind: "ecs_service", properties: {"tasks": 4}),   // another kind: base properties do not count
//!             "cache": (placements: [(), (instances: 2)]),        // tile by tile over the base's tiles
//!         },
//!         connections: {"web-db": (read_share: 0.9), "web-db2": (from: "web", to: "db2")},
//!         containers: {"zone-d": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2d", frame: (0, 0, 400, 200))},
//!         security_groups: {"sg-web": (ingress: [(ports: "443", from: "0.0.0.0/0")])},
//!         removed: ["nat-c", "zone-c"],    // a frame takes along what stands in it, a component its connections
//!         silenced: [(rule: "REL001", item: "db", reason: "a test")],
//!         unsilenced: [(rule: "SEC001")],
//!     ),
//! },
//! ```
//!
//! An item that the base has is changed field by field, any other is added and must be whole. Fields that can be empty take
//! `None`. A component of which only properties differ is written under `properties`, else under `components`.

mod check;
mod convert;
mod position;
mod problem;
mod schema;
mod syntax;
mod write;

use crate::diag::{Diagnostic, Location};
use crate::model::edit::Fragment;
use crate::model::{Design, Id};
use crate::scene::layout::{self, Unplaced};
use ::ron::Options;
use ::ron::extensions::Extensions;
use problem::Problems;
use schema::{FileDesign, FileFormat};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Version of the format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// A design as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadDesign {
    /// The design. Items that the file gives no place have been laid out.
    pub design: Design,
    /// Items that the file gives no place.
    pub unplaced: Unplaced,
    /// What its author may not expect: kinds and properties that are unknown.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a design. `file_name` is what locations say.
///
/// # Errors
/// Everything that is wrong with the text, in its order: one syntax error, or all errors of meaning.
pub fn read(text: &str, file_name: &str) -> Result<ReadDesign, Vec<Diagnostic>> {
    let (design, unplaced, warnings) = parse(text, file_name, false)?;
    Ok(ReadDesign {
        design,
        unplaced,
        warnings,
    })
}

/// Reads the bytes of a design file, which must be UTF-8.
///
/// # Errors
/// As [`read`], and where the bytes are not UTF-8.
pub fn read_bytes(bytes: &[u8], file_name: &str) -> Result<ReadDesign, Vec<Diagnostic>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text, file_name),
        Err(error) => Err(vec![not_utf8(bytes, error.valid_up_to(), file_name)]),
    }
}

/// Where the items of a design file stand, by id: the place of their key. `text` is one that [`read`] accepts.
pub fn places(text: &str, file_name: &str) -> BTreeMap<Id, Location> {
    problem::places(&plain(text), file_name)
}

/// The text of a design; [`read`] gives the same design back.
pub fn write(design: &Design) -> String {
    write::text(&write::Parts {
        design,
        fragment: false,
    })
}

/// Reads items from the clipboard. Parents, connection ends and security groups may be missing from them.
///
/// # Errors
/// As [`read`]; text that is no fragment is an error too.
pub fn read_fragment(text: &str) -> Result<Fragment, Vec<Diagnostic>> {
    let (design, _, _) = parse(text, "", true)?;
    Ok(Fragment {
        containers: design.containers,
        components: design.components,
        connections: design.connections,
        security_groups: design.security_groups,
    })
}

/// The text of items for the clipboard.
pub fn write_fragment(fragment: &Fragment) -> String {
    let design = Design {
        containers: fragment.containers.clone(),
        components: fragment.components.clone(),
        connections: fragment.connections.clone(),
        security_groups: fragment.security_groups.clone(),
        ..Design::default()
    };
    write::text(&write::Parts {
        design: &design,
        fragment: true,
    })
}

fn parse(
    text: &str,
    file_name: &str,
    is_fragment: bool,
) -> Result<(Design, Unplaced, Vec<Diagnostic>), Vec<Diagnostic>> {
    let text = plain(text);
    let file: FileDesign = options()
        .from_str(&text)
        .map_err(|error| vec![refusal(&text, &error, file_name)])?;
    let format = file.format.unwrap_or(FORMAT);
    if !(1..=FORMAT).contains(&format) {
        return Err(vec![newer(format, file_name, &text)]);
    }
    let mut problems = Problems::default();
    let (design, short, unplaced) = convert::design(file, is_fragment, &mut problems);
    check::properties(&design, &short, &mut problems);
    let (warnings, errors) = problems.located(&text, file_name);
    if errors.is_empty() {
        let design = layout::place(&design, &unplaced);
        Ok((design, unplaced, warnings))
    } else {
        Err(errors)
    }
}

/// The text without a byte order mark and with plain line ends.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(64)
}

/// Why ron refused the text: a newer format explains everything else.
fn refusal(text: &str, error: &::ron::error::SpannedError, file_name: &str) -> Diagnostic {
    match options().from_str::<FileFormat>(text) {
        Ok(file) if file.format > FORMAT => newer(file.format, file_name, text),
        _ => syntax::diagnostic(error, file_name),
    }
}

fn newer(format: u32, file_name: &str, text: &str) -> Diagnostic {
    let mut problems = Problems::default();
    problems.value(
        position::Path::of(["format"]),
        Diagnostic::error(
            "unknown-format",
            format!("the file has format {format}, this version reads formats 1 to {FORMAT}"),
        )
        .help("open it with a newer version of Skydraft"),
    );
    let (_, mut errors) = problems.located(text, file_name);
    errors
        .pop()
        .unwrap_or_else(|| Diagnostic::error("unknown-format", "unknown format"))
}

fn not_utf8(bytes: &[u8], valid: usize, file_name: &str) -> Diagnostic {
    let before = bytes.get(..valid).unwrap_or_default();
    let line_start = before
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(before.get(line_start..).unwrap_or_default())
        .chars()
        .count();
    let utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    Diagnostic::error("not-utf8", "the file is not text in UTF-8")
        .at(Some(Location {
            file: file_name.to_owned(),
            line: before.iter().filter(|b| **b == b'\n').count() + 1,
            column: column + 1,
            length: 1,
        }))
        .help(if utf16 {
            "it looks like UTF-16: save it again as UTF-8"
        } else {
            "save it again as UTF-8"
        })
}

#[cfg(test)]
mod tests;
