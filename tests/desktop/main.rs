//! The real window, driven through WebDriver: `make test` builds the program, names it in `MINGBIAN_BINARY`, and gives
//! these tests a display and a D-Bus session of their own.

mod day;
mod desk;
mod door;
mod driver;
mod hostile;
mod keychain;
mod kills;
mod office;
mod opening;
mod paper;
mod scan;
mod scans;
#[cfg(target_os = "linux")]
mod sleep;
mod sockets;
mod tour;
mod trace;
mod volume;
mod week;
