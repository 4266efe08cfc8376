//! Amazon CloudFront distributions: GB to viewers by their place, requests, uploads to origins, Origin Shield, paths that
//! are invalidated, field-level encryption, real-time logs, dedicated addresses.
//!
//! Semantics: Amazon CloudFront pricing page. Viewers outside the price class are served and billed as the cheapest place
//! in it. Fetches from origins on AWS are free.

mod geography;
mod terraform;

use geography::Viewers;

use crate::catalog::Onward;
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::economics;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend, Unit, Usage,
    UsageSource,
};
use crate::glyph;
use crate::model::{ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{Bilingual, Phrase, both, number};

/// Place that is cheapest, and part of every price class.
const CHEAPEST: &str = "US Mexico Canada";

/// Places of viewers, as the price list names them.
const PLACES: &[Choice] = &[
    choice_in(
        "Hong Kong Philippines Asia Pacific",
        "South Korea, Singapore, Taiwan, Hong Kong and others",
        "한국, 싱가포르, 대만, 홍콩 등",
    ),
    choice_in("Japan", "Japan", "일본"),
    choice_in("India", "India", "인도"),
    choice_in(
        "Australia New Zealand",
        "Australia and New Zealand",
        "호주 및 뉴질랜드",
    ),
    choice_in(
        CHEAPEST,
        "United States, Mexico and Canada",
        "미국, 멕시코, 캐나다",
    ),
    choice_in("Europe Israel", "Europe and Israel", "유럽 및 이스라엘"),
    choice_in("South America", "South America", "남아메리카"),
    choice_in(
        "South Africa Kenya Middle East",
        "South Africa, Kenya and the Middle East",
        "남아프리카공화국, 케냐, 중동",
    ),
];

/// Where the viewers are.
pub static VIEWERS: Property = Property::choice(
    "viewer_location",
    both("Viewers in", "시청자 위치"),
    "Hong Kong Philippines Asia Pacific",
    PLACES,
)
.doc(
    "Where viewers are whose place nothing else tells (their own location, shares by place); decides the price of GB and \
     requests.",
    "시청자의 위치나 위치별 비율로 알 수 없을 때 적용되는 위치로, GB와 요청의 요금을 결정합니다.",
);

/// Shares of several places.
pub static VIEWER_SHARES: Property = Property::text(
    "viewer_shares",
    both("Viewers by place", "위치별 시청자"),
    "",
)
.doc(
    "Places of the viewers with their parts, for example `Japan=30, Europe Israel=70`; GB and requests are shared out by \
     them. If empty, the location of the users who call the distribution decides.",
    "시청자의 위치와 비율입니다(예: `Japan=30, Europe Israel=70`). GB와 요청을 이 비율로 나눕니다. 비워 두면 배포를 호출하는 사용자의 \
     위치를 따릅니다.",
);

/// Whether the price of a GB is committed.
pub static COMMITTED: Property = Property::flag(
    "committed_price",
    both("Committed price", "약정 요금"),
    false,
)
.doc(
    "A security savings bundle or a private agreement holds for the GB; the bill shows list prices.",
    "보안 절감 번들 또는 별도 계약이 적용됩니다. 견적은 정가로 계산합니다.",
)
.secondary();

/// Price class.
pub static PRICE_CLASS: Property = Property::choice(
    "price_class",
    both("Price class", "가격 분류"),
    "PriceClass_All",
    &[
        choice_in("PriceClass_All", "All edge locations", "모든 엣지 로케이션"),
        choice_in(
            "PriceClass_200",
            "Without South America and Oceania",
            "남아메리카와 오세아니아 제외",
        ),
        choice_in(
            "PriceClass_100",
            "North America, Europe, Israel",
            "북미, 유럽, 이스라엘",
        ),
    ],
)
.doc(
    "Edge locations that serve the distribution. Viewers elsewhere are served from farther away, at the cheapest price \
     of the class.",
    "배포를 제공하는 엣지 로케이션입니다. 그 밖의 시청자는 더 먼 곳에서 제공되며 분류 내 가장 저렴한 요금이 적용됩니다.",
);

/// Share of requests that the cache answers.
pub static HIT_RATIO: Property = Property::number(
    "cache_hit_ratio",
    both("Cache hit ratio", "캐시 적중률"),
    units::PERCENT,
    80.0,
    0.0,
    100.0,
)
.doc(
    "Share of requests that the cache answers; the rest goes on over origin fetch connections. Plain calls pass in full.",
    "캐시가 응답하는 요청의 비율입니다. 나머지는 오리진 가져오기 연결로 전달되며, 일반 호출 연결로는 모든 요청이 전달됩니다.",
);

/// GB to viewers.
pub static DATA_OUT: Property = Property::usage(
    "data_out_gb",
    both("Data to viewers", "시청자 전송 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB sent to viewers in the month. Derived: the responses of incoming connections.",
    "한 달 동안 시청자에게 보내는 데이터입니다. 들어오는 연결의 응답으로 계산합니다.",
);

/// Requests of viewers.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "HTTPS requests of viewers in the month. Derived: the requests of incoming connections.",
    "한 달 동안 시청자의 HTTPS 요청 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Requests over plain HTTP.
pub static HTTP_REQUESTS: Property = Property::usage(
    "http_requests",
    both("HTTP requests", "HTTP 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests of viewers over plain HTTP in the month, a little cheaper. Not derived: connections count as HTTPS.",
    "한 달 동안 시청자의 일반 HTTP 요청 수로 조금 더 저렴합니다. 연결은 HTTPS로 보므로 계산하지 않습니다.",
);

/// GB sent to origins.
pub static UPLOADS: Property = Property::usage(
    "data_to_origin_gb",
    both("Data to origins", "오리진 전송 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB sent to origins in the month (uploads, dynamic requests). Derived: the requests of outgoing connections.",
    "한 달 동안 오리진으로 보내는 데이터(업로드, 동적 요청)입니다. 나가는 연결의 요청으로 계산합니다.",
);

/// Requests that reach Origin Shield.
pub static SHIELD_REQUESTS: Property = Property::usage(
    "origin_shield_requests",
    both("Origin Shield requests", "Origin Shield 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests that reach Origin Shield in the month. Derived: the requests that the edge caches do not answer.",
    "한 달 동안 Origin Shield에 도달하는 요청 수입니다. 엣지 캐시가 응답하지 못한 요청으로 계산합니다.",
)
.when(has_shield);

/// Requests with field-level encryption.
pub static ENCRYPTED_REQUESTS: Property = Property::usage(
    "field_level_encryption_requests",
    both("Field-level encryption", "필드 수준 암호화"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests in the month whose fields are encrypted at the edge, billed on top.",
    "한 달 동안 엣지에서 필드를 암호화하는 요청 수로 추가 과금됩니다.",
)
.secondary();

/// Lines of real-time logs.
pub static LOG_LINES: Property = Property::usage(
    "realtime_log_lines",
    both("Real-time log lines", "실시간 로그 줄"),
    units::LOG_LINES,
)
.doc(
    "Lines of real-time logs in the month; the stream that takes them is billed as well.",
    "한 달의 실시간 로그 줄 수입니다. 로그를 받는 스트림도 과금됩니다.",
)
.secondary();

/// Certificates with addresses of their own.
pub static CERTIFICATES: Property = Property::count(
    "dedicated_ip_certificates",
    both("Dedicated IP certificates", "전용 IP 인증서"),
    units::CERTIFICATES,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Certificates served from addresses of their own, for viewers without SNI; each is billed by the month.",
    "SNI를 지원하지 않는 시청자를 위해 전용 주소로 제공하는 인증서 수로, 인증서마다 월 단위로 과금됩니다.",
)
.secondary();

/// Paths that are invalidated.
pub static INVALIDATIONS: Property = Property::number(
    "invalidation_paths",
    both("Invalidated paths", "무효화 경로"),
    units::PATHS,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Paths invalidated in a month; the first 1,000 of the account are free.",
    "한 달에 무효화하는 경로의 수입니다. 계정당 처음 1,000개는 무료입니다.",
);

/// Origin Shield.
pub static ORIGIN_SHIELD: Property = Property::flag(
    "origin_shield",
    both("Origin Shield", "Origin Shield"),
    false,
)
.doc(
    "One more cache in front of the origin, in the origin's Region: fewer fetches, billed by the request that reaches it.",
    "오리진 리전에서 오리진 앞에 두는 추가 캐시입니다. 가져오기가 줄어들며 도달하는 요청마다 과금됩니다.",
);

/// Region of Origin Shield.
pub static SHIELD_REGION: Property = Property::text(
    "origin_shield_region",
    both("Origin Shield Region", "Origin Shield 리전"),
    "",
)
.doc(
    "Region code of Origin Shield; the Region of the design if empty.",
    "Origin Shield의 리전 코드입니다. 비워 두면 설계의 리전을 사용합니다.",
)
.when(has_shield);

/// What happens to HTTP requests.
pub static VIEWER_PROTOCOL: Property = Property::choice(
    "viewer_protocol_policy",
    both("Viewer protocol", "시청자 프로토콜"),
    "redirect-to-https",
    &[
        choice_in(
            "redirect-to-https",
            "Redirect HTTP to HTTPS",
            "HTTP를 HTTPS로 리디렉션",
        ),
        choice_in("https-only", "HTTPS only", "HTTPS만"),
        choice_in("allow-all", "HTTP and HTTPS", "HTTP 및 HTTPS"),
    ],
)
.doc(
    "What happens to requests over plain HTTP. Billed as HTTPS in any case.",
    "일반 HTTP 요청을 처리하는 방식입니다. 요금은 HTTPS로 계산합니다.",
)
.secondary();

/// Protocol towards the origin.
pub static ORIGIN_PROTOCOL: Property = Property::choice(
    "origin_protocol_policy",
    both("Origin protocol", "오리진 프로토콜"),
    "https-only",
    &[
        choice_in("https-only", "HTTPS only", "HTTPS만"),
        choice_in("match-viewer", "As the viewer", "시청자와 동일"),
        choice_in("http-only", "HTTP only", "HTTP만"),
    ],
)
.doc(
    "Protocol between edge and origin.",
    "엣지와 오리진 사이의 프로토콜입니다.",
)
.secondary();

/// Oldest TLS version.
pub static TLS: Property = Property::choice(
    "minimum_tls_version",
    both("Minimum TLS", "최소 TLS 버전"),
    "1.2",
    &[
        choice("1.0", "TLS 1.0"),
        choice("1.1", "TLS 1.1"),
        choice("1.2", "TLS 1.2"),
        choice("1.3", "TLS 1.3"),
    ],
)
.doc(
    "Oldest TLS version that viewers may use.",
    "시청자가 사용할 수 있는 가장 오래된 TLS 버전입니다.",
)
.secondary();

/// Second origin for failover.
pub static ORIGIN_GROUP: Property = Property::flag(
    "origin_group",
    both("Origin failover", "오리진 장애 조치"),
    false,
)
.doc(
    "A second origin answers when the first one fails.",
    "첫 번째 오리진이 실패하면 두 번째 오리진이 응답합니다.",
)
.secondary();

/// Origin access control.
pub static ORIGIN_ACCESS_CONTROL: Property = Property::flag(
    "origin_access_control",
    both("Origin access control", "오리진 액세스 제어"),
    true,
)
.doc(
    "Only this distribution can read its S3 origin.",
    "이 배포만 S3 오리진을 읽을 수 있습니다.",
)
.secondary();

/// What the cache distinguishes.
pub static CACHE_POLICY: Property = Property::choice(
    "cache_policy",
    both("Cache key", "캐시 키"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in(
            "minimal",
            "What the answer depends on",
            "응답에 영향을 주는 값만",
        ),
        choice_in(
            "everything",
            "All headers, cookies and queries",
            "모든 헤더, 쿠키, 쿼리",
        ),
        choice_in("disabled", "Nothing is kept", "캐시 안 함"),
    ],
)
.doc(
    "Which parts of a request tell one kept answer from another. The more of them, the fewer hits.",
    "요청의 어떤 부분으로 캐시된 응답을 구분하는지입니다. 많을수록 적중이 줄어듭니다.",
)
.secondary();

/// How origins other than buckets know that a request comes from the distribution.
pub static ORIGIN_PROTECTION: Property = Property::choice(
    "origin_protection",
    both("Origin protection", "오리진 보호"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("none", "None", "없음"),
        choice_in("secret-header", "Secret header", "비밀 헤더"),
        choice_in("vpc-origin", "VPC origin", "VPC 오리진"),
    ],
)
.doc(
    "How an origin that is not a bucket refuses requests round the distribution: it demands a header that only the \
     distribution knows, or it has no public address at all.",
    "버킷이 아닌 오리진이 배포를 우회한 요청을 거부하는 방법입니다. 배포만 아는 헤더를 요구하거나 퍼블릭 주소를 두지 않습니다.",
)
.secondary();

/// Compression.
pub static COMPRESS: Property = Property::flag("compress", both("Compression", "압축"), true)
    .doc(
        "Text is compressed on its way to viewers.",
        "텍스트를 압축해 시청자에게 보냅니다.",
    )
    .secondary();

/// Access logs.
pub static LOGGING: Property =
    Property::flag("access_logs", both("Access logs", "액세스 로그"), false)
        .doc(
            "Every request is logged to S3; only the storage is billed.",
            "모든 요청을 S3에 기록합니다. 스토리지 요금만 발생합니다.",
        )
        .secondary();

fn has_shield(item: &Item<'_>) -> bool {
    item.flag(&ORIGIN_SHIELD)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let ratio = number::short(item.number(&HIT_RATIO), 1);
    match language {
        Language::English => format!("{ratio}% cached"),
        Language::Korean => format!("적중률 {ratio}%"),
    }
}

fn forward(item: &Item<'_>, onward: Onward) -> f64 {
    if onward.kind == ConnectionKind::OriginFetch {
        1.0 - item.number(&HIT_RATIO) / 100.0
    } else {
        1.0
    }
}

/// Place whose price applies to viewers of a place: theirs if the price class has it, else the cheapest.
fn billed_place(item: &Item<'_>, viewers: &str) -> &'static str {
    let place = PLACES
        .iter()
        .map(|option| option.value)
        .find(|place| *place == viewers)
        .unwrap_or(CHEAPEST);
    let included = match item.text(&PRICE_CLASS) {
        "PriceClass_100" => matches!(place, CHEAPEST | "Europe Israel"),
        "PriceClass_200" => !matches!(place, "South America" | "Australia New Zealand"),
        _ => true,
    };
    if included { place } else { CHEAPEST }
}

/// A figure that is shared out over the places of the viewers.
struct Shared {
    /// Name of the line where all viewers are at one place; the others' are this and the place.
    keys: [&'static str; PLACES.len() + 1],
    title: Bilingual,
    usage: Usage,
    unit: Unit,
    spend: Option<Spend>,
}

impl Shared {
    /// A line for each place with a share.
    fn bill(
        self,
        bill: &mut Bill,
        viewers: &[Viewers],
        share: fn(&Viewers) -> f64,
        row: impl Fn(&'static str) -> Query,
    ) {
        let several = viewers.len() > 1;
        for at in viewers {
            let share = share(at);
            let key = if several {
                self.keys[at.number + 1]
            } else {
                self.keys[0]
            };
            let query = row(at.place);
            let line = bill.usage(key, self.title, self.usage, self.unit, query);
            if several {
                let factors = [(self.usage.value, self.unit), (share, units::NONE)];
                line.amount = Amount::product(self.unit, &factors);
                let title = PLACES[at.number].title;
                line.name = Phrase::new(
                    format!("{}: {}", self.title.en, title.en),
                    format!("{}: {}", self.title.ko, title.ko),
                );
            }
            line.spend = self.spend;
        }
    }
}

/// Names of the lines of a figure: of one place, and of each of several.
macro_rules! keys {
    ($key:literal) => {
        [
            $key,
            concat!($key, "_asia_pacific"),
            concat!($key, "_japan"),
            concat!($key, "_india"),
            concat!($key, "_oceania"),
            concat!($key, "_north_america"),
            concat!($key, "_europe"),
            concat!($key, "_south_america"),
            concat!($key, "_middle_east_africa"),
        ]
    };
}

/// Names of the lines of GB to viewers.
pub const DATA_OUT_LINES: [&str; PLACES.len() + 1] = keys!("data_out");

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let viewers = geography::viewers(cx);
    let at = |name: &'static str| {
        move |place: &'static str| {
            Query::new("cloudfront", name)
                .with("edge_location", place)
                .global()
        }
    };
    let by = |protocol: &'static str| {
        move |place: &'static str| {
            at("request")(place)
                .with("method", "get-head")
                .with("protocol", protocol)
        }
    };
    Shared {
        keys: DATA_OUT_LINES,
        title: both("Data to viewers", "시청자 전송 데이터"),
        usage: cx.usage(&DATA_OUT, cx.flows.gb_out().0),
        unit: units::GB,
        spend: Some(Spend::DataTransfer),
    }
    .bill(bill, &viewers, |at| at.gb, at("data_out_internet_gb"));
    let requests = cx.usage(&REQUESTS, cx.flows.requests());
    let of_requests = |keys, title, usage| Shared {
        keys,
        title,
        usage,
        unit: units::REQUESTS,
        spend: None,
    };
    of_requests(
        keys!("requests"),
        both("HTTPS requests", "HTTPS 요청"),
        requests,
    )
    .bill(bill, &viewers, |at| at.requests, by("https"));
    let plain = cx.usage(&HTTP_REQUESTS, 0.0);
    if plain.value > 0.0 {
        of_requests(keys!("http_requests"), HTTP_REQUESTS.title, plain).bill(
            bill,
            &viewers,
            |at| at.requests,
            by("http"),
        );
    }
    let sent = cx.flows.outgoing.iter().map(|flow| flow.request_gb.0).sum();
    let uploads = cx.usage(&UPLOADS, sent);
    if uploads.value > 0.0 {
        Shared {
            keys: keys!("data_to_origin"),
            title: UPLOADS.title,
            usage: uploads,
            unit: units::GB,
            spend: Some(Spend::DataTransfer),
        }
        .bill(
            bill,
            &viewers,
            |at| at.requests,
            at("data_out_to_origin_gb"),
        );
    }
    let encrypted = cx.usage(&ENCRYPTED_REQUESTS, 0.0);
    if encrypted.value > 0.0 {
        of_requests(
            keys!("field_level_encryption"),
            ENCRYPTED_REQUESTS.title,
            encrypted,
        )
        .bill(
            bill,
            &viewers,
            |at| at.requests,
            at("field_level_encryption_request"),
        );
    }
    bill_extras(cx, bill);
    bill_shield(cx, bill, requests);
    access_logs::bill(cx, bill, &LOGS, requests.value + plain.value);
}

/// Its access logs.
const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::DISTRIBUTION_ENTRY,
    target: access_logs::Target::PackedBucket,
    unit: units::REQUESTS,
};

/// Invalidated paths, real-time logs and dedicated addresses.
fn bill_extras(cx: &BillCx<'_>, bill: &mut Bill) {
    let paths = cx.item.number(&INVALIDATIONS);
    if paths > 0.0 {
        // The free 1,000 paths of the account are the first tier of this price.
        bill.charge(
            "invalidations",
            both("Invalidated paths", "무효화 경로"),
            Amount::plain(paths, units::PATHS),
            Query::new("cloudfront", "invalidation_path")
                .with("free_tier", "1")
                .global(),
        );
    }
    bill.typed(cx, "realtime_logs", &LOG_LINES, units::LOG_LINES, || {
        Query::new("cloudfront", "realtime_log_line").global()
    });
    let certificates = cx.item.number(&CERTIFICATES);
    if certificates > 0.0 {
        bill.charge(
            "dedicated_ip_certificates",
            CERTIFICATES.title,
            Amount::plain(certificates, units::CERTIFICATES),
            Query::new("cloudfront", "dedicated_ip_ssl_certificate_month").global(),
        );
    }
}

/// Requests that reach Origin Shield: what the user typed, else the misses of the edge caches.
fn bill_shield(cx: &BillCx<'_>, bill: &mut Bill, requests: Usage) {
    if !has_shield(&cx.item) {
        return;
    }
    let (amount, source) = match cx.item.typed(&SHIELD_REQUESTS) {
        Some(typed) => (Amount::plain(typed, units::REQUESTS), UsageSource::Typed),
        None => {
            let misses = 1.0 - cx.item.number(&HIT_RATIO) / 100.0;
            let factors = [(requests.value, units::REQUESTS), (misses, units::NONE)];
            (Amount::product(units::REQUESTS, &factors), requests.source)
        }
    };
    let charge = bill
        .charge(
            "origin_shield",
            SHIELD_REQUESTS.title,
            amount,
            Query::new("cloudfront", "origin_shield_request"),
        )
        .from(source);
    let region = cx.item.text(&SHIELD_REGION);
    if !region.is_empty() {
        charge.in_region(region);
    }
}

/// CloudFront distribution.
pub static KIND: Kind = Kind {
    name: "cloudfront_distribution",
    title: both("Amazon CloudFront distribution", "Amazon CloudFront 배포"),
    short: both("CloudFront", "CloudFront"),
    doc: both(
        "Serves content from edge locations near its viewers. Billed for GB and requests by the place of the viewers; \
         fetches from origins on AWS are free.",
        "시청자와 가까운 엣지 로케이션에서 콘텐츠를 제공합니다. 시청자 위치별로 GB와 요청이 과금되며 AWS 오리진에서 가져오는 데이터는 무료입니다.",
    ),
    category: Category::Networking,
    service: "Amazon CloudFront",
    spend: Spend::Networking,
    glyph: glyph::GLOBE_HEMISPHERE_EAST,
    scope: Scope::Global,
    network: Network::Edge,
    terraform: &["aws_cloudfront_distribution"],
    imports: terraform::IMPORTS,
    cloudformation: &["AWS::CloudFront::Distribution"],
    drawio: "cloudfront",
    keywords: &[
        "cdn",
        "edge",
        "cache",
        "content delivery",
        "캐시",
        "콘텐츠 전송",
    ],
    port: Some(443),
    properties: &[
        &VIEWERS,
        &VIEWER_SHARES,
        &PRICE_CLASS,
        &HIT_RATIO,
        &DATA_OUT,
        &REQUESTS,
        &HTTP_REQUESTS,
        &UPLOADS,
        &INVALIDATIONS,
        &ORIGIN_SHIELD,
        &SHIELD_REGION,
        &SHIELD_REQUESTS,
        &ENCRYPTED_REQUESTS,
        &LOG_LINES,
        &CERTIFICATES,
        &COMMITTED,
        &economics::CONTENT,
        &economics::IMAGE_FORMATS,
        &VIEWER_PROTOCOL,
        &ORIGIN_PROTOCOL,
        &TLS,
        &ORIGIN_GROUP,
        &ORIGIN_ACCESS_CONTROL,
        &ORIGIN_PROTECTION,
        &COMPRESS,
        &LOGGING,
        &access_logs::VOLUME,
        &access_logs::DISTRIBUTION_ENTRY,
        &access_logs::RETENTION,
        &workload::RENDITIONS,
        &CACHE_POLICY,
    ],
    key_fact,
    validate: geography::validate,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::Onward;
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind;

    /// 104,857,600 requests of 1 KB, answered with 200 KB: 20,000 GB.
    fn bench() -> Bench {
        Bench::new("cloudfront_distribution").incoming("users", 104_857_600.0, 1.0, 200.0)
    }

    #[test]
    fn twenty_thousand_gb_to_korea() {
        let lines = bench().lines();
        assert_eq!(
            lines.query("data_out"),
            "cloudfront data_out_internet_gb edge_location=Hong Kong Philippines Asia Pacific"
        );
        // 10,240 × $0.12 + 9,760 × $0.10 = $1,228.80 + $976 = $2,204.80.
        near(lines.usd("data_out"), 2204.8);
        // 104,857,600 × $0.0000012 = $125.82912.
        near(lines.usd("requests"), 125.829_12);
        assert_eq!(lines.keys(), ["data_out", "requests"]);
    }

    #[test]
    fn uploads_shield_and_invalidations() {
        // 1,048,576 uploads of 100 KB: 100 GB to the origin.
        let lines = bench()
            .outgoing("instance", 1_048_576.0, 100.0, 1.0)
            .with("origin_shield", true)
            .with("invalidation_paths", 1500.0)
            .lines();
        // 100 GB × $0.06 = $6.
        near(lines.usd("data_to_origin"), 6.0);
        // (1,500 - 1,000) × $0.005 = $2.50.
        near(lines.usd("invalidations"), 2.5);
        // 104,857,600 × 20% = 20,971,520 × $0.0000009 = $18.874368.
        near(lines.usd("origin_shield"), 18.874_368);
    }

    #[test]
    fn viewers_outside_the_price_class_are_billed_as_the_cheapest_place() {
        let cheap = bench().with("price_class", "PriceClass_100").lines();
        // 10,240 × $0.085 + 9,760 × $0.08 = $870.40 + $780.80 = $1,651.20.
        near(cheap.usd("data_out"), 1651.2);
        let asia = bench().with("price_class", "PriceClass_200").lines();
        near(asia.usd("data_out"), 2204.8);
        let south = bench()
            .with("viewer_location", "South America")
            .with("price_class", "PriceClass_200")
            .lines();
        near(south.usd("data_out"), 1651.2);
    }

    #[test]
    fn extras_are_billed_where_they_are_used() {
        let lines = bench()
            .with("http_requests", 1e6)
            .with("data_to_origin_gb", 10.0)
            .with("field_level_encryption_requests", 1e6)
            .with("realtime_log_lines", 1e8)
            .with("dedicated_ip_certificates", 2.0)
            .with("origin_shield", true)
            .with("origin_shield_requests", 1e6)
            .lines();
        // 1,000,000 × $0.0000009 = $0.90; 10 GB × $0.06 = $0.60; 1,000,000 × $0.000002 = $2.
        near(lines.usd("http_requests"), 0.9);
        near(lines.usd("data_to_origin"), 0.6);
        near(lines.usd("field_level_encryption"), 2.0);
        // 100,000,000 × $0.00000001 = $1; 2 × $600 = $1,200; 1,000,000 × $0.0000009 = $0.90.
        near(lines.usd("realtime_logs"), 1.0);
        near(lines.usd("dedicated_ip_certificates"), 1200.0);
        near(lines.usd("origin_shield"), 0.9);
    }

    #[test]
    fn only_misses_are_fetched() {
        let bench = bench().with("cache_hit_ratio", 90.0);
        let onward = |kind| Onward { kind, called: "" };
        let call = onward(ConnectionKind::Call);
        bench.item(|item| near((item.kind.forward)(&item, call), 1.0));
        let fetch = onward(ConnectionKind::OriginFetch);
        bench.item(|item| near((item.kind.forward)(&item, fetch), 0.1));
    }
}
