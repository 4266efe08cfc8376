//! AWS KMS key: a price a month for each customer managed key and its rotations, and a price for each request.
//!
//! Semantics: AWS KMS pricing page; `pricing/README.md`, KMS rows.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend, meter,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const MANAGERS: &[Choice] = &[
    choice_in("customer", "Customer managed", "고객 관리형"),
    choice_in("aws", "AWS managed", "AWS 관리형"),
];
const SPECS: &[Choice] = &[
    choice_in("SYMMETRIC_DEFAULT", "Symmetric", "대칭"),
    choice("RSA_2048", "RSA 2048"),
    choice_in("asymmetric", "Other asymmetric", "기타 비대칭"),
    choice("HMAC", "HMAC"),
];

/// Who manages the key.
pub static MANAGER: Property = Property::choice(
    "key_manager",
    both("Managed by", "관리 주체"),
    "customer",
    MANAGERS,
)
.doc(
    "AWS managed keys have no monthly price; their policy cannot be changed and they cannot be shared with other accounts.",
    "AWS 관리형 키는 월 요금이 없지만 정책을 바꾸거나 다른 계정과 공유할 수 없습니다.",
);

/// Number of keys of a tile, of any kind of key. KMS allows 100,000 in a Region (service-facts: KMS quota).
pub(super) const COUNT: Property = Property::count(
    "keys",
    both("Keys", "키 수"),
    units::KEYS,
    1.0,
    1.0,
    100_000.0,
)
.doc(
    "How many keys the tile stands for.",
    "이 타일이 나타내는 키의 수입니다.",
);

/// Number of keys.
pub static KEYS: Property = COUNT.when(is_customer_managed);

/// Kind of key material; decides the price of a request.
pub static SPEC: Property = Property::choice(
    "customer_master_key_spec",
    both("Key spec", "키 사양"),
    "SYMMETRIC_DEFAULT",
    SPECS,
)
.doc(
    "Requests to asymmetric keys other than RSA 2048 cost more.",
    "RSA 2048을 제외한 비대칭 키 요청은 더 비쌉니다.",
)
.when(is_customer_managed);

/// Automatic rotation; off by default (service-facts: KMS default).
pub static ROTATION: Property = Property::flag(
    "enable_key_rotation",
    both("Automatic rotation", "자동 교체"),
    false,
)
.doc(
    "New key material every year (settable). Each of the first two rotations adds one key price a month.",
    "매년(설정 가능) 새 키 구성 요소를 만듭니다. 처음 두 번의 교체는 각각 키 하나의 월 요금을 더합니다.",
)
.when(is_symmetric);

/// Rotations that have happened and are billed.
pub static ROTATIONS: Property = Property::count(
    "billed_rotations",
    both("Billed rotations", "과금되는 교체 수"),
    units::NONE,
    0.0,
    0.0,
    2.0,
)
.doc(
    "Rotations so far that are billed, for each key: none in the first year, at most two.",
    "키마다 지금까지 과금되는 교체 수입니다. 첫해에는 없고 최대 두 번입니다.",
)
.when(rotates);

/// Requests in the month.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Encrypt, decrypt and data key calls. Derived: one for each request over incoming connections; none from databases \
     and file systems, which keep their data key.",
    "암호화, 복호화, 데이터 키 호출입니다. 들어오는 연결의 요청마다 한 번으로 계산하며, 데이터 키를 보관하는 데이터베이스와 파일 \
     시스템은 제외합니다.",
);

/// Data key pairs on elliptic curves.
pub static ECC_KEY_PAIRS: Property = Property::usage(
    "ecc_data_key_pairs",
    both("ECC data key pairs", "ECC 데이터 키 쌍"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "`GenerateDataKeyPair` calls for ECC keys in a month.",
    "한 달에 ECC 키로 `GenerateDataKeyPair`를 호출하는 횟수입니다.",
)
.when(is_symmetric)
.secondary();

/// Data key pairs with RSA.
pub static RSA_KEY_PAIRS: Property = Property::usage(
    "rsa_data_key_pairs",
    both("RSA data key pairs", "RSA 데이터 키 쌍"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "`GenerateDataKeyPair` calls for RSA keys in a month; far dearer than other requests.",
    "한 달에 RSA 키로 `GenerateDataKeyPair`를 호출하는 횟수입니다. 다른 요청보다 훨씬 비쌉니다.",
)
.when(is_symmetric)
.secondary();

/// Days until a deleted key is gone.
pub static DELETION_WINDOW: Property = Property::count(
    "deletion_window_in_days",
    both("Deletion window", "삭제 대기 기간"),
    units::DAYS,
    30.0,
    7.0,
    30.0,
)
.doc(
    "Waiting period before a key is deleted for good.",
    "키가 완전히 삭제되기까지의 대기 기간입니다.",
)
.secondary();

fn is_customer_managed(item: &Item<'_>) -> bool {
    item.text(&MANAGER) == "customer"
}
fn is_symmetric(item: &Item<'_>) -> bool {
    is_customer_managed(item) && item.text(&SPEC) == "SYMMETRIC_DEFAULT"
}
fn rotates(item: &Item<'_>) -> bool {
    is_symmetric(item) && item.flag(&ROTATION)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let manager = item.text(&MANAGER);
    MANAGERS
        .iter()
        .find(|option| option.value == manager)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}

/// Requests that arrive from callers that ask for each request; stores keep their data key.
fn derived_requests(cx: &BillCx<'_>) -> f64 {
    let keeps_key = |id| {
        Item::of(cx.item.design, id)
            .is_some_and(|peer| peer.kind.is_data_store && peer.kind.name != "s3_bucket")
    };
    cx.flows
        .incoming
        .iter()
        .filter(|flow| !keeps_key(&flow.from))
        .map(|flow| flow.requests)
        .sum()
}

/// Line for keys that cost a price a month.
pub(super) fn bill_keys(_: &BillCx<'_>, bill: &mut Bill, keys: f64) {
    bill.charge(
        "key",
        both("Customer managed keys", "고객 관리형 키"),
        Amount::plain(keys, units::KEYS),
        Query::new("kms", "key_month"),
    );
}

/// Line for requests with keys of a type.
pub(super) fn bill_requests(cx: &BillCx<'_>, bill: &mut Bill, kind: &'static str) {
    bill.usage(
        "requests",
        both("Requests", "요청"),
        cx.usage(&REQUESTS, derived_requests(cx)),
        units::REQUESTS,
        Query::new("kms", "request").with("type", kind),
    );
}

static DATA_KEY_PAIRS: &[Meter] = &[
    Meter::of(
        "ecc_key_pairs",
        &ECC_KEY_PAIRS,
        "kms",
        "api_requests_generatedatakeypair_ecc",
    ),
    Meter::of(
        "rsa_key_pairs",
        &RSA_KEY_PAIRS,
        "kms",
        "api_requests_generatedatakeypair_rsa",
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let customer = is_customer_managed(&cx.item);
    let keys = cx.item.number(&KEYS);
    if customer {
        bill_keys(cx, bill, keys);
    } else {
        bill.free(
            "key",
            both("AWS managed key", "AWS 관리형 키"),
            Amount::plain(1.0, units::KEYS),
            both(
                "AWS managed keys have no monthly price",
                "AWS 관리형 키는 월 요금이 없습니다",
            ),
        );
    }
    let rotations = cx.item.number(&ROTATIONS);
    if rotates(&cx.item) && rotations > 0.0 {
        bill.charge(
            "rotation",
            both("Rotated key material", "교체된 키 구성 요소"),
            Amount::product(
                units::KEYS,
                &[(keys, units::KEYS), (rotations, units::NONE)],
            ),
            Query::new("kms", "key_month"),
        );
    }
    let kind = match cx.item.text(&SPEC) {
        "RSA_2048" if customer => "asymmetric-rsa2048",
        "asymmetric" if customer => "asymmetric-other",
        _ => "symmetric",
    };
    bill_requests(cx, bill, kind);
    let pairs = [&ECC_KEY_PAIRS, &RSA_KEY_PAIRS];
    if pairs.iter().any(|pairs| cx.item.typed(pairs).is_some()) {
        meter::bill(cx, bill, DATA_KEY_PAIRS);
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let spec = resource
        .text("customer_master_key_spec")
        .or(resource.text("key_spec"))
        .unwrap_or("SYMMETRIC_DEFAULT");
    let known = match spec {
        "SYMMETRIC_DEFAULT" | "RSA_2048" => spec,
        _ if spec.starts_with("HMAC") => "HMAC",
        _ => "asymmetric",
    };
    draft.set(&SPEC, known);
}

/// KMS key.
pub static KIND: Kind = Kind {
    name: "kms_key",
    endpoint_service: "kms",
    title: both("AWS KMS key", "AWS KMS 키"),
    short: both("KMS key", "KMS 키"),
    doc: both(
        "Key that encrypts data at rest. Each customer managed key costs a price a month, each request a fraction of a cent.",
        "저장 데이터를 암호화하는 키입니다. 고객 관리형 키마다 월 요금이, 요청마다 소액의 요금이 듭니다.",
    ),
    category: Category::Security,
    service: "AWS Key Management Service",
    spend: Spend::Other,
    glyph: glyph::KEY,
    monogram: "KMS",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_kms_key"],
    imports: &[Import::of("aws_kms_key").read(read)],
    cloudformation: &["AWS::KMS::Key"],
    drawio: "key_management_service",
    keywords: &["encryption", "cmk", "key management", "암호화", "키 관리"],
    properties: &[
        &MANAGER,
        &KEYS,
        &SPEC,
        &ROTATION,
        &ROTATIONS,
        &REQUESTS,
        &ECC_KEY_PAIRS,
        &RSA_KEY_PAIRS,
        &DELETION_WINDOW,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_rotated_keys_and_their_callers() {
        let lines = Bench::new("kms_key")
            .with("keys", 2.0)
            .with("enable_key_rotation", true)
            .with("billed_rotations", 1.0)
            .incoming("lambda_function", 1e6, 1.0, 1.0)
            .incoming("db_instance", 5e6, 1.0, 1.0)
            .lines();
        near(lines.usd("key"), 2.0);
        near(lines.usd("rotation"), 2.0);
        // The database keeps its data key: 1,000,000 requests x 0.000003 $ = 3 $.
        near(lines.usd("requests"), 3.0);
    }

    #[test]
    fn data_key_pairs_have_prices_of_their_own() {
        let lines = Bench::new("kms_key")
            .with("ecc_data_key_pairs", 1000.0)
            .with("rsa_data_key_pairs", 1000.0)
            .lines();
        // 1,000 x 0.00001 $ and 1,000 x 0.0012 $.
        near(lines.usd("ecc_key_pairs"), 0.01);
        near(lines.usd("rsa_key_pairs"), 1.2);
    }

    #[test]
    fn an_aws_managed_key_has_no_monthly_price() {
        let lines = Bench::new("kms_key").with("key_manager", "aws").lines();
        assert_eq!(lines.total(), 0.0);
        assert!(lines.missing().is_empty());
    }
}
