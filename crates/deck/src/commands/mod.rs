//! The commands, one file each.

pub(crate) mod add;
mod authoring;
pub(crate) mod check;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod handout;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod release;
pub(crate) mod remove;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod stats;
