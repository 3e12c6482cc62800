//! What a run came to: figures, and the first thing that went wrong.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// One test of the plan.
pub struct Report {
    /// R1, S4 and so on, with its name.
    pub title: String,
    /// What was counted.
    pub figures: Vec<(String, String)>,
    /// What went wrong, at most a few of them.
    pub faults: Vec<String>,
    started: Instant,
    /// Seconds it took.
    pub seconds: u64,
}

impl Report {
    /// Begins.
    pub fn new(title: &str) -> Report {
        Report {
            title: title.to_owned(),
            figures: Vec::new(),
            faults: Vec::new(),
            started: Instant::now(),
            seconds: 0,
        }
    }

    /// Counts something.
    pub fn figure(&mut self, name: &str, value: impl ToString) {
        self.figures.push((name.to_owned(), value.to_string()));
    }

    /// Notes a fault; the first twenty are kept, all are counted.
    pub fn fault(&mut self, words: impl Into<String>) {
        self.faults.push(words.into());
    }

    /// Ends.
    pub fn done(mut self) -> Report {
        self.seconds = self.started.elapsed().as_secs();
        self
    }

    /// As text, for people.
    pub fn text(&self) -> String {
        format!("### {}\n\n{}", self.title, self.body())
    }

    /// Figures and faults, as they stand under the title.
    pub fn body(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.figures {
            text.push_str(&format!("- {name}: **{value}**\n"));
        }
        text.push_str(&format!("- faults: **{}** ({} s)\n", self.faults.len(), self.seconds));
        for fault in self.faults.iter().take(20) {
            text.push_str(&format!("  - {fault}\n"));
        }
        text
    }
}

/// Counts by name, in order.
#[derive(Default)]
pub struct Tally(std::collections::BTreeMap<String, u64>);

impl Tally {
    /// One more.
    pub fn one(&mut self, name: impl Into<String>) {
        *self.0.entry(name.into()).or_default() += 1;
    }

    /// In a line.
    pub fn line(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(name, count)| format!("{name} {count}")).collect();
        parts.join(", ")
    }
}

static PATIENCE: AtomicU64 = AtomicU64::new(1);

/// By how much every limit of time is stretched: one at the floors; more where the machine is shared and only a hang is a fault.
pub fn patience() -> u128 {
    PATIENCE.load(Ordering::Relaxed).into()
}

/// Stretches every limit of time.
pub fn be_patient(times: u64) {
    PATIENCE.store(times.max(1), Ordering::Relaxed);
}
