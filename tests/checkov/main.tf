# Two of everything: one as a careless first draft has it (`open`), one as it should be (`safe`). The names say which.
# Checkov's verdicts on the plan of this file stand in verdicts.csv.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_kms_key" "safe" {
  description         = "data of the shop"
  enable_key_rotation = true
}

resource "aws_kms_key" "open" {
  description         = "never rotated"
  enable_key_rotation = false
}

# Relational databases

resource "aws_db_instance" "open" {
  identifier                          = "orders-open"
  engine                              = "mysql"
  engine_version                      = "8.0"
  instance_class                      = "db.m6g.large"
  allocated_storage                   = 100
  storage_type                        = "gp3"
  storage_encrypted                   = false
  publicly_accessible                 = true
  multi_az                            = false
  deletion_protection                 = false
  iam_database_authentication_enabled = false
  auto_minor_version_upgrade          = false
  performance_insights_enabled        = false
  monitoring_interval                 = 0
  backup_retention_period             = 0
  skip_final_snapshot                 = true
}

resource "aws_db_instance" "safe" {
  identifier                          = "orders-safe"
  engine                              = "mysql"
  engine_version                      = "8.0"
  instance_class                      = "db.m6g.large"
  allocated_storage                   = 100
  max_allocated_storage               = 500
  storage_type                        = "gp3"
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.safe.arn
  publicly_accessible                 = false
  multi_az                            = true
  deletion_protection                 = true
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  performance_insights_enabled        = true
  monitoring_interval                 = 60
  backup_retention_period             = 14
  copy_tags_to_snapshot               = true
  enabled_cloudwatch_logs_exports     = ["error", "general", "slowquery"]
  skip_final_snapshot                 = false
}

resource "aws_rds_cluster" "open" {
  cluster_identifier                  = "stock-open"
  engine                              = "aurora-postgresql"
  storage_encrypted                   = false
  deletion_protection                 = false
  iam_database_authentication_enabled = false
  backup_retention_period             = 1
  skip_final_snapshot                 = true
}

resource "aws_rds_cluster_instance" "open" {
  identifier                   = "stock-open-1"
  cluster_identifier           = aws_rds_cluster.open.id
  engine                       = "aurora-postgresql"
  instance_class               = "db.r6g.large"
  publicly_accessible          = true
  auto_minor_version_upgrade   = false
  performance_insights_enabled = false
  monitoring_interval          = 0
}

resource "aws_rds_cluster" "safe" {
  cluster_identifier                  = "stock-safe"
  engine                              = "aurora-postgresql"
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.safe.arn
  deletion_protection                 = true
  iam_database_authentication_enabled = true
  backup_retention_period             = 14
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  copy_tags_to_snapshot               = true
  skip_final_snapshot                 = false
}

resource "aws_rds_cluster_instance" "safe" {
  identifier                   = "stock-safe-1"
  cluster_identifier           = aws_rds_cluster.safe.id
  engine                       = "aurora-postgresql"
  instance_class               = "db.r6g.large"
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
  monitoring_interval          = 60
}

# Servers and volumes

resource "aws_ebs_volume" "open" {
  availability_zone = "ap-northeast-2a"
  size              = 100
  type              = "gp3"
  encrypted         = false
}

resource "aws_ebs_volume" "safe" {
  availability_zone = "ap-northeast-2a"
  size              = 100
  type              = "gp3"
  encrypted         = true
}

resource "aws_instance" "open" {
  ami                         = "ami-0000000000000000a"
  instance_type               = "m6i.large"
  associate_public_ip_address = true
  monitoring                  = false
  ebs_optimized               = false
  root_block_device {
    volume_size = 30
    volume_type = "gp3"
    encrypted   = false
  }
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional"
  }
}

resource "aws_instance" "safe" {
  ami                         = "ami-0000000000000000a"
  instance_type               = "m6i.large"
  associate_public_ip_address = false
  monitoring                  = true
  ebs_optimized               = true
  iam_instance_profile        = aws_iam_instance_profile.safe.name
  root_block_device {
    volume_size = 30
    volume_type = "gp3"
    encrypted   = true
  }
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
}

resource "aws_iam_role" "safe" {
  name               = "server"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"
}

resource "aws_iam_instance_profile" "safe" {
  name = "server"
  role = aws_iam_role.safe.name
}

resource "aws_iam_user" "open" {
  name = "deploy"
}

resource "aws_efs_file_system" "open" {
  encrypted = false
}

resource "aws_efs_file_system" "safe" {
  encrypted  = true
  kms_key_id = aws_kms_key.safe.arn
}

# Objects

resource "aws_s3_bucket" "open" {
  bucket = "skydraft-comparison-open"
}

resource "aws_s3_bucket" "safe" {
  bucket = "skydraft-comparison-safe"
}

resource "aws_s3_bucket_versioning" "safe" {
  bucket = aws_s3_bucket.safe.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "safe" {
  bucket        = aws_s3_bucket.safe.id
  target_bucket = "skydraft-comparison-logs"
  target_prefix = "safe/"
}

resource "aws_s3_bucket_public_access_block" "safe" {
  bucket                  = aws_s3_bucket.safe.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "safe" {
  bucket = aws_s3_bucket.safe.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.safe.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "safe" {
  bucket = aws_s3_bucket.safe.id
  rule {
    id     = "age"
    status = "Enabled"
    filter {}
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
    noncurrent_version_expiration {
      noncurrent_days = 90
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

# Messages and streams

resource "aws_sns_topic" "open" {
  name = "orders-open"
}

resource "aws_sns_topic" "safe" {
  name              = "orders-safe"
  kms_master_key_id = aws_kms_key.safe.id
}

resource "aws_sqs_queue" "open" {
  name                    = "orders-open"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "safe" {
  name              = "orders-safe"
  kms_master_key_id = aws_kms_key.safe.id
}

resource "aws_kinesis_stream" "open" {
  name            = "clicks-open"
  shard_count     = 1
  encryption_type = "NONE"
}

resource "aws_kinesis_stream" "safe" {
  name            = "clicks-safe"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.safe.id
}

resource "aws_kinesis_firehose_delivery_stream" "open" {
  name        = "archive-open"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = aws_iam_role.safe.arn
    bucket_arn = aws_s3_bucket.open.arn
  }
}

resource "aws_kinesis_firehose_delivery_stream" "safe" {
  name        = "archive-safe"
  destination = "extended_s3"
  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.safe.arn
  }
  extended_s3_configuration {
    role_arn   = aws_iam_role.safe.arn
    bucket_arn = aws_s3_bucket.safe.arn
  }
}

resource "aws_mq_broker" "open" {
  broker_name                = "legacy-open"
  engine_type                = "ActiveMQ"
  engine_version             = "5.18"
  host_instance_type         = "mq.m5.large"
  publicly_accessible        = true
  auto_minor_version_upgrade = false
  user {
    username = "shop"
    password = "typed-in-the-plan-1"
  }
}

resource "aws_mq_broker" "safe" {
  broker_name                = "legacy-safe"
  engine_type                = "ActiveMQ"
  engine_version             = "5.18"
  host_instance_type         = "mq.m5.large"
  deployment_mode            = "ACTIVE_STANDBY_MULTI_AZ"
  publicly_accessible        = false
  auto_minor_version_upgrade = true
  logs {
    general = true
    audit   = true
  }
  user {
    username = "shop"
    password = "typed-in-the-plan-1"
  }
}

resource "aws_msk_cluster" "open" {
  cluster_name           = "events-open"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-0000000000000000a", "subnet-0000000000000000b", "subnet-0000000000000000c"]
    security_groups = ["sg-0000000000000000a"]
    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
    storage_info {
      ebs_storage_info {
        volume_size = 100
      }
    }
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
      in_cluster    = true
    }
  }
}

resource "aws_msk_cluster" "safe" {
  cluster_name           = "events-safe"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-0000000000000000a", "subnet-0000000000000000b", "subnet-0000000000000000c"]
    security_groups = ["sg-0000000000000000a"]
    connectivity_info {
      public_access {
        type = "DISABLED"
      }
    }
    storage_info {
      ebs_storage_info {
        volume_size = 100
      }
    }
  }
  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.safe.arn
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }
  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = "msk"
      }
    }
  }
}

# Tables, caches, search, warehouse

resource "aws_dynamodb_table" "open" {
  name         = "carts-open"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "safe" {
  name                        = "carts-safe"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.safe.arn
  }
}

resource "aws_elasticache_replication_group" "open" {
  replication_group_id       = "sessions-open"
  description                = "sessions"
  engine                     = "redis"
  node_type                  = "cache.m6g.large"
  num_cache_clusters         = 2
  automatic_failover_enabled = false
  at_rest_encryption_enabled = false
  transit_encryption_enabled = false
  snapshot_retention_limit   = 0
}

resource "aws_elasticache_replication_group" "safe" {
  replication_group_id       = "sessions-safe"
  description                = "sessions"
  engine                     = "redis"
  node_type                  = "cache.m6g.large"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.safe.arn
  transit_encryption_enabled = true
  auth_token                 = "typed-in-the-plan-only-1"
  snapshot_retention_limit   = 7
}

resource "aws_elasticache_cluster" "open" {
  cluster_id                 = "pages-open"
  engine                     = "redis"
  node_type                  = "cache.m6g.large"
  num_cache_nodes            = 1
  snapshot_retention_limit   = 0
  auto_minor_version_upgrade = "false"
}

resource "aws_elasticache_cluster" "safe" {
  cluster_id                 = "pages-safe"
  engine                     = "redis"
  node_type                  = "cache.m6g.large"
  num_cache_nodes            = 1
  snapshot_retention_limit   = 7
  auto_minor_version_upgrade = "true"
}

resource "aws_opensearch_domain" "open" {
  domain_name    = "products-open"
  engine_version = "OpenSearch_2.11"
  cluster_config {
    instance_type            = "m6g.large.search"
    instance_count           = 2
    dedicated_master_enabled = false
    zone_awareness_enabled   = false
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 50
    volume_type = "gp3"
  }
  encrypt_at_rest {
    enabled = false
  }
  node_to_node_encryption {
    enabled = false
  }
  domain_endpoint_options {
    enforce_https = false
  }
}

resource "aws_opensearch_domain" "safe" {
  domain_name    = "products-safe"
  engine_version = "OpenSearch_2.11"
  cluster_config {
    instance_type            = "m6g.large.search"
    instance_count           = 3
    dedicated_master_enabled = true
    dedicated_master_count   = 3
    dedicated_master_type    = "m6g.large.search"
    zone_awareness_enabled   = true
    zone_awareness_config {
      availability_zone_count = 3
    }
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 50
    volume_type = "gp3"
  }
  encrypt_at_rest {
    enabled    = true
    kms_key_id = aws_kms_key.safe.arn
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = false
  }
  vpc_options {
    subnet_ids         = ["subnet-0000000000000000a", "subnet-0000000000000000b", "subnet-0000000000000000c"]
    security_group_ids = ["sg-0000000000000000a"]
  }
}

resource "aws_redshift_cluster" "open" {
  cluster_identifier                  = "reports-open"
  node_type                           = "ra3.large"
  number_of_nodes                     = 2
  cluster_type                        = "multi-node"
  encrypted                           = false
  publicly_accessible                 = true
  automated_snapshot_retention_period = 0
}

resource "aws_redshift_cluster" "safe" {
  cluster_identifier                  = "reports-safe"
  node_type                           = "ra3.large"
  number_of_nodes                     = 2
  cluster_type                        = "multi-node"
  encrypted                           = true
  kms_key_id                          = aws_kms_key.safe.arn
  publicly_accessible                 = false
  automated_snapshot_retention_period = 7
  logging {
    enable      = true
    bucket_name = "skydraft-comparison-logs"
  }
}

resource "aws_docdb_cluster" "open" {
  cluster_identifier      = "catalogue-open"
  engine                  = "docdb"
  storage_encrypted       = false
  backup_retention_period = 1
  skip_final_snapshot     = true
}

resource "aws_docdb_cluster" "safe" {
  cluster_identifier              = "catalogue-safe"
  engine                          = "docdb"
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.safe.arn
  deletion_protection             = true
  backup_retention_period         = 14
  enabled_cloudwatch_logs_exports = ["audit", "profiler"]
}

# Entries

resource "aws_lb" "open" {
  name                       = "shop-open"
  load_balancer_type         = "application"
  internal                   = false
  drop_invalid_header_fields = false
  enable_deletion_protection = false
  desync_mitigation_mode     = "monitor"
}

resource "aws_lb" "safe" {
  name                       = "shop-safe"
  load_balancer_type         = "application"
  internal                   = true
  drop_invalid_header_fields = true
  enable_deletion_protection = true
  desync_mitigation_mode     = "defensive"
  access_logs {
    enabled = true
    bucket  = "skydraft-comparison-logs"
  }
}

resource "aws_lb" "network_open" {
  name                             = "lines-open"
  load_balancer_type               = "network"
  internal                         = true
  enable_cross_zone_load_balancing = false
  enable_deletion_protection       = false
}

resource "aws_lb" "network_safe" {
  name                             = "lines-safe"
  load_balancer_type               = "network"
  internal                         = true
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = true
  access_logs {
    enabled = true
    bucket  = "skydraft-comparison-logs"
  }
}

resource "aws_lb_listener" "open" {
  load_balancer_arn = aws_lb.open.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}

resource "aws_lb_listener" "safe" {
  load_balancer_arn = aws_lb.safe.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:ap-northeast-2:111122223333:certificate/shop"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}

resource "aws_elb" "open" {
  name                      = "old-open"
  availability_zones        = ["ap-northeast-2a", "ap-northeast-2c"]
  cross_zone_load_balancing = false
  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_elb" "safe" {
  name                      = "old-safe"
  availability_zones        = ["ap-northeast-2a", "ap-northeast-2c"]
  cross_zone_load_balancing = true
  connection_draining       = true
  access_logs {
    enabled = true
    bucket  = "skydraft-comparison-logs"
  }
  listener {
    instance_port      = 443
    instance_protocol  = "https"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = "arn:aws:acm:ap-northeast-2:111122223333:certificate/shop"
  }
}

resource "aws_cloudfront_distribution" "open" {
  enabled = true
  origin {
    domain_name = "origin.example.com"
    origin_id   = "shop"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "shop"
    viewer_protocol_policy = "allow-all"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "safe" {
  enabled             = true
  default_root_object = "index.html"
  web_acl_id          = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/1"
  origin {
    domain_name = "origin.example.com"
    origin_id   = "shop"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  origin {
    domain_name = "reserve.example.com"
    origin_id   = "reserve"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  origin_group {
    origin_id = "both"
    failover_criteria {
      status_codes = [500, 502, 503]
    }
    member {
      origin_id = "shop"
    }
    member {
      origin_id = "reserve"
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "both"
    viewer_protocol_policy = "redirect-to-https"
  }
  logging_config {
    bucket = "skydraft-comparison-logs.s3.amazonaws.com"
  }
  restrictions {
    geo_restriction {
      restriction_type = "whitelist"
      locations        = ["KR"]
    }
  }
  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:111122223333:certificate/shop"
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "open" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = "aaaaaa"
  stage_name            = "open"
  xray_tracing_enabled  = false
  cache_cluster_enabled = false
}

resource "aws_api_gateway_stage" "safe" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = "aaaaaa"
  stage_name            = "safe"
  xray_tracing_enabled  = true
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
  access_log_settings {
    destination_arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:shop"
    format          = "$context.requestId"
  }
}

resource "aws_wafv2_web_acl" "open" {
  name  = "empty"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "empty"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "safe" {
  name  = "core"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "core"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "core"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "all"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_logging_configuration" "safe" {
  resource_arn            = aws_wafv2_web_acl.safe.arn
  log_destination_configs = ["arn:aws:firehose:ap-northeast-2:111122223333:deliverystream/aws-waf-logs"]
}

# Functions and containers

resource "aws_lambda_function" "open" {
  function_name = "resize-open"
  role          = aws_iam_role.safe.arn
  runtime       = "python3.7"
  handler       = "main.handler"
  filename      = "main.zip"
  memory_size   = 512
}

resource "aws_lambda_function" "safe" {
  function_name                  = "resize-safe"
  role                           = aws_iam_role.safe.arn
  runtime                        = "python3.13"
  handler                        = "main.handler"
  filename                       = "main.zip"
  memory_size                    = 512
  reserved_concurrent_executions = 50
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = aws_sqs_queue.safe.arn
  }
}

resource "aws_lambda_function_url" "open" {
  function_name      = aws_lambda_function.open.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "safe" {
  function_name      = aws_lambda_function.safe.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_sfn_state_machine" "open" {
  name       = "checkout-open"
  role_arn   = aws_iam_role.safe.arn
  definition = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}"
}

resource "aws_sfn_state_machine" "safe" {
  name       = "checkout-safe"
  role_arn   = aws_iam_role.safe.arn
  definition = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}"
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "arn:aws:logs:ap-northeast-2:111122223333:log-group:checkout:*"
  }
  tracing_configuration {
    enabled = true
  }
}

resource "aws_eks_cluster" "open" {
  name     = "platform-open"
  role_arn = aws_iam_role.safe.arn
  version  = "1.23"
  vpc_config {
    subnet_ids              = ["subnet-0000000000000000a", "subnet-0000000000000000b"]
    endpoint_public_access  = true
    endpoint_private_access = false
    public_access_cidrs     = ["0.0.0.0/0"]
  }
}

resource "aws_eks_cluster" "safe" {
  name                      = "platform-safe"
  role_arn                  = aws_iam_role.safe.arn
  version                   = "1.35"
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  vpc_config {
    subnet_ids              = ["subnet-0000000000000000a", "subnet-0000000000000000b"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = aws_kms_key.safe.arn
    }
  }
}

resource "aws_ecs_cluster" "open" {
  name = "shop-open"
  setting {
    name  = "containerInsights"
    value = "disabled"
  }
}

resource "aws_ecs_cluster" "safe" {
  name = "shop-safe"
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "open" {
  family                   = "shop-open"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "1024"
  memory                   = "2048"
  container_definitions    = "[{\"name\":\"web\",\"image\":\"web:1\",\"privileged\":true,\"readonlyRootFilesystem\":false}]"
}

resource "aws_ecs_task_definition" "safe" {
  family                   = "shop-safe"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "1024"
  memory                   = "2048"
  container_definitions    = "[{\"name\":\"web\",\"image\":\"web:1\",\"privileged\":false,\"readonlyRootFilesystem\":true}]"
}

resource "aws_ecs_service" "open" {
  name            = "shop-open"
  cluster         = aws_ecs_cluster.open.id
  task_definition = aws_ecs_task_definition.open.arn
  launch_type     = "FARGATE"
  desired_count   = 2
  network_configuration {
    subnets          = ["subnet-0000000000000000a", "subnet-0000000000000000b"]
    assign_public_ip = true
  }
}

resource "aws_ecs_service" "safe" {
  name            = "shop-safe"
  cluster         = aws_ecs_cluster.safe.id
  task_definition = aws_ecs_task_definition.safe.arn
  launch_type     = "FARGATE"
  desired_count   = 2
  network_configuration {
    subnets          = ["subnet-0000000000000000a", "subnet-0000000000000000b"]
    assign_public_ip = false
  }
}

resource "aws_ecr_repository" "open" {
  name = "shop-open"
  image_scanning_configuration {
    scan_on_push = false
  }
}

resource "aws_ecr_repository" "safe" {
  name                 = "shop-safe"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.safe.arn
  }
}

resource "aws_elastic_beanstalk_environment" "open" {
  name                = "old-open"
  application         = "old"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "InstanceType"
    value     = "t3.small"
  }
  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "SystemType"
    value     = "basic"
  }
}

resource "aws_elastic_beanstalk_environment" "safe" {
  name                = "old-safe"
  application         = "old"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "InstanceType"
    value     = "t3.small"
  }
  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "SystemType"
    value     = "enhanced"
  }
  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "ManagedActionsEnabled"
    value     = "true"
  }
  setting {
    namespace = "aws:elasticbeanstalk:cloudwatch:logs"
    name      = "StreamLogs"
    value     = "true"
  }
}

resource "aws_sagemaker_notebook_instance" "open" {
  name                   = "lab-open"
  role_arn               = aws_iam_role.safe.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Enabled"
  root_access            = "Enabled"
}

resource "aws_sagemaker_notebook_instance" "safe" {
  name                   = "lab-safe"
  role_arn               = aws_iam_role.safe.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Disabled"
  root_access            = "Disabled"
  subnet_id              = "subnet-0000000000000000a"
  security_groups        = ["sg-0000000000000000a"]
  kms_key_id             = aws_kms_key.safe.id
}

# Watching

resource "aws_cloudtrail" "open" {
  name                       = "open"
  s3_bucket_name             = "skydraft-comparison-logs"
  is_multi_region_trail      = false
  enable_logging             = false
  enable_log_file_validation = false
}

resource "aws_cloudtrail" "safe" {
  name                       = "safe"
  s3_bucket_name             = "skydraft-comparison-logs"
  is_multi_region_trail      = true
  enable_logging             = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.safe.arn
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.safe.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.safe.arn
}

resource "aws_cloudwatch_log_group" "open" {
  name = "open"
}

resource "aws_cloudwatch_log_group" "safe" {
  name              = "safe"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.safe.arn
}

resource "aws_cloudwatch_metric_alarm" "open" {
  alarm_name          = "queue-open"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 5
  actions_enabled     = false
}

resource "aws_cloudwatch_metric_alarm" "safe" {
  alarm_name          = "queue-safe"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 5
  actions_enabled     = true
  alarm_actions       = [aws_sns_topic.safe.arn]
}

resource "aws_guardduty_detector" "open" {
  enable = false
}

resource "aws_backup_vault" "open" {
  name = "open"
}

resource "aws_backup_vault" "safe" {
  name        = "safe"
  kms_key_arn = aws_kms_key.safe.arn
}

resource "aws_secretsmanager_secret" "open" {
  name = "db-open"
}

resource "aws_secretsmanager_secret" "safe" {
  name       = "db-safe"
  kms_key_id = aws_kms_key.safe.id
}

resource "aws_secretsmanager_secret_rotation" "safe" {
  secret_id           = aws_secretsmanager_secret.safe.id
  rotation_lambda_arn = aws_lambda_function.safe.arn
  rotation_rules {
    automatically_after_days = 30
  }
}

# Network

resource "aws_network_acl" "open" {
  vpc_id = "vpc-0000000000000000a"
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
  ingress {
    protocol   = "tcp"
    rule_no    = 110
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 3389
    to_port    = 3389
  }
}

resource "aws_network_acl" "safe" {
  vpc_id = "vpc-0000000000000000a"
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 443
    to_port    = 443
  }
}

resource "aws_security_group" "open" {
  name        = "open"
  description = "anything from anywhere"
  vpc_id      = "vpc-0000000000000000a"
  ingress {
    description = "ssh"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    description = "remote desktop"
    protocol    = "tcp"
    from_port   = 3389
    to_port     = 3389
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ec2_transit_gateway" "open" {
  auto_accept_shared_attachments = "enable"
}

resource "aws_ec2_transit_gateway" "safe" {
  auto_accept_shared_attachments = "disable"
}
