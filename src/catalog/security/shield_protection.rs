//! AWS Shield Advanced: one fee a month for the whole organisation, and a price for each GB that protected
//! resources send.
//!
//! Semantics: AWS Shield pricing page. However many resources are protected, and in however many accounts under one
//! payer, the fee is paid once: each drawn tile pays its share of it.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Protected resources.
pub static PROTECTED: Property = Property::count(
    "protected_resources",
    both("Protected resources", "보호 리소스"),
    units::ITEMS,
    1.0,
    0.0,
    1000000.0,
)
.doc(
    "Distributions, load balancers, Elastic IPs, accelerators and hosted zones under \
     protection. Their number does not change the fee.",
    "보호하는 배포, 로드 밸런서, 탄력적 IP, 액셀러레이터, 호스팅 영역의 수입니다. 수가 늘어도 \
     월 요금은 같습니다.",
);

/// Sent by CloudFront.
pub static CLOUDFRONT_GB: Property = Property::usage(
    "cloudfront_gb",
    both("Sent by CloudFront", "CloudFront 전송량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB a month that protected distributions send to viewers, on top of the CloudFront price.",
    "보호하는 배포가 한 달에 뷰어에게 보내는 GB입니다. CloudFront 요금에 더해집니다.",
);

/// Sent by load balancers.
pub static ELB_GB: Property = Property::usage(
    "elb_gb",
    both("Sent by load balancers", "로드 밸런서 전송량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB a month that protected load balancers send to the internet.",
    "보호하는 로드 밸런서가 한 달에 인터넷으로 보내는 GB입니다.",
);

/// Sent by Elastic IPs.
pub static EIP_GB: Property = Property::usage(
    "eip_gb",
    both("Sent by Elastic IPs", "탄력적 IP 전송량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB a month that protected Elastic IP addresses send to the internet.",
    "보호하는 탄력적 IP 주소가 한 달에 인터넷으로 보내는 GB입니다.",
);

/// Sent by accelerators.
pub static ACCELERATOR_GB: Property = Property::usage(
    "accelerator_gb",
    both("Sent by accelerators", "액셀러레이터 전송량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB a month that protected Global Accelerator accelerators send.",
    "보호하는 Global Accelerator가 한 달에 보내는 GB입니다.",
);

/// Proactive engagement.
pub static PROACTIVE: Property = Property::flag(
    "proactive_engagement",
    both("Proactive engagement", "사전 예방적 참여"),
    false,
)
.doc(
    "The Shield Response Team calls you when a health check fails during an attack.",
    "공격 중 상태 확인이 실패하면 Shield 대응 팀이 먼저 연락합니다.",
)
.secondary();

static METERS: &[Meter] = &[
    Meter::of("cloudfront", &CLOUDFRONT_GB, "shield", "data_out_gb")
        .with(&[("resource", "cloudfront")])
        .global(),
    Meter::of("elb", &ELB_GB, "shield", "data_out_gb").with(&[("resource", "elb")]),
    Meter::of("eip", &EIP_GB, "shield", "data_out_gb").with(&[("resource", "eip")]),
    Meter::of(
        "accelerator",
        &ACCELERATOR_GB,
        "shield",
        "datatransfer_out_accelerator",
    )
    .global(),
];

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&PROTECTED);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 resource".to_owned(),
        Language::English => format!("{figure} resources"),
        Language::Korean => format!("리소스 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let tiles = Item::all(cx.item.design)
        .filter(|item| item.kind == cx.item.kind)
        .count()
        .max(1) as f64;
    let fee = if tiles > 1.0 {
        Amount::product(
            units::MONTHS,
            &[(1.0, units::MONTHS), (1.0 / tiles, units::NONE)],
        )
        .because(both(
            "one fee for the organisation, shared by all tiles",
            "조직 전체에 한 번 부과되며 모든 타일이 나누어 냅니다",
        ))
    } else {
        Amount::plain(1.0, units::MONTHS)
    };
    bill.charge(
        "subscription",
        both("Subscription of the organisation", "조직 구독"),
        fee,
        Query::new("shield", "advanced_subscription_month").global(),
    );
    if METERS
        .iter()
        .any(|meter| cx.item.typed(meter.property()).is_some())
    {
        meter::bill(cx, bill, METERS);
    }
}

/// Shield Advanced.
pub static KIND: Kind = Kind {
    name: "shield_protection",
    bills_the_design: true,
    title: both("AWS Shield Advanced", "AWS Shield Advanced"),
    short: both("Shield Advanced", "Shield Advanced"),
    doc: both(
        "Protection against DDoS attacks with a response team and credits for the cost of \
         attacks. One fee a month for the whole organisation, with a commitment of one year, \
         and a price for each GB sent.",
        "대응 팀과 공격 비용 보전을 포함한 DDoS 보호입니다. 조직 전체에 월 요금이 한 번 \
         부과되며(1년 약정) 보내는 GB마다 요금이 더해집니다.",
    ),
    category: Category::Security,
    service: "AWS Shield",
    spend: Spend::Other,
    glyph: glyph::SHIELD_STAR,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_shield_protection"],
    imports: &[Import::of("aws_shield_protection")],
    cloudformation: &["AWS::Shield::Protection"],
    drawio: "shield",
    keywords: &["ddos", "protection", "attack", "디도스", "공격", "보호"],
    properties: &[
        &PROTECTED,
        &CLOUDFRONT_GB,
        &ELB_GB,
        &EIP_GB,
        &ACCELERATOR_GB,
        &PROACTIVE,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn one_fee_for_all_tiles() {
        let bench = || Bench::new("shield_protection");
        near(bench().lines().total(), 3000.0);
        // Two tiles: half of $3,000 each.
        let pair = bench().incoming("shield_protection", 0.0, 0.0, 0.0).lines();
        near(pair.usd("subscription"), 1500.0);
        assert!(pair.formula("subscription").contains("shared by all tiles"));
    }

    #[test]
    fn transfer_of_protected_resources_in_seoul() {
        let lines = Bench::new("shield_protection")
            .with("cloudfront_gb", 110_000.0)
            .with("elb_gb", 1000.0)
            .lines();
        // 102,400 GB x $0.025 + 7,600 GB x $0.02 = $2,560 + $152; 1,000 GB x $0.05.
        near(lines.usd("cloudfront"), 2712.0);
        near(lines.usd("elb"), 50.0);
        assert_eq!(lines.keys(), ["subscription", "cloudfront", "elb"]);
    }
}
