//! The program a lawyer starts; everything is in the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Whatever is freed is wiped first: passphrases, keys and what was read of a case do not stay behind in memory.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    mingbian_desktop::run();
}
