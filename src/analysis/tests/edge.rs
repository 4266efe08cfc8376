//! CloudFront, DNS and what stands before an origin.

use super::*;

/// Viewers ask CloudFront for objects of 10 KB in requests of 1 KB; the origin gets the misses.
fn delivered(origin: &str, place: &str) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.demand("viewers", "users", 100.0 * PER_GB);
    sketch.put("cdn", "cloudfront_distribution", &[""]);
    sketch.put("origin", origin, &[place]);
    sketch.connect("viewers", "cdn", 1.0, 10.0);
    sketch.connect("cdn", "origin", 1.0, 10.0).kind = ConnectionKind::OriginFetch;
    sketch
}

#[test]
fn cloudfront_in_front_of_s3() {
    let found = costs(&delivered("s3_bucket", "seoul"));
    // 1,000 GB × $0.12 = $120; 104,857,600 requests × $0.0000012 = $125.82912.
    near(line(&found, "cdn", "data_out"), 120.0);
    near(line(&found, "cdn", "requests"), 125.829_12);
    // 80% are cached: 20,971,520 fetches, 80% of which read: 16,777,216 × $0.00000035 = $5.8720256; nothing for transfer.
    near(line(&found, "origin", "get_requests"), 5.872_025_6);
    near(all_transfer(&found), 0.0);
    // What goes towards the origin: 20 GB × $0.06 = $1.20.
    near(line(&found, "cdn", "data_to_origin"), 1.2);
}

#[test]
fn cloudfront_in_front_of_an_application_load_balancer_with_uploads() {
    let mut sketch = delivered("application_load_balancer", "vpc");
    sketch.put("web", "instance", &["private-a", "private-c"]);
    sketch.connect("origin", "web", 1.0, 10.0);
    sketch.demand("authors", "users", 1.0 * PER_GB);
    sketch.connect("authors", "cdn", 100.0, 1.0);
    sketch.connect("cdn", "origin", 1.0, 10.0).calls_per_request = 1.0;
    let found = costs(&sketch);
    // (1,000 + 1) GB × $0.12 = $120.12.
    near(line(&found, "cdn", "data_out"), 120.12);
    // Misses of both: 20.2 GB of requests × $0.06 = $1.212.
    near(line(&found, "cdn", "data_to_origin"), 1.212);
    // Neither the load balancer's answers nor its targets cost transfer.
    near(all_transfer(&found), 0.0);
    // A connection of its own for uploads, never cached: 100 GB × $0.06 = $6 more.
    let mut uploads = Connection::new(id("cdn"), id("origin"));
    uploads.request_kb = 100.0;
    uploads.requests_per_month = Some(PER_GB);
    let design = &mut sketch.design;
    design.connections.insert(id("uploads"), Arc::new(uploads));
    near(line(&costs(&sketch), "cdn", "data_to_origin"), 7.212);
}

#[test]
fn without_cloudfront_the_load_balancer_pays_egress() {
    let mut sketch = Sketch::new();
    sketch.demand("viewers", "users", 100.0 * PER_GB);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.connect("viewers", "lb", 1.0, 10.0);
    // 1,000 GB × $0.126 = $126.
    near(all_transfer(&costs(&sketch)), 126.0);
}

#[test]
fn s3_and_apis_pay_egress_to_the_internet_themselves() {
    for kind in ["s3_bucket", "api_gateway_http", "lambda_function"] {
        let mut sketch = Sketch::new();
        sketch.demand("viewers", "users", 100.0 * PER_GB);
        sketch.put("front", kind, &["seoul"]);
        sketch.connect("viewers", "front", 1.0, 10.0);
        near(all_transfer(&costs(&sketch)), 126.0);
    }
}

#[test]
fn names_are_looked_up_free_for_aliases() {
    let mut sketch = Sketch::new();
    sketch.demand("viewers", "users", 100.0 * PER_GB);
    sketch.put("dns", "route53_zone", &[""]);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.connect("viewers", "dns", 0.1, 0.1);
    sketch.connect("viewers", "lb", 1.0, 10.0);
    sketch.set("dns", "alias", true);
    let found = costs(&sketch);
    near(line(&found, "dns", "queries"), 0.0);
    near(transfer(&found, "viewers-dns"), 0.0);
    near(transfer(&found, "viewers-lb"), 126.0);
}

#[test]
fn a_web_acl_counts_requests_and_hides_no_egress() {
    let mut sketch = Sketch::new();
    sketch.demand("viewers", "users", 100.0 * PER_GB);
    sketch.put("acl", "wafv2_web_acl", &["seoul"]);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.connect("viewers", "acl", 1.0, 10.0);
    sketch.connect("acl", "lb", 1.0, 10.0);
    let found = costs(&sketch);
    // 104,857,600 × $0.0000006 = $62.91456.
    near(line(&found, "acl", "requests"), 62.914_56);
    near(all_transfer(&found), 126.0);
}
