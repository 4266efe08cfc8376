//! `skydraft chart`: pictures of what designs cost, without a display.

use super::args::{ChartArgs, ChartKind, ThemeArg};
use super::compare::names;
use super::input::{self, Options};
use super::{Error, Outcome, language_of, scenarios};
use crate::analysis::compare::{self, Side};
use crate::analysis::{self, Report};
use crate::chart::{self, By, Chart, ChartError, ChartStyle, Heading, Source};
use crate::io::export;
use crate::model::{Design, Id, Language};
use crate::text::number::Money;
use std::path::Path;

/// Width of a chart, points.
const WIDTH: f32 = 960.0;
/// Height of a chart that takes what there is, points.
const HEIGHT: f32 = 540.0;

/// A design to be shown.
struct Shown {
    name: String,
    design: Design,
    report: Report,
}

pub(super) fn run(args: &ChartArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let format = format_of(&args.out)?;
    let people = language_of(language);
    let mut notes = String::new();
    let shown = read(args, people, &mut notes)?;
    let money = shown
        .first()
        .map_or(Money::USD, |first| export::money_of(&first.design));
    let (chart, heading) = chart_of(args, &shown, money, people)?;
    let size = args.size.unwrap_or_default();
    let style = ChartStyle {
        dark: matches!(args.theme, ThemeArg::Dark),
        language: people,
        money,
        heading: Some(heading),
        ..ChartStyle::new(size.width.unwrap_or(WIDTH), HEIGHT)
    };
    let height = size.height.or_else(|| chart.height(&style));
    let style = style.clone().high(height.unwrap_or(HEIGHT));
    let layout = chart.layout(&style);
    if layout.is_empty {
        let message = match chart {
            Chart::Zones(_) => "nothing goes from or to an Availability Zone",
            _ => "the chart is empty: nothing costs anything, or nothing fits into its size",
        };
        return Err(Error::usage(message, None));
    }
    let bytes = match format {
        Format::Svg => chart::svg(&layout).map(String::into_bytes),
        Format::Png => chart::png(&layout, f32::from(args.scale)),
    };
    let bytes = bytes.map_err(|error| {
        let help = matches!(error, ChartError::Size { .. })
            .then(|| "choose a smaller `--size` or `--scale`".to_owned());
        Error::usage(error.to_string(), help)
    })?;
    Ok(Outcome {
        bytes,
        out: Some(args.out.clone()),
        notes,
        code: 0,
    })
}

enum Format {
    Svg,
    Png,
}

fn format_of(out: &Path) -> Result<Format, Error> {
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(Error::usage(
            format!("the ending of `{}` is no format of charts", out.display()),
            Some("end the name in `.svg` or `.png`".to_owned()),
        )),
    }
}

/// The designs that are asked for, with what the passes say of them.
fn read(args: &ChartArgs, language: Language, notes: &mut String) -> Result<Vec<Shown>, Error> {
    let catalogue = input::catalogue(args.prices.as_deref())?;
    let mut shown = Vec::new();
    let mut add = |name: String, design: Design| {
        let report = analysis::analyse(&design, &catalogue);
        shown.push(Shown {
            name,
            design,
            report,
        });
    };
    let typed = names(&args.designs);
    if let [one] = typed.as_slice()
        && one.scenario.is_none()
    {
        let input = input::read(one.path, Options::default(), &catalogue, notes)?;
        let base = input.design.clone();
        let of_base = own_name(&base, one.path, language);
        // A waterfall leads from the base to the scenario.
        let leads = args.kind == ChartKind::Waterfall && args.scenarios.scenario.is_some();
        if leads {
            add(super::label(language, "cli-base"), base);
        }
        for variant in scenarios::variants(input, &args.scenarios, language)? {
            let name = match variant.id {
                None if !args.scenarios.all_scenarios => of_base.clone(),
                _ => variant.name,
            };
            add(name, variant.input.design);
        }
        return Ok(shown);
    }
    if args.scenarios.scenario.is_some() || args.scenarios.all_scenarios {
        return Err(Error::usage(
            "`--scenario` and `--all-scenarios` go with one design",
            Some("write `FILE#SCENARIO` for a scenario of one of several files".to_owned()),
        ));
    }
    for name in typed {
        let input = input::read(name.path, Options::default(), &catalogue, notes)?;
        match name.scenario {
            Some(asked) => {
                let id = scenarios::find(&input.design, asked)?;
                let title = scenario_name(&input.design, &id, language);
                add(title, input.design.with_scenario(&id).unwrap_or_default());
            }
            None => {
                let own = own_name(&input.design, name.path, language);
                add(own, input.design);
            }
        }
    }
    Ok(shown)
}

/// The name of a design, else of its file.
fn own_name(design: &Design, path: &Path, language: Language) -> String {
    let name = design.name.get(language);
    if name.is_empty() {
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        stem.to_string_lossy().into_owned()
    } else {
        name.to_owned()
    }
}

fn scenario_name(design: &Design, id: &Id, language: Language) -> String {
    let scenario = design.scenarios.get(id);
    scenario.map_or(id.to_string(), |own| own.title(id, language).to_owned())
}

/// The chart with what stands above it.
fn chart_of(
    args: &ChartArgs,
    shown: &[Shown],
    money: Money,
    language: Language,
) -> Result<(Chart, Heading), Error> {
    let by = args.by.map(By::from);
    let kind = args.kind;
    let one = || match shown {
        [one] => Ok(one),
        _ => Err(wrong_count(kind, "one design", shown.len())),
    };
    let detail = |one: &Shown| chart::detail(&one.name, &one.report, money, language);
    let (chart, title, detail) = match kind {
        ChartKind::Bars => {
            let (one, by) = (one()?, by.unwrap_or(By::Service));
            let rows = match by {
                By::Category => chart::by_spend(&one.report, language),
                By::Service => chart::by_service(&one.report, language),
                By::Component => chart::by_component(&one.design, &one.report, language, args.top),
            };
            let title = chart::bars_title(by, language);
            (Chart::Bars(rows), title, detail(one))
        }
        ChartKind::Stacked => {
            let sources: Vec<Source<'_>> = shown.iter().map(Shown::source).collect();
            let by = by.unwrap_or_default();
            let stacks = chart::stacks(&sources, by, 0, language);
            let title = chart::stacked_title(by, language);
            let day = shown
                .first()
                .and_then(|one| chart::prices(&one.report, language));
            let parts: Vec<String> = common(shown, language).into_iter().chain(day).collect();
            (Chart::Stacked(stacks), title, parts.join(" · "))
        }
        ChartKind::Waterfall => {
            let [from, to] = shown else {
                return Err(wrong_count(kind, "two designs", shown.len()));
            };
            let sides = [from.side(), to.side()];
            let comparison = compare::compare(&sides, 0);
            let names = [from.name.clone(), to.name.clone()];
            let by = by.unwrap_or(By::Component);
            let data = chart::waterfall_rows(&comparison, 1, &names, by, args.top, language);
            let title = chart::waterfall_title(&data, language);
            let change = money.delta(comparison.delta(1));
            let day = chart::prices(&to.report, language);
            let name = common(shown, language).into_iter();
            let parts: Vec<String> = name.chain([change]).chain(day).collect();
            (Chart::Waterfall(data), title, parts.join(" · "))
        }
        ChartKind::Treemap => {
            let (one, by) = (one()?, by.unwrap_or_default());
            if by == By::Component {
                return Err(no_by(kind, "`category` or `service`"));
            }
            let tree = chart::tree(&one.design, &one.report, by, language);
            let title = chart::treemap_title(by, language);
            (Chart::Treemap(tree), title, detail(one))
        }
        ChartKind::Zones => {
            let one = one()?;
            if by.is_some() {
                return Err(no_by(kind, "no grouping"));
            }
            let zones = chart::zones(&one.design, &one.report, language);
            let title = chart::zones_title(language);
            (Chart::Zones(zones), title, detail(one))
        }
    };
    Ok((chart, Heading { title, detail }))
}

/// The name that all designs share, where the chart does not say it anyway.
fn common(shown: &[Shown], language: Language) -> Option<String> {
    let first = shown.first()?.design.name.get(language);
    let same = shown
        .iter()
        .all(|one| one.design.name.get(language) == first);
    let said = shown.iter().any(|one| one.name == first);
    (same && !said && !first.is_empty()).then(|| first.to_owned())
}

impl Shown {
    fn source(&self) -> Source<'_> {
        Source {
            name: &self.name,
            design: &self.design,
            report: &self.report,
        }
    }
    fn side(&self) -> Side<'_> {
        Side {
            design: &self.design,
            report: &self.report,
        }
    }
}

fn no_by(kind: ChartKind, takes: &str) -> Error {
    let name = kind.name();
    Error::usage(
        format!("a chart of kind `{name}` takes {takes}"),
        Some("leave `--by` out, or choose another kind".to_owned()),
    )
}

fn wrong_count(kind: ChartKind, wanted: &str, found: usize) -> Error {
    let name = kind.name();
    let help = match kind {
        ChartKind::Waterfall => {
            "name two designs, `FILE` and `FILE#SCENARIO`, or one with `--scenario`"
        }
        _ => "`--kind stacked` shows several designs side by side",
    };
    Error::usage(
        format!("a chart of kind `{name}` shows {wanted}, found {found}"),
        Some(help.to_owned()),
    )
}
