//! Commands: what menus, shortcuts and the command palette offer. A command carries no data; with the state as it is it
//! becomes [`Action`]s. The `match`es below make the compiler ask for each command's text, keys, condition and actions.

use super::action::{
    Action, Actions, Dialog, EditAction, ExportFormat, FileAction, PasteAt, PasteHow, Select,
    Setting, View, label_of,
};
use super::arrange;
use super::compare;
use super::cx::Cx;
use super::frames;
use super::keys::{self, Stroke};
use super::review::Ask;
use super::tabs::TabAction;
use super::theme::Theme;
use super::view::{GRID, Overlay, PanelTab, Tool};
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Language, Point, Side};
use crate::scene::Labels;
use crate::scene::flow::Measure;
use egui::{Key, KeyboardShortcut, Modifiers};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the text key of each says what it does")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    NewTab,
    CloseTab,
    NextTab,
    PreviousTab,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    PasteInPlace,
    CopyProperties,
    PasteProperties,
    CopyPng,
    CopySvg,
    Duplicate,
    Delete,
    SelectAll,
    SelectNone,
    Rename,
    Group,
    Ungroup,
    Collapse,
    Expand,
    Shrink,
    Lock,
    AlignLeft,
    AlignRight,
    AlignTop,
    AlignBottom,
    DistributeHorizontally,
    DistributeVertically,
    LayOut,
    LayOutSelection,
    NudgeLeft,
    NudgeRight,
    NudgeUp,
    NudgeDown,
    CloneLeft,
    CloneRight,
    CloneUp,
    CloneDown,
    ToolSelect,
    ToolHand,
    ToolConnect,
    ToolFrame,
    ToolNote,
    ToolLabel,
    ZoomIn,
    ZoomOut,
    Zoom100,
    Fit,
    FitSelection,
    OverlayNone,
    OverlayCost,
    OverlayTraffic,
    OverlayFindings,
    OverlayZones,
    Legend,
    Minimap,
    Present,
    LabelsNext,
    LabelsBoth,
    LabelsRate,
    LabelsGb,
    LabelsCost,
    LabelsNone,
    MeasureRate,
    MeasureGb,
    MeasureCost,
    MoveFlow,
    Snap,
    ShowFindings,
    ShowCost,
    ShowCharts,
    ShowMatrix,
    TogglePalette,
    TogglePanel,
    ToggleInspector,
    SwapSides,
    PanelBeside,
    CommandPalette,
    Find,
    NextArea,
    PreviousArea,
    Settings,
    Tour,
    Shortcuts,
    ThemeLight,
    ThemeDark,
    ThemeSystem,
    LanguageEnglish,
    LanguageKorean,
    IncreaseContrast,
    ReduceMotion,
    Icons,
    FindingsOfSelection,
    ExportReview,
    ReviewSettings,
    OwnPrices,
    CompareZones,
    Compare,
    CompareElsewhere,
    ComparePillars,
}

use Command as C;

impl Command {
    /// All commands, in the order of the command palette.
    pub const ALL: [Command; 109] = [
        C::New,
        C::Open,
        C::Save,
        C::SaveAs,
        C::Export,
        C::NewTab,
        C::CloseTab,
        C::NextTab,
        C::PreviousTab,
        C::Quit,
        C::Undo,
        C::Redo,
        C::Cut,
        C::Copy,
        C::Paste,
        C::PasteInPlace,
        C::CopyProperties,
        C::PasteProperties,
        C::CopyPng,
        C::CopySvg,
        C::Duplicate,
        C::Delete,
        C::SelectAll,
        C::SelectNone,
        C::Rename,
        C::Group,
        C::Ungroup,
        C::Collapse,
        C::Expand,
        C::Shrink,
        C::Lock,
        C::AlignLeft,
        C::AlignRight,
        C::AlignTop,
        C::AlignBottom,
        C::DistributeHorizontally,
        C::DistributeVertically,
        C::LayOut,
        C::LayOutSelection,
        C::NudgeLeft,
        C::NudgeRight,
        C::NudgeUp,
        C::NudgeDown,
        C::CloneLeft,
        C::CloneRight,
        C::CloneUp,
        C::CloneDown,
        C::ToolSelect,
        C::ToolHand,
        C::ToolConnect,
        C::ToolFrame,
        C::ToolNote,
        C::ToolLabel,
        C::ZoomIn,
        C::ZoomOut,
        C::Zoom100,
        C::Fit,
        C::FitSelection,
        C::OverlayNone,
        C::OverlayCost,
        C::OverlayTraffic,
        C::OverlayFindings,
        C::OverlayZones,
        C::Legend,
        C::Minimap,
        C::Present,
        C::LabelsNext,
        C::LabelsBoth,
        C::LabelsRate,
        C::LabelsGb,
        C::LabelsCost,
        C::LabelsNone,
        C::MeasureRate,
        C::MeasureGb,
        C::MeasureCost,
        C::MoveFlow,
        C::Snap,
        C::ShowFindings,
        C::ShowCost,
        C::ShowCharts,
        C::ShowMatrix,
        C::TogglePalette,
        C::TogglePanel,
        C::ToggleInspector,
        C::SwapSides,
        C::PanelBeside,
        C::CommandPalette,
        C::Find,
        C::NextArea,
        C::PreviousArea,
        C::Settings,
        C::Tour,
        C::Shortcuts,
        C::ThemeLight,
        C::ThemeDark,
        C::ThemeSystem,
        C::LanguageEnglish,
        C::LanguageKorean,
        C::IncreaseContrast,
        C::ReduceMotion,
        C::Icons,
        C::FindingsOfSelection,
        C::ExportReview,
        C::ReviewSettings,
        C::OwnPrices,
        C::CompareZones,
        C::Compare,
        C::CompareElsewhere,
        C::ComparePillars,
    ];

    /// Key of its text: a verb, what it does.
    #[expect(clippy::too_many_lines, reason = "a table: one line for each command")]
    pub fn key(self) -> &'static str {
        match self {
            C::New => "cmd-new",
            C::Open => "cmd-open",
            C::Save => "cmd-save",
            C::SaveAs => "cmd-save-as",
            C::Export => "cmd-export",
            C::NewTab => "cmd-new-tab",
            C::CloseTab => "cmd-close-tab",
            C::NextTab => "cmd-next-tab",
            C::PreviousTab => "cmd-previous-tab",
            C::Quit => "cmd-quit",
            C::Undo => "cmd-undo",
            C::Redo => "cmd-redo",
            C::Cut => "cmd-cut",
            C::Copy => "cmd-copy",
            C::Paste => "cmd-paste",
            C::PasteInPlace => "cmd-paste-in-place",
            C::CopyProperties => "cmd-copy-properties",
            C::PasteProperties => "cmd-paste-properties",
            C::CopyPng => "cmd-copy-png",
            C::CopySvg => "cmd-copy-svg",
            C::Duplicate => "cmd-duplicate",
            C::Delete => "cmd-delete",
            C::SelectAll => "cmd-select-all",
            C::SelectNone => "cmd-select-none",
            C::Rename => "cmd-rename",
            C::Group => "cmd-group",
            C::Ungroup => "cmd-ungroup",
            C::Collapse => "cmd-collapse",
            C::Expand => "cmd-expand",
            C::Shrink => "cmd-shrink",
            C::Lock => "cmd-lock",
            C::AlignLeft => "cmd-align-left",
            C::AlignRight => "cmd-align-right",
            C::AlignTop => "cmd-align-top",
            C::AlignBottom => "cmd-align-bottom",
            C::DistributeHorizontally => "cmd-distribute-horizontally",
            C::DistributeVertically => "cmd-distribute-vertically",
            C::LayOut => "cmd-lay-out",
            C::LayOutSelection => "cmd-lay-out-selection",
            C::NudgeLeft => "cmd-nudge-left",
            C::NudgeRight => "cmd-nudge-right",
            C::NudgeUp => "cmd-nudge-up",
            C::NudgeDown => "cmd-nudge-down",
            C::ToolSelect => "cmd-tool-select",
            C::ToolHand => "cmd-tool-hand",
            C::ToolConnect => "cmd-tool-connect",
            C::ToolFrame => "cmd-tool-frame",
            C::ToolNote => "cmd-tool-note",
            C::ToolLabel => "cmd-tool-label",
            C::CloneLeft => "cmd-clone-left",
            C::CloneRight => "cmd-clone-right",
            C::CloneUp => "cmd-clone-up",
            C::CloneDown => "cmd-clone-down",
            C::Legend => "cmd-legend",
            C::Minimap => "cmd-minimap",
            C::Present => "cmd-present",
            C::ZoomIn => "cmd-zoom-in",
            C::ZoomOut => "cmd-zoom-out",
            C::Zoom100 => "cmd-zoom-100",
            C::Fit => "cmd-fit",
            C::FitSelection => "cmd-fit-selection",
            C::OverlayNone => "cmd-overlay-none",
            C::OverlayCost => "cmd-overlay-cost",
            C::OverlayTraffic => "cmd-overlay-traffic",
            C::OverlayFindings => "cmd-overlay-findings",
            C::OverlayZones => "cmd-overlay-zones",
            C::LabelsNext => "cmd-labels-next",
            C::LabelsBoth => "cmd-labels-both",
            C::LabelsRate => "cmd-labels-rate",
            C::LabelsGb => "cmd-labels-gb",
            C::LabelsCost => "cmd-labels-cost",
            C::LabelsNone => "cmd-labels-none",
            C::MeasureRate => "cmd-measure-rate",
            C::MeasureGb => "cmd-measure-gb",
            C::MeasureCost => "cmd-measure-cost",
            C::MoveFlow => "cmd-move-flow",
            C::Snap => "cmd-snap",
            C::ShowFindings => "cmd-show-findings",
            C::ShowCost => "cmd-show-cost",
            C::ShowCharts => "cmd-show-charts",
            C::ShowMatrix => "cmd-show-matrix",
            C::TogglePalette => "cmd-toggle-palette",
            C::TogglePanel => "cmd-toggle-panel",
            C::ToggleInspector => "cmd-toggle-inspector",
            C::SwapSides => "cmd-swap-sides",
            C::PanelBeside => "cmd-panel-beside",
            C::CommandPalette => "cmd-palette",
            C::Find => "cmd-find",
            C::NextArea => "cmd-next-area",
            C::PreviousArea => "cmd-previous-area",
            C::Settings => "cmd-settings",
            C::Tour => "cmd-tour",
            C::Shortcuts => "cmd-shortcuts",
            C::ThemeLight => "cmd-theme-light",
            C::ThemeDark => "cmd-theme-dark",
            C::ThemeSystem => "cmd-theme-system",
            C::LanguageEnglish => "cmd-language-english",
            C::LanguageKorean => "cmd-language-korean",
            C::IncreaseContrast => "cmd-increase-contrast",
            C::ReduceMotion => "cmd-reduce-motion",
            C::Icons => "cmd-icons",
            C::FindingsOfSelection => "cmd-findings-of-selection",
            C::ExportReview => "cmd-export-review",
            C::ReviewSettings => "cmd-review-settings",
            C::OwnPrices => "cmd-own-prices",
            C::CompareZones => "cmd-compare-zones",
            C::Compare => "cmd-compare",
            C::CompareElsewhere => "cmd-compare-elsewhere",
            C::ComparePillars => "cmd-compare-pillars",
        }
    }

    /// Its shortcuts; the first is shown.
    #[expect(clippy::too_many_lines, reason = "a table: one line for each command")]
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
        const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
        const NONE: Modifiers = Modifiers::NONE;
        const SHIFT: Modifiers = Modifiers::SHIFT;
        macro_rules! keys {
            ($($modifiers:ident $key:ident),*) => {
                const { &[$(KeyboardShortcut::new($modifiers, Key::$key)),*] }
            };
        }
        match self {
            C::New => keys![CTRL N],
            C::Open => keys![CTRL O],
            C::Save => keys![CTRL S],
            C::SaveAs => keys![CTRL_SHIFT S],
            C::Export => keys![CTRL E],
            C::NewTab => keys![CTRL T],
            C::CloseTab => keys![CTRL W],
            C::NextTab => keys![CTRL Tab, CTRL PageDown],
            C::PreviousTab => keys![CTRL_SHIFT Tab, CTRL PageUp],
            C::Quit => keys![CTRL Q],
            C::Undo => keys![CTRL Z],
            C::Redo => keys![CTRL_SHIFT Z, CTRL Y],
            C::Cut => keys![CTRL X],
            C::Copy => keys![CTRL C],
            C::Paste => keys![CTRL V],
            C::PasteInPlace => keys![CTRL_SHIFT V],
            C::CopyProperties => keys![CTRL_ALT C],
            C::PasteProperties => keys![CTRL_ALT V],
            C::CopyPng => keys![CTRL_SHIFT C],
            C::Duplicate => keys![CTRL D],
            C::Delete => keys![NONE Delete, NONE Backspace],
            C::SelectAll => keys![CTRL A],
            C::SelectNone => keys![CTRL_SHIFT A],
            C::Rename => keys![NONE F2, NONE Enter],
            C::Group => keys![CTRL G],
            C::Ungroup => keys![CTRL_SHIFT G, CTRL_SHIFT U],
            C::Collapse => keys![CTRL Home],
            C::Expand => keys![CTRL End],
            C::Shrink => keys![ALT_SHIFT F],
            C::Lock => keys![CTRL_SHIFT L],
            C::AlignLeft => keys![CTRL_SHIFT ArrowLeft],
            C::AlignRight => keys![CTRL_SHIFT ArrowRight],
            C::AlignTop => keys![CTRL_SHIFT ArrowUp],
            C::AlignBottom => keys![CTRL_SHIFT ArrowDown],
            C::DistributeHorizontally => keys![ALT_SHIFT H],
            C::DistributeVertically => keys![ALT_SHIFT V],
            C::LayOut => keys![ALT_SHIFT T],
            C::LayOutSelection => keys![CTRL_ALT T],
            C::NudgeLeft => keys![NONE ArrowLeft, SHIFT ArrowLeft],
            C::NudgeRight => keys![NONE ArrowRight, SHIFT ArrowRight],
            C::NudgeUp => keys![NONE ArrowUp, SHIFT ArrowUp],
            C::NudgeDown => keys![NONE ArrowDown, SHIFT ArrowDown],
            C::ToolSelect => keys![NONE V],
            C::ToolHand => keys![NONE H],
            C::ToolConnect => keys![NONE C],
            C::ToolFrame => keys![NONE F],
            C::ToolNote => keys![NONE N],
            C::ToolLabel => keys![NONE T],
            C::CloneLeft => keys![CTRL ArrowLeft],
            C::CloneRight => keys![CTRL ArrowRight],
            C::CloneUp => keys![CTRL ArrowUp],
            C::CloneDown => keys![CTRL ArrowDown],
            C::Present => keys![NONE F5],
            C::ZoomIn => keys![CTRL Plus, CTRL Equals],
            C::ZoomOut => keys![CTRL Minus],
            C::Zoom100 => keys![SHIFT Num0, CTRL Num0],
            C::Fit => keys![SHIFT Num1, NONE Home],
            C::FitSelection => keys![SHIFT Num2],
            C::Snap => keys![CTRL Quote],
            C::CommandPalette => keys![CTRL K],
            C::Find => keys![CTRL F],
            C::NextArea => keys![NONE F6],
            C::PreviousArea => keys![SHIFT F6],
            C::Settings => keys![CTRL Comma],
            C::LabelsNext => keys![NONE L],
            C::MoveFlow => keys![SHIFT M],
            C::CompareZones => keys![SHIFT Z],
            C::Compare => keys![SHIFT C],
            C::Shortcuts => keys![NONE Questionmark, SHIFT Slash],
            C::TogglePalette => keys![CTRL B],
            C::TogglePanel => keys![CTRL J],
            C::ToggleInspector => keys![CTRL I],
            C::FindingsOfSelection => keys![CTRL_SHIFT F],
            C::ExportReview
            | C::CompareElsewhere
            | C::ComparePillars
            | C::ReviewSettings
            | C::OverlayNone
            | C::OverlayCost
            | C::OverlayTraffic
            | C::OverlayFindings
            | C::OverlayZones
            | C::Legend
            | C::Minimap
            | C::SwapSides
            | C::PanelBeside
            | C::CopySvg
            | C::LabelsBoth
            | C::LabelsRate
            | C::LabelsGb
            | C::LabelsCost
            | C::LabelsNone
            | C::MeasureRate
            | C::MeasureGb
            | C::MeasureCost
            | C::ShowFindings
            | C::ShowCost
            | C::ShowCharts
            | C::ShowMatrix
            | C::ThemeLight
            | C::ThemeDark
            | C::ThemeSystem
            | C::LanguageEnglish
            | C::LanguageKorean
            | C::IncreaseContrast
            | C::ReduceMotion
            | C::Tour
            | C::Icons
            | C::OwnPrices => &[],
        }
    }

    /// Its first shortcut as text: `Ctrl Z`.
    pub fn keys(self, is_mac: bool) -> String {
        let Some(shortcut) = self.shortcuts().first() else {
            return String::new();
        };
        let m = shortcut.modifiers;
        let mut parts = Vec::new();
        if m.command || m.ctrl {
            parts.push(if is_mac { "⌘" } else { "Ctrl" });
        }
        if m.alt {
            parts.push("Alt");
        }
        if m.shift {
            parts.push("Shift");
        }
        let key = match shortcut.logical_key {
            Key::Delete => "Del",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            Key::Plus => "+",
            Key::Minus => "−",
            Key::Quote => "'",
            Key::Comma => ",",
            Key::Questionmark => "?",
            key => key.name(),
        };
        parts.push(key);
        parts.join(" ")
    }

    /// Its glyph in menus.
    pub fn glyph(self) -> Option<char> {
        Some(match self {
            C::New => glyph::FILE_PLUS,
            C::Open => glyph::FOLDER_OPEN,
            C::NewTab => glyph::PLUS,
            C::CloseTab => glyph::X,
            C::Save | C::SaveAs => glyph::FLOPPY_DISK,
            C::Export => glyph::EXPORT,
            C::Undo => glyph::ARROW_U_UP_LEFT,
            C::Redo => glyph::ARROW_U_UP_RIGHT,
            C::Cut => glyph::SCISSORS,
            C::Copy | C::Paste => glyph::CLIPBOARD,
            C::CopyPng => glyph::FILE_PNG,
            C::CopySvg => glyph::FILE_SVG,
            C::Collapse => glyph::CARET_RIGHT,
            C::Expand => glyph::CARET_DOWN,
            C::ToolNote => glyph::NOTE,
            C::ToolLabel => glyph::TEXT_T,
            C::Legend => glyph::LIST,
            C::Minimap => glyph::MAP_TRIFOLD,
            C::Present => glyph::MONITOR_PLAY,
            C::Duplicate => glyph::COPY,
            C::Delete => glyph::TRASH,
            C::Rename => glyph::PENCIL_SIMPLE,
            C::Group => glyph::BOUNDING_BOX,
            C::LayOut | C::LayOutSelection => glyph::TREE_STRUCTURE,
            C::Lock => glyph::LOCK_SIMPLE,
            C::ToolSelect => glyph::CURSOR,
            C::ToolHand => glyph::HAND,
            C::ToolConnect => glyph::FLOW_ARROW,
            C::ToolFrame => glyph::BOUNDING_BOX,
            C::ZoomIn => glyph::PLUS,
            C::ZoomOut => glyph::MINUS,
            C::Fit | C::FitSelection => glyph::CORNERS_OUT,
            C::OverlayNone => glyph::EYE,
            C::OverlayCost | C::ShowCost => glyph::COINS,
            C::OverlayTraffic => glyph::SHARE_NETWORK,
            C::OverlayFindings | C::ShowFindings => glyph::WARNING,
            C::OverlayZones => glyph::BUILDINGS,
            C::LabelsNext => glyph::TAG,
            C::MoveFlow => glyph::WAVES,
            C::ShowCharts => glyph::CHART_BAR,
            C::ShowMatrix => glyph::GRID_FOUR,
            C::Icons => glyph::SQUARES_FOUR,
            C::CommandPalette | C::Find => glyph::MAGNIFYING_GLASS,
            C::Settings => glyph::GEAR,
            C::Tour => glyph::LIGHTBULB,
            C::FindingsOfSelection => glyph::WARNING,
            C::ExportReview => glyph::LIST_CHECKS,
            C::ReviewSettings => glyph::SLIDERS_HORIZONTAL,
            C::OwnPrices => glyph::COINS,
            C::CompareZones => glyph::SCALES,
            C::Compare => glyph::COLUMNS,
            C::CompareElsewhere => glyph::GLOBE_SIMPLE,
            C::ComparePillars => glyph::TABLE,
            C::Shortcuts => glyph::KEYBOARD,
            C::TogglePalette
            | C::ToggleInspector
            | C::TogglePanel
            | C::SwapSides
            | C::PanelBeside => glyph::SIDEBAR_SIMPLE,
            C::ThemeLight => glyph::SUN,
            C::ThemeDark => glyph::MOON,
            C::ThemeSystem => glyph::DESKTOP,
            C::LanguageEnglish | C::LanguageKorean => glyph::TRANSLATE,
            _ => return None,
        })
    }

    /// Whether it can be used as things are.
    pub fn enabled(self, cx: &Cx<'_>) -> bool {
        let s = cx.state;
        let moves = |least| arrange::moves(&s.design, &s.selection.items, least);
        match self {
            C::Undo => s.history.undo_label().is_some(),
            C::Redo => s.history.redo_label().is_some(),
            C::Cut | C::Copy | C::Duplicate => s.selection.items.iter().any(|id| {
                s.design.components.contains_key(id) || s.design.containers.contains_key(id)
            }),
            C::Delete => arrange::deletable(&s.design, &s.selection.items)
                .next()
                .is_some(),
            C::NextTab | C::PreviousTab => s.tabs.order().len() > 1,
            C::SelectNone | C::FitSelection => !s.selection.is_empty(),
            C::CopyProperties => s.selection.single().is_some_and(|id| {
                s.design.components.contains_key(id) || s.design.connections.contains_key(id)
            }),
            C::PasteProperties => s.selection.items.iter().any(|id| {
                s.design.components.contains_key(id) || s.design.connections.contains_key(id)
            }),
            C::Ungroup => frames::chosen(&s.design, &s.selection.items)
                .next()
                .is_some(),
            C::Collapse | C::Expand => {
                let collapsed = self == C::Collapse;
                frames::collapse(&s.design, &s.selection.items, collapsed).is_some()
            }
            C::Shrink => frames::shrink(&s.design, &s.selection.items).is_some(),
            C::CloneLeft | C::CloneRight | C::CloneUp | C::CloneDown => s
                .selection
                .single()
                .is_some_and(|id| s.design.components.contains_key(id)),
            C::Rename | C::FindingsOfSelection => s.selection.single().is_some(),
            C::Lock => s
                .selection
                .items
                .iter()
                .any(|id| s.design.components.contains_key(id)),
            C::Group | C::NudgeLeft | C::NudgeRight | C::NudgeUp | C::NudgeDown => moves(1),
            C::AlignLeft | C::AlignRight | C::AlignTop | C::AlignBottom => moves(2),
            C::DistributeHorizontally | C::DistributeVertically => moves(3),
            C::LayOutSelection => {
                let mut items = s.selection.items.iter();
                items.any(|id| {
                    s.design.components.contains_key(id) || s.design.containers.contains_key(id)
                })
            }
            C::Compare | C::CompareElsewhere | C::ComparePillars => {
                compare::shown(cx) || !s.design.components.is_empty()
            }
            C::LayOut | C::SelectAll | C::Fit | C::CopyPng | C::CopySvg | C::Present => {
                !s.design.components.is_empty() || !s.design.containers.is_empty()
            }
            _ => true,
        }
    }

    /// Whether it is a state that is on.
    pub fn checked(self, cx: &Cx<'_>) -> bool {
        let (v, prefs) = (&cx.state.view, &cx.state.prefs);
        match self {
            C::ToolSelect => v.tool == Tool::Select,
            C::ToolHand => v.tool == Tool::Hand,
            C::ToolConnect => v.tool == Tool::Connect,
            C::ToolFrame => v.tool == Tool::Frame,
            C::ToolNote => v.tool == Tool::Note,
            C::ToolLabel => v.tool == Tool::Label,
            C::Legend => v.legend,
            C::Minimap => !v.minimap_off,
            C::Snap => !v.snap_off,
            C::MoveFlow => prefs.flow.moving,
            _ if self.labels().is_some() => self.labels() == Some(prefs.flow.labels),
            _ if self.measure().is_some() => self.measure() == Some(prefs.flow.measure),
            C::TogglePanel => !v.panel_folded,
            C::Compare => compare::shown(cx),
            C::ToggleInspector => !v.inspector_hidden,
            C::SwapSides => v.sides_swapped,
            C::PanelBeside => v.panel_beside,
            C::ThemeLight => prefs.look.theme == Theme::Light,
            C::ThemeDark => prefs.look.theme == Theme::Dark,
            C::ThemeSystem => prefs.look.theme == Theme::System,
            C::LanguageEnglish => prefs.language == Language::English,
            C::LanguageKorean => prefs.language == Language::Korean,
            C::IncreaseContrast => prefs.look.increase_contrast,
            C::ReduceMotion => prefs.look.reduce_motion,
            _ => false,
        }
    }

    /// Asks for what it does. `large`: the key that makes steps larger (Shift) is held.
    pub fn run(self, cx: &Cx<'_>, large: bool, out: &mut Actions) {
        if !self.enabled(cx) {
            return;
        }
        match self {
            C::New => out.file(FileAction::New),
            C::Open => out.file(FileAction::Open),
            C::Save => out.file(FileAction::Save),
            C::SaveAs => out.file(FileAction::SaveAs),
            C::Export => out.view(View::Dialog(Some(Dialog::Export))),
            C::NewTab => out.tab(TabAction::New),
            C::CloseTab => out.tab(TabAction::Close(cx.state.tabs.current())),
            C::NextTab => out.tab(TabAction::Step(1)),
            C::PreviousTab => out.tab(TabAction::Step(-1)),
            C::Quit => out.file(FileAction::Quit),
            C::Undo => out.push(Action::Edit(EditAction::Undo)),
            C::Redo => out.push(Action::Edit(EditAction::Redo)),
            C::Duplicate => out.push(Action::Edit(EditAction::Duplicate)),
            C::Copy => out.push(Action::Edit(EditAction::Copy)),
            C::CopyProperties => out.push(Action::Edit(EditAction::CopyProperties)),
            C::CopyPng => out.file(FileAction::CopyPicture(ExportFormat::Png)),
            C::CopySvg => out.file(FileAction::CopyPicture(ExportFormat::Svg)),
            C::Cut => {
                out.push(Action::Edit(EditAction::Copy));
                self.run_edit(cx, out);
            }
            C::FindingsOfSelection => {
                if let Some(id) = cx.state.selection.single() {
                    out.view(View::Panel(PanelTab::Findings));
                    out.view(View::Review(Ask::Of(Some(id.clone()))));
                }
            }
            C::SelectAll => out.select(Select::All),
            C::SelectNone => out.select(Select::Clear),
            C::Rename => out.view(View::Rename),
            C::Delete
            | C::LayOut
            | C::LayOutSelection
            | C::Group
            | C::Ungroup
            | C::Collapse
            | C::Expand
            | C::Shrink
            | C::Lock
            | C::CloneLeft
            | C::CloneRight
            | C::CloneUp
            | C::CloneDown => self.run_edit(cx, out),
            C::AlignLeft
            | C::AlignRight
            | C::AlignTop
            | C::AlignBottom
            | C::DistributeHorizontally
            | C::DistributeVertically => {
                let s = cx.state;
                if let Some(edit) = arrange::align(&s.design, &s.selection.items, self) {
                    out.edit(edit, "undo-align");
                }
            }
            C::NudgeLeft => nudge(cx, -1.0, 0.0, large, out),
            C::NudgeRight => nudge(cx, 1.0, 0.0, large, out),
            C::NudgeUp => nudge(cx, 0.0, -1.0, large, out),
            C::NudgeDown => nudge(cx, 0.0, 1.0, large, out),
            C::Tour => out.setting(Setting::Tour(Some(0))),
            C::ThemeLight => out.setting(Setting::Theme(Theme::Light)),
            C::ThemeDark => out.setting(Setting::Theme(Theme::Dark)),
            C::ThemeSystem => out.setting(Setting::Theme(Theme::System)),
            C::LanguageEnglish => out.setting(Setting::Language(Language::English)),
            C::LanguageKorean => out.setting(Setting::Language(Language::Korean)),
            C::IncreaseContrast => {
                let mut look = cx.state.prefs.look;
                look.increase_contrast = !look.increase_contrast;
                out.setting(Setting::Look(look));
            }
            C::ReduceMotion => {
                let mut look = cx.state.prefs.look;
                look.reduce_motion = !look.reduce_motion;
                out.setting(Setting::Look(look));
            }
            C::LabelsNext | C::MoveFlow => self.run_flow(cx, out),
            _ if self.labels().is_some() || self.measure().is_some() => self.run_flow(cx, out),
            _ => self.run_view(cx, out),
        }
    }

    /// What stands on connections after the command, for those that choose it.
    pub fn labels(self) -> Option<Labels> {
        Some(match self {
            C::LabelsBoth => Labels::RateAndCost,
            C::LabelsRate => Labels::Rate,
            C::LabelsGb => Labels::Gb,
            C::LabelsCost => Labels::Cost,
            C::LabelsNone => Labels::None,
            _ => return None,
        })
    }

    /// What thickness and colour stand for after the command, for those that choose it.
    pub fn measure(self) -> Option<Measure> {
        Some(match self {
            C::MeasureRate => Measure::Rate,
            C::MeasureGb => Measure::Gb,
            C::MeasureCost => Measure::Cost,
            _ => return None,
        })
    }

    fn run_flow(self, cx: &Cx<'_>, out: &mut Actions) {
        let mut flow = cx.state.prefs.flow;
        if self == C::LabelsNext {
            flow.labels = flow.labels.next();
        }
        if let Some(labels) = self.labels() {
            flow.labels = labels;
        }
        // What only the traffic overlay shows brings it up.
        let mut seen = cx.state.view.overlay == Overlay::Traffic;
        if let Some(measure) = self.measure() {
            flow.measure = measure;
        } else if self == C::MoveFlow {
            flow.moving = !(flow.moving && seen);
        } else {
            seen = true;
        }
        if !seen {
            out.view(View::Overlay(Overlay::Traffic));
        }
        out.setting(Setting::Flow(flow));
    }

    fn run_edit(self, cx: &Cx<'_>, out: &mut Actions) {
        let (design, items) = (&cx.state.design, &cx.state.selection.items);
        match self {
            C::Delete | C::Cut => {
                let ids = arrange::deletable(design, items).cloned().collect();
                let with_members = true;
                out.edit(Edit::Remove { ids, with_members }, "undo-delete");
            }
            C::Group => {
                let (edit, id) = arrange::group(design, items);
                out.edit(edit, "undo-group");
                out.select(Select::Only(id));
            }
            C::Lock => {
                if let Some(edit) = arrange::lock(design, items) {
                    out.edit(edit, "undo-lock");
                }
            }
            C::Ungroup => {
                let (edit, members) = frames::ungroup(design, items);
                out.edit(edit, "undo-ungroup");
                out.select(Select::These(members));
            }
            C::Collapse | C::Expand => {
                if let Some((edit, frames)) = frames::collapse(design, items, self == C::Collapse) {
                    out.edit(edit, "undo-collapse");
                    out.select(Select::These(frames));
                }
            }
            C::Shrink => {
                if let Some(edit) = frames::shrink(design, items) {
                    out.edit(edit, "undo-shrink");
                }
            }
            C::LayOut => out.push(Action::Edit(EditAction::LayOut(None))),
            C::LayOutSelection => {
                out.push(Action::Edit(EditAction::LayOut(Some((**items).clone()))));
            }
            C::CloneLeft => clone(cx, Side::Left, out),
            C::CloneRight => clone(cx, Side::Right, out),
            C::CloneUp => clone(cx, Side::Top, out),
            C::CloneDown => clone(cx, Side::Bottom, out),
            _ => {}
        }
    }

    fn run_view(self, cx: &Cx<'_>, out: &mut Actions) {
        let v = &cx.state.view;
        let middle = Point::new(v.viewport.w / 2.0, v.viewport.h / 2.0);
        out.view(match self {
            C::ToolSelect => View::Tool(Tool::Select),
            C::ToolHand => View::Tool(Tool::Hand),
            C::ToolConnect => View::Tool(Tool::Connect),
            C::ToolFrame => View::Tool(Tool::Frame),
            C::ToolNote => View::Tool(Tool::Note),
            C::ToolLabel => View::Tool(Tool::Label),
            C::Legend => View::Legend(!v.legend),
            C::Minimap => View::Minimap(v.minimap_off),
            C::Present => View::Present(v.present.is_none()),
            C::Paste => View::PasteAsked(PasteHow::AtPointer),
            C::PasteInPlace => View::PasteAsked(PasteHow::At(PasteAt::InPlace)),
            C::PasteProperties => View::PasteAsked(PasteHow::Properties),
            C::ZoomIn => View::ZoomBy {
                factor: 1.25,
                at: middle,
            },
            C::ZoomOut => View::ZoomBy {
                factor: 0.8,
                at: middle,
            },
            C::Zoom100 => View::Zoom100,
            C::Fit => View::Fit,
            C::FitSelection => View::FitSelection,
            C::OverlayNone => View::Overlay(Overlay::None),
            C::OverlayCost => View::Overlay(Overlay::Cost),
            C::OverlayTraffic => View::Overlay(Overlay::Traffic),
            C::OverlayFindings => View::Overlay(Overlay::Findings),
            C::OverlayZones => View::Overlay(Overlay::Zones),
            C::Snap => View::Snap(v.snap_off),
            C::ShowFindings => View::Panel(PanelTab::Findings),
            C::ShowCost => View::Panel(PanelTab::Cost),
            C::ShowCharts => View::Panel(PanelTab::Charts),
            C::ShowMatrix => View::Panel(PanelTab::Matrix),
            C::TogglePalette => View::PaletteOpen(!v.palette_open.unwrap_or(true)),
            C::TogglePanel => View::PanelOpen(v.panel_folded),
            C::ToggleInspector => View::InspectorOpen(v.inspector_hidden),
            C::SwapSides => View::SwapSides(!v.sides_swapped),
            C::PanelBeside => View::PanelBeside(!v.panel_beside),
            C::Shortcuts => View::Dialog(Some(Dialog::Shortcuts)),
            C::Find => View::Dialog(Some(Dialog::Find)),
            C::Settings => View::Dialog(Some(Dialog::Settings)),
            C::NextArea => View::Area(1),
            C::PreviousArea => View::Area(-1),
            C::Icons => View::Dialog(Some(Dialog::Icons)),
            C::ExportReview => View::Dialog(Some(Dialog::ExportReview)),
            C::ReviewSettings => View::Dialog(Some(Dialog::ReviewSettings)),
            C::OwnPrices => View::Dialog(Some(Dialog::Prices)),
            C::CompareZones => View::Dialog(Some(Dialog::ZoneChoice)),
            C::Compare => View::Compare(match compare::shown(cx) {
                true => compare::Ask::Close,
                false => compare::Ask::Open(compare::Part::Costs),
            }),
            C::CompareElsewhere => View::Compare(compare::Ask::Open(compare::Part::Elsewhere)),
            C::ComparePillars => View::Compare(compare::Ask::Open(compare::Part::Pillars)),
            _ => View::Dialog(Some(Dialog::CommandPalette)),
        });
    }
}

fn clone(cx: &Cx<'_>, side: Side, out: &mut Actions) {
    let s = cx.state;
    if let Some((edit, id)) = s
        .selection
        .single()
        .and_then(|id| frames::clone_and_connect(&s.design, id, side))
    {
        out.edit(edit, "undo-clone");
        out.view(View::Reveal(id));
    }
}

fn nudge(cx: &Cx<'_>, x: f32, y: f32, large: bool, out: &mut Actions) {
    let step = if large { 10.0 * GRID } else { GRID };
    let s = cx.state;
    let edit = arrange::move_by(&s.design, &s.selection.items, x * step, y * step);
    out.push(Action::Edit(EditAction::Apply {
        edit: Box::new(edit),
        label: label_of("undo-nudge"),
        merge: Some("nudge".to_owned()),
    }));
}

/// Runs the commands whose shortcuts were pressed. Not while a text is being edited: its keys belong to it, and those of a
/// syllable that is being composed to the input method.
pub fn shortcuts(ctx: &egui::Context, cx: &Cx<'_>, out: &mut Actions) {
    if keys::composing(ctx) {
        return;
    }
    let now = Now {
        typing: ctx.text_edit_focused(),
        dialog: cx.state.view.dialog.is_some(),
        // An open list or menu takes arrows and Enter for itself.
        popup: egui::Popup::is_any_open(ctx),
        focused: ctx.memory(|m| m.focused().is_some()),
        presenting: cx.state.view.present.is_some(),
        comparing: compare::shown(cx),
    };
    if !now.typing && !now.dialog && !now.presenting && !now.comparing {
        clipboard(ctx, cx, out);
    }
    // Esc closes what is open over the compare view first: a menu, a dialog.
    if now.comparing
        && !(now.popup || now.dialog || now.typing)
        && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
    {
        out.view(View::Compare(compare::Ask::Close));
    }
    let mut asked = Vec::new();
    ctx.input_mut(|i| {
        i.events.retain(|event| {
            let stroke = Stroke::of(event);
            let found = stroke.and_then(|stroke| now.command(stroke));
            asked.extend(found);
            found.is_none()
        });
    });
    for (command, shortcut) in asked {
        command.run(cx, shortcut.modifiers.shift, out);
    }
}

/// What decides whose a key is.
struct Now {
    typing: bool,
    dialog: bool,
    popup: bool,
    focused: bool,
    presenting: bool,
    comparing: bool,
}

impl Now {
    /// The command that a key asks for. Digits by their place come first: the number pad says `End` for Shift+1.
    fn command(&self, stroke: Stroke) -> Option<(Command, KeyboardShortcut)> {
        let all = || {
            let each = |command: Command| command.shortcuts().iter().map(move |k| (command, *k));
            Command::ALL.into_iter().flat_map(each)
        };
        let free =
            |(command, shortcut): &(Command, KeyboardShortcut)| self.leaves(*command, shortcut);
        all()
            .filter(|(_, shortcut)| stroke.is_at(shortcut))
            .find(free)
            .or_else(|| {
                all()
                    .filter(|(_, shortcut)| stroke.says(shortcut))
                    .find(free)
            })
    }

    /// Whether nothing else takes the key.
    fn leaves(&self, command: Command, shortcut: &KeyboardShortcut) -> bool {
        let with_ctrl = shortcut.modifiers.command;
        // A text being edited keeps plain keys and its own Ctrl keys; saving and the like still work.
        let global = matches!(
            command,
            C::New
                | C::Open
                | C::Save
                | C::SaveAs
                | C::Export
                | C::NewTab
                | C::CloseTab
                | C::NextTab
                | C::PreviousTab
                | C::Quit
                | C::Find
                | C::Settings
                | C::CommandPalette
        );
        let walks = matches!(command, C::NextArea | C::PreviousArea);
        // Beside the drawing, not in it.
        let beside = matches!(command, C::Undo | C::Redo | C::Compare | C::Shortcuts);
        let shown = matches!(command, C::Present | C::ZoomIn | C::ZoomOut | C::Fit);
        if self.dialog
            || (self.presenting && !shown)
            || (self.comparing && (command == C::Find || !(global || walks || beside)))
            || (self.popup && !with_ctrl)
            || (self.typing && !walks && !(with_ctrl && global))
        {
            return false;
        }
        // A focused button takes Enter for itself.
        if shortcut.logical_key == Key::Enter && self.focused {
            return false;
        }
        // So do lists with the keys that walk them.
        let walks = matches!(
            shortcut.logical_key,
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End
        );
        !(walks && self.focused && !with_ctrl)
    }
}

/// The window system reports copying and cutting as events of their own, whatever else is held; pasting is the canvas's.
fn clipboard(ctx: &egui::Context, cx: &Cx<'_>, out: &mut Actions) {
    let (events, held) = ctx.input(|i| (i.events.clone(), i.modifiers));
    for event in events {
        match event {
            egui::Event::Copy if held.alt => C::CopyProperties.run(cx, false, out),
            egui::Event::Copy if held.shift => C::CopyPng.run(cx, false, out),
            egui::Event::Copy => C::Copy.run(cx, false, out),
            egui::Event::Cut => C::Cut.run(cx, false, out),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_has_a_text_in_both_languages_and_stands_in_the_list_once() {
        for command in Command::ALL {
            for language in [Language::English, Language::Korean] {
                let text = crate::text::get(language, command.key());
                assert_ne!(text, command.key(), "{command:?} has no text");
            }
        }
        let keys: BTreeSet<_> = Command::ALL.iter().map(|c| c.key()).collect();
        assert_eq!(keys.len(), Command::ALL.len());
    }

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = Vec::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                assert!(!seen.contains(shortcut), "{command:?} {shortcut:?}");
                seen.push(*shortcut);
            }
        }
    }
}
