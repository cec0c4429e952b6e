//! What an instructor does with a class's records: score them, regrade them, analyse the items.

pub mod analyse;
pub mod book;
pub mod class;
pub mod collect;
pub mod decisions;
pub mod exact;
pub mod fill;
pub mod grade;
pub mod items;
pub mod load;
pub mod marking;
pub mod page;
pub mod papers;
pub mod policy;
pub mod regrade;
pub mod report;
pub mod roster;
pub mod sat;
pub mod score;
pub mod triage;
pub mod unused;
pub mod verify;
pub mod write_back;

#[cfg(test)]
mod testing;
