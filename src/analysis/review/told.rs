//! The difference of two designs in words: what a fix changes, item by item.

use super::phrase::{each, value_of};
use crate::catalog::{self, Item};
use crate::model::change::{self, Kind, Sort};
use crate::model::{Component, Connection, Container, Design, Id, Language, LocalText};
use crate::text::number::short;
use crate::text::{Phrase, both};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened to the item.
    pub kind: Kind,
    /// The item; none for the settings of the design.
    pub item: Option<Id>,
    /// What the item is called.
    pub name: Phrase,
    /// What of it differs, for example `Deletion protection: off → on`; empty where the whole item came or went.
    pub what: Phrase,
}

/// What differs from `old` to `new`, by sort and id. Where things are drawn makes no difference.
pub fn changes(old: &Design, new: &Design) -> Vec<Change> {
    let found = change::changes(old, new);
    let mut out = Vec::new();
    for item in found.items {
        let (before, after) = match item.kind {
            Kind::Added => (None, Some(new)),
            Kind::Removed => (Some(old), None),
            Kind::Changed => (Some(old), Some(new)),
        };
        let name = after.or(before).map(|design| name_of(design, &item.id));
        let mut put = |what: Phrase| {
            out.push(Change {
                kind: item.kind,
                item: Some(item.id.clone()),
                name: name.clone().unwrap_or_default(),
                what,
            });
        };
        match item.kind {
            Kind::Added | Kind::Removed => put(Phrase::default()),
            Kind::Changed => fields(old, new, item.sort, &item.id)
                .into_iter()
                .for_each(put),
        }
    }
    if found.settings {
        out.push(Change {
            kind: Kind::Changed,
            item: None,
            name: Phrase::new("Settings of the design", "설계 설정"),
            what: Phrase::default(),
        });
    }
    out
}

fn name_of(design: &Design, id: &Id) -> Phrase {
    each(|language| {
        let or = |name: &LocalText, other: &str| match name.get(language) {
            "" => other.to_owned(),
            name => name.to_owned(),
        };
        if let Some(component) = design.component(id) {
            let kind = catalog::kind(&component.kind);
            or(
                &component.name,
                kind.map_or(id.as_str(), |kind| kind.title.get(language)),
            )
        } else if let Some(container) = design.container(id) {
            or(
                &container.name,
                container.code.as_deref().unwrap_or(id.as_str()),
            )
        } else if let Some(group) = design.security_groups.get(id) {
            or(&group.name, id.as_str())
        } else if let Some(connection) = design.connection(id) {
            let end = |id: &Id| name_of(design, id).get(language).to_owned();
            format!("{} → {}", end(&connection.from), end(&connection.to))
        } else {
            id.to_string()
        }
    })
}

fn fields(old: &Design, new: &Design, sort: Sort, id: &Id) -> Vec<Phrase> {
    match sort {
        Sort::Component => {
            let pair = old.component(id).zip(new.component(id));
            pair.map_or_else(Vec::new, |(a, b)| component((old, a), (new, b), id))
        }
        Sort::Connection => {
            let pair = old.connection(id).zip(new.connection(id));
            pair.map_or_else(Vec::new, |(a, b)| connection(a, b))
        }
        Sort::Container => {
            let pair = old.container(id).zip(new.container(id));
            pair.map_or_else(Vec::new, |(a, b)| container(a, b))
        }
        Sort::SecurityGroup => {
            let pair = old.security_groups.get(id).zip(new.security_groups.get(id));
            let rules = pair.map(|(a, b)| {
                [
                    from_to(
                        "Inbound rules",
                        "인바운드 규칙",
                        a.ingress.len(),
                        b.ingress.len(),
                    ),
                    from_to(
                        "Outbound rules",
                        "아웃바운드 규칙",
                        a.egress.len(),
                        b.egress.len(),
                    ),
                ]
            });
            let told: Vec<Phrase> = rules.into_iter().flatten().flatten().collect();
            if told.is_empty() {
                vec![Phrase::new("Rules changed", "규칙 변경")]
            } else {
                told
            }
        }
        Sort::Scenario => vec![Phrase::new("Scenario changed", "시나리오 변경")],
    }
}

/// `Title: old → new`, if they differ.
fn from_to(
    en: &'static str,
    ko: &'static str,
    old: impl ToString,
    new: impl ToString,
) -> Option<Phrase> {
    let (old, new) = (old.to_string(), new.to_string());
    let title = both(en, ko);
    (old != new).then(|| each(|language| format!("{}: {old} → {new}", title.get(language))))
}

fn switch(en: &'static str, ko: &'static str, old: bool, new: bool) -> Option<Phrase> {
    let word = |on: bool, language| match (on, language) {
        (true, Language::English) => "on",
        (false, Language::English) => "off",
        (true, Language::Korean) => "켜짐",
        (false, Language::Korean) => "꺼짐",
    };
    let title = both(en, ko);
    (old != new).then(|| each(|l| format!("{}: {} → {}", title.get(l), word(old, l), word(new, l))))
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| short(value, 4))
}

fn component(
    (before, old): (&Design, &Component),
    (after, new): (&Design, &Component),
    id: &Id,
) -> Vec<Phrase> {
    let mut out = Vec::new();
    if old.kind != new.kind {
        let title = |kind: &str, language| {
            catalog::kind(kind).map_or(kind.to_owned(), |kind| kind.title.get(language).to_owned())
        };
        out.push(each(|l| {
            format!("{} → {}", title(&old.kind, l), title(&new.kind, l))
        }));
    }
    let names: std::collections::BTreeSet<&String> =
        old.properties.keys().chain(new.properties.keys()).collect();
    for name in names {
        if old.properties.get(name) == new.properties.get(name) {
            continue;
        }
        out.push(each(|language| {
            let shown = |design: &Design, component: &Component| -> String {
                let item = Item::of(design, id);
                let property = item.and_then(|item| item.kind.property(name));
                match (property, component.property(name), item) {
                    (Some(property), Some(value), _) => value_of(property, value, language),
                    (Some(property), None, Some(item)) => {
                        super::phrase::now(&item, property, language)
                    }
                    (_, Some(value), _) => value.to_string(),
                    _ => "–".to_owned(),
                }
            };
            let kind = catalog::kind(&new.kind);
            let property = kind.and_then(|kind| kind.property(name));
            let title = property.map_or(name.as_str(), |property| property.title.get(language));
            format!("{title}: {} → {}", shown(before, old), shown(after, new))
        }));
    }
    let zones = |design: &Design, component: &Component| -> String {
        let places = component.placements.iter();
        let names: Vec<String> = places
            .map(|place| {
                let zone = design.zone_of(place.parent.as_ref());
                let frame = place.parent.as_ref().map(Id::as_str);
                let name = zone.or(frame).unwrap_or("–");
                match place.instances {
                    Some(count) => format!("{name} × {count}"),
                    None => name.to_owned(),
                }
            })
            .collect();
        names.join(", ")
    };
    let list = |ids: &[Id]| -> String {
        let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
        if names.is_empty() {
            "–".to_owned()
        } else {
            names.join(", ")
        }
    };
    let tags = |component: &Component| {
        let tags = component.tags.iter();
        let tags: Vec<String> = tags.map(|(key, value)| format!("{key}={value}")).collect();
        if tags.is_empty() {
            "–".to_owned()
        } else {
            tags.join(", ")
        }
    };
    out.extend(from_to(
        "Placement",
        "배치",
        zones(before, old),
        zones(after, new),
    ));
    let groups = |component: &Component| list(&component.security_groups);
    out.extend(from_to(
        "Security groups",
        "보안 그룹",
        groups(old),
        groups(new),
    ));
    out.extend(from_to("Tags", "태그", tags(old), tags(new)));
    if old.demand != new.demand {
        out.push(Phrase::new("Demand changed", "수요 변경"));
    }
    out
}

fn connection(old: &Connection, new: &Connection) -> Vec<Phrase> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let port = |value: Option<u16>| value.map_or_else(|| "–".to_owned(), |port| port.to_string());
    let amount = |value: f64| short(value, 4);
    let all = [
        from_to("From", "호출하는 쪽", &old.from, &new.from),
        from_to("To", "호출받는 쪽", &old.to, &new.to),
        from_to("Kind", "종류", old.kind.as_str(), new.kind.as_str()),
        from_to(
            "Protocol",
            "프로토콜",
            text(&old.protocol),
            text(&new.protocol),
        ),
        from_to("Port", "포트", port(old.port), port(new.port)),
        from_to(
            "Calls per request",
            "요청당 호출",
            amount(old.calls_per_request),
            amount(new.calls_per_request),
        ),
        from_to("Weight", "가중치", figure(old.weight), figure(new.weight)),
        from_to(
            "Request size",
            "요청 크기",
            amount(old.request_kb),
            amount(new.request_kb),
        ),
        from_to(
            "Response size",
            "응답 크기",
            amount(old.response_kb),
            amount(new.response_kb),
        ),
        from_to(
            "Read share",
            "읽기 비율",
            amount(old.read_share),
            amount(new.read_share),
        ),
        from_to(
            "Timeout (ms)",
            "제한 시간(ms)",
            figure(old.timeout_ms),
            figure(new.timeout_ms),
        ),
        from_to(
            "Retries",
            "재시도",
            figure(old.retries),
            figure(new.retries),
        ),
        switch(
            "Prefer own zone",
            "자기 영역 우선",
            old.zone_affinity,
            new.zone_affinity,
        ),
        switch(
            "May be handled later",
            "나중에 처리 가능",
            old.deferrable,
            new.deferrable,
        ),
        switch(
            "Reads must be current",
            "최신 값 읽기 필요",
            old.strong_reads,
            new.strong_reads,
        ),
    ];
    all.into_iter().flatten().collect()
}

fn container(old: &Container, new: &Container) -> Vec<Phrase> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let parent = |value: &Container| {
        let parent = value.parent.as_ref();
        parent.map_or_else(|| "–".to_owned(), ToString::to_string)
    };
    let all = [
        from_to("Frame", "프레임", old.kind.as_str(), new.kind.as_str()),
        from_to("Inside", "바깥 프레임", parent(old), parent(new)),
        from_to("Code", "코드", text(&old.code), text(&new.code)),
        from_to("Addresses", "주소 범위", text(&old.cidr), text(&new.cidr)),
        switch(
            "Public addresses by default",
            "퍼블릭 IP 자동 할당",
            old.auto_assign_public_ip,
            new.auto_assign_public_ip,
        ),
    ];
    all.into_iter().flatten().collect()
}
