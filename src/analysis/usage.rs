//! Usage figures: what traffic gives beside what the user typed, and what is wrong with an item.
//!
//! In: an item and its traffic. Out: for each usage property that its bill asked for the derived and the typed figure. A
//! typed figure overrides the derived one; where they are more than ten times apart, one of them is a mistake.

use super::traffic::Traffic;
use crate::catalog::{Amount, Bill, BillCx, Charge, Item, Problem, Shape, UsageFigure, UsageLog};
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::text::{Language, Phrase, number};

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
    item.kind.charge(&cx, &mut Bill::default());
    log.into_figures()
}

/// A line of a bill that a usage figure feeds, with its quantity as the derived figure gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fed {
    /// Label of the line.
    pub name: Phrase,
    /// The quantity with the factors it comes from.
    pub amount: Amount,
}

/// The lines of an item's bill that a usage property feeds, as they are while nothing is typed: those whose quantity
/// another figure changes.
pub fn fed_by(
    item: &Item<'_>,
    traffic: &Traffic,
    catalogue: &Catalogue,
    figure: &UsageFigure,
) -> Vec<Fed> {
    let name = figure.property.name;
    let bill_with = |typed: Option<f64>| {
        let mut component = item.component.clone();
        match typed {
            Some(value) => component.properties.insert(name.to_owned(), value.into()),
            None => component.properties.remove(name),
        };
        let cx = BillCx {
            item: item.with(&component),
            flows: traffic.of(item.id),
            catalogue,
            hours: item.design.settings.hours_per_month,
            log: None,
        };
        let mut bill = Bill::default();
        item.kind.charge(&cx, &mut bill);
        bill.charges
    };
    // Far enough away to pass any rounding up to whole units.
    let far = figure.derived * 2.0 + 1e6;
    let other = bill_with(Some(match figure.property.shape {
        Shape::Number { max, .. } | Shape::Usage { max } => far.min(max),
        _ => far,
    }));
    let same = |charge: &Charge| {
        other
            .iter()
            .any(|it| it.key == charge.key && it.amount.value == charge.amount.value)
    };
    let charges = bill_with(None).into_iter();
    charges
        .filter(|charge| !same(charge))
        .map(|charge| Fed {
            name: charge.name,
            amount: charge.amount,
        })
        .collect()
}

/// Where a derived figure comes from, in words: what arrives at the item and goes out of it, and what the figure feeds.
pub fn explain(
    item: &Item<'_>,
    traffic: &Traffic,
    catalogue: &Catalogue,
    figure: &UsageFigure,
    language: Language,
) -> String {
    let flows = traffic.of(item.id);
    let short = |value: f64| number::compact(value, language);
    let sent: f64 = flows.outgoing.iter().map(|flow| flow.requests).sum();
    let (requests, reads) = (short(flows.requests()), short(flows.reads()));
    let (gb_in, gb_out) = (short(flows.gb_in().0), short(flows.gb_out().0));
    let (rate, sent) = (short(flows.average().0), short(sent));
    let unit = figure.property.unit.get(language);
    let derived = short(figure.derived);
    let mut text = match language {
        Language::English => format!(
            "{derived} {unit}, derived from the drawn traffic\nArrives: {requests} requests a month ({rate} req/s), \
             {reads} of them reads; {gb_in} GB in, {gb_out} GB back\nCalls on: {sent} requests a month"
        ),
        Language::Korean => format!(
            "{derived} {unit}, 그려진 트래픽으로 계산\n수신: 월 {requests}건({rate} 요청/초), 읽기 {reads}건, \
             {gb_in} GB 수신, {gb_out} GB 응답\n호출: 월 {sent}건"
        ),
    };
    for fed in fed_by(item, traffic, catalogue, figure) {
        let name = fed.name.get(language);
        let formula = fed.amount.formula(language);
        text.push_str(&format!("\n{name}: {formula}"));
    }
    text
}

/// Whether a typed figure is more than ten times larger or smaller than the derived one.
pub fn is_far_off(figure: &UsageFigure) -> bool {
    far_off(figure).is_some()
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
    fn a_figure_says_which_lines_it_feeds_and_where_it_comes_from() {
        let mut sketch = Sketch::new();
        sketch.demand("users", "users", 3e6);
        sketch.put("work", "lambda_function", &["seoul"]);
        sketch.connect("users", "work", 1.0, 1.0);
        let traffic = traffic::solve(&sketch.design);
        let item = Item::of(&sketch.design, &id("work")).unwrap();
        let catalogue = Catalogue::embedded();
        let figures = figures(&item, &traffic, catalogue);
        let fed = fed_by(&item, &traffic, catalogue, &figures[0]);
        // Invocations are billed, and so is their duration.
        assert!(fed.iter().any(|fed| fed.amount.value == 3e6), "{fed:?}");
        assert!(fed.len() >= 2, "{fed:?}");
        let text = explain(&item, &traffic, catalogue, &figures[0], Language::English);
        assert!(
            text.contains("3 M") && text.contains(fed[0].name.get(Language::English)),
            "{text}"
        );
        let korean = explain(&item, &traffic, catalogue, &figures[0], Language::Korean);
        assert!(korean.contains("300만"), "{korean}");
        // A typed figure changes nothing about where the derived one comes from.
        sketch.set("work", figures[0].property.name, 5.0);
        let item = Item::of(&sketch.design, &id("work")).unwrap();
        assert_eq!(fed_by(&item, &traffic, catalogue, &figures[0]), fed);
    }

    #[test]
    fn the_size_of_a_fleet_that_follows_the_demand_is_a_figure() {
        let mut sketch = Sketch::new();
        // 262,800,000 requests in 730 h are 100 a second; 50 × 60% = 30 an instance: 3.33, so 4 run.
        sketch.demand("users", "users", 262_800_000.0);
        sketch.put("web", "autoscaling_group", &["seoul"]);
        sketch.connect("users", "web", 1.0, 1.0);
        assert!(
            found(&sketch, "web").0.is_empty(),
            "the capacity of one is not known"
        );
        sketch.set("web", "requests_per_second_per_instance", 50.0);
        sketch.set("web", "max_size", 10.0);
        let (figures, problems) = found(&sketch, "web");
        assert_eq!((figures[0].derived, figures[0].typed), (4.0, None));
        assert!(problems.is_empty());
        let item = Item::of(&sketch.design, &id("web")).unwrap();
        let traffic = traffic::solve(&sketch.design);
        let fed = fed_by(&item, &traffic, Catalogue::embedded(), &figures[0]);
        assert_eq!(fed[0].amount.value, 4.0 * 730.0);
        sketch.set("web", "average_instances", 3.0);
        assert_eq!(found(&sketch, "web").0[0].typed, Some(3.0));
        sketch.set("web", "average_instances", 50.0);
        assert_eq!(found(&sketch, "web").1.len(), 1, "twelve times as many");
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
