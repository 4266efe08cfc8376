//! Interface endpoints (AWS PrivateLink): hours in each zone, and GB processed in both directions.
//!
//! Semantics: AWS PrivateLink pricing page. The tiers end at 1 and 5 PB of 2^20 GB, as in AWS's price list.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Shape, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Service that the endpoint leads to, named as in AWS's endpoint names.
pub static SERVICE: Property = Property::choice(
    "service",
    both("Service", "서비스"),
    "s3",
    &[
        choice("s3", "Amazon S3"),
        choice("sqs", "Amazon SQS"),
        choice("sns", "Amazon SNS"),
        choice("email-smtp", "Amazon SES (SMTP)"),
        choice("kinesis-streams", "Amazon Kinesis Data Streams"),
        choice("kinesis-firehose", "Amazon Data Firehose"),
        choice("events", "Amazon EventBridge"),
        choice("logs", "CloudWatch Logs"),
        choice("monitoring", "CloudWatch"),
        choice("kms", "AWS KMS"),
        choice("secretsmanager", "AWS Secrets Manager"),
        choice("ssm", "AWS Systems Manager"),
        choice("ecr.api", "Amazon ECR API"),
        choice("ecr.dkr", "Amazon ECR Docker"),
        choice("lambda", "AWS Lambda"),
        choice("execute-api", "Amazon API Gateway"),
        choice("dynamodb", "Amazon DynamoDB"),
        choice("cognito-idp", "Amazon Cognito"),
        choice("sts", "AWS STS"),
        choice("ssmmessages", "AWS Systems Manager Session Manager"),
        choice("ec2messages", "AWS Systems Manager Run Command"),
        choice("ec2", "Amazon EC2 API"),
        choice("autoscaling", "Amazon EC2 Auto Scaling"),
        choice("elasticloadbalancing", "Elastic Load Balancing API"),
        choice("ecs", "Amazon ECS API"),
        choice("ecs-agent", "Amazon ECS agent"),
        choice("ecs-telemetry", "Amazon ECS telemetry"),
        choice("eks", "Amazon EKS API"),
        choice("elasticfilesystem", "Amazon EFS API"),
        choice("backup", "AWS Backup"),
        choice("storagegateway", "AWS Storage Gateway"),
        choice("transfer.server", "AWS Transfer Family"),
        choice("datasync", "AWS DataSync"),
        choice("cassandra", "Amazon Keyspaces"),
        choice("states", "AWS Step Functions"),
        choice("scheduler", "Amazon EventBridge Scheduler"),
        choice("pipes", "Amazon EventBridge Pipes"),
        choice("appsync-api", "AWS AppSync"),
        choice("airflow.api", "Amazon MWAA"),
        choice("servicediscovery", "AWS Cloud Map"),
        choice("xray", "AWS X-Ray"),
        choice("athena", "Amazon Athena"),
        choice("glue", "AWS Glue"),
        choice("rds-data", "Amazon RDS Data API"),
        choice("sagemaker.runtime", "Amazon SageMaker AI runtime"),
        choice("bedrock-runtime", "Amazon Bedrock runtime"),
        choice("lakeformation", "AWS Lake Formation"),
        choice("elasticmapreduce", "Amazon EMR"),
        choice("emr-serverless", "Amazon EMR Serverless"),
        choice("comprehend", "Amazon Comprehend"),
        choice("rekognition", "Amazon Rekognition"),
        choice("textract", "Amazon Textract"),
        choice("transcribe", "Amazon Transcribe"),
        choice("translate", "Amazon Translate"),
        choice("polly", "Amazon Polly"),
        choice("iot.data", "AWS IoT Core"),
        choice("codebuild", "AWS CodeBuild"),
        choice("codepipeline", "AWS CodePipeline"),
        choice("codeartifact.repositories", "AWS CodeArtifact"),
        choice("git-codecommit", "AWS CodeCommit (Git)"),
        choice("cloudformation", "AWS CloudFormation"),
        choice_in("other", "Another service", "다른 서비스"),
    ],
)
.doc(
    "Service that the endpoint leads to.",
    "엔드포인트가 연결하는 서비스입니다.",
);

/// Whether the service's usual name resolves to the endpoint.
pub static PRIVATE_DNS: Property = Property::flag(
    "private_dns_enabled",
    both("Private DNS", "프라이빗 DNS"),
    true,
)
.doc(
    "The usual name of the service leads to the endpoint, without a change in applications.",
    "애플리케이션을 바꾸지 않아도 서비스의 기본 이름이 엔드포인트로 연결됩니다.",
)
.secondary();

/// Zones that the endpoint has a network interface in.
pub static ZONES: Property = Property::optional_count(
    "zones",
    both("Zones", "가용 영역"),
    units::ZONES,
    1.0,
    1000.0,
)
.doc(
    "Subnets, one in each zone, that the endpoint has a network interface in; the zones that it is drawn in if empty.",
    "엔드포인트가 네트워크 인터페이스를 두는 서브넷(가용 영역마다 하나)의 수입니다. 비워 두면 그려진 가용 영역을 따릅니다.",
)
.if_empty(|item| Some(item.zones().len().max(1) as f64));

/// Zones that the endpoint has a network interface in.
fn zones(item: &Item<'_>) -> f64 {
    item.given(&ZONES).unwrap_or(1.0)
}

fn is_interface(resource: &Resource<'_>) -> bool {
    resource.text("vpc_endpoint_type") == Some("Interface")
}

/// An endpoint of a service is called `com.amazonaws.us-east-1.logs`. Where the ids of the subnets are not known yet, the
/// expression says how many there are.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let name = resource.text("service_name").unwrap_or_default();
    let service = name.splitn(4, '.').nth(3).unwrap_or("other");
    let offered = matches!(SERVICE.shape, Shape::Choice { options, .. }
        if options.iter().any(|option| option.value == service));
    draft.set(&SERVICE, if offered { service } else { "other" });
    let known = resource
        .count("subnet_ids")
        .max(resource.count("subnet_configuration"));
    let subnets = if known > 0 {
        known
    } else {
        let planned = resource.referred("subnet_ids");
        planned.len().max(resource.references("subnet_ids"))
    };
    draft.set(&ZONES, subnets.max(1) as f64);
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&SERVICE).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Endpoint hours", "엔드포인트 시간"),
        Amount::hours(zones(&cx.item), units::ZONES, cx.hours),
        Query::new("vpc_endpoint", "endpoint_hour").with("type", "interface"),
    );
    through::bill_data(
        cx,
        bill,
        Query::new("vpc_endpoint", "data_processed_gb").with("type", "interface"),
    );
}

/// Interface endpoint.
pub static KIND: Kind = Kind {
    name: "vpc_endpoint_interface",
    title: both("VPC interface endpoint", "VPC 인터페이스 엔드포인트"),
    short: both("Interface endpoint", "인터페이스 엔드포인트"),
    doc: both(
        "Private address of an AWS service in your subnets (AWS PrivateLink). Billed by the hour in each zone and for \
         each GB.",
        "내 서브넷 안에 만드는 AWS 서비스의 프라이빗 주소(AWS PrivateLink)입니다. 가용 영역마다 시간당, 그리고 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::PLUGS,
    monogram: "IFE",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_vpc_endpoint"],
    imports: &[Import::of("aws_vpc_endpoint")
        .accepts(is_interface)
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    drawio: "endpoints",
    keywords: &[
        "privatelink",
        "endpoint",
        "private",
        "엔드포인트",
        "프라이빗",
    ],
    port: Some(443),
    properties: &[&SERVICE, &ZONES, &through::DATA, &PRIVATE_DNS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_zones_in_seoul() {
        // 1,048,576 requests of 1 KB and 99 KB: 100 GB.
        let lines = Bench::new("vpc_endpoint_interface")
            .in_zones(2)
            .incoming("instance", 1_048_576.0, 1.0, 99.0)
            .lines();
        assert_eq!(
            lines.query("hours"),
            "vpc_endpoint endpoint_hour type=interface"
        );
        assert_eq!(
            lines.query("data"),
            "vpc_endpoint data_processed_gb type=interface"
        );
        // 2 × 730 h × $0.013 = $18.98; 100 GB × $0.01 = $1.
        near(lines.usd("hours"), 18.98);
        near(lines.usd("data"), 1.0);
    }

    #[test]
    fn every_service_with_an_endpoint_is_offered() {
        let offered = |property: &crate::catalog::Property, service: &str| match property.shape {
            crate::catalog::Shape::Choice { options, .. } => {
                options.iter().any(|option| option.value == service)
            }
            _ => false,
        };
        for kind in crate::catalog::kinds() {
            let service = kind.endpoint_service;
            assert!(
                service.is_empty() || offered(&super::SERVICE, service),
                "`{}`: no interface endpoint for `{service}`",
                kind.name
            );
        }
    }

    #[test]
    fn the_first_petabyte_is_dearer() {
        let lines = Bench::new("vpc_endpoint_interface")
            .with("data_processed_gb", 1_148_576.0)
            .lines();
        // 1,048,576 × $0.01 + 100,000 × $0.006 = $10,485.76 + $600.
        near(lines.usd("data"), 11_085.76);
    }
}
