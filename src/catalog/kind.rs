//! The shape of a kind.

use super::bill::{Bill, BillCx};
use super::category::{Category, Spend};
use super::item::Item;
use super::property::Property;
use super::terraform::Import;
use crate::model::properties::bit_of;
use crate::model::{ConnectionKind, Language};
use crate::text::{Bilingual, Phrase, both};
use std::borrow::Cow;

/// How far one component of a kind reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Not on AWS: users, devices, other companies' services.
    External,
    /// One for the whole account: IAM, Route 53, CloudFront.
    Global,
    /// One for a Region, outside the customer's network: S3, SQS, DynamoDB.
    Regional,
    /// Inside a VPC and across its zones: Application Load Balancer.
    Vpc,
    /// Inside a subnet of one zone: an instance, a NAT gateway.
    Zonal,
}

/// How traffic to and from a kind is billed; the path pass decides with it who pays for what
/// (`cost-semantics`: data transfer).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// Somewhere on the internet.
    Internet,
    /// In a data centre of the user's, reached over the internet, VPN or Direct Connect.
    OnPremises,
    /// Answers names only; the traffic itself goes past it, from the callers to the called.
    Dns,
    /// CloudFront: free from AWS origins, billed to viewers.
    Edge,
    /// Public endpoint of a Regional AWS service (S3, DynamoDB, SQS): free in the Region, reached from a VPC through
    /// an endpoint, NAT or internet gateway.
    PublicService,
    /// Network interface in the customer's VPC: pays for both directions across zones (EC2, ECS, EKS, Lambda in a VPC).
    Instance,
    /// Managed database or cache in the VPC: its own side is not billed across zones (RDS, Aurora, ElastiCache).
    ManagedDatabase,
    /// Load balancer whose transfer to targets across zones is free (ALB, CLB).
    LoadBalancer,
    /// Load balancer that pays the inter-zone rate when it balances across zones (NLB, GWLB).
    NetworkLoadBalancer,
    /// NAT gateway.
    NatGateway,
    /// Internet gateway, peering, endpoint: part of the route, not an end of traffic.
    Route,
    /// Direct Connect: transfer out over it is billed with the line, at prices of its own.
    PrivateLine,
    /// Takes no traffic (IAM role, KMS key, alarm).
    None,
}

/// Which tiles of a managed data store with several answer its callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// The first one only: the others are standbys that take over when it fails.
    Primary,
    /// The first one writes, the others read.
    PrimaryAndCopies,
    /// All of them, evenly: shards and brokers.
    All,
    /// The one in the caller's own zone, where there is one: mount targets of a file system.
    OwnZone,
}

/// Something wrong with an item, as its kind sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Property that is wrong; none: the item as a whole.
    pub property: Option<&'static str>,
    /// What is wrong and what would be right.
    pub message: Phrase,
}

impl Problem {
    /// A problem of one property, in both languages.
    pub fn of(
        property: &Property,
        en: impl Into<Cow<'static, str>>,
        ko: impl Into<Cow<'static, str>>,
    ) -> Problem {
        Problem {
            property: Some(property.name),
            message: Phrase::new(en, ko),
        }
    }
}

/// A kind of component. Constants of this type use `..Kind::DEFAULT` for what does not concern them.
#[derive(Debug)]
pub struct Kind {
    /// Name in files; Terraform's name without `aws_` where there is one.
    pub name: &'static str,
    /// AWS's name for it.
    pub title: Bilingual,
    /// Short label for the palette, at most about 12 characters.
    pub short: Bilingual,
    /// What it is and what one pays for, in one to three sentences.
    pub doc: Bilingual,
    /// Group in the palette.
    pub category: Category,
    /// AWS service it belongs to, as AWS writes it, for grouping costs.
    pub service: &'static str,
    /// Part of the spending its lines belong to unless a line says otherwise.
    pub spend: Spend,
    /// Pictogram, a constant of [`crate::glyph`].
    pub glyph: char,
    /// Up to four letters shown with the pictogram at small scale; may be empty.
    pub monogram: &'static str,
    /// How far it reaches.
    pub scope: Scope,
    /// How its traffic is billed.
    pub network: Network,
    /// Terraform resource types that map one to one.
    pub terraform: &'static [&'static str],
    /// How Terraform resources become components of this kind.
    pub imports: &'static [Import],
    /// CloudFormation resource types that map one to one.
    pub cloudformation: &'static [&'static str],
    /// draw.io AWS stencil (`resIcon` or shape name of the aws4 library); may be empty.
    pub drawio: &'static str,
    /// Words that people search it by besides its names.
    pub keywords: &'static [&'static str],
    /// Service name in VPC endpoints (`s3`, `logs`, `sqs`), for Regional services that have one; may be empty.
    pub endpoint_service: &'static str,
    /// Port it listens on by default.
    pub port: Option<u16>,
    /// Whether demand can start here.
    pub is_entry: bool,
    /// Whether it keeps data that must survive.
    pub is_data_store: bool,
    /// Whether requests are shared out among its outgoing calls (load balancers) instead of repeated on each.
    pub balances: bool,
    /// Its properties, in the inspector's order.
    pub properties: &'static [&'static Property],
    /// How many instances (nodes, tasks, servers) an item has.
    pub instances: fn(&Item<'_>) -> f64,
    /// The one fact on the tile's second line, most decisive for cost: `2 × m6i.large`.
    pub key_fact: fn(&Item<'_>, Language) -> String,
    /// What is wrong beyond types and ranges, which are checked for every kind.
    pub validate: fn(&Item<'_>, &mut Vec<Problem>),
    /// Whether `validate` looks at the item's connections beside its settings.
    pub validates_calls: bool,
    /// Whether it hands requests on evenly over the day instead of as they arrive (queues): its consumers see the average,
    /// not the peak.
    pub smooths: fn(&Item<'_>) -> bool,
    /// Whether its bill looks at components or connections beside its own flows.
    pub bills_the_design: bool,
    /// Whether its outgoing events and streams tell what was written (objects created, items changed): they carry its
    /// writes, not its reads.
    pub announces_writes: bool,
    /// Requests on an outgoing connection per request that arrives, before the connection's own factor: 1 for most,
    /// the miss ratio for caches, a batch's inverse size for consumers.
    pub forward: fn(&Item<'_>, Onward) -> f64,
    /// For managed data stores with several tiles: which of them answer.
    pub answering: fn(&Item<'_>) -> Answering,
    /// What one pays for.
    pub bill: fn(&BillCx<'_>, &mut Bill),
    /// What one pays for besides, by what flows: charges behind those of `bill`. For kinds that occur in numbers and whose
    /// other charges follow from their properties and their place alone: items that are alike share those.
    pub usage: fn(&BillCx<'_>, &mut Bill),
}

fn one_instance(_: &Item<'_>) -> f64 {
    1.0
}
fn no_fact(_: &Item<'_>, _: Language) -> String {
    String::new()
}
fn valid(_: &Item<'_>, _: &mut Vec<Problem>) {}

/// A connection that starts at an item, as [`Kind::forward`] looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Onward {
    /// Its kind.
    pub kind: ConnectionKind,
    /// Name of the kind of the called; empty where this version does not know it.
    pub called: &'static str,
}

fn pass_on(_: &Item<'_>, _: Onward) -> f64 {
    1.0
}
fn hands_on_at_once(_: &Item<'_>) -> bool {
    false
}
fn primary_and_copies(_: &Item<'_>) -> Answering {
    Answering::PrimaryAndCopies
}
fn nothing_to_pay(_: &BillCx<'_>, _: &mut Bill) {}

impl Kind {
    /// What a constant need not spell out.
    pub const DEFAULT: Kind = Kind {
        name: "",
        title: both("", ""),
        short: both("", ""),
        doc: both("", ""),
        category: Category::External,
        service: "",
        spend: Spend::Other,
        glyph: '?',
        monogram: "",
        scope: Scope::Regional,
        network: Network::None,
        terraform: &[],
        imports: &[],
        cloudformation: &[],
        drawio: "",
        keywords: &[],
        endpoint_service: "",
        port: None,
        is_entry: false,
        is_data_store: false,
        balances: false,
        announces_writes: false,
        properties: &[],
        instances: one_instance,
        key_fact: no_fact,
        validate: valid,
        validates_calls: false,
        smooths: hands_on_at_once,
        bills_the_design: false,
        forward: pass_on,
        answering: primary_and_copies,
        bill: nothing_to_pay,
        usage: nothing_to_pay,
    };
    /// Everything that one pays for.
    pub fn charge(&self, cx: &BillCx<'_>, bill: &mut Bill) {
        (self.bill)(cx, bill);
        (self.usage)(cx, bill);
    }
    /// The property of that name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        let bit = bit_of(name);
        let mut own = self.properties.iter().copied();
        own.find(|property| property.bit == bit && property.name == name)
    }
}

impl PartialEq for Kind {
    #[inline]
    fn eq(&self, other: &Kind) -> bool {
        // Kinds are statics, and no two have one name.
        std::ptr::eq(self.name, other.name)
    }
}
