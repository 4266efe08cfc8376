//! `skydraft layout`: places for tiles and frames. Nothing else of the design changes.

use super::args::LayoutArgs;
use super::{Error, Outcome, input, language_of};
use crate::diag;
use crate::io::ron;
use crate::model::edit::{self, Edit};
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::scene::layout::{self, Scope};
use crate::text::Language;

pub(super) fn run(args: &LayoutArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let language = language_of(language);
    let mut notes = String::new();
    let options = input::Options::default();
    // Reading places what has no place.
    let mut design = input::read(&args.input, options, Catalogue::embedded(), &mut notes)?.design;
    if args.frame.is_empty() && !args.missing {
        design = arranged(&design, Scope::All, language, &mut notes)?;
    }
    for name in &args.frame {
        let id = Id::new(name)
            .ok()
            .filter(|id| design.containers.contains_key(id));
        let Some(id) = id else {
            let known = design.containers.keys().map(Id::as_str);
            return Err(Error::usage(
                format!("the design has no frame `{name}`"),
                diag::did_you_mean(name, known),
            ));
        };
        design = arranged(&design, Scope::Frame(&id), language, &mut notes)?;
    }
    if args.frame.is_empty() {
        design = layout::place_scenarios(&design);
    }
    Ok(Outcome {
        notes,
        ..Outcome::text(ron::write(&design)).to(args.out.clone())
    })
}

/// The design with `scope` laid out; what locked tiles left as it was goes to `notes`.
fn arranged(
    design: &Design,
    scope: Scope<'_>,
    language: Language,
    notes: &mut String,
) -> Result<Design, Error> {
    let attempt = layout::attempt(design, scope);
    let after = edit::apply(design, &Edit::Arrange(attempt.arrangement.clone()))
        .map_err(|error| Error::Output(error.to_string()))?;
    let changed = after != *design;
    if let Some(said) = attempt.said(changed, language, |id| format!("`{id}`")) {
        notes.push_str("warning: ");
        notes.push_str(&said);
        notes.push('\n');
    }
    Ok(after)
}
