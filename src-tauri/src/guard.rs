//! Locking by itself: when nobody is there, when the machine sleeps, when the screen is locked.
//!
//! The web view is told first, so that it hides and puts what is being typed into the vault; whether or not it answers, the
//! vault is shut a moment later.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use serde::Serialize;
use tauri::ipc::Channel;

use crate::desk::Desk;
use crate::{clipboard, environment};

/// How long the web view has to put away what is being typed.
const GRACE: Duration = Duration::from_millis(600);
/// A wall clock that runs so far ahead of the other one in a second means that the machine was asleep.
const ASLEEP: Duration = Duration::from_secs(5);
/// Nobody did anything for so long: what can wait for such a moment is done.
const QUIET: Duration = Duration::from_secs(3);
/// Between two looks for a backup that is due.
const BACKUP: Duration = Duration::from_secs(60);

/// What the web view is told.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// Hide everything; the vault is being locked.
    Lock,
    /// A backup began, ended or failed.
    Backup,
}

/// Watches over the desk.
#[derive(Clone)]
pub struct Guard(Arc<State>);

struct State {
    /// When somebody was last seen.
    seen: Mutex<Instant>,
    watcher: Mutex<Option<Channel<Note>>>,
}

impl Guard {
    /// Begins to watch.
    pub fn begin(desk: &Desk) -> Self {
        let guard = Self(Arc::new(State {
            seen: Mutex::new(Instant::now()),
            watcher: Mutex::new(None),
        }));
        let (own, held) = (guard.clone(), desk.clone());
        std::thread::spawn(move || own.watch(&held));
        #[cfg(target_os = "linux")]
        session::listen(&guard, desk);
        guard
    }

    /// The web view listens.
    pub fn listen(&self, channel: Channel<Note>) {
        *self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
        self.seen();
    }

    /// Somebody moved.
    pub fn seen(&self) {
        *self.0.seen.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Tells the web view something.
    pub fn tell(&self, note: Note) {
        let watcher = self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = watcher.as_ref() {
            // A web view that is gone hears nothing.
            let _ = channel.send(note);
        }
    }

    /// Locks: the screen first, the keys a moment later.
    pub fn lock(&self, desk: &Desk) {
        if !desk.is_open() {
            return;
        }
        self.tell(Note::Lock);
        let begun = Instant::now();
        while desk.is_open() && begun.elapsed() < GRACE {
            std::thread::sleep(Duration::from_millis(20));
        }
        desk.lock();
        clipboard::clear_now();
    }

    fn watch(&self, desk: &Desk) {
        let (mut steady, mut wall, mut looked) = (Instant::now(), SystemTime::now(), Instant::now());
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let passed = steady.elapsed();
            let by_the_wall = wall.elapsed().unwrap_or_default();
            (steady, wall) = (Instant::now(), SystemTime::now());
            let slept = by_the_wall.saturating_sub(passed) > ASLEEP;
            let idle = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
            let patience = desk.patience().map(|own| environment::idle().unwrap_or(own));
            if slept || patience.is_some_and(|patience| idle >= patience) {
                self.lock(desk);
            }
            if idle >= QUIET {
                desk.rekey();
            }
            if looked.elapsed() >= BACKUP {
                looked = Instant::now();
                crate::backups::when_due(self, desk);
            }
        }
    }
}

/// What the session of the desktop says: the machine is about to sleep, the screen was locked.
#[cfg(target_os = "linux")]
mod session {
    use std::cell::RefCell;

    use gtk::gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, UnixFDList, bus_get};
    use gtk::glib::{MainContext, ToVariant, Variant};

    use super::{Desk, Guard};

    /// Who manages sessions and sleep.
    const LOGIND: (&str, &str, &str) = (
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    );
    const SLEEP: &str = "PrepareForSleep";
    /// bus, interface, signal; a signal with a flag counts when the flag is set.
    const SIGNALS: [(BusType, &str, &str); 5] = [
        (BusType::System, LOGIND.2, SLEEP),
        (BusType::System, "org.freedesktop.login1.Session", "Lock"),
        (BusType::Session, "org.freedesktop.ScreenSaver", "ActiveChanged"),
        (BusType::Session, "org.gnome.ScreenSaver", "ActiveChanged"),
        (BusType::Session, "org.cinnamon.ScreenSaver", "ActiveChanged"),
    ];
    /// Milliseconds the manager may take to answer.
    const ANSWER: i32 = 5_000;

    thread_local! {
        /// While this is held the machine does not fall asleep: it waits until the vault is shut.
        static AWAKE: RefCell<Option<UnixFDList>> = const { RefCell::new(None) };
    }

    pub fn listen(guard: &Guard, desk: &Desk) {
        for kind in [BusType::System, BusType::Session] {
            let (guard, desk) = (guard.clone(), desk.clone());
            bus_get(kind, None::<&Cancellable>, move |bus| {
                // Without a bus there are still the clocks.
                if let Ok(bus) = bus {
                    subscribe(&bus, kind, &guard, &desk);
                    if kind == BusType::System {
                        stay_awake(&bus);
                    }
                }
            });
        }
    }

    /// Asks that sleep be put off for the moment that locking takes. Who refuses is locked as quickly as it goes.
    fn stay_awake(bus: &DBusConnection) {
        let wish = ("sleep", "明辩", "锁定保险库", "delay").to_variant();
        bus.call_with_unix_fd_list(
            Some(LOGIND.0),
            LOGIND.1,
            LOGIND.2,
            "Inhibit",
            Some(&wish),
            None,
            DBusCallFlags::NO_AUTO_START,
            ANSWER,
            None::<&UnixFDList>,
            None::<&Cancellable>,
            |answer| {
                if let Ok((_, held)) = answer {
                    AWAKE.set(Some(held));
                }
            },
        );
    }

    fn subscribe(bus: &DBusConnection, kind: BusType, guard: &Guard, desk: &Desk) {
        for (_, interface, signal) in SIGNALS.iter().filter(|(own, _, _)| *own == kind) {
            let (guard, desk) = (guard.clone(), desk.clone());
            bus.signal_subscribe(
                None,
                Some(interface),
                Some(signal),
                None,
                None,
                DBusSignalFlags::NONE,
                move |bus, _, _, _, signal, about: &Variant| {
                    let flag = (about.n_children() > 0)
                        .then(|| about.child_value(0).get::<bool>())
                        .flatten();
                    let sleep = signal == SLEEP;
                    if flag.unwrap_or(true) {
                        let (guard, desk) = (guard.clone(), desk.clone());
                        std::thread::spawn(move || {
                            guard.lock(&desk);
                            if sleep {
                                MainContext::default().invoke(|| drop(AWAKE.take()));
                            }
                        });
                    } else if sleep {
                        // Awake again: the next sleep waits, too.
                        stay_awake(bus);
                    }
                },
            );
        }
        // The subscriptions live as long as the connection does: for ever.
        std::mem::forget(bus.clone());
    }
}
