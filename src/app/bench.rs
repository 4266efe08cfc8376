//! `skydraft bench canvas`: the real window on a generated design, moved by a fixed script, with the time of every frame.
//!
//! The script repeats until the time is over: pan, zoom in, zoom out, drag a tile, draw a marquee; then the window is left
//! alone, to see that nothing is drawn while nothing changes.

use super::run::{RunError, native};
use super::shell::Shell;
use super::state::{Prefs, State};
use super::theme;
use crate::catalog::generate;
use crate::pricing::Catalogue;
use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, vec2};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Size of the window.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Frames of one part of the script.
const STEPS: usize = 40;
/// Frames that are not counted: fonts and first pictures.
const WARM: usize = 10;
/// Frame at whose start the fitted design has been shown: the first one learns the size of the canvas.
const FIRST: usize = 2;
/// How long the window is left alone at the end.
const IDLE: Duration = Duration::from_secs(2);

/// What was measured.
#[derive(Debug, Default)]
struct Measured {
    first: Option<Duration>,
    /// By frame: part of the script, seconds of work, seconds since the frame before.
    frames: Vec<(&'static str, f32, f32)>,
    idle_frames: usize,
    idle_cpu: Option<f64>,
    memory: Option<u64>,
}

/// Opens the window with `components` components for about `seconds` seconds; the figures as JSON. `started`: when the
/// program began.
///
/// # Errors
/// [`RunError`] if the window cannot be opened.
pub fn canvas(components: usize, seconds: f32, started: Instant) -> Result<Value, RunError> {
    let measured = Arc::new(Mutex::new(Measured::default()));
    let results = measured.clone();
    native(SIZE, move |cc| {
        let prefs = Prefs::default();
        theme::install(&cc.egui_ctx, prefs.look);
        let mut state = State::new(Catalogue::embedded(), prefs);
        state.opened(generate::design(components), None);
        state.view.fit_pending = true;
        Box::new(Bench {
            shell: Shell::new(state, None),
            results,
            started,
            until: Duration::from_secs_f32(seconds.clamp(1.0, 600.0)),
            last: None,
            step: 0,
            begun: None,
            idle: None,
            grip: Pos2::ZERO,
        })
    })?;
    let measured = measured
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(report(components, &measured))
}

fn report(components: usize, measured: &Measured) -> Value {
    let ms = |seconds: f32| f64::from((seconds * 100_000.0).round()) / 100.0;
    let spread = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        let at = |share: f32| {
            let last = values.len().saturating_sub(1) as f32;
            values.get((last * share).round() as usize).map(|v| ms(*v))
        };
        json!({"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)})
    };
    let of = |part: Option<&str>| {
        let chosen = || {
            let frames = measured.frames.iter();
            frames.filter(move |(name, _, _)| part.is_none_or(|part| part == *name))
        };
        json!({
            "frames": chosen().count(),
            "cpu_ms": spread(chosen().map(|frame| frame.1).collect()),
            "wall_ms": spread(chosen().map(|frame| frame.2).collect()),
        })
    };
    let parts: serde_json::Map<String, Value> = PARTS
        .iter()
        .map(|part| ((*part).to_owned(), of(Some(part))))
        .collect();
    json!({
        "components": components,
        "width": SIZE[0],
        "height": SIZE[1],
        "first_frame_ms": measured.first.map(|first| ms(first.as_secs_f32())),
        "all": of(None),
        "parts": parts,
        "idle": {"seconds": IDLE.as_secs(), "frames": measured.idle_frames, "cpu_seconds": measured.idle_cpu},
        "memory_mb": measured.memory.map(|bytes| bytes / (1024 * 1024)),
    })
}

const PARTS: [&str; 5] = ["pan", "zoom_in", "zoom_out", "drag", "marquee"];

struct Bench {
    shell: Shell,
    results: Arc<Mutex<Measured>>,
    started: Instant,
    until: Duration,
    last: Option<Instant>,
    step: usize,
    begun: Option<Instant>,
    idle: Option<(Instant, f64)>,
    /// Middle of the tile that is dragged, in the window.
    grip: Pos2,
}

impl Bench {
    /// The tile nearest to the middle of the window.
    fn nearest(&self, canvas: egui::Rect) -> Pos2 {
        let view = &self.shell.state.view;
        let place = |tile: &crate::scene::Tile| {
            let at = view.camera.to_view(tile.rect.center());
            canvas.min + vec2(at.x, at.y)
        };
        let tiles = self.shell.canvas.scene().tiles.iter().map(place);
        let middle = canvas.center();
        tiles
            .min_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)))
            .unwrap_or(middle)
    }
    fn part(&self) -> &'static str {
        PARTS[(self.step / STEPS) % PARTS.len()]
    }
    /// What the hand does in this frame.
    fn events(&self) -> Vec<Event> {
        let within = self.step % STEPS;
        let share = within as f32 / STEPS as f32;
        let middle = Pos2::new(SIZE[0] * 0.5, SIZE[1] * 0.45);
        let around = middle + Vec2::angled(share * std::f32::consts::TAU) * 120.0;
        let wheel = |delta: Vec2, modifiers: Modifiers| Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta,
            phase: TouchPhase::Move,
            modifiers,
        };
        let button = |pos: Pos2, pressed: bool, button: PointerButton| Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let hold = |pos: Pos2, which: PointerButton| match within {
            0 => vec![Event::PointerMoved(pos), button(pos, true, which)],
            last if last + 1 == STEPS => vec![button(pos, false, which)],
            _ => vec![Event::PointerMoved(pos)],
        };
        match self.part() {
            "pan" => hold(around, PointerButton::Middle),
            "zoom_in" => vec![
                Event::PointerMoved(middle),
                wheel(vec2(0.0, 24.0), Modifiers::COMMAND),
            ],
            "zoom_out" => vec![
                Event::PointerMoved(middle),
                wheel(vec2(0.0, -24.0), Modifiers::COMMAND),
            ],
            "drag" => hold(
                self.grip + vec2(160.0, 90.0) * share,
                PointerButton::Primary,
            ),
            _ => hold(
                middle + vec2(-300.0, -200.0) + vec2(600.0, 400.0) * share,
                PointerButton::Primary,
            ),
        }
    }
    fn with(&self, change: impl FnOnce(&mut Measured)) {
        let mut measured = self
            .results
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        change(&mut measured);
    }
}

impl eframe::App for Bench {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, raw: &mut egui::RawInput) {
        // The pointer of the desktop must not disturb.
        raw.events.clear();
        if self.idle.is_none() && self.begun.is_some() {
            raw.events = self.events();
        }
    }
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let now = Instant::now();
        // The measured design is not worth a question.
        if ui.input(|i| i.viewport().close_requested()) {
            return;
        }
        if self.begun.is_none() && self.step == FIRST {
            self.with(|measured| measured.first = Some(self.started.elapsed()));
        }
        self.shell.ui(ui);
        let ctx = ui.ctx().clone();
        if let Some((since, cpu)) = self.idle {
            let over = since.elapsed() >= IDLE;
            self.with(|measured| {
                measured.idle_frames += 1;
                if over {
                    measured.idle_frames -= 1;
                    measured.idle_cpu = processor_seconds().map(|now| now - cpu);
                    measured.memory = memory();
                }
            });
            if over {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else {
                // Woken early, for whatever reason: once more when the time is over.
                let rest = IDLE.saturating_sub(since.elapsed());
                ctx.request_repaint_after(rest + Duration::from_millis(20));
            }
            return;
        }
        let Some(begun) = self.begun else {
            if self.step < WARM {
                self.step += 1;
            } else {
                self.step = 0;
                self.begun = Some(now);
                self.last = None;
            }
            ctx.request_repaint();
            return;
        };
        if let Some(last) = self.last {
            let work = frame.info().cpu_usage.unwrap_or_default();
            let wall = (now - last).as_secs_f32();
            let part = self.part();
            self.with(|measured| measured.frames.push((part, work, wall)));
        }
        self.last = Some(now);
        self.step += 1;
        if self.part() == "drag" && self.step.is_multiple_of(STEPS) {
            self.grip = self.nearest(self.shell.canvas.rect());
        }
        if begun.elapsed() >= self.until && self.step.is_multiple_of(STEPS * PARTS.len()) {
            self.idle = Some((Instant::now(), processor_seconds().unwrap_or_default()));
            ctx.request_repaint_after(IDLE + Duration::from_millis(20));
        } else {
            ctx.request_repaint();
        }
    }
}

/// Processor time of this program so far, in seconds, where the system tells.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    // Of the main thread, which draws: nanoseconds on the processor.
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Memory in use, bytes, where the system tells.
fn memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_tells_the_parts_apart() {
        let measured = Measured {
            frames: vec![
                ("pan", 0.002, 0.016),
                ("pan", 0.004, 0.018),
                ("drag", 0.1, 0.2),
            ],
            ..Measured::default()
        };
        let report = report(7, &measured);
        assert_eq!(report["components"], 7);
        assert_eq!(report["all"]["frames"], 3);
        assert_eq!(report["all"]["cpu_ms"]["max"], 100.0);
        assert_eq!(report["parts"]["pan"]["wall_ms"]["p50"], 18.0);
        assert_eq!(report["parts"]["zoom_in"]["cpu_ms"]["p95"], Value::Null);
    }
}
