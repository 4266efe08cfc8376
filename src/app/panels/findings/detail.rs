//! The finding that is read: what was seen, what happens if it stays, what its fix changes, and why.

use crate::analysis::review::told::Change;
use crate::analysis::review::{self, Finding, Opposed, Preview, profile};
use crate::app::action::{Actions, Dialog, View};
use crate::app::cx::Cx;
use crate::app::findings::{apply_all, apply_fix, fix_label, price_text, unsilence};
use crate::app::fonts::{self, Elide, Type};
use crate::app::review::Ask;
use crate::app::state::key_of;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::finding::FixButton;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::change::Kind;
use crate::scene::tokens::{Color, SeveritySlot};
use egui::{Align, Frame, Layout, Margin, ScrollArea, Sense, Ui, pos2, vec2};

/// Most changes that are listed one by one.
const MOST_CHANGES: usize = 12;
/// Most findings that are listed one by one.
const MOST_FINDINGS: usize = 6;

/// Draws the detail. `alone`: it stands in place of the list.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, alone: bool, out: &mut Actions) {
    ScrollArea::vertical()
        .id_salt(("detail", finding.code, &finding.items))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 4.0;
                    head(ui, cx, finding, alone, out);
                    text(ui, finding.title().get(cx.language), Type::Body, true);
                    quiet(ui, cx.state.evidence(finding).get(cx.language));
                    accepted(ui, cx, finding, out);
                    ui.add_space(2.0);
                    fix(ui, cx, finding, out);
                    items(ui, cx, finding, out);
                    ui.add_space(4.0);
                    explained(ui, cx, finding);
                });
        });
}

fn ink_of(ui: &Ui) -> (Color, Color) {
    let t = tokens(ui);
    (t.text_1, t.text_2)
}

fn text(ui: &mut Ui, words: &str, size: Type, strong: bool) {
    let ink = ink_of(ui).0.into();
    let room = ui.available_width();
    ui.label(fonts::paragraph(words, size, strong, ink, room));
}

fn quiet(ui: &mut Ui, words: &str) {
    let ink = ink_of(ui).1.into();
    let room = ui.available_width();
    ui.label(fonts::paragraph(words, Type::Control, false, ink, room));
}

/// Severity, code and pillar; the way back.
fn head(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, alone: bool, out: &mut Actions) {
    let t = tokens(ui);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 24.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let close = |ui: &mut Ui, c: char, key: &'static str, out: &mut Actions| {
                if ui.add(Button::icon(c, &cx.text(key)).small()).clicked() {
                    out.view(View::Review(Ask::Open(None)));
                }
            };
            if alone {
                close(ui, glyph::ARROW_LEFT, "findings-back", out);
            }
            let word = finding.severity.title().get(cx.language);
            ui.add(Chip::severity(SeveritySlot::from(finding.severity), word));
            label(ui, finding.code, Type::Small.font(), t.text_3);
            let room = ui.available_width() - 32.0;
            let pillar = finding.pillar.title().get(cx.language);
            label_within(ui, pillar, Type::Small.font(), t.text_3, room);
            if !alone {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    close(ui, glyph::X, "close", out);
                });
            }
        },
    );
}

/// The items by name; a click shows one.
fn items(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    if finding.items.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for id in finding.items.iter().take(MOST_FINDINGS) {
            let name = cx.name_of(id);
            let font = Type::Control.font();
            let short = fonts::elide(ui.painter(), &name, &font, 200.0, Elide::Middle);
            let chip = Chip::new(&short)
                .quiet()
                .clickable()
                .glyph(glyph::CROSSHAIR);
            let response = ui.add(chip);
            if response.clicked() {
                out.view(View::Reveal(id.clone()));
            }
            tip(response, &format!("{}: {name}", cx.text("finding-show")));
        }
        let more = finding.items.len().saturating_sub(MOST_FINDINGS);
        if more > 0 {
            ui.add(Chip::new(&format!("+{more}")).quiet());
        }
    });
}

/// The reason for which it is accepted, or was until a day that is over.
fn accepted(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    if let Some(reason) = finding.silenced() {
        quiet(ui, &cx.text_with("silenced-because", "reason", reason));
        let text = cx.text("unsilence");
        if ui
            .add(Button::secondary(&text).glyph(glyph::EYE).small())
            .clicked()
        {
            unsilence(cx, finding, out);
        }
    }
    if let Some(silence) = finding.lapsed() {
        let day = silence.until.clone().unwrap_or_default();
        let args = [
            ("day", day.into()),
            ("reason", silence.reason.as_str().into()),
        ];
        quiet(ui, &crate::text::format(cx.language, "cli-lapsed", &args));
    }
}

/// The fix with its price, what it changes and causes, and the same fix everywhere.
fn fix(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    if finding.is_silenced() {
        return;
    }
    let key = key_of(finding);
    let preview = cx.state.preview(&key);
    if preview.is_none() && finding.fixable() {
        out.view(View::Review(Ask::Preview(key.clone())));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let known = fix_label(cx, finding);
        let late = known.is_open() && cx.state.fixes_are_late();
        let (label, price) = known.texts(cx);
        let most = ui.max_rect().width();
        if !label.is_empty()
            && ui
                .add(FixButton::new(&label, &price).late(late).max_width(most))
                .clicked()
        {
            apply_fix(finding, out);
        }
        fix_all(ui, cx, finding, out);
        let silence = cx.text("silence-menu");
        let button = Button::ghost(&silence).glyph(glyph::EYE_SLASH).small();
        if ui.add(button).clicked() {
            out.view(View::Dialog(Some(Dialog::Silence(key.clone()))));
        }
    });
    let former = cx.state.review.former_preview(&key);
    match (preview, former.filter(|_| finding.fixable())) {
        (Some(Some(preview)), _) | (None, Some(preview)) => effects(ui, cx, preview),
        (Some(None), _) => quiet(ui, &cx.text("fix-none")),
        (None, None) if finding.fixable() => quiet(ui, &cx.text("fix-working")),
        (None, None) => quiet(ui, &cx.text("fix-none")),
    }
}

fn fix_all(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, out: &mut Actions) {
    let open = cx.state.report.review.open();
    let count = open.filter(|f| f.code == finding.code).count();
    if count < 2 || !finding.fixable() {
        return;
    }
    let known = cx.state.review.fix_all(finding.code);
    if known.is_none() {
        out.view(View::Review(Ask::FixAll(finding.code)));
    }
    let former = cx.state.review.former_all(finding.code);
    let shown = known.unwrap_or(former).filter(|all| all.count > 1);
    if let Some(all) = shown {
        let text = cx.text_with("fix-all", "count", all.count);
        let price = price_text(cx, all.delta, all.missing, all.by_use);
        let late = known.is_none() && cx.state.fixes_are_late();
        let button = FixButton::new(&text, &price).glyph(glyph::LIST_CHECKS);
        let button = ui.add(button.late(late).max_width(ui.max_rect().width()));
        if button.clicked() {
            apply_all(cx, finding.code, out);
        }
        tip(button, &cx.text_with("fix-all-hint", "caused", all.caused));
    }
}

/// What the fix changes, what else it mends, what it causes, and who asks for the opposite.
fn effects(ui: &mut Ui, cx: &Cx<'_>, preview: &Preview) {
    let t = tokens(ui);
    for opposed in &preview.opposed {
        against(ui, cx, preview, opposed);
    }
    if !preview.changes.is_empty() {
        caption(ui, &cx.text("fix-changes"));
        for change in preview.changes.iter().take(MOST_CHANGES) {
            let (c, ink) = match change.kind {
                Kind::Added => (glyph::PLUS, t.saving),
                Kind::Removed => (glyph::MINUS, t.increase),
                Kind::Changed => (glyph::PENCIL_SIMPLE, t.text_3),
            };
            line(ui, c, ink, &told(cx, change));
        }
        let more = preview.changes.len().saturating_sub(MOST_CHANGES);
        if more > 0 {
            quiet(ui, &cx.text_with("review-more", "count", more));
        }
    }
    for (findings, key) in [
        (&preview.caused, "fix-causes"),
        (&preview.solved, "fix-solves"),
    ] {
        if findings.is_empty() {
            continue;
        }
        caption(ui, &cx.text_with(key, "count", findings.len()));
        for finding in findings.iter().take(MOST_FINDINGS) {
            let slot = SeveritySlot::from(finding.severity);
            let ink = t.severity(slot).ink;
            let title = finding.title().get(cx.language);
            line(ui, slot.glyph(), ink, &format!("{} {title}", finding.code));
        }
        let more = findings.len().saturating_sub(MOST_FINDINGS);
        if more > 0 {
            quiet(ui, &cx.text_with("review-more", "count", more));
        }
    }
    if preview.caused.is_empty() {
        line(ui, glyph::CHECK, t.saving, &cx.text("fix-causes-none"));
    }
}

/// A rule that asks for the opposite, with both prices.
fn against(ui: &mut Ui, cx: &Cx<'_>, preview: &Preview, opposed: &Opposed) {
    let t = tokens(ui);
    let title = review::rule(opposed.code).map(|rule| rule.title().get(cx.language));
    let priced = &preview.priced;
    let args = [
        ("code", opposed.code.into()),
        ("title", title.unwrap_or_default().into()),
        ("other", cx.money.delta(opposed.delta).into()),
        (
            "own",
            price_text(cx, priced.delta, priced.missing, priced.by_use).into(),
        ),
    ];
    let key = if opposed.is_caused {
        "fix-opposed-caused"
    } else {
        "fix-opposed"
    };
    let ink = t.severity(SeveritySlot::Medium).ink;
    line(
        ui,
        glyph::SCALES,
        ink,
        &crate::text::format(cx.language, key, &args),
    );
}

fn told(cx: &Cx<'_>, change: &Change) -> String {
    let (name, what) = (change.name.get(cx.language), change.what.get(cx.language));
    if what.is_empty() {
        name.to_owned()
    } else {
        format!("{name}: {what}")
    }
}

fn caption(ui: &mut Ui, words: &str) {
    let ink = ink_of(ui).1.into();
    let room = ui.available_width();
    ui.add_space(2.0);
    ui.label(fonts::paragraph(words, Type::Small, true, ink, room));
}

/// A glyph and a paragraph beside it.
fn line(ui: &mut Ui, c: char, ink: Color, words: &str) {
    let text_ink = ink_of(ui).1.into();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
        let at = pos2(rect.center().x, rect.center().y);
        let fill = SeveritySlot::ALL.iter().any(|slot| slot.glyph() == c);
        let font = if fill {
            fonts::icon_fill(12.0)
        } else {
            fonts::icon(12.0)
        };
        fonts::glyph(ui.painter(), at, c, font, ink);
        let room = ui.available_width();
        ui.label(fonts::paragraph(words, Type::Small, false, text_ink, room));
    });
}

/// What happens if it stays, what to do, when to silence it, and who else says so.
fn explained(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding) {
    let Some(rule) = review::rule(finding.code) else {
        return;
    };
    let open = profile::explains(cx.design().settings.review_profile);
    caption(ui, &cx.text("finding-consequence"));
    quiet(ui, &rule.why(cx.language));
    let title = cx.text("finding-explained");
    let mut header = SectionHeader::new(&title);
    if !open {
        header = header.closed();
    }
    let language = cx.language;
    header.show(ui, ("finding explained", open), |ui| {
        for (key, words) in [
            ("cli-advice", rule.advice(language)),
            ("cli-when", rule.when_to_silence(language)),
            ("cli-references", rule.references().join(" · ")),
        ] {
            if !words.is_empty() {
                caption(ui, &cx.text(key));
                quiet(ui, &words);
            }
        }
        if let Some(threshold) = rule.threshold {
            let own = cx.design().settings.thresholds.get(rule.code).copied();
            let value = own.unwrap_or(threshold.value);
            let args = [
                ("value", crate::text::number::short(value, 4).into()),
                ("unit", threshold.unit.get(cx.language).into()),
                ("source", threshold.source.into()),
            ];
            caption(ui, &cx.text("threshold"));
            quiet(ui, &crate::text::format(language, "threshold-is", &args));
        }
    });
}
