//! Amazon RDS Extended Support: what a major version costs after its standard support, by the calendars of AWS.
//!
//! Sources: MySQL.Concepts.VersionMgmt (RDS for MySQL), AuroraMySQL.release-calendars and
//! aurorapostgresql-release-calendar (docs.aws.amazon.com, as quoted in public files 52062200036, 58819683188 and
//! 51820602545). RDS for PostgreSQL has the days of Aurora PostgreSQL. In years 1 and 2 and in year 3 each vCPU-hour (of
//! Serverless v2 each ACU-hour) has its price; standbys count. Aurora Serverless v1 has no extended support.

use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Choice, Item, Problem, Property};
use crate::pricing::{Date, Query};
use crate::text::both;

const SUPPORT: &[Choice] = &[
    choice_in("off", "Not needed", "필요 없음"),
    choice_in("calendar", "By version and day", "버전과 날짜에 따라"),
    choice_in("year-1-2", "Year 1 or 2", "1~2년 차"),
    choice_in("year-3", "Year 3", "3년 차"),
];

/// Extended support.
pub const EXTENDED_SUPPORT: Property = Property::choice(
    "extended_support",
    both("Extended support", "추가 지원"),
    "calendar",
    SUPPORT,
)
.doc(
    "Paid support after a major version's end of standard support, for each vCPU-hour or ACU-hour. AWS switches it on by \
     itself unless it is turned down when the database is created.",
    "메이저 버전의 표준 지원이 끝난 뒤의 유료 지원입니다. vCPU-시간 또는 ACU-시간마다 과금됩니다. 데이터베이스를 만들 때 거부하지 않으면 AWS가 \
     자동으로 적용합니다.",
);

/// Version of the engine.
pub static ENGINE_VERSION: Property =
    Property::text("engine_version", both("Engine version", "엔진 버전"), "").doc(
        "For example `8.0` or `15.4`; its major version decides the price of extended support.",
        "예: `8.0`, `15.4`. 메이저 버전이 추가 지원 요금을 정합니다.",
    );

/// Which of the two prices of extended support holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Years 1 and 2.
    OneOrTwo,
    /// Year 3 and what follows it.
    Three,
}

impl Year {
    /// The word of the price rows.
    fn word(self) -> &'static str {
        match self {
            Year::OneOrTwo => "1-2",
            Year::Three => "3",
        }
    }
}

type Day = (u16, u8, u8);

/// A major version with the days from which each price holds. The end of extended support is not needed: what still runs
/// then is upgraded.
struct Release {
    engines: &'static [&'static str],
    major: &'static str,
    year_1: Day,
    year_3: Option<Day>,
}

const MYSQL: &[&str] = &["mysql"];
const AURORA_MYSQL: &[&str] = &["aurora-mysql"];
const POSTGRESQL: &[&str] = &["postgres", "aurora-postgresql"];

const fn release(
    engines: &'static [&'static str],
    major: &'static str,
    year_1: Day,
    year_3: Option<Day>,
) -> Release {
    Release {
        engines,
        major,
        year_1,
        year_3,
    }
}

const RELEASES: &[Release] = &[
    release(MYSQL, "5.7", (2024, 3, 1), Some((2026, 3, 1))),
    release(MYSQL, "8.0", (2026, 8, 1), Some((2028, 8, 1))),
    release(MYSQL, "8.4", (2029, 8, 1), Some((2031, 8, 1))),
    release(AURORA_MYSQL, "5.7", (2024, 12, 1), Some((2026, 12, 1))),
    release(AURORA_MYSQL, "8.0", (2028, 5, 1), None),
    release(POSTGRESQL, "11", (2024, 4, 1), Some((2026, 4, 1))),
    release(POSTGRESQL, "12", (2025, 3, 1), Some((2027, 3, 1))),
    release(POSTGRESQL, "13", (2026, 3, 1), Some((2028, 3, 1))),
    release(POSTGRESQL, "14", (2027, 3, 1), Some((2029, 3, 1))),
    release(POSTGRESQL, "15", (2028, 3, 1), Some((2030, 3, 1))),
    release(POSTGRESQL, "16", (2029, 3, 1), Some((2031, 3, 1))),
    release(POSTGRESQL, "17", (2030, 3, 1), Some((2032, 3, 1))),
];

/// Major version: two numbers of MySQL (`5.7.44`, `8.0.mysql_aurora.3.05.2`), one of PostgreSQL (`11.22`).
fn major(engine: &str, version: &str) -> String {
    let parts = if engine.contains("postgres") { 1 } else { 2 };
    let parts: Vec<&str> = version.trim().splitn(3, '.').take(parts).collect();
    parts.join(".")
}

/// The price that holds for a version of an engine on a day; none while standard support lasts and for engines without
/// extended support.
///
/// Engines as the RDS API names them: `mysql`, `postgres`, `aurora-mysql`, `aurora-postgresql`.
pub fn year(engine: &str, version: &str, day: Date) -> Option<Year> {
    let major = major(engine, version);
    let release = RELEASES
        .iter()
        .find(|release| release.engines.contains(&engine) && release.major == major)?;
    let since = |(year, month, date)| Date::new(year, month, date).is_some_and(|from| day >= from);
    if release.year_3.is_some_and(since) {
        Some(Year::Three)
    } else {
        since(release.year_1).then_some(Year::OneOrTwo)
    }
}

/// First day after the standard support of a version; none for engines and versions without a calendar.
pub fn first_day(engine: &str, version: &str) -> Option<Date> {
    let major = major(engine, version);
    let release = RELEASES
        .iter()
        .find(|release| release.engines.contains(&engine) && release.major == major)?;
    let (year, month, date) = release.year_1;
    Date::new(year, month, date)
}

/// The newest major version of an engine, if it is in standard support on a day.
pub fn supported(engine: &str, day: Date) -> Option<&'static str> {
    let mut releases = RELEASES.iter();
    let newest = releases.rfind(|release| release.engines.contains(&engine))?;
    year(engine, newest.major, day)
        .is_none()
        .then_some(newest.major)
}

/// The price row of a major version: RDS rows of the versions since MySQL 8.0 and PostgreSQL 13 are named `-any`; Aurora
/// rows write `8.0` as `8 0`.
fn row(engine: &str, major: &str, year: Year) -> Query {
    if engine.starts_with("aurora") {
        return Query::new("aurora", "extended_support_vcpu_or_acu_hour")
            .with("engine_version", major.replace('.', " "))
            .with("year", year.word());
    }
    let named = match (engine, major) {
        ("mysql", "5.7") => "mysql",
        ("mysql", _) => "mysql-any",
        (_, "10" | "11" | "12") => "postgresql",
        _ => "postgresql-any",
    };
    Query::new("rds", "extended_support_vcpu_hour")
        .with("engine", named)
        .with("engine_version", major)
        .with("year", year.word())
}

/// The price that holds for an item: what it declares, or what its version and the day say.
fn decided(item: &Item<'_>, engine: &str, version: &str, day: Date) -> Option<Year> {
    match item.text(&EXTENDED_SUPPORT) {
        "year-1-2" => Some(Year::OneOrTwo),
        "year-3" => Some(Year::Three),
        "calendar" => year(engine, version, day),
        _ => None,
    }
}

/// The line of extended support for so many vCPU or ACU; the line is missing where an instance type has no known vCPU.
pub(super) fn bill(bill: &mut Bill, cx: &BillCx<'_>, engine: &str, capacity: Option<f64>) {
    let version = cx.item.text(&ENGINE_VERSION);
    let Some(year) = decided(&cx.item, engine, version, cx.day()) else {
        return;
    };
    let name = both("Extended support", "추가 지원");
    let query = row(engine, &major(engine, version), year);
    super::vcpu_hours(bill, "extended_support", name, capacity, cx.hours, query);
}

/// Tells extended support that is declared without the version that has its price.
pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let declared = matches!(item.text(&EXTENDED_SUPPORT), "year-1-2" | "year-3");
    if declared && item.text(&ENGINE_VERSION).is_empty() {
        problems.push(Problem::of(
            &ENGINE_VERSION,
            "extended support needs the major version, for example `8.0` or `13`",
            "추가 지원에는 메이저 버전이 필요합니다. 예: `8.0`, `13`",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_day_decide() {
        let on = |engine, version, day: &str| year(engine, version, day.parse().unwrap());
        let early = "2025-06-01";
        assert_eq!(on("mysql", "5.7", early), Some(Year::OneOrTwo));
        assert_eq!(on("mysql", "5.7.44", early), Some(Year::OneOrTwo));
        assert_eq!(on("mysql", "5.7.44", "2024-02-29"), None);
        assert_eq!(on("mysql", "5.7.44", "2026-03-01"), Some(Year::Three));
        assert_eq!(on("mysql", "8.0.36", early), None);
        assert_eq!(on("mysql", "8.0.36", "2026-08-01"), Some(Year::OneOrTwo));
        assert_eq!(on("postgres", "11.22", early), Some(Year::OneOrTwo));
        assert_eq!(on("postgres", "12", early), Some(Year::OneOrTwo));
        assert_eq!(on("postgres", "13.9", early), None);
        assert_eq!(
            on("aurora-mysql", "5.7.mysql_aurora.2.11.2", early),
            Some(Year::OneOrTwo)
        );
        assert_eq!(on("aurora-mysql", "5.7", "2024-11-30"), None);
        assert_eq!(on("aurora-mysql", "8.0.mysql_aurora.3.05.2", early), None);
        assert_eq!(on("aurora-postgresql", "11", early), Some(Year::OneOrTwo));
        assert_eq!(on("mariadb", "10.6", early), None);
        assert_eq!(on("mysql", "", early), None);
        assert_eq!(on("mysql", "5", early), None);
    }

    #[test]
    fn every_release_has_a_real_day() {
        for release in RELEASES {
            let days = [Some(release.year_1), release.year_3];
            for (year, month, day) in days.into_iter().flatten() {
                assert!(Date::new(year, month, day).is_some(), "{}", release.major);
            }
        }
    }
}
