//! The help of every command.

use std::fmt::Write;

use crate::support::{Sandbox, snapshot};

#[test]
fn of_every_command() {
    let sandbox = Sandbox::new();
    let mut all = sandbox.gradebook(["--help"]).run().stdout;
    let list = all.split("Commands:\n").nth(1).unwrap();
    let lines = list.lines().map_while(|line| line.strip_prefix("  "));
    let names = lines.filter_map(|line| line.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help");
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        let ended = sandbox.gradebook([&name, "--help"]).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{name}");
        write!(all, "\n── {name} ──\n{}", ended.stdout).unwrap();
    }
    snapshot::check("help-gradebook", "standard output", &[], &all);
}
