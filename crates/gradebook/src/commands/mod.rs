//! The commands, one file each.

mod progress;
mod which;

pub(crate) mod init;
pub(crate) mod score;
