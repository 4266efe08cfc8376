//! The rows behind a catalogue: unpacked for a Region when it is first asked for, found by their keys.

use rustc_hash::{FxHashMap, FxHasher};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use super::Query;
use super::limits::{self, InstanceLimits};
use super::pack::{self, PackError, Reader, Row};
use super::rate::{Basis, Date, Rate, Tier};
use super::region::{self, RegionInfo};
use super::spec::{self, InstanceSpec};

/// Answer to a query. A price that is missing is never taken as zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Price {
    /// There is a list price.
    Priced(Arc<Rate>),
    /// The catalogue has no row for the query in this Region.
    Missing,
}

impl Price {
    /// The rate, if there is one.
    pub fn rate(&self) -> Option<&Arc<Rate>> {
        match self {
            Self::Priced(rate) => Some(rate),
            Self::Missing => None,
        }
    }
}

/// Oldest and newest day on which prices of a Region were quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// Day of the oldest row.
    pub oldest: Date,
    /// Day of the newest row.
    pub newest: Date,
}

/// A row as a person reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogueRow {
    /// Service: `rds`.
    pub service: String,
    /// What is billed: `instance_hour`.
    pub item: String,
    /// Attributes, sorted by key.
    pub attributes: Vec<(String, String)>,
    /// The price.
    pub rate: Arc<Rate>,
}

impl CatalogueRow {
    /// The key as text, the same as [`Query::key`].
    pub fn key(&self) -> String {
        let attributes: Vec<String> = self
            .attributes
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        pack::key_text(&self.service, &self.item, &attributes.join(";"))
    }
}

/// Packed rows, instance types and Regions.
#[derive(Debug)]
pub(super) struct Store {
    archive: Cow<'static, [u8]>,
    sections: Vec<(String, std::ops::Range<usize>)>,
    keys: OnceLock<Keys>,
    tables: Vec<(String, OnceLock<Table>)>,
    regions: Vec<RegionInfo>,
    specs: OnceLock<Vec<InstanceSpec>>,
    /// Places in `specs` by name.
    spec_names: OnceLock<FxHashMap<String, u32>>,
    limits: OnceLock<FxHashMap<String, InstanceLimits>>,
    spec_files: [&'static str; 2],
}

impl Store {
    /// The catalogue that is part of the program, with nothing unpacked yet: for measuring.
    pub(super) fn fresh() -> Self {
        let archive = Cow::Borrowed(&include_bytes!(concat!(env!("OUT_DIR"), "/prices.bin"))[..]);
        // The build script wrote the archive; a test reads all of it.
        let mut catalogue =
            Self::from_archive(archive, region::EMBEDDED).unwrap_or_else(|_| Self::empty());
        catalogue.spec_files = spec::EMBEDDED;
        catalogue
    }

    /// A catalogue of rows in memory: for tests and for prices of one's own. `regions` is text in the form of
    /// `pricing/regions.csv`. Instance types are those of the program.
    ///
    /// # Errors
    /// When a number cannot be read, or the tiers of a key do not follow each other from 0 on.
    pub(super) fn from_rows(rows: &[Row], regions: &str) -> Result<Self, PackError> {
        let mut catalogue = Self::from_archive(Cow::Owned(pack::encode(rows)?), regions)?;
        catalogue.spec_files = spec::EMBEDDED;
        Ok(catalogue)
    }

    fn from_archive(archive: Cow<'static, [u8]>, regions: &str) -> Result<Self, PackError> {
        let sections = pack::sections(&archive)?;
        let tables: Vec<_> = sections
            .iter()
            .filter(|(name, _)| name != pack::KEYS)
            .map(|(name, _)| (name.clone(), OnceLock::new()))
            .collect();
        let has_prices = |code: &str| tables.iter().any(|(name, _)| name == code);
        let regions = region::parse(regions, has_prices);
        Ok(Self {
            archive,
            sections,
            tables,
            regions,
            ..Self::empty()
        })
    }

    fn empty() -> Self {
        Self {
            archive: Cow::Borrowed(&[]),
            sections: Vec::new(),
            keys: OnceLock::new(),
            tables: Vec::new(),
            regions: Vec::new(),
            specs: OnceLock::new(),
            spec_names: OnceLock::new(),
            limits: OnceLock::new(),
            spec_files: ["", ""],
        }
    }

    /// Looks a price up. Unpacks the Region when it is asked for the first time.
    pub(super) fn price(&self, region: &str, query: &Query) -> Price {
        let region = if query.global { pack::GLOBAL } else { region };
        let keys = self.keys();
        keys.find(query)
            .and_then(|key| self.table(region)?.rate(key, &keys.strings))
            .map_or(Price::Missing, Price::Priced)
    }

    /// All Regions known, by code.
    pub(super) fn regions(&self) -> &[RegionInfo] {
        &self.regions
    }

    /// One Region.
    pub(super) fn region(&self, code: &str) -> Option<&RegionInfo> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The values an attribute takes among the priced rows of an item, sorted, each once: the instance types priced
    /// for an engine, the edge locations of CloudFront. `fixed` are attributes that rows must have.
    pub(super) fn values(
        &self,
        region: &str,
        service: &str,
        item: &str,
        attribute: &str,
        fixed: &[(&str, &str)],
    ) -> Vec<String> {
        let keys = self.keys();
        let Some(table) = self.table(region) else {
            return Vec::new();
        };
        let mut values = BTreeSet::new();
        for key in keys.range(service, item) {
            let attributes = keys.attributes(key);
            let fits = fixed
                .iter()
                .all(|(name, value)| attribute_value(attributes, name) == Some(value));
            if let Some(value) =
                attribute_value(attributes, attribute).filter(|_| fits && table.has(key))
            {
                values.insert(value);
            }
        }
        values.into_iter().map(str::to_owned).collect()
    }

    /// All rows of a Region (or `global`) in the order of their keys.
    pub(super) fn rows(&self, region: &str) -> impl Iterator<Item = CatalogueRow> + '_ {
        let keys = self.keys();
        self.table(region).into_iter().flat_map(move |table| {
            table.index.iter().filter_map(move |(key, _)| {
                let rate = table.rate(*key, &keys.strings)?;
                let [service, item, attributes] = keys.texts(*key);
                let attributes = attributes
                    .split(';')
                    .filter_map(|pair| pair.split_once('='));
                Some(CatalogueRow {
                    service: service.to_owned(),
                    item: item.to_owned(),
                    attributes: attributes
                        .map(|(key, value)| (key.to_owned(), value.to_owned()))
                        .collect(),
                    rate,
                })
            })
        })
    }

    /// vCPU, memory and network of an instance type: EC2 (`m6i.large`) and managed (`db.r6g.large`,
    /// `cache.t4g.micro`, `r6g.large.search`).
    pub(super) fn spec(&self, instance_type: &str) -> Option<&InstanceSpec> {
        let specs = self.specs();
        let names = self.spec_names.get_or_init(|| {
            let names = specs.iter().map(|spec| spec.name.clone());
            names.zip(0..).collect()
        });
        specs.get(*names.get(instance_type)? as usize)
    }

    /// What an EC2 type can drive.
    pub(super) fn limits(&self, instance_type: &str) -> Option<&InstanceLimits> {
        let all = self.limits.get_or_init(|| {
            let all = limits::parse(limits::EMBEDDED).into_iter();
            all.map(|limits| (limits.name.clone(), limits)).collect()
        });
        all.get(instance_type)
    }

    /// All instance types by name.
    pub(super) fn specs(&self) -> &[InstanceSpec] {
        self.specs.get_or_init(|| spec::parse(self.spec_files))
    }

    /// Oldest and newest day of the prices of a Region; `None` when there are none.
    pub(super) fn prices_as_of(&self, region: &str) -> Option<DateRange> {
        let table = self.table(region)?;
        *table.dates.get_or_init(|| {
            let strings = &self.keys().strings;
            let dates: BTreeSet<Date> = table
                .index
                .iter()
                .filter_map(|(_, at)| {
                    let mut reader = Reader::new(&table.bytes, *at as usize);
                    let _unit = reader.index()?;
                    reader.index()
                })
                .collect::<BTreeSet<u32>>()
                .into_iter()
                .filter_map(|id| strings.get(id)?.parse().ok())
                .collect();
            Some(DateRange {
                oldest: *dates.first()?,
                newest: *dates.last()?,
            })
        })
    }

    fn section(&self, name: &str) -> Option<Vec<u8>> {
        let (_, place) = self.sections.iter().find(|(have, _)| have == name)?;
        lz4_flex::decompress_size_prepended(self.archive.get(place.clone())?).ok()
    }

    fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| {
            self.section(pack::KEYS)
                .and_then(Keys::read)
                .unwrap_or_default()
        })
    }

    fn table(&self, region: &str) -> Option<&Table> {
        let index = self
            .tables
            .binary_search_by(|(name, _)| name.as_str().cmp(region))
            .ok()?;
        let (name, cell) = self.tables.get(index)?;
        Some(cell.get_or_init(|| self.section(name).and_then(Table::read).unwrap_or_default()))
    }
}

/// Value of one attribute in `a=1;b=2`.
fn attribute_value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes
        .split(';')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Texts of the archive, cut out of one buffer.
#[derive(Debug, Default)]
struct Strings {
    buffer: String,
    ends: Vec<u32>,
}

impl Strings {
    fn get(&self, id: u32) -> Option<&str> {
        let id = id as usize;
        let start = id
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.buffer
            .get(start as usize..*self.ends.get(id)? as usize)
    }
}

/// All keys of the archive, sorted by service, item and attributes, with a hash index.
#[derive(Debug, Default)]
struct Keys {
    strings: Strings,
    keys: Vec<[u32; 3]>,
    /// Open addressing over a power of two: hash and key + 1, 0 for a free slot.
    slots: Vec<(u32, u32)>,
}

impl Keys {
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = Reader::new(&bytes, 0);
        let mut strings = Strings::default();
        for _ in 0..reader.int()? {
            strings.buffer.push_str(reader.text()?);
            strings.ends.push(u32::try_from(strings.buffer.len()).ok()?);
        }
        let count = usize::try_from(reader.int()?).ok()?.min(bytes.len());
        let mut keys = Vec::with_capacity(count);
        let mut slots = vec![(0, 0); (count * 2).next_power_of_two()];
        for number in 0..count {
            let key = [reader.index()?, reader.index()?, reader.index()?];
            let hash = hash([
                strings.get(key[0])?,
                strings.get(key[1])?,
                strings.get(key[2])?,
            ]);
            let mask = slots.len() - 1;
            let mut at = hash as usize & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (hash, u32::try_from(number + 1).ok()?);
            keys.push(key);
        }
        Some(Self {
            strings,
            keys,
            slots,
        })
    }

    fn texts(&self, key: u32) -> [&str; 3] {
        let ids = self.keys.get(key as usize).copied().unwrap_or_default();
        ids.map(|id| self.strings.get(id).unwrap_or_default())
    }

    fn attributes(&self, key: u32) -> &str {
        self.texts(key)[2]
    }

    fn find(&self, query: &Query) -> Option<u32> {
        let hash = hash([query.service, query.item, query.text()]);
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let (have, number) = *self.slots.get(at)?;
            let key = number.checked_sub(1)?;
            if have == hash && self.is(key, query) {
                return Some(key);
            }
            at = (at + 1) & mask;
        }
    }

    fn is(&self, key: u32, query: &Query) -> bool {
        self.texts(key) == [query.service, query.item, query.text()]
    }

    /// Keys of one item.
    fn range(&self, service: &str, item: &str) -> std::ops::Range<u32> {
        let before = |key: &[u32; 3], or_equal: bool| {
            let have = (self.strings.get(key[0]), self.strings.get(key[1]));
            let want = (Some(service), Some(item));
            have < want || (or_equal && have == want)
        };
        let start = self.keys.partition_point(|key| before(key, false));
        let end = self.keys.partition_point(|key| before(key, true));
        start as u32..end as u32
    }
}

/// A hash of the parts of a key.
fn hash(texts: [&str; 3]) -> u32 {
    let mut hasher = FxHasher::default();
    for text in texts {
        hasher.write(text.as_bytes());
    }
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// The rates of one Region, read from its bytes when asked for.
#[derive(Debug, Default)]
struct Table {
    bytes: Vec<u8>,
    /// Key and offset of its entry, by key.
    index: Vec<(u32, u32)>,
    cells: Vec<OnceLock<Option<Arc<Rate>>>>,
    dates: OnceLock<Option<DateRange>>,
}

impl Table {
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = Reader::new(&bytes, 0);
        let count = usize::try_from(reader.int()?).ok()?.min(bytes.len());
        let mut index = Vec::with_capacity(count);
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.checked_add(reader.index()?)?;
            let length = reader.index()?;
            index.push((key, u32::try_from(reader.position()).ok()?));
            reader.take(length as usize)?;
        }
        let cells = std::iter::repeat_with(OnceLock::new).take(count).collect();
        Some(Self {
            bytes,
            index,
            cells,
            dates: OnceLock::new(),
        })
    }

    fn position(&self, key: u32) -> Option<usize> {
        self.index
            .binary_search_by_key(&key, |(have, _)| *have)
            .ok()
    }

    fn has(&self, key: u32) -> bool {
        self.position(key).is_some()
    }

    fn rate(&self, key: u32, strings: &Strings) -> Option<Arc<Rate>> {
        let position = self.position(key)?;
        self.cells
            .get(position)?
            .get_or_init(|| self.decode(position, strings).map(Arc::new))
            .clone()
    }

    fn decode(&self, position: usize, strings: &Strings) -> Option<Rate> {
        let start = self.index.get(position)?.1 as usize;
        let mut reader = Reader::new(&self.bytes, start);
        let unit = strings.get(reader.index()?)?.to_owned();
        let as_of = strings.get(reader.index()?)?.parse().ok()?;
        let source = strings.get(reader.index()?)?.to_owned();
        let basis = match reader.byte()? {
            0 => Basis::Quoted,
            1 => Basis::LabelInferred,
            2 => Basis::Derived,
            _ => return None,
        };
        let sku = Some(reader.text()?.to_owned()).filter(|sku| !sku.is_empty());
        let ends = reader.byte()? == 1;
        let mut tiers = Vec::new();
        for _ in 0..reader.int()? {
            tiers.push(Tier {
                from: reader.decimal()?,
                usd: reader.decimal()?,
            });
        }
        let upto = if ends { Some(reader.decimal()?) } else { None };
        Some(Rate {
            unit,
            tiers,
            upto,
            sku,
            as_of,
            source,
            basis,
        })
    }
}
