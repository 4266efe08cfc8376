//! AWS Regions: names in both languages and zone names.

use crate::model::Language;

/// The file that is part of the program.
pub(super) const EMBEDDED: &str = include_str!("../../pricing/regions.csv");

/// One AWS Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionInfo {
    /// Code: `ap-northeast-2`.
    pub code: String,
    /// English name: `Asia Pacific (Seoul)`.
    pub name_en: String,
    /// Korean name: `아시아 태평양(서울)`.
    pub name_ko: String,
    /// Availability Zone names as one account sees them: `ap-northeast-2a`.
    pub zones: Vec<String>,
    /// Whether an account must switch the Region on before use.
    pub opt_in: bool,
    /// Partition: `aws`, `aws-us-gov`, `aws-cn`.
    pub partition: String,
    /// Whether the catalogue has any price of this Region.
    pub has_prices: bool,
}

impl RegionInfo {
    /// What stands in parentheses in the name (`Seoul`, `서울`), else all of it.
    pub fn short_name(&self, language: Language) -> &str {
        let full = match language {
            Language::English => &self.name_en,
            Language::Korean => &self.name_ko,
        };
        full.split_once('(')
            .and_then(|(_, rest)| rest.strip_suffix(')'))
            .unwrap_or(full)
    }
}

/// Reads text in the form of `pricing/regions.csv`; lines that are not of this form are left out.
pub(super) fn parse(text: &str, has_prices: impl Fn(&str) -> bool) -> Vec<RegionInfo> {
    let mut regions: Vec<RegionInfo> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split(',');
            let code = fields.next()?.to_owned();
            let name_en = fields.next()?.to_owned();
            let name_ko = fields.next()?.to_owned();
            let zones = fields
                .next()?
                .split_whitespace()
                .map(|letter| format!("{code}{letter}"))
                .collect();
            let opt_in = fields.next()? == "yes";
            let partition = fields.next()?.to_owned();
            let has_prices = has_prices(&code);
            Some(RegionInfo {
                code,
                name_en,
                name_ko,
                zones,
                opt_in,
                partition,
                has_prices,
            })
        })
        .collect();
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    regions
}
