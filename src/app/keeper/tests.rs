use super::*;
use crate::app::action::{Action, EditAction, label_of};
use crate::app::state::{Autosave, Prefs};
use crate::app::tabs::TabAction;
use crate::model::edit::Edit;
use crate::pricing::Catalogue;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const FOLDER: &str = "SKYDRAFT_TEST_KILLED_IN";
const SEED: &str = "SKYDRAFT_TEST_SEED";
/// Autosave interval of the process that is killed, seconds.
const INTERVAL: f32 = 0.02;

fn state(seconds: f32) -> State {
    let prefs = Prefs {
        autosave: Autosave { seconds },
        ..Prefs::default()
    };
    State::new(Catalogue::embedded(), prefs)
}

/// A design that is told apart by a number.
fn edit(state: &mut State, number: u64) {
    let name = format!("edit {number}");
    state.apply(Action::Edit(EditAction::Apply {
        edit: Box::new(Edit::SetName(name.as_str().into())),
        label: label_of("undo-nudge"),
        merge: None,
    }));
}

fn number(design: &Design) -> u64 {
    let name = design.name.get(crate::model::Language::English);
    name.strip_prefix("edit ").map_or(0, |n| n.parse().unwrap())
}

fn wait_for<T>(mut find: impl FnMut() -> Option<T>) -> T {
    for _ in 0..3000 {
        if let Some(found) = find() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("nothing came in 15 seconds");
}

fn event<T>(keeper: &Keeper, mut pick: impl FnMut(Event) -> Option<T>) -> T {
    wait_for(|| keeper.events().into_iter().find_map(&mut pick))
}

fn kept(keeper: &Keeper, revision: u64) {
    event(keeper, |event| {
        matches!(event, Event::Kept(_, r) if r >= revision).then_some(())
    });
}

/// A small generator of numbers, so that a failure can be repeated.
fn random(seed: &mut u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn unsaved_changes_are_kept_beside_the_file_and_go_when_it_is_saved() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("shop.ron");
    let mut state = state(0.01);
    edit(&mut state, 1);
    files::save(&mut state, &file, None);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&state);
    let journal = journal::path_beside(&file).unwrap();
    assert!(!journal.exists());
    edit(&mut state, 2);
    keeper.follow(&state);
    kept(&keeper, state.revision);
    let text = journal::read(&std::fs::read(&journal).unwrap())
        .unwrap()
        .text;
    assert_eq!(number(&ron::read(&text, "journal").unwrap().design), 2);
    files::save(&mut state, &file, None);
    keeper.follow(&state);
    wait_for(|| (!journal.exists()).then_some(()));
    // Undone to what the file has: nothing is left to keep.
    edit(&mut state, 3);
    keeper.follow(&state);
    kept(&keeper, state.revision);
    state.apply(Action::Edit(EditAction::Undo));
    keeper.follow(&state);
    wait_for(|| (!journal.exists()).then_some(()));
}

#[test]
fn a_design_without_a_file_is_found_again_and_taken_over() {
    let data = tempfile::tempdir().unwrap();
    let mut lost = state(0.01);
    edit(&mut lost, 7);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&lost);
    kept(&keeper, lost.revision);
    // The end of the thread without a word about the tab is what a crash looks like.
    drop(keeper);

    let mut state = state(0.01);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&state);
    keeper.scan(Vec::new());
    let found = event(&keeper, |event| match event {
        Event::Found(found) => Some(found),
        _ => None,
    });
    assert_eq!(found.len(), 1);
    assert_eq!((number(&found[0].design), &found[0].file), (7, &None));
    let tab = state.recover(found[0].clone());
    assert!(state.file.dirty);
    keeper.taken(tab, found[0].journal.clone());
    keeper.follow(&state);
    kept(&keeper, state.revision);
    wait_for(|| (!found[0].journal.exists()).then_some(()));
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 1);
    state.close_tab(tab);
    state.apply(Action::Tab(TabAction::New));
    keeper.follow(&state);
    drop(keeper);
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
}

#[test]
fn a_journal_that_nobody_decided_about_is_not_written_over() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("shop.ron");
    let mut one = state(0.01);
    edit(&mut one, 1);
    files::save(&mut one, &file, None);
    edit(&mut one, 2);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&one);
    kept(&keeper, one.revision);
    drop(keeper);
    let journal = journal::path_beside(&file).unwrap();
    let before = std::fs::read(&journal).unwrap();

    let mut other = state(0.01);
    files::load(&mut other, &file);
    edit(&mut other, 3);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&other);
    kept(&keeper, other.revision);
    assert_eq!(std::fs::read(&journal).unwrap(), before);
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 1);
}

#[test]
fn a_change_by_another_program_is_reported_once() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("shop.ron");
    let mut state = state(0.01);
    edit(&mut state, 1);
    files::save(&mut state, &file, None);
    let mut keeper = Keeper::start(data.path().to_path_buf(), || {});
    keeper.follow(&state);
    let mut other = self::state(0.0);
    edit(&mut other, 55);
    file::save(&file, ron::write(&other.design).as_bytes()).unwrap();
    let outside = |event| match event {
        Event::Outside(_, outside) => Some(outside),
        _ => None,
    };
    let seen = event(&keeper, outside);
    assert_eq!(number(&seen.design.unwrap().unwrap()), 55);
    std::fs::remove_file(&file).unwrap();
    let gone = event(&keeper, outside);
    assert_eq!((gone.stamp, gone.design), (None, None));
    assert!(keeper.events().is_empty());
}

/// The process that is killed: edits and saves without end, and says each edit, each journal that is on disk and each
/// save that is done.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn edits_and_saves_without_end() {
    let (Some(folder), Ok(seed)) = (std::env::var_os(FOLDER), std::env::var(SEED)) else {
        return;
    };
    let mut seed: u64 = seed.parse().unwrap();
    let file = Path::new(&folder).join("shop.ron");
    let mut state = state(INTERVAL);
    let mut keeper = Keeper::start(Path::new(&folder).join("data"), || {});
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let mut revisions = BTreeMap::new();
    for i in 1.. {
        edit(&mut state, i);
        revisions.insert(state.revision, i);
        keeper.follow(&state);
        writeln!(out, "edit {i} {}", start.elapsed().as_micros()).unwrap();
        if random(&mut seed).is_multiple_of(9) {
            files::save(&mut state, &file, None);
            assert!(!state.file.dirty);
            writeln!(out, "safe {i} 0").unwrap();
            keeper.follow(&state);
        }
        for event in keeper.events() {
            if let Event::Kept(_, revision) = event {
                writeln!(out, "safe {} 0", revisions[&revision]).unwrap();
            }
        }
        out.flush().unwrap();
        std::thread::sleep(Duration::from_micros(random(&mut seed) % 4000));
    }
}

/// What a round of killing said and left behind.
struct Round {
    /// The last edit that was said to be on disk.
    safe: u64,
    /// The last edit older than the autosave interval and a second for a busy machine.
    old: u64,
    /// The last edit.
    last: u64,
    /// The edit that is found again.
    recovered: u64,
    /// Whether it was found in a journal.
    in_journal: bool,
}

fn kill(seed: u64) -> Round {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["app::keeper::tests::edits_and_saves_without_end", "--exact"])
        .args(["--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Killed a random time after its first edit.
    let first = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("edit")));
    assert!(first.is_some(), "the process edits");
    let mut dice = seed;
    std::thread::sleep(Duration::from_micros(random(&mut dice) % 90_000));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut round = Round {
        safe: 0,
        old: 0,
        last: 1,
        recovered: 0,
        in_journal: false,
    };
    let mut edits: Vec<(u64, u64)> = Vec::new();
    for line in lines.map_while(Result::ok) {
        let words: Vec<&str> = line.split(' ').collect();
        // The last line may be torn.
        let [word, number, at] = words[..] else {
            continue;
        };
        let (Ok(number), Ok(at)) = (number.parse::<u64>(), at.parse::<u64>()) else {
            continue;
        };
        match word {
            "edit" => edits.push((number, at)),
            "safe" => round.safe = round.safe.max(number),
            _ => {}
        }
    }
    if let Some((last, end)) = edits.last().copied() {
        round.last = last;
        let limit = end.saturating_sub(1_000_000 + (INTERVAL * 1e6) as u64);
        let old = edits.iter().rev().find(|(_, at)| *at < limit);
        round.old = old.map_or(0, |(number, _)| *number);
    }

    let file = folder.path().join("shop.ron");
    if file.exists() {
        let (design, warnings) = files::read(&file).expect("the file is whole");
        assert!(warnings.is_empty());
        round.recovered = number(&design);
    }
    let data = folder.path().join("data");
    for found in scan(&data, std::slice::from_ref(&file), &BTreeSet::new()) {
        let kept = number(&found.design);
        round.in_journal |= kept > round.recovered;
        round.recovered = round.recovered.max(kept);
    }
    round
}

#[test]
fn killed_at_any_moment_it_loses_nothing_that_is_older_than_the_interval() {
    let rounds: Vec<Round> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4_u64)
            .map(|thread| {
                scope.spawn(move || (0..50).map(|i| kill(thread * 50 + i)).collect::<Vec<_>>())
            })
            .collect();
        let mut rounds = Vec::new();
        for thread in threads {
            rounds.extend(thread.join().unwrap());
        }
        rounds
    });
    assert_eq!(rounds.len(), 200);
    for (i, round) in rounds.iter().enumerate() {
        let told = format!("round {i}: {} of {}", round.recovered, round.last);
        assert!(
            round.recovered >= round.safe,
            "{told}, {} was on disk",
            round.safe
        );
        assert!(
            round.recovered >= round.old,
            "{told}, {} was old",
            round.old
        );
        assert!(round.recovered <= round.last + 1, "{told}");
    }
    // Both ways of coming back were tried.
    let journals = rounds.iter().filter(|round| round.in_journal).count();
    assert!((10..200).contains(&journals), "{journals} of 200");
}
