//! `deck schema`: the deck format as a JSON Schema, for editors.

use console::{Failure, Look, stdout};
use deck::SCHEMA;

/// Print the JSON Schema of the deck format, with which editors complete and check decks.
///
/// Save it beside your decks, and write `#:schema ./deck.schema.json` above a deck, for editors that
/// know the language server Taplo. It knows less than `deck check`: nothing of ids that name nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {}

pub(crate) fn run(_: &SchemaArgs) -> Result<(), Failure> {
    let mut out = stdout(&Look::LINE);
    out.text(SCHEMA)?;
    Ok(out.flush()?)
}
