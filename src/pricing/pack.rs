//! The archive of price rows that is embedded in the binary: what the build script writes and the catalogue reads.
//!
//! The build script compiles this file too (`pricing/build.rs`), so it uses nothing but the standard library and
//! `lz4_flex`. One archive holds a directory, one section with all strings and keys of every Region, and one section of
//! rates for each Region, compressed one by one so that only the Regions in use are unpacked. Integers are LEB128;
//! prices are decimal mantissa and exponent, so that no digit of the source is lost.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// First bytes of an archive.
pub const MAGIC: &[u8; 6] = b"SKYPR1";
/// Name of the section that holds strings and keys; the other sections are named after their Region.
pub const KEYS: &str = "#keys";
/// The pseudo Region of prices that are the same everywhere.
pub const GLOBAL: &str = "global";

/// One price row of a source file: one tier of one key in one Region.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Service, the name of the source file: `rds`.
    pub service: String,
    /// AWS Region code, or `global`.
    pub region: String,
    /// What is billed: `instance_hour`.
    pub item: String,
    /// Attributes sorted by key: `engine=mysql;instance_type=db.m6g.large`. Empty where there are none.
    pub attributes: String,
    /// Unit as AWS writes it: `Hrs`, `GB-Mo`. Empty where the source states none.
    pub unit: String,
    /// Price in USD for one unit, as decimal text.
    pub price_usd: String,
    /// Where the tier begins, in units, as decimal text. Empty for a flat price.
    pub tier_from: String,
    /// Where the tier ends. Empty for no upper bound.
    pub tier_to: String,
    /// Day for which the price was quoted, `YYYY-MM-DD`.
    pub as_of: String,
    /// AWS Price List SKU, empty where the source gives none.
    pub sku: String,
    /// Where the price was read.
    pub source: String,
    /// How sure the row is: `quoted`, `label-inferred` or `derived`.
    pub basis: String,
}

/// Why rows cannot be packed, or an archive not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// A number is not plain decimal text of a sensible length.
    Number {
        /// Key of the row.
        key: String,
        /// The text found.
        found: String,
    },
    /// The tiers of one key do not begin at 0 or leave a gap, or a key is there twice.
    Tiers {
        /// Key of the rows.
        key: String,
        /// Where the next tier should have begun.
        expected: String,
        /// Where it begins.
        found: String,
    },
    /// `basis` is none of the known words.
    Basis {
        /// Key of the row.
        key: String,
        /// The text found.
        found: String,
    },
    /// The bytes are no archive, or end too early.
    Damaged,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { key, found } => {
                write!(f, "`{found}` is not a decimal number in price row `{key}`")
            }
            Self::Tiers {
                key,
                expected,
                found,
            } => {
                write!(
                    f,
                    "tiers of `{key}` leave a gap: expected one from {expected}, found {found}"
                )
            }
            Self::Basis { key, found } => write!(f, "unknown basis `{found}` in price row `{key}`"),
            Self::Damaged => write!(f, "the price archive is damaged"),
        }
    }
}

impl std::error::Error for PackError {}

/// A decimal number: `mantissa / 10^exponent`.
///
/// Both parts are exact in `f64`, so the quotient is the float nearest to the decimal text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Digits without the point.
    pub mantissa: u64,
    /// Number of digits after the point, at most 18.
    pub exponent: u8,
}

impl Decimal {
    /// A whole number, at most 2^53.
    pub const fn whole(number: u64) -> Self {
        Self {
            mantissa: number,
            exponent: 0,
        }
    }

    /// Reads plain decimal text (`0.0000002`, `12`), no sign and no exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let fraction = fraction.trim_end_matches('0');
        if whole.is_empty() || fraction.len() > 18 {
            return None;
        }
        let mut mantissa = 0_u64;
        for digit in whole.bytes().chain(fraction.bytes()) {
            if !digit.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa
                .checked_mul(10)?
                .checked_add(u64::from(digit - b'0'))?;
        }
        (mantissa < (1 << 53)).then_some(Self {
            mantissa,
            exponent: fraction.len() as u8,
        })
    }

    /// The nearest float.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(i32::from(self.exponent))
    }

    /// Exact sum; `None` when it has too many digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.max(other.exponent);
        let scale = |d: Self| {
            d.mantissa
                .checked_mul(10_u64.checked_pow(u32::from(exponent - d.exponent))?)
        };
        let mantissa = scale(self)?.checked_add(scale(other)?)?;
        (mantissa < (1 << 53)).then_some(Self { mantissa, exponent })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!(
            "{:0>width$}",
            self.mantissa,
            width = usize::from(self.exponent) + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.exponent));
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            f.write_str(whole)
        } else {
            write!(f, "{whole}.{fraction}")
        }
    }
}

/// Packs rows of any order into an archive; the same rows give the same bytes.
///
/// # Errors
/// When a number cannot be read, or the tiers of a key do not follow each other from 0 on.
pub fn encode(rows: &[Row]) -> Result<Vec<u8>, PackError> {
    let mut keys: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    for row in rows {
        keys.insert((&row.service, &row.item, &row.attributes), 0);
    }
    let mut strings = Strings::default();
    let mut section = Vec::new();
    for (id, ((service, item, attributes), slot)) in keys.iter_mut().enumerate() {
        *slot = id as u32;
        for text in [service, item, attributes] {
            put(&mut section, u64::from(strings.id(text)));
        }
    }
    let mut by_region: BTreeMap<&str, BTreeMap<u32, Vec<&Row>>> = BTreeMap::new();
    for row in rows {
        let key = keys
            .get(&(
                row.service.as_str(),
                row.item.as_str(),
                row.attributes.as_str(),
            ))
            .copied()
            .unwrap_or(0);
        by_region
            .entry(&row.region)
            .or_default()
            .entry(key)
            .or_default()
            .push(row);
    }
    let mut sections = Vec::new();
    for (region, entries) in by_region {
        let mut body = Vec::new();
        put(&mut body, entries.len() as u64);
        let mut before = 0;
        for (key, rows) in entries {
            put(&mut body, u64::from(key - before));
            before = key;
            let entry = encode_entry(&rows, &mut strings)?;
            put(&mut body, entry.len() as u64);
            body.extend(entry);
        }
        sections.push((region, lz4_flex::compress_prepend_size(&body)));
    }
    let mut head = Vec::new();
    strings.write(&mut head);
    put(&mut head, keys.len() as u64);
    head.extend(section);
    sections.insert(0, (KEYS, lz4_flex::compress_prepend_size(&head)));

    let mut out = MAGIC.to_vec();
    put(&mut out, sections.len() as u64);
    for (name, bytes) in &sections {
        put_bytes(&mut out, name.as_bytes());
        put(&mut out, bytes.len() as u64);
    }
    for (_, bytes) in &sections {
        out.extend(bytes);
    }
    Ok(out)
}

/// Key of a row as people read it: service, item and attributes.
pub fn key_text(service: &str, item: &str, attributes: &str) -> String {
    if attributes.is_empty() {
        format!("{service} {item}")
    } else {
        format!("{service} {item} {attributes}")
    }
}

fn encode_entry(rows: &[&Row], strings: &mut Strings) -> Result<Vec<u8>, PackError> {
    let number = |row: &Row, text: &str| {
        Decimal::parse(text).ok_or_else(|| PackError::Number {
            key: row_key(row),
            found: text.to_owned(),
        })
    };
    let mut tiers = Vec::new();
    for row in rows {
        let from = number(
            row,
            if row.tier_from.is_empty() {
                "0"
            } else {
                &row.tier_from
            },
        )?;
        tiers.push((from, number(row, &row.price_usd)?, *row));
    }
    tiers.sort_by(|a, b| a.0.to_f64().total_cmp(&b.0.to_f64()));
    let mut out = Vec::new();
    let mut expected = Some("0".to_owned());
    for (from, _, row) in &tiers {
        let found = from.to_string();
        if expected.as_deref() != Some(&found) {
            let expected = expected.unwrap_or_else(|| "none".to_owned());
            return Err(PackError::Tiers {
                key: row_key(row),
                expected,
                found,
            });
        }
        expected = if row.tier_to.is_empty() {
            None
        } else {
            Some(number(row, &row.tier_to)?.to_string())
        };
    }
    let end = expected.as_deref().and_then(Decimal::parse);
    let Some((_, _, first)) = tiers.first() else {
        return Err(PackError::Damaged);
    };
    let basis = match first.basis.as_str() {
        "quoted" => 0,
        "label-inferred" => 1,
        "derived" => 2,
        _ => {
            return Err(PackError::Basis {
                key: row_key(first),
                found: first.basis.clone(),
            });
        }
    };
    let as_of = rows
        .iter()
        .map(|row| row.as_of.as_str())
        .max()
        .unwrap_or("");
    for text in [first.unit.as_str(), as_of, first.source.as_str()] {
        put(&mut out, u64::from(strings.id(text)));
    }
    out.push(basis);
    put_bytes(&mut out, first.sku.as_bytes());
    out.push(u8::from(end.is_some()));
    put(&mut out, tiers.len() as u64);
    for (from, price, _) in tiers {
        for value in [from, price] {
            put(&mut out, value.mantissa);
            out.push(value.exponent);
        }
    }
    if let Some(end) = end {
        put(&mut out, end.mantissa);
        out.push(end.exponent);
    }
    Ok(out)
}

fn row_key(row: &Row) -> String {
    format!(
        "{} in {}",
        key_text(&row.service, &row.item, &row.attributes),
        row.region
    )
}

/// Strings by order of first use.
#[derive(Default)]
struct Strings {
    ids: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Strings {
    fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.texts.len() as u32;
        self.ids.insert(text.to_owned(), id);
        self.texts.push(text.to_owned());
        id
    }

    fn write(&self, out: &mut Vec<u8>) {
        put(out, self.texts.len() as u64);
        for text in &self.texts {
            put_bytes(out, text.as_bytes());
        }
    }
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Reads what [`encode`] writes; every step says `None` at the end of the bytes.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts reading `bytes` at `at`.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Offset of the next byte.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Next single byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Next integer.
    pub fn int(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Next integer as a 32-bit index.
    pub fn index(&mut self) -> Option<u32> {
        u32::try_from(self.int()?).ok()
    }

    /// Next `length` bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let bytes = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    /// Next string with its length in front.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.int()?).ok()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Next decimal number.
    pub fn decimal(&mut self) -> Option<f64> {
        let mantissa = self.int()?;
        let exponent = self.byte()?;
        Some(Decimal { mantissa, exponent }.to_f64())
    }
}

/// Names and places (start, end) of the sections of an archive, in the order written.
///
/// # Errors
/// [`PackError::Damaged`] when the bytes are not an archive.
pub fn sections(archive: &[u8]) -> Result<Vec<(String, std::ops::Range<usize>)>, PackError> {
    read_sections(archive).ok_or(PackError::Damaged)
}

fn read_sections(archive: &[u8]) -> Option<Vec<(String, std::ops::Range<usize>)>> {
    if !archive.starts_with(MAGIC) {
        return None;
    }
    let mut reader = Reader::new(archive, MAGIC.len());
    let count = reader.int()?;
    let mut lengths = Vec::new();
    for _ in 0..count {
        let name = reader.text()?.to_owned();
        lengths.push((name, usize::try_from(reader.int()?).ok()?));
    }
    let mut at = reader.position();
    let mut out = Vec::new();
    for (name, length) in lengths {
        let end = at.checked_add(length).filter(|end| *end <= archive.len())?;
        out.push((name, at..end));
        at = end;
    }
    Some(out)
}
