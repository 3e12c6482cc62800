//! The journal beside a database, looked at before SQLite does.
//!
//! SQLite reads a journal up to the first frame whose checksum does not fit and takes the rest for what a power cut left unfinished.
//! After a real power cut that is right. But a frame that goes bad later, on the disk, would take every change behind it away
//! without a word. The two can be told apart: each change is synced before the next one begins, so behind a bad frame there is
//! never a whole change followed by another one, unless the frame was good when that other one was written.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

const HEAD: usize = 32;
const FRAME: usize = 24;
/// A journal with a larger page than SQLite allows is none.
const LARGEST: usize = 65_536;

/// Whether a journal has nothing bad in its midst; a missing one has not, and neither has one that ends in the middle.
pub(crate) fn whole(journal: &Path) -> std::io::Result<bool> {
    match File::open(journal) {
        Ok(file) => read(BufReader::with_capacity(1 << 16, file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn read(mut file: impl Read) -> std::io::Result<bool> {
    let mut head = [0; HEAD];
    if !fill(&mut file, &mut head)? {
        return Ok(true);
    }
    let order = Order::of(number(&head, 0));
    let mut sum = order.map_or((0, 0), |order| order.sum((0, 0), &head[..24]));
    let mut sound = order.is_some() && sum == (number(&head, 24), number(&head, 28));
    let order = order.unwrap_or(Order::Little);
    let size = usize::try_from(number(&head, 8)).unwrap_or(0);
    let size = if size.is_power_of_two() && (512..=LARGEST).contains(&size) {
        size
    } else {
        4096
    };
    let mut salt = (number(&head, 16), number(&head, 20));
    let mut frame = vec![0; FRAME + size];
    let (mut first, mut ended) = (true, false);
    while fill(&mut file, &mut frame)? {
        let own = (number(&frame, 8), number(&frame, 12));
        if first && !sound {
            // The head itself is bad: the first frame says which generation was written last.
            salt = own;
        }
        first = false;
        if sound {
            let next = order.sum(order.sum(sum, &frame[..8]), &frame[FRAME..]);
            sound = own == salt && next == (number(&frame, 16), number(&frame, 20));
            sum = next;
            if sound {
                continue;
            }
        }
        if own == salt {
            // A frame of a change that began after a whole change behind the bad place.
            if ended {
                return Ok(false);
            }
            ended = number(&frame, 4) != 0;
        }
    }
    Ok(true)
}

/// Fills the buffer; false when there is not enough left.
fn fill(file: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// A number of the format, most significant byte first.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    u32::from_be_bytes(four.unwrap_or_default())
}

/// In which order the checksums read their words.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn of(magic: u32) -> Option<Order> {
        match magic {
            0x377f_0682 => Some(Order::Little),
            0x377f_0683 => Some(Order::Big),
            _ => None,
        }
    }

    fn sum(self, from: (u32, u32), bytes: &[u8]) -> (u32, u32) {
        let word = |four: &[u8]| {
            let four = four.try_into().unwrap_or_default();
            match self {
                Order::Little => u32::from_le_bytes(four),
                Order::Big => u32::from_be_bytes(four),
            }
        };
        bytes.chunks_exact(8).fold(from, |(a, b), eight| {
            let a = a.wrapping_add(word(&eight[..4])).wrapping_add(b);
            let b = b.wrapping_add(word(&eight[4..])).wrapping_add(a);
            (a, b)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A journal of changes, each of so many frames of 512 bytes, as SQLite writes it.
    fn journal(changes: &[usize]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for word in [0x377f_0682_u32, 3_007_000, 512, 0, 7, 9] {
            bytes.extend(word.to_be_bytes());
        }
        let mut sum = Order::Little.sum((0, 0), &bytes);
        bytes.extend([sum.0.to_be_bytes(), sum.1.to_be_bytes()].concat());
        for (change, frames) in changes.iter().enumerate() {
            for place in 0..*frames {
                let ends = u32::from(place + 1 == *frames) * 5;
                let head: Vec<u8> = [1, ends, 7, 9]
                    .iter()
                    .flat_map(|word: &u32| word.to_be_bytes())
                    .collect();
                let page = vec![change as u8 + 1; 512];
                sum = Order::Little.sum(Order::Little.sum(sum, &head[..8]), &page);
                bytes.extend(&head);
                bytes.extend([sum.0.to_be_bytes(), sum.1.to_be_bytes()].concat());
                bytes.extend(page);
            }
        }
        bytes
    }

    fn at(frame: usize) -> usize {
        HEAD + frame * (FRAME + 512)
    }

    #[test]
    fn a_whole_journal_and_one_that_ends_anywhere_are_fine() {
        let bytes = journal(&[2, 1, 3]);
        for end in 0..=bytes.len() {
            assert!(read(&bytes[..end]).expect("reads"), "cut at {end}");
        }
    }

    #[test]
    fn a_bad_frame_before_later_changes_is_found() {
        let bytes = journal(&[2, 1, 3]);
        for place in [14, at(0) + 3, at(0) + 9, at(0) + 40, at(1) + 100, at(1) + 17] {
            let mut hurt = bytes.clone();
            hurt[place] ^= 4;
            assert!(!read(&hurt[..]).expect("reads"), "byte {place}");
        }
    }

    #[test]
    fn the_last_change_half_written_is_a_power_cut() {
        let bytes = journal(&[2, 1, 3]);
        for frame in 3..6 {
            let mut torn = bytes.clone();
            torn[at(frame) + FRAME..at(frame) + FRAME + 100].fill(0);
            assert!(read(&torn[..]).expect("reads"), "frame {frame}");
        }
    }

    #[test]
    fn what_an_older_generation_left_behind_is_no_damage() {
        let mut bytes = journal(&[1]);
        let mut old = journal(&[1, 1, 1, 1]);
        for frame in 1..4 {
            old[at(frame) + 8..at(frame) + 12].copy_from_slice(&6_u32.to_be_bytes());
        }
        bytes.extend(&old[at(1)..]);
        assert!(read(&bytes[..]).expect("reads"));
    }
}
