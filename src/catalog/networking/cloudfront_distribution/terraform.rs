//! Reads `aws_cloudfront_distribution`: what it is, and its usage by part of the world.
//!
//! Usage figures of a part of the world become a part of the distribution, for each is priced by its own place.

use super::{
    CERTIFICATES, CHEAPEST, DATA_OUT, ENCRYPTED_REQUESTS, HTTP_REQUESTS, INVALIDATIONS, KIND,
    LOG_LINES, LOGGING, ORIGIN_GROUP, ORIGIN_PROTOCOL, ORIGIN_SHIELD, REQUESTS, SHIELD_REGION,
    SHIELD_REQUESTS, TLS, UPLOADS, VIEWER_PROTOCOL, VIEWERS,
};
use crate::catalog::Property;
use crate::catalog::terraform::{Draft, Import, Resource};
use serde_json::Value;

/// Attributes inside blocks.
const ATTRIBUTES: &[(&str, &Property)] = &[
    (
        "default_cache_behavior.viewer_protocol_policy",
        &VIEWER_PROTOCOL,
    ),
    (
        "origin.custom_origin_config.origin_protocol_policy",
        &ORIGIN_PROTOCOL,
    ),
];

/// Usage keys without a place.
const USAGE: &[(&str, &Property)] = &[("monthly_invalidation_requests", &INVALIDATIONS)];

/// How Terraform's distributions are read.
pub(super) const IMPORTS: &[Import] = &[Import::of("aws_cloudfront_distribution")
    .attributes(ATTRIBUTES)
    .usage(USAGE)
    .read(read)];

/// Keys of the usage file and the places that they stand for.
const PLACES: &[(&str, &str)] = &[
    ("us", CHEAPEST),
    ("europe", "Europe Israel"),
    ("south_africa", "South Africa Kenya Middle East"),
    ("south_america", "South America"),
    ("japan", "Japan"),
    ("australia", "Australia New Zealand"),
    ("asia_pacific", "Hong Kong Philippines Asia Pacific"),
    ("india", "India"),
];

/// Usage keys that are given by part of the world.
const BY_PLACE: &[(&str, &Property)] = &[
    ("monthly_data_transfer_to_internet_gb", &DATA_OUT),
    ("monthly_data_transfer_to_origin_gb", &UPLOADS),
    ("monthly_http_requests", &HTTP_REQUESTS),
    ("monthly_https_requests", &REQUESTS),
];

/// Keys of Origin Shield's Regions in the usage file.
fn shield_key(region: &str) -> Option<&'static str> {
    match region {
        "ap-southeast-1" => Some("singapore"),
        "ap-northeast-2" => Some("south_korea"),
        "ap-northeast-1" => Some("japan"),
        "ap-southeast-2" => Some("australia"),
        "ap-south-1" => Some("india"),
        "sa-east-1" => Some("south_america"),
        _ if region.starts_with("us-") => Some("us"),
        _ if region.starts_with("eu-") => Some("europe"),
        _ => None,
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&LOGGING, resource.has("logging_config"));
    draft.set(&ORIGIN_GROUP, resource.has("origin_group"));
    // With the default certificate of CloudFront the oldest version is TLS 1.0, whatever else is stated.
    if resource.flag("viewer_certificate.cloudfront_default_certificate") == Some(true) {
        draft.set(&TLS, "1.0");
    } else if let Some(version) = resource.text("viewer_certificate.minimum_protocol_version") {
        let oldest = match version {
            _ if version.starts_with("TLSv1.3") => "1.3",
            _ if version.starts_with("TLSv1.2") => "1.2",
            _ if version.starts_with("TLSv1.1") => "1.1",
            _ => "1.0",
        };
        draft.set(&TLS, oldest);
    }
    shield(resource, draft);
    extras(resource, draft);
    places(resource, draft);
}

/// Origin Shield of the first origin that has it, and the requests that reach it.
fn shield(resource: &Resource<'_>, draft: &mut Draft) {
    let origins = resource.blocks("origin");
    let shielded = origins
        .iter()
        .find(|origin| origin.flag("origin_shield.enabled") == Some(true));
    let Some(origin) = shielded else {
        return;
    };
    draft.set(&ORIGIN_SHIELD, true);
    draft.set(&SHIELD_REQUESTS, 0.0);
    if let Some(region) = origin.text("origin_shield.origin_shield_region") {
        draft.set(&SHIELD_REGION, region);
        if let Some(key) = shield_key(region) {
            let key = format!("monthly_shield_requests.{key}");
            draft.copy_usage(resource, &key, &SHIELD_REQUESTS);
        }
    }
}

/// Field-level encryption, real-time logs and dedicated addresses, which are billed only where the distribution has
/// them.
fn extras(resource: &Resource<'_>, draft: &mut Draft) {
    let mut behaviors = resource.blocks("default_cache_behavior");
    behaviors.extend(resource.blocks("ordered_cache_behavior"));
    let any = |attribute: &str| behaviors.iter().any(|behavior| behavior.has(attribute));
    if any("field_level_encryption_id") {
        draft.copy_usage(resource, "monthly_encryption_requests", &ENCRYPTED_REQUESTS);
    }
    if any("realtime_log_config_arn") || resource.has("logging_config") {
        draft.copy_usage(resource, "monthly_log_lines", &LOG_LINES);
    }
    if resource.text("viewer_certificate.ssl_support_method") == Some("vip") {
        draft.set(&CERTIFICATES, 1.0);
        draft.copy_usage(resource, "custom_ssl_certificates", &CERTIFICATES);
    }
}

/// One part for each place that has usage.
fn places(resource: &Resource<'_>, draft: &mut Draft) {
    for (key, place) in PLACES {
        let given = |usage: &str| {
            let figure = resource.usage().value(&format!("{usage}.{key}"));
            figure.is_some_and(Value::is_number)
        };
        if !BY_PLACE.iter().any(|(usage, _)| given(usage)) {
            continue;
        }
        let part = draft.part(&KIND, *place);
        part.set(&VIEWERS, *place);
        for (usage, property) in BY_PLACE {
            part.copy_usage(resource, &format!("{usage}.{key}"), property);
        }
    }
}
