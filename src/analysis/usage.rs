//! Usage figures: what traffic gives beside what the user typed, and what is wrong with an item.
//!
//! In: an item and its traffic. Out: for each usage property that its bill asked for the derived and the typed figure. A
//! typed figure overrides the derived one; where they are more than ten times apart, one of them is a mistake.

use super::traffic::Traffic;
use crate::catalog::{Bill, BillCx, Item, Problem, UsageFigure, UsageLog};
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::text::{Language, number};

/// A typed figure that is so many times larger or smaller than the derived one is a problem.
const FAR_OFF: f64 = 10.0;

/// The usage figures that the bill of an item asked for, each property once, in the order of the bill.
pub fn figures(item: &Item<'_>, traffic: &Traffic, catalogue: &Catalogue) -> Vec<UsageFigure> {
    let log = UsageLog::default();
    let cx = BillCx {
        item: *item,
        flows: traffic.of(item.id),
        catalogue,
        hours: item.design.settings.hours_per_month,
        log: Some(&log),
    };
    (item.kind.bill)(&cx, &mut Bill::default());
    log.into_figures()
}

/// What is wrong with an item: what its kind finds, and typed figures that are far from what traffic gives.
pub fn problems(item: &Item<'_>, traffic: &Traffic, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    (item.kind.validate)(item, &mut problems);
    let figures = figures(item, traffic, catalogue);
    problems.extend(figures.iter().filter_map(far_off));
    problems
}

/// Problems of all items that have some, in id order.
pub fn all_problems(
    design: &Design,
    traffic: &Traffic,
    catalogue: &Catalogue,
) -> Vec<(Id, Vec<Problem>)> {
    Item::all(design)
        .map(|item| (item.id.clone(), problems(&item, traffic, catalogue)))
        .filter(|(_, problems)| !problems.is_empty())
        .collect()
}

/// The problem of a figure that is typed and far from the derived one; none where traffic gives nothing.
fn far_off(figure: &UsageFigure) -> Option<Problem> {
    let (typed, derived) = (figure.typed?, figure.derived);
    if derived <= 0.0 || (typed <= derived * FAR_OFF && typed >= derived / FAR_OFF) {
        return None;
    }
    let words = |language| {
        let short = |value| number::compact(value, language);
        let unit = figure.property.unit.get(language);
        let (typed, derived) = (short(typed), short(derived));
        match language {
            Language::English => format!(
                "{typed} {unit} is typed, the drawn traffic gives {derived} {unit}: more than ten times apart"
            ),
            Language::Korean => format!(
                "입력값은 {typed} {unit}, 그려진 트래픽으로 계산한 값은 {derived} {unit}로 10배 넘게 차이가 납니다"
            ),
        }
    };
    Some(Problem::of(
        &figure.property,
        words(Language::English),
        words(Language::Korean),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Sketch, id};
    use crate::analysis::traffic;

    fn found(sketch: &Sketch, name: &str) -> (Vec<UsageFigure>, Vec<Problem>) {
        let traffic = traffic::solve(&sketch.design);
        let item = Item::of(&sketch.design, &id(name)).unwrap();
        let catalogue = Catalogue::embedded();
        (
            figures(&item, &traffic, catalogue),
            problems(&item, &traffic, catalogue),
        )
    }

    #[test]
    fn a_typed_figure_ten_times_off_is_a_problem() {
        let mut sketch = Sketch::new();
        sketch.demand("users", "users", 1e6);
        sketch.put("work", "lambda_function", &["seoul"]);
        sketch.connect("users", "work", 1.0, 1.0);
        let (figures, problems) = found(&sketch, "work");
        assert_eq!((figures[0].derived, figures[0].typed), (1e6, None));
        assert!(problems.is_empty());
        for (typed, wrong) in [
            (1e7, false),
            (1.1e7, true),
            (1e5, false),
            (0.9e5, true),
            (0.0, true),
        ] {
            sketch.set("work", figures[0].property.name, typed);
            let (now, problems) = found(&sketch, "work");
            assert_eq!((now[0].derived, now[0].typed), (1e6, Some(typed)));
            assert_eq!(problems.len(), usize::from(wrong), "{typed}");
        }
    }

    #[test]
    fn without_traffic_any_typed_figure_is_fine() {
        let mut sketch = Sketch::new();
        sketch.put("lb", "application_load_balancer", &["vpc"]);
        sketch.set("lb", "capacity_unit_hours", 5e6);
        assert!(found(&sketch, "lb").1.is_empty());
        sketch.demand("users", "users", 1e6);
        sketch.connect("users", "lb", 1.0, 1.0);
        assert_eq!(found(&sketch, "lb").1.len(), 1);
    }
}
