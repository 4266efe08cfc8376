//! Facts about the work that an item does, stated by the user and read by rules only; no price follows from them.
//!
//! Each default is "not stated", so that a rule that needs the fact stays silent until somebody states it.

use super::amount::units;
use super::property::{Property, choice, choice_in};
use crate::text::both;

/// Language of the software.
pub static LANGUAGE: Property = Property::choice(
    "language",
    both("Language", "프로그래밍 언어"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice("java", "Java"),
        choice("go", "Go"),
        choice("python", "Python"),
        choice("node", "Node.js"),
        choice("php", "PHP"),
        choice("dotnet", ".NET"),
        choice_in("other", "Another one", "그 밖의 언어"),
    ],
)
.doc(
    "Language that the software is written in. Those listed by name run on Arm (Graviton) as they stand.",
    "소프트웨어를 작성한 언어입니다. 이름이 나온 언어는 Arm(Graviton)에서 그대로 실행됩니다.",
)
.secondary();

/// Whether the software is built for Arm, too.
pub static ARM_BUILDS: Property =
    Property::flag("arm64_builds", both("Builds for Arm", "Arm 빌드"), false)
        .doc(
            "The software, with all libraries and agents, is built for Arm (arm64), too.",
            "라이브러리와 에이전트를 포함한 소프트웨어가 Arm(arm64)용으로도 빌드되어 있습니다.",
        )
        .secondary();

/// Hours of work that running the software oneself takes.
pub static OPERATIONS_HOURS: Property = Property::optional(
    "operations_hours",
    both("Operations work", "운영 작업 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours of work in a month for patches, backups, failover and upgrades of software that you run yourself.",
    "직접 운영하는 소프트웨어의 패치, 백업, 장애 조치, 업그레이드에 한 달 동안 드는 작업 시간입니다.",
)
.secondary();

/// What an hour of that work costs.
pub static OPERATIONS_RATE: Property = Property::optional(
    "operations_rate_usd",
    both("Cost of an hour of work", "작업 시간당 비용"),
    units::USD_PER_HOUR,
    0.0,
    10_000.0,
)
.doc(
    "US dollars that an hour of operations work costs you.",
    "운영 작업 한 시간에 드는 비용(미국 달러)입니다.",
)
.secondary();

/// Busiest hour.
pub static PEAK_UTILIZATION: Property = Property::optional(
    "peak_utilization_percent",
    both("Peak utilisation", "최대 사용률"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Share of its capacity (CPU, connections or throughput, whichever is fullest) that is used in the busiest hour, as \
     measured.",
    "가장 바쁜 시간에 측정한 용량(CPU, 연결, 처리량 중 가장 많이 쓰는 것)의 사용률입니다.",
)
.secondary();

/// Average over the month.
pub static AVERAGE_UTILIZATION: Property = Property::optional(
    "average_utilization_percent",
    both("Average utilisation", "평균 사용률"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Share of its capacity that is used on average over the month, as measured.",
    "한 달 평균으로 측정한 용량 사용률입니다.",
)
.secondary();

/// Hours in which anybody uses it.
pub static ACTIVE_HOURS: Property = Property::optional(
    "hours_in_use",
    both("Hours in use", "사용 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours of the month in which anybody uses it; it is billed for all hours unless it is stopped.",
    "한 달 중 실제로 사용하는 시간입니다. 멈추지 않으면 모든 시간에 과금됩니다.",
)
.secondary();

/// What the answers are.
pub static CONTENT: Property = Property::choice(
    "content",
    both("Content", "콘텐츠 종류"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("text", "Text, JSON, scripts", "텍스트, JSON, 스크립트"),
        choice_in("image", "Images", "이미지"),
        choice_in("video", "Video and sound", "동영상과 소리"),
        choice_in("binary", "Other files", "그 밖의 파일"),
    ],
)
.doc(
    "What most of the GB that leave are. Text shrinks when it is compressed; images and video do not.",
    "나가는 데이터의 대부분이 무엇인지입니다. 텍스트는 압축하면 줄지만 이미지와 동영상은 줄지 않습니다.",
)
.secondary();

/// Image formats.
pub static IMAGE_FORMATS: Property = Property::choice(
    "image_formats",
    both("Image formats", "이미지 형식"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("jpeg_png", "JPEG and PNG only", "JPEG과 PNG만"),
        choice_in("modern", "WebP or AVIF, too", "WebP 또는 AVIF 포함"),
    ],
)
.doc(
    "Formats in which images are delivered.",
    "이미지를 전달하는 형식입니다.",
)
.secondary();
