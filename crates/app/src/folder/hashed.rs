//! Bytes on their way, counted and hashed; and the bytes of an original, a piece at a time.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Passes bytes on and remembers their hash.
pub(super) struct Hashed<'a> {
    inner: &'a mut dyn Read,
    digest: Sha256,
    pub bytes: u64,
}

impl<'a> Hashed<'a> {
    pub fn new(inner: &'a mut dyn Read) -> Hashed<'a> {
        Hashed {
            inner,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    /// SHA-256 of what went by, in hexadecimal.
    pub fn sha256(self) -> String {
        self.digest
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.digest.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

/// The bytes of an original, one piece in memory.
pub(super) struct Pieces<'a> {
    pub vault: &'a store::Vault,
    pub case: &'a store::CaseId,
    pub original: &'a str,
    pub at: u64,
    pub piece: Vec<u8>,
    pub used: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.used == self.piece.len() {
            let to = self.at + store::PIECE as u64;
            let read = self.vault.read_original(self.case, self.original, self.at, to);
            self.piece = read.map_err(|error| io::Error::other(error.message))?;
            self.at += self.piece.len() as u64;
            self.used = 0;
        }
        let count = buffer.len().min(self.piece.len() - self.used);
        buffer[..count].copy_from_slice(&self.piece[self.used..self.used + count]);
        self.used += count;
        Ok(count)
    }
}

/// Fills a buffer as far as there is anything; what comes back is shorter only at the end.
pub(super) fn fill(from: &mut dyn Read, size: usize) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(size);
    from.take(size as u64).read_to_end(&mut piece)?;
    Ok(piece)
}
