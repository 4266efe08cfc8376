//! `skydraft explain`: a rule or a kind of component in full.

use super::args::ExplainArgs;
use super::{Error, Outcome, components, language_of};
use crate::analysis::review;
use crate::catalog;
use crate::diag;
use crate::io::review::section;
use crate::model::Language;

pub(super) fn run(args: &ExplainArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let people = language_of(language);
    if let Some(kind) = catalog::kind(&args.name) {
        return Ok(Outcome::text(components::section(kind, people, 1)));
    }
    let Some(rule) = review::rule(&args.name.to_uppercase()) else {
        let kinds = catalog::kinds().map(|kind| kind.name);
        let codes = review::rules().iter().map(|rule| rule.code);
        let help = diag::did_you_mean(&args.name, kinds)
            .or_else(|| diag::did_you_mean(&args.name.to_uppercase(), codes))
            .or_else(|| {
                Some(
                    "`skydraft rules` and `skydraft components` list what can be explained"
                        .to_owned(),
                )
            });
        let message = format!("neither a rule nor a kind is called `{}`", args.name);
        return Err(Error::usage(message, help));
    };
    let mut out = section(rule, people, 1);
    for (title, example) in [("bad", rule.bad()), ("good", rule.good())] {
        if !example.is_empty() {
            out.push_str(&format!("\n```ron {title}\n{}\n```\n", example.trim_end()));
        }
    }
    Ok(Outcome::text(out))
}
