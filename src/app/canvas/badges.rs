//! Badges as targets: a click on one opens the findings of its item. Far out, where tiles have none, the outermost frames
//! carry the sum of what stands in them.

use super::index::Index;
use super::paint::{self, Seat};
use super::pen::{Detail, Pen};
use crate::analysis::review::Severity;
use crate::app::action::{Actions, Select, View};
use crate::app::cx::Cx;
use crate::app::review::Ask;
use crate::app::theme::tokens;
use crate::app::view::{Camera, PanelTab};
use crate::app::widgets::tip::tip;
use crate::model::{ContainerKind, Design, Id, Point, Rect};
use crate::scene::{Badge, Scene};
use egui::{CursorIcon, Sense, Ui, WidgetInfo, WidgetType};
use std::collections::BTreeMap;

/// Sums of the outermost frames, made anew with the scene.
#[derive(Debug, Default)]
pub struct Sums {
    /// The report, and the picture whose frames are numbered.
    made_for: Option<(u64, u64)>,
    /// Frames by their numbers.
    list: Vec<(usize, Badge)>,
}

impl Sums {
    /// Adds up the findings by the outermost frame around each item, where that is shown.
    pub fn refresh(&mut self, cx: &Cx<'_>, (scene, detail): (&Scene, Detail), picture: u64) {
        let made_for = Some((cx.state.reported, picture));
        if self.made_for == made_for || detail > Detail::Overview {
            return;
        }
        self.made_for = made_for;
        let design = cx.design();
        let mut sums: BTreeMap<Id, Badge> = BTreeMap::new();
        for finding in cx.state.report.review.open() {
            let mut frames: Vec<Id> = finding
                .items
                .iter()
                .filter_map(|id| outermost(design, id))
                .collect();
            frames.sort();
            frames.dedup();
            for frame in frames {
                let sum = sums.entry(frame).or_insert(Badge {
                    severity: finding.severity,
                    count: 0,
                });
                sum.severity = sum.severity.min(finding.severity);
                sum.count += 1;
            }
        }
        let frames = scene.frames.iter().enumerate();
        self.list = frames
            .filter_map(|(number, frame)| Some((number, *sums.get(&frame.id)?)))
            .collect();
    }
}

/// The VPC around an item; where there is none, the outermost frame around it.
fn outermost(design: &Design, id: &Id) -> Option<Id> {
    let place = match design.component(id) {
        Some(component) => component.parent(),
        None => design.containers.get_key_value(id).map(|(id, _)| id),
    };
    let vpc = design.enclosing(place, ContainerKind::Vpc);
    let last = || design.ancestors(place).last();
    vpc.or_else(last).map(|(id, _)| id.clone())
}

/// Draws the sums where tiles have no badges.
pub fn sums(pen: &mut Pen<'_>, scene: &Scene, sums: &Sums) {
    for (number, badge) in &sums.list {
        if let Some(frame) = scene.frames.get(*number) {
            let at = (frame.rect, Seat::Corner);
            paint::badge(pen, at, Some(*badge), Detail::Names, None);
        }
    }
}

/// A badge under the pointer.
pub struct Under {
    /// Its item.
    pub item: Id,
    rect: egui::Rect,
    badge: Badge,
}

/// The badge under the pointer.
pub fn under(
    ui: &Ui,
    rect: egui::Rect,
    (scene, index): (&Scene, &Index),
    sums: &Sums,
    camera: Camera,
) -> Option<Under> {
    /// A badge reaches so far beyond its item, points.
    const REACH: f32 = 40.0;
    let pointer = ui.ctx().input(|i| i.pointer.hover_pos())?;
    if !rect.contains(pointer) {
        return None;
    }
    let painter = ui.painter().with_clip_rect(rect);
    let pen = Pen::new(&painter, tokens(ui), camera, rect.min);
    let detail = Detail::at(camera.zoom);
    let hit = |id: &Id, owner: (Rect, Seat), badge: Badge, detail: Detail| {
        // Nearly all are far away; only near ones are measured.
        if !pen.rect(owner.0).expand(REACH).contains(pointer) {
            return None;
        }
        let place = paint::badge_place(&pen, owner, badge, detail);
        place.contains(pointer).then(|| Under {
            item: id.clone(),
            rect: place,
            badge,
        })
    };
    if detail == Detail::Overview {
        let mut all = sums.list.iter();
        return all.find_map(|(number, badge)| {
            let frame = scene.frames.get(*number)?;
            hit(&frame.id, (frame.rect, Seat::Corner), *badge, Detail::Names)
        });
    }
    let at = camera.to_canvas(Point::new(pointer.x - rect.left(), pointer.y - rect.top()));
    let near = index.near(Rect::new(at.x, at.y, 0.0, 0.0).expand(REACH / camera.zoom));
    let tiles = scene.tiles_at(&near.tiles).rev();
    let mut tiles =
        tiles.filter_map(|tile| Some((&tile.component, (tile.rect, Seat::Corner), tile.badge?)));
    let frames = scene.frames.iter().rev();
    let mut frames =
        frames.filter_map(|frame| Some((&frame.id, (frame.rect, Seat::of(frame)), frame.badge?)));
    frames
        .find_map(|(id, rect, badge)| hit(id, rect, badge, detail))
        .or_else(|| tiles.find_map(|(id, rect, badge)| hit(id, rect, badge, detail)))
}

/// The badge as a button.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, under: &Under, out: &mut Actions) {
    let id = ui.id().with(("badge", &under.item));
    let response = ui.interact(under.rect, id, Sense::click());
    let name = cx.text_with("findings-of", "name", cx.name_of(&under.item));
    let count = cx.text_with("canvas-findings", "count", under.badge.count);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    if response.clicked() {
        open(under.item.clone(), out);
    }
    let worst: Severity = under.badge.severity;
    let worst = worst.title().get(cx.language);
    let text = cx.text_with("badge-hint", "worst", worst);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    tip(response, &format!("{count} · {text}"));
}

/// Opens the findings of an item.
pub fn open(item: Id, out: &mut Actions) {
    out.select(Select::Only(item.clone()));
    out.view(View::Panel(PanelTab::Findings));
    out.view(View::Review(Ask::Of(Some(item))));
}
