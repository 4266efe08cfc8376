//! Icon glyphs: code points in the bundled Phosphor fonts (`assets/fonts/Phosphor-Regular.ttf` and
//! `Phosphor-Fill.ttf` share them). Named after the glyph; more are added from the font's own table as they are needed.

/// Glyph `address-book`.
pub const ADDRESS_BOOK: char = '\u{e6f8}';
/// Glyph `alarm`.
pub const ALARM: char = '\u{e006}';
/// Glyph `align-left`.
pub const ALIGN_LEFT: char = '\u{e50e}';
/// Glyph `align-top`.
pub const ALIGN_TOP: char = '\u{e512}';
/// Glyph `arrows-clockwise`.
pub const ARROWS_CLOCKWISE: char = '\u{e094}';
/// Glyph `arrows-down-up`.
pub const ARROWS_DOWN_UP: char = '\u{e098}';
/// Glyph `arrows-left-right`.
pub const ARROWS_LEFT_RIGHT: char = '\u{e0a0}';
/// Glyph `arrows-merge`.
pub const ARROWS_MERGE: char = '\u{ed3e}';
/// Glyph `arrows-out`.
pub const ARROWS_OUT: char = '\u{e0a2}';
/// Glyph `arrows-out-simple`.
pub const ARROWS_OUT_SIMPLE: char = '\u{e0a6}';
/// Glyph `arrows-split`.
pub const ARROWS_SPLIT: char = '\u{ed3c}';
/// Glyph `arrow-clockwise`.
pub const ARROW_CLOCKWISE: char = '\u{e036}';
/// Glyph `arrow-counter-clockwise`.
pub const ARROW_COUNTER_CLOCKWISE: char = '\u{e038}';
/// Glyph `arrow-down`.
pub const ARROW_DOWN: char = '\u{e03e}';
/// Glyph `arrow-left`.
pub const ARROW_LEFT: char = '\u{e058}';
/// Glyph `arrow-right`.
pub const ARROW_RIGHT: char = '\u{e06c}';
/// Glyph `arrow-square-out`.
pub const ARROW_SQUARE_OUT: char = '\u{e5de}';
/// Glyph `arrow-square-up-right`.
pub const ARROW_SQUARE_UP_RIGHT: char = '\u{e07c}';
/// Glyph `arrow-up`.
pub const ARROW_UP: char = '\u{e08e}';
/// Glyph `arrow-u-up-left`.
pub const ARROW_U_UP_LEFT: char = '\u{e08a}';
/// Glyph `arrow-u-up-right`.
pub const ARROW_U_UP_RIGHT: char = '\u{e08c}';
/// Glyph `article`.
pub const ARTICLE: char = '\u{e0a8}';
/// Glyph `atom`.
pub const ATOM: char = '\u{e5e4}';
/// Glyph `bell-ringing`.
pub const BELL_RINGING: char = '\u{e5e8}';
/// Glyph `bell-slash`.
pub const BELL_SLASH: char = '\u{e0d4}';
/// Glyph `binoculars`.
pub const BINOCULARS: char = '\u{ea64}';
/// Glyph `bomb`.
pub const BOMB: char = '\u{ee0a}';
/// Glyph `books`.
pub const BOOKS: char = '\u{e758}';
/// Glyph `book-open-text`.
pub const BOOK_OPEN_TEXT: char = '\u{e8f2}';
/// Glyph `bounding-box`.
pub const BOUNDING_BOX: char = '\u{e6ce}';
/// Glyph `brackets-angle`.
pub const BRACKETS_ANGLE: char = '\u{e862}';
/// Glyph `brackets-curly`.
pub const BRACKETS_CURLY: char = '\u{e860}';
/// Glyph `brain`.
pub const BRAIN: char = '\u{e74e}';
/// Glyph `broadcast`.
pub const BROADCAST: char = '\u{e0f2}';
/// Glyph `browser`.
pub const BROWSER: char = '\u{e0f4}';
/// Glyph `buildings`.
pub const BUILDINGS: char = '\u{e102}';
/// Glyph `calendar`.
pub const CALENDAR: char = '\u{e108}';
/// Glyph `calendar-check`.
pub const CALENDAR_CHECK: char = '\u{e712}';
/// Glyph `caret-down`.
pub const CARET_DOWN: char = '\u{e136}';
/// Glyph `caret-left`.
pub const CARET_LEFT: char = '\u{e138}';
/// Glyph `caret-right`.
pub const CARET_RIGHT: char = '\u{e13a}';
/// Glyph `caret-up`.
pub const CARET_UP: char = '\u{e13c}';
/// Glyph `caret-up-down`.
pub const CARET_UP_DOWN: char = '\u{e140}';
/// Glyph `certificate`.
pub const CERTIFICATE: char = '\u{e766}';
/// Glyph `chart-bar`.
pub const CHART_BAR: char = '\u{e150}';
/// Glyph `chart-donut`.
pub const CHART_DONUT: char = '\u{eaa6}';
/// Glyph `chart-line`.
pub const CHART_LINE: char = '\u{e154}';
/// Glyph `chart-line-up`.
pub const CHART_LINE_UP: char = '\u{e156}';
/// Glyph `chats`.
pub const CHATS: char = '\u{e17c}';
/// Glyph `chat-text`.
pub const CHAT_TEXT: char = '\u{e17a}';
/// Glyph `check`.
pub const CHECK: char = '\u{e182}';
/// Glyph `check-circle`.
pub const CHECK_CIRCLE: char = '\u{e184}';
/// Glyph `circles-three`.
pub const CIRCLES_THREE: char = '\u{e192}';
/// Glyph `circuitry`.
pub const CIRCUITRY: char = '\u{e9c2}';
/// Glyph `clipboard`.
pub const CLIPBOARD: char = '\u{e196}';
/// Glyph `clock`.
pub const CLOCK: char = '\u{e19a}';
/// Glyph `clock-clockwise`.
pub const CLOCK_CLOCKWISE: char = '\u{e19e}';
/// Glyph `clock-counter-clockwise`.
pub const CLOCK_COUNTER_CLOCKWISE: char = '\u{e1a0}';
/// Glyph `cloud`.
pub const CLOUD: char = '\u{e1aa}';
/// Glyph `coins`.
pub const COINS: char = '\u{e78e}';
/// Glyph `columns`.
pub const COLUMNS: char = '\u{e546}';
/// Glyph `columns-plus-right`.
pub const COLUMNS_PLUS_RIGHT: char = '\u{e542}';
/// Glyph `compass`.
pub const COMPASS: char = '\u{e1c8}';
/// Glyph `computer-tower`.
pub const COMPUTER_TOWER: char = '\u{e548}';
/// Glyph `copy`.
pub const COPY: char = '\u{e1ca}';
/// Glyph `corners-out`.
pub const CORNERS_OUT: char = '\u{e1d0}';
/// Glyph `cpu`.
pub const CPU: char = '\u{e610}';
/// Glyph `crosshair`.
pub const CROSSHAIR: char = '\u{e1d6}';
/// Glyph `cube`.
pub const CUBE: char = '\u{e1da}';
/// Glyph `cursor`.
pub const CURSOR: char = '\u{e1dc}';
/// Glyph `cylinder`.
pub const CYLINDER: char = '\u{e8fc}';
/// Glyph `database`.
pub const DATABASE: char = '\u{e1de}';
/// Glyph `desktop`.
pub const DESKTOP: char = '\u{e560}';
/// Glyph `desktop-tower`.
pub const DESKTOP_TOWER: char = '\u{e562}';
/// Glyph `detective`.
pub const DETECTIVE: char = '\u{e83e}';
/// Glyph `devices`.
pub const DEVICES: char = '\u{eba4}';
/// Glyph `device-mobile`.
pub const DEVICE_MOBILE: char = '\u{e1e0}';
/// Glyph `door`.
pub const DOOR: char = '\u{e61c}';
/// Glyph `door-open`.
pub const DOOR_OPEN: char = '\u{e7e6}';
/// Glyph `dots-six-vertical`.
pub const DOTS_SIX_VERTICAL: char = '\u{eae2}';
/// Glyph `dots-three`.
pub const DOTS_THREE: char = '\u{e1fe}';
/// Glyph `download-simple`.
pub const DOWNLOAD_SIMPLE: char = '\u{e20c}';
/// Glyph `drop`.
pub const DROP: char = '\u{e210}';
/// Glyph `envelope-simple`.
pub const ENVELOPE_SIMPLE: char = '\u{e218}';
/// Glyph `export`.
pub const EXPORT: char = '\u{eaf0}';
/// Glyph `eye`.
pub const EYE: char = '\u{e220}';
/// Glyph `eye-slash`.
pub const EYE_SLASH: char = '\u{e224}';
/// Glyph `file`.
pub const FILE: char = '\u{e230}';
/// Glyph `file-doc`.
pub const FILE_DOC: char = '\u{eb1e}';
/// Glyph `file-magnifying-glass`.
pub const FILE_MAGNIFYING_GLASS: char = '\u{e238}';
/// Glyph `file-plus`.
pub const FILE_PLUS: char = '\u{e236}';
/// Glyph `file-png`.
pub const FILE_PNG: char = '\u{eb18}';
/// Glyph `file-svg`.
pub const FILE_SVG: char = '\u{ed08}';
/// Glyph `film-reel`.
pub const FILM_REEL: char = '\u{e8c0}';
/// Glyph `film-strip`.
pub const FILM_STRIP: char = '\u{e792}';
/// Glyph `fingerprint`.
pub const FINGERPRINT: char = '\u{e23e}';
/// Glyph `flame`.
pub const FLAME: char = '\u{e624}';
/// Glyph `flask`.
pub const FLASK: char = '\u{e79e}';
/// Glyph `floppy-disk`.
pub const FLOPPY_DISK: char = '\u{e248}';
/// Glyph `flow-arrow`.
pub const FLOW_ARROW: char = '\u{e6ec}';
/// Glyph `folders`.
pub const FOLDERS: char = '\u{e260}';
/// Glyph `folder-open`.
pub const FOLDER_OPEN: char = '\u{e256}';
/// Glyph `folder-star`.
pub const FOLDER_STAR: char = '\u{ea86}';
/// Glyph `footprints`.
pub const FOOTPRINTS: char = '\u{ea88}';
/// Glyph `frame-corners`.
pub const FRAME_CORNERS: char = '\u{e626}';
/// Glyph `function`.
pub const FUNCTION: char = '\u{ebe4}';
/// Glyph `funnel`.
pub const FUNNEL: char = '\u{e266}';
/// Glyph `game-controller`.
pub const GAME_CONTROLLER: char = '\u{e26e}';
/// Glyph `gauge`.
pub const GAUGE: char = '\u{e628}';
/// Glyph `gear`.
pub const GEAR: char = '\u{e270}';
/// Glyph `globe`.
pub const GLOBE: char = '\u{e288}';
/// Glyph `globe-hemisphere-east`.
pub const GLOBE_HEMISPHERE_EAST: char = '\u{e28a}';
/// Glyph `globe-hemisphere-west`.
pub const GLOBE_HEMISPHERE_WEST: char = '\u{e28c}';
/// Glyph `globe-simple`.
pub const GLOBE_SIMPLE: char = '\u{e28e}';
/// Glyph `globe-stand`.
pub const GLOBE_STAND: char = '\u{e290}';
/// Glyph `graph`.
pub const GRAPH: char = '\u{eb58}';
/// Glyph `grid-four`.
pub const GRID_FOUR: char = '\u{e296}';
/// Glyph `hammer`.
pub const HAMMER: char = '\u{e80e}';
/// Glyph `hand`.
pub const HAND: char = '\u{e298}';
/// Glyph `hard-drive`.
pub const HARD_DRIVE: char = '\u{e29e}';
/// Glyph `hard-hat`.
pub const HARD_HAT: char = '\u{ed46}';
/// Glyph `headset`.
pub const HEADSET: char = '\u{e584}';
/// Glyph `heartbeat`.
pub const HEARTBEAT: char = '\u{e2ac}';
/// Glyph `heart-break`.
pub const HEART_BREAK: char = '\u{ebe8}';
/// Glyph `identification-card`.
pub const IDENTIFICATION_CARD: char = '\u{e2c8}';
/// Glyph `info`.
pub const INFO: char = '\u{e2ce}';
/// Glyph `intersect-three`.
pub const INTERSECT_THREE: char = '\u{ecc4}';
/// Glyph `key`.
pub const KEY: char = '\u{e2d6}';
/// Glyph `keyboard`.
pub const KEYBOARD: char = '\u{e2d8}';
/// Glyph `keyhole`.
pub const KEYHOLE: char = '\u{ea78}';
/// Glyph `laptop`.
pub const LAPTOP: char = '\u{e586}';
/// Glyph `leaf`.
pub const LEAF: char = '\u{e2da}';
/// Glyph `lifebuoy`.
pub const LIFEBUOY: char = '\u{e63a}';
/// Glyph `lightbulb`.
pub const LIGHTBULB: char = '\u{e2dc}';
/// Glyph `lightning`.
pub const LIGHTNING: char = '\u{e2de}';
/// Glyph `link`.
pub const LINK: char = '\u{e2e2}';
/// Glyph `list`.
pub const LIST: char = '\u{e2f0}';
/// Glyph `list-checks`.
pub const LIST_CHECKS: char = '\u{eadc}';
/// Glyph `list-magnifying-glass`.
pub const LIST_MAGNIFYING_GLASS: char = '\u{ebe0}';
/// Glyph `list-numbers`.
pub const LIST_NUMBERS: char = '\u{e2f6}';
/// Glyph `lock-simple`.
pub const LOCK_SIMPLE: char = '\u{e308}';
/// Glyph `lock-simple-open`.
pub const LOCK_SIMPLE_OPEN: char = '\u{e30a}';
/// Glyph `magnifying-glass`.
pub const MAGNIFYING_GLASS: char = '\u{e30c}';
/// Glyph `map-pin`.
pub const MAP_PIN: char = '\u{e316}';
/// Glyph `map-pin-area`.
pub const MAP_PIN_AREA: char = '\u{ee3a}';
/// Glyph `map-trifold`.
pub const MAP_TRIFOLD: char = '\u{e31a}';
/// Glyph `megaphone`.
pub const MEGAPHONE: char = '\u{e324}';
/// Glyph `memory`.
pub const MEMORY: char = '\u{e9c4}';
/// Glyph `microphone`.
pub const MICROPHONE: char = '\u{e326}';
/// Glyph `minus`.
pub const MINUS: char = '\u{e32a}';
/// Glyph `monitor-play`.
pub const MONITOR_PLAY: char = '\u{e58c}';
/// Glyph `moon`.
pub const MOON: char = '\u{e330}';
/// Glyph `mountains`.
pub const MOUNTAINS: char = '\u{e7ae}';
/// Glyph `network`.
pub const NETWORK: char = '\u{edde}';
/// Glyph `note`.
pub const NOTE: char = '\u{e348}';
/// Glyph `notebook`.
pub const NOTEBOOK: char = '\u{e34e}';
/// Glyph `package`.
pub const PACKAGE: char = '\u{e390}';
/// Glyph `password`.
pub const PASSWORD: char = '\u{e752}';
/// Glyph `path`.
pub const PATH: char = '\u{e39c}';
/// Glyph `pencil-simple`.
pub const PENCIL_SIMPLE: char = '\u{e3b4}';
/// Glyph `piggy-bank`.
pub const PIGGY_BANK: char = '\u{ea04}';
/// Glyph `plant`.
pub const PLANT: char = '\u{ebae}';
/// Glyph `plug`.
pub const PLUG: char = '\u{e946}';
/// Glyph `plugs`.
pub const PLUGS: char = '\u{eb56}';
/// Glyph `plugs-connected`.
pub const PLUGS_CONNECTED: char = '\u{eb5a}';
/// Glyph `plus`.
pub const PLUS: char = '\u{e3d4}';
/// Glyph `polygon`.
pub const POLYGON: char = '\u{e6d0}';
/// Glyph `puzzle-piece`.
pub const PUZZLE_PIECE: char = '\u{e596}';
/// Glyph `question`.
pub const QUESTION: char = '\u{e3e8}';
/// Glyph `queue`.
pub const QUEUE: char = '\u{e6ac}';
/// Glyph `rabbit`.
pub const RABBIT: char = '\u{eac2}';
/// Glyph `robot`.
pub const ROBOT: char = '\u{e762}';
/// Glyph `rocket-launch`.
pub const ROCKET_LAUNCH: char = '\u{e3fe}';
/// Glyph `sailboat`.
pub const SAILBOAT: char = '\u{e78a}';
/// Glyph `scales`.
pub const SCALES: char = '\u{e750}';
/// Glyph `scan-smiley`.
pub const SCAN_SMILEY: char = '\u{ebb4}';
/// Glyph `scissors`.
pub const SCISSORS: char = '\u{eae0}';
/// Glyph `seal-check`.
pub const SEAL_CHECK: char = '\u{e606}';
/// Glyph `selection`.
pub const SELECTION: char = '\u{e69a}';
/// Glyph `share-network`.
pub const SHARE_NETWORK: char = '\u{e408}';
/// Glyph `shield`.
pub const SHIELD: char = '\u{e40a}';
/// Glyph `shield-check`.
pub const SHIELD_CHECK: char = '\u{e40c}';
/// Glyph `shield-chevron`.
pub const SHIELD_CHEVRON: char = '\u{e40e}';
/// Glyph `shield-plus`.
pub const SHIELD_PLUS: char = '\u{e706}';
/// Glyph `shield-star`.
pub const SHIELD_STAR: char = '\u{ec34}';
/// Glyph `shipping-container`.
pub const SHIPPING_CONTAINER: char = '\u{e78c}';
/// Glyph `sidebar`.
pub const SIDEBAR: char = '\u{eab6}';
/// Glyph `sidebar-simple`.
pub const SIDEBAR_SIMPLE: char = '\u{ec24}';
/// Glyph `signpost`.
pub const SIGNPOST: char = '\u{e89c}';
/// Glyph `sign-out`.
pub const SIGN_OUT: char = '\u{e42a}';
/// Glyph `slack-logo`.
pub const SLACK_LOGO: char = '\u{e5a8}';
/// Glyph `sliders-horizontal`.
pub const SLIDERS_HORIZONTAL: char = '\u{e434}';
/// Glyph `snowflake`.
pub const SNOWFLAKE: char = '\u{e5aa}';
/// Glyph `sort-ascending`.
pub const SORT_ASCENDING: char = '\u{e444}';
/// Glyph `sort-descending`.
pub const SORT_DESCENDING: char = '\u{e446}';
/// Glyph `sparkle`.
pub const SPARKLE: char = '\u{e6a2}';
/// Glyph `speaker-high`.
pub const SPEAKER_HIGH: char = '\u{e44a}';
/// Glyph `squares-four`.
pub const SQUARES_FOUR: char = '\u{e464}';
/// Glyph `square-half`.
pub const SQUARE_HALF: char = '\u{e462}';
/// Glyph `stack`.
pub const STACK: char = '\u{e466}';
/// Glyph `star`.
pub const STAR: char = '\u{e46a}';
/// Glyph `steering-wheel`.
pub const STEERING_WHEEL: char = '\u{e9ac}';
/// Glyph `steps`.
pub const STEPS: char = '\u{ecbe}';
/// Glyph `suitcase`.
pub const SUITCASE: char = '\u{e5ae}';
/// Glyph `sun`.
pub const SUN: char = '\u{e472}';
/// Glyph `sun-horizon`.
pub const SUN_HORIZON: char = '\u{e5b6}';
/// Glyph `swap`.
pub const SWAP: char = '\u{e83c}';
/// Glyph `table`.
pub const TABLE: char = '\u{e476}';
/// Glyph `tag`.
pub const TAG: char = '\u{e478}';
/// Glyph `target`.
pub const TARGET: char = '\u{e47c}';
/// Glyph `terminal-window`.
pub const TERMINAL_WINDOW: char = '\u{eae8}';
/// Glyph `text-t`.
pub const TEXT_T: char = '\u{e48a}';
/// Glyph `train`.
pub const TRAIN: char = '\u{e496}';
/// Glyph `translate`.
pub const TRANSLATE: char = '\u{e4a2}';
/// Glyph `trash`.
pub const TRASH: char = '\u{e4a6}';
/// Glyph `tree-structure`.
pub const TREE_STRUCTURE: char = '\u{e67c}';
/// Glyph `trend-down`.
pub const TREND_DOWN: char = '\u{e4ac}';
/// Glyph `trend-up`.
pub const TREND_UP: char = '\u{e4ae}';
/// Glyph `upload-simple`.
pub const UPLOAD_SIMPLE: char = '\u{e4c0}';
/// Glyph `user`.
pub const USER: char = '\u{e4c2}';
/// Glyph `users`.
pub const USERS: char = '\u{e4d6}';
/// Glyph `users-three`.
pub const USERS_THREE: char = '\u{e68e}';
/// Glyph `user-focus`.
pub const USER_FOCUS: char = '\u{e6fc}';
/// Glyph `user-gear`.
pub const USER_GEAR: char = '\u{e4cc}';
/// Glyph `vault`.
pub const VAULT: char = '\u{e76e}';
/// Glyph `video`.
pub const VIDEO: char = '\u{e740}';
/// Glyph `video-camera`.
pub const VIDEO_CAMERA: char = '\u{e4da}';
/// Glyph `wall`.
pub const WALL: char = '\u{e688}';
/// Glyph `warehouse`.
pub const WAREHOUSE: char = '\u{ecd4}';
/// Glyph `warning`.
pub const WARNING: char = '\u{e4e0}';
/// Glyph `warning-circle`.
pub const WARNING_CIRCLE: char = '\u{e4e2}';
/// Glyph `warning-diamond`.
pub const WARNING_DIAMOND: char = '\u{e7fc}';
/// Glyph `warning-octagon`.
pub const WARNING_OCTAGON: char = '\u{e4e4}';
/// Glyph `waves`.
pub const WAVES: char = '\u{e6de}';
/// Glyph `wrench`.
pub const WRENCH: char = '\u{e5d4}';
/// Glyph `x`.
pub const X: char = '\u{e4f6}';
