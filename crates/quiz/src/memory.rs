//! Memory parameters of the student's own: the one file that is kept beside the records. It can be
//! deleted, and trained again from them.

use std::fmt::Write as _;
use std::path::Path;

use console::Failure;
use jiff::Timestamp;
use serde::Deserialize;
use session::files::{Files, SystemFiles};
use study::{Fit, Parameters};

use crate::home::Home;

/// The version of the file.
const FORMAT: u32 = 1;
/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 1 << 16;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    parameters: Vec<f64>,
    #[serde(rename = "trained")]
    _trained: toml::value::Datetime,
    #[serde(rename = "reviews")]
    _reviews: usize,
}

/// The parameters that are in force: the student's own, else the defaults.
///
/// # Errors
/// When the file is there and cannot be read.
pub(crate) fn parameters(home: &Home) -> Result<Parameters, Failure> {
    let path = home.memory();
    if !path.exists() {
        return Ok(Parameters::default());
    }
    let bytes =
        SystemFiles.read(&path, MAX_FILE).map_err(|error| Failure::failed(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| broken(&path, "it is not UTF-8 text"))?;
    read(&text).map_err(|reason| broken(&path, &reason))
}

fn read(text: &str) -> Result<Parameters, String> {
    let file: File = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        format!("line {}: {}", before.matches('\n').count() + 1, error.message())
    })?;
    if file.format != FORMAT {
        return Err(format!("it has the format {}, and this version reads {FORMAT}", file.format));
    }
    Parameters::new(&file.parameters).map_err(|error| error.to_string())
}

fn broken(path: &Path, reason: &str) -> Failure {
    Failure::problems(format!("{} cannot be used: {reason}", path.display()))
        .hint("delete it to go back to the defaults; `quiz review --optimize` trains it again")
}

/// Keeps parameters that were fitted.
///
/// # Errors
/// When the file cannot be written; the old one is then still there.
pub(crate) fn keep(home: &Home, fit: &Fit, now: Timestamp) -> Result<(), Failure> {
    let path = home.memory();
    SystemFiles
        .replace(&path, written(fit, now).as_bytes())
        .map_err(|error| Failure::failed(format!("the parameters cannot be kept: {error}")))
}

fn written(fit: &Fit, now: Timestamp) -> String {
    let mut text = String::from(
        "# How you remember, trained from your own records by `quiz review --optimize`.\n\
         # Delete this file to go back to the defaults.\n",
    );
    // To write into a text cannot fail.
    let _ = writeln!(text, "format = {FORMAT}");
    let _ = writeln!(text, "trained = {now:.0}");
    let _ = writeln!(text, "reviews = {}", fit.reviews);
    let values = fit.parameters.values().iter().map(|value| format!("{value:?}"));
    let values: Vec<String> = values.collect();
    let _ = writeln!(text, "parameters = [");
    for some in values.chunks(7) {
        let _ = writeln!(text, "  {},", some.join(", "));
    }
    text.push_str("]\n");
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use study::Quality;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut values = *Parameters::default().values();
        values[0] = 0.123_456;
        let parameters = Parameters::new(&values).unwrap();
        let quality = Quality { reviews: 80, log_loss: 0.3, rmse_bins: 0.04 };
        let fit = Fit {
            reviews: 412,
            days: 90,
            held_out_from: date(2026, 3, 1),
            held_out_days: 18,
            default: quality,
            fitted: quality,
            parameters,
        };
        let now: Timestamp = "2026-11-24T07:30:00.5Z".parse().unwrap();
        let text = written(&fit, now);
        assert!(text.contains("trained = 2026-11-24T07:30:00Z\nreviews = 412\n"), "{text}");
        assert_eq!(read(&text), Ok(parameters));
    }

    #[test]
    fn what_is_none_is_refused_with_its_reason() {
        let file = |rest: &str| read(&format!("trained = 2026-11-24\nreviews = 1\n{rest}"));
        let numbers = "0.5, ".repeat(20);
        assert_eq!(
            file(&format!("format = 1\nparameters = [{numbers}]")).unwrap_err(),
            "the memory model has 21 parameters, not 20"
        );
        assert_eq!(
            file(&format!("format = 1\nparameters = [{numbers} nan]")).unwrap_err(),
            "parameter w20 of the memory model is not a finite number"
        );
        assert_eq!(
            file(&format!("format = 2\nparameters = [{numbers} 0.5]")).unwrap_err(),
            "it has the format 2, and this version reads 1"
        );
        let unknown =
            file(&format!("format = 1\nparameters = [{numbers} 0.5]\nrate = 1")).unwrap_err();
        assert!(
            unknown.contains("line 5") && unknown.contains("unknown field `rate`"),
            "{unknown}"
        );
    }
}
