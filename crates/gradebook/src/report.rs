//! The gradebook for people and for programs.

pub mod analysed;
mod csv;
mod json;
pub mod numbers;
mod regrade;
mod regrade_json;
mod text;
mod words;

pub use csv::{HEADER, csv};
pub use json::json;
pub use regrade::regrade;
pub use regrade_json::{Regraded, regrade_json};
pub use text::{lines, list, text};
pub use words::{problems, said, stale};
