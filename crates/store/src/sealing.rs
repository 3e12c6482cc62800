//! Giving a key to somebody who is not here: sealed for the public half of their user key.
//!
//! X25519 with a key made for the occasion, HKDF over the secret both ends reach, XChaCha20-Poly1305 around the key.

use crate::error::Error;
use crate::secret::Secret;
use x25519_dalek::{PublicKey, StaticSecret};

const PUBLIC: usize = 32;

/// The public half that belongs to a user key.
pub(crate) fn public_of(user: &Secret) -> [u8; PUBLIC] {
    PublicKey::from(&private(user)).to_bytes()
}

/// Seals a key so that only whoever has the private half opens it.
pub(crate) fn seal(public: [u8; PUBLIC], key: &Secret, bound: &str) -> Result<Vec<u8>, Error> {
    let once = Secret::random()?;
    let own = StaticSecret::from(*once.bytes());
    let from = PublicKey::from(&own).to_bytes();
    let shared = own.diffie_hellman(&PublicKey::from(public));
    let wrapped = between(shared.as_bytes(), &from, &public).wrap(key, bound)?;
    Ok([from.as_slice(), &wrapped].concat())
}

/// What was sealed for this user key; `None` when it was not, or a byte was changed.
pub(crate) fn open(user: &Secret, sealed: &[u8], bound: &str) -> Option<Secret> {
    let (from, wrapped) = sealed.split_first_chunk::<PUBLIC>()?;
    let own = private(user);
    let shared = own.diffie_hellman(&PublicKey::from(*from));
    between(shared.as_bytes(), from, &PublicKey::from(&own).to_bytes()).unwrap(wrapped, bound)
}

fn private(user: &Secret) -> StaticSecret {
    StaticSecret::from(*user.branch("mingbian sealing key").bytes())
}

fn between(shared: &[u8; 32], from: &[u8; PUBLIC], to: &[u8; PUBLIC]) -> Secret {
    let shared = Secret::made(|bytes| bytes.copy_from_slice(shared));
    Secret::of(&[&shared], &[from.as_slice(), to].concat(), "mingbian sealed key")
}
