//! Always-free amounts as negative lines of the account, applied once per design.
//!
//! The amounts are those that AWS gives every account without an end (not the offers of the first twelve months); their
//! sources stand beside them. They are valued at the first tier of the price that they save.

use super::ledger::Ledger;
use super::listing::{Listing, Split};
use super::{CostLine, LinePrice};
use crate::catalog::amount::units::{ALARMS, GB, GB_MONTHS, GB_SECONDS, METRICS, REQUESTS};
use crate::catalog::{Amount, Spend, Unit, UsageSource};
use crate::text::{Bilingual, Phrase, both};

/// An always-free amount in a month.
struct Allowance {
    key: &'static str,
    name: Bilingual,
    /// Service and item of the price rows that it covers, and an attribute value that they must have.
    service: &'static str,
    item: &'static str,
    attribute: &'static str,
    amount: f64,
    unit: Unit,
    spend: Spend,
    title: &'static str,
}

const fn allowance(
    key: &'static str,
    name: Bilingual,
    row: (&'static str, &'static str, &'static str),
    amount: f64,
    unit: Unit,
    spend: Spend,
    title: &'static str,
) -> Allowance {
    Allowance {
        key,
        name,
        service: row.0,
        item: row.1,
        attribute: row.2,
        amount,
        unit,
        spend,
        title,
    }
}

const ALLOWANCES: &[Allowance] = &[
    // EC2 On-Demand pricing page: "100 GB of data transfer out free each month, aggregated across all services and Regions".
    allowance(
        "free_egress",
        both("First 100 GB to the internet", "인터넷 송신 첫 100GB"),
        ("data_transfer", "internet_egress_gb", ""),
        100.0,
        GB,
        Spend::DataTransfer,
        "Data transfer",
    ),
    // CloudFront pricing page: always-free 1 TB out a month; the price feed has the row "0 up to 1,024 GB".
    allowance(
        "free_cloudfront",
        both("First 1 TB from CloudFront", "CloudFront 송신 첫 1TB"),
        ("cloudfront", "data_out_internet_gb", ""),
        1024.0,
        GB,
        Spend::DataTransfer,
        "Amazon CloudFront",
    ),
    // List of always-free offers, read 2026-03-06.
    allowance(
        "free_lambda_requests",
        both("First million Lambda requests", "Lambda 요청 첫 100만 건"),
        ("lambda", "request", ""),
        1_000_000.0,
        REQUESTS,
        Spend::Compute,
        "AWS Lambda",
    ),
    // AWS invoice of 2021-11: 400,000 GB-seconds.
    allowance(
        "free_lambda_duration",
        both("First 400,000 Lambda GB-seconds", "Lambda 첫 400,000 GB-초"),
        ("lambda", "gb_second", ""),
        400_000.0,
        GB_SECONDS,
        Spend::Compute,
        "AWS Lambda",
    ),
    // DynamoDB price feed: standard storage 0 to 25 GB at 0 in each Region.
    allowance(
        "free_dynamodb_storage",
        both("First 25 GB of DynamoDB", "DynamoDB 첫 25GB"),
        ("dynamodb", "storage_gb_month", "standard"),
        25.0,
        GB_MONTHS,
        Spend::Database,
        "Amazon DynamoDB",
    ),
    // SQS pricing page and FAQ: the first million requests a month.
    allowance(
        "free_sqs",
        both("First million SQS requests", "SQS 요청 첫 100만 건"),
        ("sqs", "request", ""),
        1_000_000.0,
        REQUESTS,
        Spend::Messaging,
        "Amazon SQS",
    ),
    // List of always-free offers, read 2026-03-06.
    allowance(
        "free_sns",
        both("First million SNS publishes", "SNS 게시 첫 100만 건"),
        ("sns", "api_request", "standard"),
        1_000_000.0,
        REQUESTS,
        Spend::Messaging,
        "Amazon SNS",
    ),
    // CloudWatch user guide, service quotas: 10 custom metrics, 10 alarms; CloudWatch Logs: 5 GB of ingestion.
    allowance(
        "free_metrics",
        both("First 10 custom metrics", "사용자 지정 지표 첫 10개"),
        ("cloudwatch", "custom_metric_month", ""),
        10.0,
        METRICS,
        Spend::Observability,
        "Amazon CloudWatch",
    ),
    allowance(
        "free_alarms",
        both("First 10 alarms", "경보 첫 10개"),
        ("cloudwatch", "alarm_month", "standard"),
        10.0,
        ALARMS,
        Spend::Observability,
        "Amazon CloudWatch",
    ),
    allowance(
        "free_logs",
        both("First 5 GB of log ingestion", "로그 수집 첫 5GB"),
        ("cloudwatch", "logs_ingested_gb", ""),
        5.0,
        GB,
        Spend::Observability,
        "Amazon CloudWatch",
    ),
];

/// The negative lines of a design with these books.
pub(super) fn lines(ledger: &Ledger) -> Vec<CostLine> {
    let mut lines = Vec::new();
    for allowance in ALLOWANCES {
        let mut left = allowance.amount;
        for row in &ledger.rows {
            let Some(price) = &row.price else {
                continue;
            };
            let covered = row.query.service == allowance.service
                && row.query.item == allowance.item
                && (allowance.attribute.is_empty()
                    || row
                        .query
                        .attributes()
                        .any(|(_, value)| value == allowance.attribute));
            let quantity = row.quantity.min(left);
            if !covered || quantity <= 0.0 || !price.rate.covers(row.quantity) {
                continue;
            }
            left -= quantity;
            let listing = Listing {
                row: price.clone(),
                factor: 1.0,
                quantity: -quantity,
                split: Split::First,
            };
            lines.push(CostLine {
                key: allowance.key,
                name: Phrase::from(allowance.name),
                amount: Amount::plain(-quantity, allowance.unit),
                monthly: listing.monthly(),
                price: LinePrice::Listed(listing),
                commitment: None,
                source: UsageSource::Derived,
                spend: allowance.spend,
                service: allowance.title,
            });
        }
    }
    lines
}
