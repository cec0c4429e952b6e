//! What a disk holds: what programs see, and what is safe.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::{Fate, folder_of, too_large};

/// The state of a disk.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The steps that were taken.
    pub(super) steps: usize,
    /// The step before which the program ends.
    pub(super) stop_at: Option<usize>,
    /// The step that fails, and how.
    pub(super) fail_at: Option<(usize, io::ErrorKind)>,
    /// The most bytes.
    pub(super) capacity: Option<u64>,
    /// Whether changes fail.
    pub(super) read_only: bool,
    /// The handles that were given out.
    pub(super) handles: usize,
    /// The files, by number; a file stays when its name goes.
    pub(super) inodes: Vec<Inode>,
    /// The names as programs see them.
    pub(super) names: BTreeMap<PathBuf, usize>,
    /// The names that are safe.
    safe_names: BTreeMap<PathBuf, usize>,
    /// The folders.
    folders: BTreeSet<PathBuf>,
    /// The changes that are not safe yet, in order.
    pub(super) pending: Vec<Change>,
}

/// A file.
#[derive(Debug, Clone, Default)]
pub(super) struct Inode {
    /// What programs see.
    pub(super) now: Vec<u8>,
    /// What is safe.
    safe: Vec<u8>,
    /// The handle that holds the lock.
    pub(super) locked_by: Option<usize>,
}

/// A change that is not safe yet.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// Bytes are written.
    Write { inode: usize, at: usize, bytes: Vec<u8> },
    /// A file is cut, or grows by zeros.
    Cut { inode: usize, len: usize },
    /// A file gets a name.
    Link { path: PathBuf, inode: usize },
    /// A file changes its name, and takes it from another.
    Rename { from: PathBuf, to: PathBuf, inode: usize },
    /// A name goes.
    Unlink { path: PathBuf },
}

impl State {
    /// Takes a step, unless the program is stopped there or the step is to fail.
    pub(super) fn step(&mut self) -> io::Result<()> {
        if self.stop_at.is_some_and(|stop| self.steps >= stop) {
            return Err(io::Error::other("the program was stopped"));
        }
        self.steps += 1;
        match self.fail_at {
            Some((step, kind)) if step + 1 == self.steps => Err(kind.into()),
            _ => Ok(()),
        }
    }

    /// Takes a step that changes something.
    pub(super) fn change(&mut self) -> io::Result<()> {
        self.step()?;
        if self.read_only { Err(io::ErrorKind::ReadOnlyFilesystem.into()) } else { Ok(()) }
    }

    pub(super) fn inode(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    pub(super) fn read(&self, inode: usize, limit: u64) -> io::Result<Vec<u8>> {
        let bytes = &self.inodes[inode].now;
        if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes.clone()) }
    }

    fn is_folder(&self, folder: &Path) -> bool {
        folder == Path::new(".") || folder == Path::new("/") || self.folders.contains(folder)
    }

    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        if !self.is_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let paths = self.names.keys().chain(&self.folders);
        let inside = paths.filter(|path| folder_of(path) == folder);
        let names: BTreeSet<_> = inside.filter_map(|path| path.file_name()).collect();
        Ok(names.into_iter().map(OsString::from).collect())
    }

    pub(super) fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        let path: Vec<_> =
            folder.ancestors().filter(|folder| !folder.as_os_str().is_empty()).collect();
        if path.iter().any(|folder| self.names.contains_key(*folder)) {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        self.folders.extend(path.into_iter().map(Path::to_owned));
        Ok(())
    }

    pub(super) fn create(&mut self, path: &Path) -> io::Result<usize> {
        if !self.is_folder(folder_of(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if self.names.contains_key(path) || self.folders.contains(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let inode = self.inodes.len();
        self.inodes.push(Inode::default());
        self.rename(Change::Link { path: path.to_owned(), inode });
        Ok(inode)
    }

    /// Writes at the end what there is room for.
    pub(super) fn write(&mut self, inode: usize, bytes: &[u8]) -> io::Result<()> {
        let used: u64 = self.inodes.iter().map(|inode| inode.now.len() as u64).sum();
        let room = self.capacity.map_or(u64::MAX, |capacity| capacity.saturating_sub(used));
        let fits = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
        let at = self.inodes[inode].now.len();
        self.inodes[inode].now.extend_from_slice(&bytes[..fits]);
        self.pending.push(Change::Write { inode, at, bytes: bytes[..fits].to_vec() });
        if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    pub(super) fn cut(&mut self, inode: usize, len: u64) {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        self.inodes[inode].now.resize(len, 0);
        self.pending.push(Change::Cut { inode, len });
    }

    /// Makes a change of names.
    pub(super) fn rename(&mut self, change: Change) {
        apply_name(&mut self.names, &change);
        self.pending.push(change);
    }

    /// Makes the content of a file safe.
    pub(super) fn sync(&mut self, inode: usize) {
        self.inodes[inode].safe = self.inodes[inode].now.clone();
        self.pending.retain(|change| change.content_of() != Some(inode));
    }

    /// Makes the names in a folder safe.
    pub(super) fn sync_folder(&mut self, folder: &Path) {
        for change in &self.pending {
            if change.folder() == Some(folder) {
                apply_name(&mut self.safe_names, change);
            }
        }
        self.pending.retain(|change| change.folder() != Some(folder));
    }

    pub(super) fn put(&mut self, path: &Path, bytes: Vec<u8>) {
        let inode = self.inodes.len();
        self.inodes.push(Inode { safe: bytes.clone(), now: bytes, locked_by: None });
        self.names.insert(path.to_owned(), inode);
        self.safe_names.insert(path.to_owned(), inode);
    }

    pub(super) fn after_kill(&self) -> Self {
        let mut next = self.clone();
        (next.steps, next.stop_at, next.fail_at) = (0, None, None);
        for inode in &mut next.inodes {
            inode.locked_by = None;
        }
        next
    }

    /// The disk on which each change that was not safe had its fate.
    pub(super) fn after_power_loss(&self, fates: &[Fate]) -> Self {
        let mut next = self.after_kill();
        for (change, fate) in self.pending.iter().zip(fates) {
            match change {
                Change::Write { inode, at, bytes } => {
                    fate.write(&mut next.inodes[*inode].safe, *at, bytes);
                }
                Change::Cut { inode, len } if *fate == Fate::Kept => {
                    next.inodes[*inode].safe.resize(*len, 0);
                }
                name if *fate == Fate::Kept => apply_name(&mut next.safe_names, name),
                _ => {}
            }
        }
        next.pending.clear();
        next.names = next.safe_names.clone();
        for inode in &mut next.inodes {
            inode.now = inode.safe.clone();
        }
        next
    }
}

impl Change {
    /// The file whose content changes.
    fn content_of(&self) -> Option<usize> {
        match self {
            Self::Write { inode, .. } | Self::Cut { inode, .. } => Some(*inode),
            _ => None,
        }
    }

    /// The folder whose names change.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Link { path, .. } | Self::Unlink { path } | Self::Rename { to: path, .. } => {
                Some(folder_of(path))
            }
            _ => None,
        }
    }
}

fn apply_name(names: &mut BTreeMap<PathBuf, usize>, change: &Change) {
    match change {
        Change::Link { path, inode } => {
            names.insert(path.clone(), *inode);
        }
        Change::Rename { from, to, inode } => {
            names.remove(from);
            names.insert(to.clone(), *inode);
        }
        Change::Unlink { path } => {
            names.remove(path);
        }
        Change::Write { .. } | Change::Cut { .. } => {}
    }
}
