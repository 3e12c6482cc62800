//! The program a lawyer starts; everything is in the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    mingbian_desktop::run();
}
