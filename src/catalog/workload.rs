//! Declared facts of the work that an item does: what a load test, a monitor or the owner knows and a drawing does not show.
//!
//! Only rules of the review read them. Each is optional (or off) and says nothing where it is left out.

use super::amount::{Unit, units};
use super::property::{Choice, Property, choice_in};
use crate::text::{Bilingual, both};

/// An optional number that only rules read.
const fn fact(name: &'static str, title: Bilingual, unit: Unit, min: f64, max: f64) -> Property {
    Property::optional(name, title, unit, min, max).secondary()
}
/// An optional percentage that only rules read.
const fn percent(name: &'static str, title: Bilingual) -> Property {
    fact(name, title, units::PERCENT, 0.0, 100.0)
}

/// Requests that the whole item serves.
pub static CAPACITY: Property = fact(
    "capacity_requests_per_second",
    both("Capacity", "처리 용량"),
    units::REQUESTS_PER_SECOND,
    0.001,
    1e9,
)
.doc(
    "Requests a second that it serves before it is saturated, as measured by a load test.",
    "부하 테스트로 측정한, 포화되기 전까지 처리하는 초당 요청 수입니다.",
);

/// Average use of the processors, where it costs nothing by itself.
pub static CPU: Property = percent(
    "average_cpu_percent",
    both("Average CPU", "평균 CPU 사용률"),
)
.doc(
    "Average use of all vCPUs over the month, as CloudWatch shows it.",
    "CloudWatch에 나타나는, 한 달 동안 전체 vCPU의 평균 사용률입니다.",
);

/// Reads and writes a second on a volume.
pub static SUSTAINED_IOPS: Property = fact(
    "sustained_iops",
    both("IOPS in use", "사용 중인 IOPS"),
    units::IOPS,
    0.0,
    1e7,
)
.doc(
    "Reads and writes a second that a volume sees on average in a busy hour.",
    "바쁜 시간대에 볼륨 하나가 평균적으로 처리하는 초당 읽기와 쓰기 수입니다.",
);

/// Reads that ask again for what was read shortly before.
pub static REPEATABLE_READS: Property = percent(
    "repeatable_read_percent",
    both("Repeated reads", "반복 읽기"),
)
.doc(
    "Share of the reads that ask again for what was read shortly before, so that a cache would answer them.",
    "조금 전에 읽은 것을 다시 요청하는 읽기의 비율입니다. 캐시가 대신 응답할 수 있습니다.",
);

/// Share of the most popular key.
pub static HOT_SHARE: Property = percent(
    "hot_item_percent",
    both("Share of the hottest key", "최다 요청 키의 비율"),
)
.doc(
    "Share of the requests that go to the most popular item: one row, key or partition key.",
    "가장 인기 있는 항목(행, 키 또는 파티션 키) 하나로 가는 요청의 비율입니다.",
);

/// Requests that read a whole table.
pub static SCANS: Property = Property::flag(
    "full_scans",
    both("Requests scan a table", "요청이 테이블 스캔"),
    false,
)
.doc(
    "Requests search a column without an index (a Scan in DynamoDB), so that each reads the whole table.",
    "요청이 인덱스 없는 열을 검색하여(DynamoDB의 Scan) 매번 테이블 전체를 읽습니다.",
)
.secondary();

/// Rows of the largest table.
pub static ROWS: Property = Property::optional_count(
    "largest_table_rows",
    both("Rows of the largest table", "가장 큰 테이블의 행 수"),
    units::RECORDS,
    0.0,
    1e15,
)
.doc(
    "Rows (items) of the largest table that requests read.",
    "요청이 읽는 가장 큰 테이블의 행(항목) 수입니다.",
)
.secondary();

/// Indexes of the table that is written most.
pub static TABLE_INDEXES: Property = Property::optional_count(
    "indexes_per_table",
    both("Indexes of a table", "테이블의 인덱스 수"),
    units::INDEXES,
    0.0,
    1000.0,
)
.doc(
    "Indexes of the table that is written most, its primary key not counted.",
    "가장 많이 쓰는 테이블의 인덱스 수이며 기본 키는 세지 않습니다.",
)
.secondary();

/// Size of the largest partition.
pub static SKEW: Property = fact(
    "partition_skew",
    both("Largest partition", "가장 큰 파티션"),
    units::TIMES,
    1.0,
    1e6,
)
.doc(
    "Size of the largest partition, as a multiple of the median one.",
    "가장 큰 파티션이 중앙값 파티션의 몇 배인지입니다.",
);

const REPORT_PLACES: &[Choice] = &[
    choice_in("unknown", "Not stated", "명시 안 함"),
    choice_in("none", "None", "없음"),
    choice_in(
        "here",
        "On the store that serves requests",
        "요청을 처리하는 저장소에서",
    ),
    choice_in("copy", "On a replica or copy", "복제본이나 사본에서"),
];

/// Where long queries run.
pub static REPORTS: Property = Property::choice(
    "report_queries",
    both("Reports run", "보고서 실행 위치"),
    "unknown",
    REPORT_PLACES,
)
.doc(
    "Where long queries over much of the data run: reports, statistics, exports.",
    "데이터의 많은 부분을 읽는 긴 쿼리(보고서, 통계, 내보내기)가 실행되는 곳입니다.",
)
.secondary();

/// Growth of data and requests.
pub static GROWTH: Property = fact(
    "yearly_growth_percent",
    both("Growth a year", "연간 증가율"),
    units::PERCENT,
    0.0,
    100_000.0,
)
.doc(
    "By how much data and requests grow in twelve months.",
    "12개월 동안 데이터와 요청이 늘어나는 비율입니다.",
);

/// Longest work that a user waits for.
pub static REQUEST_WORK: Property = fact(
    "request_work_ms",
    both("Work inside a request", "요청 안의 작업 시간"),
    units::MILLISECONDS,
    0.0,
    1e8,
)
.doc(
    "Time of the slowest work that is done before the answer: resizing pictures, PDF, mail, training.",
    "응답하기 전에 끝내는 가장 느린 작업의 시간입니다. 이미지 크기 조정, PDF, 메일, 학습 등입니다.",
);

/// Time that calls to other zones or Regions may take.
pub static REMOTE_BUDGET: Property = fact(
    "remote_call_budget_ms",
    both("Budget for distance", "거리 지연 예산"),
    units::MILLISECONDS,
    0.0,
    1e6,
)
.doc(
    "Time that one request may spend on the way to other zones and Regions, all its calls together.",
    "요청 하나가 다른 가용 영역이나 리전을 오가는 데 쓸 수 있는 시간이며 모든 호출을 합한 값입니다.",
);

/// Share of the answers that a delivery network could keep.
pub static CACHEABLE: Property = percent(
    "cacheable_percent",
    both("Cacheable answers", "캐시 가능한 응답"),
)
.doc(
    "Share of the answers that are the same for many viewers: pictures, scripts, public pages.",
    "많은 시청자에게 동일한 응답의 비율입니다. 이미지, 스크립트, 공개 페이지 등입니다.",
);

/// People who watch video at once.
pub static VIEWERS: Property = Property::optional_count(
    "concurrent_viewers",
    both("Viewers at once", "동시 시청자"),
    units::USERS,
    0.0,
    1e10,
)
.doc(
    "People who watch live or recorded video from these servers at the same time.",
    "이 서버에서 실시간 또는 녹화 영상을 동시에 시청하는 사람 수입니다.",
)
.secondary();

/// Time until a new server works.
pub static BOOTSTRAP: Property = fact(
    "bootstrap_minutes",
    both("Start of a server", "서버 시작 시간"),
    units::MINUTES,
    0.0,
    1440.0,
)
.doc(
    "Minutes from the launch of a server to its first request: boot, install, warm up.",
    "서버를 시작한 뒤 첫 요청을 처리하기까지의 시간(분)입니다. 부팅, 설치, 준비가 포함됩니다.",
);

/// Time in which a surge rises.
pub static SURGE: Property = fact(
    "surge_minutes",
    both("Rise of a surge", "급증 상승 시간"),
    units::MINUTES,
    0.0,
    1440.0,
)
.doc(
    "Minutes in which the demand rises from usual to peak: the start of a sale, a push message.",
    "수요가 평소에서 최고점까지 오르는 시간(분)입니다. 판매 시작, 푸시 알림 등이 예입니다.",
);

const PLACES: &[Choice] = &[
    choice_in("unknown", "Not stated", "명시 안 함"),
    choice_in("korea", "Korea", "한국"),
    choice_in("japan", "Japan", "일본"),
    choice_in("southeast_asia", "South-East Asia", "동남아시아"),
    choice_in("india", "India", "인도"),
    choice_in("oceania", "Australia and New Zealand", "호주·뉴질랜드"),
    choice_in("middle_east", "Middle East", "중동"),
    choice_in("africa", "Africa", "아프리카"),
    choice_in("europe", "Europe", "유럽"),
    choice_in("north_america_east", "North America, east", "북미 동부"),
    choice_in("north_america_west", "North America, west", "북미 서부"),
    choice_in("south_america", "South America", "남미"),
];

/// Where people are.
pub static LOCATION: Property = Property::choice(
    "location",
    both("Where they are", "위치"),
    "unknown",
    PLACES,
)
.doc(
    "Part of the world where these people are. Draw one component for each part that matters.",
    "이 사람들이 있는 지역입니다. 중요한 지역마다 컴포넌트를 하나씩 그립니다.",
)
.secondary();

/// Regions where data of these people may be.
pub static DATA_REGIONS: Property = Property::text(
    "allowed_regions",
    both("Regions allowed", "허용된 리전"),
    "",
)
.doc(
    "Codes of the Regions where the data of these people may be kept, with commas between: law, contract, taste.",
    "이 사람들의 데이터를 보관할 수 있는 리전 코드를 쉼표로 구분합니다. 법, 계약, 정책에 따릅니다.",
)
.secondary();

/// Memory that the software needs.
pub static MEMORY_NEEDED: Property = fact(
    "memory_needed_gib",
    both("Memory needed", "필요한 메모리"),
    units::GIB,
    0.0,
    100_000.0,
)
.doc(
    "Memory that the software of one instance needs at its peak.",
    "인스턴스 하나의 소프트웨어가 최고점에서 필요로 하는 메모리입니다.",
);

/// Whether the software computes on a GPU.
pub static GPU_SOFTWARE: Property = Property::flag(
    "gpu_software",
    both("Software for a GPU", "GPU용 소프트웨어"),
    false,
)
.doc(
    "The software computes on a GPU: training, inference of large models, rendering.",
    "소프트웨어가 GPU에서 계산합니다. 학습, 대형 모델 추론, 렌더링 등입니다.",
)
.secondary();

/// Hours in which a GPU works.
pub static GPU_USE: Property = percent(
    "gpu_utilization_percent",
    both("Use of the GPU", "GPU 사용률"),
)
.doc(
    "Share of the running hours in which the accelerators work.",
    "실행 시간 중 가속기가 일하는 시간의 비율입니다.",
);

/// Work that nobody waits for.
pub static DEFERRABLE: Property = Property::flag(
    "deferrable",
    both("Work can wait", "미룰 수 있는 작업"),
    false,
)
.doc(
    "The work that its callers ask for may be done later: mails, thumbnails, statistics.",
    "호출자가 요청하는 작업을 나중에 처리해도 됩니다. 메일, 썸네일, 통계 등입니다.",
)
.secondary();

/// Formats in which media is kept.
pub static RENDITIONS: Property = Property::optional_count(
    "renditions",
    both("Renditions", "렌디션 수"),
    units::RENDITIONS,
    1.0,
    1000.0,
)
.doc(
    "Sizes and formats in which each picture or video is offered; 1: every device gets the same file.",
    "이미지나 영상마다 제공하는 크기와 형식의 수입니다. 1이면 모든 기기가 같은 파일을 받습니다.",
)
.secondary();

/// Whether the data can be made again.
pub static DERIVED_DATA: Property = Property::flag(
    "derived_data",
    both("Data can be rebuilt", "다시 만들 수 있는 데이터"),
    false,
)
.doc(
    "The data is made from other data and can be made again: thumbnails, indexes, training sets.",
    "다른 데이터에서 만든 것이라 다시 만들 수 있습니다. 썸네일, 인덱스, 학습 데이터 등입니다.",
)
.secondary();
