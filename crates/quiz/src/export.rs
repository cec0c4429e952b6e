//! `quiz export`: records one behind the other, byte for byte, to be handed on.

use std::collections::HashSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use console::{Exit, Failure, Stdout, words};
use jiff::civil::Date;
use session::files::{Files, SystemFiles};
use session::record::{MAX_RECORD, Record, Tail};

use crate::config::Settings;
use crate::history;
use crate::home::Home;
use crate::records::Records;
use crate::talk::Talk;

/// What `--help` ends with.
const HELP: &str = "\
The records stand one behind the other as they are in the files, so that their hashes still fit. A
sitting that is left open, or is running, is exported as far as it got. `gradebook` reads such a
file.";

/// Which records to export, and where to.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The sittings: their ids, or the beginnings or ends of them.
    #[arg(value_name = "SESSION", required_unless_present_any = ["all", "since"],
          conflicts_with_all = ["all", "since"])]
    sessions: Vec<String>,

    /// Every sitting, the oldest first.
    #[arg(long)]
    all: bool,

    /// Every sitting that began on this day or later, such as 2026-03-01.
    #[arg(long, value_name = "DATE", value_parser = history::date)]
    since: Option<Date>,

    /// Write to this file instead of to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Put the records in the place of a file that is there already.
    #[arg(long, requires = "output")]
    force: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args, settings: &Settings, talk: &Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let records = Records::read(&SystemFiles, &home);
    let mut used_all = true;
    let chosen = if args.sessions.is_empty() {
        talk.notes(&records.notes);
        used_all = records.notes.is_empty();
        since(&records, args.since)
    } else {
        named(&records, &args.sessions)?
    };
    if chosen.is_empty() {
        let failure = Failure::failed("there is no sitting to export");
        return Err(if used_all { failure } else { Failure { exit: Exit::Problems, ..failure } });
    }
    if let Some(path) = &args.output {
        check_place(path, args.force, &home)?;
    }
    let mut exported = Vec::new();
    for (path, record) in &chosen {
        append(&SystemFiles, path, record, &mut exported)?;
        if record.tail == Tail::Torn {
            let session = &record.start().session;
            talk.notes(&[format!("the last line of {session} was cut off, and is left out")]);
        }
    }
    match &args.output {
        Some(path) => {
            let written = SystemFiles.replace(path, &exported);
            written.map_err(|error| Failure::failed(error.to_string()))?;
            let records = words::count(chosen.len(), "record");
            talk.notes(&[format!("{records} written to {}", path.display())]);
        }
        None => print(&exported)?,
    }
    if used_all { Ok(()) } else { Err(Failure::quiet(Exit::Problems)) }
}

/// The records of some sittings, in the order in which they are named, each once.
fn named<'r>(
    records: &'r Records,
    sessions: &[String],
) -> Result<Vec<&'r (PathBuf, Record)>, Failure> {
    let mut chosen = Vec::new();
    let mut paths = HashSet::new();
    for session in sessions {
        let record = records.named(session)?;
        if paths.insert(&record.0) {
            chosen.push(record);
        }
    }
    Ok(chosen)
}

/// All records, or those of sittings that began on a day or later, the oldest first.
fn since(records: &Records, since: Option<Date>) -> Vec<&(PathBuf, Record)> {
    let fits = |record: &Record| since.is_none_or(|since| history::day_of(record) >= since);
    let mut chosen: Vec<_> = records.records.iter().filter(|(_, record)| fits(record)).collect();
    chosen.sort_by_key(|(_, record)| (record.replay.started(), &record.start().session));
    chosen
}

/// Checks that a file may be written at a place: nothing is overwritten unasked, and nothing is put
/// among the records, where it could take the place of one.
fn check_place(path: &Path, force: bool, home: &Home) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    let target = path.canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned));
    if let Ok(records) = home.records().canonicalize()
        && [folder.ok(), target].into_iter().flatten().any(|folder| folder == records)
    {
        let message = format!("{} is among the records themselves", path.display());
        return Err(Failure::failed(message).hint("name a file in another folder"));
    }
    if !force && path.symlink_metadata().is_ok() {
        let message = format!("{} is there already; nothing was written", path.display());
        return Err(Failure::failed(message).hint("--force puts the records in its place"));
    }
    Ok(())
}

/// Adds the whole lines of a record, as they stand in its file. A line that only lacks its line end
/// gets one, since another record may follow.
fn append(
    files: &dyn Files,
    path: &Path,
    record: &Record,
    to: &mut Vec<u8>,
) -> Result<(), Failure> {
    let bytes = files.read(path, MAX_RECORD as u64);
    let bytes = bytes.map_err(|error| Failure::failed(error.to_string()))?;
    let from = beginning(&bytes);
    let whole = usize::try_from(record.whole).ok().and_then(|whole| from.checked_add(whole));
    let whole = whole.and_then(|to| bytes.get(from..to)).ok_or_else(|| {
        // A record only grows, so this was somebody else.
        Failure::failed(format!("{} was changed while it was read", path.display()))
            .hint("run the command again")
    })?;
    to.extend_from_slice(whole);
    if record.tail == Tail::NoLineEnd {
        to.push(b'\n');
    }
    Ok(())
}

/// Where in a file its first line that is not blank begins.
fn beginning(bytes: &[u8]) -> usize {
    let blank = bytes.len() - bytes.trim_ascii_start().len();
    bytes[..blank].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

/// Prints records byte for byte; on a terminal, what could steer it is escaped, which JSON allows.
fn print(exported: &[u8]) -> Result<(), Failure> {
    let stdout = std::io::stdout();
    let escape = stdout.is_terminal();
    let mut output = Stdout::new(stdout);
    if escape {
        output.text(&console::escape_json(&String::from_utf8_lossy(exported)))?;
    } else {
        // Written at once: what stands behind `head` closes the pipe, which is no failure.
        output.write_all(exported).map_err(console::StdoutError::from)?;
    }
    output.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use session::files::fault::Disk;
    use session::record;

    use super::*;
    use crate::history::testing::{self, PLAIN, TRAVELLER};

    /// What is exported of files with these texts.
    fn exported(texts: &[&str]) -> String {
        let disk = Disk::new();
        let mut bytes = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let path = PathBuf::from(format!("{number}.jsonl"));
            disk.replace(&path, text.as_bytes()).unwrap();
            let record = record::read(text.as_bytes()).unwrap();
            append(&disk, &path, &record, &mut bytes).unwrap();
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn records_are_exported_byte_for_byte() {
        let (plain, traveller) = (testing::text(&PLAIN), testing::text(&TRAVELLER));
        let both = exported(&[&plain, &traveller]);
        assert_eq!(both, format!("{plain}{traveller}"));
        let read = record::read_all(both.as_bytes());
        let sessions: Vec<String> = read
            .iter()
            .map(|record| record.as_ref().unwrap())
            .map(|record| {
                assert_eq!(record.broken_at, None);
                record.start().session.to_string()
            })
            .collect();
        assert_eq!(sessions, [PLAIN.session, TRAVELLER.session]);
    }

    #[test]
    fn only_whole_lines_are_exported() {
        let (plain, traveller) = (testing::text(&PLAIN), testing::text(&TRAVELLER));
        let torn = format!("{plain}{{\"n\":9,\"at\"");
        let no_end = plain.trim_end();
        let blank = format!("\n \n{plain}");
        for first in [&torn, no_end, &blank] {
            assert_eq!(exported(&[first, &traveller]), format!("{plain}{traveller}"));
        }
    }

    #[test]
    fn a_record_that_shrank_is_not_exported() {
        let disk = Disk::new();
        let path = Path::new("x.jsonl");
        let plain = testing::text(&PLAIN);
        let record = record::read(plain.as_bytes()).unwrap();
        disk.replace(path, &plain.as_bytes()[..20]).unwrap();
        let failure = append(&disk, path, &record, &mut Vec::new()).unwrap_err();
        assert_eq!(failure.to_string(), "x.jsonl was changed while it was read");
    }
}
