//! The program as its users start it, with no driver at its side: none of its processes, those of the web view included, has a
//! network socket.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the program may take to show its window, and how long it is watched after that.
const PATIENCE: Duration = Duration::from_secs(30);
const WATCHED: Duration = Duration::from_secs(6);

/// A running program, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Every process below one, itself included.
fn family(of: u32) -> BTreeSet<u32> {
    let parent = |pid: u32| -> Option<u32> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()
    };
    let all: Vec<u32> = std::fs::read_dir("/proc")
        .expect("Linux")
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    let mut family = BTreeSet::from([of]);
    loop {
        let more: Vec<u32> = all
            .iter()
            .copied()
            .filter(|pid| !family.contains(pid) && parent(*pid).is_some_and(|parent| family.contains(&parent)))
            .collect();
        if more.is_empty() {
            return family;
        }
        family.extend(more);
    }
}

/// Numbers of the sockets a process holds.
fn sockets(pid: u32) -> BTreeSet<String> {
    let Ok(open) = std::fs::read_dir(format!("/proc/{pid}/fd")) else {
        return BTreeSet::new();
    };
    let links = open.flatten().filter_map(|entry| std::fs::read_link(entry.path()).ok());
    links
        .filter_map(|link| {
            let link = link.to_string_lossy().into_owned();
            Some(link.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect()
}

/// Numbers of every network socket of the machine, with the line that names it.
fn network() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (kind, at) in [
        ("tcp", 9),
        ("tcp6", 9),
        ("udp", 9),
        ("udp6", 9),
        ("raw", 9),
        ("raw6", 9),
        ("packet", 8),
    ] {
        let Ok(table) = std::fs::read_to_string(Path::new("/proc/net").join(kind)) else {
            continue;
        };
        found.extend(table.lines().skip(1).filter_map(|line| {
            let inode = line.split_whitespace().nth(at)?.to_owned();
            Some((inode, format!("{kind}: {}", line.trim())))
        }));
    }
    found
}

#[test]
fn no_process_of_the_program_has_a_network_socket() {
    let folder = tempfile::tempdir().expect("a folder");
    let binary = std::env::var_os("MINGBIAN_BINARY").expect("MINGBIAN_BINARY names the program");
    let program = Command::new(binary)
        .env("MINGBIAN_VAULT", folder.path().join("vault"))
        .env("MINGBIAN_DEVICE_DIR", folder.path().join("device"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let program = Running(program);
    let started = Instant::now();
    while family(program.0.id()).len() < 3 {
        assert!(started.elapsed() < PATIENCE, "the web view did not start");
        std::thread::sleep(Duration::from_millis(100));
    }
    let watched = Instant::now();
    let (mut seen, mut looked) = (BTreeSet::new(), 0);
    while watched.elapsed() < WATCHED {
        let network = network();
        for pid in family(program.0.id()) {
            let own = sockets(pid);
            seen.extend(own.iter().cloned());
            for (inode, line) in &network {
                assert!(!own.contains(inode), "process {pid} has a network socket: {line}");
            }
        }
        looked += 1;
        std::thread::sleep(Duration::from_millis(20));
    }
    // The display and the bus are sockets, too: what was looked at was really there.
    assert!(
        !seen.is_empty() && looked > 50,
        "{} sockets in {looked} looks",
        seen.len()
    );
}
