//! Every test that reads files, in one binary: one link, one start.

mod bundle;
mod cases;
mod charges;
<<<<<<< HEAD
mod file;
=======
mod evidence;
>>>>>>> eaadd0b (evidence and statements through the door: register, checklists, exclusion, comparison, papers)
mod journey;
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
