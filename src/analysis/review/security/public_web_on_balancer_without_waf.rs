//! SEC025: Public web traffic enters through a balancer that cannot take WAF.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, network_load_balancer,
};

rule! {
    /// Public web traffic enters through a balancer that cannot take WAF
    ///
    /// **Why.** Classic and Network Load Balancers see connections, not requests: no WAF, no routing by host or path, no
    /// rules on headers.
    ///
    /// **Fix.** Use an Application Load Balancer for HTTP; keep a Network Load Balancer for other protocols or fixed
    /// addresses, with CloudFront in front or an Application Load Balancer behind.
    ///
    /// **When to silence it.** The protocol is not HTTP although the port suggests it.
    ///
    /// **References.** SEC05-BP03; REL02-BP01; CKV2_AWS_28.
    ///
    /// ```ron bad
    /// (components: {
    ///     "clb": (kind: "classic_load_balancer", at: (0, 0)), // finding
    ///     "users": (kind: "users", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "clb", port: 443),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb", port: 443),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC025",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "WAF를 쓸 수 없는 로드 밸런서로 들어오는 공개 웹 트래픽",
            why: "Classic과 Network Load Balancer는 요청이 아니라 연결만 봅니다. WAF, 호스트·경로 라우팅, 헤더 규칙을 쓸 수 없습니다.",
            fix: "HTTP에는 Application Load Balancer를 씁니다. Network Load Balancer는 다른 프로토콜이나 고정 주소가 필요할 때 쓰고 앞에 CloudFront, 또는 뒤에 Application Load Balancer를 둡니다.",
            silence: "포트와 달리 프로토콜이 HTTP가 아닌 경우입니다.",
        },
    };
}

/// Ports of the web.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for front in cx.fronts() {
        let item = front.item;
        let is_network = *item.kind == network_load_balancer::KIND;
        let before_alb = cx
            .called(item)
            .any(|(target, _)| *target.kind == application_load_balancer::KIND);
        if !(is_network || *item.kind == classic_load_balancer::KIND)
            || item.text(&capacity::SCHEME) != "internet-facing"
            || before_alb
        {
            continue;
        }
        let arrivals = front.arrivals.iter();
        let mut ports: Vec<u16> = arrivals
            .filter_map(|(_, connection)| exposure::port_of(cx, connection))
            .filter(|port| PORTS.contains(port))
            .collect();
        ports.sort_unstable();
        ports.dedup();
        if ports.is_empty() {
            continue;
        }
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        let evidence = seen(|language| {
            let (name, kind) = (item.name(language), item.kind.title.get(language));
            let ports = ports.join(", ");
            match language {
                Language::English => {
                    format!("{name} ({kind}): web port {ports} from the internet")
                }
                Language::Korean => format!("{name}({kind}): 인터넷에서 웹 포트 {ports}번"),
            }
        });
        out.add([item.id], evidence);
    }
}
