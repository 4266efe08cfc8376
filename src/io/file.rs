//! Files on disk: reading with a limit, saving so that a crash or a full disk never costs the file that was there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files larger than this are refused: a design of 100,000 components takes about 30 MB.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// Why a file cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written; what was there before is unharmed.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is larger than [`MAX_BYTES`].
    #[error("`{}` is too large: it has more than {} MB", path.display(), MAX_BYTES / 1_048_576)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The path is a folder.
    #[error("`{}` is a folder, expected a file", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
}

impl FileError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            FileError::Read { path, .. }
            | FileError::Write { path, .. }
            | FileError::TooLarge { path }
            | FileError::Folder { path } => path,
        }
    }
}

/// The bytes of a file.
///
/// # Errors
/// [`FileError`] if it cannot be read, is a folder or too large.
pub fn load(path: &Path) -> Result<Vec<u8>, FileError> {
    let failed = |source| FileError::Read {
        path: path.into(),
        source,
    };
    if path.is_dir() {
        return Err(FileError::Folder { path: path.into() });
    }
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::TooLarge { path: path.into() });
    }
    Ok(bytes)
}

/// What tells a file from the one that stood there before: size, time and (on Unix) place on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Stamp {
    /// When the file was changed last, seconds since 1970.
    pub fn seconds(&self) -> Option<u64> {
        let since = self.modified?.duration_since(SystemTime::UNIX_EPOCH);
        since.ok().map(|since| since.as_secs())
    }
}

/// The stamp of a file; none if there is none.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    Some(Stamp {
        bytes: meta.len(),
        modified: meta.modified().ok(),
        inode,
    })
}

/// Whether a file is there and must not be written.
pub fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly())
}

/// Writes a file: into a temporary file in the same folder, flushed to disk, then renamed over the old one, which keeps
/// its permissions. On an error the old file is unharmed and the temporary one is removed. A symbolic link stays one.
///
/// # Errors
/// [`FileError`] if it cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if path.is_dir() {
        return Err(FileError::Folder { path: path.into() });
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    write_beside(&target, bytes).map_err(|source| FileError::Write {
        path: path.into(),
        source,
    })
}

fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(target).ok().map(|meta| meta.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    replace(target, |file| {
        file.write_all(bytes)?;
        match permissions {
            Some(permissions) => file.set_permissions(permissions),
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// Puts what `write` writes in the place of `target`: written beside it and flushed to disk, renamed, and the folder
/// flushed, so that after a crash either the old or the new file is there, whole. The answer is the open file.
///
/// # Errors
/// What the system says; the old file is unharmed then.
pub fn replace(target: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<File> {
    let (temporary, mut file) = create_beside(target)?;
    let written = (|| {
        write(&mut file)?;
        file.sync_all()?;
        fs::rename(&temporary, target)
    })();
    match written {
        Ok(()) => {
            flush_folder(target);
            Ok(file)
        }
        Err(error) => {
            let _ = fs::remove_file(&temporary);
            Err(error)
        }
    }
}

/// Makes the new name last. Where folders cannot be flushed the system does it in its own time.
fn flush_folder(target: &Path) {
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

/// A new file in the folder of `target` with a name that nothing has yet.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_string_lossy();
    let process = std::process::id();
    for attempt in 0..100 {
        let temporary = target.with_file_name(format!(".{name}.{process}-{attempt}.tmp"));
        match File::create_new(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_is_read_back_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        save(&path, b"one").unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(load(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn errors_name_the_path_and_spare_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(load(folder.path()), Err(FileError::Folder { .. })));
        assert!(matches!(
            save(folder.path(), b""),
            Err(FileError::Folder { .. })
        ));
        let missing = folder.path().join("no/such/file.ron");
        let error = save(&missing, b"x").unwrap_err();
        assert!(error.to_string().contains("no/such/file.ron"));
        let path = folder.path().join("locked.ron");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(save(&path, b"new").is_err());
        assert_eq!(load(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.ron"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        save(&link, b"new").unwrap();
        assert_eq!(load(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let mode = fs::metadata(&real).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
