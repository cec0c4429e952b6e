//! The files of this machine.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Doing, FileError, Files, OpenFile, Source, folder_of, too_large};

/// The files of this machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SystemFiles;

/// The length of a file with an end: to open a pipe that nobody writes would wait for ever.
fn regular(path: &Path) -> io::Result<u64> {
    let metadata = fs::metadata(path)?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
}

impl Files for SystemFiles {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        regular(path)
            .and_then(|len| read_all(&mut File::open(path)?, len, limit))
            .map_err(error(path, Doing::Read))
    }

    fn source(&self, path: &Path, limit: u64) -> Result<Box<dyn Source>, FileError> {
        let opened = regular(path).and_then(|length| {
            if length > limit { Err(too_large(limit)) } else { Ok((File::open(path)?, length)) }
        });
        let (file, length) = opened.map_err(error(path, Doing::Read))?;
        Ok(Box::new(SystemSource { path: path.to_owned(), file, length, next: 0 }))
    }

    fn list(&self, folder: &Path) -> Result<Vec<OsString>, FileError> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect())
            .map_err(error(folder, Doing::List))?;
        names.sort();
        Ok(names)
    }

    fn create_folder(&self, folder: &Path) -> Result<(), FileError> {
        create_folders(folder).map_err(error(folder, Doing::CreateFolder))
    }

    fn create(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        let file = OpenOptions::new().read(true).append(true).create_new(true).open(path);
        let file = file.map_err(error(path, Doing::Create))?;
        if let Err(source) = sync_folder(folder_of(path)) {
            // A name that may vanish is no place to write to.
            let _ = fs::remove_file(path);
            return Err(error(path, Doing::Create)(source));
        }
        Ok(Box::new(SystemFile { path: path.to_owned(), file }))
    }

    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        let file = OpenOptions::new().read(true).append(true).open(path);
        let file = file.map_err(error(path, Doing::Open))?;
        Ok(Box::new(SystemFile { path: path.to_owned(), file }))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        replace(path, bytes).map_err(error(path, Doing::Write))
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        fs::remove_file(path).map_err(error(path, Doing::Remove))
    }
}

/// A file of this machine, opened so that each write goes to its end.
#[derive(Debug)]
struct SystemFile {
    path: PathBuf,
    file: File,
}

impl OpenFile for SystemFile {
    fn try_lock(&mut self) -> Result<bool, FileError> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(source)) => Err(error(&self.path, Doing::Lock)(source)),
        }
    }

    fn read(&mut self, limit: u64) -> Result<Vec<u8>, FileError> {
        self.file
            .rewind()
            .and_then(|()| self.file.metadata())
            .and_then(|metadata| read_all(&mut self.file, metadata.len(), limit))
            .map_err(error(&self.path, Doing::Read))
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.sync_data())
            .map_err(error(&self.path, Doing::Write))
    }

    fn truncate(&mut self, len: u64) -> Result<(), FileError> {
        self.file
            .set_len(len)
            .and_then(|()| self.file.sync_all())
            .map_err(error(&self.path, Doing::Truncate))
    }
}

/// A file of this machine that is read in pieces.
#[derive(Debug)]
struct SystemSource {
    path: PathBuf,
    file: File,
    length: u64,
    /// Where the file stands.
    next: u64,
}

impl Source for SystemSource {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(
        &mut self,
        offset: u64,
        most: usize,
        into: &mut Vec<u8>,
    ) -> Result<usize, FileError> {
        let read = read_piece(self, offset, most, into);
        let read = read.map_err(error(&self.path, Doing::Read))?;
        self.next = offset + read as u64;
        Ok(read)
    }
}

/// Reads on, or elsewhere, into what room there is; nothing of it is cleared first.
fn read_piece(
    from: &mut SystemSource,
    offset: u64,
    most: usize,
    into: &mut Vec<u8>,
) -> io::Result<usize> {
    if from.next != offset {
        from.next = from.file.seek(io::SeekFrom::Start(offset))?;
    }
    into.try_reserve(most)?;
    (&mut from.file).take(most as u64).read_to_end(into)
}

/// Makes an error of what the system said.
fn error(path: &Path, doing: Doing) -> impl FnOnce(io::Error) -> FileError {
    move |source| FileError { path: path.to_owned(), doing, source }
}

/// Reads a file of about this length: with room for it, two calls are enough.
fn read_all(file: &mut File, len: u64, limit: u64) -> io::Result<Vec<u8>> {
    let room = len.min(limit).saturating_add(1);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(room).unwrap_or(usize::MAX))?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// Makes what is missing of a path, each folder safely on the disk before the next.
fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        create_folders(parent)?;
    }
    match fs::create_dir(folder) {
        // Another program was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_folder(folder_of(folder)),
    }
}

/// Makes the names in a folder safe on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems keep names safe by themselves and know no such call.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Elsewhere a folder cannot be opened as a file, and its names are kept safe by the system.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file beside and renames it.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    if fs::metadata(&target).is_ok_and(|old| old.permissions().readonly()) {
        // The folder may well let a file be replaced that was meant to stay.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let folder = folder_of(&target);
    let (beside, mut file) = create_beside(folder)?;
    let written = fill(&mut file, bytes, &target).and_then(|()| fs::rename(&beside, &target));
    if let Err(error) = written {
        // The first error says more than a second one would.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    sync_folder(folder)
}

/// Makes a file under a name that nothing has, hidden from listings.
fn create_beside(folder: &Path) -> io::Result<(PathBuf, File)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!(".quizdeck-{}-{count}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            // Left behind by a program that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) => return Ok((beside, file)),
        }
    }
}

/// Gives the new file the permissions of the old one, then fills it, safely on the disk.
fn fill(file: &mut File, bytes: &[u8], old: &Path) -> io::Result<()> {
    if let Ok(old) = fs::metadata(old) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
