//! Figures after a small change are those of the whole design.

use super::*;
use crate::analysis::{Report, again, figures};
use crate::catalog::{Item, Shape, generate};
use crate::model::{Component, Design, Id, Point};
use proptest::collection::vec;
use proptest::prelude::*;

/// A change: what is done, to which item, with which of the values that fit.
type Change = (u8, usize, usize, f64);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec((0_u8..12, any::<usize>(), any::<usize>(), 0.0..1.0), 1..8)
}

/// A generated design with the kinds whose bills look around in it.
fn base() -> Design {
    let mut design = generate::design(150);
    for kind in [
        "shield_protection",
        "macie2_account",
        "accessanalyzer_analyzer",
        "inspector2_enabler",
        "cognito_user_pool",
        "db_proxy",
    ] {
        let parent = Some(id("w0-vpc"));
        let component = Component::new(kind, parent, Point::default());
        design.components.insert(id(kind), Arc::new(component));
    }
    for (from, to) in [
        ("w0-api0", "db_proxy"),
        ("db_proxy", "w0-database0"),
        ("w0-web0", "cognito_user_pool"),
    ] {
        let connection = Connection::new(id(from), id(to));
        design
            .connections
            .insert(id(&format!("{from}-{to}")), Arc::new(connection));
    }
    design
}

fn picked<'a, T>(all: impl Iterator<Item = T> + 'a, number: usize) -> Option<T> {
    let all: Vec<T> = all.collect();
    let count = all.len();
    all.into_iter().nth(number.checked_rem(count)?)
}

/// Sets a property of the component to a value that fits it.
fn set(design: &mut Design, component: &Id, number: usize, share: f64) {
    let item = Item::of(design, component).unwrap();
    let Some(property) = picked(item.kind.properties.iter(), number) else {
        return;
    };
    let mut changed = item.component.clone();
    let name = property.name.to_owned();
    let value = match property.shape {
        Shape::Flag { default } => (!default).into(),
        Shape::Number {
            min, max, whole, ..
        } => {
            let value = min + (max.min(min + 1_000.0) - min) * share;
            if whole { value.round() } else { value }.into()
        }
        Shape::Usage { .. } => (share * 1e6).into(),
        Shape::Choice { options, .. } => options[number / 7 % options.len()].value.into(),
        Shape::InstanceType { .. } | Shape::Text { .. } => {
            changed.properties.remove(&name);
            design
                .components
                .insert(component.clone(), Arc::new(changed));
            return;
        }
    };
    changed.properties.insert(name, value);
    design
        .components
        .insert(component.clone(), Arc::new(changed));
}

fn apply(design: &mut Design, (action, one, two, share): Change) {
    let component = picked(design.components.keys().cloned(), one).unwrap();
    let frame = picked(design.containers.keys().cloned(), two).unwrap();
    let link = picked(design.connections.keys().cloned(), one).unwrap();
    let mut changed = design.component(&component).unwrap().clone();
    match action {
        0..=2 => changed.placements[0].parent = Some(frame),
        3..=6 => return set(design, &component, two, share),
        7 => changed.placements[0].at.x += 10.0,
        8 => {
            let mut frame = (frame.clone(), design.container(&frame).unwrap().clone());
            frame.1.frame.x += 10.0;
            design.containers.insert(frame.0, Arc::new(frame.1));
            return;
        }
        9 => {
            let mut connection = design.connection(&link).unwrap().clone();
            if share < 0.5 {
                connection.bends.push(Point::default());
            } else {
                connection.request_kb += 1.0;
            }
            design.connections.insert(link, Arc::new(connection));
            return;
        }
        10 => {
            design.connections.remove(&link);
            return;
        }
        _ => design.settings.hours_per_month = 700.0 + share * 44.0,
    }
    design.components.insert(component, Arc::new(changed));
}

fn is_same(one: &Report, other: &Report) -> Result<(), TestCaseError> {
    prop_assert_eq!(&one.traffic, &other.traffic);
    prop_assert_eq!(&one.paths, &other.paths);
    prop_assert_eq!(&one.cost.components, &other.cost.components);
    prop_assert_eq!(&one.cost.connections, &other.cost.connections);
    prop_assert_eq!(&one.cost.account, &other.cost.account);
    prop_assert_eq!(one.cost.total, other.cost.total);
    prop_assert_eq!(&one.cost.prices_as_of, &other.cost.prices_as_of);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_change_gives_the_figures_of_the_whole(changes in changes()) {
        let catalogue = Catalogue::embedded();
        let mut design = base();
        let mut report = figures(&design, catalogue);
        for change in changes {
            apply(&mut design, change);
            report = crate::analysis::figures_again(report, &design, catalogue);
            is_same(&report, &figures(&design, catalogue))?;
        }
    }
}

#[test]
fn moving_and_resizing_are_small_changes() {
    let catalogue = Catalogue::embedded();
    let design = base();
    let small = |change: &dyn Fn(&mut Design)| {
        let mut changed = design.clone();
        change(&mut changed);
        again::again(figures(&design, catalogue), &changed, catalogue)
    };
    let edit = |name: &'static str, edit: fn(&mut Component)| {
        move |design: &mut Design| {
            let mut component = design.component(&id(name)).unwrap().clone();
            edit(&mut component);
            design.components.insert(id(name), Arc::new(component));
        }
    };
    let moved = small(&edit("w0-web1", |it| {
        it.placements[1].parent = it.placements[0].parent.clone();
    }));
    let before = figures(&design, catalogue).cost.total.usd.0;
    assert_ne!(moved.unwrap().cost.total.usd.0, before);
    let larger = small(&edit("w0-worker1", |it| {
        it.properties
            .insert("instance_type".to_owned(), "m6i.4xlarge".into());
    }));
    assert!(larger.unwrap().cost.total.usd.0 > before);
    assert!(small(&edit("w0-worker1", |it| it.placements[0].at.x += 1.0)).is_some());
    // A NAT gateway is a way for others; requests of another rate go everywhere.
    assert!(small(&edit("w0-nat0", |it| it.placements[0].parent = None)).is_none());
    assert!(small(&edit("w0-users", |it| it.demand = None)).is_none());
}
