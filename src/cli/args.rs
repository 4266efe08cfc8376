//! Arguments.

use crate::analysis::compare::Question;
use crate::analysis::cost::Grouping;
use crate::analysis::review::{Pillar, Severity};
use crate::chart::By;
use crate::text::Language;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Draw AWS architectures and see, live, what they cost, which rules they break and what survives a failure.
#[derive(Debug, Parser)]
#[command(name = "skydraft", version)]
#[command(override_usage = "skydraft [OPTIONS] [DESIGN]\n       skydraft [OPTIONS] <COMMAND>")]
#[command(
    after_help = "Exit codes: 0 fine; 1 findings or budget over the given threshold; 2 bad input or usage."
)]
pub struct Args {
    /// Design to open in a window
    pub design: Option<PathBuf>,
    /// Language of texts; the environment's where not given
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Args {
    /// The arguments of the process. Ends it with a message where they make no sense.
    pub fn of_process() -> Args {
        let args = Args::parse();
        // A design is what the window opens; commands name their own.
        if let (Some(design), Some(_)) = (&args.design, &args.command) {
            let message = format!(
                "`{}` stands before a command; a design to open in a window takes none",
                design.display()
            );
            Args::command()
                .error(ErrorKind::ArgumentConflict, message)
                .exit();
        }
        args
    }
}

/// A language as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::English,
            Lang::Ko => Language::Korean,
        }
    }
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Estimate what a design costs per month
    Estimate(EstimateArgs),
    /// Check a design against the rules
    Check(CheckArgs),
    /// Compare designs, scenarios or Regions side by side
    Compare(CompareArgs),
    /// Say what changes from one version of a design to another, and what that costs
    Diff(DiffArgs),
    /// Export the diagram
    Export(ExportArgs),
    /// Draw a chart of what designs cost
    Chart(ChartArgs),
    /// Lay the drawing out: places for tiles and frames, and nothing else changes
    Layout(LayoutArgs),
    /// List the rules
    Rules(ListArgs),
    /// List the kinds of components with their properties
    Components(ComponentsArgs),
    /// Explain a rule or a kind of component
    Explain(ExplainArgs),
    /// Look at the price catalogue
    Pricing(PricingArgs),
    /// Measure the program on a generated design; the figures as JSON
    Bench(BenchArgs),
}

/// Which scenario of a design is meant.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ScenarioArgs {
    /// Scenario of the design, by id or name, instead of the base
    #[arg(long, value_name = "NAME", conflicts_with = "all_scenarios")]
    pub scenario: Option<String>,
    /// The base and every scenario, one after the other
    #[arg(long)]
    pub all_scenarios: bool,
}

/// Arguments of `estimate`.
#[derive(Debug, clap::Args)]
pub struct EstimateArgs {
    /// Design file, or the JSON of `terraform show -json`
    pub input: PathBuf,
    /// Monthly usage figures for a Terraform plan (YAML)
    #[arg(long, value_name = "FILE")]
    pub usage: Option<PathBuf>,
    /// Own discounts and prices over the list prices (RON)
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// Totals by `service`, `category`, `region`, `tag:KEY`; of data transfer by `connection`, `zone-pair` or `class`
    #[arg(long, value_name = "WHAT")]
    pub group_by: Option<GroupBy>,
    /// Region instead of the design's own
    #[arg(long, value_name = "CODE")]
    pub region: Option<String>,
    /// Which scenario.
    #[command(flatten)]
    pub scenarios: ScenarioArgs,
    /// How to write it
    #[arg(long, value_enum, default_value_t = EstimateFormat::Table)]
    pub format: EstimateFormat,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when the month costs more than this many US dollars
    #[arg(long, value_name = "USD")]
    pub budget: Option<f64>,
}

/// What totals are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// By AWS service.
    Service,
    /// By part of the spending.
    Category,
    /// By Region.
    Region,
    /// By the value of a cost allocation tag.
    Tag(String),
    /// Data transfer by connection.
    Connection,
    /// Data transfer by sending and receiving zone.
    ZonePair,
    /// Data transfer by class of path.
    Class,
}

impl GroupBy {
    /// How the lines of a bill are grouped; none where data transfer is grouped.
    pub fn of_lines(&self) -> Option<Grouping> {
        match self {
            GroupBy::Service => Some(Grouping::Service),
            GroupBy::Category => Some(Grouping::Spend),
            GroupBy::Region => Some(Grouping::Region),
            GroupBy::Tag(key) => Some(Grouping::Tag(key.clone())),
            GroupBy::Connection | GroupBy::ZonePair | GroupBy::Class => None,
        }
    }
}

impl std::str::FromStr for GroupBy {
    type Err = String;
    fn from_str(text: &str) -> Result<GroupBy, String> {
        match text {
            "service" => Ok(GroupBy::Service),
            "category" => Ok(GroupBy::Category),
            "region" => Ok(GroupBy::Region),
            "connection" => Ok(GroupBy::Connection),
            "zone-pair" => Ok(GroupBy::ZonePair),
            "class" => Ok(GroupBy::Class),
            _ => match text.strip_prefix("tag:") {
                Some(key) if !key.is_empty() => Ok(GroupBy::Tag(key.to_owned())),
                _ => Err(
                    "expected `service`, `category`, `region`, `tag:KEY`, `connection`, `zone-pair` or `class`"
                        .to_owned(),
                ),
            },
        }
    }
}

impl std::fmt::Display for GroupBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            GroupBy::Service => f.write_str("service"),
            GroupBy::Category => f.write_str("category"),
            GroupBy::Region => f.write_str("region"),
            GroupBy::Tag(key) => write!(f, "tag:{key}"),
            GroupBy::Connection => f.write_str("connection"),
            GroupBy::ZonePair => f.write_str("zone-pair"),
            GroupBy::Class => f.write_str("class"),
        }
    }
}

/// Formats of `estimate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EstimateFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// Markdown, for pull requests.
    Md,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Design file, or the JSON of `terraform show -json`
    pub input: PathBuf,
    /// Monthly usage figures for a Terraform plan (YAML)
    #[arg(long, value_name = "FILE")]
    pub usage: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub format: CheckFormat,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when a finding is at least this severe
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<SeverityArg>,
    /// Only findings of this pillar (may be given several times)
    #[arg(long, value_enum)]
    pub pillar: Vec<PillarArg>,
    /// Only findings of this rule (may be given several times)
    #[arg(long, value_name = "CODE")]
    pub rule: Vec<String>,
    /// Only findings that a former result (JSON or SARIF of this command) does not have
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Which findings, and how much is said about them; as the design says where it is not given
    #[arg(long, value_enum)]
    pub profile: Option<Profile>,
    /// Which scenario.
    #[command(flatten)]
    pub scenarios: ScenarioArgs,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Markdown, for pull requests.
    Md,
}

/// Selections of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Everything.
    All,
    /// Medium and above, each with why it matters and what to do
    Classroom,
    /// Low and above; exits with 1 from high on, unless `--fail-on` says otherwise
    Ci,
}

/// Formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// Markdown.
    Md,
}

/// A severity as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SeverityArg {
    /// Data or service is exposed or lost as it stands.
    Critical,
    /// One ordinary failure or mistake away from that.
    High,
    /// Weakens the design.
    Medium,
    /// Could be better.
    Low,
    /// Worth knowing.
    Info,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Severity {
        match severity {
            SeverityArg::Critical => Severity::Critical,
            SeverityArg::High => Severity::High,
            SeverityArg::Medium => Severity::Medium,
            SeverityArg::Low => Severity::Low,
            SeverityArg::Info => Severity::Info,
        }
    }
}

/// A pillar as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PillarArg {
    /// Operational excellence.
    OperationalExcellence,
    /// Security.
    Security,
    /// Reliability.
    Reliability,
    /// Performance efficiency.
    PerformanceEfficiency,
    /// Cost optimization.
    CostOptimization,
    /// Sustainability.
    Sustainability,
}

impl From<PillarArg> for Pillar {
    fn from(pillar: PillarArg) -> Pillar {
        match pillar {
            PillarArg::OperationalExcellence => Pillar::OperationalExcellence,
            PillarArg::Security => Pillar::Security,
            PillarArg::Reliability => Pillar::Reliability,
            PillarArg::PerformanceEfficiency => Pillar::PerformanceEfficiency,
            PillarArg::CostOptimization => Pillar::CostOptimization,
            PillarArg::Sustainability => Pillar::Sustainability,
        }
    }
}

/// Formats of `compare` and `diff`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets: the lines that differ.
    Csv,
    /// Markdown, for pull requests.
    Md,
}

/// A decision that can be varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Vary {
    /// On-Demand against reservations
    Purchase,
    /// Graviton against x86
    Processor,
    /// Single-AZ against Multi-AZ
    Zones,
    /// Provisioned against on demand
    Capacity,
    /// Logs in CloudWatch against a store outside
    Logs,
    /// NAT gateways against endpoints
    Endpoints,
}

impl From<Vary> for Question {
    fn from(vary: Vary) -> Question {
        match vary {
            Vary::Purchase => Question::Purchase,
            Vary::Processor => Question::Processor,
            Vary::Zones => Question::Zones,
            Vary::Capacity => Question::Capacity,
            Vary::Logs => Question::Logs,
            Vary::Endpoints => Question::Endpoints,
        }
    }
}

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    /// Designs or Terraform plans, at least two; `FILE#SCENARIO` means a scenario of a design
    #[arg(value_name = "DESIGN", num_args = 2.., required_unless_present_any = ["scenarios", "regions", "elsewhere"])]
    pub designs: Vec<String>,
    /// Compare the base of a design with all its scenarios
    #[arg(long, value_name = "FILE", conflicts_with_all = ["designs", "regions"])]
    pub scenarios: Option<PathBuf>,
    /// Compare a design with itself in other Regions
    #[arg(long, value_name = "FILE", conflicts_with = "designs")]
    pub regions: Option<PathBuf>,
    /// Codes of the Regions, separated by commas; all Regions with prices where left out
    #[arg(
        long,
        value_name = "CODES",
        value_delimiter = ',',
        requires = "regions"
    )]
    pub regions_list: Vec<String>,
    /// Compare a design with what `--vary` makes of it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["designs", "regions", "scenarios"], requires = "vary")]
    pub elsewhere: Option<PathBuf>,
    /// The decision that is varied
    #[arg(long, value_enum, value_name = "WHAT", requires = "elsewhere")]
    pub vary: Option<Vary>,
    /// Write the design with what was made of it as scenarios
    #[arg(long, value_name = "FILE", requires = "elsewhere")]
    pub keep: Option<PathBuf>,
    /// What the others are measured against, by its name; the first where left out
    #[arg(long, value_name = "NAME", conflicts_with = "regions")]
    pub reference: Option<String>,
    /// Own discounts and prices over the list prices (RON)
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub format: CompareFormat,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when one of the designs costs more than this many US dollars a month (of Regions: when all do)
    #[arg(long, value_name = "USD")]
    pub budget: Option<f64>,
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The design as it was
    pub old: PathBuf,
    /// The design as it will be
    pub new: PathBuf,
    /// Scenario of both, by id or name, instead of the base
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// Own discounts and prices over the list prices (RON)
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub format: CompareFormat,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when the new design costs more than this many US dollars a month
    #[arg(long, value_name = "USD")]
    pub budget: Option<f64>,
    /// Exit with 1 when the month gets dearer by more than this many US dollars
    #[arg(long, value_name = "USD")]
    pub budget_increase: Option<f64>,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Design file
    pub input: PathBuf,
    /// File to write; its ending says the format. With `--all-scenarios` one file for each, named after the scenario
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Which scenario.
    #[command(flatten)]
    pub scenarios: ScenarioArgs,
    /// Format, where the ending does not say it
    #[arg(long, value_name = "NAME")]
    pub format: Option<String>,
    /// Pixels for each canvas unit
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub scale: u8,
    /// Colours
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
    /// No background
    #[arg(long)]
    pub transparent: bool,
    /// Folder with AWS's architecture icons, as downloaded, to use instead of the built-in ones
    #[arg(long, value_name = "FOLDER")]
    pub icons: Option<PathBuf>,
}

/// Arguments of `chart`.
#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    /// Designs or Terraform plans; `FILE#SCENARIO` means a scenario of a design
    #[arg(value_name = "DESIGN", required = true)]
    pub designs: Vec<String>,
    /// What to draw
    #[arg(long, value_enum)]
    pub kind: ChartKind,
    /// File to write; its ending (`svg` or `png`) says the format
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// What amounts are grouped by: `bars` by service, `stacked` and `treemap` by category, `waterfall` by component where
    /// left out
    #[arg(long, value_enum, value_name = "WHAT")]
    pub by: Option<ChartBy>,
    /// Which scenario.
    #[command(flatten)]
    pub scenarios: ScenarioArgs,
    /// Most components of `bars` and changes of `waterfall`; the rest is one
    #[arg(long, value_name = "COUNT", default_value_t = 12, value_parser = top)]
    pub top: usize,
    /// Size in points, as `960x540`; `960` is a width with the height that the chart needs
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub size: Option<ChartSize>,
    /// Pixels for a point; PNG only
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub scale: u8,
    /// Colours
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
    /// Own discounts and prices over the list prices (RON)
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
}

fn top(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1_000) => Ok(count),
        _ => Err("expected a number from 1 to 1000".to_owned()),
    }
}

/// Kinds of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartKind {
    /// What one design spends, the dearest first
    Bars,
    /// Designs or scenarios side by side
    Stacked,
    /// The way from the total of one design to that of another
    Waterfall,
    /// What one design spends as areas: categories (or services) and their components
    Treemap,
    /// What goes from Availability Zone to Availability Zone, in GB and dollars
    Zones,
}

impl ChartKind {
    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            ChartKind::Bars => "bars",
            ChartKind::Stacked => "stacked",
            ChartKind::Waterfall => "waterfall",
            ChartKind::Treemap => "treemap",
            ChartKind::Zones => "zones",
        }
    }
}

/// What a chart is grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartBy {
    /// Part of the spending
    Category,
    /// AWS service
    Service,
    /// Component or connection
    Component,
}

impl From<ChartBy> for By {
    fn from(by: ChartBy) -> By {
        match by {
            ChartBy::Category => By::Category,
            ChartBy::Service => By::Service,
            ChartBy::Component => By::Component,
        }
    }
}

/// Size of a chart as typed, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ChartSize {
    /// Width.
    pub width: Option<f32>,
    /// Height; as the chart needs it where it is left out.
    pub height: Option<f32>,
}

impl std::str::FromStr for ChartSize {
    type Err = String;
    fn from_str(text: &str) -> Result<ChartSize, String> {
        let side = |text: &str| match text.parse() {
            Ok(points @ 40..=8_000_u16) => Ok(Some(f32::from(points))),
            _ => Err("expected a size such as `960x540`, 40 to 8000 on each side".to_owned()),
        };
        match text.split_once(['x', 'X', '×']) {
            Some((width, height)) => Ok(ChartSize {
                width: side(width)?,
                height: side(height)?,
            }),
            None => Ok(ChartSize {
                width: side(text)?,
                height: None,
            }),
        }
    }
}

/// Arguments of `layout`.
#[derive(Debug, clap::Args)]
pub struct LayoutArgs {
    /// Design file, or the JSON of `terraform show -json`
    pub input: PathBuf,
    /// File to write instead of standard output; may be the design file itself
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Only what stands in this frame (may be given several times)
    #[arg(long, value_name = "ID")]
    pub frame: Vec<String>,
    /// Only what the file gives no place
    #[arg(long, conflicts_with = "frame")]
    pub missing: bool,
}

/// Arguments of `bench`.
#[derive(Debug, clap::Args)]
pub struct BenchArgs {
    /// What to measure.
    #[command(subcommand)]
    pub command: BenchCommand,
}

/// What can be measured.
#[derive(Debug, Subcommand)]
pub enum BenchCommand {
    /// Automatic layout and the routes of all connections
    Layout {
        /// Components of the design
        #[arg(long, default_value_t = 1000)]
        components: usize,
        /// How often; the middle time counts
        #[arg(long, default_value_t = 5)]
        runs: usize,
    },
    /// Frames of the window while it is panned, zoomed and dragged in; needs a display
    Canvas {
        /// Components of the design
        #[arg(long, default_value_t = 1000)]
        components: usize,
        /// How long, in seconds
        #[arg(long, default_value_t = 10.0)]
        seconds: f32,
    },
}

/// Colours as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ThemeArg {
    /// Dark on white.
    Light,
    /// Light on dark.
    Dark,
}

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `components`.
#[derive(Debug, clap::Args)]
pub struct ComponentsArgs {
    /// Only kinds of this category, for example `database` or `machine_learning`
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Code of a rule (`REL001`) or name of a kind (`nat_gateway`)
    pub name: String,
}

/// Arguments of `pricing`.
#[derive(Debug, clap::Args)]
pub struct PricingArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PricingCommand,
}

/// What can be done with prices.
#[derive(Debug, Subcommand)]
pub enum PricingCommand {
    /// Show the Regions with the number and the dates of their prices
    Show {
        /// How to write it
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Search price rows: every word must occur in the row's key
    Search {
        /// Words, for example `rds m6g.large`
        #[arg(required = true)]
        words: Vec<String>,
        /// Region, or `global`
        #[arg(long, value_name = "CODE", default_value = crate::model::settings::DEFAULT_REGION)]
        region: String,
        /// Most rows to show
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Make the source files of the catalogue anew from a folder of collected facts
    Rebuild {
        /// Folder with one CSV file a service
        facts: PathBuf,
        /// Folder to write to
        out: PathBuf,
        /// Region list
        #[arg(long, value_name = "CSV")]
        regions: Option<PathBuf>,
        /// Service facts with the zones of each Region
        #[arg(long, value_name = "CSV")]
        zones: Option<PathBuf>,
    },
}
