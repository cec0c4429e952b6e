//! Going through the clusters with a person, in either front end.

use std::rc::Rc;

use console::{Failure, Look, sanitise_line, words};
use gradebook::report;
use gradebook::triage::Cluster;

use super::super::mark::front::{Ask, Front};
use super::super::mark::front_of;
use super::work::{Act, Went, Work};
use super::{facts, no_keys};

/// What a person says about a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    /// Accept it as a variant.
    Variant,
    /// Accept it in this class alone.
    Once,
    /// Reject it.
    Reject,
    /// Leave it for another time.
    Skip,
    /// Go back to the one before.
    Back,
    /// No more of them.
    Quit,
}

/// What the keys do.
const HELP: &str = "a variant, o once, r reject, s skip, b back, q quit, ? help";
/// The same in full.
const FULL: &str = "a accepts it as a variant: the deck is edited. o accepts it once, in this class \
                    alone. r rejects it, and it is not asked about again. s leaves it for another \
                    time. b goes back, q quits; what was decided stays.";

/// What is typed to go back from a line, as Esc does on a terminal.
const BACK: &str = ":back";

impl Reply {
    fn of(typed: &str) -> Option<Self> {
        Some(match typed.to_lowercase().trim_start_matches(':') {
            "a" | "accept" => Self::Variant,
            "o" | "once" => Self::Once,
            "r" | "reject" => Self::Reject,
            "s" | "skip" => Self::Skip,
            "b" | "back" => Self::Back,
            "q" | "quit" => Self::Quit,
            _ => return None,
        })
    }
}

/// How one cluster was left.
enum Left {
    /// For the next one.
    On,
    /// For the one before.
    Back,
    /// It is shown again.
    Again,
    /// For good.
    Out,
}

/// Goes through all clusters that wait.
pub(super) fn run(work: &mut Work<'_, '_>, look: &Look) -> Result<(), Failure> {
    let clusters = work.waiting()?;
    let mut front = front_of(*look);
    if clusters.is_empty() {
        return put(front.as_mut(), "No typed answer waits for a decision.");
    }
    let claims = clusters.iter().filter(|cluster| !cluster.claims.is_empty()).count();
    let claimed = if claims == 0 { String::new() } else { format!(", {claims} of them claimed") };
    let waiting = words::count(clusters.len(), "typed answer");
    put(front.as_mut(), &format!("{waiting} that the key does not match{claimed}."))?;
    walk(work, &clusters, front.as_mut())
}

fn walk(
    work: &mut Work<'_, '_>,
    clusters: &[Cluster],
    front: &mut dyn Front,
) -> Result<(), Failure> {
    let mut at = 0;
    while let Some(cluster) = clusters.get(at) {
        front.say(&[String::new()])?;
        let Some(cluster) = now(work, cluster)? else {
            put(front, &format!("{} is matched by the key now.", cluster.field()))?;
            at += 1;
            continue;
        };
        match one(work, &cluster, (at + 1, clusters.len()), front)? {
            Left::On => at += 1,
            Left::Back => at = before(work, clusters, at)?,
            Left::Again => {}
            Left::Out => return Ok(()),
        }
    }
    Ok(())
}

/// Shows a cluster, asks about it, and carries out what is said.
fn one(
    work: &mut Work<'_, '_>,
    cluster: &Cluster,
    place: (usize, usize),
    front: &mut dyn Front,
) -> Result<Left, Failure> {
    let text = facts::cluster(&work.desk, cluster, place, &front.look())?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    front.say(&lines)?;
    let act = match reply(front)? {
        Reply::Quit => return Ok(Left::Out),
        Reply::Skip => return Ok(Left::On),
        Reply::Back => return Ok(Left::Back),
        Reply::Reject => Act::Reject,
        Reply::Variant => Act::Variant,
        Reply::Once => match line(front, "What it earns", "from 0 to 1; Enter for all", credit)? {
            Some(typed) => Act::Once(super::credit(&typed).ok()),
            None => return Ok(Left::Again),
        },
    };
    if let Err(refusal) = work.check(cluster, act) {
        put(front, &format!("Not accepted: {refusal}."))?;
        return Ok(Left::Again);
    }
    let Some(why) = line(front, "Why", "Enter for no reason", |_| Ok(()))? else {
        return Ok(Left::Again);
    };
    match work.apply(cluster, act, Some(&*why).filter(|why| !why.is_empty()))? {
        Went::Done(said) => {
            put(front, &said)?;
            Ok(Left::On)
        }
        Went::Refused(reason, hint) => {
            put(front, &format!("Not accepted: {reason}."))?;
            hint.map_or(Ok(()), |hint| put(front, &format!("Hint: {hint}.")))?;
            Ok(Left::Again)
        }
    }
}

/// Asks what is to become of the cluster that was shown. The end of the input, and Esc, quit.
fn reply(front: &mut dyn Front) -> Result<Reply, Failure> {
    loop {
        let check = |typed: &str| match typed {
            "?" | ":help" => Ok(()),
            typed => Reply::of(typed).map(|_| ()).ok_or_else(|| format!("Type a letter: {HELP}.")),
        };
        let ask = Ask { label: "Decision", help: HELP, check: Rc::new(check) };
        match front.ask(&ask)? {
            None => return Ok(Reply::Quit),
            Some(typed) => match Reply::of(&typed) {
                Some(reply) => return Ok(reply),
                None => put(front, FULL)?,
            },
        }
    }
}

/// Asks for a line. `None` goes back: at the end of the input, and by Esc or `:back`.
fn line(
    front: &mut dyn Front,
    label: &str,
    help: &str,
    check: fn(&str) -> Result<(), String>,
) -> Result<Option<String>, Failure> {
    let ask = Ask { label, help, check: Rc::new(check) };
    Ok(front.ask(&ask)?.filter(|typed| typed != BACK))
}

fn credit(typed: &str) -> Result<(), String> {
    if typed.is_empty() || typed == BACK {
        return Ok(());
    }
    super::credit(typed).map(|_| ()).map_err(|message| format!("{}.", words::capitalised(&message)))
}

/// A cluster as it stands after what was decided since; `None` where the key matches it now.
fn now(work: &Work<'_, '_>, cluster: &Cluster) -> Result<Option<Cluster>, Failure> {
    let clusters = work.desk.clusters().map_err(no_keys)?;
    let is_same = |other: &Cluster| {
        (&other.question, &other.blank, &other.text)
            == (&cluster.question, &cluster.blank, &cluster.text)
    };
    Ok(clusters.into_iter().find(is_same))
}

/// The nearest cluster before a place that the key does not match; else the place itself.
fn before(work: &Work<'_, '_>, clusters: &[Cluster], at: usize) -> Result<usize, Failure> {
    for (place, cluster) in clusters.iter().enumerate().take(at).rev() {
        if now(work, cluster)?.is_some() {
            return Ok(place);
        }
    }
    Ok(at)
}

/// Says something in the dialogue.
fn put(front: &mut dyn Front, text: &str) -> Result<(), Failure> {
    let text = report::lines([sanitise_line(text).into_owned()], &front.look());
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    front.say(&lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_one_key_or_its_word() {
        assert_eq!(Reply::of("A"), Some(Reply::Variant));
        assert_eq!(Reply::of(":quit"), Some(Reply::Quit));
        assert_eq!(Reply::of("skip"), Some(Reply::Skip));
        assert_eq!(Reply::of("accept everything"), None, "a word too many decides nothing");
        assert_eq!(Reply::of(""), None);
    }
}
