//! AWS Directory Service directory: Microsoft AD, Simple AD or AD Connector, by the hour of its domain controllers.
//!
//! Semantics: AWS Directory Service pricing page; `pricing/directory_service.csv`. A directory runs two domain
//! controllers, in two zones. The meters of small Simple AD and small AD Connector are one where a Region has both.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Price;
use crate::pricing::Query;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice("MicrosoftAD", "AWS Managed Microsoft AD"),
    choice("SimpleAD", "Simple AD"),
    choice("ADConnector", "AD Connector"),
];

const EDITIONS: &[Choice] = &[
    choice("Standard", "Standard"),
    choice("Enterprise", "Enterprise"),
];

const SIZES: &[Choice] = &[
    choice_in("Small", "Small", "소형"),
    choice_in("Large", "Large", "대형"),
];

/// Directory type.
pub static TYPE: Property = Property::choice(
    "type",
    both("Directory type", "디렉터리 유형"),
    "MicrosoftAD",
    TYPES,
)
.doc(
    "Managed Microsoft AD, a small compatible directory, or a gateway to one on premises.",
    "관리형 Microsoft AD, 호환되는 소규모 디렉터리, 또는 온프레미스 디렉터리로 연결하는 \
     게이트웨이입니다.",
);

/// Edition.
pub static EDITION: Property =
    Property::choice("edition", both("Edition", "에디션"), "Standard", EDITIONS)
        .doc(
            "Standard is for up to about 30,000 objects.",
            "Standard는 약 30,000개 객체까지 적합합니다.",
        )
        .when(is_microsoft);

/// Size.
pub static SIZE: Property = Property::choice("size", both("Size", "크기"), "Small", SIZES)
    .doc(
        "Size of Simple AD or AD Connector.",
        "Simple AD 또는 AD Connector의 크기입니다.",
    )
    .when(|item| !is_microsoft(item));

/// Domain controllers.
pub static CONTROLLERS: Property = Property::count(
    "desired_number_of_domain_controllers",
    both("Domain controllers", "도메인 컨트롤러"),
    units::CONTROLLERS,
    2.0,
    2.0,
    20.0,
)
.doc(
    "Two are part of every directory; more are billed alike.",
    "모든 디렉터리에는 두 개가 포함되며, 더 추가하면 같은 요금이 듭니다.",
)
.when(is_microsoft);

/// Accounts shared with.
pub static SHARED: Property = Property::count(
    "shared_accounts",
    both("Accounts shared with", "공유 계정"),
    units::ACCOUNTS,
    0.0,
    0.0,
    10000.0,
)
.doc(
    "Other accounts that use the directory.",
    "이 디렉터리를 함께 사용하는 다른 계정 수입니다.",
)
.when(is_microsoft);

/// Single sign-on.
pub static SSO: Property =
    Property::flag("enable_sso", both("Single sign-on", "싱글 사인온"), false)
        .doc(
            "Members sign in to some AWS applications with their directory password.",
            "디렉터리 암호로 일부 AWS 애플리케이션에 로그인합니다.",
        )
        .secondary();

fn is_microsoft(item: &Item<'_>) -> bool {
    item.text(&TYPE) == "MicrosoftAD"
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let kind = item.text(&TYPE);
    let size = if is_microsoft(item) {
        item.text(&EDITION)
    } else {
        item.text(&SIZE)
    };
    format!("{kind} {size}")
}

/// Price item of a controller hour.
fn controller(cx: &BillCx<'_>) -> Query {
    let item = &cx.item;
    let query = |name| Query::new("directory_service", name);
    let shared = || query("small_simple_ad_or_ad_connector");
    match (item.text(&TYPE), item.text(&EDITION), item.text(&SIZE)) {
        ("SimpleAD", _, "Large") => query("large_simple_ad"),
        ("SimpleAD", _, _) => shared(),
        ("ADConnector", _, "Large") => query("large_ad_connector"),
        ("ADConnector", _, _) => {
            let own = query("small_ad_connector");
            let is_known = cx.catalogue.price(item.region(), &own) != Price::Missing;
            if is_known { own } else { shared() }
        }
        (_, "Enterprise", _) => {
            query("enterprise_domain_controller_for_microsoft_active_directory")
        }
        _ => query("standard_domain_controller_for_microsoft_active_directory"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let hours = |count| Amount::hours(count, units::CONTROLLERS, cx.hours);
    bill.charge(
        "directory",
        both("Two domain controllers", "도메인 컨트롤러 2개"),
        hours(2.0),
        controller(cx),
    );
    if !is_microsoft(item) {
        return;
    }
    let more = item.number(&CONTROLLERS) - 2.0;
    if more > 0.0 {
        bill.charge(
            "additional_controllers",
            both("Additional domain controllers", "추가 도메인 컨트롤러"),
            hours(more),
            controller(cx),
        );
    }
    let accounts = item.number(&SHARED);
    if accounts > 0.0 {
        let price = if item.text(&EDITION) == "Enterprise" {
            "enterprise_shared_account_for_microsoft_active_directory"
        } else {
            "standard_shared_account_for_microsoft_active_directory"
        };
        bill.charge(
            "sharing",
            both("Directory sharing", "디렉터리 공유"),
            Amount::hours(accounts, units::ACCOUNTS, cx.hours),
            Query::new("directory_service", price),
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // Terraform's own defaults: a Simple AD, and Enterprise for Microsoft AD.
    draft.set(&TYPE, resource.text("type").unwrap_or("SimpleAD"));
    draft.set(&EDITION, resource.text("edition").unwrap_or("Enterprise"));
    if draft.number(&CONTROLLERS).is_none_or(|count| count < 2.0) {
        draft.set(&CONTROLLERS, 2.0);
    }
    if let Some(more) = resource.usage().number("additional_domain_controllers") {
        draft.set(&CONTROLLERS, 2.0 + more);
    }
}

/// Directory Service directory.
pub static KIND: Kind = Kind {
    name: "directory_service_directory",
    title: both(
        "AWS Directory Service directory",
        "AWS Directory Service 디렉터리",
    ),
    short: both("Directory", "디렉터리"),
    doc: both(
        "Microsoft Active Directory as a service, a small compatible one, or a gateway to one \
         on premises. Billed by the hour for two domain controllers and for each more.",
        "관리형 Microsoft Active Directory, 소규모 호환 디렉터리, 온프레미스 연결 \
         게이트웨이입니다. 도메인 컨트롤러 2개와 추가 컨트롤러가 시간 단위로 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS Directory Service",
    spend: Spend::Other,
    glyph: glyph::ADDRESS_BOOK,
    monogram: "AD",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_directory_service_directory"],
    imports: &[Import::of("aws_directory_service_directory")
        .usage(&[("shared_accounts", &SHARED)])
        .read(read)],
    cloudformation: &[
        "AWS::DirectoryService::MicrosoftAD",
        "AWS::DirectoryService::SimpleAD",
    ],
    drawio: "directory_service",
    keywords: &[
        "active directory",
        "ldap",
        "windows",
        "domain",
        "액티브 디렉터리",
        "도메인",
    ],
    port: Some(389),
    properties: &[&TYPE, &EDITION, &SIZE, &CONTROLLERS, &SHARED, &SSO],
    instances: |item| item.number(&CONTROLLERS),
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn enterprise_with_more_controllers_and_accounts() {
        let lines = Bench::new("directory_service_directory")
            .region("us-east-1")
            .with("edition", "Enterprise")
            .with("desired_number_of_domain_controllers", 5.0)
            .with("shared_accounts", 8.0)
            .lines();
        // 2 x 730 h x $0.20 = $292; 3 x 730 h x $0.20 = $438; 8 x 730 h x $0.06 = $350.40.
        near(lines.usd("directory"), 292.0);
        near(lines.usd("additional_controllers"), 438.0);
        near(lines.usd("sharing"), 350.4);
    }

    #[test]
    fn small_connectors_have_a_meter_of_their_own_where_there_is_no_simple_ad() {
        let bench = |region| {
            Bench::new("directory_service_directory")
                .region(region)
                .with("type", "ADConnector")
        };
        // 2 x 730 h x $0.05 in Virginia, x $0.0626 in Seoul.
        near(bench("us-east-1").lines().total(), 73.0);
        near(bench("ap-northeast-2").lines().total(), 91.396);
        // There is no Simple AD in Seoul.
        let simple = bench("ap-northeast-2").with("type", "SimpleAD");
        assert_eq!(simple.lines().missing(), ["directory"]);
        // A connector has no controllers of its own to add.
        let more = bench("us-east-1").with("desired_number_of_domain_controllers", 4.0);
        near(more.lines().total(), 73.0);
    }
}
