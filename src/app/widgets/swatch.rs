//! The coloured square with a glyph that stands for a kind or a frame, at any size.

use egui::{Painter, Rect};

use crate::app::{fonts, icons};
use crate::catalog;
use crate::glyph;
use crate::model::{ContainerKind, Design, Id};
use crate::scene::tokens::{CategorySlot, Color, Tokens};

/// Colours and glyph of a square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swatch {
    /// Fill.
    pub fill: Color,
    /// Ink of the glyph.
    pub ink: Color,
    /// The glyph.
    pub glyph: char,
    /// Name of the kind whose icon takes the place of the glyph, if the user has icons.
    pub kind: Option<&'static str>,
}

impl Swatch {
    /// The square of a kind; a question mark for an unknown one.
    pub fn of_kind(name: &str, t: &Tokens) -> Swatch {
        match catalog::kind(name) {
            Some(kind) => Swatch {
                fill: t.category_fill(CategorySlot::from(kind.category)),
                ink: t.on_category,
                glyph: kind.glyph,
                kind: Some(kind.name),
            },
            None => Swatch {
                fill: t.category_fill(CategorySlot::External),
                ink: t.on_category,
                glyph: glyph::QUESTION,
                kind: None,
            },
        }
    }
    /// The square of a frame's title.
    pub fn of_frame(kind: &ContainerKind, t: &Tokens) -> Swatch {
        let style = t.frame_style(kind.as_str());
        Swatch {
            fill: style.title,
            ink: style.on_title,
            glyph: frame_glyph(kind),
            kind: None,
        }
    }
    /// The square of an item of any sort.
    pub fn of_item(design: &Design, id: &Id, t: &Tokens) -> Swatch {
        let grey = |glyph| Swatch {
            fill: t.category_fill(CategorySlot::External),
            ink: t.on_category,
            glyph,
            kind: None,
        };
        if let Some(component) = design.component(id) {
            Swatch::of_kind(&component.kind, t)
        } else if let Some(container) = design.container(id) {
            Swatch::of_frame(&container.kind, t)
        } else if design.security_groups.contains_key(id) {
            Swatch::of_frame(&ContainerKind::SecurityGroup, t)
        } else {
            grey(glyph::FLOW_ARROW)
        }
    }
    /// Paints it into a square `rect`.
    pub fn paint(self, painter: &Painter, rect: Rect) {
        let icon = self
            .kind
            .and_then(|kind| icons::shape(painter.ctx(), kind, rect));
        if let Some(icon) = icon {
            painter.add(icon);
            return;
        }
        let side = rect.width();
        painter.rect_filled(rect, (side * 0.22).round(), self.fill);
        let font = fonts::icon((side * 0.625).round());
        fonts::glyph(painter, rect.center(), self.glyph, font, self.ink);
    }
}

/// The glyph of a frame.
pub fn frame_glyph(kind: &ContainerKind) -> char {
    match kind {
        ContainerKind::Account => glyph::CUBE,
        ContainerKind::Region => glyph::MAP_PIN,
        ContainerKind::Vpc | ContainerKind::OtherCloud => glyph::CLOUD,
        ContainerKind::AvailabilityZone => glyph::BUILDINGS,
        ContainerKind::PublicSubnet => glyph::LOCK_SIMPLE_OPEN,
        ContainerKind::PrivateSubnet => glyph::LOCK_SIMPLE,
        ContainerKind::IsolatedSubnet => glyph::KEYHOLE,
        ContainerKind::SecurityGroup => glyph::SHIELD_CHECK,
        ContainerKind::AutoScalingGroup => glyph::ARROWS_OUT_SIMPLE,
        ContainerKind::Cluster => glyph::CIRCLES_THREE,
        ContainerKind::OnPremises => glyph::WAREHOUSE,
        ContainerKind::Group | ContainerKind::Unknown(_) => glyph::BOUNDING_BOX,
        ContainerKind::Note => glyph::NOTE,
        ContainerKind::Label => glyph::TEXT_T,
    }
}
