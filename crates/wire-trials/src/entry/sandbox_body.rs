//! Bytes at the far side's door: an error answer, and books that did not change, unless it is a whole request.

use super::Entry;
use crate::far_side::{self, FarSide, with_far_side};

/// One byte that chooses path and content type, and then the body.
pub(super) const ENTRY: Entry = Entry { name: "sandbox_body", check, seeds, head: 1 };

const CONTENT_TYPES: [&str; 4] = ["application/json", "application/x-www-form-urlencoded", "text/plain", ""];

const PATHS: [&str; 6] = [
    "/echo",
    "/cashtrays",
    "/transactions",
    "/cashtrays/5ca2bbb1-3216-48f0-b171-26ec05dfcc03",
    "/transactions/5ca2bbb1-3216-48f0-b171-26ec05dfcc03/refund",
    "/nowhere",
];

fn check(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    let choice = usize::from(*choice);
    with_far_side(|far_side: &FarSide| {
        let before = far_side.revision();
        let path = PATHS[choice % PATHS.len()];
        let answer = far_side.post(path, CONTENT_TYPES[choice / PATHS.len() % CONTENT_TYPES.len()], body.to_vec());
        answer.assert_is_sound(path);
        if answer.status != 200 {
            assert_eq!(far_side.revision(), before, "a refusal changed the books");
        }
    });
}

/// The bodies that the official SDKs sent.
fn seeds() -> Vec<Vec<u8>> {
    let recorded = far_side::recorded_requests().iter().enumerate();
    let choices = (0..24_u8).cycle().zip(recorded).map(|(choice, (_, request))| (choice, request));
    choices.map(|(choice, request)| [&[choice], request.body.as_bytes()].concat()).collect()
}
