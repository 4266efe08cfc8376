//! REL026: Files saved on individual servers.

use crate::analysis::review::fleets::{self, Fleet};
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::model::Id;
use crate::text::number::short;
use std::collections::BTreeSet;

rule! {
    /// Files saved on individual servers
    ///
    /// **Why.** A file stands on one server only: requests that reach another one do not find it, and it is gone when
    /// the group shrinks.
    ///
    /// **Fix.** Store files in S3 (uploads go there directly with a presigned URL) or, where a file system is needed,
    /// on EFS.
    ///
    /// **When to silence it.** The files are temporary, or the same on every server from the start.
    ///
    /// **References.** REL05-BP06; SUS04-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"file_store": "local"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"file_store": "external"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL026",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "개별 서버에 저장되는 파일",
            why: "파일이 한 서버에만 있어 다른 서버로 간 요청은 찾지 못하고, 그룹이 줄어들면 사라집니다.",
            fix: "파일을 S3에 저장합니다(미리 서명된 URL로 직접 업로드). 파일 시스템이 필요하면 EFS를 사용합니다.",
            silence: "임시 파일이거나 처음부터 모든 서버에 똑같이 있는 파일입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let local = |item: &&Item<'_>| fleets::keeps_locally(item, &server::FILE_STORE);
    // Servers drawn one by one are many, too, where they share the requests of one tier.
    let mut shared: BTreeSet<&Id> = BTreeSet::new();
    for tier in cx.tiers().iter().filter(|tier| tier.len() > 1) {
        shared.extend(tier.iter().filter(|item| local(item)).map(|item| item.id));
    }
    for item in cx.of_kinds(KINDS).filter(local) {
        if !fleets::is_scaled_out(item) && !shared.contains(item.id) {
            continue;
        }
        let evidence = seen(|language| {
            let name = phrase::named(item, language);
            let most = Fleet::of(item).map_or(1.0, |fleet| fleet.max);
            let most = short(most.max(item.instances()), 0);
            match language {
                Language::English => {
                    format!("{name}: files on the server itself, up to {most} servers")
                }
                Language::Korean => {
                    format!("{name}: 파일이 서버 자체에 있음. 서버 최대 {most}대")
                }
            }
        });
        out.add([item.id], evidence);
    }
}
