//! Amounts: a quantity with its unit and the factors it was computed from, so that every line can explain itself.

use crate::text::{Bilingual, Language, Phrase, both, number};
use serde::Serialize;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Deref;

/// A unit of a quantity, as people read it. Constants stand in [`units`].
///
/// English, for example `h`, `GB-month`, `requests`; Korean, for example `시간`, `GB-월`, `건`. As small as a pointer,
/// because every factor of every amount has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Unit(&'static Bilingual);

impl Deref for Unit {
    type Target = Bilingual;
    fn deref(&self) -> &Bilingual {
        self.0
    }
}

impl Unit {
    /// Its name in `language`.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Korean => self.ko,
        }
    }
    /// So many of it, as a tile says it: "2 gateways", "게이트웨이 2개".
    pub fn count(self, value: f64, language: Language) -> String {
        let figure = number::short(value, 1);
        match language {
            Language::English => format!("{figure} {}", self.after(value, language)),
            Language::Korean => format!("{} {figure}개", self.ko),
        }
    }
    /// Its name after `value`: English has a singular ("1 instance", "2 instances").
    pub fn after(self, value: f64, language: Language) -> String {
        let name = self.get(language);
        // Abbreviations ("GB-s", "ms", "req/s") have no plural.
        let is_word = name.len() > 3 && !name.contains(['/', '-', '$']);
        match language {
            Language::English if value == 1.0 && is_word => singular(name),
            _ => name.to_owned(),
        }
    }
}

fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = plural.strip_suffix("sses") {
        format!("{stem}ss")
    } else {
        plural.strip_suffix('s').unwrap_or(plural).to_owned()
    }
}

/// The units that kinds use; add to the list rather than spelling a unit twice.
pub mod units {
    use super::{Unit, both};
    macro_rules! units {
        ($($name:ident = $en:literal, $ko:literal;)*) => {
            $(#[doc = concat!("`", $en, "`")] pub const $name: Unit = Unit(&both($en, $ko));)*
        };
    }
    units! {
        NONE = "", "";
        HOURS = "h", "시간";
        MONTHS = "months", "개월";
        MONTHS_KEPT = "months kept", "개월 보존";
        INSTANCES = "instances", "개";
        NODES = "nodes", "노드";
        TASKS = "tasks", "태스크";
        ADDRESSES = "addresses", "주소";
        LOAD_BALANCERS = "load balancers", "로드 밸런서";
        VOLUMES = "volumes", "볼륨";
        HOSTS = "hosts", "호스트";
        DSU_HOURS = "DSU-h", "DSU-시간";
        ENDPOINTS = "endpoints", "엔드포인트";
        CLUSTERS = "clusters", "클러스터";
        GATEWAYS = "gateways", "게이트웨이";
        ZONES = "zones", "가용 영역";
        REGIONS = "Regions", "리전";
        GB = "GB", "GB";
        GB_PER_MONTH = "GB/mo", "GB/월";
        GB_MONTHS = "GB-month", "GB-월";
        GB_HOURS = "GB-h", "GB-시간";
        GB_SECONDS = "GB-s", "GB-초";
        GIB = "GiB", "GiB";
        BYTES = "bytes", "바이트";
        MB = "MB", "MB";
        KB = "KB", "KB";
        MB_PER_SECOND = "MB/s", "MB/s";
        MIB_PER_SECOND = "MiB/s", "MiB/s";
        MB_PER_SECOND_MONTHS = "MB/s-month", "MB/s-월";
        MIB_PER_SECOND_MONTHS = "MiB/s-month", "MiB/s-월";
        IOPS = "IOPS", "IOPS";
        IOPS_MONTHS = "IOPS-month", "IOPS-월";
        REQUESTS = "requests", "건";
        REQUESTS_PER_MONTH = "requests/mo", "건/월";
        REQUESTS_PER_SECOND = "req/s", "req/s";
        REQUESTS_PER_CONNECTION = "req/connection", "건/연결";
        CONNECTIONS_PER_SECOND = "connections/s", "연결/s";
        CONNECTIONS = "connections", "연결";
        GB_PER_HOUR = "GB/h", "GB/시간";
        QUERIES = "queries", "쿼리";
        MESSAGES = "messages", "메시지";
        MAILS = "mails", "메일";
        EVENTS = "events", "이벤트";
        RECORDS = "records", "레코드";
        STATEMENTS_PER_HOUR = "statements/h", "문/시간";
        VCPU = "vCPU", "vCPU";
        VCPU_HOURS = "vCPU-h", "vCPU-시간";
        LCU = "LCU", "LCU";
        LCU_HOURS = "LCU-h", "LCU-시간";
        ACU = "ACU", "ACU";
        ACU_HOURS = "ACU-h", "ACU-시간";
        ACU_MONTHS = "ACU-month", "ACU-월";
        DCU = "DCU", "DCU";
        DCU_HOURS = "DCU-h", "DCU-시간";
        UNITS_PER_MONTH = "units/mo", "단위/월";
        USD_PER_MILLION = "$/million", "$/백만";
        NCU = "NCU", "NCU";
        NCU_HOURS = "NCU-h", "NCU-시간";
        CHANGE_RECORDS = "change records", "변경 레코드";
        CAPACITY_UNITS = "capacity units", "용량 단위";
        CAPACITY_UNIT_HOURS = "capacity unit-h", "용량 단위-시간";
        REQUEST_UNITS = "request units", "요청 단위";
        IO_REQUESTS = "I/O requests", "I/O 요청";
        REPLICAS = "replicas", "복제본";
        INDEXES = "indexes", "인덱스";
        RENDITIONS = "renditions", "개";
        OBJECTS = "objects", "객체";
        OBJECTS_PER_MONTH = "objects/mo", "객체/월";
        TAGS = "tags", "태그";
        ECPU = "ECPU", "ECPU";
        OCU = "OCU", "OCU";
        OCU_HOURS = "OCU-h", "OCU-시간";
        RPU = "RPU", "RPU";
        RPU_HOURS = "RPU-h", "RPU-시간";
        TCU_HOURS = "TCU-h", "TCU-시간";
        NODE_SECONDS = "node-s", "노드-초";
        TERABYTES = "TB", "TB";
        TASK_RUNS = "executions", "실행";
        PROTOCOLS = "protocols", "프로토콜";
        CONSUMERS = "consumers", "소비자";
        DELIVERIES = "deliveries", "전송";
        DASHBOARDS = "dashboards", "대시보드";
        SHARDS = "shards", "샤드";
        SHARD_HOURS = "shard-h", "샤드-시간";
        KPU = "KPU", "KPU";
        KPU_HOURS = "KPU-h", "KPU-시간";
        MCU = "MCU", "MCU";
        MCU_HOURS = "MCU-h", "MCU-시간";
        BROKERS = "brokers", "브로커";
        PARTITIONS = "partitions", "파티션";
        PARTITION_HOURS = "partition-h", "파티션-시간";
        EXECUTIONS = "executions", "실행";
        TRANSITIONS = "state transitions", "상태 전환";
        WORKERS = "workers", "작업자";
        SCHEDULERS = "schedulers", "스케줄러";
        PODS = "pods", "파드";
        CONNECTION_MINUTES = "connection minutes", "연결 분";
        SUBSCRIPTIONS = "subscriptions", "구독";
        INVOCATIONS = "invocations", "호출";
        UNITS = "units", "단위";
        ITEMS = "items", "항목";
        KEYS = "keys", "키";
        SECRETS = "secrets", "보안 암호";
        ALARMS = "alarms", "경보";
        METRICS = "metrics", "지표";
        RULES = "rules", "규칙";
        ACCOUNTS = "accounts", "계정";
        ACTION_MINUTES = "action-min", "작업-분";
        BUCKET_DAYS = "bucket-days", "버킷-일";
        BUCKETS = "buckets", "버킷";
        CITY_NETWORKS = "city-networks", "도시 네트워크";
        COLLECTOR_HOURS = "collector-h", "수집기-시간";
        CONFIGURATION_ITEMS = "configuration items", "구성 항목";
        CONTROLLERS = "controllers", "컨트롤러";
        DIRECTORIES = "directories", "디렉터리";
        EVALUATIONS = "evaluations", "평가";
        FINDINGS = "findings", "결과";
        FUNCTIONS = "functions", "함수";
        HSMS = "HSMs", "HSM";
        IMAGES = "images", "이미지";
        METRIC_UPDATES = "metric updates", "지표 업데이트";
        OBJECT_DAYS = "object-days", "객체-일";
        PARAMETERS = "parameters", "파라미터";
        POLICIES = "policies", "정책";
        RUNS = "runs", "실행";
        SAMPLES = "samples", "샘플";
        SCANS = "scans", "스캔";
        SECURITY_CHECKS = "security checks", "보안 검사";
        STEPS = "steps", "단계";
        TRACES = "traces", "추적";
        USD = "$", "$";
        USERS_AND_ROLES = "users and roles", "사용자 및 역할";
        VCPU_MONTHS = "vCPU-month", "vCPU-월";
        USERS = "users", "명";
        PERCENT = "%", "%";
        TIMES = "×", "배";
        SECONDS = "s", "초";
        MILLISECONDS = "ms", "ms";
        MINUTES = "min", "분";
        DAYS = "days", "일";
        ZONES_HOSTED = "hosted zones", "호스팅 영역";
        CHECKS = "health checks", "상태 확인";
        PATHS = "paths", "경로";
        WCU = "WCU", "WCU";
        ACCELERATORS = "accelerators", "액셀러레이터";
        ATTACHMENTS = "attachments", "연결";
        TUNNELS = "tunnels", "터널";
        CLIENTS = "clients", "클라이언트";
        ASSOCIATIONS = "associations", "연결";
        STAGES = "stages", "스테이지";
        DIRECTIONS = "directions", "방향";
        PORTS = "ports", "포트";
        NETWORK_INTERFACES = "network interfaces", "네트워크 인터페이스";
        FEATURES = "features", "기능";
        DOMAINS = "domain names", "도메인 이름";
        SERVICES = "services", "서비스";
        SESSIONS = "sessions", "세션";
        ANALYSES = "analyses", "분석";
        ADDRESS_HOURS = "address-h", "주소-시간";
        CORE_NETWORK_EDGES = "core network edges", "코어 네트워크 엣지";
        RESOURCES = "resources", "리소스";
        CALLS = "calls", "호출";
        LOG_LINES = "log lines", "로그 줄";
        CERTIFICATES = "certificates", "인증서";
        USD_PER_HOUR = "$/h", "$/시간";
        USD_PER_MONTH = "$/mo", "$/월";
        USD_PER_GB = "$/GB", "$/GB";
        USD_PER_HOST = "$/host-month", "$/호스트-월";
        USD_PER_UNIT = "$/unit", "$/단위";
        USD_PER_MESSAGE = "$/message", "$/메시지";
        USD_PER_MILLION_TOKENS = "$/1M tokens", "$/토큰 100만 개";
        USD_PER_GB_MONTH = "$/GB-month", "$/GB-월";
        TB = "TB", "TB";
        DPU = "DPU", "DPU";
        DPU_HOURS = "DPU-h", "DPU-시간";
        TOKENS = "tokens", "토큰";
        CHARACTERS = "characters", "자";
        PAGES = "pages", "페이지";
        OPERATIONS = "operations", "작업";
        DEVICES = "devices", "디바이스";
        OUTPUTS = "outputs", "출력";
    }
}

/// One factor of an amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The figure.
    pub value: f64,
    /// Its unit; [`units::NONE`] for a bare factor.
    pub unit: Unit,
}

/// Factors of an amount; two as a rule.
pub type Terms = SmallVec<[Term; 2]>;

/// How a figure came about, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Words {
    /// A text.
    Text(Phrase),
    /// What decides it, how much of that there is, and how much one unit holds: "new connections: 40 connections/s / 25".
    /// Written out only when somebody reads it.
    Holds {
        /// What decides it.
        name: Bilingual,
        /// How much of it there is.
        value: f64,
        /// Its unit.
        unit: Unit,
        /// How much one unit holds.
        holds: f64,
    },
    /// So many entries of so many bytes: "12 M requests × 528 bytes". Written out only when somebody reads it.
    Entries {
        /// How many there are.
        count: f64,
        /// What they are.
        unit: Unit,
        /// Size of one in bytes.
        bytes: f64,
    },
    /// Data that writes bring and that stay in part: "40 GB written, 50% stays, grows evenly". Written out only when
    /// somebody reads it.
    Grows {
        /// GB that are written in the month.
        written_gb: f64,
        /// Share of it that stays, in percent.
        kept_percent: f64,
    },
}

impl Words {
    /// The words in `language`.
    pub fn get(&self, language: Language) -> Cow<'_, str> {
        match self {
            Words::Text(text) => Cow::Borrowed(text.get(language)),
            Words::Holds {
                name,
                value,
                unit,
                holds,
            } => {
                let value = number::short(*value, 3);
                let holds = number::short(*holds, 3);
                let (name, unit) = (name.get(language), unit.get(language));
                Cow::Owned(format!("{name}: {value} {unit} / {holds}"))
            }
            Words::Entries { count, unit, bytes } => {
                let count = number::compact(*count, language);
                let size = number::short(*bytes, 0);
                let (unit, of) = (unit.get(language), units::BYTES.get(language));
                Cow::Owned(format!("{count} {unit} × {size} {of}"))
            }
            Words::Grows {
                written_gb,
                kept_percent,
            } => {
                let gb = number::short(*written_gb, 2);
                let kept = number::short(*kept_percent, 1);
                Cow::Owned(match language {
                    Language::English => {
                        format!("{gb} GB written, {kept}% stays, grows evenly")
                    }
                    Language::Korean => format!("쓰기 {gb} GB 중 {kept}% 보존, 고르게 증가"),
                })
            }
        }
    }
}

impl<P: Into<Phrase>> From<P> for Words {
    fn from(text: P) -> Words {
        Words::Text(text.into())
    }
}

/// A quantity: its value, its unit, and how it came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// The figure in billed units.
    pub value: f64,
    /// Unit of the figure.
    pub unit: Unit,
    /// Factors whose product is the figure; empty if `words` explain it or nothing needs to.
    pub terms: Terms,
    /// How the figure came about where a product does not say it, for example "over the 3,000 included".
    pub words: Option<Box<Words>>,
}

impl Amount {
    /// A figure that needs no explanation.
    #[inline]
    pub fn plain(value: f64, unit: Unit) -> Amount {
        Amount {
            // The sum of nothing is -0.
            value: value + 0.0,
            unit,
            terms: Terms::new(),
            words: None,
        }
    }
    /// The product of factors: `product(HOURS, &[(2.0, INSTANCES), (730.0, HOURS)])` is 1,460 h, "2 instances × 730 h".
    pub fn product(unit: Unit, factors: &[(f64, Unit)]) -> Amount {
        let mut product = 1.0;
        let mut terms = Terms::new();
        for &(value, unit) in factors {
            product *= value;
            terms.push(Term { value, unit });
        }
        Amount {
            value: product,
            unit,
            terms,
            words: None,
        }
    }
    /// Hours of things that run all the time: `hours(2.0, INSTANCES, 730.0)` is 1,460 h, "2 instances × 730 h".
    pub fn hours(count: f64, of: Unit, hours: f64) -> Amount {
        Amount::product(units::HOURS, &[(count, of), (hours, units::HOURS)])
    }
    /// The same with an explanation in words, shown after the factors.
    pub fn because(mut self, words: impl Into<Words>) -> Amount {
        self.words = Some(Box::new(words.into()));
        self
    }
    /// The formula of the quantity: "2 instances × 730 h", or the plain quantity where there are no factors.
    pub fn formula(&self, language: Language) -> String {
        let one = |value: f64, unit: Unit| {
            let figure = if value.abs() >= 1e6 {
                number::compact(value, language)
            } else {
                number::short(value, 4)
            };
            if unit.en.is_empty() {
                figure
            } else {
                format!("{figure} {}", unit.after(value, language))
            }
        };
        let mut text = if self.terms.is_empty() {
            one(self.value, self.unit)
        } else {
            let parts: Vec<String> = self
                .terms
                .iter()
                .map(|term| one(term.value, term.unit))
                .collect();
            parts.join(" × ")
        };
        if let Some(words) = &self.words {
            text = format!("{text} ({})", words.get(language));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_explains_itself() {
        let amount = Amount::product(
            units::HOURS,
            &[(2.0, units::INSTANCES), (730.0, units::HOURS)],
        );
        assert_eq!(amount.value, 1460.0);
        assert_eq!(amount.formula(Language::English), "2 instances × 730 h");
        assert_eq!(amount.formula(Language::Korean), "2 개 × 730 시간");
        let one = |unit: Unit| Amount::plain(1.0, unit).formula(Language::English);
        assert_eq!(one(units::INSTANCES), "1 instance");
        assert_eq!(one(units::ADDRESSES), "1 address");
        assert_eq!(one(units::GB_SECONDS), "1 GB-s");
        assert_eq!(one(units::HOURS), "1 h");
        let count = |value, language| units::GATEWAYS.count(value, language);
        assert_eq!(count(1.0, Language::English), "1 gateway");
        assert_eq!(count(2.0, Language::English), "2 gateways");
        assert_eq!(count(2.0, Language::Korean), "게이트웨이 2개");
    }
}
