//! The real window, driven through WebDriver: `make test` builds the program, names it in `MINGBIAN_BINARY`, and gives
//! these tests a display and a D-Bus session of their own.

mod day;
mod desk;
mod door;
mod driver;
mod kills;
mod office;
mod opening;
mod paper;
mod scan;
mod scans;
mod sockets;
mod tour;
mod volume;
mod week;
