//! Scenarios over their base and back.

use super::*;
use crate::model::arbitrary::{design, edit_of, raw_edit};
use crate::model::edit::{Edit, EditError, apply};
use crate::model::{Component, Connection, Container, ContainerKind, Design, Point, Rect, Value};
use proptest::prelude::*;
use std::sync::Arc;

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn frame(kind: ContainerKind, parent: Option<&str>, code: Option<&str>) -> Container {
    Container {
        kind,
        parent: parent.map(id),
        code: code.map(str::to_owned),
        frame: Rect::new(0.0, 0.0, 900.0, 900.0),
        ..Container::default()
    }
}

/// Users call `web`, which stands in both zones and calls `db` in zone a.
fn shop() -> Design {
    let mut web = Component::new("instance", Some(id("a")), Point::new(40.0, 40.0));
    web.placements.push(crate::model::Placement {
        parent: Some(id("c")),
        at: Point::new(40.0, 240.0),
        instances: None,
    });
    let mut users = Component::new("user", None, Point::new(-200.0, 40.0));
    users.demand = Some(crate::model::Demand {
        rate: crate::model::DemandRate::RequestsPerSecond(10.0),
        peak_factor: 2.0,
        hourly_profile: Vec::new(),
    });
    let db = Component::new("db_instance", Some(id("a")), Point::new(240.0, 40.0));
    let edits = vec![
        Edit::PutContainer(
            id("seoul"),
            frame(ContainerKind::Region, None, Some("ap-northeast-2")),
        ),
        Edit::PutContainer(
            id("a"),
            frame(
                ContainerKind::AvailabilityZone,
                Some("seoul"),
                Some("ap-northeast-2a"),
            ),
        ),
        Edit::PutContainer(
            id("c"),
            frame(
                ContainerKind::AvailabilityZone,
                Some("seoul"),
                Some("ap-northeast-2c"),
            ),
        ),
        Edit::PutComponent(id("users"), users),
        Edit::PutComponent(id("web"), web),
        Edit::PutComponent(id("db"), db.with("allocated_storage", 100.0)),
        Edit::PutConnection(id("users-web"), Connection::new(id("users"), id("web"))),
        Edit::PutConnection(id("web-db"), Connection::new(id("web"), id("db"))),
        Edit::PutScenario(id("plan"), Scenario::named("Plan")),
    ];
    apply(&Design::default(), &Edit::Batch(edits)).unwrap()
}

fn set(name: &str, property: &str, value: impl Into<Value>) -> Edit {
    Edit::SetProperty {
        id: id(name),
        property: property.to_owned(),
        value: Some(value.into()),
    }
}

fn remove(name: &str, with_members: bool) -> Edit {
    Edit::Remove {
        ids: [id(name)].into_iter().collect(),
        with_members,
    }
}

/// What the scenario `plan` shows after edits made in it.
fn after(edits: &[Edit]) -> (Design, Design) {
    let mut now = shop();
    for one in edits {
        now = edit(&now, Some(&id("plan")), one).unwrap();
    }
    let shown = now.with_scenario(&id("plan")).unwrap();
    (now, shown)
}

fn property<'a>(design: &'a Design, name: &str, property: &str) -> Option<&'a Value> {
    design.component(&id(name)).unwrap().property(property)
}

#[test]
fn an_edit_in_a_scenario_leaves_the_base_alone() {
    let (now, shown) = after(&[set("db", "multi_az", true), remove("web", false)]);
    assert_eq!(property(&now, "db", "multi_az"), None);
    assert_eq!(property(&shown, "db", "multi_az"), Some(&Value::Bool(true)));
    assert!(now.component(&id("web")).is_some() && shown.component(&id("web")).is_none());
    assert!(shown.connections.is_empty());
    let plan = &now.scenarios.get(&id("plan")).unwrap();
    assert_eq!(
        plan.spots(),
        [
            Spot::Item(id("web")),
            Spot::Property(id("db"), "multi_az".to_owned())
        ]
    );
}

#[test]
fn a_change_of_the_base_shows_through() {
    let (now, _) = after(&[set("db", "multi_az", true)]);
    let now = apply(&now, &set("db", "allocated_storage", 500.0)).unwrap();
    let shown = now.with_scenario(&id("plan")).unwrap();
    assert_eq!(
        property(&shown, "db", "allocated_storage"),
        Some(&Value::Number(500.0))
    );
    assert_eq!(property(&shown, "db", "multi_az"), Some(&Value::Bool(true)));
}

#[test]
fn a_property_can_go_back_to_its_default() {
    let unset = Edit::SetProperty {
        id: id("db"),
        property: "allocated_storage".to_owned(),
        value: None,
    };
    let (now, shown) = after(&[unset]);
    assert_eq!(property(&shown, "db", "allocated_storage"), None);
    let plan = now.scenarios.get(&id("plan")).unwrap();
    let spot = Spot::Property(id("db"), "allocated_storage".to_owned());
    assert_eq!(plan.spots(), std::slice::from_ref(&spot));
    assert!(plan.without(&spot).changes_nothing());
}

#[test]
fn another_kind_does_not_inherit_properties() {
    let mut aurora = shop().component(&id("db")).unwrap().clone();
    aurora.kind = "rds_cluster".into();
    aurora.properties.clear();
    let (now, shown) = after(&[Edit::PutComponent(id("db"), aurora)]);
    assert_eq!(shown.component(&id("db")).unwrap().kind, "rds_cluster");
    let grown = apply(&now, &set("db", "iops", 4000.0)).unwrap();
    let shown = grown.with_scenario(&id("plan")).unwrap();
    assert!(shown.component(&id("db")).unwrap().properties.is_empty());
}

#[test]
fn a_removed_frame_takes_along_what_stands_in_it() {
    let (now, shown) = after(&[remove("c", true)]);
    assert_eq!(shown.component(&id("web")).unwrap().placements.len(), 1);
    let plan = now.scenarios.get(&id("plan")).unwrap();
    assert_eq!(plan.spots(), [Spot::Item(id("c"))]);
    // What the base adds to that zone later is gone too.
    let late = Component::new("instance", Some(id("c")), Point::new(60.0, 300.0));
    let now = apply(&now, &Edit::PutComponent(id("late"), late)).unwrap();
    let shown = now.with_scenario(&id("plan")).unwrap();
    assert!(shown.component(&id("late")).is_none());
}

#[test]
fn the_members_of_a_removed_frame_can_stay() {
    let (_, shown) = after(&[remove("c", false)]);
    let parents: Vec<Option<Id>> = shown
        .component(&id("web"))
        .unwrap()
        .placements
        .iter()
        .map(|p| p.parent.clone())
        .collect();
    assert_eq!(parents, [Some(id("a")), Some(id("seoul"))]);
}

#[test]
fn a_region_moves_with_its_frames_and_zones() {
    let mut plan = Scenario::named("Tokyo");
    plan.region = Some("ap-northeast-1".to_owned());
    let shown = shop().with(&plan);
    let code = |name: &str| shown.container(&id(name)).unwrap().code.clone().unwrap();
    assert_eq!(shown.settings.region, "ap-northeast-1");
    assert_eq!(code("seoul"), "ap-northeast-1");
    assert_eq!(code("c"), "ap-northeast-1c");
}

#[test]
fn demand_is_multiplied_and_an_entry_can_have_its_own_factor() {
    let rate = |scenario: &Scenario| {
        let shown = shop().with(scenario);
        let demand = shown
            .component(&id("users"))
            .unwrap()
            .demand
            .clone()
            .unwrap();
        demand.requests_per_second(730.0)
    };
    let mut plan = Scenario::named("Busy");
    plan.demand_factor = Some(10.0);
    assert_eq!(rate(&plan), 100.0);
    plan.demand_factors.insert(id("users"), 3.0);
    assert_eq!(rate(&plan), 30.0);
}

#[test]
fn what_the_base_loses_is_no_longer_named() {
    let (now, _) = after(&[set("db", "multi_az", true), remove("web-db", false)]);
    let now = apply(&now, &remove("db", false)).unwrap();
    assert!(now.scenarios.get(&id("plan")).unwrap().changes_nothing());
}

#[test]
fn currency_and_titles_are_the_designs() {
    let mut settings = shop().settings;
    settings.currency = crate::model::Currency::Krw;
    settings.free_tier = true;
    let (now, shown) = after(&[Edit::SetSettings(settings), Edit::SetName("Store".into())]);
    assert_eq!(now.settings.currency, crate::model::Currency::Krw);
    assert_eq!(now.name.get(crate::text::Language::English), "Store");
    assert!(shown.settings.free_tier && !now.settings.free_tier);
}

#[test]
fn scenarios_are_ordered_named_and_removed() {
    let put = |name: &str, title: &str| Edit::PutScenario(id(name), Scenario::named(title));
    let mut now = shop();
    for one in [
        put("b", "Second"),
        put("a", "Third"),
        Edit::MoveScenario(id("a"), 0),
    ] {
        now = apply(&now, &one).unwrap();
    }
    let names: Vec<&str> = now.scenarios.keys().map(Id::as_str).collect();
    assert_eq!(names, ["a", "plan", "b"]);
    assert_eq!(now.scenarios.find("second").unwrap().0, &id("b"));
    assert_eq!(
        apply(&now, &put("x", "PLAN")),
        Err(EditError::Name("PLAN".to_owned()))
    );
    let now = apply(&now, &Edit::RemoveScenario(id("plan"))).unwrap();
    assert_eq!(now.scenarios.len(), 2);
}

#[test]
fn promoting_keeps_what_every_scenario_shows() {
    let (now, shown) = after(&[set("db", "multi_az", true)]);
    let mut busy = Scenario::named("Busy");
    busy.demand_factor = Some(10.0);
    let now = apply(&now, &Edit::PutScenario(id("busy"), busy)).unwrap();
    let busy = now.with_scenario(&id("busy")).unwrap();
    let promote = Edit::PromoteScenario(id("plan"), "Former base".into());
    let next = edit(&now, Some(&id("plan")), &promote).unwrap();
    assert_eq!(next.without_scenarios(), shown.without_scenarios());
    let again = |name: &str| next.with_scenario(&id(name)).unwrap().without_scenarios();
    assert_eq!(again("busy"), busy.without_scenarios());
    assert_eq!(again("plan"), now.without_scenarios());
}

/// Without scenarios, and with the accepted findings in one order.
fn bare(design: &Design) -> Design {
    let mut silenced: Vec<_> = design.silenced.iter().cloned().collect();
    silenced.sort_by(|a, b| (&a.rule, &a.item).cmp(&(&b.rule, &b.item)));
    Design {
        silenced: silenced.into_iter().collect(),
        ..design.without_scenarios()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_scenario_shows_what_was_edited(start in design(), raw in proptest::collection::vec(raw_edit(), 1..12), factor in proptest::option::of(0.0..20.0)) {
        let mut former = Scenario::named("Plan");
        former.demand_factor = factor;
        let mut now = start.with(&former);
        for raw in &raw {
            if let Ok(next) = apply(&now, &edit_of(&now, raw)) {
                now = next;
            }
        }
        let scenario = between(&start, &now, &former);
        let shown = start.with(&scenario);
        let expected = Design { name: start.name.clone(), description: start.description.clone(), ..bare(&now) };
        prop_assert_eq!(bare(&shown), expected);
        prop_assert_eq!(between(&start, &shown, &scenario), scenario);
    }

    #[test]
    fn taking_back_every_difference_gives_the_base(start in design(), raw in proptest::collection::vec(raw_edit(), 1..12)) {
        let former = Scenario::named("Plan");
        let mut now = start.clone();
        for raw in &raw {
            if let Ok(next) = apply(&now, &edit_of(&now, raw)) {
                now = next;
            }
        }
        let mut scenario = between(&start, &now, &former);
        while let Some(spot) = scenario.spots().first() {
            let next = scenario.without(spot);
            prop_assert!(next != scenario, "{:?} stays", spot);
            scenario = next;
        }
        prop_assert!(scenario.changes_nothing());
    }

    #[test]
    fn a_scenario_is_sound_over_any_base(one in design().boxed(), other in design().boxed(), raw in proptest::collection::vec(raw_edit(), 1..8)) {
        let mut now = one.clone();
        for raw in &raw {
            if let Ok(next) = apply(&now, &edit_of(&now, raw)) {
                now = next;
            }
        }
        let shown = other.with(&between(&one, &now, &Scenario::default()));
        // Putting every item again checks all that it names.
        for (id, item) in &shown.components {
            apply(&shown, &Edit::PutComponent(id.clone(), Component::clone(item))).unwrap();
        }
        for (id, item) in &shown.connections {
            apply(&shown, &Edit::PutConnection(id.clone(), Connection::clone(item))).unwrap();
        }
        for (id, item) in &shown.containers {
            apply(&shown, &Edit::PutContainer(id.clone(), Container::clone(item))).unwrap();
        }
        let _: Arc<Component>;
    }
}
