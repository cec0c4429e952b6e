//! Decisions that are given by flags.

use console::{Failure, Look, stdout};
use gradebook::report;

use super::work::{Act, Aim, Went, Work};

/// Carries out decisions, after all of them were looked at.
pub(super) fn run(
    work: &mut Work<'_, '_>,
    flags: &[(Act, &Aim)],
    why: Option<&str>,
    look: &Look,
) -> Result<(), Failure> {
    for (act, aim) in flags {
        let cluster = work.aimed(aim)?;
        work.check(&cluster, *act).map_err(|refusal| refused(aim, &refusal.to_string()))?;
    }
    for (act, aim) in flags {
        let cluster = work.aimed(aim)?;
        match work.apply(&cluster, *act, why)? {
            Went::Done(said) => {
                let mut out = stdout(look);
                out.text(&report::lines([format!("{aim}: {said}")], look))?;
                out.flush()?;
            }
            Went::Refused(reason, hint) => {
                let failure = refused(aim, &reason);
                return Err(hint.into_iter().fold(failure, Failure::hint));
            }
        }
    }
    Ok(())
}

fn refused(aim: &Aim, reason: &str) -> Failure {
    Failure::problems(format!("`{aim}` is not accepted: {reason}"))
}
