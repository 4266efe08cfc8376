//! AWS Systems Manager Session Manager: shells on instances without open ports. Free for EC2.
//!
//! Semantics: AWS Systems Manager pricing page. Servers outside AWS need the advanced tier of `ssm_activation`.
//! Draw log groups and buckets that keep the sessions, and the interface endpoints (`ssm`, `ssmmessages`) of
//! private subnets.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Sessions logged.
pub static LOGGING: Property =
    Property::flag("logging", both("Sessions logged", "세션 로깅"), false).doc(
        "What is typed is kept in S3 or CloudWatch Logs.",
        "입력한 내용을 S3나 CloudWatch Logs에 보관합니다.",
    );

/// Encrypted with a KMS key.
pub static KMS_KEY: Property = Property::flag(
    "kms_key",
    both("Encrypted with a KMS key", "KMS 키 암호화"),
    false,
)
.doc(
    "Session data is encrypted with a KMS key on top of TLS.",
    "세션 데이터를 TLS에 더해 KMS 키로 암호화합니다.",
)
.secondary();

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "sessions",
        both("Sessions", "세션"),
        Amount::plain(1.0, units::ITEMS),
        both(
            "Session Manager is free for EC2 instances",
            "EC2 인스턴스의 Session Manager는 무료입니다",
        ),
    );
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let text = if item.flag(&LOGGING) {
        both("logged", "로깅 사용")
    } else {
        both("not logged", "로깅 안 함")
    };
    text.get(language).to_owned()
}

/// Systems Manager Session Manager.
pub static KIND: Kind = Kind {
    name: "ssm_session_manager",
    title: both(
        "AWS Systems Manager Session Manager",
        "AWS Systems Manager Session Manager",
    ),
    short: both("Session Manager", "Session Manager"),
    doc: both(
        "Shell on an instance through the AWS API, without bastion, open port or key. Free \
         for EC2 instances.",
        "배스천, 열린 포트, 키 없이 AWS API로 인스턴스에 접속합니다. EC2 인스턴스는 무료입니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::TERMINAL_WINDOW,
    monogram: "SSM",
    scope: Scope::Regional,
    network: Network::PublicService,
    drawio: "systems_manager_session_manager",
    keywords: &["shell", "ssh", "bastion", "fleet manager", "접속", "배스천"],
    port: Some(443),
    properties: &[&LOGGING, &KMS_KEY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn sessions_are_free() {
        let bench = Bench::new("ssm_session_manager").with("logging", true);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "logged");
    }
}
