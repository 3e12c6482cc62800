//! What the engine promises, tested on the rules in the tree and on made-up ones. Every random choice is seeded.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod ages;
mod amounts;
mod books;
mod cells;
mod chance;
mod comparison;
mod dates;
mod deadlines;
mod elements;
mod exact;
mod flips;
mod flips_real;
mod flips_tables;
mod intervals;
mod presumptions;
mod promises;
mod sentencing;
mod strategy;
mod terms;
mod versions;
