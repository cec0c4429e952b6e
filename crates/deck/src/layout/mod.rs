//! The canonical layout of a deck, which `deck fmt` gives to a file.
//!
//! There is one layout for a deck and its comments, so that two authors never argue about it and a
//! diff shows what changed:
//!
//! - The fields of the deck come first, then its tables, then passages and questions in the order
//!   of the author. One empty line stands between tables, none within; two may stand above a
//!   comment that is a heading.
//! - The fields of a question stand in one order: what it is, what is asked, what is right, what it
//!   is worth, what is said afterwards, where it belongs. Options and the like keep the author's.
//! - Options, items, sides, blanks, answers, reasons and credits have dotted keys, one a line. Other
//!   tables stand in braces where they fit on a line, else they have dotted keys too, or a header.
//! - A list stands on one line where it fits. A longer one, or one of several tables, has one
//!   element a line and a comma after the last.
//! - A text stands in the quotes that need no escapes. Its line breaks stay.
//! - Comments stay with what they stand above or behind, two spaces from it.
//!
//! All of it is TOML 1.0, whatever was read. The text is parsed by `toml_edit`, whose white space
//! holds the comments (`read`, `headers`), turned into a tree without any form (`tree`), brought into order
//! (`order`, `shape`) and printed (`print`, `value`, `text`). What comes out is compared with what
//! went in before anybody gets to see it.

mod comments;
mod headers;
mod order;
mod print;
mod read;
mod shape;
mod text;
mod tree;
mod value;

use deck_format::Problems;
use toml_edit::DocumentMut;

use tree::{Above, Block};

/// Why a deck cannot be laid out.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// It is no deck.
    #[error("the deck has problems")]
    Broken(Problems),
    /// The result would not be the same deck, or would lack a comment: a fault of this program.
    #[error("{0}; this is a fault of the program, please report it with the deck")]
    Fault(&'static str),
}

/// Gives a deck its canonical layout. Lines end with a line feed in the result.
///
/// ```
/// let text = "title='T'\nformat=1\nid='d'\n[[question]]\nid='q'\nanswer=true # so\nprompt='So?'";
/// assert_eq!(
///     deck::layout::format(text).unwrap(),
///     "format = 1\nid = \"d\"\ntitle = \"T\"\n\n\
///      [[question]]\nid = \"q\"\nprompt = \"So?\"\nanswer = true  # so\n"
/// );
/// ```
///
/// # Errors
/// When the text is no deck, with all its problems.
pub fn format(text: &str) -> Result<String, LayoutError> {
    let deck = deck_format::parse(text).map_err(LayoutError::Broken)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let document: DocumentMut =
        text.parse().map_err(|_| LayoutError::Fault("a deck that is valid cannot be edited"))?;
    let laid_out = lay_out(&document);
    if deck_format::parse(&laid_out).ok().as_ref() != Some(&deck) {
        return Err(LayoutError::Fault("the layout would change the deck"));
    }
    if comments_of(&laid_out) != comments_of(&text) {
        return Err(LayoutError::Fault("the layout would change a comment"));
    }
    Ok(laid_out)
}

/// The canonical text of one question, with its header `[[question]]` and a line feed at its end.
/// Where the table is of a document, comments at its keys are kept.
#[must_use]
pub fn question_text(question: &toml_edit::Table) -> String {
    let mut block = Block {
        name: "question",
        above: Above::default(),
        after: None,
        table: read::table(question),
        end: Vec::new(),
    };
    let shape = shape::block(&block);
    order::table(&mut block.table, shape, false);
    print::block(&block)
}

fn lay_out(document: &DocumentMut) -> String {
    let mut document = read::document(document);
    order::table(&mut document.head, &shape::HEAD, false);
    for block in &mut document.blocks {
        let shape = shape::block(block);
        order::table(&mut block.table, shape, false);
    }
    print::document(&document)
}

/// The comments of a text without trailing white space, sorted: found by the lexer, which knows
/// nothing of what is done to them here.
fn comments_of(text: &str) -> Vec<&str> {
    let tokens = toml_parser::Source::new(text).lex();
    let comments = tokens.filter(|token| token.kind() == toml_parser::lexer::TokenKind::Comment);
    let mut comments: Vec<_> = comments
        .filter_map(|token| text.get(token.span().start()..token.span().end()))
        .map(str::trim_end)
        .collect();
    comments.sort_unstable();
    comments
}

#[cfg(test)]
mod tests;
