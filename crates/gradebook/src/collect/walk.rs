//! The files that a person means by paths.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use session::files::Files;

use super::Unread;

/// What was found under some paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The files to be read, sorted, each once.
    pub files: Vec<PathBuf>,
    /// What is passed over, sorted, with why.
    pub passed_over: Vec<(PathBuf, Unread)>,
}

/// The files that are named, whatever they are called, and the `.jsonl` files in the folders that
/// are named, at any depth. Links to files are read, those to folders are not followed, unless they
/// are named themselves. What is hidden, with a name that begins with a dot, is not looked at.
#[must_use]
pub fn walk(files: &dyn Files, paths: &[PathBuf]) -> Found {
    let mut walk = Walk { files, seen: BTreeSet::new(), found: Found::default() };
    let mut paths: Vec<&PathBuf> = paths.iter().collect();
    paths.sort();
    // What is named itself comes first: in a folder it might be passed over for its name.
    let (folders, named): (Vec<&PathBuf>, _) = paths.into_iter().partition(|path| path.is_dir());
    for path in named.into_iter().chain(folders) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk.folder(path),
            Ok(metadata) if metadata.is_file() => walk.file(path, real(path)),
            Ok(_) => walk.pass_over(path, real(path), Unread::Special),
            Err(error) => {
                walk.pass_over(path, real(path), Unread::File(console::reason(&error)));
            }
        }
    }
    walk.found.files.sort();
    walk.found.passed_over.sort_by(|(a, _), (b, _)| a.cmp(b));
    walk.found
}

struct Walk<'f> {
    files: &'f dyn Files,
    /// What was seen, by its real path.
    seen: BTreeSet<PathBuf>,
    found: Found,
}

impl Walk<'_> {
    fn pass_over(&mut self, path: &Path, real: PathBuf, why: Unread) {
        // The folder behind a link is still to be seen under its own name.
        if matches!(why, Unread::FolderLink) || self.seen.insert(real) {
            self.found.passed_over.push((path.to_owned(), why));
        }
    }

    /// Takes a file, if it is seen for the first time, under whichever name.
    fn file(&mut self, path: &Path, real: PathBuf) {
        if self.seen.insert(real) {
            self.found.files.push(path.to_owned());
        }
    }

    /// Goes through a folder and those in it. They are kept in a list, since a hostile folder may be
    /// deeper than a stack.
    fn folder(&mut self, folder: &Path) {
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            let real = real(&folder);
            if !self.seen.insert(real.clone()) {
                continue;
            }
            match self.files.list(&folder) {
                Ok(names) => {
                    let shown = names.iter().filter(|name| !is_hidden(name));
                    open.extend(shown.filter_map(|name| self.entry(&folder, &real, name)));
                }
                Err(error) => {
                    let why = Unread::File(console::reason(&error.source));
                    self.found.passed_over.push((folder, why));
                }
            }
        }
    }

    /// Takes one thing in a folder, of which the real path is known; gives it back where it is a
    /// folder itself.
    fn entry(&mut self, folder: &Path, real_folder: &Path, name: &OsStr) -> Option<PathBuf> {
        let path = folder.join(name);
        let Ok(own) = fs::symlink_metadata(&path) else {
            self.pass_over(&path, real_folder.join(name), Unread::Vanished);
            return None;
        };
        if own.is_dir() {
            return Some(path);
        }
        // What is no link has no other real path; to ask for it would take longer than reading it.
        let is_link = own.is_symlink();
        let target = if is_link { fs::metadata(&path) } else { Ok(own) };
        let real = if is_link { real(&path) } else { real_folder.join(name) };
        let is_record = path.extension() == Some(OsStr::new("jsonl"));
        match target {
            Ok(target) if target.is_dir() => self.pass_over(&path, real, Unread::FolderLink),
            Ok(target) if !target.is_file() => self.pass_over(&path, real, Unread::Special),
            Ok(_) if is_record => self.file(&path, real),
            Ok(_) => self.pass_over(&path, real, Unread::OtherFile),
            Err(error) => self.pass_over(&path, real, Unread::File(console::reason(&error))),
        }
        None
    }
}

/// The real path of something, under whichever name it was found.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
