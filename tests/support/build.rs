//! The built programs.
//!
//! Cargo tells only the package that owns a program where it is, and does not build it for another
//! package's tests. So each is built here, once for a run of the tests: a tenth of a second when
//! nothing changed.

use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The path of a program of the workspace, which is built first.
pub(crate) fn program(name: &str) -> PathBuf {
    static BUILT: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    // The tests run as `TARGET/PROFILE/deps/e2e-…`.
    let own = env::current_exe().unwrap();
    let folder = own.parent().and_then(Path::parent).unwrap();
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if built.get_or_insert_default().insert(name.to_owned()) {
        build(name, folder);
    }
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Builds a program in the profile of the tests themselves.
fn build(name: &str, folder: &Path) {
    let profile = match folder.file_name().and_then(|name| name.to_str()).unwrap() {
        "debug" => "dev",
        other => other,
    };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--bin", name, "--profile", profile, "--target-dir"])
        .arg(folder.parent().unwrap())
        .current_dir(super::root())
        .status()
        .unwrap();
    assert!(status.success(), "{name} could not be built");
}
