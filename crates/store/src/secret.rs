//! 256-bit keys, wiped when dropped, and how one key wraps another.

use crate::error::{Error, Kind, disk};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// A 256-bit key.
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(crate) fn random() -> Result<Secret, Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        fill(bytes.as_mut_slice())?;
        Ok(Secret(bytes))
    }

    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Secret {
        Secret(bytes)
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

    /// Encrypts another key under this one: nonce, ciphertext, tag. `bound` must be the same when it is unwrapped.
    pub(crate) fn wrap(&self, inner: &Secret, bound: &str) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce)?;
        let payload = Payload {
            msg: inner.0.as_slice(),
            aad: bound.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| disk())?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The key wrapped under this one; `None` when this is not the key, or a byte was changed, or it was bound to
    /// something else.
    pub(crate) fn unwrap(&self, wrapped: &[u8], bound: &str) -> Option<Secret> {
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: sealed,
            aad: bound.as_bytes(),
        };
        let plain = Zeroizing::new(self.cipher().decrypt(&XNonce::from(*nonce), payload).ok()?);
        let mut bytes = Zeroizing::new([0; 32]);
        if plain.len() != bytes.len() {
            return None;
        }
        bytes.copy_from_slice(&plain);
        Some(Secret(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.0))
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
