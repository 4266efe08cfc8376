//! `skydraft layout`: places for tiles and frames. Nothing else of the design changes.

use super::args::LayoutArgs;
use super::{Error, Outcome, input};
use crate::diag;
use crate::io::ron;
use crate::model::edit::{self, Edit};
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::scene::layout::{self, Scope};

pub(super) fn run(args: &LayoutArgs) -> Result<Outcome, Error> {
    let mut notes = String::new();
    let options = input::Options::default();
    // Reading places what has no place.
    let mut design = input::read(&args.input, options, Catalogue::embedded(), &mut notes)?.design;
    if args.frame.is_empty() && !args.missing {
        design = arranged(&design, Scope::All)?;
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
        design = arranged(&design, Scope::Frame(&id))?;
    }
    if args.frame.is_empty() {
        design = layout::place_scenarios(&design);
    }
    Ok(Outcome {
        notes,
        ..Outcome::text(ron::write(&design)).to(args.out.clone())
    })
}

fn arranged(design: &Design, scope: Scope<'_>) -> Result<Design, Error> {
    let arrangement = layout::arrange(design, scope);
    edit::apply(design, &Edit::Arrange(arrangement))
        .map_err(|error| Error::Output(error.to_string()))
}
