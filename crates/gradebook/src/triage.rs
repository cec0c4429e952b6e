//! Typed answers that no rule of the key matches, for a person to look through: the same ones
//! together, the claimed ones first, and what changes for whom if they are accepted.
//!
//! A [`Pile`] is what a class typed, beside its gradebook. A [`Desk`] is the pile with the deck and
//! the decisions as they stand; it gives the [`Cluster`]s that wait for a decision and the [`Effect`]
//! of each choice, both pure. [`accept_in_deck`] is the one thing here that writes.

mod cluster;
mod desk;
mod edit;
mod effect;
mod others;
mod pile;
mod spellings;
mod variant;
mod view;

#[cfg(test)]
mod tests;

pub use cluster::{Claim, Cluster, Sort};
pub use desk::{Choice, Desk};
pub use edit::{Edited, NotEdited, accept_in_deck};
pub use effect::Effect;
pub use pile::{OtherClaim, Pile};
pub use variant::{Refusal, variant};
pub use view::View;
