//! Amazon EBS volumes on their own: storage by type, provisioned IOPS and throughput, requests to magnetic volumes.
//!
//! Volumes of drawn instances are lines of those; this kind is for volumes that outlive them, and for the further block
//! devices of Terraform resources. Semantics and limits: [`crate::catalog::compute::volume`].

use crate::catalog::amount::units;
use crate::catalog::compute::launch::Device;
use crate::catalog::compute::{server, volume};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Number of volumes.
pub static COUNT: Property = Property::number(
    "volume_count",
    both("Volumes", "볼륨 수"),
    units::VOLUMES,
    1.0,
    0.0,
    100_000.0,
)
.doc(
    "How many equal volumes the component stands for; a fraction for volumes that exist part of the month.",
    "이 컴포넌트가 나타내는 동일한 볼륨의 수입니다. 한 달 중 일부만 존재하면 소수로 입력합니다.",
);

/// Size of each volume.
pub static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    100.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of each volume, billed whether it is attached or not.",
    "볼륨 하나의 크기로, 연결 여부와 관계없이 과금됩니다.",
);

/// Whether several instances share it.
pub static MULTI_ATTACH: Property = Property::flag(
    "multi_attach_enabled",
    both("Multi-Attach", "다중 연결"),
    false,
)
.doc(
    "Up to 16 instances of the zone share an io1 or io2 volume.",
    "같은 가용 영역의 인스턴스를 최대 16개까지 io1 또는 io2 볼륨에 연결합니다.",
)
.secondary();

/// Key of the encryption.
pub static KMS_KEY: Property = Property::choice(
    "kms_key",
    both("Encryption key", "암호화 키"),
    "aws-managed",
    &[
        choice_in("aws-managed", "AWS managed", "AWS 관리형"),
        choice_in("customer-managed", "Customer managed", "고객 관리형"),
    ],
)
.doc("Who manages the key.", "키를 관리하는 주체입니다.")
.when(|item| item.flag(&volume::ENCRYPTED))
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    server::count(item, &COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let size = number::short(item.number(&SIZE), 0);
    let count = number::short(item.instances(), 2);
    format!("{count} × {size} GiB {}", item.text(&volume::TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    volume::volumes(cx, cx.item.instances(), units::VOLUMES, bill);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    Device::volume(resource).set(draft);
}

/// EBS volume.
pub static KIND: Kind = Kind {
    name: "ebs_volume",
    title: both("Amazon EBS volume", "Amazon EBS 볼륨"),
    short: both("EBS volume", "EBS 볼륨"),
    doc: both(
        "Block storage of one Availability Zone. Billed by size and type, provisioned IOPS and throughput, attached or not.",
        "하나의 가용 영역에 있는 블록 스토리지입니다. 크기와 유형, 프로비저닝된 IOPS와 처리량에 따라 연결 여부와 관계없이 과금됩니다.",
    ),
    category: Category::Storage,
    service: "Amazon EBS",
    spend: Spend::Storage,
    glyph: glyph::HARD_DRIVE,
    monogram: "EBS",
    scope: Scope::Zonal,
    terraform: &["aws_ebs_volume"],
    imports: &[Import::of("aws_ebs_volume")
        .usage(&[("monthly_standard_io_requests", &volume::IO_REQUESTS)])
        .read(read)],
    cloudformation: &["AWS::EC2::Volume"],
    drawio: "volume",
    keywords: &[
        "ebs",
        "disk",
        "block storage",
        "volume",
        "디스크",
        "블록 스토리지",
    ],
    is_data_store: true,
    properties: &[
        &volume::TYPE,
        &SIZE,
        &COUNT,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &volume::IO_REQUESTS,
        &volume::ENCRYPTED,
        &KMS_KEY,
        &MULTI_ATTACH,
        &workload::SUSTAINED_IOPS,
        &workload::DERIVED_DATA,
    ],
    instances,
    key_fact,
    validate: volume::validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn gp3_pays_above_what_is_included() {
        let lines = Bench::new("ebs_volume")
            .region("us-east-1")
            .with("volume_count", 2.0)
            .with("volume_size", 500.0)
            .with("volume_iops", 4000.0)
            .with("volume_throughput", 225.0)
            .lines();
        // 2 × 500 GiB × $0.08 = $80; 2 × 1,000 × $0.005 = $10; 2 × 100 MiB/s × $40.96 / 1,024 = $8.
        near(lines.usd("volume"), 80.0);
        near(lines.usd("volume_iops"), 10.0);
        near(lines.usd("volume_throughput"), 8.0);
        let plain = Bench::new("ebs_volume").lines();
        assert_eq!(plain.keys(), ["volume"]);
    }

    #[test]
    fn magnetic_volumes_pay_for_every_request() {
        let bench = Bench::new("ebs_volume")
            .region("us-east-1")
            .with("volume_type", "standard")
            .with("volume_size", 20.0);
        // 20 GiB × $0.05 = $1 without a figure for the requests; 1 million × $0.05 a million.
        near(bench.lines().total(), 1.0);
        let lines = bench.with("monthly_standard_io_requests", 1e6).lines();
        near(lines.usd("volume_io"), 0.05);
    }
}
