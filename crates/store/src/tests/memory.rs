//! What is left in memory once the vault is shut. The allocator is the one the program itself runs with.

use super::keys::machine;
use super::{folder, listed, now, record, says};
use crate::secret::{Secret, hex, scrub_stack};
use crate::{Kdf, Sheet, Vault};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

const MASK: u8 = 0x5a;

/// Something that must not be found, kept so that keeping it is no copy of it.
struct Needle(&'static str, Vec<u8>);

impl Needle {
    fn of(name: &'static str, bytes: &[u8]) -> Needle {
        Needle(name, bytes.iter().map(|byte| byte ^ MASK).collect())
    }

    fn begins(&self, window: &[u8]) -> bool {
        window.len() >= self.1.len() && self.1.iter().zip(window).all(|(own, byte)| own ^ MASK == *byte)
    }
}

/// Every needle found in memory this process may write to.
fn found(needles: &[Needle]) -> Vec<&'static str> {
    let longest = needles.iter().map(|needle| needle.1.len()).max().unwrap_or(0);
    let first: Vec<u8> = needles.iter().map(|needle| needle.1[0] ^ MASK).collect();
    let mut memory = File::open("/proc/self/mem").expect("own memory");
    let maps = BufReader::new(File::open("/proc/self/maps").expect("a map"));
    let mut hits = Vec::new();
    let mut piece = vec![0; (1 << 20) + longest];
    for line in maps.lines().map_while(Result::ok) {
        let mut parts = line.split(' ');
        let (Some(range), Some(rights)) = (parts.next(), parts.next()) else {
            continue;
        };
        if !rights.starts_with("rw") || line.ends_with("[vvar]") {
            continue;
        }
        let (from, to) = range.split_once('-').expect("a range");
        let hexadecimal = |text| u64::from_str_radix(text, 16).expect("an address");
        let (mut at, end) = (hexadecimal(from), hexadecimal(to));
        while at < end {
            let wanted = piece.len().min(usize::try_from(end - at).expect("fits"));
            if memory.seek(SeekFrom::Start(at)).is_err() || memory.read_exact(&mut piece[..wanted]).is_err() {
                break;
            }
            for place in 0..wanted {
                let byte = piece[place];
                if first.contains(&byte) {
                    hits.extend(
                        needles
                            .iter()
                            .filter(|needle| needle.begins(&piece[place..wanted]))
                            .map(|needle| needle.0),
                    );
                }
            }
            piece[..wanted].fill(0);
            at += (1 << 20).min(wanted) as u64;
        }
    }
    hits
}

/// A passphrase nobody has used before, which is in no constant of this program.
fn passphrase() -> String {
    let mut bytes = [0; 12];
    crate::secret::fill(&mut bytes).expect("random numbers");
    let text = format!("口令-{}", hex(&bytes));
    bytes.fill(0);
    text
}

/// On a thread of its own: what the test itself leaves on its stack goes with it.
fn work() -> (Vec<Needle>, Vec<&'static str>) {
    let dir = folder();
    let here = machine();
    let words = passphrase();
    let mut needles = vec![Needle::of("the passphrase", words.as_bytes())];
    let vault = Vault::create_on(&here, dir.path(), "王律师", &words, Kdf::light_for_tests(), now()).expect("a vault");
    let user = vault.user().id.clone();
    drop(vault);
    let vault = Vault::unlock_on(&here, dir.path(), &user, &words, now()).expect("unlocks");
    let sheet = Sheet::new().expect("a sheet");
    vault.keep_recovery(&sheet, now()).expect("is kept");
    let id = vault
        .create_case(&record(30), listed("王某帮信案"), now())
        .expect("a case");
    vault
        .write(&id, now(), &says("gains", "x"), "录入事实", None)
        .expect("writes");
    vault.forget(&id);
    vault.load(&id).expect("opened again");
    vault.set_wall(&id, std::slice::from_ref(&user), now()).expect("a wall");
    vault.load(&id).expect("opened again");
    let mut key = |name, secret: &Secret| {
        needles.push(Needle::of(name, secret.bytes()));
        needles.push(Needle::of(name, hex(secret.bytes()).as_bytes()));
    };
    key("the user key", &vault.keys.user);
    key("the vault key", &vault.keys.vault);
    key("the key of a case", &vault.case_key(&id).expect("a key"));
    key("the key of the sheet", &sheet.0);
    let slots = vault.slots().expect("slots");
    let kek = slots.of(&user).expect("a slot").kek(&words, &here).expect("derives");
    key("the key-encryption key", &kek);
    drop((kek, slots, sheet));
    let open = found(&needles);
    drop((vault, words));
    (needles, open)
}

#[test]
fn after_locking_no_copy_of_a_passphrase_or_a_key_is_in_memory() {
    let worker = std::thread::spawn(|| {
        let done = work();
        scrub_stack();
        done
    });
    let (needles, open) = worker.join().expect("works");
    // The search finds what is there: while the vault is open its keys are.
    for name in ["the user key", "the vault key", "the passphrase"] {
        assert!(
            open.contains(&name),
            "{name} was not found while it was there: {open:?}"
        );
    }
    assert_eq!(found(&needles), Vec::<&str>::new());
}
