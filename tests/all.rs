//! Every test that reads files, in one binary: one link, one start.

mod cases;
mod layers;
mod repository;
mod sizes;
mod wire;
