//! Containers: the frames that items stand in. Where an item stands is part of its meaning.

use super::{Id, LocalText, Rect};
use serde::{Deserialize, Serialize};

/// What a frame stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContainerKind {
    /// An AWS account.
    Account,
    /// An AWS Region; its `code` is the Region code.
    Region,
    /// A virtual private cloud.
    Vpc,
    /// An Availability Zone; its `code` is the zone name, for example `ap-northeast-2a`.
    AvailabilityZone,
    /// A subnet whose route table has a default route to an internet gateway.
    PublicSubnet,
    /// A subnet without a route from the internet; outbound through a NAT gateway if the VPC has one.
    PrivateSubnet,
    /// A subnet without any default route.
    IsolatedSubnet,
    /// A security group drawn as a frame; its `code` is the id of the security group that its members get.
    SecurityGroup,
    /// An Auto Scaling group drawn around its instances.
    AutoScalingGroup,
    /// A cluster (ECS, EKS, Aurora, cache) drawn around its members.
    Cluster,
    /// A data centre or office outside AWS.
    OnPremises,
    /// Another cloud provider.
    OtherCloud,
    /// A free-form group without meaning.
    #[default]
    Group,
    /// A note: its name is text on a coloured card. It holds nothing.
    Note,
    /// Free text on the canvas: its name. It holds nothing.
    Label,
    /// A kind that this version does not know; kept as it was read.
    Unknown(String),
}

impl ContainerKind {
    /// The known kinds, outermost first.
    pub const KNOWN: [ContainerKind; 15] = [
        ContainerKind::Account,
        ContainerKind::Region,
        ContainerKind::Vpc,
        ContainerKind::AvailabilityZone,
        ContainerKind::PublicSubnet,
        ContainerKind::PrivateSubnet,
        ContainerKind::IsolatedSubnet,
        ContainerKind::SecurityGroup,
        ContainerKind::AutoScalingGroup,
        ContainerKind::Cluster,
        ContainerKind::OnPremises,
        ContainerKind::OtherCloud,
        ContainerKind::Group,
        ContainerKind::Note,
        ContainerKind::Label,
    ];
    /// The name in files.
    pub fn as_str(&self) -> &str {
        match self {
            ContainerKind::Account => "account",
            ContainerKind::Region => "region",
            ContainerKind::Vpc => "vpc",
            ContainerKind::AvailabilityZone => "availability_zone",
            ContainerKind::PublicSubnet => "public_subnet",
            ContainerKind::PrivateSubnet => "private_subnet",
            ContainerKind::IsolatedSubnet => "isolated_subnet",
            ContainerKind::SecurityGroup => "security_group",
            ContainerKind::AutoScalingGroup => "auto_scaling_group",
            ContainerKind::Cluster => "cluster",
            ContainerKind::OnPremises => "on_premises",
            ContainerKind::OtherCloud => "other_cloud",
            ContainerKind::Group => "group",
            ContainerKind::Note => "note",
            ContainerKind::Label => "label",
            ContainerKind::Unknown(name) => name,
        }
    }
    /// Whether it may group items across subnets and zones.
    pub fn lies_across(&self) -> bool {
        matches!(
            self,
            ContainerKind::AutoScalingGroup | ContainerKind::SecurityGroup | ContainerKind::Cluster
        )
    }
    /// Whether it is text beside the architecture, which no pass reads and nothing stands in.
    pub fn is_text(&self) -> bool {
        matches!(self, ContainerKind::Note | ContainerKind::Label)
    }
    /// Whether it is a subnet of any type.
    pub fn is_subnet(&self) -> bool {
        matches!(
            self,
            ContainerKind::PublicSubnet
                | ContainerKind::PrivateSubnet
                | ContainerKind::IsolatedSubnet
        )
    }
}

impl From<String> for ContainerKind {
    fn from(name: String) -> ContainerKind {
        ContainerKind::KNOWN
            .iter()
            .find(|kind| kind.as_str() == name)
            .cloned()
            .unwrap_or(ContainerKind::Unknown(name))
    }
}

impl Serialize for ContainerKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ContainerKind {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<ContainerKind, D::Error> {
        String::deserialize(deserializer).map(ContainerKind::from)
    }
}

/// A frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Container {
    /// What it stands for.
    pub kind: ContainerKind,
    /// What its title says; the code or the id where empty.
    pub name: LocalText,
    /// The frame around it.
    pub parent: Option<Id>,
    /// Where it is drawn.
    pub frame: Rect,
    /// Region code, zone name or id of the security group, by kind.
    pub code: Option<String>,
    /// Address range in CIDR notation, for VPCs and subnets.
    pub cidr: Option<String>,
    /// Instances in the subnet get a public IPv4 address unless they say otherwise.
    pub auto_assign_public_ip: bool,
    /// Drawn as a small card that hides its members.
    pub collapsed: bool,
}
