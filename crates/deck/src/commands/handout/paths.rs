//! Where a handout and its map are written, and what may stand there already.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use console::Failure;
use deck::handout::HandoutMap;
use deck_format::limits::MAX_BYTES;
use session::files::Files;

use super::HandoutArgs;

/// The files of a handout.
#[derive(Debug)]
pub(super) struct Paths<'a> {
    deck: &'a Path,
    output: &'a Path,
    map: PathBuf,
    force: bool,
}

impl<'a> Paths<'a> {
    /// The paths that are meant.
    ///
    /// # Errors
    /// When two of them are one file, and when students would get the map.
    pub(super) fn new(args: &'a HandoutArgs) -> Result<Self, Failure> {
        let map = args.map.clone().unwrap_or_else(|| args.deck.with_extension("map.json"));
        let paths = Self { deck: &args.deck, output: &args.output, map, force: args.force };
        if is_same(paths.output, paths.deck) || is_same(&paths.map, paths.deck) {
            let message = "the handout would replace the deck; nothing was written";
            return Err(Failure::failed(message).hint("give -o or --map another file"));
        }
        if is_same(paths.output, &paths.map) {
            let message = format!("{} would be both handout and map", paths.output.display());
            return Err(Failure::failed(message).hint("give -o or --map another file"));
        }
        if args.map.is_some() && paths.is_map_among_handouts() {
            let message = format!(
                "{} would lie in the folder of the handout, where students may get it",
                paths.map.display()
            );
            return Err(Failure::failed(message).hint("keep the map with the deck"));
        }
        Ok(paths)
    }

    /// The deck's folder.
    pub(super) fn deck_folder(&self) -> &Path {
        folder_of(self.deck)
    }

    /// The handout.
    pub(super) fn output(&self) -> &Path {
        self.output
    }

    /// The handout's folder.
    pub(super) fn folder(&self) -> &Path {
        folder_of(self.output)
    }

    /// The map.
    pub(super) fn map(&self) -> &Path {
        &self.map
    }

    /// Whether the map is in the handout's folder or below, and that is not the deck's own.
    fn is_map_among_handouts(&self) -> bool {
        let place = |path| whole(folder_of(path)).ok();
        match (place(self.output), place(&self.map), place(self.deck)) {
            (Some(output), Some(map), Some(deck)) => output != deck && map.starts_with(output),
            _ => false,
        }
    }

    /// Makes sure that nothing else is replaced: without `--force` nothing, with it a handout and a
    /// map. A map that says the same stays.
    ///
    /// # Errors
    /// When something else stands there, and when it cannot be read.
    pub(super) fn check(&self, files: &dyn Files, map: &str) -> Result<(), Failure> {
        for path in [self.output, &self.map] {
            if !whole(folder_of(path)).is_ok_and(|folder| folder.is_dir()) {
                let folder = folder_of(path).display();
                let message = format!("the folder {folder} does not exist; nothing was written");
                return Err(Failure::failed(message));
            }
        }
        if let Some(old) = self.old(files, self.output)? {
            let is_handout = deck_format::parse_bytes(&old).is_ok_and(|deck| deck.face.handout);
            self.may_replace(self.output, "handout", is_handout)?;
        }
        if let Some(old) = self.old(files, &self.map)?
            && old != map.as_bytes()
        {
            let old = str::from_utf8(&old).unwrap_or_default();
            self.may_replace(&self.map, "map of a handout", HandoutMap::from_json(old).is_ok())?;
        }
        Ok(())
    }

    /// What stands at a path, if anything does.
    fn old(&self, files: &dyn Files, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
        // A link that leads nowhere is something, too.
        if fs::symlink_metadata(path).is_err() {
            return Ok(None);
        }
        let bytes = files.read(path, MAX_BYTES as u64);
        bytes.map(Some).map_err(|error| Failure::failed(error.to_string()))
    }

    fn may_replace(&self, path: &Path, what: &str, is_that: bool) -> Result<(), Failure> {
        let path = path.display();
        match (self.force, is_that) {
            (true, true) => Ok(()),
            (true, false) => Err(Failure::failed(format!(
                "{path} is no {what}, so it is not replaced; nothing was written"
            ))),
            (false, _) => Err(Failure::failed(format!("{path} exists; nothing was written"))
                .hint(format!("another file can be named, or --force replaces a {what}"))),
        }
    }
}

/// Whether two paths name one file.
pub(in super::super) fn is_same(one: &Path, other: &Path) -> bool {
    one == other
        || match (fs::canonicalize(one), fs::canonicalize(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
}

/// The folder of a file; the empty path where that is the folder of the program.
pub(in super::super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The whole path of a folder, without links.
pub(in super::super) fn whole(folder: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}
