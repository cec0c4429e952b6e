//! The folder of the students' pages. Nothing in it is replaced that an earlier run did not write.

use std::io::ErrorKind;
use std::path::Path;

use console::{Failure, words};
use gradebook::page::is_student_page;
use session::files::Files;

/// A folder that is new, empty, or holds pages of students alone.
pub(super) struct Folder<'a> {
    files: &'a dyn Files,
    path: &'a Path,
    /// The pages that an earlier run wrote.
    earlier: Vec<String>,
}

impl<'a> Folder<'a> {
    /// Looks at what is there.
    ///
    /// # Errors
    /// When there is something else than pages of ours, or it cannot be looked at.
    pub(super) fn open(files: &'a dyn Files, path: &'a Path) -> Result<Self, Failure> {
        let names = match files.list(path) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Failure::failed(error.to_string())),
        };
        let mut earlier = Vec::with_capacity(names.len());
        for name in names {
            match name.to_str().filter(|name| is_ours(files, &path.join(name))) {
                Some(name) => earlier.push(name.to_owned()),
                None => return Err(strange(&path.join(name))),
            }
        }
        Ok(Self { files, path, earlier })
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        self.path
    }

    /// Makes the folder, if it is not there.
    pub(super) fn create(&self) -> Result<(), Failure> {
        self.files.create_folder(self.path).map_err(|error| Failure::failed(error.to_string()))
    }

    /// Writes a page.
    pub(super) fn write(&self, name: &str, page: &str) -> Result<(), Failure> {
        super::write(self.files, &self.path.join(name), page)
    }

    /// What is to be said of pages that were there and were not written now.
    pub(super) fn left(&self, written: &[String]) -> Option<String> {
        let left: Vec<&String> =
            self.earlier.iter().filter(|name| !written.contains(name)).collect();
        let first = left.first()?;
        let pages = words::count(left.len(), "page");
        Some(format!("{pages} of an earlier run stayed as before, such as {first}"))
    }
}

/// Whether a file, and no link to one, is a student's page.
fn is_ours(files: &dyn Files, path: &Path) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    is_file && files.read(path, super::MAX_PAGE).is_ok_and(|bytes| is_student_page(&bytes))
}

fn strange(path: &Path) -> Failure {
    let words = format!("{} is no page of a student; nothing was written", path.display());
    Failure::failed(words).hint("name a new or an empty folder")
}

#[cfg(test)]
mod tests {
    use session::files::SystemFiles;

    use super::*;

    #[test]
    fn only_pages_of_ours_are_replaced() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("pages");
        let folder = Folder::open(&SystemFiles, &path).unwrap();
        folder.create().unwrap();
        folder
            .write("s1.html", "<!DOCTYPE html>\n<!-- Quizdeck: the page of a student -->\n")
            .unwrap();
        let again = Folder::open(&SystemFiles, &path).unwrap();
        assert_eq!(again.left(&["s1.html".to_owned()]), None);
        assert!(again.left(&[]).unwrap().starts_with("1 page of an earlier run"));
        std::fs::write(path.join("s2.html"), "mine").unwrap();
        let refused = Folder::open(&SystemFiles, &path).err().unwrap();
        assert!(refused.message.unwrap().contains("s2.html is no page"));
        assert_eq!(std::fs::read(path.join("s2.html")).unwrap(), b"mine");
    }
}
