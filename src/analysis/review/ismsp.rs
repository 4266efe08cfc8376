//! Controls of Korea's ISMS-P certification (KISA, 2023) that a rule corresponds to.
//!
//! Source: the compliance mappings `kisa_isms_p_2023_aws` and `kisa_isms_p_2023_korean_aws` of Prowler 5.46 (Apache-2.0),
//! which map controls to checks; a rule has the controls of the Prowler checks among its references. Only numbers and
//! names of controls are taken.

use crate::text::{Bilingual, both};
use std::sync::OnceLock;

/// A control of the certification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// Number, for example `2.6.1`.
    pub number: &'static str,
    /// Name.
    pub title: Bilingual,
}

/// Code and control, by code and control.
pub fn all() -> &'static [(&'static str, Control)] {
    static ALL: OnceLock<Vec<(&'static str, Control)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let lines = include_str!("ismsp.csv").lines().skip(1);
        let one = |line: &'static str| {
            let mut fields = line.splitn(4, ',').map(|field| field.trim_matches('"'));
            let (code, number) = (fields.next()?, fields.next()?);
            let title = both(fields.next()?, fields.next()?);
            Some((code, Control { number, title }))
        };
        lines.filter_map(one).collect()
    })
}

/// Controls that a rule corresponds to; empty where the mapping names none.
pub fn of(code: &str) -> impl Iterator<Item = Control> {
    let start = all().partition_point(|(own, _)| *own < code);
    let rest = all().iter().skip(start);
    rest.take_while(move |(own, _)| *own == code)
        .map(|(_, control)| *control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::review;

    #[test]
    fn controls_belong_to_rules_and_stand_in_order() {
        let number = |text: &str| -> Vec<u32> {
            let parts = text.split('.').map(|part| part.parse().unwrap());
            parts.collect()
        };
        for pair in all().windows(2) {
            let [a, b] = pair else { unreachable!() };
            assert!((a.0, number(a.1.number)) < (b.0, number(b.1.number)));
        }
        for (code, control) in all() {
            assert!(review::rule(code).is_some(), "{code}");
            assert!(control.title.ko.chars().any(|c| ('가'..='힣').contains(&c)));
            assert!(control.title.en.is_ascii() && !control.title.en.is_empty());
        }
        assert!(
            review::rules()
                .iter()
                .filter(|rule| of(rule.code).next().is_some())
                .count()
                > 100
        );
    }

    #[test]
    fn a_public_database_is_a_matter_of_network_access() {
        let numbers: Vec<&str> = of("SEC001").map(|control| control.number).collect();
        assert!(numbers.contains(&"2.6.1"), "{numbers:?}");
        assert_eq!(of("COST001").count(), 0);
    }
}
