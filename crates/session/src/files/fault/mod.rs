//! A disk in memory that tests can stop, fill, and lose power on.
//!
//! It keeps what programs see apart from what is safe, as a system with a page cache does. Every
//! operation of [`Files`] is taken apart into the **steps** that a system call would be: writing
//! and syncing are two. [`Disk::stop_at`] ends the program before any one of them. Then
//! [`Disk::after_kill`] gives what the next program sees when only the program died, and
//! [`Disk::after_power_loss`] every disk that a power loss may leave: of each change that was not
//! synced, all, nothing or a part, whatever became of the changes before it.
//!
//! Folders are simpler than on a real disk: they are safe as soon as they are made.

mod fate;
mod state;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use fate::Fate;
use state::{Change, State};

use super::{Doing, FileError, Files, OpenFile, folder_of, too_large};

/// A disk in memory. Clones are the same disk.
#[derive(Debug, Clone, Default)]
pub struct Disk(Arc<Mutex<State>>);

impl Disk {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn of(state: State) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that failed while it held the disk has failed already.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many steps were taken.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.state().steps
    }

    /// Stops the program before the step of this number, from 0: that step and all later ones fail
    /// and do nothing.
    pub fn stop_at(&self, step: usize) {
        self.state().stop_at = Some(step);
    }

    /// Whether the program was stopped.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        let state = self.state();
        state.stop_at.is_some_and(|stop| state.steps >= stop)
    }

    /// Makes the step of this number, from 0, fail and do nothing; later ones go on.
    pub fn fail_at(&self, step: usize, kind: io::ErrorKind) {
        self.state().fail_at = Some((step, kind));
    }

    /// Bounds the bytes of all files together; a write that does not fit is cut and fails.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.state().capacity = bytes;
    }

    /// Makes every change fail, as on a medium that is mounted to be read.
    pub fn set_read_only(&self, read_only: bool) {
        self.state().read_only = read_only;
    }

    /// Puts a file there, safely, without steps.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.state().put(path.as_ref(), bytes.into());
    }

    /// What a program sees in a file.
    #[must_use]
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        let state = self.state();
        state.names.get(path.as_ref()).map(|inode| state.inodes[*inode].now.clone())
    }

    /// The disk that the next program sees when this one was killed: nothing is lost, and what was
    /// not synced still is not.
    #[must_use]
    pub fn after_kill(&self) -> Self {
        Self::of(self.state().after_kill())
    }

    /// The disks that a power loss may leave: all of them, or `limit` spread over them where there
    /// are more. The first is the one that lost nothing.
    #[must_use]
    pub fn after_power_loss(&self, limit: usize) -> Vec<Self> {
        let state = self.state();
        let fates = fate::combinations(&state.pending, limit);
        fates.iter().map(|fates| Self::of(state.after_power_loss(fates))).collect()
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let mut state = self.state();
        let read = state.step().and_then(|()| state.inode(path));
        read.and_then(|inode| state.read(inode, limit)).map_err(error(path, Doing::Read))
    }

    fn list(&self, folder: &Path) -> Result<Vec<OsString>, FileError> {
        let mut state = self.state();
        state.step().and_then(|()| state.list(folder)).map_err(error(folder, Doing::List))
    }

    fn create_folder(&self, folder: &Path) -> Result<(), FileError> {
        let mut state = self.state();
        let made = state.change().and_then(|()| state.create_folder(folder));
        made.map_err(error(folder, Doing::CreateFolder))
    }

    fn create(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        let mut state = self.state();
        let created = state.change().and_then(|()| state.create(path)).and_then(|inode| {
            state.change()?;
            state.sync_folder(folder_of(path));
            Ok(inode)
        });
        let inode = created.map_err(error(path, Doing::Create))?;
        Ok(self.handle(&mut state, path, inode))
    }

    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        let mut state = self.state();
        let inode = state.change().and_then(|()| state.inode(path));
        let inode = inode.map_err(error(path, Doing::Open))?;
        Ok(self.handle(&mut state, path, inode))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let mut state = self.state();
        replace(&mut state, path, bytes).map_err(error(path, Doing::Write))
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        let mut state = self.state();
        let removed = state.change().and_then(|()| state.inode(path));
        removed.map_err(error(path, Doing::Remove))?;
        state.rename(Change::Unlink { path: path.to_owned() });
        Ok(())
    }
}

/// Writes a file beside and renames it, step by step.
fn replace(state: &mut State, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = folder_of(path).join(format!(".quizdeck-{}.tmp", state.inodes.len()));
    state.change()?;
    let inode = state.create(&beside)?;
    let written = state
        .change()
        .and_then(|()| state.write(inode, bytes))
        .and_then(|()| state.change())
        .map(|()| state.sync(inode))
        .and_then(|()| state.change());
    if let Err(error) = written {
        if state.change().is_ok() {
            state.rename(Change::Unlink { path: beside });
        }
        return Err(error);
    }
    state.rename(Change::Rename { from: beside, to: path.to_owned(), inode });
    state.change()?;
    state.sync_folder(folder_of(path));
    Ok(())
}

impl Disk {
    fn handle(&self, state: &mut State, path: &Path, inode: usize) -> Box<dyn OpenFile> {
        state.handles += 1;
        Box::new(Handle { disk: self.clone(), path: path.to_owned(), inode, id: state.handles })
    }
}

/// An open file of a [`Disk`].
#[derive(Debug)]
struct Handle {
    disk: Disk,
    path: PathBuf,
    inode: usize,
    id: usize,
}

impl OpenFile for Handle {
    fn try_lock(&mut self) -> Result<bool, FileError> {
        let mut state = self.disk.state();
        state.step().map_err(error(&self.path, Doing::Lock))?;
        let lock = &mut state.inodes[self.inode].locked_by;
        Ok(*lock.get_or_insert(self.id) == self.id)
    }

    fn read(&mut self, limit: u64) -> Result<Vec<u8>, FileError> {
        let mut state = self.disk.state();
        let read = state.step().and_then(|()| state.read(self.inode, limit));
        read.map_err(error(&self.path, Doing::Read))
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let mut state = self.disk.state();
        let written = state.change().and_then(|()| state.write(self.inode, bytes));
        let synced = written.and_then(|()| state.change());
        synced.map_err(error(&self.path, Doing::Write))?;
        state.sync(self.inode);
        Ok(())
    }

    fn truncate(&mut self, len: u64) -> Result<(), FileError> {
        let mut state = self.disk.state();
        let cut = state.change().map(|()| state.cut(self.inode, len));
        let synced = cut.and_then(|()| state.change());
        synced.map_err(error(&self.path, Doing::Truncate))?;
        state.sync(self.inode);
        Ok(())
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut state = self.disk.state();
        let lock = &mut state.inodes[self.inode].locked_by;
        if *lock == Some(self.id) {
            *lock = None;
        }
    }
}

/// Makes an error of what the disk said.
fn error(path: &Path, doing: Doing) -> impl FnOnce(io::Error) -> FileError {
    move |source| FileError { path: path.to_owned(), doing, source }
}

#[cfg(test)]
mod tests;
