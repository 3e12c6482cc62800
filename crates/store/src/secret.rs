//! 256-bit keys, wiped when dropped, and how one key wraps another.

use crate::error::{Error, Kind, disk};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

const NONCE: usize = 24;

/// A 256-bit key. It lies on the heap, so that handing it on leaves no copy behind on the stack.
pub(crate) struct Secret(Box<[u8; 32]>);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Overwrites the part of the stack that was used a moment ago: what a cipher had spread out there does not stay.
#[inline(never)]
pub fn scrub_stack() {
    let scrub = [0_u8; 128 * 1024];
    std::hint::black_box(&scrub);
}

impl Secret {
    pub(crate) fn random() -> Result<Secret, Error> {
        let mut secret = Secret::blank();
        fill(secret.0.as_mut_slice())?;
        Ok(secret)
    }

    fn blank() -> Secret {
        Secret(Box::new([0; 32]))
    }

    /// A key that something writes in its place.
    pub(crate) fn made(make: impl FnOnce(&mut [u8; 32])) -> Secret {
        let mut secret = Secret::blank();
        make(&mut secret.0);
        secret
    }

    /// A second copy, wiped by itself.
    pub(crate) fn copy(&self) -> Secret {
        Secret(self.0.clone())
    }

    /// The raw-key literal SQLCipher takes, which skips its own key derivation.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            push_hex(&mut text, *byte);
        }
        text.push_str("'\"");
        text
    }

    /// A second key that only this one gives, for one purpose.
    pub(crate) fn branch(&self, purpose: &str) -> Secret {
        Secret::of(&[self], &[], purpose)
    }

    /// One key out of several secrets, all of which are needed, for one purpose.
    pub(crate) fn of(parts: &[&Secret], salt: &[u8], purpose: &str) -> Secret {
        let mut joined = Zeroizing::new(Vec::with_capacity(parts.len() * 32));
        parts
            .iter()
            .for_each(|part| joined.extend_from_slice(part.0.as_slice()));
        Secret::made(|key| {
            Hkdf::<Sha256>::new(Some(salt), &joined)
                .expand(purpose.as_bytes(), key.as_mut_slice())
                .expect("32 bytes are fewer than the 8160 that HKDF-SHA-256 can give");
        })
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Encrypts another key under this one: nonce, ciphertext, tag. `bound` must be the same when it is unwrapped.
    pub(crate) fn wrap(&self, inner: &Secret, bound: &str) -> Result<Vec<u8>, Error> {
        self.seal(inner.0.as_slice(), bound)
    }

    /// The key wrapped under this one; `None` when this is not the key, or a byte was changed, or it was bound to
    /// something else.
    pub(crate) fn unwrap(&self, wrapped: &[u8], bound: &str) -> Option<Secret> {
        Secret::from_slice(&self.open(wrapped, bound)?)
    }

    /// A key of exactly that length.
    pub(crate) fn from_slice(plain: &[u8]) -> Option<Secret> {
        (plain.len() == 32).then(|| Secret::made(|bytes| bytes.copy_from_slice(plain)))
    }

    /// Encrypts anything: nonce, ciphertext, tag.
    pub(crate) fn seal(&self, plain: &[u8], bound: &str) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce)?;
        let payload = Payload {
            msg: plain,
            aad: bound.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| disk())?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed; `None` as in [`Secret::unwrap`].
    pub(crate) fn open(&self, sealed: &[u8], bound: &str) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: sealed,
            aad: bound.as_bytes(),
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()
            .map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(<&Key>::from(&*self.0))
    }
}

/// Random bytes of the operating system.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes)
        .map_err(|_| Error::new(Kind::Io, "操作系统没有提供随机数，无法生成密钥。请重新启动电脑后再试。"))
}

/// A random identifier of 128 bits.
pub(crate) fn identifier() -> Result<String, Error> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(hex(&bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    bytes.iter().for_each(|byte| push_hex(&mut text, *byte));
    text
}

fn push_hex(text: &mut String, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
    }
}

/// The bytes of a hexadecimal text; `None` when it is not one.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect()
}
