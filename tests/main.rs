//! Tests of the built programs from outside: what is typed, what is printed, how it ends.
//!
//! Logic is tested in the crates; here stands what only a whole program can show. A test puts files
//! into a [`support::Sandbox`], runs a program there, and says exactly what it prints on both
//! streams and how it ends. Long outputs are files in `snapshots`; `UPDATE=1 cargo test -p e2e`
//! writes them anew, to be read in the diff.
//!
//! To add a test, put it into the file of its subject, or into a new one and list that below: a test
//! fails for a file that is not listed.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

mod bad_input;
mod class;
mod confidence;
mod config;
mod crash;
mod determinism;
#[cfg(unix)]
mod equal;
mod exam;
mod faults;
mod filters;
mod handout;
mod history;
mod hostile;
mod limits;
mod listed;
mod mark;
mod practice;
mod progress;
#[cfg(unix)]
mod pty;
mod readme;
mod release;
mod report;
mod resume;
mod review;
#[cfg(unix)]
mod screens;
mod statistics;
mod student;
mod support;
mod triage;
