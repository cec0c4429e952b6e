//! Changing single questions of a deck that somebody wrote.
//!
//! A [`Manuscript`] is a deck's file with the [places] of its questions. It is changed by
//! putting text in and cutting text out, so that every other byte stays: comments, layout, line
//! endings, a byte order mark. What comes out is a [`Revision`], which is a deck again and differs
//! in nothing but the questions that were meant; only a revision can be written.
//!
//! One text more is accepted by [`Manuscript::accept`], which leaves every other byte as it is.
//!
//! A [`Draft`] is a question that is being made, and [`propose`] finds names for it.

mod accept;
mod draft;
mod error;
mod manuscript;
pub mod places;
pub mod propose;
mod revision;
mod splice;
pub mod written;

pub use draft::{Draft, DraftError};
pub use error::{Broken, EditError};
pub use manuscript::Manuscript;
pub use revision::Revision;
