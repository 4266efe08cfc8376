//! Categories: where a kind stands in the palette, and to which part of the spending its cost belongs.

use crate::text::{Bilingual, both};
use serde::Serialize;

/// AWS category of a kind; decides the group in the palette and the tile's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Virtual machines and functions.
    Compute,
    /// Containers and their orchestration.
    Containers,
    /// Databases and caches.
    Database,
    /// Object, block and file storage.
    Storage,
    /// Networking and content delivery.
    Networking,
    /// Queues, topics, events.
    Integration,
    /// Streams and analytics.
    Analytics,
    /// Security, identity and compliance.
    Security,
    /// Monitoring, logs, management.
    Management,
    /// Machine learning.
    MachineLearning,
    /// Media services.
    Media,
    /// Front-end and mobile, mail to end users.
    FrontEnd,
    /// Developer tools.
    Developer,
    /// Internet of things.
    Iot,
    /// Migration and transfer.
    Migration,
    /// Everything outside AWS: users, devices, other systems.
    External,
}

impl Category {
    /// All categories in the palette's order.
    pub const ALL: [Category; 16] = [
        Category::External,
        Category::Compute,
        Category::Containers,
        Category::Database,
        Category::Storage,
        Category::Networking,
        Category::Integration,
        Category::Analytics,
        Category::Security,
        Category::Management,
        Category::FrontEnd,
        Category::MachineLearning,
        Category::Media,
        Category::Developer,
        Category::Iot,
        Category::Migration,
    ];
    /// Title of the group.
    pub fn title(self) -> Bilingual {
        match self {
            Category::Compute => both("Compute", "컴퓨팅"),
            Category::Containers => both("Containers", "컨테이너"),
            Category::Database => both("Database", "데이터베이스"),
            Category::Storage => both("Storage", "스토리지"),
            Category::Networking => both("Networking & delivery", "네트워킹 및 전송"),
            Category::Integration => both("App integration", "애플리케이션 통합"),
            Category::Analytics => both("Analytics", "분석"),
            Category::Security => both("Security & identity", "보안 및 자격 증명"),
            Category::Management => both("Management", "관리 및 거버넌스"),
            Category::MachineLearning => both("Machine learning", "기계 학습"),
            Category::Media => both("Media", "미디어"),
            Category::FrontEnd => both("Front-end & mail", "프런트엔드 및 메일"),
            Category::Developer => both("Developer tools", "개발자 도구"),
            Category::Iot => both("Internet of Things", "사물 인터넷"),
            Category::Migration => both("Migration & transfer", "마이그레이션 및 전송"),
            Category::External => both("Actors & external", "사용자 및 외부"),
        }
    }
}

/// Part of the spending; the slots of the chart palette, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spend {
    /// Databases and caches.
    Database,
    /// Compute.
    Compute,
    /// Storage.
    Storage,
    /// Messaging and streaming.
    Messaging,
    /// Data transfer.
    DataTransfer,
    /// Logs and monitoring.
    Observability,
    /// Load balancers, gateways, DNS, delivery.
    Networking,
    /// Everything else: security, identity, management.
    Other,
}

impl Spend {
    /// All parts, in the order of the chart palette.
    pub const ALL: [Spend; 8] = [
        Spend::Database,
        Spend::Compute,
        Spend::Storage,
        Spend::Messaging,
        Spend::DataTransfer,
        Spend::Observability,
        Spend::Networking,
        Spend::Other,
    ];
    /// Title in tables and charts.
    pub fn title(self) -> Bilingual {
        match self {
            Spend::Database => both("Database", "데이터베이스"),
            Spend::Compute => both("Compute", "컴퓨팅"),
            Spend::Storage => both("Storage", "스토리지"),
            Spend::Messaging => both("Messaging", "메시징"),
            Spend::DataTransfer => both("Data transfer", "데이터 전송"),
            Spend::Observability => both("Logs and monitoring", "로그 및 모니터링"),
            Spend::Networking => both("Networking", "네트워킹"),
            Spend::Other => both("Other", "기타"),
        }
    }
}

/// Service of what is billed for data that leaves a place, whatever sends it.
pub const DATA_TRANSFER: &str = "Data transfer";
/// Service of what others than AWS run.
pub const OUTSIDE_AWS: &str = "Outside AWS";

/// Name of a service in tables and charts: AWS's own names are the same in all languages.
pub fn service_title(service: &'static str) -> Bilingual {
    match service {
        DATA_TRANSFER => Spend::DataTransfer.title(),
        OUTSIDE_AWS => both(OUTSIDE_AWS, "AWS 외부"),
        aws => both(aws, aws),
    }
}
