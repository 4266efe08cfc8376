//! REL002: Single instance carries a tier.

use crate::analysis::review::prelude::*;

rule! {
    /// Single instance carries a tier
    ///
    /// **Why.** A failed host or a reboot is an outage. Scaling it up needs downtime and keeps the single point of failure.
    ///
    /// **Fix.** Run two or more smaller instances behind a load balancer, in an Auto Scaling group.
    ///
    /// **When to silence it.** Development and test (tag `env`), or a job that may wait.
    ///
    /// **References.** REL10-BP01; REL11-BP02; PERF04-BP04.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "instance", in: "private-a", at: (420, 120)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "instance", properties: {"instance_count": 2}, placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))]),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL002",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "인스턴스 한 대가 계층 전체를 담당함",
            why: "호스트 장애나 재부팅이 곧 서비스 중단입니다. 스케일 업에는 다운타임이 필요하고 단일 장애점은 그대로입니다.",
            fix: "로드 밸런서 뒤에서 더 작은 인스턴스 둘 이상을 Auto Scaling 그룹으로 실행합니다.",
            silence: "개발·테스트(`env` 태그)이거나 기다려도 되는 작업입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        let [item] = tier[..] else { continue };
        if cx.instances(&item) > 1.0 || !in_production(cx, &item) {
            continue;
        }
        let evidence = seen(|language| {
            let name = phrase::named(&item, language);
            match language {
                Language::English => {
                    format!("{name}: 1 instance serves every request of the tier")
                }
                Language::Korean => format!("{name}: 인스턴스 1개가 계층의 모든 요청을 처리함"),
            }
        });
        out.add([item.id], evidence);
    }
}
