//! SEC064: No account-wide audit trail.

use crate::analysis::review::places::{self, Site};
use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudtrail::{self, MULTI_REGION, ORGANIZATION};
use crate::model::Id;
use crate::text::Phrase;
use std::collections::BTreeMap;

rule! {
    /// No account-wide audit trail
    ///
    /// **Why.** Without a trail nobody can say who changed what, or since when a stolen key has been used.
    ///
    /// **Fix.** Add one trail of all Regions (of all accounts, where there is an organisation) that delivers to a
    /// locked bucket. The first copy of management events is free.
    ///
    /// **When to silence it.** The trail belongs to another account of the organisation, outside this drawing.
    ///
    /// **References.** CloudTrail.1; CloudTrail.3; CKV_AWS_67; CKV_AWS_251; prowler:cloudtrail_multi_region_enabled;
    /// CIS5.0:3.1; TA:AWS CloudTrail Logging; SEC04-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)), // finding
    /// }, components: {
    ///     "orders": (kind: "sqs_queue", in: "seoul", at: (20, 40)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "orders": (kind: "sqs_queue", in: "seoul", at: (20, 40)),
    ///     "trail": (kind: "cloudtrail", in: "seoul", at: (20, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC064",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "계정 전체의 감사 추적이 없음",
            why: "추적이 없으면 누가 무엇을 바꿨는지, 유출된 키가 언제부터 쓰였는지 알 수 없습니다.",
            fix: "모든 리전(조직이면 모든 계정)의 추적 하나를 만들어 잠긴 버킷에 저장합니다. 관리 이벤트의 첫 사본은 무료입니다.",
            silence: "추적이 이 그림 밖의 조직 계정에 있는 경우입니다.",
        },
    };
}

/// Sites by account; of an account without a frame, by none.
fn accounts<'s, 'a>(cx: &'s Cx<'a>) -> BTreeMap<Option<&'a Id>, Vec<&'s Site<'a>>> {
    let mut accounts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for site in &cx.places().sites {
        accounts.entry(site.account).or_default().push(site);
    }
    accounts
}

/// Trails that record an account: those in it, in no account frame, or of the whole organisation.
fn trails<'a>(cx: &Cx<'a>, account: Option<&Id>) -> Vec<Item<'a>> {
    let trails = cx.of_kind(&cloudtrail::KIND).iter().copied();
    let records = |trail: &Item<'_>| {
        let own = places::account_of(trail);
        own.is_none() || own == account || trail.flag(&ORGANIZATION)
    };
    trails.filter(records).collect()
}

/// The frame that a finding on an account names.
fn frame_of<'a>(account: Option<&'a Id>, sites: &[&Site<'a>]) -> Option<&'a Id> {
    account.or_else(|| sites.first().and_then(|site| site.frame))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (account, sites) in accounts(cx) {
        let trails = trails(cx, account);
        if trails.iter().any(|trail| trail.flag(&MULTI_REGION)) {
            continue;
        }
        let components: usize = sites.iter().map(|site| site.components).sum();
        let evidence = seen(|language| {
            let names: Vec<String> = sites
                .iter()
                .map(|site| places::site_name(cx, site, language))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let names = phrase::shorten(&names, language);
            let single = trails.len();
            match language {
                Language::English => {
                    let components = phrase::count(components, "component", "components");
                    format!(
                        "{names}: {components}, 0 trails of all Regions, {single} of one Region"
                    )
                }
                Language::Korean => format!(
                    "{names}: 컴포넌트 {components}개, 모든 리전의 추적 0개, 단일 리전 추적 {single}개"
                ),
            }
        });
        let frame = frame_of(account, &sites);
        out.add(trails.iter().map(|trail| trail.id).chain(frame), evidence);
    }
}

/// Widens a trail of one Region, or adds a trail.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    if let Some(trail) = finding.items.iter().find_map(|id| cx.item(id)) {
        return Some(Fix {
            label: Phrase::new("Record all Regions", "모든 리전 기록"),
            edit: set(&trail, &MULTI_REGION, true),
        });
    }
    let accounts = accounts(cx);
    let mut accounts = accounts.iter();
    let (_, sites) =
        accounts.find(|(account, sites)| frame_of(**account, sites) == finding.items.first())?;
    let frame = sites.first()?.frame;
    Some(Fix {
        label: Phrase::new("Add a trail of all Regions", "모든 리전의 추적 추가"),
        edit: places::add(cx, "trail", frame, places::new(&cloudtrail::KIND)),
    })
}
