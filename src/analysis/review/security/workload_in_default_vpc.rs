//! SEC071: Default VPC used for a workload.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::Container;

rule! {
    /// Default VPC used for a workload
    ///
    /// **Why.** The default VPC has public subnets only, the same addresses in every account, and no tiers; it cannot
    /// be peered with the default VPC of another account.
    ///
    /// **Fix.** Make a VPC with public, private and data subnets in each Availability Zone, with addresses of its own.
    ///
    /// **When to silence it.** The account is for trials, or the VPC has its addresses by chance.
    ///
    /// **References.** CKV_AWS_148; EC2.29; SEC05-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "main": (kind: "vpc", cidr: "172.31.0.0/16", frame: (0, 0, 400, 300)), // finding
    /// }, components: {
    ///     "web": (kind: "instance", in: "main", at: (20, 40)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "main": (kind: "vpc", cidr: "10.20.0.0/16", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "web": (kind: "instance", in: "main", at: (20, 40)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC071",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "기본 VPC에 올린 워크로드",
            why: "기본 VPC는 퍼블릭 서브넷만 있고 모든 계정에서 주소가 같으며 계층이 없습니다. 다른 계정의 기본 VPC와 피어링할 수도 없습니다.",
            fix: "가용 영역마다 퍼블릭, 프라이빗, 데이터 서브넷을 둔 VPC를 고유한 주소로 만듭니다.",
            silence: "시험용 계정이거나 우연히 같은 주소를 쓰는 경우입니다.",
        },
    };
}

/// Addresses of every default VPC (Amazon VPC user guide, default VPCs).
const ADDRESSES: &str = "172.31.0.0/16";
/// Names that tell a default VPC.
const NAMES: [&str; 3] = ["default vpc", "default-vpc", "기본 vpc"];

fn is_default(frame: &Container) -> bool {
    frame
        .cidr
        .as_deref()
        .is_some_and(|cidr| cidr.trim() == ADDRESSES)
        || phrase::mentions(&frame.name, &NAMES)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (vpc, items) in &cx.places().vpcs {
        let Some(frame) = cx.design.container(vpc).filter(|frame| is_default(frame)) else {
            continue;
        };
        let evidence = seen(|language| {
            let name = exposure::frame_name(vpc, frame, language);
            let cidr = frame.cidr.as_deref().unwrap_or(ADDRESSES);
            let names = phrase::names(items.iter().copied(), language);
            let count = items.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "component", "components");
                    format!("{name}, {cidr}: {count} in a default VPC ({names})")
                }
                Language::Korean => {
                    format!("{name}, {cidr}: 기본 VPC의 컴포넌트 {count}개({names})")
                }
            }
        });
        out.add([*vpc], evidence);
    }
}
