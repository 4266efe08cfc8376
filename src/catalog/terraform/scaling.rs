//! Targets of Application Auto Scaling: what a resource's capacity settles on.

use super::resource::Resource;

/// What auto scaling makes of one dimension of a resource (`dynamodb:table:ReadCapacityUnits`): the `capacity` of the
/// target's usage figures, else its `min_capacity`. The target names the resource by reference, or by a literal
/// `resource_id` (`table/NAME`). None: the dimension has no target.
pub fn settled(resource: &Resource<'_>, dimension: &str, id: &str) -> Option<f64> {
    let target = resource
        .others("aws_appautoscaling_target")
        .into_iter()
        .find(|target| {
            target.text("scalable_dimension") == Some(dimension) && is_of(target, resource, id)
        })?;
    let settled = target.usage().number("capacity");
    settled.or_else(|| target.number("min_capacity"))
}

fn is_of(target: &Resource<'_>, resource: &Resource<'_>, id: &str) -> bool {
    let named = target.referred("resource_id");
    let same_type = |other: &&Resource<'_>| other.kind() == resource.kind();
    if named.iter().any(|other| same_type(&other)) {
        return named
            .iter()
            .any(|other| other.address() == resource.address());
    }
    target.text("resource_id") == Some(id)
}
