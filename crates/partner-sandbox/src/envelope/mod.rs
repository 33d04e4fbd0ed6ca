//! From an HTTP request to an operation and back: the outer message, the sealed call, the sealed answer.
//!
//! One file per step. It must not know what any operation does.

mod answer;
mod call_ids;
mod exchange;
mod harm;
mod inner;
mod number_form;
mod outer;
#[cfg(test)]
mod tests;

pub(crate) use answer::Reply;
pub(crate) use call_ids::CallIds;
pub(crate) use exchange::serve;
