//! What tags say of components: environment, service, owner, role, class of data.

use crate::catalog::Item;

/// Value of the first of these tags that an item has.
pub fn first<'a>(item: &Item<'a>, keys: &[&str]) -> Option<&'a str> {
    keys.iter()
        .find_map(|key| item.tag(key))
        .map(String::as_str)
}

/// Service or owner that an item belongs to.
pub fn service<'a>(item: &Item<'a>) -> Option<&'a str> {
    first(item, &["service", "Service", "owner", "Owner"])
}

/// Role of an item, in lower case: `bastion`, `operator`.
pub fn role(item: &Item<'_>) -> Option<String> {
    first(item, &["role", "Role"]).map(str::to_lowercase)
}

/// Class of the data that an item keeps or handles, in lower case: `personal`, `payment`, `public`.
pub fn data_class(item: &Item<'_>) -> Option<String> {
    first(item, &["data_class", "data-class", "DataClass"]).map(str::to_lowercase)
}

/// Whether an item handles personal or payment data.
pub fn is_sensitive(item: &Item<'_>) -> bool {
    data_class(item).is_some_and(|class| class == "personal" || class == "payment")
}

/// What a component is for, as far as its tags say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// `env: prod`.
    Production,
    /// `env: dev` or `env: test`.
    Development,
}

/// Environment that the tag `env` (or `environment`) names; none without a tag and for other values.
pub fn environment(item: &Item<'_>) -> Option<Environment> {
    let tag = first(item, &["env", "Env", "environment", "Environment"])?;
    match tag.to_lowercase().as_str() {
        "prod" | "production" => Some(Environment::Production),
        "dev" | "development" | "test" | "testing" => Some(Environment::Development),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, Design, Id, Point};
    use std::sync::Arc;

    /// The environment of a component with that tag.
    fn of(key: &str, value: &str) -> Option<Environment> {
        let id = Id::new("it").unwrap();
        let mut component = Component::new("sqs_queue", None, Point::default());
        component.tags.insert(key.to_owned(), value.to_owned());
        let mut design = Design::default();
        design.components.insert(id.clone(), Arc::new(component));
        environment(&Item::of(&design, &id).unwrap())
    }

    #[test]
    fn environments_are_read_from_their_usual_tags() {
        assert_eq!(of("env", "Prod"), Some(Environment::Production));
        assert_eq!(of("Environment", "test"), Some(Environment::Development));
        assert_eq!(of("env", "staging"), None);
        assert_eq!(of("stage", "prod"), None);
    }
}
