//! The camera on its way to another place. Fitting, revealing and the stops of a presentation glide; panning and zooming by
//! hand follow at once.

use crate::app::theme;
use crate::app::view::Camera;
use crate::model::{Point, Size};
use egui::Context;

/// Time of a glide, seconds.
const TIME: f32 = 0.18;

/// Where one looks from while the camera moves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glide {
    shown: Option<Camera>,
    from: Option<Camera>,
    to: Option<Camera>,
    since: f64,
}

impl Glide {
    /// The camera to draw with now; asks for the next frame while it moves.
    pub fn camera(&mut self, ctx: &Context, target: Camera, glides: bool, view: Size) -> Camera {
        let now = ctx.input(|i| i.time);
        let time = f64::from(theme::motion(ctx, TIME));
        if self.to != Some(target) {
            self.to = Some(target);
            self.from = self.shown.filter(|_| glides && time > 0.0);
            self.since = now;
        }
        let shown = match self.from {
            Some(from) if now - self.since < time => {
                ctx.request_repaint();
                let t = ((now - self.since) / time) as f32;
                between(from, target, ease(t), view)
            }
            _ => {
                self.from = None;
                target
            }
        };
        self.shown = Some(shown);
        shown
    }
}

/// Fast at first, slow at the end.
fn ease(t: f32) -> f32 {
    1.0 - (1.0 - t.clamp(0.0, 1.0)).powi(3)
}

/// The view whose edges are the share `t` of the way from one view's to the other's.
fn between(from: Camera, to: Camera, t: f32, view: Size) -> Camera {
    let mix = |a: f32, b: f32| a + (b - a) * t;
    // Canvas units across the view grow evenly, so that no edge overshoots.
    let width = mix(view.w / from.zoom, view.w / to.zoom);
    let zoom = if width > 0.0 { view.w / width } else { to.zoom };
    Camera {
        origin: Point::new(
            mix(from.origin.x, to.origin.x),
            mix(from.origin.y, to.origin.y),
        ),
        zoom,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glide_begins_and_ends_where_it_should_and_leaves_no_edge() {
        let view = Size { w: 800.0, h: 600.0 };
        let camera = |x: f32, zoom: f32| Camera {
            origin: Point::new(x, 0.0),
            zoom,
        };
        let (a, b) = (camera(0.0, 0.5), camera(300.0, 2.0));
        assert_eq!(between(a, b, 0.0, view), a);
        assert_eq!(between(a, b, 1.0, view), b);
        for step in 1..10 {
            let c = between(a, b, ease(step as f32 / 10.0), view);
            let right = c.origin.x + view.w / c.zoom;
            assert!(c.origin.x > 0.0 && c.origin.x < 300.0, "{c:?}");
            assert!((700.0..=1600.0).contains(&right), "{c:?}");
        }
    }
}
