//! The images that go with a handout.

use std::fs;
use std::path::{Path, PathBuf};

use console::Failure;
use deck::handout::Medium;
use session::files::{FileError, Files};

use super::paths::whole;

/// The largest image, in bytes.
const MAX_IMAGE: u64 = 64 * 1024 * 1024;

/// An image to be written.
#[derive(Debug)]
pub(in super::super) struct Picture {
    to: PathBuf,
    bytes: Vec<u8>,
}

/// Reads the images from the deck's folder and looks where in another they are to go. One that stands there already is left alone.
///
/// # Errors
/// When one cannot be read or is not in the deck's folder, and when something else stands in its
/// place, unless that may be replaced.
pub(in super::super) fn read(
    files: &dyn Files,
    media: &[Medium],
    from: &Path,
    folder: &Path,
    force: bool,
) -> Result<Vec<Picture>, Failure> {
    let mut pictures = Vec::with_capacity(media.len());
    for medium in media {
        let bytes = read_one(files, from, &medium.from)?;
        let to = folder.join(&medium.to);
        if fs::symlink_metadata(&to).is_ok() {
            let old = files.read(&to, MAX_IMAGE);
            if old.is_ok_and(|old| old == bytes) {
                continue;
            }
            if !force {
                let message = format!("{} is another image; nothing was written", to.display());
                return Err(
                    Failure::failed(message).hint("choose another folder, or --force replaces it")
                );
            }
        }
        pictures.push(Picture { to, bytes });
    }
    Ok(pictures)
}

fn read_one(files: &dyn Files, folder: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let path = folder.join(name);
    let bytes = files.read(&path, MAX_IMAGE).map_err(|error| {
        Failure::failed(error.to_string()).hint("the deck shows this image; nothing was written")
    })?;
    // A link must not lead out of the folder: a deck may come from somebody else.
    let is_inside = match (fs::canonicalize(&path), whole(folder)) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => false,
    };
    if is_inside {
        return Ok(bytes);
    }
    let message = format!("{} leads out of the deck's folder; nothing was written", path.display());
    Err(Failure::failed(message))
}

/// Writes the images.
///
/// # Errors
/// When one cannot be written.
pub(in super::super) fn write(files: &dyn Files, pictures: &[Picture]) -> Result<(), FileError> {
    for picture in pictures {
        if let Some(folder) = picture.to.parent() {
            files.create_folder(folder)?;
        }
        files.replace(&picture.to, &picture.bytes)?;
    }
    Ok(())
}
