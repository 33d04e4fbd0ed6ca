//! What a sealed call may hold: whatever it asks for, the far side answers as documented and its books stay sound.

use super::Entry;
use crate::far_side::{FarSide, OPERATIONS, with_far_side};

/// One byte that chooses the operation, and then its parameters as JSON. Bytes that are no JSON are the whole of what is
/// sealed.
pub(super) const ENTRY: Entry = Entry { name: "sandbox_call", check, seeds, head: 1 };

fn check(data: &[u8]) {
    let Some((choice, parameters)) = data.split_first() else { return };
    let Ok(parameters) = std::str::from_utf8(parameters) else { return };
    with_far_side(|far_side: &FarSide| {
        let (method, path) = OPERATIONS[usize::from(*choice) % OPERATIONS.len()];
        let before = far_side.revision();
        let answer = far_side.call(method, path, parameters);
        answer.assert_is_sound(path);
        // A scan that is refused is written down at the tray, and is the one refusal that changes anything.
        if answer.status != 200 && path != "/transactions/cashtray" {
            assert_eq!(far_side.revision(), before, "{method} {path}: a refusal changed the books");
        }
        far_side.assert_books_are_sound();
    });
}

fn seeds() -> Vec<Vec<u8>> {
    with_far_side(|far_side| {
        let samples = far_side.samples();
        let choices = (0..u8::MAX).zip(OPERATIONS);
        choices
            .flat_map(|(choice, _)| samples.iter().map(move |sample| [&[choice], sample.as_bytes()].concat()))
            .collect()
    })
}
