//! SEC026: Origin can be reached round CloudFront.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, web};
use crate::catalog::Network;
use crate::catalog::compute::server;
use crate::catalog::networking::{
    api_gateway_http, api_gateway_rest, capacity, cloudfront_distribution,
};
use crate::catalog::storage::s3_bucket;
use crate::model::edit::Edit;
use crate::text::Phrase;
use std::cell::LazyCell;

rule! {
    /// Origin can be reached round CloudFront
    ///
    /// **Why.** Attackers skip the web ACL, the rate limits and the cache of the edge and talk to the origin
    /// itself.
    ///
    /// **Fix.** Keep the origin off the internet with a VPC origin, or admit only the CloudFront managed prefix
    /// list and demand a secret header; use origin access control for S3.
    ///
    /// **When to silence it.** The origin also serves clients that must not go through CloudFront.
    ///
    /// **References.** CloudFront.13; CKV2_AWS_46; prowler:cloudfront_distributions_s3_origin_access_control;
    /// SEC05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)), // finding
    ///     "lb": (kind: "application_load_balancer", at: (200, 0), security_groups: ["lb-sg"]), // finding
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// }, security_groups: {
    ///     "lb-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"origin_protection": "secret-header"}),
    ///     "lb": (kind: "application_load_balancer", at: (200, 0), security_groups: ["lb-sg"]),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// }, security_groups: {
    ///     "lb-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC026",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "CloudFront를 우회해 접근할 수 있는 오리진",
            why: "공격자가 엣지의 웹 ACL, 속도 제한, 캐시를 건너뛰고 오리진에 직접 접근합니다.",
            fix: "VPC 오리진으로 오리진을 인터넷에서 분리하거나, CloudFront 관리형 접두사 목록만 허용하고 비밀 헤더를 요구합니다. S3에는 오리진 액세스 제어를 씁니다.",
            silence: "CloudFront를 거치면 안 되는 클라이언트도 오리진이 응답해야 하는 경우입니다.",
        },
    };
}

/// How an origin can be reached without the distribution.
enum Way {
    /// The bucket answers others than the distribution.
    Bucket,
    /// A load balancer with public addresses and an open security group.
    Balancer,
    /// A server with a public address and an open security group.
    Server,
    /// A public API that nothing ties to the distribution.
    Api,
}

fn way<'a>(cx: &Cx<'a>, distribution: &Item<'a>, origin: &Item<'a>) -> Option<Way> {
    if *origin.kind == s3_bucket::KIND {
        let is_tied = distribution.flag(&cloudfront_distribution::ORIGIN_ACCESS_CONTROL);
        return (!is_tied).then_some(Way::Bucket);
    }
    let protection = distribution.text(&cloudfront_distribution::ORIGIN_PROTECTION);
    if matches!(protection, "secret-header" | "vpc-origin") {
        return None;
    }
    let ports = LazyCell::new(|| exposure::ports(cx, origin));
    match origin.kind.network {
        Network::LoadBalancer | Network::NetworkLoadBalancer => {
            if origin.text(&capacity::SCHEME) != "internet-facing" {
                return None;
            }
            let groups = cx.groups_of(origin);
            let mut rules = groups.iter().flat_map(|(_, group)| &group.ingress);
            let is_open = rules.any(|rule| {
                ports
                    .iter()
                    .any(|port| exposure::admits_the_world(rule, *port))
            });
            is_open.then_some(Way::Balancer)
        }
        Network::Instance => {
            let is_open = origin.flag(&server::PUBLIC_ADDRESS)
                && ports
                    .iter()
                    .any(|port| exposure::open_to_the_world(cx, origin, *port));
            is_open.then_some(Way::Server)
        }
        _ => {
            let is_api = *origin.kind == api_gateway_http::KIND
                || *origin.kind == api_gateway_rest::KIND
                    && origin.text(&api_gateway_rest::ENDPOINT) != "PRIVATE";
            (is_api && protection == "none").then_some(Way::Api)
        }
    }
}

fn check<'a>(cx: &Cx<'a>, distribution: &Item<'a>, out: &mut Findings) {
    for origin in web::origins(cx, distribution) {
        let Some(way) = way(cx, distribution, &origin) else {
            continue;
        };
        let ports = exposure::ports(cx, &origin);
        let evidence = seen(|language| {
            let (from, to) = (distribution.name(language), origin.name(language));
            let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
            let ports = ports.join(", ");
            match (language, &way) {
                (Language::English, Way::Bucket) => {
                    format!("{from} → {to}: origin access control: off")
                }
                (Language::Korean, Way::Bucket) => {
                    format!("{from} → {to}; 오리진 액세스 제어: 꺼짐")
                }
                (Language::English, Way::Api) => {
                    format!("{from} → {to}: origin protection: none")
                }
                (Language::Korean, Way::Api) => format!("{from} → {to}; 오리진 보호: 없음"),
                (Language::English, _) => {
                    format!("{from} → {to}: public address, port {ports} open to the internet")
                }
                (Language::Korean, _) => {
                    format!("{from} → {to}; 퍼블릭 주소, 포트 {ports} 인터넷에 개방")
                }
            }
        });
        out.add([distribution.id, origin.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let items = || finding.items.iter().filter_map(|id| cx.item(id));
    let distribution = items().find(|i| *i.kind == cloudfront_distribution::KIND)?;
    let origin = items().find(|i| *i.kind != cloudfront_distribution::KIND)?;
    let protect = |value: &str| {
        set(
            &distribution,
            &cloudfront_distribution::ORIGIN_PROTECTION,
            value,
        )
    };
    let (label, edit) = match way(cx, &distribution, &origin)? {
        Way::Bucket => (
            Phrase::new("Use origin access control", "오리진 액세스 제어 사용"),
            set(
                &distribution,
                &cloudfront_distribution::ORIGIN_ACCESS_CONTROL,
                true,
            ),
        ),
        // Others that call the balancer from outside need its public addresses.
        Way::Balancer if only_caller(cx, &origin) => (
            Phrase::new("Make it a VPC origin", "VPC 오리진으로 변경"),
            Edit::Batch(vec![
                set(&origin, &capacity::SCHEME, "internal"),
                protect("vpc-origin"),
            ]),
        ),
        Way::Balancer | Way::Server | Way::Api => (
            Phrase::new("Demand a secret header", "비밀 헤더 요구"),
            protect("secret-header"),
        ),
    };
    Some(Fix { label, edit })
}

/// Whether nothing outside but CloudFront calls an item.
fn only_caller<'a>(cx: &Cx<'a>, item: &Item<'a>) -> bool {
    cx.callers(item).all(|(caller, _)| {
        caller.kind.network == Network::Edge
            || web::is_web_acl(&caller)
            || !exposure::is_outside(&caller) && caller.kind.network != Network::Dns
    })
}
