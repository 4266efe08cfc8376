//! `skydraft bench canvas`: the real window on a generated design, moved by a fixed script, with the time of every frame.
//!
//! The script repeats until the time is over ([`SCRIPT`]): everything in view, moved and a box drawn around it; in to 100 %,
//! where the view is moved, the pointer travels, a component is dragged and dropped, and a box is drawn; out again. Then the
//! window is left alone, to see that nothing is drawn while nothing changes. What the script has done is told with the
//! times (`did`), so that one sees that it did it.
//!
//! `wall` is the time from frame to frame, with what the rasteriser and the display take. `cpu` is the time of the thread
//! that draws, without its waiting. `p95_least` is the least 95th percentile of all rounds of the script: what the program
//! takes when nothing else has the processor.
//!
//! Measured on 2 quiet cores, a release: `p95_least` of wall / of the drawing thread in milliseconds. The targets for the wall are
//! 16.6, 25 and 33. Of all rounds together the 95th percentile of the wall is 16, 23 and 28, the median 10, 12 and 13.
//!
//! | part        | 1,000   | 5,000   | 10,000  |
//! |-------------|---------|---------|---------|
//! | overview    | 10 / 3  | 11 / 4  | 14 / 6  |
//! | select_many | 11 / 6  | 17 / 11 | 25 / 18 |
//! | zoom_in     | 15 / 7  | 17 / 10 | 22 / 14 |
//! | pan         | 11 / 5  | 16 / 8  | 16 / 9  |
//! | hover       | 15 / 6  | 20 / 10 | 22 / 10 |
//! | drag        | 14 / 6  | 21 / 14 | 23 / 14 |
//! | drop        | 17 / 7  | 13 / 6  | 23 / 10 |
//! | marquee     | 13 / 6  | 20 / 8  | 20 / 9  |
//! | zoom_out    | 15 / 8  | 18 / 11 | 26 / 15 |
//! | all         | 15 / 7  | 20 / 12 | 27 / 15 |
//!
//! The first frame came after 0.2 to 0.5, 0.4 to 0.7 and 0.9 to 1.3 s, most of it the routes of the whole drawing. The longest
//! frames (up to 40, 75 and 140 ms) are those in which a drag begins, and those after a drop in which the settled picture and
//! the new report are taken over.

use super::action::{Action, Select, View};
use super::run::{RunError, clear_color, native};
use super::shell::Shell;
use super::state::{Prefs, State};
use super::still::Still;
use super::theme;
use crate::catalog::generate;
use crate::model::{Design, Point, Rect};
use crate::pricing::Catalogue;
use cpu_time::{ProcessTime, ThreadTime};
use egui::{Event, Modifiers, PointerButton, Pos2, Vec2, vec2};
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Size of the window.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Frames that are not counted: fonts and first pictures.
const WARM: usize = 10;
/// Frame at whose start the fitted design has been shown: the first one learns the size of the canvas.
const FIRST: usize = 2;
/// How long the window is left alone at the end.
const IDLE: Duration = Duration::from_secs(3);
/// Zoom at which one works.
const CLOSE: f32 = 1.0;
/// How many of the longest frames are told.
const SLOWEST: usize = 40;
/// How far a component is dragged.
const DRAGGED: Vec2 = vec2(160.0, 96.0);

/// What the hand does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The view is moved with everything in it.
    Overview,
    /// A box is drawn around everything.
    SelectMany,
    /// In from everything to 100 %.
    ZoomIn,
    /// The view is moved at 100 %.
    Pan,
    /// The pointer travels over tiles and lines.
    Hover,
    /// A component is dragged, with everything that follows it.
    Drag,
    /// It is let go; what waited for that is worked out.
    Drop,
    /// A box is drawn at 100 %.
    Marquee,
    /// Out again.
    ZoomOut,
}

/// The parts in their order, each with its frames.
const SCRIPT: [(Part, usize); 9] = [
    (Part::Overview, 40),
    (Part::SelectMany, 40),
    (Part::ZoomIn, 50),
    (Part::Pan, 60),
    (Part::Hover, 40),
    (Part::Drag, 60),
    (Part::Drop, 20),
    (Part::Marquee, 40),
    (Part::ZoomOut, 50),
];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Overview => "overview",
            Part::SelectMany => "select_many",
            Part::ZoomIn => "zoom_in",
            Part::Pan => "pan",
            Part::Hover => "hover",
            Part::Drag => "drag",
            Part::Drop => "drop",
            Part::Marquee => "marquee",
            Part::ZoomOut => "zoom_out",
        }
    }
}

/// A frame that was measured.
#[derive(Clone, Copy, Debug)]
struct Frame {
    part: Part,
    round: usize,
    /// Frames of its part before it.
    within: usize,
    /// Seconds of the drawing thread on the processor.
    cpu: f32,
    /// Seconds since the frame before.
    wall: f32,
}

/// What was measured.
#[derive(Debug, Default)]
struct Measured {
    /// Milliseconds since the start, by what was reached.
    start: Map<String, Value>,
    frames: Vec<Frame>,
    /// Processor time of all threads in the script, seconds.
    process: f64,
    idle_frames: usize,
    idle_cpu: Option<f64>,
    memory: Option<u64>,
    did: Did,
}

/// What the script has done.
#[derive(Debug, Default)]
struct Did {
    zooms: Option<(f32, f32)>,
    moved: usize,
    selected: usize,
    selected_close: usize,
}

fn ms(seconds: f64) -> f64 {
    (seconds * 100_000.0).round() / 100.0
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
        let mut start = Map::new();
        let mut reached = |what: &str| {
            let after = ms(started.elapsed().as_secs_f64());
            start.insert(what.to_owned(), json!(after));
        };
        reached("window");
        let prefs = Prefs::default();
        theme::install(&cc.egui_ctx, prefs.look);
        let mut state = State::new(Catalogue::embedded(), prefs);
        reached("theme");
        let design = generate::design(components);
        reached("design");
        state.opened(design.clone(), None);
        reached("passes");
        state.view.fit_pending = true;
        let mut shell = Shell::new(state, None);
        // Changes are kept for recovery as in the program.
        let journal = std::env::temp_dir().join(format!("skydraft-bench-{}", std::process::id()));
        shell.keep_in(journal.clone(), &cc.egui_ctx);
        if let Ok(mut measured) = results.lock() {
            measured.start = start;
        }
        Box::new(Bench {
            shell,
            still: Still::default(),
            design,
            results,
            started,
            until: Duration::from_secs_f32(seconds.clamp(1.0, 600.0)),
            frame: 0,
            last: None,
            running: None,
            idle: None,
            journal,
        })
    })?;
    let measured = measured
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(report(components, &measured))
}

/// The value below which the share of `values` lies.
fn at_share(values: &mut [f32], share: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let last = values.len().saturating_sub(1) as f32;
    values.get((last * share).round() as usize).copied()
}

fn report(components: usize, measured: &Measured) -> Value {
    let rounds = measured.frames.last().map_or(0, |frame| frame.round + 1);
    let spread = |frames: &[Frame], of: fn(&Frame) -> f32| {
        let mut values: Vec<f32> = frames.iter().map(of).collect();
        let mut at = |share: f32| at_share(&mut values, share).map(|v| ms(v.into()));
        let mut figures = json!({"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)});
        let least = (0..rounds).filter_map(|round| {
            let own = frames.iter().filter(|frame| frame.round == round).map(of);
            at_share(&mut own.collect::<Vec<_>>(), 0.95)
        });
        figures["p95_least"] = json!(least.reduce(f32::min).map(|v| ms(v.into())));
        figures
    };
    let of = |part: Option<Part>| {
        let frames = measured.frames.iter().copied();
        let chosen: Vec<Frame> = frames
            .filter(|frame| part.is_none_or(|part| part == frame.part))
            .collect();
        json!({
            "frames": chosen.len(),
            "wall_ms": spread(&chosen, |frame| frame.wall),
            "cpu_ms": spread(&chosen, |frame| frame.cpu),
        })
    };
    let parts: Map<String, Value> = SCRIPT
        .iter()
        .map(|(part, _)| (part.name().to_owned(), of(Some(*part))))
        .collect();
    let did = &measured.did;
    json!({
        "components": components,
        "width": SIZE[0],
        "height": SIZE[1],
        "rounds": rounds,
        "start_ms": measured.start,
        "all": of(None),
        "parts": parts,
        "slowest": slowest(&measured.frames),
        "process_cpu_ms_per_frame": ms(measured.process / measured.frames.len().max(1) as f64),
        "did": {
            "zoom_least": did.zooms.map(|(least, _)| least),
            "zoom_most": did.zooms.map(|(_, most)| most),
            "components_moved": did.moved,
            "selected_in_overview": did.selected,
            "selected_close": did.selected_close,
        },
        "idle": {"seconds": IDLE.as_secs(), "frames": measured.idle_frames, "cpu_seconds": measured.idle_cpu},
        "memory_mb": measured.memory.map(|bytes| bytes / (1024 * 1024)),
    })
}

/// The frames that took longest, the longest first.
fn slowest(frames: &[Frame]) -> Vec<Value> {
    let mut frames: Vec<&Frame> = frames.iter().collect();
    frames.sort_by(|a, b| b.wall.total_cmp(&a.wall));
    let told = frames.into_iter().take(SLOWEST).map(|frame| {
        json!({
            "part": frame.part.name(),
            "round": frame.round,
            "frame": frame.within,
            "wall_ms": ms(frame.wall.into()),
            "cpu_ms": ms(frame.cpu.into()),
        })
    });
    told.collect()
}

/// Where the script is.
struct Running {
    since: Instant,
    round: usize,
    /// Number in [`SCRIPT`], and frames of that part so far.
    part: usize,
    within: usize,
    /// Middle of what is zoomed at or dragged, or where a box begins, in the window.
    grip: Pos2,
    /// Factor of zoom in a frame.
    factor: f32,
    process: ProcessTime,
}

impl Running {
    fn part(&self) -> Part {
        SCRIPT.get(self.part).map_or(Part::Overview, |part| part.0)
    }
    fn frames(&self) -> usize {
        SCRIPT.get(self.part).map_or(1, |part| part.1)
    }
}

/// A frame that has begun.
#[derive(Clone, Copy)]
struct Begun {
    part: Part,
    round: usize,
    within: usize,
    at: Instant,
    /// The thread's time then.
    thread: ThreadTime,
}

struct Bench {
    shell: Shell,
    still: Still,
    /// As it was opened.
    design: Design,
    results: Arc<Mutex<Measured>>,
    started: Instant,
    until: Duration,
    /// Frames since the start.
    frame: usize,
    /// The frame before.
    last: Option<Begun>,
    running: Option<Running>,
    idle: Option<(Instant, ProcessTime)>,
    /// Folder for what is kept for recovery.
    journal: PathBuf,
}

impl Drop for Bench {
    fn drop(&mut self) {
        // What is left of it is in the folder of temporary files.
        let _ = std::fs::remove_dir_all(&self.journal);
    }
}

impl Bench {
    /// The tile nearest to the middle of the view.
    fn nearest(&self) -> Pos2 {
        let canvas = self.shell.canvas.rect();
        let camera = self.shell.state.view.camera;
        let place = |tile: &crate::scene::Tile| {
            let at = camera.to_view(tile.rect.center());
            canvas.min + vec2(at.x, at.y)
        };
        let tiles = self.shell.canvas.scene().tiles.iter().map(place);
        let middle = canvas.center();
        tiles
            .min_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)))
            .unwrap_or(middle)
    }

    /// A place near the upper left of the view where nothing is, so that a box may begin there.
    fn open_place(&self) -> Pos2 {
        let canvas = self.shell.canvas.rect();
        let (camera, scene) = (self.shell.state.view.camera, self.shell.canvas.scene());
        let at = |p: Pos2| camera.to_canvas(Point::new(p.x - canvas.left(), p.y - canvas.top()));
        let is_open = |p: &Pos2| {
            let p = at(*p);
            let near = 24.0 / camera.zoom;
            let on_tile = |rect: Rect| rect.expand(near).contains(p);
            let on_edge = |rect: Rect| rect.expand(near).contains(p) && !inside(rect, near, p);
            !scene.tiles.iter().any(|tile| on_tile(tile.rect))
                && !scene.frames.iter().any(|frame| on_edge(frame.rect))
        };
        let steps = |from: f32, to: f32| {
            (0..)
                .map(move |i| from + 12.0 * i as f32)
                .take_while(move |v| *v < to)
        };
        let rows = steps(canvas.top() + 40.0, canvas.bottom() - 200.0);
        let mut places = rows.flat_map(|y| {
            steps(canvas.left() + 40.0, canvas.right() - 300.0).map(move |x| Pos2::new(x, y))
        });
        places
            .find(is_open)
            .unwrap_or(canvas.min + vec2(40.0, 40.0))
    }

    /// A part begins: what the hand would look for first.
    fn begin(&mut self, part: Part, frames: usize, grip: Pos2) -> (Pos2, f32) {
        let canvas = self.shell.canvas.rect();
        let zoom = self.shell.state.view.camera.zoom;
        let steps = frames.saturating_sub(1).max(1) as f32;
        let factor = |to: f32| (to / zoom).powf(1.0 / steps);
        match part {
            Part::Overview => {
                self.shell.state.apply(Action::Select(Select::Clear));
                self.shell.state.apply(Action::View(View::Fit));
                (canvas.center(), 1.0)
            }
            Part::SelectMany => {
                self.shell.state.apply(Action::View(View::Fit));
                (canvas.min + vec2(6.0, 6.0), 1.0)
            }
            Part::ZoomIn => {
                self.shell.state.apply(Action::Select(Select::Clear));
                (self.nearest(), factor(CLOSE))
            }
            Part::ZoomOut => {
                let fitted = self
                    .shell
                    .state
                    .view
                    .fitted
                    .map_or(0.1, |camera| camera.zoom);
                (canvas.center(), factor(fitted))
            }
            Part::Drag => (self.nearest(), 1.0),
            Part::Marquee => {
                self.shell.state.apply(Action::Select(Select::Clear));
                (self.open_place(), 1.0)
            }
            Part::Drop => (grip + DRAGGED, 1.0),
            Part::Pan | Part::Hover => (canvas.center(), 1.0),
        }
    }

    /// What the hand does in this frame.
    fn events(&self, run: &Running) -> Vec<Event> {
        let (within, frames) = (run.within, run.frames());
        let share = within as f32 / frames.saturating_sub(1).max(1) as f32;
        let canvas = self.shell.canvas.rect();
        let button = |pos: Pos2, pressed: bool, button: PointerButton| Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let hold = |pos: Pos2, which: PointerButton| match within {
            0 => vec![Event::PointerMoved(pos), button(pos, true, which)],
            last if last + 1 == frames => {
                vec![Event::PointerMoved(pos), button(pos, false, which)]
            }
            _ => vec![Event::PointerMoved(pos)],
        };
        let circle =
            |radius: f32| canvas.center() + Vec2::angled(share * std::f32::consts::TAU) * radius;
        let moved = |by: Vec2| Event::PointerMoved(run.grip + by * share);
        match run.part() {
            Part::Overview => hold(circle(90.0), PointerButton::Middle),
            Part::Pan => hold(circle(160.0), PointerButton::Middle),
            Part::SelectMany => {
                let far = canvas.max - vec2(6.0, 6.0) - run.grip;
                hold(run.grip + far * share, PointerButton::Primary)
            }
            Part::ZoomIn | Part::ZoomOut => vec![
                Event::PointerMoved(run.grip),
                Event::Zoom(if within == 0 { 1.0 } else { run.factor }),
            ],
            Part::Hover => {
                let from = canvas.left_top().lerp(canvas.center(), 0.2);
                let to = canvas.right_bottom().lerp(canvas.center(), 0.2);
                vec![Event::PointerMoved(from.lerp(to, share))]
            }
            Part::Drag => match within {
                0 => vec![
                    Event::PointerMoved(run.grip),
                    button(run.grip, true, PointerButton::Primary),
                ],
                _ => vec![moved(DRAGGED)],
            },
            Part::Drop => match within {
                0 => vec![button(run.grip, false, PointerButton::Primary)],
                _ => Vec::new(),
            },
            Part::Marquee => hold(
                run.grip + vec2(420.0, 260.0) * share,
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

impl Bench {
    /// Notes what the script has done so far.
    fn note(&self, part: Part) {
        let state = &self.shell.state;
        let zoom = state.view.camera.zoom;
        let selected = state.selection.len();
        self.with(|measured| {
            let did = &mut measured.did;
            let (least, most) = did.zooms.unwrap_or((zoom, zoom));
            did.zooms = Some((least.min(zoom), most.max(zoom)));
            match part {
                Part::SelectMany => did.selected = did.selected.max(selected),
                Part::Marquee => did.selected_close = did.selected_close.max(selected),
                _ => {}
            }
        });
    }

    /// The script is over: how many components stand elsewhere.
    fn finish(&self, process: f64) {
        let now = &self.shell.state.design;
        let before = self.design.components.iter();
        let moved = before.filter(|(id, component)| {
            now.component(id)
                .is_some_and(|now| now.placements != component.placements)
        });
        let moved = moved.count();
        self.with(|measured| {
            measured.did.moved = moved;
            measured.process = process;
        });
    }

    /// One frame of the time in which nothing happens.
    fn rest(&self, ctx: &egui::Context, since: Instant, cpu: ProcessTime) {
        let over = since.elapsed() >= IDLE;
        self.with(|measured| {
            measured.idle_frames += 1;
            if over {
                measured.idle_frames -= 1;
                measured.idle_cpu = Some(cpu.elapsed().as_secs_f64());
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
    }

    /// On to the next frame of the script; none where it is over.
    fn step(&mut self, mut run: Running) -> Option<Running> {
        run.within += 1;
        if run.within < run.frames() {
            return Some(run);
        }
        run.within = 0;
        run.part += 1;
        if run.part == SCRIPT.len() {
            run.part = 0;
            run.round += 1;
            if run.since.elapsed() >= self.until {
                return None;
            }
        }
        (run.grip, run.factor) = self.begin(run.part(), run.frames(), run.grip);
        Some(run)
    }
}

impl eframe::App for Bench {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, raw: &mut egui::RawInput) {
        // The pointer of the desktop must not disturb.
        raw.events
            .retain(|event| matches!(event, Event::Screenshot { .. }));
        if let Some(run) = &self.running {
            raw.events.extend(self.events(run));
        }
    }
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        clear_color(visuals)
    }
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        // The measured design is not worth a question.
        if ui.input(|i| i.viewport().close_requested()) {
            return;
        }
        let (now, thread) = (Instant::now(), ThreadTime::now());
        if let Some(begun) = self.last.take() {
            let frame = Frame {
                part: begun.part,
                round: begun.round,
                within: begun.within,
                cpu: thread.duration_since(begun.thread).as_secs_f32(),
                wall: (now - begun.at).as_secs_f32(),
            };
            self.with(|measured| measured.frames.push(frame));
        }
        if self.frame == FIRST {
            let shown = ms(self.started.elapsed().as_secs_f64());
            let scene = ms(self.shell.canvas.build_time().as_secs_f64());
            self.with(|measured| {
                measured
                    .start
                    .insert("first_frame".to_owned(), json!(shown));
                measured
                    .start
                    .insert("routes_alone".to_owned(), json!(scene));
            });
        }
        self.frame += 1;
        self.shell.ui(ui);
        self.still.apply(ui.ctx());
        let ctx = ui.ctx().clone();
        if let Some((since, cpu)) = self.idle {
            self.rest(&ctx, since, cpu);
            return;
        }
        ctx.request_repaint();
        let Some(run) = self.running.take() else {
            if self.frame >= WARM {
                let (part, frames) = SCRIPT[0];
                let (grip, factor) = self.begin(part, frames, Pos2::ZERO);
                self.running = Some(Running {
                    since: now,
                    round: 0,
                    part: 0,
                    within: 0,
                    grip,
                    factor,
                    process: ProcessTime::now(),
                });
            }
            return;
        };
        self.last = Some(Begun {
            part: run.part(),
            round: run.round,
            within: run.within,
            at: now,
            thread,
        });
        self.note(run.part());
        let process = run.process;
        self.running = self.step(run);
        if self.running.is_none() {
            self.last = None;
            self.finish(process.elapsed().as_secs_f64());
            self.idle = Some((Instant::now(), ProcessTime::now()));
            ctx.request_repaint_after(IDLE + Duration::from_millis(20));
        }
    }
}

/// Whether `p` lies at least `margin` inside of `rect`.
fn inside(rect: Rect, margin: f32, p: Point) -> bool {
    let (wide, high) = (rect.w > 2.0 * margin, rect.h > 2.0 * margin);
    wide && high && rect.expand(-margin).contains(p)
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
    fn the_report_tells_parts_and_rounds_apart() {
        let frame = |part, round, cpu, wall| Frame {
            part,
            round,
            within: 3,
            cpu,
            wall,
        };
        let measured = Measured {
            frames: vec![
                frame(Part::Pan, 0, 0.002, 0.016),
                frame(Part::Pan, 0, 0.004, 0.018),
                frame(Part::Drag, 1, 0.1, 0.2),
            ],
            process: 0.3,
            ..Measured::default()
        };
        let report = report(7, &measured);
        assert_eq!(report["components"], 7);
        assert_eq!(report["rounds"], 2);
        assert_eq!(report["all"]["frames"], 3);
        assert_eq!(report["all"]["cpu_ms"]["max"], 100.0);
        assert_eq!(report["all"]["wall_ms"]["p95_least"], 18.0);
        assert_eq!(report["parts"]["pan"]["wall_ms"]["max"], 18.0);
        assert_eq!(report["parts"]["zoom_in"]["cpu_ms"]["p95"], Value::Null);
        assert_eq!(report["process_cpu_ms_per_frame"], 100.0);
        assert_eq!(report["slowest"][0]["part"], "drag");
        assert_eq!(report["slowest"][2]["wall_ms"], 16.0);
    }
}
