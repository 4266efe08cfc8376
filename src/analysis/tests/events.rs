//! Queues, topics, streams, batches, retries.

use super::*;

/// A job that starts `requests` times a month and calls `to` with events of `kb`.
fn job(to: &str, kind: &str, requests: f64, kb: f64) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.demand("job", "scheduled_job", requests);
    sketch.put(to, kind, &["seoul"]);
    sketch.connect("job", to, kb, 0.0).kind = ConnectionKind::AsyncEvent;
    sketch
}

fn event(sketch: &mut Sketch, from: &str, to: &str, kb: f64) {
    sketch.connect(from, to, kb, 0.0).kind = ConnectionKind::AsyncEvent;
}

#[test]
fn lambda_takes_batches_from_a_queue() {
    let mut sketch = job("queue", "sqs_queue", 10e6, 1.0);
    sketch.put("work", "lambda_function", &["seoul"]);
    event(&mut sketch, "queue", "work", 1.0);
    sketch.set("queue", "receive_batch_size", 10.0);
    let found = costs(&sketch);
    // 10 million messages in batches of 10: 1 million invocations × $0.0000002 = $0.20.
    near(line(&found, "work", "requests"), 0.2);
    // Sent one by one, received and deleted by ten: 10 M + 1 M + 1 M = 12 million × $0.0000004 = $4.80.
    near(line(&found, "queue", "requests"), 4.8);
    near(all_transfer(&found), 0.0);
}

#[test]
fn messages_count_in_pieces_of_64_kb() {
    // 100 KB are two pieces when sent and when received, one delete: 5 million × $0.0000004 = $2.
    let mut sketch = job("queue", "sqs_queue", 1e6, 100.0);
    sketch.set("queue", "receive_batch_size", 1.0);
    near(line(&costs(&sketch), "queue", "requests"), 2.0);
}

#[test]
fn lambda_takes_batches_from_a_stream() {
    let mut sketch = job("stream", "kinesis_stream", 100e6, 1.0);
    sketch.set("stream", "stream_mode", "ON_DEMAND");
    sketch.put("work", "lambda_function", &["seoul"]);
    sketch.connect("stream", "work", 1.0, 0.0).kind = ConnectionKind::Stream;
    sketch.connect("stream", "work", 1.0, 0.0).calls_per_request = 0.01;
    let found = costs(&sketch);
    // 100 million records in batches of 100: 1 million invocations × $0.0000002 = $0.20.
    near(line(&found, "work", "requests"), 0.2);
    // On demand: 100,000,000 KB = 95.367431640625 GB × $0.099.
    near(
        line(&found, "stream", "data_in"),
        95.367_431_640_625 * 0.099,
    );
}

#[test]
fn provisioned_shards_and_payload_units() {
    // 262,800,000 records of 30 KB: 100 a second, 2.9296875 MB/s, so 3 shards: 3 × 730 h × $0.0185 = $40.515.
    let mut sketch = job("stream", "kinesis_stream", 262.8e6, 30.0);
    sketch.set("stream", "stream_mode", "PROVISIONED");
    let found = costs(&sketch);
    near(line(&found, "stream", "shards"), 40.515);
    // Two units of 25 KB each: 525,600,000 × $0.0000000204 = $10.72224.
    near(line(&found, "stream", "payload_units"), 10.722_24);
}

#[test]
fn a_topic_fans_out() {
    let mut sketch = job("topic", "sns_topic", 1e6, 1.0);
    for (to, kind) in [
        ("one", "sqs_queue"),
        ("two", "sqs_queue"),
        ("work", "lambda_function"),
    ] {
        sketch.put(to, kind, &["seoul"]);
        event(&mut sketch, "topic", to, 1.0);
        sketch.set("topic", "free_amounts", false);
    }
    sketch.put("vendor", "external_service", &[""]);
    event(&mut sketch, "topic", "vendor", 1.0);
    let found = costs(&sketch);
    // 1 million publishes × $0.0000005 = $0.50; deliveries to SQS and Lambda are free; 1 million over HTTP × $0.0000006.
    near(line(&found, "topic", "publishes"), 0.5);
    near(line(&found, "topic", "to_sqs"), 0.0);
    near(line(&found, "topic", "to_http"), 0.6);
    // Each gets all of them: 1 million invocations.
    near(quantity(&found, "work", "requests"), 1e6);
    near(all_transfer(&found), 0.0);
}

#[test]
fn a_bus_fans_out_and_counts_chunks() {
    let mut sketch = job("bus", "cloudwatch_event_bus", 1e6, 100.0);
    for to in ["one", "two"] {
        sketch.put(to, "lambda_function", &["seoul"]);
        event(&mut sketch, "bus", to, 100.0);
    }
    let found = costs(&sketch);
    // 100 KB are two chunks of 64 KB: 2 million × $0.000001 = $2.
    near(line(&found, "bus", "events"), 2.0);
    near(quantity(&found, "one", "requests"), 1e6);
    near(quantity(&found, "two", "requests"), 1e6);
}

#[test]
fn a_bucket_starts_a_function_for_each_object_written() {
    let mut sketch = Sketch::new();
    sketch.demand("users", "users", 10e6);
    sketch.put("files", "s3_bucket", &["seoul"]);
    sketch.connect("users", "files", 1.0, 1.0).read_share = 0.9;
    sketch.put("resize", "lambda_function", &["seoul"]);
    event(&mut sketch, "files", "resize", 1.0);
    let found = costs(&sketch);
    // 10 million requests, a tenth of which write: 1 million PUT × $0.0000045 = $4.50, 9 million GET × $0.00000035 = $3.15,
    // 1 million invocations.
    near(line(&found, "files", "put_requests"), 4.5);
    near(line(&found, "files", "get_requests"), 3.15);
    near(quantity(&found, "resize", "requests"), 1e6);
}

/// A job calls `front`, which calls `back`; `back` calls `front` again for a share of its requests.
fn retries(gain: f64) -> Sketch {
    let mut sketch = job("front", "lambda_function", 10e6, 1.0);
    sketch.put("back", "lambda_function", &["seoul"]);
    sketch.connect("front", "back", 1.0, 1.0);
    sketch.connect("back", "front", 1.0, 1.0).calls_per_request = gain;
    sketch
}

#[test]
fn a_retry_loop_of_gain_one_half_doubles_the_invocations() {
    let found = costs(&retries(0.5));
    // 10 million / (1 - 0.5) = 20 million in both × $0.0000002 = $4.
    near(line(&found, "front", "requests"), 4.0);
    near(line(&found, "back", "requests"), 4.0);
}

#[test]
fn a_loop_of_gain_one_is_named_and_billed_once_around() {
    let sketch = retries(1.0);
    let traffic = traffic::solve(&sketch.design);
    let found: Vec<_> = traffic.runaways().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members, [id("back"), id("front")]);
    near(found[0].gain, 1.0);
    near(line(&costs(&sketch), "back", "requests"), 2.0);
}
