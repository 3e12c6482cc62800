//! The window.

fn main() {
    mingbian_desktop::run();
}
