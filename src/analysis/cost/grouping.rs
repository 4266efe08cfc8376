//! Totals by what items have in common: service, part of the spending, Region, the value of a tag.

use super::{Costs, Total};
use crate::catalog::service_title;
use crate::model::{Design, Id, Language};
use std::collections::BTreeMap;

/// What totals are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// AWS service.
    Service,
    /// Part of the spending.
    Spend,
    /// Region of the component.
    Region,
    /// Value of a cost allocation tag of the component; a connection counts for the component that it starts at, as
    /// its transfer is booked on that side's account.
    Tag(String),
}

impl Grouping {
    /// The group of a component or connection, where the grouping goes by item; none where it goes by line, or the item has
    /// no such tag.
    pub fn of_item(&self, design: &Design, id: &Id) -> Option<String> {
        let end = design
            .connection(id)
            .map_or(id, |connection| &connection.from);
        let component = design.component(end)?;
        match self {
            Grouping::Region => Some(design.region_of(component.parent()).to_owned()),
            Grouping::Tag(key) => component.tags.get(key).cloned(),
            Grouping::Service | Grouping::Spend => None,
        }
    }
}

impl Costs {
    /// Totals by group, the dearest first; the group without a name holds what has no such tag, and the amounts of the
    /// account as a whole. The totals add up to [`Costs::total`].
    pub fn grouped(
        &self,
        design: &Design,
        grouping: &Grouping,
        language: Language,
    ) -> Vec<(String, Total)> {
        let mut totals: BTreeMap<String, Total> = BTreeMap::new();
        let items = self.components.iter().chain(&self.connections);
        let items = items.map(|(id, cost)| (grouping.of_item(design, id), cost));
        let account = [(None, &self.account)];
        for (owner, cost) in items.chain(account) {
            for line in &cost.lines {
                let name = match grouping {
                    Grouping::Service => service_title(line.service).get(language).to_owned(),
                    Grouping::Spend => line.spend.title().get(language).to_owned(),
                    Grouping::Region | Grouping::Tag(_) => owner.clone().unwrap_or_default(),
                };
                totals.entry(name).or_default().add_line(line);
            }
        }
        let mut totals: Vec<(String, Total)> = totals.into_iter().collect();
        totals.sort_by(|a, b| b.1.usd.0.total_cmp(&a.1.usd.0));
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{costs, testing::Sketch};
    use crate::pricing::Catalogue;

    #[test]
    fn totals_by_tag_add_up_to_the_whole() {
        let mut sketch = Sketch::new();
        sketch
            .put("web", "instance", &["private-a"])
            .tags
            .insert("Team".to_owned(), "shop".to_owned());
        sketch.put("db", "db_instance", &["private-a"]);
        let costs = costs(&sketch.design, Catalogue::embedded());
        let groups = costs.grouped(
            &sketch.design,
            &Grouping::Tag("Team".to_owned()),
            Language::English,
        );
        let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"shop") && names.contains(&""), "{names:?}");
        for grouping in [
            Grouping::Service,
            Grouping::Spend,
            Grouping::Region,
            Grouping::Tag("Team".to_owned()),
        ] {
            let groups = costs.grouped(&sketch.design, &grouping, Language::English);
            let sum: f64 = groups.iter().map(|(_, total)| total.usd.0).sum();
            assert!((sum - costs.total.usd.0).abs() < 1e-9, "{grouping:?}");
        }
    }
}
