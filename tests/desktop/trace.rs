//! What the program asks of the network, seen by the system: every call that makes, names or connects a socket, of every process.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const LOG: &str = "sockets.log";
/// The door at which the driver of these tests and the web view meet, once a start.
const DOORS: &str = "doors.log";

/// A program that starts the real one under the eyes of `strace`, which stops it at those calls only.
pub fn watched(folder: &Path, binary: &str) -> PathBuf {
    let script = folder.join("watched");
    let text = format!(
        "#!/bin/sh\necho \"$WEBKIT_INSPECTOR_SERVER\" >> '{}'\n\
         exec strace --seccomp-bpf -f -qq -A -e trace=socket,connect,bind -o '{}' '{binary}' \"$@\"\n",
        folder.join(DOORS).display(),
        folder.join(LOG).display(),
    );
    std::fs::write(&script, text).expect("written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).expect("may be run");
    script
}

/// What was seen.
pub struct Seen {
    /// Calls in all: the display and the bus are sockets, too.
    pub calls: usize,
    /// Calls about the network, but for those that lead to the driver of these tests.
    pub network: Vec<String>,
}

/// Reads what was written down about a desk's folder.
pub fn seen(folder: &Path) -> Seen {
    let text = std::fs::read_to_string(folder.join(LOG)).expect("strace wrote its log (make setup installs it)");
    let doors = std::fs::read_to_string(folder.join(DOORS)).unwrap_or_default();
    let doors: Vec<String> = doors
        .lines()
        .filter_map(|door| door.strip_prefix("127.0.0.1:"))
        .map(|port| format!("sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")"))
        .collect();
    let of_the_network = |line: &&str| {
        ["AF_INET", "AF_PACKET", "AF_VSOCK", "AF_BLUETOOTH"]
            .iter()
            .any(|family| line.contains(family))
    };
    // The program opens the door that the driver named, and goes through it itself.
    let to_the_driver = |line: &str| {
        ["connect(", "bind("].iter().any(|call| line.contains(call)) && doors.iter().any(|door| line.contains(door))
    };
    // As many sockets as lead there, of each process, and of the kind that can.
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines().filter(|line| to_the_driver(line)) {
        *own.entry(process(line)).or_default() += 1;
    }
    let mut network = Vec::new();
    for line in text.lines().filter(of_the_network).filter(|line| !to_the_driver(line)) {
        let left = own.entry(process(line)).or_default();
        if line.contains("socket(AF_INET, SOCK_STREAM") && *left > 0 {
            *left -= 1;
        } else {
            network.push(line.to_owned());
        }
    }
    Seen {
        calls: text.lines().count(),
        network,
    }
}

fn process(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

#[test]
fn a_socket_that_leads_elsewhere_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let driver = "7 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 23\n\
                  7 connect(23, {sa_family=AF_INET, sin_port=htons(35081), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n\
                  7 socket(AF_UNIX, SOCK_STREAM, 0) = 3\n";
    std::fs::write(folder.path().join(DOORS), "127.0.0.1:35081\n").expect("written");
    for (more, found) in [
        ("", 0),
        ("8 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 4\n", 1),
        ("7 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 4\n", 1),
        (
            "7 connect(23, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"93.184.216.34\")}, 16) = 0\n",
            1,
        ),
        ("7 bind(4, {sa_family=AF_INET6, sin6_port=htons(80)}, 28) = 0\n", 1),
    ] {
        std::fs::write(folder.path().join(LOG), format!("{driver}{more}")).expect("written");
        assert_eq!(seen(folder.path()).network.len(), found, "{more}");
    }
}
