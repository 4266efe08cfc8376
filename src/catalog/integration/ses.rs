//! Amazon SES: mails sent and received, GB of attachments, dedicated addresses.
//!
//! Semantics: Amazon SES pricing page; `cost-semantics`: messaging.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};
use crate::units::{Gigabytes, KB_PER_GB};

/// Received mails are billed in whole pieces of this size (Amazon SES pricing page: incoming mail chunks).
const INBOUND_STEP_KB: f64 = 256.0;

const TLS: &[Choice] = &[
    choice_in("Optional", "Where possible", "가능한 경우"),
    choice_in("Require", "Required", "필수"),
];

/// Recipients of one mail.
pub static RECIPIENTS: Property = Property::number(
    "recipients_per_mail",
    both("Recipients per mail", "메일당 수신자"),
    units::NONE,
    1.0,
    1.0,
    50.0,
)
.doc(
    "Each recipient is billed as a mail.",
    "수신자마다 메일 한 통으로 과금됩니다.",
);

/// Mails sent.
pub static MAILS: Property =
    Property::usage("mails", both("Mails sent", "보낸 메일"), units::MAILS).doc(
        "Mails in a month, one for each recipient. Derived from incoming connections.",
        "월 발송 메일이며 수신자마다 한 통입니다. 들어오는 연결로 계산합니다.",
    );

/// Attachments.
pub static ATTACHMENT_KB: Property = Property::number(
    "attachment_kb",
    both("Attachments per mail", "메일당 첨부 파일"),
    units::KB,
    0.0,
    0.0,
    40_960.0,
)
.doc(
    "Average size of attachments; up to 40 MB a mail.",
    "평균 첨부 파일 크기입니다. 메일당 최대 40MB입니다.",
);

/// Mails received.
pub static INBOUND: Property = Property::number(
    "inbound_mails",
    both("Mails received", "받은 메일"),
    units::MAILS,
    0.0,
    0.0,
    1e12,
)
.doc("Mails received in a month.", "월 수신 메일입니다.");

/// Dedicated addresses.
pub static DEDICATED_IPS: Property = Property::count(
    "dedicated_ips",
    both("Dedicated addresses", "전용 IP 주소"),
    units::ADDRESSES,
    0.0,
    0.0,
    1_000.0,
)
.doc(
    "Sending addresses of one's own, billed by the month.",
    "직접 쓰는 발신 IP 주소이며 월 단위로 과금됩니다.",
);

/// Mails sent from managed dedicated addresses.
pub static MANAGED_IPS: Property = Property::flag(
    "managed_dedicated_ips",
    both("Managed dedicated addresses", "관리형 전용 IP 주소"),
    false,
)
.doc(
    "SES adds and warms up sending addresses by itself, for a monthly fee and a price for each mail.",
    "SES가 발신 IP 주소를 자동으로 늘리고 예열합니다. 월 요금과 메일당 요금이 있습니다.",
);

/// Size of received mails.
pub static INBOUND_KB: Property = Property::number(
    "inbound_kb",
    both("Size of received mails", "받은 메일 크기"),
    units::KB,
    0.0,
    0.0,
    40_960.0,
)
.doc(
    "Average size of received mails, billed in whole pieces of 256 KB.",
    "받은 메일의 평균 크기이며 256KB 단위로 과금됩니다.",
)
.secondary();

/// DKIM.
pub static DKIM: Property = Property::flag("dkim", both("DKIM", "DKIM"), true)
    .doc(
        "Mails are signed, so that receivers can tell forgeries.",
        "메일에 서명하여 수신자가 위조를 구별할 수 있습니다.",
    )
    .secondary();

/// TLS.
pub static TLS_POLICY: Property =
    Property::choice("tls_policy", both("TLS", "TLS"), "Optional", TLS)
        .doc(
            "Whether mails go out over TLS only.",
            "메일을 TLS로만 보낼지 정합니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let ips = item.number(&DEDICATED_IPS);
    let figure = number::short(ips, 0);
    match language {
        Language::English if ips > 0.0 => format!("{figure} dedicated IP"),
        Language::Korean if ips > 0.0 => format!("전용 IP {figure}개"),
        Language::English => "shared IP".to_owned(),
        Language::Korean => "공유 IP".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let sent = cx.flows.requests();
    let recipients = item.number(&RECIPIENTS);
    let mails = cx.usage(&MAILS, sent * recipients);
    let line = bill.usage(
        "mails",
        both("Mails sent", "보낸 메일"),
        mails,
        units::MAILS,
        Query::new("ses", "outbound_email").with("from", "other"),
    );
    if item.typed(&MAILS).is_none() && recipients > 1.0 {
        line.amount = Amount::product(
            units::MAILS,
            &[(sent, units::REQUESTS), (recipients, units::MAILS)],
        );
    }
    let kb = item.number(&ATTACHMENT_KB);
    if kb > 0.0 {
        let gb = Gigabytes::of_kilobytes(mails.value, kb);
        let mut amount = Amount::product(
            units::GB,
            &[(mails.value, units::MAILS), (kb / KB_PER_GB, units::GB)],
        );
        amount.value = gb.0;
        bill.charge(
            "attachments",
            both("Attachments", "첨부 파일"),
            amount,
            Query::new("ses", "attachment_gb"),
        )
        .from(mails.source);
    }
    let inbound = item.number(&INBOUND);
    if inbound > 0.0 {
        bill.charge(
            "inbound",
            both("Mails received", "받은 메일"),
            Amount::plain(inbound, units::MAILS),
            Query::new("ses", "inbound_email"),
        );
        let pieces = (item.number(&INBOUND_KB) / INBOUND_STEP_KB).floor();
        if pieces > 0.0 {
            bill.charge(
                "inbound_data",
                both("Received data", "받은 데이터"),
                Amount::product(
                    units::UNITS,
                    &[(inbound, units::MAILS), (pieces, units::UNITS)],
                ),
                Query::new("ses", "inbound_chunk_256kb"),
            );
        }
    }
    if item.flag(&MANAGED_IPS) {
        bill.charge(
            "managed_ips",
            both("Managed dedicated addresses", "관리형 전용 IP 주소"),
            Amount::plain(1.0, units::MONTHS),
            Query::new("ses", "dedicated_ips_managed_from_subscription_per_month"),
        );
        bill.usage(
            "managed_ip_mails",
            both("Mails from managed addresses", "관리형 IP 발송 메일"),
            mails,
            units::MAILS,
            Query::new("ses", "dedicated_ips_managed"),
        );
    }
    let ips = item.number(&DEDICATED_IPS);
    if ips > 0.0 {
        bill.charge(
            "dedicated_ips",
            both("Dedicated addresses", "전용 IP 주소"),
            Amount::plain(ips, units::ADDRESSES),
            Query::new("ses", "dedicated_ip_month"),
        );
    }
}

/// SES.
pub static KIND: Kind = Kind {
    name: "ses",
    endpoint_service: "email-smtp",
    title: both("Amazon SES", "Amazon SES"),
    short: both("SES", "SES"),
    doc: both(
        "Sends and receives mail. One pays for each recipient and for GB of attachments.",
        "메일을 보내고 받습니다. 수신자 수와 첨부 파일 GB에 요금을 냅니다.",
    ),
    // Beside SNS and SQS, whose colour it has: AWS files mail under business applications.
    category: Category::Integration,
    service: "Amazon SES",
    spend: Spend::Messaging,
    glyph: glyph::ENVELOPE_SIMPLE,
    monogram: "SES",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sesv2_email_identity", "aws_ses_domain_identity"],
    cloudformation: &["AWS::SES::EmailIdentity"],
    imports: &[
        Import::of("aws_sesv2_email_identity"),
        Import::of("aws_ses_domain_identity"),
    ],
    drawio: "simple_email_service",
    keywords: &["mail", "email", "smtp", "newsletter", "메일", "이메일"],
    port: Some(443),
    properties: &[
        &MAILS,
        &RECIPIENTS,
        &ATTACHMENT_KB,
        &INBOUND,
        &INBOUND_KB,
        &DEDICATED_IPS,
        &MANAGED_IPS,
        &DKIM,
        &TLS_POLICY,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn mails_and_attachments() {
        let lines = Bench::new("ses")
            .with("recipients_per_mail", 2.0)
            .with("attachment_kb", 1_024.0)
            .with("dedicated_ips", 1.0)
            .incoming("lambda_function", 51_200.0, 1.0, 0.0)
            .lines();
        // 102,400 mails x 0.0001 $; 102,400 x 1 MB = 100 GB x 0.12 $; one address.
        near(lines.usd("mails"), 10.24);
        near(lines.quantity("attachments"), 100.0);
        near(lines.usd("attachments"), 12.0);
        near(lines.total(), 10.24 + 12.0 + 24.95);
    }
}
