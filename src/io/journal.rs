//! The journal of a design with unsaved changes: what brings them back after a crash.
//!
//! A journal is a line that names the format, then records. A record is a line `crc kind length prefix suffix seconds`
//! and its payload:
//!
//! - `a` (about): the file that the design belongs to, empty for one that was never saved;
//! - `s` (snapshot): the whole text of the design;
//! - `d` (difference): what stands between the first `prefix` and the last `suffix` bytes of the text before.
//!
//! Each checksum covers its record and the checksum before, so a torn or foreign tail never passes: [`read`] takes what
//! is whole and says that the rest was torn. Each record is flushed to disk before [`Journal::append`] returns. The
//! journal is locked while its process lives; a lock that can be taken means that it was left behind.

use super::file::{self, FileError, MAX_BYTES};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// First line of a journal.
const MAGIC: &[u8] = b"skydraft-journal 1\n";
/// A journal is begun anew when its differences outweigh its snapshot by this much, bytes.
const SLACK: u64 = 256 * 1024;

/// Why a journal says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The file is something else.
    #[error("not a journal of this version")]
    Foreign,
    /// The first snapshot is not whole.
    #[error("the journal holds no whole snapshot")]
    Empty,
}

/// What a journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file that the design belongs to; none for a design that was never saved.
    pub file: Option<PathBuf>,
    /// The design as it was written last.
    pub text: String,
    /// When it was written, seconds since 1970.
    pub at: u64,
    /// Whether something after it was torn by the crash.
    pub torn: bool,
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    about: Option<PathBuf>,
    disk: File,
    last: Vec<u8>,
    chain: u32,
    size: u64,
    snapshot: u64,
    broken: bool,
}

/// Where the journal of a file stands: beside it, hidden.
pub fn path_beside(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_string_lossy();
    Some(file.with_file_name(format!(".{name}.journal")))
}

impl Journal {
    /// Begins a journal at `path` with the text of a design of `about`. A journal that stands there is replaced at once
    /// or, on an error, unharmed.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be written.
    pub fn begin(
        path: &Path,
        about: Option<&Path>,
        text: &str,
        seconds: u64,
    ) -> Result<Journal, FileError> {
        let failed = |source| FileError::Write {
            path: path.into(),
            source,
        };
        let mut bytes = MAGIC.to_vec();
        let name = about.map(|file| file.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let chain = record(&mut bytes, 0, b'a', (0, 0), seconds, name.as_bytes());
        let chain = record(&mut bytes, chain, b's', (0, 0), seconds, text.as_bytes());
        let disk = file::replace(path, |disk| {
            disk.write_all(&bytes)?;
            // A file system without locks is no reason to keep no journal.
            let _ = disk.try_lock();
            Ok(())
        })
        .map_err(failed)?;
        Ok(Journal {
            path: path.into(),
            about: about.map(Path::to_path_buf),
            disk,
            last: text.as_bytes().to_vec(),
            chain,
            size: bytes.len() as u64,
            snapshot: bytes.len() as u64,
            broken: false,
        })
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that the design belongs to.
    pub fn about(&self) -> Option<&Path> {
        self.about.as_deref()
    }

    /// Adds the design as it is now; it is on disk when this returns.
    ///
    /// # Errors
    /// [`FileError`] if it cannot be written; the next call writes a whole snapshot again.
    pub fn append(&mut self, text: &str, seconds: u64) -> Result<(), FileError> {
        let text = text.as_bytes();
        if text == self.last && !self.broken {
            return Ok(());
        }
        let (prefix, suffix) = shared(&self.last, text);
        let middle = &text[prefix..text.len() - suffix];
        let grown = self.size + middle.len() as u64;
        if self.broken || grown > 2 * self.snapshot + SLACK {
            let text = String::from_utf8_lossy(text).into_owned();
            *self = Journal::begin(&self.path, self.about.as_deref(), &text, seconds)?;
            return Ok(());
        }
        let mut bytes = Vec::new();
        let chain = record(
            &mut bytes,
            self.chain,
            b'd',
            (prefix, suffix),
            seconds,
            middle,
        );
        self.disk
            .write_all(&bytes)
            .and_then(|()| self.disk.sync_data())
            .map_err(|source| {
                self.broken = true;
                FileError::Write {
                    path: self.path.clone(),
                    source,
                }
            })?;
        self.chain = chain;
        self.size += bytes.len() as u64;
        self.last = text.to_vec();
        Ok(())
    }

    /// Removes it: the design is saved, or the changes are given up.
    pub fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// The bytes that two texts share at their start and at their end, without overlap, at borders of characters.
fn shared(old: &[u8], new: &[u8]) -> (usize, usize) {
    let same =
        |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(a, b)| a == b).count();
    let prefix = same(&mut old.iter().zip(new));
    let room = old.len().min(new.len()) - prefix;
    let suffix = same(&mut old.iter().rev().zip(new.iter().rev()).take(room));
    (prefix, suffix)
}

/// Adds a record to `out`; the answer is its checksum.
fn record(
    out: &mut Vec<u8>,
    chain: u32,
    kind: u8,
    (prefix, suffix): (usize, usize),
    seconds: u64,
    payload: &[u8],
) -> u32 {
    let kind = char::from(kind);
    let head = format!("{kind} {} {prefix} {suffix} {seconds}", payload.len());
    let sum = checksum(chain, head.as_bytes(), payload);
    out.extend_from_slice(format!("{sum:08x} {head}\n").as_bytes());
    out.extend_from_slice(payload);
    out.push(b'\n');
    sum
}

fn checksum(chain: u32, head: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&chain.to_le_bytes());
    hasher.update(head);
    hasher.update(payload);
    hasher.finalize()
}

/// What a journal holds, as far as it is whole.
///
/// # Errors
/// [`JournalError`] if the bytes are no journal or not even its first snapshot is whole.
pub fn read(bytes: &[u8]) -> Result<Kept, JournalError> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(JournalError::Foreign)?;
    let mut kept: Option<(Vec<u8>, u64)> = None;
    let mut file = None;
    let mut chain = 0;
    let mut torn = false;
    while !rest.is_empty() {
        let Some((head, payload, after)) = next(rest, chain) else {
            torn = true;
            break;
        };
        match head.kind {
            b'a' if !payload.is_empty() => {
                file = Some(PathBuf::from(String::from_utf8_lossy(payload).into_owned()));
            }
            b's' => kept = Some((payload.to_vec(), head.seconds)),
            b'd' => {
                let text = kept
                    .as_ref()
                    .and_then(|(old, _)| patched(old, &head, payload));
                let Some(text) = text else {
                    torn = true;
                    break;
                };
                kept = Some((text, head.seconds));
            }
            _ => {}
        }
        chain = head.sum;
        rest = after;
    }
    let (text, at) = kept.ok_or(JournalError::Empty)?;
    let text = String::from_utf8(text).map_err(|_| JournalError::Empty)?;
    Ok(Kept {
        file,
        text,
        at,
        torn,
    })
}

struct Head {
    sum: u32,
    kind: u8,
    prefix: usize,
    suffix: usize,
    seconds: u64,
}

/// The first record of `bytes`, its payload and what follows; none if it is torn.
fn next(bytes: &[u8], chain: u32) -> Option<(Head, &[u8], &[u8])> {
    // Longer than any head: a torn file is not searched to its end.
    let line = bytes.iter().take(160).position(|b| *b == b'\n')?;
    let text = std::str::from_utf8(&bytes[..line]).ok()?;
    let (sum, head) = text.split_once(' ')?;
    let sum = u32::from_str_radix(sum, 16).ok()?;
    let words: Vec<&str> = head.split(' ').collect();
    let [kind, length, prefix, suffix, seconds] = words[..] else {
        return None;
    };
    let length: usize = length.parse().ok()?;
    let start = line + 1;
    let end = start.checked_add(length)?;
    let payload = bytes.get(start..end)?;
    if bytes.get(end) != Some(&b'\n') || checksum(chain, head.as_bytes(), payload) != sum {
        return None;
    }
    let head = Head {
        sum,
        kind: *kind.as_bytes().first()?,
        prefix: prefix.parse().ok()?,
        suffix: suffix.parse().ok()?,
        seconds: seconds.parse().ok()?,
    };
    Some((head, payload, &bytes[end + 1..]))
}

fn patched(old: &[u8], head: &Head, middle: &[u8]) -> Option<Vec<u8>> {
    let start = old.get(..head.prefix)?;
    let end = old.get(old.len().checked_sub(head.suffix)?..)?;
    if head.prefix + head.suffix > old.len() {
        return None;
    }
    let size = start.len() + middle.len() + end.len();
    (size as u64 <= MAX_BYTES).then(|| [start, middle, end].concat())
}

/// A journal that was left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// Where it stands.
    pub journal: PathBuf,
    /// What it holds.
    pub kept: Kept,
}

/// Reads the journal at `path` if it was left behind; none if there is none, it says nothing, or the program that
/// writes it is still running.
pub fn left_behind(path: &Path) -> Option<LeftBehind> {
    let disk = OpenOptions::new().read(true).open(path).ok()?;
    if matches!(disk.try_lock(), Err(fs::TryLockError::WouldBlock)) {
        return None;
    }
    let bytes = file::load(path).ok()?;
    let kept = read(&bytes).ok()?;
    Some(LeftBehind {
        journal: path.into(),
        kept,
    })
}

/// The journals of a folder that were left behind, in the order of their names.
pub fn left_in(folder: &Path) -> io::Result<Vec<LeftBehind>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "journal") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths.iter().filter_map(|path| left_behind(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn journal(texts: &[&str]) -> (tempfile::TempDir, PathBuf, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".a.ron.journal");
        let about = Path::new("/designs/a.ron");
        let mut journal = Journal::begin(&path, Some(about), texts[0], 1).unwrap();
        for (i, text) in texts.iter().enumerate().skip(1) {
            journal.append(text, i as u64 + 1).unwrap();
        }
        (folder, path, journal)
    }

    #[test]
    fn what_was_added_last_is_read_back() {
        let texts = ["(name: \"a\")", "(name: \"ab\")", "(name: \"가나\")", ""];
        for count in 1..=texts.len() {
            let (_folder, path, _journal) = journal(&texts[..count]);
            let kept = read(&fs::read(&path).unwrap()).unwrap();
            assert_eq!(kept.text, texts[count - 1]);
            assert_eq!(kept.at, count as u64);
            assert_eq!(kept.file.as_deref(), Some(Path::new("/designs/a.ron")));
            assert!(!kept.torn);
        }
    }

    #[test]
    fn a_tail_that_is_torn_anywhere_costs_the_last_record_only() {
        let texts = ["(one: 1)", "(one: 1, two: 2)", "(one: 1, two: 22)"];
        let (_folder, path, _journal) = journal(&texts);
        let whole = fs::read(&path).unwrap();
        let (_folder, path, _journal) = journal(&texts[..2]);
        let two = fs::read(&path).unwrap().len();
        assert!(whole.len() > two);
        for end in two + 1..whole.len() {
            let kept = read(&whole[..end]).unwrap();
            assert_eq!((kept.text.as_str(), kept.torn), (texts[1], true), "{end}");
        }
        for flipped in two..whole.len() {
            let mut bytes = whole.clone();
            bytes[flipped] ^= 1;
            assert_eq!(read(&bytes).unwrap().text, texts[1], "{flipped}");
        }
    }

    #[test]
    fn a_tail_of_an_older_journal_is_not_taken() {
        let (_folder, path, _journal) = journal(&["(a: 1)", "(a: 2)"]);
        let (_other, stale, _stale) = journal(&["(b: 1)", "(b: 2)"]);
        let stale = fs::read(stale).unwrap();
        let (_base, base, _b) = journal(&["(b: 1)"]);
        let tail = &stale[fs::read(base).unwrap().len()..];
        let mut bytes = fs::read(path).unwrap();
        bytes.extend_from_slice(tail);
        let kept = read(&bytes).unwrap();
        assert_eq!((kept.text.as_str(), kept.torn), ("(a: 2)", true));
    }

    #[test]
    fn a_journal_does_not_grow_without_end() {
        let big = "x".repeat(300_000);
        let (_folder, path, mut journal) = journal(&[&big]);
        for i in 0..40_usize {
            let text = format!("{i}{}{i}", "y".repeat(200_000 + i));
            journal.append(&text, 9).unwrap();
            assert_eq!(read(&fs::read(&path).unwrap()).unwrap().text, text);
        }
        assert!(fs::metadata(&path).unwrap().len() < 1_200_000);
    }

    #[test]
    fn a_journal_in_use_is_not_left_behind() {
        let (folder, path, journal) = journal(&["(a: 1)"]);
        assert_eq!(left_behind(&path), None);
        drop(journal);
        assert_eq!(left_behind(&path).unwrap().kept.text, "(a: 1)");
        fs::write(folder.path().join("other.journal"), "not one").unwrap();
        assert_eq!(left_in(folder.path()).unwrap().len(), 1);
    }

    #[test]
    fn the_journal_stands_beside_its_file() {
        assert_eq!(
            path_beside(Path::new("/d/shop.ron")),
            Some(PathBuf::from("/d/.shop.ron.journal"))
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
            let _ = read(&[MAGIC, bytes.as_slice()].concat());
        }

        #[test]
        fn any_run_of_texts_is_kept(texts in proptest::collection::vec("[a-c가나]{0,12}", 1..8)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let (_folder, path, _journal) = journal(&texts);
            let kept = read(&fs::read(&path).unwrap()).unwrap();
            prop_assert_eq!(kept.text.as_str(), texts[texts.len() - 1]);
        }
    }
}
