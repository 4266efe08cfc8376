//! Amazon ECR repository: GB of container images.
//!
//! Semantics: Amazon ECR pricing page. Pulls within the Region are free; what leaves it is data transfer of the connection.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MUTABILITY: &[Choice] = &[
    choice_in("MUTABLE", "Tags can move", "태그 변경 가능"),
    choice_in("IMMUTABLE", "Tags are fixed", "태그 변경 불가"),
];

/// GB of images.
pub static STORAGE: Property = Property::number(
    "storage_gb",
    both("Stored images", "저장 이미지"),
    units::GB,
    10.0,
    0.0,
    1e9,
)
.doc(
    "GB of images on average; layers that images share count once.",
    "이미지의 평균 GB입니다. 이미지들이 공유하는 레이어는 한 번만 셉니다.",
);

/// GB of archived images.
pub static ARCHIVED: Property = Property::number(
    "archived_gb",
    both("Archived images", "아카이브 이미지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB of images in the archive class, cheaper for images that are kept and not pulled.",
    "아카이브 클래스에 둔 이미지의 GB입니다. 보관만 하는 이미지에 더 저렴합니다.",
);

/// Scan of new images.
pub static SCAN: Property = Property::flag(
    "scan_on_push",
    both("Scan on push", "푸시할 때 스캔"),
    false,
)
.doc(
    "Images are scanned for known vulnerabilities when they arrive; free in the basic form.",
    "이미지를 올릴 때 알려진 취약점을 검사합니다. 기본 스캔은 무료입니다.",
)
.secondary();

/// Whether tags can be moved.
pub static TAGS: Property = Property::choice(
    "image_tag_mutability",
    both("Tag mutability", "태그 변경"),
    "MUTABLE",
    MUTABILITY,
)
.doc(
    "Whether a tag can be moved to another image.",
    "태그를 다른 이미지로 옮길 수 있는지 정합니다.",
)
.secondary();

/// Removal of old images.
pub static LIFECYCLE: Property = Property::flag(
    "lifecycle_policy",
    both("Lifecycle policy", "수명 주기 정책"),
    false,
)
.doc(
    "Old and untagged images are removed by rules.",
    "오래되거나 태그 없는 이미지를 규칙에 따라 삭제합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&STORAGE), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "storage",
        both("Stored images", "저장 이미지"),
        Amount::plain(cx.item.number(&STORAGE), units::GB_MONTHS),
        Query::new("ecr", "storage_gb_month"),
    );
    let archived = cx.item.number(&ARCHIVED);
    if archived > 0.0 {
        bill.charge(
            "archive",
            both("Archived images", "아카이브 이미지"),
            Amount::plain(archived, units::GB_MONTHS),
            Query::new("ecr", "storage_gb_month").with("class", "archive"),
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if draft.number(&STORAGE).is_none() {
        draft.set(&STORAGE, 0.0);
    }
    let rules = resource.referring("aws_ecr_lifecycle_policy", "repository");
    draft.set(&LIFECYCLE, !rules.is_empty());
}

/// ECR repository.
pub static KIND: Kind = Kind {
    name: "ecr_repository",
    endpoint_service: "ecr.dkr",
    title: both("Amazon ECR repository", "Amazon ECR 리포지토리"),
    short: both("ECR", "ECR"),
    doc: both(
        "Keeps container images for ECS, EKS and Lambda. One pays for stored GB; pulls within the Region are free.",
        "ECS, EKS, Lambda가 쓰는 컨테이너 이미지를 보관합니다. 저장 GB에 요금을 내며 같은 리전의 풀은 무료입니다.",
    ),
    category: Category::Containers,
    service: "Amazon ECR",
    spend: Spend::Storage,
    glyph: glyph::PACKAGE,
    monogram: "ECR",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_ecr_repository"],
    cloudformation: &["AWS::ECR::Repository"],
    imports: &[Import::of("aws_ecr_repository")
        .attributes(&[("image_scanning_configuration.scan_on_push", &SCAN)])
        .usage(&[("storage_gb", &STORAGE)])
        .read(read)],
    drawio: "ecr",
    keywords: &[
        "registry",
        "docker",
        "image",
        "container",
        "레지스트리",
        "이미지",
    ],
    port: Some(443),
    properties: &[&STORAGE, &ARCHIVED, &SCAN, &TAGS, &LIFECYCLE],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn images_by_the_gigabyte() {
        let repository = Bench::new("ecr_repository").with("storage_gb", 50.0);
        // 50 GB × $0.10.
        near(repository.lines().total(), 5.0);
        // 100 GB of archive × $0.07.
        let archive = repository.with("archived_gb", 100.0).lines();
        near(archive.usd("archive"), 7.0);
    }

    #[test]
    fn the_archive_class_has_no_price_everywhere() {
        let lines = Bench::new("ecr_repository")
            .region("us-east-1")
            .with("archived_gb", 1.0)
            .lines();
        assert_eq!(lines.missing(), ["archive"]);
        near(lines.usd("storage"), 1.0);
    }
}
