//! SVG: texts as text (Pretendard, with fallbacks), pictograms as outlines, so that no icon font is needed.

use super::{ExportError, ExportOptions};
use crate::analysis::Report;
use crate::model::{ConnectionKind, Design, Language, Point, Rect};
use crate::scene::geometry::{PathStep, arrow_head, outline};
use crate::scene::text::{IconFace, Weight, decimal, icon_path, width};
use crate::scene::tokens::{Color, FrameStyle, SeveritySlot, Tokens};
use crate::scene::{
    Badge, Frame, ICON, LABEL_LINE, LabelRole, NoteText, Pill, Route, Scene, SceneOptions, TEXT_X,
    TITLE, Tile, TitlePlace, build,
};
use crate::text::{both, number};
use std::fmt::Write as _;

const FAMILY: &str =
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif";
/// Height of the title block.
const HEADER: f32 = 56.0;
/// Height of the legend.
const LEGEND: f32 = 28.0;
/// Smallest drawing, so that the title block of an empty design fits.
const MIN_WIDTH: f32 = 320.0;

pub(super) fn write(
    design: &Design,
    report: &Report,
    options: &ExportOptions,
) -> Result<Vec<u8>, ExportError> {
    let scene = build(
        design,
        report,
        &SceneOptions {
            language: options.language,
            money: options.money,
            labels: options.labels,
            ..SceneOptions::default()
        },
    );
    Ok(paint(design, report, &scene, options).into_bytes())
}

fn paint(design: &Design, report: &Report, scene: &Scene, options: &ExportOptions) -> String {
    let tokens = Tokens::of(options.dark, false);
    let padding = if options.padding.is_finite() {
        options.padding.clamp(0.0, 400.0)
    } else {
        24.0
    };
    let mut area = scene.bounds.expand(padding);
    if area.w < MIN_WIDTH {
        area = Rect::new(area.center().x - MIN_WIDTH / 2.0, area.y, MIN_WIDTH, area.h);
    }
    let kinds = kinds_in(scene);
    if options.title_block {
        area = Rect::new(area.x, area.y - HEADER, area.w, area.h + HEADER);
    }
    let has_legend = options.legend && !kinds.is_empty();
    if has_legend {
        area.h += LEGEND;
    }
    let area = Rect::new(area.x.floor(), area.y.floor(), area.w.ceil(), area.h.ceil());
    let mut svg = Svg {
        out: String::new(),
        tokens,
    };
    let _ = writeln!(
        svg.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {y} {w} {h}\" \
         font-family=\"{FAMILY}\">",
        w = decimal(area.w),
        h = decimal(area.h),
        x = decimal(area.x),
        y = decimal(area.y),
    );
    let title = design.name.get(options.language);
    let _ = writeln!(svg.out, "<title>{}</title>", escape(title));
    if !options.transparent {
        svg.rect(area, 0.0, Some(tokens.canvas), None);
    }
    for frame in &scene.frames {
        svg.frame(frame);
    }
    for route in &scene.routes {
        svg.route(route);
    }
    for route in &scene.routes {
        svg.label(scene, route, options.transparent);
    }
    for tile in &scene.tiles {
        svg.tile(tile, options);
    }
    for tile in &scene.tiles {
        svg.pill(&tile.pill, tile.pill_rect);
        svg.badge(tile.badge, tile.badge_rect);
    }
    for frame in &scene.frames {
        svg.badge(frame.badge, frame.badge_rect);
    }
    if options.title_block {
        let head = Rect::new(
            area.x + padding,
            area.y,
            area.w - 2.0 * padding,
            HEADER + padding,
        );
        svg.title_block(design, report, options, head);
    }
    if has_legend {
        let y = area.bottom() - padding.max(12.0);
        svg.legend(&kinds, Point::new(area.x + padding, y), options.language);
    }
    svg.out.push_str("</svg>\n");
    svg.out
}

fn kinds_in(scene: &Scene) -> Vec<ConnectionKind> {
    ConnectionKind::ALL
        .into_iter()
        .filter(|kind| scene.routes.iter().any(|route| route.kind == *kind))
        .collect()
}

fn kind_name(kind: ConnectionKind, language: Language) -> &'static str {
    match kind {
        ConnectionKind::Call => both("Call", "호출"),
        ConnectionKind::AsyncEvent => both("Async event", "비동기 이벤트"),
        ConnectionKind::Stream => both("Stream", "스트림"),
        ConnectionKind::Replication => both("Replication", "복제"),
        ConnectionKind::LogShipping => both("Log shipping", "로그 전송"),
        ConnectionKind::OriginFetch => both("Origin fetch", "오리진 요청"),
        ConnectionKind::Backup => both("Backup", "백업"),
        ConnectionKind::Peering => both("Peering", "피어링"),
    }
    .get(language)
}

/// How a text is anchored.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

struct Svg<'a> {
    out: String,
    tokens: &'a Tokens,
}

/// Line of a box: colour, width, dashes.
type Line = (Color, f32, &'static [f32]);

impl Svg<'_> {
    /// A box; its line is drawn inside.
    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Color>, line: Option<Line>) {
        let inset = line.map_or(0.0, |(_, width, _)| width / 2.0);
        let r = rect.expand(-inset);
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            decimal(r.x),
            decimal(r.y),
            decimal(r.w),
            decimal(r.h)
        );
        if radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", decimal((radius - inset).max(0.0)));
        }
        self.fill(fill);
        if let Some((color, width, dash)) = line {
            self.stroke(color, width, dash);
        }
        self.out.push_str("/>\n");
    }
    fn fill(&mut self, fill: Option<Color>) {
        match fill {
            Some(color) => {
                let _ = write!(self.out, " fill=\"{}\"", color.to_hex());
                if color.a < 255 {
                    let opacity = decimal(f32::from(color.a) / 255.0);
                    let _ = write!(self.out, " fill-opacity=\"{opacity}\"");
                }
            }
            None => self.out.push_str(" fill=\"none\""),
        }
    }
    fn stroke(&mut self, color: Color, width: f32, dash: &[f32]) {
        let _ = write!(
            self.out,
            " stroke=\"{}\" stroke-width=\"{}\"",
            color.to_hex(),
            decimal(width)
        );
        if !dash.is_empty() {
            let dash: Vec<String> = dash.iter().map(|length| decimal(*length)).collect();
            let _ = write!(self.out, " stroke-dasharray=\"{}\"", dash.join(" "));
        }
    }
    /// A text whose middle height is at `at.y`.
    fn text(&mut self, text: &str, at: Point, font: (f32, Weight), color: Color, anchor: Anchor) {
        self.turned_text(text, at, font, color, anchor, false);
    }
    /// The same, running upwards where `up`.
    fn turned_text(
        &mut self,
        text: &str,
        at: Point,
        (size, weight): (f32, Weight),
        color: Color,
        anchor: Anchor,
        up: bool,
    ) {
        if text.is_empty() {
            return;
        }
        // Half the height of capitals (0.71 em in Pretendard) below the middle.
        let shift = size * 0.355;
        let (x, y) = if up {
            (at.x + shift, at.y)
        } else {
            (at.x, at.y + shift)
        };
        let _ = write!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"",
            x = decimal(x),
            y = decimal(y),
            size = decimal(size)
        );
        if weight == Weight::SemiBold {
            self.out.push_str(" font-weight=\"600\"");
        }
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        if up {
            let (x, y) = (decimal(x), decimal(y));
            let _ = write!(self.out, " transform=\"rotate(-90 {x} {y})\"");
        }
        self.fill(Some(color));
        let _ = writeln!(self.out, ">{}</text>", escape(text));
    }
    fn icon(&mut self, glyph: char, face: IconFace, square: Rect, color: Color, up: bool) {
        let path = icon_path(glyph, face, square.x, square.y, square.w);
        if path.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path d=\"{path}\"");
        if up {
            let middle = square.center();
            let (x, y) = (decimal(middle.x), decimal(middle.y));
            let _ = write!(self.out, " transform=\"rotate(-90 {x} {y})\"");
        }
        self.fill(Some(color));
        self.out.push_str("/>\n");
    }
    fn frame(&mut self, frame: &Frame) {
        let style = self.tokens.frame_style(frame.kind.as_str());
        let dash: &[f32] = if style.dashed { &[4.0, 3.0] } else { &[] };
        let title = &frame.title;
        let name = (11.0, Weight::SemiBold);
        if let Some(note) = &frame.note {
            self.note(frame.rect, note, style);
            return;
        }
        if let Some(line) = &frame.collapsed {
            self.rect(
                frame.rect,
                8.0,
                Some(self.tokens.tile),
                Some((style.line, 1.0, &[])),
            );
            let chevron = Rect::new(frame.rect.x + 9.0, title.icon.y + 3.0, 14.0, 14.0);
            let ink = self.tokens.text_2;
            self.icon(
                crate::glyph::CARET_RIGHT,
                IconFace::Regular,
                chevron,
                ink,
                false,
            );
            self.rect(title.icon, 5.0, Some(style.title), None);
            let glyph = title.icon.expand(-3.0);
            self.icon(title.glyph, IconFace::Regular, glyph, style.on_title, false);
            let at = Point::new(title.text_rect.x, title.text_rect.center().y);
            self.text(
                &title.text,
                at,
                (12.0, Weight::SemiBold),
                self.tokens.text_1,
                Anchor::Start,
            );
            let at = Point::new(frame.rect.x + 30.0, frame.rect.y + 34.0);
            self.text(line, at, (11.0, Weight::Regular), ink, Anchor::Start);
            return;
        }
        if title.place == TitlePlace::BandLeft || title.place == TitlePlace::BandTop {
            self.rect(frame.rect, 8.0, style.fill, None);
            self.band(title.rect);
            self.rect(frame.rect, 8.0, None, Some((style.line, 1.0, dash)));
        } else {
            self.rect(frame.rect, 8.0, style.fill, Some((style.line, 1.0, dash)));
        }
        if title.place == TitlePlace::BandLeft {
            self.icon(
                title.glyph,
                IconFace::Regular,
                title.icon,
                style.title,
                true,
            );
            let at = Point::new(title.text_rect.center().x, title.text_rect.bottom());
            self.turned_text(&title.text, at, name, style.title, Anchor::Start, true);
        } else {
            let (square, ink) = match title.place {
                TitlePlace::Tab => (Some(style.title), style.on_title),
                _ => (None, style.title),
            };
            if let Some(fill) = square {
                self.tab(title.icon, fill);
            }
            self.icon(
                title.glyph,
                IconFace::Regular,
                title.icon.expand(-3.0),
                ink,
                false,
            );
            let at = Point::new(title.text_rect.x, title.text_rect.center().y);
            self.text(&title.text, at, name, style.title, Anchor::Start);
        }
        if let Some(cost) = &frame.cost {
            let at = Point::new(cost.rect.right(), cost.rect.center().y);
            let ink = self.tokens.text_2;
            self.text(&cost.text, at, (11.0, Weight::Regular), ink, Anchor::End);
        }
    }
    /// A note or label.
    fn note(&mut self, rect: Rect, note: &NoteText, style: FrameStyle) {
        if style.fill.is_some() {
            self.rect(rect, 6.0, style.fill, Some((style.line, 1.0, &[])));
        }
        let ink = if note.is_hint {
            self.tokens.text_3
        } else {
            self.tokens.text_1
        };
        for (number, line) in note.lines.iter().enumerate() {
            let y = note.rect.y + note.line * (number as f32 + 0.5);
            let at = Point::new(note.rect.x, y);
            self.text(line, at, (note.size, note.weight), ink, Anchor::Start);
        }
    }
    /// The square of a title tab: round where the frame is round, and at the opposite corner.
    fn tab(&mut self, r: Rect, fill: Color) {
        let _ = write!(
            self.out,
            "<path d=\"M{x} {b}V{y8}Q{x} {y} {x8} {y}H{r}V{b6}Q{r} {b} {r6} {b}Z\"",
            x = decimal(r.x),
            y = decimal(r.y),
            x8 = decimal(r.x + 8.0),
            y8 = decimal(r.y + 8.0),
            r = decimal(r.right()),
            r6 = decimal(r.right() - 6.0),
            b = decimal(r.bottom()),
            b6 = decimal(r.bottom() - 6.0),
        );
        self.fill(Some(fill));
        self.out.push_str("/>\n");
    }
    fn band(&mut self, band: Rect) {
        let fill = self.tokens.lane_band();
        self.rect(band, 8.0, Some(fill), None);
        // Square on the side of the lane.
        let inner = if band.h >= band.w {
            Rect::new(band.x + TITLE / 2.0, band.y, band.w - TITLE / 2.0, band.h)
        } else {
            Rect::new(band.x, band.y + TITLE / 2.0, band.w, band.h - TITLE / 2.0)
        };
        self.rect(inner, 0.0, Some(fill), None);
    }
    fn route(&mut self, route: &Route) {
        let mut path = String::new();
        for step in outline(route) {
            let (command, points): (char, &[Point]) = match &step {
                PathStep::Move(p) => ('M', &[*p]),
                PathStep::Line(p) => ('L', &[*p]),
                PathStep::Quad(c, p) => ('Q', &[*c, *p]),
                PathStep::Cubic(c, d, p) => ('C', &[*c, *d, *p]),
            };
            path.push(command);
            let numbers: Vec<String> = points
                .iter()
                .flat_map(|p| [decimal(p.x), decimal(p.y)])
                .collect();
            path.push_str(&numbers.join(" "));
        }
        let color = route.color(self.tokens);
        let _ = write!(self.out, "<path d=\"{path}\" fill=\"none\"");
        self.stroke(color, 1.5, route.pattern());
        self.out.push_str("/>\n");
        if let Some([tip, a, b]) = arrow_head(route) {
            self.triangle(tip, a, b, color);
        }
        if let Some(dot) = route.dot {
            let _ = write!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"3.5\"",
                decimal(dot.x),
                decimal(dot.y)
            );
            self.fill(Some(color));
            self.out.push_str("/>\n");
        }
    }
    fn triangle(&mut self, a: Point, b: Point, c: Point, color: Color) {
        let corners: Vec<String> = [a, b, c]
            .iter()
            .map(|p| format!("{} {}", decimal(p.x), decimal(p.y)))
            .collect();
        let _ = write!(self.out, "<path d=\"M{}Z\"", corners.join("L"));
        self.fill(Some(color));
        self.out.push_str("/>\n");
    }
    fn label(&mut self, scene: &Scene, route: &Route, transparent: bool) {
        let Some(label) = &route.label else { return };
        let backdrop = scene.backdrop(label.rect, self.tokens);
        if !(transparent && backdrop == self.tokens.canvas) {
            self.rect(label.rect, 3.0, Some(backdrop), None);
        }
        for (number, line) in label.lines.iter().enumerate() {
            let y = label.rect.y + 1.0 + LABEL_LINE * (number as f32 + 0.5);
            let (weight, color) = match line.role {
                LabelRole::Rate => (Weight::Regular, self.tokens.text_2),
                LabelRole::Cost => (Weight::SemiBold, self.tokens.text_1),
                LabelRole::Free => (Weight::SemiBold, self.tokens.saving),
                LabelRole::NoPrice => (
                    Weight::SemiBold,
                    self.tokens.severity(SeveritySlot::High).ink,
                ),
            };
            let at = Point::new(label.rect.center().x, y);
            self.text(&line.text, at, (11.0, weight), color, Anchor::Middle);
        }
    }
    fn tile(&mut self, tile: &Tile, options: &ExportOptions) {
        let t = self.tokens;
        self.rect(tile.rect.offset(0.0, 1.0), 8.0, Some(t.shadow_tile), None);
        let dash: &[f32] = if tile.locked { &[4.0, 3.0] } else { &[] };
        self.rect(tile.rect, 8.0, Some(t.tile), Some((t.strong, 1.0, dash)));
        let square = ICON.offset(tile.rect.x, tile.rect.y);
        if let Some(svg) = options.icons.get(&tile.kind) {
            let _ = writeln!(
                self.out,
                "<image x=\"{}\" y=\"{}\" width=\"32\" height=\"32\" href=\"data:image/svg+xml;base64,{}\"/>",
                decimal(square.x),
                decimal(square.y),
                base64(svg)
            );
        } else {
            self.rect(square, 7.0, Some(t.category_fill(tile.category)), None);
            let glyph = square.expand(-6.0);
            self.icon(tile.glyph, IconFace::Regular, glyph, t.on_category, false);
        }
        let x = tile.rect.x + TEXT_X;
        let name_y = if tile.fact.is_empty() { 27.0 } else { 19.0 };
        let at = Point::new(x, tile.rect.y + name_y);
        self.text(
            &tile.name,
            at,
            (12.0, Weight::SemiBold),
            t.text_1,
            Anchor::Start,
        );
        let at = Point::new(x, tile.rect.y + 35.5);
        self.text(
            &tile.fact,
            at,
            (11.0, Weight::Regular),
            t.text_2,
            Anchor::Start,
        );
        if tile.locked {
            let lock = Rect::new(tile.rect.right() - 20.0, tile.rect.y + 6.0, 14.0, 14.0);
            self.icon(
                crate::glyph::LOCK_SIMPLE,
                IconFace::Regular,
                lock,
                t.text_3,
                false,
            );
        }
    }
    fn pill(&mut self, pill: &Pill, rect: Rect) {
        let t = self.tokens;
        let high = t.severity(SeveritySlot::High).ink;
        let (line, ink): (Line, Color) = match pill {
            Pill::None => return,
            Pill::Amount { .. } => ((t.strong, 1.0, &[]), t.text_1),
            Pill::Free(_) => ((t.strong, 1.0, &[]), t.saving),
            Pill::NoPrice(_) => ((high, 1.0, &[3.0, 2.0]), high),
        };
        self.rect(rect, rect.h / 2.0, Some(t.tile), Some(line));
        let font = (11.0, Weight::SemiBold);
        self.text(pill.text(), rect.center(), font, ink, Anchor::Middle);
    }
    fn badge(&mut self, badge: Option<Badge>, rect: Rect) {
        let Some(badge) = badge else { return };
        let slot = SeveritySlot::from(badge.severity);
        let tint = self.tokens.severity(slot);
        self.rect(rect, rect.h / 2.0, Some(tint.soft), None);
        let glyph = Rect::new(rect.x + 6.0, rect.y + 3.0, 12.0, 12.0);
        self.icon(slot.glyph(), IconFace::Fill, glyph, tint.ink, false);
        let at = Point::new(rect.x + 21.0, rect.center().y);
        let font = (10.5, Weight::SemiBold);
        self.text(
            &number::count(badge.count),
            at,
            font,
            tint.ink,
            Anchor::Start,
        );
    }
    fn title_block(&mut self, design: &Design, report: &Report, options: &ExportOptions, r: Rect) {
        let t = self.tokens;
        let language = options.language;
        let total = report.cost.total;
        let amount = options.money.per_month(total.usd, language);
        let amount = match (total.missing, total.usd.0 > 0.0) {
            (0, _) => amount,
            (_, true) => match language {
                Language::English => format!("≥ {amount}"),
                Language::Korean => format!("{amount} 이상"),
            },
            (_, false) => both("no price", "가격 없음").get(language).to_owned(),
        };
        let room = r.w - width(&amount, 20.0, Weight::SemiBold) - 24.0;
        let name = design.name.get(language);
        let name = crate::scene::text::elide(
            name,
            20.0,
            Weight::SemiBold,
            room.max(40.0),
            crate::scene::text::Elide::End,
        );
        let (top, below) = (r.y + 34.0, r.y + 57.0);
        let bold = (20.0, Weight::SemiBold);
        self.text(&name, Point::new(r.x, top), bold, t.text_1, Anchor::Start);
        self.text(
            &amount,
            Point::new(r.right(), top),
            bold,
            t.text_1,
            Anchor::End,
        );
        let region = design.settings.region.as_str();
        let small = (11.0, Weight::Regular);
        self.text(
            region,
            Point::new(r.x, below),
            small,
            t.text_3,
            Anchor::Start,
        );
        if let Some((oldest, newest)) = &report.cost.prices_as_of {
            let days = if oldest == newest {
                newest.clone()
            } else {
                format!("{oldest} – {newest}")
            };
            let text = match language {
                Language::English => format!("List prices as of {days}"),
                Language::Korean => format!("정가 기준일 {days}"),
            };
            self.text(
                &text,
                Point::new(r.right(), below),
                small,
                t.text_3,
                Anchor::End,
            );
        }
    }
    fn legend(&mut self, kinds: &[ConnectionKind], at: Point, language: Language) {
        let mut x = at.x;
        for &kind in kinds {
            let sample = Route::sample(kind, Point::new(x, at.y), Point::new(x + 36.0, at.y));
            self.route(&sample);
            let name = kind_name(kind, language);
            let ink = self.tokens.text_2;
            let font = (11.0, Weight::Regular);
            self.text(name, Point::new(x + 44.0, at.y), font, ink, Anchor::Start);
            x += 44.0 + width(name, 11.0, Weight::Regular) + 24.0;
        }
    }
}

/// Text for XML: special characters escaped, characters that XML forbids left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |sum, (i, byte)| {
            sum | u32::from(*byte) << (16 - 8 * i)
        });
        for i in 0..4 {
            if i <= chunk.len() {
                let letter = (group >> (18 - 6 * i)) & 63;
                out.push(char::from(LETTERS[letter as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}
