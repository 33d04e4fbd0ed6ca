//! A PIN: read, judged, and kept as a hash that is slow to try.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use crate::StaffProblem;

/// How many digits a PIN has at least, and at most.
const DIGITS: (u32, u32) = (4, 8);
/// 32 MiB, three passes: about a tenth of a second on a till.
const COST: Cost = Cost { memory_kib: 32 * 1024, passes: 3 };
/// What a file may ask for, so that a forged one cannot bring the machine down.
const MAX_COST: Cost = Cost { memory_kib: 256 * 1024, passes: 16 };
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// What somebody typed where a PIN is asked for. It prints nothing and is wiped when dropped.
#[derive(Clone)]
pub struct TypedPin(SecretString);

impl TypedPin {
    /// What was typed.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// What is entered by hand may come in full-width digits; anything else in it stays and matches no PIN.
    fn digits(&self) -> Zeroizing<String> {
        let ascii = |character: char| match character {
            '０'..='９' => {
                char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')).unwrap_or(character)
            }
            other => other,
        };
        Zeroizing::new(self.0.expose_secret().trim().chars().map(ascii).collect())
    }
}

impl fmt::Debug for TypedPin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TypedPin(…)")
    }
}

/// Two typed PINs are never compared; acts that carry one are, in tests.
impl PartialEq for TypedPin {
    fn eq(&self, other: &Self) -> bool {
        *self.digits() == *other.digits()
    }
}

impl Eq for TypedPin {}

impl<'de> Deserialize<'de> for TypedPin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// A PIN that is good enough to be set.
#[derive(Clone, Debug)]
pub struct Pin(TypedPin);

impl Pin {
    /// Four to eight digits, and none of those that everybody tries first: one digit only, a pair repeated, a run up
    /// or down.
    pub fn read(typed: &TypedPin) -> Result<Self, StaffProblem> {
        let text = typed.digits();
        let (shortest, longest) = DIGITS;
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        if !text.bytes().all(|byte| byte.is_ascii_digit()) || length < shortest || length > longest {
            return Err(StaffProblem::PinNotDigits { shortest, longest });
        }
        if is_simple(text.as_bytes()) { Err(StaffProblem::PinTooSimple) } else { Ok(Self(typed.clone())) }
    }
}

fn is_simple(digits: &[u8]) -> bool {
    let steps: Vec<u8> = digits.windows(2).map(|pair| (10 + pair[1] - pair[0]) % 10).collect();
    let is_run = |step: u8| steps.iter().all(|other| *other == step);
    is_run(0) || is_run(1) || is_run(9) || digits.iter().zip(&digits[2..]).all(|(one, next)| one == next)
}

/// What is kept of a PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinHash {
    cost: Cost,
    salt: String,
    hash: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl fmt::Debug for PinHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PinHash(…)")
    }
}

impl PinHash {
    /// Hashes a PIN with a salt of its own. Takes as long as a try.
    pub fn make(pin: &Pin) -> Result<Self, StaffProblem> {
        let mut salt = [0_u8; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(|error| {
            tracing::error!(%error, "the system gives no random bytes");
            StaffProblem::CannotWrite
        })?;
        let hash = derive(COST, &salt, &pin.0).ok_or(StaffProblem::CannotWrite)?;
        Ok(Self { cost: COST, salt: STANDARD.encode(salt), hash: STANDARD.encode(*hash) })
    }

    /// Whether this is the PIN. Takes a tenth of a second, right or wrong.
    pub fn is_of(&self, typed: &TypedPin) -> bool {
        let (Ok(salt), Ok(kept)) = (STANDARD.decode(&self.salt), STANDARD.decode(&self.hash)) else { return false };
        let is_sane = self.cost.memory_kib <= MAX_COST.memory_kib && self.cost.passes <= MAX_COST.passes;
        let computed = is_sane.then(|| derive(self.cost, &salt, typed)).flatten();
        computed.is_some_and(|computed| is_same(&*computed, &kept))
    }

    /// Does the work of a try that cannot be right, so that an unknown person takes as long as a known one.
    pub(crate) fn work_in_vain(typed: &TypedPin) {
        let _ = derive(COST, &[0; SALT_BYTES], typed);
    }
}

fn derive(cost: Cost, salt: &[u8], typed: &TypedPin) -> Option<Zeroizing<[u8; HASH_BYTES]>> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(HASH_BYTES)).ok()?;
    let mut hash = Zeroizing::new([0_u8; HASH_BYTES]);
    let digits = typed.digits();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(digits.as_bytes(), salt, &mut *hash)
        .ok()?;
    Some(hash)
}

/// Takes as long wherever they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |seen, (one, other)| seen | (one ^ other)) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pin, PinHash, TypedPin};
    use crate::StaffProblem;

    fn typed(text: &str) -> TypedPin {
        TypedPin::new(text.to_owned())
    }

    #[test]
    fn a_pin_matches_itself_and_nothing_else_and_salts_differ() {
        let pin = Pin::read(&typed("2580")).expect("a good PIN");
        let hash = PinHash::make(&pin).expect("there is memory");
        assert!(hash.is_of(&typed("2580")) && hash.is_of(&typed("２５８０")));
        for wrong in ["2581", "258", "25800", "", "abcd"] {
            assert!(!hash.is_of(&typed(wrong)), "{wrong}");
        }
        assert_ne!(hash, PinHash::make(&pin).expect("there is memory"));
    }

    #[test]
    fn first_guesses_are_refused_as_pins() {
        for simple in ["0000", "1111", "1234", "4321", "7890", "3210", "1212", "98989898", "０１２３", "87654321"] {
            assert_eq!(Pin::read(&typed(simple)).err(), Some(StaffProblem::PinTooSimple), "{simple}");
        }
    }

    #[test]
    fn neither_a_pin_nor_its_hash_is_printed() {
        let pin = Pin::read(&typed("2580")).expect("a good PIN");
        let hash = PinHash::make(&pin).expect("there is memory");
        let printed = format!("{pin:?} {hash:?}");
        assert!(!printed.contains("2580") && !printed.contains(&hash.hash), "{printed}");
    }

    #[test]
    fn a_forged_cost_is_not_carried_out() {
        let pin = Pin::read(&typed("2580")).expect("a good PIN");
        let mut hash = PinHash::make(&pin).expect("there is memory");
        hash.cost.memory_kib = u32::MAX;
        assert!(!hash.is_of(&typed("2580")));
    }

    proptest! {
        #[test]
        fn any_text_is_a_pin_or_is_refused_with_a_reason(text in "\\PC{0,12}") {
            let digits: String = text.trim().chars().filter_map(|character| character.to_digit(10)).map(|digit| {
                char::from_digit(digit, 10).expect("one digit")
            }).collect();
            if Pin::read(&typed(&text)).is_ok() {
                prop_assert!((4..=8).contains(&digits.len()));
            }
        }
    }
}
