//! The hours of the day: 24 weights as text, and as bars that show their shape.

use super::parts;
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::row::property_row;
use crate::app::widgets::tip::tip;
use crate::text::number;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// The row; the answer is the new profile (empty: none).
pub fn row(ui: &mut Ui, cx: &Cx<'_>, profile: &[f64]) -> Option<Vec<f64>> {
    let (label, doc) = (cx.text("demand-hours"), cx.text("demand-hours-doc"));
    let current: Vec<String> = profile
        .iter()
        .map(|weight| number::short(*weight, 2))
        .collect();
    let (current, hint) = (current.join(" "), cx.text("demand-hours-hint"));
    let wrong = cx.text("demand-hours-invalid");
    let flag = ui.id().with("hours wrong");
    let is_wrong = ui.data(|d| d.get_temp::<bool>(flag)).unwrap_or(false);
    let typed = property_row(ui, &label, &doc, |ui| {
        let id = ui.id().with("hours");
        let error = if is_wrong { &*wrong } else { "" };
        parts::text_edit_at(ui, id, &label, &current, &hint, error)
    });
    if profile.len() == 24 {
        bars(ui, &label, profile);
    }
    let read = parsed(&typed?);
    ui.data_mut(|d| d.insert_temp(flag, read.is_none()));
    read
}

/// 24 weights, or none at all; anything else is no profile.
fn parsed(text: &str) -> Option<Vec<f64>> {
    let words = text
        .split([' ', ',', ';', '\t', '\n'])
        .filter(|word| !word.is_empty());
    let weights: Option<Vec<f64>> = words
        .map(|word| {
            word.parse::<f64>()
                .ok()
                .filter(|w| w.is_finite() && *w >= 0.0)
        })
        .collect();
    let weights = weights?;
    let fine = weights.is_empty() || (weights.len() == 24 && weights.iter().sum::<f64>() > 0.0);
    fine.then_some(weights)
}

fn bars(ui: &mut Ui, label: &str, profile: &[f64]) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let top = profile
        .iter()
        .copied()
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    let pitch = rect.width() / 24.0;
    let pointer = response
        .hover_pos()
        .map(|at| ((at.x - rect.left()) / pitch) as usize);
    for (hour, weight) in profile.iter().enumerate() {
        let height = ((weight / top) as f32 * (rect.height() - 2.0)).max(1.0);
        let left = rect.left() + pitch * hour as f32;
        let bar = Rect::from_min_max(
            pos2(left + 1.0, rect.bottom() - height),
            pos2(left + pitch - 1.0, rect.bottom()),
        );
        let ink = if pointer == Some(hour) {
            t.accent
        } else {
            t.strong
        };
        ui.painter().rect_filled(bar, 1.0, ink);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, label));
    if let Some(hour) = pointer
        && let Some(weight) = profile.get(hour)
    {
        let text = format!("{hour:02}:00 · {}", number::short(*weight, 2));
        tip(response, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_has_a_weight_for_each_hour_or_none() {
        assert_eq!(parsed(" "), Some(Vec::new()));
        let day = ["1"; 24].join(", ");
        assert_eq!(parsed(&day).unwrap().len(), 24);
        for wrong in ["1 2 3", &["0"; 24].join(" "), &["-1"; 24].join(" "), "x"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
