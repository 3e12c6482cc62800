//! What other programs of the same user may not do to this one, as far as the system lets a program say so.

/// No core dumps, and no other process may look into this one's memory.
#[cfg(target_os = "linux")]
pub fn shut_in() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // A system that refuses either goes without: it raises the bar, nothing rests on it.
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
pub fn shut_in() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn the_process_leaves_no_core_and_cannot_be_looked_into() {
        super::shut_in();
        let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(
            rustix::process::dumpable_behavior().expect("is told"),
            rustix::process::DumpableBehavior::NotDumpable
        );
    }
}
