//! SEC070: Default security group in use or open.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::edit::Edit;
use crate::model::{ContainerKind, Id, SecurityGroup, SecurityRule, Source};
use crate::text::Phrase;

rule! {
    /// Default security group in use or open
    ///
    /// **Why.** Whatever is dropped into the VPC without a group of its own lands in the default group, and then talks
    /// to all its members.
    ///
    /// **Fix.** Give the members a group of their own, and take all rules out of the default one.
    ///
    /// **When to silence it.** The VPC is for trials and is thrown away with all that is in it.
    ///
    /// **References.** EC2.2; CKV2_AWS_12; prowler:ec2_securitygroup_default_restrict_traffic; CIS5.0:5.5; SEC05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), security_groups: ["default"]), // finding
    /// }, security_groups: {
    ///     "default": (ingress: [(ports: "all", protocol: all, from_group: "default")]), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), security_groups: ["web-sg"]),
    /// }, security_groups: {
    ///     "default": (),
    ///     "web-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC070",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "기본 보안 그룹을 사용하거나 열어 둠",
            why: "보안 그룹을 지정하지 않은 리소스는 모두 기본 그룹에 들어가 그 구성원 전체와 통신하게 됩니다.",
            fix: "구성원에게 별도의 보안 그룹을 주고 기본 그룹의 규칙을 모두 지웁니다.",
            silence: "통째로 버릴 시험용 VPC인 경우입니다.",
        },
    };
}

/// Whether a group is the one that AWS makes with each VPC: it is always called `default`.
fn is_default(id: &Id, group: &SecurityGroup) -> bool {
    let name = group.name.get(Language::English);
    let name = if name.is_empty() { id.as_str() } else { name };
    name.trim().eq_ignore_ascii_case("default")
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group) in &cx.design.security_groups {
        let members = cx.members(id);
        if !is_default(id, group) || (members.is_empty() && group.ingress.is_empty()) {
            continue;
        }
        let rules: Vec<&SecurityRule> = group.ingress.iter().collect();
        let items = members.iter().map(|member| member.id).chain([id]);
        out.add(items, || {
            exposure::open_evidence(id, group, &rules, members)
        });
    }
}

/// The rule with another group in the place of one.
fn renamed(rule: &SecurityRule, old: &Id, new: &Id) -> SecurityRule {
    if rule.source == Source::Group(old.clone()) {
        exposure::from_group(rule, new)
    } else {
        rule.clone()
    }
}

/// The group with another one in the place of `old` in its rules.
fn with_renamed(group: &SecurityGroup, old: &Id, new: &Id) -> SecurityGroup {
    let all = |rules: &[SecurityRule]| rules.iter().map(|rule| renamed(rule, old, new)).collect();
    SecurityGroup {
        ingress: all(&group.ingress),
        egress: all(&group.egress),
        ..group.clone()
    }
}

/// Moves the members with the rules into a new group and leaves the default one empty.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let mut edits = Vec::new();
    if !cx.members(id).is_empty() {
        let new = cx.design.fresh_id("members");
        let mut own = with_renamed(group, id, &new);
        own.name = new.as_str().into();
        edits.push(Edit::PutSecurityGroup(new.clone(), own));
        for member in cx.members(id) {
            let mut component = member.component.clone();
            for name in &mut component.security_groups {
                if name == id {
                    *name = new.clone();
                }
            }
            edits.push(Edit::PutComponent(member.id.clone(), component));
        }
        for (frame_id, frame) in &cx.design.containers {
            let draws = frame.kind == ContainerKind::SecurityGroup;
            if draws && frame.code.as_deref() == Some(id.as_str()) {
                let mut frame = frame.as_ref().clone();
                frame.code = Some(new.to_string());
                edits.push(Edit::PutContainer(frame_id.clone(), frame));
            }
        }
        for (other_id, other) in &cx.design.security_groups {
            let changed = with_renamed(other, id, &new);
            if other_id != id && changed != **other {
                edits.push(Edit::PutSecurityGroup(other_id.clone(), changed));
            }
        }
    }
    edits.push(exposure::with_ingress(id, group, Vec::new()));
    Some(Fix {
        label: Phrase::new("Empty the default group", "기본 그룹 비우기"),
        edit: Edit::Batch(edits),
    })
}
