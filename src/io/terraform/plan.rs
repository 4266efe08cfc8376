//! Plan files: the JSON of `terraform show -json`, formats 0.1 to 1.x.
//!
//! Documented at developer.hashicorp.com/terraform/internals/json-format: `planned_values` (or `values` of a state)
//! holds the resources by module, `configuration` what their expressions refer to and which provider they use.

use crate::catalog::terraform::Entry;
use rustc_hash::FxHashMap;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Why a text is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// It is not JSON.
    #[error("expected the JSON of `terraform show -json`: {0}")]
    Json(#[from] serde_json::Error),
    /// It is JSON of another form.
    #[error("expected the JSON of `terraform show -json`, found {found}")]
    Form {
        /// What was found instead.
        found: String,
    },
    /// It is a plan of a format that this version does not know.
    #[error("unknown plan format `{0}`, expected 0.1 to 1.x")]
    Version(String),
}

/// Resources of a plan, without usage figures.
#[derive(Debug, Default)]
pub struct Resources {
    /// By address.
    pub entries: Vec<Entry>,
    /// Addresses of resources whose Region the plan does not say.
    pub without_region: Vec<String>,
}

/// Reads a plan. `default_region` is for resources whose Region the plan does not say.
///
/// # Errors
/// [`PlanError`] if the text is not JSON, not a plan or of an unknown format.
pub fn read(text: &str, default_region: &str) -> Result<Resources, PlanError> {
    let form = |found: &str| PlanError::Form {
        found: found.to_owned(),
    };
    let Root::Object(mut root) = serde_json::from_str(text)? else {
        return Err(form("JSON without an object"));
    };
    let version = root.get("format_version").and_then(Value::as_str);
    let version = version.ok_or_else(|| form("an object without `format_version`"))?;
    if !matches!(version.split('.').next(), Some("0" | "1")) {
        return Err(PlanError::Version(version.to_owned()));
    }
    let values = ["planned_values", "values"]
        .iter()
        .find_map(|key| match root.remove(*key)? {
            Value::Object(values) => Some(values),
            _ => None,
        });
    let mut values = values.ok_or_else(|| form("an object without `planned_values`"))?;
    let empty = Map::new();
    let configuration = object(root.get("configuration")).unwrap_or(&empty);
    let reader = Reader {
        variables: object(root.get("variables")).unwrap_or(&empty),
        root: object(configuration.get("root_module")).unwrap_or(&empty),
        providers: object(configuration.get("provider_config")).unwrap_or(&empty),
        default_region,
    };
    let mut found = Resources::default();
    if let Some(Value::Object(module)) = values.remove("root_module") {
        reader.module(module, "", &mut found, 0);
    }
    found.entries.sort_by(|a, b| a.address.cmp(&b.address));
    found.entries.dedup_by(|a, b| a.address == b.address);
    Ok(found)
}

/// The parts of a plan that are read. The rest (what changes, what was there before) is as long again, and is passed over.
const PARTS: [&str; 5] = [
    "configuration",
    "format_version",
    "planned_values",
    "values",
    "variables",
];

/// What a JSON text holds at its top.
enum Root {
    Object(Map<String, Value>),
    Other,
}

impl<'de> Deserialize<'de> for Root {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Root, D::Error> {
        deserializer.deserialize_any(RootVisitor)
    }
}

struct RootVisitor;

impl<'de> Visitor<'de> for RootVisitor {
    type Value = Root;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Root, A::Error> {
        let mut parts = Map::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if PARTS.contains(&&*key) {
                parts.insert(key.into_owned(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Root::Object(parts))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Root, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Root::Other)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Root, E> {
        Ok(Root::Other)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Root, E> {
        Ok(Root::Other)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Root, E> {
        Ok(Root::Other)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Root, E> {
        Ok(Root::Other)
    }
    fn visit_str<E>(self, _: &str) -> Result<Root, E> {
        Ok(Root::Other)
    }
    fn visit_unit<E>(self) -> Result<Root, E> {
        Ok(Root::Other)
    }
}

/// Modules nested deeper than this are left out: Terraform's own limit is far below.
const MAX_DEPTH: usize = 64;

fn object(value: Option<&Value>) -> Option<&Map<String, Value>> {
    value.and_then(Value::as_object)
}
/// The objects of a list.
fn objects(value: Option<Value>) -> impl Iterator<Item = Map<String, Value>> {
    let all = match value {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    all.into_iter().filter_map(|value| match value {
        Value::Object(map) => Some(map),
        _ => None,
    })
}
fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
fn text<'v>(map: &'v Map<String, Value>, key: &str) -> &'v str {
    map.get(key).and_then(Value::as_str).unwrap_or_default()
}

struct Reader<'p> {
    variables: &'p Map<String, Value>,
    root: &'p Map<String, Value>,
    providers: &'p Map<String, Value>,
    default_region: &'p str,
}

/// A module of the configuration with the call that brought it in.
struct Module<'p> {
    config: &'p Map<String, Value>,
    /// Address with the indexes of the planned module; empty for the root.
    address: String,
    call: Option<(&'p Map<String, Value>, Box<Module<'p>>)>,
}

impl<'p> Module<'p> {
    /// The managed resources of the configuration by type and name.
    fn resources(&self) -> FxHashMap<(&'p str, &'p str), &'p Map<String, Value>> {
        let all = list(self.config.get("resources")).iter();
        let all = all.filter_map(Value::as_object);
        let managed = all.filter(|resource| text(resource, "mode") != "data");
        // Of two of one name the first one counts.
        managed
            .rev()
            .map(|resource| ((text(resource, "type"), text(resource, "name")), resource))
            .collect()
    }
}

impl<'p> Reader<'p> {
    fn module(
        &self,
        mut module: Map<String, Value>,
        address: &str,
        found: &mut Resources,
        depth: usize,
    ) {
        if depth > MAX_DEPTH {
            return;
        }
        let config = self.configured(address);
        let configured = config.as_ref().map(Module::resources).unwrap_or_default();
        for resource in objects(module.remove("resources")) {
            if text(&resource, "mode") != "data" {
                let key = (text(&resource, "type"), text(&resource, "name"));
                let configured = configured.get(&key).copied();
                self.resource(resource, address, (config.as_ref(), configured), found);
            }
        }
        for child in objects(module.remove("child_modules")) {
            let address = text(&child, "address").to_owned();
            self.module(child, &address, found, depth + 1);
        }
    }

    fn resource(
        &self,
        mut resource: Map<String, Value>,
        module: &str,
        (config, configured): (Option<&Module<'p>>, Option<&'p Map<String, Value>>),
        found: &mut Resources,
    ) {
        let values = match resource.remove("values") {
            Some(Value::Object(values)) => values,
            _ => Map::new(),
        };
        let kind = text(&resource, "type");
        let name = text(&resource, "name");
        let address = match text(&resource, "address") {
            "" if module.is_empty() => format!("{kind}.{name}"),
            "" => format!("{module}.{kind}.{name}"),
            address => address.to_owned(),
        };
        let mut references = BTreeMap::new();
        if let (Some(module), Some(expressions)) = (
            config,
            configured.and_then(|c| object(c.get("expressions"))),
        ) {
            for (attribute, expression) in expressions {
                self.expression(attribute, expression, module, &mut references);
            }
        }
        let region = self.region(configured, &values);
        if region.is_none() {
            found.without_region.push(address.clone());
        }
        found.entries.push(Entry {
            index: index_of(&address).to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            module: module.to_owned(),
            region: region.unwrap_or_else(|| self.default_region.to_owned()),
            values,
            references,
            usage: crate::catalog::terraform::Usage::default(),
            address,
        });
    }

    /// Region of a resource: its own attribute (provider 6), its provider's, that of its ARN.
    fn region(
        &self,
        configured: Option<&'p Map<String, Value>>,
        values: &Map<String, Value>,
    ) -> Option<String> {
        let own = Some(text(values, "region")).filter(|code| is_region(code));
        let provider = || {
            let key = configured.map_or("", |resource| text(resource, "provider_config_key"));
            let provider = self.providers.get(key).or_else(|| {
                let (_, plain) = key.rsplit_once(':')?;
                self.providers.get(plain)
            });
            let provider = provider.or_else(|| self.providers.get("aws"))?;
            let region = object(object(object(Some(provider))?.get("expressions"))?.get("region"))?;
            match region.get("constant_value").and_then(Value::as_str) {
                Some(code) => Some(code),
                None => list(region.get("references"))
                    .iter()
                    .filter_map(Value::as_str)
                    .find_map(|reference| self.variable(reference.strip_prefix("var.")?)),
            }
        };
        let arn = || {
            text(values, "arn")
                .split(':')
                .nth(3)
                .filter(|code| is_region(code))
        };
        own.or_else(provider).or_else(arn).map(str::to_owned)
    }

    /// Text of a root variable: as given for the plan, else its default.
    fn variable(&self, name: &str) -> Option<&'p str> {
        let given = object(self.variables.get(name)).and_then(|v| v.get("value"));
        let default =
            || object(object(self.root.get("variables"))?.get(name)).and_then(|v| v.get("default"));
        given.or_else(default).and_then(Value::as_str)
    }

    /// The configuration of a module by its planned address (`module.a["x"].module.b`).
    fn configured(&self, address: &str) -> Option<Module<'p>> {
        let mut module = Module {
            config: self.root,
            address: String::new(),
            call: None,
        };
        let mut parts = segments(address).into_iter();
        while let Some(part) = parts.next() {
            if part != "module" {
                return None;
            }
            let step = parts.next()?;
            let name = step.split('[').next().unwrap_or_default();
            let call = object(object(module.config.get("module_calls"))?.get(name))?;
            let dot = if module.address.is_empty() { "" } else { "." };
            module = Module {
                config: object(call.get("module"))?,
                address: format!("{}{dot}module.{step}", module.address),
                call: Some((call, Box::new(module))),
            };
        }
        Some(module)
    }

    /// Notes what an expression, or the blocks in it, refer to.
    fn expression(
        &self,
        path: &str,
        value: &Value,
        module: &Module<'p>,
        found: &mut BTreeMap<String, Vec<String>>,
    ) {
        match value {
            Value::Array(blocks) => {
                for block in blocks {
                    self.expression(path, block, module, found);
                }
            }
            Value::Object(map) => {
                if let Some(Value::Array(references)) = map.get("references") {
                    let mut targets = Vec::new();
                    for reference in references.iter().filter_map(Value::as_str) {
                        self.resolve(reference, module, &mut targets, 0);
                    }
                    let all = found.entry(path.to_owned()).or_default();
                    for target in without_less_exact(targets) {
                        if !all.contains(&target) {
                            all.push(target);
                        }
                    }
                } else if !map.contains_key("constant_value") {
                    for (key, inner) in map {
                        self.expression(&format!("{path}.{key}"), inner, module, found);
                    }
                }
            }
            _ => {}
        }
    }

    /// Addresses of the resources that a reference means: through variables of the module and outputs of its calls.
    fn resolve(&self, reference: &str, module: &Module<'p>, found: &mut Vec<String>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let parts = segments(reference);
        match parts.as_slice() {
            ["var", name, ..] => {
                let Some((call, parent)) = &module.call else {
                    return;
                };
                let name = name.split('[').next().unwrap_or_default();
                let expressions = object(call.get("expressions"));
                let expression = expressions.and_then(|e| object(e.get(name)));
                for inner in list(expression.and_then(|e| e.get("references"))) {
                    if let Some(inner) = inner.as_str() {
                        self.resolve(inner, parent, found, depth + 1);
                    }
                }
            }
            ["module", step, output, ..] => {
                let dot = if module.address.is_empty() { "" } else { "." };
                let address = format!("{}{dot}module.{step}", module.address);
                let Some(child) = self.configured(&address) else {
                    return;
                };
                let output = output.split('[').next().unwrap_or_default();
                let expression = object(child.config.get("outputs"))
                    .and_then(|outputs| object(outputs.get(output)))
                    .and_then(|output| object(output.get("expression")));
                for inner in list(expression.and_then(|e| e.get("references"))) {
                    if let Some(inner) = inner.as_str() {
                        self.resolve(inner, &child, found, depth + 1);
                    }
                }
            }
            [
                "local" | "data" | "each" | "count" | "self" | "path" | "terraform" | "module",
                ..,
            ] => {}
            [kind, name, ..] if kind.contains('_') => {
                let dot = if module.address.is_empty() { "" } else { "." };
                let target = format!("{}{dot}{kind}.{name}", module.address);
                if !found.contains(&target) {
                    found.push(target);
                }
            }
            _ => {}
        }
    }
}

/// Of `aws_x.y[0]` and `aws_x.y`, which Terraform lists both, only the first.
fn without_less_exact(targets: Vec<String>) -> Vec<String> {
    let exact: Vec<String> = targets
        .iter()
        .filter_map(|target| {
            Some(
                target
                    .strip_suffix(&format!("[{}]", index_of(target)))?
                    .to_owned(),
            )
        })
        .collect();
    let mut kept = targets;
    kept.retain(|target| !exact.contains(target));
    kept
}

fn is_region(code: &str) -> bool {
    code.split('-').count() >= 3 && code.ends_with(|c: char| c.is_ascii_digit())
}

/// What stands in brackets at the end of an address, as it stands there.
fn index_of(address: &str) -> &str {
    let last = segments(address).pop().unwrap_or_default();
    last.strip_suffix(']')
        .and_then(|step| step.split_once('['))
        .map_or("", |(_, index)| index)
}

/// The parts of an address between dots; dots in brackets and quotes do not count.
fn segments(address: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quoted, mut escaped) = (0, 0_usize, false, false);
    for (at, c) in address.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth = depth.saturating_sub(1),
            '.' if !quoted && depth == 0 => {
                parts.push(&address[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < address.len() {
        parts.push(&address[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan(root: &Value, modules: &Value, config: &Value) -> Resources {
        let text = json!({
            "format_version": "1.2",
            "variables": {"where": {"value": "eu-west-3"}},
            "planned_values": {"root_module": {"resources": root, "child_modules": modules}},
            "configuration": config,
        });
        read(&text.to_string(), "us-east-1").unwrap()
    }

    #[test]
    fn dots_in_brackets_do_not_split() {
        assert_eq!(
            segments(r#"module.a["x.y\"."].aws_b.c[0]"#),
            ["module", r#"a["x.y\"."]"#, "aws_b", "c[0]"]
        );
        assert_eq!(index_of(r#"aws_b.c["a.b"]"#), r#""a.b""#);
        assert_eq!(index_of("module.a[1].aws_b.c"), "");
    }

    #[test]
    fn regions_come_from_the_provider_its_alias_and_variables() {
        let resource = |name: &str| json!({"address": format!("aws_x.{name}"), "mode": "managed", "type": "aws_x", "name": name, "values": {}});
        let configured = |name: &str, key: &str| json!({"type": "aws_x", "name": name, "provider_config_key": key});
        let found = plan(
            &json!([resource("a"), resource("b"), resource("c")]),
            &json!([]),
            &json!({
                "provider_config": {
                    "aws": {"expressions": {"region": {"references": ["var.where"]}}},
                    "aws.east": {"expressions": {"region": {"constant_value": "ap-northeast-2"}}},
                },
                "root_module": {"resources": [configured("a", "aws"), configured("b", "aws.east")]},
            }),
        );
        let regions: Vec<_> = found
            .entries
            .iter()
            .map(|entry| entry.region.as_str())
            .collect();
        // A resource that names no provider has the default one.
        assert_eq!(regions, ["eu-west-3", "ap-northeast-2", "eu-west-3"]);
        let bare = plan(&json!([resource("a")]), &json!([]), &json!({}));
        assert_eq!(bare.entries[0].region, "us-east-1");
        assert_eq!(bare.without_region, ["aws_x.a"]);
    }

    #[test]
    fn references_go_through_variables_and_outputs_of_modules() {
        let config = json!({"root_module": {
            "resources": [
                {"type": "aws_a", "name": "one", "expressions": {"target": {"references": ["module.shop.id", "module.shop"]}}},
            ],
            "module_calls": {"shop": {
                "expressions": {"template": {"references": ["aws_t.base[0].id", "aws_t.base[0]", "aws_t.base"]}},
                "module": {
                    "outputs": {"id": {"expression": {"references": ["aws_b.two.id", "aws_b.two"]}}},
                    "resources": [{"type": "aws_b", "name": "two", "expressions": {"block": [{"id": {"references": ["var.template"]}}]}}],
                },
            }},
        }});
        let resource = |address: &str, kind: &str, name: &str| json!({"address": address, "mode": "managed", "type": kind, "name": name, "values": {}});
        let found = plan(
            &json!([
                resource("aws_a.one", "aws_a", "one"),
                resource("aws_t.base[0]", "aws_t", "base")
            ]),
            &json!([{"address": "module.shop", "resources": [resource("module.shop.aws_b.two", "aws_b", "two")]}]),
            &config,
        );
        let by = |address: &str| found.entries.iter().find(|e| e.address == address).unwrap();
        assert_eq!(
            by("aws_a.one").references["target"],
            ["module.shop.aws_b.two"]
        );
        assert_eq!(
            by("module.shop.aws_b.two").references["block.id"],
            ["aws_t.base[0]"]
        );
    }

    #[test]
    fn what_is_no_plan_is_refused_with_a_reason() {
        let refused = |text: &str| read(text, "us-east-1").unwrap_err().to_string();
        assert!(refused("{").contains("line 1 column 1"));
        assert!(refused("[]").contains("without an object"));
        assert!(refused("{}").contains("without `format_version`"));
        assert!(refused(r#"{"format_version": "2.0"}"#).contains("unknown plan format `2.0`"));
        assert!(refused(r#"{"format_version": "1.2"}"#).contains("without `planned_values`"));
        assert!(read(r#"{"format_version": "0.1", "planned_values": {}}"#, "x").is_ok());
    }
}
