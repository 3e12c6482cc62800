//! What other programs of the same user may not do to this one, as far as the system lets a program say so.

/// No core dumps, no other process may look into this one's memory, and whatever it makes on the disk, the odds and ends of the web
/// view included, is its owner's alone.
#[cfg(target_os = "linux")]
pub fn shut_in() {
    use rustix::fs::Mode;
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // A system that refuses either goes without: it raises the bar, nothing rests on it.
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    umask(Mode::RWXG | Mode::RWXO);
}

#[cfg(not(target_os = "linux"))]
pub fn shut_in() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_process_leaves_no_core_cannot_be_looked_into_and_writes_for_its_owner_alone() {
        super::shut_in();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("odds and ends");
        std::fs::write(&file, b"x").expect("written");
        let rights = file.metadata().expect("there").permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(
            rustix::process::dumpable_behavior().expect("is told"),
            rustix::process::DumpableBehavior::NotDumpable
        );
    }
}
