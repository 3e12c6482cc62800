//! S4 and S5: hostile input. Seeds kept under `tests/fuzz/<target>/` are mutated by chance that can be repeated; every input must
//! end without a panic, in less than a second of work, in bounded memory, and a refusal must be a Chinese sentence.

mod hostile;
mod mutate;
mod output;
mod targets;
pub mod types;
mod wire;

pub use wire::DECLARED;

use crate::report::Report;
use crate::seed::Seed;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// An input may take as long.
const LONG: Duration = Duration::from_secs(1);
/// Longer than this, and the run is given up with the input on the screen.
const HUNG: u64 = 30;
/// The process may grow by so many KiB over one input.
const MEMORY: u64 = 512 * 1024;

/// What takes input from outside.
pub struct Target {
    /// Its name, and that of its folder of seeds.
    pub name: &'static str,
    /// How many mutations are tried for each hundred asked for.
    pub share: usize,
    /// Seeds besides those in the folder.
    pub seeds: Vec<Vec<u8>>,
    /// Takes one input; an error is a fault of the product.
    pub run: Taking,
}

/// Something that takes one input.
pub type Taking = Box<dyn FnMut(&[u8]) -> Result<(), String>>;

/// Every target, or one of them.
pub fn all(seed: u64, count: usize, only: &str, corpus: &Path) -> Vec<Report> {
    quiet();
    let mut reports = Vec::new();
    for mut target in targets::all() {
        if only.is_empty() || target.name == only {
            reports.push(one(seed, count * target.share / 100, &mut target, corpus));
        }
    }
    if only.is_empty() || only == "wire" {
        // A round is every command once, which costs more than any other input.
        reports.push(wire::commands(seed, count.min(20) + count / 50));
    }
    if only.is_empty() || only == "hostile" {
        reports.push(hostile::inputs());
    }
    if only.is_empty() || only == "output" {
        reports.push(output::exports());
    }
    reports
}

fn one(seed: u64, count: usize, target: &mut Target, corpus: &Path) -> Report {
    let mut report = Report::new(&format!("S4 fuzz {}", target.name));
    let mut seeds = target.seeds.clone();
    let folder = corpus.join(target.name);
    for name in crate::folder::files(&folder) {
        seeds.extend(std::fs::read(folder.join(name)).ok());
    }
    let kept = seeds.len();
    let (mut chance, mut watch) = (Seed::new(seed, target.name), Watch::start(target.name));
    let mut slowest = Duration::ZERO;
    for n in 0..kept + count {
        let input = match seeds.get(n).filter(|_| n < kept) {
            Some(own) => own.clone(),
            None => mutate::mutate(&seeds, &mut chance),
        };
        let tried = watch.tried(&input, &mut target.run);
        slowest = slowest.max(tried.took);
        if let Some(why) = tried.fault {
            let file = keep(target.name, &input);
            report.fault(format!("seed {seed}, input {n} ({file}): {why}"));
        }
    }
    report.figure("seeds kept", kept);
    report.figure("inputs", kept + count);
    report.figure("slowest, ms (limit 1,000)", slowest.as_millis());
    report.figure("most memory for one input, MiB (limit 512)", watch.most / 1024);
    report.done()
}

/// What one input came to.
struct Tried {
    took: Duration,
    fault: Option<String>,
}

/// Times inputs, watches memory, and ends the run when one never comes back.
struct Watch {
    since: Arc<AtomicU64>,
    input: Arc<Mutex<Vec<u8>>>,
    begun: Instant,
    most: u64,
    base: u64,
    tries: u64,
}

impl Watch {
    fn start(name: &'static str) -> Watch {
        let watch = Watch {
            since: Arc::new(AtomicU64::new(0)),
            input: Arc::default(),
            begun: Instant::now(),
            most: 0,
            base: memory("VmRSS"),
            tries: 0,
        };
        let (since, input, begun) = (watch.since.clone(), watch.input.clone(), watch.begun);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let at = since.load(Ordering::Relaxed);
                if at == u64::MAX {
                    return;
                }
                if at != 0 && begun.elapsed().as_secs().saturating_sub(at) > HUNG {
                    let file = keep(name, &input.lock().map(|input| input.clone()).unwrap_or_default());
                    crate::say(&format!("{name} never came back: {file}"));
                    std::process::exit(3);
                }
            }
        });
        watch
    }

    fn tried(&mut self, input: &[u8], run: &mut dyn FnMut(&[u8]) -> Result<(), String>) -> Tried {
        if let Ok(mut kept) = self.input.lock() {
            kept.clear();
            kept.extend_from_slice(input);
        }
        // The peak is forgotten now and then: asking for it costs more than most inputs.
        self.tries += 1;
        let measured = self.tries.is_multiple_of(16) || input.len() > 100_000;
        if measured {
            let _ = std::fs::write("/proc/self/clear_refs", "5");
        }
        let before = memory_if(measured);
        let mut took = Duration::MAX;
        let mut fault = None;
        // A machine under load is not a slow program: only what is slow three times is slow.
        for _ in 0..3 {
            self.since
                .store(self.begun.elapsed().as_secs().max(1), Ordering::Relaxed);
            let started = Instant::now();
            fault = match catch_unwind(AssertUnwindSafe(|| run(input))) {
                Ok(result) => result.err(),
                Err(_) => Some(format!("panics {}", place())),
            };
            took = took.min(started.elapsed());
            self.since.store(0, Ordering::Relaxed);
            if took < LONG || fault.is_some() {
                break;
            }
        }
        if measured {
            let grown = memory("VmHWM").saturating_sub(before.max(self.base));
            self.most = self.most.max(grown);
            if grown > MEMORY && fault.is_none() {
                fault = Some(format!("it took {} MiB", grown / 1024));
            }
        }
        if took.as_millis() >= LONG.as_millis() * crate::report::patience() && fault.is_none() {
            fault = Some(format!("it took {} ms", took.as_millis()));
        }
        Tried { took, fault }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.since.store(u64::MAX, Ordering::Relaxed);
    }
}

fn memory_if(measured: bool) -> u64 {
    if measured { memory("VmRSS") } else { 0 }
}

/// KiB of this process, as the system counts them.
pub fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.unwrap_or_default()
}

static PLACE: Mutex<String> = Mutex::new(String::new());

/// A panic says where it was once it is reported, not while a thousand others go by.
pub fn quiet() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut place) = PLACE.lock() {
            *place = panic.to_string().replace('\n', " ");
        }
    }));
}

fn place() -> String {
    PLACE.lock().map(|place| place.clone()).unwrap_or_default()
}

/// An input that did harm is kept, so that it can be looked at and become a seed.
fn keep(name: &str, input: &[u8]) -> String {
    let file = std::env::temp_dir().join(format!("torture-{name}-{}", &memo::receipt::sha256(input)[..12]));
    let _ = std::fs::write(&file, input);
    file.display().to_string()
}

/// Whether a refusal is fit for a lawyer's eyes. Names of files are quoted in it, whatever they are.
pub fn fit(words: &str) -> Result<(), String> {
    let chinese = words.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let lower = words.to_lowercase();
    let leaks = [
        "os error",
        "sqlite",
        "errno",
        "panicked",
        "missing field",
        "expected",
        "invalid type",
        "/home",
        "/tmp",
    ];
    match chinese >= 4 && leaks.iter().all(|leak| !lower.contains(leak)) {
        true => Ok(()),
        false => Err(format!("it says: {}", words.chars().take(120).collect::<String>())),
    }
}
