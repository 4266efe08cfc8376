//! Access logs of load balancers, distributions, buckets and APIs: GB in the month from the requests, delivery, and what
//! is kept of them.
//!
//! In: an item and how many entries it writes. Out: lines of its bill, none while logs are off. Semantics: Elastic Load
//! Balancing, CloudFront and S3 deliver to a bucket without a charge of their own (user guides, "access logs"); what
//! goes to CloudWatch Logs is billed as vended logs (Amazon CloudWatch pricing page). Where the log connection is drawn,
//! what it reaches bills it, and nothing is billed here.

use super::amount::{Amount, Unit, Words, units};
use super::bill::{Bill, BillCx};
use super::category::Spend;
use super::item::Item;
use super::property::Property;
use crate::model::ConnectionKind;
use crate::pricing::Query;
use crate::text::both;
use crate::units::BYTES_PER_GB;

/// Stored GB for each GB of text, where files or log groups are compressed (`cost-semantics`: archival ratio).
pub const PACKED: f64 = 0.15;
/// Months of storage that are counted where entries are kept for ever: what is there after the first year.
const MONTHS_OF_FOR_EVER: f64 = 12.0;
/// Name of the switch that every kind with access logs has.
pub const SWITCH: &str = "access_logs";

/// Off unless the design says otherwise.
fn is_on(item: &Item<'_>) -> bool {
    if item.stated(SWITCH).is_none() {
        return false;
    }
    let switch = item.kind.property(SWITCH);
    switch.is_some_and(|property| item.flag(property))
}

/// GB of entries in the month.
pub static VOLUME: Property = Property::usage(
    "access_log_gb",
    both("Access log volume", "액세스 로그 용량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of access log text in the month. Derived: the entries times the size of one.",
    "한 달의 액세스 로그 텍스트 용량입니다. 기록 수에 기록 하나의 크기를 곱해 계산합니다.",
)
.when(is_on)
.secondary();

/// Days that entries are kept; 30 as for log groups (default).
pub static RETENTION: Property = Property::count(
    "access_log_days",
    both("Access logs kept", "액세스 로그 보존"),
    units::DAYS,
    30.0,
    0.0,
    3653.0,
)
.doc(
    "Days until a lifecycle rule or the retention of the log group removes entries; 0 keeps them for ever, counted as \
     twelve months of storage.",
    "수명 주기 규칙이나 로그 그룹의 보존 기간이 기록을 지울 때까지의 일수입니다. 0이면 영구 보관이며 12개월분으로 계산합니다.",
)
.when(is_on)
.secondary();

/// Size of an entry, for a kind whose entries usually have `bytes`.
pub const fn entry(bytes: f64) -> Property {
    Property::number(
        "access_log_entry_bytes",
        both("Size of a log entry", "로그 기록 크기"),
        units::BYTES,
        bytes,
        1.0,
        1e6,
    )
    .doc(
        "Bytes of one entry with its line break; by default those of the example in AWS's documentation. Long paths and \
         user agents make it larger.",
        "줄바꿈을 포함한 기록 하나의 크기입니다. 기본값은 AWS 문서의 예시 크기이며, 경로와 사용자 에이전트가 길면 커집니다.",
    )
    .when(is_on)
    .secondary()
}

/// Entry of an Application Load Balancer: the example of an HTTPS entry (user guide, `load-balancer-access-logs`).
pub static APPLICATION_ENTRY: Property = entry(528.0);
/// Entry of a Network Load Balancer: the example of a TLS listener (user guide, `load-balancer-access-logs`).
pub static NETWORK_ENTRY: Property = entry(334.0);
/// Entry of a Classic Load Balancer: the example of an HTTPS entry (user guide, `access-log-collection`).
pub static CLASSIC_ENTRY: Property = entry(201.0);
/// Entry of a distribution: the example of a standard log (CloudFront developer guide, `AccessLogs`).
pub static DISTRIBUTION_ENTRY: Property = entry(429.0);
/// Entry of a bucket: the example of a server access log (S3 user guide, `LogFormat`).
pub static BUCKET_ENTRY: Property = entry(551.0);
/// Entry of an API. Its format is free, so that no source has a size: 400 bytes of JSON (default).
pub static API_ENTRY: Property = entry(400.0);

/// Where entries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Text files in a bucket.
    Bucket,
    /// Compressed files in a bucket.
    PackedBucket,
    /// A log group.
    LogGroup,
}

/// What writes entries.
pub struct Writer {
    /// Size of one entry.
    pub entry: &'static Property,
    /// Where they go.
    pub target: Target,
    /// What one entry is written for.
    pub unit: Unit,
}

/// Adds the lines of `count` entries in the month.
pub fn bill(cx: &BillCx<'_>, bill: &mut Bill, writer: &Writer, count: f64) {
    let mut sent = cx.flows.outgoing.iter();
    if !is_on(&cx.item) || sent.any(|flow| flow.kind == ConnectionKind::LogShipping) {
        return;
    }
    let bytes = cx.item.number(writer.entry);
    let usage = cx.usage(&VOLUME, count * bytes / BYTES_PER_GB);
    if usage.value <= 0.0 {
        return;
    }
    let mut delivered = Amount::plain(usage.value, units::GB);
    if cx.item.typed(&VOLUME).is_none() {
        delivered = delivered.because(Words::Entries {
            count,
            unit: writer.unit,
            bytes,
        });
    }
    let name = both("Access logs", "액세스 로그");
    let line = if writer.target == Target::LogGroup {
        let query = Query::new("cloudwatch", "vended_logs_gb").with("destination", "cloudwatch");
        bill.charge("access_logs", name, delivered, query)
    } else {
        let reason = both(
            "delivery to S3 is free, the storage is billed",
            "S3로 전송은 무료이며 스토리지가 과금됩니다",
        );
        bill.free("access_logs", name, delivered, reason)
    };
    line.from(usage.source).spend(Spend::Observability);
    let days = cx.item.number(&RETENTION);
    let months = if days > 0.0 {
        days * 24.0 / cx.hours.max(1.0)
    } else {
        MONTHS_OF_FOR_EVER
    };
    let packed = if writer.target == Target::Bucket {
        1.0
    } else {
        PACKED
    };
    let stored = Amount::product(
        units::GB_MONTHS,
        &[
            (usage.value, units::GB),
            (packed, units::NONE),
            (months, units::MONTHS_KEPT),
        ],
    );
    let query = if writer.target == Target::LogGroup {
        Query::new("cloudwatch", "logs_stored_gb_month")
    } else {
        Query::new("s3", "storage_gb_month").with("class", "standard")
    };
    bill.charge(
        "access_log_storage",
        both("Access logs kept", "액세스 로그 보관"),
        stored,
        query,
    )
    .from(usage.source)
    .spend(Spend::Observability);
}

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind;
    use crate::units::BYTES_PER_GB;

    fn logged(kind: &str) -> Bench {
        Bench::new(kind)
            .with("access_logs", true)
            .incoming("users", 1e8, 1.0, 1.0)
    }

    #[test]
    fn a_load_balancer_pays_for_the_compressed_files() {
        let lines = logged("application_load_balancer").lines();
        // 100 million requests × 528 bytes = 49.17 GB, delivered for nothing.
        let gb = 1e8 * 528.0 / BYTES_PER_GB;
        near(lines.quantity("access_logs"), gb);
        near(lines.usd("access_logs"), 0.0);
        assert_eq!(
            lines.formula("access_logs"),
            "49.1738 GB (100 M requests × 528 bytes)"
        );
        // × 0.15 compressed × 30 days (720 h / 730 h) × $0.025.
        near(
            lines.usd("access_log_storage"),
            gb * 0.15 * 720.0 / 730.0 * 0.025,
        );
        assert_eq!(lines.source("access_log_storage"), UsageSource::Derived);
    }

    #[test]
    fn other_writers_have_entries_of_their_own() {
        let volume = |kind| logged(kind).lines().quantity("access_logs");
        let gb = |bytes: f64| 1e8 * bytes / BYTES_PER_GB;
        near(volume("classic_load_balancer"), gb(201.0));
        near(volume("cloudfront_distribution"), gb(429.0));
        near(volume("s3_bucket"), gb(551.0));
        // A Network Load Balancer writes one for each TLS connection of ten requests, and nothing for TCP.
        let tls = logged("network_load_balancer").with("protocol", "TLS");
        near(tls.lines().quantity("access_logs"), gb(33.4));
        let tcp = logged("network_load_balancer").lines();
        assert!(tcp.find("access_logs").is_none());
        // Text in a bucket is not compressed: 51.32 GB × 0.986 months × $0.025.
        let bucket = logged("s3_bucket").lines();
        near(
            bucket.usd("access_log_storage"),
            gb(551.0) * 720.0 / 730.0 * 0.025,
        );
    }

    #[test]
    fn an_api_logs_at_the_price_of_vended_logs() {
        for kind in [
            "api_gateway_http",
            "api_gateway_rest",
            "api_gateway_websocket",
        ] {
            let lines = logged(kind).lines();
            // 100 million × 400 bytes = 37.2529 GB × $0.76 = $28.31; kept × 0.15 × 720 h / 730 h × $0.0314.
            let gb = 1e8 * 400.0 / BYTES_PER_GB;
            near(lines.usd("access_logs"), gb * 0.76);
            near(
                lines.usd("access_log_storage"),
                gb * 0.15 * 720.0 / 730.0 * 0.0314,
            );
        }
    }

    #[test]
    fn what_is_typed_counts_and_what_is_drawn_is_billed_there() {
        let typed = logged("application_load_balancer")
            .with("access_log_gb", 100.0)
            .with("access_log_days", 0.0)
            .lines();
        // 100 GB × 0.15 × 12 months = 180 GB-months × $0.025 = $4.50.
        near(typed.usd("access_log_storage"), 4.5);
        assert_eq!(typed.source("access_log_storage"), UsageSource::Typed);
        let drawn = logged("application_load_balancer").flow(
            false,
            ConnectionKind::LogShipping,
            "s3_bucket",
            1e8,
            0.5,
            0.0,
        );
        assert!(drawn.lines().find("access_logs").is_none());
        let off = Bench::new("application_load_balancer").incoming("users", 1e8, 1.0, 1.0);
        assert!(off.lines().find("access_log_storage").is_none());
    }
}
