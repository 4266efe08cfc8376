//! What an ECS service is in a Terraform plan: its task definition, launch type or capacity providers, and task count.
//!
//! The definition stands in a resource of its own (by reference or by `family:revision`), or in the task set of a service
//! with an external deployment controller. Capacity providers are the service's own or the cluster's default.

use super::fargate;
use super::{DESIRED, LAUNCH_TYPE, MAX, MIN};
use crate::catalog::containers::insights;
use crate::catalog::terraform::{Draft, Resource};

/// MiB and CPU units of one GB and one vCPU in task definitions.
const PER_UNIT: f64 = 1_024.0;

/// A size of a task definition: `1 vCPU`, `2 GB`, or CPU units and MiB.
fn size(text: &str, unit: &str) -> Option<f64> {
    let lower = text.trim().to_ascii_lowercase();
    let value = match lower.strip_suffix(unit) {
        Some(rest) => rest.trim().parse().ok()?,
        None => lower.parse::<f64>().ok()? / PER_UNIT,
    };
    (value.is_finite() && value > 0.0).then_some(value)
}

/// Texts of a list, also where the plan holds a single one.
fn texts<'p>(resource: &Resource<'p>, path: &str) -> Vec<&'p str> {
    match resource.value(path) {
        Some(serde_json::Value::String(text)) => vec![text.as_str()],
        Some(serde_json::Value::Array(list)) => {
            list.iter().filter_map(serde_json::Value::as_str).collect()
        }
        _ => Vec::new(),
    }
}

/// The resource of a type that an attribute names, by reference or by the value of `key`.
fn named<'p>(
    from: &Resource<'p>,
    attribute: &str,
    kind: &str,
    matches: impl Fn(&Resource<'p>, &str) -> bool,
) -> Option<Resource<'p>> {
    let mut referred = from.referred(attribute).into_iter();
    if let Some(found) = referred.find(|other| other.kind() == kind) {
        return Some(found);
    }
    let name = from.text(attribute)?;
    let mut others = from.others(kind).into_iter();
    others.find(|other| matches(other, name))
}

/// The task definition: `family`, `family:7` or an ARN that ends so.
fn definition<'p>(from: &Resource<'p>) -> Option<Resource<'p>> {
    named(
        from,
        "task_definition",
        "aws_ecs_task_definition",
        |other, name| {
            let last = name.rsplit('/').next().unwrap_or(name);
            let family = last.split(':').next().unwrap_or(last);
            other.text("family") == Some(family)
        },
    )
}

/// A capacity provider with its share of the tasks.
struct Provider<'p> {
    name: &'p str,
    base: f64,
    weight: f64,
}

fn strategy<'p>(resource: &Resource<'p>, path: &str) -> Vec<Provider<'p>> {
    let blocks = resource.blocks(path).into_iter();
    blocks
        .filter_map(|block| {
            Some(Provider {
                name: block.text("capacity_provider")?,
                base: block.number("base").unwrap_or(0.0),
                weight: block.number("weight").unwrap_or(0.0),
            })
        })
        .collect()
}

/// The cluster's default providers; where it names none as default, the first that it has.
fn cluster_default<'p>(service: &Resource<'p>) -> Vec<Provider<'p>> {
    let cluster = named(service, "cluster", "aws_ecs_cluster", |other, name| {
        other.text("name") == Some(name.rsplit('/').next().unwrap_or(name))
    });
    let Some(cluster) = cluster else {
        return Vec::new();
    };
    let attached = |other: &Resource<'p>| {
        let refers = other
            .referred("cluster_name")
            .iter()
            .any(|target| target.address() == cluster.address());
        refers
            || other.text("cluster_name").is_some()
                && other.text("cluster_name") == cluster.text("name")
    };
    let mut sources = vec![cluster];
    let settings = cluster.others("aws_ecs_cluster_capacity_providers");
    sources.extend(settings.into_iter().filter(attached));
    for source in &sources {
        let found = strategy(source, "default_capacity_provider_strategy");
        if !found.is_empty() {
            return found;
        }
    }
    let first = sources
        .iter()
        .find_map(|source| texts(source, "capacity_providers").first().copied());
    first
        .map(|name| Provider {
            name,
            base: 0.0,
            weight: 1.0,
        })
        .into_iter()
        .collect()
}

/// Share of `tasks` on Fargate Spot, in percent: bases go first, weights share the rest.
fn spot_percent(providers: &[Provider<'_>], tasks: f64) -> f64 {
    let weights: f64 = providers.iter().map(|provider| provider.weight).sum();
    let bases: f64 = providers.iter().map(|provider| provider.base).sum();
    let rest = (tasks - bases).max(0.0);
    let mut spot = 0.0;
    let mut all = 0.0;
    for provider in providers {
        let share = if weights > 0.0 {
            provider.weight / weights
        } else {
            0.0
        };
        let count = provider.base.min(tasks) + rest * share;
        all += count;
        if provider.name == "FARGATE_SPOT" {
            spot += count;
        }
    }
    if all > 0.0 { spot / all * 100.0 } else { 0.0 }
}

fn read_definition(definition: &Resource<'_>, draft: &mut Draft) {
    let cpu = definition.text("cpu").and_then(|text| size(text, "vcpu"));
    let memory = definition.text("memory").and_then(|text| size(text, "gb"));
    if let Some(cpu) = cpu {
        draft.set(&fargate::CPU, cpu);
    }
    if let Some(memory) = memory {
        draft.set(&fargate::MEMORY, memory);
    }
    if cpu.is_none() || memory.is_none() {
        draft.note("the plan does not tell the size of the task: the default is taken");
    }
    draft.copy(
        definition,
        "runtime_platform.cpu_architecture",
        &fargate::ARCHITECTURE,
    );
    let system = definition.text("runtime_platform.operating_system_family");
    if system.is_some_and(|system| system.starts_with("WINDOWS")) {
        draft.set(&fargate::SYSTEM, "WINDOWS");
    }
    draft.copy(
        definition,
        "ephemeral_storage.size_in_gib",
        &fargate::STORAGE,
    );
}

/// Task count: what scaling settles on, else the desired count, which is 0 unless it is set.
fn tasks(service: &Resource<'_>) -> (f64, Option<f64>) {
    let name = service.text("name");
    let is_target = |target: &Resource<'_>| {
        let refers = target
            .referred("resource_id")
            .iter()
            .any(|other| other.address() == service.address());
        let literal = target.text("resource_id").unwrap_or_default();
        let last = literal.rsplit('/').next().filter(|last| !last.is_empty());
        target.text("service_namespace") == Some("ecs")
            && (refers || last.is_some() && last == name)
    };
    let mut targets = service.others("aws_appautoscaling_target").into_iter();
    let target = targets.find(is_target);
    let settled = target.as_ref().and_then(|target| {
        let capacity = target.usage().number("capacity");
        capacity.or_else(|| target.number("min_capacity"))
    });
    let most = target
        .as_ref()
        .and_then(|target| target.number("max_capacity"));
    let desired = service.number("desired_count");
    (desired.or(settled).unwrap_or(0.0), most)
}

/// Reads the service.
pub(super) fn read(service: &Resource<'_>, draft: &mut Draft) {
    let sets = service.referring("aws_ecs_task_set", "service");
    let own = sets.first().unwrap_or(service);
    let (count, most) = tasks(service);
    draft.set(&DESIRED, count);
    draft.set(&MIN, count);
    draft.set(&MAX, most.unwrap_or(count).max(count));

    for cluster in service.referred("cluster") {
        for setting in cluster.blocks("setting") {
            if setting.text("name") == Some("containerInsights") {
                let value = setting.text("value");
                let is_on = matches!(value, Some("enabled" | "enhanced"));
                draft.set(&super::INSIGHTS, is_on);
                if is_on {
                    draft.set(&insights::METRICS, 0.0);
                    draft.note("metrics of Container Insights are not part of the usage figures and not counted");
                }
            }
        }
    }
    let launch = own
        .text("launch_type")
        .or_else(|| service.text("launch_type"));
    let mut providers = strategy(own, "capacity_provider_strategy");
    if launch.is_none() && providers.is_empty() {
        providers = cluster_default(service);
    }
    let on_fargate = match launch {
        Some(launch) => launch == "FARGATE",
        None => providers
            .iter()
            .any(|provider| provider.name.starts_with("FARGATE")),
    };
    let kind = match launch {
        Some("EXTERNAL") => "EXTERNAL",
        _ if on_fargate => "FARGATE",
        _ => "EC2",
    };
    draft.set(&LAUNCH_TYPE, kind);
    if !on_fargate {
        return;
    }
    let spot = spot_percent(&providers, count);
    if launch.is_none() && spot > 0.0 {
        draft.set(&fargate::SPOT_SHARE, spot);
    }
    match definition(own).or_else(|| definition(service)) {
        Some(definition) => read_definition(&definition, draft),
        None => draft.note("the plan does not have the task definition: the default size is taken"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Provider, size, spot_percent};
    use crate::catalog::containers::ecs_service::{DESIRED, LAUNCH_TYPE, MAX, fargate};
    use crate::catalog::testing::{Stack, near};
    use serde_json::json;

    #[test]
    fn sizes_come_in_two_spellings() {
        assert_eq!(size("2 GB", "gb"), Some(2.0));
        assert_eq!(size(".5 vCPU", "vcpu"), Some(0.5));
        assert_eq!(size("1vCPU", "vcpu"), Some(1.0));
        assert_eq!(size("2048", "gb"), Some(2.0));
        assert_eq!(size("256", "vcpu"), Some(0.25));
        assert_eq!(size("much", "gb"), None);
        assert_eq!(size("-1", "gb"), None);
    }

    #[test]
    fn bases_go_first_and_weights_share_the_rest() {
        let provider = |name, base, weight| Provider { name, base, weight };
        let both = [
            provider("FARGATE", 2.0, 1.0),
            provider("FARGATE_SPOT", 0.0, 3.0),
        ];
        // 10 tasks: 2 on demand, of the other 8 three quarters are Spot: 6 of 10.
        near(spot_percent(&both, 10.0), 60.0);
        near(spot_percent(&both, 2.0), 0.0);
        near(spot_percent(&[provider("FARGATE", 1.0, 0.0)], 5.0), 0.0);
        near(spot_percent(&[], 5.0), 0.0);
    }

    fn stack(service: serde_json::Value) -> Stack {
        Stack::default()
            .add(
                "aws_ecs_task_definition.shop",
                json!({"family": "shop", "cpu": ".5 vCPU", "memory": "2048",
                       "runtime_platform": [{"cpu_architecture": "ARM64"}]}),
            )
            .add("aws_ecs_service.web", service)
    }

    #[test]
    fn a_mix_of_providers_is_partly_spot() {
        let service = json!({"name": "web", "desired_count": 8, "task_definition": "shop:4",
            "capacity_provider_strategy": [
                {"capacity_provider": "FARGATE", "base": 4, "weight": 1},
                {"capacity_provider": "FARGATE_SPOT", "weight": 1}]});
        let draft = stack(service).read("aws_ecs_service.web");
        assert_eq!(draft.text(&LAUNCH_TYPE), Some("FARGATE"));
        assert_eq!(draft.number(&fargate::SPOT_SHARE), Some(25.0));
        assert_eq!(draft.number(&fargate::CPU), Some(0.5));
        assert_eq!(draft.number(&fargate::MEMORY), Some(2.0));
        assert_eq!(draft.text(&fargate::ARCHITECTURE), Some("ARM64"));
        assert!(draft.troubles.is_empty() && draft.notes.is_empty());
    }

    #[test]
    fn scaling_tells_the_tasks_that_the_service_does_not() {
        let scaled =
            stack(json!({"name": "web", "launch_type": "FARGATE", "task_definition": "shop"})).add(
                "aws_appautoscaling_target.web",
                json!({"service_namespace": "ecs", "resource_id": "service/main/web",
                       "min_capacity": 3, "max_capacity": 9}),
            );
        let draft = scaled.read("aws_ecs_service.web");
        assert_eq!(draft.number(&DESIRED), Some(3.0));
        assert_eq!(draft.number(&MAX), Some(9.0));
        let settled = scaled.usage(json!({"capacity": 5}));
        assert_eq!(
            settled.read("aws_ecs_service.web").number(&DESIRED),
            Some(5.0)
        );
    }

    #[test]
    fn a_service_without_fargate_is_on_instances() {
        let draft = stack(json!({"name": "web", "desired_count": 2})).read("aws_ecs_service.web");
        assert_eq!(draft.text(&LAUNCH_TYPE), Some("EC2"));
        let far = stack(json!({"name": "web", "launch_type": "EXTERNAL"}));
        let far = far.read("aws_ecs_service.web");
        assert_eq!(far.text(&LAUNCH_TYPE), Some("EXTERNAL"));
        assert_eq!(far.number(&DESIRED), Some(0.0));
    }
}
