//! The canonical key of a fact: stable words instead of the names of meters, SKUs and notes.

use super::meters;

/// Item and attributes, sorted by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) item: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Key {
    /// `a=1;b=2`.
    pub(super) fn attributes_text(&self) -> String {
        let pairs: Vec<String> = self
            .attributes
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join(";")
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(have, _)| have == name)
            .map(|(_, value)| value.as_str())
    }

    /// The same key with one attribute set.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut key = self.clone();
        key.attributes.retain(|(have, _)| have != name);
        key.attributes.push((name.to_owned(), value.to_owned()));
        key.attributes.sort();
        key
    }
}

/// Attributes that say where a row comes from or repeat what the item says: no part of the key.
const NOTES: [&str; 27] = [
    "sku",
    "label_basis",
    "note",
    "effective",
    "offering",
    "feed_confirmed",
    "feed_location",
    "per",
    "included",
    "chunk",
    "unit_size",
    "offer_term",
    "rate",
    "priceperunit",
    "group",
    "group_description",
    "vcpu",
    "memory_gib",
    "gpu",
    "gpu_memory",
    "gpu_memory_gib",
    "storage",
    "location",
    "usage_family",
    "processor",
    "ssd",
    "publisher",
];

/// A tier as the name of its meter tells it, in units of the price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NamedTier {
    /// `from 10000 to 2000000`; no end for `to Inf`.
    Range(u64, Option<u64>),
    /// `first 500`: from 0.
    First(u64),
    /// `upto 500`: from where the one before ends, 0 for the smallest.
    UpTo(u64),
    /// `next 2000`: from where the one before ends.
    Next(u64),
    /// `over 10000`: the rest.
    Over(u64),
}

/// The key of a fact, and the tier its meter name tells. `None` for rows without a name.
pub(super) fn canonical(
    service: &str,
    item: &str,
    attributes: &[(&str, &str)],
) -> Option<(Key, Option<NamedTier>)> {
    let get = |name: &str| {
        attributes
            .iter()
            .find(|(have, _)| *have == name)
            .map(|(_, value)| *value)
    };
    let mut kept: Vec<(String, String)> = attributes
        .iter()
        .filter(|(name, _)| *name != "meter" && *name != "operation" && !NOTES.contains(name))
        .map(|(name, value)| {
            // The feeds spell engines in two ways: `aurora-MySQL` for storage, `aurora-mysql` for instances.
            let value = if *name == "engine" {
                value.to_ascii_lowercase()
            } else {
                (*value).to_owned()
            };
            ((*name).to_owned(), value)
        })
        .collect();
    let mut item = match (service, item, get("operation")) {
        // MSK Express brokers: meters without a name, told apart by what is metered.
        ("msk", "meter", Some("Data-In")) => "express_data_in_gb".to_owned(),
        ("msk", "meter", Some("Storage")) => "express_storage_gb_month".to_owned(),
        _ => item.to_owned(),
    };
    let mut tier = None;
    match get("meter").map(slug) {
        // AWS's own meter name is the item; the facts cut long names off.
        // Frame rates of the media services are no tiers.
        Some(meter) if meter.starts_with(&item) && service.starts_with("media") => item = meter,
        Some(meter) if meter.starts_with(&item) => {
            (item, tier) = without_tier(&plain_sizes(service, &meter));
        }
        Some(meter) => add_variant(service, &item, &meter, get("instance_type"), &mut kept),
        None if is_nameless(service, &item, get("term")) => return None,
        None => {}
    }
    let named = get("meter").and_then(|text| meters::read(service, text, &slug(text)));
    if let Some(meter) = named {
        meter.item.clone_into(&mut item);
        let attributes = meter.attributes.into_iter();
        // What the name says and the columns say is the same.
        kept = attributes
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
    }
    match (service, item.as_str()) {
        // Some Regions count the same meter in other words.
        ("cloudformation", _) => {
            item = item.replace("_per_seconds", "_per_second");
            for word in ["_per_count", "_per_unit"] {
                item = item.replace(word, "_per_operations");
            }
        }
        // Notebook types carry the word in their name: `ml.t3.medium-Notebook`.
        ("sagemaker", _) => {
            for (name, value) in &mut kept {
                if let Some(bare) = value.strip_suffix("-Notebook")
                    && name == "instance_type"
                {
                    *value = bare.to_owned();
                }
            }
        }
        // The first copy of management events in an account is free, further copies are not.
        ("cloudtrail", "management_event") => {
            let first = get("note") == Some("first copy");
            kept.push((
                "copy".to_owned(),
                if first { "first" } else { "additional" }.to_owned(),
            ));
        }
        // Their further tiers have longer names, under the same SKU.
        ("transcribe", "transcription_job_per_second" | "streaming_per_second") => {
            let text = item.replace("job_per", "job_audio_to_text_per");
            item = text.replace("streaming_per", "streaming_stream_to_text_per");
            tier = Some(NamedTier::Range(0, Some(15_000_000)));
        }
        // Some Regions write the capacity of the second step into its name, as all do for the others.
        ("waf", "request_processed_tier2_2000wcu_per_request") => {
            "request_processed_tier2_per_request".clone_into(&mut item);
        }
        // The first 1,000 calls of a month are free.
        ("servicecatalog", "api_calls") => tier = Some(NamedTier::Range(1_000, None)),
        ("support", _) => {
            let (name, named) = support_meter(&item)?;
            kept.push(("plan".to_owned(), support_plan(get("sku")?)?.to_owned()));
            name.clone_into(&mut item);
            tier = named;
        }
        ("cloudfront", _) if get("edge_location") == Some("free-tier-all") => {
            kept.retain(|(name, _)| name != "edge_location");
            kept.push(("free_tier".to_owned(), "1".to_owned()));
        }
        _ => {}
    }
    kept.sort();
    kept.dedup_by(|a, b| a.0 == b.0);
    Some((
        Key {
            item,
            attributes: kept,
        },
        tier,
    ))
}

/// AWS Support meters by their names; a tier is in dollars of the month's AWS charges.
fn support_meter(meter: &str) -> Option<(&'static str, Option<NamedTier>)> {
    let range = |from, to| Some(("usage_usd", Some(NamedTier::Range(from, to))));
    match meter {
        "usage_first_10k" => range(0, Some(10_000)),
        "usage_10_to_80k" => range(10_000, Some(80_000)),
        "usage_80_to_250k" => range(80_000, Some(250_000)),
        "usage_250k_plus" => range(250_000, None),
        "usage_150k" => range(0, Some(150_000)),
        "usage" | "usage_150_to_500k" => range(150_000, Some(500_000)),
        "usage_500k_to_1m" => range(500_000, Some(1_000_000)),
        "usage_1m_plus" => range(1_000_000, None),
        "developersupport_3_percent_of_monthly_aws_usage" => Some(("usage_usd", None)),
        "recurring_fee" | "developersupport_recurring_fee" => Some(("minimum_month", None)),
        _ => None,
    }
}

/// The plan that a SKU of AWS Support belongs to; the meters do not say it.
fn support_plan(sku: &str) -> Option<&'static str> {
    match sku {
        "PABU4DU56U6E9SBK" => Some("developer"),
        "T53RXBYD6FDSATXT" => Some("business"),
        "H523M4KWZBFZM8WY" => Some("enterprise"),
        _ => None,
    }
}

fn is_nameless(service: &str, item: &str, term: Option<&str>) -> bool {
    let by_meter = ["neptune", "documentdb", "mq"].contains(&service) && item == "instance_hour";
    item == "meter" || (by_meter && term.is_none())
}

/// Turns the rest of a meter name into stable attributes.
fn add_variant(
    service: &str,
    item: &str,
    meter: &str,
    instance_type: Option<&str>,
    kept: &mut Vec<(String, String)>,
) {
    let mut add = |name: &str, value: &str| kept.push((name.to_owned(), value.to_owned()));
    let io_optimized = if meter.contains("io_optimized") {
        "io-optimized"
    } else {
        "standard"
    };
    match (service, item) {
        ("dms", "instance_hour") => {
            add(
                "deployment",
                if meter.contains("multiple_az") {
                    "multi-az"
                } else {
                    "single-az"
                },
            );
        }
        ("documentdb" | "neptune", "instance_hour") => add("storage_config", io_optimized),
        ("memorydb", "instance_hour") => add(
            "engine",
            if meter.contains("valkey") {
                "valkey"
            } else {
                "redis"
            },
        ),
        ("mq", "instance_hour") => {
            add(
                "engine",
                if meter.contains("rabbitmq") {
                    "rabbitmq"
                } else {
                    "activemq"
                },
            );
            let active = meter.contains("active_standby") || meter.contains("multi_az");
            let rabbit = meter.contains("rabbitmq");
            add(
                "deployment",
                if !active {
                    "single-instance"
                } else if rabbit {
                    "cluster"
                } else {
                    "active-standby"
                },
            );
            if meter.contains("crdr") {
                add("variant", "cross-region-replication");
            }
        }
        ("timestream", "instance_hour") => {
            let deployment = ["cluster", "multi_az", "single_az"]
                .into_iter()
                .find(|word| meter.contains(word));
            add(
                "deployment",
                &deployment.unwrap_or("single_az").replace('_', "-"),
            );
        }
        ("msk" | "redshift" | "dynamodb" | "sagemaker", _) if instance_type.is_some() => {}
        ("redshift", "serverless_rpu_hour") => {}
        _ => add("variant", meter),
    }
}

/// The unit that a meter name ends with (`vpc_flow_logs_processed_per_gb`), as AWS writes units; for rows whose unit column
/// is empty.
pub(super) fn unit_of(item: &str) -> &'static str {
    const ENDINGS: &[(&str, &str)] = &[
        ("_gb_mo", "GB-Mo"),
        ("_gb_month", "GB-Mo"),
        ("_gb", "GB"),
        ("_gigabyte_month", "GB-Mo"),
        ("vcpu_months", "vCPU-Months"),
        ("acu_months", "ACU-Months"),
        ("_hour", "Hrs"),
        ("_hours", "Hrs"),
        ("_hrs", "Hrs"),
        ("_minute", "Minutes"),
        ("_minutes", "Minutes"),
        ("_minutes_processed", "Minutes"),
        ("_minutes_inf", "Minutes"),
        ("_mins", "Minutes"),
        ("_second", "Seconds"),
        ("_seconds", "Seconds"),
        ("messages", "Messages"),
        ("_notifications", "Notifications"),
        ("_character", "Characters"),
        ("_api_text", "Pages"),
        ("_requests", "Requests"),
        ("_events", "Events"),
    ];
    // Words that stand after the last `_per_`.
    const COUNTED: &[(&str, &str)] = &[
        ("characters", "Characters"),
        ("count", "Count"),
        ("device", "Devices"),
        ("devices", "Devices"),
        ("event", "Events"),
        ("faces_mo", "Faces-Mo"),
        ("images_processed", "Images"),
        ("images_processed_group1", "Images"),
        ("images_processed_group2", "Images"),
        ("interactions", "Interactions"),
        ("message", "Messages"),
        ("operation", "Operations"),
        ("operations", "Operations"),
        ("queries", "Queries"),
        ("recommendations", "Recommendations"),
        ("sessions", "Sessions"),
        ("steps", "Steps"),
        ("tasks", "Tasks"),
        ("unit", "Units"),
        ("units", "Units"),
        ("user", "Users"),
        ("users", "Users"),
        ("users_mo", "Users-Mo"),
    ];
    let ending = ENDINGS.iter().find(|(ending, _)| item.ends_with(ending));
    let counted = || {
        let (_, word) = item.rsplit_once("_per_")?;
        COUNTED.iter().find(|(have, _)| *have == word)
    };
    ending.or_else(counted).map_or("", |(_, unit)| unit)
}

/// Lower case, everything else than letters and digits as `_`.
fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            out.push(character.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// Services that write sizes of tiers in words and letters: `First 1M`, `upto 35MM`, `Up to 1B`, `20 Million`.
const LETTERED: [&str; 5] = [
    "comprehend",
    "iot_core",
    "personalize",
    "rekognition",
    "textract",
];

/// The name of a meter with whole numbers for lettered sizes: `requests_upto_1000000`.
fn plain_sizes(service: &str, meter: &str) -> String {
    if !LETTERED.contains(&service) {
        return meter.to_owned();
    }
    let plain = |word: &str| {
        let end = word.find(|c: char| !c.is_ascii_digit())?;
        let (number, letters) = word.split_at(end);
        let scale = match letters {
            "k" => 1_000,
            "m" | "mm" => 1_000_000,
            "b" => 1_000_000_000,
            _ => return None,
        };
        Some(number.parse::<u64>().ok()?.checked_mul(scale)?.to_string())
    };
    let joined = meter.replace("_million", "m").replace("up_to_", "upto_");
    let words = joined
        .split('_')
        .map(|word| plain(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join("_")
}

/// Takes the tier out of a name: `requests_from_0_to_1000` and `requests_from_1000_to_inf` are tiers of `requests`.
fn without_tier(name: &str) -> (String, Option<NamedTier>) {
    let words: Vec<&str> = name.split('_').collect();
    let without = |start: usize, end: usize| {
        let fillers = words[..start]
            .iter()
            .rev()
            .take_while(|word| ["for", "the", "from", "next"].contains(word))
            .count();
        let kept: Vec<&str> = words[..start - fillers]
            .iter()
            .chain(&words[end..])
            .copied()
            .collect();
        kept.join("_")
    };
    for at in 0..words.len() {
        let word = |offset: usize| words.get(at + offset).copied().unwrap_or_default();
        if let (Ok(from), "to" | "upto", end) = (word(0).parse(), word(1), word(2))
            && (end == "inf" || end.parse::<u64>().is_ok())
        {
            return (
                without(at, at + 3),
                Some(NamedTier::Range(from, end.parse().ok())),
            );
        }
        // `from_10001_and_above`, `500001_and_more`: the rest.
        if let (Ok(from), "and", "above" | "more") = (word(0).parse::<u64>(), word(1), word(2)) {
            let rest = NamedTier::Range(from.saturating_sub(1), None);
            return (without(at, at + 3), Some(rest));
        }
        if word(0) == "above"
            && let Some((size, length)) = size(&words[at + 1..])
        {
            let rest = NamedTier::Range(size, None);
            return (without(at, at + 1 + length), Some(rest));
        }
        let Some((size, length)) = ["first", "next", "over", "upto"]
            .contains(&word(0))
            .then(|| size(&words[at + 1..]))
            .flatten()
        else {
            continue;
        };
        let tier = match word(0) {
            "first" => NamedTier::First(size),
            "next" => NamedTier::Next(size),
            "upto" => NamedTier::UpTo(size),
            _ => NamedTier::Over(size),
        };
        return (without(at, at + 1 + length), Some(tier));
    }
    (name.to_owned(), None)
}

/// A quantity at the start of some words, and how many words it takes: `500`, `10tb`, `20 tb`, `1 5pb` (1.5 PB). AWS's
/// TB and PB of data are 1,024 GB and 1,048,576 GB.
fn size(words: &[&str]) -> Option<(u64, usize)> {
    let scaled = |word: &str| match word.strip_suffix("tb") {
        Some(number) => Some((number.to_owned(), 1_024)),
        None => word
            .strip_suffix("pb")
            .map(|number| (number.to_owned(), 1_024 * 1_024)),
    };
    let first = *words.first()?;
    let second = words.get(1).copied().unwrap_or_default();
    if let Some((number, scale)) = scaled(first) {
        return Some((number.parse::<u64>().ok()? * scale, 1));
    }
    let whole: u64 = first.parse().ok()?;
    match scaled(second) {
        Some((number, scale)) if number.is_empty() => Some((whole.checked_mul(scale)?, 2)),
        Some((number, scale)) if number.len() == 1 => {
            let tenths: u64 = number.parse().ok()?;
            Some((
                (whole.checked_mul(10)? + tenths).checked_mul(scale)? / 10,
                2,
            ))
        }
        _ => Some((whole, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(service: &str, item: &str, attributes: &str, expect: &str) {
        let pairs: Vec<(&str, &str)> = attributes
            .split(';')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let (key, _) = canonical(service, item, &pairs).unwrap();
        assert_eq!(
            format!("{} {}", key.item, key.attributes_text()).trim(),
            expect
        );
    }

    #[test]
    fn skus_and_notes_are_no_part_of_the_key() {
        check(
            "rds",
            "storage_gb_month",
            "volume=gp3;deployment=single-az;sku=X1",
            "storage_gb_month deployment=single-az;volume=gp3",
        );
    }

    #[test]
    fn support_meters_belong_to_the_plan_of_their_sku() {
        let business = "meter=Usage 10 to 80k;sku=T53RXBYD6FDSATXT";
        check(
            "support",
            "usage_10_to_80k",
            business,
            "usage_usd plan=business",
        );
        let pairs = [("meter", "Usage 150k"), ("sku", "H523M4KWZBFZM8WY")];
        let (key, tier) = canonical("support", "usage_150k", &pairs).unwrap();
        assert_eq!(key.get("plan"), Some("enterprise"));
        assert_eq!(tier, Some(NamedTier::Range(0, Some(150_000))));
    }

    #[test]
    fn express_brokers_have_meters_without_a_name() {
        let storage = "operation=Storage;sku=Q9WTHNHGZ5CWMY3M";
        check("msk", "meter", storage, "express_storage_gb_month");
        let data = "operation=Data-In;sku=QBYGMEMD4JK9GSSF";
        check("msk", "meter", data, "express_data_in_gb");
    }

    #[test]
    fn tiers_in_meter_names_are_read() {
        for (name, item, tier) in [
            (
                "per_request_from_10000_to_2000000",
                "per_request",
                NamedTier::Range(10_000, Some(2_000_000)),
            ),
            (
                "tokens_500_upto_inf_per_month",
                "tokens_per_month",
                NamedTier::Range(500, None),
            ),
            (
                "logs_processed_per_first_500_gb",
                "logs_processed_per_gb",
                NamedTier::First(500),
            ),
            (
                "delivered_logs_for_next_next_20_tb",
                "delivered_logs",
                NamedTier::Next(20_480),
            ),
            ("data_next_1_5pb", "data", NamedTier::Next(1_572_864)),
            (
                "delivered_logs_for_over_50tb",
                "delivered_logs",
                NamedTier::Over(51_200),
            ),
            (
                "certificate_issued_from_10001_and_above",
                "certificate_issued",
                NamedTier::Range(10_000, None),
            ),
            (
                "datatransfer_out_above_1000tb",
                "datatransfer_out",
                NamedTier::Range(1_024_000, None),
            ),
        ] {
            assert_eq!(without_tier(name), (item.to_owned(), Some(tier)));
        }
        assert_eq!(without_tier("first_copy_of_events").1, None);
    }

    #[test]
    fn sizes_in_letters_are_numbers() {
        for (meter, item, tier) in [
            (
                "messages_up_to_1b",
                "messages",
                NamedTier::UpTo(1_000_000_000),
            ),
            (
                "image_api_upto_35mm_per_images_group1",
                "image_api_per_images_group1",
                NamedTier::UpTo(35_000_000),
            ),
            (
                "inference_next_180_million_per_batch",
                "inference_per_batch",
                NamedTier::Next(180_000_000),
            ),
            (
                "text_request_from_10m_to_50m",
                "text_request",
                NamedTier::Range(10_000_000, Some(50_000_000)),
            ),
        ] {
            let found = without_tier(&plain_sizes("rekognition", meter));
            assert_eq!(found, (item.to_owned(), Some(tier)));
        }
        assert_eq!(plain_sizes("mediaconvert", "4k_5m"), "4k_5m");
    }

    #[test]
    fn names_that_the_facts_cut_off_are_whole_again() {
        check(
            "waf",
            "amr_fraud_con",
            "meter=AMR Fraud Control request",
            "amr_fraud_control_request",
        );
    }

    #[test]
    fn broker_and_storage_variants_have_stable_words() {
        check(
            "mq",
            "instance_hour",
            "meter=RabbitMQ Active Standby mq m5.large;instance_type=m5.large",
            "instance_hour deployment=cluster;engine=rabbitmq;instance_type=m5.large",
        );
        check(
            "neptune",
            "instance_hour",
            "meter=Neptune IO optimized db r6g.large;instance_type=db.r6g.large",
            "instance_hour instance_type=db.r6g.large;storage_config=io-optimized",
        );
    }

    #[test]
    fn meter_names_tell_their_unit() {
        assert_eq!(unit_of("vpc_flow_log_and_dns_processed_per_gb"), "GB");
        assert_eq!(unit_of("rds_vcpu_monitored_per_vcpu_months"), "vCPU-Months");
        assert_eq!(unit_of("neural_per_characters"), "Characters");
        assert_eq!(unit_of("ondemand_docker_linux"), "");
    }

    #[test]
    fn rows_without_a_name_are_left_out() {
        assert!(
            canonical(
                "neptune",
                "instance_hour",
                &[("instance_type", "r6i.large")]
            )
            .is_none()
        );
    }
}
