//! What is wrong with single items beside the rules: values that do not fit, typed usage far from what traffic gives.

use super::Origin;
use crate::analysis::{review::ReviewCx, usage};
use crate::catalog::{Item, Problem};
use crate::model::{Id, Language};
use crate::text;
use serde_json::{Value, json};

/// The problems of all items, by id.
pub struct Problems(Vec<(Id, Vec<Problem>)>);

impl Problems {
    /// Looks for them.
    pub fn of(cx: &ReviewCx<'_>) -> Problems {
        Problems(usage::all_problems(cx.design, cx.traffic, cx.catalogue))
    }
    fn each(&self) -> impl Iterator<Item = (&Id, &Problem)> {
        let items = self.0.iter();
        items.flat_map(|(id, problems)| problems.iter().map(move |problem| (id, problem)))
    }
    /// A line for each, for people.
    pub fn lines<'a>(
        &'a self,
        cx: &ReviewCx<'_>,
        origin: Origin<'a>,
        language: Language,
    ) -> String {
        let mut out = String::new();
        for (id, problem) in self.each() {
            let message = problem.message.get(language);
            let property = Item::of(cx.design, id)
                .zip(problem.property)
                .and_then(|(item, name)| item.kind.property(name));
            let what = match property {
                Some(property) => format!("{}: {message}", property.title.get(language)),
                None => message.to_owned(),
            };
            let args = [("item", (origin.address)(id).into()), ("what", what.into())];
            out.push_str(&text::format(language, "cli-problem", &args));
            out.push('\n');
        }
        out
    }
    /// The same for programs.
    pub fn json<'a>(&'a self, origin: Origin<'a>, language: Language) -> Value {
        let one = |(id, problem): (&'a Id, &'a Problem)| {
            json!({
                "item": (origin.address)(id),
                "property": problem.property,
                "message": problem.message.get(language),
            })
        };
        self.each().map(one).collect()
    }
}
