# Texts of the window and the command line, English. Keys are shared with ko.ftl; a test compares the two.
app-name = Skydraft
untitled = Untitled
# Scenarios.
base = Base
scenario = Scenario
scenario-elsewhere = Same design elsewhere
scenarios-added = { $count ->
    [one] 1 scenario added:
   *[other] { $count } scenarios added:
}
scenario-hint = Named sets of changes on the base; edits go into the one that is shown
scenario-new = New scenario
scenario-duplicate = Duplicate scenario
scenario-name = Name of the scenario
scenario-demand-factor = Factor on demand
scenario-demand-bad = A number from 0 to 1,000,000
scenario-all-demand = All demand
scenario-settings = Settings
scenario-up = Move scenario up
scenario-down = Move scenario down
scenario-delete = Delete scenario
scenario-promote = Make it the base
scenario-promote-hint = The base becomes what this scenario shows; the former base is kept as a scenario
scenario-former = Former base
scenario-reset-all = Reset all
scenario-reset-one = Reset { $name }
scenario-differs = Base: { $base }. Click to take it back
scenario-default = default
scenario-added = added
scenario-removed = removed
undo-scenario-new = New scenario
undo-scenario-rename = Rename the scenario
undo-scenario-order = Order the scenarios
undo-scenario-delete = Delete the scenario
undo-scenario-promote = Make the scenario the base
undo-scenario-reset = Take a difference back
scenario-differences = { $count ->
    [0] Nothing differs from the base yet
    [one] 1 difference from the base
   *[other] { $count } differences from the base
}
# Command line.
cli-compare-totals = Side by side
cli-compare-structure = What changes
cli-compare-lines = Lines that differ
cli-compare-categories = By category
cli-compare-components = Components that differ
cli-compare-findings = Findings that differ
cli-compare-what = Per month
cli-compare-difference = Difference
cli-compare-upfront = Paid upfront
cli-compare-findings-count = Findings
cli-compare-transfer = Data transfer, GB
cli-compare-change = Change
cli-compare-fields = What
cli-compare-added = added
cli-compare-removed = removed
cli-compare-changed = changed
cli-compare-why = Why
cli-compare-drivers = What makes the difference
cli-why-presence = only on one side
cli-why-quantity = quantity
cli-why-price = price
cli-why-both = quantity and price
cli-why-unknown = price missing
cli-compare-equal = { $count ->
    [one] 1 line is the same in all
   *[other] { $count } lines are the same in all
}
cli-compare-more = { $count ->
    [one] 1 smaller difference not shown
   *[other] { $count } smaller differences not shown
}
cli-compare-common = { $count ->
    [one] 1 more finding is in all
   *[other] { $count } more findings are in all
}
cli-compare-no-price = { $count ->
    [one] 1 price missing
   *[other] { $count } prices missing
}
cli-base = Base
cli-item = Item
cli-line = Line
cli-quantity = Quantity
cli-unit-price = Unit price
cli-monthly = Per month
cli-account = Account
cli-missing = price missing
cli-group-none = not in any group
cli-group-rest = everything but data transfer
cli-no-zone = outside zones
cli-gb = GB
cli-problem = warning: `{ $item }`: { $what }
cli-total = Total
cli-total-missing = incomplete: { $count ->
    [one] { $count } price is missing
   *[other] { $count } prices are missing
    }
cli-upfront = Paid upfront apart from the month: { $upfront }{ $missing ->
    [0] {""}
    [one] {" "}(one upfront price is missing)
   *[other] {" "}({ $missing } upfront prices are missing)
    }; spread over the terms: { $effective } in all
cli-line-upfront = { $upfront } upfront, effectively { $effective }
cli-prices = List prices in US dollars of { $days }, default Region { $region }, before tax and discounts
cli-unknown-kind = Not in the total: { $item }, whose kind { $kind } is unknown
cli-severity = Severity
cli-code = Rule
cli-items = Items
cli-finding = Finding
cli-fix = Quick fix
cli-findings = { $count ->
    [0] No findings
    [one] { $count } finding
   *[other] { $count } findings
    }
cli-silenced = { $count } accepted
cli-known = { $count } known from the baseline
cli-not-shown = { $count } less severe not shown
cli-lapsed = accepted until { $day } ({ $reason }), counts again since
cli-reason = Reason
cli-accepted = Accepted: { $code } at { $items }: { $reason }
cli-check-accepted = Accepted findings
cli-check-more = { $count ->
    [one] { $count } more finding is not shown here.
   *[other] { $count } more findings are not shown here.
}
cli-check-advice = Why it matters and what to do
cli-score = Score
cli-checks = Checks passed
cli-score-line = { $pillar }: { $percent } ({ $passed } of { $checks } checks pass)
cli-score-formula = Score: for each rule the share of its checks without a finding; their mean, weighted critical 8, high 4, medium 2, low 1. Accepted findings are left out.
cli-left-out = Left out
cli-cycle = warning: the loop { $items } feeds itself: { $gain } requests come back for each that goes in; what enters it is counted once around
cli-pillar = Pillar
cli-title = Title
cli-rules-title = Rules
cli-why = Why
cli-advice = Fix
cli-when = When to silence it
cli-references = References
cli-isms-p = ISMS-P (KISA 2023, as Prowler maps it)
cli-kind = Kind
cli-name = Name
cli-category = Category
cli-properties = Properties
cli-components-title = Components
cli-property = Property
cli-default = Default
cli-allowed = Allowed
cli-meaning = Meaning
cli-region = Region
cli-rows = Rows
cli-days = Prices as of
cli-source = Source
cli-key = Key
cli-unit = Unit
cli-price = Price
cli-found = { $shown } of { $found } rows
cli-rebuilt = { $count } price rows

# Commands: verbs, what they do.
cmd-new = New design
cmd-open = Open…
cmd-save = Save
cmd-save-as = Save as…
cmd-export = Export the drawing…
cmd-find = Search in the drawing…
cmd-next-area = Go to the next area
cmd-previous-area = Go to the area before
cmd-settings = Settings…
cmd-tour = Show the hints
area-top = Top bar
area-palette = Palette
area-canvas = Canvas
area-inspector = Inspector
dock-hint-side = Drag to move this panel to the other side; Esc cancels
dock-hint-results = Drag to put the results beside the drawing or below it; Esc cancels
dock-here = { $name } here
dock-narrow = Results stand beside the drawing in a window at least 1,500 points wide
area-edge = Edge of { $name }: arrows move it
area-panel = Results
find-hint = Names, kinds, properties, findings
find-empty = Type what a component is called, what it is, what it is set to, or what is wrong with it
find-count = { $count ->
    [one] { $count } hit
   *[other] { $count } hits
    }
find-name = Name
find-kind = Kind
find-property = Property
find-finding = Finding
settings-title = Settings
settings-looks = Looks
settings-files = Files
settings-design = This design
settings-rate = Requests
settings-rate-readable = Per second
settings-rate-month = Per month
settings-data = Data
settings-panels = Panels
settings-scale = Scale
settings-scale-hint = Size of the interface; the zoom of the drawing is apart from it
settings-autosave = Keep unsaved changes
settings-autosave-hint = How often unsaved changes are written to disk, so that a crash does not cost them. The file itself changes only when you save.
settings-reset = Reset to defaults
settings-reset-hint = All settings as they were at first; recent files and favourites stay
autosave-off = Never
autosave-seconds = { $count ->
    [one] Every second
   *[other] Every { $count } seconds
    }
icons-none = Built-in pictograms
theme-system-short = System
done = Done
welcome-line = Draw, price, break, fix
welcome-title = What are you designing?
welcome-start = Start
welcome-recent = Recent
welcome-cases = Cases
welcome-templates = Templates
welcome-cases-hint = real architectures to open, break and repair
welcome-templates-hint = start from a known shape
welcome-all = Show all
welcome-blank = Blank design
welcome-search = Search files, cases, templates
welcome-no-recent = Files that you open or save stand here.
recent-missing = File not found
recent-broken = Not readable as a design
recent-forget = Remove from the list
recovery-show = Show the changes
and-more = and { $count } more
tour-palette = Everything starts here
tour-palette-text = Drag a component onto the drawing, or type a few letters and press Enter.
tour-canvas = Connect what belongs together
tour-canvas-text = Hover a tile and drag from one of its dots to another tile. Traffic and its price follow from the connections.
tour-inspector = Say what it is
tour-inspector-text = Instance type, storage, traffic: each change moves the bill at once. Fields take sums such as 3*1.5.
tour-total = The bill, always in sight
tour-total-text = The monthly total, and what your last edit changed. Click it for every line and its formula.
tour-findings = What could go wrong
tour-findings-text = Findings say what breaks and why. Their buttons repair it, and say beforehand what that costs.
tour-skip = Do not show hints
tour-next = Next
tour-back = Back
job-copy = Copying the picture
job-vary = Looking for variations
job-fix-all = Working out the fixes
job-layout = Laying out the drawing
job-open = Opening { $name }
job-export = Exporting { $name }
job-save = Saving { $name }
job-zones = Comparing one zone with several
save-lost = Writing ended without an answer. The design is still unsaved.
job-cancel = Cancel: { $name }
imported = Imported; everything in the plan was understood
imported-without = Imported without { $count ->
    [one] { $count } resource that is not understood
   *[other] { $count } resources that are not understood
    }
problem-import = The plan cannot be imported
col-code = Code
col-level = Prices
col-network = Network
compare-types = Compare
compare-hint = Point at a type to compare
keys-files = Files and tabs
keys-edit = Edit
keys-arrange = Arrange
keys-view = Drawing
keys-window = Window
cmd-new-tab = New tab
cmd-close-tab = Close the tab
cmd-next-tab = Next tab
cmd-previous-tab = Previous tab
tab-close = Close { $name }
tab-close-others = Close the other tabs
tab-move-left = Move to the left
tab-move-right = Move to the right
cmd-quit = Quit
cmd-undo = Undo
cmd-redo = Redo
cmd-duplicate = Duplicate
cmd-delete = Delete
cmd-select-all = Select all
cmd-select-none = Select nothing
cmd-rename = Rename
cmd-group = Wrap in a frame
cmd-lock = Lock or unlock
cmd-align-left = Align left edges
cmd-align-right = Align right edges
cmd-align-top = Align top edges
cmd-align-bottom = Align bottom edges
cmd-distribute-horizontally = Distribute horizontally
cmd-distribute-vertically = Distribute vertically
cmd-lay-out = Lay out everything
cmd-lay-out-selection = Lay out the selection
cmd-nudge-left = Move left
cmd-nudge-right = Move right
cmd-nudge-up = Move up
cmd-nudge-down = Move down
cmd-tool-select = Select tool
cmd-tool-hand = Hand tool
cmd-tool-connect = Connect tool
cmd-tool-frame = Frame tool
cmd-zoom-in = Zoom in
cmd-zoom-out = Zoom out
cmd-zoom-100 = Zoom to 100 %
cmd-fit = Zoom to fit
cmd-fit-selection = Zoom to the selection
cmd-overlay-none = Overlay: none
cmd-overlay-cost = Overlay: cost
cmd-overlay-traffic = Overlay: traffic
cmd-overlay-findings = Overlay: findings
cmd-overlay-zones = Overlay: zones
cmd-labels-next = Next connection label
cmd-labels-both = Connection labels: requests and cost
cmd-labels-rate = Connection labels: requests per second
cmd-labels-gb = Connection labels: GB per month
cmd-labels-cost = Connection labels: dollars per month
cmd-labels-none = Connection labels: none
cmd-measure-rate = Lines by requests and path
cmd-measure-gb = Lines by GB per month
cmd-measure-cost = Lines by dollars per month
cmd-move-flow = Animate the traffic
cmd-snap = Snap to the grid
cmd-show-findings = Show findings
cmd-show-cost = Show cost
cmd-toggle-palette = Fold the palette
cmd-toggle-panel = Results panel
cmd-toggle-inspector = Inspector
cmd-swap-sides = Components at the right, inspector at the left
cmd-panel-beside = Results beside the drawing
cmd-palette = Search or run a command
cmd-shortcuts = Keyboard shortcuts
cmd-theme-light = Light theme
cmd-theme-dark = Dark theme
cmd-theme-system = Theme of the system
cmd-language-english = English
cmd-language-korean = 한국어
cmd-increase-contrast = Increase contrast
cmd-reduce-motion = Reduce motion

# What undo takes back.
undo-place = Place
undo-duplicate = Duplicate
undo-align = Align
undo-lay-out = Automatic layout
layout-blocked = { $more ->
    [0] Nothing was laid out: { $names } is locked and in the way. Unlock it or move it, then lay out again
   *[other] Nothing was laid out: { $names } and { $more } more are locked and in the way. Unlock or move them, then lay out again
}
layout-partly = { $more ->
    [0] Laid out around { $names }, which is locked. What stands with it stayed; unlock it to lay out everything
   *[other] Laid out around { $names } and { $more } more that are locked. What stands with them stayed; unlock them to lay out everything
}
layout-outdated = The design changed while it was being laid out, so nothing moved. Lay out again
show-button = Show
undo-nudge = Move
undo-delete = Delete
undo-group = Wrap in a frame
undo-lock = Lock or unlock

# Bars: top bar, strip, status.
menu = Menu
file-unsaved = Unsaved changes
file-kept = Unsaved, backed up
file-read-only = Read-only
file-on-disk = { $name } (on disk)
file-gone = The file was removed or renamed by another program; saving writes it again
file-broken-outside = Another program changed the file and it cannot be read; the design stays as it is
file-reloaded = Read again, since another program changed it:
autosave-failed = Unsaved changes cannot be kept for recovery
recovery-title = Unsaved work found
recovery-detail = The program ended before these changes were saved. What differs from the file is listed below.
recovery-recover = Recover
recovery-discard = Discard
recovery-later = Decide later
undo-recover = Recover unsaved changes
undo-reload = Read the file again
differs-added = { $count } added
differs-changed = { $count } changed
differs-removed = { $count } removed
differs-is-added = added
differs-is-changed = changed
differs-is-removed = removed
differs-texts = Title and description
differs-settings = Settings of the design
differs-silenced = Accepted findings
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
    }
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
    }
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
    }
outside-title = The file was changed by another program
outside-detail = { $name } is different on disk now, and the design has changes that are not saved. Reloading can be undone.
outside-differs = On disk: { $what }
outside-reload = Reload
outside-keep = Keep mine
outside-compare = Open both
read-only-title = The file is read-only
read-only-detail = { $name } cannot be written. Save the design under another name, or allow writing and save again.
file-new = Not saved yet
file-saved = Saved
region = Region
region-search = Search Regions
clear = Clear
nothing-found = Nothing found
undo-region = Change the Region
undo-currency = Change the currency
search-or-command = Search or command
budget-of = Budget { $amount }
delta-hint = Change by the last edit, per month
per-month-short = /mo
total = Total
total-missing = At least this much: { $count ->
    [one] { $count } price is missing
   *[other] { $count } prices are missing
    }
total-hint = Monthly total at list prices; click for the lines
currency = Currency
currency-usd = US dollar
currency-krw = Korean won
currency-jpy = Japanese yen
currency-eur = Euro
currency-rate = Exchange rate
rate-low = More than 0
rate-missing = Shown in dollars until a rate is set
number-invalid = Not a number
theme = Theme
switch-language = 한국어로 보기
export = Export
overlay = Overlay
overlay-none = None
overlay-cost = Cost
overlay-traffic = Traffic
overlay-findings = Findings
overlay-zones = Zones
connections-menu = Labels and lines of connections
connection-labels = Labels on connections
labels-both = Requests and cost
labels-rate = Requests per second
labels-gb = GB per month
labels-cost = Dollars per month
labels-none = None
labels-next = Next of these
traffic-measure = Lines of the traffic overlay
measure-rate = Requests, coloured by path
measure-gb = GB per month
measure-cost = Dollars per month
status-components = { $count ->
    [one] { $count } component
   *[other] { $count } components
    }
status-connections = { $count ->
    [one] { $count } connection
   *[other] { $count } connections
    }
status-selected = { $count } selected
status-prices = Prices as of { $date }
status-hours = { $hours } h per month
status-free-tier-on = Free tier on
status-free-tier-off = Free tier off
status-no-missing = No price missing
status-missing = { $count ->
    [one] { $count } price missing
   *[other] { $count } prices missing
    }
status-passes = All passes { $ms } ms

# Palette and layers.
tab-components = Components
tab-layers = Layers
palette-fold = Fold the palette to icons
palette-unfold = Unfold the palette
palette-search = Search { $count } kinds
palette-search-name = Search the palette
palette-nothing = Try an AWS name, a word such as queue, or Korean
palette-favourites = Favourites
palette-recent = Recent
palette-frames = Frames
palette-place = Place in the middle of the view
palette-favourite = Favourite
layers-empty = Nothing drawn yet
layers-empty-detail = Drag a component onto the canvas
frame-account = AWS account
frame-region = Region
frame-vpc = VPC
frame-az = Availability Zone
frame-public = Public subnet
frame-private = Private subnet
frame-isolated = Isolated subnet
frame-security-group = Security group
frame-asg = Auto Scaling
frame-cluster = Cluster
frame-on-premises = On-premises
frame-other-cloud = Other cloud
frame-group = Group

# Inspector.
properties = Properties
cost = Cost
findings = Findings
cost-nothing = Nothing is billed
free = free
no-price = no price
derived = derived
mixed = Mixed
on = On
off = Off
search = Search
name = Name
more = More
more-section = More
locked = Locked: click to unlock
unlocked = Unlocked: click to lock
rename-hint = click to rename
per-month = per month
of-total = of the total
zones = { $count ->
    [one] zone
   *[other] zones
    }
members = { $count ->
    [one] component
   *[other] components
    }
requests-per-second = req/s
gb-per-month = GB/mo
kind-unknown = The kind { $kind } is not known here. It is kept in the file as it is.
usage-derived = Quantity derived from traffic
usage-typed = Quantity typed by you
usage-typed-chip = typed
usage-would-be = derived: { $figure }
usage-reset = Back to the derived { $figure }
usage-far-off = Typed and derived are more than ten times apart: one of them is wrong
price-as-of = Price as of { $date }
price-typed = Your price: { $source }
price-missing = No price found for { $wanted }
fix-pending = Fix
number-at-least = At least { $limit }
number-at-most = At most { $limit }
demand = Demand
demand-given-as = Given as
demand-none = None
demand-rps = Requests per second
demand-rpm = Requests per month
demand-mau = Monthly active users
demand-dau = Daily active users
demand-average = Average rate
demand-requests = Requests
demand-users = Active users
demand-per-user = Requests per user
demand-peak = Peak factor
demand-peak-doc = Peak rate divided by the average rate
demand-result = { $average } req/s on average, { $peak } req/s at the peak
unit-rps = req/s
unit-per-month = /mo
unit-per-day = /day
unit-users = users
unit-minutes = min
unit-hours = h
placement = Placement
open-canvas = Open canvas
instances = Instances
even-share = Instances here; empty: an even share
security-group = Security group
security-groups = Security groups
group-add = Add a security group
group-new = New security group
group-remove = Remove { $name }
group-rules = Edit the rules
group-members = Members
group-members-none = No component is a member
rules-in = Inbound rules
rules-out = Outbound rules
rules-in-none = Nothing may come in
rules-out-none = Everything may go out (the AWS default)
rule-add = Add a rule
rule-remove = Remove the rule
protocol = Protocol
port = Port
ports = Ports
source = Source
note = Note
connection-kind = Kind
connection-call = Call
connection-async = Async event
connection-stream = Stream
connection-replication = Replication
connection-log = Log shipping
connection-origin = Origin fetch
connection-backup = Backup
connection-peering = Peering
calls-per-request = Calls per request
weight = Weight
request-size = Request size
response-size = Response size
read-share = Read share
requests-per-month = Requests per month
data-sent = Data sent
zone-affinity = Prefer own zone
zone-affinity-doc = Callers prefer targets in their own zone
path = Network path
path-free = not billed
path-billed = billed
frame-kind = Frame
cidr = Addresses
cidr-invalid = Not a CIDR range
zone = Zone
design = Design
description = Description
settings = Settings
targets = Targets
commitments = Commitments
commitment-upfront = Paid upfront, once
commitment-monthly = Recurring each month
commitment-effective = Effective each month
commitment-no-upfront = no upfront payment
own-prices = Own prices
own-prices-none = List prices only
prices-day = Day of the prices
prices-day-doc = Decides what depends on the calendar, such as extended support
prices-detail = Negotiated discounts and contract prices over the list prices, in a RON file that stays on this computer. Every price says where it comes from.
prices-example = Copy an example
prices-copied = Example copied
prices-file = File with own prices
prices-use = Use the file
prices-again = Read again
prices-choose = Choose…
prices-clear = Remove
prices-failed = List prices are used: the file has mistakes
prices-used = In use: { $discounts ->
    [one] { $discounts } discount
   *[other] { $discounts } discounts
} and { $prices ->
    [one] { $prices } price
   *[other] { $prices } prices
}
status-own-prices = Own prices in use
status-own-prices-failed = Own prices not usable
hours-per-month = Hours per month
hours-per-month-doc = AWS's own pages count 730
free-tier = Free tier
free-tier-doc = Subtract the amounts that are always free
budget = Budget
target-rto = Recovery time
target-rpo = Data loss
target-region-rto = Region recovery
target-region-rpo = Region data loss
target-availability = Availability
findings-count = { $count ->
    [one] finding
   *[other] findings
    }
several-items = { $count } items
several-kinds = of several kinds
arrange = Arrange
short-left = Left
short-right = Right
short-top = Top
short-bottom = Bottom
short-spread-x = Spread ↔
short-spread-y = Spread ↕
short-wrap = Wrap
short-duplicate = Duplicate
short-lock = Lock
short-lay-out = Lay out
short-fit = Zoom to
short-delete = Delete
col-type = Type
col-vcpu = vCPU
col-memory = Memory
col-arch = Architecture
col-monthly = Monthly
col-change = Change
undo-rename = Rename
undo-demand = Change the demand
undo-instances = Change the instances
undo-groups = Change the security groups
undo-note = Change the note
undo-connection = Change the connection
undo-frame = Change the frame
undo-rules = Change the rules
undo-description = Change the description
undo-settings = Change the settings

# Clipboard.
cmd-cut = Cut
cmd-copy = Copy
undo-paste = Paste
paste-nothing = The clipboard holds no items of a design

# Bottom panel.
panel-fold = Fold the panel
panel-unfold = Unfold the panel
pillar-all = all
pillar-is = Pillar: { $pillar }
filter-all = All { $count }
silence = Silence
silence-menu = Silence…
silence-title = Silence finding
silence-reason = Reason
silence-reason-hint = Why this is accepted here
silence-told = Silenced: { $title }
unsilence = Unsilence
undo-silence = Silence finding
undo-unsilence = Unsilence finding
filter-silenced = Silenced { $count }
finding-show = Show on canvas
findings-filtered = Nothing of that sort
findings-filtered-detail = The filters hide the other findings
findings-show-all = Show all
findings-none = No findings
findings-none-detail = { $count } rules look at the drawing and none is broken. Declare more, such as targets, demand or data classes, and more of them can speak
findings-nothing-drawn = Nothing to review yet
findings-nothing-drawn-detail = Findings appear as you draw: { $count } rules look at places, connections, settings and traffic
cost-search = Search the cost lines
group-by = Group by
by-spend = Spend
by-connection = Connection
by-zone-pair = Pair of zones
by-class = Class of path
by-region = Region
by-tag = Tag { $key }
cost-rest = Everything but data transfer
cost-untagged = Without this tag
cost-found = Found in all
by-service = Service
by-component = Component
by-frame = Frame
cost-empty = Nothing is billed yet
cost-empty-detail = Place components to see what they cost
cost-account = Account
no-frame = Outside all frames
col-name = Name
col-share = Share
col-formula = Formula
lines-count = { $count ->
    [one] { $count } line
   *[other] { $count } lines
    }
# Canvas.
undo-move = Move
undo-resize = Resize the frame
undo-connect = Connect
undo-reconnect = Reconnect
undo-reverse = Reverse the connection
undo-collapse = Fold or unfold the frame
canvas-drop-place = Place in { $name }
canvas-drop-move = Drop to move into { $name }
canvas-per-month = { $amount }/mo
canvas-a-month = { $amount } per month
canvas-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
    }
canvas-from-to = { $from } to { $to }
canvas-reverse = Reverse direction
canvas-collapse = Fold the frame
canvas-expand = Unfold the frame
canvas-pick-search = Search a component
canvas-pick-clear = Clear the search
canvas-pick-nothing = Nothing matches
canvas-name = Name

# Dialogs and files.
close = Close
cancel = Cancel
discard = Do not save
unsaved-title = Unsaved changes
unsaved-detail = { $name } has changes that are not saved. Without saving they are lost.
problem-open = The file could not be opened
problem-save = The design could not be saved
problem-export = The drawing could not be exported
problem-place = Line { $line }, column { $column }
problem-untouched = The file on disk is as it was, and so is the design in this window.
dialog-open = Open a design
dialog-save = Save the design
dialog-export = Export the drawing
dialog-designs = Skydraft designs
file-path = Path of the file
path-detail = This desktop has no file dialog. Type the path of the file.
open-button = Open
exported = Exported
export-format = Format
export-scale = Scale
export-transparent = Transparent
export-detail = The whole drawing, as the canvas shows it.
export-choose = Choose a file…
theme-light-short = Light
theme-dark-short = Dark
language = Language
palette-hint = Command, component or item
place-item = Place { $name }
entry-command = Command
entry-component = Component
entry-item = In the drawing
entry-scenario = Scenario
show-scenario = Show { $name }

# Charts.
charts = Charts
dialog-chart = Export the chart
problem-chart = The chart could not be exported
chart-save-svg = Export as SVG…
chart-save-png = Export as PNG…
chart-menu = Export or copy the chart
chart-pick = Click to select
chart-month = { $amount } a month
chart-prices = prices of { $day }
chart-bars-service = Cost by service
chart-bars-category = Cost by category
chart-bars-component = Cost by component
chart-stacked-service = Designs by service
chart-stacked-category = Designs by category
chart-stacked-component = Designs by component
chart-waterfall = { $from } → { $to }
chart-treemap-category = Cost by category and component
chart-treemap-service = Cost by service and component
chart-zones = Data transfer from zone to zone
chart-share = { $percent }% of the total
chart-against = { $amount } against { $name }
chart-account = Account
chart-credits = Credits of { $amount } are not shown
chart-missing = { $count ->
    [one] { $count } line without a price is not shown
   *[other] { $count } lines without a price are not shown
}
chart-darker-cost = Darker cells cost more
chart-darker-gb = Through darker cells goes more
chart-kind = Kind of chart
chart-kind-bars = Bars
chart-kind-treemap = Treemap
chart-kind-zones = Zones
chart-cut = The axis begins at { $amount }
chart-from-to = From { $from } to { $to }
chart-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
cmd-show-charts = Show charts
cmd-show-matrix = Show what goes from zone to zone

cmd-icons = Icons of a folder…
cmd-own-prices = Own prices…
cmd-compare-zones = Compare one zone with several
icons-title = Icons
icons-detail = Folder with the AWS Architecture Icons as AWS offers them for download, unpacked. Canvas and exports use them in place of the built-in pictograms.
icons-folder = Folder with icons
icons-use = Use the folder
icons-choose = Choose a folder…
icons-clear = Built-in pictograms
icons-reading = Reading the folder
icons-found = { $count ->
    [one] { $count } component has an icon
   *[other] { $count } components have an icon
}
icons-empty = This folder has no icon of any component
icons-failed = The folder cannot be read: { $error }
legend-cost = Share of the total
legend-traffic = Way of the traffic
legend-gb = GB per month
legend-dollars = Cost per month
legend-no-price = nothing flows or no price
matrix = Zone matrix
matrix-shade = Shades
matrix-by-cost = Cost
matrix-by-gb = GB
matrix-axes = From ↓  to →
matrix-sum = Total
matrix-outside = Outside zones
matrix-more = and { $count } more
zones-title = One zone or several
zones-one = One zone
zones-several = Several zones
zones-as-drawn = as drawn
zones-detail-selected = { $count ->
    [one] { $count } component of the selection. Its number of instances stays the same, only the zones change.
   *[other] { $count } components of the selection. The number of instances stays the same, only the zones change.
}
zones-detail-all = { $count ->
    [one] { $count } component on instances in Availability Zones. Its number of instances stays the same, only the zones change.
   *[other] { $count } components on instances in Availability Zones. The number of instances stays the same, only the zones change.
}
zones-transfer = Data transfer
zones-uptime = Uptime by SLA
zones-uptime-of = { $percent }% ({ $minutes } min down)
zones-findings = Only with this choice
zones-no-findings = No findings of its own
zones-apply = Draw it so
zones-working = Working out both choices…
zones-nothing-in-zones = Nothing on instances stands in an Availability Zone. Place servers, caches or databases in zones first.
zones-nothing-to-spread = No component has two instances to spread over zones.
undo-zones = Change zones
matrix-empty = Nothing flows from zone to zone
matrix-empty-detail = Draw components in Availability Zones and connect them to an entry with demand.
legend-zones = Availability Zones
legend-no-zone = In no zone

## Canvas: clipboard, frames, notes, presentation
cmd-paste = Paste
cmd-paste-in-place = Paste in place
cmd-copy-properties = Copy properties
cmd-paste-properties = Paste properties
cmd-copy-png = Copy as PNG
cmd-copy-svg = Copy as SVG
cmd-ungroup = Remove the frame, keep its members
cmd-collapse = Fold the frame
cmd-expand = Unfold the frame
cmd-shrink = Fit the frame to its members
cmd-clone-left = Connect a copy at the left
cmd-clone-right = Connect a copy at the right
cmd-clone-up = Connect a copy above
cmd-clone-down = Connect a copy below
cmd-tool-note = Note
cmd-tool-label = Text
cmd-legend = Legend of the lines
cmd-minimap = Minimap
cmd-present = Present
undo-ungroup = Remove the frame
undo-shrink = Fit the frame
undo-clone = Connect a copy
undo-paste-properties = Paste properties
paste-broken = The clipboard holds a design that cannot be read:
paste-no-properties = The clipboard holds no properties for this selection
copied-png = Copied as PNG
copied-svg = Copied as SVG
copied-nothing = No picture could be made:
canvas-box-holds = What lies fully inside · Alt: what it touches
canvas-box-touches = What it touches
folded-drop = Drop to put into { $name }
folded-entered = Put into { $name }:
folded-refuses = { $item } cannot stand in { $name }
folded-refuses-order = { $item } cannot stand in { $name }. Accounts hold Regions, Regions hold VPCs, VPCs hold zones, zones hold subnets
folded-refuses-spans = { $item } spans Availability Zones, so it cannot stand in { $name }. Drop it into the VPC
canvas-drop-file = Drop to open
legend-findings = Components by their gravest finding
legend-no-finding = No finding: pale
legend-lines = Lines
present-whole = Whole design
present-keys = ← → to step · Esc to leave
frame-note = Note
frame-label = Text
note-text = Text
several-nothing-shared = Components of these kinds share no property
note-look = Drawn as
# The review in the window.
paid-by-use = paid by use
no-extra-cost = no extra cost
dialog-review = Export the review
problem-review = The review could not be exported
cmd-findings-of-selection = Findings of the selected item
cmd-export-review = Export the review…
cmd-review-settings = Review settings…
review = Review
review-settings = Review settings
review-menu = Grouping, silenced findings, export
review-markdown-detail = A page for a pull request: findings, why they matter, what is silenced, scores.
review-sarif-detail = SARIF 2.1.0 for code scanning. Places are those of the design as it is saved.
review-json-detail = The same result that programs get from the command line.
undo-fix-all = Fix { $count } findings of { $code }
undo-tags = Change the tags
by-severity = Severity
by-pillar = Pillar
by-item = Item
by-rule = Rule
whole-design = The whole design
findings-search = Search findings
findings-of = Findings of { $name }
findings-of-all = Show the findings of all items
findings-none-of = No findings at { $name }
findings-none-of-detail = No rule finds fault with it. Other items have findings of their own.
findings-hidden = { $count ->
    [one] { $count } finding is left out
   *[other] { $count } findings are left out
    }
findings-hidden-detail = The profile of this design leaves out less severe findings or other pillars.
findings-back = Back to the list
group-fold = Fold the group
group-unfold = Unfold the group
groups-fold = Fold all groups
groups-unfold = Unfold all groups
silenced-list = Silenced { $count }…
silenced-none = Nothing is silenced.
silenced-because = Silenced: { $reason }
silence-what = What
silence-this-rule = { $code } only
silence-every-rule = Every rule
silence-where = Where
silence-until = Until
silence-until-doc = Last day on which it is accepted; after it the finding counts again
silence-until-hint = YYYY-MM-DD, or for good
silence-until-day = until { $day }
silence-over = run out
silence-covers = { $count ->
    [0] No open finding is covered.
    [one] Covers { $count } open finding.
   *[other] Covers { $count } open findings.
    }
silence-covered = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
    }
day-invalid = Not a day, such as 2026-12-31
fix-all = Fix all { $count } of this kind
fix-all-hint = One step that can be undone. { $caused ->
    [0] Causes no finding of another rule.
    [one] Causes { $caused } finding of other rules.
   *[other] Causes { $caused } findings of other rules.
    }
fix-none = No automatic fix here: the drawing has to change by hand.
fix-working = Working out what the fix changes…
fix-changes = The fix changes
fix-causes = { $count ->
    [one] It causes { $count } new finding
   *[other] It causes { $count } new findings
    }
fix-causes-none = Causes no new finding
fix-solves = { $count ->
    [one] It also mends { $count } finding
   *[other] It also mends { $count } findings
    }
fix-opposed = A choice between two rules: this fix { $own } per month. { $code } ({ $title }) asks for the opposite: { $other } per month. Follow one and silence the other with a reason.
fix-opposed-caused = A choice between two rules: this fix { $own } per month. { $code } ({ $title }) asks for the opposite and would then speak up: { $other } per month. Follow one and silence the other with a reason.
review-more = and { $count } more
finding-consequence = What happens if it stays
finding-explained = What to do, when to silence it, references
score-title = Score by pillar
score-hint = Click a pillar for its findings, a finding for its fix. The score sums up the findings; hover for its formula.
score-formula = 100 × { $earned } ÷ { $possible } = { $percent }
    { $passed } of { $checks } checks pass. Each rule earns its weight (critical 8, high 4, medium 2, low 1) times the share of its checks without an open finding. What you have silenced is left out.
badge-hint = worst: { $worst }; click to see them
default = default
threshold = Compared with
threshold-is = { $value } { $unit } ({ $source })
threshold-default = Default { $value } { $unit }; source: { $source }
threshold-back = Back to the default
thresholds = Thresholds
thresholds-doc = Figures that rules compare with. Change one and the rule measures this design by it.
thresholds-search = Search rules
thresholds-count = { $count ->
    [0] Thresholds…
    [one] Thresholds ({ $count } own)…
   *[other] Thresholds ({ $count } own)…
    }
review-profile = Profile
review-profile-doc = Which findings are shown, and how much is said about them; also what the command line takes unless told otherwise
profile-all = All findings
profile-classroom = Classroom: explains more, medium and above
profile-ci = CI: low and above
profile-operations = Operational excellence only
profile-security = Security only
profile-reliability = Reliability only
profile-performance = Performance efficiency only
profile-cost = Cost optimization only
profile-sustainability = Sustainability only
profile-hides = { $count ->
    [0] The profile leaves out nothing of this design.
    [one] The profile leaves out { $count } finding of this design.
   *[other] The profile leaves out { $count } findings of this design.
    }
security-profile = Security
security-profile-doc = Standard: one good layer is enough. Strict: every position that can carry protection should carry it
security-standard = Standard
security-strict = Strict
horizon = Runs for
horizon-doc = Months for which the design will run much as it is drawn; commitments are worth a look from 12 on
unit-months = months
zone-outage = Zone outage accepted
zone-outage-doc = The owner accepts that everything stops with one zone
require-tags = Tags required
require-tags-doc = Every component with a price must carry the tags service, env and owner
allowed-regions = Other Regions
allowed-regions-doc = Regions that latency, law and contracts allow besides the design's own
region-add = Add a Region
region-remove = Remove { $name }
timeout = Timeout
timeout-doc = After this time the caller gives up waiting; only rules read it
retries = Retries
retries-doc = How often the caller tries again after a failure; only rules read it
deferrable = May wait
deferrable-doc = What is sent may be handled later, although it is sent at once; only rules read it
strong-reads = Current reads
strong-reads-doc = Reads must see every write before them; only rules read it
side-from = Leaves at
side-to = Arrives at
side-doc = Side of the tile where the line is fixed
side-free = Any side
side-top = Top
side-right = Right
side-bottom = Bottom
side-left = Left
auto-public-ip = Public addresses
auto-public-ip-doc = Instances in the subnet get a public IPv4 address unless they say otherwise
tags = Tags
tags-none = Tags allocate cost and tell test from production
tag-key = Key
tag-value = Value
tag-add = Add a tag
tag-new = New key
tag-remove = Remove the tag { $name }
demand-hours = Hours of the day
demand-hours-doc = A weight for each hour from 0 to 23, on any scale; empty: the peak factor alone says what is known
demand-hours-hint = 24 weights
demand-hours-invalid = 24 weights, not negative
findings-list = List of findings
hover-more-ways = { $count ->
    [one] and { $count } more way
   *[other] and { $count } more ways
}
hover-via = via { $name }
hover-pairs = { $count } pairs of zones

# The compare view.
cmd-compare = Compare scenarios and files
cmd-compare-elsewhere = Compare the same design elsewhere
cmd-compare-pillars = Compare designs by pillar
dialog-compare = File to compare
compare-add = Compare
compare-title = Compare
compare-back = Back to the drawing
compare-of = { $count ->
    [one] { $file }
   *[other] { $count } versions of { $file }
}
compare-designs = { $count } designs
compare-costs = Side by side
compare-pillars = By pillar
compare-add-more = Scenario or file
compare-all-scenarios = Base and all scenarios
compare-file = File from disk
compare-cases = Cases and templates
compare-copy = Copy
compare-copy-md = As Markdown
compare-copy-csv = As CSV
compare-copied = Comparison copied
compare-working = Comparing
compare-looking-elsewhere = Looking elsewhere
compare-nothing = Nothing to compare
compare-drawings = Drawings
compare-changed = changed
compare-added = added
compare-removed = removed
compare-marks = { $changed } changed, { $added } added, { $removed } removed
compare-other-design = Another design: differences are not marked
compare-open = Open { $name }
compare-remove = Take { $name } out of the comparison
compare-base = base
compare-base-hint = The others are measured against this one
compare-make-base = Make base
compare-reference = the others are measured by it
compare-no-findings = No findings
compare-findings = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
compare-one-title = Nothing beside it yet
compare-one-detail = Put a scenario, another design or a file beside it, or see what it would cost elsewhere.
compare-side-by-side = What differs
compare-lines-differ = { $count ->
    [0] no line differs
    [one] 1 line differs
   *[other] { $count } lines differ
}
compare-lines-equal = { $count ->
    [one] 1 line is the same in all
   *[other] { $count } lines are the same in all
}
compare-show-equal = Show what is equal
compare-by-name = By name
compare-largest = Largest difference
compare-what = Per month
compare-no-difference = no difference
compare-missing = { $count ->
    [one] 1 price missing
   *[other] { $count } prices missing
}
compare-absent = Not in this one
compare-against-base = Against the base: { $delta }
compare-why-presence = presence
compare-why-quantity = quantity
compare-why-price = price
compare-why-both = quantity, price
compare-why-unknown = price unknown
compare-parts = { $quantity } by quantity, { $price } by price
compare-regions = All Regions
compare-regions-note = { $complete } of { $all } have every price
compare-difference = Difference
compare-percent = %
compare-monthly = Per month
compare-drivers = What makes the difference
compare-home = where it stands
compare-keep = Keep as scenario
compare-is-kept = Kept
compare-keep-one = Keep as scenario: { $name }
compare-kept = Kept as a scenario: { $name }
compare-once = plus { $amount } once
compare-once-missing = plus payments without a price
compare-effective = { $amount } with the payment at the start spread over the term
compare-pillar = Pillar
compare-whole = All of it
compare-other-items = other items
compare-nothing-serves = Nothing in the design serves it
