//! How many findings there are of each sort: counted once for a report, which may have tens of thousands.

use crate::analysis::review::{Finding, Pillar, Severity};
use std::collections::BTreeMap;

/// Numbers of findings.
#[derive(Debug, Default)]
pub struct Tally {
    /// The report that they are of.
    reported: Option<u64>,
    /// By whether they are silenced, how severe they are, and their pillar.
    counts: BTreeMap<(bool, Severity, Pillar), usize>,
}

impl Tally {
    /// Counts the findings of the report of this number, unless that is done.
    pub fn refresh(&mut self, reported: u64, findings: &[Finding]) {
        if self.reported.replace(reported) == Some(reported) {
            return;
        }
        self.counts.clear();
        for finding in findings {
            let sort = (finding.is_silenced(), finding.severity, finding.pillar);
            *self.counts.entry(sort).or_default() += 1;
        }
    }

    /// How many are silenced, or open, of those that `admits` says so of.
    pub fn count(&self, silenced: bool, admits: impl Fn(Severity, Pillar) -> bool) -> usize {
        let counts = self.counts.iter();
        let admitted = counts
            .filter(|((own, severity, pillar), _)| *own == silenced && admits(*severity, *pillar));
        admitted.map(|(_, count)| count).sum()
    }

    /// How many are silenced, or open.
    pub fn all(&self, silenced: bool) -> usize {
        self.count(silenced, |_, _| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::catalog::generate;
    use crate::pricing::Catalogue;

    #[test]
    fn every_finding_counts_once() {
        let report = analyse(&generate::design(100), Catalogue::embedded());
        let findings = &report.review.findings;
        let mut tally = Tally::default();
        tally.refresh(1, findings);
        assert_eq!((tally.all(false), tally.all(true)), (findings.len(), 0));
        for wanted in Severity::ALL {
            let severe = findings.iter().filter(|f| f.severity == wanted).count();
            assert_eq!(tally.count(false, |severity, _| severity == wanted), severe);
        }
        tally.refresh(1, &[]);
        assert_eq!(tally.all(false), findings.len(), "the report is the same");
        tally.refresh(2, &[]);
        assert_eq!(tally.all(false), 0);
    }
}
