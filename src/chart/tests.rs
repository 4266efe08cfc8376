use super::*;
use crate::analysis::compare::{Side, compare};
use crate::catalog::Spend;
use crate::model::{ConnectionKind, Id, Language, Rect};
use crate::scene::sample::{Sample, id, remember};
use crate::scene::tokens::{ChartSlot, Tokens};
use crate::text::number::Money;

fn style(rows: &[Row], dark: bool, language: Language) -> ChartStyle {
    ChartStyle {
        dark,
        language,
        ..ChartStyle::fit(rows.len(), 520.0)
    }
}

#[test]
fn rows_add_up_to_the_total() {
    let sample = remember();
    let total = sample.report.cost.total;
    let tables = [
        by_service(&sample.report),
        by_spend(&sample.report, Language::Korean),
        vec![whole("all", &sample.report)],
    ];
    for rows in tables {
        let sum: f64 = rows.iter().map(|row| row.total.usd.0).sum();
        let missing: usize = rows.iter().map(|row| row.total.missing).sum();
        assert!((sum - total.usd.0).abs() < 1e-9);
        assert_eq!(missing, total.missing);
        let parts: f64 = rows
            .iter()
            .flat_map(|row| &row.parts)
            .map(|part| part.usd)
            .sum();
        assert!((parts - sum).abs() < 1e-9);
    }
}

#[test]
fn the_dearest_come_first_and_the_rest_together() {
    let sample = remember();
    let rows = by_component(&sample.design, &sample.report, Language::English, 3);
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(
        labels,
        ["Redis", "App servers", "Aurora MySQL writer", "9 others"]
    );
    assert_eq!(rows[3].total.missing, 1);
}

#[test]
fn bars_are_as_long_as_their_amounts() {
    let sample = remember();
    let rows = by_spend(&sample.report, Language::English);
    let layout = bars(&rows, &style(&rows, false, Language::English));
    let picture = render(&layout, 1.0).unwrap();
    assert_eq!(
        picture.rgb.len(),
        (picture.width * picture.height * 3) as usize
    );
    let pixels = |spend: Spend| {
        let c = Tokens::light().chart(ChartSlot::from(spend));
        picture
            .rgb
            .chunks(3)
            .filter(|p| *p == [c.r, c.g, c.b])
            .count() as f64
    };
    let usd = |spend: Spend| {
        rows.iter()
            .flat_map(|row| &row.parts)
            .filter(|part| part.spend == spend)
            .map(|part| part.usd)
            .sum::<f64>()
    };
    let scale = pixels(Spend::Compute) / usd(Spend::Compute);
    for spend in [Spend::Database, Spend::Networking, Spend::DataTransfer] {
        let error = (pixels(spend) - usd(spend) * scale).abs();
        // Half a pixel at both ends of a bar 14 high.
        assert!(error <= 28.0, "{spend:?}: {error} pixels");
    }
}

#[test]
fn svg_says_the_labels_as_text() {
    let sample = remember();
    let rows = by_spend(&sample.report, Language::Korean);
    let layout = bars(&rows, &style(&rows, true, Language::Korean));
    let text = svg(&layout).unwrap();
    assert!(text.contains("데이터 전송") && text.contains("Pretendard"));
    let again = bars(&rows, &style(&rows, true, Language::Korean));
    assert_eq!(text, svg(&again).unwrap());
}

#[test]
fn absurd_sizes_are_refused_and_no_rows_are_an_empty_chart() {
    let none = bars(&[], &ChartStyle::fit(3, 520.0));
    assert!(none.is_empty);
    assert!(matches!(render(&none, 1e9), Err(ChartError::Size { .. })));
    assert!(render(&none, f32::NAN).is_err());
    assert!(render(&bars(&[], &ChartStyle::fit(0, 520.0)), 1.0).is_ok());
    let sample = remember();
    let narrow = bars(&by_service(&sample.report), &ChartStyle::fit(1, 20.0));
    assert!(render(&narrow, 1.0).is_ok());
}

/// Servers, a database and what goes between them, in dollars; nothing of what costs none.
fn shop(servers: f64, database: Option<f64>, credit: f64, transfer: f64) -> Sample {
    let mut shop = Sample::default();
    let at: &[(Option<&str>, f32, f32)] = &[(None, 0.0, 0.0)];
    shop.tile("web", "ec2", ("Web servers", "웹 서버"), at, Some(servers));
    shop.tile("db", "db", ("Database", "데이터베이스"), at, database);
    if credit != 0.0 {
        shop.tile("credit", "store", ("Credit", "크레딧"), at, Some(credit));
    }
    shop.link(
        "web-db",
        ("web", "db"),
        ConnectionKind::Call,
        Some((10.0, transfer)),
    );
    shop
}

fn sources<'a>(names: &'a [String], shops: &'a [Sample]) -> Vec<Source<'a>> {
    let both = names.iter().zip(shops);
    both.map(|(name, shop)| Source {
        name,
        design: &shop.design,
        report: &shop.report,
    })
    .collect()
}

fn fills(layout: &Layout) -> Vec<(Rect, crate::scene::tokens::Color)> {
    let shapes = layout.shapes.iter().filter_map(|shape| match shape {
        Shape::Fill(rect, color) => Some((*rect, *color)),
        _ => None,
    });
    shapes.collect()
}

/// Everything lies inside, and no text lies over another.
fn check(layout: &Layout) {
    let whole = Rect::new(0.0, 0.0, layout.width, layout.height).expand(0.5);
    let mut texts: Vec<(Rect, &str)> = Vec::new();
    for shape in &layout.shapes {
        let rect = match shape {
            Shape::Fill(rect, _) | Shape::Hatch(rect, _) => *rect,
            Shape::Line(from, to, ..) => Rect::from_corners(*from, *to),
            Shape::Text(label) => {
                for (other, text) in &texts {
                    // Lines of text may touch.
                    let inner = label.rect().expand(-1.0);
                    assert!(!inner.intersects(*other), "{text} and {}", label.text);
                }
                texts.push((label.rect().expand(-1.0), &label.text));
                label.rect()
            }
        };
        assert!(whole.contains_rect(rect), "{shape:?}");
    }
    for mark in &layout.marks {
        assert!(whole.contains_rect(mark.rect), "{mark:?}");
        assert!(!mark.name.is_empty() && !mark.value.is_empty());
    }
}

#[test]
fn segments_are_as_long_as_their_amounts_and_name_their_items() {
    let names = ["Now".to_owned(), "Then".to_owned()];
    let shops = [
        shop(300.0, Some(100.0), 0.0, 50.0),
        shop(200.0, Some(100.0), -40.0, 0.0),
    ];
    let stacks = stacks(&sources(&names, &shops), By::Category, 0, Language::English);
    let series: Vec<&str> = stacks.series.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(series, ["Database", "Compute", "Storage", "Data transfer"]);
    assert_eq!(stacks.stacks[0].usd, [100.0, 300.0, 0.0, 50.0]);
    assert_eq!(stacks.stacks[1].usd, [100.0, 200.0, -40.0, 0.0]);
    assert_eq!(stacks.stacks[1].total.usd.0, 260.0);
    let style = ChartStyle::new(800.0, 0.0);
    let layout = stacked(
        &stacks,
        &style.clone().high(stacked_height(&stacks, &style)),
    );
    check(&layout);
    let mark = |name: &str| layout.marks.iter().find(|m| m.name == name).unwrap();
    let length = |name: &str| mark(name).rect.w;
    // A gap of one point parts a segment from the one before.
    let unit = (length("Now · Compute") + 1.0) / 300.0;
    for (name, usd) in [("Now · Data transfer", 50.0), ("Then · Compute", 200.0)] {
        assert!((length(name) + 1.0 - usd * unit).abs() < 0.01, "{name}");
    }
    assert!((length("Then · Database") - 100.0 * unit).abs() < 0.01);
    // The allowance lies left of the zero at which the others begin.
    let (credit, first) = (mark("Then · Storage"), mark("Then · Database"));
    assert!((credit.rect.right() - first.rect.x).abs() < 0.01);
    assert!((credit.rect.w - 40.0 * unit).abs() < 0.01);
    assert_eq!(credit.value, "\u{2212}$40.00");
    let compute = mark("Then · Compute");
    assert_eq!(compute.items.iter().collect::<Vec<_>>(), [&id("web")]);
    assert_eq!(
        compute.details,
        ["76.9% of the total", "\u{2212}$100.00 against Now"]
    );
    let middle = compute.rect.center();
    let hit = layout.hit(middle.x, middle.y).unwrap();
    assert_eq!(layout.marks[hit].name, "Then · Compute");
    assert_eq!(mark("Then").details, ["\u{2212}$190.00 against Now"]);
}

#[test]
fn what_has_no_colour_of_its_own_is_one_series() {
    let mut many = Sample::default();
    for number in 0..12 {
        let (key, usd) = (format!("web-{number}"), 10.0 + f64::from(number));
        let at: &[(Option<&str>, f32, f32)] = &[(None, 0.0, 0.0)];
        many.tile(&key, "ec2", (&key, &key), at, Some(usd));
    }
    let names = ["Now".to_owned()];
    let all = [many];
    let stacks = stacks(&sources(&names, &all), By::Component, 0, Language::Korean);
    assert_eq!(stacks.series.len(), 8);
    assert_eq!(stacks.series[0].name, "web-11");
    assert_eq!(stacks.series[7].name, "기타 5개");
    // 10 + 11 + 12 + 13 + 14
    assert_eq!(stacks.stacks[0].usd[7], 60.0);
    let items: Vec<&Id> = stacks.stacks[0].items[7].iter().collect();
    assert_eq!(items.len(), 5);
}

fn way(shops: &[Sample], by: By, most: usize, language: Language) -> Waterfall {
    let sides: Vec<Side<'_>> = shops
        .iter()
        .map(|shop| Side {
            design: &shop.design,
            report: &shop.report,
        })
        .collect();
    let names = ["Now".to_owned(), "Then".to_owned()];
    waterfall_rows(&compare(&sides, 0), 1, &names, by, most, language)
}

#[test]
fn the_steps_of_a_waterfall_lead_from_one_total_to_the_other() {
    let shops = [
        shop(300.0, Some(100.0), 0.0, 50.0),
        shop(50.0, Some(180.0), 5.0, 0.0),
    ];
    let data = way(&shops, By::Component, 10, Language::English);
    let steps: Vec<(&str, f64)> = data
        .changes
        .iter()
        .map(|change| (change.name.as_str(), change.usd))
        .collect();
    let expected = [
        ("Web servers", -250.0),
        ("Database", 80.0),
        ("Web servers → Database", -50.0),
        ("Credit", 5.0),
    ];
    assert_eq!(steps, expected);
    let layout = waterfall(&data, &ChartStyle::new(800.0, 300.0));
    check(&layout);
    assert_eq!(layout.marks.len(), 6);
    assert_eq!(layout.marks[1].details[0], "From $450.00 to $200.00");
    assert_eq!(layout.marks[5].details, ["\u{2212}$215.00 against Now"]);
    // Totals begin at nothing; each step begins where the one before ends.
    let t = Tokens::light();
    let colors = [
        t.text_3, t.saving, t.increase, t.saving, t.increase, t.text_3,
    ];
    let bars: Vec<Rect> = fills(&layout)
        .into_iter()
        .filter(|(_, color)| colors.contains(color))
        .map(|(rect, _)| rect)
        .collect();
    let unit = bars[0].w / 450.0;
    let near = |a: f32, b: f32| assert!((a - b).abs() < 0.01, "{a} {b}");
    near(bars[0].x, bars[5].x);
    near(bars[1].right(), bars[0].right());
    near(bars[1].w, 250.0 * unit);
    near(bars[2].x, bars[1].x);
    near(bars[3].right(), bars[2].right());
    near(bars[5].w, 235.0 * unit);
    near(bars[5].right(), bars[4].right());
    // Cheaper is hatched, so that colour is not needed to tell.
    let hatched = layout.shapes.iter().filter_map(|shape| match shape {
        Shape::Hatch(rect, _) => Some(*rect),
        _ => None,
    });
    assert_eq!(hatched.collect::<Vec<_>>(), [bars[1], bars[3]]);
}

#[test]
fn a_rest_of_the_changes_is_one_step_and_missing_prices_count_as_nothing() {
    let shops = [
        shop(300.0, None, 0.0, 50.0),
        shop(200.0, Some(180.0), 5.0, 0.0),
    ];
    let data = way(&shops, By::Component, 2, Language::Korean);
    let steps: Vec<(&str, f64)> = data
        .changes
        .iter()
        .map(|change| (change.name.as_str(), change.usd))
        .collect();
    let expected = [
        ("데이터베이스", 180.0),
        ("웹 서버", -100.0),
        ("기타 2개", -45.0),
    ];
    assert_eq!(steps, expected);
    assert_eq!(data.from.1.missing, 1);
    let layout = waterfall(&data, &ChartStyle::new(800.0, 300.0));
    check(&layout);
    assert_eq!(layout.marks[0].value, "≥ $350.00");
    let by = way(&shops, By::Category, 9, Language::English);
    let sum: f64 = by.changes.iter().map(|change| change.usd).sum();
    assert!((sum - 35.0).abs() < 1e-9);
    assert_eq!(by.changes[0].lines, [("Database · line".to_owned(), 180.0)]);
}

#[test]
fn the_axis_is_cut_only_where_changes_would_be_too_small_to_see_and_says_so() {
    let cut = |shops: &[Sample; 2]| {
        let data = way(shops, By::Component, 9, Language::English);
        let style = ChartStyle::new(800.0, 0.0);
        let layout = waterfall(&data, &style.clone().high(waterfall_height(&data, &style)));
        check(&layout);
        let texts = layout.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(label) => Some(label.text.clone()),
            _ => None,
        });
        texts
            .filter(|text| text.starts_with("The axis"))
            .collect::<Vec<_>>()
    };
    let small = [
        shop(3000.0, Some(1000.0), 0.0, 0.0),
        shop(3060.0, Some(1000.0), 0.0, 0.0),
    ];
    assert_eq!(cut(&small), ["The axis begins at $3,960.00"]);
    let large = [
        shop(3000.0, Some(1000.0), 0.0, 0.0),
        shop(1000.0, Some(1000.0), 0.0, 0.0),
    ];
    assert!(cut(&large).is_empty());
    let same = [
        shop(30.0, Some(10.0), 0.0, 0.0),
        shop(30.0, Some(10.0), 0.0, 0.0),
    ];
    assert!(cut(&same).is_empty());
}

#[test]
fn svg_says_exact_values_under_the_pointer() {
    let mut data = way(
        &[
            shop(300.0, Some(100.0), 0.0, 50.0),
            shop(200.0, Some(180.0), 5.0, 0.0),
        ],
        By::Component,
        9,
        Language::English,
    );
    data.changes[0].name = "<b> & co".to_owned();
    let text = svg(&waterfall(&data, &ChartStyle::new(640.0, 260.0))).unwrap();
    let title = "<title>&lt;b&gt; &amp; co: \u{2212}$100.00, From $450.00 to $350.00, line \u{2212}$100.00</title>";
    assert!(text.contains(title), "{text}");
    assert!(text.starts_with("<svg width=\"640\" height=\"260\" role=\"img\" viewBox"));
    assert_eq!(text.matches("</svg>").count(), 1);
}

#[test]
fn amounts_are_in_the_currency_that_is_shown() {
    let won = Money {
        sign: "₩",
        decimals: 0,
        rate: 1_000.0,
    };
    let names = ["Now".to_owned()];
    let shops = [shop(300.0, Some(100.0), 0.0, 50.0)];
    let stacks = stacks(&sources(&names, &shops), By::Service, 0, Language::Korean);
    let style = ChartStyle {
        money: won,
        ..ChartStyle::new(800.0, 160.0)
    };
    let layout = stacked(&stacks, &style);
    assert_eq!(layout.marks[0].value, "₩450,000");
    assert!(layout.words(1).starts_with("Now: ₩450,000; …"));
}

/// Red, green and blue as they are seen with a missing sort of cones (Machado, Oliveira and Fernandes 2009, severity 1).
const SIGHTS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
];

/// A colour in Oklab as it is seen with `sight`.
fn seen(color: crate::scene::tokens::Color, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let rgb = [linear(color.r), linear(color.g), linear(color.b)];
    let times = |m: &[[f64; 3]; 3], v: [f64; 3]| {
        let row = |n: usize| m[n].iter().zip(v).map(|(a, b)| a * b).sum::<f64>();
        [row(0), row(1), row(2)]
    };
    let rgb = times(sight, rgb).map(|v| v.clamp(0.0, 1.0));
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    let lab = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(&lab, times(&cones, rgb).map(f64::cbrt))
}

/// The smallest distance between two of the colours, over all sorts of sight.
fn closest(colors: &[crate::scene::tokens::Color]) -> f64 {
    let mut least = f64::INFINITY;
    for sight in &SIGHTS {
        let seen: Vec<[f64; 3]> = colors.iter().map(|color| seen(*color, sight)).collect();
        for (number, a) in seen.iter().enumerate() {
            for b in &seen[..number] {
                let square: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                least = least.min(square.sqrt());
            }
        }
    }
    least
}

#[test]
fn the_palette_is_told_apart_about_as_well_as_that_of_okabe_and_ito_whatever_the_sight() {
    use crate::scene::tokens::Color;
    // Okabe and Ito 2008, the usual palette for all sorts of colour vision.
    let okabe_ito = [
        0x00_0000, 0xE6_9F00, 0x56_B4E9, 0x00_9E73, 0xF0_E442, 0x00_72B2, 0xD5_5E00, 0xCC_79A7,
    ]
    .map(Color::hex);
    let usual = closest(&okabe_ito);
    for t in [Tokens::light(), Tokens::dark()] {
        let colors: Vec<Color> = ChartSlot::ALL.map(|slot| t.chart(slot)).to_vec();
        let own = closest(&colors);
        assert!(own >= 0.85 * usual, "{own} against {usual}");
        // Two steps of one waterfall are told apart by lightness or hue as well, beside sign and hatching.
        assert!(closest(&[t.increase, t.saving]) >= 0.5 * usual);
    }
}
