//! What the thickness and colour of connections stand for in the traffic overlay: the rate with the class of the path, the
//! GB in the month, or the dollars.
//!
//! GB and dollars have fixed steps, so that the same line looks the same in every design. Each step is thicker and further
//! from the canvas in lightness than the one before: the order is read without telling hues apart.

use super::Route;
use super::tokens::{Color, Tokens};

/// What thickness and colour stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Thickness: requests per second; colour: class of the path.
    #[default]
    Rate,
    /// GB in the month, both directions.
    Gb,
    /// US dollars a month.
    Cost,
}

/// Lower bounds of the steps above the first one, GB a month.
pub const GB_STEPS: [f64; 4] = [10.0, 100.0, 1_000.0, 10_000.0];
/// Lower bounds of the steps above the first one, US dollars a month.
pub const USD_STEPS: [f64; 4] = [1.0, 10.0, 100.0, 1_000.0];

/// Thickness of each step, in canvas units.
const WIDTHS: [f32; 5] = [2.0, 3.5, 5.0, 7.0, 9.0];

impl Measure {
    /// All of them, in the order of the menu.
    pub const ALL: [Measure; 3] = [Measure::Rate, Measure::Gb, Measure::Cost];
}

/// How a line looks by its flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flowing {
    /// Colour of line and head.
    pub color: Color,
    /// Thickness in canvas units.
    pub width: f32,
}

/// The step of a value: 0 below the first bound, 4 from the last one on.
pub fn step(value: f64, bounds: &[f64; 4]) -> usize {
    bounds.iter().filter(|bound| value >= **bound).count()
}

/// How a step of a measure looks.
pub fn of_step(measure: Measure, step: usize, t: &Tokens) -> Flowing {
    let step = step.min(WIDTHS.len() - 1);
    Flowing {
        color: ramp(measure, t.dark)[step],
        width: WIDTHS[step],
    }
}

/// How a line that costs nothing looks where dollars are shown.
pub fn free(t: &Tokens) -> Flowing {
    Flowing {
        color: t.saving,
        width: WIDTHS[0],
    }
}

/// How a route looks in the traffic overlay; none where it has nothing to show: it stays as at rest.
pub fn of_route(route: &Route, measure: Measure, t: &Tokens) -> Option<Flowing> {
    match measure {
        Measure::Rate => route.rate.map(|rate| Flowing {
            // 2 units for one request a second or less, 1.6 more for each power of ten.
            width: (2.0 + 1.6 * rate.max(1.0).log10()).clamp(2.0, 10.0) as f32,
            color: route.path.map_or(t.connection, |path| t.path(path)),
        }),
        Measure::Gb => {
            let gb = route.gb.filter(|gb| *gb > 0.0)?;
            Some(of_step(measure, step(gb, &GB_STEPS), t))
        }
        Measure::Cost => match route.usd {
            Some(usd) if usd > 0.0 => Some(of_step(measure, step(usd, &USD_STEPS), t)),
            Some(_) if route.gb.is_some_and(|gb| gb > 0.0) => Some(free(t)),
            _ => None,
        },
    }
}

/// Five steps of one hue, away from the canvas.
fn ramp(measure: Measure, dark: bool) -> [Color; 5] {
    let hex = match (measure, dark) {
        (Measure::Cost, false) => [0xCF_6E20, 0xB4_5410, 0x94_3E08, 0x70_2E05, 0x4A_1E03],
        (Measure::Cost, true) => [0xA6_5A1C, 0xCC_7A30, 0xEB_A05A, 0xF7_C795, 0xFF_E9D2],
        (_, false) => [0x55_8AD8, 0x3A_70C6, 0x29_59AC, 0x1B_4288, 0x11_2A5C],
        (_, true) => [0x3E_6DB5, 0x5A_8BD8, 0x82_AEEF, 0xB0_CFF8, 0xE0_EEFF],
    };
    hex.map(Color::hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ConnectionKind, Point};

    fn route(gb: Option<f64>, usd: Option<f64>) -> Route {
        let mut route = Route::sample(ConnectionKind::Call, Point::default(), Point::default());
        (route.gb, route.usd) = (gb, usd);
        route
    }

    #[test]
    fn every_step_stands_out_and_is_told_from_the_next_by_its_lightness() {
        for t in [Tokens::light(), Tokens::dark()] {
            for measure in [Measure::Gb, Measure::Cost] {
                let steps: Vec<Flowing> = (0..5).map(|n| of_step(measure, n, t)).collect();
                for at in &steps {
                    assert!(at.color.contrast(t.canvas) >= 3.0, "{measure:?}");
                }
                for pair in steps.windows(2) {
                    let contrast = |at: &Flowing| at.color.contrast(t.canvas);
                    assert!(
                        contrast(&pair[1]) > contrast(&pair[0]) * 1.25,
                        "{measure:?}"
                    );
                    assert!(pair[1].width > pair[0].width);
                }
            }
        }
    }

    #[test]
    fn bounds_belong_to_the_step_above() {
        let steps = [9.99, 10.0, 999.0, 1_000.0, 10_000.0, 1e9].map(|gb| step(gb, &GB_STEPS));
        assert_eq!(steps, [0, 1, 2, 3, 4, 4]);
        assert_eq!(step(0.4, &USD_STEPS), 0);
    }

    #[test]
    fn what_is_free_is_not_taken_for_cheap_and_what_is_unknown_not_for_free() {
        let t = Tokens::light();
        let look = |gb, usd| of_route(&route(gb, usd), Measure::Cost, t);
        assert_eq!(look(Some(50.0), Some(0.0)), Some(free(t)));
        assert_eq!(look(Some(50.0), None), None, "no price");
        assert_eq!(look(Some(0.0), Some(0.0)), None, "nothing flows");
        assert_ne!(look(Some(50.0), Some(0.5)), Some(free(t)));
        assert_eq!(of_route(&route(None, None), Measure::Gb, t), None);
    }
}
