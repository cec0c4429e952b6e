//! The built programs.
//!
//! Cargo tells only the package that owns a program where it is, and does not build it for another
//! package's tests. So it is built here, once for a run of the tests: a tenth of a second when
//! nothing changed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The path of a program of the workspace, which is built first.
pub(crate) fn program(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(build).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Builds every program in the profile of the tests themselves, and says where they are.
fn build() -> PathBuf {
    // The tests run as `TARGET/PROFILE/deps/e2e-…`.
    let own = env::current_exe().unwrap();
    let folder = own.parent().and_then(Path::parent).unwrap().to_owned();
    let profile = match folder.file_name().and_then(|name| name.to_str()).unwrap() {
        "debug" => "dev",
        other => other,
    };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--workspace", "--bins", "--profile", profile, "--target-dir"])
        .arg(folder.parent().unwrap())
        .current_dir(super::root())
        .status()
        .unwrap();
    assert!(status.success(), "the programs could not be built");
    folder
}
