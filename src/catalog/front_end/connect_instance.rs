//! Amazon Connect: minutes of calls, messages of chats, tasks of agents.
//!
//! Semantics: Amazon Connect pricing page; telephony (numbers, minutes of the carrier) is billed apart and has no row.

use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Calls.
pub static VOICE: Property = Property::usage(
    "voice_minutes",
    both("Call minutes", "통화 시간(분)"),
    units::MINUTES,
)
.doc(
    "Minutes of calls that people have with agents or bots in a month. Nothing derives it.",
    "상담원 또는 봇과 통화하는 월 분입니다. 직접 입력합니다.",
);

/// Chats.
pub static CHAT: Property = Property::usage(
    "chat_messages",
    both("Chat messages", "채팅 메시지"),
    units::MESSAGES,
)
.doc(
    "Messages of chats in a month, both ways. Derived from incoming requests.",
    "양방향 월 채팅 메시지입니다. 들어오는 요청에서 계산합니다.",
);

/// Tasks.
pub static TASKS: Property = Property::usage("agent_tasks", both("Tasks", "작업"), units::TASKS)
    .doc(
        "Tasks that are handed to agents in a month. Nothing derives it.",
        "상담원에게 배정되는 월 작업입니다. 직접 입력합니다.",
    );

/// Price of a minute.
pub static VOICE_PRICE: Property = user_price::price(
    "voice_price_usd",
    both("Own price of a call minute", "직접 입력한 통화 분 요금"),
    units::USD_PER_UNIT,
);
/// Price of a message.
pub static CHAT_PRICE: Property = user_price::price(
    "chat_price_usd",
    both("Own price of a message", "직접 입력한 메시지 요금"),
    units::USD_PER_UNIT,
);
/// Price of a task.
pub static TASK_PRICE: Property = user_price::price(
    "task_price_usd",
    both("Own price of a task", "직접 입력한 작업 요금"),
    units::USD_PER_UNIT,
);

fn key_fact(_: &Item<'_>, language: Language) -> String {
    both("contact centre", "고객 센터").get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let mut line = |key, name, usage, unit, priced, price: &Property| {
        bill.usage(key, name, usage, unit, Query::new("connect", priced))
            .or_user(item, price, 1.0);
    };
    line(
        "voice",
        both("Calls", "통화"),
        cx.usage(&VOICE, 0.0),
        units::MINUTES,
        "connect_per_minutes",
        &VOICE_PRICE,
    );
    line(
        "chat",
        both("Chat", "채팅"),
        cx.usage(&CHAT, cx.flows.requests()),
        units::MESSAGES,
        "connect_per_messages",
        &CHAT_PRICE,
    );
    line(
        "tasks",
        both("Tasks", "작업"),
        cx.usage(&TASKS, 0.0),
        units::TASKS,
        "connect_per_tasks",
        &TASK_PRICE,
    );
}

/// Connect instance.
pub static KIND: Kind = Kind {
    name: "connect_instance",
    title: both("Amazon Connect instance", "Amazon Connect 인스턴스"),
    short: both("Connect", "Connect"),
    doc: both(
        "Contact centre for calls, chats and tasks. One pays for minutes, messages and tasks, telephony apart.",
        "통화, 채팅, 작업을 처리하는 고객 센터입니다. 분, 메시지, 작업마다 요금을 내며 전화 요금은 별도입니다.",
    ),
    category: Category::FrontEnd,
    service: "Amazon Connect",
    spend: Spend::Other,
    glyph: glyph::HEADSET,
    monogram: "CON",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_connect_instance"],
    cloudformation: &["AWS::Connect::Instance"],
    drawio: "connect",
    keywords: &["call centre", "contact", "agent", "고객 센터", "상담"],
    port: Some(443),
    properties: &[
        &VOICE,
        &CHAT,
        &TASKS,
        &VOICE_PRICE,
        &CHAT_PRICE,
        &TASK_PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn calls_chats_and_tasks() {
        let centre = || Bench::new("connect_instance").with("voice_minutes", 10_000.0);
        let lines = centre()
            .region("us-east-1")
            .incoming("users", 5_000.0, 1.0, 1.0)
            .with("agent_tasks", 100.0)
            .lines();
        // 10,000 x 0.018 $; 5,000 x 0.004 $; 100 x 0.04 $.
        near(lines.usd("voice"), 180.0);
        near(lines.usd("chat"), 20.0);
        near(lines.usd("tasks"), 4.0);
        // No rows for Seoul.
        let typed = centre().with("voice_price_usd", 0.02).lines();
        near(typed.usd("voice"), 200.0);
    }
}
