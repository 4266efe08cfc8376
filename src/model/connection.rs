//! Connections: "A calls B", with what flows.

use super::{Id, LocalText, Point};
use serde::{Deserialize, Serialize};

/// What kind of flow a connection is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// The caller waits for the answer.
    #[default]
    Call,
    /// The caller goes on; the event is handled later.
    AsyncEvent,
    /// A continuous stream of records.
    Stream,
    /// Copies of data kept in step.
    Replication,
    /// Logs on their way to a store.
    LogShipping,
    /// A cache or delivery network that fetches what it does not have.
    OriginFetch,
    /// Backup copies.
    Backup,
    /// A network peering; carries no requests of its own.
    Peering,
}

impl ConnectionKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [ConnectionKind; 8] = [
        ConnectionKind::Call,
        ConnectionKind::AsyncEvent,
        ConnectionKind::Stream,
        ConnectionKind::Replication,
        ConnectionKind::LogShipping,
        ConnectionKind::OriginFetch,
        ConnectionKind::Backup,
        ConnectionKind::Peering,
    ];
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ConnectionKind::Call => "call",
            ConnectionKind::AsyncEvent => "async_event",
            ConnectionKind::Stream => "stream",
            ConnectionKind::Replication => "replication",
            ConnectionKind::LogShipping => "log_shipping",
            ConnectionKind::OriginFetch => "origin_fetch",
            ConnectionKind::Backup => "backup",
            ConnectionKind::Peering => "peering",
        }
    }
    /// Whether the caller waits (call, origin fetch).
    #[inline]
    pub fn is_synchronous(self) -> bool {
        matches!(self, ConnectionKind::Call | ConnectionKind::OriginFetch)
    }
}

/// Side of a tile or frame where a connection is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Upper edge.
    Top,
    /// Right edge.
    Right,
    /// Lower edge.
    Bottom,
    /// Left edge.
    Left,
}

/// A directed connection between two components (or frames).
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Who calls: a component or container.
    pub from: Id,
    /// Who is called: a component or container.
    pub to: Id,
    /// What kind of flow it is.
    pub kind: ConnectionKind,
    /// Text on the line beside the derived figures.
    pub name: LocalText,
    /// Protocol name, for example `HTTPS`.
    pub protocol: Option<String>,
    /// Port at the called side.
    pub port: Option<u16>,
    /// Requests of the called per request of the caller; 1 by default.
    pub calls_per_request: f64,
    /// Share among the alternatives of the caller, on any scale: a load balancer (and any caller whose calls carry
    /// weights) sends each request to one of them. None: 1 beside weighted alternatives or after a load balancer.
    pub weight: Option<f64>,
    /// Size of one request in KB (2^10 bytes), towards the called; 1 by default.
    pub request_kb: f64,
    /// Size of one response in KB, back to the caller; 1 by default.
    pub response_kb: f64,
    /// Share of the requests that only read, 0 to 1; 0.8 by default.
    pub read_share: f64,
    /// Requests per month if they do not come from the traffic of the caller (or override it).
    pub requests_per_month: Option<f64>,
    /// GB per month towards the called, if typed instead of derived (logs, backups).
    pub gb_per_month: Option<f64>,
    /// Callers prefer targets in their own zone.
    pub zone_affinity: bool,
    /// Milliseconds after which the caller gives up waiting, if stated; only rules read it.
    pub timeout_ms: Option<f64>,
    /// How often the caller tries again after a failure, if stated; only rules read it.
    pub retries: Option<f64>,
    /// What is sent may be handled later, although it is sent at once; only rules read it.
    pub deferrable: bool,
    /// Reads must see every write before them; only rules read it.
    pub strong_reads: bool,
    /// Side at the caller; floating where none.
    pub from_side: Option<Side>,
    /// Side at the called; floating where none.
    pub to_side: Option<Side>,
    /// Bends set by hand.
    pub bends: Vec<Point>,
}

/// Read share of a connection that says nothing else.
pub const DEFAULT_READ_SHARE: f64 = 0.8;

impl Connection {
    /// A call of `to` by `from` with defaults.
    pub fn new(from: Id, to: Id) -> Connection {
        Connection {
            from,
            to,
            kind: ConnectionKind::Call,
            name: LocalText::default(),
            protocol: None,
            port: None,
            calls_per_request: 1.0,
            weight: None,
            request_kb: 1.0,
            response_kb: 1.0,
            read_share: DEFAULT_READ_SHARE,
            requests_per_month: None,
            gb_per_month: None,
            zone_affinity: false,
            timeout_ms: None,
            retries: None,
            deferrable: false,
            strong_reads: false,
            from_side: None,
            to_side: None,
            bends: Vec::new(),
        }
    }
}
