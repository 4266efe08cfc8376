//! SEC084: Sensitive traffic over Direct Connect without encryption.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::analysis::review::tags;
use crate::catalog::networking::{dx_connection, vpn_connection};
use crate::model::Connection;
use crate::text::number::short;

rule! {
    /// Sensitive traffic over Direct Connect without encryption
    ///
    /// **Why.** A private line is not an encrypted line: whoever taps it reads along.
    ///
    /// **Fix.** Use TLS from end to end, ports with MACsec, or a VPN over Direct Connect.
    ///
    /// **When to silence it.** The application encrypts what it sends.
    ///
    /// **References.** SEC09-BP02; REL02-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "line": (kind: "dx_connection", at: (500, 200)),
    ///     "office": (kind: "on_premises_server", at: (700, 40)),
    ///     "records": (kind: "instance", in: "vpc", at: (20, 40), tags: {"data_class": "personal"}),
    /// }, connections: {
    ///     "sync": (from: "office", to: "records", port: 8080), // finding
    ///     "x1": (from: "office", to: "line"),
    ///     "x2": (from: "line", to: "vpc"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 400, 300)),
    /// }, components: {
    ///     "line": (kind: "dx_connection", at: (500, 200)),
    ///     "office": (kind: "on_premises_server", at: (700, 40)),
    ///     "records": (kind: "instance", in: "vpc", at: (20, 40), tags: {"data_class": "personal"}),
    /// }, connections: {
    ///     "sync": (from: "office", to: "records", port: 443, protocol: "HTTPS"),
    ///     "x1": (from: "office", to: "line"),
    ///     "x2": (from: "line", to: "vpc"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC084",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "암호화하지 않은 Direct Connect로 보내는 민감한 데이터",
            why: "전용 회선은 암호화된 회선이 아닙니다. 회선을 엿듣는 사람은 내용을 읽습니다.",
            fix: "양 끝 사이에 TLS를 쓰거나 MACsec 포트, Direct Connect 위의 VPN을 사용합니다.",
            silence: "애플리케이션이 보내는 내용을 직접 암호화하는 경우입니다.",
        },
    };
}

/// Protocols that encrypt by themselves.
const ENCRYPTED: [&str; 7] = ["https", "tls", "ssl", "wss", "sftp", "ssh", "ipsec"];
/// Port of HTTPS, for connections that name no protocol.
const HTTPS: u16 = 443;

fn is_encrypted(connection: &Connection) -> bool {
    match &connection.protocol {
        Some(protocol) => {
            let protocol = protocol.to_lowercase();
            ENCRYPTED.iter().any(|word| protocol.contains(word))
        }
        None => connection.port == Some(HTTPS),
    }
}

/// Whether the lines of the design are encrypted: all have MACsec, or a VPN runs over them.
fn lines_are_encrypted(cx: &Cx<'_>) -> bool {
    let lines = cx.of_kind(&dx_connection::KIND);
    let is_vpn = |item: &Item<'_>| *item.kind == vpn_connection::KIND;
    let safe = |line: &Item<'_>| {
        line.flag(&dx_connection::MACSEC) || cx.neighbours(line).any(|other| is_vpn(&other))
    };
    !lines.is_empty() && lines.iter().all(safe)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let lines = cx.of_kind(&dx_connection::KIND);
    if lines.is_empty() || lines_are_encrypted(cx) {
        return;
    }
    for (id, parts) in cx.ways_of(&[PathClass::DirectConnect]) {
        let over_line = parts
            .iter()
            .find(|part| part.class == PathClass::DirectConnect);
        let connection = cx.design.connections.get_key_value(id);
        let (Some(part), Some((id, connection))) = (over_line, connection) else {
            continue;
        };
        let ends = [&connection.from, &connection.to].map(|id| cx.item(id));
        let mut known = ends.iter().flatten();
        let Some(sensitive) = known.find(|item| tags::is_sensitive(item)) else {
            continue;
        };
        if is_encrypted(connection) {
            continue;
        }
        let class = tags::data_class(sensitive).unwrap_or_default();
        let gb = (part.request_gb + part.response_gb).0;
        let evidence = seen(|language| {
            let names = phrase::names(ends.iter().flatten().copied(), language);
            let (owner, gb) = (sensitive.name(language), short(gb, 1));
            match language {
                Language::English => format!(
                    "{names}: {gb} GB/month over Direct Connect, data_class {class} at {owner}; no TLS, MACsec or VPN"
                ),
                Language::Korean => format!(
                    "{names}: Direct Connect로 월 {gb}GB, {owner}의 data_class {class}; TLS, MACsec, VPN 없음"
                ),
            }
        });
        out.add([id], evidence);
    }
}
