//! AWS Transfer Family server: hours of each protocol, GB up and down, AS2 messages.
//!
//! Semantics: AWS Transfer Family pricing page; price cases: `aws_transfer_server`.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};

const fn protocol(name: &'static str, title: Bilingual, default: bool) -> Property {
    Property::flag(name, title, default).doc(
        "The server speaks this protocol; billed by the hour while the server exists.",
        "서버가 이 프로토콜을 지원합니다. 서버가 있는 동안 시간마다 과금됩니다.",
    )
}

/// SFTP.
pub static SFTP: Property = protocol("sftp", both("SFTP", "SFTP"), true);
/// FTPS.
pub static FTPS: Property = protocol("ftps", both("FTPS", "FTPS"), false);
/// FTP.
pub static FTP: Property = protocol("ftp", both("FTP", "FTP"), false);
/// AS2.
pub static AS2: Property = protocol("as2", both("AS2", "AS2"), false);

/// GB uploaded.
pub static UPLOADED_GB: Property = Property::usage(
    "data_uploaded_gb",
    both("Uploaded", "업로드"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that clients upload in a month. Derived from the GB of the requests.",
    "클라이언트가 한 달에 업로드하는 GB입니다. 요청의 GB로 계산합니다.",
);

/// GB downloaded.
pub static DOWNLOADED_GB: Property = Property::usage(
    "data_downloaded_gb",
    both("Downloaded", "다운로드"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that clients download in a month. Derived from the GB of the answers.",
    "클라이언트가 한 달에 다운로드하는 GB입니다. 응답의 GB로 계산합니다.",
);

/// AS2 messages.
pub static AS2_MESSAGES: Property = Property::usage(
    "as2_messages",
    both("AS2 messages", "AS2 메시지"),
    units::MESSAGES,
)
.doc(
    "AS2 messages received in a month.",
    "한 달에 받는 AS2 메시지입니다.",
)
.when(has_as2);

/// PGP decryption.
pub static DECRYPTED_GB: Property = Property::usage(
    "decrypted_gb",
    both("Decrypted (PGP)", "복호화(PGP)"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that a workflow decrypts in a month.",
    "워크플로가 한 달에 복호화하는 GB입니다.",
)
.secondary();

fn has_as2(item: &Item<'_>) -> bool {
    item.flag(&AS2)
}

/// A protocol: its flag, its line, its price rows for hours, uploads and downloads.
struct Protocol {
    property: &'static Property,
    key: &'static str,
    hour: &'static str,
    up: &'static str,
    down: &'static str,
}

const PROTOCOLS: [Protocol; 4] = [
    Protocol {
        property: &SFTP,
        key: "sftp",
        hour: "transfer_sftp_per_hourly",
        up: "transfer_sftp_upload_per_gigabytes",
        down: "transfer_sftp_download_per_gigabytes",
    },
    Protocol {
        property: &FTPS,
        key: "ftps",
        hour: "transfer_ftps_per_hourly",
        up: "transfer_ftps_upload_per_gigabytes",
        down: "transfer_ftps_download_per_gigabytes",
    },
    Protocol {
        property: &FTP,
        key: "ftp",
        hour: "transfer_ftp_per_hourly",
        up: "transfer_ftp_upload_per_gigabytes",
        down: "transfer_ftp_download_per_gigabytes",
    },
    Protocol {
        property: &AS2,
        key: "as2",
        hour: "transfer_as2_per_hourly",
        up: "",
        down: "",
    },
];

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let on = PROTOCOLS.iter().filter(|p| item.flag(p.property));
    let names: Vec<&str> = on.map(|p| p.property.title.get(language)).collect();
    names.join(" · ")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let row = |name| Query::new("transfer", name);
    let on = || PROTOCOLS.iter().filter(|p| item.flag(p.property));
    for protocol in on() {
        bill.charge(
            protocol.key,
            protocol.property.title,
            Amount::hours(1.0, units::PROTOCOLS, cx.hours),
            row(protocol.hour),
        );
    }
    // A GB costs the same over all protocols but AS2, which counts messages.
    if let Some(files) = on().find(|p| !p.up.is_empty()) {
        let up = cx.usage(&UPLOADED_GB, cx.flows.gb_in().0);
        bill.usage("uploaded", UPLOADED_GB.title, up, units::GB, row(files.up));
        let down = cx.usage(&DOWNLOADED_GB, cx.flows.gb_out().0);
        let name = DOWNLOADED_GB.title;
        bill.usage("downloaded", name, down, units::GB, row(files.down));
    }
    if has_as2(item) {
        let query = row("transfer_as2_inbound_per_message");
        bill.typed(cx, "as2_messages", &AS2_MESSAGES, units::MESSAGES, || query);
    }
    let decrypt = row("decrypt_sftp_s3_sftp_upload_gb");
    bill.typed(cx, "decrypted", &DECRYPTED_GB, units::GB, || decrypt);
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if PROTOCOLS.iter().all(|p| !item.flag(p.property)) {
        problems.push(Problem::of(
            &SFTP,
            "a server speaks at least one protocol",
            "서버에는 프로토콜이 하나 이상 필요합니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let Some(list) = resource.value("protocols") else {
        return;
    };
    let text = list.to_string();
    for protocol in &PROTOCOLS {
        let quoted = format!("\"{}\"", protocol.property.title.en);
        draft.set(protocol.property, text.contains(&quoted));
    }
}

/// Transfer Family server.
pub static KIND: Kind = Kind {
    name: "transfer_server",
    title: both("AWS Transfer Family server", "AWS Transfer Family 서버"),
    short: both("Transfer", "Transfer"),
    doc: both(
        "SFTP, FTPS, FTP or AS2 in front of S3 or EFS. One pays for each protocol by the hour and for GB up and down.",
        "S3나 EFS 앞에 두는 SFTP, FTPS, FTP, AS2 서버입니다. 프로토콜마다 시간 요금과 업로드·다운로드 GB에 요금을 냅니다.",
    ),
    category: Category::Migration,
    service: "AWS Transfer Family",
    spend: Spend::Storage,
    glyph: glyph::ARROWS_DOWN_UP,
    monogram: "TFR",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_transfer_server"],
    imports: &[Import::of("aws_transfer_server")
        .usage(&[
            ("monthly_data_downloaded_gb", &DOWNLOADED_GB),
            ("monthly_data_uploaded_gb", &UPLOADED_GB),
        ])
        .read(read)],
    cloudformation: &["AWS::Transfer::Server"],
    drawio: "transfer_family",
    keywords: &["sftp", "ftp", "ftps", "as2", "file transfer", "파일 전송"],
    endpoint_service: "transfer.server",
    port: Some(22),
    properties: &[
        &SFTP,
        &FTPS,
        &FTP,
        &AS2,
        &UPLOADED_GB,
        &DOWNLOADED_GB,
        &AS2_MESSAGES,
        &DECRYPTED_GB,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_protocol_by_the_hour() {
        let server = || Bench::new("transfer_server").with("data_uploaded_gb", 50.0);
        // 730 h x 0.30 $ + 50 GB x 0.04 $.
        near(server().lines().total(), 219.0 + 2.0);
        let both = server().with("ftps", true);
        near(both.lines().total(), 438.0 + 2.0);
        assert_eq!(both.key_fact(), "SFTP · FTPS");
    }

    #[test]
    fn as2_counts_messages() {
        let bench = Bench::new("transfer_server")
            .with("sftp", false)
            .with("as2", true)
            .with("as2_messages", 1_000.0);
        // 730 h x 0.30 $ + 1,000 x 0.01 $.
        near(bench.lines().total(), 229.0);
        assert_eq!(bench.with("as2", false).problems().len(), 1);
    }
}
