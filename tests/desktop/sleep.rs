//! The machine falls asleep: the program asks the session manager to wait, shuts the vault, and only then lets it sleep.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use gtk::gio::{
    BusNameOwnerFlags, BusType, Cancellable, DBusConnection, DBusMethodInvocation, DBusNodeInfo, UnixFDList,
    bus_get_sync, bus_own_name_on_connection,
};
use gtk::glib::variant::Handle;
use gtk::glib::{MainContext, MainLoop, ToVariant, Variant};

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";
const NAME: &str = "org.freedesktop.login1";
const PLACE: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SHAPE: &str = r#"<node><interface name="org.freedesktop.login1.Manager">
  <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="h" direction="out"/></method>
  <signal name="PrepareForSleep"><arg type="b"/></signal>
</interface></node>"#;
/// How long the real manager waits for somebody who asked it to.
const WAITS: Duration = Duration::from_secs(5);

/// Somebody asked to be waited for: what they asked, and our end of what they hold.
struct Asked {
    wish: Vec<String>,
    held: UnixStream,
}

/// A session manager, as far as sleeping goes.
struct Manager {
    bus: DBusConnection,
    asked: Receiver<Asked>,
}

impl Manager {
    /// Takes the name of the real one on the bus of these tests.
    fn begin() -> Manager {
        let (asks, asked) = channel();
        let (ready, begun) = channel();
        std::thread::spawn(move || {
            let context = MainContext::new();
            let own = context.clone();
            let served = context.with_thread_default(|| serve(&own, asks, &ready));
            served.expect("a context of its own");
        });
        let bus = begun.recv().expect("the manager begins");
        Manager { bus, asked }
    }

    /// Says that the machine is about to sleep, or that it is awake again.
    fn says(&self, asleep: bool) {
        let signal = self
            .bus
            .emit_signal(None, PLACE, MANAGER, "PrepareForSleep", Some(&(asleep,).to_variant()));
        signal.expect("the bus carries it");
    }

    /// Who asked to be waited for.
    fn asked(&self) -> Asked {
        self.asked
            .recv_timeout(Duration::from_secs(20))
            .expect("the program asks to be waited for")
    }
}

fn serve(context: &MainContext, asks: Sender<Asked>, ready: &Sender<DBusConnection>) {
    let bus = bus_get_sync(BusType::Session, None::<&Cancellable>).expect("the bus of these tests");
    let shape = DBusNodeInfo::for_xml(SHAPE).expect("a shape");
    let interface = shape.lookup_interface(MANAGER).expect("the interface");
    let asks = std::sync::Mutex::new(asks);
    let answer =
        move |_: DBusConnection, _: &str, _: &str, _: &str, _: &str, wish: Variant, call: DBusMethodInvocation| {
            let (held, theirs) = UnixStream::pair().expect("a pair");
            let list = UnixFDList::from_array([theirs]);
            call.return_value_with_unix_fd_list(Some(&(Handle(0),).to_variant()), Some(&list));
            let wish = (0..wish.n_children())
                .filter_map(|n| wish.child_value(n).get::<String>())
                .collect();
            let _ = asks.lock().expect("asks").send(Asked { wish, held });
        };
    bus.register_object(
        PLACE,
        &interface,
        answer,
        |_, _, _, _, _| false.to_variant(),
        |_, _, _, _, _, _| false,
    )
    .expect("the object");
    let told = std::sync::Mutex::new(Some(ready.clone()));
    bus_own_name_on_connection(
        &bus,
        NAME,
        BusNameOwnerFlags::REPLACE,
        move |bus, _| {
            if let Some(ready) = told.lock().expect("told").take() {
                let _ = ready.send(bus);
            }
        },
        |_, _| {},
    );
    MainLoop::new(Some(context), false).run();
}

#[tokio::test]
async fn the_machine_sleeps_once_the_vault_is_shut() {
    let manager = Manager::begin();
    let bus = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("a bus of these tests");
    let desk = Desk::sit_down_with("sleep", &[("DBUS_SYSTEM_BUS_ADDRESS", &bus)]).await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("demo-case").await;
    desk.control("result-track").await;
    let asked = manager.asked();
    assert_eq!(asked.wish, ["sleep", "明辩", "锁定保险库", "delay"]);

    for round in 0..2 {
        let mut held = match round {
            0 => asked.held.try_clone().expect("our end"),
            // Awake again: it asks to be waited for the next time.
            _ => manager.asked().held,
        };
        held.set_read_timeout(Some(WAITS)).expect("a limit");
        let begun = Instant::now();
        manager.says(true);
        let waited = tokio::task::spawn_blocking(move || held.read(&mut [0; 1]))
            .await
            .expect("waits");
        assert_eq!(
            waited.expect("it lets the machine sleep before the manager loses patience"),
            0
        );
        eprintln!("from the word to the shut vault: {} ms", begun.elapsed().as_millis());
        let state = desk.promise("window.__TAURI_INTERNALS__.invoke('call', { name: 'vault_state', request: {} })");
        assert_eq!(
            state.await.expect("the door answers")["unlocked"],
            false,
            "it sleeps with an open vault"
        );
        manager.says(false);
        desk.control("unlock-passphrase").await;
        assert!(
            !desk.screen().await.contains("某云科技"),
            "something of the case is behind the lock"
        );
        desk.type_into("unlock-passphrase", PASSPHRASE).await;
        desk.press(thirtyfour::Key::Enter + "").await;
        desk.control("result-track").await;
    }
    desk.leave().await;
}
