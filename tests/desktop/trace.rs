//! What the program asks of the network, seen by the system: every call that makes, names or connects a socket, of every process.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const LOG: &str = "sockets.log";

/// A program that starts the real one under the eyes of `strace`, which stops it at those calls only.
pub fn watched(folder: &Path, binary: &str) -> PathBuf {
    let script = folder.join("watched");
    let log = folder.join(LOG);
    let text = format!(
        "#!/bin/sh\nexec strace --seccomp-bpf -f -qq -A -e trace=socket,connect,bind -o '{}' '{binary}' \"$@\"\n",
        log.display()
    );
    std::fs::write(&script, text).expect("written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).expect("may be run");
    script
}

/// What was seen.
pub struct Seen {
    /// Calls in all: the display and the bus are sockets, too.
    pub calls: usize,
    /// Calls about the network, but for the one door the driver of these tests asked for.
    pub network: Vec<String>,
}

/// Reads what was written down about a desk's folder.
pub fn seen(folder: &Path) -> Seen {
    let text = std::fs::read_to_string(folder.join(LOG)).expect("strace wrote its log (make setup installs it)");
    let of_the_network = |line: &&str| {
        ["AF_INET", "AF_PACKET", "AF_VSOCK", "AF_BLUETOOTH"]
            .iter()
            .any(|family| line.contains(family))
    };
    // The web view opens a door on this machine for the driver, which told it where: a socket, bound to that one address.
    let doors: BTreeSet<(&str, &str)> = text
        .lines()
        .filter(|line| line.contains("bind(") && line.contains("inet_addr(\"127.0.0.1\")"))
        .filter_map(|line| Some((process(line)?, file(line, "bind(")?)))
        .collect();
    let own = |line: &&str| {
        let is = |number: Option<&str>| {
            process(line)
                .zip(number)
                .is_some_and(|(process, number)| doors.contains(&(process, number.trim())))
        };
        (line.contains("bind(") && is(file(line, "bind(")))
            || (line.contains("socket(") && is(line.rsplit("= ").next()))
    };
    Seen {
        calls: text.lines().count(),
        network: text
            .lines()
            .filter(of_the_network)
            .filter(|line| !own(line))
            .map(str::to_owned)
            .collect(),
    }
}

fn process(line: &str) -> Option<&str> {
    line.split_whitespace().next()
}

/// The number of the file a call is about.
fn file<'a>(line: &'a str, call: &str) -> Option<&'a str> {
    line.split_once(call)?.1.split(',').next()
}
