//! Keeps what is not saved: a thread of its own writes journals of designs with unsaved changes, watches the files of the
//! open designs for changes by other programs, and finds journals that a crash left behind.

use super::action::Problem;
use super::files;
use super::state::State;
use super::tabs::TabId;
use crate::io::file::{self, Stamp};
use crate::io::journal::{self, Journal, LeftBehind};
use crate::io::ron;
use crate::model::Design;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

/// How often open files are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How long the thread sleeps when it has nothing to do.
const IDLE: Duration = Duration::from_secs(3600);

/// A design that a crash left behind, with the file that it belongs to as that is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where its journal stands.
    pub journal: PathBuf,
    /// Its file; none if it was never saved.
    pub file: Option<PathBuf>,
    /// The design with the changes that were not saved.
    pub design: Design,
    /// The design as the file has it; empty where there is no file (any more).
    pub base: Design,
    /// The file as it is now.
    pub stamp: Option<Stamp>,
    /// When it was kept, seconds since 1970.
    pub at: u64,
}

/// What the thread reports.
#[expect(clippy::large_enum_variant, reason = "a few of them in a minute")]
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The unsaved changes of a tab are on disk, as of this revision of the design.
    Kept(TabId, u64),
    /// They could not be written.
    Failed(TabId, String),
    /// Another program changed the file of a tab.
    Outside(TabId, Outside),
    /// Designs that a crash left behind.
    Found(Vec<Found>),
}

/// What another program did to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Outside {
    /// The file.
    pub path: PathBuf,
    /// The file as it is now; none if it is gone.
    pub stamp: Option<Stamp>,
    /// What it holds now; none if it is gone.
    pub design: Option<Result<Design, Problem>>,
}

#[expect(clippy::large_enum_variant, reason = "a few of them in a minute")]
enum Tell {
    Now(TabId, Now),
    Closed(TabId),
    Interval(Option<Duration>),
    Scan(Vec<PathBuf>),
    Taken(TabId, PathBuf),
    Forget(PathBuf),
}

/// What the thread is told of a tab.
struct Now {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    /// The design and its revision, if it has unsaved changes.
    unsaved: Option<(u64, Design)>,
}

/// What was told last of a tab.
#[derive(PartialEq)]
struct Told {
    revision: u64,
    dirty: bool,
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
}

/// The thread, as the window sees it. Dropping it ends the thread; what it still has to write is written first.
pub struct Keeper {
    sender: Option<Sender<Tell>>,
    events: Receiver<Event>,
    thread: Option<JoinHandle<()>>,
    told: BTreeMap<TabId, Told>,
    interval: Option<Duration>,
}

impl Keeper {
    /// Starts the thread. Journals of designs without a file go to `folder`; `wake` is called after each event.
    pub fn start(folder: PathBuf, wake: impl Fn() + Send + 'static) -> Keeper {
        let (sender, receiver) = channel();
        let (reporter, events) = channel();
        let worker = Worker {
            folder,
            interval: None,
            tabs: BTreeMap::new(),
            taken: BTreeSet::new(),
            looked: Instant::now(),
            report: Box::new(move |event| {
                // The window may be gone by now.
                if reporter.send(event).is_ok() {
                    wake();
                }
            }),
        };
        let thread = std::thread::Builder::new()
            .name("keeper".to_owned())
            .spawn(move || worker.run(&receiver))
            .ok();
        Keeper {
            sender: Some(sender),
            events,
            thread,
            told: BTreeMap::new(),
            interval: None,
        }
    }

    /// Tells the thread what changed since the last call. Cheap when nothing did.
    pub fn follow(&mut self, state: &State) {
        let interval = state.prefs.autosave.interval();
        if interval != self.interval {
            self.interval = interval;
            self.tell(Tell::Interval(interval));
        }
        let mut open = BTreeSet::new();
        for (tab, revision, design, file) in state.open_designs() {
            let _ = open.insert(tab);
            let told = Told {
                revision,
                dirty: file.dirty,
                path: file.path.clone(),
                stamp: file.stamp.clone(),
            };
            if self.told.get(&tab) == Some(&told) {
                continue;
            }
            self.tell(Tell::Now(
                tab,
                Now {
                    path: told.path.clone(),
                    stamp: told.stamp.clone(),
                    unsaved: told.dirty.then(|| (revision, design.clone())),
                },
            ));
            self.told.insert(tab, told);
        }
        let closed: Vec<TabId> = self.told.keys().copied().collect();
        for tab in closed.into_iter().filter(|tab| !open.contains(tab)) {
            self.told.remove(&tab);
            self.tell(Tell::Closed(tab));
        }
    }

    /// Looks for journals that were left behind: in the folder, and beside `files`. The answer is an event.
    pub fn scan(&self, files: Vec<PathBuf>) {
        self.tell(Tell::Scan(files));
    }

    /// The design of a journal is open in `tab` now: it is kept there from here on.
    pub fn taken(&self, tab: TabId, journal: PathBuf) {
        self.tell(Tell::Taken(tab, journal));
    }

    /// Removes a journal that the user does not want.
    pub fn forget(&self, journal: PathBuf) {
        self.tell(Tell::Forget(journal));
    }

    /// What was reported since the last call.
    pub fn events(&self) -> Vec<Event> {
        self.events.try_iter().collect()
    }

    fn tell(&self, tell: Tell) {
        if let Some(sender) = &self.sender {
            // A thread that is gone cannot keep anything; saving still works.
            let _ = sender.send(tell);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Worker {
    folder: PathBuf,
    interval: Option<Duration>,
    tabs: BTreeMap<TabId, Tab>,
    /// Journals that are open in a tab: they may be written over.
    taken: BTreeSet<PathBuf>,
    looked: Instant,
    report: Box<dyn Fn(Event) + Send>,
}

#[derive(Default)]
struct Tab {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    pending: Option<(u64, Design)>,
    journal: Option<Journal>,
    /// A journal whose design this tab took over; it goes once the tab's own is written.
    former: Option<PathBuf>,
    written: Option<Instant>,
}

impl Worker {
    fn run(mut self, receiver: &Receiver<Tell>) {
        loop {
            match receiver.recv_timeout(self.wait()) {
                Ok(tell) => {
                    self.take(tell);
                    for tell in receiver.try_iter() {
                        self.take(tell);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.write(false);
            if self.looked.elapsed() >= LOOK {
                self.looked = Instant::now();
                self.look();
            }
        }
        self.write(true);
    }

    /// How long nothing is to be done.
    fn wait(&self) -> Duration {
        let mut wait = IDLE;
        for tab in self.tabs.values() {
            if tab.path.is_some() {
                wait = wait.min(LOOK.saturating_sub(self.looked.elapsed()));
            }
            if let (Some(_), Some(interval)) = (&tab.pending, self.interval) {
                let since = tab.written.map_or(interval, |at| at.elapsed());
                wait = wait.min(interval.saturating_sub(since));
            }
        }
        wait
    }

    fn take(&mut self, tell: Tell) {
        match tell {
            Tell::Now(id, now) => {
                let tab = self.tabs.entry(id).or_default();
                tab.path = now.path;
                tab.stamp = now.stamp;
                tab.pending = now.unsaved;
                let about = tab.journal.as_ref().map(|journal| journal.about());
                let moved = about.is_some_and(|about| about != tab.path.as_deref());
                if (tab.pending.is_none() || moved)
                    && let Some(journal) = tab.journal.take()
                {
                    journal.remove();
                    tab.written = None;
                }
            }
            Tell::Closed(id) => {
                if let Some(tab) = self.tabs.remove(&id) {
                    if let Some(journal) = tab.journal {
                        journal.remove();
                    }
                    if let Some(former) = tab.former {
                        let _ = std::fs::remove_file(former);
                    }
                }
            }
            Tell::Interval(interval) => self.interval = interval,
            Tell::Scan(files) => {
                let found = scan(&self.folder, &files, &self.taken);
                if !found.is_empty() {
                    (self.report)(Event::Found(found));
                }
            }
            Tell::Taken(id, journal) => {
                self.taken.insert(journal.clone());
                let tab = self.tabs.entry(id).or_default();
                tab.former = Some(journal);
                tab.written = None;
            }
            Tell::Forget(journal) => {
                let _ = std::fs::remove_file(journal);
            }
        }
    }

    /// Writes what is due, or all of it.
    fn write(&mut self, all: bool) {
        let Some(interval) = self.interval else {
            return;
        };
        let ids: Vec<TabId> = self.tabs.keys().copied().collect();
        for id in ids {
            let Some(tab) = self.tabs.get_mut(&id) else {
                continue;
            };
            let due = tab.written.is_none_or(|at| at.elapsed() >= interval);
            let Some((revision, design)) = tab.pending.take_if(|_| due || all) else {
                continue;
            };
            let text = ron::write(&design);
            let result = match &mut tab.journal {
                Some(journal) => journal.append(&text, seconds()),
                None => begin(&self.folder, &self.taken, id, tab.path.as_deref(), &text)
                    .map(|journal| tab.journal = Some(journal)),
            };
            tab.written = Some(Instant::now());
            match result {
                Ok(()) => {
                    let own = tab
                        .journal
                        .as_ref()
                        .map(|journal| journal.path().to_path_buf());
                    if let Some(former) = tab
                        .former
                        .take()
                        .filter(|former| Some(former) != own.as_ref())
                    {
                        let _ = std::fs::remove_file(former);
                    }
                    (self.report)(Event::Kept(id, revision));
                }
                Err(error) => (self.report)(Event::Failed(id, error.to_string())),
            }
        }
    }

    /// Looks whether another program changed an open file.
    fn look(&mut self) {
        for (id, tab) in &mut self.tabs {
            let Some(path) = &tab.path else {
                continue;
            };
            // Without a stamp the file is not there yet, or was gone before.
            let now = file::stamp(path);
            if now == tab.stamp || tab.stamp.is_none() {
                continue;
            }
            tab.stamp.clone_from(&now);
            let design = now
                .is_some()
                .then(|| files::read(path).map(|(design, _)| design));
            let outside = Outside {
                path: path.clone(),
                stamp: now,
                design,
            };
            (self.report)(Event::Outside(*id, outside));
        }
    }
}

/// Begins the journal of a tab: beside its file, or in the folder where that is not possible or another journal stands
/// there that nobody decided about.
fn begin(
    folder: &Path,
    taken: &BTreeSet<PathBuf>,
    tab: TabId,
    file: Option<&Path>,
    text: &str,
) -> Result<Journal, file::FileError> {
    let beside = file.and_then(journal::path_beside);
    if let Some(path) = beside.filter(|path| taken.contains(path) || !path.exists())
        && let Ok(journal) = Journal::begin(&path, file, text, seconds())
    {
        return Ok(journal);
    }
    let stem = file.and_then(|file| file.file_stem());
    let stem = stem.map_or_else(|| "unsaved".into(), |stem| stem.to_string_lossy());
    // If this fails, so does the journal, with its own message.
    let _ = std::fs::create_dir_all(folder);
    // Numbers of processes come again: a journal that was left behind is not written over.
    let process = std::process::id();
    let name = |n: u32| folder.join(format!("{stem}-{process}-{}-{n}.journal", tab.0));
    let free = (0..1000).map(name).find(|path| !path.exists());
    Journal::begin(&free.unwrap_or_else(|| name(0)), file, text, seconds())
}

/// The designs that were left behind, newest first. A journal that says what its file says is removed.
fn scan(folder: &Path, files: &[PathBuf], taken: &BTreeSet<PathBuf>) -> Vec<Found> {
    let mut left = journal::left_in(folder).unwrap_or_default();
    for path in files.iter().filter_map(|file| journal::path_beside(file)) {
        left.extend(journal::left_behind(&path));
    }
    left.sort_by_key(|left| std::cmp::Reverse(left.kept.at));
    left.dedup_by(|a, b| a.journal == b.journal);
    left.retain(|left| !taken.contains(&left.journal));
    left.into_iter().filter_map(found).collect()
}

fn found(left: LeftBehind) -> Option<Found> {
    let design = ron::read(&left.kept.text, "journal").ok()?.design;
    let file = left.kept.file;
    let stamp = file.as_deref().and_then(file::stamp);
    let base = file.as_deref().and_then(|file| files::read(file).ok());
    let base = base.map(|(design, _)| design).unwrap_or_default();
    if base == design {
        let _ = std::fs::remove_file(&left.journal);
        return None;
    }
    Some(Found {
        journal: left.journal,
        file,
        design,
        base,
        stamp,
        at: left.kept.at,
    })
}

/// Seconds since 1970.
pub fn seconds() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
