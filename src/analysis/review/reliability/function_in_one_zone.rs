//! REL079: Function in a VPC attached to one subnet.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, zones};
use crate::catalog::compute::lambda_function;

rule! {
    /// Function in a VPC attached to one subnet
    ///
    /// **Why.** The function stops when that zone does.
    ///
    /// **Fix.** Attach the function to subnets in two or more zones; it costs nothing.
    ///
    /// **When to silence it.** What the function reaches lives in that zone only, or development and test (tag
    /// `env`).
    ///
    /// **References.** Lambda.5; prowler:awslambda_function_vpc_multi_az; TA:AWS Lambda VPC-enabled Functions without
    /// Multi-AZ Redundancy; REL10-BP01.
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
    ///     "resize": (kind: "lambda_function", in: "private-a", at: (420, 120)), // finding
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
    ///     "resize": (kind: "lambda_function", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL079",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&lambda_function::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "서브넷 하나에만 연결된 VPC 함수",
            why: "해당 가용 영역이 멈추면 함수도 멈춥니다.",
            fix: "둘 이상의 가용 영역에 있는 서브넷에 함수를 연결합니다. 비용은 없습니다.",
            silence: "함수가 접근하는 대상이 그 영역에만 있거나 개발·테스트(`env` 태그)인 경우입니다.",
        },
    };
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let [zone] = zones::codes_of(std::iter::once(item))[..] else {
        return;
    };
    let zone = zone.as_str();
    let subnets = exposure::subnets(cx, item);
    if subnets.is_empty() || !in_production(cx, item) {
        return;
    }
    let count = subnets.len();
    let evidence = seen(|language| {
        let name = item.name(language);
        match language {
            Language::English => {
                let count = phrase::count(count, "subnet", "subnets");
                format!("{name}: {count}, all in {zone}")
            }
            Language::Korean => format!("{name}: 서브넷 {count}개가 모두 {zone}에 있음"),
        }
    });
    out.add([item.id], evidence);
}
