use super::*;
use crate::analysis::compare::{Side, compare};
use crate::analysis::testing::Sketch;
use crate::analysis::{Report, analyse};
use crate::catalog::Spend;
use crate::model::{ConnectionKind, Design, Id, Language, Rect};
use crate::pricing::Catalogue;
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
        by_service(&sample.report, Language::Korean),
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
    let narrow = bars(
        &by_service(&sample.report, Language::Korean),
        &ChartStyle::fit(1, 20.0),
    );
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

#[test]
fn areas_are_as_the_values_fill_the_room_and_do_not_overlap() {
    let room = Rect::new(10.0, 20.0, 600.0, 400.0);
    // The example of the paper: 6 x 4 with these areas.
    let values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
    let rects = squarified(&values, room);
    for (rect, value) in rects.iter().zip(values) {
        let area = f64::from(rect.w * rect.h);
        assert!((area - value * 10_000.0).abs() < 1.0, "{rect:?}");
        assert!(room.expand(0.01).contains_rect(*rect));
        let long = rect.w.max(rect.h) / rect.w.min(rect.h);
        assert!(long <= 3.0 + 1e-3, "{rect:?}");
    }
    for (number, a) in rects.iter().enumerate() {
        for b in &rects[..number] {
            assert!(!a.expand(-0.01).intersects(*b), "{a:?} {b:?}");
        }
    }
    // The first two stand on each other at the left, half of the width: 3 x 2 each.
    assert_eq!((rects[0].w, rects[0].h), (300.0, 200.0));
    assert_eq!((rects[1].x, rects[1].y), (10.0, 220.0));
}

#[test]
fn a_treemap_of_nothing_or_of_anything_odd_is_empty() {
    let room = Rect::new(0.0, 0.0, 100.0, 100.0);
    for values in [vec![], vec![0.0, -1.0], vec![f64::NAN], vec![f64::INFINITY]] {
        let rects = squarified(&values, room);
        assert_eq!(rects.len(), values.len());
        assert!(rects.iter().all(|rect| rect.w == 0.0 && rect.h == 0.0));
    }
    let flat = Rect::new(0.0, 0.0, 100.0, 0.0);
    assert_eq!(squarified(&[1.0], flat)[0].w, 0.0);
    let rects = squarified(&[3.0, 0.0, 1.0], room);
    assert_eq!(rects[1].w * rects[1].h, 0.0);
    let none = tree(
        &Design::default(),
        &Report::default(),
        By::Category,
        Language::English,
    );
    assert!(treemap(&none, &ChartStyle::new(400.0, 300.0)).is_empty);
}

proptest::proptest! {
    #[test]
    fn areas_of_any_values_fill_the_room(
        mut values in proptest::collection::vec(0.01_f64..1e6, 1..80),
        w in 20.0_f32..2000.0,
        h in 20.0_f32..2000.0,
    ) {
        values.sort_by(|a, b| b.total_cmp(a));
        let room = Rect::new(0.0, 0.0, w, h);
        let rects = squarified(&values, room);
        let sum: f64 = values.iter().sum();
        let all = f64::from(w) * f64::from(h);
        let mut filled = 0.0;
        for (rect, value) in rects.iter().zip(&values) {
            let area = f64::from(rect.w) * f64::from(rect.h);
            filled += area;
            // Single precision: a thousandth of the area, and what rounding does to a sliver.
            proptest::prop_assert!((area - value / sum * all).abs() <= 1e-3 * area + 1.0);
            proptest::prop_assert!(room.expand(0.5).contains_rect(*rect));
        }
        proptest::prop_assert!((filled - all).abs() <= 1e-3 * all + 1.0);
    }
}

#[test]
fn areas_and_credits_add_up_to_the_total() {
    let shop = shop(300.0, None, -40.0, 50.0);
    let total = shop.report.cost.total;
    for by in [By::Category, By::Service] {
        let tree = tree(&shop.design, &shop.report, by, Language::English);
        assert_eq!(tree.usd() + tree.credits, total.usd.0);
        assert_eq!((tree.credits, tree.missing), (-40.0, 1));
    }
    let tree = tree(&shop.design, &shop.report, By::Category, Language::English);
    let names: Vec<(&str, f64)> = tree
        .branches
        .iter()
        .map(|b| (b.name.as_str(), b.usd()))
        .collect();
    assert_eq!(names, [("Compute", 300.0), ("Data transfer", 50.0)]);
    let layout = treemap(&tree, &ChartStyle::new(700.0, 300.0));
    check(&layout);
    let texts: Vec<&str> = layout
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text(label) => Some(label.text.as_str()),
            _ => None,
        })
        .collect();
    let note = "Credits of \u{2212}$40.00 are not shown · 1 line without a price is not shown";
    assert!(texts.contains(&note), "{texts:?}");
    let area = |name: &str| {
        let mark = layout.marks.iter().find(|mark| mark.name == name).unwrap();
        // The gap around a group is no part of what it stands for.
        let rect = mark.rect.expand(1.5);
        rect.w * rect.h
    };
    let ratio = area("Compute") / area("Data transfer");
    assert!((ratio - 6.0).abs() < 0.01, "{ratio}");
    let leaf = layout
        .marks
        .iter()
        .find(|m| m.name == "Compute · Web servers")
        .unwrap();
    assert_eq!(leaf.value, "$300.00");
    assert_eq!(leaf.details, ["85.7% of the total"]);
    assert_eq!(leaf.items.iter().collect::<Vec<_>>(), [&id("web")]);
    let at = leaf.rect.center();
    assert_eq!(layout.hit(at.x, at.y).map(|n| &layout.marks[n]), Some(leaf));
    assert_eq!(layout.hit(-1.0, 5.0), None);
}

#[test]
fn what_is_too_small_to_see_is_one_area_and_no_word_leaves_its_own() {
    let mut many = Sample::default();
    for number in 0..400_u32 {
        let key = format!("web-{number:03}");
        let at: &[(Option<&str>, f32, f32)] = &[(None, 0.0, 0.0)];
        let usd = if number < 20 { 200.0 } else { 0.05 };
        many.tile(&key, "ec2", (&key, &key), at, Some(usd));
    }
    let tree = tree(&many.design, &many.report, By::Category, Language::English);
    let layout = treemap(&tree, &ChartStyle::new(500.0, 240.0));
    check(&layout);
    // The group, twenty large ones, and the rest.
    assert_eq!(layout.marks.len(), 22);
    let rest = layout
        .marks
        .iter()
        .find(|m| m.name == "Compute · 380 others")
        .unwrap();
    assert_eq!((rest.value.as_str(), rest.items.len()), ("$19.00", 380));
    let leaves = &layout.marks[1..];
    for (number, a) in leaves.iter().enumerate() {
        for b in &leaves[..number] {
            assert!(!a.rect.expand(-0.01).intersects(b.rect), "{a:?} {b:?}");
        }
    }
    for shape in &layout.shapes {
        let Shape::Text(label) = shape else {
            continue;
        };
        let rect = label.rect();
        let inside = leaves
            .iter()
            .filter(|mark| mark.rect.contains_rect(rect))
            .count();
        let in_head = label.strong || label.text.starts_with('$') && inside == 0;
        assert!(inside == 1 || in_head, "{} is in {inside}", label.text);
    }
}

#[test]
fn words_are_read_on_every_tint() {
    for t in [Tokens::light(), Tokens::dark()] {
        for slot in ChartSlot::ALL {
            let fill = treemap::tint(t, t.chart(slot));
            assert!(t.text_1.contrast(fill) >= 4.5, "{slot:?}");
        }
    }
}

/// Servers in two zones that call one in the first: 1,000 GB there, 3,000 GB back, half of it across.
fn zoned() -> (Design, Report) {
    const TERA: f64 = 1_000.0 * 1024.0 * 1024.0;
    let mut sketch = Sketch::new();
    sketch.demand("users", "users", TERA);
    sketch.put("web", "instance", &["private-a", "private-c"]);
    sketch.count("web", &[1, 1]);
    sketch.put("api", "instance", &["private-a"]);
    sketch.connect("users", "web", 0.0, 0.0);
    sketch.connect("web", "api", 1.0, 3.0);
    let report = analyse(&sketch.design, Catalogue::embedded());
    (sketch.design, report)
}

#[test]
fn the_matrix_of_zones_says_gb_and_dollars_of_every_pair() {
    let (design, report) = zoned();
    let zones = zones(&design, &report, Language::English);
    assert_eq!(
        zones.names,
        ["ap-northeast-2a", "ap-northeast-2c", "Outside zones"]
    );
    let style = ChartStyle::new(720.0, 0.0);
    let layout = zone_matrix(&zones, &style.clone().high(zones_height(&zones, &style)));
    check(&layout);
    let mark = |name: &str| layout.marks.iter().find(|mark| mark.name == name).unwrap();
    // 500 GB to the zone of the called, 1,500 GB back; $0.01 for a GB on both sides.
    let there = mark("ap-northeast-2c → ap-northeast-2a");
    assert_eq!(
        (there.value.as_str(), there.details[0].as_str()),
        ("$10.00", "500 GB")
    );
    let back = mark("ap-northeast-2a → ap-northeast-2c");
    assert_eq!(
        (back.value.as_str(), back.details[0].as_str()),
        ("$30.00", "1,500 GB")
    );
    assert_eq!(back.items.iter().collect::<Vec<_>>(), [&id("web-api")]);
    let inside = mark("ap-northeast-2a → ap-northeast-2a");
    assert_eq!(
        (inside.value.as_str(), inside.details[0].as_str()),
        ("free", "2,000 GB")
    );
    // The dearest is the darkest, and what costs nothing is as light as the panel.
    let t = Tokens::light();
    let fill = |mark: &Mark| {
        let own = fills(&layout)
            .into_iter()
            .find(|(rect, _)| *rect == mark.rect);
        own.unwrap().1
    };
    assert_eq!(fill(back), Shade::Cost.fill(t, 1.0, 1.0));
    assert_eq!(fill(inside), t.panel);
    assert!(fill(there).luminance() > fill(back).luminance());
    assert!((zones.total.usd.0 - 40.0).abs() < 0.01);
    assert!((zones.sent[0].gb.0 - 3_500.0).abs() < 0.01);
    assert!((zones.received[0].gb.0 - 2_500.0).abs() < 0.01);
}

#[test]
fn without_zones_there_is_no_matrix() {
    let none = zones(&Design::default(), &Report::default(), Language::Korean);
    assert!(zone_matrix(&none, &ChartStyle::new(400.0, 300.0)).is_empty);
}

/// One chart of each kind, with amounts made by hand.
fn each(language: Language) -> Vec<Chart> {
    let sample = remember();
    let names = ["Now".to_owned(), "Then".to_owned()];
    let shops = [
        shop(300.0, None, 0.0, 50.0),
        shop(200.0, Some(100.0), -40.0, 20.0),
    ];
    let (design, report) = zoned();
    vec![
        Chart::Bars(by_service(&sample.report, Language::Korean)),
        Chart::Stacked(stacks(&sources(&names, &shops), By::Category, 0, language)),
        Chart::Waterfall(way(&shops, By::Component, 9, language)),
        Chart::Treemap(tree(&sample.design, &sample.report, By::Category, language)),
        Chart::Zones(zones(&design, &report, language)),
    ]
}

fn styled(chart: &Chart, dark: bool, language: Language) -> ChartStyle {
    let style = ChartStyle {
        dark,
        language,
        heading: Some(Heading {
            title: "Title".to_owned(),
            detail: "Detail".to_owned(),
        }),
        ..ChartStyle::new(640.0, 320.0)
    };
    let height = chart.height(&style).unwrap_or(320.0);
    style.high(height)
}

#[test]
fn svg_of_every_kind_is_as_it_was_looked_at() {
    for (dark, language, look) in [
        (false, Language::English, "light-en"),
        (true, Language::Korean, "dark-ko"),
    ] {
        for chart in each(language) {
            let layout = chart.layout(&styled(&chart, dark, language));
            check(&layout);
            insta::assert_snapshot!(format!("{}-{look}", chart.name()), svg(&layout).unwrap());
        }
    }
}

#[test]
fn png_of_every_kind_has_the_colours_of_its_layout() {
    for chart in each(Language::English) {
        let layout = chart.layout(&styled(&chart, true, Language::English));
        let bytes = png(&layout, 2.0).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
        let size = (layout.width as u32 * 2, layout.height as u32 * 2);
        assert_eq!(picture.dimensions(), size);
        let at = |x: f32, y: f32| picture.get_pixel((x * 2.0) as u32, (y * 2.0) as u32).0;
        let b = layout.background;
        assert_eq!(at(2.0, layout.height - 2.0), [b.r, b.g, b.b]);
        // Each fill shows near one of its corners, where nothing lies upon that.
        let mut seen = 0;
        for (number, shape) in layout.shapes.iter().enumerate() {
            let Shape::Fill(rect, color) = shape else {
                continue;
            };
            let (right, bottom) = (rect.right() - 2.0, rect.bottom() - 2.0);
            let corners = [
                (rect.x + 1.0, rect.y + 1.0),
                (right, rect.y + 1.0),
                (right, bottom),
            ];
            let free = corners
                .iter()
                .map(|(x, y)| Rect::new(*x, *y, 1.0, 1.0))
                .find(|corner| {
                    !layout.shapes[number + 1..].iter().any(|shape| match shape {
                        Shape::Fill(rect, _) | Shape::Hatch(rect, _) => rect.intersects(*corner),
                        Shape::Line(from, to, ..) => {
                            let line = Rect::from_corners(*from, *to);
                            line.expand(1.0).intersects(*corner)
                        }
                        Shape::Text(label) => label.rect().expand(1.0).intersects(*corner),
                    })
                });
            if let Some(corner) = free.filter(|_| rect.w > 4.0 && rect.h > 4.0) {
                let place = corner.center();
                assert_eq!(
                    at(place.x, place.y),
                    [color.r, color.g, color.b],
                    "{shape:?}"
                );
                seen += 1;
            }
        }
        assert!(seen >= 2, "{}", chart.name());
    }
}

#[test]
fn every_kind_bears_every_size() {
    for chart in each(Language::Korean) {
        for (w, h) in [(1.0, 1.0), (60.0, 20.0), (120.0, 700.0), (3000.0, 40.0)] {
            let layout = chart.layout(&ChartStyle::new(w, h));
            for shape in &layout.shapes {
                if let Shape::Fill(rect, _) | Shape::Hatch(rect, _) = shape {
                    assert!(rect.is_valid(), "{shape:?}");
                }
            }
            assert!(render(&layout, 1.0).is_ok());
        }
    }
}
