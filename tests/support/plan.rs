//! A Terraform plan of any size in the form of `terraform show -json`, the same for the same size: for measuring and for
//! tests of what must not depend on size.
//!
//! It is drawn as plans of real repositories are: a network and what all share in the root module, each service a module
//! with variables and an output (some made by `for_each`), a part of the services written out in the root module, as
//! older repositories have them. A service has a load balancer, tasks or servers, a database, a cache, queues, functions,
//! a table, a bucket with its satellites, roles with policies, security groups with rules, logs and alarms. About two of
//! five resources are of types that are billed by themselves.

use serde_json::{Map, Value, json};

/// Resources of a service.
pub const PER_SERVICE: usize = 40;

/// The plan of at least `resources` resources, as text.
pub fn text(resources: usize) -> String {
    plan(resources).to_string()
}

/// A part of a plan: planned resources and the configuration that made them.
#[derive(Default)]
struct Part {
    planned: Vec<Value>,
    changes: Vec<Value>,
    configured: Vec<Value>,
}

/// How a resource is written: attributes with values, and attributes that refer to others.
struct Written<'a> {
    kind: &'a str,
    name: String,
    values: Value,
    references: &'a [(&'a str, String)],
}

impl Part {
    fn put(&mut self, module: &str, written: Written<'_>) {
        let Written {
            kind,
            name,
            values,
            references,
        } = written;
        let dot = if module.is_empty() { "" } else { "." };
        let mut expressions = Map::new();
        for (key, value) in values.as_object().into_iter().flatten() {
            // Blocks are lists of objects in the configuration; constants are enough here.
            if !value.is_array() && !value.is_object() {
                expressions.insert(key.clone(), json!({ "constant_value": value }));
            }
        }
        for (key, target) in references {
            let whole = target.rsplit_once('.').map_or("", |(whole, _)| whole);
            expressions.insert((*key).to_owned(), json!({ "references": [target, whole] }));
        }
        let address = format!("{module}{dot}{kind}.{name}");
        self.changes.push(json!({
            "address": address,
            "mode": "managed",
            "type": kind,
            "name": name,
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "change": {
                "actions": ["create"],
                "before": null,
                "after": values,
                "after_unknown": { "arn": true, "id": true, "tags_all": true },
                "before_sensitive": false,
                "after_sensitive": {},
            },
        }));
        self.planned.push(json!({
            "address": address,
            "mode": "managed",
            "type": kind,
            "name": name,
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "schema_version": 1,
            "values": values,
            "sensitive_values": {},
        }));
        self.configured.push(json!({
            "address": format!("{kind}.{name}"),
            "mode": "managed",
            "type": kind,
            "name": name,
            "provider_config_key": "aws",
            "expressions": expressions,
            "schema_version": 1,
        }));
    }
}

fn plan(resources: usize) -> Value {
    let mut root = Part::default();
    network(&mut root);
    let (mut children, mut changes) = (Vec::new(), Vec::new());
    let mut calls = Map::new();
    let mut count = root.planned.len();
    let mut number = 0;
    while count < resources {
        // One of three services stands in the root module.
        if number % 3 == 0 {
            service(&mut root, "", &format!("svc{number}"), number);
        } else {
            let call = format!("svc{number}");
            let module = if number % 2 == 0 {
                format!("module.{call}")
            } else {
                format!("module.{call}[\"main\"]")
            };
            let mut part = Part::default();
            service(&mut part, &module, "main", number);
            changes.append(&mut part.changes);
            children.push(json!({ "address": module, "resources": part.planned }));
            calls.insert(
                call,
                json!({
                    "source": "./modules/service",
                    "expressions": {
                        "subnet_ids": { "references": ["aws_subnet.private0.id", "aws_subnet.private0"] },
                        "vpc_id": { "references": ["aws_vpc.main.id", "aws_vpc.main"] },
                    },
                    "module": {
                        "outputs": { "queue_arn": { "expression": { "references": ["aws_sqs_queue.main_jobs.arn", "aws_sqs_queue.main_jobs"] } } },
                        "resources": part.configured,
                        "variables": { "subnet_ids": {}, "vpc_id": {} },
                    },
                }),
            );
        }
        count += PER_SERVICE;
        number += 1;
    }
    changes.append(&mut root.changes);
    json!({
        "format_version": "1.2",
        "terraform_version": "1.9.5",
        "variables": { "region": { "value": "ap-northeast-2" } },
        "planned_values": { "root_module": { "resources": root.planned, "child_modules": children } },
        "resource_changes": changes,
        "configuration": {
            "provider_config": { "aws": {
                "name": "aws",
                "full_name": "registry.terraform.io/hashicorp/aws",
                "expressions": { "region": { "references": ["var.region"] } },
            } },
            "root_module": { "resources": root.configured, "module_calls": calls, "variables": { "region": {} } },
        },
    })
}

/// What all services share.
fn network(part: &mut Part) {
    let mut put = |kind: &str, name: String, values: Value, references: &[(&str, String)]| {
        part.put(
            "",
            Written {
                kind,
                name,
                values,
                references,
            },
        );
    };
    put(
        "aws_vpc",
        "main".to_owned(),
        json!({ "cidr_block": "10.0.0.0/16", "enable_dns_hostnames": true, "tags": tags("network") }),
        &[],
    );
    let vpc = || ("vpc_id", "aws_vpc.main.id".to_owned());
    put(
        "aws_internet_gateway",
        "main".to_owned(),
        json!({}),
        &[vpc()],
    );
    for (number, zone) in ["a", "b", "c"].iter().enumerate() {
        for (kind, base) in [("public", 0), ("private", 64), ("data", 128)] {
            let values = json!({
                "availability_zone": format!("ap-northeast-2{zone}"),
                "cidr_block": format!("10.0.{}.0/20", base + number * 16),
                "map_public_ip_on_launch": kind == "public",
            });
            put("aws_subnet", format!("{kind}{number}"), values, &[vpc()]);
        }
        put(
            "aws_eip",
            format!("nat{number}"),
            json!({ "domain": "vpc" }),
            &[],
        );
        let nat = [
            ("allocation_id", format!("aws_eip.nat{number}.id")),
            ("subnet_id", format!("aws_subnet.public{number}.id")),
        ];
        put("aws_nat_gateway", format!("main{number}"), json!({}), &nat);
        put(
            "aws_route_table",
            format!("private{number}"),
            json!({}),
            &[vpc()],
        );
    }
    put(
        "aws_route53_zone",
        "main".to_owned(),
        json!({ "name": "example.com" }),
        &[],
    );
    put(
        "aws_kms_key",
        "main".to_owned(),
        json!({ "description": "data", "enable_key_rotation": true, "tags": tags("network") }),
        &[],
    );
    put(
        "aws_sns_topic",
        "alarms".to_owned(),
        json!({ "name": "alarms" }),
        &[],
    );
    put(
        "aws_ecs_cluster",
        "main".to_owned(),
        json!({ "name": "main", "setting": [{ "name": "containerInsights", "value": "enabled" }] }),
        &[],
    );
}

fn tags(service: &str) -> Value {
    json!({ "service": service, "env": "prod", "owner": "platform", "managed-by": "terraform" })
}

/// A service that is being written.
struct Service<'p> {
    part: &'p mut Part,
    /// Address of its module; empty for the root.
    module: &'p str,
    /// Starts the names of its resources.
    name: &'p str,
    number: usize,
    service: String,
    tags: Value,
}

/// The resources of a service, [`PER_SERVICE`] of them.
fn service(part: &mut Part, module: &str, name: &str, number: usize) {
    let first = part.planned.len();
    let service = format!("svc{number}");
    let mut service = Service {
        part,
        module,
        name,
        number,
        tags: tags(&service),
        service,
    };
    service.way_in();
    service.work();
    service.stores();
    service.jobs();
    service.files();
    service.around();
    assert_eq!(service.part.planned.len() - first, PER_SERVICE);
}

impl Service<'_> {
    fn put(&mut self, kind: &str, what: &str, values: Value, references: &[(&str, String)]) {
        let name = format!("{}_{what}", self.name);
        let written = Written {
            kind,
            name,
            values,
            references,
        };
        self.part.put(self.module, written);
    }
    fn is_even(&self) -> bool {
        self.number.is_multiple_of(2)
    }
    fn pick(&self, of: &[&'static str]) -> &'static str {
        of[self.number % of.len()]
    }
    /// An attribute of another resource of the service.
    fn to(&self, kind: &str, what: &str, attribute: &str) -> String {
        format!("{kind}.{}_{what}.{attribute}", self.name)
    }
    /// In a module what is shared comes in by variables.
    fn shared(&self, direct: &str, variable: &str) -> String {
        if self.module.is_empty() {
            direct.to_owned()
        } else {
            format!("var.{variable}")
        }
    }
    fn vpc(&self) -> (&'static str, String) {
        ("vpc_id", self.shared("aws_vpc.main.id", "vpc_id"))
    }
    fn subnets(&self, key: &'static str) -> (&'static str, String) {
        (key, self.shared("aws_subnet.private0.id", "subnet_ids"))
    }
    /// Load balancer and security groups.
    fn way_in(&mut self) {
        let values = json!({ "name": self.service, "load_balancer_type": "application", "internal": false, "drop_invalid_header_fields": true, "enable_deletion_protection": self.is_even(), "access_logs": [{ "enabled": true, "bucket": "logs" }], "tags": self.tags });
        let to = [
            self.subnets("subnets"),
            (
                "security_groups",
                self.to("aws_security_group", "front", "id"),
            ),
        ];
        self.put("aws_lb", "front", values, &to);
        let values = json!({ "port": 8080, "protocol": "HTTP", "target_type": "ip", "health_check": [{ "path": "/health", "interval": 15 }] });
        let to = [self.vpc()];
        self.put("aws_lb_target_group", "front", values, &to);
        let values = json!({ "port": 443, "protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06" });
        let to = [("load_balancer_arn", self.to("aws_lb", "front", "arn"))];
        self.put("aws_lb_listener", "https", values, &to);
        let values = json!({ "port": 80, "protocol": "HTTP" });
        let to = [("load_balancer_arn", self.to("aws_lb", "front", "arn"))];
        self.put("aws_lb_listener", "http", values, &to);
        for (group, port) in [("front", 443), ("app", 8080), ("data", 5432)] {
            let name = format!("{}-{group}", self.service);
            let values = json!({ "name": name, "description": group, "tags": self.tags });
            let to = [self.vpc()];
            self.put("aws_security_group", group, values, &to);
            let range = if group == "front" {
                "0.0.0.0/0"
            } else {
                "10.0.0.0/16"
            };
            let values = json!({ "from_port": port, "to_port": port, "ip_protocol": "tcp", "cidr_ipv4": range });
            let to = [(
                "security_group_id",
                self.to("aws_security_group", group, "id"),
            )];
            self.put("aws_vpc_security_group_ingress_rule", group, values, &to);
        }
    }
    /// Tasks with their role and logs.
    fn work(&mut self) {
        let values = json!({ "family": self.service, "cpu": "512", "memory": "1024", "network_mode": "awsvpc", "requires_compatibilities": ["FARGATE"] });
        let to = [("execution_role_arn", self.to("aws_iam_role", "app", "arn"))];
        self.put("aws_ecs_task_definition", "app", values, &to);
        let values = json!({ "name": self.service, "desired_count": 2 + self.number % 3, "launch_type": "FARGATE", "tags": self.tags });
        let to = [
            (
                "task_definition",
                self.to("aws_ecs_task_definition", "app", "arn"),
            ),
            self.subnets("network_configuration.subnets"),
        ];
        self.put("aws_ecs_service", "app", values, &to);
        let values = json!({ "min_capacity": 2, "max_capacity": 8, "service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount" });
        let to = [("resource_id", self.to("aws_ecs_service", "app", "name"))];
        self.put("aws_appautoscaling_target", "app", values, &to);
        let values = json!({ "policy_type": "TargetTrackingScaling", "service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount" });
        let to = [(
            "resource_id",
            self.to("aws_appautoscaling_target", "app", "resource_id"),
        )];
        self.put("aws_appautoscaling_policy", "app", values, &to);
        let values = json!({ "name": format!("/ecs/{}", self.service), "retention_in_days": 30, "tags": self.tags });
        self.put("aws_cloudwatch_log_group", "app", values, &[]);
        let values = json!({ "name": format!("{}-app", self.service), "assume_role_policy": "{}", "tags": self.tags });
        self.put("aws_iam_role", "app", values, &[]);
        let values = json!({ "name": "app", "policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::x/*\"}]}" });
        let to = [("role", self.to("aws_iam_role", "app", "id"))];
        self.put("aws_iam_role_policy", "app", values, &to);
        let values = json!({ "policy_arn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy" });
        let to = [("role", self.to("aws_iam_role", "app", "name"))];
        self.put("aws_iam_role_policy_attachment", "app", values, &to);
    }
    /// Database and cache.
    fn stores(&mut self) {
        let values = json!({ "identifier": self.service, "engine": "postgres", "engine_version": "16.4", "instance_class": self.pick(&["db.t4g.medium", "db.m6g.large", "db.r6g.large"]), "allocated_storage": 100 + 50 * (self.number % 4), "storage_type": "gp3", "storage_encrypted": true, "multi_az": self.number % 3 != 1, "backup_retention_period": 7, "deletion_protection": !self.number.is_multiple_of(4), "publicly_accessible": false, "tags": self.tags });
        let to = [
            (
                "db_subnet_group_name",
                self.to("aws_db_subnet_group", "data", "name"),
            ),
            (
                "parameter_group_name",
                self.to("aws_db_parameter_group", "data", "name"),
            ),
            (
                "vpc_security_group_ids",
                self.to("aws_security_group", "data", "id"),
            ),
        ];
        self.put("aws_db_instance", "data", values, &to);
        let values = json!({ "name": self.service });
        let to = [self.subnets("subnet_ids")];
        self.put("aws_db_subnet_group", "data", values, &to);
        let values = json!({ "family": "postgres16", "parameter": [{ "name": "rds.force_ssl", "value": "1" }] });
        self.put("aws_db_parameter_group", "data", values, &[]);
        let values = json!({ "replication_group_id": self.service, "description": "sessions", "engine": self.pick(&["redis", "valkey"]), "node_type": "cache.t4g.small", "num_cache_clusters": 2, "automatic_failover_enabled": true, "at_rest_encryption_enabled": true, "transit_encryption_enabled": self.is_even(), "tags": self.tags });
        self.put("aws_elasticache_replication_group", "cache", values, &[]);
    }
    /// Queues with a function.
    fn jobs(&mut self) {
        let values = json!({ "name": format!("{}-jobs", self.service), "visibility_timeout_seconds": 60, "tags": self.tags });
        self.put("aws_sqs_queue", "jobs", values, &[]);
        let values = json!({ "name": format!("{}-dead", self.service), "message_retention_seconds": 1_209_600, "tags": self.tags });
        self.put("aws_sqs_queue", "dead", values, &[]);
        let values = json!({ "redrive_policy": "{}" });
        let to = [("queue_url", self.to("aws_sqs_queue", "jobs", "id"))];
        self.put("aws_sqs_queue_redrive_policy", "jobs", values, &to);
        let values = json!({ "function_name": format!("{}-job", self.service), "runtime": self.pick(&["python3.13", "nodejs22.x"]), "handler": "main.run", "memory_size": 512, "timeout": 30, "architectures": ["arm64"], "tags": self.tags });
        let to = [("role", self.to("aws_iam_role", "job", "arn"))];
        self.put("aws_lambda_function", "job", values, &to);
        let values = json!({ "batch_size": 10 });
        let to = [
            ("event_source_arn", self.to("aws_sqs_queue", "jobs", "arn")),
            (
                "function_name",
                self.to("aws_lambda_function", "job", "arn"),
            ),
        ];
        self.put("aws_lambda_event_source_mapping", "job", values, &to);
        let values = json!({ "name": format!("{}-job", self.service), "assume_role_policy": "{}" });
        self.put("aws_iam_role", "job", values, &[]);
        let values = json!({ "policy_arn": "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole" });
        let to = [("role", self.to("aws_iam_role", "job", "name"))];
        self.put("aws_iam_role_policy_attachment", "job", values, &to);
        let values = json!({ "name": format!("/aws/lambda/{}-job", self.service), "retention_in_days": if self.is_even() { 14 } else { 0 } });
        self.put("aws_cloudwatch_log_group", "job", values, &[]);
    }
    /// Table and bucket.
    fn files(&mut self) {
        let values = json!({ "name": self.service, "billing_mode": "PAY_PER_REQUEST", "hash_key": "id", "attribute": [{ "name": "id", "type": "S" }], "point_in_time_recovery": [{ "enabled": self.is_even() }], "tags": self.tags });
        self.put("aws_dynamodb_table", "state", values, &[]);
        let values = json!({ "bucket": format!("{}-files", self.service), "force_destroy": false, "tags": self.tags });
        self.put("aws_s3_bucket", "files", values, &[]);
        let bucket = ("bucket", self.to("aws_s3_bucket", "files", "id"));
        let values = json!({ "versioning_configuration": [{ "status": "Enabled" }] });
        let to = [bucket.clone()];
        self.put("aws_s3_bucket_versioning", "files", values, &to);
        let values = json!({ "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true });
        let to = [bucket.clone()];
        self.put("aws_s3_bucket_public_access_block", "files", values, &to);
        let values = json!({ "rule": [{ "apply_server_side_encryption_by_default": [{ "sse_algorithm": "aws:kms" }] }] });
        let to = [bucket.clone()];
        self.put(
            "aws_s3_bucket_server_side_encryption_configuration",
            "files",
            values,
            &to,
        );
        let values = json!({ "rule": [{ "id": "old", "status": "Enabled", "noncurrent_version_expiration": [{ "noncurrent_days": 30 }] }] });
        let to = [bucket.clone()];
        self.put(
            "aws_s3_bucket_lifecycle_configuration",
            "files",
            values,
            &to,
        );
    }
    /// Name, secret and alarms.
    fn around(&mut self) {
        let values = json!({ "name": self.service, "type": "A" });
        let to = [("alias.name", self.to("aws_lb", "front", "dns_name"))];
        self.put("aws_route53_record", "app", values, &to);
        let values = json!({ "name": format!("{}/data", self.service), "tags": self.tags });
        self.put("aws_secretsmanager_secret", "data", values, &[]);
        let values = json!({ "alarm_name": format!("{}-errors", self.service), "metric_name": "HTTPCode_Target_5XX_Count", "namespace": "AWS/ApplicationELB", "period": 60, "threshold": 10, "evaluation_periods": 3, "comparison_operator": "GreaterThanThreshold" });
        let to = [("dimensions", self.to("aws_lb", "front", "arn_suffix"))];
        self.put("aws_cloudwatch_metric_alarm", "errors", values, &to);
        let values = json!({ "alarm_name": format!("{}-depth", self.service), "metric_name": "ApproximateAgeOfOldestMessage", "namespace": "AWS/SQS", "period": 60, "threshold": 600, "evaluation_periods": 5, "comparison_operator": "GreaterThanThreshold" });
        let to = [("dimensions", self.to("aws_sqs_queue", "jobs", "name"))];
        self.put("aws_cloudwatch_metric_alarm", "depth", values, &to);
    }
}
