//! AWS Firewall Manager policy: a price for each policy in each Region.
//!
//! Semantics: AWS Firewall Manager pricing page; subscribers of Shield Advanced pay nothing for WAF and Shield
//! policies. What a policy creates (web ACLs, firewalls, Config rules) is billed by its own service.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice("WAFV2", "AWS WAF"),
    choice("WAF", "AWS WAF Classic"),
    choice("SHIELD_ADVANCED", "AWS Shield Advanced"),
    choice_in(
        "SECURITY_GROUPS_COMMON",
        "Common security group",
        "공통 보안 그룹",
    ),
    choice_in(
        "SECURITY_GROUPS_CONTENT_AUDIT",
        "Audit of security group rules",
        "보안 그룹 규칙 감사",
    ),
    choice_in(
        "SECURITY_GROUPS_USAGE_AUDIT",
        "Audit of security group usage",
        "보안 그룹 사용 감사",
    ),
    choice_in("NETWORK_ACL_COMMON", "Network ACL", "네트워크 ACL"),
    choice("NETWORK_FIREWALL", "AWS Network Firewall"),
    choice_in(
        "IMPORT_NETWORK_FIREWALL",
        "Imported Network Firewall",
        "가져온 Network Firewall",
    ),
    choice("DNS_FIREWALL", "DNS Firewall"),
];

/// Policy type.
pub static TYPE: Property =
    Property::choice("type", both("Policy type", "정책 유형"), "WAFV2", TYPES).doc(
        "What the policy manages, as `security_service_policy_data` names it.",
        "정책이 관리하는 대상입니다. `security_service_policy_data`의 이름과 같습니다.",
    );

/// Policies.
pub static POLICIES: Property = Property::count(
    "policies",
    both("Policies", "정책 수"),
    units::POLICIES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "How many policies of this type the tile stands for.",
    "이 타일이 나타내는 같은 유형의 정책 수입니다.",
);

/// Subscribed to Shield Advanced.
pub static SUBSCRIBED: Property = Property::flag(
    "shield_advanced",
    both("Subscribed to Shield Advanced", "Shield Advanced 구독"),
    false,
)
.doc(
    "Subscribers pay nothing for WAF and Shield policies.",
    "구독하면 WAF 및 Shield 정책이 무료입니다.",
);

/// Automatic remediation.
pub static REMEDIATION: Property = Property::flag(
    "remediation_enabled",
    both("Automatic remediation", "자동 수정"),
    false,
)
.doc(
    "Resources that do not comply are changed, not only reported.",
    "규정을 지키지 않는 리소스를 보고만 하지 않고 수정합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&TYPE);
    let chosen = TYPES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let kind = item.text(&TYPE);
    let amount = Amount::plain(item.number(&POLICIES), units::POLICIES);
    let name = both("Policies", "정책");
    if item.flag(&SUBSCRIBED) && matches!(kind, "WAFV2" | "WAF" | "SHIELD_ADVANCED") {
        let reason = both("part of Shield Advanced", "Shield Advanced에 포함됩니다");
        bill.free("policy", name, amount, reason);
        return;
    }
    let price = match kind {
        "WAF" => "firewall_manager_policy_public_regions_waf",
        "SHIELD_ADVANCED" => "firewall_manager_policy_public_regions_shield",
        "SECURITY_GROUPS_COMMON" => "firewall_manager_policy_public_regions_common",
        "SECURITY_GROUPS_CONTENT_AUDIT" => "firewall_manager_policy_public_regions_content_audit",
        "SECURITY_GROUPS_USAGE_AUDIT" => "firewall_manager_policy_public_regions_usage_audit",
        "NETWORK_ACL_COMMON" => "firewall_manager_policy_public_regions_network_acl_common",
        "NETWORK_FIREWALL" => "firewall_manager_policy_public_regions_network_firewall",
        "IMPORT_NETWORK_FIREWALL" => {
            "firewall_manager_policy_public_regions_import_network_firewall"
        }
        "DNS_FIREWALL" => "firewall_manager_policy_public_regions_dns_firewall",
        _ => "firewall_manager_policy_public_regions_wafv2",
    };
    bill.charge(
        "policy",
        name,
        amount,
        Query::new("firewall_manager", price),
    );
}

/// Firewall Manager policy.
pub static KIND: Kind = Kind {
    name: "fms_policy",
    title: both("AWS Firewall Manager policy", "AWS Firewall Manager 정책"),
    short: both("Firewall Manager policy", "Firewall Manager 정책"),
    doc: both(
        "Gives every account of an organisation the same firewall rules. One pays for each \
         policy in each Region; what it creates is billed by its own service.",
        "조직의 모든 계정에 같은 방화벽 규칙을 적용합니다. 리전마다 정책별 월 요금을 내며, \
         정책이 만드는 리소스는 각 서비스가 과금합니다.",
    ),
    category: Category::Security,
    service: "AWS Firewall Manager",
    spend: Spend::Other,
    glyph: glyph::WALL,
    monogram: "FMS",
    scope: Scope::Regional,
    terraform: &["aws_fms_policy"],
    imports: &[
        Import::of("aws_fms_policy").attributes(&[("security_service_policy_data.type", &TYPE)])
    ],
    cloudformation: &["AWS::FMS::Policy"],
    drawio: "firewall_manager",
    keywords: &[
        "firewall",
        "policy",
        "organization",
        "방화벽",
        "정책",
        "조직",
    ],
    properties: &[&TYPE, &POLICIES, &SUBSCRIBED, &REMEDIATION],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_policies_in_seoul() {
        let bench = || Bench::new("fms_policy").with("policies", 2.0);
        // 2 x $100.
        near(bench().lines().total(), 200.0);
        let dns = bench().with("type", "DNS_FIREWALL").lines();
        near(dns.total(), 200.0);
        assert!(dns.query("policy").ends_with("_dns_firewall"));
    }

    #[test]
    fn subscribers_of_shield_pay_for_network_policies_only() {
        let bench = || Bench::new("fms_policy").with("shield_advanced", true);
        assert_eq!(bench().lines().total(), 0.0);
        near(
            bench().with("type", "NETWORK_FIREWALL").lines().total(),
            100.0,
        );
    }
}
