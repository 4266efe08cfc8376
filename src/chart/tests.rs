use super::*;
use crate::catalog::Spend;
use crate::model::Language;
use crate::scene::sample::remember;
use crate::scene::tokens::{ChartSlot, Tokens};

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
