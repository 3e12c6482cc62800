//! Every test that reads files, in one binary: one link, one start.

mod bundle;
mod cases;
mod charges;
mod evidence;
mod file;
mod journey;
mod keep;
mod layers;
mod lint;
mod memo;
mod neighbours;
mod numbers;
mod people;
mod receipt;
mod recorded;
mod repository;
mod roles;
mod rulebook;
mod rules;
mod search;
mod sentence;
mod sizes;
mod store;
mod thresholds;
mod versions;
mod wire;
