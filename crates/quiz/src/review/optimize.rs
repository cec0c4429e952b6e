//! `quiz review --optimize`: parameters of the student's own, kept where they predict better.

use console::{Align, Failure, Table, Terminal, stdout, words};
use serde::Serialize;
use study::{Cards, Fit, Quality, fit};

use super::Args;
use crate::args::Format;
use crate::begin::Place;
use crate::library::Shelf;
use crate::memory;

/// What came of it, as data.
#[derive(Debug, Serialize)]
struct Data {
    reviews: usize,
    days: usize,
    held_out_from: String,
    held_out_days: usize,
    held_out_reviews: usize,
    defaults: Judged,
    yours: Judged,
    better: bool,
    /// Where the parameters were kept; absent where they were not.
    kept: Option<String>,
    parameters: Vec<f64>,
}

/// How well some parameters predict.
#[derive(Debug, Serialize)]
struct Judged {
    log_loss: f64,
    rmse_bins: f64,
}

impl From<Quality> for Judged {
    fn from(quality: Quality) -> Self {
        Self { log_loss: quality.log_loss, rmse_bins: quality.rmse_bins }
    }
}

/// Trains, judges, keeps and tells.
pub(super) fn run(
    mut cards: Cards<'_>,
    shelf: &Shelf,
    args: &Args,
    place: Place<'_>,
) -> Result<(), Failure> {
    if !args.decks.is_empty() {
        cards.retain(|card| shelf.decks.iter().any(|found| found.deck.face.id == *card.deck));
    }
    let fit = fit(&cards).map_err(|error| {
        Failure::failed(error.to_string()).hint("the defaults stay in force; they are good ones")
    })?;
    if fit.is_better() {
        memory::keep(place.home, &fit, place.clock.now())?;
    }
    let path = place.home.memory().display().to_string();
    let look = place.settings.look().look(Terminal::stdout(), |name| std::env::var(name).ok());
    let mut out = stdout(&look);
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&data(&fit, path)).unwrap_or_default();
            out.line(&console::escape_json(&json))?;
        }
        Format::Text => {
            out.line(&history(&fit))?;
            out.text(&table(&fit).render(&look))?;
            out.line(&verdict(&fit, &console::sanitise_line(&path)))?;
        }
    }
    Ok(out.flush()?)
}

fn data(fit: &Fit, path: String) -> Data {
    Data {
        reviews: fit.reviews,
        days: fit.days,
        held_out_from: fit.held_out_from.to_string(),
        held_out_days: fit.held_out_days,
        held_out_reviews: fit.default.reviews,
        defaults: fit.default.into(),
        yours: fit.fitted.into(),
        better: fit.is_better(),
        kept: fit.is_better().then_some(path),
        parameters: fit.parameters.values().to_vec(),
    }
}

fn history(fit: &Fit) -> String {
    format!(
        "Trained on {} that came a day or more after the one before, on {}. Judged on the last {} \
         of them, from {} on, with {} that training had not seen:",
        words::count(fit.reviews, "review"),
        words::count(fit.days, "day"),
        words::count(fit.held_out_days, "day"),
        fit.held_out_from,
        words::count(fit.default.reviews, "review"),
    )
}

fn table(fit: &Fit) -> Table {
    let columns =
        [("Parameters", Align::Left), ("Log loss", Align::Right), ("RMSE by bins", Align::Right)];
    let mut table = Table::new(columns);
    for (name, quality) in [("the defaults", fit.default), ("your own", fit.fitted)] {
        let numbers = [quality.log_loss, quality.rmse_bins].map(|number| format!("{number:.4}"));
        table.push([name, &numbers[0], &numbers[1]]);
    }
    table
}

fn verdict(fit: &Fit, path: &str) -> String {
    if fit.is_better() {
        format!(
            "Less is better: your own are kept in {path}, and in force from now on. Delete that \
             file to go back to the defaults."
        )
    } else {
        "Less is better: your own would predict no better, so nothing was changed.".to_owned()
    }
}
