//! Every test that reads files, in one binary: one link, one start.

mod layers;
mod repository;
mod sizes;
