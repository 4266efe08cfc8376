//! Colour tokens of both themes: the one table from which the window, the exported drawing and the charts take colour.
//!
//! Values and their contrast ratios are those of the interface specification (a test recomputes the ratios). Keys are
//! small enums, so the mapping from a domain word (severity, category, kind of frame) to a colour stays in this file.
//! Nothing here knows the window toolkit: the window converts [`Color`] at its edge.

use crate::analysis::review::Severity;
use crate::catalog::{Category, Spend};
use crate::glyph;

/// A straight-alpha sRGB colour, eight bits per channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
    /// Opacity, 0 (clear) to 255 (opaque).
    pub a: u8,
}

impl Color {
    /// Opaque white.
    pub const WHITE: Self = Self::hex(0xFF_FFFF);
    /// Opaque black.
    pub const BLACK: Self = Self::hex(0x00_0000);

    /// An opaque colour from `0xRRGGBB`; higher bits are ignored.
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// This colour at `alpha` (0 to 255).
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self { a: alpha, ..self }
    }

    /// The opaque mix of `share` (0 to 1) of `top` over this colour, in gamma space, as browsers blend.
    pub fn mix(self, top: Self, share: f32) -> Self {
        let t = share.clamp(0.0, 1.0);
        let channel =
            |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t).round() as u8;
        Self {
            r: channel(self.r, top.r),
            g: channel(self.g, top.g),
            b: channel(self.b, top.b),
            a: 255,
        }
    }

    /// `#rrggbb`, as SVG and CSS write it (opacity is left out).
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// WCAG contrast ratio to `other`, 1 (same) to 21 (black on white); both are taken as opaque.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// How serious a finding is. Colour never stands alone: each has its own glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeveritySlot {
    /// Something is broken or open now.
    Critical,
    /// It breaks at the next failure or attack.
    High,
    /// It will cost or hurt later.
    Medium,
    /// Worth mending when passing by.
    Low,
    /// Good to know.
    Info,
}

impl SeveritySlot {
    /// All severities, gravest first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::High,
        Self::Medium,
        Self::Low,
        Self::Info,
    ];

    /// The glyph of the *Fill* icon font that shows this severity without colour.
    pub const fn glyph(self) -> char {
        match self {
            Self::Critical => glyph::WARNING_OCTAGON,
            Self::High => glyph::WARNING,
            Self::Medium => glyph::WARNING_DIAMOND,
            Self::Low => glyph::WARNING_CIRCLE,
            Self::Info => glyph::INFO,
        }
    }
}

impl From<Severity> for SeveritySlot {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Critical,
            Severity::High => Self::High,
            Severity::Medium => Self::Medium,
            Severity::Low => Self::Low,
            Severity::Info => Self::Info,
        }
    }
}

/// Colour group of a component; several service categories share one fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CategorySlot {
    /// Compute, containers, media.
    Compute,
    /// Networking and content delivery, analytics.
    Networking,
    /// Database, developer tools.
    Database,
    /// Storage, Internet of Things.
    Storage,
    /// Application integration, management and governance.
    Integration,
    /// Security and identity, front-end.
    Security,
    /// Machine learning, migration, end-user computing.
    MachineLearning,
    /// Users, devices and systems outside AWS.
    External,
}

impl CategorySlot {
    /// All slots in the order of the specification.
    pub const ALL: [Self; 8] = [
        Self::Compute,
        Self::Networking,
        Self::Database,
        Self::Storage,
        Self::Integration,
        Self::Security,
        Self::MachineLearning,
        Self::External,
    ];
}

impl From<Category> for CategorySlot {
    fn from(category: Category) -> Self {
        match category {
            Category::Compute | Category::Containers | Category::Media => Self::Compute,
            Category::Networking | Category::Analytics => Self::Networking,
            Category::Database | Category::Developer => Self::Database,
            Category::Storage | Category::Iot => Self::Storage,
            Category::Integration | Category::Management => Self::Integration,
            Category::Security | Category::FrontEnd => Self::Security,
            Category::MachineLearning | Category::Migration => Self::MachineLearning,
            Category::External => Self::External,
        }
    }
}

/// Fixed slot of a cost category in every chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartSlot {
    /// Slot 1.
    Database,
    /// Slot 2.
    Compute,
    /// Slot 3.
    Storage,
    /// Slot 4.
    Messaging,
    /// Slot 5.
    DataTransfer,
    /// Slot 6: logs and monitoring.
    Logs,
    /// Slot 7.
    Networking,
    /// Slot 8.
    Other,
}

impl ChartSlot {
    /// All slots in order.
    pub const ALL: [Self; 8] = [
        Self::Database,
        Self::Compute,
        Self::Storage,
        Self::Messaging,
        Self::DataTransfer,
        Self::Logs,
        Self::Networking,
        Self::Other,
    ];
}

impl From<Spend> for ChartSlot {
    fn from(spend: Spend) -> Self {
        match spend {
            Spend::Database => Self::Database,
            Spend::Compute => Self::Compute,
            Spend::Storage => Self::Storage,
            Spend::Messaging => Self::Messaging,
            Spend::DataTransfer => Self::DataTransfer,
            Spend::Observability => Self::Logs,
            Spend::Networking => Self::Networking,
            Spend::Other => Self::Other,
        }
    }
}

/// How traffic of a connection is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathSlot {
    /// Out to the internet.
    Internet,
    /// Not charged.
    Free,
    /// Between Availability Zones.
    CrossAz,
    /// Between Regions.
    CrossRegion,
    /// Through a NAT gateway.
    Nat,
    /// There is no route.
    NoRoute,
}

/// A text colour with the soft fill of its chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// Text, glyph or line.
    pub ink: Color,
    /// Chip or row behind it.
    pub soft: Color,
}

/// How a container frame is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameStyle {
    /// Title text and the square with the glyph.
    pub title: Color,
    /// Glyph on the title square.
    pub on_title: Color,
    /// Border, 1 px.
    pub line: Color,
    /// Inside, where the frame has one.
    pub fill: Option<Color>,
    /// Border is dashed (4 on, 3 off).
    pub dashed: bool,
}

/// Every colour of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Dark theme.
    pub dark: bool,
    /// Drawing surface, behind cards.
    pub canvas: Color,
    /// Dots of the canvas grid.
    pub grid_dot: Color,
    /// Bars, panels, cards, menus.
    pub panel: Color,
    /// Fields, table head, segmented track.
    pub subtle: Color,
    /// Hovered row or button.
    pub hover: Color,
    /// Component tile, cluster frame.
    pub tile: Color,
    /// Separators, panel edges.
    pub border: Color,
    /// Tile and button outline.
    pub strong: Color,
    /// Replaces `border` and `strong` when contrast is increased.
    pub outline_contrast: Color,
    /// Names, values.
    pub text_1: Color,
    /// Labels, second lines.
    pub text_2: Color,
    /// Hints, units, codes.
    pub text_3: Color,
    /// Disabled text only.
    pub disabled: Color,
    /// Selection, focus, links.
    pub accent: Color,
    /// Primary button, switch that is on.
    pub accent_fill: Color,
    /// Text on `accent_fill`.
    pub on_accent: Color,
    /// Selected row.
    pub accent_soft: Color,
    /// Halo of the focused field.
    pub accent_line: Color,
    /// Cheaper, free, passed.
    pub saving: Color,
    /// Chip behind `saving`.
    pub saving_soft: Color,
    /// Dearer; traffic between zones.
    pub increase: Color,
    /// Chip behind `increase`.
    pub increase_soft: Color,
    /// Resting connection.
    pub connection: Color,
    /// Tooltip and toast.
    pub tooltip: Color,
    /// Text on `tooltip`.
    pub on_tooltip: Color,
    /// Second text on `tooltip`: key caps, units.
    pub tooltip_hint: Color,
    /// Link on `tooltip`.
    pub tooltip_accent: Color,
    /// Passed glyph on `tooltip`.
    pub tooltip_saving: Color,
    /// Glyph and text on a category fill.
    pub on_category: Color,
    /// Alignment guides and distances.
    pub guide: Color,
    /// Behind a modal sheet (black at 30 %).
    pub scrim: Color,
    /// Shadow of a tile: y 1, blur 2. Clear when contrast is increased.
    pub shadow_tile: Color,
    /// Shadow of menus, minimap and hover cards: y 8, blur 24.
    pub shadow_float: Color,
    severities: [Tint; 5],
    categories: [Color; 8],
    charts: [Color; 8],
    frames: [FrameStyle; 10],
}

const LIGHT_VALUES: Tokens = Tokens {
    dark: false,
    canvas: Color::hex(0xF6_F7F9),
    grid_dot: Color::hex(0xE3_E7ED),
    panel: Color::hex(0xFF_FFFF),
    subtle: Color::hex(0xF1_F3F6),
    hover: Color::hex(0xE9_EDF2),
    tile: Color::hex(0xFF_FFFF),
    border: Color::hex(0xE0_E5EC),
    strong: Color::hex(0xC6_CEDA),
    outline_contrast: Color::hex(0x8A_94A6),
    text_1: Color::hex(0x16_1B26),
    text_2: Color::hex(0x47_5063),
    text_3: Color::hex(0x62_6C81),
    disabled: Color::hex(0xA3_ACBB),
    accent: Color::hex(0x2B_5CE6),
    accent_fill: Color::hex(0x2B_5CE6),
    on_accent: Color::hex(0xFF_FFFF),
    accent_soft: Color::hex(0xE9_EFFD),
    accent_line: Color::hex(0xB9_CBF8),
    saving: Color::hex(0x0B_7A4B),
    saving_soft: Color::hex(0xE3_F5EC),
    increase: Color::hex(0xB4_380B),
    increase_soft: Color::hex(0xFD_EDE3),
    connection: Color::hex(0x7C_8798),
    tooltip: Color::hex(0x1B_2130),
    on_tooltip: Color::hex(0xF2_F4F8),
    tooltip_hint: Color::hex(0xAA_B4C3),
    tooltip_accent: Color::hex(0x82_A8FF),
    tooltip_saving: Color::hex(0x4F_CB8D),
    on_category: Color::hex(0xFF_FFFF),
    guide: Color::hex(0xCF_1270),
    scrim: Color::BLACK.with_alpha(77),
    shadow_tile: Color::BLACK.with_alpha(26),
    shadow_float: Color::BLACK.with_alpha(41),
    severities: [
        tint(0xB3_152A, 0xFB_E9EB),
        tint(0xC2_410C, 0xFD_EDE3),
        tint(0x8F_6100, 0xFB_F1D9),
        tint(0x2F_6690, 0xE7_F0F7),
        tint(0x5B_6577, 0xEE_F0F4),
    ],
    categories: CATEGORIES,
    charts: [
        Color::hex(0x1B_2E78),
        Color::hex(0x97_690F),
        Color::hex(0x08_855F),
        Color::hex(0xE4_679C),
        Color::hex(0x24_97EC),
        Color::hex(0x5C_2612),
        Color::hex(0x7A_27E0),
        Color::hex(0x56_5D68),
    ],
    frames: [
        // account
        frame(0xB3_1B58, 0xFF_FFFF, 0xE0_A0BE, None, false),
        // Region
        frame(0x00_797C, 0xFF_FFFF, 0x6F_B6BA, Some(0xFF_FFFF), true),
        // VPC
        frame(0x7A_45E0, 0xFF_FFFF, 0xBC_A6F2, Some(0xFB_FAFF), false),
        // Availability Zone
        frame(0x1F_6FA8, 0xFF_FFFF, 0x8D_B6D6, None, true),
        // public subnet
        frame(0x4F_7209, 0xFF_FFFF, 0xB4_CC80, Some(0xF5_FAEA), false),
        // private subnet
        frame(0x00_797C, 0xFF_FFFF, 0x8C_C8CB, Some(0xED_F7F8), false),
        // security group
        frame(0xC9_283F, 0xFF_FFFF, 0xEB_A0AA, None, false),
        // Auto Scaling group
        frame(0xB3_4E06, 0xFF_FFFF, 0xE0_A06A, None, true),
        // cluster
        frame(0xB0_1FB8, 0xFF_FFFF, 0xDD_A0E2, Some(0xFF_FFFF), false),
        // group, on-premises, other cloud
        frame(0x5A_6475, 0xFF_FFFF, 0xB4_BCC8, None, true),
    ],
};

const DARK_VALUES: Tokens = Tokens {
    dark: true,
    canvas: Color::hex(0x10_1318),
    grid_dot: Color::hex(0x20_252D),
    panel: Color::hex(0x18_1C23),
    subtle: Color::hex(0x20_252E),
    hover: Color::hex(0x28_2E39),
    tile: Color::hex(0x1D_222A),
    border: Color::hex(0x2A_303B),
    strong: Color::hex(0x41_4A59),
    outline_contrast: Color::hex(0x6B_778B),
    text_1: Color::hex(0xE8_ECF2),
    text_2: Color::hex(0xAA_B4C3),
    text_3: Color::hex(0x87_92A4),
    disabled: Color::hex(0x58_6273),
    accent: Color::hex(0x82_A8FF),
    accent_fill: Color::hex(0x35_66E8),
    on_accent: Color::hex(0xFF_FFFF),
    accent_soft: Color::hex(0x1D_2A4A),
    accent_line: Color::hex(0x37_508F),
    saving: Color::hex(0x4F_CB8D),
    saving_soft: Color::hex(0x16_302A),
    increase: Color::hex(0xFF_A56E),
    increase_soft: Color::hex(0x38_241A),
    connection: Color::hex(0x77_839A),
    tooltip: Color::hex(0x2B_323E),
    on_tooltip: Color::hex(0xF2_F4F8),
    tooltip_hint: Color::hex(0xAA_B4C3),
    tooltip_accent: Color::hex(0x82_A8FF),
    tooltip_saving: Color::hex(0x4F_CB8D),
    on_category: Color::hex(0xFF_FFFF),
    guide: Color::hex(0xE6_87EC),
    scrim: Color::BLACK.with_alpha(77),
    shadow_tile: Color::BLACK.with_alpha(115),
    shadow_float: Color::BLACK.with_alpha(140),
    severities: [
        tint(0xFF_7A85, 0x3A_1D22),
        tint(0xFF_9A5C, 0x38_241A),
        tint(0xE8_BC4A, 0x33_2B18),
        tint(0x79_B4E0, 0x1B_2B38),
        tint(0xA3_AEBF, 0x26_2C36),
    ],
    categories: CATEGORIES,
    charts: [
        Color::hex(0xC4_D7EF),
        Color::hex(0xE6_B157),
        Color::hex(0x40_DDB4),
        Color::hex(0xD9_6CAA),
        Color::hex(0x1A_A3F5),
        Color::hex(0xAB_532D),
        Color::hex(0x94_26F5),
        Color::hex(0x66_6C75),
    ],
    frames: [
        // account
        frame(0xFF_7FB8, 0x10_1318, 0x7E_4160, None, false),
        // Region
        frame(0x3F_C4CC, 0x10_1318, 0x23_686D, Some(0x12_161B), true),
        // VPC
        frame(0xB3_94FF, 0x10_1318, 0x57_458A, Some(0x13_141C), false),
        // Availability Zone
        frame(0x79_B4E0, 0x10_1318, 0x38_5B78, None, true),
        // public subnet
        frame(0xA6_CC4B, 0x10_1318, 0x4C_5F2B, Some(0x15_1A13), false),
        // private subnet
        frame(0x3F_C4CC, 0x10_1318, 0x23_5A5F, Some(0x13_1E20), false),
        // security group
        frame(0xFF_8290, 0x10_1318, 0x7E_4049, None, false),
        // Auto Scaling group
        frame(0xFF_9A4D, 0x10_1318, 0x8A_5A34, None, true),
        // cluster
        frame(0xE6_87EC, 0x10_1318, 0x74_467A, Some(0x1D_222A), false),
        // group, on-premises, other cloud
        frame(0xA3_AEBF, 0x10_1318, 0x4A_5464, None, true),
    ],
};

/// AWS hues, darkened until a white glyph reaches 4.5; the same in both themes.
const CATEGORIES: [Color; 8] = [
    Color::hex(0xC2_550A),
    Color::hex(0x7A_45E0),
    Color::hex(0xB0_1FB8),
    Color::hex(0x55_7A0C),
    Color::hex(0xCF_1270),
    Color::hex(0xC9_283F),
    Color::hex(0x0A_7F6C),
    Color::hex(0x5A_6475),
];

const fn tint(ink: u32, soft: u32) -> Tint {
    Tint {
        ink: Color::hex(ink),
        soft: Color::hex(soft),
    }
}

const fn frame(
    title: u32,
    on_title: u32,
    line: u32,
    fill: Option<u32>,
    dashed: bool,
) -> FrameStyle {
    let fill = match fill {
        Some(rgb) => Some(Color::hex(rgb)),
        None => None,
    };
    FrameStyle {
        title: Color::hex(title),
        on_title: Color::hex(on_title),
        line: Color::hex(line),
        fill,
        dashed,
    }
}

const fn more_contrast(t: Tokens) -> Tokens {
    Tokens {
        border: t.outline_contrast,
        strong: t.outline_contrast,
        text_3: t.text_2,
        shadow_tile: Color::BLACK.with_alpha(0),
        ..t
    }
}

static LIGHT: Tokens = LIGHT_VALUES;
static DARK: Tokens = DARK_VALUES;
static LIGHT_CONTRAST: Tokens = more_contrast(LIGHT_VALUES);
static DARK_CONTRAST: Tokens = more_contrast(DARK_VALUES);

impl Tokens {
    /// The light theme.
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// The dark theme.
    pub fn dark() -> &'static Self {
        &DARK
    }

    /// One of the four sets: theme, and whether outlines and hints are strengthened ("Increase contrast").
    pub fn of(dark: bool, increase_contrast: bool) -> &'static Self {
        match (dark, increase_contrast) {
            (false, false) => &LIGHT,
            (true, false) => &DARK,
            (false, true) => &LIGHT_CONTRAST,
            (true, true) => &DARK_CONTRAST,
        }
    }

    /// Text and soft fill of a severity.
    pub fn severity(&self, severity: SeveritySlot) -> Tint {
        self.severities[severity as usize]
    }

    /// Fill of a category's square; the glyph on it is [`Tokens::on_category`].
    pub fn category_fill(&self, slot: CategorySlot) -> Color {
        self.categories[slot as usize]
    }

    /// Fill of a chart segment.
    pub fn chart(&self, slot: ChartSlot) -> Color {
        self.charts[slot as usize]
    }

    /// Black or white, whichever is easier to read on `fill`.
    pub fn ink_on(fill: Color) -> Color {
        if fill.contrast(Color::WHITE) >= fill.contrast(LIGHT_VALUES.text_1) {
            Color::WHITE
        } else {
            LIGHT_VALUES.text_1
        }
    }

    /// Colour of a path class in the traffic overlay.
    pub fn path(&self, path: PathSlot) -> Color {
        match path {
            PathSlot::Internet => self.accent,
            PathSlot::Free => self.saving,
            PathSlot::CrossAz | PathSlot::CrossRegion => self.increase,
            PathSlot::Nat => self.severity(SeveritySlot::Medium).ink,
            PathSlot::NoRoute => self.severity(SeveritySlot::Critical).ink,
        }
    }

    /// Tile background in the cost overlay, by the component's share (0 to 1) of the total: five steps of `increase`
    /// over the tile at 6, 12, 20, 30 and 42 %, parted at 2, 5, 10 and 20 % of the total.
    pub fn cost_heat(&self, share_of_total: f64) -> Color {
        let step = match share_of_total {
            s if s > 0.20 => 0.42,
            s if s > 0.10 => 0.30,
            s if s > 0.05 => 0.20,
            s if s >= 0.02 => 0.12,
            _ => 0.06,
        };
        self.tile.mix(self.increase, step)
    }

    /// Title band of an Availability Zone lane.
    pub fn lane_band(&self) -> Color {
        self.severity(SeveritySlot::Low).soft
    }

    /// How the frame of a container kind is drawn. `container_kind` is the kind name of the design (`vpc`,
    /// `availability_zone`, ...); subnets are `public_subnet` or `private_subnet`. Unknown kinds look like a group.
    pub fn frame_style(&self, container_kind: &str) -> FrameStyle {
        if let Some(style) = self.text_style(container_kind) {
            return style;
        }
        let slot = match container_kind {
            "account" => 0,
            "region" => 1,
            "vpc" => 2,
            "availability_zone" | "az" => 3,
            "public_subnet" | "subnet_public" => 4,
            "private_subnet" | "isolated_subnet" | "subnet_private" | "subnet" => 5,
            "security_group" => 6,
            "autoscaling_group" | "auto_scaling_group" => 7,
            "cluster"
            | "rds_cluster"
            | "aurora_cluster"
            | "ecs_cluster"
            | "eks_cluster"
            | "elasticache_cluster" => 8,
            _ => 9,
        };
        self.frames[slot]
    }

    /// A note: a card in the colours of a remark. A label: text alone, whose outline shows while it is handled.
    fn text_style(&self, kind: &str) -> Option<FrameStyle> {
        let card = self.severity(SeveritySlot::Medium);
        match kind {
            "note" => Some(FrameStyle {
                title: card.ink,
                on_title: self.tile,
                line: card.soft.mix(card.ink, 0.35),
                fill: Some(card.soft),
                dashed: false,
            }),
            "label" => Some(FrameStyle {
                title: self.text_2,
                on_title: self.tile,
                line: self.text_3,
                fill: None,
                dashed: true,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts a ratio of the specification: right to 0.1 and, for text, at least 4.5.
    fn check(what: &str, ink: Color, on: Color, claimed: f64) {
        let real = ink.contrast(on);
        assert!(
            (real - claimed).abs() < 0.1,
            "{what}: {real:.2} computed, {claimed} claimed"
        );
        if claimed >= 4.5 {
            assert!(real >= 4.45, "{what}: {real:.2} is below 4.5");
        }
    }

    #[test]
    fn contrast_of_black_on_white_is_21() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn general_text_reaches_the_claimed_contrast() {
        for (t, rows) in [
            (
                &LIGHT,
                [
                    ("text_1", LIGHT.text_1, [17.2, 16.1, 15.5]),
                    ("text_2", LIGHT.text_2, [8.1, 7.5, 7.3]),
                    ("text_3", LIGHT.text_3, [5.3, 4.9, 4.7]),
                    ("accent", LIGHT.accent, [5.6, 5.2, 5.0]),
                ],
            ),
            (
                &DARK,
                [
                    ("text_1", DARK.text_1, [14.4, 15.7, 13.0]),
                    ("text_2", DARK.text_2, [8.2, 8.9, 7.3]),
                    ("text_3", DARK.text_3, [5.4, 5.9, 4.9]),
                    ("accent", DARK.accent, [7.3, 8.0, 6.6]),
                ],
            ),
        ] {
            for (name, ink, claims) in rows {
                for (on, claim) in [t.panel, t.canvas, t.subtle].into_iter().zip(claims) {
                    check(name, ink, on, claim);
                }
            }
        }
    }

    #[test]
    fn chips_and_fills_reach_the_claimed_contrast() {
        for (t, [fill, soft, save, save_chip, up, up_chip, line, tip, outline]) in [
            (&LIGHT, [5.6, 4.8, 5.4, 4.8, 6.0, 5.2, 3.4, 14.6, 3.1]),
            (&DARK, [5.0, 6.1, 8.3, 6.9, 8.8, 7.6, 4.9, 11.7, 3.8]),
        ] {
            check("on accent", t.on_accent, t.accent_fill, fill);
            check("accent on soft", t.accent, t.accent_soft, soft);
            check("saving", t.saving, t.panel, save);
            check("saving chip", t.saving, t.saving_soft, save_chip);
            check("increase", t.increase, t.panel, up);
            check("increase chip", t.increase, t.increase_soft, up_chip);
            check("connection", t.connection, t.canvas, line);
            check("tooltip", t.on_tooltip, t.tooltip, tip);
            check("outline", t.outline_contrast, t.panel, outline);
            assert!(t.tooltip_hint.contrast(t.tooltip) >= 4.5);
            assert!(t.tooltip_accent.contrast(t.tooltip) >= 4.5);
        }
    }

    #[test]
    fn severities_reach_the_claimed_contrast() {
        let light = [(6.9, 5.9), (5.2, 4.5), (5.4, 4.8), (6.1, 5.3), (5.9, 5.2)];
        let dark = [(6.8, 6.1), (8.2, 7.0), (9.5, 7.8), (7.7, 6.5), (7.6, 6.3)];
        for (t, claims) in [(&LIGHT, light), (&DARK, dark)] {
            for (s, (panel, chip)) in SeveritySlot::ALL.into_iter().zip(claims) {
                check("severity", t.severity(s).ink, t.panel, panel);
                check("severity chip", t.severity(s).ink, t.severity(s).soft, chip);
            }
        }
    }

    #[test]
    fn white_reads_on_every_category_fill() {
        for (slot, claim) in CategorySlot::ALL
            .into_iter()
            .zip([4.6, 5.6, 5.6, 5.0, 5.3, 5.4, 4.9, 6.0])
        {
            check(
                "category",
                LIGHT.on_category,
                LIGHT.category_fill(slot),
                claim,
            );
        }
    }

    #[test]
    fn frame_titles_reach_the_claimed_contrast() {
        let kinds = [
            "account",
            "region",
            "vpc",
            "availability_zone",
            "public_subnet",
            "private_subnet",
            "security_group",
            "autoscaling_group",
            "cluster",
            "on_premises",
        ];
        let light = [6.5, 5.2, 5.6, 5.4, 5.6, 5.2, 5.4, 5.2, 5.6, 6.0];
        let dark = [8.0, 8.8, 7.6, 8.3, 10.1, 8.8, 7.8, 8.8, 8.0, 8.3];
        for (i, kind) in kinds.into_iter().enumerate() {
            check(kind, LIGHT.frame_style(kind).title, LIGHT.panel, light[i]);
            check(kind, DARK.frame_style(kind).title, DARK.canvas, dark[i]);
        }
    }

    #[test]
    fn chart_colours_stand_off_the_panel() {
        let light = [12.3, 4.8, 4.6, 3.1, 3.1, 12.1, 6.6, 6.6];
        let dark = [11.6, 8.8, 9.9, 5.4, 6.2, 3.3, 3.1, 3.2];
        for (t, claims) in [(&LIGHT, light), (&DARK, dark)] {
            for (slot, claim) in ChartSlot::ALL.into_iter().zip(claims) {
                check("chart", t.chart(slot), t.panel, claim);
                assert!(Tokens::ink_on(t.chart(slot)).contrast(t.chart(slot)) >= 4.5);
            }
        }
    }

    #[test]
    fn every_known_container_but_the_plain_groups_has_a_look_of_its_own() {
        use crate::model::container::ContainerKind;
        let plain = LIGHT.frame_style("group");
        for kind in ContainerKind::KNOWN {
            let expect_plain = matches!(
                kind,
                ContainerKind::OnPremises | ContainerKind::OtherCloud | ContainerKind::Group
            );
            assert_eq!(
                LIGHT.frame_style(kind.as_str()) == plain,
                expect_plain,
                "{}",
                kind.as_str()
            );
        }
    }

    #[test]
    fn increased_contrast_strengthens_lines_and_hints() {
        let t = Tokens::of(false, true);
        assert_eq!(
            (t.border, t.strong, t.text_3),
            (LIGHT.outline_contrast, LIGHT.outline_contrast, LIGHT.text_2)
        );
        assert_eq!(t.shadow_tile.a, 0);
    }

    #[test]
    fn cost_heat_grows_with_the_share() {
        let steps = [0.0, 0.03, 0.07, 0.15, 0.5].map(|s| LIGHT.cost_heat(s));
        assert!(
            steps
                .windows(2)
                .all(|w| w[0].luminance() > w[1].luminance())
        );
        assert_eq!(LIGHT.cost_heat(1.0), LIGHT.tile.mix(LIGHT.increase, 0.42));
    }
}
