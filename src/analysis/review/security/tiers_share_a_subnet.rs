//! SEC072: No separation of tiers into subnets.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, web};
use crate::catalog::Network;
use crate::model::{ContainerKind, Id};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// No separation of tiers into subnets
    ///
    /// **Why.** Subnets of their own for each tier let routes and network ACLs hold a break-in where it began.
    ///
    /// **Fix.** Put balancers and web servers in public subnets, applications in private ones and data in isolated
    /// ones, in each Availability Zone.
    ///
    /// **When to silence it.** The design is a trial with nothing to lose.
    ///
    /// **References.** SEC05-BP01; prowler:vpc_subnet_separate_private_public; prowler:vpc_subnet_different_az.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)), // finding
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "public", at: (60, 220)), // finding
    ///     "users": (kind: "users", at: (900, 120)),
    ///     "web": (kind: "instance", in: "public", at: (60, 120)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web", port: 443),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120)),
    ///     "users": (kind: "users", at: (900, 120)),
    ///     "web": (kind: "instance", in: "public", at: (60, 120)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web", port: 443),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC072",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "계층을 서브넷으로 나누지 않음",
            why: "계층마다 서브넷을 나누면 라우팅과 네트워크 ACL로 침입을 시작된 곳에 가둘 수 있습니다.",
            fix: "가용 영역마다 로드 밸런서와 웹은 퍼블릭, 애플리케이션은 프라이빗, 데이터는 격리 서브넷에 둡니다.",
            silence: "잃을 것이 없는 시험용 설계인 경우입니다.",
        },
    };
}

/// Whether the internet calls an item directly, or it is a load balancer that faces it.
fn faces_the_internet(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    web::is_public_balancer(item)
        || item.is_called_from(Network::Internet)
            && cx
                .callers(item)
                .any(|(caller, _)| web::is_on_internet(&caller))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut told: BTreeSet<&Id> = BTreeSet::new();
    for (subnet, items) in &cx.places().subnets {
        let all = || items.iter().copied();
        if !all().any(exposure::is_store_in_vpc) {
            continue;
        }
        let others = all().filter(|item| !exposure::is_store_in_vpc(item));
        let fronts = others.filter(|item| faces_the_internet(cx, item)).copied();
        let fronts: Vec<Item<'_>> = fronts.collect();
        let Some(frame) = cx.design.container(subnet).filter(|_| !fronts.is_empty()) else {
            continue;
        };
        let stores = all().filter(|item| exposure::is_store_in_vpc(item));
        let stores: Vec<Item<'_>> = stores.copied().collect();
        told.extend(
            cx.enclosing(Some(subnet), ContainerKind::Vpc)
                .map(|(id, _)| id),
        );
        let evidence = seen(|language| {
            let name = exposure::frame_name(subnet, frame, language);
            let fronts = phrase::names(fronts.iter().copied(), language);
            let stores = phrase::names(stores.iter().copied(), language);
            match language {
                Language::English => {
                    format!(
                        "subnet {name}: {fronts} (called from the internet) beside {stores} (data)"
                    )
                }
                Language::Korean => {
                    format!(
                        "서브넷 {name}: 인터넷에서 호출되는 {fronts}와 데이터 {stores}가 함께 있음"
                    )
                }
            }
        });
        let items = fronts.iter().chain(&stores).map(|item| item.id);
        out.add(items.chain([*subnet]), evidence);
    }
    one_type(cx, &told, out);
}

/// VPCs with servers and data whose subnets are all of one type.
fn one_type(cx: &Cx<'_>, told: &BTreeSet<&Id>, out: &mut Findings) {
    let mut types: BTreeMap<&Id, Vec<&ContainerKind>> = BTreeMap::new();
    for (id, frame) in &cx.design.containers {
        if frame.kind.is_subnet()
            && let Some(vpc) = &cx.place(Some(id)).vpc
        {
            types.entry(vpc).or_default().push(&frame.kind);
        }
    }
    for (vpc, types) in types {
        let one = types.windows(2).all(|pair| pair[0] == pair[1]);
        let Some(kind) = types.first().filter(|_| one && !told.contains(vpc)) else {
            continue;
        };
        let items = cx.places().of_vpc(vpc).iter();
        let servers = items
            .clone()
            .filter(|item| item.kind.network == Network::Instance);
        let servers = servers.count();
        let stores = items.filter(|item| exposure::is_store_in_vpc(item)).count();
        let Some(frame) = cx
            .design
            .container(vpc)
            .filter(|_| servers > 0 && stores > 0)
        else {
            continue;
        };
        let evidence = seen(|language| {
            let name = exposure::frame_name(vpc, frame, language);
            let (count, kind) = (types.len(), exposure::subnet_title(kind).get(language));
            match language {
                Language::English => {
                    let servers = phrase::count(servers, "server", "servers");
                    let stores = phrase::count(stores, "data store", "data stores");
                    format!("{name}: {servers} and {stores}; all {count} subnets are {kind}")
                }
                Language::Korean => format!(
                    "{name}: 서버 {servers}개, 데이터 저장소 {stores}개; 서브넷 {count}개가 모두 {kind}"
                ),
            }
        });
        out.add([vpc], evidence);
    }
}
