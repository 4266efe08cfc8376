//! A picture of the selection for the clipboard: pixels, or SVG as text.

use super::action::{ChartRequest, ExportFormat};
use super::files::CHART_SCALE;
use super::jobs::{Ending, Progress};
use super::state::{Notice, State};
use crate::analysis::Report;
use crate::chart;
use crate::io::export::{self, ExportOptions};
use crate::model::{Design, edit};
use egui::{ColorImage, Context};

/// Pixels for a canvas unit.
const SCALE: f32 = 2.0;
/// Space around what is copied, canvas units.
const PADDING: f32 = 16.0;

/// What is drawn: the selected items with what stands in them and what joins them; everything where nothing is selected.
pub fn selected_part(state: &State) -> Design {
    if state.selection.is_empty() {
        return state.design.clone();
    }
    let part = edit::fragment(&state.design, &state.selection.items);
    Design {
        name: state.design.name.clone(),
        settings: state.design.settings.clone(),
        containers: part.containers,
        components: part.components,
        connections: part.connections,
        ..Design::default()
    }
}

fn options(state: &State, format: ExportFormat, dark: bool) -> ExportOptions {
    ExportOptions {
        scale: SCALE,
        dark,
        language: state.prefs.language,
        money: state.money(),
        padding: PADDING,
        title_block: false,
        legend: false,
        icons: state.icons.set.clone(),
        ..ExportOptions::new(format.extension())
    }
}

/// Drawing the picture and putting it on the clipboard, as a task for a thread of its own.
pub fn copy_work(
    state: &State,
    format: ExportFormat,
    dark: bool,
    ctx: &Context,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let part = selected_part(state);
    let report = state.report.clone();
    let options = options(state, format, dark);
    let ctx = ctx.clone();
    move |_| {
        let drawn = draw(&part, &report, &options);
        Box::new(move |state| copied(state, drawn, &ctx))
    }
}

/// The same for a chart.
pub fn copy_chart_work(
    chart: ChartRequest,
    ctx: &Context,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let ctx = ctx.clone();
    move |_| {
        let drawn = match chart.format {
            ExportFormat::Png => chart::render(&chart.layout, CHART_SCALE).map(|picture| {
                let size = [picture.width as usize, picture.height as usize];
                Picture::Pixels(ColorImage::from_rgb(size, &picture.rgb))
            }),
            ExportFormat::Svg => chart::svg(&chart.layout).map(Picture::Text),
        };
        let drawn = drawn.map_err(|error| error.to_string());
        Box::new(move |state| copied(state, drawn, &ctx))
    }
}

/// Puts a picture on the clipboard and says so. Nothing is put there by a task that was cancelled.
fn copied(state: &mut State, drawn: Result<Picture, String>, ctx: &Context) {
    let (key, strong, failed) = match drawn {
        Ok(Picture::Pixels(image)) => {
            let size = format!("{} × {}", image.size[0], image.size[1]);
            ctx.copy_image(image);
            ("copied-png", size, false)
        }
        Ok(Picture::Text(svg)) => {
            ctx.copy_text(svg);
            ("copied-svg", String::new(), false)
        }
        Err(error) => ("copied-nothing", error, true),
    };
    let text = crate::text::get(state.prefs.language, key);
    state.tell(Notice {
        strong,
        failed,
        ..Notice::said(text)
    });
}

/// A finished picture.
#[derive(Debug)]
pub enum Picture {
    /// An image.
    Pixels(ColorImage),
    /// SVG.
    Text(String),
}

/// Draws the picture.
///
/// # Errors
/// What the exporter says: the picture would be too large.
pub fn draw(design: &Design, report: &Report, options: &ExportOptions) -> Result<Picture, String> {
    let bytes = export::export(design, report, options).map_err(|error| error.to_string())?;
    if options.format == ExportFormat::Svg.extension() {
        return String::from_utf8(bytes)
            .map(Picture::Text)
            .map_err(|error| error.to_string());
    }
    let image = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png)
        .map_err(|error| error.to_string())?
        .to_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    let pixels = ColorImage::from_rgba_unmultiplied(size, &image);
    Ok(Picture::Pixels(pixels))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Prefs;
    use crate::app::view::Selection;
    use crate::pricing::Catalogue;

    #[test]
    fn only_what_is_selected_is_drawn_with_its_own_cost() {
        let text = include_str!("../../samples/remember.ron");
        let design = crate::io::ron::read(text, "remember.ron").unwrap().design;
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(design, None);
        let all = selected_part(&state);
        assert_eq!(all, state.design);
        let dear = state.report.cost.components.iter();
        let (id, _) = dear
            .max_by(|a, b| a.1.total.usd.0.total_cmp(&b.1.total.usd.0))
            .unwrap();
        state.selection = Selection::only(id.clone());
        let part = selected_part(&state);
        assert_eq!(part.components.len(), 1);
        let svg = draw(
            &part,
            &state.report,
            &options(&state, ExportFormat::Svg, false),
        );
        let Ok(Picture::Text(svg)) = svg else {
            panic!("{svg:?}")
        };
        assert!(svg.contains("$"), "the price stands on the tile");
        let png = draw(
            &part,
            &state.report,
            &options(&state, ExportFormat::Png, true),
        );
        let Ok(Picture::Pixels(image)) = png else {
            panic!("{png:?}")
        };
        assert!(
            image.size[0] >= 320 && image.size[1] >= 100,
            "{:?}",
            image.size
        );
    }
}
