//! The last requests with what was in them, so that an integrator can see what they sent.
//!
//! In memory only. Equal requests with equal answers in a row, as a till asks while it waits, count as one.

use std::collections::VecDeque;

use partner_api::WireTime;
use serde::Serialize;

/// How many requests are remembered.
const MOST: usize = 50;
/// How much of a request or an answer is remembered, in characters.
const MOST_CHARACTERS: usize = 4_000;

/// One request, or several equal ones in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RecentRequest {
    /// When the last of them was answered, by the sandbox's clock.
    pub(crate) at: WireTime,
    /// How many.
    pub(crate) times: u32,
    /// The operation; null when method and path name none.
    pub(crate) operation: Option<&'static str>,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The caller's id of the last one; null when the call did not open.
    pub(crate) partner_call_id: Option<String>,
    /// `request_data` as it was sent, as JSON text; null when the call did not open.
    pub(crate) request: Option<String>,
    /// The HTTP status of the answer.
    pub(crate) status: u16,
    /// What was answered, before it was sealed, as JSON text.
    pub(crate) answer: String,
}

/// The last requests.
#[derive(Debug, Default)]
pub(crate) struct RecentRequests(VecDeque<RecentRequest>);

impl RecentRequests {
    /// Remembers one more.
    pub(crate) fn note(&mut self, mut request: RecentRequest) {
        request.answer = shortened(&request.answer);
        request.request = request.request.as_deref().map(shortened);
        if let Some(last) = self.0.front_mut() {
            let (at, times, id) = (last.at.clone(), last.times, last.partner_call_id.clone());
            let of_last = RecentRequest { at, times, partner_call_id: id, ..request.clone() };
            if of_last == *last {
                *last = RecentRequest { times: times.saturating_add(1), ..request };
                return;
            }
        }
        self.0.truncate(MOST - 1);
        self.0.push_front(request);
    }

    /// All of them, the newest first.
    pub(crate) fn all(&self) -> &VecDeque<RecentRequest> {
        &self.0
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RecentRequest, RecentRequests};

    fn request(path: &str, answer: &str) -> RecentRequest {
        RecentRequest {
            at: "2026-11-20T06:00:00Z".to_owned().into(),
            times: 1,
            operation: None,
            method: "GET".to_owned(),
            path: path.to_owned(),
            partner_call_id: None,
            request: Some("{}".to_owned()),
            status: 200,
            answer: answer.to_owned(),
        }
    }

    #[test]
    fn equal_requests_in_a_row_are_one() {
        let mut recent = RecentRequests::default();
        for (path, answer) in [("/a", "1"), ("/a", "1"), ("/a", "2"), ("/b", "2"), ("/a", "2")] {
            recent.note(request(path, answer));
        }
        let seen: Vec<_> = recent.all().iter().map(|one| (one.path.as_str(), one.answer.as_str(), one.times)).collect();
        assert_eq!(seen, [("/a", "2", 1), ("/b", "2", 1), ("/a", "2", 1), ("/a", "1", 2)]);
    }

    #[test]
    fn neither_many_nor_long_requests_fill_the_memory() {
        let mut recent = RecentRequests::default();
        for number in 0..200 {
            recent.note(request(&number.to_string(), &"あ".repeat(100_000)));
        }
        assert_eq!((recent.all().len(), recent.all()[0].path.as_str()), (MOST, "199"));
        assert!(recent.all().iter().all(|one| one.answer.len() < 20_000));
    }
}
