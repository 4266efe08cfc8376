//! Every widget on one page, in both themes and in Korean: a picture to look at, and a committed one to compare with.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use egui_kittest::{SnapshotOptions, SnapshotResults};

use crate::app::testing::{harness, look_at};
use crate::app::theme::{Theme, tokens};
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::{Badge, Chip, CostPill, CostState, KeyCap};
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::field::TextField;
use crate::app::widgets::finding::{FindingText, finding_card, finding_row};
use crate::app::widgets::menu::{MenuItem, separator};
use crate::app::widgets::number::NumberField;
use crate::app::widgets::paint::{self, Tone};
use crate::app::widgets::picker::{Cell, PickerRow, PickerTable, PickerTexts};
use crate::app::widgets::row::{cost_line, property_row};
use crate::app::widgets::section::{SectionHeader, Tab, tab_bar};
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::select::{Choice, Select};
use crate::app::widgets::stepper::{StepperNames, stepper};
use crate::app::widgets::switch::Switch;
use crate::app::widgets::table::{Column, Width};
use crate::app::widgets::toast::Toasts;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;

struct Page {
    ko: bool,
    query: String,
    storage: Option<f64>,
    wrong: Option<f64>,
    io: Option<f64>,
    on: bool,
    off: bool,
    segment: usize,
    engine: usize,
    tab: usize,
    toasts: Toasts<u8>,
}

impl Page {
    fn new(ko: bool) -> Self {
        Self {
            ko,
            query: String::new(),
            storage: Some(500.0),
            wrong: Some(70_000.0),
            io: None,
            on: true,
            off: false,
            segment: 0,
            engine: 0,
            tab: 0,
            toasts: Toasts::default(),
        }
    }

    fn say(&self, en: &'static str, ko: &'static str) -> &'static str {
        if self.ko { ko } else { en }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let t = tokens(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, t.canvas);
        card(ui, [16.0, 16.0, 330.0, 362.0], |ui| self.controls(ui));
        card(ui, [356.0, 16.0, 312.0, 540.0], |ui| self.inspector(ui));
        card(ui, [678.0, 16.0, 480.0, 236.0], picker);
        card(ui, [678.0, 260.0, 236.0, 296.0], |ui| self.menu(ui));
        card(ui, [922.0, 260.0, 236.0, 96.0], |ui| {
            let (title, action) = (
                self.say("No findings", "검토 결과 없음"),
                self.say("Show the 7", "7개 보기"),
            );
            let detail = self.say("7 rules wait for a value", "7개 규칙이 값을 기다립니다");
            empty_state(ui, glyph::SHIELD_CHECK, Tone::Saving, title, detail, action);
        });
        card(ui, [922.0, 364.0, 236.0, 192.0], |ui| self.pieces(ui));
        card(ui, [16.0, 386.0, 330.0, 170.0], |ui| self.chips(ui));
        self.findings(ui, [16.0, 566.0, 1142.0, 132.0]);
        if self.toasts.is_empty() {
            let text = self.say("Reader raised", "리더를 올렸습니다");
            let undo = self.say("Undo", "실행 취소").to_owned();
            self.toasts.done(text, "+$229.22/mo", Some((undo, 1)));
        }
        self.toasts.show(ui.ctx());
    }

    fn controls(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.add(Button::primary(self.say("Export", "내보내기")).glyph(glyph::EXPORT));
            ui.add(Button::secondary(self.say("Apply fix", "수정 적용")));
            ui.add(Button::ghost(self.say("Cancel", "취소")));
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add(Button::danger(self.say("Delete", "삭제")).glyph(glyph::TRASH));
            ui.add(Button::secondary(self.say("Disabled", "사용 안 함")).enabled(false));
            ui.add(Button::icon(glyph::CURSOR, "Select").selected(true));
            ui.add(Button::icon(glyph::HAND, "Hand"));
        });
        ui.add_space(4.0);
        let search = self.say("Search 128 kinds", "128종 검색");
        TextField::search(&mut self.query, search, "Clear")
            .key_cap("/")
            .show(ui);
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            let field = NumberField::new("Storage a").unit("GB").width(146.0);
            field.show(ui, &mut self.storage);
            let field = NumberField::new("I/O a").unit("M/mo").width(146.0);
            field
                .derived(420.0, self.say("derived", "계산됨"))
                .show(ui, &mut self.io);
        });
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(146.0);
                let field = NumberField::new("Storage b").unit("GB").width(146.0);
                let message = self.say("At most 65,536 GB", "최대 65,536 GB");
                field.max(65536.0, message).show(ui, &mut self.wrong);
            });
            let field = NumberField::new("Expression").unit("GB").width(146.0);
            field.show(ui, &mut self.storage);
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add(Switch::new(&mut self.off, "off").text("Off"));
            ui.add(Switch::new(&mut self.on, "on").text("On"));
            ui.add(Switch::new(&mut false, "disabled").enabled(false));
        });
        ui.add_space(4.0);
        let segments = [
            Segment::with_glyph(glyph::EYE, self.say("None", "없음")),
            Segment::with_glyph(glyph::COINS, self.say("Cost", "비용")),
            Segment::with_glyph(glyph::SHARE_NETWORK, self.say("Traffic", "트래픽")),
        ];
        Segmented::new("overlay", &segments).show(ui, &mut self.segment);
        ui.add_space(4.0);
        let tabs = [
            Tab {
                text: self.say("Findings", "검토 결과"),
                count: "11",
            },
            Tab {
                text: self.say("Cost", "비용"),
                count: "",
            },
            Tab {
                text: self.say("Charts", "차트"),
                count: "",
            },
        ];
        tab_bar(ui, "tabs", &tabs, &mut self.tab);
    }

    fn inspector(&mut self, ui: &mut Ui) {
        SectionHeader::new(self.say("Properties", "속성")).show(ui, "properties", |ui| {
            let engines = [Choice {
                text: "Aurora MySQL",
                hint: "8.0",
            }];
            property_row(ui, self.say("Engine", "엔진"), "", |ui| {
                Select::new("Engine", &engines).show(ui, &mut self.engine);
            });
            let kinds = [Segment::new("Standard"), Segment::new("I/O-Opt.")];
            property_row(
                ui,
                self.say("Storage type", "스토리지 구성"),
                "",
                |ui| {
                    Segmented::new("kind", &kinds)
                        .fill_width()
                        .show(ui, &mut self.segment);
                },
            );
            property_row(
                ui,
                self.say("Storage used", "사용 스토리지"),
                "",
                |ui| {
                    NumberField::new("Storage c")
                        .unit("GB")
                        .show(ui, &mut self.storage);
                },
            );
            property_row(ui, self.say("Readers", "리더"), "", |ui| {
                let names = StepperNames {
                    value: "Readers",
                    less: "One less",
                    more: "One more",
                };
                stepper(ui, names, &mut 1, 0..=15);
            });
            property_row(
                ui,
                self.say("Deletion protection", "삭제 방지"),
                "",
                |ui| {
                    let text = self.say("Off", "꺼짐");
                    ui.add(Switch::new(&mut self.off, "Protect").text(text));
                },
            );
        });
        let rect = ui.max_rect();
        ui.add_space(6.0);
        let y = ui.cursor().top();
        paint::hline(
            ui.painter(),
            rect.left(),
            rect.right(),
            y,
            tokens(ui).border,
        );
        ui.add_space(6.0);
        SectionHeader::new(self.say("Cost", "비용"))
            .amount("$852.75")
            .show(ui, "cost", |ui| {
                let writer = self.say("Writer instance", "라이터 인스턴스");
                cost_line(
                    ui,
                    writer,
                    "730 h × $0.627 · db.r6g.xlarge",
                    "$457.71",
                    false,
                );
                cost_line(ui, "I/O", "420 M requests × $0.24 per M", "$100.80", false);
                let missing = self.say("no price", "가격 없음");
                cost_line(ui, self.say("Backup", "백업"), "250 GB", missing, true);
            });
        SectionHeader::new(self.say("Findings", "검토 결과"))
            .bubble("2")
            .show(ui, "f", |ui| {
                finding_card(ui, &self.finding());
            });
    }

    fn finding(&self) -> FindingText<'static> {
        FindingText {
            severity: SeveritySlot::Medium,
            severity_word: "Medium",
            code: "REL006",
            title: self.say(
                "Failover target smaller than the writer",
                "장애 조치 대상이 라이터보다 작음",
            ),
            detail: self.say(
                "After a failover, half the memory serves it.",
                "장애 조치 후 절반의 메모리로 같은 부하를 처리합니다.",
            ),
            place: "Aurora MySQL",
            pillar: self.say("Reliability", "안정성"),
            fix: self.say("Raise the reader", "리더 상향"),
            price: "+$229.22/mo",
            late: false,
            glyph: glyph::WRENCH,
            more: "More",
        }
    }

    fn menu(&self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(
            MenuItem::new(self.say("Duplicate", "복제"))
                .glyph(glyph::COPY)
                .keys("Ctrl D"),
        );
        let wrap = self.say("Wrap in a frame", "프레임으로 묶기");
        ui.add(
            MenuItem::new(wrap)
                .glyph(glyph::BOUNDING_BOX)
                .keys("Ctrl G"),
        );
        let item = MenuItem::new(self.say("Spread over zones", "AZ에 분산"));
        ui.add(item.glyph(glyph::ARROWS_LEFT_RIGHT).highlighted(true));
        ui.add(MenuItem::new(self.say("Locked", "잠김")).checked(true));
        ui.add(
            MenuItem::new(self.say("Paste", "붙여넣기"))
                .enabled(false)
                .keys("Ctrl V"),
        );
        separator(ui);
        let item = MenuItem::new(self.say("Delete", "삭제"))
            .glyph(glyph::TRASH)
            .keys("Del");
        ui.add(item.danger());
    }

    fn pieces(&self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.add(KeyCap::new("Esc"));
            ui.add(KeyCap::new("Ctrl K"));
            ui.add(KeyCap::count("11"));
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add(CostPill {
                text: "$1,228.49",
                state: CostState::Priced,
            });
            let free = self.say("free", "무료");
            ui.add(CostPill {
                text: free,
                state: CostState::Free,
            });
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let text = self.say("no price", "가격 없음");
            ui.add(CostPill {
                text,
                state: CostState::NoPrice,
            });
            ui.add(CostPill {
                text: "+$42.92",
                state: CostState::Ghost,
            });
        });
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(160.0, 20.0), egui::Sense::hover());
        let at = pos2(rect.left() + 34.0, rect.center().y);
        for (i, severity) in SeveritySlot::ALL.into_iter().take(4).enumerate() {
            let at = at + vec2(42.0 * i as f32, 0.0);
            Badge {
                severity,
                count: "2",
            }
            .paint(ui.painter(), tokens(ui), at);
        }
    }

    fn chips(&self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (severity, en, ko) in [
                (SeveritySlot::Critical, "Critical", "심각"),
                (SeveritySlot::High, "High", "높음"),
                (SeveritySlot::Medium, "Medium", "보통"),
                (SeveritySlot::Low, "Low", "낮음"),
            ] {
                ui.add(Chip::severity(severity, self.say(en, ko)));
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add(Chip::delta("+$229.22"));
            ui.add(Chip::delta("-$153.01"));
            ui.add(Chip::new(self.say("free", "무료")).tone(Tone::Saving));
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add(Chip::new(self.say("All 11", "전체 11")).filter(true));
            ui.add(
                Chip::new(self.say("Pillar: all", "원칙: 전체"))
                    .quiet()
                    .filter(false)
                    .trailing(glyph::CARET_DOWN),
            );
            let text = self.say("no price", "가격 없음");
            ui.add(
                Chip::new(text)
                    .tone(Tone::Severity(SeveritySlot::High))
                    .dashed(),
            );
        });
    }

    fn findings(&self, ui: &mut Ui, place: [f32; 4]) {
        let rect = Rect::from_min_size(pos2(place[0], place[1]), vec2(place[2], place[3]));
        let t = tokens(ui);
        paint::boxed(ui.painter(), rect, 8.0, t.panel, paint::hairline(t.border));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(1.0, 4.0))));
        inside.spacing_mut().item_spacing.y = 0.0;
        let mut row = FindingText {
            severity: SeveritySlot::High,
            code: "REL051",
            title: self.say(
                "NAT gateway serves subnets of another zone",
                "NAT 게이트웨이가 다른 AZ의 서브넷을 처리함",
            ),
            place: "NAT gateway",
            price: "+$42.92/mo",
            fix: self.say("Add NAT in 2a", "2a에 NAT 추가"),
            ..self.finding()
        };
        finding_row(&mut inside, &row, false, 168.0);
        finding_row(&mut inside, &self.finding(), true, 168.0);
        row.severity = SeveritySlot::Low;
        row.code = "COST040";
        row.price = "−$153.01/mo";
        row.fix = self.say("Move to Valkey", "Valkey로 이동");
        finding_row(&mut inside, &row, false, 168.0);
        row.severity = SeveritySlot::Critical;
        row.code = "SEC023";
        row.price = "—";
        row.fix = "";
        finding_row(&mut inside, &row, false, 168.0);
    }
}

fn picker(ui: &mut Ui) {
    let columns = [
        Column::text("Type", Width::Share(1.0)),
        Column::number("vCPU", Width::Fixed(40.0)),
        Column::number("Memory", Width::Fixed(52.0)),
        Column::text("Arch.", Width::Fixed(44.0)),
        Column::number("$/mo", Width::Fixed(56.0)),
        Column::number("Change", Width::Fixed(62.0)),
    ];
    let row = |name, cpu, memory, price, change| PickerRow {
        cells: vec![
            Cell::Text(name),
            Cell::Text(cpu),
            Cell::Text(memory),
            Cell::Text("arm64"),
            Cell::Amount(price),
            Cell::Change(change),
        ],
    };
    let rows = [
        row("db.r6g.large", "2", "16 GB", "$228.49", "−$229.22"),
        row("db.r6g.xlarge", "4", "32 GB", "$457.71", "—"),
        row("db.r7g.xlarge", "4", "32 GB", "$485.45", "+$27.74"),
        row("db.r6g.2xlarge", "8", "64 GB", "$914.69", "+$456.98"),
        row("db.r6g.4xlarge", "16", "128 GB", "$1,829.38", "+$1,371.67"),
    ];
    let texts = PickerTexts {
        search: "Search types",
        clear: "Clear",
        nothing: "Nothing found",
    };
    let picker = PickerTable::new("types", &columns, &rows, texts).selected(Some(1));
    picker.show(ui, |n, all| format!("{n} of {all} · Seoul"));
}

fn card(ui: &mut Ui, place: [f32; 4], content: impl FnOnce(&mut Ui)) {
    let rect = Rect::from_min_size(pos2(place[0], place[1]), vec2(place[2], place[3]));
    let t = tokens(ui);
    paint::boxed(ui.painter(), rect, 8.0, t.panel, paint::hairline(t.border));
    let layout = Layout::top_down(Align::Min);
    let inner = rect.shrink(14.0);
    content(
        &mut ui.new_child(
            UiBuilder::new()
                .max_rect(inner)
                .layout(layout)
                .id_salt(rect.min.x.to_bits() ^ rect.min.y.to_bits().rotate_left(7)),
        ),
    );
}

fn gallery(theme: Theme, ko: bool, name: &str) -> SnapshotResults {
    let mut h = harness([1174.0, 730.0], theme, Page::new(ko), |ui, page| {
        page.ui(ui)
    });
    use egui_kittest::kittest::Queryable as _;
    h.get_by_label("Storage b").focus();
    h.run();
    h.get_by_label("Storage b").type_text("70,000");
    h.run();
    h.key_press(egui::Key::Enter);
    h.run();
    h.get_by_label("Expression").focus();
    h.run();
    h.get_by_label("Expression").type_text("3 * 1.5");
    h.run();
    look_at(&mut h, name);
    // A few pixels may differ: floating point is not the same on every processor.
    let options = SnapshotOptions::new()
        .output_path("tests/snapshots")
        .max_failed_pixels(64usize);
    h.snapshot_options(name, &options);
    h.take_snapshot_results()
}

#[test]
fn the_gallery_draws_in_both_themes_and_in_korean() {
    let mut results = gallery(Theme::Light, false, "widgets-light");
    results.extend(gallery(Theme::Dark, true, "widgets-dark-ko"));
}

/// What opens over the window: menu, list of a select, tooltip, sheet, and the ring of the keyboard focus.
#[test]
fn what_opens_over_the_window_takes_the_theme() {
    use crate::app::widgets::menu::menu;
    use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
    use egui_kittest::kittest::Queryable as _;

    let regions: Vec<Choice<'static>> = [
        "Seoul", "Tokyo", "Osaka", "Mumbai", "Sydney", "Ohio", "Oregon", "Ireland", "London",
        "Paris", "Milan",
    ]
    .map(|text| Choice {
        text,
        hint: "ap-northeast-2",
    })
    .into();
    for (theme, name) in [
        (Theme::Light, "overlays-light"),
        (Theme::Dark, "overlays-dark"),
    ] {
        let regions = regions.clone();
        let mut h = harness([560.0, 380.0], theme, (0, false), move |ui, (at, sheet)| {
            ui.painter()
                .rect_filled(ui.max_rect(), 0.0, tokens(ui).panel);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                let file = ui.add(Button::secondary("File").trailing(glyph::CARET_DOWN));
                menu(&file, 200.0, |ui| {
                    ui.add(
                        MenuItem::new("Open…")
                            .glyph(glyph::FOLDER_OPEN)
                            .keys("Ctrl O"),
                    );
                    separator(ui);
                    *sheet |= ui.add(MenuItem::new("Close").glyph(glyph::X)).clicked();
                });
                let region = Select::new("Region", &regions).search("Search Regions", "None");
                region.width(180.0).menu_width(240.0).show(ui, at);
                let hand = Button::icon(glyph::HAND, "Move the canvas").keys("H");
                ui.add(hand);
                ui.add(Button::secondary("Focus"));
            });
            if *sheet {
                let out = ModalSheet::new("Save changes?", "Close the sheet")
                    .width(400.0)
                    .show(ui.ctx(), |ui| {
                        ui.label("remember.ron has changes that are not saved.");
                        sheet_buttons(ui, |ui| {
                            ui.add(Button::primary("Save").large());
                            ui.add(Button::secondary("Discard").large());
                            ui.add(Button::ghost("Cancel").large());
                        });
                    });
                *sheet = !out.close;
            }
        });
        h.get_by_label("Region").click();
        h.run();
        h.get_by_label("Tokyo").hover();
        h.run();
        look_at(&mut h, &format!("{name}-select"));
        h.key_press(egui::Key::Escape);
        h.run();
        assert!(h.query_by_label("Tokyo").is_none(), "Esc closes the list");
        h.get_by_label("Focus").focus();
        h.get_by_label("Move the canvas").hover();
        h.run_steps(40);
        look_at(&mut h, &format!("{name}-tooltip"));
        h.get_by_label("File").click();
        h.run();
        look_at(&mut h, &format!("{name}-menu"));
        h.get_by_label("Close").click();
        h.run();
        look_at(&mut h, &format!("{name}-sheet"));
        h.get_by_label("Discard");
    }
}
